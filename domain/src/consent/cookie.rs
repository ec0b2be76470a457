//! The `samtykke` cookie: version, day and an answer per service. The same refusal is the same cookie for
//! everyone who refuses that day, so it identifies nobody.
//!
//! `1.20261121.analytics:1a2b3c4d:n.video:99aabbcc:y`

use jiff::civil::Date;

use crate::register::{Fingerprint, Key};

/// The first field: how the rest is to be read.
const FORMAT: &str = "1";
/// Longer values are not ours.
const MAX_LENGTH: usize = 3072;

/// The answer to one service, as asked at the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The register's key of the service.
    pub service: Key,
    /// What the answer depended on.
    pub fingerprint: Fingerprint,
    /// Yes or no.
    pub granted: bool,
}

/// What the `samtykke` cookie holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceCookie {
    /// The day of the choice.
    pub day: Date,
    /// One answer per service asked about, in the order asked.
    pub answers: Vec<Answer>,
}

impl ChoiceCookie {
    /// The name it is sent under.
    pub const NAME: &'static str = "samtykke";

    /// Reads a cookie value. Anything that is not exactly what [`Self::to_value`] writes is no choice at all.
    #[must_use]
    pub fn parse(value: &str) -> Option<Self> {
        if value.len() > MAX_LENGTH {
            return None;
        }
        let mut parts = value.split('.');
        if parts.next()? != FORMAT {
            return None;
        }
        let day = parse_day(parts.next()?)?;
        let answers = parts.map(parse_answer).collect::<Option<Vec<_>>>()?;
        let cookie = Self { day, answers };
        (cookie.to_value() == value && cookie.is_unambiguous()).then_some(cookie)
    }

    /// The value to send; holds only characters that a cookie may hold unquoted.
    #[must_use]
    pub fn to_value(&self) -> String {
        let mut value = format!("{FORMAT}.{}", self.day.strftime("%Y%m%d"));
        for answer in &self.answers {
            let yes_or_no = if answer.granted { 'y' } else { 'n' };
            value.push_str(&format!(
                ".{}:{}:{yes_or_no}",
                answer.service, answer.fingerprint
            ));
        }
        value
    }

    /// Whether any service was accepted.
    #[must_use]
    pub fn grants_any(&self) -> bool {
        self.answers.iter().any(|answer| answer.granted)
    }

    fn is_unambiguous(&self) -> bool {
        let mut names: Vec<&str> = self
            .answers
            .iter()
            .map(|answer| answer.service.as_str())
            .collect();
        names.sort_unstable();
        names.windows(2).all(|pair| pair[0] != pair[1])
    }
}

fn parse_day(digits: &str) -> Option<Date> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Date::new(
        digits[..4].parse().ok()?,
        digits[4..6].parse().ok()?,
        digits[6..].parse().ok()?,
    )
    .ok()
}

fn parse_answer(part: &str) -> Option<Answer> {
    let mut fields = part.split(':');
    let service = fields.next()?;
    let fingerprint = Fingerprint::from_hex(fields.next()?)?;
    let granted = match fields.next()? {
        "y" => true,
        "n" => false,
        _ => return None,
    };
    let named = !service.is_empty()
        && service
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (named && fields.next().is_none()).then(|| Answer {
        service: service.to_owned(),
        fingerprint,
        granted,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn answer() -> impl Strategy<Value = Answer> {
        ("[a-z0-9-]{1,12}", "[0-9a-f]{8}", any::<bool>()).prop_map(|(service, hex, granted)| {
            Answer {
                service,
                fingerprint: Fingerprint::from_hex(&hex).unwrap(),
                granted,
            }
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(answers in prop::collection::vec(answer(), 0..12)) {
            let mut answers = answers;
            answers.sort_by(|a, b| a.service.cmp(&b.service));
            answers.dedup_by(|a, b| a.service == b.service);
            let cookie = ChoiceCookie { day: date(2026, 11, 21), answers };
            prop_assert_eq!(ChoiceCookie::parse(&cookie.to_value()), Some(cookie));
        }

        #[test]
        fn any_other_text_never_panics(value in "\\PC{0,80}") {
            let _read = ChoiceCookie::parse(&value);
        }

        #[test]
        fn a_damaged_cookie_never_grants_more(position in 0_usize..60, replacement in "[ -~]") {
            let value = "1.20261121.analytics:1a2b3c4d:n.video:99aabbcc:n";
            let mut damaged = value.to_owned();
            let position = position % value.len();
            damaged.replace_range(position..=position, &replacement);
            let granted = ChoiceCookie::parse(&damaged)
                .map(|cookie| cookie.answers.iter().filter(|answer| answer.granted).count());
            prop_assert!(granted.unwrap_or(0) <= usize::from(replacement == "y"));
        }
    }

    #[test]
    fn foreign_and_corrupt_values_are_no_choice() {
        for value in [
            "",
            "1",
            "yes",
            "2.20261121",
            "1.20261321",
            "1.+2261121",
            "1.20261121.video",
            "1.20261121.video:99aabbcc:yes",
            "1.20261121.video:99AABBCC:y",
            "1.20261121.video:99aabbcc:y:x",
            "1.20261121.video:99aabbcc:y.video:99aabbcc:n",
            "1.20261121.Video:99aabbcc:y",
            "{\"marketing\":true}",
        ] {
            assert_eq!(ChoiceCookie::parse(value), None, "{value}");
        }
        assert_eq!(
            ChoiceCookie::parse(&format!("1.20261121.{}", "a".repeat(4000))),
            None
        );
    }
}
