//! Requests by which people use their rights, as a state machine (Articles 12 and 15 to 22). What the law forbids is no
//! transition: [`Request::after`] gives either the next state or the [`Gate`] that is closed, with its reason.
//!
//! A [`Case`] is what somebody asked for at one time. It may hold several rights; each is a [`Request`] with its own
//! status, clock and outcome.

#[cfg(feature = "mail")]
mod action;
#[cfg(feature = "mail")]
mod apply;
#[cfg(feature = "mail")]
mod case;
#[cfg(feature = "mail")]
mod deadline;
#[cfg(feature = "mail")]
mod dpv;
#[cfg(feature = "mail")]
mod erasure;
#[cfg(feature = "mail")]
mod fulfilment;
#[cfg(feature = "mail")]
mod gate;
#[cfg(feature = "mail")]
mod reason;
#[cfg(feature = "mail")]
mod record;
#[cfg(feature = "mail")]
mod refusal;
#[cfg(feature = "mail")]
mod remedies;
#[cfg(feature = "mail")]
mod request;
mod restriction;
mod right;
#[cfg(feature = "mail")]
mod seen_to;
#[cfg(feature = "mail")]
mod status;
#[cfg(feature = "mail")]
mod timeline;
#[cfg(feature = "mail")]
mod titles;

#[cfg(feature = "mail")]
pub use action::{Action, Actor, Moment, Step};
#[cfg(feature = "mail")]
pub use case::{Asker, Case, Channel, Post, RecipientTask, Representation, Told};
#[cfg(feature = "mail")]
pub use deadline::Deadlines;
#[cfg(feature = "mail")]
pub use erasure::{Decided, Decision, ErasureDecisions, KeepGround};
#[cfg(feature = "mail")]
pub use fulfilment::Fulfilment;
#[cfg(feature = "mail")]
pub use gate::Gate;
#[cfg(feature = "mail")]
pub use reason::Reason;
#[cfg(feature = "mail")]
pub use record::{RequestRecord, leaf_kind};
#[cfg(feature = "mail")]
pub use refusal::{DelayCause, Refusal, RefusalGround};
#[cfg(feature = "mail")]
pub use remedies::Remedies;
#[cfg(feature = "mail")]
pub use request::{Extension, Request};
pub use restriction::{Door, RestrictionGround};
pub use right::Right;
#[cfg(feature = "mail")]
pub use seen_to::SeenTo;
#[cfg(feature = "mail")]
pub use status::{Closing, LiftOf, Outcome, Status};
#[cfg(feature = "mail")]
pub use timeline::{By, Happened, What};
