//! The list of enquiries: who waits, for how long, and when each goes.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::door::StoppingCases;
use super::pager::Pager;
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::{staff_case_texts, staff_enquiry_texts};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiriesView {
    /// Where an enquiry can stand, the one shown among them.
    pub standings: Vec<StandingView>,
    /// The enquiries.
    pub enquiries: Vec<ListedView>,
    /// What is said when there are none.
    pub empty: String,
    /// Where the first page is, if this is not it.
    pub newest: Option<String>,
    /// Where the next page is.
    pub older: Option<String>,
}

/// Where enquiries stand, and how many do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingView {
    /// What it is called.
    pub name: String,
    /// How many there are.
    pub count: u64,
    /// Where they are listed.
    pub target: String,
    /// It is the one shown.
    pub is_shown: bool,
}

/// An enquiry in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedView {
    /// Its id.
    pub id: String,
    /// Who wrote in.
    pub sender: SenderView,
    /// Only phone and letter may answer it.
    pub sensitive: bool,
    /// How long ago its last message was sent, in words.
    pub last_message: String,
    /// The last day it is kept, in words.
    pub goes: String,
}

/// Who wrote in, as the list says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SenderView {
    /// By name.
    Named(String),
    /// Not at all: its use is stopped. The ids of the cases that stop it, for whose role opens them.
    Stopped(Vec<String>),
}

/// The page.
#[component]
pub(super) fn Enquiries(list: EnquiriesView) -> impl IntoView {
    let words = staff_enquiry_texts(language());
    let table = if list.enquiries.is_empty() {
        view! {
            <div class="empty">
                <Icon shape=Shape::Letter />
                <h2>{list.empty}</h2>
                <p>{words.empty_help}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Listed enquiries=list.enquiries /> }.into_any()
    };
    view! {
        <PageTitle text=words.enquiries />
        <h1>{words.enquiries}</h1>
        <p class="lead">{words.enquiries_intro}</p>
        <Standings standings=list.standings />
        {table}
        <Pager newest=(list.newest, words.newest) older=(list.older, words.older) />
    }
}

#[component]
fn Standings(standings: Vec<StandingView>) -> impl IntoView {
    let items = standings.into_iter().map(|standing| {
        let current = standing.is_shown.then_some("page");
        let name = format!("{} ({})", standing.name, standing.count);
        view! {
            <li>
                <a href=standing.target rel="external" aria-current=current>
                    {name}
                </a>
            </li>
        }
    });
    view! {
        <nav class="standings" aria-label=staff_enquiry_texts(language()).which>
            <ul role="list">{items.collect_view()}</ul>
        </nav>
    }
}

#[component]
fn Listed(enquiries: Vec<ListedView>) -> impl IntoView {
    let language = language();
    let words = staff_enquiry_texts(language);
    let rows = enquiries.into_iter().map(|enquiry| {
        let target = format!("{}/{}", StaffPage::Enquiry.path(language), enquiry.id);
        let sensitive = enquiry.sensitive.then(|| {
            view! { <Sensitive /> }
        });
        let (name, cases) = match enquiry.sender {
            SenderView::Named(name) => (name, Vec::new()),
            SenderView::Stopped(cases) => {
                (staff_case_texts(language).stopped_one.to_owned(), cases)
            }
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=target rel="external">
                        {name}
                    </a>
                    <StoppingCases cases />
                    {sensitive}
                </th>
                <td data-label=words.last_message>{enquiry.last_message}</td>
                <td data-label=words.goes>{enquiry.goes}</td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.from}</th>
                    <th scope="col">{words.last_message}</th>
                    <th scope="col">{words.goes}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// That an enquiry is sensitive, by word and sign.
#[component]
fn Sensitive() -> impl IntoView {
    view! {
        <span class="sensitive">
            <Icon shape=Shape::Warning />
            {staff_enquiry_texts(language()).sensitive}
        </span>
    }
}
