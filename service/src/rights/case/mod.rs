//! Requests by which people use their rights: opening a case, what the person and staff see of it, the steps that lead
//! on, and what days bring with them. Which steps are lawful is decided in `domain::rights`.

mod about;
mod answer;
mod ask;
mod by_clock;
mod copies;
mod enter;
mod gone;
mod held;
mod held_back;
mod letters;
mod limits;
mod opened;
mod own;
mod queue;
mod readdress;
mod receipt;
mod recorded;
mod staff_view;
mod step;
#[cfg(test)]
mod tests;
mod told;
mod unopened;
mod withdraw;

pub use about::{DecideThing, ErasableThing};
pub use answer::OwnAnswer;
pub use ask::AskForRight;
pub use copies::EndingThing;
pub use enter::EnterCase;
pub(super) use opened::OpenCase;
pub use own::{CaseView, HappenedAt, OwnCase, RequestView};
pub use queue::{CaseQueuePage, ListedCase};
pub use receipt::CaseReceipt;
pub use staff_view::{OfferedStep, StaffCase, StaffRequest};
pub use step::{TakeStep, TakenAction};
pub use told::RecipientTold;
pub use unopened::{SeeToAnswer, UnopenedAnswer};
