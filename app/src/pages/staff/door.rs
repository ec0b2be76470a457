//! What is only kept (Article 18), as staff meet it: that it is there and which case stops its use, and the form by which
//! it is used once, through a door of Article 18(2) and with a reason.

use domain::problem::Problem;
use domain::rights::Door;
use leptos::prelude::*;

use super::StaffRefused;
use super::field::typed;
use crate::address::StaffPage;
use crate::components::{FieldProblem, TextArea, described_by, language, of_field};
use crate::texts::staff_case_texts;

/// The form. It posts the act `door`.
#[component]
pub(super) fn DoorForm(
    action: String,
    /// What the button says.
    button: &'static str,
    /// A form of this kind that was refused.
    #[prop(optional_no_strip)]
    refused: Option<StaffRefused>,
    /// Fields that say what it is about.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let (chosen, value) = (
        typed(refused.as_ref(), "door"),
        typed(refused.as_ref(), "reason"),
    );
    let invalid = of_field(&problems, "reason").is_some();
    let doors = Door::ALL.map(|door| {
        let id = format!("door-{}", door.name());
        let checked = door.name() == chosen;
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="door" value=door.name() checked=checked />
                <label for=id>{door.in_words(language)}</label>
            </div>
        }
    });
    view! {
        <form method="post" action=action novalidate>
            {children.map(|children| children())}
            <fieldset class="ticks" id="door" tabindex="-1">
                <legend>{words.door}</legend>
                <FieldProblem name="door" problems=problems.clone() />
                {doors.collect_view()}
            </fieldset>
            <div class="field long">
                <label for="reason">{words.reason}</label>
                <p class="help" id="reason-help">
                    {words.reason_help}
                </p>
                <FieldProblem name="reason" problems />
                <TextArea
                    name="reason"
                    value
                    rows=3
                    described_by=described_by("reason", invalid)
                    invalid
                />
            </div>
            <div class="actions">
                <button class="button" name="act" value="door">
                    {button}
                </button>
            </div>
        </form>
    }
}

/// The links to the cases that stop a use, by their ids; nothing for whose role opens none.
#[component]
pub(super) fn StoppingCases(cases: Vec<String>) -> impl IntoView {
    let language = language();
    let links = cases.into_iter().map(|case| {
        let target = format!("{}/{case}", StaffPage::Case.path(language));
        view! {
            " "
            <a href=target rel="external">
                {staff_case_texts(language).stopped_to_case}
            </a>
        }
    });
    links.collect_view()
}
