//! The mails that come by the clock: a reminder before an event, and thanks after it. Each goes once; one whose time
//! passed while the service was down still comes, as long as it makes sense.

use domain::event::{
    EARLIEST_REMINDER, LATEST_THANKS, day_after_at_ten, day_before_at_ten, reminds_who_knew_before,
    thanks_are_due,
};
use domain::mail::Letter;
use domain::problem::Problem;
use jiff::Timestamp;
use jiff::civil::DateTime;
use storage::{StoredEvent, StoredSeat};

use super::content;
use super::participant::Opened;
use super::tell::{News, Tell, Told};
use crate::erasure::BATCH;
use crate::{Service, problem};

impl Service {
    /// Reminds those who have a seat at what is soon.
    pub(super) async fn remind(&self) -> Result<(), Problem> {
        let now = self.now();
        let latest = now.saturating_add(EARLIEST_REMINDER);
        let soon = self
            .store()
            .events_starting(now, latest.unwrap_or(Timestamp::MAX));
        for stored in soon.await.map_err(problem::of_store)? {
            if let Some(knew_before) = self.whom_to_remind(&stored)? {
                self.remind_of(&stored, knew_before).await?;
            }
        }
        Ok(())
    }

    /// Thanks those who had a seat at what is over.
    pub(super) async fn thank(&self) -> Result<(), Problem> {
        let now = self.now();
        let earliest = now.saturating_sub(LATEST_THANKS).unwrap_or(Timestamp::MIN);
        let over = self.store().events_ended(earliest, now).await;
        for stored in over.map_err(problem::of_store)? {
            let event = content(&stored)?;
            let from = day_after_at_ten(event.ends).and_then(|ten| self.instant_of(ten));
            let is_due = from.is_some_and(|from| thanks_are_due(now, from));
            if is_due && !event.without_thanks {
                self.thank_for(&stored).await?;
            }
        }
        Ok(())
    }

    /// Those who knew of the event before this instant; nobody while it is too early.
    fn whom_to_remind(&self, stored: &StoredEvent) -> Result<Option<Timestamp>, Problem> {
        let event = content(stored)?;
        if event.without_reminder {
            return Ok(None);
        }
        let ten = |starts: DateTime| self.instant_of(day_before_at_ten(starts)?);
        let knew_before = ten(event.starts).and_then(|day_before| {
            reminds_who_knew_before(self.now(), day_before, stored.draft.starts_at)
        });
        Ok(knew_before)
    }

    async fn remind_of(&self, stored: &StoredEvent, knew_before: Timestamp) -> Result<(), Problem> {
        loop {
            let event = &stored.draft.id;
            let seats = self
                .store()
                .seats_to_remind(event, knew_before, BATCH)
                .await;
            let told = Told::Near(self.now());
            if !self
                .tell_all(stored, seats.map_err(problem::of_store)?, told)
                .await?
            {
                return Ok(());
            }
        }
    }

    async fn thank_for(&self, stored: &StoredEvent) -> Result<(), Problem> {
        loop {
            let seats = self.store().seats_to_thank(&stored.draft.id, BATCH).await;
            let told = Told::Thanks(self.now());
            if !self
                .tell_all(stored, seats.map_err(problem::of_store)?, told)
                .await?
            {
                return Ok(());
            }
        }
    }

    /// Whether there was anybody to tell, and the event is still what they were told of.
    async fn tell_all(
        &self,
        stored: &StoredEvent,
        seats: Vec<StoredSeat>,
        told: Told,
    ) -> Result<bool, Problem> {
        if seats.is_empty() {
            return Ok(false);
        }
        let mut news = Vec::new();
        for seat in seats {
            news.push(self.draw_by_clock(stored, seat, told).await?);
        }
        self.commit(Tell(news)).await
    }

    async fn draw_by_clock(
        &self,
        stored: &StoredEvent,
        seat: StoredSeat,
        told: Told,
    ) -> Result<News, Problem> {
        let kept = self.promised(stored, &seat.id).await?.now;
        let goes_on = kept.kept.goes_on().ok();
        let is_kept = goes_on.is_some_and(|day| self.today() < day);
        let say = |opened: &Opened| {
            // Who is to be forgotten hears no more.
            if !is_kept {
                return Ok(None);
            }
            let token = self.seat_link(&opened.stored.link);
            let about = self.about_event(stored, opened, kept)?;
            Ok(Some(match told {
                Told::Thanks(_) => Letter::EventThanks { token, about },
                _ => Letter::EventNear { token, about },
            }))
        };
        self.draw_news(stored, seat, told, say).await
    }
}
