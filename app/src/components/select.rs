//! A choice of one from a list that opens.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{FieldProblem, of_field};

/// One of several; the first where nothing was chosen.
#[component]
pub fn Select(
    /// The field's name, which is its id too.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// The values and what each is called.
    options: Vec<(String, String)>,
    /// The value that was chosen.
    chosen: String,
    /// What is wrong with the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let invalid = of_field(&problems, name).is_some();
    let options = options.into_iter().map(|(value, title)| {
        let selected = value == chosen;
        view! {
            <option value=value selected=selected>
                {title}
            </option>
        }
    });
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <FieldProblem name problems />
            <select
                id=name
                name=name
                aria-describedby=invalid.then(|| format!("{name}-error"))
                aria-invalid=invalid.then_some("true")
            >
                {options.collect_view()}
            </select>
        </div>
    }
}
