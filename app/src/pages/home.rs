//! The start page: who this is, what a visitor can do here, and an embed that waits for a yes.

use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::choice::EmbedState;
use crate::components::{Gate, Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::shell::Organisation;
use crate::texts::{event_texts, newsletter_texts, texts};
use crate::told::Told;

/// What the start page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    name: String,
    about: String,
    film: Option<EmbedState>,
}

/// The path of the film at its provider.
#[cfg(feature = "ssr")]
const FILM_PATH: &str = "/embed/om-os";

/// What the start page shows in `language`.
#[server(prefix = "/fn", endpoint = "home", output = Json)]
pub async fn load_home(language: Language) -> Result<Home, Told> {
    let visit = crate::visit::required()?;
    let register = visit.service.register().register();
    let framed = register
        .service
        .iter()
        .find(|(_, service)| !service.frame_origins.is_empty())
        .map(|(key, _)| key.clone());
    let film = framed
        .map(|key| visit.embed(language, &key, FILM_PATH))
        .transpose()
        .map_err(crate::told::refuse)?;
    Ok(Home {
        name: register.controller.short_name.clone(),
        about: register.texts.about.get(language).to_owned(),
        film,
    })
}

/// The start page.
#[component]
pub fn HomePage() -> impl IntoView {
    let language = language();
    let data = Resource::new(|| (), move |()| load_home(language));
    view! {
        <PageTitle text=texts(language).home />
        <Loaded data view=move |home| view! { <Content home /> }.into_any() />
    }
}

#[component]
fn Content(home: Home) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let film = home.film.map(|state| {
        view! {
            <section>
                <h2>{texts.home_video_title}</h2>
                <p>{texts.home_video_text}</p>
                <Gate state title=texts.video_frame_title />
            </section>
        }
    });
    let newsletter = expect_context::<Organisation>().has_newsletter.then(|| {
        let texts = newsletter_texts(language);
        view! {
            <Card shape=Shape::Letter page=Page::Newsletter title=texts.newsletter text=texts.home_text />
        }
    });
    let events = expect_context::<Organisation>().has_events.then(|| {
        let texts = event_texts(language);
        view! {
            <Card shape=Shape::Clock page=Page::Events title=texts.events text=texts.home_text />
        }
    });
    view! {
        <h1>{home.name}</h1>
        <p class="lead">{home.about}</p>
        <h2 class="unseen">{texts.home_how_title}</h2>
        <div class="cards wide">
            <Card shape=Shape::Paper page=Page::Privacy title=texts.privacy text=texts.home_privacy_text />
            <Card shape=Shape::List page=Page::Cookies title=texts.cookies text=texts.home_cookies_text />
            <Card shape=Shape::Receipt page=Page::Receipt title=texts.receipt text=texts.home_receipt_text />
            {newsletter} {events}
        </div>
        {film}
    }
}

#[component]
fn Card(shape: Shape, page: Page, title: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <article class="card">
            <Icon shape />
            <h3>
                <a href=page.path(language())>{title}</a>
            </h3>
            <p>{text}</p>
        </article>
    }
}
