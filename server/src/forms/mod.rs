//! The doors for plain forms. Each reads its form, calls the service, and answers with 303, or with the same
//! page, 422, what was typed and what is wrong.

mod choice;
mod contact;
mod enquiry;
mod receipt;

pub(crate) use choice::choose;
pub(crate) use contact::write_in;
pub(crate) use enquiry::enquiry;
pub(crate) use receipt::receipt;

use std::net::SocketAddr;

use axum::body::to_bytes;
use axum::extract::Request;
use domain::problem::Problem;
use http::header::CONTENT_TYPE;

use crate::limits::{Action, MAX_BODY};
use crate::site::Site;

/// Counts `action` for the network that `request` comes from.
pub(crate) fn count(site: &Site, action: Action, request: &Request) -> Result<(), Problem> {
    let peer = request
        .extensions()
        .get::<axum::extract::ConnectInfo<SocketAddr>>()
        .ok_or(Problem::Fault)?;
    site.limits
        .count(action, site.proxies.network(peer.0, request.headers()))
}

/// The names and values of an `application/x-www-form-urlencoded` body.
async fn read_form(request: &mut Request) -> Result<Vec<(String, String)>, Problem> {
    let is_form = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        });
    if !is_form {
        return Err(Problem::UnreadableForm);
    }
    let body = std::mem::take(request.body_mut());
    let bytes = to_bytes(body, MAX_BODY)
        .await
        .map_err(|_| Problem::TooLarge)?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

/// The value of the field `name`; none when it is missing or sent twice.
fn single(fields: &[(String, String)], name: &str) -> Option<String> {
    let mut found = fields
        .iter()
        .filter(|(other, _)| other == name)
        .map(|(_, value)| value);
    found.next().filter(|_| found.next().is_none()).cloned()
}
