//! An answer that the person has not opened: to print and post, or to go through on the telephone, and to tick off.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{of_act, typed};
use crate::components::{FieldProblem, TextArea, described_by, language, of_field};
use crate::texts::staff_case_texts;

/// An answer that waits for its person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnopenedView {
    /// Its id.
    pub id: String,
    /// When it was sent and until when it can be opened, in words.
    pub says: String,
    /// Its time is over, or nearly.
    pub is_task: bool,
    /// What can be done, by name and title.
    pub ways: Vec<(String, String)>,
}

/// The form that a problem is told beside.
pub(super) const SEE_TO: &str = "see-to";

#[component]
pub(super) fn Unopened(
    view: UnopenedView,
    action: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_case_texts(language());
    let refused = of_act(refused.as_ref(), SEE_TO);
    let is_open = view.is_task || refused.is_some();
    let title = match view.is_task {
        true => words.unopened,
        false => words.not_opened_yet,
    };
    let answer = view.id.clone();
    view! {
        <details class="fold" open=is_open>
            <summary>
                <h2>{title}</h2>
            </summary>
            <div class="folded">
                <p>{view.says}</p>
                <p>{words.unopened_help}</p>
                <form class="screen-only" method="post" action=action.clone()>
                    <input type="hidden" name="answer" value=answer />
                    <div class="actions">
                        <button class="button quiet" name="act" value="answer-pdf">
                            {words.unopened_pdf}
                        </button>
                    </div>
                </form>
                <TickOff answer=view.id ways=view.ways action refused />
            </div>
        </details>
    }
}

#[component]
fn TickOff(
    answer: String,
    ways: Vec<(String, String)>,
    action: String,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_case_texts(language());
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let chosen = typed(refused.as_ref(), "seen_to");
    let invalid = of_field(&problems, "reason").is_some();
    let ways = ways.into_iter().map(|(name, title)| {
        let id = format!("seen-to-{name}");
        let checked = name == chosen;
        view! {
            <div class="tick">
                <input type="radio" id=id.clone() name="seen_to" value=name checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <form class="screen-only" method="post" action=action novalidate>
            <input type="hidden" name="answer" value=answer />
            <fieldset class="ticks" id="seen_to" tabindex="-1">
                <legend>{words.seen_to}</legend>
                <FieldProblem name="seen_to" problems=problems.clone() />
                {ways.collect_view()}
            </fieldset>
            <div class="field long">
                <label for="reason">{words.seen_to_words}</label>
                <p class="help" id="reason-help">
                    {words.reason_help}
                </p>
                <FieldProblem name="reason" problems />
                <TextArea
                    name="reason"
                    value=typed(refused.as_ref(), "reason")
                    rows=3
                    described_by=described_by("reason", invalid)
                    optional=true
                    invalid
                />
            </div>
            <div class="actions">
                <button class="button" name="act" value=SEE_TO>
                    {words.tick_off}
                </button>
            </div>
        </form>
    }
}
