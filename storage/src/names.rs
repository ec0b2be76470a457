//! The words that stand for the rules' values in columns. They never change their meaning.

use domain::consent::{EndReason, Method};
use domain::event::{EventState, SeatState};
use domain::evidence::LeafKind;
use domain::issue::IssueState;
use domain::notice::Surface;
use domain::register::Assurance;
use domain::retention::Bound;
use domain::text::Language;
use domain::thread::{Author, State, Visibility, Way};

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
        EndReason::DataDeleted => "data_deleted",
    }
}

pub(crate) fn read_end_reason(name: &str) -> Option<EndReason> {
    [
        EndReason::Withdrawn,
        EndReason::Replaced,
        EndReason::Bounced,
        EndReason::RanOut,
        EndReason::DataDeleted,
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
        LeafKind::PurposeChanged,
        LeafKind::SeatTaken,
        LeafKind::SeatLeft,
        LeafKind::Disclosed,
        LeafKind::RequestReceived,
        LeafKind::RequestExtended,
        LeafKind::RequestAnswered,
        LeafKind::RequestRefused,
        LeafKind::RequestWithdrawn,
        LeafKind::DataCorrected,
        LeafKind::Objected,
        LeafKind::IdentityShown,
    ]
    .into_iter()
    .find(|kind| i64::from(*kind as u8) == number)
}

pub(crate) const fn identifier_kind(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Mailbox => "mailbox",
        IdentifierKind::Telephone => "telephone",
        IdentifierKind::Eid => "eid",
    }
}

pub(crate) fn read_identifier_kind(name: &str) -> Option<IdentifierKind> {
    [
        IdentifierKind::Mailbox,
        IdentifierKind::Telephone,
        IdentifierKind::Eid,
    ]
    .into_iter()
    .find(|candidate| identifier_kind(*candidate) == name)
}

pub(crate) const fn verified_how(how: VerifiedHow) -> &'static str {
    match how {
        VerifiedHow::Link => "link",
        VerifiedHow::Staff => "staff",
        VerifiedHow::Eid => "eid",
    }
}

pub(crate) fn read_verified_how(name: &str) -> Option<VerifiedHow> {
    [VerifiedHow::Link, VerifiedHow::Staff, VerifiedHow::Eid]
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

pub(crate) const fn issue_state(state: IssueState) -> &'static str {
    match state {
        IssueState::Draft => "draft",
        IssueState::Scheduled => "scheduled",
        IssueState::Writing => "writing",
        IssueState::Written => "written",
        IssueState::Stopped => "stopped",
    }
}

pub(crate) fn read_issue_state(name: &str) -> Option<IssueState> {
    IssueState::ALL
        .into_iter()
        .find(|candidate| issue_state(*candidate) == name)
}

pub(crate) const fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::GoneBy => "gone_by",
        Bound::KeptUntil => "kept_until",
    }
}

pub(crate) fn read_bound(name: &str) -> Option<Bound> {
    [Bound::GoneBy, Bound::KeptUntil]
        .into_iter()
        .find(|candidate| bound(*candidate) == name)
}

pub(crate) const fn thread_state(state: State) -> &'static str {
    match state {
        State::Open => "open",
        State::Answered => "answered",
        State::Closed => "closed",
        State::Spam => "spam",
    }
}

pub(crate) fn read_thread_state(name: &str) -> Option<State> {
    [State::Open, State::Answered, State::Closed, State::Spam]
        .into_iter()
        .find(|candidate| thread_state(*candidate) == name)
}

pub(crate) const fn author(author: Author) -> &'static str {
    match author {
        Author::Sender => "sender",
        Author::Us => "us",
    }
}

pub(crate) fn read_author(name: &str) -> Option<Author> {
    [Author::Sender, Author::Us]
        .into_iter()
        .find(|candidate| author(*candidate) == name)
}

pub(crate) const fn way(way: Way) -> &'static str {
    match way {
        Way::Form => "form",
        Way::Api => "api",
        Way::Page => "page",
        Way::Mail => "mail",
        Way::Phone => "phone",
        Way::Letter => "letter",
    }
}

pub(crate) fn read_way(name: &str) -> Option<Way> {
    [
        Way::Form,
        Way::Api,
        Way::Page,
        Way::Mail,
        Way::Phone,
        Way::Letter,
    ]
    .into_iter()
    .find(|candidate| way(*candidate) == name)
}

pub(crate) const fn visibility(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Plain => "plain",
        Visibility::Hidden => "hidden",
        Visibility::Kept => "kept",
    }
}

pub(crate) fn read_visibility(name: &str) -> Option<Visibility> {
    [Visibility::Plain, Visibility::Hidden, Visibility::Kept]
        .into_iter()
        .find(|candidate| visibility(*candidate) == name)
}

pub(crate) fn read_event_state(name: &str) -> Option<EventState> {
    let named = |state| match state {
        EventState::Draft => "draft",
        EventState::Published => "published",
        EventState::Cancelled => "cancelled",
    };
    EventState::ALL
        .into_iter()
        .find(|candidate| named(*candidate) == name)
}

pub(crate) const fn seat_state(state: SeatState) -> &'static str {
    match state {
        SeatState::Held => "held",
        SeatState::Queued => "queued",
        SeatState::Seated => "seated",
        SeatState::Waiting => "waiting",
        SeatState::Offered => "offered",
    }
}

pub(crate) fn read_seat_state(name: &str) -> Option<SeatState> {
    SeatState::ALL
        .into_iter()
        .find(|candidate| seat_state(*candidate) == name)
}
