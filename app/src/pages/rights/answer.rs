//! The answer to a request for access. It is opened by a press, which is noted; then it is a letter to read, print and
//! keep.

use domain::access_answer::AccessAnswer;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::field::Summary;
use crate::address::RightsPage;
use crate::components::{AccessLetter, PageTitle, language};
use crate::texts::case_texts;

/// An answer of one's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAnswerView {
    /// Its id.
    pub id: String,
    /// Its case.
    pub case: String,
    /// Until when it waits, in words.
    pub until: String,
    /// What it says, once it was opened.
    pub letter: Option<AccessAnswer>,
}

impl std::fmt::Debug for OwnAnswerView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OwnAnswerView(…)")
    }
}

/// The page.
#[component]
pub(super) fn Answer(view: OwnAnswerView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = case_texts(language);
    let case = format!("{}/{}", RightsPage::Case.path(language), view.case);
    let action = format!("{}/{}", RightsPage::Answer.path(language), view.id);
    let until = words.answer_until.replace("{date}", &view.until);
    let shown = match view.letter {
        Some(answer) => view! {
            <p class="screen-only">{words.answer_print}</p>
            <form class="screen-only" method="post" action=action>
                <div class="actions">
                    <button class="button quiet" name="act" value="pdf">
                        {words.answer_pdf}
                    </button>
                    <button class="button quiet" name="act" value="json">
                        {words.answer_json}
                    </button>
                </div>
            </form>
            <AccessLetter answer />
        }
        .into_any(),
        None => view! {
            <h1>{words.answer_title}</h1>
            <p class="lead">{words.answer_closed}</p>
            <form method="post" action=action>
                <div class="actions">
                    <button class="button" name="act" value="open">
                        {words.answer_open}
                    </button>
                </div>
            </form>
        }
        .into_any(),
    };
    view! {
        <PageTitle text=words.answer_title />
        <Summary refused />
        {shown}
        <p class="screen-only">{until}</p>
        <p class="screen-only">
            <a href=case rel="external">
                {words.to_case}
            </a>
        </p>
    }
}
