//! The button that asks a passkey, and what the pages that have one share.

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{Icon, Shape, language};
use crate::json::Json;
use crate::passkey::{self, NoAnswer};
use crate::texts::staff_passkey_texts;
use crate::told::Told;

/// A question to a passkey, and what its answer brings along.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionView {
    /// What the browser is asked with.
    pub options: String,
    /// What comes back beside the answer.
    pub challenge: String,
}

impl std::fmt::Debug for QuestionView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QuestionView(…)")
    }
}

/// Asks for a passkey: whoever is signed in for one of theirs (`again`), anybody else for any. Nothing is stored.
#[server(prefix = "/fn", endpoint = "staff-passkey", output = Json)]
pub async fn ask_for_passkey(again: bool) -> Result<QuestionView, Told> {
    use domain::problem::Problem;

    let visit = crate::visit::required()?;
    let actor = match (again, visit.staff.as_ref()) {
        (true, None) => return Err(crate::told::refuse(Problem::SignInNeeded)),
        (true, actor) => actor,
        (false, _) => None,
    };
    let asked = visit.service.ask_for_passkey(actor).await;
    let asked = asked.map_err(crate::told::refuse)?;
    Ok(QuestionView {
        options: asked.options,
        challenge: asked.challenge,
    })
}

/// What a passkey answered, and the question's mark.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) challenge: String,
    pub(super) answer: String,
}

/// How far the asking has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nobody has asked, or it is answered.
    Quiet,
    /// The browser asks.
    Asking,
    /// It came to nothing, for this reason.
    Failed(&'static str),
}

/// Whether this browser has passkeys; none until script has looked, so that server and browser begin alike.
pub(super) fn can_be_used() -> RwSignal<Option<bool>> {
    let can = RwSignal::new(None);
    // Effects run in browsers only.
    Effect::new(move |_| can.set(Some(passkey::can_be_used())));
    can
}

/// The answer, for the form around it.
#[component]
pub(super) fn Fields(
    /// The answer.
    answered: RwSignal<Option<Answer>>,
    /// What the field is called.
    #[prop(default = "passkey")]
    name: &'static str,
) -> impl IntoView {
    move || {
        answered.get().map(|Answer { challenge, answer }| {
            view! {
                <input type="hidden" name="challenge" value=challenge />
                <input type="hidden" name=name value=answer />
            }
        })
    }
}

/// The button, and below it what comes of it.
#[component]
pub(super) fn AskButton(
    /// What it says.
    label: &'static str,
    /// It is asked in the place of a code, and not to sign in.
    again: bool,
    /// Takes the answer.
    on_answer: impl Fn(Answer) + Copy + 'static,
) -> impl IntoView {
    let language = language();
    let stage = RwSignal::new(Stage::Quiet);
    let press = move |_| {
        if stage.get_untracked() == Stage::Asking {
            return;
        }
        stage.set(Stage::Asking);
        leptos::task::spawn_local(async move {
            match asked(language, again).await {
                Ok(answer) => {
                    stage.set(Stage::Quiet);
                    on_answer(answer);
                }
                Err(why) => stage.set(Stage::Failed(why)),
            }
        });
    };
    view! {
        <div class="actions">
            <button class="button quiet" type="button" on:click=press>
                {label}
            </button>
        </div>
        <Outcome stage />
    }
}

async fn asked(language: Language, again: bool) -> Result<Answer, &'static str> {
    let words = staff_passkey_texts(language);
    let question = ask_for_passkey(again).await;
    let question = question.map_err(|Told(problem)| problem.remedy(language))?;
    let answer = passkey::answer(&question.options).await;
    let answer = answer.map_err(|why| match why {
        NoAnswer::Stopped => words.stopped,
        NoAnswer::Known | NoAnswer::Unable => words.unable,
    })?;
    Ok(Answer {
        challenge: question.challenge,
        answer,
    })
}

/// What the browser does now, or why it came to nothing; read out as it changes.
#[component]
pub(super) fn Outcome(
    /// How far it has come.
    stage: RwSignal<Stage>,
) -> impl IntoView {
    let words = staff_passkey_texts(language());
    let waiting = move || (stage.get() == Stage::Asking).then_some(words.waiting);
    let failed = move || match stage.get() {
        Stage::Failed(why) => Some(view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{why}</p>
            </div>
        }),
        Stage::Quiet | Stage::Asking => None,
    };
    view! {
        <p class="soft small" role="status">
            {waiting}
        </p>
        <div role="alert">{failed}</div>
    }
}

#[cfg(feature = "hydrate")]
pub(super) fn submit(selector: &'static str) {
    crate::browser::submit(selector);
}

/// On the server nothing is submitted by script.
#[cfg(not(feature = "hydrate"))]
pub(super) fn submit(_: &'static str) {}
