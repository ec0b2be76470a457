//! Kinds of data: special categories, the civil registration number, relatives.

use super::words::find;
use super::{Hits, Rule};
use crate::register::{
    Article9Ground, DataCategory, DataItem, LegalBasis, Purpose, Recipient, RecipientRole,
    Register, Sensitivity,
};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "special-without-ground",
        "GDPR Article 9(1)-(2)",
        "a special category without an Article 9 ground",
        special_without_ground,
    ),
    Rule::error(
        "agreement-is-no-ground",
        "GDPR Article 9(2)",
        "a special category passed on under an agreement, which is no Article 9 ground",
        agreement_is_no_ground,
    ),
    Rule::error(
        "members-data-disclosed",
        "GDPR Article 9(2)(d)",
        "members' special data passed on outside the body without their consent",
        members_data_disclosed,
    ),
    Rule::warning(
        "ground-without-special",
        "GDPR Article 9(1)-(2)",
        "an Article 9 ground on data that is not called special",
        ground_without_special,
    ),
    Rule::error(
        "cpr-without-ground",
        "databeskyttelsesloven § 11(2)",
        "the civil registration number without a ground",
        cpr_without_ground,
    ),
    Rule::error(
        "cpr-not-marked",
        "databeskyttelsesloven § 11; GDPR Article 87",
        "data items name the civil registration number, but their category is not called so",
        cpr_not_marked,
    ),
    Rule::error(
        "union-not-special",
        "GDPR Article 9(1); C-184/20",
        "union, unemployment fund or collective agreement outside a special category",
        union_not_special,
    ),
    Rule::error(
        "health-not-special",
        "GDPR Articles 4(15) and 9(1)",
        "health, sickness or injury outside a special category",
        health_not_special,
    ),
    Rule::error(
        "relatives-not-marked",
        "GDPR Articles 14 and 15(4)",
        "data about relatives that is not marked as concerning others",
        relatives_not_marked,
    ),
    Rule::note(
        "data-unused",
        "GDPR Article 30(1)(c)",
        "a kind of data that no purpose and no service uses",
        data_unused,
    ),
];

/// One kind of data in one purpose, with its place and its category.
struct Use<'a> {
    place: String,
    item: &'a DataItem,
    category: &'a DataCategory,
    purpose: &'a Purpose,
}

fn uses(register: &Register) -> impl Iterator<Item = Use<'_>> {
    register.purpose.iter().flat_map(move |(key, purpose)| {
        purpose
            .data
            .iter()
            .enumerate()
            .filter_map(move |(i, item)| {
                Some(Use {
                    place: format!("purpose.{key}.data[{i}]"),
                    item,
                    category: register.data.get(&item.category)?,
                    purpose,
                })
            })
    })
}

fn special(register: &Register) -> impl Iterator<Item = Use<'_>> {
    uses(register).filter(|u| u.category.sensitivity == Sensitivity::Special)
}

/// A recipient of the purpose that uses the data for itself.
fn outsider<'a>(register: &'a Register, purpose: &Purpose) -> Option<&'a Recipient> {
    purpose
        .recipients
        .iter()
        .filter_map(|key| register.recipient.get(key))
        .find(|recipient| recipient.role != RecipientRole::Processor)
}

/// The recipient that gets special data on the strength of an agreement alone.
fn insurer<'a>(register: &'a Register, u: &Use<'_>) -> Option<&'a Recipient> {
    let under_agreement = matches!(u.purpose.basis, LegalBasis::Contract { .. });
    if under_agreement && u.item.article9.is_none() {
        outsider(register, u.purpose)
    } else {
        None
    }
}

fn special_without_ground(register: &Register, hits: &mut Hits) {
    for u in special(register) {
        if u.item.article9.is_none() && insurer(register, &u).is_none() {
            hits.add(
                format!("{}.article9", u.place),
                format!(
                    "\"{}\" is special, and nothing permits its use",
                    u.item.category
                ),
                "add the ground, such as article9 = \"explicit_consent\"",
            );
        }
    }
}

fn agreement_is_no_ground(register: &Register, hits: &mut Hits) {
    for u in special(register) {
        if let Some(recipient) = insurer(register, &u) {
            hits.add(
                format!("{}.article9", u.place),
                format!(
                    "\"{}\" goes to {}; an agreement does not permit that",
                    u.item.category, recipient.name
                ),
                "ask for explicit consent to this disclosure, and write article9 = \"explicit_consent\"",
            );
        }
    }
}

fn members_data_disclosed(register: &Register, hits: &mut Hits) {
    for u in special(register) {
        let members = u.item.article9 == Some(Article9Ground::NonProfitMembers);
        if let Some(recipient) = outsider(register, u.purpose).filter(|_| members) {
            hits.add(
                format!("{}.article9", u.place),
                format!(
                    "the members' ground ends at the body's door; {} is outside",
                    recipient.name
                ),
                "ask for explicit consent, or take the recipient out",
            );
        }
    }
}

