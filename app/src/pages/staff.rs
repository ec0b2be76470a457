//! The staff's own pages. Their data comes with the document and by no other way: the server reads it for the request,
//! decides who may see it (`load.rs`). Script can ask for the figures of a newsletter that is being sent, and for a
//! question to a passkey, and for nothing else.

use domain::problem::Problem;
use domain::staff::Role;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{PageTitle, QrView, Trouble, language};

mod access_log;
mod account;
mod case;
mod case_answer;
mod case_consents;
mod case_erase;
mod case_messages;
mod case_step;
mod case_unopened;
mod cases;
mod check_in;
mod code_again;
mod codes;
mod disclosure;
mod door;
mod enquiries;
mod enquiry;
mod enquiry_stopped;
mod enrol;
mod event;
mod event_dates;
mod event_kinds;
mod event_picture;
mod event_repeat;
mod events;
mod field;
mod frame;
mod issue;
mod issues;
#[cfg(feature = "ssr")]
mod load;
#[cfg(feature = "ssr")]
mod load_case_consents;
#[cfg(feature = "ssr")]
mod load_case_messages;
#[cfg(feature = "ssr")]
mod load_cases;
#[cfg(feature = "ssr")]
mod load_disclosures;
#[cfg(feature = "ssr")]
mod load_enquiries;
#[cfg(feature = "ssr")]
mod load_event_kinds;
#[cfg(feature = "ssr")]
mod load_events;
#[cfg(feature = "ssr")]
pub(crate) mod load_issues;
mod member;
mod new_address;
mod new_case;
mod pager;
mod participants;
mod passkey_button;
mod passkeys;
mod people;
mod person_code;
mod sign_in;
mod start;
mod subscribers;
mod words;

pub use case::StaffCaseView;
pub use case_consents::CaseConsentsView;
pub use case_messages::{CaseMessagesView, OutsiderCodeView};
pub use case_step::CaseStepView;
pub use cases::CasesView;
pub use check_in::CheckInView;
pub use code_again::NeedsCode;
pub use disclosure::{DisclosureView, NoteDisclosureView};
pub use enquiries::EnquiriesView;
pub use enquiry::StaffEnquiryView;
pub use enquiry_stopped::StoppedEnquiryView;
pub use event::StaffEventView;
pub use event_kinds::{KindRow, KindView};
pub use event_picture::StaffPictureView;
pub use events::StaffEventsView;
#[cfg(feature = "ssr")]
pub use frame::DONE;
pub use frame::{StaffFrame, StaffMe};
pub use issue::IssueView;
pub use issues::IssuesView;
#[cfg(feature = "ssr")]
pub use load::{Asked, load as load_staff, me as staff_me};
#[cfg(feature = "ssr")]
pub use load_cases::{named_step, step as load_case_step};
#[cfg(feature = "ssr")]
pub use load_enquiries::enquiry as read_enquiry;
#[cfg(feature = "ssr")]
pub use load_events::shown as read_event;
#[cfg(feature = "ssr")]
pub use load_issues::subscribers as load_subscribers;
pub use new_address::AddressChangedView;
pub use new_case::NewCaseView;
#[cfg(feature = "ssr")]
pub use passkey_button::QuestionView;
pub use passkeys::{MakePasskeyView, PasskeyView};
pub use person_code::PersonCodeView;
#[cfg(feature = "ssr")]
pub use subscribers::ImportedView;
pub use subscribers::SubscribersView;

/// What a staff page shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StaffView {
    /// Who is signed in.
    pub me: Option<StaffMe>,
    /// The page.
    pub content: StaffContent,
    /// A form that was refused.
    pub refused: Option<StaffRefused>,
}

/// A form that was refused: why, and what was typed, but for passwords and codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRefused {
    /// Why.
    pub problem: Problem,
    /// The names and values of the fields.
    pub typed: Vec<(String, String)>,
}

