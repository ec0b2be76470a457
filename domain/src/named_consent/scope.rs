//! What is asked for, in five parts, and for how long.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::bases::Bases;
use crate::mail::Line;
use crate::problem::Problem;
use crate::register::{Key, Register};
use crate::rights::Reason;
use crate::text::Language;

/// Which way the data goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// We give it to somebody.
    Give,
    /// We fetch it from somebody.
    Fetch,
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Give, Self::Fetch];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Give => "give",
            Self::Fetch => "fetch",
        }
    }

    /// The direction of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|direction| direction.name() == name)
    }

    /// What staff call it.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Give, Language::Da) => "Vi giver oplysninger til nogen",
            (Self::Give, Language::En) => "We give data to somebody",
            (Self::Fetch, Language::Da) => "Vi henter oplysninger hos nogen",
            (Self::Fetch, Language::En) => "We fetch data from somebody",
        }
    }

    /// The longest that a yes of a day may last, by the law for fetching health records and by our own rule for giving.
    fn longest(self) -> Span {
        match self {
            Self::Fetch => 1.year(),
            Self::Give => 3.years(),
        }
    }

    /// The last day on which a yes of `from` may still hold.
    ///
    /// # Errors
    /// [`Problem::UnusableLasts`]: outside the calendar.
    pub(super) fn latest(self, from: Date) -> Result<Date, Problem> {
        let end = from.checked_add(self.longest());
        let last = end.and_then(Date::yesterday);
        last.map_err(|_| Problem::UnusableLasts)
    }

    /// Reads the last day on which a yes holds. Nothing typed is a year.
    ///
    /// # Errors
    /// [`Problem::UnusableLasts`]: no day, over already on `today`, or longer than may be from `today` on.
    pub fn read_last_day(self, typed: &str, today: Date) -> Result<Date, Problem> {
        let day = match typed.trim() {
            "" => Self::Fetch.latest(today)?,
            typed => typed.parse().map_err(|_| Problem::UnusableLasts)?,
        };
        if (today..=self.latest(today)?).contains(&day) {
            Ok(day)
        } else {
            Err(Problem::UnusableLasts)
        }
    }
}

/// What staff typed.
#[derive(Clone, Copy)]
pub struct TypedScope<'a> {
    /// The direction, by name.
    pub direction: &'a str,
    /// Who gives.
    pub sender: &'a str,
    /// Who is given.
    pub recipient: &'a str,
    /// Which data.
    pub data: &'a str,
    /// For what.
    pub what_for: &'a str,
    /// The purpose of the register.
    pub purpose: &'a str,
}

/// What is asked for. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// Which way the data goes.
    pub direction: Direction,
    /// Who gives it.
    pub sender: Line,
    /// Who is given it.
    pub recipient: Line,
    /// Which data.
    pub data: Reason,
    /// For what, in words.
    pub what_for: Reason,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// What permits it once there is a yes.
    pub bases: Bases,
}

impl Scope {
    /// Reads the five parts, and takes both bases from the register.
    ///
    /// # Errors
    /// [`Problem::MissingDirection`], [`Problem::UnusableSender`], [`Problem::UnusableRecipient`],
    /// [`Problem::MissingNamedData`], [`Problem::MissingWhatFor`]; those of [`Reason::read`];
    /// [`Problem::PurposeWithoutConsent`]: the purpose does not rest on consent, explicit where it must be, or is shared with
    /// nobody.
    pub fn read(register: &Register, typed: TypedScope<'_>) -> Result<Self, Problem> {
        let purpose = register.purpose.get_key_value(typed.purpose);
        let (key, purpose) = purpose.ok_or(Problem::PurposeWithoutConsent)?;
        let bases = Bases::of(register, purpose)
            .filter(|bases| bases.is_consent() && purpose.is_shared(register));
        Ok(Self {
            direction: Direction::of_name(typed.direction).ok_or(Problem::MissingDirection)?,
            sender: Line::parse(typed.sender).map_err(|_| Problem::UnusableSender)?,
            recipient: Line::parse(typed.recipient).map_err(|_| Problem::UnusableRecipient)?,
            data: named(typed.data, Problem::MissingNamedData)?,
            what_for: named(typed.what_for, Problem::MissingWhatFor)?,
            purpose: key.clone(),
            bases: bases.ok_or(Problem::PurposeWithoutConsent)?,
        })
    }
}

fn named(typed: &str, missing: Problem) -> Result<Reason, Problem> {
    match Reason::read(typed) {
        Err(Problem::MissingReason) => Err(missing),
        read => read,
    }
}

impl std::fmt::Debug for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scope(…)")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_yes_to_fetching_never_outlives_a_year() {
        let today = date(2026, 12, 1);
        let read = |direction: Direction, typed| direction.read_last_day(typed, today);
        assert_eq!(read(Direction::Fetch, ""), Ok(date(2027, 11, 30)));
        assert_eq!(read(Direction::Give, ""), Ok(date(2027, 11, 30)));
        assert_eq!(read(Direction::Fetch, "2027-11-30"), Ok(date(2027, 11, 30)));
        assert_eq!(read(Direction::Fetch, "2026-12-01"), Ok(today));
        for typed in ["2027-12-01", "2026-11-30", "om et år", "2027-02-30"] {
            assert_eq!(
                read(Direction::Fetch, typed),
                Err(Problem::UnusableLasts),
                "{typed}"
            );
        }
        assert_eq!(read(Direction::Give, "2027-12-01"), Ok(date(2027, 12, 1)));
        assert_eq!(
            read(Direction::Give, "2029-12-01"),
            Err(Problem::UnusableLasts)
        );
        let leap = date(2028, 2, 29);
        assert_eq!(Direction::Fetch.latest(leap), Ok(date(2029, 2, 27)));
    }
}
