//! A choice of one among several that all stand there.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{FieldProblem, described_by, of_field};

/// The choice.
#[component]
pub fn Radios(
    /// The field's name, which is the id of the whole too.
    name: &'static str,
    /// What is asked.
    legend: &'static str,
    /// What helps to choose.
    help: &'static str,
    /// The values and what each is called.
    options: Vec<(String, String)>,
    /// The value that was chosen.
    chosen: String,
    /// What is wrong with the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let described = described_by(name, of_field(&problems, name).is_some());
    let options = options.into_iter().map(|(value, title)| {
        let id = format!("{name}-{value}");
        let checked = value == chosen;
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name=name value=value checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id=name tabindex="-1" aria-describedby=described>
            <legend>{legend}</legend>
            <p class="help" id=format!("{name}-help")>
                {help}
            </p>
            <FieldProblem name problems />
            {options.collect_view()}
        </fieldset>
    }
}
