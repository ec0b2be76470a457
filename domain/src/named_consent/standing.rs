//! Where a question stands, and what leads on from there. Every change is one of these functions, so nothing can be
//! given twice, come back once it ended, or hold longer than it may.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::scope::Scope;
use super::{ANSWER_WITHIN_DAYS, MOST_STATEMENTS};
use crate::problem::Problem;
use crate::rights::Reason;
use crate::text::Language;

/// What staff wrote an answer down from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A paper that the person signed or wrote.
    Paper,
    /// What the person said.
    Speech,
}

impl Source {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Paper, Self::Speech];

    /// The name in forms and records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::Speech => "speech",
        }
    }

    /// The source of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Paper, Language::Da) => "På papir",
            (Self::Paper, Language::En) => "On paper",
            (Self::Speech, Language::Da) => "Sagt til os",
            (Self::Speech, Language::En) => "Said to us",
        }
    }
}

/// An answer that staff wrote down. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// From what.
    pub from: Source,
    /// What it says, or what was said, word for word as far as possible.
    pub wording: Reason,
    /// The day it was written or said.
    pub said_on: Date,
    /// Who of the staff wrote it down.
    pub staff: Uuid,
}

/// How an answer was given. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// By a button in the portal.
    Portal,
    /// Staff wrote it down.
    Recorded(Recorded),
}

/// A yes, a no, or taking a yes back. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// When it reached us here.
    pub at: Timestamp,
    /// How.
    pub how: How,
}

impl Answer {
    /// What staff wrote down; nothing where it was a button.
    #[must_use]
    pub const fn recorded(&self) -> Option<&Recorded> {
        match &self.how {
            How::Portal => None,
            How::Recorded(recorded) => Some(recorded),
        }
    }
}

/// Where a question stands. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", deny_unknown_fields)]
pub enum Standing {
    /// It waits for an answer.
    Asked {
        /// The last day on which it does.
        answer_by: Date,
    },
    /// The person said yes.
    Given {
        /// The yes.
        yes: Answer,
    },
    /// The person said no.
    Refused {
        /// The no.
        no: Answer,
    },
    /// The person took the yes back.
    Withdrawn {
        /// The yes.
        yes: Answer,
        /// Taking it back.
        end: Answer,
        /// False when the person says that they never said what staff wrote down.
        was_said: bool,
    },
    /// Its time is over.
    Ended {
        /// The yes; none where nobody answered.
        yes: Option<Answer>,
        /// When that was seen.
        at: Timestamp,
    },
}

/// What the person sets beside what staff wrote down. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub words: Reason,
}

/// A question for consent, and what came of it. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedConsent {
    /// What is asked for.
    pub scope: Scope,
    /// The last day on which a yes holds.
    pub last_day: Date,
    /// The language it was asked in.
    pub language: Language,
    /// Who of the staff asked.
    pub asked_by: Uuid,
    /// Where it stands.
    pub standing: Standing,
    /// What the person set beside it.
    pub statements: Vec<Statement>,
}

impl NamedConsent {
    /// A question asked on `today`. It waits for 90 days, and no longer than a yes would hold.
    ///
    /// # Errors
    /// [`Problem::UnusableLasts`]: outside the calendar.
    pub fn asked(
        scope: Scope,
        last_day: Date,
        (language, asked_by): (Language, Uuid),
        today: Date,
    ) -> Result<Self, Problem> {
        let waits = today.checked_add(ANSWER_WITHIN_DAYS.days());
        let waits = waits.map_err(|_| Problem::UnusableLasts)?;
        Ok(Self {
            scope,
            last_day,
            language,
            asked_by,
            standing: Standing::Asked {
                answer_by: waits.min(last_day),
            },
            statements: Vec::new(),
        })
    }

    /// After a yes of `said_on`, with which its time begins.
    ///
    /// # Errors
    /// [`Problem::StepClosed`]: it was answered, or its time is over; [`Problem::UnusableSaidOn`]: a yes of that day would
    /// be over on `today`.
    pub fn agreed(self, yes: Answer, said_on: Date, today: Date) -> Result<Self, Problem> {
        if !self.waits(today) {
            return Err(Problem::StepClosed);
        }
        let latest = self.scope.direction.latest(said_on);
        let last_day = latest
            .map_err(|_| Problem::UnusableSaidOn)?
            .min(self.last_day);
        if last_day < today {
            return Err(Problem::UnusableSaidOn);
        }
        Ok(Self {
            last_day,
            standing: Standing::Given { yes },
            ..self
        })
    }

    /// After a no.
    ///
    /// # Errors
    /// [`Problem::StepClosed`]: it was answered, or its time is over.
    pub fn refused(self, no: Answer, today: Date) -> Result<Self, Problem> {
        if !self.waits(today) {
            return Err(Problem::StepClosed);
        }
        Ok(Self {
            standing: Standing::Refused { no },
            ..self
        })
    }

