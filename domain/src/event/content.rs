//! What an event holds: its words, and where and when it is. Times are those that clocks in Denmark show, which is what
//! is printed on a poster; the instants they stand for follow from them.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{Question, Webinar};
use crate::issue::{Words, WordsError};
use crate::mail::{Line, LineError};
use crate::problem::Problem;
use crate::text::Language;

/// The most seats of an event that counts them.
pub const MOST_SEATS: u32 = 100_000;

/// The most companions that one person may bring.
pub const MOST_COMPANIONS: u8 = 5;

/// What an event says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventText {
    /// Its name.
    pub title: Line,
    /// What it is about, in Markdown.
    pub words: Words,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What it says in Danish.
    pub danish: EventText,
    /// What it says in English, where somebody wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<EventText>,
    /// Where it is.
    pub place: Line,
    /// When it begins, as clocks in Denmark show it.
    pub starts: DateTime,
    /// When it ends, likewise. Later as an instant, and nearly always as a time.
    pub ends: DateTime,
    /// From when on people can sign up, where it is not at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<DateTime>,
    /// Until when they can, where it is not until it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<DateTime>,
    /// How many seats there are; any number without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// How many companions each person may bring.
    #[serde(default, skip_serializing_if = "is_none")]
    pub companions: u8,
    /// What those who sign up are asked, and need not answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Nobody is reminded of it.
    #[serde(default, skip_serializing_if = "is_not")]
    pub without_reminder: bool,
    /// Nobody is thanked for coming.
    #[serde(default, skip_serializing_if = "is_not")]
    pub without_thanks: bool,
    /// Whose room on the web it is in, where it is not at a place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webinar: Option<Webinar>,
}

/// Where and when an event is: what people arrange themselves by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenAndWhere {
    /// Where it is.
    pub place: Line,
    /// When it begins, as clocks in Denmark show it.
    pub starts: DateTime,
    /// When it ends, likewise.
    pub ends: DateTime,
}

/// The fields of the form, as they arrived.
#[derive(Clone, Debug, Default)]
pub struct TypedEvent {
    /// The name in Danish.
    pub title: String,
    /// The words in Danish.
    pub words: String,
    /// The name in English; nothing where there is no English text.
    pub english_title: String,
    /// The words in English.
    pub english_words: String,
    /// Where it is.
    pub place: String,
    /// When it begins: `2026-12-07T19:00`.
    pub starts: String,
    /// When it ends.
    pub ends: String,
    /// From when on people can sign up; nothing for at once.
    pub opens: String,
    /// Until when they can; nothing for until it begins.
    pub closes: String,
    /// How many seats; nothing for any number.
    pub capacity: String,
    /// How many companions each may bring; nothing for none.
    pub companions: String,
    /// Voluntary questions in Danish, one a line.
    pub questions: String,
    /// The same in English, or nothing.
    pub english_questions: String,
    /// What addresses call its kind; nothing for none. Which kinds there are is for the service to say.
    pub kind: String,
    /// Nobody is to be reminded.
    pub without_reminder: bool,
    /// Nobody is to be thanked.
    pub without_thanks: bool,
    /// The company whose room on the web it is in; nothing for a place.
    pub company: String,
    /// The country where that company handles data.
    pub country: String,
    /// The page where it says how.
    pub privacy: String,
    /// The link to the room, which nobody else is to see.
    pub room: String,
}

