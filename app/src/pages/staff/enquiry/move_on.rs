//! Moving an enquiry to another purpose, with a reason. Nothing where the register has no other that fits.

use domain::problem::Problem;
use leptos::prelude::*;

use super::StaffRefused;
use super::typed;
use crate::components::{FieldProblem, language, of_field};
use crate::pages::staff::field::Field;
use crate::texts::staff_enquiry_texts;

#[component]
pub(super) fn MoveOn(
    action: String,
    others: Vec<(String, String)>,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let chosen = typed(refused.as_ref(), "purpose");
    let reason = typed(refused.as_ref(), "reason");
    let problem = refused.map(|refused| refused.problem);
    (!others.is_empty()).then(|| {
        view! {
            <section class="screen-only">
                <h2>{words.move_title}</h2>
                <p>{words.move_help}</p>
                <form method="post" action=action novalidate>
                    <Purposes others chosen problem />
                    <Field
                        name="reason"
                        label=words.reason
                        help=words.reason_help
                        autocomplete="off"
                        value=reason
                        problem
                    />
                    <div class="actions">
                        <button class="button quiet" name="act" value="move">
                            {words.move_button}
                        </button>
                    </div>
                </form>
            </section>
        }
    })
}

#[component]
fn Purposes(
    others: Vec<(String, String)>,
    chosen: String,
    problem: Option<Problem>,
) -> impl IntoView {
    let problems: Vec<Problem> = problem.into_iter().collect();
    let described = of_field(&problems, "purpose").map(|_| "purpose-error");
    let purposes = others.into_iter().map(|(key, title)| {
        let id = format!("purpose-{key}");
        let checked = key == chosen;
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="purpose" value=key checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id="purpose" tabindex="-1" aria-describedby=described>
            <legend>{staff_enquiry_texts(language()).move_to}</legend>
            <FieldProblem name="purpose" problems />
            {purposes.collect_view()}
        </fieldset>
    }
}
