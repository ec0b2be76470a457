//! Beginning a secure thread: beside a rights case, which has one, or alone. A person begins one by themselves in `start.rs`.

use domain::problem::Problem;
use domain::register::{Key, LegalBasis};
use domain::secure::Correspondent;
use domain::staff::{AccessAction, Area};
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{Access, NewKey, NewSecureThread, Operation, StoreError, StoredSecureThread, Tx};
use uuid::Uuid;

use super::opened::{OpenSecure, look, thread_place};
use crate::{Service, StaffActor, problem};

/// A secure thread to begin.
#[derive(Clone, Debug)]
pub struct BeginSecure {
    /// Whose it is.
    pub person: Uuid,
    /// The rights case that it belongs to, and goes with; none for one that stands alone.
    pub case: Option<Uuid>,
    /// The purpose of the register that it falls under. Alone, it is one that counts from the last message and rests on
    /// no consent, which nobody gave.
    pub purpose: Key,
    /// Whom mails about it go to.
    pub to: Correspondent,
}

impl Service {
    /// Begins a secure thread; the one of its case, if that has one. Returns its id.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens requests.
    /// - [`Problem::PurposeUnfit`]: the register does not say when messages under that purpose go.
    pub async fn begin_secure(
        &self,
        actor: &StaffActor,
        begin: &BeginSecure,
    ) -> Result<Uuid, Problem> {
        actor.require(Area::Rights)?;
        let (thread, mut drawn) = self.draw_secure_thread(begin)?;
        let look = look(&thread.stored, AccessAction::Changed);
        drawn.access = Some(self.access(actor.id(), look));
        self.commit(drawn).await
    }

    /// Draws the thread that `begin` asks for, as it is once it is begun.
    pub(super) fn draw_secure_thread(
        &self,
        begin: &BeginSecure,
    ) -> Result<(OpenSecure, BeginThread), Problem> {
        let now = self.now();
        let due_at = match begin.case {
            Some(_) => None,
            None => Some(self.secure_due(&begin.purpose, now)?),
        };
        let key = self.draw_key(self.chance().uuid_v7(now));
        let id = key.owner;
        let to = serde_json::to_vec(&begin.to).map_err(|_| Problem::Fault)?;
        let new = NewSecureThread {
            id,
            case: begin.case,
            person: begin.person,
            purpose: begin.purpose.clone(),
            content: self.seal_for(&key, thread_place(id), &to),
            begun_at: now,
            due_at,
        };
        let drawn = BeginThread {
            key: key.new_key(),
            access: None,
            new,
        };
        let stored = StoredSecureThread {
            id,
            case: begin.case,
            person: begin.person,
            purpose: begin.purpose.clone(),
            content: drawn.new.content.clone(),
            begun_at: now,
            last_message_at: now,
            due_at,
        };
        let thread = OpenSecure {
            stored,
            key,
            correspondent: begin.to.clone(),
        };
        Ok((thread, drawn))
    }

    /// Until when a thread under `purpose` that stands alone is kept, if its last message is sent at `at`.
    ///
    /// # Errors
    /// [`Problem::PurposeUnfit`]: the register does not say when messages under that purpose go.
    pub(super) fn secure_kept(&self, purpose: &str, at: Timestamp) -> Result<Promise, Problem> {
        let register = self.register();
        let rests_on_consent = register
            .register()
            .purpose
            .get(purpose)
            .is_none_or(|purpose| purpose.basis == LegalBasis::Consent);
        let rule = register.enquiry_rule(purpose);
        let rule = rule.filter(|_| !rests_on_consent);
        let rule = rule.ok_or(Problem::PurposeUnfit)?;
        Promise::of(rule, self.day_of(at)).map_err(|_| beyond_the_calendar())
    }

    /// When such a thread goes.
    pub(super) fn secure_due(&self, purpose: &str, at: Timestamp) -> Result<Timestamp, Problem> {
        let day = self.secure_kept(purpose, at)?.goes_on();
        day.ok()
            .and_then(|day| self.start_of(day))
            .ok_or_else(beyond_the_calendar)
    }
}

fn beyond_the_calendar() -> Problem {
    problem::missing("a date within the calendar")
}

/// Begins a thread, unless its case has one. Gives the id of the thread that there is then.
#[derive(Clone)]
pub(super) struct BeginThread {
    new: NewSecureThread,
    key: NewKey,
    access: Option<Access>,
}

impl Operation for BeginThread {
    type Output = Uuid;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Uuid, StoreError> {
        if let Some(case) = &self.new.case
            && let Some(thread) = tx.secure_thread_of_case(case).await?
        {
            return Ok(thread.id);
        }
        tx.insert_secure_thread(&self.new).await?;
        if let Some(access) = &self.access {
            tx.log_access(access).await?;
        }
        Ok(self.new.id)
    }
}