    /// After the yes was taken back. With `was_said` false the person says that they never gave the one that staff wrote
    /// down.
    ///
    /// # Errors
    /// [`Problem::StepClosed`]: no yes stands, or the yes was the person's own click.
    pub fn withdrawn(self, end: Answer, was_said: bool) -> Result<Self, Problem> {
        let is_recorded = self.recorded().is_some();
        let Standing::Given { yes } = self.standing else {
            return Err(Problem::StepClosed);
        };
        if !was_said && !is_recorded {
            return Err(Problem::StepClosed);
        }
        Ok(Self {
            standing: Standing::Withdrawn { yes, end, was_said },
            ..self
        })
    }

    /// With a statement of the person beside what staff wrote down.
    ///
    /// # Errors
    /// [`Problem::StepClosed`]: staff wrote nothing down, or there are many statements already.
    pub fn stated(mut self, statement: Statement) -> Result<Self, Problem> {
        if self.recorded().is_none() || self.statements.len() >= MOST_STATEMENTS {
            return Err(Problem::StepClosed);
        }
        self.statements.push(statement);
        Ok(self)
    }

    /// After its time, if that is over on `today`.
    #[must_use]
    pub fn over(&self, today: Date, at: Timestamp) -> Option<Self> {
        let acts_after = self.acts_after()?;
        if today <= acts_after {
            return None;
        }
        let yes = match &self.standing {
            Standing::Given { yes } => Some(yes.clone()),
            _ => None,
        };
        Some(Self {
            standing: Standing::Ended { yes, at },
            ..self.clone()
        })
    }

    /// The last day before it ends by itself; none once it ended.
    #[must_use]
    pub const fn acts_after(&self) -> Option<Date> {
        match self.standing {
            Standing::Asked { answer_by } => Some(answer_by),
            Standing::Given { .. } => Some(self.last_day),
            _ => None,
        }
    }

    /// When it was over: refused, taken back or run out.
    #[must_use]
    pub const fn over_at(&self) -> Option<Timestamp> {
        match &self.standing {
            Standing::Asked { .. } | Standing::Given { .. } => None,
            Standing::Refused { no } => Some(no.at),
            Standing::Withdrawn { end, .. } => Some(end.at),
            Standing::Ended { at, .. } => Some(*at),
        }
    }

    /// Whether it may still be answered on `today`.
    #[must_use]
    pub fn waits(&self, today: Date) -> bool {
        matches!(self.standing, Standing::Asked { answer_by } if today <= answer_by)
    }

    /// Whether a yes holds on `today`, also before the clock has acted.
    #[must_use]
    pub fn in_force(&self, today: Date) -> bool {
        matches!(self.standing, Standing::Given { .. }) && today <= self.last_day
    }

    /// The answer that staff wrote down, if one was.
    #[must_use]
    pub const fn recorded(&self) -> Option<&Recorded> {
        let answer = match &self.standing {
            Standing::Given { yes } | Standing::Withdrawn { yes, .. } => Some(yes),
            Standing::Ended { yes, .. } => yes.as_ref(),
            Standing::Refused { no } => Some(no),
            Standing::Asked { .. } => None,
        };
        match answer {
            Some(answer) => answer.recorded(),
            None => None,
        }
    }
}

macro_rules! silent {
    ($($what:ident),*) => {$(
        impl std::fmt::Debug for $what {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($what), "(…)"))
            }
        }
    )*};
}

