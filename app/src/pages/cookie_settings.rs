//! The cookie settings: every choice by category and service. Every choice form posts to this address.

use domain::notice::Surface;
use domain::register::Key;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::choice::{Question, Refused};
use crate::components::{
    AnswerForm, Choices, Icon, Loaded, PageTitle, ProblemSummary, Shape, language,
};
use crate::json::Json;
use crate::texts::texts;
use crate::told::Told;

/// What the settings page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    question: Question,
    allowed: Vec<Key>,
    standing: Standing,
}

/// What stands before the visitor chooses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Standing {
    Nothing,
    Signalled,
    Chosen { day: String, allowed: Vec<String> },
}

/// What the settings page shows in `language`.
#[server(prefix = "/fn", endpoint = "cookie-settings", output = Json)]
pub async fn load_settings(language: Language) -> Result<Settings, Told> {
    let visit = crate::visit::required()?;
    let question = visit
        .question(language, Surface::Settings, None)
        .map_err(crate::told::refuse)?;
    let standing = match visit.decided_in_words(language) {
        Some(day) => Standing::Chosen {
            day,
            allowed: visit.allowed_names(),
        },
        None if visit.standing.ask == domain::consent::Ask::Signalled => Standing::Signalled,
        None => Standing::Nothing,
    };
    Ok(Settings {
        question,
        allowed: visit.standing.granted.iter().cloned().collect(),
        standing,
    })
}

/// The cookie settings.
#[component]
pub fn CookieSettingsPage() -> impl IntoView {
    let language = language();
    let refused = SharedValue::new(use_context::<Refused>).into_inner();
    let data = Resource::new(|| (), move |()| load_settings(language));
    let view = move |settings| view! { <Content settings refused=refused.clone() /> }.into_any();
    view! {
        <PageTitle text=texts(language).settings_title />
        <Loaded data view />
    }
}

#[component]
fn Content(settings: Settings, refused: Option<Refused>) -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let notice = settings.question.notice.clone();
    let chosen = matches!(settings.standing, Standing::Chosen { .. });
    let ticked = refused
        .as_ref()
        .map_or(settings.allowed, |refused| refused.ticked.clone());
    let return_to = refused
        .as_ref()
        .and_then(|refused| refused.return_to.clone());
    let return_to = return_to.unwrap_or_else(|| Page::CookieSettings.path(language));
    let close = chosen.then(|| {
        view! {
            <p>
                <a href=Page::Home.path(language)>{texts.settings_keep}</a>
            </p>
        }
    });
    view! {
        {refused.map(|refused| view! { <ProblemSummary problem=refused.problem field=None /> })}
        <h1>{texts.settings_title}</h1>
        <p class="lead">{notice.title}</p>
        <p>{notice.intro} " " {notice.controller}</p>
        <StandingLine standing=settings.standing />
        <AnswerForm class="settings" question=settings.question surface=Surface::Settings return_to>
            <h2>{texts.settings_choices}</h2>
            <Choices categories=notice.categories ticked prefix="settings" />
            <div class="actions">
                <button class="button" name="act" value="save">
                    {notice.buttons.save}
                </button>
                <button class="button" name="act" value="refuse">
                    {notice.buttons.refuse}
                </button>
                <button class="button" name="act" value="accept">
                    {notice.buttons.accept}
                </button>
            </div>
        </AnswerForm>
        {close}
        <p>
            <a href=Page::Cookies.path(language)>{notice.declaration}</a>
        </p>
    }
}

#[component]
fn StandingLine(standing: Standing) -> impl IntoView {
    let texts = texts(language());
    let (class, shape, text) = match standing {
        Standing::Nothing => ("message", Shape::No, texts.settings_none.to_owned()),
        Standing::Signalled => ("message", Shape::No, texts.settings_signalled.to_owned()),
        Standing::Chosen { day, allowed } => {
            let answer = if allowed.is_empty() {
                texts.choice_no.to_owned()
            } else {
                format!("{} ({})", texts.choice_yes, allowed.join(", "))
            };
            let line = texts.settings_standing.replace("{date}", &day);
            ("message good", Shape::Check, format!("{line} {answer}."))
        }
    };
    view! {
        <div class=class>
            <Icon shape />
            <p>{text}</p>
        </div>
    }
}
