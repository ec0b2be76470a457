//! Calls to the provider: one request over a line of its own, encrypted unless the provider is on this machine, without
//! following anywhere else, and with an end to how long and how large.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use http::{Method, Request, StatusCode};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::Url;

use super::settings::is_safe;
use crate::mail::Line;

/// How long a call may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How large an answer may be.
const LARGEST: usize = 256 * 1024;

/// Why a call brought nothing. It holds no part of what was sent or answered.
#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    #[error("its address is none that may be called")]
    Address,
    #[error("it cannot be reached: {0}")]
    Unreachable(#[from] std::io::Error),
    #[error("it broke off")]
    Broken(#[from] hyper::Error),
    #[error("it took too long")]
    TooLong,
    #[error("it answered {0}")]
    Refused(StatusCode),
    #[error("its answer cannot be read")]
    Unreadable,
}

/// What a form says, and who sends it.
pub(super) struct Form {
    pub(super) authorization: String,
    pub(super) body: String,
}

/// Reads what lies at an address.
pub(super) async fn get<T: DeserializeOwned>(address: &str) -> Result<T, CallError> {
    within(address, None).await
}

/// Sends a form, and reads the answer.
pub(super) async fn post<T: DeserializeOwned>(address: &str, form: Form) -> Result<T, CallError> {
    within(address, Some(form)).await
}

async fn within<T: DeserializeOwned>(address: &str, form: Option<Form>) -> Result<T, CallError> {
    let called = timeout(PATIENCE, call(address, form)).await;
    let bytes = called.map_err(|_| CallError::TooLong)??;
    serde_json::from_slice(&bytes).map_err(|_| CallError::Unreadable)
}

async fn call(address: &str, form: Option<Form>) -> Result<Vec<u8>, CallError> {
    let url = Url::parse(address).ok().filter(|_| is_safe(address));
    let url = url.ok_or(CallError::Address)?;
    let host = url.host_str().ok_or(CallError::Address)?.to_owned();
    let port = url.port_or_known_default().ok_or(CallError::Address)?;
    let request = request(&url, form)?;
    if url.scheme() == "https" {
        send(Line::connect(&host, port).await?, request).await
    } else {
        send(TcpStream::connect((host.as_str(), port)).await?, request).await
    }
}

fn request(url: &Url, form: Option<Form>) -> Result<Request<Body>, CallError> {
    let target = match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    };
    let authority = url.authority();
    let request = Request::builder()
        .uri(target)
        .header(HOST, authority)
        .header(ACCEPT, "application/json");
    let request = match form {
        None => request.method(Method::GET).body(Body::empty()),
        Some(form) => request
            .method(Method::POST)
            .header(AUTHORIZATION, form.authorization)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.body)),
    };
    request.map_err(|_| CallError::Address)
}

async fn send(
    line: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Body>,
) -> Result<Vec<u8>, CallError> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(line)).await?;
    // It ends with the answer, or when nobody waits for one any more.
    let talking = tokio::spawn(connection);
    let answer = sender.send_request(request).await?;
    let status = answer.status();
    let bytes = to_bytes(Body::new(answer.into_body()), LARGEST).await;
    talking.abort();
    if status != StatusCode::OK {
        return Err(CallError::Refused(status));
    }
    Ok(bytes.map_err(|_| CallError::Unreadable)?.to_vec())
}
