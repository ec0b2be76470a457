//! What a request for access keeps of things whose time is up while it waits: each as it was, sealed with the key of the
//! case, for that answer alone. The answer tells what was there when it was asked for; nobody uses it for anything else.

use domain::canonical;
use domain::held::{HeldThing, KeptFor, What};
use domain::problem::Problem;
use domain::rights::{Case, Right};
use domain::text::Language;
use jiff::ToSpan as _;
use jiff::civil::Date;
use storage::{CaseCopy, Operation, StoreError, StoredCase, Tx};
use uuid::Uuid;

use super::opened::OpenCase;
use crate::rights::Whose;
use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// How many days before its time is up a thing is copied: more than lie between two of the day's works.
const DAYS_AHEAD: i64 = 2;

/// Something whose time is up before the answer has to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingThing {
    /// What it is, in the language of staff.
    pub what: String,
    /// The last day it is kept; nothing when only the copy is left.
    pub last_day: Option<Date>,
}

/// Whether a request for access waits for its answer.
pub(super) fn awaits_access(case: &Case) -> bool {
    let mut requests = case.requests().iter();
    requests.any(|request| request.right() == Right::Access && request.status().is_unanswered())
}

const fn copy_place(thing: Uuid) -> Place {
    Place {
        table: "case_copy",
        column: "content",
        record: thing,
    }
}

/// The last day that a thing is kept, if it has one. Cases and visits are not copied: an open case stays.
fn last_day(thing: &HeldThing) -> Option<Date> {
    match (&thing.what, thing.kept) {
        (What::Case { .. } | What::Visit, _) => None,
        (_, KeptFor::Until(promise)) => Some(promise.last_day),
        _ => None,
    }
}

impl Service {
    /// Copies what is about to go while a request for access waits. Comes before anything is erased for its time. A case
    /// that cannot be read is told in the log; the others go on.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn keep_copies_for_answers(&self) -> Result<(), StoreError> {
        if self.register().rights().is_none() {
            return Ok(());
        }
        for stored in self.store().open_rights_cases(u32::MAX).await? {
            let id = stored.id;
            if let Err(problem) = self.keep_copies_for(stored).await {
                tracing::error!(case = %id, problem = problem.code(), "what a case has to answer with cannot be copied");
            }
        }
        Ok(())
    }

    async fn keep_copies_for(&self, stored: StoredCase) -> Result<(), Problem> {
        let Some(open) = self.open_stored_case(stored).await? else {
            return Ok(());
        };
        if !awaits_access(&open.case) || open.case.asker.email.is_none() {
            return Ok(());
        }
        let soon = self.today().saturating_add(DAYS_AHEAD.days());
        let things = self.held_about(&open).await?.things.into_iter();
        let ending = things.filter(|thing| last_day(thing).is_some_and(|day| day <= soon));
        let copies: Result<Vec<CaseCopy>, Problem> = ending
            .map(|thing| self.draw_copy(&open.key, thing))
            .collect();
        let keep = KeepCopies {
            case: open.id(),
            copies: copies?,
        };
        self.commit(keep).await
    }

    fn draw_copy(&self, key: &OwnerKey, thing: HeldThing) -> Result<CaseCopy, Problem> {
        let id = thing.id;
        let bytes = canonical::to_bytes(&thing.for_answer()).map_err(problem::of_form)?;
        Ok(CaseCopy {
            thing: id,
            content: self.seal_for(key, copy_place(id), &bytes),
            made_at: self.now(),
        })
    }

    /// The copies that wait for answers to them.
    pub(crate) async fn copies_for_answers(
        &self,
        whose: &Whose<'_>,
    ) -> Result<Vec<HeldThing>, Problem> {
        let mut copies = Vec::new();
        for open in self.open_cases_of(whose).await? {
            let stored = self.store().case_copies(&open.id()).await;
            for copy in stored.map_err(problem::of_store)? {
                copies.push(open_copy(&open.key, &copy)?);
            }
        }
        Ok(copies)
    }

    /// What is gone, or will be, before the answer to a request for access has to be there.
    pub(super) async fn ending_before_answer(
        &self,
        open: &OpenCase,
        language: Language,
    ) -> Result<Vec<EndingThing>, Problem> {
        if !awaits_access(&open.case) || open.case.asker.email.is_none() {
            return Ok(Vec::new());
        }
        // The law's date, and not the promise: until then the answer may wait.
        let Some(dates) = open.case.first_dates(self.today(), None) else {
            return Ok(Vec::new());
        };
        let due = dates.work_to();
        let mut held = self.held_about(open).await?;
        held.things
            .retain(|thing| thing.is_copy() || last_day(thing).is_some_and(|day| day < due));
        let titles = self.titles_of(&held, language).into_iter();
        let ending = titles.map(|(id, what)| EndingThing {
            last_day: held
                .things
                .iter()
                .find(|thing| thing.id == id)
                .and_then(last_day),
            what,
        });
        Ok(ending.collect())
    }
}

fn open_copy(key: &OwnerKey, copy: &CaseCopy) -> Result<HeldThing, Problem> {
    let opened = key.open(copy_place(copy.thing), &copy.content);
    let read = opened.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.ok_or_else(|| problem::missing("a copy for an answer"))
}

struct KeepCopies {
    case: Uuid,
    copies: Vec<CaseCopy>,
}

impl Operation for KeepCopies {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for copy in &self.copies {
            tx.keep_case_copy(&self.case, copy).await?;
        }
        Ok(())
    }
}
