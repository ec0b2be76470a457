//! The letter, composed.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::blocks::Composing;
use super::{AccessAnswer, AnswerItem, Mark, NotMarked, redact, words};
use crate::held::{Held, HeldShown, tell};
use crate::register::{Key, Register, ServedRegister};
use crate::text::{Language, date_in_words};

/// What an answer is composed from, beside what is held.
#[derive(Clone, Copy)]
pub struct AnswerTo<'a> {
    /// The register in force.
    pub served: &'a ServedRegister,
    /// The language.
    pub language: Language,
    /// The day it is written.
    pub today: Date,
    /// The purpose that the request itself is kept for.
    pub request: Option<&'a Key>,
    /// What clocks in Denmark showed at an instant.
    pub local: &'a dyn Fn(Timestamp) -> DateTime,
}

/// Composes the answer to whoever `held` is held about, without what the `marks` leave out.
///
/// # Errors
/// [`NotMarked`] when the words of a mark stand nowhere.
pub fn compose(to: AnswerTo<'_>, held: &Held, marks: &[Mark]) -> Result<AccessAnswer, NotMarked> {
    let AnswerTo {
        served,
        language,
        today,
        request,
        local,
    } = to;
    let (redacted, redactions) = redact(held, marks, language)?;
    let shown: HeldShown = tell(served, &redacted, language, local);
    let words = words::of(language);
    let composing = Composing {
        served,
        language,
        held: &redacted,
        shown: &shown,
        request,
        redactions: &redactions,
        local,
    };
    let purposes = composing.purposes();
    let blocks = AnswerItem::ALL.map(|item| composing.block(item));
    let register = served.register();
    let place = &register.controller.address.city;
    Ok(AccessAnswer {
        schema: AccessAnswer::SCHEMA.to_owned(),
        language,
        title: words.title.to_owned(),
        from: from(register),
        to: vec![held.email.as_str().to_owned()],
        dated: format!("{place}, {}", date_in_words(today, language)),
        opening: words.opening.map(str::to_owned).into(),
        purposes,
        blocks: blocks.into(),
        redactions,
        closing: vec![words.closing.to_owned(), contact(register, language)],
        register: served.version(),
    })
}

fn from(register: &Register) -> Vec<String> {
    let controller = &register.controller;
    let address = &controller.address;
    vec![
        controller.name.clone(),
        address.street.clone(),
        format!("{} {}", address.postcode, address.city),
        format!("CVR {}", controller.cvr),
    ]
}

/// Whom to write to, and how.
fn contact(register: &Register, language: Language) -> String {
    let contact = &register.privacy_contact;
    let phone = contact.phone.as_ref();
    let ways = [
        Some(&contact.email),
        phone.or(Some(&register.controller.phone)),
    ];
    let ways: Vec<&str> = ways.into_iter().flatten().map(String::as_str).collect();
    format!("{}: {}", contact.name.get(language), ways.join(" · "))
}
