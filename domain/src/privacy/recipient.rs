//! A recipient in one line: name, country, role, what permits the transfer and where to get a copy.

use super::words;
use crate::country;
use crate::notice::provider_line;
use crate::register::{Recipient, Transfer, TransferBasis};
use crate::text::{Language, date_in_words};

pub(super) fn recipient_line(recipient: &Recipient, language: Language) -> String {
    let words = words::of(language);
    let own = recipient
        .own_purposes
        .as_ref()
        .map(|own| own.get(language).to_owned());
    let beyond = recipient
        .retention_beyond_control
        .then(|| words.retention_beyond_control.to_owned());
    let agreement = recipient.agreement.as_ref().map(|agreement| {
        format!(
            "{} {}.",
            words.agreement,
            date_in_words(agreement.date, language)
        )
    });
    let transfer = recipient
        .transfer
        .as_ref()
        .filter(|_| !country::is_eea(&recipient.country))
        .map(|transfer| transfer_line(transfer, language));
    let policy = recipient
        .policy_url
        .as_ref()
        .map(|url| format!("{} {url}", words.policy));
    [
        Some(format!("{}.", provider_line(Some(recipient), language))),
        Some(recipient.description.get(language).to_owned()),
        own,
        beyond,
        agreement,
        transfer,
        policy,
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" ")
}

/// What permits the transfer to a recipient, where the register says it.
#[cfg(feature = "mail")]
pub(crate) fn transfer_of(recipient: &Recipient, language: Language) -> Option<String> {
    let transfer = recipient.transfer.as_ref();
    transfer.map(|transfer| transfer_line(transfer, language))
}

fn transfer_line(transfer: &Transfer, language: Language) -> String {
    let words = words::of(language);
    let basis = match transfer.basis {
        TransferBasis::Adequacy => words.transfer_adequacy,
        TransferBasis::CanadaCommercial => words.transfer_canada,
        TransferBasis::DataPrivacyFramework => words.transfer_dpf,
        TransferBasis::PrivacyShield => words.transfer_shield,
        TransferBasis::StandardClauses => words.transfer_clauses,
        TransferBasis::BindingRules => words.transfer_rules,
        TransferBasis::ExplicitConsent => words.transfer_consent,
    };
    let checked = transfer
        .checked
        .map(|date| format!(", {} {}", words.checked, date_in_words(date, language)))
        .unwrap_or_default();
    let copy = transfer
        .copy_at
        .as_ref()
        .map(|copy| format!(" {} {}", words.copy_at, copy.get(language)))
        .unwrap_or_default();
    format!("{} {basis}{checked}.{copy}", words.transfer)
}
