//! Events and who signed up for them, read and written.

use domain::canonical::Digest;
use domain::event::{Room, SeatState};
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{event, seat, seat_answers};
use crate::{
    EventDraft, NewAnswers, NewSeat, SeatAnswers, SeatLink, Store, StoreError, StoredEvent,
    StoredSeat, Tx,
};

impl Store {
    /// The event with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event(&self, id: &Uuid) -> Result<Option<StoredEvent>, StoreError> {
        event::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// How full an event is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn room(&self, event: &StoredEvent) -> Result<Room, StoreError> {
        event::room(&mut self.reader().await?.connection(), event).await
    }

    /// Events that everybody may see and that end after an instant, those that begin first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn coming_events(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        event::coming(&mut self.reader().await?.connection(), now, limit).await
    }

    /// Events before another, those written last first, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn latest_events(
        &self,
        before: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        event::latest(&mut self.reader().await?.connection(), before, limit).await
    }

    /// The seat that a link finds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seat(&self, link: SeatLink) -> Result<Option<StoredSeat>, StoreError> {
        seat::by_link(&mut self.reader().await?.connection(), link).await
    }

    /// Who signed up for an event, in that order, confirmed or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_of(&self, event: &Uuid) -> Result<Vec<StoredSeat>, StoreError> {
        seat::of_event(&mut self.reader().await?.connection(), event).await
    }

    /// How many wait before a place in line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn before_in_line(&self, seat: &StoredSeat) -> Result<u64, StoreError> {
        let mut reader = self.reader().await?;
        seat::before_in_line(&mut reader.connection(), &seat.event, seat.place).await
    }

    /// The answers of a seat that stand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answers_of_seat(&self, seat: &Uuid) -> Result<Option<SeatAnswers>, StoreError> {
        seat_answers::of_seat(&mut self.reader().await?.connection(), seat).await
    }

    /// The answers that stand of those who signed up for an event, confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answers_of_event(&self, event: &Uuid) -> Result<Vec<SeatAnswers>, StoreError> {
        seat_answers::of_event(&mut self.reader().await?.connection(), event).await
    }

    /// Answers that are due, at most `limit`: by what was promised, or because the event ended before an instant.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_answers(
        &self,
        now: Timestamp,
        ended_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<SeatAnswers>, StoreError> {
        let mut reader = self.reader().await?;
        seat_answers::due(&mut reader.connection(), now, ended_before, limit).await
    }

    /// Whoever waits first at an event that begins after `now` and has room for them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_in_line(&self, now: Timestamp) -> Result<Option<StoredSeat>, StoreError> {
        seat::next_in_line(&mut self.reader().await?.connection(), now).await
    }

    /// Sign-ups that nobody confirmed and offers that nobody took by `now`, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_run_out(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredSeat>, StoreError> {
        seat::ran_out(&mut self.reader().await?.connection(), now, limit).await
    }

    /// Who signed up for an event that was cancelled and was not told, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn untold_seats(&self, limit: u32) -> Result<Vec<StoredSeat>, StoreError> {
        seat::untold(&mut self.reader().await?.connection(), limit).await
    }
}

