//! The forms of an enquiry's own page: writing again, deciding about what was hidden, asking for a new link.

use app::address::{Mailed, Page, language_of};
use app::pages::RefusedMessage;
use app::token::Token;
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::canonical::Digest;
use domain::consent::Method;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::provide_context;
use service::{Attempt, KeepPassage, Service, WriteAgain};
use uuid::Uuid;

use super::choice::see_other;
use super::{count, read_form, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::site::Site;

/// What the fragment of the address says was done.
const SENT: &str = "#sendt";
const KEPT: &str = "#gemt";
const DELETED: &str = "#slettet";

/// Answers a form posted to an enquiry's page.
pub(crate) async fn enquiry(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::WriteIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    let Some((text, token)) = token(request.uri().path()) else {
        return problem_page(&site, request, Problem::NotFound).await;
    };
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let language = language_of(request.uri().path());
    let page = Page::Mailed(Mailed::Enquiry, text).path(language);
    let problem = match act(&site.service, language, token, &fields).await {
        Ok(Done::OnPage(told)) => return see_other(&format!("{page}{told}"), Vec::new()),
        Ok(Done::LinkSent) => {
            return see_other(&Page::EnquiryLinkSent.path(language), Vec::new());
        }
        Err(problem) => problem,
    };
    let field = |name| single(&fields, name).unwrap_or_default();
    let refused = RefusedMessage {
        problem,
        message: field("message"),
        attempt: field("attempt"),
    };
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let mut response = render(&site, visit, request, move || {
        provide_context(refused.clone());
    })
    .await;
    *response.status_mut() = status(problem);
    response
}

enum Done {
    OnPage(&'static str),
    LinkSent,
}

fn token(path: &str) -> Option<(Token, LinkToken)> {
    let (Page::Mailed(Mailed::Enquiry, text), _) = Page::at(path)? else {
        return None;
    };
    // What has the form of a token and is none opens as little as one that is gone.
    let token = LinkToken::parse(&text.to_text());
    Some((
        text,
        token.unwrap_or_else(|| LinkToken::from_bytes([0; 32])),
    ))
}

async fn act(
    service: &Service,
    language: Language,
    token: LinkToken,
    fields: &[(String, String)],
) -> Result<Done, Problem> {
    let field = |name| single(fields, name).ok_or(Problem::UnreadableForm);
    match field("act")?.as_str() {
        "write" => {
            let attempt = Attempt::parse(&field("attempt")?).ok_or(Problem::MissingAttempt)?;
            let words = domain::thread::message(&field("message")?)?;
            let written = WriteAgain {
                token,
                words,
                attempt,
            };
            service.write_again(written).await?;
            Ok(Done::OnPage(SENT))
        }
        "keep" => {
            let question = Digest::from_hex(&field("question")?).ok_or(Problem::NoticeChanged)?;
            let keep = KeepPassage {
                token,
                passage: passage(&field("passage")?)?,
                language,
                question,
                method: Method::Form,
            };
            service.keep_passage(keep).await?;
            Ok(Done::OnPage(KEPT))
        }
        "delete" => {
            let passage = passage(&field("passage")?)?;
            service.let_passage_go(&token, &passage).await?;
            Ok(Done::OnPage(DELETED))
        }
        "link" => {
            service.mail_new_link(&token).await?;
            Ok(Done::LinkSent)
        }
        _ => Err(Problem::UnreadableForm),
    }
}

fn passage(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| Problem::UnreadableForm)
}
