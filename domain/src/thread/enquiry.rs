//! What somebody typed into the contact form, and what of it is an enquiry.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::limits::{MAX_MESSAGE, MAX_PHONE};
use crate::mail::{Line, LineError, MailAddress};
use crate::problem::Problem;

/// The fields of the contact form, as they arrived.
#[derive(Clone, Copy, Debug)]
pub struct TypedEnquiry<'a> {
    /// The person's name.
    pub name: &'a str,
    /// The e-mail address to answer to.
    pub email: &'a str,
    /// A telephone number, or nothing.
    pub phone: &'a str,
    /// The message.
    pub message: &'a str,
}

/// Who wrote in. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The person's name.
    pub name: Line,
    /// Where to answer.
    pub email: MailAddress,
    /// A telephone number, as typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// An enquiry, each of its parts within its limits. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// Who wrote in.
    pub sender: Sender,
    /// The message, with plain line breaks.
    pub message: String,
}

impl Enquiry {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field that cannot be used, in the form's order: [`Problem::MissingName`], [`Problem::NameTooLong`],
    /// [`Problem::NameUnreadable`]; those of [`MailAddress::parse`]; [`Problem::MalformedPhone`]; those of [`message`].
    pub fn read(typed: TypedEnquiry<'_>) -> Result<Self, Vec<Problem>> {
        let name = name(typed.name);
        let email = MailAddress::parse(typed.email).map_err(Problem::from);
        let phone = phone(typed.phone);
        let message = message(typed.message);
        match (name, email, phone, message) {
            (Ok(name), Ok(email), Ok(phone), Ok(message)) => Ok(Self {
                sender: Sender { name, email, phone },
                message,
            }),
            (name, email, phone, message) => {
                Err([name.err(), email.err(), phone.err(), message.err()]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender(…)")
    }
}

impl fmt::Debug for Enquiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Enquiry(…)")
    }
}

/// The name of whoever writes.
pub(crate) fn name(typed: &str) -> Result<Line, Problem> {
    Line::parse(typed).map_err(|error| match error {
        LineError::Empty => Problem::MissingName,
        LineError::TooLong => Problem::NameTooLong,
        LineError::Invisible => Problem::NameUnreadable,
    })
}

/// A telephone number has 4 to 15 digits (E.164) and what people put between them; an extension is none of ours.
pub(crate) fn phone(typed: &str) -> Result<Option<String>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let may_stand = |c: char| c.is_ascii_digit() || " +-().".contains(c);
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let is_number = typed.chars().count() <= MAX_PHONE
        && typed.chars().all(may_stand)
        && (4..=15).contains(&digits);
    is_number
        .then(|| Some(typed.to_owned()))
        .ok_or(Problem::MalformedPhone)
}

/// Reads a message: line breaks of any kind become one kind, and other control characters go.
///
/// # Errors
/// [`Problem::MissingMessage`], [`Problem::MessageTooLong`], and [`Problem::CprInMessage`] when it holds what looks
/// like a civil registration number, which must not travel or be kept like this.
pub fn message(typed: &str) -> Result<String, Problem> {
    let message = plain_text(typed);
    if message.is_empty() {
        Err(Problem::MissingMessage)
    } else if message.chars().count() > MAX_MESSAGE {
        Err(Problem::MessageTooLong)
    } else if holds_cpr(&message) {
        Err(Problem::CprInMessage)
    } else {
        Ok(message)
    }
}

/// Text without control characters but line breaks and tabs, and without space around it.
pub(super) fn plain_text(typed: &str) -> String {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect();
    text.trim().to_owned()
}

/// Ten digits that begin with a day and a month, alone or with a hyphen or space after the sixth.
pub(super) fn holds_cpr(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    (0..characters.len())
        .filter(|&at| at == 0 || !characters[at - 1].is_ascii_digit())
        .any(|at| begins_with_cpr(&characters[at..]))
}

