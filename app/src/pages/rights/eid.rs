//! The way to the electronic identity provider, and the way back. Neither page does anything by itself.

use leptos::prelude::*;

use crate::address::RightsPage;
use crate::components::{PageTitle, language};
use crate::texts::rights_texts;

/// The link to the provider.
#[component]
pub(super) fn GoToEid(name: String, address: String) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let with_name = |text: &str| text.replace("{name}", &name);
    view! {
        <PageTitle text=words.confirm_title />
        <h1>{with_name(words.eid_title)}</h1>
        <p class="lead">{with_name(words.eid_leaves)}</p>
        <div class="actions">
            <a class="button" href=address rel="external noreferrer">
                {with_name(words.eid_go)}
            </a>
            <a href=RightsPage::SecondFactor.path(language) rel="external">
                {words.eid_back}
            </a>
        </div>
    }
}

/// Back from there: one button.
#[component]
pub(super) fn EidReturn(code: String, state: String) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    view! {
        <PageTitle text=words.confirm_title />
        <h1>{words.eid_almost}</h1>
        <p class="lead">{words.eid_almost_lead}</p>
        <form method="post" action=RightsPage::EidReturn.path(language)>
            <input type="hidden" name="eid_code" value=code />
            <input type="hidden" name="state" value=state />
            <div class="actions">
                <button class="button">{words.confirm}</button>
            </div>
        </form>
    }
}
