//! Another e-mail address for a person who cannot read the old one: the form, and what came of it.

use domain::problem::Problem;
use domain::staff::IdentityChecked;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::code_again::{CodeAgain, NeedsCode};
use super::field::{Summary, typed};
use crate::address::StaffPage;
use crate::components::{
    Field, FieldProblem, PageTitle, TextArea, described_by, language, of_field,
};
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
    let invalid = of_field(&problems, "reason").is_some();
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
            <Checked chosen problems=problems.clone() />
            <div class="field long">
                <label for="reason">{words.reason}</label>
                <p class="help" id="reason-help">
                    {words.reason_help}
                </p>
                <FieldProblem name="reason" problems />
                <TextArea
                    name="reason"
                    value=reason
                    rows=3
                    described_by=described_by("reason", invalid)
                    invalid
                />
            </div>
            <CodeAgain needed=needs_code problem />
            <div class="actions">
                <button class="button">{words.change}</button>
            </div>
            <p class="promise">{words.promise}</p>
        </form>
    }
}

/// The ways of making sure.
#[component]
fn Checked(chosen: String, problems: Vec<Problem>) -> impl IntoView {
    let language = language();
    let words = staff_new_address_texts(language);
    let described = described_by("vouched", of_field(&problems, "vouched").is_some());
    let ways = IdentityChecked::ALL.map(|way| {
        let id = format!("vouched-{}", way.name());
        view! {
            <div class="tick">
                <input
                    type="radio"
                    id=id.clone()
                    name="vouched"
                    value=way.name()
                    checked=chosen == way.name()
                />
                <label for=id>{way.title(language)}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id="vouched" tabindex="-1" aria-describedby=described>
            <legend>{words.checked}</legend>
            <p class="help" id="vouched-help">
                {words.checked_help}
            </p>
            <FieldProblem name="vouched" problems />
            {ways.collect_view()}
        </fieldset>
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