impl Event {
    /// Reads what was typed. Whether its times exist, and which comes first, is for whoever knows the clocks to say.
    ///
    /// # Errors
    /// - [`Problem::MissingTitle`], [`Problem::UnreadableTitle`], [`Problem::MissingEventWords`],
    ///   [`Problem::IssueWordsTooLong`], [`Problem::IssueWordsUnreadable`]: the Danish text cannot be used.
    /// - [`Problem::EnglishTitle`], [`Problem::EnglishWords`]: the English one cannot.
    /// - [`Problem::UnusablePlace`], [`Problem::UnusableStart`], [`Problem::UnusableEnd`],
    ///   [`Problem::UnusableOpening`], [`Problem::UnusableClosing`], [`Problem::UnusableCapacity`],
    ///   [`Problem::UnusableCompanions`], [`Problem::UnusableQuestions`].
    /// - Those of [`Webinar::read`]; [`Problem::WebinarHasPlace`].
    pub fn read(typed: &TypedEvent) -> Result<Self, Problem> {
        let starts = moment(&typed.starts).ok_or(Problem::UnusableStart)?;
        let (opens, closes) = window(typed, starts)?;
        let webinar = Webinar::read(typed)?;
        Ok(Self {
            opens,
            closes,
            danish: danish(typed)?,
            english: english(typed)?,
            starts,
            companions: companions(&typed.companions)?,
            questions: Question::read_all(&typed.questions, &typed.english_questions)?,
            place: place(typed, webinar.as_ref())?,
            ends: moment(&typed.ends).ok_or(Problem::UnusableEnd)?,
            capacity: capacity(&typed.capacity)?,
            without_reminder: typed.without_reminder,
            without_thanks: typed.without_thanks,
            webinar,
        })
    }

    /// Where and when it is.
    #[must_use]
    pub fn when_and_where(&self) -> WhenAndWhere {
        WhenAndWhere {
            place: self.place.clone(),
            starts: self.starts,
            ends: self.ends,
        }
    }

    /// The text for a reader of `language`, and the language it is written in: the Danish one where there is no other.
    #[must_use]
    pub fn text(&self, language: Language) -> (&EventText, Language) {
        match (language, &self.english) {
            (Language::En, Some(english)) => (english, Language::En),
            _ => (&self.danish, Language::Da),
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "a serializer hands over a reference"
)]
const fn is_not(flag: &bool) -> bool {
    !*flag
}

fn danish(typed: &TypedEvent) -> Result<EventText, Problem> {
    let title = Line::parse(&typed.title).map_err(|error| match error {
        LineError::Empty => Problem::MissingTitle,
        LineError::TooLong | LineError::Invisible => Problem::UnreadableTitle,
    })?;
    let words = Words::parse(&typed.words).map_err(|error| match error {
        WordsError::Missing => Problem::MissingEventWords,
        error => Problem::from(error),
    })?;
    Ok(EventText { title, words })
}

fn english(typed: &TypedEvent) -> Result<Option<EventText>, Problem> {
    if typed.english_title.trim().is_empty() && typed.english_words.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(EventText {
        title: Line::parse(&typed.english_title).map_err(|_| Problem::EnglishTitle)?,
        words: Words::parse(&typed.english_words).map_err(|_| Problem::EnglishWords)?,
    }))
}

fn place(typed: &TypedEvent, webinar: Option<&Webinar>) -> Result<Line, Problem> {
    match webinar {
        None => Line::parse(&typed.place).map_err(|_| Problem::UnusablePlace),
        Some(webinar) if typed.place.trim().is_empty() => webinar.place(),
        Some(_) => Err(Problem::WebinarHasPlace),
    }
}

/// Whole minutes, as browsers send them; seconds would show nowhere.
fn moment(typed: &str) -> Option<DateTime> {
    let moment: DateTime = typed.trim().parse().ok()?;
    (moment.second() == 0 && moment.subsec_nanosecond() == 0).then_some(moment)
}

/// When signing up begins and ends: before the event begins, and in this order.
fn window(
    typed: &TypedEvent,
    starts: DateTime,
) -> Result<(Option<DateTime>, Option<DateTime>), Problem> {
    let read = |typed: &str, problem| match typed.trim() {
        "" => Ok(None),
        typed => moment(typed).map(Some).ok_or(problem),
    };
    let opens = read(&typed.opens, Problem::UnusableOpening)?;
    if opens.is_some_and(|opens| opens >= starts) {
        return Err(Problem::UnusableOpening);
    }
    let closes = read(&typed.closes, Problem::UnusableClosing)?;
    let is_usable = |closes: DateTime| closes <= starts && opens.is_none_or(|opens| opens < closes);
    if closes.is_some_and(|closes| !is_usable(closes)) {
        return Err(Problem::UnusableClosing);
    }
    Ok((opens, closes))
}

