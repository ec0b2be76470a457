//! The other dates of an event that comes again.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::language;
use crate::texts::event_texts;

/// Another date of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateLink {
    /// Where its page is.
    pub target: String,
    /// When it is, in words.
    pub when: String,
    /// It is not held.
    pub is_cancelled: bool,
}

/// The other dates that are not over, as everybody sees them.
#[cfg(feature = "ssr")]
pub(super) fn links(
    dates: &[service::PublishedEvent],
    language: domain::text::Language,
) -> Vec<DateLink> {
    use domain::event::EventState;
    use domain::text::span_in_words;

    use crate::address::Page;

    let link = |date: &service::PublishedEvent| DateLink {
        target: Page::Event(date.id).path(language),
        when: span_in_words(date.event.starts, date.event.ends, language),
        is_cancelled: date.state == EventState::Cancelled,
    };
    dates.iter().map(link).collect()
}

/// Them, each with a link.
#[component]
pub(super) fn OtherDates(
    /// The dates.
    dates: Vec<DateLink>,
) -> impl IntoView {
    let texts = event_texts(language());
    (!dates.is_empty()).then(|| {
        let rows = dates.into_iter().map(|date| {
            let cancelled = date.is_cancelled.then(|| format!(" · {}", texts.cancelled));
            view! {
                <li>
                    <a href=date.target>{date.when}</a>
                    {cancelled}
                </li>
            }
        });
        view! {
            <section>
                <h2>{texts.other_dates}</h2>
                <ul>{rows.collect_view()}</ul>
            </section>
        }
    })
}
