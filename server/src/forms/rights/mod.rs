//! The doors for the forms of the rights portal. Each reads its form, finds out who sends it, and calls one use case.

mod answer;
mod ask_right;
mod case;
mod code;
mod confirm;
mod consent;
mod correct;
mod eid;
mod email;
mod export;
mod link;
mod messages;
mod new_address;
mod no_marketing;
mod overview;
mod secure;
mod sessions;
mod start;

pub(crate) use answer::own_answer;
pub(crate) use ask_right::ask_right;
pub(crate) use case::case;
pub(crate) use code::code;
pub(crate) use confirm::confirm;
pub(crate) use consent::consent;
pub(crate) use correct::correct;
pub(crate) use eid::eid_return;
pub(crate) use email::email;
pub(crate) use export::export;
pub(crate) use link::link;
pub(crate) use messages::messages;
pub(crate) use new_address::new_address;
pub(crate) use no_marketing::no_marketing;
pub(crate) use secure::{secure_thread, start_secure};
pub(crate) use sessions::sessions;
pub(crate) use start::start;

use app::pages::{RIGHTS_DONE, RightsRefused, RightsView, load_rights};
use app::visit::{Visit, drop_session, keep_entry_browser, keep_session};
use axum::extract::Request;
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::Browser;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue, USER_AGENT};
use service::{CameIn, DataSubject};

use super::{count, read_form, read_form_within, see_other, several, single};
use crate::limits::{Action, MAX_BODY};
use crate::pages::{problem_page, status};
use crate::rights_pages::{asked, come_in_first, show};
use crate::site::Site;

type Fields = Vec<(String, String)>;
type Headers = Vec<(HeaderName, HeaderValue)>;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// Fields that are never shown again.
const SECRET: [&str; 2] = ["code", "person_code"];
/// No more fields are shown again than a form of ours has; how long they are is limited by the body.
const MOST_ECHOES: usize = 40;

/// A form of somebody who is in.
struct Signed {
    subject: DataSubject,
    fields: Fields,
}

/// What became of a form.
enum Outcome {
    /// It was done; the page it leads to.
    Done(String),
    /// It was done, and nobody is in any more in this browser.
    Out(String),
}

/// Reads a form of somebody who is in.
async fn signed(site: &Site, request: &mut Request) -> Result<Signed, (Problem, Fields)> {
    count(site, Action::Rights, request).map_err(|problem| (problem, Fields::new()))?;
    let fields = read_form_within(request, MAX_BODY).await;
    let fields = fields.map_err(|problem| (problem, Fields::new()))?;
    signed_with(site, request.headers(), fields).await
}

/// Finds out who sends a form that was read.
async fn signed_with(
    site: &Site,
    headers: &HeaderMap,
    fields: Fields,
) -> Result<Signed, (Problem, Fields)> {
    let visit = Visit::read(&site.service, headers, site.secure).await;
    match visit.subject {
        Some(subject) => Ok(Signed { subject, fields }),
        None => Err((Problem::SignInNeeded, fields)),
    }
}

/// Answers a form of somebody who is in.
async fn answer(
    site: &Site,
    request: Request,
    fields: Fields,
    outcome: Result<Outcome, Problem>,
) -> Response {
    match outcome {
        Ok(Outcome::Done(path)) => see_other(&format!("{path}#{RIGHTS_DONE}"), Headers::new()),
        Ok(Outcome::Out(path)) => match out() {
            Ok(headers) => see_other(&path, headers),
            Err(problem) => problem_page(site, request, problem).await,
        },
        Err(problem) => refuse(site, request, problem, fields).await,
    }
}

/// What is taken from the browser of whoever is out.
fn out() -> Result<Headers, Problem> {
    Ok(vec![
        drop_session()?,
        (CLEAR_SITE_DATA, HeaderValue::from_static("\"storage\"")),
    ])
}

/// What the browser of whoever came in keeps from now on.
fn kept(request: &Request, came_in: &CameIn) -> Result<Headers, Problem> {
    Ok(vec![
        keep_session(&came_in.session)?,
        keep_entry_browser(request.headers(), &came_in.browser)?,
    ])
}

/// Shows the page again, with what was typed and what is wrong.
async fn refuse(site: &Site, request: Request, problem: Problem, fields: Fields) -> Response {
    if problem == Problem::SignInNeeded {
        return see_other(&come_in_first(&request), Headers::new());
    }
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let Some(asked) = asked(site, &request).filter(|_| !is_about_the_page(problem)) else {
        return problem_page(site, request, problem).await;
    };
    match load_rights(&visit, &asked).await {
        Ok(view) => tell_refused(site, visit, request, (view, problem, fields)).await,
        Err(_) => problem_page(site, request, problem).await,
    }
}

async fn tell_refused(
    site: &Site,
    visit: Visit,
    request: Request,
    (view, problem, fields): (RightsView, Problem, Fields),
) -> Response {
    let typed = fields
        .into_iter()
        .filter(|(name, _)| !SECRET.contains(&name.as_str()));
    let view = RightsView {
        refused: Some(RightsRefused {
            problem,
            typed: typed.take(MOST_ECHOES).collect(),
        }),
        ..view
    };
    let mut response = show(site, visit, request, view).await;
    *response.status_mut() = status(problem);
    response
}

/// Whether the page cannot be shown at all, or the form was none of ours.
const fn is_about_the_page(problem: Problem) -> bool {
    matches!(
        problem,
        Problem::NotFound | Problem::UnreadableForm | Problem::TooLarge
    )
}

/// The browser, as its owner would name it.
fn browser(request: &Request) -> Browser {
    let agent = request.headers().get(USER_AGENT);
    Browser::of(agent.and_then(|agent| agent.to_str().ok()).unwrap_or(""))
}
