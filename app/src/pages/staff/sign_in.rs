//! Signing in: in two steps, or with a passkey.

use leptos::prelude::*;

use super::StaffRefused;
use super::field::{Field, Summary, typed};
use super::passkey_button::{Answer, AskButton, Fields, can_be_used, submit};
use crate::address::StaffPage;
use crate::components::{PageTitle, language};
use crate::texts::{staff_passkey_texts, staff_texts};

/// The first step.
#[component]
pub(super) fn SignIn(
    return_to: String,
    offers_passkey: bool,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let email = typed(refused.as_ref(), "email");
    let passkey = offers_passkey.then(|| {
        let return_to = return_to.clone();
        view! { <SignInWithPasskey return_to /> }
    });
    view! {
        <PageTitle text=words.sign_in_title />
        <Summary refused />
        <h1>{words.sign_in_title}</h1>
        <p class="lead">{words.sign_in_intro}</p>
        <form method="post" action=StaffPage::SignIn.path(language)>
            <input type="hidden" name="return_to" value=return_to />
            <Field name="email" label=words.email kind="email" autocomplete="username" value=email problem />
            <Field
                name="password"
                label=words.password
                kind="password"
                autocomplete="current-password"
                problem
            />
            <div class="actions">
                <button class="button" name="act" value="password">
                    {words.next}
                </button>
            </div>
            <p class="promise">{words.no_account}</p>
        </form>
        {passkey}
    }
}

/// Signing in with a passkey; nothing where the browser has none.
#[component]
fn SignInWithPasskey(
    /// Where to go afterwards.
    return_to: String,
) -> impl IntoView {
    let language = language();
    let words = staff_passkey_texts(language);
    let can = can_be_used();
    let answered = RwSignal::new(None::<Answer>);
    let on_answer = move |answer| {
        answered.set(Some(answer));
        request_animation_frame(|| submit("#passkey-sign-in"));
    };
    move || {
        let return_to = return_to.clone();
        (can.get() == Some(true)).then(|| {
            view! {
                <form
                    class="passkey"
                    id="passkey-sign-in"
                    method="post"
                    action=StaffPage::SignIn.path(language)
                >
                    <input type="hidden" name="act" value="passkey" />
                    <input type="hidden" name="return_to" value=return_to />
                    <Fields answered />
                    <AskButton label=words.sign_in again=false on_answer />
                    <p class="promise">{words.sign_in_help}</p>
                </form>
            }
        })
    }
}

/// The second step.
#[component]
pub(super) fn Code(
    return_to: String,
    first: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    view! {
        <PageTitle text=words.code_title />
        <Summary refused />
        <h1>{words.code_title}</h1>
        <p class="lead">{words.code_intro}</p>
        <form method="post" action=StaffPage::SignIn.path(language)>
            <input type="hidden" name="return_to" value=return_to />
            <input type="hidden" name="first" value=first />
            <Field
                name="code"
                label=words.code
                help=words.code_help
                autocomplete="one-time-code"
                problem
            />
            <div class="actions">
                <button class="button" name="act" value="code">
                    {words.sign_in}
                </button>
                <a href=StaffPage::SignIn.path(language) rel="external">
                    {words.begin_again}
                </a>
            </div>
        </form>
    }
}
