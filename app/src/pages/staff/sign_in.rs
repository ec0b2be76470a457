//! Signing in, in two steps.

use leptos::prelude::*;

use super::StaffRefused;
use super::field::{Field, Summary, typed};
use crate::address::StaffPage;
use crate::components::{PageTitle, language};
use crate::texts::staff_texts;

/// The first step.
#[component]
pub(super) fn SignIn(return_to: String, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let email = typed(refused.as_ref(), "email");
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
