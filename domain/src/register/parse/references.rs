//! Every name that points at a table must find it, so that no later look-up can fail.

use indexmap::IndexMap;

use super::{Lines, ParseProblem};
use crate::register::{Key, Register};

/// All references that point nowhere, by line.
pub(super) fn dangling(register: &Register, lines: &Lines) -> Vec<ParseProblem> {
    let mut found = Dangling {
        lines,
        problems: Vec::new(),
    };
    if let Some(administrator) = &register.administrator {
        found.look_up(
            "administrator",
            "recipient",
            administrator,
            &register.recipient,
        );
    }
    from_purposes(register, &mut found);
    for (key, category) in &register.category {
        let place = format!("category.{key}.purpose");
        found.look_up(&place, "purpose", &category.purpose, &register.purpose);
    }
    from_services(register, &mut found);
    from_newsletter(register, &mut found);
    from_contact(register, &mut found);
    if let Some(rights) = &register.rights {
        found.look_up(
            "rights.purpose",
            "purpose",
            &rights.purpose,
            &register.purpose,
        );
    }
    found.problems.sort();
    found.problems
}

fn from_purposes(register: &Register, found: &mut Dangling<'_>) {
    for (key, purpose) in &register.purpose {
        let place = format!("purpose.{key}.section");
        found.look_up(&place, "section", &purpose.section, &register.section);
        for (i, item) in purpose.data.iter().enumerate() {
            let place = format!("purpose.{key}.data[{i}].category");
            found.look_up(&place, "data", &item.category, &register.data);
        }
        for (i, recipient) in purpose.recipients.iter().enumerate() {
            let place = format!("purpose.{key}.recipients[{i}]");
            found.look_up(&place, "recipient", recipient, &register.recipient);
        }
    }
}

fn from_services(register: &Register, found: &mut Dangling<'_>) {
    for (key, service) in &register.service {
        let place = format!("service.{key}.category");
        found.look_up(&place, "category", &service.category, &register.category);
        if let Some(recipient) = &service.recipient {
            let place = format!("service.{key}.recipient");
            found.look_up(&place, "recipient", recipient, &register.recipient);
        }
        for (i, data) in service.data.iter().enumerate() {
            let place = format!("service.{key}.data[{i}]");
            found.look_up(&place, "data", data, &register.data);
        }
    }
}

fn from_newsletter(register: &Register, found: &mut Dangling<'_>) {
    let Some(newsletter) = &register.newsletter else {
        return;
    };
    let purposes = &register.purpose;
    found.look_up(
        "newsletter.purpose",
        "purpose",
        &newsletter.purpose,
        purposes,
    );
    if let Some(no_return) = &newsletter.no_return {
        found.look_up("newsletter.no_return", "purpose", no_return, purposes);
    }
    if let Some(no_marketing) = &newsletter.no_marketing {
        found.look_up("newsletter.no_marketing", "purpose", no_marketing, purposes);
    }
}

fn from_contact(register: &Register, found: &mut Dangling<'_>) {
    let Some(contact) = &register.contact else {
        return;
    };
    let purposes = &register.purpose;
    found.look_up("contact.purpose", "purpose", &contact.purpose, purposes);
    if let Some(kept_as) = &contact.kept_as {
        found.look_up("contact.kept_as", "purpose", kept_as, purposes);
    }
    if let Some(secure) = &contact.secure {
        found.look_up("contact.secure", "purpose", secure, purposes);
    }
}

struct Dangling<'a> {
    lines: &'a Lines,
    problems: Vec<ParseProblem>,
}

impl Dangling<'_> {
    fn look_up<T>(&mut self, place: &str, table: &str, name: &str, known: &IndexMap<Key, T>) {
        if known.contains_key(name) {
            return;
        }
        let known: Vec<&str> = known.keys().map(String::as_str).collect();
        let message = if known.is_empty() {
            format!("\"{name}\" has no table [{table}.{name}]; add it")
        } else {
            format!(
                "\"{name}\" has no table [{table}.{name}]; add it, or write one of {}",
                known.join(", ")
            )
        };
        self.problems.push(self.lines.problem(place, message));
    }
}
