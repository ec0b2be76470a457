//! Who looked at whose data.

use leptos::prelude::*;

use super::{AccessLogView, AccessView};
use crate::address::StaffPage;
use crate::components::{Icon, PageTitle, Shape, language};
use crate::texts::staff_texts;

/// The page.
#[component]
pub(super) fn AccessLog(log: AccessLogView) -> impl IntoView {
    let language = language();
    let words = staff_texts(language);
    let path = StaffPage::AccessLog.path(language);
    let table = if log.entries.is_empty() {
        view! {
            <div class="empty">
                <Icon shape=Shape::Clock />
                <p>{words.access_log_empty}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <Entries entries=log.entries /> }.into_any()
    };
    let latest = log.is_later.then(|| {
        view! {
            <a href=path rel="external">
                {words.access_latest}
            </a>
        }
    });
    let earlier = log.next.map(|next| {
        view! {
            <a href=format!("{path}?before={next}") rel="external">
                {words.access_earlier}
            </a>
        }
    });
    view! {
        <PageTitle text=words.access_log />
        <h1>{words.access_log}</h1>
        <p class="lead">{words.access_log_intro}</p>
        {table}
        <div class="actions">{latest} {earlier}</div>
    }
}

#[component]
fn Entries(entries: Vec<AccessView>) -> impl IntoView {
    let words = staff_texts(language());
    let rows = entries.into_iter().map(|entry| {
        view! {
            <tr>
                <th scope="row">
                    <time>{entry.when}</time>
                </th>
                <td data-label=words.access_who>{entry.who}</td>
                <td data-label=words.access_what>{entry.what}</td>
                <td data-label=words.access_whose>{entry.whose}</td>
                <td data-label=words.access_why>{entry.why}</td>
            </tr>
        }
    });
    view! {
        <table class="cards-on-phones wide">
            <thead>
                <tr>
                    <th scope="col">{words.access_when}</th>
                    <th scope="col">{words.access_who}</th>
                    <th scope="col">{words.access_what}</th>
                    <th scope="col">{words.access_whose}</th>
                    <th scope="col">{words.access_why}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
