//! Taking one's data along.

use leptos::prelude::*;

use super::RightsRefused;
use super::field::Summary;
use crate::address::RightsPage;
use crate::components::{PageTitle, language};
use crate::texts::held_texts;

/// The page.
#[component]
pub(super) fn Export(email: String, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let holds = words.export_holds.into_iter();
    view! {
        <PageTitle text=words.to_export />
        <Summary refused />
        <h1>{words.to_export}</h1>
        <p class="lead">{words.export_lead.replace("{email}", &email)}</p>
        <ul>{holds.map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
        <p>{words.export_not}</p>
        <form method="post" action=RightsPage::Export.path(language)>
            <div class="actions">
                <button class="button" name="act" value="export">
                    {words.export}
                </button>
            </div>
            <p class="promise">{words.export_promise}</p>
        </form>
    }
}
