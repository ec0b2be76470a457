//! What is known of somebody who signed up, sealed in the seat's row, the hash their mailbox is found by, and the link
//! to their page.

use domain::canonical::Digest;
use domain::event::{DoorCode, Event, Participant, SeatPromise, SeatState};
use domain::mail::{AboutCalendar, AboutEvent, Envelope, Letter, LinkToken, MailAddress};
use domain::problem::Problem;
use storage::{NewMail, StoreError, StoredEvent, StoredSeat};
use uuid::Uuid;

use super::content;
use crate::sealing::{OwnerKey, Place};
use crate::{MailFor, Service, problem};

/// A seat whose content was opened.
pub(super) struct Opened {
    pub(super) stored: StoredSeat,
    pub(super) key: OwnerKey,
    pub(super) participant: Participant,
}

const fn place(seat: Uuid) -> Place {
    Place {
        table: "seat",
        column: "content",
        record: seat,
    }
}

impl Service {
    /// What a seat is found by without its address being stored. The same mailbox has another one at each event, and
    /// whoever has none is found by nothing but the seat.
    pub(super) fn seat_mailbox(
        &self,
        event: &Uuid,
        seat: &Uuid,
        address: Option<&MailAddress>,
    ) -> Digest {
        let root = self.root_key();
        match address {
            Some(address) => {
                let mailbox = address.mailbox();
                root.derive("seat mailbox v1", &[event.as_bytes(), mailbox.as_bytes()])
            }
            None => root.derive("seat without mailbox v1", &[seat.as_bytes()]),
        }
    }

    /// What whoever has this seat says at the door.
    pub(super) fn door_code(&self, seat: &Uuid) -> DoorCode {
        let hash = self.root_key().derive("door code v1", &[seat.as_bytes()]);
        DoorCode::of(&hash)
    }

    /// The link to the page of the seat with this link id: derived, so that it need not be stored itself.
    pub(super) fn seat_link(&self, link: &Uuid) -> LinkToken {
        let derived = self
            .root_key()
            .derive("seat page link v1", &[link.as_bytes()]);
        LinkToken::from_bytes(derived.0)
    }

    pub(super) fn seal_participant(
        &self,
        key: &OwnerKey,
        participant: &Participant,
    ) -> Result<Vec<u8>, Problem> {
        let content = domain::canonical::to_bytes(participant).map_err(problem::of_form)?;
        Ok(self.seal_for(key, place(key.owner), &content))
    }

    /// Opens a seat; none when its key is erased.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when it or its key is damaged; when the key store fails.
    pub(super) async fn open_seat(&self, stored: StoredSeat) -> Result<Option<Opened>, StoreError> {
        let Some(key) = self.owner_key(&stored.id).await? else {
            return Ok(None);
        };
        let content = key.open(place(stored.id), &stored.sealed);
        let participant = content
            .and_then(|content| serde_json::from_slice(&content).ok())
            .ok_or(StoreError::Unreadable("seat.content"))?;
        Ok(Some(Opened {
            stored,
            key,
            participant,
        }))
    }

    /// Opens a seat that others wait behind: what is damaged is told in the log and is none.
    pub(super) async fn open_seat_if_whole(
        &self,
        stored: StoredSeat,
    ) -> Result<Option<Opened>, Problem> {
        match self.open_seat(stored).await {
            Err(error @ StoreError::Unreadable(_)) => {
                tracing::error!(%error, "somebody who signed up cannot be written to");
                Ok(None)
            }
            opened => opened.map_err(problem::of_store),
        }
    }

    /// Draws a mail to somebody who signed up; none for whoever has no mailbox. Where knowing of a seat may reveal something sensitive about them, it
    /// says nothing of the event.
    pub(super) fn draw_seat_mail(
        &self,
        key: &OwnerKey,
        participant: &Participant,
        letter: Letter,
    ) -> Result<Option<NewMail>, Problem> {
        let Some(email) = &participant.email else {
            return Ok(None);
        };
        let letter = if self.seats_are_silent()? {
            letter.discreet()
        } else {
            letter
        };
        let envelope = Envelope {
            to: email.clone(),
            name: Some(participant.name.clone()),
            language: participant.language,
            letter,
        };
        let of = MailFor {
            key,
            batch: None,
            due_at: self.now(),
        };
        self.draw_mail(&envelope, &of).map(Some)
    }

    /// What a mail to somebody tells of an event, and of until when they are kept. Only the calendar of whoever has a
    /// seat is told of it.
    pub(super) fn about_event(
        &self,
        stored: &StoredEvent,
        to: &Opened,
        kept: SeatPromise,
    ) -> Result<Box<AboutEvent>, Problem> {
        let mut about = self.about_event_to(stored, &to.participant, kept)?;
        if to.stored.state == SeatState::Seated {
            about.calendar = Some(of_calendar(stored, &content(stored)?));
        }
        Ok(about)
    }

    /// As [`Self::about_event`], with nothing for calendars.
    pub(super) fn about_event_to(
        &self,
        stored: &StoredEvent,
        to: &Participant,
        kept: SeatPromise,
    ) -> Result<Box<AboutEvent>, Problem> {
        let event = content(stored)?;
        let (text, _) = event.text(to.language);
        Ok(Box::new(AboutEvent {
            event: stored.draft.id,
            title: text.title.clone(),
            place: event.place.clone(),
            starts: event.starts,
            kept,
            calendar: None,
        }))
    }

    /// The event of a seat.
    pub(super) async fn event_of(&self, seat: &StoredSeat) -> Result<StoredEvent, Problem> {
        let stored = self.store().event(&seat.event).await;
        let stored = stored.map_err(problem::of_store)?;
        stored.ok_or_else(|| problem::missing("the event of a seat"))
    }
}

/// What the calendar of somebody who has a seat is told beside that.
pub(super) const fn of_calendar(stored: &StoredEvent, event: &Event) -> AboutCalendar {
    AboutCalendar {
        ends: event.ends,
        sequence: stored.sequence,
        changed_at: stored.draft.edited_at,
    }
}
