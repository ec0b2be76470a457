//! The kinds of events: the list, one of them, and the field that chooses one.

use domain::problem::Problem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::StaffRefused;
use super::field::{Summary, typed};
use super::pager::Back;
use crate::address::StaffPage;
use crate::components::{
    Field, FieldProblem, Icon, PageTitle, Shape, described_by, language, of_field,
};
use crate::texts::{staff_event_kind_texts, staff_event_texts};

/// A kind to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindChoice {
    /// What addresses call it.
    pub slug: String,
    /// What it is called.
    pub name: String,
}

/// A kind in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindRow {
    /// Where it is kept.
    pub target: String,
    /// Its name in Danish.
    pub danish: String,
    /// Its name in English.
    pub english: String,
    /// Where everybody sees events of that kind.
    pub shown: String,
}

/// A kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindView {
    /// Its id.
    pub id: String,
    /// Its name in Danish.
    pub danish: String,
    /// Its name in English.
    pub english: String,
}

/// The field of an event's form that chooses its kind; nothing where there is none to choose.
#[component]
pub(super) fn KindField(
    /// The kinds.
    kinds: Vec<KindChoice>,
    /// The one that is chosen, or nothing.
    value: String,
    /// What is wrong in the form.
    problems: Vec<Problem>,
) -> impl IntoView {
    let words = staff_event_texts(language());
    let invalid = of_field(&problems, "kind").is_some();
    (!kinds.is_empty()).then(|| {
        let options = kinds.into_iter().map(|kind| {
            let selected = kind.slug == value;
            view! {
                <option value=kind.slug selected=selected>
                    {kind.name}
                </option>
            }
        });
        view! {
            <div class="field">
                <label for="kind">{words.kind}</label>
                <p class="help" id="kind-help">
                    {words.kind_help}
                </p>
                <FieldProblem name="kind" problems />
                <select
                    id="kind"
                    name="kind"
                    aria-describedby=described_by("kind", invalid)
                    aria-invalid=invalid.then_some("true")
                >
                    <option value="">{words.no_kind}</option>
                    {options.collect_view()}
                </select>
            </div>
        }
    })
}

/// The list, and a form for another.
#[component]
pub(super) fn Kinds(kinds: Vec<KindRow>, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_event_kind_texts(language);
    let list = if kinds.is_empty() {
        view! {
            <div class="empty">
                <Icon shape=Shape::List />
                <h2>{words.empty}</h2>
                <p>{words.empty_help}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Listed kinds /> }.into_any()
    };
    let (danish, english) = (
        typed(refused.as_ref(), "danish"),
        typed(refused.as_ref(), "english"),
    );
    view! {
        <PageTitle text=words.kinds />
        <Summary refused=refused.clone() />
        <Back target=StaffPage::Events.path(language) name=staff_event_texts(language).to_list />
        <h1>{words.kinds}</h1>
        <p class="lead">{words.intro}</p>
        {list}
        <section class="screen-only">
            <h2>{words.new}</h2>
            <form method="post" action=StaffPage::EventKinds.path(language) novalidate>
                <Names danish english refused />
                <div class="actions">
                    <button class="button" name="act" value="add">
                        {words.add}
                    </button>
                </div>
            </form>
        </section>
    }
}

#[component]
fn Listed(kinds: Vec<KindRow>) -> impl IntoView {
    let words = staff_event_kind_texts(language());
    let rows = kinds.into_iter().map(|kind| {
        let shown = kind.shown.clone();
        view! {
            <tr>
                <th scope="row">
                    <a href=kind.target rel="external" lang="da">
                        {kind.danish}
                    </a>
                </th>
                <td data-label=words.english lang="en">
                    {kind.english}
                </td>
                <td data-label=words.address>
                    <a href=kind.shown rel="external">
                        {shown}
                    </a>
                </td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.danish}</th>
                    <th scope="col">{words.english}</th>
                    <th scope="col">{words.address}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// One kind: its names, and the way to remove it.
#[component]
pub(super) fn Kind(kind: KindView, refused: Option<StaffRefused>) -> impl IntoView {
    let language = language();
    let words = staff_event_kind_texts(language);
    let name = match language {
        domain::text::Language::Da => kind.danish.clone(),
        domain::text::Language::En => kind.english.clone(),
    };
    let (danish, english) = match &refused {
        Some(_) => (
            typed(refused.as_ref(), "danish"),
            typed(refused.as_ref(), "english"),
        ),
        None => (kind.danish, kind.english),
    };
    view! {
        <PageTitle text=name.clone() />
        <Summary refused=refused.clone() />
        <Back target=StaffPage::EventKinds.path(language) name=words.to_kinds />
        <h1>{name}</h1>
        <form method="post" action=format!("{}/{}", StaffPage::EventKind.path(language), kind.id) novalidate>
            <Names danish english refused />
            <div class="actions">
                <button class="button" name="act" value="rename">
                    {words.save}
                </button>
            </div>
            <p class="promise">{words.address_stays}</p>
            <details class="why screen-only">
                <summary>{words.remove}</summary>
                <p>{words.remove_help}</p>
                <div class="actions">
                    <button class="button ending" name="act" value="remove">
                        {words.remove_sure}
                    </button>
                </div>
            </details>
        </form>
    }
}

#[component]
fn Names(danish: String, english: String, refused: Option<StaffRefused>) -> impl IntoView {
    let words = staff_event_kind_texts(language());
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    view! {
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
    }
}