/// The page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum StaffContent {
    /// Address and password.
    SignIn {
        /// Where to go afterwards.
        return_to: String,
        /// A passkey lets in, too.
        offers_passkey: bool,
    },
    /// The code, after address and password.
    Code {
        /// Where to go afterwards.
        return_to: String,
        /// What the first step gave.
        first: String,
    },
    /// An invitation that can be accepted.
    Invitation(EnrolmentView),
    /// Recovery codes, told once.
    Codes(Vec<String>),
    /// Where staff begin.
    Start {
        /// Their roles.
        roles: Vec<Role>,
        /// The organisation takes enquiries.
        has_enquiries: bool,
        /// The organisation has a newsletter.
        has_newsletter: bool,
        /// The organisation holds events.
        has_events: bool,
        /// The organisation takes requests to use rights.
        has_rights: bool,
    },
    /// Their account.
    Account(AccountView),
    /// A new app for codes.
    NewApp(EnrolmentView),
    /// The name of a new passkey.
    NewPasskey {
        /// There may be no more.
        is_full: bool,
    },
    /// The new passkey, to be made by the device.
    MakePasskey(MakePasskeyView),
    /// A passkey that can be removed.
    Passkey(PasskeyView),
    /// Who has access.
    People {
        /// Everybody.
        members: Vec<MemberView>,
        /// Whether the reader may change it.
        may_change: bool,
    },
    /// Giving somebody access.
    Invite,
    /// Somebody who has access.
    Member(MemberView),
    /// A link, told once.
    Link(LinkView),
    /// What people write to us.
    Enquiries(EnquiriesView),
    /// One enquiry.
    Enquiry(StaffEnquiryView),
    /// One whose use is stopped.
    StoppedEnquiry(StoppedEnquiryView),
    /// The newsletters.
    Issues(IssuesView),
    /// One newsletter, or a new one.
    Issue(Box<IssueView>),
    /// Those who get the newsletter, as a list.
    Subscribers(SubscribersView),
    /// The events.
    Events(StaffEventsView),
    /// One event, or a new one.
    Event(Box<StaffEventView>),
    /// The list for the door of an event.
    CheckIn(CheckInView),
    /// The kinds of events.
    EventKinds(Vec<KindRow>),
    /// One of them.
    EventKind(KindView),
    /// The picture of an event.
    EventPicture(Box<StaffPictureView>),
    /// Requests by which people use their rights.
    Cases(CasesView),
    /// Entering one.
    NewCase(NewCaseView),
    /// One of them.
    Case(Box<StaffCaseView>),
    /// A step on one.
    CaseStep(Box<CaseStepView>),
    /// Secure messages, about a case or standing alone.
    CaseMessages(Box<CaseMessagesView>),
    /// Asking for consent from a case.
    CaseConsents(Box<CaseConsentsView>),
    /// Noting that somebody was given data.
    NoteDisclosure(Box<NoteDisclosureView>),
    /// What was noted.
    Disclosure(Box<DisclosureView>),
    /// A code for somebody outside, told once.
    OutsiderCode(OutsiderCodeView),
    /// Making a code for a person.
    MakePersonCode {
        /// The number of the person, where one comes from their case.
        person: String,
    },
    /// The code, told once.
    PersonCode(PersonCodeView),
    /// Another e-mail address for a person.
    NewAddress,
    /// What came of it.
    AddressChanged(AddressChangedView),
    /// Who looked at what.
    AccessLog(AccessLogView),
}

/// What somebody who sets up an app is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentView {
    /// Their name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// The secret, to be typed.
    pub secret: String,
    /// The secret as a picture.
    pub qr: Option<QrView>,
    /// Where the form goes.
    pub action: String,
}

/// Somebody's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// Where they are signed in.
    pub sessions: Vec<SessionView>,
    /// How many recovery codes are left.
    pub codes_left: usize,
    /// Their passkeys; none where passkeys are not offered.
    pub passkeys: Option<Vec<PasskeyView>>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// Its id.
    pub id: String,
    /// The browser.
    pub browser: String,
    /// When it began, in words.
    pub since: String,
    /// When it was last used, in words.
    pub seen: String,
    /// It is the one that is looking.
    pub is_this: bool,
}

/// A colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberView {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Whether they can sign in, in words.
    pub state: String,
    /// They were shut out.
    pub is_disabled: bool,
}

/// A link to hand over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// To whom.
    pub name: String,
    /// The link.
    pub link: String,
    /// The last day it works, in words.
    pub ends: String,
}

/// A page of the access log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLogView {
    /// Its entries.
    pub entries: Vec<AccessView>,
    /// What the next page is asked for with.
    pub next: Option<String>,
    /// It is not the first page.
    pub is_later: bool,
}

/// An entry of the access log, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub what: String,
    /// Whose data, and for which purpose.
    pub whose: String,
    /// Why.
    pub why: String,
}

/// Shows the staff page that the server composed.
#[component]
pub fn StaffPages() -> impl IntoView {
    let shown = SharedValue::new(use_context::<StaffView>).into_inner();
    match shown {
        Some(view) => view! { <Shown view /> }.into_any(),
        None => view! { <NotShown /> }.into_any(),
    }
}

