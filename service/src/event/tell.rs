//! Telling everybody who signed up that an event is cancelled, each once, whatever ends in the middle.

use domain::mail::Letter;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{NewMail, Operation, StoreError, StoredSeat, Tx};
use uuid::Uuid;

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
                news.push((seat.id, self.draw_cancellation(seat).await?));
            }
            self.commit(Tell(news, self.now())).await?;
        }
    }

    /// None for somebody whose data is damaged.
    async fn draw_cancellation(&self, seat: StoredSeat) -> Result<Option<NewMail>, Problem> {
        let stored = self.event_of(&seat).await?;
        let Some(opened) = self.open_seat_if_whole(seat).await? else {
            return Ok(None);
        };
        let letter = Letter::EventCancelled {
            token: self.seat_link(&opened.stored.link),
            about: self.about_event(&stored, &opened.participant)?,
        };
        self.draw_seat_mail(&opened.key, &opened.participant, letter)
    }
}

struct Tell(Vec<(Uuid, Option<NewMail>)>, Timestamp);

impl Operation for Tell {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (seat, mail) in &self.0 {
            let is_new = tx.tell_seat(seat, self.1).await?;
            if let Some(mail) = mail.as_ref().filter(|_| is_new) {
                tx.mail(mail).await?;
            }
        }
        Ok(())
    }
}
