//! The forms of whoever comes from outside. Each is answered with the page itself and not with another address: what
//! shows that the code was right travels in the page, and in no address and no cookie. Sent again, each does nothing
//! that it had not done.

use app::address::{Mailed, Page, language_of};
use app::pages::{OutsideInside, OutsideView, shown_messages};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::provide_context;
use service::{Attempt, OutsideVisit, SecureMessage, Service};
use uuid::Uuid;

use super::files::FilesForm;
use super::{count, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::secure_file::save;
use crate::site::Site;

/// Answers a form posted to the page behind a link.
pub(crate) async fn outside(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    let Some((Page::Mailed(Mailed::Outside, token), _)) = Page::at(request.uri().path()) else {
        return problem_page(&site, request, Problem::NotFound).await;
    };
    let form = match FilesForm::begin(&mut request).await {
        Ok(form) => form,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let token = LinkToken::parse(&token.to_text());
    let token = token.unwrap_or_else(|| LinkToken::from_bytes([0; 32]));
    let language = language_of(request.uri().path());
    match act(&site.service, language, &token, form).await {
        Ok(Answered::File(file)) => file,
        Ok(Answered::Page(view)) => show(&site, request, view).await,
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

enum Answered {
    Page(OutsideView),
    File(Response),
}

async fn show(site: &Site, request: Request, view: OutsideView) -> Response {
    let problem = view.problem;
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let mut response = render(site, visit, request, move || provide_context(view.clone())).await;
    if let Some(problem) = problem {
        *response.status_mut() = status(problem);
    }
    response
}

async fn act(
    service: &Service,
    language: Language,
    token: &LinkToken,
    form: FilesForm,
) -> Result<Answered, Problem> {
    let field = |name| single(&form.fields, name).ok_or(Problem::UnreadableForm);
    let act = form.act.clone();
    if act == "enter" {
        let code = field("code")?;
        return match service.enter_from_outside(token, &code).await {
            Ok(visit) => inside(service, language, &visit, Told::Nothing).await,
            Err(problem) => Ok(Answered::Page(refused(problem, code))),
        };
    }
    let visit = match service.outside_visit(&field("pass")?).await {
        Ok(visit) => visit,
        Err(problem) => return Ok(Answered::Page(refused(problem, String::new()))),
    };
    let told = match act.as_str() {
        "open" => {
            let message = id(&field("message")?)?;
            let opened = service.open_from_outside(&visit, &message).await;
            opened.map_or_else(
                |problem| Told::Problem(problem, String::new()),
                |()| Told::Nothing,
            )
        }
        "file" => {
            let file = id(&field("file")?)?;
            let file = service.file_from_outside(&visit, &file).await?;
            return Ok(Answered::File(save(file)?));
        }
        "write" => {
            let words = field("message")?;
            let attempt = Attempt::parse(&field("attempt")?).ok_or(Problem::MissingAttempt)?;
            match write(service, &visit, words.clone(), attempt, form).await {
                Ok(()) => Told::Sent,
                Err(problem) => Told::Problem(problem, words),
            }
        }
        _ => return Err(Problem::UnreadableForm),
    };
    inside(service, language, &visit, told).await
}

/// Reads the files, now that it is clear who sends them, and sends the message.
async fn write(
    service: &Service,
    visit: &OutsideVisit,
    words: String,
    attempt: Attempt,
    form: FilesForm,
) -> Result<(), Problem> {
    let message = SecureMessage {
        words,
        files: form.files().await?,
        attempt,
    };
    service.write_from_outside(visit, message).await
}

/// What the page tells about the form that it answers.
enum Told {
    Nothing,
    Sent,
    /// What is wrong, and what was typed.
    Problem(Problem, String),
}

fn refused(problem: Problem, typed: String) -> OutsideView {
    OutsideView {
        inside: None,
        problem: Some(problem),
        typed,
    }
}

async fn inside(
    service: &Service,
    language: Language,
    visit: &OutsideVisit,
    told: Told,
) -> Result<Answered, Problem> {
    let visited = service.visited(visit).await?;
    let inside = OutsideInside {
        pass: visit.pass().to_owned(),
        attempt: service.new_attempt().to_text(),
        name: visited.name,
        messages: shown_messages(service, language, visited.messages),
        sent: matches!(told, Told::Sent),
    };
    let (problem, typed) = match told {
        Told::Problem(problem, typed) => (Some(problem), typed),
        Told::Nothing | Told::Sent => (None, String::new()),
    };
    Ok(Answered::Page(OutsideView {
        inside: Some(inside),
        problem,
        typed,
    }))
}

fn id(text: &str) -> Result<Uuid, Problem> {
    Uuid::parse_str(text).map_err(|_| Problem::UnreadableForm)
}
