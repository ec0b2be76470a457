//! Fields of the staff's forms, with what was typed and what is wrong with it.

use domain::problem::Problem;
use domain::staff::Role;
use leptos::prelude::*;

use super::StaffRefused;
use crate::components::{ProblemSummary, language};
use crate::texts::staff_texts;

/// What was typed in a field of a form that was refused.
pub(super) fn typed(refused: Option<&StaffRefused>, name: &str) -> String {
    let typed = refused.and_then(|refused| refused.typed.iter().find(|(other, _)| other == name));
    typed.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Whether the form with this `act` is the one that was refused; a page may have several.
pub(super) fn of_act(refused: Option<&StaffRefused>, act: &str) -> Option<StaffRefused> {
    let refused = refused.filter(|refused| typed(Some(refused), "act") == act);
    refused.cloned()
}

/// What is wrong, above everything else on the page.
#[component]
pub(super) fn Summary(
    /// The form that was refused.
    #[prop(optional_no_strip)]
    refused: Option<StaffRefused>,
) -> impl IntoView {
    refused.map(|refused| {
        let field = refused.problem.field();
        view! { <ProblemSummary problem=refused.problem field /> }
    })
}

/// One field. Its id is its name, so that the summary leads to it.
#[component]
pub(super) fn Field(
    /// The field's name.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What helps to fill it in.
    #[prop(optional)]
    help: &'static str,
    /// The kind of field.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    autocomplete: &'static str,
    /// What stands in it.
    #[prop(optional)]
    value: String,
    /// What is wrong.
    #[prop(optional_no_strip)]
    problem: Option<Problem>,
) -> impl IntoView {
    let problem = problem.filter(|problem| problem.field() == Some(name));
    let (help_id, error_id) = (format!("{name}-help"), format!("{name}-error"));
    let described: Vec<String> = [
        (!help.is_empty()).then(|| help_id.clone()),
        problem.map(|_| error_id.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let error = problem.map(|problem| {
        view! {
            <p class="problem" id=error_id>
                {problem.remedy(language())}
            </p>
        }
    });
    let help = (!help.is_empty()).then(|| {
        view! {
            <p class="help" id=help_id>
                {help}
            </p>
        }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {help}
            {error}
            <input
                id=name
                name=name
                type=kind
                value=value
                required
                maxlength="400"
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=problem.map(|_| "true")
            />
        </div>
    }
}

/// The roles, each with what it lets somebody do.
#[component]
pub(super) fn Roles(
    /// Those that are ticked.
    ticked: Vec<Role>,
    /// What is wrong.
    #[prop(optional_no_strip)]
    problem: Option<Problem>,
) -> impl IntoView {
    let language = language();
    let problem = problem.filter(|problem| problem.field() == Some("role"));
    let error = problem.map(|problem| {
        view! {
            <p class="problem" id="role-error">
                {problem.title(language)}
                ". "
                {problem.remedy(language)}
            </p>
        }
    });
    let boxes = Role::ALL.into_iter().map(|role| {
        let id = format!("role-{}", role.name());
        view! {
            <div class="tick">
                <input
                    type="checkbox"
                    id=id.clone()
                    name="role"
                    value=role.name()
                    checked=ticked.contains(&role)
                />
                <label for=id>
                    <strong>{role.title(language)}</strong>
                    <span>{role.meaning(language)}</span>
                </label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id="role" tabindex="-1" aria-describedby=problem.map(|_| "role-error")>
            <legend>{staff_texts(language).roles}</legend>
            {error}
            {boxes.collect_view()}
        </fieldset>
    }
}