fn capacity(typed: &str) -> Result<Option<u32>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let seats = typed.parse().ok();
    seats
        .filter(|seats| (1..=MOST_SEATS).contains(seats))
        .map(Some)
        .ok_or(Problem::UnusableCapacity)
}

fn companions(typed: &str) -> Result<u8, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(0);
    }
    let companions = typed.parse().ok();
    companions
        .filter(|companions| *companions <= MOST_COMPANIONS)
        .ok_or(Problem::UnusableCompanions)
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field by reference"
)]
const fn is_none(companions: &u8) -> bool {
    *companions == 0
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn typed() -> TypedEvent {
        TypedEvent {
            title: "Julecafé".to_owned(),
            words: "Vi ses.".to_owned(),
            place: "Salen".to_owned(),
            starts: "2026-12-31T22:00".to_owned(),
            ends: "2027-01-01T01:00".to_owned(),
            capacity: "30".to_owned(),
            companions: "2".to_owned(),
            ..TypedEvent::default()
        }
    }

    #[test]
    fn what_was_typed_is_read_over_new_year_and_in_both_languages() {
        let event = Event::read(&typed()).unwrap();
        assert_eq!(event.ends, date(2027, 1, 1).at(1, 0, 0, 0));
        assert_eq!(event.capacity, Some(30));
        assert_eq!(event.companions, 2);
        assert_eq!(event.text(Language::En).1, Language::Da);
        let event = Event::read(&TypedEvent {
            english_title: "Christmas café".to_owned(),
            english_words: "See you.".to_owned(),
            capacity: " ".to_owned(),
            companions: " ".to_owned(),
            ..typed()
        });
        let event = event.unwrap();
        assert_eq!(event.text(Language::En).0.title.as_str(), "Christmas café");
        assert_eq!(event.capacity, None);
        assert_eq!(event.companions, 0);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        type Spoil = fn(&mut TypedEvent);
        let cases: [(Spoil, Problem); 15] = [
            (|typed| typed.title = " ".into(), Problem::MissingTitle),
            (
                |typed| typed.title = "a\nb".into(),
                Problem::UnreadableTitle,
            ),
            (
                |typed| typed.words = "\n".into(),
                Problem::MissingEventWords,
            ),
            (
                |typed| typed.words = "ø".repeat(8_001),
                Problem::IssueWordsTooLong,
            ),
            (
                |typed| typed.english_words = "x".into(),
                Problem::EnglishTitle,
            ),
            (
                |typed| typed.english_title = "x".into(),
                Problem::EnglishWords,
            ),
            (|typed| typed.place = String::new(), Problem::UnusablePlace),
            (
                |typed| typed.starts = "i morgen".into(),
                Problem::UnusableStart,
            ),
            (
                |typed| typed.starts = "2027-02-29T10:00".into(),
                Problem::UnusableStart,
            ),
            (
                |typed| typed.ends = "2026-12-07T19:00:30".into(),
                Problem::UnusableEnd,
            ),
            (
                |typed| typed.capacity = "0".into(),
                Problem::UnusableCapacity,
            ),
            (
                |typed| typed.capacity = "100001".into(),
                Problem::UnusableCapacity,
            ),
            (
                |typed| typed.capacity = "-1".into(),
                Problem::UnusableCapacity,
            ),
            (
                |typed| typed.companions = "6".into(),
                Problem::UnusableCompanions,
            ),
            (
                |typed| typed.companions = "en".into(),
                Problem::UnusableCompanions,
            ),
        ];
        for (spoil, problem) in cases {
            let mut typed = typed();
            spoil(&mut typed);
            assert_eq!(Event::read(&typed), Err(problem));
        }
    }
}
