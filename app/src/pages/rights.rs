//! The rights portal, "Dine oplysninger". Its data comes with the document and by no other way: the server reads it for
//! the request and decides who may see it (`rights/load.rs`). There is no call by which script could ask for more.

use domain::held::HeldShown;
use domain::privacy::Row;
use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cases::CaseLine;
use crate::components::{PageTitle, Trouble, language};

mod answer;
mod ask;
mod ask_right;
mod case;
mod code;
mod confirm;
mod consent;
mod correct;
mod draft;
mod eid;
mod email;
mod export;
mod field;
mod frame;
mod link;
#[cfg(feature = "ssr")]
mod load;
#[cfg(feature = "ssr")]
mod load_cases;
#[cfg(feature = "ssr")]
mod load_consents;
#[cfg(feature = "ssr")]
mod load_drafts;
#[cfg(feature = "ssr")]
mod load_held;
#[cfg(feature = "ssr")]
mod load_secure;
mod messages;
mod new_address;
mod no_marketing;
mod overview;
mod rows;
mod secure;
mod sessions;

pub use answer::OwnAnswerView;
pub use ask_right::AskRightView;
pub use case::OwnCaseView;
pub use consent::OwnConsentView;
pub use correct::CorrectView;
pub use draft::DraftLine;
#[cfg(feature = "ssr")]
pub use frame::RIGHTS_DONE;
pub use frame::{RightsFrame, RightsMe};
#[cfg(feature = "ssr")]
pub use load::{RightsAsked, load as load_rights, me as rights_me};
#[cfg(feature = "ssr")]
pub use load_held::named_thing;
pub use messages::OwnMessagesView;
pub use new_address::NewAddressView;
pub use no_marketing::NoMarketingView;
pub use overview::QuestionLine;
#[cfg(feature = "ssr")]
pub use secure::SECURE_SENT;
pub use secure::{OwnSecureView, StartSecureView};
pub use sessions::PortalSessionView;

/// What a page of the portal shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RightsView {
    /// Who is in.
    pub me: Option<RightsMe>,
    /// The page.
    pub content: RightsContent,
    /// A form that was refused.
    pub refused: Option<RightsRefused>,
}

/// A form that was refused: why, and what was typed, but for codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightsRefused {
    /// Why.
    pub problem: Problem,
    /// The names and values of the fields.
    pub typed: Vec<(String, String)>,
}

impl std::fmt::Debug for RightsRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RightsRefused")
            .field("problem", &self.problem)
            .finish_non_exhaustive()
    }
}

/// The page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum RightsContent {
    /// What the portal is, and the way in.
    Ask {
        /// Where to go once in.
        return_to: String,
        /// The e-mail address for those who cannot come in.
        contact: String,
    },
    /// Where the code of the mail is typed.
    Code {
        /// Where to go once in.
        return_to: String,
    },
    /// The link of the mail, in the browser that asked.
    ComeIn {
        /// Where the button posts to.
        action: String,
    },
    /// The link of a mail anywhere else. Whether it lives is not told.
    Elsewhere,
    /// Where one begins once one is in: what is held.
    Overview {
        /// It.
        held: Box<HeldShown>,
        /// Whether there is any marketing to say no to.
        has_newsletter: bool,
        /// Whether they can send secure messages by themselves.
        has_secure: bool,
        /// The questions for consent that wait for their answer.
        questions: Vec<QuestionLine>,
        /// Their cases, the latest first.
        cases: Vec<CaseLine>,
        /// What they saved to go on with later, the latest first.
        drafts: Vec<DraftLine>,
        /// The rights that can be asked for, by name and title; none where the organisation takes no requests here.
        rights: Vec<(String, String)>,
    },
    /// Asking to use a right.
    AskRight(Box<AskRightView>),
    /// A case of theirs.
    Case(Box<OwnCaseView>),
    /// The secure messages about a case of theirs.
    Messages(Box<OwnMessagesView>),
    /// A question for consent.
    Consent(Box<OwnConsentView>),
    /// The answer to a request for access.
    Answer(Box<OwnAnswerView>),
    /// Writing a secure message that belongs to no case.
    StartSecure(Box<StartSecureView>),
    /// Such a message and what came of it.
    OwnSecure(Box<OwnSecureView>),
    /// Taking one's data along.
    Export,
    /// Contact details to put right.
    Correct(Box<CorrectView>),
    /// Another e-mail address.
    Email {
        /// The wishes that wait: the new address, and who has said yes.
        waiting: Vec<Vec<Row>>,
    },
    /// What the link of a mail about another address asks.
    NewAddress(NewAddressView),
    /// Saying no to all marketing.
    NoMarketing(NoMarketingView),
    /// Showing which person one is.
    Confirm {
        /// It was shown in this session.
        is_shown: bool,
        /// What the electronic identity is called that shows it too, where there is one.
        eid: Option<String>,
        /// The e-mail address for those who have no code.
        contact: String,
    },
    /// The link to the electronic identity provider.
    GoToEid {
        /// What it is called.
        name: String,
        /// Where it is.
        address: String,
    },
    /// Back from there.
    EidReturn {
        /// What it gave.
        code: String,
        /// What belongs to the way there.
        state: String,
    },
    /// Where one is in.
    Sessions(Vec<PortalSessionView>),
}

