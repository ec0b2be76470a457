//! Transfers out of the European Economic Area (Chapter V GDPR).

use super::words::{all_texts, find_claimed, is_missing};
use super::{Hits, Rule};
use crate::country;
use crate::register::{Recipient, Register, Transfer, TransferBasis};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "privacy-shield",
        "GDPR Article 45; C-311/18 (Schrems II), 16 July 2020",
        "a transfer that rests on Privacy Shield",
        privacy_shield,
    ),
    Rule::error(
        "privacy-shield-named",
        "GDPR Article 13(1)(f); C-311/18 (Schrems II), 16 July 2020",
        "a text that tells people Privacy Shield protects them",
        privacy_shield_named,
    ),
    Rule::error(
        "framework-uncertified",
        "GDPR Article 45; Decision (EU) 2023/1795",
        "a transfer under the Data Privacy Framework without confirmed certification",
        framework_uncertified,
    ),
    Rule::error(
        "canada-not-commercial",
        "GDPR Article 45; Decision 2002/2/EC",
        "a transfer to Canada that is not confirmed to fall under its private-sector act",
        canada_not_commercial,
    ),
    Rule::error(
        "transfer-basis-elsewhere",
        "GDPR Article 45",
        "a transfer basis that belongs to another country",
        transfer_basis_elsewhere,
    ),
    Rule::warning(
        "adequacy-unknown",
        "GDPR Article 45(3)",
        "an adequacy decision this version does not know of",
        adequacy_unknown,
    ),
    Rule::error(
        "transfer-missing",
        "GDPR Articles 44 and 13(1)(f)",
        "a recipient outside the EEA without a transfer basis",
        transfer_missing,
    ),
    Rule::warning(
        "transfer-inside-eea",
        "GDPR Article 44",
        "a transfer basis for a country inside the EEA",
        transfer_inside_eea,
    ),
    Rule::error(
        "safeguards-copy-missing",
        "GDPR Article 13(1)(f)",
        "safeguards without saying where to get a copy",
        safeguards_copy_missing,
    ),
    Rule::warning(
        "transfer-status-undated",
        "GDPR Articles 5(2) and 44",
        "a transfer basis whose status was not looked up, or not within a year",
        transfer_status_undated,
    ),
    Rule::warning(
        "transfer-by-consent",
        "GDPR Article 49(1)(a); EDPB Guidelines 2/2018",
        "explicit consent as a standing transfer basis: it is for single cases",
        transfer_by_consent,
    ),
];

fn transfers(register: &Register) -> impl Iterator<Item = (String, &Recipient, &Transfer)> {
    register.recipient.iter().filter_map(|(key, recipient)| {
        let place = format!("recipient.{key}.transfer");
        Some((place, recipient, recipient.transfer.as_ref()?))
    })
}

fn privacy_shield(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        if transfer.basis == TransferBasis::PrivacyShield {
            hits.add(
                format!("{place}.basis"),
                format!("{}: Privacy Shield has been invalid since 16 July 2020", recipient.name),
                "look the company up in the Data Privacy Framework's list, or sign standard clauses",
            );
        }
    }
}

fn privacy_shield_named(register: &Register, hits: &mut Hits) {
    for placed in all_texts(register) {
        for (place, words) in placed.languages() {
            if find_claimed(words, &["privacy shield", "privacy-shield"]).is_some() {
                hits.add(
                    place,
                    "Privacy Shield is named as a protection; it has been invalid since 16 July 2020",
                    "take it out; the pages tell each recipient's transfer basis by themselves",
                );
            }
        }
    }
}

fn framework_uncertified(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        if transfer.basis == TransferBasis::DataPrivacyFramework && !transfer.confirmed {
            hits.add(
                format!("{place}.confirmed"),
                format!("{} is not confirmed as certified", recipient.name),
                "look it up in the framework's list; write confirmed = true with the day, or use clauses",
            );
        }
    }
}

