//! Beginning a secure thread: beside a rights case, which has one, or alone.

use domain::problem::Problem;
use domain::register::{Key, LegalBasis};
use domain::secure::Correspondent;
use domain::staff::{AccessAction, Area};
use jiff::Timestamp;
use storage::{Access, NewKey, NewSecureThread, Operation, StoreError, StoredSecureThread, Tx};
use uuid::Uuid;

use super::opened::{look, thread_place};
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
        let mut drawn = self.draw_secure_thread(begin)?;
        let stored = StoredSecureThread {
            id: drawn.new.id,
            case: begin.case,
            person: begin.person,
            purpose: begin.purpose.clone(),
            content: Vec::new(),
            begun_at: drawn.new.begun_at,
            last_message_at: drawn.new.begun_at,
        };
        drawn.access = Some(self.access(actor.id(), look(&stored, AccessAction::Changed)));
        self.commit(drawn).await
    }

    /// Draws the thread that `begin` asks for.
    pub(crate) fn draw_secure_thread(&self, begin: &BeginSecure) -> Result<BeginThread, Problem> {
        let now = self.now();
        let due_at = match begin.case {
            Some(_) => None,
            None => Some(self.secure_due(&begin.purpose, now)?),
        };
        let key = self.draw_key(self.chance().uuid_v7(now));
        let id = key.owner;
        let to = serde_json::to_vec(&begin.to).map_err(|_| Problem::Fault)?;
        Ok(BeginThread {
            new: NewSecureThread {
                id,
                case: begin.case,
                person: begin.person,
                purpose: begin.purpose.clone(),
                content: self.seal_for(&key, thread_place(id), &to),
                begun_at: now,
                due_at,
            },
            key: key.new_key(),
            access: None,
        })
    }

    /// When a thread under `purpose` that stands alone goes, if its last message is sent at `at`.
    pub(super) fn secure_due(&self, purpose: &str, at: Timestamp) -> Result<Timestamp, Problem> {
        let register = self.register();
        let rests_on_consent = register
            .register()
            .purpose
            .get(purpose)
            .is_none_or(|purpose| purpose.basis == LegalBasis::Consent);
        let rule = register.enquiry_rule(purpose);
        let rule = rule.filter(|_| !rests_on_consent);
        let rule = rule.ok_or(Problem::PurposeUnfit)?;
        let promise = domain::thread::Promise::of(rule, self.day_of(at));
        let day = promise.and_then(|promise| promise.goes_on());
        day.ok()
            .and_then(|day| self.start_of(day))
            .ok_or_else(|| problem::missing("a date within the calendar"))
    }
}

/// Begins a thread, unless its case has one. Gives the id of the thread that there is then.
#[derive(Clone)]
pub(crate) struct BeginThread {
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
