//! Composing the answer to a request for access: the letter as the person will read it, its checklist, and what is left
//! out for the sake of others.

use domain::access_answer::AccessAnswer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::typed;
use crate::components::{AccessLetter, Icon, Shape, language};
use crate::texts::staff_case_texts;

/// The answer as it would be sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// What it says.
    pub letter: AccessAnswer,
    /// What it lacks of what Article 15 asks for, in words.
    pub missing: Vec<String>,
    /// What is left out already.
    pub marks: Vec<MarkView>,
    /// What words can be left out of, by id and in words.
    pub things: Vec<(String, String)>,
}

/// Words that are left out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MarkView {
    /// Of which thing.
    pub thing: String,
    /// The words.
    pub words: String,
    /// How the person's right was weighed against it.
    pub why: String,
}

impl std::fmt::Debug for AnswerView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AnswerView(…)")
    }
}

#[component]
pub(super) fn Answer(view: AnswerView, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_case_texts(language());
    let checklist = if view.missing.is_empty() {
        view! {
            <div class="message good">
                <Icon shape=Shape::Check />
                <p>{words.complete}</p>
            </div>
        }
        .into_any()
    } else {
        let missing = view
            .missing
            .into_iter()
            .map(|lacks| view! { <li>{lacks}</li> });
        view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <div>
                    <p>{words.incomplete}</p>
                    <ul>{missing.collect_view()}</ul>
                </div>
            </div>
        }
        .into_any()
    };
    let marks = view.marks.into_iter().map(|mark| {
        view! {
            <li>
                <input type="hidden" name="mark_thing" value=mark.thing />
                <input type="hidden" name="mark_words" value=mark.words.clone() />
                <input type="hidden" name="mark_why" value=mark.why.clone() />
                <strong>{mark.words}</strong>
                ": "
                {mark.why}
            </li>
        }
    });
    let marks: Vec<_> = marks.collect();
    let marks = (!marks.is_empty()).then(|| {
        view! {
            <h3>{words.marks}</h3>
            <ul>{marks}</ul>
        }
    });
    view! {
        {checklist}
        <AccessLetter answer=view.letter />
        {marks}
        <LeaveOut things=view.things refused />
    }
}

/// Leaving out more words.
#[component]
fn LeaveOut(things: Vec<(String, String)>, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_case_texts(language());
    let written = |name| typed(refused.as_ref(), name);
    let is_open = !written("words").is_empty();
    let options = things.into_iter().map(|(id, what)| {
        view! { <option value=id>{what}</option> }
    });
    view! {
        <details class="why" open=is_open>
            <summary>{words.leave_out}</summary>
            <p>{words.leave_out_help}</p>
            <div class="field">
                <label for="thing">{words.leave_out_of}</label>
                <select id="thing" name="thing">
                    {options.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="words">{words.leave_out_words}</label>
                <input
                    id="words"
                    name="words"
                    type="text"
                    maxlength="400"
                    autocomplete="off"
                    value=written("words")
                />
            </div>
            <div class="field">
                <label for="why">{words.leave_out_why}</label>
                <input
                    id="why"
                    name="why"
                    type="text"
                    maxlength="400"
                    autocomplete="off"
                    value=written("why")
                />
            </div>
            <div class="actions">
                <button class="button quiet" name="act" value="mark">
                    {words.leave_out}
                </button>
            </div>
        </details>
    }
}
