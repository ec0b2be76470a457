//! Another e-mail address: asked for here, and said yes to from both mailboxes.

use domain::privacy::Row;
use leptos::prelude::*;

use super::RightsRefused;
use super::field::{Summary, problems, typed};
use super::rows::Rows;
use crate::address::RightsPage;
use crate::components::{Field, PageTitle, language};
use crate::texts::held_texts;

/// The page.
#[component]
pub(super) fn Email(
    email: String,
    waiting: Vec<Vec<Row>>,
    refused: Option<RightsRefused>,
) -> impl IntoView {
    let language = language();
    let words = held_texts(language);
    let value = typed(refused.as_ref(), "email");
    let problems = problems(refused.as_ref());
    let is_any = !waiting.is_empty();
    let waiting = waiting.into_iter().map(|rows| view! { <Rows rows /> });
    view! {
        <PageTitle text=words.to_email />
        <Summary refused />
        <h1>{words.to_email}</h1>
        <p class="lead">{words.email_lead.replace("{email}", &email)}</p>
        <ol>{words.email_steps.map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
        <form method="post" action=RightsPage::Email.path(language)>
            <Field
                name="email"
                label=words.new_email
                help=words.new_email_help
                value=value
                kind="email"
                autocomplete="email"
                problems=problems
            />
            <div class="actions">
                <button class="button">{words.send_both}</button>
            </div>
            <p class="promise">{words.email_promise}</p>
        </form>
        {is_any.then(|| view! { <h2>{words.email_waiting}</h2> })}
        {waiting.collect_view()}
    }
}
