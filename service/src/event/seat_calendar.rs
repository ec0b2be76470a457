//! The file for the calendar of somebody who signed up for what is nobody else's to know: it says when, and nothing more.

use domain::event::{EventState, SilentEntry};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use uuid::Uuid;

use super::content;
use crate::Service;

impl Service {
    /// Whether what tells of a seat says nothing of the event.
    pub(super) fn seats_are_silent(&self) -> Result<bool, Problem> {
        Ok(self.seat_purpose()?.purpose.may_reveal)
    }

    /// The file for the page with this link, unique at `host`.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when nobody is signed up under it, or where the event's own file says no more than it may.
    pub async fn seat_calendar(
        &self,
        token: &LinkToken,
        language: Language,
        host: &str,
    ) -> Result<String, Problem> {
        if !self.seats_are_silent()? {
            return Err(Problem::NotFound);
        }
        let seat = self.seat_behind(token).await?.ok_or(Problem::NotFound)?;
        let stored = self.event_of(&seat).await?;
        let event = content(&stored)?;
        let entry = SilentEntry {
            id: self.silent_id(&seat.link),
            host,
            title: match language {
                Language::Da => "Aftale",
                Language::En => "Appointment",
            },
            starts: event.starts,
            ends: event.ends,
            is_held: stored.state == EventState::Published,
            sequence: stored.sequence,
            changed_at: stored.draft.edited_at,
        };
        Ok(entry.to_text())
    }

    /// The same for a seat whatever changes, and of no use to find it by.
    fn silent_id(&self, link: &Uuid) -> Uuid {
        let derived = self
            .root_key()
            .derive("seat calendar id v1", &[link.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&derived.0[..16]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}
