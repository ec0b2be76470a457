//! A seat that becomes free is kept for whoever waits first, until they take it or the offer runs out.

use domain::event::{SeatState, offer_until};
use domain::mail::{Letter, LinkToken};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{NewMail, Operation, StoreError, StoredSeat, Tx};
use uuid::Uuid;

use super::is_open;
use crate::{Service, problem};

impl Service {
    /// Offers every seat that is free and that somebody waits for. Called when one becomes free, and every minute.
    ///
    /// # Errors
    /// [`Problem::Unavailable`]; the next call goes on.
    pub async fn offer_free_seats(&self) -> Result<u64, Problem> {
        let mut offered = 0;
        while let Some(seat) = self
            .store()
            .next_in_line(self.now())
            .await
            .map_err(problem::of_store)?
        {
            let offer = self.draw_offer(seat).await?;
            if !self.commit(offer).await? {
                // Somebody else was quicker; the next minute sees what is left.
                break;
            }
            offered += 1;
        }
        Ok(offered)
    }

    /// Takes the seat that is kept for whoever has this link.
    ///
    /// # Errors
    /// [`Problem::OfferOver`] when none is kept any more; [`Problem::SignUpClosed`] when the event is cancelled, or has
    /// begun.
    pub async fn accept_seat(&self, token: &LinkToken) -> Result<(), Problem> {
        let seat = self.seat_behind(token).await?.ok_or(Problem::OfferOver)?;
        let accept = Accept {
            seat: seat.id,
            event: seat.event,
            at: self.now(),
        };
        self.commit(accept).await?
    }

    async fn draw_offer(&self, seat: StoredSeat) -> Result<Offer, Problem> {
        let at = self.now();
        let stored = self.event_of(&seat).await?;
        let until = offer_until(at, stored.draft.starts_at);
        let (id, event, seats) = (seat.id, seat.event, seat.seats);
        let kept = self.promised(&stored, &id).await?.now;
        let opened = self.open_seat_if_whole(seat).await?;
        let is_reachable = opened
            .as_ref()
            .is_none_or(|opened| opened.participant.email.is_some());
        let mail = match opened {
            Some(opened) => {
                let letter = Letter::SeatOffered {
                    token: self.seat_link(&opened.stored.link),
                    about: self.about_event(&stored, &opened, kept)?,
                    until: self.local(until),
                };
                self.draw_seat_mail(&opened.key, &opened.participant, letter)?
            }
            None => None,
        };
        Ok(Offer {
            seat: id,
            event,
            seats,
            sequence: stored.sequence,
            until,
            is_reachable,
            at,
            mail,
        })
    }
}

struct Offer {
    seat: Uuid,
    event: Uuid,
    seats: u32,
    /// How often the event was changed when the mail was drawn.
    sequence: u32,
    until: Timestamp,
    /// Nobody who can only be called loses a seat for not answering a mail: it is theirs.
    is_reachable: bool,
    at: Timestamp,
    mail: Option<NewMail>,
}

impl Operation for Offer {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let Some(event) = tx.hold_event(&self.event).await? else {
            return Ok(false);
        };
        let is_as_told = event.sequence == self.sequence && is_open(&event, self.at);
        let is_free = is_as_told && tx.room(&event).await?.has_free(self.seats);
        if !is_free || !tx.offer_seat(&self.seat, self.until).await? {
            return Ok(false);
        }
        if !self.is_reachable {
            return tx.accept_seat(&self.seat, self.at).await;
        }
        if let Some(mail) = &self.mail {
            tx.mail(mail).await?;
        }
        Ok(true)
    }
}

struct Accept {
    seat: Uuid,
    event: Uuid,
    at: Timestamp,
}

impl Operation for Accept {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(event) = tx.hold_event(&self.event).await? else {
            return Ok(Err(Problem::OfferOver));
        };
        let Some(seat) = tx.seat(&self.seat).await? else {
            return Ok(Err(Problem::OfferOver));
        };
        if seat.state == SeatState::Seated {
            return Ok(Ok(()));
        }
        if !is_open(&event, self.at) {
            return Ok(Err(Problem::SignUpClosed));
        }
        let accepted = tx.accept_seat(&self.seat, self.at).await?;
        Ok(accepted.then_some(()).ok_or(Problem::OfferOver))
    }
}
