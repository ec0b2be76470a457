//! Where the link of the first letter leads: the question whether somebody wants to come. Looking at it answers nothing.

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::{Done, EventFacts, Facts, Spent, ToEvents, token};
use crate::address::{Mailed, Page};
use crate::components::{Loaded, PageTitle, language};
use crate::json::Json;
use crate::texts::event_texts;
use crate::token::Token;
use crate::told::Told;

/// What the link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeatAsked {
    /// The question.
    Open {
        /// The event.
        facts: Box<EventFacts>,
        /// A seat is kept until it is answered.
        is_held: bool,
        /// Until when those who say yes are kept.
        promise: String,
    },
    /// It was answered with yes.
    Answered,
    /// Nothing, or nothing any more.
    Spent,
}

/// What the form on this page just did: the link to the person's page.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewlySeated(pub Token);

/// What the link with this token leads to.
#[server(prefix = "/fn", endpoint = "seat-confirm", output = Json)]
pub async fn load_seat_question(language: Language, token: String) -> Result<SeatAsked, Told> {
    use domain::problem::Problem;
    use service::SeatQuestion;

    let visit = crate::visit::required()?;
    let question = match super::compose::link(&token) {
        Ok(token) => visit.service.seat_question(&token).await,
        Err(problem) => Err(problem),
    };
    match question {
        Ok(SeatQuestion::Asked { event, is_held }) => Ok(SeatAsked::Open {
            facts: Box::new(super::compose::facts(&event, language)),
            is_held,
            promise: event.promise.in_words(language),
        }),
        Ok(SeatQuestion::Confirmed) => Ok(SeatAsked::Answered),
        Err(Problem::SpentLink) => Ok(SeatAsked::Spent),
        Err(problem) => Err(crate::told::refuse(problem)),
    }
}

/// The page behind the link that asks for confirmation.
#[component]
pub fn SeatConfirmPage() -> impl IntoView {
    let language = language();
    let seated = SharedValue::new(use_context::<NewlySeated>).into_inner();
    let Some(token) = token() else {
        return view! { <Spent /> }.into_any();
    };
    if let Some(NewlySeated(page)) = seated {
        return view! { <Seated page /> }.into_any();
    }
    let data = Resource::new(
        || (),
        move |()| load_seat_question(language, token.to_text()),
    );
    let view = move |asked| match asked {
        SeatAsked::Open {
            facts,
            is_held,
            promise,
        } => view! { <Ask token facts=*facts is_held promise /> }.into_any(),
        SeatAsked::Answered => view! { <Before /> }.into_any(),
        SeatAsked::Spent => view! { <Spent /> }.into_any(),
    };
    view! {
        <PageTitle text=event_texts(language).confirm_title />
        <Loaded data view />
    }
    .into_any()
}

#[component]
fn Ask(token: Token, facts: EventFacts, is_held: bool, promise: String) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    let text = if is_held {
        texts.confirm_held
    } else {
        texts.confirm_queued
    };
    view! {
        <h1>{texts.confirm_title}</h1>
        <h2 lang=facts.written_in.tag()>{facts.title.clone()}</h2>
        <Facts facts />
        <form method="post" action=Page::Mailed(Mailed::SeatConfirm, token).path(language)>
            <p>{text}</p>
            <div class="actions">
                <button class="button">{texts.confirm}</button>
            </div>
            <p class="promise">{promise}</p>
            <p class="promise">{texts.confirm_not_you}</p>
        </form>
    }
}

#[component]
fn Seated(page: Token) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    view! {
        <PageTitle text=texts.confirmed_title />
        <h1>{texts.confirmed_title}</h1>
        <Done text=texts.confirmed_text />
        <div class="actions">
            <a class="button" href=Page::Mailed(Mailed::Seat, page).path(language)>
                {texts.to_seat}
            </a>
        </div>
    }
}

#[component]
fn Before() -> impl IntoView {
    let texts = event_texts(language());
    view! {
        <h1>{texts.confirmed_title}</h1>
        <Done text=texts.confirmed_before />
        <ToEvents />
    }
}
