//! What a person takes with them (Article 20): what they gave and what their use produced, under a published schema
//! (`docs/export-1.schema.json`). Our assessments, and who looked, are not among it: those belong to an answer under
//! Article 15.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{Held, HeldThing, Spoken, What};
use crate::canonical::{self, NotCanonical};
use crate::consent::EndReason;
use crate::draft::DraftForm;
use crate::event::SeatState;
use crate::named_consent::{Direction, NamedConsent, Standing};
use crate::register::{Key, ServedRegister};
use crate::rights::Right;
use crate::text::Language;
use crate::thread::Author;

/// An export. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The schema: `samtykke/export/1`.
    pub schema: String,
    /// When it was made.
    pub exported_at: Timestamp,
    /// Who it comes from.
    pub controller: String,
    /// The mailbox that it was made for.
    pub email: String,
    /// What there is.
    pub items: Vec<ExportItem>,
}

/// One thing of an export.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportItem {
    /// The purpose it is used for, by its key in the register.
    pub purpose: Key,
    /// What the purpose is called.
    pub purpose_title: String,
    /// What permits the use: `GDPR 6(1)(a)`.
    pub basis: String,
    /// Since when.
    pub since: Timestamp,
    /// What it is.
    pub data: Exported,
}

/// What a person gave, or what their use produced.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Exported {
    /// A subscription to the newsletter.
    Subscription {
        /// The address.
        email: String,
        /// The name, if one was typed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The language of the mails.
        language: Language,
        /// What about, by keys of the register.
        topics: Vec<Key>,
        /// Whether it was confirmed from the mailbox.
        confirmed: bool,
    },
    /// A seat at an event.
    Seat {
        /// The event's name.
        event: String,
        /// When it begins, in Danish time.
        starts: DateTime,
        /// How they stand.
        state: SeatState,
        /// The name.
        name: String,
        /// The address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        email: Option<String>,
        /// The telephone number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
        /// The names of those who come along, as the person typed them.
        companions: Vec<String>,
    },
    /// Answers to voluntary questions.
    Answers {
        /// The event's name.
        event: String,
        /// Each question with its answer.
        answers: Vec<(String, String)>,
    },
    /// An enquiry: what the person wrote, and not what we did.
    Enquiry {
        /// The name.
        name: String,
        /// The address.
        email: String,
        /// The telephone number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        phone: Option<String>,
        /// Their messages.
        messages: Vec<ExportedMessage>,
    },
    /// Secure messages that belong to no case: what the person wrote.
    SecureMessages {
        /// Their messages.
        messages: Vec<ExportedMessage>,
    },
    /// A consent.
    Consent {
        /// What was said yes to, by its key in the register.
        to: Key,
        /// When it ended, if it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended_at: Option<Timestamp>,
        /// Why.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended_because: Option<EndReason>,
    },
    /// A form that was saved to go on with later.
    Draft {
        /// Which form: a request, or a secure message.
        form: ExportedForm,
        /// What was typed.
        words: String,
        /// The rights that it asks to use.
        rights: Vec<Right>,
    },
    /// A consent to giving or fetching named data, and what they set beside what was written down.
    NamedConsent {
        /// Which way the data goes.
        direction: Direction,
        /// Who gives it.
        sender: String,
        /// Who is given it.
        recipient: String,
        /// Which data.
        data: String,
        /// For what.
        what_for: String,
        /// Where it stands.
        answer: ExportedAnswer,
        /// The last day on which a yes holds.
        last_day: Date,
        /// What the person set beside it.
        statements: Vec<ExportedMessage>,
    },
}

/// A form that can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportedForm {
    /// Asking to use a right.
    Request,
    /// A secure message.
    SecureMessage,
}

/// Where a question for consent stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportedAnswer {
    /// It waits.
    Asked,
    /// They said yes, and it holds.
    Given,
    /// They said no.
    Refused,
    /// They took the yes back.
    Withdrawn,
    /// Its time is over.
    Ended,
}

/// A message somebody wrote.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportedMessage {
    /// When.
    pub sent_at: Timestamp,
    /// What it says.
    pub words: String,
}

impl Export {
    /// The value of `schema`.
    pub const SCHEMA: &'static str = "samtykke/export/1";

    /// What of `held` its person takes with them.
    #[must_use]
    pub fn of(
        served: &ServedRegister,
        held: &Held,
        language: Language,
        exported_at: Timestamp,
    ) -> Self {
        let items = held.things.iter();
        Self {
            schema: Self::SCHEMA.to_owned(),
            exported_at,
            controller: served.register().controller.name.clone(),
            email: held.email.as_str().to_owned(),
            items: items
                .filter_map(|thing| item(served, thing, language))
                .collect(),
        }
    }

