//! Who receives data, and what must stand between them and us.

use super::words::{all_texts, is_missing, tokens};
use super::{Hits, Rule};
use crate::register::{AgreementKind, Recipient, RecipientRole, Register};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "processor-agreement-missing",
        "GDPR Article 28(3)",
        "a processor without a processor agreement",
        processor_agreement_missing,
    ),
    Rule::error(
        "joint-agreement-missing",
        "GDPR Article 26(1)",
        "a joint controller without an arrangement",
        joint_agreement_missing,
    ),
    Rule::error(
        "joint-essence-missing",
        "GDPR Article 26(2)",
        "a section with a joint controller that does not tell the essence of the arrangement",
        joint_essence_missing,
    ),
    Rule::error(
        "agreement-in-future",
        "GDPR Articles 26(1) and 28(3)",
        "an agreement signed after this register took effect",
        agreement_in_future,
    ),
    Rule::error(
        "processor-own-purposes",
        "GDPR Article 28(10)",
        "a processor that uses the data for purposes of its own is no processor",
        processor_own_purposes,
    ),
    Rule::error(
        "processor-keeps-data",
        "GDPR Article 28(3)(g)",
        "a processor whose retention is beyond our control is no processor",
        processor_keeps_data,
    ),
    Rule::warning(
        "own-purposes-unstated",
        "GDPR Articles 5(1)(a) and 13(1)(e)",
        "a recipient that acts for itself, without saying for which purposes (such as profiling)",
        own_purposes_unstated,
    ),
    Rule::warning(
        "retention-beyond-control-unstated",
        "GDPR Articles 5(1)(a) and 13(2)(a)",
        "a recipient that acts for itself, without saying that its retention is beyond our control",
        retention_beyond_control_unstated,
    ),
    Rule::warning(
        "provider-policy-missing",
        "GDPR Articles 13(1)(e) and 26(2)",
        "a service's provider acts for itself, and its own privacy policy is not linked",
        provider_policy_missing,
    ),
    Rule::error(
        "organisation-unregistered",
        "GDPR Articles 13(1)(e) and 30(1)(d)",
        "a text names an organisation that is not in the register",
        organisation_unregistered,
    ),
    Rule::note(
        "recipient-unused",
        "GDPR Article 30(1)(d)",
        "a recipient that no purpose and no service names",
        recipient_unused,
    ),
];

fn has_agreement(recipient: &Recipient, kind: AgreementKind) -> bool {
    recipient
        .agreement
        .as_ref()
        .is_some_and(|agreement| agreement.kind == kind)
}

fn processor_agreement_missing(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        if recipient.role == RecipientRole::Processor
            && !has_agreement(recipient, AgreementKind::Processor)
        {
            hits.add(
                format!("recipient.{key}.agreement"),
                format!(
                    "{} is our processor without a processor agreement",
                    recipient.name
                ),
                "sign one, and add agreement = { kind = \"processor\", date = \"…\" }",
            );
        }
    }
}

fn joint_agreement_missing(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        if recipient.role == RecipientRole::Joint && !has_agreement(recipient, AgreementKind::Joint)
        {
            hits.add(
                format!("recipient.{key}.agreement"),
                format!("{} decides with us without an arrangement", recipient.name),
                "agree who does what, and add agreement = { kind = \"joint\", date = \"…\" }",
            );
        }
    }
}

fn joint_essence_missing(register: &Register, hits: &mut Hits) {
    for (key, section) in &register.section {
        let joint = register
            .purpose
            .values()
            .filter(|purpose| purpose.section == *key)
            .flat_map(|purpose| &purpose.recipients)
            .filter_map(|recipient| register.recipient.get(recipient))
            .find(|recipient| recipient.role == RecipientRole::Joint);
        let Some(joint) = joint else {
            continue;
        };
        if is_missing(section.joint_arrangement.as_ref()) {
            hits.add(
                format!("section.{key}.joint_arrangement"),
                format!(
                    "the section does not say how {} and we share the duties",
                    joint.name
                ),
                "tell the essence of the arrangement: who informs, who answers, whom to write to",
            );
        }
    }
}

fn agreement_in_future(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        let Some(agreement) = &recipient.agreement else {
            continue;
        };
        if agreement.date > register.date {
            hits.add(
                format!("recipient.{key}.agreement.date"),
                format!(
                    "the agreement is dated {}, after this register of {}",
                    agreement.date, register.date
                ),
                "correct the date, or leave the recipient out until it is signed",
            );
        }
    }
}

fn processor_own_purposes(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        if recipient.role == RecipientRole::Processor && recipient.own_purposes.is_some() {
            hits.add(
                format!("recipient.{key}.own_purposes"),
                format!(
                    "{} is called a processor, but has purposes of its own",
                    recipient.name
                ),
                "make its role \"controller\" or \"joint\", with a basis for passing data on to it",
            );
        }
    }
}

fn processor_keeps_data(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        if recipient.role == RecipientRole::Processor && recipient.retention_beyond_control {
            hits.add(
                format!("recipient.{key}.retention_beyond_control"),
                format!(
                    "{} is called a processor, but decides how long it keeps data",
                    recipient.name
                ),
                "make its role \"controller\", or agree on deletion and remove this key",
            );
        }
    }
}

