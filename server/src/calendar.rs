//! The file of an event for calendars (iCalendar, RFC 5545). It holds no link of anybody's own: people share calendars.

use app::address::{Page, language_of};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
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
    match compose(&site, &event, request.uri().path()).await {
        Ok(text) => {
            let headers = [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/calendar; charset=utf-8"),
                ),
                (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            ];
            (headers, text).into_response()
        }
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

async fn compose(site: &Site, event: &str, path: &str) -> Result<String, Problem> {
    let id = Uuid::parse_str(event).map_err(|_| Problem::NotFound)?;
    let language = language_of(path);
    let page = format!("{}{}", site.origin, Page::Event(id).path(language));
    let origin: Uri = site.origin.parse().map_err(|_| Problem::Fault)?;
    let host = origin.host().ok_or(Problem::Fault)?;
    let calendar = site.service.event_calendar(&id, language, host, &page);
    calendar.await
}
