//! The dates of an event that comes again.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::language;
use crate::texts::staff_event_texts;

/// A date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRow {
    /// Where its page is; nothing for the one that is looked at.
    pub target: Option<String>,
    /// When, in words.
    pub when: String,
    /// How far it has come, in words.
    pub stands: String,
}

/// Every date, in their order.
#[component]
pub(super) fn Dates(dates: Vec<DateRow>) -> impl IntoView {
    let words = staff_event_texts(language());
    (!dates.is_empty()).then(|| {
        let rows = dates.into_iter().map(|date| {
            let name = match date.target {
                Some(target) => view! {
                    <a href=target rel="external">
                        {date.when}
                    </a>
                }
                .into_any(),
                None => view! { <strong>{format!("{} ({})", date.when, words.this_date)}</strong> }
                    .into_any(),
            };
            view! { <li>{name} " · " {date.stands}</li> }
        });
        view! {
            <section class="screen-only">
                <details class="why">
                    <summary>{words.dates}</summary>
                    <ol>{rows.collect_view()}</ol>
                </details>
            </section>
        }
    })
}
