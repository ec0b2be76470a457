//! What is read and written so that people hear of their event once each: that it was moved, that it is soon, that it is
//! over; until when each of them is kept; and where they go in.

use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{event_room, seat, seat_mail, seat_move};
use crate::{Moved, SeatMove, Store, StoreError, StoredEvent, StoredSeat, Tx};

impl Store {
    /// Who is to be forgotten by `now`: by what they were told, or because the event ended before another instant. Those
    /// of one event come together; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_to_forget(
        &self,
        now: Timestamp,
        ended_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredSeat>, StoreError> {
        let mut reader = self.reader().await?;
        seat_move::due(&mut reader.connection(), now, ended_before, limit).await
    }

    /// Who signed up for an event that was moved, and is not over by `now`, and was not told; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_untold_of_move(
        &self,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredSeat>, StoreError> {
        seat_move::untold(&mut self.reader().await?.connection(), now, limit).await
    }

    /// What somebody knows of their event, if it was moved after they signed up.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seat_move(&self, seat: &Uuid) -> Result<Option<SeatMove>, StoreError> {
        seat_move::of_seat(&mut self.reader().await?.connection(), seat).await
    }

    /// The link to the room of a webinar, if it has one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn event_room(&self, event: &Uuid) -> Result<Option<String>, StoreError> {
        event_room::of_event(&mut self.reader().await?.connection(), event).await
    }

    /// Events that are held and begin after one instant, and not after another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_starting(
        &self,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let mut reader = self.reader().await?;
        let statement = &seat_mail::STARTS_BETWEEN;
        seat_mail::between(&mut reader.connection(), statement, after, until).await
    }

    /// Events that were held and ended after one instant, and not after another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_ended(
        &self,
        after: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let mut reader = self.reader().await?;
        let statement = &seat_mail::ENDED_BETWEEN;
        seat_mail::between(&mut reader.connection(), statement, after, until).await
    }

    /// Who has a seat, knew before an instant when the event is, and was not reminded of it; at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_to_remind(
        &self,
        event: &Uuid,
        knew_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<StoredSeat>, StoreError> {
        let mut reader = self.reader().await?;
        seat_mail::to_remind(&mut reader.connection(), event, knew_before, limit).await
    }

    /// Who had a seat and was not thanked, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn seats_to_thank(
        &self,
        event: &Uuid,
        limit: u32,
    ) -> Result<Vec<StoredSeat>, StoreError> {
        seat_mail::to_thank(&mut self.reader().await?.connection(), event, limit).await
    }
}

impl Tx<'_> {
    /// How many have confirmed at an event that the operation holds, with a seat or without.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_confirmed(&mut self, event: &Uuid) -> Result<u64, StoreError> {
        seat::count_confirmed(&mut self.connection, event).await
    }

    /// Sets the link to the room of a webinar; none is there any more without one.
    ///
    /// # Errors
    /// When the database fails, or there is no such event.
    pub async fn set_event_room(
        &mut self,
        event: &Uuid,
        link: Option<&str>,
    ) -> Result<(), StoreError> {
        event_room::set(&mut self.connection, event, link).await
    }

    /// Notes for everybody who has confirmed that the event, which the operation holds, was moved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_move(&mut self, event: &Uuid, moved: &Moved) -> Result<(), StoreError> {
        seat_move::moved(&mut self.connection, event, moved).await
    }

    /// Notes that somebody is told at `at` that the event was moved, and that what was promised before holds until
    /// `holds_until`; false when they were told before, or are gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_of_move(
        &mut self,
        seat: &Uuid,
        at: Timestamp,
        holds_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let is_new =
            seat::change_at(&mut self.connection, &seat_move::TELL, seat, holds_until).await?;
        if is_new {
            self.note_known(seat, at).await?;
        }
        Ok(is_new)
    }

    /// Notes since when somebody knows when the event is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_known(&mut self, seat: &Uuid, at: Timestamp) -> Result<(), StoreError> {
        seat::change_at(&mut self.connection, &seat_mail::KNOWS, seat, at).await?;
        Ok(())
    }

    /// Notes that somebody is reminded; false when they were before, have no seat, or are gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_seat(&mut self, seat: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        seat::change_at(&mut self.connection, &seat_mail::REMIND, seat, at).await
    }

    /// Notes that somebody is thanked; false when they were before, had no seat, or are gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn thank_seat(&mut self, seat: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        seat::change_at(&mut self.connection, &seat_mail::THANK, seat, at).await
    }
}
