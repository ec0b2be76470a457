//! Telling everybody who signed up that an event is cancelled, or that it was moved, each once, whatever ends in the
//! middle: the mail and the mark that it was written are one operation.

use domain::event::{WhenAndWhere, longer_promise_holds_from};
use domain::mail::Letter;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{NewMail, Operation, SeatMove, StoreError, StoredEvent, StoredSeat, Tx};
use uuid::Uuid;

use super::content;
use super::participant::Opened;
use crate::erasure::BATCH;
use crate::{Service, problem};

impl Service {
    /// Writes to those who signed up for what is cancelled and were not told.
    pub(super) async fn tell_cancelled(&self) -> Result<(), Problem> {
        loop {
            let untold = self.store().untold_seats(BATCH).await;
            let untold = untold.map_err(problem::of_store)?;
            if untold.is_empty() {
                return Ok(());
            }
            let mut news = Vec::new();
            for seat in untold {
                news.push(self.draw_cancellation(seat).await?);
            }
            self.commit(Tell(news)).await?;
        }
    }

    /// Writes to those who signed up for what was moved and were not told.
    pub(super) async fn tell_moved(&self) -> Result<(), Problem> {
        loop {
            let untold = self.store().seats_untold_of_move(self.now(), BATCH).await;
            let untold = untold.map_err(problem::of_store)?;
            if untold.is_empty() {
                return Ok(());
            }
            let mut news = Vec::new();
            for seat in untold {
                news.extend(self.draw_move(seat).await?);
            }
            self.commit(Tell(news)).await?;
        }
    }

    async fn draw_cancellation(&self, seat: StoredSeat) -> Result<News, Problem> {
        let stored = self.event_of(&seat).await?;
        let kept = self.promised(&stored, &seat.id).await?.now;
        let told = Told::Cancelled(self.now());
        let say = |opened: &Opened| {
            Ok(Some(Letter::EventCancelled {
                token: self.seat_link(&opened.stored.link),
                about: self.about_event(&stored, opened, kept)?,
            }))
        };
        self.draw_news(&stored, seat, told, say).await
    }

    /// None where somebody else was quicker.
    async fn draw_move(&self, seat: StoredSeat) -> Result<Option<News>, Problem> {
        let stored = self.event_of(&seat).await?;
        let moved = self.store().seat_move(&seat.id).await;
        let Some(moved) = moved.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let Some(before) = known(&moved)? else {
            return Ok(None);
        };
        let at = self.now();
        let until = longer_promise_holds_from(at, stored.draft.starts_at, moved.due_at);
        let kept = self.seat_promise(&stored)?;
        let is_longer = self.promised_to(&stored, Some(&moved))?.now != kept;
        let is_back = content(&stored)?.when_and_where() == before;
        let say = |opened: &Opened| {
            if is_back {
                return Ok(None);
            }
            Ok(Some(Letter::EventMoved {
                token: self.seat_link(&opened.stored.link),
                about: self.about_event(&stored, opened, kept)?,
                before: Box::new(before),
                holds_from: is_longer.then(|| self.local(until)),
            }))
        };
        let told = Told::Moved { at, until };
        self.draw_news(&stored, seat, told, say).await.map(Some)
    }

    /// Draws what somebody is told, and the letter that `say` writes; none to somebody whose data is damaged.
    pub(super) async fn draw_news(
        &self,
        stored: &StoredEvent,
        seat: StoredSeat,
        told: Told,
        say: impl FnOnce(&Opened) -> Result<Option<Letter>, Problem>,
    ) -> Result<News, Problem> {
        let id = seat.id;
        let opened = self.open_seat_if_whole(seat).await?;
        let mail = match &opened {
            Some(opened) => match say(opened)? {
                Some(letter) => self.draw_seat_mail(&opened.key, &opened.participant, letter)?,
                None => None,
            },
            None => None,
        };
        Ok(News {
            seat: id,
            event: stored.draft.id,
            sequence: stored.sequence,
            told,
            mail,
        })
    }
}

fn known(moved: &SeatMove) -> Result<Option<WhenAndWhere>, Problem> {
    let known = moved.known.as_deref().map(serde_json::from_str);
    let known = known.transpose();
    known.map_err(|_| problem::of_store(StoreError::Unreadable("seat_move.known")))
}

/// A mail to somebody, and what is noted with it.
pub(super) struct News {
    seat: Uuid,
    event: Uuid,
    /// How often the event was changed when the mail was drawn: it tells of nothing older.
    sequence: u32,
    told: Told,
    mail: Option<NewMail>,
}

/// What somebody is told.
#[derive(Clone, Copy)]
pub(super) enum Told {
    /// That the event is cancelled.
    Cancelled(Timestamp),
    /// That it was moved.
    Moved {
        /// When.
        at: Timestamp,
        /// Until when what was promised before holds.
        until: Timestamp,
    },
    /// That it is soon.
    Near(Timestamp),
    /// Thanks for coming.
    Thanks(Timestamp),
}

/// Writes news, each once, and none that is not true any more. Whether all of it was.
pub(super) struct Tell(pub(super) Vec<News>);

impl Operation for Tell {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let mut all = true;
        for news in &self.0 {
            let event = tx.hold_event(&news.event).await?;
            if event.is_none_or(|event| event.sequence != news.sequence) {
                all = false;
                continue;
            }
            let seat = &news.seat;
            let is_new = match news.told {
                Told::Cancelled(at) => tx.tell_seat(seat, at).await?,
                Told::Moved { at, until } => tx.tell_of_move(seat, at, until).await?,
                Told::Near(at) => tx.remind_seat(seat, at).await?,
                Told::Thanks(at) => tx.thank_seat(seat, at).await?,
            };
            if let Some(mail) = news.mail.as_ref().filter(|_| is_new) {
                tx.mail(mail).await?;
            }
        }
        Ok(all)
    }
}
