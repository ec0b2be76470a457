//! The doors for the staff's forms. Each reads its form, finds out who sends it, and calls one use case.

mod account;
mod case;
mod case_consents;
mod case_messages;
mod disclosure;
mod enquiry;
mod event;
mod event_kind;
mod event_picture;
mod invitation;
mod issue;
mod new_address;
mod new_app;
mod passkeys;
mod people;
mod person_code;
mod sign_in;
mod start;
mod subscribers;

pub(crate) use account::account;
pub(crate) use case::{case, case_step, new_case};
pub(crate) use case_consents::case_consents;
pub(crate) use case_messages::{case_messages, secure_thread};
pub(crate) use disclosure::{disclosure, note_disclosure};
pub(crate) use enquiry::enquiry;
pub(crate) use event::{event, new_event};
pub(crate) use event_kind::{event_kind, event_kinds};
pub(crate) use event_picture::event_picture;
pub(crate) use invitation::invitation;
pub(crate) use issue::{issue, new_issue};
pub(crate) use new_address::new_address;
pub(crate) use new_app::new_app;
pub(crate) use passkeys::{new_passkey, passkey};
pub(crate) use people::{invite, member};
pub(crate) use person_code::person_code;
pub(crate) use sign_in::sign_in;
pub(crate) use start::start;
pub(crate) use subscribers::subscribers;

use app::address::language_of;
use app::pages::{DONE, StaffContent, StaffRefused, StaffView, load_staff, staff_me};
use app::visit::{Visit, keep_session};
use axum::extract::Request;
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::Browser;
use http::header::{HeaderName, HeaderValue, USER_AGENT};
use service::{PasskeyAnswer, StaffActor};

use super::choice::append;
use super::{count, read_form, read_form_within, see_other, several, single};
use crate::limits::{Action, MAX_BODY};
use crate::pages::{problem_page, status};
use crate::site::Site;
use crate::staff_pages::{asked, show};

type Fields = Vec<(String, String)>;
type Headers = Vec<(HeaderName, HeaderValue)>;

/// Fields that are never shown again.
const SECRET: [&str; 8] = [
    "password",
    "password_now",
    "code",
    "new_code",
    "first",
    "challenge",
    "passkey",
    "new_passkey",
];
/// No more fields are shown again than a form of ours has; how long they are is limited by the body.
const MOST_ECHOES: usize = 240;

/// A form of somebody who is signed in.
struct Signed {
    actor: StaffActor,
    fields: Fields,
    /// What the browser is given beside the answer: another session token, where a code or a passkey was shown.
    headers: Headers,
}

/// What became of a form.
enum Outcome {
    /// It was done; the page it leads to.
    Done(String),
    /// It was done, and this is told once, in answer to the form itself.
    Told(Box<StaffContent>),
}

/// Reads a form of somebody who is signed in. A code or a passkey that comes with it is used first.
async fn signed(site: &Site, request: &mut Request) -> Result<Signed, (Problem, Fields)> {
    signed_within(site, request, MAX_BODY).await
}

/// As [`signed`], of a form that may be as large as `limit`, in bytes.
async fn signed_within(
    site: &Site,
    request: &mut Request,
    limit: usize,
) -> Result<Signed, (Problem, Fields)> {
    count(site, Action::Staff, request).map_err(|problem| (problem, Fields::new()))?;
    let fields = read_form_within(request, limit).await;
    let fields = fields.map_err(|problem| (problem, Fields::new()))?;
    signed_with(site, request, fields).await
}

/// Who sent a form that was read, and what it says.
async fn signed_with(
    site: &Site,
    request: &mut Request,
    fields: Fields,
) -> Result<Signed, (Problem, Fields)> {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let Some(actor) = visit.staff else {
        return Err((Problem::SignInNeeded, fields));
    };
    let stepped_up = step_up(site, actor, &fields).await;
    let (actor, headers) = stepped_up.map_err(|problem| (problem, fields.clone()))?;
    Ok(Signed {
        actor,
        fields,
        headers,
    })
}

/// Uses the code or the passkey that came with a form, unless one was given lately.
async fn step_up(
    site: &Site,
    actor: StaffActor,
    fields: &Fields,
) -> Result<(StaffActor, Headers), Problem> {
    if actor.has_recent_code() {
        return Ok((actor, Headers::new()));
    }
    let code = single(fields, "code").filter(|code| !code.trim().is_empty());
    let service = &site.service;
    let (actor, token) = match (answer_in(fields, "passkey"), code) {
        (Some(passkey), _) => service.step_up_with_passkey(actor, &passkey).await?,
        (None, Some(code)) => service.step_up(actor, &code).await?,
        (None, None) => return Ok((actor, Headers::new())),
    };
    Ok((actor, vec![keep_session(&token)?]))
}

/// Answers a form of somebody who is signed in.
async fn answer(
    site: &Site,
    request: Request,
    signed: Signed,
    outcome: Result<Outcome, Problem>,
) -> Response {
    let Signed {
        actor,
        fields,
        headers,
    } = signed;
    match outcome {
        Ok(Outcome::Done(path)) => see_other(&format!("{path}#{DONE}"), headers),
        Ok(Outcome::Told(content)) => {
            let me = staff_me(&site.service, &actor, language_of(request.uri().path()));
            let view = StaffView {
                me: Some(me),
                content: *content,
                refused: None,
            };
            let visit = Visit::read(&site.service, request.headers(), site.secure).await;
            let mut response = show(site, visit, request, view).await;
            append(&mut response, headers);
            response
        }
        Err(problem) => {
            let mut response = refuse(site, request, Some(actor), problem, fields).await;
            append(&mut response, headers);
            response
        }
    }
}

/// Shows the page again, with what was typed and what is wrong.
async fn refuse(
    site: &Site,
    request: Request,
    actor: Option<StaffActor>,
    problem: Problem,
    fields: Fields,
) -> Response {
    let mut visit = Visit::read(&site.service, request.headers(), site.secure).await;
    // After a code the browser still sent the token from before.
    visit.staff = actor.or(visit.staff);
    let Some(asked) = asked(&request).filter(|_| !is_about_the_page(problem)) else {
        return problem_page(site, request, problem).await;
    };
    match load_staff(&visit, &asked).await {
        Ok(view) => {
            let refused = StaffRefused {
                problem,
                typed: echo(fields),
            };
            let view = StaffView {
                refused: Some(refused),
                ..view
            };
            let mut response = show(site, visit, request, view).await;
            *response.status_mut() = status(problem);
            response
        }
        Err(_) => problem_page(site, request, problem).await,
    }
}

/// Whether the page cannot be shown at all, or the form was none of ours.
const fn is_about_the_page(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::SignInNeeded
            | Problem::Forbidden
            | Problem::NotFound
            | Problem::InvitationEnded
            | Problem::UnreadableForm
            | Problem::TooLarge
    )
}

/// What was typed, but for secrets.
fn echo(fields: Fields) -> Fields {
    fields
        .into_iter()
        .filter(|(name, _)| !SECRET.contains(&name.as_str()))
        .take(MOST_ECHOES)
        .collect()
}

/// What a passkey answered, in the field called `name`.
fn answer_in(fields: &Fields, name: &str) -> Option<PasskeyAnswer> {
    Some(PasskeyAnswer {
        challenge: single(fields, "challenge")?,
        answer: single(fields, name).filter(|answer| !answer.is_empty())?,
    })
}

/// The browser, as its owner would name it.
fn browser(request: &Request) -> Browser {
    let agent = request.headers().get(USER_AGENT);
    Browser::of(agent.and_then(|agent| agent.to_str().ok()).unwrap_or(""))
}
