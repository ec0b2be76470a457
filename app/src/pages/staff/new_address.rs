//! Another e-mail address for a person who cannot read the old one: the form, and what came of it.

use domain::problem::Problem;
use domain::staff::IdentityChecked;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Summary, typed};
use crate::address::StaffPage;
use crate::components::{Field, Lines, PageTitle, Radios, language};
use crate::texts::staff_new_address_texts;

/// What came of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressChangedView {
    /// How many things stand under the new address now.
    pub moved: usize,
    /// How many stayed.
    pub left: usize,
    /// It is done.
    pub is_done: bool,
}

/// The form.
#[component]
pub(super) fn NewAddress(needs_code: NeedsCode, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_new_address_texts(language);
    let problem = refused.as_ref().map(|refused| refused.problem);
    let problems: Vec<Problem> = problem.into_iter().collect();
    let typed = |name| typed(refused.as_ref(), name);
    let ways = IdentityChecked::ALL.into_iter();
    let ways: Vec<_> = ways
        .map(|way| (way.name().to_owned(), way.title(language).to_owned()))
        .collect();
    let chosen = typed("vouched");
    let (before, after, reason) = (typed("before"), typed("email"), typed("reason"));
    view! {
        <PageTitle text=words.title />
        <Summary refused />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <form method="post" action=StaffPage::NewAddress.path(language) novalidate>
            <Field
                name="before"
                label=words.before
                help=words.before_help
                value=before
                kind="email"
                autocomplete="off"
                problems=problems.clone()
            />
            <Field
                name="email"
                label=words.after
                help=words.after_help
                value=after
                kind="email"
                autocomplete="off"
                problems=problems.clone()
            />
            <Radios
                name="vouched"
                legend=words.checked
                help=words.checked_help
                options=ways
                chosen
                problems=problems.clone()
            />
            <Lines
                name="reason"
                label=words.reason
                help=words.reason_help
                value=reason
                optional=false
                problems
            />
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button">{words.change}</button>
            </div>
            <p class="promise">{words.promise}</p>
        </form>
    }
}

/// What came of it.
#[component]
pub(super) fn AddressChanged(changed: AddressChangedView) -> impl IntoView {
    let language = language();
    let words = staff_new_address_texts(language);
    let AddressChangedView {
        moved,
        left,
        is_done,
    } = changed;
    let moved = match moved {
        1 => words.changed_one.to_owned(),
        count => words.changed.replace("{count}", &count.to_string()),
    };
    let left = (is_done && left > 0).then(|| {
        let left = words.left.replace("{count}", &left.to_string());
        view! { <p>{left}</p> }
    });
    let not_done = (!is_done).then(|| view! { <p>{words.not_done}</p> });
    view! {
        <PageTitle text=words.changed_title />
        <h1>{words.changed_title}</h1>
        <p class="lead">{moved}</p>
        {left}
        {not_done}
        <p>{words.told}</p>
        <p class="screen-only">
            <a href=StaffPage::NewAddress.path(language) rel="external">
                {words.another}
            </a>
        </p>
    }
}
