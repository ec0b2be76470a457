//! The picture of an event: handed in, described, removed.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, typed};
use crate::address::StaffPage;
use crate::components::{
    Field, FieldProblem, PageTitle, Picture, PictureView, described_by, language, of_field,
};
use crate::texts::staff_event_picture_texts;

/// An event's picture, for those who hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPictureView {
    /// The event's id.
    pub id: String,
    /// What the event is called.
    pub title: String,
    /// What the picture shows, in Danish.
    pub danish: String,
    /// What it shows, in English.
    pub english: String,
    /// The picture, if there is one.
    pub picture: Option<PictureView>,
}

/// The page.
#[component]
pub(super) fn EventPicture(view: StaffPictureView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_event_picture_texts(language);
    let own = format!("{}/{}", StaffPage::EventPicture.path(language), view.id);
    let event = format!("{}/{}", StaffPage::Event.path(language), view.id);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let (danish, english) = match &refused {
        Some(_) => (
            typed(refused.as_ref(), "danish"),
            typed(refused.as_ref(), "english"),
        ),
        None => (view.danish, view.english),
    };
    let file_help = if view.picture.is_some() {
        words.file_again_help
    } else {
        words.file_help
    };
    let invalid = of_field(&problems, "picture").is_some();
    let remove = view.picture.is_some().then(|| view! { <Remove /> });
    view! {
        <PageTitle text=words.picture />
        <Summary refused />
        <p>
            <a href=event rel="external">
                {words.to_event}
            </a>
        </p>
        <h1>{format!("{}: {}", words.picture, view.title)}</h1>
        <p class="lead">{words.intro}</p>
        {view.picture.map(|picture| view! { <Picture picture /> })}
        <form method="post" action=own enctype="multipart/form-data" novalidate>
            <div class="field">
                <label for="picture">{words.file}</label>
                <p class="help" id="picture-help">
                    {file_help}
                </p>
                <FieldProblem name="picture" problems=problems.clone() />
                <input
                    id="picture"
                    name="picture"
                    type="file"
                    accept="image/jpeg,image/png,image/webp"
                    aria-describedby=described_by("picture", invalid)
                    aria-invalid=invalid.then_some("true")
                />
            </div>
            <Field
                name="danish"
                label=words.danish
                help=words.danish_help
                value=danish
                kind="text"
                autocomplete="off"
                problems=problems.clone()
            />
            <Field
                name="english"
                label=words.english
                help=words.english_help
                value=english
                kind="text"
                autocomplete="off"
                problems
            />
            <div class="actions">
                <button class="button" name="act" value="save">
                    {words.save}
                </button>
            </div>
            <p class="promise">{words.promise}</p>
            {remove}
        </form>
    }
}

#[component]
fn Remove() -> impl IntoView {
    let words = staff_event_picture_texts(language());
    view! {
        <details class="why screen-only">
            <summary>{words.remove}</summary>
            <p>{words.remove_help}</p>
            <div class="actions">
                <button class="button ending" name="act" value="remove">
                    {words.remove_sure}
                </button>
            </div>
        </details>
    }
}