fn ground_without_special(register: &Register, hits: &mut Hits) {
    for u in uses(register) {
        if u.item.article9.is_some() && u.category.sensitivity != Sensitivity::Special {
            hits.add(
                format!("{}.article9", u.place),
                format!(
                    "\"{}\" has an Article 9 ground, but is not called special",
                    u.item.category
                ),
                format!(
                    "write sensitivity = \"special\" in [data.{}], or drop the ground",
                    u.item.category
                ),
            );
        }
    }
}

fn cpr_without_ground(register: &Register, hits: &mut Hits) {
    for u in uses(register) {
        if u.category.sensitivity == Sensitivity::Cpr && u.item.cpr.is_none() {
            hits.add(
                format!("{}.cpr", u.place),
                "the civil registration number is used, and nothing permits it",
                "add the ground, such as cpr = \"consent\", or do without the number",
            );
        }
    }
}

/// The first of `words` in the items or the category's title. Lists of data deny nothing, so what is
/// named counts.
fn names_any(u: &Use<'_>, words: &[&'static str]) -> Option<&'static str> {
    let (items, title) = (&u.item.items, &u.category.title);
    [&items.da, &items.en, &title.da, &title.en]
        .into_iter()
        .find_map(|text| find(text, words))
}

const CPR_WORDS: &[&str] = &["cpr", "personnummer", "civil registration number"];

fn cpr_not_marked(register: &Register, hits: &mut Hits) {
    for u in uses(register) {
        if u.category.sensitivity == Sensitivity::Cpr {
            continue;
        }
        if let Some(word) = names_any(&u, CPR_WORDS) {
            hits.add(
                format!("{}.items", u.place),
                format!(
                    "\"{word}\" stands in \"{}\", which is not called CPR",
                    u.item.category
                ),
                "move it to a kind of data with sensitivity = \"cpr\"",
            );
        }
    }
}

const UNION_WORDS: &[&str] = &[
    "fagforening",
    "fagforbund",
    "a-kasse",
    "arbejdsløshedskasse",
    "overenskomst",
    "trade union",
    "union",
    "unemployment fund",
    "collective agreement",
];

fn union_not_special(register: &Register, hits: &mut Hits) {
    not_special(
        register,
        hits,
        UNION_WORDS,
        "tells, or lets one guess, whether the person is in a union",
    );
}

const HEALTH_WORDS: &[&str] = &[
    "helbred",
    "sygdom",
    "erhvervssygdom",
    "sygemeld",
    "langtidssyg",
    "sygefravær",
    "diagnose",
    "lægeattest",
    "lægejournal",
    "hospital",
    "behandlingsforløb",
    "handicap",
    "arbejdsskade",
    "arbejdsulykke",
    "ulykke",
    "nedsat arbejdsevne",
    "health",
    "illness",
    "sick leave",
    "diagnosis",
    "medical",
    "disability",
    "injury",
    "reduced work capacity",
];

fn health_not_special(register: &Register, hits: &mut Hits) {
    not_special(register, hits, HEALTH_WORDS, "tells something about health");
}

fn not_special(register: &Register, hits: &mut Hits, words: &[&'static str], why: &str) {
    for u in uses(register) {
        if u.category.sensitivity == Sensitivity::Special {
            continue;
        }
        if let Some(word) = names_any(&u, words) {
            hits.add(
                format!("{}.items", u.place),
                format!(
                    "\"{word}\" {why}, but \"{}\" is not called special",
                    u.item.category
                ),
                "move it to a kind of data with sensitivity = \"special\" and an Article 9 ground",
            );
        }
    }
}

const RELATIVE_WORDS: &[&str] = &[
    "børn",
    "ægtefælle",
    "samlever",
    "pårørende",
    "familiemedlem",
    "children",
    "spouse",
    "cohabit",
    "next of kin",
    "relatives",
    "family member",
];

fn relatives_not_marked(register: &Register, hits: &mut Hits) {
    for u in uses(register) {
        if u.category.third_party {
            continue;
        }
        if let Some(word) = names_any(&u, RELATIVE_WORDS) {
            hits.add(
                format!("{}.items", u.place),
                format!("\"{word}\" is about others than the person who tells it"),
                "move it to a kind of data with third_party = true",
            );
        }
    }
}

fn data_unused(register: &Register, hits: &mut Hits) {
    for key in register.data.keys() {
        let used = uses(register).any(|u| u.item.category == *key)
            || register
                .service
                .values()
                .any(|service| service.data.contains(key));
        if !used {
            hits.add(
                format!("data.{key}"),
                "no purpose and no service uses this kind of data",
                "name it where it is used, or take it out",
            );
        }
    }
}
