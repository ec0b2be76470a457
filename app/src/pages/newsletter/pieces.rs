//! What several of the newsletter's pages show.

use domain::subscription::{Term, TopicWording};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::address::Page;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::newsletter_texts;
use crate::token::Token;

/// The token in the address of the page.
pub(super) fn token() -> Option<Token> {
    let text = use_params_map().with_untracked(|params| params.get("token"));
    text.as_deref().and_then(Token::parse)
}

/// What the mailed link with this token leads to; an error that is no token of ours is a link that is spent.
#[cfg(feature = "ssr")]
pub(super) fn link(token: &str) -> Result<domain::mail::LinkToken, domain::problem::Problem> {
    domain::mail::LinkToken::parse(token).ok_or(domain::problem::Problem::SpentLink)
}

/// A token as a link of a page carries it.
#[cfg(feature = "ssr")]
pub(super) fn shown(token: &domain::mail::LinkToken) -> Result<Token, domain::problem::Problem> {
    Token::parse(&token.to_text()).ok_or(domain::problem::Problem::Fault)
}

/// The topics as boxes, none ticked that was not chosen.
#[component]
pub(in crate::pages) fn TopicBoxes(
    /// The question above them.
    question: Option<String>,
    /// What helps to choose.
    help: &'static str,
    /// The topics offered.
    topics: Vec<TopicWording>,
    /// The keys of those that are ticked.
    ticked: Vec<String>,
    /// What is wrong with the choice.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let boxes = topics.into_iter().enumerate().map(|(place, topic)| {
        // The summary's link leads to the first box.
        let id = match place {
            0 => "topic".to_owned(),
            _ => format!("topic-{}", topic.key),
        };
        let checked = ticked.contains(&topic.key);
        view! {
            <div class="service">
                <input type="checkbox" id=id.clone() name="topic" value=topic.key checked=checked />
                <label for=id>{topic.text}</label>
            </div>
        }
    });
    view! {
        <fieldset class="category">
            <legend>{question}</legend>
            <p class="soft small">{help}</p>
            {move || error.get().map(|error| view! { <p class="problem">{error}</p> })}
            {boxes.collect_view()}
        </fieldset>
    }
}

/// The things to know before saying yes.
#[component]
pub(in crate::pages) fn Terms(
    /// What they are.
    terms: Vec<Term>,
) -> impl IntoView {
    let rows = terms.into_iter().map(|term| {
        view! {
            <div>
                <dt>{term.label}</dt>
                <dd>{term.text}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}</dl> }
}

/// The page of a link that opens nothing, or nothing any more.
#[component]
pub(super) fn Spent() -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=texts.spent_title />
        <h1>{texts.spent_title}</h1>
        <div class="message warning">
            <Icon shape=Shape::Clock />
            <p>{texts.spent_text}</p>
        </div>
        <div class="actions">
            <a class="button" href=Page::Newsletter.path(language)>
                {texts.sign_up_again}
            </a>
        </div>
    }
}

/// What was done.
#[component]
pub(super) fn Done(
    /// In a few words.
    text: &'static str,
) -> impl IntoView {
    view! {
        <div class="message good" role="status">
            <Icon shape=Shape::Check />
            <p>{text}</p>
        </div>
    }
}
