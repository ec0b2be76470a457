//! The page of somebody who signed up, behind the link of their mails: how they stand, and until when they are kept.

use domain::disclosure::Disclosure;
use domain::event::{SeatPromise, SeatState};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use jiff::Timestamp;
use jiff::civil::DateTime;
use storage::{SeatLink, StoredSeat};

use super::{AnswersPage, PublicEvent, RoomStands};
use crate::{Service, problem};

/// How somebody stands who signed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatStands {
    /// They have a seat.
    Seated,
    /// They wait.
    Waiting {
        /// So many come first.
        before: u64,
    },
    /// A seat is kept for them.
    Offered {
        /// Until then.
        until: Timestamp,
    },
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatPage {
    /// The event.
    pub event: PublicEvent,
    /// How they stand.
    pub stands: SeatStands,
    /// The name that was typed.
    pub name: String,
    /// The names of those who come along.
    pub companions: Vec<String>,
    /// What they say at the door.
    pub code: String,
    /// The voluntary questions, and what they answered.
    pub answers: Option<AnswersPage>,
    /// Until when this person is kept.
    pub promise: SeatPromise,
    /// What is promised later, and from when on, as clocks in Denmark show it: the event was moved, and they can leave
    /// until then.
    pub later: Option<(DateTime, SeatPromise)>,
    /// Their file for calendars says only when it is.
    pub is_silent: bool,
    /// Whether they can go into the room of a webinar; none where there is no room.
    pub room: Option<RoomStands>,
    /// What was given of them to others.
    pub disclosures: Vec<Disclosure>,
}

impl Service {
    /// What the link with this token shows.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when nobody is signed up under it any more, or ever was.
    pub async fn seat_page(
        &self,
        token: &LinkToken,
        language: Language,
    ) -> Result<SeatPage, Problem> {
        let seat = self.seat_behind(token).await?.ok_or(Problem::SpentLink)?;
        let stands = self.seat_stands(&seat).await?;
        let stored = self.event_of(&seat).await?;
        let seat_id = seat.id;
        let code = self.door_code(&seat_id).to_string();
        let room = self.room_stands(&stored, &seat)?;
        let promised = self.promised(&stored, &seat.id).await?;
        let opened = self.open_seat(seat).await.map_err(problem::of_store)?;
        let opened = opened.ok_or(Problem::SpentLink)?;
        Ok(SeatPage {
            event: self.shown_event(&stored).await?,
            stands,
            name: opened.participant.name.as_str().to_owned(),
            companions: opened.participant.companion_names(),
            code,
            answers: self.answers_page(&stored, &seat_id, language).await?,
            promise: promised.now,
            later: promised
                .later
                .map(|(from, promise)| (self.local(from), promise)),
            is_silent: self.seats_are_silent()?,
            room,
            disclosures: self.disclosures_of(&opened.key).await?,
        })
    }

    /// The seat whose page has this link.
    pub(super) async fn seat_behind(
        &self,
        token: &LinkToken,
    ) -> Result<Option<StoredSeat>, Problem> {
        self.seat_purpose()?;
        let found = self.store().seat(SeatLink::Page(token.hash())).await;
        let found = found.map_err(problem::of_store)?;
        // An offer that has run out opens nothing, swept or not.
        let has_run_out = |seat: &StoredSeat| seat.expires_at.is_some_and(|end| end <= self.now());
        Ok(found.filter(|seat| !has_run_out(seat)))
    }

    async fn seat_stands(&self, seat: &StoredSeat) -> Result<SeatStands, Problem> {
        match (seat.state, seat.expires_at) {
            (SeatState::Seated, _) => Ok(SeatStands::Seated),
            (SeatState::Offered, Some(until)) => Ok(SeatStands::Offered { until }),
            (SeatState::Waiting, _) => {
                let before = self.store().before_in_line(seat).await;
                before
                    .map(|before| SeatStands::Waiting { before })
                    .map_err(problem::of_store)
            }
            _ => Err(problem::missing("how a seat stands")),
        }
    }
}
