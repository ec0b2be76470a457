//! Where the link of the first letter leads: the question whether the newsletter is wanted. Looking at it answers
//! nothing.

use domain::subscription::Term;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::{Done, Spent, Terms, token};
use crate::address::{Mailed, Page};
use crate::components::{Loaded, PageTitle, language};
use crate::json::Json;
use crate::texts::newsletter_texts;
use crate::token::Token;
use crate::told::Told;

/// What the link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// The question, with the topics that were asked for.
    Open {
        /// The topics by name.
        topics: Vec<String>,
        /// What was said yes to, in the words that were shown.
        terms: Vec<Term>,
    },
    /// It was answered with yes.
    Answered,
    /// Nothing, or nothing any more.
    Spent,
}

/// What the form on this page just did: the links that each letter holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewlyConfirmed {
    /// To the topics.
    pub topics: Token,
    /// To the receipt.
    pub why: Token,
}

/// What the link with this token leads to.
#[server(prefix = "/fn", endpoint = "newsletter-confirm", output = Json)]
pub async fn load_question(token: String) -> Result<Question, Told> {
    use domain::problem::Problem;
    use service::Waiting;

    let visit = crate::visit::required()?;
    let waiting = match super::pieces::link(&token) {
        Ok(token) => visit.service.waiting(&token).await,
        Err(problem) => Err(problem),
    };
    match waiting {
        Ok(Waiting::Asked { yes }) => Ok(Question::Open {
            topics: super::why::chosen(&yes),
            terms: yes.wording.terms,
        }),
        Ok(Waiting::Confirmed) => Ok(Question::Answered),
        Err(Problem::SpentLink) => Ok(Question::Spent),
        Err(problem) => Err(crate::told::refuse(problem)),
    }
}

/// The page behind the link that asks for confirmation.
#[component]
pub fn NewsletterConfirmPage() -> impl IntoView {
    let language = language();
    let confirmed = SharedValue::new(use_context::<NewlyConfirmed>).into_inner();
    let Some(token) = token() else {
        return view! { <Spent /> }.into_any();
    };
    if let Some(links) = confirmed {
        return view! { <Confirmed links /> }.into_any();
    }
    let data = Resource::new(|| (), move |()| load_question(token.to_text()));
    let view = move |question| match question {
        Question::Open { topics, terms } => view! { <Ask token topics terms /> }.into_any(),
        Question::Answered => view! { <Before /> }.into_any(),
        Question::Spent => view! { <Spent /> }.into_any(),
    };
    view! {
        <PageTitle text=newsletter_texts(language).confirm_title />
        <Loaded data view />
    }
    .into_any()
}

#[component]
fn Ask(token: Token, topics: Vec<String>, terms: Vec<Term>) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let topics = topics.into_iter().map(|topic| view! { <li>{topic}</li> });
    view! {
        <h1>{texts.confirm_title}</h1>
        <p>{texts.confirm_text}</p>
        <ul>{topics.collect_view()}</ul>
        <form method="post" action=Page::Mailed(Mailed::Confirm, token).path(language)>
            <div class="actions">
                <button class="button">{texts.confirm}</button>
            </div>
            <p class="promise">{texts.confirm_not_you}</p>
        </form>
        <h2>{texts.terms}</h2>
        <Terms terms />
    }
}

#[component]
fn Confirmed(links: NewlyConfirmed) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=texts.confirmed_title />
        <h1>{texts.confirmed_title}</h1>
        <Done text=texts.confirmed_text />
        <div class="actions">
            <a class="button" href=Page::Mailed(Mailed::Why, links.why).path(language)>
                {texts.why_link}
            </a>
            <a href=Page::Mailed(Mailed::Topics, links.topics).path(language)>{texts.topics_link}</a>
        </div>
    }
}

#[component]
fn Before() -> impl IntoView {
    let texts = newsletter_texts(language());
    view! {
        <h1>{texts.confirmed_title}</h1>
        <Done text=texts.confirmed_before />
    }
}
