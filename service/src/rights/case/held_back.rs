//! What a case holds back: an objection or a restriction stops the use of what it is about (Article 18), and while somebody
//! may still have to be shown or asked about something, no marked part of it goes.

use domain::problem::Problem;
use domain::register::{Assurance, LegalBasis};
use domain::rights::{By, Case, Door, Happened, Reason, Right, What};
use domain::staff::{AccessAction, AccessReason, Area};
use storage::{Access, CaseHold, CaseStep, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::rights::Whose;
use crate::{Look, Service, StaffActor, StaffThread, problem};

impl Service {
    /// What `case` holds back as it stands. `person` is whose it is, where a second factor showed that.
    pub(super) async fn draw_case_hold(
        &self,
        case: &Case,
        person: Option<Uuid>,
    ) -> Result<CaseHold, Problem> {
        let Some(email) = &case.asker.email else {
            return Ok(CaseHold::default());
        };
        let stops_use = case.restricts();
        if !stops_use && !may_be_shown(case) {
            return Ok(CaseHold::default());
        }
        let only_objected = stops_use && !is_asked_to_stop_all(case);
        let whose = Whose {
            email,
            assurance: Assurance::SecondFactor,
            person,
        };
        let held = self.held_of(&whose).await?;
        let things = held.things.into_iter();
        let things = things.filter(|thing| {
            thing.is_erasable() && (!only_objected || self.can_be_objected_to(&thing.purpose))
        });
        Ok(CaseHold {
            things: things.map(|thing| thing.id).collect(),
            stops_use,
        })
    }

    /// Whether a use rests on a balancing of interests or a public task, which can be objected to (Article 21(1)).
    fn can_be_objected_to(&self, purpose: &str) -> bool {
        let purpose = self.register().register().purpose.get(purpose);
        purpose.is_some_and(|purpose| {
            matches!(
                purpose.basis,
                LegalBasis::LegitimateInterest { .. } | LegalBasis::PublicTask { .. }
            )
        })
    }

    /// Lets through the use of a thing that no case stops.
    ///
    /// # Errors
    /// [`Problem::UseStopped`]; [`Problem::Unavailable`].
    pub(crate) async fn require_use(&self, thing: &Uuid) -> Result<(), Problem> {
        let stopped = self.store().is_use_stopped(thing).await;
        match stopped.map_err(problem::of_store)? {
            true => Err(Problem::UseStopped),
            false => Ok(()),
        }
    }

    /// The cases that stop the use of a thing, as far as a role of theirs opens cases; none where it may be used.
    pub(crate) async fn stopped_by(
        &self,
        actor: &StaffActor,
        thing: &Uuid,
    ) -> Result<Option<Vec<Uuid>>, Problem> {
        let cases = self.store().cases_that_stop(thing).await;
        let cases = cases.map_err(problem::of_store)?;
        Ok((!cases.is_empty()).then(|| opened_by(actor, cases)))
    }

    /// Notes that a thing whose use is stopped is used once, through a door of Article 18(2). Which, and why, stands in
    /// each case that stops it, for the person to see.
    pub(crate) async fn note_use_through(
        &self,
        actor: &StaffActor,
        thing: &Uuid,
        (door, reason): (Door, Reason),
    ) -> Result<(), Problem> {
        let cases = self.store().cases_that_stop(thing).await;
        let happened = Happened {
            by: By::Staff(actor.id()),
            right: None,
            what: What::UsedThrough(door),
            words: Some(reason),
        };
        let mut notes = Vec::new();
        for case in cases.map_err(problem::of_store)? {
            let Some(open) = self.open_case(&case).await? else {
                continue;
            };
            let look = Look {
                thing: case,
                purpose: self.cases_purpose()?.key,
                action: AccessAction::Changed,
                reason: AccessReason::Task,
            };
            notes.push((
                case,
                self.draw_happened(&open.key, &happened)?,
                self.access(actor.id(), look),
            ));
        }
        self.commit(NoteUse(notes)).await
    }

    /// An enquiry whose use is stopped, read through a door of Article 18(2).
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn read_through_door(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        through: (Door, Reason),
    ) -> Result<StaffThread, Problem> {
        actor.require(Area::Enquiries)?;
        self.note_use_through(actor, thread, through).await?;
        self.staff_thread_noted(actor, thread).await
    }
}

/// `cases`, for whoever may open them: to others it is not said which they are.
fn opened_by(actor: &StaffActor, cases: Vec<Uuid>) -> Vec<Uuid> {
    match actor.require(Area::Rights) {
        Ok(()) => cases,
        Err(_) => Vec::new(),
    }
}

/// Whether a request is open that may still have to show or decide about what is held.
fn may_be_shown(case: &Case) -> bool {
    let mut requests = case.requests().iter();
    requests.any(|request| {
        let is_such = matches!(
            request.right(),
            Right::Access | Right::Erasure | Right::Restriction | Right::Objection
        );
        is_such && request.status().is_unanswered()
    })
}

/// Whether the use of everything is stopped, and not only what can be objected to.
fn is_asked_to_stop_all(case: &Case) -> bool {
    let mut requests = case.requests().iter();
    requests.any(|request| request.restricts() && request.right() == Right::Restriction)
}

struct NoteUse(Vec<(Uuid, CaseStep, Access)>);

impl Operation for NoteUse {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (case, step, access) in &self.0 {
            tx.insert_rights_step(case, step).await?;
            tx.log_access(access).await?;
        }
        Ok(())
    }
}
