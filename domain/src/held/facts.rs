//! What is known of one thing, line by line.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::words::{self, Words};
use super::{AtOnce, Contact, HeldThing, Spoken, ThingKind, What};
use crate::draft::DraftForm;
use crate::named_consent::NamedConsent;
use crate::privacy::Row;
use crate::register::{Register, ServedRegister};
use crate::text::{Language, date_in_words, moment_in_words};

/// What a thing is told with.
pub(super) struct Telling<'a> {
    pub(super) served: &'a ServedRegister,
    pub(super) language: Language,
    /// What clocks in Denmark showed at an instant.
    pub(super) local: &'a dyn Fn(Timestamp) -> DateTime,
}

impl Telling<'_> {
    pub(super) fn words(&self) -> &'static Words {
        words::of(self.language)
    }

    pub(super) fn moment(&self, at: Timestamp) -> String {
        moment_in_words((self.local)(at), self.language)
    }

    pub(super) fn day(&self, at: Timestamp) -> String {
        date_in_words((self.local)(at).date(), self.language)
    }

    pub(super) fn register(&self) -> &Register {
        self.served.register()
    }

    /// What a purpose is called; its key when the register does not hold it any more.
    pub(super) fn purpose(&self, key: &str) -> String {
        let purpose = self.register().purpose.get(key);
        purpose.map_or_else(
            || key.to_owned(),
            |purpose| purpose.title.get(self.language).to_owned(),
        )
    }

    fn language_name(&self, language: Language) -> &'static str {
        match language {
            Language::Da => self.words().da,
            Language::En => self.words().en,
        }
    }
}

pub(super) fn row(label: &str, paragraphs: impl IntoIterator<Item = String>) -> Row {
    Row {
        label: label.to_owned(),
        paragraphs: paragraphs.into_iter().collect(),
    }
}

fn one(label: &str, text: impl Into<String>) -> Row {
    row(label, [text.into()])
}

