//! A field of several lines, for a sentence or two.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{FieldProblem, TextArea, described_by, of_field};

/// The field.
#[component]
pub fn Lines(
    /// The field's name, which is its id too.
    name: &'static str,
    /// What it is called.
    label: &'static str,
    /// What helps to fill it in.
    help: &'static str,
    /// What stands in it.
    value: String,
    /// Whether it may stay empty.
    #[prop(default = true)]
    optional: bool,
    /// What is wrong with the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let invalid = of_field(&problems, name).is_some();
    view! {
        <div class="field long">
            <label for=name>{label}</label>
            <p class="help" id=format!("{name}-help")>
                {help}
            </p>
            <FieldProblem name problems />
            <TextArea
                name
                value
                rows=3
                described_by=described_by(name, invalid)
                optional
                invalid
            />
        </div>
    }
}
