//! The doors for plain forms. Each reads its form, calls the service, and answers with 303, or with the same
//! page, 422, what was typed and what is wrong.

mod choice;
mod contact;
mod enquiry;
pub(crate) mod event;
mod files;
pub(crate) mod newsletter;
mod outside;
pub(crate) mod receipt;
pub(crate) mod rights;
pub(crate) mod staff;

pub(crate) use choice::{choose, see_other};
pub(crate) use contact::write_in;
pub(crate) use enquiry::enquiry;
pub(crate) use outside::outside;
pub(crate) use receipt::receipt;

use std::net::SocketAddr;

use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use domain::problem::Problem;
use http::header::CONTENT_TYPE;

use crate::client::Network;
use crate::limits::{Action, MAX_BODY};
use crate::site::Site;

/// Counts `action` for the network that `request` comes from.
pub(crate) fn count(site: &Site, action: Action, request: &Request) -> Result<(), Problem> {
    site.limits.count(action, network(site, request)?)
}

/// The network that `request` comes from.
pub(crate) fn network(site: &Site, request: &Request) -> Result<Network, Problem> {
    let peer = request
        .extensions()
        .get::<axum::extract::ConnectInfo<SocketAddr>>()
        .ok_or(Problem::Fault)?;
    Ok(site.proxies.network(peer.0, request.headers()))
}

/// The names and values of an `application/x-www-form-urlencoded` body.
async fn read_form(request: &mut Request) -> Result<Vec<(String, String)>, Problem> {
    read_form_within(request, MAX_BODY).await
}

/// As [`read_form`], of a body of at most `limit` bytes.
async fn read_form_within(
    request: &mut Request,
    limit: usize,
) -> Result<Vec<(String, String)>, Problem> {
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
    let bytes = read_body_within(request, limit).await?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

/// The fields of a `multipart/form-data` body of at most `limit` bytes, and the content of the file called `file`.
async fn read_file_form(
    request: &mut Request,
    file: &str,
    limit: usize,
) -> Result<(Vec<(String, String)>, Vec<u8>), Problem> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let boundary = multer::parse_boundary(kind).map_err(|_| Problem::UnreadableForm)?;
    let body = read_body_within(request, limit).await?;
    let body = futures_util::stream::once(async { Ok::<_, std::convert::Infallible>(body) });
    let mut parts = multer::Multipart::new(body, boundary);
    let (mut fields, mut content) = (Vec::new(), Vec::new());
    let unreadable = |_| Problem::UnreadableForm;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == file {
            content = part.bytes().await.map_err(unreadable)?.to_vec();
        } else {
            fields.push((name, part.text().await.map_err(unreadable)?));
        }
    }
    Ok((fields, content))
}

async fn read_body(request: &mut Request) -> Result<Bytes, Problem> {
    read_body_within(request, MAX_BODY).await
}

async fn read_body_within(request: &mut Request, limit: usize) -> Result<Bytes, Problem> {
    let body = std::mem::take(request.body_mut());
    to_bytes(body, limit).await.map_err(|_| Problem::TooLarge)
}

/// Each value of the field `name`, in their order.
fn several(fields: &[(String, String)], name: &str) -> Vec<String> {
    let sent = fields.iter().filter(|(other, _)| other == name);
    sent.map(|(_, value)| value.clone()).collect()
}

/// The value of the field `name`; none when it is missing or sent twice.
fn single(fields: &[(String, String)], name: &str) -> Option<String> {
    let mut found = fields
        .iter()
        .filter(|(other, _)| other == name)
        .map(|(_, value)| value);
    found.next().filter(|_| found.next().is_none()).cloned()
}
