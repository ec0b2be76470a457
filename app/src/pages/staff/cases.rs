//! The list of cases: what waits for an answer, by the day it is to be answered.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::{staff_case_texts, staff_new_address_texts, staff_secure_texts};

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasesView {
    /// Cases in which something is to be done.
    pub open: Vec<CaseRow>,
    /// Cases that are closed, the latest first.
    pub closed: Vec<CaseRow>,
    /// Answers that nobody opened: the case, and what is to be done.
    pub unopened: Vec<(String, String)>,
    /// Secure messages that belong to no case, the thread with the latest message first.
    pub alone: Vec<AloneRow>,
    /// Secure messages that nobody opened or that are asked for by post: where they are read, and what is to be done.
    pub left_behind: Vec<(String, String)>,
}

/// A thread of secure messages that belongs to no case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AloneRow {
    /// Where it is read.
    pub target: String,
    /// Whose it is, by name or address.
    pub who: String,
    /// When its last message was sent, in words.
    pub when: String,
    /// The last message came to us.
    pub waits_for_us: bool,
}

impl std::fmt::Debug for AloneRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AloneRow(…)")
    }
}

/// A case in the list.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// Its id.
    pub id: String,
    /// Who asks, in words.
    pub who: String,
    /// What was asked for, by the names staff use.
    pub title: String,
    /// By when it is to be answered, in words; what is left to do where nothing is.
    pub due: String,
    /// Which of promise and law that is, in words.
    pub by: String,
    /// Its time is over.
    pub is_late: bool,
    /// It waits for the person.
    pub waits_for_person: bool,
    /// Who has taken it on.
    pub assignee: String,
}

impl std::fmt::Debug for CaseRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CaseRow(…)")
    }
}

/// The page.
#[component]
pub(super) fn Cases(list: CasesView) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let closed = (!list.closed.is_empty()).then(|| {
        view! {
            <details class="why">
                <summary>{words.closed}</summary>
                <Rows rows=list.closed />
            </details>
        }
    });
    let open = if list.open.is_empty() {
        view! {
            <div class="empty">
                <Icon shape=Shape::Check />
                <h2>{words.none}</h2>
                <p>{words.none_help}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Rows rows=list.open /> }.into_any()
    };
    view! {
        <PageTitle text=words.cases />
        <h1>{words.cases}</h1>
        <p class="lead">{words.cases_intro}</p>
        <div class="actions">
            <a class="button quiet" href=StaffPage::NewCase.path(language) rel="external">
                {words.new_case}
            </a>
            <a class="button quiet" href=StaffPage::NewAddress.path(language) rel="external">
                {staff_new_address_texts(language).title}
            </a>
        </div>
        {open}
        <UnopenedAnswers unopened=list.unopened />
        <Alone threads=list.alone />
        <LeftBehind left_behind=list.left_behind />
        {closed}
    }
}

/// Answers that staff see to.
#[component]
fn UnopenedAnswers(unopened: Vec<(String, String)>) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    (!unopened.is_empty()).then(|| {
        let lines = unopened.into_iter().map(|(case, says)| {
            let target = format!("{}/{case}", StaffPage::Case.path(language));
            view! {
                <li>
                    <a href=target rel="external">
                        {says}
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2>{words.unopened_answers}</h2>
                <p>{words.unopened_answers_help}</p>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
    })
}

/// Secure messages that belong to no case.
#[component]
fn Alone(threads: Vec<AloneRow>) -> impl IntoView {
    let texts = staff_secure_texts(language());
    (!threads.is_empty()).then(|| {
        let rows = threads.into_iter().map(|thread| {
            let waits = thread.waits_for_us.then_some(texts.alone_waits);
            view! {
                <li>
                    <a href=thread.target rel="external">
                        {thread.who}
                    </a>
                    <p class="soft">{thread.when} ". " {waits}</p>
                </li>
            }
        });
        view! {
            <section>
                <h2>{texts.title}</h2>
                <p>{texts.alone}</p>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </section>
        }
    })
}

/// Messages that staff see to.
#[component]
fn LeftBehind(left_behind: Vec<(String, String)>) -> impl IntoView {
    let language = language();
    (!left_behind.is_empty()).then(|| {
        let lines = left_behind.into_iter().map(|(target, says)| {
            view! {
                <li>
                    <a href=target rel="external">
                        {says}
                    </a>
                </li>
            }
        });
        view! {
            <section>
                <h2>{staff_secure_texts(language).left_behind}</h2>
                <ul>{lines.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn Rows(rows: Vec<CaseRow>) -> impl IntoView {
    let language = language();
    let words = staff_case_texts(language);
    let rows = rows.into_iter().map(|row| {
        let target = format!("{}/{}", StaffPage::Case.path(language), row.id);
        let late = row.is_late.then(|| {
            view! {
                <span class="sensitive">
                    <Icon shape=Shape::Warning />
                    {words.late}
                </span>
            }
        });
        let waits = row.waits_for_person.then_some(words.waits_for_person);
        view! {
            <tr>
                <th scope="row">
                    <a href=target rel="external">
                        {row.who}
                    </a>
                    {late}
                </th>
                <td data-label=words.asked_for>{row.title}</td>
                <td data-label=words.due>
                    {row.due} " " <span class="soft">{row.by} " " {waits}</span>
                </td>
                <td data-label=words.assignee>{row.assignee}</td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.who}</th>
                    <th scope="col">{words.asked_for}</th>
                    <th scope="col">{words.due}</th>
                    <th scope="col">{words.assignee}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
