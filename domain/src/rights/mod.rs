//! Requests by which people use their rights, as a state machine (Articles 12 and 15 to 22). What the law forbids is no
//! transition: [`Request::step`] gives either the next state or the [`Gate`] that is closed, with its reason.
//!
//! A [`Case`] is what somebody asked for at one time. It may hold several rights; each is a [`Request`] with its own
//! status, clock and outcome.

mod action;
mod apply;
mod case;
mod deadline;
mod dpv;
mod erasure;
mod fulfilment;
mod gate;
mod reason;
mod record;
mod refusal;
mod remedies;
mod request;
mod restriction;
mod right;
mod status;
mod timeline;
mod titles;

pub use action::{Action, Actor, Moment, Step};
pub use case::{Asker, Case, Channel, Post, RecipientTask, Representation, Told};
pub use deadline::Deadlines;
pub use erasure::{Decided, Decision, ErasureDecisions, KeepGround};
pub use fulfilment::Fulfilment;
pub use gate::Gate;
pub use reason::Reason;
pub use record::{RequestRecord, leaf_kind};
pub use refusal::{DelayCause, Refusal, RefusalGround};
pub use remedies::Remedies;
pub use request::{Extension, Request};
pub use restriction::{Door, RestrictionGround};
pub use right::Right;
pub use status::{Closing, LiftOf, Outcome, Status};
pub use timeline::{By, Happened, What};
