//! Saving a form to go on with later: what was saved, the button for it, and the list of what waits.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::RightsPage;
use crate::components::language;
use crate::texts::draft_texts;

/// What was saved of a form.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftView {
    /// What was typed.
    pub words: String,
    /// The names of the rights that were ticked.
    pub rights: Vec<String>,
    /// When it was saved and until when it is kept, in words.
    pub says: String,
}

/// A draft in the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// The page where one goes on.
    pub target: String,
    /// When it was saved and until when it is kept, in words.
    pub says: String,
}

impl std::fmt::Debug for DraftView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftView(…)")
    }
}

impl std::fmt::Debug for DraftLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftLine(…)")
    }
}

/// That the form holds what was saved.
#[component]
pub(super) fn Resumed(draft: Option<DraftView>) -> impl IntoView {
    draft.map(|draft| view! { <p class="soft">{draft.says}</p> })
}

/// The drafts, each with the way on and a button that throws it away.
#[component]
pub(super) fn Drafts(drafts: Vec<DraftLine>) -> impl IntoView {
    let language = language();
    let words = draft_texts(language);
    (!drafts.is_empty()).then(|| {
        let rows = drafts.into_iter().map(|draft| {
            view! {
                <li>
                    <a href=draft.target rel="external">
                        {draft.title}
                    </a>
                    <p class="soft">{draft.says}</p>
                    <form method="post" action=RightsPage::Start.path(language)>
                        <input type="hidden" name="id" value=draft.id />
                        <button class="button quiet small" name="act" value="throw-draft">
                            {words.throw_away}
                        </button>
                    </form>
                </li>
            }
        });
        view! {
            <section class="screen-only">
                <h2>{words.saved}</h2>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}
