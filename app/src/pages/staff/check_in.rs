//! The list for the door, made to be printed.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pager::Back;
use super::participants::{StoppedList, StoppedRow};
use crate::address::StaffPage;
use crate::components::{PageTitle, language};
use crate::texts::{staff_case_texts, staff_event_texts};

/// Who is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckInView {
    /// The event's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// When it is, in words.
    pub when: String,
    /// How many are expected, in words.
    pub count: String,
    /// Everybody who has a seat.
    pub expected: Vec<ExpectedRow>,
    /// Those of them whose data is only kept.
    pub stopped: Vec<StoppedRow>,
}

/// Somebody who is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedRow {
    /// Their first name.
    pub first_name: String,
    /// What they say at the door.
    pub code: String,
    /// Who comes along, in a line; nothing for nobody.
    pub with: String,
}

/// The page.
#[component]
pub(super) fn CheckIn(list: CheckInView) -> impl IntoView {
    let language = language();
    let words = staff_event_texts(language);
    let back = format!("{}/{}", StaffPage::Event.path(language), list.id);
    let stopped = (!list.stopped.is_empty()).then(|| {
        let words = staff_case_texts(language);
        view! {
            <section>
                <h2>{words.stopped_people}</h2>
                <p>{words.stopped_at_door}</p>
                <StoppedList stopped=list.stopped />
            </section>
        }
    });
    let rows = list.expected.into_iter().map(|expected| {
        view! {
            <tr>
                <td class="box" aria-hidden="true"></td>
                <th scope="row">{expected.first_name}</th>
                <td data-label=words.code>
                    <code>{expected.code}</code>
                </td>
                <td data-label=words.with>{expected.with}</td>
            </tr>
        }
    });
    view! {
        <PageTitle text=words.check_in />
        <Back target=back name=words.to_event />
        <h1>{list.title}</h1>
        <p class="lead">{list.when}</p>
        <p>{list.count}</p>
        <p class="soft screen-only">{words.check_in_help}</p>
        <table class="door-list">
            <caption>{words.check_in}</caption>
            <thead>
                <tr>
                    <td class="box"></td>
                    <th scope="col">{words.first_name}</th>
                    <th scope="col">{words.code}</th>
                    <th scope="col">{words.with}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        {stopped}
    }
}