impl Tx<'_> {
    /// Stores a new draft.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_event(&mut self, draft: &EventDraft) -> Result<(), StoreError> {
        event::write(&mut self.connection, &event::INSERT, draft).await?;
        Ok(())
    }

    /// Changes an event; once it is published, calendars count that.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edit_event(&mut self, draft: &EventDraft) -> Result<bool, StoreError> {
        event::write(&mut self.connection, &event::EDIT, draft).await
    }

    /// Shows a draft to everybody; false when it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn publish_event(&mut self, id: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        event::change_at(&mut self.connection, &event::PUBLISH, id, at).await
    }

    /// Cancels an event that is published; false when it is not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cancel_event(&mut self, id: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        event::change_at(&mut self.connection, &event::CANCEL, id, at).await
    }

    /// Deletes a draft; false when it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_event_draft(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        event::change(&mut self.connection, &event::DELETE_DRAFT, id).await
    }

    /// Counts who had a seat, before it is forgotten who they were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_who_came(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        event::change(&mut self.connection, &event::FORGET, id).await
    }

    /// The event with this id. It and its seats stay as they are until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_event(&mut self, id: &Uuid) -> Result<Option<StoredEvent>, StoreError> {
        event::hold(&mut self.connection, id).await
    }

    /// How full an event is that the operation holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn room(&mut self, event: &StoredEvent) -> Result<Room, StoreError> {
        event::room(&mut self.connection, event).await
    }

    /// Whether anybody signed up for an event, confirmed or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_seats(&mut self, event: &Uuid) -> Result<bool, StoreError> {
        seat::is_any(&mut self.connection, event).await
    }

    /// Stores a sign-up, with the next number in the order of signing up. The operation holds the event.
    ///
    /// # Errors
    /// When the database fails, or holds the same id already.
    pub async fn insert_seat(&mut self, new: &NewSeat, state: SeatState) -> Result<(), StoreError> {
        let place = event::next_place(&mut self.connection, &new.event).await?;
        seat::insert(&mut self.connection, new, state, place).await
    }

    /// The seat with this id. It stays as it is while the operation holds its event.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seat(&mut self, id: &Uuid) -> Result<Option<StoredSeat>, StoreError> {
        seat::by_id(&mut self.connection, id).await
    }

    /// What stands under a mailbox at an event, as [`Self::seat`], in the order of signing up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_of_mailbox(
        &mut self,
        event: &Uuid,
        mailbox: &Digest,
    ) -> Result<Vec<StoredSeat>, StoreError> {
        seat::of_mailbox(&mut self.connection, event, mailbox).await
    }

    /// Whether another sign-up of the same mailbox kept a seat unconfirmed; it does not any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_up_hold(&mut self, seat: &StoredSeat) -> Result<bool, StoreError> {
        seat::give_up_hold(&mut self.connection, seat).await
    }

    /// Confirms a sign-up, which from now on stands so and is found by its page's link.
    ///
    /// # Errors
    /// When the database fails, or the mailbox has another at the event that is confirmed.
    pub async fn confirm_seat(
        &mut self,
        id: &Uuid,
        state: SeatState,
        place: i64,
        page: &Digest,
    ) -> Result<(), StoreError> {
        seat::confirm(&mut self.connection, id, state, place, page).await
    }

    /// Keeps a free seat for somebody who waits until an instant; false when they do not wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn offer_seat(&mut self, id: &Uuid, until: Timestamp) -> Result<bool, StoreError> {
        seat::change_at(&mut self.connection, &seat::OFFER, id, until).await
    }

    /// Gives somebody the seat that is kept for them; false when none is by `now`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accept_seat(&mut self, id: &Uuid, now: Timestamp) -> Result<bool, StoreError> {
        seat::change_at(&mut self.connection, &seat::ACCEPT, id, now).await
    }

    /// Stores somebody's answers. The operation holds the event.
    ///
    /// # Errors
    /// When the database fails, or the seat has answers that stand.
    pub async fn insert_seat_answers(&mut self, new: &NewAnswers) -> Result<(), StoreError> {
        seat_answers::insert(&mut self.connection, new).await
    }

    /// The answers of a seat that stand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answers_of_seat(
        &mut self,
        seat: &Uuid,
    ) -> Result<Option<SeatAnswers>, StoreError> {
        seat_answers::of_seat(&mut self.connection, seat).await
    }

    /// Puts the proof of the consent behind answers; false when they have one, or are gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prove_seat_answers(
        &mut self,
        id: &Uuid,
        proof: &Uuid,
    ) -> Result<bool, StoreError> {
        seat_answers::prove(&mut self.connection, id, proof).await
    }

    /// Notes that somebody is told that the event is cancelled; false when they were before, or are gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_seat(&mut self, id: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        seat::change_at(&mut self.connection, &seat::TELL, id, at).await
    }
}
