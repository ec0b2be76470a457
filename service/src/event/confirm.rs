//! Confirming a sign-up by the link that was mailed. Looking at the link's page changes nothing: programs that follow
//! every link in a mail confirm nobody.

use domain::erasure::ErasureRule;
use domain::event::{SeatState, SeatTaken};
use domain::evidence::LeafKind;
use domain::mail::{Letter, LinkToken};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{NewMail, Operation, SeatLink, StoreError, StoredEvent, StoredSeat, Tx};
use uuid::Uuid;

use super::participant::{Opened, of_calendar};
use super::{PublicEvent, content, is_open};
use crate::act::Act;
use crate::erasure::Erase;
use crate::{Service, problem};

/// What a link that asks for confirmation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatQuestion {
    /// The question is open.
    Asked {
        /// The event.
        event: Box<PublicEvent>,
        /// Whether a seat is kept until it is answered.
        is_held: bool,
    },
    /// It was answered with yes. The way to the page is in the mail that followed, and told to nobody here.
    Confirmed,
}

/// What came of a confirmation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeatConfirmation {
    /// The sign-up stands from now on, or the mailbox has one that stood before.
    Now {
        /// To its page.
        page: LinkToken,
    },
    /// The link was used before, and the sign-up stands.
    Before,
}

impl Service {
    /// What the link with this token leads to.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when the question is not open and no sign-up stands, or there never was one.
    pub async fn seat_question(&self, token: &LinkToken) -> Result<SeatQuestion, Problem> {
        let seat = self.seat_to_confirm(token).await?;
        if seat.state.is_confirmed() {
            return Ok(SeatQuestion::Confirmed);
        }
        let stored = self.event_of(&seat).await?;
        Ok(SeatQuestion::Asked {
            event: Box::new(self.shown_event(&stored).await?),
            is_held: seat.state == SeatState::Held,
        })
    }

    /// Confirms the sign-up that the link with this token was mailed for: a seat, or a place in line where none is free.
    ///
    /// # Errors
    /// As [`Self::seat_question`]; [`Problem::SignUpClosed`] when the event is cancelled, or has begun;
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn confirm_seat(&self, token: &LinkToken) -> Result<SeatConfirmation, Problem> {
        let seat = self.seat_to_confirm(token).await?;
        if seat.state.is_confirmed() {
            return Ok(SeatConfirmation::Before);
        }
        let stored = self.event_of(&seat).await?;
        let opened = self.open_seat(seat).await.map_err(problem::of_store)?;
        let opened = opened.ok_or(Problem::SpentLink)?;
        let confirm = self.draw_seat_confirmation(&opened, &stored)?;
        let link = self.commit(confirm).await??;
        self.finish_what_was_decided().await;
        Ok(SeatConfirmation::Now {
            page: self.seat_link(&link),
        })
    }

    /// What the token finds, unless its time is over.
    async fn seat_to_confirm(&self, token: &LinkToken) -> Result<StoredSeat, Problem> {
        self.seat_purpose()?;
        let found = self.store().seat(SeatLink::Confirm(token.hash())).await;
        let is_in_time = |found: &StoredSeat| {
            found.state.is_confirmed() || found.expires_at.is_some_and(|end| self.now() < end)
        };
        let found = found.map_err(problem::of_store)?;
        found.filter(is_in_time).ok_or(Problem::SpentLink)
    }

    fn draw_seat_confirmation(
        &self,
        opened: &Opened,
        stored: &StoredEvent,
    ) -> Result<Confirm, Problem> {
        let at = self.now();
        let about = self.about_event(stored, opened, self.seat_promise(stored)?)?;
        let calendar = of_calendar(stored, &content(stored)?);
        let page = self.seat_link(&opened.stored.link);
        let taken = SeatTaken {
            schema: SeatTaken::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            seat: opened.stored.id,
            event: opened.stored.event,
            confirmed_at: at,
            address: opened.participant.email.as_str().to_owned(),
            purpose: self.seat_purpose()?.key.clone(),
            kept_until: about.kept.kept.last_day,
            register: self.register().version(),
        };
        let bytes = taken.to_bytes().map_err(problem::of_form)?;
        let mail = |seated: bool| {
            let mut about = about.clone();
            about.calendar = seated.then(|| calendar.clone());
            let letter = Letter::SeatConfirmed {
                token: page.clone(),
                about,
                seated,
            };
            self.draw_seat_mail(&opened.key, &opened.participant, letter)
        };
        Ok(Confirm {
            seat: opened.stored.id,
            event: opened.stored.event,
            sequence: stored.sequence,
            page: page.hash(),
            act: self.draw_act(LeafKind::SeatTaken, &opened.key, taken.id, bytes),
            seated: mail(true)?,
            waits: mail(false)?,
            erase: self.draw_erasure(opened.stored.id, ErasureRule::SeatLeft),
            at,
        })
    }
}

/// A confirmation, ready to be written.
struct Confirm {
    seat: Uuid,
    event: Uuid,
    /// How often the event was changed when the mails were drawn.
    sequence: u32,
    page: domain::canonical::Digest,
    act: Act,
    seated: NewMail,
    waits: NewMail,
    /// Of this sign-up, where the mailbox has another that stands.
    erase: Erase,
    at: Timestamp,
}

impl Operation for Confirm {
    /// The link id of the sign-up that stands.
    type Output = Result<Uuid, Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(event) = tx.hold_event(&self.event).await? else {
            return Ok(Err(Problem::SpentLink));
        };
        let Some(seat) = tx.seat(&self.seat).await? else {
            return Ok(Err(Problem::SpentLink));
        };
        if event.sequence != self.sequence {
            // The mails tell of what is not so any more; whoever presses again sees what is.
            return Ok(Err(Problem::Unavailable));
        }
        if seat.state.is_confirmed() {
            return Ok(Ok(seat.link));
        }
        if seat.expires_at.is_none_or(|end| end <= self.at) {
            return Ok(Err(Problem::SpentLink));
        }
        if !is_open(&event, self.at) {
            return Ok(Err(Problem::SignUpClosed));
        }
        let same = tx.seats_of_mailbox(&seat.event, &seat.mailbox).await?;
        if let Some(stands) = same.iter().find(|other| other.state.is_confirmed()) {
            self.erase.decide(tx).await?;
            return Ok(Ok(stands.link));
        }
        let is_held = seat.state == SeatState::Held || tx.give_up_hold(&seat).await?;
        let has_seat = is_held || tx.room(&event).await?.admits();
        let (state, mail) = if has_seat {
            (SeatState::Seated, &self.seated)
        } else {
            (SeatState::Waiting, &self.waits)
        };
        // Whoever signed up again has the place of the first time.
        let place = same.iter().map(|other| other.place).min();
        let place = place.unwrap_or(seat.place);
        tx.confirm_seat(&seat.id, state, place, &self.page).await?;
        tx.note_known(&seat.id, self.at).await?;
        self.act.write(tx).await?;
        tx.mail(mail).await?;
        Ok(Ok(seat.link))
    }
}
