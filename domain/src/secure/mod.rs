//! Secure messages: both ways, with files, between a person or somebody outside and the organisation. Mails carry a link
//! and nothing of what is said.

#[cfg(feature = "mail")]
mod code;
#[cfg(feature = "mail")]
mod file_name;
#[cfg(feature = "mail")]
mod limits;
#[cfg(feature = "mail")]
mod outsider;
mod outsider_kind;
#[cfg(feature = "mail")]
mod wait;

#[cfg(feature = "mail")]
pub use code::SpokenCode;
#[cfg(feature = "mail")]
pub use file_name::FileName;
#[cfg(feature = "mail")]
pub use limits::{
    LARGEST_FILE, LONGEST_MESSAGE, MOST_FILES, MOST_OWN_THREADS, MOST_OWN_THREADS_A_DAY,
    MOST_TOGETHER, check_files, may_begin, words,
};
#[cfg(feature = "mail")]
pub use outsider::{Correspondent, Outsider};
pub use outsider_kind::OutsiderKind;
#[cfg(feature = "mail")]
pub use wait::{
    LINK_LASTS, TRIES, VISIT_LASTS, WAITS, expires, looked_after_until, reminded_until,
};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// With whom a message of a thread is exchanged. Neither sees what is exchanged with the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counterpart {
    /// The person whose thread it is.
    Person,
    /// Somebody outside: an insurer, a municipality, an employer, a doctor.
    Outsider(Uuid),
}

impl Counterpart {
    /// The one outside; none for the person.
    #[must_use]
    pub const fn outsider(self) -> Option<Uuid> {
        match self {
            Self::Person => None,
            Self::Outsider(id) => Some(id),
        }
    }
}
