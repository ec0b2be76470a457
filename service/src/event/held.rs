//! What stands under a mailbox at events, for whoever reads it: seen, given up and put right from the portal.

use domain::event::SeatBy;
use domain::evidence::LeafKind;
use domain::held::{ContactDetails, HeldThing, KeptFor, What};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::retention::Bound;
use domain::thread::Promise;
use storage::{Corrected, Correction, SeatAnswers, StoredSeat};
use uuid::Uuid;

use super::content;
use super::participant::Opened;
use crate::rights::{Around, drawn_at};
use crate::{DataSubject, OwnerKey, Service, problem};

impl Service {
    /// The seats of a mailbox, confirmed or not, each followed by the answers that belong to it.
    pub(crate) async fn held_seats(&self, email: &MailAddress) -> Result<Vec<HeldThing>, Problem> {
        let mut held = Vec::new();
        for seat in self.seats_under(email).await? {
            let answers = self.store().answers_of_seat(&seat.id).await;
            let answers = answers.map_err(problem::of_store)?;
            held.extend(self.held_seat(&seat).await?);
            if let Some(answers) = answers {
                held.extend(self.held_answers(&seat, &answers).await?);
            }
        }
        Ok(held)
    }

    /// What stands under a mailbox. It has another hash at each event, so each event is asked.
    pub(crate) async fn seats_under(
        &self,
        email: &MailAddress,
    ) -> Result<Vec<StoredSeat>, Problem> {
        if self.seat_purpose().is_err() {
            return Ok(Vec::new());
        }
        let events = self.store().events_with_seats().await;
        let hash = |event| (event, self.seat_mailbox(&event, &Uuid::nil(), Some(email)));
        let at: Vec<_> = events
            .map_err(problem::of_store)?
            .into_iter()
            .map(hash)
            .collect();
        let seats = self.store().seats_at(&at).await;
        let mut seats = seats.map_err(problem::of_store)?;
        seats.sort_by_key(|seat| seat.id);
        Ok(seats)
    }

    async fn held_seat(&self, seat: &StoredSeat) -> Result<Option<HeldThing>, Problem> {
        let stored = self.event_of(seat).await?;
        let opened = self.open_seat(seat.clone()).await;
        let Some(opened) = opened.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let event = content(&stored)?;
        let language = opened.participant.language;
        let kept = match (seat.state.is_confirmed(), seat.expires_at) {
            (false, Some(end)) => Promise {
                last_day: self.day_of(end),
                bound: Bound::GoneBy,
            },
            _ => self.promised(&stored, &seat.id).await?.now.kept,
        };
        let around = Around {
            key: &opened.key,
            purpose: self.seat_purpose()?.key,
            since: drawn_at(&seat.id),
            lists: &[seat.event],
            receipt: Some(LeafKind::SeatTaken),
        };
        let what = What::Seat {
            event: event.text(language).0.title.clone(),
            starts: event.starts,
            state: seat.state,
            participant: Box::new(opened.participant.clone()),
        };
        let kept = KeptFor::Until(kept);
        let link = seat
            .state
            .is_confirmed()
            .then(|| self.seat_link(&seat.link));
        self.held_thing(&around, what, kept, link).await.map(Some)
    }

    async fn held_answers(
        &self,
        seat: &StoredSeat,
        stored: &SeatAnswers,
    ) -> Result<Option<HeldThing>, Problem> {
        let purpose = self.register().seat_answers();
        let key = self.owner_key(&stored.id).await;
        let key = key.map_err(problem::of_store)?;
        let opened = self.open_answers(stored).await?;
        let Some(((purpose, key), opened)) = purpose.zip(key).zip(opened) else {
            return Ok(None);
        };
        let goes_on = self.day_of(stored.due_at);
        let last_day = match purpose.rule.bound {
            Bound::GoneBy => Ok(goes_on),
            Bound::KeptUntil => goes_on.yesterday(),
        };
        let kept = KeptFor::Until(Promise {
            last_day: last_day.map_err(|_| problem::missing("a day to promise"))?,
            bound: purpose.rule.bound,
        });
        let event = content(&self.event_of(seat).await?)?;
        let around = Around {
            key: &key,
            purpose: purpose.key,
            since: opened.given_at,
            lists: &[seat.event],
            receipt: None,
        };
        let what = What::Answers {
            seat: seat.id,
            event: event.text(opened.language).0.title.clone(),
            answers: opened.answers,
        };
        self.held_thing(&around, what, kept, None).await.map(Some)
    }

    /// The seat with this id, if it stands under the mailbox.
    async fn seat_under(&self, email: &MailAddress, id: &Uuid) -> Result<StoredSeat, Problem> {
        let mut found = self.seats_under(email).await?;
        found.retain(|seat| seat.id == *id);
        found.pop().ok_or(Problem::NotFound)
    }

    /// The same, opened.
    pub(crate) async fn own_seat(
        &self,
        email: &MailAddress,
        id: &Uuid,
    ) -> Result<Option<(OwnSeat, ContactDetails)>, Problem> {
        let seat = match self.seat_under(email, id).await {
            Err(Problem::NotFound) => return Ok(None),
            seat => seat?,
        };
        let opened = self.open_seat(seat).await.map_err(problem::of_store)?;
        Ok(opened.map(|opened| {
            let details = ContactDetails::Participant(Box::new(opened.participant.clone()));
            (OwnSeat(opened), details)
        }))
    }

    /// What a seat holds once its details are put right, and it is found by another address.
    pub(crate) fn corrected_seat(
        &self,
        seat: &OwnSeat,
        details: &ContactDetails,
        address: &MailAddress,
    ) -> Result<Correction, Problem> {
        let Opened {
            stored,
            key,
            participant,
        } = &seat.0;
        let corrected = match details {
            ContactDetails::Participant(corrected) => corrected,
            _ => participant,
        };
        Ok(Correction {
            of: Corrected::Seat,
            id: stored.id,
            before: stored.sealed.clone(),
            after: self.seal_participant(key, corrected)?,
            mailbox: self.seat_mailbox(&stored.event, &stored.id, Some(address)),
        })
    }

    /// Gives up a seat of theirs, or a place in line; false when that was done before.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when no seat of theirs has this id; [`Problem::Unavailable`].
    pub async fn leave_own_seat(&self, subject: &DataSubject, id: &Uuid) -> Result<bool, Problem> {
        let seat = self.seat_under(subject.email(), id).await?;
        subject.require(self.needed_for(self.seat_purpose()?.key))?;
        self.give_up(&seat, SeatBy::Mailbox).await
    }

    /// Withdraws the consent behind answers of theirs; false when that was done before. The seat stays.
    ///
    /// # Errors
    /// As [`Self::leave_own_seat`].
    pub async fn take_own_answers_back(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<bool, Problem> {
        for seat in self.seats_under(subject.email()).await? {
            let answers = self.store().answers_of_seat(&seat.id).await;
            let answers = answers.map_err(problem::of_store)?;
            if answers.is_some_and(|answers| answers.id == *id) {
                return self.take_back_answers_of(&seat).await;
            }
        }
        Err(Problem::NotFound)
    }
}

/// A seat of whoever asks, opened.
pub(crate) struct OwnSeat(Opened);

impl OwnSeat {
    pub(crate) const fn key(&self) -> &OwnerKey {
        &self.0.key
    }
}
