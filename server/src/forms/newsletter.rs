//! The newsletter's forms: signing up, and what is done behind a mailed link. Only a POST does anything; the one-click
//! POST of a mail program (RFC 8058) comes without cookies and gets no redirect.

use app::address::language_of;
use app::pages::{
    AfterLeaving, AfterTopics, LetIn, NewlyConfirmed, Offer, RefusedSignUp, SignUpForm,
    take_sign_up,
};
use app::token::Token;
use app::visit::Visit;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::canonical::Digest;
use domain::consent::{Method, ReceiptCode};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::{Language, date_in_words};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use leptos::prelude::provide_context;
use serde::Serialize;
use service::{ChangeTopics, Confirmation, KeepOut, Left, Undo, UndoToken};
use uuid::Uuid;

use super::choice::see_other;
use super::receipt::file;
use super::{count, read_body, read_form, several, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::site::Site;

/// Answers the sign-up page's forms.
pub(crate) async fn sign_up(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::SignUp, &request) {
        return problem_page(&site, request, problem).await;
    }
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    match single(&fields, "act").as_deref() {
        Some("sign-up") => take(&site, request, &fields).await,
        Some("let-in") => let_in(&site, request, &fields).await,
        _ => problem_page(&site, request, Problem::UnreadableForm).await,
    }
}

async fn take(site: &Site, request: Request, fields: &[(String, String)]) -> Response {
    let form = SignUpForm {
        email: single(fields, "email").unwrap_or_default(),
        name: single(fields, "name").unwrap_or_default(),
        topic: several(fields, "topic"),
        wording: single(fields, "wording").unwrap_or_default(),
    };
    let visit = visit(site, request.headers()).await;
    let language = language_of(request.uri().path());
    match take_sign_up(&visit, language, form.clone(), Method::Form).await {
        Ok(location) => see_other(&location, Vec::new()),
        Err(problem) => {
            let form = if form.is_within_limits() {
                form
            } else {
                SignUpForm::default()
            };
            answer(
                site,
                visit,
                request,
                problem,
                RefusedSignUp { problem, form },
            )
            .await
        }
    }
}

async fn let_in(site: &Site, request: Request, fields: &[(String, String)]) -> Response {
    const LONGEST_ECHO: usize = 100;
    let typed = single(fields, "code").unwrap_or_default();
    let visit = visit(site, request.headers()).await;
    let outcome = match ReceiptCode::parse(&typed) {
        Some(code) => site.service.let_in(&code).await,
        None => Err(Problem::UnknownReceipt),
    };
    let after = LetIn {
        problem: outcome.err(),
        code: match outcome {
            Ok(()) => String::new(),
            Err(_) => typed.chars().take(LONGEST_ECHO).collect(),
        },
    };
    answer(site, visit, request, outcome.err(), after).await
}

