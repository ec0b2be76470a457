//! Asking to use a right: what it is, by when it is answered, and a field that may stay empty.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::RightsRefused;
use super::draft::{DraftView, Resumed};
use super::field::{Summary, all_typed, problems, typed};
use crate::address::RightsPage;
use crate::cases::DatesShown;
use crate::components::{FieldProblem, PageTitle, TextArea, described_by, language, of_field};
use crate::texts::{case_texts, draft_texts};

/// What somebody is about to ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskRightView {
    /// The right, by its name in forms.
    pub right: String,
    /// Its everyday name.
    pub title: String,
    /// What it means.
    pub explains: String,
    /// Whether it asks where a post is.
    pub asks_location: bool,
    /// The other rights that can be asked for at once, by name and title.
    pub others: Vec<(String, String)>,
    /// By when it would be answered.
    pub dates: DatesShown,
    /// Until when the case is kept, in words.
    pub rule: String,
    /// What was saved of the form.
    pub draft: Option<DraftView>,
    /// The mark of the form.
    pub attempt: String,
}

/// The page.
#[component]
pub(super) fn AskRight(ask: AskRightView, refused: Option<RightsRefused>) -> impl IntoView {
    let language = language();
    let words = case_texts(language);
    let action = format!("{}/{}", RightsPage::Ask.path(language), ask.right);
    let wrong = problems(refused.as_ref());
    let invalid = of_field(&wrong, "message").is_some();
    let (value, ticked) = match (&refused, &ask.draft) {
        (Some(refused), _) => (typed(Some(refused), "message"), all_typed(refused, "right")),
        (None, Some(draft)) => (draft.words.clone(), draft.rights.clone()),
        (None, None) => (String::new(), Vec::new()),
    };
    let draft = ask.draft.filter(|_| refused.is_none());
    let location = typed(refused.as_ref(), "location");
    let promise = words
        .ask_promise
        .replace("{dates}", &ask.dates.sentence)
        .replace("{rule}", &ask.rule);
    let title = ask.title.clone();
    view! {
        <PageTitle text=ask.title />
        <Summary refused />
        <h1>{title}</h1>
        <p class="lead">{ask.explains}</p>
        <p>{words.ask_lead}</p>
        <Resumed draft />
        <form method="post" action=action novalidate>
            <input type="hidden" name="attempt" value=ask.attempt />
            <input type="hidden" name="right" value=ask.right />
            {ask.asks_location.then(|| view! { <Location value=location problems=wrong.clone() /> })}
            <div class="field long">
                <label for="message">{words.ask_words}</label>
                <p class="help" id="message-help">
                    {words.ask_words_help}
                </p>
                <FieldProblem name="message" problems=wrong />
                <TextArea
                    name="message"
                    value
                    rows=4
                    described_by=described_by("message", invalid)
                    optional=true
                    invalid
                />
            </div>
            <Others others=ask.others ticked />
            <div class="actions">
                <button class="button">{words.ask_send}</button>
                <button
                    class="button quiet"
                    name="act"
                    value="keep"
                    aria-describedby="keep-help"
                >
                    {draft_texts(language).keep}
                </button>
            </div>
            <p class="promise">{promise}</p>
            <p class="promise" id="keep-help">
                {draft_texts(language).keep_help}
            </p>
        </form>
        <p>
            <a href=RightsPage::Start.path(language) rel="external">
                {words.back}
            </a>
        </p>
    }
}

/// Where the post is that is to be removed.
#[component]
fn Location(value: String, problems: Vec<Problem>) -> impl IntoView {
    let words = case_texts(language());
    let invalid = of_field(&problems, "location").is_some();
    view! {
        <div class="field long">
            <label for="location">{words.location}</label>
            <p class="help" id="location-help">
                {words.location_help}
            </p>
            <FieldProblem name="location" problems />
            <TextArea
                name="location"
                value
                rows=2
                described_by=described_by("location", invalid)
                invalid
            />
        </div>
    }
}

/// The other rights, folded away: most people ask for one.
#[component]
fn Others(others: Vec<(String, String)>, ticked: Vec<String>) -> impl IntoView {
    let words = case_texts(language());
    let is_open = others.iter().any(|(name, _)| ticked.contains(name));
    let boxes = others.into_iter().map(|(name, title)| {
        let id = format!("right-{name}");
        let checked = ticked.contains(&name);
        view! {
            <div class="tick">
                <input type="checkbox" id=id.clone() name="right" value=name checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <details class="why" open=is_open>
            <summary>{words.ask_more}</summary>
            <fieldset class="ticks">
                <legend>{words.ask_title}</legend>
                {boxes.collect_view()}
            </fieldset>
        </details>
    }
}
