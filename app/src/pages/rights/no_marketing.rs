//! Saying no to all marketing (Article 21(2)): nobody decides about it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::Summary;
use crate::address::RightsPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::held_texts;

/// What the page shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoMarketingView {
    /// The button, and what pressing it does.
    Asked {
        /// Until when a fingerprint is kept, where one is.
        kept: Option<String>,
    },
    /// What was done.
    Done {
        /// Until when a fingerprint is kept, where one is.
        kept: Option<String>,
        /// What lets the address in again.
        code: Option<String>,
    },
}

impl std::fmt::Debug for NoMarketingView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NoMarketingView(…)")
    }
}

/// The page.
#[component]
pub(super) fn NoMarketing(view: NoMarketingView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let fingerprint = |kept: Option<String>| {
        kept.map(|kept| view! { <p>{words.fingerprint.replace("{date}", &kept)}</p> })
    };
    let content = match view {
        NoMarketingView::Asked { kept } => view! {
            <p class="lead">{words.no_marketing_lead}</p>
            {fingerprint(kept)}
            <form method="post" action=RightsPage::NoMarketing.path(language)>
                <div class="actions">
                    <button class="button ending">{words.no_marketing}</button>
                </div>
                <p class="promise">{words.no_marketing_promise}</p>
            </form>
        }
        .into_any(),
        NoMarketingView::Done { kept, code } => {
            let code = code.map(|code| {
                view! {
                    <p>{words.let_in}</p>
                    <p>
                        <code class="secret">{code}</code>
                    </p>
                }
            });
            view! {
                <div class="message good" role="status">
                    <Icon shape=Shape::Check />
                    <p>{words.no_marketing_done}</p>
                </div>
                {fingerprint(kept)}
                {code}
            }
            .into_any()
        }
    };
    view! {
        <PageTitle text=words.to_no_marketing />
        <Summary refused />
        <h1>{words.to_no_marketing}</h1>
        {content}
    }
}
