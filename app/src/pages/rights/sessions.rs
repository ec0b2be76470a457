//! Where one is in with a mailbox, and ending it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::Summary;
use crate::address::RightsPage;
use crate::components::{PageTitle, language};
use crate::texts::rights_texts;

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalSessionView {
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

/// The page.
#[component]
pub(super) fn Sessions(
    sessions: Vec<PortalSessionView>,
    refused: Option<RightsRefused>,
) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let action = RightsPage::Sessions.path(language);
    let rows = sessions
        .into_iter()
        .map(|session| view! { <Row session action /> });
    view! {
        <PageTitle text=words.sessions />
        <Summary refused />
        <h1>{words.sessions}</h1>
        <p class="lead">{words.sessions_lead}</p>
        <ul class="rows" role="list">
            {rows.collect_view()}
        </ul>
        <form method="post" action=action>
            <div class="actions">
                <button class="button ending" name="act" value="end-all">
                    {words.end_all}
                </button>
            </div>
            <p class="promise">{words.end_all_help}</p>
        </form>
    }
}

#[component]
fn Row(session: PortalSessionView, action: &'static str) -> impl IntoView {
    let words = rights_texts(language());
    let label = format!(
        "{}: {}, {}",
        words.session_end, session.browser, session.since
    );
    let this = session
        .is_this
        .then(|| view! { <span class="tag">{words.session_this}</span> });
    view! {
        <li>
            <div>
                <strong>{session.browser}</strong>
                " "
                {this}
                <p class="soft small">
                    {words.session_since} " " {session.since} ". " {words.session_seen} " "
                    {session.seen} "."
                </p>
            </div>
            <form method="post" action=action>
                <input type="hidden" name="session" value=session.id />
                <button class="button quiet small" name="act" value="end" aria-label=label>
                    {words.session_end}
                </button>
            </form>
        </li>
    }
}
