//! What the clock makes of each vector. Also compiled for browsers, where nothing prints: a wrong one panics.

use domain::clock::{self, Holiday, Pause, PauseReason, Received};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

/// What an independent program wrote: `deadlines.py`.
const FILE: &str = include_str!("deadlines.json");

/// The file, as far as the clock is concerned.
#[derive(Deserialize)]
pub(crate) struct Vectors {
    rules: String,
    holidays: indexmap::IndexMap<String, Vec<Date>>,
    vectors: Vec<Numbered>,
}

#[derive(Deserialize)]
struct Numbered {
    id: u32,
    case: String,
    #[serde(flatten)]
    vector: Vector,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Vector {
    FirstMonth(Months),
    Extended(Months),
    Promise {
        received: Date,
        working_days: u16,
        due: Date,
    },
    Breach {
        aware: Timestamp,
        due: Timestamp,
    },
}

#[derive(Deserialize)]
struct Months {
    received: Date,
    #[serde(default)]
    pauses: Vec<Days>,
    today: Option<Date>,
    due: Date,
    unpaused: Date,
}

#[derive(Deserialize)]
struct Days {
    from: Date,
    to: Option<Date>,
}

impl Vectors {
    /// Reads the file.
    pub(crate) fn read() -> Self {
        serde_json::from_str(FILE).expect("the file is well-formed")
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.vectors.len()
    }

    /// Panics at the first one that the clock finds otherwise.
    pub(crate) fn check(&self) {
        assert_eq!(self.rules, clock::RULES.version);
        for (year, holidays) in &self.holidays {
            let first = Date::new(year.parse().expect("a year"), 1, 1).expect("a year");
            let ours = first
                .series(jiff::Span::new().days(1))
                .take_while(|day| day.year() == first.year())
                .filter(|day| Holiday::of(*day).is_some());
            assert!(ours.eq(holidays.iter().copied()), "holidays of {year}");
        }
        for vector in &self.vectors {
            let (found, expected) = vector.vector.outcome();
            let Numbered { id, case, .. } = vector;
            assert_eq!(found, expected, "vector {id}: {case}");
        }
    }
}

impl Vector {
    /// What the clock finds, and what the file says.
    fn outcome(&self) -> (String, String) {
        match self {
            Self::FirstMonth(months) => months.outcome(clock::first_month),
            Self::Extended(months) => months.outcome(clock::extended),
            Self::Promise {
                received,
                working_days,
                due,
            } => {
                let found = clock::promise(Received(*received), *working_days).due;
                (found.to_string(), due.to_string())
            }
            Self::Breach { aware, due } => (clock::breach(*aware).to_string(), due.to_string()),
        }
    }
}

impl Months {
    fn outcome(&self, count: fn(Received, &[Pause]) -> clock::Deadline) -> (String, String) {
        let pauses: Vec<Pause> = self
            .pauses
            .iter()
            .map(|days| Pause {
                from: days.from,
                to: days.to,
                reason: PauseReason::Identity,
            })
            .collect();
        let pauses = self
            .today
            .map_or(pauses.clone(), |today| clock::counted_to(&pauses, today));
        let found = count(Received(self.received), &pauses);
        (
            format!("{} {}", found.due, found.unpaused),
            format!("{} {}", self.due, self.unpaused),
        )
    }
}