/// What is known, in the order in which people ask.
pub(super) fn facts(telling: &Telling<'_>, thing: &HeldThing) -> Vec<Row> {
    let words = telling.words();
    let language = telling.language;
    let since = one(words.since, telling.moment(thing.since));
    let known = match &thing.what {
        What::Subscription {
            email,
            name,
            language: of_mails,
            topics,
            waits_until,
        } => {
            let name = name.as_ref().map_or(words.no_name, |name| name.as_str());
            let topics = topics.keys().iter();
            let topics = topics.map(|topic| topic_title(telling, &thing.purpose, topic));
            let waits = waits_until.map(|_| one(words.stands, words.waits));
            let mut rows = vec![
                one(words.email, email.as_str()),
                one(words.name, name),
                one(words.language, telling.language_name(*of_mails)),
                row(words.topics, topics),
            ];
            rows.extend(waits);
            rows
        }
        What::Seat {
            starts,
            state,
            participant,
            ..
        } => {
            let email = participant.email.as_ref();
            let phone = participant.phone.as_deref();
            let mut rows = vec![
                one(words.starts, moment_in_words(*starts, language)),
                one(words.stands, words::seat_state(*state, language)),
                one(words.name, participant.name.as_str()),
            ];
            rows.extend(email.map(|email| one(words.email, email.as_str())));
            rows.extend(phone.map(|phone| one(words.phone, phone)));
            if !participant.companions.is_empty() {
                rows.push(row(words.companions, participant.companion_names()));
            }
            rows
        }
        What::Answers { answers, .. } => answers
            .iter()
            .map(|answer| one(&answer.question, answer.answer.as_str()))
            .collect(),
        What::Enquiry {
            sender,
            state,
            messages,
        } => {
            let phone = sender.phone.as_deref();
            let mut rows = vec![
                one(words.stands, words::enquiry_state(*state, language)),
                one(words.name, sender.name.as_str()),
                one(words.email, sender.email.as_str()),
            ];
            rows.extend(phone.map(|phone| one(words.phone, phone)));
            let spoken = messages.iter().map(|spoken| message(telling, spoken));
            rows.push(row(words.messages, spoken));
            rows
        }
        What::SecureMessages { messages } => {
            let spoken = messages.iter().map(|spoken| message(telling, spoken));
            vec![row(words.messages, spoken)]
        }
        What::Case {
            rights,
            words: wrote,
            messages,
        } => {
            let asked = rights.iter().map(|right| right.title(language).to_owned());
            let spoken = messages.iter().map(|spoken| message(telling, spoken));
            let mut rows = vec![row(words.asked_for, asked)];
            rows.extend(
                wrote
                    .iter()
                    .map(|wrote| one(words.you_wrote, wrote.as_str())),
            );
            if !messages.is_empty() {
                rows.push(row(words.messages, spoken));
            }
            rows
        }
        What::Proof { to, ended } => {
            let ended = ended.map_or_else(
                || words.still_stands.to_owned(),
                |(at, reason)| words::ended(reason, &telling.day(at), language),
            );
            vec![
                one(words.said_yes_to, telling.purpose(to)),
                one(words.ended, ended),
            ]
        }
        What::NamedConsent(consent) => named_consent(telling, consent),
        What::Disclosed { noted, undone } => {
            let line = super::tell::disclosure(telling, noted);
            match undone {
                None => vec![one(words.disclosed, line)],
                Some((at, reason)) => vec![
                    one(words.noted_by_mistake, line),
                    one(words.undone, format!("{}: {reason}", telling.moment(*at))),
                ],
            }
        }
        What::KeptOut => vec![one(words.fingerprint, words.fingerprint_is)],
        What::AddressChange { to, before, after } => {
            let said = [(*before, words.before_yes), (*after, words.after_yes)];
            let said: Vec<String> = said
                .into_iter()
                .filter(|(yes, _)| *yes)
                .map(|(_, says)| says.to_owned())
                .collect();
            let said = match said.is_empty() {
                true => vec![words.missing_yes.to_owned()],
                false => said,
            };
            vec![one(words.new_email, to.as_str()), row(words.stands, said)]
        }
        What::AddressByStaff {
            before,
            checked,
            reason,
        } => vec![
            one(words.email_before, before.as_str()),
            one(words.made_sure, checked.for_person(language)),
            one(words.why, reason.as_str()),
        ],
        What::Draft(draft) => {
            let form = match draft.form {
                DraftForm::Request(right) => right.title(language),
                DraftForm::Message(_) => words.secure_message,
            };
            let others = draft.rights.iter().map(|right| right.title(language));
            let about = [form].into_iter().chain(others).map(str::to_owned);
            vec![
                row(words.draft_of, about),
                one(words.you_wrote, draft.words.as_str()),
            ]
        }
        What::Visit => Vec::new(),
    };
    known.into_iter().chain([since]).collect()
}

/// What is asked, what was answered, and what the person set beside what staff wrote down.
fn named_consent(telling: &Telling<'_>, consent: &NamedConsent) -> Vec<Row> {
    let words = telling.words();
    let language = telling.language;
    let parts = consent.scope.parts(language).into_iter();
    let mut rows: Vec<Row> = parts.map(|(label, value)| one(label, value)).collect();
    let standing = consent.in_words(language, &|at| telling.day(at));
    rows.push(row(words.stands, standing));
    let recorded = consent.recorded();
    rows.extend(recorded.map(|recorded| one(words.we_wrote_down, recorded.in_words(language))));
    if !consent.statements.is_empty() {
        let stated = consent.statements.iter();
        let stated = stated
            .map(|stated| format!("{}: {}", telling.moment(stated.at), stated.words.as_str()));
        rows.push(row(words.you_set_beside, stated));
    }
    rows
}

fn topic_title(telling: &Telling<'_>, purpose: &str, topic: &str) -> String {
    let purpose = telling.register().purpose.get(purpose);
    let title = purpose.and_then(|purpose| purpose.topic.get(topic));
    title.map_or_else(
        || topic.to_owned(),
        |title| title.get(telling.language).to_owned(),
    )
}

