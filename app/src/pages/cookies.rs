//! The cookie declaration, with the visitor's own choice beside each service.

use domain::declaration::{CategoryPart, CookiePart, ServicePart};
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::Page;
use crate::components::{Icon, Loaded, PageTitle, Shape, language};
use crate::json::Json;
use crate::texts::texts;
use crate::told::Told;

/// What the declaration shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    categories: Vec<CategoryPart>,
    answers: Answers,
}

/// The visitor's own answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Answers {
    chosen: bool,
    allowed: Vec<String>,
}

/// The declaration in `language`.
#[server(prefix = "/fn", endpoint = "cookies", output = Json)]
pub async fn load_declaration(language: Language) -> Result<Declaration, Told> {
    let visit = crate::visit::required()?;
    Ok(Declaration {
        categories: domain::declaration::compose(visit.service.register(), language),
        answers: Answers {
            chosen: visit.standing.decided.is_some(),
            allowed: visit.standing.granted.iter().cloned().collect(),
        },
    })
}

/// The cookie declaration.
#[component]
pub fn CookiesPage() -> impl IntoView {
    let language = language();
    let texts = texts(language);
    let data = Resource::new(|| (), move |()| load_declaration(language));
    view! {
        <PageTitle text=texts.cookies_title />
        <h1>{texts.cookies_title}</h1>
        <p class="lead">{texts.cookies_intro}</p>
        <div class="actions">
            <a class="button" href=Page::CookieSettings.path(language)>
                {texts.change_choice}
            </a>
        </div>
        <Loaded data view=move |declaration| view! { <Content declaration /> }.into_any() />
    }
}

#[component]
fn Content(declaration: Declaration) -> impl IntoView {
    let Declaration {
        categories,
        answers,
    } = declaration;
    categories
        .into_iter()
        .map(|category| view! { <Category category answers=answers.clone() /> })
        .collect_view()
}

#[component]
fn Category(category: CategoryPart, answers: Answers) -> impl IntoView {
    let necessary = category.necessary;
    let services = category
        .services
        .into_iter()
        .map(|service| {
            let answer = (!necessary).then(|| answers.to(&service.key));
            view! { <Service service answer /> }
        })
        .collect_view();
    view! {
        <section id=category.key>
            <h2>{category.title}</h2>
            <p>{category.text}</p>
            {services}
        </section>
    }
}

/// The visitor's answer to one service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    Open,
}

impl Answers {
    fn to(&self, service: &String) -> Answer {
        match (self.allowed.contains(service), self.chosen) {
            (true, _) => Answer::Yes,
            (false, true) => Answer::No,
            (false, false) => Answer::Open,
        }
    }
}

#[component]
fn Service(service: ServicePart, answer: Option<Answer>) -> impl IntoView {
    let texts = texts(language());
    let policy = service.policy_url.map(|url| {
        view! {
            ". "
            <a href=url rel="noreferrer">
                {texts.provider_policy}
            </a>
        }
    });
    let caption = service.name.clone();
    view! {
        <div class="service-head">
            <h3>{service.name}</h3>
            <AnswerLine answer />
        </div>
        <p>{service.text} {service.necessary_because.map(|reason| format!(" {reason}"))}</p>
        <dl class="facts">
            <div>
                <dt>{texts.provider}</dt>
                <dd>{service.provider} {policy}</dd>
            </div>
        </dl>
        <Cookies cookies=service.cookies caption />
    }
}

#[component]
fn AnswerLine(answer: Option<Answer>) -> impl IntoView {
    let texts = texts(language());
    let (class, shape, word) = match answer {
        None => ("answer", Shape::Check, texts.always_on.to_owned()),
        Some(Answer::Yes) => (
            "answer yes",
            Shape::Check,
            format!("{}: {}", texts.your_choice, texts.choice_yes),
        ),
        Some(Answer::No) => (
            "answer",
            Shape::No,
            format!("{}: {}", texts.your_choice, texts.choice_no),
        ),
        Some(Answer::Open) => (
            "answer",
            Shape::No,
            format!("{}: {}", texts.your_choice, texts.choice_open),
        ),
    };
    view! {
        <p class=class>
            <Icon shape />
            {word}
        </p>
    }
}

#[component]
fn Cookies(cookies: Vec<CookiePart>, caption: String) -> impl IntoView {
    let texts = texts(language());
    if cookies.is_empty() {
        return view! { <p class="soft">{texts.no_cookies}</p> }.into_any();
    }
    let rows = cookies
        .into_iter()
        .map(|cookie| {
            view! {
                <tr>
                    <th scope="row">
                        <code>{cookie.name}</code>
                    </th>
                    <td data-label=texts.cookie_purpose>{cookie.purpose}</td>
                    <td data-label=texts.cookie_storage>{cookie.storage}</td>
                    <td data-label=texts.cookie_party>{cookie.party}</td>
                    <td data-label=texts.cookie_duration>{cookie.duration}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="cards-on-phones">
            <caption class="unseen">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{texts.cookie_name}</th>
                    <th scope="col">{texts.cookie_purpose}</th>
                    <th scope="col">{texts.cookie_storage}</th>
                    <th scope="col">{texts.cookie_party}</th>
                    <th scope="col">{texts.cookie_duration}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
