//! Where one begins once one is in.

use leptos::prelude::*;

use crate::components::{PageTitle, language};
use crate::texts::rights_texts;

/// The page.
#[component]
pub(super) fn Overview(email: String) -> impl IntoView {
    let words = rights_texts(language());
    view! {
        <PageTitle text=words.title />
        <h1>{words.title}</h1>
        <p class="lead">{words.inside_lead.replace("{email}", &email)}</p>
    }
}