fn message(telling: &Telling<'_>, spoken: &Spoken) -> String {
    let who = words::author(spoken.author, telling.language);
    let at = telling.moment(spoken.at);
    let said = match spoken.words.is_empty() {
        true => telling.words().not_shown.to_owned(),
        false => spoken.words.concat(),
    };
    format!("{who} {at}: {said}")
}

impl What {
    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> ThingKind {
        match self {
            Self::Subscription { .. } => ThingKind::Subscription,
            Self::Seat { .. } => ThingKind::Seat,
            Self::Answers { .. } => ThingKind::Answers,
            Self::Enquiry { .. } => ThingKind::Enquiry,
            Self::Case { .. } => ThingKind::Case,
            Self::SecureMessages { .. } => ThingKind::SecureMessages,
            Self::Proof { .. } => ThingKind::Proof,
            Self::NamedConsent(_) => ThingKind::NamedConsent,
            Self::Disclosed { .. } => ThingKind::Disclosed,
            Self::KeptOut => ThingKind::KeptOut,
            Self::AddressChange { .. } => ThingKind::AddressChange,
            Self::Draft(_) => ThingKind::Draft,
            Self::AddressByStaff { .. } => ThingKind::AddressByStaff,
            Self::Visit => ThingKind::Visit,
        }
    }

    /// Whether an erasure decides about it. Proofs go by their own time, a fingerprint stands because the person asked for
    /// it, answers go with their seat, and the visit ends with the session.
    #[must_use]
    pub const fn is_erasable(&self) -> bool {
        matches!(
            self,
            Self::Subscription { .. }
                | Self::Seat { .. }
                | Self::Enquiry { .. }
                | Self::SecureMessages { .. }
        )
    }

    /// What can be done about it at once.
    #[must_use]
    pub fn acts(&self) -> Vec<AtOnce> {
        match self {
            Self::Subscription { .. } => vec![AtOnce::StopNewsletter],
            Self::Seat { state, .. } if state.is_confirmed() => vec![AtOnce::LeaveSeat],
            Self::Answers { .. } => vec![AtOnce::TakeAnswersBack],
            _ => Vec::new(),
        }
    }

    /// What of it can be put right by hand, as it stands.
    #[must_use]
    pub fn contact(&self) -> Option<Contact> {
        match self {
            Self::Subscription { name, .. } => Some(Contact {
                name: name
                    .as_ref()
                    .map_or_else(String::new, |name| name.as_str().to_owned()),
                phone: None,
                companions: None,
            }),
            Self::Seat { participant, .. } => Some(Contact {
                name: participant.name.as_str().to_owned(),
                phone: Some(participant.phone.clone().unwrap_or_default()),
                companions: Some(participant.companion_names()),
            }),
            Self::Enquiry { sender, .. } => Some(Contact {
                name: sender.name.as_str().to_owned(),
                phone: Some(sender.phone.clone().unwrap_or_default()),
                companions: None,
            }),
            _ => None,
        }
    }

    pub(super) fn title(&self, words: &Words) -> String {
        let (title, event) = match self {
            Self::Subscription { .. } => (words.subscription, None),
            Self::Seat { event, state, .. } => {
                let waits = *state == crate::event::SeatState::Waiting;
                let title = if waits { words.line } else { words.seat };
                (title, Some(event))
            }
            Self::Answers { event, .. } => (words.answers, Some(event)),
            Self::Enquiry { .. } => (words.enquiry, None),
            Self::Case { .. } => (words.case, None),
            Self::SecureMessages { .. } => (words.secure_messages, None),
            Self::Proof { .. } => (words.proof, None),
            Self::NamedConsent(_) => (words.named_consent, None),
            Self::Disclosed { undone: None, .. } => (words.given_on, None),
            Self::Disclosed { .. } => (words.given_by_mistake, None),
            Self::KeptOut => (words.kept_out, None),
            Self::AddressChange { .. } => (words.address_change, None),
            Self::Draft(_) => (words.draft, None),
            Self::AddressByStaff { .. } => (words.address_by_staff, None),
            Self::Visit => (words.visit, None),
        };
        event.map_or_else(
            || title.to_owned(),
            |event| format!("{title}: {}", event.as_str()),
        )
    }
}
