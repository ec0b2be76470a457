//! How far an event has come, and how somebody stands who signed up for it.

use serde::{Deserialize, Serialize};

/// How far an event has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventState {
    /// It is being written, and only staff see it.
    Draft,
    /// Everybody sees it and may sign up.
    Published,
    /// It is not held. Everybody still sees that.
    Cancelled,
}

impl EventState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Cancelled];
}

/// How somebody stands who signed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatState {
    /// A seat is kept until the mail is confirmed.
    Held,
    /// No seat was free, and the mail is not confirmed.
    Queued,
    /// They have a seat.
    Seated,
    /// They are on the waiting list.
    Waiting,
    /// A seat is kept for them until they say whether they want it.
    Offered,
}

impl SeatState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Held,
        Self::Queued,
        Self::Seated,
        Self::Waiting,
        Self::Offered,
    ];

    /// Whether whoever reads the mailbox stands by it.
    #[must_use]
    pub const fn is_confirmed(self) -> bool {
        matches!(self, Self::Seated | Self::Waiting | Self::Offered)
    }
}
