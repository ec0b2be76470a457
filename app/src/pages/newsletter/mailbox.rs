//! What comes after signing up: a letter that asks for confirmation. The page is the same for everybody.

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::components::{Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::newsletter_texts;
use crate::told::Told;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    from: String,
    gone: String,
    can_keep_out: bool,
}

/// Who the letter comes from, and the last day to confirm.
#[server(prefix = "/fn", endpoint = "newsletter-mailbox", output = Json)]
pub async fn load_expected(language: Language) -> Result<Expected, Told> {
    use domain::problem::Problem;
    use domain::subscription::CONFIRM_WITHIN;

    let visit = crate::visit::required()?;
    let register = visit.service.register();
    let newsletter = register.newsletter();
    let newsletter = newsletter.ok_or_else(|| crate::told::refuse(Problem::NotFound))?;
    let gone = CONFIRM_WITHIN.after(visit.service.today());
    let gone = gone.map_err(|_| crate::told::refuse(Problem::Fault))?;
    Ok(Expected {
        from: newsletter.newsletter.from.clone(),
        gone: domain::text::date_in_words(gone, language),
        can_keep_out: newsletter.no_return().is_some(),
    })
}

/// The page after signing up.
#[component]
pub fn NewsletterMailboxPage() -> impl IntoView {
    let language = language();
    let data = Resource::new(|| (), move |()| load_expected(language));
    view! {
        <PageTitle text=newsletter_texts(language).mailbox_title />
        <Loaded data view=move |expected| view! { <Content expected /> }.into_any() />
    }
}

#[component]
fn Content(expected: Expected) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let hints = texts.no_letter(expected.can_keep_out);
    let hints = hints.into_iter().map(|hint| view! { <li>{hint}</li> });
    view! {
        <h1>{texts.mailbox_title}</h1>
        <div class="message brand">
            <Icon shape=Shape::Letter />
            <p>{texts.mailbox_next}</p>
            <p>{texts.letter(&expected.from, &expected.gone)}</p>
        </div>
        <h2>{texts.mailbox_missing}</h2>
        <ul>{hints.collect_view()}</ul>
        <div class="actions">
            <a href=Page::Newsletter.path(language)>{texts.sign_up_again}</a>
        </div>
    }
}
