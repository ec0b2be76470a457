//! An enquiry's own page, behind a mailed link: the conversation, writing again, what was hidden, and when it goes.
//! Its forms post to its own address, with script and without.

use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::contact::Way;
use crate::address::{Mailed, Page};
use crate::components::{
    FieldProblem, Icon, Loaded, PageTitle, ProblemList, Shape, TextArea, described_by, language,
};
use crate::contact::SecureWay;
use crate::json::Json;
use crate::texts::contact_texts;
use crate::token::Token;
use crate::told::Told;

#[cfg(feature = "ssr")]
mod compose;
mod conversation;
mod expired;

use conversation::Conversation;
use expired::Expired;

/// What the page shows of an enquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiryView {
    standing: String,
    sensitive: bool,
    messages: Vec<MessageView>,
    question: Option<QuestionView>,
    when_it_goes: String,
    secure: SecureWay,
    attempt: String,
}

/// A message as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct MessageView {
    /// We wrote it.
    ours: bool,
    who: String,
    when: String,
    parts: Vec<PartView>,
    removed: Option<String>,
}

/// A passage as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum PartView {
    Words(String),
    Withheld,
    Hidden { id: String, until: String },
    Kept { id: String },
}

/// The question about a hidden part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct QuestionView {
    question: String,
    about: String,
    withdrawal: String,
    yes: String,
    no: String,
    hash: String,
}

/// A form of this page that was refused: why, and what was typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedMessage {
    /// What is wrong.
    pub problem: Problem,
    /// The message typed.
    pub message: String,
    /// The mark of the form.
    pub attempt: String,
}

/// What a link opens; none when it opens nothing, or nothing any more.
#[server(prefix = "/fn", endpoint = "enquiry", input = Json, output = Json)]
pub async fn load_enquiry(language: Language, token: String) -> Result<Option<EnquiryView>, Told> {
    let visit = crate::visit::required()?;
    let token = domain::mail::LinkToken::parse(&token);
    let opened = match token {
        Some(token) => visit.service.private_page(&token, language).await,
        None => Err(Problem::LinkExpired),
    };
    match opened {
        Ok(page) => compose::view(&visit, language, page)
            .map(Some)
            .map_err(crate::told::refuse),
        Err(Problem::LinkExpired) => Ok(None),
        Err(problem) => Err(crate::told::refuse(problem)),
    }
}

/// The page behind a mailed link.
#[component]
pub fn EnquiryPage() -> impl IntoView {
    let language = language();
    let path = leptos_router::hooks::use_location().pathname;
    let token = match Page::at(&path.get_untracked()) {
        Some((Page::Mailed(Mailed::Enquiry, token), _)) => Some(token),
        _ => None,
    };
    let text = token.map(|token| token.to_text()).unwrap_or_default();
    let refused = SharedValue::new(use_context::<RefusedMessage>).into_inner();
    let data = Resource::new(|| (), move |()| load_enquiry(language, text.clone()));
    let view = move |enquiry: Option<EnquiryView>| match (enquiry, token) {
        (Some(enquiry), Some(token)) => {
            view! { <Content enquiry token refused=refused.clone() /> }.into_any()
        }
        _ => view! { <Expired token /> }.into_any(),
    };
    view! {
        <PageTitle text=contact_texts(language).enquiry_title />
        <Loaded data view />
    }
}

#[component]
fn Content(enquiry: EnquiryView, token: Token, refused: Option<RefusedMessage>) -> impl IntoView {
    let language = language();
    let texts = contact_texts(language);
    let action = Page::Mailed(Mailed::Enquiry, token).path(language);
    let problems: Vec<Problem> = refused.iter().map(|refused| refused.problem).collect();
    let shape = if enquiry.sensitive {
        Shape::Warning
    } else {
        Shape::Check
    };
    view! {
        <ProblemList problems=problems.clone() fields=&["message"] />
        <h1>{texts.enquiry_title}</h1>
        <Done id="sendt" text=texts.told_sent />
        <Done id="gemt" text=texts.told_kept />
        <Done id="slettet" text=texts.told_deleted />
        <div class="message" class:warning=enquiry.sensitive>
            <Icon shape />
            <p>{enquiry.standing}</p>
            {enquiry
                .sensitive
                .then(|| {
                    let secure = enquiry.secure.clone();
                    view! { <Way secure /> }
                })}
        </div>
        <section>
            <h2>{texts.conversation}</h2>
            <Conversation messages=enquiry.messages question=enquiry.question action=action.clone() />
        </section>
        <section class="screen-only">
            <h2>{texts.write_again}</h2>
            <Again action problems refused attempt=enquiry.attempt />
            <div class="promise">
                <Way secure=enquiry.secure />
            </div>
        </section>
        <section>
            <h2>{texts.when_it_goes}</h2>
            <p>{enquiry.when_it_goes}</p>
            <p class="soft small">{texts.page_is_yours}</p>
        </section>
    }
}

/// Told right after a form was taken: the answer leads here, and the line goes with the next page.
#[component]
fn Done(id: &'static str, text: &'static str) -> impl IntoView {
    view! {
        <div class="message good done" id=id tabindex="-1">
            <Icon shape=Shape::Check />
            <p>{text}</p>
        </div>
    }
}

#[component]
fn Again(
    action: String,
    problems: Vec<Problem>,
    refused: Option<RefusedMessage>,
    attempt: String,
) -> impl IntoView {
    let texts = contact_texts(language());
    let (typed, attempt) = refused.map_or((String::new(), attempt), |refused| {
        (refused.message, refused.attempt)
    });
    let invalid = crate::components::of_field(&problems, "message").is_some();
    let described = described_by("message", invalid);
    view! {
        <form class="contact" method="post" action=action novalidate>
            <input type="hidden" name="attempt" value=attempt />
            <div class="field long">
                <label for="message">{texts.message}</label>
                <p class="help" id="message-help">
                    {texts.write_again_help}
                </p>
                <FieldProblem name="message" problems />
                <TextArea name="message" value=typed rows=6 described_by=described invalid />
            </div>
            <div class="actions">
                <button class="button" name="act" value="write">
                    {texts.send}
                </button>
            </div>
        </form>
    }
}
