//! What is said beside the form, ours and the one on other people's websites: who gets what is written, and what is
//! another way for what is sensitive.

use domain::register::{Purpose, ServedRegister};
use domain::text::Language;

use super::SecureWay;
use crate::address::{Page, RightsPage};
use crate::texts::contact_texts;

/// Who gets what is sent under `purpose`, beside the organisation; nothing where nobody does.
#[must_use]
pub fn who_gets_it(register: &ServedRegister, purpose: &Purpose, language: Language) -> String {
    let known = &register.register().recipient;
    let recipients = purpose.recipients.iter().filter_map(|key| known.get(key));
    let recipients: Vec<&str> = recipients.map(|one| one.name.as_str()).collect();
    if recipients.is_empty() {
        return String::new();
    }
    contact_texts(language)
        .who_gets_it
        .replace("{organisation}", &register.register().controller.name)
        .replace("{recipients}", &recipients.join(", "))
}

/// How to reach the organisation with something sensitive.
#[must_use]
pub fn secure_way(register: &ServedRegister, language: Language) -> SecureWay {
    let texts = contact_texts(language);
    if register.secure_purpose().is_some() {
        return SecureWay::Portal {
            words: texts.sensitive_portal.to_owned(),
            path: RightsPage::Secure.path(language).to_owned(),
        };
    }
    let controller = &register.register().controller;
    let address = &controller.address;
    let post = format!(
        "{}, {}, {} {}",
        controller.name, address.street, address.postcode, address.city
    );
    let phone = texts.sensitive_phone.replace("{phone}", &controller.phone);
    let post = texts.sensitive_post.replace("{address}", &post);
    SecureWay::Elsewhere(format!("{phone} {post}"))
}

/// Where more is said: the section of the privacy page about `purpose`.
#[must_use]
pub fn section(purpose: &Purpose, language: Language) -> String {
    format!("{}#{}", Page::Privacy.path(language), purpose.section)
}
