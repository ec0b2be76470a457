//! The privacy page (Articles 13 and 14), composed from the register: one fold-out section per way of
//! meeting the organisation, then the rights and the way to complain.

use serde::{Deserialize, Serialize};

use crate::register::{Key, ServedRegister};
use crate::text::{Language, Text, date_in_words};

mod anchors;
mod compare;
pub(crate) mod purpose;
mod recipient;
mod words;

pub use compare::{Change, Mark, Run, compare};
#[cfg(feature = "mail")]
pub(crate) use recipient::transfer_of;
use words::Words;

/// A line with a label, such as "Who gets it".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What the line tells.
    pub label: String,
    /// The answer, one string a paragraph.
    pub paragraphs: Vec<String>,
}

/// One purpose as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PurposePart {
    /// The anchor.
    pub id: Key,
    /// What it is called.
    pub title: String,
    /// What the data is used for.
    pub description: String,
    /// Whom, on what basis, which data, from whom, to whom, how long, decided by whom.
    pub rows: Vec<Row>,
}

/// A fold-out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionPart {
    /// The anchor, by which a link opens it.
    pub id: Key,
    /// Its heading.
    pub title: String,
    /// What opens it, one string a paragraph.
    pub paragraphs: Vec<String>,
    /// The purposes in it.
    pub purposes: Vec<PurposePart>,
}

/// The whole page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivacyPage {
    /// The page's heading.
    pub title: String,
    /// What opens it.
    pub intro: String,
    /// "Gælder fra 1. november 2026".
    pub dated: String,
    /// The version, by its short hash.
    pub version: String,
    /// Who is responsible and whom to write to.
    pub contacts: Vec<Row>,
    /// The fold-outs.
    pub sections: Vec<SectionPart>,
}

impl PrivacyPage {
    /// Composes the page in `language`.
    #[must_use]
    pub fn compose(served: &ServedRegister, language: Language) -> Self {
        let register = served.register();
        let words = words::of(language);
        let date = date_in_words(register.date, language);
        let mut sections: Vec<SectionPart> = register
            .section
            .keys()
            .filter_map(|key| section(served, language, key))
            .collect();
        let closing = closing(served, language);
        anchors::make_distinct(&mut sections, &closing);
        sections.extend(closing);
        Self {
            title: words.title.to_owned(),
            intro: register.texts.privacy_intro.get(language).to_owned(),
            dated: format!("{} {date}", words.in_force_from),
            version: served.version().0.short(),
            contacts: contacts(served, language),
            sections,
        }
    }
}

/// What the privacy page says of one purpose; none when the register does not hold it.
#[must_use]
pub fn purpose_part(served: &ServedRegister, language: Language, key: &Key) -> Option<PurposePart> {
    let purpose = served.register().purpose.get(key)?;
    Some(purpose::part(served, language, key, purpose))
}

/// The anchor of the privacy page's part on complaints.
#[must_use]
pub fn complaint_anchor(language: Language) -> &'static str {
    words::of(language).complaint_id
}

fn section(served: &ServedRegister, language: Language, key: &Key) -> Option<SectionPart> {
    let register = served.register();
    let section = register.section.get(key)?;
    let purposes: Vec<PurposePart> = register
        .purpose
        .iter()
        .filter(|(_, purpose)| purpose.section == *key)
        .map(|(id, purpose)| purpose::part(served, language, id, purpose))
        .collect();
    let text = |text: &Text| text.get(language).to_owned();
    let joint = section.joint_arrangement.as_ref().map(text);
    Some(SectionPart {
        id: key.clone(),
        title: text(&section.title),
        paragraphs: section
            .intro
            .as_ref()
            .map(text)
            .into_iter()
            .chain(joint)
            .collect(),
        purposes,
    })
}

fn contacts(served: &ServedRegister, language: Language) -> Vec<Row> {
    let register = served.register();
    let words = words::of(language);
    let controller = &register.controller;
    let address = &controller.address;
    let place = format!("{}, {} {}", address.street, address.postcode, address.city);
    let contact = &register.privacy_contact;
    let mut rows = vec![
        row(
            words.controller,
            [
                format!("{} · CVR {}", controller.name, controller.cvr),
                place,
                format!("{} · {}", controller.email, controller.phone),
            ],
        ),
        row(
            words.contact,
            [
                contact.name.get(language).to_owned(),
                [Some(contact.email.clone()), contact.phone.clone()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            ],
        ),
    ];
    if let Some(administrator) = register
        .administrator
        .as_ref()
        .and_then(|key| register.recipient.get(key))
    {
        rows.push(row(
            words.administrator,
            [format!(
                "{}. {}",
                administrator.name,
                administrator.description.get(language)
            )],
        ));
    }
    rows.push(row(words.dpo, dpo(served, language, words)));
    rows
}

fn dpo(served: &ServedRegister, language: Language, words: &Words) -> [String; 1] {
    let dpo = &served.register().dpo;
    let designated = [dpo.name.as_deref(), dpo.email.as_deref()];
    let text = if dpo.designated {
        designated
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ")
    } else {
        let reason = dpo
            .reason
            .as_ref()
            .map_or("", |reason| reason.get(language));
        format!("{} {reason}", words.no_dpo)
    };
    [text]
}

fn closing(served: &ServedRegister, language: Language) -> Vec<SectionPart> {
    let register = served.register();
    let texts = &register.texts;
    let words = words::of(language);
    let authority = &register.authority;
    let address = &authority.address;
    let authority_line = format!(
        "{}, {}, {} {} · {} · {} · {}",
        authority.name,
        address.street,
        address.postcode,
        address.city,
        authority.phone,
        authority.email,
        authority.url
    );
    let fold = |id: &str, title: &str, paragraphs: Vec<String>| SectionPart {
        id: id.to_owned(),
        title: title.to_owned(),
        paragraphs,
        purposes: Vec::new(),
    };
    let say = |text: &Text| paragraphs(text.get(language));
    let optional = |id: &str, title: &str, text: &Option<Text>| {
        text.as_ref().map(|text| fold(id, title, say(text)))
    };
    let mut complaint = say(&texts.complaint);
    complaint.push(authority_line);
    [
        Some(fold(words.rights_id, words.rights, say(&texts.rights))),
        Some(fold(
            words.withdrawal_id,
            words.withdrawal,
            say(&texts.withdrawal),
        )),
        optional(words.promise_id, words.promise, &texts.promise),
        optional(words.security_id, words.security, &texts.security),
        Some(fold(words.complaint_id, words.complaint, complaint)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text of the register holds several paragraphs with a blank line between them.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|part| part.trim().to_owned())
        .collect()
}

fn row(label: &str, paragraphs: impl IntoIterator<Item = String>) -> Row {
    Row {
        label: label.to_owned(),
        paragraphs: paragraphs
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect(),
    }
}
