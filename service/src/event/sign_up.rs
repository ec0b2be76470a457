//! Signing up for an event. The same rows are written by the same statements whether the address is known or not; the
//! only difference is whether the mail that asks for confirmation goes, and nobody sees that but whoever reads the
//! mailbox. Until it is confirmed the seat is kept, so that nobody who reads their mail finds it gone.

use domain::event::{HOLD, Participant, SeatState, SignUpWindow};
use domain::mail::{Letter, LinkToken};
use domain::problem::Problem;
use jiff::Timestamp;
use jiff::civil::DateTime;
use storage::{MailBeginning, NewKey, NewMail, NewSeat, Operation, StoreError, StoredEvent, Tx};
use uuid::Uuid;

use super::answers::{Drawn, TypedAnswers};
use super::{content, is_open};
use crate::newsletter::{Asked, next_confirmation};
use crate::{Service, SignUp, problem};

/// A sign-up, as it reached a door.
#[derive(Clone, Debug)]
pub struct TakeSeat {
    /// The event.
    pub event: Uuid,
    /// Who, as read from what was typed.
    pub participant: Participant,
    /// What was answered to the voluntary questions, if anything was asked.
    pub answers: Option<TypedAnswers>,
    /// What was ticked in the newsletter's box, if anything was.
    pub newsletter: Option<SignUp>,
}

impl Service {
    /// Takes a sign-up, keeps a seat for it if one is free, and writes the mail that asks for confirmation.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: there is no such event.
    /// - [`Problem::SignUpClosed`]: it is cancelled, or has begun, or signing up has not begun or is over.
    /// - [`Problem::TooManyCompanions`]: more come along than may, or than it has seats for.
    /// - [`Problem::UnusableAnswer`]; [`Problem::NoticeChanged`] when other words stood above the questions than are in
    ///   force.
    /// - Those of [`Self::sign_up`] for what was ticked in the newsletter's box.
    /// - [`Problem::Unavailable`]: the database does not take it. Nothing was stored.
    pub async fn take_seat(&self, form: &TakeSeat) -> Result<(), Problem> {
        self.seat_purpose()?;
        let newsletter = form.newsletter.as_ref();
        let newsletter = newsletter.map(|asked| self.draw_asked_beside_event(asked));
        let mut write = self.draw_seat(form, newsletter.transpose()?)?;
        if let Some(typed) = form.answers.as_ref().filter(|typed| !typed.is_empty()) {
            let stored = self.store().event(&form.event).await;
            let stored = stored
                .map_err(problem::of_store)?
                .ok_or(Problem::NotFound)?;
            write.answers = self.draw_answers(&stored, write.seat.id, typed)?;
        }
        self.commit(write).await?
    }

    fn draw_seat(&self, form: &TakeSeat, newsletter: Option<Asked>) -> Result<Write, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let participant = &form.participant;
        let letter = Letter::ConfirmSeat {
            token: token.clone(),
        };
        Ok(Write {
            seat: NewSeat {
                id: key.owner,
                event: form.event,
                mailbox: self.seat_mailbox(&form.event, &key.owner, participant.email.as_ref()),
                seats: participant.seats(),
                is_mailed: participant.email.is_some(),
                link: self.chance().uuid_v7(now),
                sealed: self.seal_participant(&key, participant)?,
                expires_at: now.saturating_add(HOLD).unwrap_or(Timestamp::MAX),
                confirm: token.hash(),
            },
            // A form asks for an address.
            mail: self
                .draw_seat_mail(&key, participant, letter)?
                .ok_or(Problem::MissingAddress)?,
            key: key.new_key(),
            answers: None,
            newsletter,
            clock: self.local(now),
            now,
        })
    }
}

/// Whether somebody may take so many seats: a company larger than the room would wait for ever.
pub(super) fn may_bring(event: &StoredEvent, seats: u32) -> bool {
    let companions = content(event).map_or(0, |event| event.companions);
    let is_allowed = seats <= u32::from(companions) + 1;
    is_allowed
        && event
            .draft
            .capacity
            .is_none_or(|capacity| seats <= capacity)
}

struct Write {
    seat: NewSeat,
    mail: NewMail,
    key: NewKey,
    answers: Option<Drawn>,
    /// A consent of its own, asked for by a letter of its own.
    newsletter: Option<Asked>,
    now: Timestamp,
    /// What clocks in Denmark show at that.
    clock: DateTime,
}

impl Operation for Write {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        let newsletter = self.newsletter.iter().flat_map(Operation::keys);
        let answers = self.answers.iter().map(Drawn::key);
        let others = newsletter.chain(answers);
        others.chain([self.key.clone()]).collect()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(event) = tx.hold_event(&self.seat.event).await? else {
            return Ok(Err(Problem::NotFound));
        };
        if event.state == domain::event::EventState::Draft {
            return Ok(Err(Problem::NotFound));
        }
        let window = content(&event).map(|event| event.window(self.clock));
        if !is_open(&event, self.now) || window != Ok(SignUpWindow::Open) {
            return Ok(Err(Problem::SignUpClosed));
        }
        if !may_bring(&event, self.seat.seats) {
            return Ok(Err(Problem::TooManyCompanions));
        }
        let mailbox = &self.seat.mailbox;
        let pace = tx.hold_confirmation_pace(mailbox).await?;
        let next = next_confirmation(pace, self.now);
        tx.set_confirmation_pace(mailbox, next.unwrap_or(pace))
            .await?;
        self.mail.beginning = match next {
            Some(_) => MailBeginning::Waits,
            None => MailBeginning::Withheld,
        };
        let room = tx.room(&event).await?;
        let same = tx.seats_of_mailbox(&self.seat.event, mailbox).await?;
        // One mailbox keeps one seat, however often somebody types it.
        let state = if room.admits(self.seat.seats) && same.is_empty() {
            SeatState::Held
        } else {
            SeatState::Queued
        };
        tx.insert_seat(&self.seat, state).await?;
        tx.mail(&self.mail).await?;
        if let Some(answers) = &self.answers {
            answers.write(tx).await?;
        }
        if let Some(newsletter) = &mut self.newsletter {
            newsletter.run(tx).await?;
        }
        Ok(Ok(()))
    }
}
