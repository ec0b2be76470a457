//! What a person is shown before saying yes to the newsletter, in order and in full.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Topics;
use super::words::{self, Words};
use crate::canonical::{self, Digest, NotCanonical};
use crate::notice::provider_line;
use crate::register::{Key, Purpose, Recipient, ServedNewsletter};
use crate::retention::Period;
use crate::text::{Language, date_in_words};

/// How long an address may wait to be confirmed; then it goes by itself.
pub const CONFIRM_WITHIN: Period = Period {
    years: 0,
    months: 0,
    days: 7,
};

/// Where a yes is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surface {
    /// The form that anybody can fill in.
    SignUp,
    /// A box of its own in the form to sign up for an event.
    Event,
    /// The page behind a link in each mail, where topics are changed.
    Preferences,
    /// The page after leaving.
    Undo,
    /// The page after leaving, too: a fingerprint that keeps the address out.
    KeepOut,
    /// It was asked for elsewhere, before, and staff brought it in.
    Elsewhere,
}

/// The ordered strings of one surface in one language on one day, labels included. Dates are part of it: they are
/// what is promised. Of a yes that was said elsewhere, what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The language it is written in.
    pub language: Language,
    /// Where it is shown.
    pub surface: Surface,
    /// What it is about.
    pub title: String,
    /// Who sends, from where and by which channel; or what a fingerprint is.
    pub intro: String,
    /// The question above the topics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The topics, each chosen by itself; those that are restored, where there is nothing to choose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicWording>,
    /// Who gets the address, how to stop, how long it is kept, and what stopping takes.
    pub terms: Vec<Term>,
    /// What stands beside the button: what for, and the day it goes.
    pub promise: String,
    /// The button; nothing where none was pressed.
    pub button: String,
}

/// A yes that was said elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct SaidElsewhere<'a> {
    /// Where and how.
    pub how: &'a str,
    /// On which day.
    pub on: Date,
    /// To what.
    pub topics: &'a Topics,
}

/// A topic as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicWording {
    /// The register's key.
    pub key: Key,
    /// What it is called.
    pub text: String,
}

/// One of the things to know before saying yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What it is about.
    pub label: String,
    /// What it says.
    pub text: String,
}

impl Wording {
    /// The form that anybody can fill in.
    #[must_use]
    pub fn sign_up(newsletter: ServedNewsletter<'_>, language: Language, day: Date) -> Self {
        let words = words::of(language);
        let gone = date_in_words(later(CONFIRM_WITHIN, day), language);
        Self {
            title: words.sign_up_title(&controller(newsletter).short_name),
            question: Some(words.question.to_owned()),
            topics: topics(newsletter, language, |_| true),
            promise: words.sign_up_promise(&gone),
            button: words.sign_up.to_owned(),
            ..Self::about(newsletter, language, Surface::SignUp)
        }
    }

    /// The box in the form to sign up for an event, which the button of that form sends along.
    #[must_use]
    pub fn beside_event(newsletter: ServedNewsletter<'_>, language: Language, day: Date) -> Self {
        let words = words::of(language);
        let gone = date_in_words(later(CONFIRM_WITHIN, day), language);
        Self {
            title: words.beside_event_title.to_owned(),
            question: Some(words.question.to_owned()),
            topics: topics(newsletter, language, |_| true),
            promise: words.beside_event_promise(&gone),
            ..Self::about(newsletter, language, Surface::Event)
        }
    }

    /// The page where topics are changed.
    #[must_use]
    pub fn preferences(newsletter: ServedNewsletter<'_>, language: Language, day: Date) -> Self {
        let words = words::of(language);
        let gone = date_in_words(later(newsletter.proof_period(), day), language);
        Self {
            title: words.preferences_title.to_owned(),
            question: Some(words.question.to_owned()),
            topics: topics(newsletter, language, |_| true),
            promise: words.preferences_promise(&gone),
            button: words.save.to_owned(),
            ..Self::about(newsletter, language, Surface::Preferences)
        }
    }

    /// The button that takes a stop back: a fresh yes to the topics that stood before.
    #[must_use]
    pub fn undo(newsletter: ServedNewsletter<'_>, language: Language, before: &Topics) -> Self {
        let words = words::of(language);
        Self {
            title: words.undo_title.to_owned(),
            topics: topics(newsletter, language, |key| before.holds(key)),
            promise: words.undo_promise.to_owned(),
            button: words.undo.to_owned(),
            ..Self::about(newsletter, language, Surface::Undo)
        }
    }

