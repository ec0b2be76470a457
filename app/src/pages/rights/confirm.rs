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
    /// What the electronic identity is called that shows it too, where there is one.
    eid: Option<String>,
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
    let eid = eid.map(|name| view! { <ByEid name is_shown /> });
    view! {
        <PageTitle text=words.confirm_title />
        <Summary refused />
        <h1>{words.confirm_title}</h1>
        {page}
        {eid}
    }
}

/// The way by an electronic identity; whoever is shown links it for the next time.
#[component]
fn ByEid(name: String, is_shown: bool) -> impl IntoView {
    let language = language();
    let words = rights_texts(language);
    let (title, help) = if is_shown {
        (words.eid_link_title, words.eid_link_help)
    } else {
        (words.eid_title, words.eid_help)
    };
    view! {
        <section>
            <h2>{title.replace("{name}", &name)}</h2>
            <p>{help.replace("{name}", &name)}</p>
            <form method="post" action=RightsPage::SecondFactor.path(language)>
                <div class="actions">
                    <button class="button" name="act" value="eid">
                        {words.eid_go.replace("{name}", &name)}
                    </button>
                </div>
            </form>
        </section>
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
