//! What the service finds, before it is put in words.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::consent::EndReason;
use crate::disclosure::Disclosure;
use crate::draft::Draft;
use crate::event::{Answer, Participant, SeatState};
use crate::mail::{Line, LinkToken, MailAddress};
use crate::named_consent::NamedConsent;
use crate::register::Key;
use crate::retention::Period;
use crate::rights::Right;
use crate::staff::{AccessAction, IdentityChecked, Role};
use crate::subscription::Topics;
use crate::text::Language;
use crate::thread::{Author, Promise, Sender, State, Way};

/// Everything that is held under a mailbox and may be shown to whoever reads it. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq)]
pub struct Held {
    /// The mailbox.
    pub email: MailAddress,
    /// What is held, the earliest first within a purpose.
    pub things: Vec<HeldThing>,
}

/// One thing that is held. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldThing {
    /// Its id.
    pub id: Uuid,
    /// The purpose of the register that it is held for.
    pub purpose: Key,
    /// What it is.
    pub what: What,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub kept: KeptFor,
    /// What was given of it to others.
    pub disclosures: Vec<Disclosure>,
    /// When staff looked at it.
    pub looks: Vec<Looked>,
    /// The mails about it.
    pub mails: Vec<SentMail>,
    /// When it was put right.
    pub corrected_at: Vec<Timestamp>,
    /// The record that its receipt is of.
    pub receipt: Option<Uuid>,
    /// Of the link to the page of its own that its mails hold, where it has one.
    pub link: Option<LinkToken>,
}

/// What a thing is, with what is known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A subscription to the newsletter.
    Subscription {
        /// The address.
        email: MailAddress,
        /// The name, if one was typed.
        name: Option<Line>,
        /// The language of the mails.
        language: Language,
        /// What about.
        topics: Topics,
        /// Until when it waits to be confirmed; none once it is.
        waits_until: Option<Timestamp>,
    },
    /// A seat at an event, or a place in line.
    Seat {
        /// The event's name.
        event: Line,
        /// When the event begins, as clocks in Denmark show it.
        starts: DateTime,
        /// How they stand.
        state: SeatState,
        /// What was typed.
        participant: Box<Participant>,
    },
    /// Answers to voluntary questions beside a seat.
    Answers {
        /// The seat they belong to.
        seat: Uuid,
        /// The event's name.
        event: Line,
        /// What was answered to what.
        answers: Vec<Answer>,
    },
    /// An enquiry.
    Enquiry {
        /// Who wrote.
        sender: Box<Sender>,
        /// Where it stands.
        state: State,
        /// What was written, the earliest first.
        messages: Vec<Spoken>,
    },
    /// A case in which they use their rights, with the secure messages about it.
    Case {
        /// What they asked for.
        rights: Vec<Right>,
        /// What they wrote about it.
        words: Option<String>,
        /// What was written since, the earliest first.
        messages: Vec<Spoken>,
    },
    /// Secure messages that belong to no case.
    SecureMessages {
        /// What was written, the earliest first.
        messages: Vec<Spoken>,
    },
    /// The proof of a consent.
    Proof {
        /// The purpose that was said yes to.
        to: Key,
        /// When and why the yes ended, if it did.
        ended: Option<(Timestamp, EndReason)>,
    },
    /// A question for consent to giving or fetching data, and what came of it.
    NamedConsent(Box<NamedConsent>),
    /// That staff gave data to somebody and noted it.
    Disclosed {
        /// What was noted.
        noted: Box<Disclosure>,
        /// When it was put right, and why: it did not happen, or not like that.
        undone: Option<(Timestamp, String)>,
    },
    /// A fingerprint that keeps the address out.
    KeptOut,
    /// A wish to be written to at another address.
    AddressChange {
        /// The new address.
        to: MailAddress,
        /// Whether the address before has said yes.
        before: bool,
        /// Whether the new one has.
        after: bool,
    },
    /// A form that was saved to go on with later.
    Draft(Draft),
    /// That staff changed the address to this one.
    AddressByStaff {
        /// The address before.
        before: MailAddress,
        /// How they made sure of the person.
        checked: IdentityChecked,
        /// Why they changed it.
        reason: String,
    },
    /// That they are here: the session.
    Visit,
}

/// A message of an enquiry.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoken {
    /// Who wrote it.
    pub author: Author,
    /// How it travelled.
    pub way: Way,
    /// When.
    pub at: Timestamp,
    /// What it says, passage by passage; what is hidden or gone is left out.
    pub words: Vec<String>,
}

/// Until when a thing is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptFor {
    /// For as long as the yes stands.
    WhileYes,
    /// For as long as the yes stands, and so long after: a proof.
    WhileYesAnd(Period),
    /// Until a day.
    Until(Promise),
    /// Until they sign out, or the time of the session is over.
    WhileHere,
    /// For as long as the case is open, and for its time after.
    WhileOpen,
    /// Its time is up: a copy is kept for the answer to a request for access, and for nothing else.
    ForAnswer,
    /// Until a day, and no shorter than the case is kept that it belongs to.
    UntilAndWhileCase(Date),
}

/// That somebody of the staff looked. Who is not told (C-579/21): the role is what shows that it was lawful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub action: AccessAction,
    /// The purpose it was done for, by its key in the register.
    pub purpose: Key,
    /// The roles of whoever did it; none when the account is gone.
    pub roles: Vec<Role>,
    /// Whether it was a list that others stood in too.
    pub in_a_list: bool,
}

/// A mail, by what it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentMail {
    /// The kind of letter, by its name in the log of mails.
    pub kind: String,
    /// When it was written.
    pub at: Timestamp,
    /// What became of it.
    pub went: MailWent,
}

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailWent {
    /// It waits to be sent.
    Waits,
    /// The other mail server took it.
    Sent,
    /// It came back.
    Returned,
    /// It was not sent.
    NotSent,
}

impl HeldThing {
    /// The thing as it stands, kept for the answer to a request for access alone. The link to its page does not come along,
    /// since the page goes.
    #[must_use]
    pub fn for_answer(self) -> Self {
        Self {
            kept: KeptFor::ForAnswer,
            link: None,
            ..self
        }
    }

    /// Whether it is no more than a copy for an answer: nothing can be done about it.
    #[must_use]
    pub fn is_copy(&self) -> bool {
        self.kept == KeptFor::ForAnswer
    }

    /// Whether an erasure decides about it.
    #[must_use]
    pub fn is_erasable(&self) -> bool {
        self.what.is_erasable() && !self.is_copy()
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Held(…)")
    }
}

impl fmt::Debug for HeldThing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HeldThing(…)")
    }
}

impl fmt::Debug for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("What(…)")
    }
}

impl fmt::Debug for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spoken(…)")
    }
}
