//! A form's fields, each with its error, and the list of all errors above the form.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{Icon, Shape, language};
use crate::texts::texts;

/// The problem of the field `name`, if it has one.
#[component]
pub fn FieldProblem(
    /// The field.
    name: &'static str,
    /// What is wrong in the form.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let language = language();
    move || {
        of_field(&problems.get(), name).map(|problem| {
            view! {
                <p class="problem" id=format!("{name}-error")>
                    {problem.title(language)}
                    ". "
                    {problem.remedy(language)}
                </p>
            }
        })
    }
}

/// A field of one line.
#[component]
pub fn Field(
    /// Its id and its name in the form.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What to write.
    help: &'static str,
    /// What it holds.
    value: String,
    /// The kind of input.
    kind: &'static str,
    /// What the browser may fill in.
    autocomplete: &'static str,
    /// Which keys a telephone shows.
    #[prop(optional)]
    keys: Option<&'static str>,
    /// It may be left empty.
    #[prop(optional)]
    optional: bool,
    /// What is wrong in the form.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let is_invalid = move || of_field(&problems.get(), name).is_some();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <p class="help" id=format!("{name}-help")>
                {help}
            </p>
            <FieldProblem name problems />
            <input
                id=name
                name=name
                type=kind
                value=value
                required=!optional
                autocomplete=autocomplete
                inputmode=keys
                aria-describedby=move || described_by(name, is_invalid())
                aria-invalid=move || is_invalid().then_some("true")
            />
        </div>
    }
}

/// The ids of what describes the field `name`: its help, and its problem when it has one.
#[must_use]
pub fn described_by(name: &str, is_invalid: bool) -> String {
    if is_invalid {
        format!("{name}-help {name}-error")
    } else {
        format!("{name}-help")
    }
}

/// The problem of the field `name` among `problems`.
#[must_use]
pub fn of_field(problems: &[Problem], name: &str) -> Option<Problem> {
    let mut problems = problems.iter().copied();
    problems.find(|problem| problem.field() == Some(name))
}

/// Everything that is wrong in a form, each with a link to its field.
#[component]
pub fn ProblemList(
    /// What is wrong.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
    /// The names of the form's fields.
    fields: &'static [&'static str],
) -> impl IntoView {
    let language = language();
    let line = move |problem: Problem| {
        let words = format!("{}. {}", problem.title(language), problem.remedy(language));
        let field = problem.field().filter(|field| fields.contains(field));
        match field {
            // External to the router, which would scroll and leave the focus behind.
            Some(id) => {
                view! { <li><a href=format!("#{id}") rel="external">{words}</a></li> }.into_any()
            }
            None => view! { <li>{words}</li> }.into_any(),
        }
    };
    move || {
        let problems = problems.get();
        (!problems.is_empty()).then(|| {
            view! {
                <div class="message danger" role="alert" tabindex="-1" id="problems">
                    <Icon shape=Shape::Warning />
                    <h2>{texts(language).form_problem}</h2>
                    <ul>{problems.into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    }
}