    /// The export as JSON (RFC 8785).
    ///
    /// # Errors
    /// Never in practice: it holds only text.
    pub fn to_json(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// The export as rows for a spreadsheet: a row a value, under [`Self::COLUMNS`].
    ///
    /// # Errors
    /// As [`Self::to_json`].
    pub fn to_rows(&self) -> Result<Vec<[String; 5]>, NotCanonical> {
        let mut rows = Vec::new();
        for (number, item) in (1..).zip(&self.items) {
            let data: serde_json::Value =
                serde_json::from_slice(&canonical::to_bytes(&item.data)?).unwrap_or_default();
            let kind = data["kind"].as_str().unwrap_or_default().to_owned();
            let mut values = Vec::new();
            flatten(String::new(), &data, &mut values);
            let of_item = values.into_iter().filter(|(field, _)| field != "kind");
            rows.extend(of_item.map(|(field, value)| {
                let since = item.since.to_string();
                [number.to_string(), kind.clone(), since, field, value]
            }));
        }
        Ok(rows)
    }

    /// The heads of the columns, the same in every language, since programs read them.
    pub const COLUMNS: [&'static str; 5] = ["item", "kind", "since", "field", "value"];
}

/// `messages.0.words`: the way to each value.
fn flatten(way: String, value: &serde_json::Value, into: &mut Vec<(String, String)>) {
    let below = |key: &str| match way.is_empty() {
        true => key.to_owned(),
        false => format!("{way}.{key}"),
    };
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                flatten(below(key), value, into);
            }
        }
        serde_json::Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                flatten(below(&place.to_string()), value, into);
            }
        }
        serde_json::Value::String(text) => into.push((way, text.clone())),
        other => into.push((way, other.to_string())),
    }
}

fn item(served: &ServedRegister, thing: &HeldThing, language: Language) -> Option<ExportItem> {
    let purpose = served.register().purpose.get(&thing.purpose);
    let title = purpose.map_or(&*thing.purpose, |purpose| purpose.title.get(language));
    Some(ExportItem {
        purpose: thing.purpose.clone(),
        purpose_title: title.to_owned(),
        basis: purpose
            .map_or("", |purpose| purpose.basis.article())
            .to_owned(),
        since: thing.since,
        data: exported(&thing.what).filter(|_| !thing.is_copy())?,
    })
}

fn named_consent(consent: &NamedConsent) -> Exported {
    let scope = &consent.scope;
    Exported::NamedConsent {
        direction: scope.direction,
        sender: scope.sender.as_str().to_owned(),
        recipient: scope.recipient.as_str().to_owned(),
        data: scope.data.as_str().to_owned(),
        what_for: scope.what_for.as_str().to_owned(),
        answer: match consent.standing {
            Standing::Asked { .. } => ExportedAnswer::Asked,
            Standing::Given { .. } => ExportedAnswer::Given,
            Standing::Refused { .. } => ExportedAnswer::Refused,
            Standing::Withdrawn { .. } => ExportedAnswer::Withdrawn,
            Standing::Ended { .. } => ExportedAnswer::Ended,
        },
        last_day: consent.last_day,
        statements: consent
            .statements
            .iter()
            .map(|stated| ExportedMessage {
                sent_at: stated.at,
                words: stated.words.as_str().to_owned(),
            })
            .collect(),
    }
}

/// None for what the person neither gave nor brought about by using it.
/// What the person wrote, and not what we did.
fn theirs(messages: &[Spoken]) -> Vec<ExportedMessage> {
    let theirs = messages
        .iter()
        .filter(|spoken| spoken.author == Author::Sender);
    let exported = theirs.map(|spoken| ExportedMessage {
        sent_at: spoken.at,
        words: spoken.words.concat(),
    });
    exported.collect()
}

fn exported(what: &What) -> Option<Exported> {
    Some(match what {
        What::Subscription {
            email,
            name,
            language,
            topics,
            waits_until,
        } => Exported::Subscription {
            email: email.as_str().to_owned(),
            name: name.as_ref().map(|name| name.as_str().to_owned()),
            language: *language,
            topics: topics.keys().to_vec(),
            confirmed: waits_until.is_none(),
        },
        What::Seat {
            event,
            starts,
            state,
            participant,
        } => Exported::Seat {
            event: event.as_str().to_owned(),
            starts: *starts,
            state: *state,
            name: participant.name.as_str().to_owned(),
            email: participant
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned()),
            phone: participant.phone.clone(),
            companions: participant.companion_names(),
        },
        What::Answers { event, answers, .. } => Exported::Answers {
            event: event.as_str().to_owned(),
            answers: answers
                .iter()
                .map(|answer| (answer.question.clone(), answer.answer.as_str().to_owned()))
                .collect(),
        },
        What::Enquiry {
            sender, messages, ..
        } => Exported::Enquiry {
            name: sender.name.as_str().to_owned(),
            email: sender.email.as_str().to_owned(),
            phone: sender.phone.clone(),
            messages: theirs(messages),
        },
        What::SecureMessages { messages } => Exported::SecureMessages {
            messages: theirs(messages),
        },
        What::Proof { to, ended } => Exported::Consent {
            to: to.clone(),
            ended_at: ended.map(|(at, _)| at),
            ended_because: ended.map(|(_, reason)| reason),
        },
        What::Draft(draft) => {
            let (form, right) = match draft.form {
                DraftForm::Request(right) => (ExportedForm::Request, Some(right)),
                DraftForm::Message(_) => (ExportedForm::SecureMessage, None),
            };
            Exported::Draft {
                form,
                words: draft.words.clone(),
                rights: right.into_iter().chain(draft.rights.clone()).collect(),
            }
        }
        What::NamedConsent(consent) => named_consent(consent),
        What::Disclosed { .. }
        | What::Case { .. }
        | What::KeptOut
        | What::AddressChange { .. }
        | What::AddressByStaff { .. }
        | What::Visit => return None,
    })
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Export(…)")
    }
}
