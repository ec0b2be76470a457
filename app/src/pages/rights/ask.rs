//! What the portal is, and the way in: one field.

use leptos::prelude::*;

use super::RightsRefused;
use super::field::{Summary, problems, typed};
use crate::address::{Page, RightsPage};
use crate::components::{Field, PageTitle, language};
use crate::shell::Organisation;
use crate::texts::rights_texts;

/// The page.
#[component]
pub(super) fn Ask(
    return_to: String,
    contact: String,
    refused: Option<RightsRefused>,
) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let organisation = expect_context::<Organisation>();
    let complaint = format!(
        "{}#{}",
        Page::Privacy.path(language),
        organisation.complaint_anchor
    );
    let email = typed(refused.as_ref(), "email");
    let wrong = problems(refused.as_ref());
    let steps = words.how.map(|step| view! { <li>{step}</li> });
    view! {
        <PageTitle text=words.title />
        <Summary refused />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action=RightsPage::Start.path(language) novalidate>
            <input type="hidden" name="return_to" value=return_to />
            <Field
                name="email"
                label=words.email
                help=words.email_help
                value=email
                kind="email"
                autocomplete="email"
                problems=wrong
            />
            <div class="actions">
                <button class="button" name="act" value="ask">
                    {words.send}
                </button>
            </div>
            <p class="promise">{words.send_promise}</p>
        </form>
        <section>
            <h2>{words.how_title}</h2>
            <ol>{steps.collect_view()}</ol>
        </section>
        <section>
            <h2>{words.other_ways_title}</h2>
            <p>{words.other_ways}</p>
            <p>
                <a href=format!("mailto:{contact}")>{contact.clone()}</a>
            </p>
            <p>
                // Loaded in full: only then does the browser open the fold-out that the link leads into.
                <a href=complaint rel="external">
                    {words.complaint}
                </a>
            </p>
        </section>
    }
}
