//! Where somebody shows which person they are, with the code that staff handed over or posted. The page says the same to
//! everybody: not whether anything waits behind it.

use leptos::prelude::*;

use super::RightsRefused;
use super::field::{Summary, problems};
use crate::address::RightsPage;
use crate::components::{Field, Icon, PageTitle, Shape, language};
use crate::texts::rights_texts;

/// The page.
#[component]
pub(super) fn Confirm(
    /// They have shown it in this session.
    is_shown: bool,
    contact: String,
    refused: Option<RightsRefused>,
) -> impl IntoView {
    let words = rights_texts(language());
    let page = if is_shown {
        view! {
            <div class="message good">
                <Icon shape=Shape::Check />
                <p>{words.confirm_shown}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Form contact refused=refused.clone() /> }.into_any()
    };
    view! {
        <PageTitle text=words.confirm_title />
        <Summary refused />
        <h1>{words.confirm_title}</h1>
        {page}
    }
}

#[component]
fn Form(contact: String, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let wrong = problems(refused.as_ref());
    view! {
        <p class="lead">{words.confirm_lead}</p>
        <form method="post" action=RightsPage::SecondFactor.path(language) novalidate>
            <Field
                name="person_code"
                label=words.person_code
                help=words.person_code_help
                value=String::new()
                kind="text"
                autocomplete="off"
                problems=wrong
            />
            <div class="actions">
                <button class="button">{words.confirm}</button>
            </div>
        </form>
        <section>
            <h2>{words.no_person_code_title}</h2>
            <p>{words.no_person_code}</p>
            <p>
                <a href=format!("mailto:{contact}")>{contact.clone()}</a>
            </p>
        </section>
    }
}
