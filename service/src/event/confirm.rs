//! Confirming a sign-up by the link that was mailed. Looking at the link's page changes nothing: programs that follow
//! every link in a mail confirm nobody.

use domain::canonical::Digest;
use domain::erasure::ErasureRule;
use domain::event::{Participant, SeatBy, SeatState, SeatTaken};
use domain::evidence::LeafKind;
use domain::mail::{Letter, LinkToken};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{NewKey, NewMail, Operation, SeatLink, StoreError, StoredEvent, StoredSeat, Tx};
use uuid::Uuid;

use super::answers::Proven;
use super::gone::Gone;
use super::participant::{Opened, of_calendar};
use super::{PublicEvent, content, is_open};
use crate::act::Act;
use crate::sealing::OwnerKey;
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
        let confirm = self.draw_seat_confirmation(&opened, &stored).await?;
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

    async fn draw_seat_confirmation(
        &self,
        opened: &Opened,
        stored: &StoredEvent,
    ) -> Result<Confirm, Problem> {
        let Opened {
            stored: seat,
            key,
            participant,
        } = opened;
        Ok(Confirm {
            seat: seat.id,
            event: seat.event,
            welcome: self.draw_welcome(stored, (key, &seat.link, participant), SeatBy::Mailbox)?,
            answers: self.draw_waiting_proof(opened).await?,
            gone: self
                .draw_gone(&seat.id, ErasureRule::SeatLeft)
                .await
                .map_err(problem::of_store)?,
            at: self.now(),
        })
    }

    /// Draws what follows when somebody has a seat, or a place in line, from now on: `who` has the key, the link id and
    /// the name.
    pub(super) fn draw_welcome(
        &self,
        stored: &StoredEvent,
        who: (&OwnerKey, &Uuid, &Participant),
        by: SeatBy,
    ) -> Result<Welcome, Problem> {
        let (key, link, participant) = who;
        let at = self.now();
        let promise = self.seat_promise(stored)?;
        let about = self.about_event_to(stored, participant, promise)?;
        let calendar = of_calendar(stored, &content(stored)?);
        let page = self.seat_link(link);
        let email = participant.email.as_ref();
        let taken = SeatTaken {
            schema: SeatTaken::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            seat: key.owner,
            event: stored.draft.id,
            confirmed_at: at,
            address: email.map(|email| email.as_str().to_owned()),
            by,
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
            self.draw_seat_mail(key, participant, letter)
        };
        Ok(Welcome {
            sequence: stored.sequence,
            at,
            page: page.hash(),
            act: self.draw_act(LeafKind::SeatTaken, key, taken.id, bytes),
            seated: mail(true)?,
            waits: mail(false)?,
        })
    }
}

/// What follows when somebody has a seat, or a place in line, from now on.
pub(super) struct Welcome {
    /// How often the event was changed when the mails were drawn.
    sequence: u32,
    at: Timestamp,
    page: Digest,
    act: Act,
    seated: Option<NewMail>,
    waits: Option<NewMail>,
}

impl Welcome {
    /// Whether the mails tell of the event as it is.
    pub(super) const fn is_true_of(&self, event: &StoredEvent) -> bool {
        self.sequence == event.sequence
    }

    /// Gives `seat` the state and the place in line, with its evidence, its page and its mail.
    pub(super) async fn write(
        &self,
        tx: &mut Tx<'_>,
        seat: &Uuid,
        has_seat: bool,
        place: i64,
    ) -> Result<(), StoreError> {
        let (state, mail) = if has_seat {
            (SeatState::Seated, &self.seated)
        } else {
            (SeatState::Waiting, &self.waits)
        };
        tx.confirm_seat(seat, state, place, &self.page).await?;
        tx.note_known(seat, self.at).await?;
        self.act.write(tx).await?;
        match mail {
            Some(mail) => tx.mail(mail).await,
            None => Ok(()),
        }
    }
}

/// Whether there is room for somebody for whom no seat is kept: what the same mailbox kept by another sign-up goes to
/// this one.
async fn room_for(
    tx: &mut Tx<'_>,
    event: &StoredEvent,
    seat: &StoredSeat,
) -> Result<bool, StoreError> {
    let gave_up = tx.give_up_hold(seat).await?;
    let room = tx.room(event).await?;
    Ok(room.admits(seat.seats) || (gave_up && room.has_free(seat.seats)))
}

/// A confirmation, ready to be written.
struct Confirm {
    seat: Uuid,
    event: Uuid,
    welcome: Welcome,
    /// Of this sign-up, where the mailbox has another that stands.
    gone: Gone,
    answers: Option<Proven>,
    at: Timestamp,
}

impl Operation for Confirm {
    /// The link id of the sign-up that stands.
    type Output = Result<Uuid, Problem>;

    fn keys(&self) -> Vec<NewKey> {
        self.answers.iter().map(Proven::key).collect()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(event) = tx.hold_event(&self.event).await? else {
            return Ok(Err(Problem::SpentLink));
        };
        let Some(seat) = tx.seat(&self.seat).await? else {
            return Ok(Err(Problem::SpentLink));
        };
        if !self.welcome.is_true_of(&event) {
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
            self.gone.decide(tx).await?;
            return Ok(Ok(stands.link));
        }
        let has_seat = seat.state == SeatState::Held || room_for(tx, &event, &seat).await?;
        // Whoever signed up again has the place of the first time.
        let place = same.iter().map(|other| other.place).min();
        let place = place.unwrap_or(seat.place);
        let welcome = self.welcome.write(tx, &seat.id, has_seat, place);
        welcome.await?;
        if let Some(answers) = &self.answers {
            answers.write(tx).await?;
        }
        Ok(Ok(seat.link))
    }
}