/// Confirms a sign-up.
pub(crate) async fn confirm(
    State(site): State<Site>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    let confirmed = match link(&token) {
        Ok(token) => site.service.confirm(&token).await,
        Err(problem) => Err(problem),
    };
    let visit = visit(&site, request.headers()).await;
    match confirmed {
        Ok(Confirmation::Now { links }) => {
            let links = (shown(&links.manage), shown(&links.why));
            let (Some(topics), Some(why)) = links else {
                return problem_page(&site, request, Problem::Fault).await;
            };
            answer(&site, visit, request, None, NewlyConfirmed { topics, why }).await
        }
        // The page finds out by itself what the link leads to.
        Ok(Confirmation::Before) => render(&site, visit, request, || {}).await,
        Err(Problem::SpentLink) => spent(&site, visit, request).await,
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

/// Changes the topics.
pub(crate) async fn topics(
    State(site): State<Site>,
    Path(token): Path<String>,
    mut request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let ticked = several(&fields, "topic");
    let change = ChangeTopics {
        language: language_of(request.uri().path()),
        method: Method::Form,
        topics: ticked.clone(),
        wording: hash(&fields),
    };
    let changed = match link(&token) {
        Ok(token) => site.service.change_topics(&token, change).await,
        Err(problem) => Err(problem),
    };
    let visit = visit(&site, request.headers()).await;
    match changed {
        Ok(()) => answer(&site, visit, request, None, AfterTopics::Saved).await,
        Err(Problem::SpentLink) => spent(&site, visit, request).await,
        Err(problem) => {
            let after = AfterTopics::Refused { problem, ticked };
            answer(&site, visit, request, problem, after).await
        }
    }
}

/// Stops the newsletter, takes a stop back, or keeps an address out.
pub(crate) async fn leave(
    State(site): State<Site>,
    Path(token): Path<String>,
    mut request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    let body = match read_body(&mut request).await {
        Ok(body) => body,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    if is_one_click(&request, &body) {
        return one_click(&site, &token).await;
    }
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let language = language_of(request.uri().path());
    let after = match single(&fields, "act").as_deref() {
        Some("leave") => stop(&site, &token, language).await,
        Some("undo") => undo(&site, language, &fields).await,
        Some("keep-out") => keep_out(&site, language, &fields).await,
        _ => Err(Problem::UnreadableForm),
    };
    let visit = visit(&site, request.headers()).await;
    match after {
        Ok(after) => answer(&site, visit, request, None, after).await,
        Err(problem @ (Problem::TooLateToUndo | Problem::NoticeChanged)) => {
            let after = AfterLeaving::Refused(problem);
            answer(&site, visit, request, problem, after).await
        }
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

/// The receipt of a yes, as a file.
pub(crate) async fn why(
    State(site): State<Site>,
    Path(token): Path<String>,
    mut request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::LookUp, &request) {
        return problem_page(&site, request, problem).await;
    }
    let record = match read_form(&mut request).await {
        Ok(fields) => single(&fields, "record").and_then(|text| Uuid::parse_str(&text).ok()),
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let asked = link(&token).ok().zip(record);
    let found = match asked {
        Some((token, record)) => {
            let keys = site.log_keys.now();
            site.service.why_file(&token, &record, keys.public()).await
        }
        None => Err(Problem::SpentLink),
    };
    match found {
        Ok(bytes) => file(language_of(request.uri().path()), bytes),
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

async fn stop(site: &Site, token: &str, language: Language) -> Result<AfterLeaving, Problem> {
    let left = match link(token) {
        Ok(token) => site.service.leave(&token, language).await?,
        Err(_) => None,
    };
    let Some(left) = left else {
        return Ok(AfterLeaving::LeftBefore);
    };
    Ok(AfterLeaving::Left {
        gone: proof_gone(site, language)?,
        offer: Box::new(offer(left)),
    })
}

fn offer(left: Left) -> Offer {
    Offer {
        token: left.token.as_str().to_owned(),
        undo: left.undo,
        keep_out: left.keep_out,
    }
}

/// The day by which the proof of a yes is gone that ends today.
fn proof_gone(site: &Site, language: Language) -> Result<String, Problem> {
    let newsletter = site.service.register().newsletter();
    let period = newsletter.ok_or(Problem::NotFound)?.proof_period();
    let gone = period.after(site.service.today());
    gone.map(|day| date_in_words(day, language))
        .map_err(|_| Problem::Fault)
}

async fn undo(
    site: &Site,
    language: Language,
    fields: &[(String, String)],
) -> Result<AfterLeaving, Problem> {
    let undo = Undo {
        language,
        method: Method::Form,
        token: sealed(fields)?,
        wording: hash(fields),
    };
    let why = site.service.undo(undo).await?;
    shown(&why).map(AfterLeaving::Undone).ok_or(Problem::Fault)
}

async fn keep_out(
    site: &Site,
    language: Language,
    fields: &[(String, String)],
) -> Result<AfterLeaving, Problem> {
    let wish = KeepOut {
        language,
        method: Method::Form,
        token: sealed(fields)?,
        wording: hash(fields),
    };
    let code = site.service.keep_out(wish).await?;
    Ok(AfterLeaving::KeptOut(code.to_groups()))
}

/// RFC 8058: the mail program posts this one field, as a form of either kind.
fn is_one_click(request: &Request, body: &[u8]) -> bool {
    const FIELD: (&str, &str) = ("List-Unsubscribe", "One-Click");
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        let body = String::from_utf8_lossy(body);
        return body.contains(&format!("name=\"{}\"", FIELD.0)) && body.contains(FIELD.1);
    }
    form_urlencoded::parse(body).any(|(name, value)| (&*name, &*value) == FIELD)
}

/// The same answer for every token.
async fn one_click(site: &Site, token: &str) -> Response {
    let left = match link(token) {
        Ok(token) => site.service.leave(&token, Language::default()).await,
        Err(_) => Ok(None),
    };
    match left {
        Ok(_) => StatusCode::OK.into_response(),
        Err(problem) => status(problem).into_response(),
    }
}

fn link(token: &str) -> Result<LinkToken, Problem> {
    LinkToken::parse(token).ok_or(Problem::SpentLink)
}

fn shown(token: &LinkToken) -> Option<Token> {
    Token::parse(&token.to_text())
}

fn sealed(fields: &[(String, String)]) -> Result<UndoToken, Problem> {
    let token = single(fields, "token");
    token
        .as_deref()
        .and_then(UndoToken::parse)
        .ok_or(Problem::TooLateToUndo)
}

fn hash(fields: &[(String, String)]) -> Option<Digest> {
    single(fields, "wording")
        .as_deref()
        .and_then(Digest::from_hex)
}

async fn visit(site: &Site, headers: &HeaderMap) -> Visit {
    Visit::read(&site.service, headers, site.secure).await
}

/// The page of a link, which finds out by itself that it opens nothing.
async fn spent(site: &Site, visit: Visit, request: Request) -> Response {
    let mut response = render(site, visit, request, || {}).await;
    *response.status_mut() = status(Problem::SpentLink);
    response
}

/// The page at the request's address, told `context`, with the status of `problem` if there is one.
async fn answer<T: Clone + Serialize + Send + Sync + 'static>(
    site: &Site,
    visit: Visit,
    request: Request,
    problem: impl Into<Option<Problem>>,
    context: T,
) -> Response {
    let mut response = render(site, visit, request, move || {
        provide_context(context.clone());
    })
    .await;
    if let Some(problem) = problem.into() {
        *response.status_mut() = status(problem);
    }
    response
}
