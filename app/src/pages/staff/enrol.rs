//! Setting up an app for codes: with a password, to accept an invitation, or alone, in the place of another app.

use leptos::prelude::*;

use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Field, Summary};
use super::{EnrolmentView, StaffRefused};
use crate::components::{PageTitle, Qr, language};
use crate::texts::staff_texts;

/// An invitation.
#[component]
pub(super) fn Invitation(enrolment: EnrolmentView, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_texts(language());
    let (email, action) = (enrolment.email.clone(), enrolment.action.clone());
    let title = words.invitation_title.replace("{name}", &enrolment.name);
    let secret = view! { <Secret enrolment /> };
    let problem = refused.as_ref().map(|refused| refused.problem);
    view! {
        <PageTitle text=title.clone() />
        <Summary refused />
        <h1>{title}</h1>
        <p class="lead">{words.invitation_intro}</p>
        <form method="post" action=action>
            <p>
                {words.invitation_email} " " <strong>{email.clone()}</strong> "."
            </p>
            // Password keepers store the new password under it.
            <input type="hidden" autocomplete="username" value=email />
            <h2>{words.password_title}</h2>
            <Field
                name="password"
                label=words.password_choose
                help=words.password_help
                kind="password"
                autocomplete="new-password"
                problem
            />
            <h2>{words.app_title}</h2>
            <p>{words.app_intro}</p>
            {secret}
            <Field
                name="code"
                label=words.app_code
                help=words.app_code_help
                autocomplete="one-time-code"
                problem
            />
            <div class="actions">
                <button class="button" name="act" value="accept">
                    {words.accept}
                </button>
            </div>
        </form>
    }
}

/// A new app in the place of another.
#[component]
pub(super) fn NewApp(
    enrolment: EnrolmentView,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_texts(language());
    let action = enrolment.action.clone();
    let secret = view! { <Secret enrolment /> };
    let problem = refused.as_ref().map(|refused| refused.problem);
    view! {
        <PageTitle text=words.new_app_title />
        <Summary refused />
        <h1>{words.new_app_title}</h1>
        <p class="lead">{words.new_app_intro}</p>
        <form method="post" action=action>
            {secret}
            <Field
                name="new_code"
                label=words.new_app_code
                help=words.app_code_help
                autocomplete="off"
                problem
            />
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button" name="act" value="app">
                    {words.new_app_change}
                </button>
            </div>
            <p class="promise">{words.new_app_help}</p>
        </form>
    }
}

#[component]
fn Secret(enrolment: EnrolmentView) -> impl IntoView {
    let words = staff_texts(language());
    view! {
        <div class="secret">
            {enrolment.qr.map(|picture| view! { <Qr picture label=words.app_picture /> })}
            <p>
                {words.app_by_hand} <br />
                <code>{enrolment.secret}</code>
            </p>
        </div>
    }
}
