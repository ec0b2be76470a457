//! Leaving: one button, no login. The page says the same whatever its link opens; what follows offers to take the
//! stop back and to keep the address out.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::subscription::Wording;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::{Done, Spent, Terms, token};
use crate::address::{Mailed, Page};
use crate::components::{Icon, PageTitle, ProblemSummary, Shape, language};
use crate::texts::newsletter_texts;
use crate::token::Token;

/// What the forms on this page just did.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterLeaving {
    /// The newsletter was stopped.
    Left {
        /// The day by which the proof is gone.
        gone: String,
        /// What is offered.
        offer: Box<Offer>,
    },
    /// Nobody gets the newsletter under this link.
    LeftBefore,
    /// The stop was taken back; the receipt of the new yes.
    Undone(Token),
    /// The address is kept out under this code.
    KeptOut(String),
    /// A wish that came too late, or could not be stored.
    Refused(Problem),
}

/// What is offered to somebody who left just now.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What restores the subscription, sealed.
    pub token: String,
    /// What taking the stop back says, and its hash.
    pub undo: (Wording, Digest),
    /// What keeping the address out says, and its hash.
    pub keep_out: Option<(Wording, Digest)>,
}

/// The page where the newsletter is stopped.
#[component]
pub fn NewsletterLeavePage() -> impl IntoView {
    let after = SharedValue::new(use_context::<AfterLeaving>).into_inner();
    let Some(token) = token() else {
        return view! { <Spent /> }.into_any();
    };
    match after {
        None => view! { <Ask token /> }.into_any(),
        Some(AfterLeaving::Left { gone, offer }) => {
            view! { <Goodbye token gone offer=*offer /> }.into_any()
        }
        Some(AfterLeaving::LeftBefore) => view! { <Before /> }.into_any(),
        Some(AfterLeaving::Undone(why)) => view! { <Undone why /> }.into_any(),
        Some(AfterLeaving::KeptOut(code)) => view! { <KeptOut code /> }.into_any(),
        Some(AfterLeaving::Refused(problem)) => view! { <TooLate problem /> }.into_any(),
    }
}

#[component]
fn Ask(token: Token) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=texts.leave_title />
        <h1>{texts.leave_title}</h1>
        <form method="post" action=Page::Mailed(Mailed::Leave, token).path(language)>
            <p>{texts.leave_text}</p>
            <div class="actions">
                <button class="button ending" name="act" value="leave">
                    {texts.leave}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Goodbye(token: Token, gone: String, offer: Offer) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let (undo, undo_hash) = offer.undo;
    let topics = undo
        .topics
        .into_iter()
        .map(|topic| view! { <li>{topic.text}</li> });
    let action = Page::Mailed(Mailed::Leave, token).path(language);
    let sealed = offer.token.clone();
    let keep_out = offer.keep_out.map(|(wording, hash)| {
        let (action, sealed) = (Page::Mailed(Mailed::Leave, token).path(language), sealed);
        view! {
            <section class="screen-only">
                <h2>{wording.title}</h2>
                <form method="post" action=action>
                    <p>{wording.intro}</p>
                    <Terms terms=wording.terms />
                    <input type="hidden" name="token" value=sealed />
                    <input type="hidden" name="wording" value=hash.to_string() />
                    <p class="promise">{wording.promise}</p>
                    <div class="actions">
                        <button class="button quiet" name="act" value="keep-out">
                            {wording.button}
                        </button>
                    </div>
                </form>
            </section>
        }
    });
    view! {
        <PageTitle text=texts.left_title />
        <h1>{texts.left_title}</h1>
        <div class="message good" role="status">
            <Icon shape=Shape::Check />
            <p>{texts.left_text.replace("{date}", &gone)}</p>
        </div>
        <section class="screen-only">
            <h2>{undo.title}</h2>
            <form method="post" action=action>
                <p>{undo.intro}</p>
                <ul>{topics.collect_view()}</ul>
                <Terms terms=undo.terms />
                <input type="hidden" name="token" value=offer.token />
                <input type="hidden" name="wording" value=undo_hash.to_string() />
                <p class="promise">{undo.promise}</p>
                <div class="actions">
                    <button class="button quiet" name="act" value="undo">
                        {undo.button}
                    </button>
                </div>
            </form>
        </section>
        {keep_out}
    }
}

#[component]
fn Before() -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=texts.left_title />
        <h1>{texts.left_title}</h1>
        <Done text=texts.left_before />
        <div class="actions">
            <a href=Page::Newsletter.path(language)>{texts.sign_up_again}</a>
        </div>
    }
}

#[component]
fn Undone(why: Token) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=texts.undone_title />
        <h1>{texts.undone_title}</h1>
        <Done text=texts.undone_text />
        <div class="actions">
            <a class="button" href=Page::Mailed(Mailed::Why, why).path(language)>
                {texts.why_link}
            </a>
        </div>
    }
}

#[component]
fn KeptOut(code: String) -> impl IntoView {
    let texts = newsletter_texts(language());
    let groups = code
        .split('-')
        .map(|group| view! { <span>{group.to_owned()}</span> })
        .collect_view();
    view! {
        <PageTitle text=texts.kept_out_title />
        <h1>{texts.kept_out_title}</h1>
        <Done text=texts.kept_out_text />
        <article class="receipt">
            <h2>{texts.kept_out_code}</h2>
            <p class="receipt-code">{groups}</p>
        </article>
    }
}

#[component]
fn TooLate(problem: Problem) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    view! {
        <PageTitle text=problem.title(language) />
        <ProblemSummary problem field=None />
        <h1>{texts.left_title}</h1>
        <div class="actions">
            <a class="button" href=Page::Newsletter.path(language)>
                {texts.sign_up_again}
            </a>
        </div>
    }
}