fn canada_not_commercial(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        let commercial = transfer.basis == TransferBasis::CanadaCommercial;
        let whole_country = recipient.country == "CA" && transfer.basis == TransferBasis::Adequacy;
        if whole_country || (commercial && !transfer.confirmed) {
            hits.add(
                format!("{place}.basis"),
                format!(
                    "{}: the decision on Canada covers commercial organisations under its act only",
                    recipient.name
                ),
                "write basis = \"canada_commercial\" and confirmed = true once that is confirmed, or use clauses",
            );
        }
    }
}

fn transfer_basis_elsewhere(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        let home = match transfer.basis {
            TransferBasis::DataPrivacyFramework | TransferBasis::PrivacyShield => "US",
            TransferBasis::CanadaCommercial => "CA",
            _ => continue,
        };
        if recipient.country != home && !country::is_eea(&recipient.country) {
            hits.add(
                format!("{place}.basis"),
                format!(
                    "{} is in {}; this basis is for {home}",
                    recipient.name, recipient.country
                ),
                "choose a basis for that country, or correct the country",
            );
        }
    }
}

/// Countries with an adequacy decision for the whole country.
const ADEQUATE: &[&str] = &[
    "AD", "AR", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY",
];

fn adequacy_unknown(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        let code = recipient.country.as_str();
        let judged_elsewhere = code == "CA" || country::is_eea(code) || ADEQUATE.contains(&code);
        if transfer.basis == TransferBasis::Adequacy && !judged_elsewhere {
            hits.add(
                format!("{place}.basis"),
                format!("no adequacy decision for the whole of {code} is known to this version"),
                "look the decision up, or choose standard clauses",
            );
        }
    }
}

fn transfer_missing(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        let third = country::is_known(&recipient.country) && !country::is_eea(&recipient.country);
        if third && recipient.transfer.is_none() {
            hits.add(
                format!("recipient.{key}.transfer"),
                format!(
                    "{} is in {}, outside the EEA, and nothing permits the transfer",
                    recipient.name, recipient.country
                ),
                "add transfer = { basis = \"…\", checked = \"…\" }, or choose a provider in the EEA",
            );
        }
    }
}

fn transfer_inside_eea(register: &Register, hits: &mut Hits) {
    for (place, recipient, _) in transfers(register) {
        if country::is_eea(&recipient.country) {
            hits.add(
                place,
                format!(
                    "{} is in {}, inside the EEA: that is no transfer",
                    recipient.name, recipient.country
                ),
                "take it out, or write the country where the data is handled",
            );
        }
    }
}

fn safeguards_copy_missing(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        let safeguards = matches!(
            transfer.basis,
            TransferBasis::StandardClauses | TransferBasis::BindingRules
        );
        if safeguards && is_missing(transfer.copy_at.as_ref()) {
            hits.add(
                format!("{place}.copy_at"),
                format!(
                    "{}: people are not told where to get a copy of the safeguards",
                    recipient.name
                ),
                "add copy_at, such as our privacy contact or the provider's page",
            );
        }
    }
}

fn transfer_status_undated(register: &Register, hits: &mut Hits) {
    let year = crate::retention::Period {
        years: 1,
        ..Default::default()
    };
    for (place, recipient, transfer) in transfers(register) {
        let fresh = transfer
            .checked
            .and_then(|day| year.after(day).ok())
            .is_some_and(|until| until >= register.date);
        if !fresh && transfer.basis != TransferBasis::PrivacyShield {
            hits.add(
                format!("{place}.checked"),
                format!(
                    "{}: the status was not looked up within the last year",
                    recipient.name
                ),
                "look it up and write the day as checked = \"…\"",
            );
        }
    }
}

fn transfer_by_consent(register: &Register, hits: &mut Hits) {
    for (place, recipient, transfer) in transfers(register) {
        if transfer.basis == TransferBasis::ExplicitConsent {
            hits.add(
                format!("{place}.basis"),
                format!(
                    "{}: explicit consent carries single transfers, not regular ones",
                    recipient.name
                ),
                "choose standard clauses for what happens regularly",
            );
        }
    }
}
