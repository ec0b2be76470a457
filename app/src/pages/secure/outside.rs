//! The page of whoever comes from outside: by a mailed link, and a code that was said over another channel.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::SecureMessageView;
use super::conversation::{SecureConversation, WriteSecure};
use crate::address::{Mailed, Page};
use crate::components::{CodeField, Icon, PageTitle, ProblemList, Shape, language};
use crate::texts::secure_texts;

/// What the answer to a form of this page shows. Its `Debug` is silent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideView {
    /// Whoever gave the right code; none before.
    pub inside: Option<OutsideInside>,
    /// What is wrong with the form.
    pub problem: Option<Problem>,
    /// What was typed into it.
    pub typed: String,
}

/// What is shown after the right code. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsideInside {
    /// What the next form brings along.
    pub pass: String,
    /// The mark of the form for a message.
    pub attempt: String,
    /// Who they are.
    pub name: String,
    /// What is addressed to them, and what they sent.
    pub messages: Vec<SecureMessageView>,
    /// A message was taken.
    pub sent: bool,
}

impl std::fmt::Debug for OutsideView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OutsideView(…)")
    }
}

impl std::fmt::Debug for OutsideInside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OutsideInside(…)")
    }
}

/// The page behind the link.
#[component]
pub fn OutsidePage() -> impl IntoView {
    let language = language();
    let path = leptos_router::hooks::use_location()
        .pathname
        .get_untracked();
    let action = match Page::at(&path) {
        Some((Page::Mailed(Mailed::Outside, token), _)) => {
            Page::Mailed(Mailed::Outside, token).path(language)
        }
        _ => path,
    };
    let shown = SharedValue::new(use_context::<OutsideView>).into_inner();
    let OutsideView {
        inside,
        problem,
        typed,
    } = shown.unwrap_or_default();
    let body = match inside {
        Some(inside) => view! { <Inside inside problem typed action /> }.into_any(),
        None => view! { <AskCode problem typed action /> }.into_any(),
    };
    view! {
        <PageTitle text=secure_texts(language).outside_title />
        {body}
    }
}

#[component]
fn AskCode(problem: Option<Problem>, typed: String, action: String) -> impl IntoView {
    let texts = secure_texts(language());
    let problems: Vec<Problem> = problem.into_iter().collect();
    view! {
        <ProblemList problems fields=&["code"] />
        <h1>{texts.outside_title}</h1>
        <p class="lead">{texts.outside_intro}</p>
        <form class="contact" method="post" action=action novalidate>
            <CodeField label=texts.code help=Some(texts.code_help) problem typed />
            <div class="actions">
                <button class="button" name="act" value="enter">
                    {texts.enter}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Inside(
    inside: OutsideInside,
    problem: Option<Problem>,
    typed: String,
    action: String,
) -> impl IntoView {
    let texts = secure_texts(language());
    let problems: Vec<Problem> = problem.into_iter().collect();
    let pass = Some(inside.pass);
    let sent = inside.sent.then(|| {
        view! {
            <div class="message good" role="status">
                <Icon shape=Shape::Check />
                <p>{texts.sent}</p>
            </div>
        }
    });
    view! {
        <ProblemList problems=problems.clone() fields=&["message", "files"] />
        <h1>{texts.inside_title.replace("{name}", &inside.name)}</h1>
        {sent}
        <p>{texts.inside_intro}</p>
        <section>
            <h2>{texts.messages}</h2>
            <SecureConversation messages=inside.messages action=action.clone() pass=pass.clone() />
        </section>
        <section class="screen-only">
            <h2>{texts.write}</h2>
            <WriteSecure action pass attempt=inside.attempt typed problems />
        </section>
        <p class="soft small">{texts.half_an_hour}</p>
    }
}
