//! Categories of the banner: what is a choice, and what is necessary (cookiebekendtgørelsen §§ 3 and 4).

use std::collections::HashSet;

use super::words::{find_in, is_missing};
use super::{Hits, Rule};
use crate::register::{LegalBasis, RecipientRole, Register};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "device-without-consent",
        "cookiebekendtgørelsen § 3; ePrivacy Directive Article 5(3)",
        "storage on the device that is not necessary rests on something else than consent",
        device_without_consent,
    ),
    Rule::warning(
        "necessary-on-consent",
        "cookiebekendtgørelsen § 4; GDPR Article 7(4)",
        "a necessary category whose purpose rests on consent",
        necessary_on_consent,
    ),
    Rule::error(
        "no-necessary-category",
        "cookiebekendtgørelsen § 4",
        "no necessary category, though the choice itself is stored on the device",
        no_necessary_category,
    ),
    Rule::warning(
        "necessary-not-first",
        "GDPR Article 12(1)",
        "the necessary category does not stand first",
        necessary_not_first,
    ),
    Rule::warning(
        "category-empty",
        "GDPR Article 12(1)",
        "a category without a service",
        category_empty,
    ),
    Rule::error(
        "choice-bundled",
        "GDPR Articles 4(11) and 7(2), recitals 32 and 43",
        "one choice for statistics and marketing together",
        choice_bundled,
    ),
    Rule::error(
        "necessary-without-reason",
        "cookiebekendtgørelsen § 4",
        "a service marked necessary without a reason",
        necessary_without_reason,
    ),
    Rule::warning(
        "tracker-marked-necessary",
        "cookiebekendtgørelsen § 4; GDPR Article 5(1)(b)",
        "a service marked necessary whose provider has purposes of its own",
        tracker_marked_necessary,
    ),
    Rule::error(
        "signal-without-choice",
        "cookiebekendtgørelsen §§ 3 and 4; ePrivacy Directive Article 5(3)",
        "a necessary category that tells other companies' tags they may do what is a choice",
        signal_without_choice,
    ),
    Rule::error(
        "signal-twice",
        "GDPR Articles 4(11) and 7(2)",
        "a signal that two categories give: one may be refused while the other is accepted",
        signal_twice,
    ),
];

fn device_without_consent(register: &Register, hits: &mut Hits) {
    for category in register.category.values().filter(|c| !c.necessary) {
        let Some(purpose) = register.purpose.get(&category.purpose) else {
            continue;
        };
        let what = match purpose.basis {
            LegalBasis::Consent => continue,
            LegalBasis::LegitimateInterest { .. } => "legitimate interest",
            LegalBasis::Contract { .. } => "an agreement",
            _ => "this basis",
        };
        let problem = format!("{what} cannot carry storage on the visitor's device");
        let place = format!("purpose.{}.basis", category.purpose);
        if !hits.0.iter().any(|hit| hit.place == place) {
            hits.add(
                place,
                problem,
                "ask for consent: basis = { kind = \"consent\" }",
            );
        }
    }
}

fn necessary_on_consent(register: &Register, hits: &mut Hits) {
    for (key, category) in register.category.iter().filter(|(_, c)| c.necessary) {
        let basis = register.purpose.get(&category.purpose).map(|p| &p.basis);
        if basis == Some(&LegalBasis::Consent) {
            hits.add(
                format!("category.{key}.purpose"),
                "what is necessary is not asked for, but its purpose rests on consent",
                "make it a choice, or give the purpose another basis",
            );
        }
    }
}

fn no_necessary_category(register: &Register, hits: &mut Hits) {
    if !register
        .category
        .values()
        .any(|category| category.necessary)
    {
        hits.add(
            "category",
            "no category is necessary, but the choice itself is stored on the device",
            "add a category with necessary = true for it",
        );
    }
}

fn necessary_not_first(register: &Register, hits: &mut Hits) {
    let late = register
        .category
        .iter()
        .skip_while(|(_, category)| category.necessary)
        .filter(|(_, category)| category.necessary);
    for (key, _) in late {
        hits.add(
            format!("category.{key}"),
            "what is necessary stands after what is a choice",
            "move the necessary category to the front",
        );
    }
}

fn category_empty(register: &Register, hits: &mut Hits) {
    for key in register.category.keys() {
        if !register
            .service
            .values()
            .any(|service| service.category == *key)
        {
            hits.add(
                format!("category.{key}"),
                "no service belongs to this category, so nothing is chosen",
                "name its services, or take it out",
            );
        }
    }
}

fn choice_bundled(register: &Register, hits: &mut Hits) {
    for (key, category) in register.category.iter().filter(|(_, c)| !c.necessary) {
        let statistics = find_in(&category.title, &["statisti", "analy"]);
        let marketing = find_in(
            &category.title,
            &["markedsføring", "marketing", "reklame", "advertis"],
        );
        if let (Some(statistics), Some(marketing)) = (statistics, marketing) {
            hits.add(
                format!("category.{key}.title"),
                format!("\"{statistics}…\" and \"{marketing}…\" are two purposes under one choice"),
                "make them two categories",
            );
        }
    }
}

fn necessary_without_reason(register: &Register, hits: &mut Hits) {
    for (key, service) in &register.service {
        let necessary = register
            .category
            .get(&service.category)
            .is_some_and(|category| category.necessary);
        if necessary && is_missing(service.necessary_because.as_ref()) {
            hits.add(
                format!("service.{key}.necessary_because"),
                format!("{} is marked necessary without a reason", service.name),
                "write which service the visitor asked for that cannot be given without it",
            );
        }
    }
}

fn tracker_marked_necessary(register: &Register, hits: &mut Hits) {
    for (key, service) in &register.service {
        let necessary = register
            .category
            .get(&service.category)
            .is_some_and(|category| category.necessary);
        let own_purposes = service
            .recipient
            .as_ref()
            .and_then(|recipient| register.recipient.get(recipient))
            .filter(|recipient| recipient.role != RecipientRole::Processor)
            .is_some_and(|recipient| !is_missing(recipient.own_purposes.as_ref()));
        if necessary && own_purposes {
            hits.add(
                format!("service.{key}.category"),
                format!(
                    "{} is marked necessary, but its provider uses the data for itself",
                    service.name
                ),
                "put it into a category that is a choice",
            );
        }
    }
}

fn signal_without_choice(register: &Register, hits: &mut Hits) {
    for (key, category) in register.category.iter().filter(|(_, c)| c.necessary) {
        for (i, signal) in category.signals.iter().enumerate() {
            if !signal.can_be_necessary() {
                hits.add(
                    format!("category.{key}.signals[{i}]"),
                    "nobody is asked about this category, but the signal says that somebody agreed",
                    "move the signal to the category that is asked about it",
                );
            }
        }
    }
}

fn signal_twice(register: &Register, hits: &mut Hits) {
    let mut seen = HashSet::new();
    for (key, category) in &register.category {
        for (i, signal) in category.signals.iter().enumerate() {
            if !seen.insert(signal) {
                hits.add(
                    format!("category.{key}.signals[{i}]"),
                    "this signal stands before already",
                    "let one category give it",
                );
            }
        }
    }
}
