//! Asking for consent from a case, and writing down what was answered on paper or by word of mouth.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, of_act, typed};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{Field, Lines, PageTitle, Select, language};
use crate::texts::staff_consent_texts;

/// The questions of a case, and what the form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseConsentsView {
    /// The case.
    pub case: String,
    /// The number of the person is asked for, since the case does not know them.
    pub asks_person: bool,
    /// Whether the person can answer here.
    pub has_mailbox: bool,
    /// The directions, by name and title.
    pub directions: Vec<(String, String)>,
    /// What staff can write an answer down from, by name and title.
    pub sources: Vec<(String, String)>,
    /// The purposes that people say yes to, by key and title.
    pub purposes: Vec<(String, String)>,
    /// What was asked, the latest first.
    pub consents: Vec<ConsentRow>,
    /// Today, as the field has it.
    pub today: String,
    /// The mark of the form.
    pub attempt: String,
}

/// A question, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentRow {
    /// Its id.
    pub id: String,
    /// Who gets what, in a line.
    pub title: String,
    /// When it was asked, in words.
    pub asked: String,
    /// What is asked, each part with its label.
    pub parts: Vec<(String, String)>,
    /// Where it stands, as the person reads it.
    pub standing: Vec<String>,
    /// What staff wrote down.
    pub recorded: Option<String>,
    /// What the person set beside it.
    pub statements: Vec<String>,
    /// It can be answered now.
    pub waits: bool,
    /// A yes stands.
    pub is_given: bool,
}

/// The page.
#[component]
pub(super) fn CaseConsents(view: CaseConsentsView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_consent_texts(language);
    let case = format!("{}/{}", StaffPage::Case.path(language), view.case);
    let action = format!("{}/{}", StaffPage::CaseConsents.path(language), view.case);
    let (sources, today) = (view.sources.clone(), view.today.clone());
    let nothing = view
        .consents
        .is_empty()
        .then(|| view! { <p>{words.nothing_asked}</p> });
    let rows = view.consents.clone().into_iter().map(|row| {
        let (sources, today) = (sources.clone(), today.clone());
        view! { <Asked row sources today action=action.clone() /> }
    });
    let rows = rows.collect_view();
    view! {
        <PageTitle text=words.title />
        <Summary refused=refused.clone() />
        <Back target=case name=words.to_case />
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <section>
            <h2>{words.asked_before}</h2>
            {nothing}
            {rows}
        </section>
        <section class="screen-only">
            <h2>{words.ask}</h2>
            <Ask view action refused />
        </section>
    }
}

