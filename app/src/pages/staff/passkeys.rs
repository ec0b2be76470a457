//! Somebody's own passkeys: the list on their account, adding one, removing one.

use domain::staff::MOST_PASSKEYS;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Field, Summary, typed};
use super::passkey_button::{Answer, Fields, Outcome, QuestionView, Stage, can_be_used, submit};
use crate::address::StaffPage;
use crate::components::{PageTitle, language};
use crate::passkey::{self, NoAnswer};
use crate::texts::staff_passkey_texts;

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// When it was added, in words.
    pub added: String,
    /// When it was last used, in words.
    pub used: Option<String>,
}

/// A passkey that is about to be made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakePasskeyView {
    /// What it is called.
    pub name: String,
    /// What the browser is asked with.
    pub question: QuestionView,
}

/// The part of the account page.
#[component]
pub(super) fn Passkeys(
    /// Those there are.
    passkeys: Vec<PasskeyView>,
) -> impl IntoView {
    let language = language();
    let words = staff_passkey_texts(language);
    let is_full = passkeys.len() >= MOST_PASSKEYS;
    let list = if passkeys.is_empty() {
        view! {
            <div class="empty">
                <h3>{words.empty}</h3>
                <p>{words.empty_help}</p>
            </div>
        }
        .into_any()
    } else {
        let items = passkeys
            .into_iter()
            .map(|passkey| view! { <Item passkey /> });
        view! {
            <ul class="rows" role="list">
                {items.collect_view()}
            </ul>
        }
        .into_any()
    };
    let more = if is_full {
        view! { <p class="soft">{words.full}</p> }.into_any()
    } else {
        view! {
            <div class="actions">
                <a class="button quiet" href=StaffPage::NewPasskey.path(language) rel="external">
                    {words.add}
                </a>
            </div>
        }
        .into_any()
    };
    view! {
        <h2>{words.title}</h2>
        <p>{words.intro}</p>
        {list}
        {more}
    }
}

#[component]
fn Item(passkey: PasskeyView) -> impl IntoView {
    let language = language();
    let words = staff_passkey_texts(language);
    let target = format!("{}/{}", StaffPage::Passkey.path(language), passkey.id);
    let label = format!("{}: {}", words.remove, passkey.name);
    view! {
        <li>
            <div>
                <strong>{passkey.name.clone()}</strong>
                <Dates passkey />
            </div>
            <a class="button quiet small" href=target rel="external" aria-label=label>
                {words.remove}
            </a>
        </li>
    }
}

#[component]
fn Dates(passkey: PasskeyView) -> impl IntoView {
    let words = staff_passkey_texts(language());
    let added = words.added.replace("{date}", &passkey.added);
    let used = match &passkey.used {
        Some(used) => words.used.replace("{date}", used),
        None => words.unused.to_owned(),
    };
    view! { <p class="soft small">{added} " " {used}</p> }
}

/// A name and a code. Without script, or in a browser without passkeys, it says why nothing can be added.
#[component]
pub(super) fn NewPasskey(
    is_full: bool,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_passkey_texts(language());
    let can = can_be_used();
    let form_refused = refused.clone();
    let body = move || {
        let refused = form_refused.clone();
        if is_full {
            view! { <p>{words.full}</p> }.into_any()
        } else if can.get() == Some(true) {
            view! { <NameForm needs_code refused /> }.into_any()
        } else {
            // Until script has looked, only those without it are told.
            let class = can.get().is_none().then_some("without-script");
            view! { <p class=class>{words.new_unable}</p> }.into_any()
        }
    };
    view! {
        <PageTitle text=words.new_title />
        <Summary refused />
        <h1>{words.new_title}</h1>
        <p class="lead">{words.new_intro}</p>
        {body}
        <Back />
    }
}

#[component]
fn NameForm(needs_code: NeedsCode, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_passkey_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    view! {
        <form method="post" action=StaffPage::NewPasskey.path(language)>
            <Field
                name="name"
                label=words.new_name
                help=words.new_name_help
                autocomplete="off"
                value=typed(refused.as_ref(), "name")
                problem
            />
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button" name="act" value="name">
                    {words.new_next}
                </button>
            </div>
            <p class="promise">{words.new_promise}</p>
        </form>
    }
}

/// The device makes the passkey.
#[component]
pub(super) fn MakePasskey(making: MakePasskeyView) -> impl IntoView {
    let language = language();
    let words = staff_passkey_texts(language);
    let title = words.make_title.replace("{name}", &making.name);
    let QuestionView { options, challenge } = making.question;
    let stage = RwSignal::new(Stage::Quiet);
    let answered = RwSignal::new(None::<Answer>);
    let press = move |_| {
        if stage.get_untracked() == Stage::Asking {
            return;
        }
        stage.set(Stage::Asking);
        let (options, challenge) = (options.clone(), challenge.clone());
        leptos::task::spawn_local(async move {
            match passkey::make(&options).await {
                Ok(answer) => {
                    answered.set(Some(Answer { challenge, answer }));
                    request_animation_frame(|| submit("#passkey-add"));
                }
                Err(NoAnswer::Stopped) => stage.set(Stage::Failed(words.not_made)),
                Err(NoAnswer::Known) => stage.set(Stage::Failed(words.known)),
                Err(NoAnswer::Unable) => stage.set(Stage::Failed(words.unable)),
            }
        });
    };
    view! {
        <PageTitle text=title.clone() />
        <h1>{title}</h1>
        <p class="lead">{words.make_intro}</p>
        <form id="passkey-add" method="post" action=StaffPage::NewPasskey.path(language)>
            <input type="hidden" name="act" value="add" />
            <Fields answered name="new_passkey" />
            <div class="actions">
                <button class="button" type="button" on:click=press>
                    {words.make}
                </button>
            </div>
            <Outcome stage />
        </form>
        <Back />
    }
}

/// Removing takes two steps: coming here, and pressing.
#[component]
pub(super) fn RemovePasskey(
    passkey: PasskeyView,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_passkey_texts(language);
    let title = words.remove_title.replace("{name}", &passkey.name);
    let action = format!("{}/{}", StaffPage::Passkey.path(language), passkey.id);
    let problem = refused.as_ref().map(|refused| refused.problem);
    view! {
        <PageTitle text=title.clone() />
        <Summary refused />
        <h1>{title}</h1>
        <p class="lead">{words.remove_help}</p>
        <Dates passkey />
        <form method="post" action=action>
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button ending" name="act" value="remove">
                    {words.remove_sure}
                </button>
            </div>
        </form>
        <Back />
    }
}

#[component]
fn Back() -> impl IntoView {
    let language = language();
    view! {
        <p>
            <a href=StaffPage::Account.path(language) rel="external">
                {staff_passkey_texts(language).back}
            </a>
        </p>
    }
}
