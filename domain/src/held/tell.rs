//! What is held, told: the purposes in the register's order, under each what the register says of it and what is held.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::facts::{Telling, facts, row};
use super::words;
use super::{
    Held, HeldPart, HeldShown, HeldThing, KeptFor, Looked, SentMail, ThingPart, What, rights_under,
};
use crate::country;
use crate::disclosure::Disclosure;
use crate::mail::LinkToken;
use crate::privacy::{PurposePart, Row, purpose_part};
use crate::register::{Key, ServedRegister};
use crate::staff::AccessAction;
use crate::text::{Language, date_in_words};

/// What is held, in words. `local` gives what clocks in Denmark showed at an instant.
#[must_use]
pub fn tell(
    served: &ServedRegister,
    held: &Held,
    language: Language,
    local: &dyn Fn(Timestamp) -> DateTime,
) -> HeldShown {
    let telling = Telling {
        served,
        language,
        local,
    };
    let purposes = &served.register().purpose;
    // What the register does not hold any more is told all the same, under its key.
    let unknown = held.things.iter().map(|thing| &thing.purpose);
    let unknown: BTreeSet<&Key> = unknown.filter(|key| !purposes.contains_key(*key)).collect();
    let parts = purposes.keys().chain(unknown);
    let parts = parts.filter_map(|key| of_purpose(&telling, held, key));
    HeldShown {
        email: held.email.as_str().to_owned(),
        parts: parts.collect(),
        is_any: held.things.iter().any(|thing| thing.what != What::Visit),
    }
}

/// None for a purpose that nothing is held for.
fn of_purpose(telling: &Telling<'_>, held: &Held, key: &Key) -> Option<HeldPart> {
    let things = held.things.iter().filter(|thing| thing.purpose == *key);
    let things: Vec<ThingPart> = things.map(|thing| part(telling, thing)).collect();
    if things.is_empty() {
        return None;
    }
    let about = purpose_part(telling.served, telling.language, key);
    let purpose = telling.register().purpose.get(key);
    let rights = purpose.map_or(&[][..], |purpose| rights_under(&purpose.basis));
    Some(HeldPart {
        about: about.unwrap_or_else(|| PurposePart {
            id: key.clone(),
            title: key.clone(),
            description: String::new(),
            rows: Vec::new(),
        }),
        things,
        rights: rights.to_vec(),
    })
}

fn part(telling: &Telling<'_>, thing: &HeldThing) -> ThingPart {
    let words = telling.words();
    let mut rows = facts(telling, thing);
    if !thing.corrected_at.is_empty() {
        let corrected = thing.corrected_at.iter().map(|at| telling.moment(*at));
        rows.push(row(words.corrected, corrected));
    }
    rows.extend(disclosed(telling, thing));
    rows.extend(looked(telling, thing));
    if !thing.mails.is_empty() {
        let mails = thing.mails.iter().map(|sent| mail(telling, sent));
        rows.push(row(words.mails, mails));
    }
    let kept = match thing.kept {
        KeptFor::WhileYes => words.while_yes.to_owned(),
        KeptFor::WhileYesAnd(period) => words::while_yes_and(period, telling.language),
        KeptFor::WhileHere => words.while_here.to_owned(),
        KeptFor::WhileOpen => words.while_open.to_owned(),
        KeptFor::ForAnswer => words.for_answer.to_owned(),
        KeptFor::UntilAndWhileCase(day) => {
            let day = date_in_words(day, telling.language);
            words.until_and_while_case.replace("{day}", &day)
        }
        KeptFor::Until(promise) => words::until(promise, telling.language),
    };
    rows.push(row(words.kept, [kept]));
    ThingPart {
        id: thing.id,
        kind: thing.what.kind(),
        title: thing.what.title(words),
        rows,
        acts: match thing.is_copy() {
            true => Vec::new(),
            false => thing.what.acts(),
        },
        contact: thing.what.contact().filter(|_| !thing.is_copy()),
        receipt: thing.receipt,
        link: thing.link.as_ref().map(LinkToken::to_text),
    }
}

/// Whether it is something that others may have been given, or staff have looked at.
const fn is_used(what: &What) -> bool {
    matches!(
        what,
        What::Subscription { .. }
            | What::Seat { .. }
            | What::Answers { .. }
            | What::Enquiry { .. }
            | What::SecureMessages { .. }
    )
}

fn disclosed(telling: &Telling<'_>, thing: &HeldThing) -> Option<Row> {
    let words = telling.words();
    if !is_used(&thing.what) {
        return None;
    }
    if thing.disclosures.is_empty() {
        return Some(row(words.disclosed, [words.nobody.to_owned()]));
    }
    let given = thing.disclosures.iter();
    Some(row(
        words.disclosed,
        given.map(|given| disclosure(telling, given)),
    ))
}

/// Who was given what, when, for what and on what basis.
pub(super) fn disclosure(telling: &Telling<'_>, given: &Disclosure) -> String {
    let data: Vec<&str> = given
        .data
        .iter()
        .map(|data| data.in_words(telling.language))
        .collect();
    let how = given.how.map(|how| how.title(telling.language));
    let how = how.map_or_else(String::new, |how| format!(", {}", how.to_lowercase()));
    format!(
        "{} ({}), {}{how}: {}. {} ({}).",
        given.recipient.as_str(),
        country::name(&given.country, telling.language),
        telling.moment(given.disclosed_at),
        data.join(", "),
        telling.purpose(&given.purpose),
        given.articles(),
    )
}

fn looked(telling: &Telling<'_>, thing: &HeldThing) -> Option<Row> {
    let words = telling.words();
    if !is_used(&thing.what) {
        return None;
    }
    if thing.looks.is_empty() {
        return Some(row(words.looks, [words.no_looks.to_owned()]));
    }
    let looks = thing.looks.iter().map(|look| look_line(telling, look));
    Some(row(words.looks, looks.chain([words.looks_by.to_owned()])))
}

fn look_line(telling: &Telling<'_>, look: &Looked) -> String {
    let words = telling.words();
    let roles: Vec<&str> = look
        .roles
        .iter()
        .map(|role| role.title(telling.language))
        .collect();
    let who = match roles.is_empty() {
        true => words.staff.to_owned(),
        false => roles.join(", "),
    };
    let action = match look.action {
        AccessAction::Looked => words.saw.to_owned(),
        action => action.title(telling.language).to_lowercase(),
    };
    let list = if look.in_a_list {
        format!(", {}", words.in_a_list)
    } else {
        String::new()
    };
    format!(
        "{}: {who} {action} ({}){list}.",
        telling.moment(look.at),
        telling.purpose(&look.purpose),
    )
}

fn mail(telling: &Telling<'_>, sent: &SentMail) -> String {
    format!(
        "{}: {}, {}.",
        telling.moment(sent.at),
        words::mail(&sent.kind, telling.language),
        words::went(sent.went, telling.language),
    )
}
