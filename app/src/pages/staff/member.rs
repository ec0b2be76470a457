//! Somebody who has access: their roles, a new link, and the end of it.

use leptos::prelude::*;

use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Roles, Summary, of_act};
use super::people::ticked;
use super::{MemberView, StaffRefused};
use crate::address::StaffPage;
use crate::components::{PageTitle, language};
use crate::texts::staff_texts;

/// The page.
#[component]
pub(super) fn Member(
    member: MemberView,
    needs_code: NeedsCode,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let action = format!("{}/{}", StaffPage::Member.path(language), member.id);
    let refused_roles = of_act(refused.as_ref(), "roles");
    let problem = refused.as_ref().map(|refused| refused.problem);
    let roles_problem = refused_roles.as_ref().map(|refused| refused.problem);
    let roles = match &refused_roles {
        Some(refused) => ticked(Some(refused)),
        None => member.roles.clone(),
    };
    let end = if member.is_disabled {
        let help = words.member_enable_help.replace("{name}", &member.name);
        view! {
            <h2>{words.member_enable}</h2>
            <p>{help}</p>
            <div class="actions">
                <button class="button" name="act" value="enable">
                    {words.member_enable}
                </button>
            </div>
        }
        .into_any()
    } else {
        view! { <End name=member.name.clone() /> }.into_any()
    };
    // One form, so that one code is enough for whichever button is pressed.
    view! {
        <PageTitle text=member.name.clone() />
        <Summary refused />
        <h1>{member.name.clone()}</h1>
        <p class="lead">{member.email} ". " {member.state} "."</p>
        <form method="post" action=action>
            <CodeAgain needed=needs_code problem />
            <Roles ticked=roles problem=roles_problem />
            <div class="actions">
                <button class="button" name="act" value="roles">
                    {words.member_save_roles}
                </button>
            </div>
            <NewLink shown=!member.is_disabled />
            {end}
        </form>
        <p>
            <a href=StaffPage::People.path(language) rel="external">
                {words.back_to_people}
            </a>
        </p>
    }
}

#[component]
fn NewLink(shown: bool) -> impl IntoView {
    let words = staff_texts(language());
    shown.then(|| {
        view! {
            <h2>{words.member_link}</h2>
            <p>{words.member_link_help}</p>
            <div class="actions">
                <button class="button quiet" name="act" value="link">
                    {words.member_new_link}
                </button>
            </div>
        }
    })
}

/// Shutting out takes two steps: unfolding, and pressing.
#[component]
fn End(name: String) -> impl IntoView {
    let words = staff_texts(language());
    view! {
        <h2>{words.member_disable}</h2>
        <details class="why">
            <summary>{words.member_disable_now}</summary>
            <p>{words.member_disable_help.replace("{name}", &name)}</p>
            <div class="actions">
                <button class="button ending" name="act" value="disable">
                    {words.member_disable_sure}
                </button>
            </div>
        </details>
    }
}