fn begins_with_cpr(text: &[char]) -> bool {
    let gap = usize::from(matches!(text.get(6), Some('-' | '–' | ' ')));
    let Some((date, rest)) = text.split_at_checked(6) else {
        return false;
    };
    let Some(serial) = rest.get(gap..gap + 4) else {
        return false;
    };
    let ends = !rest.get(gap + 4).is_some_and(char::is_ascii_digit);
    let digits: Option<Vec<u32>> = date.iter().chain(serial).map(|c| c.to_digit(10)).collect();
    let is_date = |digits: Vec<u32>| {
        let (day, month) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]);
        (1..=31).contains(&day) && (1..=12).contains(&month)
    };
    ends && digits.is_some_and(is_date)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TYPED: TypedEnquiry<'static> = TypedEnquiry {
        name: "Åse Test",
        email: "aase@example.dk",
        phone: "",
        message: "Hej",
    };

    fn problems(typed: TypedEnquiry<'_>) -> Vec<Problem> {
        Enquiry::read(typed).err().unwrap_or_default()
    }

    #[test]
    fn what_is_typed_well_is_kept_as_typed() {
        let enquiry = Enquiry::read(TypedEnquiry {
            phone: " +45 12 34-56.78 ",
            message: " Hej\r\n\r\n<b>Ø</b>\u{7}\r",
            ..TYPED
        })
        .unwrap();
        assert_eq!(enquiry.sender.name.as_str(), "Åse Test");
        assert_eq!(enquiry.sender.phone.as_deref(), Some("+45 12 34-56.78"));
        assert_eq!(enquiry.message, "Hej\n\n<b>Ø</b>");
    }

    #[test]
    fn every_field_that_cannot_be_used_is_named() {
        let typed = TypedEnquiry {
            name: " ",
            email: "a@b.dk, c@d.dk",
            phone: "ring bare",
            message: "\n",
        };
        assert_eq!(
            problems(typed),
            [
                Problem::MissingName,
                Problem::SeveralAddresses,
                Problem::MalformedPhone,
                Problem::MissingMessage
            ]
        );
    }

    #[test]
    fn each_field_ends_at_its_limit() {
        let letters = |count: usize| "æ".repeat(count);
        assert_eq!(
            problems(TypedEnquiry {
                name: &letters(200),
                ..TYPED
            }),
            []
        );
        let name = letters(998);
        assert_eq!(
            problems(TypedEnquiry {
                name: &name,
                ..TYPED
            }),
            [Problem::NameTooLong]
        );
        let name = "Åse\r\nBcc: x@y.dk";
        assert_eq!(
            problems(TypedEnquiry { name, ..TYPED }),
            [Problem::NameUnreadable]
        );
        assert_eq!(
            problems(TypedEnquiry {
                message: &letters(5_000),
                ..TYPED
            }),
            []
        );
        let message = letters(5_001);
        assert_eq!(
            problems(TypedEnquiry {
                message: &message,
                ..TYPED
            }),
            [Problem::MessageTooLong]
        );
        for phone in [
            "123",
            "1234567890123456",
            "12 34 56 78 eller 9",
            &"1 ".repeat(16),
        ] {
            assert_eq!(
                problems(TypedEnquiry { phone, ..TYPED }),
                [Problem::MalformedPhone],
                "{phone}"
            );
        }
    }

    #[test]
    fn what_looks_like_a_cpr_number_is_told_and_other_numbers_are_not() {
        for message in [
            "Mit nummer er 010190-1234.",
            "0101901234",
            "(311299 4321)",
            "se 010190–1234",
        ] {
            assert_eq!(
                problems(TypedEnquiry { message, ..TYPED }),
                [Problem::CprInMessage],
                "{message}"
            );
        }
        for message in [
            "Ring på 12 34 56 78",
            "sag 451234-5678",
            "EAN 5790000123456",
            "991390-1234",
            "0101-90-1234",
        ] {
            assert_eq!(problems(TypedEnquiry { message, ..TYPED }), [], "{message}");
        }
    }

    #[test]
    fn an_enquiry_does_not_show_itself_in_logs() {
        let enquiry = Enquiry::read(TYPED).unwrap();
        assert_eq!(
            format!("{enquiry:?} {:?}", enquiry.sender),
            "Enquiry(…) Sender(…)"
        );
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_within_its_limits(name in ".{0,220}", phone in "[0-9 +a]{0,34}", text in "(.|[\r\n\t]){0,80}") {
            let typed = TypedEnquiry { name: &name, phone: &phone, message: &text, ..TYPED };
            if let Ok(enquiry) = Enquiry::read(typed) {
                prop_assert!(!enquiry.sender.name.as_str().contains(char::is_control));
                prop_assert!(enquiry.sender.name.as_str().chars().count() <= 200);
                prop_assert!(enquiry.sender.phone.is_none_or(|phone| phone.len() <= MAX_PHONE));
                prop_assert!(!enquiry.message.is_empty());
                prop_assert!(enquiry.message.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
                // Read again it stays as it is.
                prop_assert_eq!(message(&enquiry.message), Ok(enquiry.message.clone()));
            }
        }
    }
}
