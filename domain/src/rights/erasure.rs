//! Deciding about an erasure, thing by thing: each goes, or stays on a ground and until a day (Article 17).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::reason::Reason;
use super::refusal::RefusalGround;

/// Why something is kept though its erasure was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepGround {
    /// The ground; one on which erasure can be refused.
    pub ground: RefusalGround,
    /// Why it applies to this, for the person.
    pub reason: Reason,
    /// The last day it is kept, where a duty says so; it is looked at again the day after.
    pub until: Option<Date>,
}

/// What is decided about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It goes.
    Erase,
    /// It stays.
    Keep(KeepGround),
}

/// One thing that is held, and what is decided about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Its id.
    pub thing: Uuid,
    /// What it is, for the person.
    pub what: Reason,
    /// What is decided.
    pub decision: Decision,
}

/// Every decision of an erasure. Never empty, and no thing twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ErasureDecisions(Vec<Decided>);

impl ErasureDecisions {
    /// The decisions about everything that `held` names; none when one of them is undecided, decided twice, unknown, or
    /// kept on a ground that keeps nothing from erasure.
    #[must_use]
    pub fn about(held: &[Uuid], decided: Vec<Decided>) -> Option<Self> {
        let is_complete = !held.is_empty()
            && decided.len() == held.len()
            && held.iter().all(|thing| {
                let of_it = decided.iter().filter(|decided| decided.thing == *thing);
                of_it.count() == 1
            });
        let is_grounded = decided.iter().all(|decided| match &decided.decision {
            Decision::Erase => true,
            Decision::Keep(keep) => {
                keep.ground.is_for(super::Right::Erasure) && !keep.ground.needs_second_person()
            }
        });
        (is_complete && is_grounded).then_some(Self(decided))
    }

    /// Each of them.
    #[must_use]
    pub fn all(&self) -> &[Decided] {
        &self.0
    }

    /// The ids of what goes.
    pub fn erased(&self) -> impl Iterator<Item = Uuid> {
        let all = self.0.iter();
        all.filter(|decided| decided.decision == Decision::Erase)
            .map(|decided| decided.thing)
    }

    /// Whether something stays.
    #[must_use]
    pub fn keeps_something(&self) -> bool {
        self.0
            .iter()
            .any(|decided| matches!(decided.decision, Decision::Keep(_)))
    }

    /// The first day on which a duty that keeps something is over.
    #[must_use]
    pub fn looked_at_again(&self) -> Option<Date> {
        let kept = self.0.iter().filter_map(|decided| match &decided.decision {
            Decision::Keep(keep) => keep.until,
            Decision::Erase => None,
        });
        kept.min().and_then(|last| last.tomorrow().ok())
    }
}
