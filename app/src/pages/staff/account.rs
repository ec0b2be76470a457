//! Somebody's own account: where they are signed in, their passkeys, their password, their recovery codes.

use leptos::prelude::*;

use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Field, Summary, of_act};
use super::passkeys::Passkeys;
use super::{AccountView, SessionView, StaffRefused};
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::staff_texts;

/// The page.
#[component]
pub(super) fn Account(
    account: AccountView,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_texts(language());
    view! {
        <PageTitle text=words.account />
        <Summary refused=refused.clone() />
        <h1>{words.account}</h1>
        <section>
            <h2>{words.sessions_title}</h2>
            <p>{words.sessions_intro}</p>
            <Sessions sessions=account.sessions />
        </section>
        {account
            .passkeys
            .map(|passkeys| {
                view! {
                    <section>
                        <Passkeys passkeys />
                    </section>
                }
            })}
        <section>
            <h2>{words.password_change}</h2>
            <ChangePassword refused=of_act(refused.as_ref(), "password") />
        </section>
        <section>
            <h2>{words.codes_title}</h2>
            <NewCodes left=account.codes_left needs_code refused=of_act(refused.as_ref(), "codes") />
        </section>
        <section>
            <h2>{words.new_app_title}</h2>
            <p>
                <a href=StaffPage::NewApp.path(language()) rel="external">
                    {words.new_app_link}
                </a>
            </p>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<SessionView>) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let action = StaffPage::Account.path(language);
    let others = sessions.iter().any(|session| !session.is_this);
    let items = sessions.into_iter().map(|session| {
        let SessionView {
            id,
            browser,
            since,
            seen,
            is_this,
        } = session;
        let end = if is_this {
            view! { <span class="tag">{words.session_this}</span> }.into_any()
        } else {
            let label = format!("{}: {browser}, {since}", words.session_end);
            view! {
                <form method="post" action=action>
                    <input type="hidden" name="session" value=id />
                    <button class="button quiet small" name="act" value="end" aria-label=label>
                        {words.session_end}
                    </button>
                </form>
            }
            .into_any()
        };
        view! {
            <li>
                <div>
                    <strong>{browser}</strong>
                    <p class="soft small">
                        {words.session_since} " " {since} ". " {words.session_seen} " " {seen} "."
                    </p>
                </div>
                {end}
            </li>
        }
    });
    let end_others = if others {
        view! {
            <form method="post" action=action>
                <div class="actions">
                    <button class="button ending" name="act" value="end-others">
                        {words.sessions_end_others}
                    </button>
                </div>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="soft">{words.sessions_only_this}</p> }.into_any()
    };
    view! {
        <ul class="rows" role="list">
            {items.collect_view()}
        </ul>
        {end_others}
    }
}

#[component]
fn ChangePassword(refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let problem = refused.map(|refused| refused.problem);
    view! {
        <form method="post" action=StaffPage::Account.path(language)>
            <Field
                name="password_now"
                label=words.password_now
                kind="password"
                autocomplete="current-password"
                problem
            />
            <Field
                name="password"
                label=words.password_new
                help=words.password_help
                kind="password"
                autocomplete="new-password"
                problem
            />
            <div class="actions">
                <button class="button" name="act" value="password">
                    {words.password_change}
                </button>
            </div>
            <p class="promise">{words.password_change_help}</p>
        </form>
    }
}

#[component]
fn NewCodes(left: usize, needs_code: NeedsCode, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let problem = refused.map(|refused| refused.problem);
    let line = if left == 0 {
        view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{words.codes_none_left}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <p>{words.codes_left.replace("{count}", &left.to_string())}</p> }.into_any()
    };
    view! {
        {line}
        <form method="post" action=StaffPage::Account.path(language)>
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button" name="act" value="codes">
                    {words.codes_new}
                </button>
            </div>
            <p class="promise">{words.codes_new_help}</p>
        </form>
    }
}
