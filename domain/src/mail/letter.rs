//! What a mail says, as data. Words and layout come when it is sent, so that a retry says the same.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Line, LinkToken, MailAddress};
use crate::event::{Invites, SeatPromise, WhenAndWhere};
use crate::issue::Words;
use crate::portal::EntryCode;
use crate::text::Language;
use crate::thread::{Promise, Way};

/// A mail to one person, as it is sealed until it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The mailbox it goes to.
    pub to: MailAddress,
    /// The person's name, where we know it.
    pub name: Option<Line>,
    /// The language it is written in.
    pub language: Language,
    /// What it says.
    pub letter: Letter,
}

/// What a mail says. A new kind is a variant here, its name in [`Self::kind`], and its words in `server/src/mail/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Letter {
    /// Somebody asked for the newsletter with this address: is it theirs? Says nothing else.
    ConfirmSubscription {
        /// Of the link that leads to the question.
        token: LinkToken,
    },
    /// A message waits where only the person can read it. Says nothing of what it is about, so that it may be sent
    /// under a purpose that reveals something by its mere presence (`may_reveal`).
    MessageWaits {
        /// Of the link that leads to it.
        token: LinkToken,
    },
    /// We have an enquiry: when it is deleted, and the way to its page.
    ContactReceived {
        /// Of the link to its page.
        token: LinkToken,
        /// The mark in the address that answers come to.
        mark: String,
        /// Until when it is kept.
        kept: Promise,
    },
    /// Our answer to an ordinary enquiry.
    ContactReply {
        /// Of the link to its page.
        token: LinkToken,
        /// The mark in the address that answers come to.
        mark: String,
        /// What we answer.
        words: String,
        /// Until when it is kept.
        kept: Promise,
    },
    /// An enquiry was answered elsewhere. Says nothing of what.
    ContactAnswered {
        /// Of the link to its page.
        token: LinkToken,
        /// By phone or letter.
        way: Way,
        /// Until when it is kept.
        kept: Promise,
    },
    /// A new link to the page of an enquiry, because somebody who held the old one asked for it.
    ContactLink {
        /// Of the link.
        token: LinkToken,
    },
    /// A part of an enquiry is hidden because it is sensitive. Says nothing of what.
    ContactHidden {
        /// Of the link to its page, where its sender decides about it.
        token: LinkToken,
        /// When it is deleted, as clocks in Denmark show it.
        gone_at: DateTime,
    },
    /// An issue of the newsletter. The words are the issue's, which nobody changes once it is sent.
    Newsletter {
        /// The issue.
        issue: Uuid,
        /// What the links of the subscription's mails are derived from.
        link: Uuid,
    },
    /// An issue of the newsletter as it stands, to whoever writes it.
    NewsletterTrial {
        /// Its subject.
        subject: Line,
        /// Its words.
        words: Words,
        /// The language it is written in.
        written_in: Language,
    },
    /// Somebody signed up for an event with this address: is it theirs? Says nothing else.
    ConfirmSeat {
        /// Of the link that leads to the question.
        token: LinkToken,
    },
    /// They have a seat, or a place in line, and their page.
    SeatConfirmed {
        /// Of the link to their page.
        token: LinkToken,
        /// What they signed up for.
        about: Box<AboutEvent>,
        /// Whether they have a seat, and not a place in line.
        seated: bool,
    },
    /// A seat is free for them.
    SeatOffered {
        /// Of the link to their page.
        token: LinkToken,
        /// What they signed up for.
        about: Box<AboutEvent>,
        /// Until when it is kept for them, as clocks in Denmark show it.
        until: DateTime,
    },
    /// The event is not held.
    EventCancelled {
        /// Of the link to their page.
        token: LinkToken,
        /// What they signed up for.
        about: Box<AboutEvent>,
    },
    /// The event is somewhere or sometime else.
    EventMoved {
        /// Of the link to their page.
        token: LinkToken,
        /// What they signed up for, as it is now.
        about: Box<AboutEvent>,
        /// Where and when it was, as far as they knew.
        before: Box<WhenAndWhere>,
        /// From when on the promise that it tells of holds, as clocks in Denmark show it, where it is longer than the
        /// one they had.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holds_from: Option<DateTime>,
    },
    /// The event is soon.
    EventNear {
        /// Of the link to their page.
        token: LinkToken,
        /// What they signed up for.
        about: Box<AboutEvent>,
    },
    /// The event is over.
    EventThanks {
        /// Of the link to their page.
        token: LinkToken,
        /// What they signed up for.
        about: Box<AboutEvent>,
    },
    /// There is news of something that somebody signed up for. Says nothing of what it is, as [`Self::MessageWaits`].
    SeatNews {
        /// Of the link to their page.
        token: LinkToken,
        /// Until when they can answer, as clocks in Denmark show it, where they are asked something.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<DateTime>,
    },
    /// There is news in the rights portal. Says nothing of what it is, not even that a case exists.
    RightsNews,
    /// To staff: a case is to be answered by a day. Says nothing of whose or what it is.
    CaseWaits {
        /// The case, which only staff can open.
        case: Uuid,
        /// By when.
        due: Date,
        /// How many days are left; none when it was just received.
        days_left: Option<i64>,
    },
    /// To staff: somebody wrote to them where only they can read it. Says nothing of who or what.
    SecureArrived {
        /// The rights case that it is about, which only staff can open; none where it stands alone.
        case: Option<Uuid>,
    },
    /// Somebody asked to come in to the rights portal with this address. Says nothing of whether anything is held.
    ComeIn {
        /// Of the link, which leads on in the browser that asked.
        token: LinkToken,
        /// The code, which works there too.
        code: EntryCode,
    },
    /// Somebody outside can read or send secure messages. Says nothing of whom they are about.
    SecureOutside {
        /// Of their link, which opens nothing without the code that is said over another channel.
        token: LinkToken,
    },
    /// An enquiry falls under another purpose from now on.
    ContactMoved {
        /// Of the link to its page.
        token: LinkToken,
        /// What the purpose is called; none where its name would say something sensitive.
        purpose: Option<String>,
        /// Until when it is kept.
        kept: Promise,
    },
    /// Somebody who reads this mailbox asked us to write to another one: is that right? Says nothing of what we hold.
    AddressBefore {
        /// Of the link that leads to the question.
        token: LinkToken,
        /// Until when it can be answered, as clocks in Denmark show it.
        until: DateTime,
    },
    /// Staff changed the address that we write to: not to this mailbox any more. Says nothing of where to, nor of what we
    /// hold.
    AddressChanged,
    /// Somebody asked us to write to this mailbox from now on: is it theirs? Says nothing else.
    AddressAfter {
        /// Of the link that leads to the question.
        token: LinkToken,
        /// Until when it can be answered, as clocks in Denmark show it.
        until: DateTime,
    },
}