/// One question, and writing its answer down.
#[component]
fn Asked(
    row: ConsentRow,
    sources: Vec<(String, String)>,
    today: String,
    action: String,
) -> impl IntoView {
    let words = staff_consent_texts(language());
    let parts = row.parts.into_iter().map(|(label, value)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    let standing = row.standing.into_iter().map(|line| view! { <p>{line}</p> });
    let recorded = row.recorded.map(|recorded| {
        view! {
            <h4>{words.wrote_down}</h4>
            <p class="said">{recorded}</p>
        }
    });
    let statements = (!row.statements.is_empty()).then(|| {
        let said = row.statements.into_iter();
        let said = said.map(|said| view! { <li class="said">{said}</li> });
        view! {
            <h4>{words.corrected}</h4>
            <ul>{said.collect_view()}</ul>
        }
    });
    let answers = match (row.waits, row.is_given) {
        (true, _) => vec![("yes", words.answered_yes), ("no", words.answered_no)],
        (_, true) => vec![("back", words.answered_back)],
        _ => Vec::new(),
    };
    let record = (!answers.is_empty()).then(|| {
        view! { <Record id=row.id.clone() answers sources today action /> }
    });
    view! {
        <section class="request" id=row.id>
            <h3>{row.title}</h3>
            <p class="soft">{row.asked}</p>
            {standing.collect_view()}
            <dl class="facts">{parts.collect_view()}</dl>
            {recorded}
            {statements}
            {record}
        </section>
    }
}

/// What was answered in another way. Its fields bear the question's id, since the page has several such forms.
#[component]
fn Record(
    id: String,
    answers: Vec<(&'static str, &'static str)>,
    sources: Vec<(String, String)>,
    today: String,
    action: String,
) -> impl IntoView {
    let words = staff_consent_texts(language());
    let named = |field: &str| format!("{field}-{id}");
    let (answer, from, wording, said_on) = (
        named("answer"),
        named("how"),
        named("reason"),
        named("said-on"),
    );
    let help = named("reason-help");
    let answers = answers.into_iter().map(|(value, title)| {
        view! { <option value=value>{title}</option> }
    });
    let sources = sources.into_iter().map(|(value, title)| {
        view! { <option value=value>{title}</option> }
    });
    view! {
        <details class="why screen-only">
            <summary>{words.record}</summary>
            <form method="post" action=action novalidate>
                <input type="hidden" name="consent" value=id.clone() />
                <div class="field">
                    <label for=answer.clone()>{words.answered}</label>
                    <select id=answer name="answer">
                        {answers.collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for=from.clone()>{words.how}</label>
                    <select id=from name="how">
                        {sources.collect_view()}
                    </select>
                </div>
                <div class="field long">
                    <label for=wording.clone()>{words.wording}</label>
                    <p class="help" id=help.clone()>
                        {words.wording_help}
                    </p>
                    <textarea
                        id=wording
                        name="reason"
                        rows="3"
                        required
                        aria-describedby=help
                    ></textarea>
                </div>
                <div class="field">
                    <label for=said_on.clone()>{words.said_on}</label>
                    <input id=said_on name="said_on" type="date" value=today required />
                </div>
                <div class="actions">
                    <button class="button" name="act" value="record">
                        {words.record_save}
                    </button>
                </div>
            </form>
        </details>
    }
}

/// A new question.
#[component]
fn Ask(view: CaseConsentsView, action: String, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_consent_texts(language());
    let refused = of_act(refused.as_ref(), "ask");
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let written = |name| typed(refused.as_ref(), name);
    let attempt = match written("attempt") {
        attempt if attempt.is_empty() => view.attempt,
        attempt => attempt,
    };
    if view.purposes.is_empty() {
        return view! { <p>{words.no_purpose}</p> }.into_any();
    }
    let said_on = match written("said_on") {
        day if day.is_empty() => view.today,
        day => day,
    };
    let line = |name, label, help, optional| {
        view! {
            <Field
                name
                label
                help
                value=written(name)
                kind="text"
                autocomplete="off"
                optional
                problems=problems.clone()
            />
        }
    };
    let person = view
        .asks_person
        .then(|| line("person", words.person, words.person_help, true));
    let answers: Vec<(String, String)> = [
        ("", words.answered_none),
        ("yes", words.answered_yes),
        ("no", words.answered_no),
    ]
    .into_iter()
    .filter(|(value, _)| view.has_mailbox || !value.is_empty())
    .map(|(value, title)| (value.to_owned(), title.to_owned()))
    .collect();
    let no_mailbox = (!view.has_mailbox).then(|| view! { <p>{words.no_mailbox}</p> });
    let is_answered = !view.has_mailbox || !written("answer").is_empty();
    view! {
        <form method="post" action=action novalidate>
            <input type="hidden" name="attempt" value=attempt />
            {no_mailbox}
            <Select
                name="direction"
                label=words.direction
                options=view.directions
                chosen=written("direction")
                problems=problems.clone()
            />
            {line("sender", words.sender, words.sender_help, true)}
            {line("recipient", words.recipient, words.recipient_help, true)}
            <Lines
                name="data"
                label=words.data
                help=words.data_help
                value=written("data")
                problems=problems.clone()
            />
            <Lines
                name="what_for"
                label=words.what_for
                help=words.what_for_help
                value=written("what_for")
                problems=problems.clone()
            />
            <Select
                name="purpose"
                label=words.purpose
                options=view.purposes
                chosen=written("purpose")
                problems=problems.clone()
            />
            {line("lasts", words.lasts, words.lasts_help, true)}
            {person}
            <details class="why" open=is_answered>
                <summary>{words.answered}</summary>
                <Select
                    name="answer"
                    label=words.answered
                    options=answers
                    chosen=written("answer")
                    problems=problems.clone()
                />
                <Select
                    name="how"
                    label=words.how
                    options=view.sources
                    chosen=written("how")
                    problems=problems.clone()
                />
                <Lines
                    name="reason"
                    label=words.wording
                    help=words.wording_help
                    value=written("reason")
                    problems=problems.clone()
                />
                <Field
                    name="said_on"
                    label=words.said_on
                    help=words.said_on_help
                    value=said_on
                    kind="text"
                    autocomplete="off"
                    optional=true
                    problems
                />
            </details>
            <div class="actions">
                <button class="button" name="act" value="ask">
                    {words.send}
                </button>
            </div>
            <p class="promise">{words.promise}</p>
        </form>
    }
    .into_any()
}
