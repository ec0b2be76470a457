//! Who has access, and giving it to somebody.

use leptos::prelude::*;

use domain::staff::Role;

use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Field, Roles, Summary, typed};
use super::{LinkView, MemberView, StaffRefused};
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::staff_texts;

/// Everybody who has access, and those who had it.
#[component]
pub(super) fn People(members: Vec<MemberView>, may_change: bool) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let invite = may_change.then(|| {
        view! {
            <div class="actions">
                <a class="button" href=StaffPage::Invite.path(language) rel="external">
                    {words.invite_title}
                </a>
            </div>
        }
    });
    let rows = members.into_iter().map(|member| {
        let titles: Vec<&str> = member
            .roles
            .iter()
            .map(|role| role.title(language))
            .collect();
        let name = if may_change {
            let target = format!("{}/{}", StaffPage::Member.path(language), member.id);
            view! {
                <a href=target rel="external">
                    {member.name}
                </a>
            }
            .into_any()
        } else {
            member.name.into_any()
        };
        view! {
            <tr>
                <th scope="row">
                    {name} <br /> <span class="soft">{member.email}</span>
                </th>
                <td data-label=words.roles>{titles.join(", ")}</td>
                <td data-label=words.state>{member.state}</td>
            </tr>
        }
    });
    view! {
        <PageTitle text=words.people />
        <h1>{words.people}</h1>
        <p class="lead">{words.people_intro}</p>
        {invite}
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.person}</th>
                    <th scope="col">{words.roles}</th>
                    <th scope="col">{words.state}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// Giving somebody access.
#[component]
pub(super) fn Invite(needs_code: NeedsCode, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let name = typed(refused.as_ref(), "name");
    let email = typed(refused.as_ref(), "email");
    let ticked = ticked(refused.as_ref());
    view! {
        <PageTitle text=words.invite_title />
        <Summary refused />
        <h1>{words.invite_title}</h1>
        <p class="lead">{words.invite_intro}</p>
        <form method="post" action=StaffPage::Invite.path(language)>
            <Field name="name" label=words.name autocomplete="off" value=name problem />
            <Field name="email" label=words.email kind="email" autocomplete="off" value=email problem />
            <Roles ticked problem />
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button" name="act" value="invite">
                    {words.invite}
                </button>
                <a href=StaffPage::People.path(language) rel="external">
                    {words.back_to_people}
                </a>
            </div>
            <p class="promise">{words.invite_promise}</p>
        </form>
    }
}

/// The roles that were ticked in a form that was refused.
pub(super) fn ticked(refused: Option<&StaffRefused>) -> Vec<Role> {
    let typed = refused.into_iter().flat_map(|refused| &refused.typed);
    typed
        .filter(|(name, _)| name == "role")
        .filter_map(|(_, value)| Role::of_name(value))
        .collect()
}

/// A link, told once.
#[component]
pub(super) fn Link(link: LinkView) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let title = words.link_title.replace("{name}", &link.name);
    view! {
        <PageTitle text=title.clone() />
        <h1>{title}</h1>
        <div class="message warning">
            <Icon shape=Shape::Warning />
            <p>{words.link_intro.replace("{name}", &link.name)}</p>
        </div>
        <p class="told-link">
            <code>{link.link}</code>
        </p>
        <p class="soft">{words.link_ends.replace("{date}", &link.ends)}</p>
        <div class="actions">
            <a href=StaffPage::People.path(language) rel="external">
                {words.back_to_people}
            </a>
        </div>
    }
}