silent!(Recorded, How, Answer, Standing, Statement, NamedConsent);

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Direction;
    use super::*;
    use crate::bases::{Article6, Bases};
    use crate::mail::Line;
    use crate::register::Article9Ground;

    const TODAY: Date = date(2026, 12, 1);

    fn asked(direction: Direction) -> NamedConsent {
        let scope = Scope {
            direction,
            sender: Line::parse("Lægerne på Torvet").unwrap(),
            recipient: Line::parse("Foreningen").unwrap(),
            data: Reason::read("Journalen fra 2026").unwrap(),
            what_for: Reason::read("Din plan").unwrap(),
            purpose: "collect-health".to_owned(),
            bases: Bases::Special {
                article6: Article6::Consent,
                article9: Article9Ground::ExplicitConsent,
            },
        };
        let last_day = direction.read_last_day("", TODAY).unwrap();
        NamedConsent::asked(scope, last_day, (Language::Da, Uuid::nil()), TODAY).unwrap()
    }

    fn portal() -> Answer {
        Answer {
            at: Timestamp::UNIX_EPOCH,
            how: How::Portal,
        }
    }

    fn spoken(said_on: Date) -> Answer {
        Answer {
            at: Timestamp::UNIX_EPOCH,
            how: How::Recorded(Recorded {
                from: Source::Speech,
                wording: Reason::read("Ja, det må I gerne").unwrap(),
                said_on,
                staff: Uuid::nil(),
            }),
        }
    }

    fn statement() -> Statement {
        Statement {
            at: Timestamp::UNIX_EPOCH,
            words: Reason::read("Kun den fra juni").unwrap(),
        }
    }

    /// One consent in each standing.
    fn every() -> Vec<NamedConsent> {
        let given = asked(Direction::Fetch)
            .agreed(portal(), TODAY, TODAY)
            .unwrap();
        vec![
            asked(Direction::Fetch),
            given.clone(),
            asked(Direction::Fetch).refused(portal(), TODAY).unwrap(),
            given.clone().withdrawn(portal(), true).unwrap(),
            given.over(date(2028, 1, 1), Timestamp::UNIX_EPOCH).unwrap(),
        ]
    }

    #[test]
    fn only_a_question_is_answered_and_only_a_yes_is_taken_back() {
        for (place, consent) in every().into_iter().enumerate() {
            let (is_asked, is_given) = (place == 0, place == 1);
            let yes = consent.clone().agreed(portal(), TODAY, TODAY);
            let no = consent.clone().refused(portal(), TODAY);
            let back = consent.clone().withdrawn(portal(), true);
            assert_eq!(yes.is_ok(), is_asked, "{place}");
            assert_eq!(no.is_ok(), is_asked, "{place}");
            assert_eq!(back.is_ok(), is_given, "{place}");
            assert_eq!(consent.in_force(TODAY), is_given, "{place}");
            assert_eq!(consent.over_at().is_some(), place > 1, "{place}");
            assert_eq!(consent.acts_after().is_some(), place < 2, "{place}");
        }
    }

    #[test]
    fn a_question_waits_for_90_days_and_a_yes_ends_with_its_last_day() {
        let question = asked(Direction::Fetch);
        let last = date(2027, 3, 1);
        assert_eq!(question.acts_after(), Some(last));
        assert!(question.waits(last) && question.over(last, Timestamp::UNIX_EPOCH).is_none());
        let late = question
            .clone()
            .agreed(portal(), last, last.tomorrow().unwrap());
        assert_eq!(late.err(), Some(Problem::StepClosed));
        let given = question.agreed(portal(), last, last).unwrap();
        let last = date(2027, 11, 30);
        assert_eq!(given.last_day, last);
        assert!(given.in_force(last));
        let after = last.tomorrow().unwrap();
        assert!(!given.in_force(after));
        let ended = given.over(after, Timestamp::UNIX_EPOCH).unwrap();
        assert!(matches!(
            ended.standing,
            Standing::Ended { yes: Some(_), .. }
        ));
        assert!(ended.over(after, Timestamp::UNIX_EPOCH).is_none());
    }

    #[test]
    fn what_was_said_earlier_ends_a_year_after_it_was_said() {
        let said_on = date(2026, 6, 15);
        let given = asked(Direction::Fetch)
            .agreed(spoken(said_on), said_on, TODAY)
            .unwrap();
        assert_eq!(given.last_day, date(2027, 6, 14));
        let long_ago = date(2025, 12, 1);
        let refused = asked(Direction::Fetch).agreed(spoken(long_ago), long_ago, TODAY);
        assert_eq!(refused.err(), Some(Problem::UnusableSaidOn));
    }

    #[test]
    fn the_person_speaks_beside_what_staff_wrote_down_and_can_say_that_it_was_never_said() {
        let own = asked(Direction::Give)
            .agreed(portal(), TODAY, TODAY)
            .unwrap();
        assert_eq!(
            own.clone().withdrawn(portal(), false).err(),
            Some(Problem::StepClosed)
        );
        assert_eq!(own.stated(statement()).err(), Some(Problem::StepClosed));
        let mut given = asked(Direction::Give)
            .agreed(spoken(TODAY), TODAY, TODAY)
            .unwrap();
        for _ in 0..MOST_STATEMENTS {
            given = given.stated(statement()).unwrap();
        }
        assert_eq!(
            given.clone().stated(statement()).err(),
            Some(Problem::StepClosed)
        );
        let never = given.withdrawn(portal(), false).unwrap();
        assert!(matches!(
            never.standing,
            Standing::Withdrawn {
                was_said: false,
                ..
            }
        ));
    }

    #[test]
    fn what_is_stored_reads_back() {
        for consent in every() {
            let bytes = crate::canonical::to_bytes(&consent).unwrap();
            let read: NamedConsent = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(read, consent);
        }
    }
}