#[component]
fn Shown(view: StaffView) -> impl IntoView {
    let StaffView {
        me,
        content,
        refused,
    } = view;
    let needs_code = me.as_ref().map_or(NeedsCode::Yes, |me| me.needs_code);
    let name = me.as_ref().map(|me| me.name.clone()).unwrap_or_default();
    let page = match content {
        StaffContent::SignIn {
            return_to,
            offers_passkey,
        } => view! { <sign_in::SignIn return_to offers_passkey refused /> }.into_any(),
        StaffContent::Code { return_to, first } => {
            view! { <sign_in::Code return_to first refused /> }.into_any()
        }
        StaffContent::Invitation(enrolment) => {
            view! { <enrol::Invitation enrolment refused /> }.into_any()
        }
        StaffContent::Codes(codes) => view! { <codes::Codes codes /> }.into_any(),
        StaffContent::Start {
            roles,
            has_enquiries,
            has_newsletter,
            has_events,
            has_rights,
        } => {
            view! { <start::Start name roles has_enquiries has_newsletter has_events has_rights /> }
                .into_any()
        }
        StaffContent::Account(account) => {
            view! { <account::Account account needs_code refused /> }.into_any()
        }
        StaffContent::NewApp(enrolment) => {
            view! { <enrol::NewApp enrolment needs_code refused /> }.into_any()
        }
        StaffContent::NewPasskey { is_full } => {
            view! { <passkeys::NewPasskey is_full needs_code refused /> }.into_any()
        }
        StaffContent::MakePasskey(making) => view! { <passkeys::MakePasskey making /> }.into_any(),
        StaffContent::Passkey(passkey) => {
            view! { <passkeys::RemovePasskey passkey needs_code refused /> }.into_any()
        }
        StaffContent::People {
            members,
            may_change,
        } => view! { <people::People members may_change /> }.into_any(),
        StaffContent::Invite => view! { <people::Invite needs_code refused /> }.into_any(),
        StaffContent::Member(member) => {
            view! { <member::Member member needs_code refused /> }.into_any()
        }
        StaffContent::Link(link) => view! { <people::Link link /> }.into_any(),
        StaffContent::Enquiries(list) => view! { <enquiries::Enquiries list /> }.into_any(),
        StaffContent::Enquiry(enquiry) => view! { <enquiry::Enquiry enquiry refused /> }.into_any(),
        StaffContent::StoppedEnquiry(view) => {
            view! { <enquiry_stopped::StoppedEnquiry view refused /> }.into_any()
        }
        StaffContent::Issues(list) => view! { <issues::Issues list /> }.into_any(),
        StaffContent::Issue(issue) => view! { <issue::Issue issue=*issue refused /> }.into_any(),
        StaffContent::Subscribers(view) => {
            view! { <subscribers::Subscribers view needs_code refused /> }.into_any()
        }
        StaffContent::Events(list) => view! { <events::Events list /> }.into_any(),
        StaffContent::Event(event) => view! { <event::Event event=*event refused /> }.into_any(),
        StaffContent::CheckIn(list) => view! { <check_in::CheckIn list /> }.into_any(),
        StaffContent::EventKinds(kinds) => {
            view! { <event_kinds::Kinds kinds refused /> }.into_any()
        }
        StaffContent::EventKind(kind) => view! { <event_kinds::Kind kind refused /> }.into_any(),
        StaffContent::EventPicture(view) => {
            view! { <event_picture::EventPicture view=*view refused /> }.into_any()
        }
        StaffContent::Cases(list) => view! { <cases::Cases list /> }.into_any(),
        StaffContent::NewCase(view) => view! { <new_case::NewCase view refused /> }.into_any(),
        StaffContent::Case(view) => view! { <case::Case view=*view refused /> }.into_any(),
        StaffContent::CaseStep(view) => {
            view! { <case_step::CaseStep view=*view needs_code refused /> }.into_any()
        }
        StaffContent::CaseMessages(view) => {
            view! { <case_messages::CaseMessages view=*view refused /> }.into_any()
        }
        StaffContent::CaseConsents(view) => {
            view! { <case_consents::CaseConsents view=*view refused /> }.into_any()
        }
        StaffContent::NoteDisclosure(view) => {
            view! { <disclosure::NoteDisclosure view=*view refused /> }.into_any()
        }
        StaffContent::Disclosure(view) => {
            view! { <disclosure::Disclosure view=*view refused /> }.into_any()
        }
        StaffContent::OutsiderCode(told) => {
            view! { <case_messages::OutsiderCode told /> }.into_any()
        }
        StaffContent::MakePersonCode { person } => {
            view! { <person_code::MakePersonCode person needs_code refused /> }.into_any()
        }
        StaffContent::PersonCode(made) => view! { <person_code::PersonCode made /> }.into_any(),
        StaffContent::NewAddress => {
            view! { <new_address::NewAddress needs_code refused /> }.into_any()
        }
        StaffContent::AddressChanged(changed) => {
            view! { <new_address::AddressChanged changed /> }.into_any()
        }
        StaffContent::AccessLog(log) => view! { <access_log::AccessLog log /> }.into_any(),
    };
    match me {
        Some(me) => view! { <StaffFrame me>{page}</StaffFrame> }.into_any(),
        None => page,
    }
}

/// A link from elsewhere that script followed: the address, loaded in full, shows the page.
#[component]
fn NotShown() -> impl IntoView {
    let path = leptos_router::hooks::use_location().pathname;
    let again = move || crate::parts::load_again(&path.get_untracked());
    let problem = Problem::Unreachable;
    view! {
        <PageTitle text=problem.title(language()) />
        <Trouble problem retry=again />
    }
}
