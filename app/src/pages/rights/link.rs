//! Where the link of a mail leads. In the browser that asked there is a button, and only pressing it comes in: whatever
//! opens links by itself spends nothing. Anywhere else there is one sentence, whatever the link is.

use leptos::prelude::*;

use super::RightsRefused;
use super::field::Summary;
use crate::components::{PageTitle, language};
use crate::texts::rights_texts;

/// The way in, in the browser that asked.
#[component]
pub(super) fn ComeIn(action: String, refused: Option<RightsRefused>) -> impl IntoView {
    let words = rights_texts(language());
    view! {
        <PageTitle text=words.link_title />
        <Summary refused />
        <h1>{words.link_title}</h1>
        <p class="lead">{words.link_lead}</p>
        <form method="post" action=action>
            <div class="actions">
                <button class="button">{words.come_in}</button>
            </div>
        </form>
    }
}

/// Anywhere else.
#[component]
pub(super) fn Elsewhere(refused: Option<RightsRefused>) -> impl IntoView {
    let words = rights_texts(language());
    view! {
        <PageTitle text=words.title />
        <Summary refused />
        <h1>{words.elsewhere}</h1>
    }
}
