//! What the person sees: text only, so that a browser can show it too.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::privacy::{PurposePart, Row};
use crate::rights::Right;

/// What is held under a mailbox, as shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldShown {
    /// The mailbox.
    pub email: String,
    /// Each purpose that something is held for, in the register's order.
    pub parts: Vec<HeldPart>,
    /// Whether anything was found but that they are here.
    pub is_any: bool,
}

/// A purpose that something is held for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPart {
    /// What the register says of it: why, on what basis, from whom, to whom, by which rule it goes.
    pub about: PurposePart,
    /// What is held.
    pub things: Vec<ThingPart>,
    /// What can be asked about it.
    pub rights: Vec<Right>,
}

/// One thing that is held.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingPart {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: ThingKind,
    /// What it is called.
    pub title: String,
    /// What is known, since when, who got it, who looked, and until when it is kept.
    pub rows: Vec<Row>,
    /// What can be done about it at once.
    pub acts: Vec<AtOnce>,
    /// What of it can be put right by hand, as it stands.
    pub contact: Option<Contact>,
    /// The record whose receipt can be fetched.
    pub receipt: Option<Uuid>,
    /// Of the link to the page of its own, where more of it is shown and changed.
    pub link: Option<String>,
}

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThingKind {
    /// A subscription to the newsletter.
    Subscription,
    /// A seat at an event, or a place in line.
    Seat,
    /// Answers to voluntary questions.
    Answers,
    /// An enquiry.
    Enquiry,
    /// A case in which they use their rights.
    Case,
    /// Secure messages that belong to no case.
    SecureMessages,
    /// The proof of a consent.
    Proof,
    /// A question for consent to giving or fetching data.
    NamedConsent,
    /// Data that was given to somebody.
    Disclosed,
    /// A fingerprint that keeps the address out.
    KeptOut,
    /// A wish for another address.
    AddressChange,
    /// A form that was saved to go on with later.
    Draft,
    /// That staff changed the address.
    AddressByStaff,
    /// That they are here.
    Visit,
}

/// What the law leaves no choice about: it happens when the button is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtOnce {
    /// Withdraws the consent to the newsletter.
    StopNewsletter,
    /// Gives up a seat, or a place in line.
    LeaveSeat,
    /// Withdraws the consent behind answers.
    TakeAnswersBack,
}

/// What of a thing its person puts right themselves.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The telephone number; none where none is asked for.
    pub phone: Option<String>,
    /// The names of those who come along; none where nobody can.
    pub companions: Option<Vec<String>>,
}

impl ThingKind {
    /// The name in forms and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subscription => "subscription",
            Self::Seat => "seat",
            Self::Answers => "answers",
            Self::Enquiry => "enquiry",
            Self::Case => "case",
            Self::SecureMessages => "secure-messages",
            Self::Proof => "proof",
            Self::NamedConsent => "named-consent",
            Self::Disclosed => "disclosed",
            Self::KeptOut => "kept-out",
            Self::AddressChange => "address-change",
            Self::Draft => "draft",
            Self::AddressByStaff => "address-by-staff",
            Self::Visit => "visit",
        }
    }
}

macro_rules! silent {
    ($($what:ident),*) => {$(
        impl std::fmt::Debug for $what {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($what), "(…)"))
            }
        }
    )*};
}

silent!(HeldShown, HeldPart, ThingPart, Contact);
