//! Marking a passage as special-category (Article 9): hidden at once, gone within a day. What the message was before
//! is sealed with a key that is destroyed at once, so no copy of it can be opened; the passage gets a key of its own.

use std::ops::Range;

use domain::erasure::ErasureRule;
use domain::mail::Letter;
use domain::problem::Problem;
use domain::thread::{Visibility, cut, find_quoted, hidden_until};
use storage::{Access, NewKey, NewPassage, Operation, StoreError, Tx};
use uuid::Uuid;

use super::letters::DrawnLetter;
use crate::erasure::Erase;
use crate::{Service, StaffActor, problem};

impl Service {
    /// Hides what is quoted of an enquiry, where it first stands, tells its sender, and deletes it after 24 hours
    /// unless they ask us to keep it. To look for it is a look at the enquiry.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens enquiries.
    /// - [`Problem::NotFound`]: the enquiry is gone.
    /// - [`Problem::NothingMarked`]: no part that is seen holds these words.
    pub async fn mark_quoted(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        quoted: &str,
    ) -> Result<(), Problem> {
        self.require_enquiries(actor)?;
        let thread = self.look_at_thread(actor, thread).await?;
        let passages = self.store().passages_of(&thread.id()).await;
        let passages = passages.map_err(problem::of_store)?.into_iter();
        for passage in passages.filter(|passage| passage.visibility == Visibility::Plain) {
            let words = self.open_passage(&thread.key, &passage).await?;
            let range = words.and_then(|words| find_quoted(&words, quoted));
            if let Some(range) = range {
                return self.mark_passage(actor, &passage.id, Some(range)).await;
            }
        }
        Err(Problem::NothingMarked)
    }

    /// Hides the characters of `range` in a passage, or all of it, tells its sender, and deletes them after 24 hours
    /// unless they ask us to keep them.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens enquiries.
    /// - [`Problem::NothingMarked`]: the range names no words.
    /// - [`Problem::PassageGone`]: the passage is gone, or is hidden or kept already.
    /// - [`Problem::UseStopped`]: a case stops the use of its enquiry.
    pub async fn mark_passage(
        &self,
        actor: &StaffActor,
        passage: &Uuid,
        range: Option<Range<usize>>,
    ) -> Result<(), Problem> {
        self.require_enquiries(actor)?;
        let mark = self.draw_mark(actor, passage, range).await?;
        self.commit(mark).await??;
        // The mark stands; what could not be destroyed now is destroyed by the next sweep or start.
        self.finish_erasures().await.map_err(problem::of_store)?;
        Ok(())
    }

    async fn draw_mark(
        &self,
        actor: &StaffActor,
        passage: &Uuid,
        range: Option<Range<usize>>,
    ) -> Result<Mark, Problem> {
        let stored = self.store().passage(passage).await;
        let stored = stored.map_err(problem::of_store)?;
        let stored = stored.filter(|passage| passage.visibility == Visibility::Plain);
        let stored = stored.ok_or(Problem::PassageGone)?;
        self.require_use(&stored.thread).await?;
        let thread = self.open_thread(&stored.thread).await?;
        let thread = thread.ok_or(Problem::PassageGone)?;
        let words = self.open_passage(&thread.key, &stored).await?;
        let words = words.ok_or(Problem::PassageGone)?;
        let range = range.unwrap_or_else(|| 0..words.chars().count());
        let cut = cut(&words, range).map_err(|_| Problem::NothingMarked)?;
        let now = self.now();
        let gone_at = hidden_until(now);
        let parts = [
            (cut.before, None),
            (cut.marked, Some(gone_at)),
            (cut.after, None),
        ];
        let parts = parts
            .into_iter()
            .zip(stored.place..)
            .map(|((words, hidden_until), place)| {
                let key = self.draw_key(self.chance().uuid_v7(now));
                let part = NewPassage {
                    id: key.owner,
                    thread: stored.thread,
                    message: stored.message,
                    place,
                    hidden_until,
                    content: self.seal_passage(&thread.key, &key, &words),
                };
                (part, key.new_key(), words.is_empty())
            });
        let parts: Vec<_> = parts.filter(|(.., is_empty)| !is_empty).collect();
        let gone_at = self.local(gone_at);
        Ok(Mark {
            thread: stored.thread,
            passage: stored.id,
            message: stored.message,
            place: stored.place,
            keys: parts.iter().map(|(_, key, _)| key.clone()).collect(),
            parts: parts.into_iter().map(|(part, ..)| part).collect(),
            erase: self.draw_erasure(stored.id, ErasureRule::MarkedSensitive),
            letter: self
                .draw_letter_to(&thread, |token, _| Letter::ContactHidden { token, gone_at })?,
            access: self.draw_thread_access(actor, &thread.stored),
        })
    }
}

struct Mark {
    thread: Uuid,
    passage: Uuid,
    message: Uuid,
    place: u32,
    parts: Vec<NewPassage>,
    keys: Vec<NewKey>,
    erase: Erase,
    letter: DrawnLetter,
    access: Access,
}

impl Operation for Mark {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        self.keys.clone()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        // Two who mark at once come one after the other, and the second finds the passage gone.
        if !tx.hold_thread(&self.thread).await? || tx.passage(&self.passage).await?.is_none() {
            return Ok(Err(Problem::PassageGone));
        }
        self.erase.decide(tx).await?;
        tx.make_room(&self.message, self.place).await?;
        for part in &self.parts {
            tx.insert_passage(part).await?;
        }
        self.letter.write(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(Ok(()))
    }
}
