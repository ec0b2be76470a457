//! What is coming.

use domain::text::Language;
use leptos::prelude::*;

use super::pieces::{EventFacts, Facts};
use crate::components::{Fact, Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::event_texts;
use crate::told::Told;

/// The events that are coming, those that begin first.
#[server(prefix = "/fn", endpoint = "events", output = Json)]
pub async fn load_events(language: Language) -> Result<Vec<EventFacts>, Told> {
    let visit = crate::visit::required()?;
    let coming = visit.service.coming_events().await;
    let coming = coming.map_err(crate::told::refuse)?;
    let facts = coming
        .iter()
        .map(|event| super::compose::facts(event, language));
    Ok(facts.collect())
}

/// The list.
#[component]
pub fn EventsPage() -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    let data = Resource::new(|| (), move |()| load_events(language));
    view! {
        <PageTitle text=texts.events />
        <h1>{texts.events}</h1>
        <Loaded data view=move |events| view! { <List events /> }.into_any() />
    }
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