/// What a mail tells of an event: it stays true though the event is changed or deleted before the mail goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutEvent {
    /// The event, whose page holds the file for calendars.
    pub event: Uuid,
    /// Its name.
    pub title: Line,
    /// Where it is.
    pub place: Line,
    /// When it begins, as clocks in Denmark show it.
    pub starts: DateTime,
    /// Until when the person is kept.
    pub kept: SeatPromise,
    /// What their calendar is told; nothing to who has no seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<AboutCalendar>,
}

/// What a mail tells the calendar of somebody who has a seat, beside what it tells them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutCalendar {
    /// When the event ends, as clocks in Denmark show it.
    pub ends: DateTime,
    /// How often it was changed since it was published.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: Timestamp,
}

impl Letter {
    /// The mark of the address that answers go to, where they go to one of their own.
    #[must_use]
    pub fn reply_mark(&self) -> Option<&str> {
        match self {
            Self::ContactReceived { mark, .. } | Self::ContactReply { mark, .. } => Some(mark),
            _ => None,
        }
    }

    /// What calendars are told by it, and what they are to do.
    #[must_use]
    pub fn invites(&self) -> Option<(&AboutEvent, &AboutCalendar, Invites)> {
        let (about, invites) = match self {
            Self::SeatConfirmed { about, .. } | Self::EventMoved { about, .. } => {
                (about, Invites::Request)
            }
            Self::EventCancelled { about, .. } => (about, Invites::Cancel),
            _ => return None,
        };
        let calendar = about.calendar.as_ref()?;
        Some((about, calendar, invites))
    }

    /// The same news without a word of the event, for a purpose that reveals something by its mere presence
    /// (`may_reveal`).
    #[must_use]
    pub fn discreet(self) -> Self {
        match self {
            Self::SeatConfirmed { token, .. }
            | Self::EventCancelled { token, .. }
            | Self::EventMoved { token, .. }
            | Self::EventNear { token, .. }
            | Self::EventThanks { token, .. } => Self::SeatNews { token, until: None },
            Self::SeatOffered { token, until, .. } => Self::SeatNews {
                token,
                until: Some(until),
            },
            other => other,
        }
    }

    /// Whether it belongs to the newsletter, and so comes from the newsletter's address.
    #[must_use]
    pub const fn is_newsletter(&self) -> bool {
        matches!(
            self,
            Self::ConfirmSubscription { .. }
                | Self::Newsletter { .. }
                | Self::NewsletterTrial { .. }
        )
    }

    /// The name of its kind, as stored and counted. It never changes its meaning.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ConfirmSubscription { .. } => "confirm_subscription",
            Self::MessageWaits { .. } => "message_waits",
            Self::ContactReceived { .. } => "contact_received",
            Self::ContactReply { .. } => "contact_reply",
            Self::ContactAnswered { .. } => "contact_answered",
            Self::ContactLink { .. } => "contact_link",
            Self::ContactHidden { .. } => "contact_hidden",
            Self::ContactMoved { .. } => "contact_moved",
            Self::RightsNews => "rights_news",
            Self::CaseWaits { .. } => "case_waits",
            Self::SecureArrived { .. } => "secure_arrived",
            Self::AddressBefore { .. } => "address_before",
            Self::AddressChanged => "address_changed",
            Self::AddressAfter { .. } => "address_after",
            Self::ComeIn { .. } => "come_in",
            Self::SecureOutside { .. } => "secure_outside",
            Self::ConfirmSeat { .. } => "confirm_seat",
            Self::SeatConfirmed { .. } => "seat_confirmed",
            Self::SeatOffered { .. } => "seat_offered",
            Self::EventCancelled { .. } => "event_cancelled",
            Self::EventMoved { .. } => "event_moved",
            Self::EventNear { .. } => "event_near",
            Self::EventThanks { .. } => "event_thanks",
            Self::SeatNews { .. } => "seat_news",
            Self::Newsletter { .. } => "newsletter",
            Self::NewsletterTrial { .. } => "newsletter_trial",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_stored_under_the_name_of_its_kind() {
        let token = LinkToken::from_bytes([1; 32]);
        for letter in [
            Letter::ConfirmSubscription {
                token: token.clone(),
            },
            Letter::MessageWaits { token },
            Letter::Newsletter {
                issue: Uuid::from_u128(1),
                link: Uuid::from_u128(2),
            },
        ] {
            let stored = serde_json::to_value(&letter).unwrap();
            assert_eq!(stored["kind"], letter.kind());
            assert_eq!(serde_json::from_value::<Letter>(stored).unwrap(), letter);
        }
    }
}
