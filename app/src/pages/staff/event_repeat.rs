//! The part of a new event's form that says whether it comes again.

use domain::problem::Problem;
use leptos::prelude::*;

use super::StaffRefused;
use super::field::typed;
use crate::components::{Field, FieldProblem, described_by, language, of_field};
use crate::texts::staff_event_texts;

/// Whether, how often and until when.
#[component]
pub(super) fn Repeat(
    /// The form that was refused.
    #[prop(optional_no_strip)]
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_event_texts(language());
    let typed = |name| typed(refused.as_ref(), name);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let (every, times, until) = (typed("every"), typed("times"), typed("until"));
    let missing = typed("missing_days");
    let is_open = !(every.is_empty() && times.is_empty() && until.is_empty());
    let rules = [
        ("", words.never),
        ("week", words.every_week),
        ("second-week", words.every_second_week),
        ("month", words.every_month),
        ("year", words.every_year),
    ];
    let options = rules.map(|(value, name)| {
        view! {
            <option value=value selected=value == every>
                {name}
            </option>
        }
    });
    let invalid = of_field(&problems, "every").is_some();
    let missing = (!missing.is_empty()).then(|| {
        view! { <p class="problem">{words.missing_days} " " {missing}</p> }
    });
    view! {
        <details class="why" open=is_open>
            <summary>{words.repeat}</summary>
            <p>{words.repeat_help}</p>
            <div class="field">
                <label for="every">{words.every}</label>
                <p class="help" id="every-help">
                    {words.every_help}
                </p>
                <FieldProblem name="every" problems=problems.clone() />
                {missing}
                <select
                    id="every"
                    name="every"
                    aria-describedby=described_by("every", invalid)
                    aria-invalid=invalid.then_some("true")
                >
                    {options.collect_view()}
                </select>
            </div>
            <Field
                name="times"
                label=words.times
                help=words.times_help
                value=times
                kind="text"
                autocomplete="off"
                optional=true
                problems=problems.clone()
            />
            <Field
                name="until"
                label=words.until
                help=words.until_help
                value=until
                kind="date"
                autocomplete="off"
                optional=true
                problems
            />
        </details>
    }
}
