//! Cases in which people use their rights, as the person and staff both see them: where each right stands, by when it is
//! answered and why on that day, and what happened.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{Icon, Shape, language};
use crate::texts::case_texts;

#[cfg(feature = "ssr")]
mod compose;

#[cfg(feature = "ssr")]
pub(crate) use compose::{case_line, case_shown, dates_shown, task_in_words};

/// A case in a list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLine {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub title: String,
    /// When it was received, in words.
    pub received: String,
    /// Where it stands, in words.
    pub standing: String,
}

/// A case with everything the person sees of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseShown {
    /// Its id.
    pub id: String,
    /// What was asked for.
    pub title: String,
    /// When it was received, and by which way, in words.
    pub received: String,
    /// Who speaks for the person, in words.
    pub behalf: Option<String>,
    /// Each right.
    pub requests: Vec<RequestShown>,
    /// Recipients that are told of what was done, in words.
    pub told: Vec<String>,
    /// What happened, the earliest first: when, what, and what was written.
    pub happened: Vec<(String, String, Option<String>)>,
    /// Until when it is kept, once it is closed.
    pub kept: Option<String>,
}

/// One right of a case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestShown {
    /// Its id.
    pub id: String,
    /// Its everyday name.
    pub title: String,
    /// Where it stands in the law.
    pub article: String,
    /// Where it stands, in words.
    pub standing: String,
    /// Nothing was answered yet.
    pub is_unanswered: bool,
    /// It can be taken back.
    pub is_open: bool,
    /// Its time is over.
    pub is_late: bool,
    /// By when it is answered.
    pub dates: Option<DatesShown>,
    /// What the person wrote.
    pub words: Option<String>,
    /// Where the post is that is to be removed.
    pub post: Option<String>,
    /// What we say about it: a question, a reason, and what can be done.
    pub told: Vec<String>,
    /// What was decided about each thing: what it is, and what becomes of it.
    pub decisions: Vec<(String, String)>,
    /// The answer that waits, by its id.
    pub answer: Option<String>,
}

/// By when a request is answered, and why on that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatesShown {
    /// The day in a sentence.
    pub sentence: String,
    /// How the organisation's promise was counted.
    pub promised: Vec<String>,
    /// How the law's deadline was counted.
    pub legal: Vec<String>,
}

/// The day by which something is answered, with its arithmetic folded away.
#[component]
pub(crate) fn Dates(
    /// The dates.
    dates: DatesShown,
    /// The time is over.
    is_late: bool,
) -> impl IntoView {
    let words = case_texts(language());
    let steps = |title: &'static str, steps: Vec<String>| {
        (!steps.is_empty()).then(|| {
            let steps = steps.into_iter().map(|step| view! { <li>{step}</li> });
            view! {
                <h4>{title}</h4>
                <ol>{steps.collect_view()}</ol>
            }
        })
    };
    let late = is_late.then(|| {
        view! {
            <p class="sensitive">
                <Icon shape=Shape::Warning />
                {words.late}
            </p>
        }
    });
    view! {
        {late}
        <p>{dates.sentence}</p>
        <details class="why">
            <summary>{words.why_this_day}</summary>
            {steps(words.our_promise, dates.promised)}
            {steps(words.the_law, dates.legal)}
        </details>
    }
}

/// What happened, with dates; the last stands out.
#[component]
pub(crate) fn Timeline(
    /// When, what, and what was written.
    happened: Vec<(String, String, Option<String>)>,
) -> impl IntoView {
    let items = happened.into_iter().map(|(when, what, words)| {
        let words = words.map(|words| view! { <p class="said">{words}</p> });
        view! {
            <li>
                <p class="when">{when}</p>
                <p class="what">{what}</p>
                {words}
            </li>
        }
    });
    view! { <ol class="timeline" role="list">{items.collect_view()}</ol> }
}

/// What was decided about each thing that is held.
#[component]
pub(crate) fn Decisions(
    /// What each is, and what becomes of it.
    decisions: Vec<(String, String)>,
) -> impl IntoView {
    let words = case_texts(language());
    (!decisions.is_empty()).then(|| {
        let rows = decisions.into_iter().map(|(what, decided)| {
            view! {
                <tr>
                    <th scope="row">{what}</th>
                    <td data-label=words.decided>{decided}</td>
                </tr>
            }
        });
        view! {
            <table class="cards-on-phones">
                <thead>
                    <tr>
                        <th scope="col">{words.thing}</th>
                        <th scope="col">{words.decided}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}

impl std::fmt::Debug for CaseLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CaseLine(…)")
    }
}

impl std::fmt::Debug for CaseShown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CaseShown(…)")
    }
}
