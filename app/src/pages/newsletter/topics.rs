//! The topics of somebody who gets the newsletter, behind a link of each letter.

use domain::problem::Problem;
use domain::subscription::Wording;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::pieces::{Done, Spent, Terms, TopicBoxes, token};
use crate::address::{Mailed, Page};
use crate::components::{Loaded, PageTitle, ProblemSummary, language};
use crate::json::Json;
use crate::texts::newsletter_texts;
use crate::token::Token;
use crate::told::Told;

/// What the link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// The topics that stand.
    Topics(Box<Chosen>),
    /// Nothing, or nothing any more.
    Spent,
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    topics: Vec<String>,
    wording: Wording,
    hash: String,
    leave: Token,
}

/// What the form on this page just did.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AfterTopics {
    /// It stored the topics.
    Saved,
    /// It was refused, with these ticked.
    Refused {
        /// Why.
        problem: Problem,
        /// The topics ticked.
        ticked: Vec<String>,
    },
}

/// What the link with this token leads to.
#[server(prefix = "/fn", endpoint = "newsletter-topics", output = Json)]
pub async fn load_topics(language: Language, token: String) -> Result<Standing, Told> {
    let visit = crate::visit::required()?;
    let found = match super::pieces::link(&token) {
        Ok(token) => visit.service.preferences(&token, language).await,
        Err(problem) => Err(problem),
    };
    match found {
        Ok(found) => {
            let leave = super::pieces::shown(&found.leave).map_err(crate::told::refuse)?;
            Ok(Standing::Topics(Box::new(Chosen {
                topics: found.topics.keys().to_vec(),
                wording: found.wording,
                hash: found.hash.to_string(),
                leave,
            })))
        }
        Err(Problem::SpentLink) => Ok(Standing::Spent),
        Err(problem) => Err(crate::told::refuse(problem)),
    }
}

/// The page where topics are changed.
#[component]
pub fn NewsletterTopicsPage() -> impl IntoView {
    let language = language();
    let after = SharedValue::new(use_context::<AfterTopics>).into_inner();
    let Some(token) = token() else {
        return view! { <Spent /> }.into_any();
    };
    let data = Resource::new(|| (), move |()| load_topics(language, token.to_text()));
    let view = move |standing| match standing {
        Standing::Topics(chosen) => {
            view! { <Content token chosen=*chosen after=after.clone() /> }.into_any()
        }
        Standing::Spent => view! { <Spent /> }.into_any(),
    };
    view! {
        <PageTitle text=newsletter_texts(language).topics_link />
        <Loaded data view />
    }
    .into_any()
}

#[component]
fn Content(token: Token, chosen: Chosen, after: Option<AfterTopics>) -> impl IntoView {
    let language = language();
    let texts = newsletter_texts(language);
    let Chosen {
        topics,
        wording,
        hash,
        leave,
    } = chosen;
    let saved = after == Some(AfterTopics::Saved);
    let (problem, ticked) = match after {
        Some(AfterTopics::Refused { problem, ticked }) => (Some(problem), ticked),
        _ => (None, topics),
    };
    let told = problem.filter(|problem| problem.field() == Some("topic"));
    let told = told.map(|told| format!("{}. {}", told.title(language), told.remedy(language)));
    let field = told.as_ref().map(|_| "topic");
    view! {
        {problem.map(|problem| view! { <ProblemSummary problem field /> })}
        {saved.then(|| view! { <Done text=texts.topics_saved /> })}
        <h1>{wording.title}</h1>
        <p class="lead">{wording.intro}</p>
        <form
            class="sign-up"
            method="post"
            action=Page::Mailed(Mailed::Topics, token).path(language)
        >
            <input type="hidden" name="wording" value=hash />
            <TopicBoxes
                question=wording.question
                help=texts.topics_help
                topics=wording.topics
                ticked
                error=Signal::stored(told)
            />
            <h2>{texts.terms}</h2>
            <Terms terms=wording.terms />
            <p class="promise">{wording.promise}</p>
            <div class="actions">
                <button class="button">{wording.button}</button>
            </div>
        </form>
        <p>
            <a href=Page::Mailed(Mailed::Leave, leave).path(language)>{texts.leave}</a>
        </p>
    }
}
