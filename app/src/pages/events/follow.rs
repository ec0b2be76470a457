//! How to follow events without giving an address: a calendar that fetches them by itself, and news.

use leptos::prelude::*;
use leptos_meta::Link;
use serde::{Deserialize, Serialize};

use crate::components::language;
use crate::texts::event_texts;

/// Where events can be followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowView {
    /// What is followed.
    name: String,
    /// The calendar's path.
    calendar: String,
    /// The calendar's whole address, to be copied.
    address: String,
    /// The same for programs that take calendars by it.
    webcal: String,
    /// The path of the news.
    news: String,
}

/// Where all events, or those of a kind, can be followed.
#[cfg(feature = "ssr")]
pub(super) fn ways(
    origin: &str,
    language: domain::text::Language,
    kind: Option<&service::EventKind>,
) -> FollowView {
    use crate::address::{EventFeedFormat, event_feed};

    let slug = kind.map(|kind| kind.slug.as_str());
    let calendar = event_feed(language, slug, EventFeedFormat::Calendar);
    let address = format!("{origin}{calendar}");
    let host = address.split_once("://").map_or("", |(_, host)| host);
    FollowView {
        name: kind
            .map_or(event_texts(language).events, |kind| kind.name.get(language))
            .to_owned(),
        webcal: format!("webcal://{host}"),
        news: event_feed(language, slug, EventFeedFormat::News),
        calendar,
        address,
    }
}

/// The links, for people and for programs.
#[component]
pub(super) fn Follow(
    /// Where.
    ways: FollowView,
) -> impl IntoView {
    let texts = event_texts(language());
    view! {
        <Link rel="alternate" type_="text/calendar" title=ways.name.clone() href=ways.calendar />
        <Link rel="alternate" type_="application/atom+xml" title=ways.name href=ways.news.clone() />
        <section class="follow screen-only">
            <h2>{texts.follow}</h2>
            <p>{texts.follow_text}</p>
            <div class="actions">
                <a class="button quiet" href=ways.webcal rel="external">
                    {texts.follow_calendar}
                </a>
                <a href=ways.news rel="external">
                    {texts.follow_news}
                </a>
            </div>
            <p class="small soft">
                {texts.follow_copy} " " <code>{ways.address}</code>
            </p>
        </section>
    }
}
