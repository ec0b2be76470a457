//! What several of the pages about events show.

use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::components::{Fact, Icon, PageTitle, Shape, language};
use crate::texts::event_texts;
use crate::token::Token;

/// What everybody is told of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventFacts {
    /// Its name.
    pub title: String,
    /// The language it is written in.
    pub written_in: Language,
    /// When it is, in words.
    pub when: String,
    /// Where it is.
    pub place: String,
    /// How signing up stands, in words.
    pub stands: String,
    /// Whether one can sign up.
    pub open: SignUpOpen,
    /// Where its file for calendars is.
    pub calendar: String,
    /// Where its page is.
    pub target: String,
    /// Its kind, if it has one.
    pub kind: Option<KindFact>,
}

/// The kind of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindFact {
    /// What it is called.
    pub name: String,
    /// Where events of that kind are.
    pub target: String,
}

/// Whether one can sign up for an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignUpOpen {
    /// For a seat.
    Seat,
    /// For the waiting list.
    Line,
    /// No more.
    Closed,
    /// It is not held.
    Cancelled,
}

/// The token in the address of the page.
pub(super) fn token() -> Option<Token> {
    let text = use_params_map().with_untracked(|params| params.get("token"));
    text.as_deref().and_then(Token::parse)
}

/// When and where an event is.
#[component]
pub(super) fn Facts(
    /// What is told of it.
    facts: EventFacts,
    /// What else is, beside that.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let texts = event_texts(language());
    let kind = facts.kind.map(|kind| {
        view! {
            <div>
                <dt>{texts.kind}</dt>
                <dd>
                    <a href=kind.target>{kind.name}</a>
                </dd>
            </div>
        }
    });
    view! {
        <dl class="facts">
            <Fact label=texts.when value=facts.when />
            <Fact label=texts.place value=facts.place />
            {kind}
            {children.map(|children| children())}
        </dl>
    }
}

/// The link to the file for calendars.
#[component]
pub(super) fn Calendar(
    /// Where it is.
    target: String,
) -> impl IntoView {
    view! {
        <p class="screen-only">
            <a href=target rel="external" download="">
                {event_texts(language()).calendar}
            </a>
        </p>
    }
}

/// The page of a link that opens nothing, or nothing any more.
#[component]
pub(super) fn Spent() -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    view! {
        <PageTitle text=texts.spent_title />
        <h1>{texts.spent_title}</h1>
        <div class="message warning">
            <Icon shape=Shape::Clock />
            <p>{texts.spent_text}</p>
        </div>
        <ToEvents />
    }
}

/// What was done.
#[component]
pub(super) fn Done(
    /// In a few words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <div class="message good" role="status">
            <Icon shape=Shape::Check />
            <p>{text}</p>
        </div>
    }
}

/// The way to the list.
#[component]
pub(super) fn ToEvents() -> impl IntoView {
    let language = language();
    view! {
        <p class="screen-only">
            <a href=Page::Events.path(language)>{event_texts(language).all}</a>
        </p>
    }
}
