//! Entering a request that came by letter, telephone or mail, or was spoken. It keeps the day any of the staff had it.

use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, typed};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{Field, FieldProblem, Lines, PageTitle, language};
use crate::texts::staff_case_texts;

/// What the form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCaseView {
    /// The rights, by name and by what staff call them.
    pub rights: Vec<(String, String)>,
    /// The ways, by name and title.
    pub channels: Vec<(String, String)>,
    /// Today, as the field has it.
    pub today: String,
    /// The mark of the form.
    pub attempt: String,
}

/// The page.
#[component]
pub(super) fn NewCase(view: NewCaseView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let written = |name| typed(refused.as_ref(), name);
    let received = match written("received") {
        received if received.is_empty() => view.today,
        received => received,
    };
    let attempt = match written("attempt") {
        attempt if attempt.is_empty() => view.attempt,
        attempt => attempt,
    };
    let line = |name, label, help, autocomplete, optional| {
        view! {
            <Field
                name
                label
                help
                value=written(name)
                kind="text"
                autocomplete
                optional
                problems=problems.clone()
            />
        }
    };
    view! {
        <PageTitle text=words.new_case />
        <Summary refused=refused.clone() />
        <Back target=StaffPage::Cases.path(language) name=words.to_list />
        <h1>{words.new_case}</h1>
        <p class="lead">{words.new_case_intro}</p>
        <form method="post" action=StaffPage::NewCase.path(language) novalidate>
            <input type="hidden" name="attempt" value=attempt />
            <Ticked
                name="right"
                legend=words.asked_for
                kind="checkbox"
                choices=view.rights
                refused=refused.clone()
            />
            <Ticked
                name="channel"
                legend=words.channel
                kind="radio"
                choices=view.channels
                refused=refused.clone()
            />
            <Field
                name="received"
                label=words.received
                help=words.received_help
                value=received
                kind="text"
                autocomplete="off"
                problems=problems.clone()
            />
            {line("name", words.name, words.name_help, "off", false)}
            {line("email", words.email, words.email_help, "off", true)}
            <Lines
                name="post"
                label=words.post
                help=words.post_help
                value=written("post")
                problems=problems.clone()
            />
            <Lines
                name="words"
                label=words.what
                help=words.what_help
                value=written("words")
                problems=problems.clone()
            />
            <Lines
                name="location"
                label=words.location
                help=words.location_help
                value=written("location")
                problems=problems.clone()
            />
            <details class="why" open=!written("behalf").is_empty()>
                <summary>{words.behalf}</summary>
                {line("behalf", words.behalf_name, words.behalf_help, "off", true)}
                <Lines
                    name="reason"
                    label=words.behalf_shown
                    help=words.behalf_shown_help
                    value=written("reason")
                    problems=problems.clone()
                />
            </details>
            <Languages chosen=written("language") />
            <div class="tick">
                <input
                    type="checkbox"
                    id="second-factor"
                    name="second_factor"
                    value="yes"
                    checked=written("second_factor") == "yes"
                />
                <label for="second-factor">
                    <strong>{words.second_factor}</strong>
                    <span>{words.second_factor_help}</span>
                </label>
            </div>
            <div class="actions">
                <button class="button">{words.enter}</button>
            </div>
            <p class="promise">{words.enter_promise}</p>
        </form>
    }
}

/// Several to choose from.
#[component]
fn Ticked(
    name: &'static str,
    legend: &'static str,
    kind: &'static str,
    choices: Vec<(String, String)>,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let chosen: Vec<String> = refused
        .iter()
        .flat_map(|refused| refused.typed.iter())
        .filter(|(field, _)| field == name)
        .map(|(_, value)| value.clone())
        .collect();
    let choices = choices.into_iter().map(|(value, title)| {
        let id = format!("{name}-{value}");
        let checked = chosen.contains(&value);
        view! {
            <div class="tick">
                <input type=kind id=id.clone() name=name value=value checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks" id=name tabindex="-1">
            <legend>{legend}</legend>
            <FieldProblem name problems />
            {choices.collect_view()}
        </fieldset>
    }
}

/// In which language the person is written to.
#[component]
fn Languages(chosen: String) -> impl IntoView {
    let words = staff_case_texts(language());
    let choices = Language::ALL.into_iter().map(|language| {
        let (id, title) = match language {
            Language::Da => ("language-da", words.danish),
            Language::En => ("language-en", words.english),
        };
        let checked = match chosen.as_str() {
            "" => language == Language::Da,
            chosen => chosen == language.tag(),
        };
        view! {
            <div class="tick">
                <input type="radio" id=id name="language" value=language.tag() checked=checked />
                <label for=id>{title}</label>
            </div>
        }
    });
    view! {
        <fieldset class="ticks">
            <legend>{words.language}</legend>
            {choices.collect_view()}
        </fieldset>
    }
}
