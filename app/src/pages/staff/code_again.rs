//! What is asked again before something important: a code, or a passkey in its place, where script runs and the browser
//! has one.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::field::Field;
use super::passkey_button::{Answer, AskButton, Fields, can_be_used};
use crate::components::{Icon, Shape, language};
use crate::texts::{staff_passkey_texts, staff_texts};

/// Whether what is important needs a code now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NeedsCode {
    /// One was given just now.
    No,
    /// It does.
    Yes,
    /// It does, and a passkey will do.
    OrPasskey,
}

/// The code that is asked for again before something important, or a passkey in its place; nothing where one was given
/// just now.
#[component]
pub(super) fn CodeAgain(
    /// Whether one is needed.
    needed: NeedsCode,
    /// What is wrong.
    #[prop(optional_no_strip)]
    problem: Option<Problem>,
) -> impl IntoView {
    let words = staff_texts(language());
    let answered = RwSignal::new(None::<Answer>);
    let is_answered = Memo::new(move |_| answered.read().is_some());
    let code = move || {
        view! {
            <Field
                name="code"
                label=words.code_again
                help=words.code_again_help
                autocomplete="one-time-code"
                problem
            />
        }
    };
    match needed {
        NeedsCode::No => ().into_any(),
        NeedsCode::Yes => code().into_any(),
        NeedsCode::OrPasskey => {
            let shown = move || {
                if is_answered.get() {
                    view! { <Shown answered /> }.into_any()
                } else {
                    view! {
                        {code()}
                        <InTheCodesPlace answered />
                    }
                    .into_any()
                }
            };
            shown.into_any()
        }
    }
}

#[component]
fn InTheCodesPlace(answered: RwSignal<Option<Answer>>) -> impl IntoView {
    let words = staff_passkey_texts(language());
    let can = can_be_used();
    let on_answer = move |answer| {
        answered.set(Some(answer));
        focus("#passkey-shown");
    };
    move || {
        (can.get() == Some(true)).then(|| {
            view! {
                <div class="passkey">
                    <AskButton label=words.instead again=true on_answer />
                </div>
            }
        })
    }
}

/// It is them, and the form says so when it is sent.
#[component]
fn Shown(answered: RwSignal<Option<Answer>>) -> impl IntoView {
    let words = staff_passkey_texts(language());
    view! {
        <Fields answered />
        <div class="message good" id="passkey-shown" tabindex="-1" role="status">
            <Icon shape=Shape::Check />
            <p>{words.shown}</p>
        </div>
    }
}

#[cfg(feature = "hydrate")]
fn focus(selector: &'static str) {
    crate::browser::focus(selector);
}

/// On the server nothing has the focus.
#[cfg(not(feature = "hydrate"))]
fn focus(_: &'static str) {}