fn own_purposes_unstated(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        if recipient.role != RecipientRole::Processor && is_missing(recipient.own_purposes.as_ref())
        {
            hits.add(
                format!("recipient.{key}.own_purposes"),
                format!(
                    "{} acts for itself, and its purposes are not stated",
                    recipient.name
                ),
                "write what it uses the data for, profiling included",
            );
        }
    }
}

fn retention_beyond_control_unstated(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        if recipient.role == RecipientRole::Controller && !recipient.retention_beyond_control {
            hits.add(
                format!("recipient.{key}.retention_beyond_control"),
                format!(
                    "{} acts for itself, and how long it keeps data is not ours to decide",
                    recipient.name
                ),
                "write retention_beyond_control = true, so that the pages say so",
            );
        }
    }
}

fn provider_policy_missing(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        let provides = register
            .service
            .values()
            .any(|service| service.recipient.as_ref() == Some(key));
        if provides && recipient.role != RecipientRole::Processor && recipient.policy_url.is_none()
        {
            hits.add(
                format!("recipient.{key}.policy_url"),
                format!(
                    "{} acts for itself, and its privacy policy is not linked",
                    recipient.name
                ),
                "add policy_url",
            );
        }
    }
}

/// Endings that make a name a company's.
const LEGAL_FORMS: &[&str] = &[
    "A/S",
    "ApS",
    "I/S",
    "K/S",
    "P/S",
    "IVS",
    "A.M.B.A",
    "AMBA",
    "F.M.B.A",
    "Inc",
    "LLC",
    "Ltd",
    "Limited",
    "GmbH",
    "Corp",
    "Corporation",
    "PLC",
    "B.V",
    "Oy",
];

/// Companies that texts name without their legal form.
const WELL_KNOWN: &[&str] = &[
    "google",
    "youtube",
    "vimeo",
    "facebook",
    "instagram",
    "linkedin",
    "twitter",
    "tiktok",
    "mailchimp",
    "microsoft",
    "hotjar",
    "snapchat",
    "pinterest",
];

fn organisation_unregistered(register: &Register, hits: &mut Hits) {
    let known = known_names(register);
    for placed in all_texts(register) {
        for (place, words) in placed.languages() {
            for name in organisations(words) {
                if !is_known(&name, &known) {
                    hits.add(
                        place.clone(),
                        format!("{name} is named here, but is not in the register"),
                        "add it as a recipient with role and country, or take the name out",
                    );
                }
            }
        }
    }
}

fn known_names(register: &Register) -> Vec<String> {
    let recipients = register.recipient.values().map(|r| r.name.as_str());
    let sites = register.site.values().map(|s| s.name.as_str());
    let services = register.service.values().map(|s| s.name.as_str());
    [
        register.controller.name.as_str(),
        &register.controller.short_name,
        &register.authority.name,
    ]
    .into_iter()
    .chain(recipients)
    .chain(sites)
    .chain(services)
    .map(plain)
    .collect()
}

/// Lower case, letters and digits only, so that "Example, Inc." and "Example Inc" are one.
fn plain(name: &str) -> String {
    tokens(name).collect::<Vec<_>>().join(" ")
}

fn is_known(name: &str, known: &[String]) -> bool {
    let name = plain(name);
    known.iter().any(|known| {
        name == *known
            || name.ends_with(&format!(" {known}"))
            || tokens(known).any(|word| word == name)
    })
}

fn organisations(words: &str) -> Vec<String> {
    let all: Vec<&str> = words.split_whitespace().collect();
    let mut found: Vec<String> = (0..all.len())
        .filter_map(|at| company_at(&all, at))
        .collect();
    for word in &all {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let stem = bare.strip_suffix("'s").unwrap_or(bare).to_lowercase();
        if WELL_KNOWN.contains(&stem.as_str()) {
            found.push(bare.to_owned());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The company whose legal form stands at `at`: the capitalised words before it, at most five.
fn company_at(words: &[&str], at: usize) -> Option<String> {
    let form = words[at].trim_matches(|c: char| !c.is_alphanumeric());
    if !LEGAL_FORMS.contains(&form) {
        return None;
    }
    let mut start = at;
    while start > 0 && at - start < 5 && continues_name(words[start - 1], start == at) {
        start -= 1;
    }
    let name: Vec<&str> = words[start..at]
        .iter()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&'))
        .collect();
    (!name.is_empty()).then(|| format!("{} {form}", name.join(" ")))
}

/// A word belongs to the name when it is capitalised and no sentence ends with it; a comma may stand
/// right before the legal form.
fn continues_name(word: &str, before_form: bool) -> bool {
    let opens = word.trim_start_matches(['(', '"', '“', '»']);
    let capital = opens.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&');
    let ends =
        word.ends_with(['.', ':', ';', ')', '?', '!']) || (word.ends_with(',') && !before_form);
    capital && !ends
}

fn recipient_unused(register: &Register, hits: &mut Hits) {
    for (key, recipient) in &register.recipient {
        let named = register
            .purpose
            .values()
            .any(|p| p.recipients.contains(key))
            || register
                .service
                .values()
                .any(|s| s.recipient.as_ref() == Some(key))
            || register.administrator.as_ref() == Some(key);
        if !named {
            hits.add(
                format!("recipient.{key}"),
                format!(
                    "no purpose and no service passes data to {}",
                    recipient.name
                ),
                "name it where it receives data, or take it out",
            );
        }
    }
}
