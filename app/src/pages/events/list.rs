//! What is coming, as a list; or what is in a month. Of every kind, or of one.

use domain::text::Language;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::follow::{Follow, FollowView};
use super::month::{MonthGrid, MonthView};
use super::pieces::{EventFacts, Facts};
use crate::address::{KIND_FIELD, month_field};
use crate::components::{Fact, Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::event_texts;
use crate::told::Told;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventsView {
    /// What is shown, in a few words.
    title: String,
    /// The ways to look at it.
    views: Vec<ViewLink>,
    /// Every kind, and all of them.
    kinds: Vec<ViewLink>,
    shown: EventsShown,
    follow: FollowView,
}

/// A way to look at events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ViewLink {
    name: String,
    target: String,
    is_current: bool,
}

/// The events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum EventsShown {
    /// Those that are coming, those that begin first.
    List(Vec<EventFacts>),
    /// Those of a month.
    Month(MonthView),
}

/// The events that are coming, or those of a month such as `2026-12`: all, or those of the kind that addresses call
/// `kind`.
#[server(prefix = "/fn", endpoint = "events", output = Json)]
pub async fn load_events(
    language: Language,
    kind: Option<String>,
    month: Option<String>,
) -> Result<EventsView, Told> {
    let visit = crate::visit::required()?;
    let origin = crate::visit::origin()?;
    let composed = compose(&visit, &origin, language, kind, month).await;
    composed.map_err(crate::told::refuse)
}

#[cfg(feature = "ssr")]
async fn compose(
    visit: &crate::visit::Visit,
    origin: &str,
    language: Language,
    kind: Option<String>,
    month: Option<String>,
) -> Result<EventsView, domain::problem::Problem> {
    use domain::event::Month;
    use domain::problem::Problem;

    use crate::address::events_shown;

    let texts = event_texts(language);
    let service = &visit.service;
    let all = service.event_kinds().await?;
    let kind = kind.map(|slug| {
        all.iter()
            .find(|kind| kind.slug == slug)
            .ok_or(Problem::NotFound)
    });
    let kind = kind.transpose()?;
    let month = month.map(|month| Month::parse(&month).ok_or(Problem::NotFound));
    let month = month.transpose()?;
    let slug = kind.map(|kind| kind.slug.as_str());
    let today = service.today();
    let in_words = month.map(|month| month.to_string());
    let by_month = in_words
        .clone()
        .or_else(|| Month::of(today).map(|now| now.to_string()));
    let views = [
        (texts.as_list, None, month.is_none()),
        (texts.by_month, by_month, month.is_some()),
    ];
    let views = views.map(|(name, month, is_current)| ViewLink {
        name: name.to_owned(),
        target: events_shown(language, slug, month.as_deref()),
        is_current,
    });
    let of_kind = |name: &str, slug: Option<&str>, is_current| ViewLink {
        name: name.to_owned(),
        target: events_shown(language, slug, in_words.as_deref()),
        is_current,
    };
    let mut kinds = Vec::new();
    if !all.is_empty() {
        kinds.push(of_kind(texts.all_kinds, None, kind.is_none()));
        kinds.extend(all.iter().map(|one| {
            let is_current = Some(one) == kind;
            of_kind(one.name.get(language), Some(&one.slug), is_current)
        }));
    }
    let shown = match month {
        Some(month) => {
            let events = service.events_of_month(month, kind).await?;
            EventsShown::Month(super::month::compose(month, today, &events, slug, language))
        }
        None => {
            let coming = service.coming_events(kind).await?;
            let facts = coming
                .iter()
                .map(|event| super::compose::facts(event, language));
            EventsShown::List(facts.collect())
        }
    };
    Ok(EventsView {
        title: kind
            .map_or(texts.events, |kind| kind.name.get(language))
            .to_owned(),
        views: views.into(),
        kinds,
        shown,
        follow: super::follow::ways(origin, language, kind),
    })
}

/// The page.
#[component]
pub fn EventsPage() -> impl IntoView {
    let language = language();
    let query = use_query_map();
    let asked = move || {
        let query = query.read();
        let field = |name| query.get(name).filter(|value| !value.is_empty());
        (field(KIND_FIELD), field(month_field(language)))
    };
    let data = Resource::new(asked, move |(kind, month)| {
        load_events(language, kind, month)
    });
    view! { <Loaded data view=move |events| view! { <Events events /> }.into_any() /> }
}

#[component]
fn Events(events: EventsView) -> impl IntoView {
    let texts = event_texts(language());
    let (title, shown) = match events.shown {
        EventsShown::List(list) => (
            events.title.clone(),
            view! { <List events=list /> }.into_any(),
        ),
        EventsShown::Month(month) => (
            format!("{}, {}", events.title, month.title),
            view! { <MonthGrid month /> }.into_any(),
        ),
    };
    view! {
        <PageTitle text=title />
        <h1>{events.title}</h1>
        <Views links=events.kinds label=texts.kinds />
        <Views links=events.views label=texts.views />
        {shown}
        <Follow ways=events.follow />
    }
}

#[component]
fn Views(links: Vec<ViewLink>, label: &'static str) -> impl IntoView {
    (!links.is_empty()).then(|| {
        let links = links.into_iter().map(|link| {
            view! {
                <li>
                    <a href=link.target aria-current=link.is_current.then_some("true")>
                        {link.name}
                    </a>
                </li>
            }
        });
        view! {
            <nav class="views screen-only" aria-label=label>
                <ul role="list">{links.collect_view()}</ul>
            </nav>
        }
    })
}

#[component]
fn List(events: Vec<EventFacts>) -> impl IntoView {
    let texts = event_texts(language());
    if events.is_empty() {
        return view! {
            <div class="empty">
                <Icon shape=Shape::Clock />
                <h2>{texts.empty}</h2>
                <p>{texts.empty_help}</p>
            </div>
        }
        .into_any();
    }
    let rows = events.into_iter().map(|event| {
        let lang = event.written_in.tag();
        let (target, title) = (event.target.clone(), event.title.clone());
        let stands = event.stands.clone();
        view! {
            <li>
                <article>
                    <h2>
                        <a href=target lang=lang>
                            {title}
                        </a>
                    </h2>
                    <Facts facts=event>
                        <Fact label=texts.seats value=stands />
                    </Facts>
                </article>
            </li>
        }
    });
    view! {
        <p class="lead">{texts.intro}</p>
        <ol class="events" role="list">
            {rows.collect_view()}
        </ol>
    }
    .into_any()
}
