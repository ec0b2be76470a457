//! The list of newsletters: drafts, those that wait for their time, and what was sent.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pager::Pager;
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::staff_newsletter_texts;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuesView {
    /// How many get the newsletter, in words.
    pub subscribers: String,
    /// The newsletters.
    pub issues: Vec<IssueRow>,
    /// Where the first page is, if this is not it.
    pub newest: Option<String>,
    /// Where the next page is.
    pub older: Option<String>,
}

/// A newsletter in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueRow {
    /// Where it is.
    pub target: String,
    /// Its subject.
    pub subject: String,
    /// How far it has come, in words.
    pub stands: String,
    /// When, in words.
    pub when: String,
}

/// The page.
#[component]
pub(super) fn Issues(list: IssuesView) -> impl IntoView {
    let language = language();
    let words = staff_newsletter_texts(language);
    let table = if list.issues.is_empty() {
        view! {
            <div class="empty">
                <Icon shape=Shape::Paper />
                <h2>{words.empty}</h2>
                <p>{words.empty_help}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Listed issues=list.issues /> }.into_any()
    };
    view! {
        <PageTitle text=words.newsletters />
        <h1>{words.newsletters}</h1>
        <p class="lead">{words.newsletters_intro}</p>
        <p>
            {list.subscribers} " "
            <a href=StaffPage::Subscribers.path(language) rel="external">
                {words.lists_link}
            </a>
        </p>
        <div class="actions">
            <a class="button" href=StaffPage::NewIssue.path(language) rel="external">
                {words.write}
            </a>
        </div>
        {table}
        <Pager newest=(list.newest, words.newest) older=(list.older, words.older) />
    }
}

#[component]
fn Listed(issues: Vec<IssueRow>) -> impl IntoView {
    let words = staff_newsletter_texts(language());
    let rows = issues.into_iter().map(|issue| {
        view! {
            <tr>
                <th scope="row">
                    <a href=issue.target rel="external">
                        {issue.subject}
                    </a>
                </th>
                <td data-label=words.stands>{issue.stands}</td>
                <td data-label=words.when>{issue.when}</td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones">
            <thead>
                <tr>
                    <th scope="col">{words.subject}</th>
                    <th scope="col">{words.stands}</th>
                    <th scope="col">{words.when}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
