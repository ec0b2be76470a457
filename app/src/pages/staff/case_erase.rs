//! Deciding about an erasure: each thing goes, or stays on a ground, with its reason and until a day.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::typed;
use crate::components::{FieldProblem, language};
use crate::texts::staff_case_texts;

/// What is to be decided about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseView {
    /// Each thing, by id and in words.
    pub things: Vec<(String, String)>,
    /// The grounds on which something is kept, by name and in words.
    pub grounds: Vec<(String, String)>,
}

impl std::fmt::Debug for EraseView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EraseView(…)")
    }
}

#[component]
pub(super) fn Erase(view: EraseView, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_case_texts(language());
    if view.things.is_empty() {
        return view! { <p>{words.nothing_held}</p> }.into_any();
    }
    let problems: Vec<_> = refused.iter().map(|refused| refused.problem).collect();
    let things = view.things.into_iter().map(|(id, what)| {
        let grounds = view.grounds.clone();
        let refused = refused.clone();
        view! { <Thing id what grounds refused /> }
    });
    view! {
        <div id="decision" tabindex="-1">
            <FieldProblem name="decision" problems />
            {things.collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn Thing(
    id: String,
    what: String,
    grounds: Vec<(String, String)>,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let words = staff_case_texts(language());
    let name = |part: &str| format!("{part}-{id}");
    let written = |part: &str| typed(refused.as_ref(), &format!("{part}-{id}"));
    let (decided, ground) = (written("decision"), written("ground"));
    let options = grounds.into_iter().map(|(value, title)| {
        let selected = value == ground;
        view! {
            <option value=value selected=selected>
                {title}
            </option>
        }
    });
    let radio = |value: &'static str, title: &'static str| {
        let id = format!("{}-{value}", name("decision"));
        view! {
            <div class="tick">
                <input
                    type="radio"
                    id=id.clone()
                    name=name("decision")
                    value=value
                    checked=decided == value
                />
                <label for=id>{title}</label>
            </div>
        }
    };
    view! {
        <fieldset class="ticks">
            <legend>{what}</legend>
            {radio("erase", words.erase)}
            {radio("keep", words.keep)}
            <details class="why" open=decided == "keep">
                <summary>{words.keep_why}</summary>
                <div class="field">
                    <label for=name("ground")>{words.ground}</label>
                    <select id=name("ground") name=name("ground")>
                        {options.collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for=name("reason")>{words.reason}</label>
                    <input
                        id=name("reason")
                        name=name("reason")
                        type="text"
                        maxlength="400"
                        autocomplete="off"
                        value=written("reason")
                    />
                </div>
                <div class="field">
                    <label for=name("until")>{words.until}</label>
                    <input
                        id=name("until")
                        name=name("until")
                        type="text"
                        placeholder="2031-12-31"
                        maxlength="10"
                        autocomplete="off"
                        value=written("until")
                    />
                </div>
            </details>
        </fieldset>
    }
}
