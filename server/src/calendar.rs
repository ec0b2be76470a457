//! The file of an event for calendars (iCalendar, RFC 5545). It holds no link of anybody's own: people share calendars.

use app::address::{Page, language_of};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::mail::LinkToken;
use domain::problem::Problem;
use http::Uri;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use uuid::Uuid;

use crate::pages::problem_page;
use crate::site::Site;

/// The file, in the language of its address.
pub(crate) async fn event(
    State(site): State<Site>,
    Path(event): Path<String>,
    request: Request,
) -> Response {
    let text = compose(&site, &event, request.uri().path()).await;
    answer(&site, request, text, "no-cache").await
}

/// The file of somebody who signed up for what is nobody else's to know.
pub(crate) async fn seat(
    State(site): State<Site>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    let text = compose_silent(&site, &token, request.uri().path()).await;
    answer(&site, request, text, "private, no-store").await
}

async fn answer(
    site: &Site,
    request: Request,
    text: Result<String, Problem>,
    kept: &'static str,
) -> Response {
    match text {
        Ok(text) => {
            let headers = [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/calendar; charset=utf-8"),
                ),
                (CACHE_CONTROL, HeaderValue::from_static(kept)),
            ];
            (headers, text).into_response()
        }
        Err(problem) => problem_page(site, request, problem).await,
    }
}

async fn compose(site: &Site, event: &str, path: &str) -> Result<String, Problem> {
    let id = Uuid::parse_str(event).map_err(|_| Problem::NotFound)?;
    let language = language_of(path);
    let page = format!("{}{}", site.origin, Page::Event(id).path(language));
    let host = host(site)?;
    let calendar = site.service.event_calendar(&id, language, &host, &page);
    calendar.await
}

async fn compose_silent(site: &Site, token: &str, path: &str) -> Result<String, Problem> {
    let token = LinkToken::parse(token).ok_or(Problem::NotFound)?;
    let host = host(site)?;
    let calendar = site.service.seat_calendar(&token, language_of(path), &host);
    calendar.await
}

/// What ids in calendars are unique at.
fn host(site: &Site) -> Result<String, Problem> {
    let origin: Uri = site.origin.parse().map_err(|_| Problem::Fault)?;
    let host = origin.host().ok_or(Problem::Fault)?;
    Ok(host.to_owned())
}
