//! Moving an enquiry to another purpose: never by the way, always by somebody's decision with a reason, recorded as
//! evidence, and told to its sender.

use domain::evidence::LeafKind;
use domain::mail::Letter;
use domain::problem::Problem;
use domain::register::Key;
use domain::thread::MovedRecord;
use storage::{Access, Kept, Operation, StoreError, Tx};
use uuid::Uuid;

use super::letters::DrawnLetter;
use crate::act::Act;
use crate::{Service, StaffActor, problem};

/// The longest reason, in characters.
const MAX_REASON: usize = 500;

/// A decision to move an enquiry.
#[derive(Clone, Debug)]
pub struct MoveThread {
    /// The enquiry.
    pub thread: Uuid,
    /// The purpose it is to fall under, by its name in the register.
    pub to: Key,
    /// Why.
    pub reason: String,
}

impl Service {
    /// Moves an enquiry to another purpose. Its time counts from its last message, by that purpose's rule.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens enquiries.
    /// - [`Problem::NotFound`]: the enquiry is gone, or was moved meanwhile.
    /// - [`Problem::PurposeUnfit`]: the register has no such purpose, it does not count from the last message, or it
    ///   rests on a consent, which nobody gave.
    /// - [`Problem::MissingReason`], [`Problem::TooLarge`].
    pub async fn move_thread(&self, actor: &StaffActor, moving: MoveThread) -> Result<(), Problem> {
        self.require_enquiries(actor)?;
        let reason = moving.reason.trim();
        if reason.is_empty() {
            return Err(Problem::MissingReason);
        }
        if reason.chars().count() > MAX_REASON {
            return Err(Problem::TooLarge);
        }
        self.require_use(&moving.thread).await?;
        let thread = self.open_thread(&moving.thread).await?;
        let thread = thread.ok_or(Problem::NotFound)?;
        let mut purposes = self.register().enquiry_purposes();
        let purpose = purposes.find(|(key, _)| **key == moving.to);
        let rule = self.register().enquiry_rule(&moving.to);
        let (Some((_, purpose)), Some(rule)) = (purpose, rule) else {
            return Err(Problem::PurposeUnfit);
        };
        if moving.to == thread.stored.purpose {
            return Err(Problem::PurposeUnfit);
        }
        let now = self.now();
        let kept = self.kept_by(rule, thread.stored.last_message_at)?;
        let record = MovedRecord {
            schema: MovedRecord::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            thread: thread.id(),
            from: thread.stored.purpose.clone(),
            to: moving.to.clone(),
            reason: reason.to_owned(),
            moved_by: actor.id(),
            moved_at: now,
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let may_reveal = purpose.may_reveal;
        let title = purpose.title.get(thread.stored.language).to_owned();
        let letter = self.draw_letter_to(&thread, |token, _| Letter::ContactMoved {
            token,
            purpose: (!may_reveal).then_some(title),
            kept: kept.promise,
        })?;
        let moved = Move {
            thread: thread.id(),
            from: record.from,
            to: record.to,
            kept,
            act: self.draw_act(LeafKind::PurposeChanged, &thread.key, record.id, bytes),
            letter,
            access: self.draw_thread_access(actor, &thread.stored),
        };
        match self.commit(moved).await? {
            true => Ok(()),
            false => Err(Problem::NotFound),
        }
    }
}

struct Move {
    thread: Uuid,
    from: Key,
    to: Key,
    kept: Kept,
    act: Act,
    letter: DrawnLetter,
    access: Access,
}

impl Operation for Move {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.move_thread(&self.thread, &self.from, &self.to).await? {
            return Ok(false);
        }
        tx.promise_thread(&self.thread, &self.kept).await?;
        self.act.write(tx).await?;
        self.letter.write(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(true)
    }
}
