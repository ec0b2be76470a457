//! The mails that became files, shown to who tries the service out: only while nobody else can reach it, and without
//! letting a mail do anything.

use std::borrow::Cow;
use std::net::IpAddr;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use axum::http::uri::Authority;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders as _};
use serde::Serialize;
use uuid::Uuid;

use super::folder::Folder;

/// How many are listed.
const LISTED: usize = 200;
/// What a mail's HTML may do: be looked at, with the styles in it.
const SANDBOX: HeaderValue = HeaderValue::from_static(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// A mail as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Its id.
    pub id: Uuid,
    /// Its head, as it stands.
    pub head: String,
    /// Its sender's address.
    pub from: String,
    /// Its receiver's address.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Its HTML.
    pub html: String,
    /// What it tells calendars, and by which method; nothing in most.
    pub calendar: String,
}

impl Folder {
    /// Reads a mail as its reader would; none when it is not there, or is no mail.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn see(&self, mail: &Uuid) -> std::io::Result<Option<Seen>> {
        let Some(bytes) = self.read(mail)? else {
            return Ok(None);
        };
        Ok(MessageParser::default()
            .parse(&bytes)
            .map(|message| seen(*mail, &message, &bytes)))
    }

    /// The latest mails, the latest first.
    ///
    /// # Errors
    /// When the folder or a mail cannot be read.
    pub fn see_latest(&self) -> std::io::Result<Vec<Seen>> {
        let mut latest = Vec::new();
        for mail in self.list()?.into_iter().take(LISTED) {
            latest.extend(self.see(&mail)?);
        }
        Ok(latest)
    }
}

fn seen<'m>(id: Uuid, message: &'m Message<'m>, bytes: &[u8]) -> Seen {
    let body = message.root_part().raw_body_offset();
    let head = bytes
        .get(..usize::try_from(body).unwrap_or(0))
        .unwrap_or_default();
    let text = |part: Option<Cow<'_, str>>| part.unwrap_or_default().into_owned();
    Seen {
        id,
        head: String::from_utf8_lossy(head).trim_end().to_owned(),
        from: first(message.from()),
        to: first(message.to()),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: text(message.body_text(0)),
        html: text(message.body_html(0)),
        calendar: calendar(message).unwrap_or_default(),
    }
}

/// The part for calendars, which names its method (RFC 6047).
fn calendar(message: &Message<'_>) -> Option<String> {
    let is_calendar = |part: &&MessagePart<'_>| {
        let kind = part.content_type();
        kind.is_some_and(|kind| {
            kind.subtype() == Some("calendar") && kind.attribute("method").is_some()
        })
    };
    let part = message.parts.iter().find(is_calendar)?;
    part.text_contents().map(str::to_owned)
}

fn first(address: Option<&Address<'_>>) -> String {
    let first = address.and_then(Address::first);
    let address = first.and_then(|first| first.address.as_deref());
    address.unwrap_or_default().to_owned()
}

#[derive(Template)]
#[template(path = "mail/shown_list.html")]
struct List {
    mails: Vec<Seen>,
}

#[derive(Template)]
#[template(path = "mail/shown_mail.html")]
struct One {
    mail: Seen,
}

/// The pages.
pub(crate) fn router<S: Clone + Send + Sync + 'static>(folder: Folder) -> Router<S> {
    Router::new()
        .route("/mails", get(list))
        .route("/mails/{mail}", get(one))
        .route("/mails/{mail}/html", get(html))
        .layer(from_fn(only_here))
        .with_state(folder)
}

/// A name that was made to lead to this machine lets another website read what it is answered.
async fn only_here(request: Request, next: Next) -> Response {
    match is_this_machine(request.headers().get(HOST)) {
        true => next.run(request).await,
        false => StatusCode::NOT_FOUND.into_response(),
    }
}

fn is_this_machine(host: Option<&HeaderValue>) -> bool {
    let authority = host
        .and_then(|host| host.to_str().ok())
        .and_then(|host| host.parse::<Authority>().ok());
    authority.is_some_and(|authority| {
        let host = authority.host();
        let address = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || address.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
    })
}

async fn list(State(folder): State<Folder>) -> Response {
    let mails = tokio::task::spawn_blocking(move || folder.see_latest()).await;
    match mails {
        Ok(Ok(mails)) => page(&List { mails }),
        _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn one(State(folder): State<Folder>, Path(mail): Path<Uuid>) -> Response {
    match see(folder, mail).await {
        Ok(mail) => page(&One { mail }),
        Err(status) => status.into_response(),
    }
}

async fn html(State(folder): State<Folder>, Path(mail): Path<Uuid>) -> Response {
    match see(folder, mail).await {
        Ok(mail) => {
            let html = HeaderValue::from_static("text/html; charset=utf-8");
            let headers = [(CONTENT_TYPE, html), (CONTENT_SECURITY_POLICY, SANDBOX)];
            (headers, mail.html).into_response()
        }
        Err(status) => status.into_response(),
    }
}

async fn see(folder: Folder, mail: Uuid) -> Result<Seen, StatusCode> {
    let seen = tokio::task::spawn_blocking(move || folder.see(&mail)).await;
    match seen {
        Ok(Ok(Some(mail))) => Ok(mail),
        Ok(Ok(None)) => Err(StatusCode::NOT_FOUND),
        _ => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

fn page(template: &impl Template) -> Response {
    match template.render() {
        Ok(page) => Html(page).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let here = |host| is_this_machine(Some(&HeaderValue::from_static(host)));
        for host in [
            "localhost:3000",
            "127.0.0.1:3000",
            "[::1]:3000",
            "127.0.0.1",
        ] {
            assert!(here(host), "{host}");
        }
        for host in [
            "evil.example",
            "192.0.2.1:3000",
            "localhost.evil.example",
            "127.0.0.1.nip.io",
            "",
        ] {
            assert!(!here(host), "{host}");
        }
        assert!(!is_this_machine(None));
    }
}
