//! Noting that somebody was given data: one short form for a phone, and what it noted.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, typed};
use crate::address::StaffPage;
use crate::components::{
    FieldProblem, Icon, PageTitle, Select, Shape, TextArea, described_by, language, of_field,
};
use crate::texts::staff_disclosure_texts;

/// What the form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteDisclosureView {
    /// The case it is noted from, and whom that is about.
    pub case: Option<(String, String)>,
    /// What can permit it, by name and title, what is likeliest first.
    pub bases: Vec<(String, String)>,
    /// Whether a consent of the person is among them.
    pub has_consent: bool,
    /// Names of recipients to choose from while typing.
    pub recipients: Vec<String>,
    /// The ways, by name and title.
    pub ways: Vec<(String, String)>,
    /// Now, as the field has it.
    pub now: String,
    /// What was noted from the case before: id and line.
    pub noted: Vec<(String, String)>,
    /// The mark of the form.
    pub attempt: String,
}

/// A noted disclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisclosureView {
    /// Its id.
    pub id: String,
    /// The case it was noted from.
    pub case: Option<String>,
    /// To whom.
    pub recipient: String,
    /// What.
    pub data: String,
    /// When, in words.
    pub when: String,
    /// How.
    pub how: String,
    /// What permits it: the purpose and both bases.
    pub permits: String,
    /// That it was put right, when and why.
    pub undone: Option<String>,
}

/// The form.
#[component]
pub(super) fn NoteDisclosure(
    view: NoteDisclosureView,
    refused: Option<StaffRefused>,
) -> impl IntoView {
    let language = language();
    let words = staff_disclosure_texts(language);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let written = |name| typed(refused.as_ref(), name);
    let or = |name, standing: String| match written(name) {
        value if value.is_empty() => standing,
        value => value,
    };
    let (action, case) = match &view.case {
        Some((case, _)) => {
            let action = format!("{}/{case}", StaffPage::CaseDisclosure.path(language));
            (action, Some(case.clone()))
        }
        None => (StaffPage::NoteDisclosure.path(language).to_owned(), None),
    };
    let who = view
        .case
        .map(|(_, who)| view! { <p class="lead">{who}</p> });
    let ask_first = case.clone().filter(|_| !view.has_consent).map(|case| {
        let target = format!("{}/{case}", StaffPage::CaseConsents.path(language));
        view! {
            <p>
                {words.no_consent} " "
                <a href=target rel="external">
                    {words.ask_first}
                </a>
            </p>
        }
    });
    let email = case.is_none().then(|| {
        view! {
            <Short
                name="email"
                label=words.email
                kind="email"
                value=written("email")
                problems=problems.clone()
            />
        }
    });
    let recipients = view
        .recipients
        .into_iter()
        .map(|name| view! { <option value=name></option> });
    view! {
        <PageTitle text=words.title />
        <Summary refused=refused.clone() />
        <h1>{words.title}</h1>
        {who}
        {ask_first}
        <form method="post" action=action novalidate>
            <input type="hidden" name="attempt" value=or("attempt", view.attempt) />
            {email}
            <Select
                name="basis"
                label=words.basis
                options=view.bases
                chosen=written("basis")
                problems=problems.clone()
            />
            <Short
                name="recipient"
                label=words.recipient
                kind="text"
                value=written("recipient")
                list="recipients"
                problems=problems.clone()
            />
            <datalist id="recipients">{recipients.collect_view()}</datalist>
            <Short
                name="data"
                label=words.data
                kind="text"
                value=written("data")
                problems=problems.clone()
            />
            <Short
                name="when"
                label=words.when
                kind="datetime-local"
                value=or("when", view.now)
                problems=problems.clone()
            />
            <Select
                name="how"
                label=words.how
                options=view.ways
                chosen=written("how")
                problems
            />
            <div class="actions">
                <button class="button" name="act" value="note">
                    {words.note}
                </button>
            </div>
            <p class="promise">{words.consent_fills}</p>
        </form>
        <Noted noted=view.noted />
    }
}

/// What was noted before.
#[component]
fn Noted(noted: Vec<(String, String)>) -> impl IntoView {
    let language = language();
    let words = staff_disclosure_texts(language);
    (!noted.is_empty()).then(|| {
        let rows = noted.into_iter().map(|(id, line)| {
            let target = format!("{}/{id}", StaffPage::Disclosure.path(language));
            view! {
                <li>
                    <a href=target rel="external">
                        {line}
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2>{words.noted_before}</h2>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}

/// A field of one line without a word of help, so that the whole form fits on a phone.
#[component]
fn Short(
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    value: String,
    #[prop(optional)] list: Option<&'static str>,
    problems: Vec<Problem>,
) -> impl IntoView {
    let invalid = of_field(&problems, name).is_some();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <FieldProblem name problems />
            <input
                id=name
                name=name
                type=kind
                value=value
                list=list
                autocomplete="off"
                aria-describedby=invalid.then(|| format!("{name}-error"))
                aria-invalid=invalid.then_some("true")
            />
        </div>
    }
}

/// What was noted, and undoing it.
#[component]
pub(super) fn Disclosure(view: DisclosureView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_disclosure_texts(language);
    let facts = [
        (words.recipient, view.recipient),
        (words.data, view.data),
        (words.when, view.when),
        (words.how, view.how),
        (words.permits, view.permits),
    ];
    let facts = facts.map(|(label, value)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd>{value}</dd>
            </div>
        }
    });
    let another = match &view.case {
        Some(case) => format!("{}/{case}", StaffPage::CaseDisclosure.path(language)),
        None => StaffPage::NoteDisclosure.path(language).to_owned(),
    };
    let to_case = view.case.map(|case| {
        let target = format!("{}/{case}", StaffPage::Case.path(language));
        view! {
            <a href=target rel="external">
                {words.to_case}
            </a>
        }
    });
    let undo = match view.undone {
        Some(undone) => view! {
            <div class="message warning">
                <Icon shape=Shape::Warning />
                <p>{undone}</p>
            </div>
        }
        .into_any(),
        None => view! { <Undo id=view.id refused=refused.clone() /> }.into_any(),
    };
    view! {
        <PageTitle text=words.noted />
        <Summary refused />
        <h1>{words.noted}</h1>
        <p class="lead">{words.noted_help}</p>
        <dl class="facts">{facts.collect_view()}</dl>
        <div class="actions screen-only">
            <a class="button quiet" href=another rel="external">
                {words.another}
            </a>
            {to_case}
        </div>
        {undo}
    }
}

/// Undoing asks why.
#[component]
fn Undo(id: String, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_disclosure_texts(language);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let invalid = of_field(&problems, "reason").is_some();
    let value = typed(refused.as_ref(), "reason");
    let action = format!("{}/{id}", StaffPage::Disclosure.path(language));
    view! {
        <section class="screen-only">
            <h2>{words.undo}</h2>
            <p>{words.undo_help}</p>
            <form method="post" action=action novalidate>
                <div class="field long">
                    <label for="reason">{words.reason}</label>
                    <p class="help" id="reason-help">
                        {words.reason_help}
                    </p>
                    <FieldProblem name="reason" problems />
                    <TextArea
                        name="reason"
                        value
                        rows=2
                        described_by=described_by("reason", invalid)
                        invalid
                    />
                </div>
                <div class="actions">
                    <button class="button ending" name="act" value="undo">
                        {words.undo_button}
                    </button>
                </div>
            </form>
        </section>
    }
}
