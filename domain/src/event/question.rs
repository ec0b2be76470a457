//! What people are asked beside their sign-up. Answering is voluntary, and rests on consent that can be taken back
//! without losing the seat.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::canonical::Digest;
use crate::consent::Method;
use crate::mail::Line;
use crate::problem::Problem;
use crate::text::Language;

/// The most questions of an event.
pub const MOST_QUESTIONS: usize = 5;

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// In Danish.
    pub danish: Line,
    /// In English, where somebody wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub english: Option<Line>,
}

impl Question {
    /// Reads what was typed: a question a line, in English as many as in Danish or none.
    ///
    /// # Errors
    /// [`Problem::UnusableQuestions`] when there are too many, one is too long, or the numbers differ.
    pub fn read_all(danish: &str, english: &str) -> Result<Vec<Self>, Problem> {
        let danish = lines(danish)?;
        let english = lines(english)?;
        if danish.len() > MOST_QUESTIONS || !(english.is_empty() || english.len() == danish.len()) {
            return Err(Problem::UnusableQuestions);
        }
        let english = english.into_iter().map(Some).chain(std::iter::repeat(None));
        let pairs = danish.into_iter().zip(english);
        Ok(pairs
            .map(|(danish, english)| Self { danish, english })
            .collect())
    }

    /// The question for a reader of `language`: in Danish where there is no other.
    #[must_use]
    pub fn text(&self, language: Language) -> &Line {
        match (language, &self.english) {
            (Language::En, Some(english)) => english,
            _ => &self.danish,
        }
    }
}

fn lines(typed: &str) -> Result<Vec<Line>, Problem> {
    typed
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| Line::parse(line).map_err(|_| Problem::UnusableQuestions))
        .collect()
}

/// An answer, with the question as it was read.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// What was answered.
    pub answer: Line,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answer(…)")
    }
}

/// What somebody answered, by which words, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// At least one.
    pub answers: Vec<Answer>,
    /// The language that was asked in.
    pub language: Language,
    /// How they reached us.
    pub method: Method,
    /// When.
    pub given_at: Timestamp,
    /// The words that were shown.
    pub wording: Digest,
}

impl Answer {
    /// Reads what was typed under each of `questions`. What is empty is not answered.
    ///
    /// # Errors
    /// [`Problem::UnusableAnswer`] when one is too long or holds characters that cannot be seen, or there are more
    /// answers than questions.
    pub fn read_all(questions: &[String], typed: &[String]) -> Result<Vec<Self>, Problem> {
        if typed.len() > questions.len() {
            return Err(Problem::UnusableAnswer);
        }
        let answered = questions.iter().zip(typed);
        answered
            .filter(|(_, typed)| !typed.trim().is_empty())
            .map(|(question, typed)| {
                Ok(Self {
                    question: question.clone(),
                    answer: Line::parse(typed).map_err(|_| Problem::UnusableAnswer)?,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_lines_and_as_many_in_both_languages() {
        let read =
            Question::read_all("Hvad vil du høre om?\n\n  Hvor hørte du om os?", "").unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].text(Language::En).as_str(), "Hvor hørte du om os?");
        let read = Question::read_all("En?\r\nTo?", "One?\nTwo?").unwrap();
        assert_eq!(read[0].text(Language::En).as_str(), "One?");
        let unusable = Err(Problem::UnusableQuestions);
        assert_eq!(Question::read_all("En?\nTo?", "One?"), unusable);
        assert_eq!(Question::read_all("?\n".repeat(6).as_str(), ""), unusable);
        assert_eq!(Question::read_all(&"ø".repeat(201), ""), unusable);
        assert_eq!(Question::read_all(" \n", "\n"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_empty_is_not_answered_and_nothing_is_logged() {
        let questions = ["En?".to_owned(), "To?".to_owned()];
        let typed =
            |typed: &[&str]| -> Vec<String> { typed.iter().map(ToString::to_string).collect() };
        let read = Answer::read_all(&questions, &typed(&[" ", " Hør "])).unwrap();
        assert_eq!((read.len(), read[0].question.as_str()), (1, "To?"));
        assert_eq!(read[0].answer.as_str(), "Hør");
        assert!(!format!("{read:?}").contains("Hør"));
        for wrong in [&["a\nb"][..], &["1", "2", "3"], &["\u{202e}"]] {
            let read = Answer::read_all(&questions, &typed(wrong));
            assert_eq!(read.unwrap_err(), Problem::UnusableAnswer);
        }
    }
}