/// Shows the page that the server composed.
#[component]
pub fn RightsPages() -> impl IntoView {
    let shown = SharedValue::new(use_context::<RightsView>).into_inner();
    match shown {
        Some(view) => view! { <Shown view /> }.into_any(),
        None => view! { <NotShown /> }.into_any(),
    }
}

#[component]
fn Shown(view: RightsView) -> impl IntoView {
    let RightsView {
        me,
        content,
        refused,
    } = view;
    let email = me.as_ref().map(|me| me.email.clone()).unwrap_or_default();
    let page = match content {
        RightsContent::Ask { return_to, contact } => {
            view! { <ask::Ask return_to contact refused /> }.into_any()
        }
        RightsContent::Code { return_to } => view! { <code::Code return_to refused /> }.into_any(),
        RightsContent::ComeIn { action } => view! { <link::ComeIn action refused /> }.into_any(),
        RightsContent::Elsewhere => view! { <link::Elsewhere refused /> }.into_any(),
        RightsContent::Overview {
            held,
            has_newsletter,
            has_secure,
            questions,
            cases,
            drafts,
            rights,
        } => {
            let held = *held;
            view! { <overview::Overview held has_newsletter has_secure questions cases drafts rights refused /> }
                .into_any()
        }
        RightsContent::StartSecure(view) => {
            view! { <secure::StartSecure view=*view refused /> }.into_any()
        }
        RightsContent::OwnSecure(view) => {
            view! { <secure::OwnSecure view=*view refused /> }.into_any()
        }
        RightsContent::AskRight(ask) => {
            view! { <ask_right::AskRight ask=*ask refused /> }.into_any()
        }
        RightsContent::Case(view) => view! { <case::Case view=*view refused /> }.into_any(),
        RightsContent::Messages(view) => {
            view! { <messages::Messages view=*view refused /> }.into_any()
        }
        RightsContent::Consent(view) => {
            view! { <consent::Consent view=*view refused /> }.into_any()
        }
        RightsContent::Answer(view) => view! { <answer::Answer view=*view refused /> }.into_any(),
        RightsContent::Export => view! { <export::Export email refused /> }.into_any(),
        RightsContent::Correct(view) => {
            view! { <correct::Correct view=*view refused /> }.into_any()
        }
        RightsContent::Email { waiting } => {
            view! { <email::Email email waiting refused /> }.into_any()
        }
        RightsContent::NewAddress(view) => {
            view! { <new_address::NewAddress view refused /> }.into_any()
        }
        RightsContent::NoMarketing(view) => {
            view! { <no_marketing::NoMarketing view refused /> }.into_any()
        }
        RightsContent::Confirm {
            is_shown,
            eid,
            contact,
        } => view! { <confirm::Confirm is_shown eid contact refused /> }.into_any(),
        RightsContent::GoToEid { name, address } => {
            view! { <eid::GoToEid name address /> }.into_any()
        }
        RightsContent::EidReturn { code, state } => {
            view! { <eid::EidReturn code state /> }.into_any()
        }
        RightsContent::Sessions(sessions) => {
            view! { <sessions::Sessions sessions refused /> }.into_any()
        }
    };
    match me {
        Some(me) => view! { <RightsFrame me>{page}</RightsFrame> }.into_any(),
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
