//! Who comes along: a field for each who may.

use domain::problem::Problem;
use leptos::prelude::*;

use super::{FieldProblem, described_by, language, of_field};
use crate::texts::event_texts;

/// The fields. A list of problems leads to the first of them.
#[component]
pub fn Companions(
    /// How many may come along.
    most: u8,
    /// What was typed.
    typed: Vec<String>,
    /// What is wrong in the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let texts = event_texts(language());
    let is_invalid = of_field(&problems, "companion").is_some();
    let mut typed = typed.into_iter();
    let fields = (1..=most).map(|number| {
        let id = if number == 1 {
            "companion".to_owned()
        } else {
            format!("companion-{number}")
        };
        let label = texts.companion.replace("{number}", &number.to_string());
        view! {
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name="companion"
                type="text"
                value=typed.next().unwrap_or_default()
                autocomplete="off"
                aria-describedby=described_by("companion", is_invalid)
                aria-invalid=is_invalid.then_some("true")
            />
        }
    });
    (most > 0).then(|| {
        view! {
            <fieldset class="field">
                <legend>{texts.companions}</legend>
                <p class="help" id="companion-help">
                    {texts.companions_help}
                </p>
                <FieldProblem name="companion" problems />
                {fields.collect_view()}
            </fieldset>
        }
    })
}
