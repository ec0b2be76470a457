//! The words that stand for the rules' values in columns. They never change their meaning.

use domain::consent::{EndReason, Method};
use domain::evidence::LeafKind;
use domain::notice::Surface;
use domain::register::Assurance;
use domain::text::Language;

use crate::tables::mail::MailState;
use crate::tables::person::{IdentifierKind, VerifiedHow};

pub(crate) const fn surface(surface: Surface) -> &'static str {
    match surface {
        Surface::Banner => "banner",
        Surface::Settings => "settings",
        Surface::Placeholder => "placeholder",
    }
}

pub(crate) fn read_surface(name: &str) -> Option<Surface> {
    [Surface::Banner, Surface::Settings, Surface::Placeholder]
        .into_iter()
        .find(|candidate| surface(*candidate) == name)
}

pub(crate) const fn method(method: Method) -> &'static str {
    match method {
        Method::Form => "form",
        Method::Script => "script",
        Method::Api => "api",
    }
}

pub(crate) const fn end_reason(reason: EndReason) -> &'static str {
    match reason {
        EndReason::Withdrawn => "withdrawn",
        EndReason::Replaced => "replaced",
        EndReason::Bounced => "bounced",
        EndReason::RanOut => "ran_out",
    }
}

pub(crate) fn read_end_reason(name: &str) -> Option<EndReason> {
    [
        EndReason::Withdrawn,
        EndReason::Replaced,
        EndReason::Bounced,
        EndReason::RanOut,
    ]
    .into_iter()
    .find(|candidate| end_reason(*candidate) == name)
}

pub(crate) fn read_language(tag: &str) -> Option<Language> {
    Language::ALL
        .into_iter()
        .find(|language| language.tag() == tag)
}

pub(crate) fn read_leaf_kind(number: i64) -> Option<LeafKind> {
    [
        LeafKind::ConsentGiven,
        LeafKind::ConsentEnded,
        LeafKind::Erased,
        LeafKind::KeyChanged,
        LeafKind::ConsentConfirmed,
    ]
    .into_iter()
    .find(|kind| i64::from(*kind as u8) == number)
}

pub(crate) const fn identifier_kind(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Mailbox => "mailbox",
        IdentifierKind::Telephone => "telephone",
    }
}

pub(crate) fn read_identifier_kind(name: &str) -> Option<IdentifierKind> {
    [IdentifierKind::Mailbox, IdentifierKind::Telephone]
        .into_iter()
        .find(|candidate| identifier_kind(*candidate) == name)
}

pub(crate) const fn verified_how(how: VerifiedHow) -> &'static str {
    match how {
        VerifiedHow::Link => "link",
        VerifiedHow::Staff => "staff",
    }
}

pub(crate) fn read_verified_how(name: &str) -> Option<VerifiedHow> {
    [VerifiedHow::Link, VerifiedHow::Staff]
        .into_iter()
        .find(|candidate| verified_how(*candidate) == name)
}

pub(crate) const fn assurance(assurance: Assurance) -> &'static str {
    match assurance {
        Assurance::ReceiptCode => "receipt_code",
        Assurance::MailLink => "mail_link",
        Assurance::SecondFactor => "second_factor",
    }
}

pub(crate) fn read_assurance(name: &str) -> Option<Assurance> {
    [
        Assurance::ReceiptCode,
        Assurance::MailLink,
        Assurance::SecondFactor,
    ]
    .into_iter()
    .find(|candidate| assurance(*candidate) == name)
}

pub(crate) const fn mail_state(state: MailState) -> &'static str {
    match state {
        MailState::Queued => "queued",
        MailState::Sending => "sending",
        MailState::Sent => "sent",
        MailState::Failed => "failed",
        MailState::Bounced => "bounced",
        MailState::Stopped => "stopped",
        MailState::Withheld => "withheld",
    }
}

pub(crate) fn read_mail_state(name: &str) -> Option<MailState> {
    [
        MailState::Queued,
        MailState::Sending,
        MailState::Sent,
        MailState::Failed,
        MailState::Bounced,
        MailState::Stopped,
        MailState::Withheld,
    ]
    .into_iter()
    .find(|candidate| mail_state(*candidate) == name)
}
