//! The field for what is said in Markdown: in a newsletter, and about an event.

use domain::problem::Problem;
use leptos::prelude::*;

use crate::components::{FieldProblem, TextArea, described_by, of_field};

/// A field of many lines, with help above it and what is wrong with it.
#[component]
pub(super) fn Words(
    /// The field's name.
    name: &'static str,
    /// What is asked for.
    label: &'static str,
    /// What helps to answer.
    help: &'static str,
    /// What stands in it.
    value: String,
    /// How many lines it shows.
    rows: u8,
    /// What is wrong with the form.
    problems: Vec<Problem>,
    /// It may be left empty.
    #[prop(optional)]
    optional: bool,
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
                rows
                optional
                described_by=described_by(name, invalid)
                invalid
            />
        </div>
    }
}
