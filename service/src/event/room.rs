//! The room of a webinar, which belongs to somebody else: who has a seat goes in from shortly before the beginning until
//! the end, once they have read who is told what of them. The link is nowhere but here.

use domain::disclosure::GivenData;
use domain::event::{EventState, SeatState, WebLink, room_opens};
use domain::mail::LinkToken;
use domain::problem::Problem;
use jiff::Timestamp;
use jiff::civil::DateTime;
use storage::{Operation, StoreError, StoredEvent, StoredSeat, Tx};
use uuid::Uuid;

use super::content;
use crate::act::Act;
use crate::disclose::Disclose;
use crate::{Service, problem};

/// What the company learns of who goes in.
pub const GIVEN_IN_ROOM: [GivenData; 2] = [GivenData::IpAddress, GivenData::ShownInRoom];

/// Whether somebody can go in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoomStands {
    /// From then on, as clocks in Denmark show it.
    Opens(DateTime),
    /// Now.
    Open,
    /// No: they have no seat, or it is over or cancelled.
    Closed,
}

impl Service {
    /// Goes in: notes what the company learns by it, and gives the link to its room.
    ///
    /// # Errors
    /// - [`Problem::SpentLink`]: nobody is signed up under this link.
    /// - [`Problem::NotFound`]: the event is no webinar.
    /// - [`Problem::RoomClosed`]: they have no seat, or it is not the time.
    pub async fn enter_room(&self, token: &LinkToken) -> Result<WebLink, Problem> {
        let seat = self.seat_behind(token).await?.ok_or(Problem::SpentLink)?;
        let stored = self.event_of(&seat).await?;
        let webinar = content(&stored)?.webinar.ok_or(Problem::NotFound)?;
        let link = self.room_of(&stored.draft.id).await?;
        let link = link.ok_or(Problem::NotFound)?;
        let key = self.owner_key(&seat.id).await.map_err(problem::of_store)?;
        let key = key.ok_or(Problem::SpentLink)?;
        let purpose = self.seat_purpose()?;
        let disclose = Disclose {
            recipient: &webinar.company,
            country: &webinar.country,
            data: &GIVEN_IN_ROOM,
            purpose: (purpose.key, purpose.purpose),
        };
        let enter = Enter {
            seat: seat.id,
            event: seat.event,
            at: self.now(),
            act: self.draw_disclosure(&key, &disclose).await?,
        };
        self.commit(enter).await??;
        Ok(link)
    }

    /// Whether somebody can go in; none where there is no room.
    pub(super) fn room_stands(
        &self,
        stored: &StoredEvent,
        seat: &StoredSeat,
    ) -> Result<Option<RoomStands>, Problem> {
        if content(stored)?.webinar.is_none() {
            return Ok(None);
        }
        let now = self.now();
        let opens = room_opens(stored.draft.starts_at);
        Ok(Some(if is_open(stored, seat.state, now) {
            RoomStands::Open
        } else if now < opens && stored.state == EventState::Published {
            RoomStands::Opens(self.local(opens))
        } else {
            RoomStands::Closed
        }))
    }

    pub(super) async fn room_of(&self, event: &Uuid) -> Result<Option<WebLink>, Problem> {
        let link = self.store().event_room(event).await;
        let link = link.map_err(problem::of_store)?;
        Ok(link.as_deref().and_then(WebLink::parse))
    }
}

fn is_open(stored: &StoredEvent, seat: SeatState, now: Timestamp) -> bool {
    let is_time = room_opens(stored.draft.starts_at) <= now && now < stored.draft.ends_at;
    is_time && stored.state == EventState::Published && seat == SeatState::Seated
}

struct Enter {
    seat: Uuid,
    event: Uuid,
    at: Timestamp,
    /// None where it is recorded already.
    act: Option<Act>,
}

impl Operation for Enter {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(event) = tx.hold_event(&self.event).await? else {
            return Ok(Err(Problem::RoomClosed));
        };
        let Some(seat) = tx.seat(&self.seat).await? else {
            return Ok(Err(Problem::SpentLink));
        };
        if !is_open(&event, seat.state, self.at) {
            return Ok(Err(Problem::RoomClosed));
        }
        if let Some(act) = &self.act {
            act.write(tx).await?;
        }
        Ok(Ok(()))
    }
}
