//! The list of events: drafts, what everybody sees, and what was cancelled.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pager::Pager;
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::{staff_event_kind_texts, staff_event_texts};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffEventsView {
    /// The events.
    pub events: Vec<StaffEventRow>,
    /// Where the first page is, if this is not it.
    pub newest: Option<String>,
    /// Where the next page is.
    pub older: Option<String>,
}

/// An event in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffEventRow {
    /// Where it is.
    pub target: String,
    /// Its name.
    pub title: String,
    /// How far it has come and how full it is, in words.
    pub stands: String,
    /// When, in words.
    pub when: String,
}

/// The page.
#[component]
pub(super) fn Events(list: StaffEventsView) -> impl IntoView {
    let language = language();
    let words = staff_event_texts(language);
    let table = if list.events.is_empty() {
        view! {
            <div class="empty">
                <Icon shape=Shape::Clock />
                <h2>{words.empty}</h2>
                <p>{words.empty_help}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Listed events=list.events /> }.into_any()
    };
    view! {
        <PageTitle text=words.events />
        <h1>{words.events}</h1>
        <p class="lead">{words.events_intro}</p>
        <div class="actions">
            <a class="button" href=StaffPage::NewEvent.path(language) rel="external">
                {words.write}
            </a>
            <a href=StaffPage::EventKinds.path(language) rel="external">
                {staff_event_kind_texts(language).kinds}
            </a>
        </div>
        {table}
        <Pager newest=(list.newest, words.newest) older=(list.older, words.older) />
    }
}

#[component]
fn Listed(events: Vec<StaffEventRow>) -> impl IntoView {
    let words = staff_event_texts(language());
    let rows = events.into_iter().map(|event| {
        view! {
            <tr>
                <th scope="row">
                    <a href=event.target rel="external">
                        {event.title}
                    </a>
                </th>
                <td data-label=words.when>{event.when}</td>
                <td data-label=words.stands>{event.stands}</td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.title}</th>
                    <th scope="col">{words.when}</th>
                    <th scope="col">{words.stands}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
