//! The voluntary questions of an event: what the answers are for stands above them, and answering is the yes.

use domain::problem::Problem;
use domain::subscription::Term;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{FieldProblem, described_by, language, of_field};
use crate::pages::newsletter::pieces::Terms;
use crate::texts::event_texts;

/// The questions, with the words that the evidence stores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionsView {
    /// What the answers are for.
    pub title: String,
    /// The same in a few sentences.
    pub intro: String,
    /// The questions.
    pub questions: Vec<String>,
    /// Who gets the answers, how to take them back, and how long they are kept.
    pub terms: Vec<Term>,
    /// What answering means.
    pub promise: String,
    /// The hash of all that.
    pub hash: String,
}

#[cfg(feature = "ssr")]
impl QuestionsView {
    /// The view of what the service says.
    #[must_use]
    pub fn of(wording: domain::event::AnswersWording, hash: domain::canonical::Digest) -> Self {
        Self {
            title: wording.title,
            intro: wording.intro,
            questions: wording.questions,
            terms: wording.terms,
            promise: wording.promise,
            hash: hash.to_string(),
        }
    }
}

/// The fields. A list of problems leads to the first of them.
#[component]
pub(super) fn Questions(
    /// The questions.
    asked: QuestionsView,
    /// What is answered to each, or nothing.
    given: Vec<String>,
    /// What is wrong in the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let texts = event_texts(language());
    let is_invalid = of_field(&problems, "own_answer").is_some();
    let mut given = given.into_iter();
    let fields = asked
        .questions
        .into_iter()
        .enumerate()
        .map(|(place, question)| {
            let id = match place {
                0 => "own_answer".to_owned(),
                _ => format!("own_answer-{}", place + 1),
            };
            view! {
                <label for=id.clone()>{question}</label>
                <input
                    id=id
                    name="own_answer"
                    type="text"
                    value=given.next().unwrap_or_default()
                    autocomplete="off"
                    aria-describedby=described_by("own_answer", is_invalid)
                    aria-invalid=is_invalid.then_some("true")
                />
            }
        });
    view! {
        <div class="also">
            <fieldset class="field">
                <legend>{texts.questions}</legend>
                <p class="help" id="own_answer-help">
                    {asked.intro}
                </p>
                <FieldProblem name="own_answer" problems />
                <input type="hidden" name="answers_wording" value=asked.hash />
                {fields.collect_view()}
            </fieldset>
            <p class="soft small">{asked.promise}</p>
            <details class="why">
                <summary>{texts.questions_terms}</summary>
                <Terms terms=asked.terms />
            </details>
        </div>
    }
}