    /// The offer to keep an address out by a fingerprint of it; none where the register has no purpose for it.
    #[must_use]
    pub fn keep_out(
        newsletter: ServedNewsletter<'_>,
        language: Language,
        day: Date,
    ) -> Option<Self> {
        let words = words::of(language);
        let (_, purpose) = newsletter.no_return()?;
        let period = purpose.retention.as_ref()?.period;
        let term = |(label, text): (&str, String)| Term {
            label: label.to_owned(),
            text,
        };
        Some(Self {
            language,
            surface: Surface::KeepOut,
            title: words.keep_out_title.to_owned(),
            intro: words.keep_out_intro.to_owned(),
            question: None,
            topics: Vec::new(),
            terms: vec![
                term((words.who, recipients(newsletter, purpose, language))),
                term((words.stop, words.keep_out_stop(contact(newsletter)))),
                term((words.kept, words.keep_out_kept(&period.in_words(language)))),
            ],
            promise: words.keep_out_promise(&date_in_words(later(period, day), language)),
            button: words.keep_out.to_owned(),
        })
    }

    /// What is known of a yes that was said elsewhere: where and how, in the words of whoever brought it in, and when.
    #[must_use]
    pub fn elsewhere(
        newsletter: ServedNewsletter<'_>,
        language: Language,
        said: &SaidElsewhere<'_>,
    ) -> Self {
        let words = words::of(language);
        Self {
            language,
            surface: Surface::Elsewhere,
            title: words.elsewhere_title.to_owned(),
            intro: said.how.to_owned(),
            question: None,
            topics: topics(newsletter, language, |key| said.topics.holds(key)),
            terms: Vec::new(),
            promise: words.elsewhere_promise(&date_in_words(said.on, language)),
            button: String::new(),
        }
    }

    /// What every yes to the newsletter is told.
    fn about(newsletter: ServedNewsletter<'_>, language: Language, surface: Surface) -> Self {
        let words = words::of(language);
        let purpose = newsletter.purpose;
        let channel = purpose
            .channel
            .as_ref()
            .map_or("", |channel| channel.get(language));
        let from = &newsletter.newsletter.from;
        Self {
            language,
            surface,
            title: String::new(),
            intro: words.sender(&controller(newsletter).name, &channel.to_lowercase(), from),
            question: None,
            topics: Vec::new(),
            terms: terms(newsletter, language, words),
            promise: String::new(),
            button: String::new(),
        }
    }

    /// The canonical bytes that are stored.
    ///
    /// # Errors
    /// Never in practice: a wording holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// Its name: the SHA-256 of its canonical bytes.
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn hash(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::of(&self.to_bytes()?))
    }
}

fn terms(newsletter: ServedNewsletter<'_>, language: Language, words: &Words) -> Vec<Term> {
    let proof = newsletter.proof_period().in_words(language);
    [
        (
            words.who,
            recipients(newsletter, newsletter.purpose, language),
        ),
        (words.stop, words.how_to_stop(contact(newsletter))),
        (words.kept, words.how_long(&proof)),
        (words.takes, words.what_stopping_takes.to_owned()),
    ]
    .into_iter()
    .map(|(label, text)| Term {
        label: label.to_owned(),
        text,
    })
    .collect()
}

fn topics(
    newsletter: ServedNewsletter<'_>,
    language: Language,
    shown: impl Fn(&Key) -> bool,
) -> Vec<TopicWording> {
    newsletter
        .purpose
        .topic
        .iter()
        .filter(|(key, _)| shown(key))
        .map(|(key, text)| TopicWording {
            key: key.clone(),
            text: text.get(language).to_owned(),
        })
        .collect()
}

/// Each recipient with its country, as what it handles the address, and what it uses it for itself.
fn recipients(newsletter: ServedNewsletter<'_>, purpose: &Purpose, language: Language) -> String {
    let known = &newsletter.register().register().recipient;
    let line = |recipient: &Recipient| {
        let own = recipient.own_purposes.as_ref();
        let own = own.map_or_else(String::new, |own| format!(" {}", own.get(language)));
        format!("{}.{own}", provider_line(Some(recipient), language))
    };
    let lines: Vec<String> = purpose
        .recipients
        .iter()
        .filter_map(|key| known.get(key))
        .map(line)
        .collect();
    lines.join(" ")
}

fn controller(newsletter: ServedNewsletter<'_>) -> &crate::register::Controller {
    &newsletter.register().register().controller
}

fn contact(newsletter: ServedNewsletter<'_>) -> &str {
    &newsletter.register().register().privacy_contact.email
}

/// The day that lies `period` after `day`; the calendar's last where it ends before.
fn later(period: Period, day: Date) -> Date {
    period.after(day).unwrap_or(Date::MAX)
}
