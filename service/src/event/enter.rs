//! A sign-up that staff enter for somebody they speak with. They vouch for it, so nothing waits to be confirmed; whoever
//! has a mailbox is written to at once, with the link by which they can leave.

use domain::event::{EventState, HOLD, Participant, SeatBy, SeatState};
use domain::mail::LinkToken;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{NewKey, NewSeat, Operation, StoreError, StoredEvent, Tx};
use uuid::Uuid;

use super::confirm::Welcome;
use super::is_open;
use super::sign_up::may_bring;
use crate::{Service, StaffActor, problem};

impl Service {
    /// Gives somebody a seat, or a place in line where none is free.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]: there is no such event, or it is
    ///   a draft.
    /// - [`Problem::SignUpClosed`], [`Problem::TooManyCompanions`]: as for those who sign up themselves.
    /// - [`Problem::AlreadySignedUp`]: the mailbox has a seat, or a place in line.
    pub async fn enter_seat(
        &self,
        actor: &StaffActor,
        event: &Uuid,
        participant: &Participant,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let stored = self.store().event(event).await.map_err(problem::of_store)?;
        let stored = stored.filter(|stored| stored.state != EventState::Draft);
        let stored = stored.ok_or(Problem::NotFound)?;
        let enter = self.draw_entry(&stored, participant, SeatBy::Staff(actor.id()))?;
        self.commit(enter).await?
    }

    fn draw_entry(
        &self,
        stored: &StoredEvent,
        participant: &Participant,
        by: SeatBy,
    ) -> Result<Enter, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let event = stored.draft.id;
        let link = self.chance().uuid_v7(now);
        Ok(Enter {
            seat: NewSeat {
                id: key.owner,
                event,
                mailbox: self.seat_mailbox(&event, &key.owner, participant.email.as_ref()),
                seats: participant.seats(),
                is_mailed: participant.email.is_some(),
                link,
                sealed: self.seal_participant(&key, participant)?,
                // Neither outlives the operation.
                expires_at: now.saturating_add(HOLD).unwrap_or(Timestamp::MAX),
                confirm: LinkToken::from_bytes(self.chance().bytes32()).hash(),
            },
            welcome: self.draw_welcome(stored, (&key, &link, participant), by)?,
            key: key.new_key(),
            now,
        })
    }
}

struct Enter {
    seat: NewSeat,
    welcome: Welcome,
    key: NewKey,
    now: Timestamp,
}

impl Enter {
    /// Why there is no place for them.
    async fn refuse(
        &self,
        tx: &mut Tx<'_>,
        event: &StoredEvent,
    ) -> Result<Option<Problem>, StoreError> {
        if !is_open(event, self.now) {
            return Ok(Some(Problem::SignUpClosed));
        }
        if !may_bring(event, self.seat.seats) {
            return Ok(Some(Problem::TooManyCompanions));
        }
        let same = tx.seats_of_mailbox(&self.seat.event, &self.seat.mailbox);
        let is_known = same.await?.iter().any(|other| other.state.is_confirmed());
        Ok(is_known.then_some(Problem::AlreadySignedUp))
    }
}

impl Operation for Enter {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(event) = tx.hold_event(&self.seat.event).await? else {
            return Ok(Err(Problem::NotFound));
        };
        if !self.welcome.is_true_of(&event) {
            // The mail tells of what is not so any more; whoever presses again sees what is.
            return Ok(Err(Problem::Unavailable));
        }
        if let Some(problem) = self.refuse(tx, &event).await? {
            return Ok(Err(problem));
        }
        let has_seat = tx.room(&event).await?.admits(self.seat.seats);
        tx.insert_seat(&self.seat, SeatState::Queued).await?;
        let seat = tx.seat(&self.seat.id).await?;
        let seat = seat.ok_or(StoreError::Unreadable("seat"))?;
        let welcome = self.welcome.write(tx, &seat.id, has_seat, seat.place);
        welcome.await?;
        Ok(Ok(()))
    }
}
