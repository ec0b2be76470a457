//! Many keep-alive connections that ask as fast as they are answered. The client shares the machine with whom it asks,
//! the floor's server like ours.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Result, ensure};
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, Method, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::stopwatch::Stopwatch;

/// How many connections ask at once.
pub(crate) const CONNECTIONS: usize = 64;

/// A request, ready to be sent.
pub(crate) type Request = http::Request<Full<Bytes>>;

/// People who ask, each from an address of their own.
pub(crate) struct Visitors(u32);

impl Visitors {
    /// Those after the first `before`. Whoever writes to the same server begins elsewhere.
    pub(crate) const fn after(before: u32) -> Self {
        Self(before)
    }

    pub(crate) fn get(&mut self, path: &str) -> Result<Request> {
        self.ask(Method::GET, path, Bytes::new())
    }

    pub(crate) fn post(&mut self, path: &str, body: &Value) -> Result<Request> {
        self.ask(Method::POST, path, body.to_string().into())
    }

    fn ask(&mut self, method: Method, path: &str, body: Bytes) -> Result<Request> {
        self.0 += 1;
        let from = Ipv4Addr::from_bits(Ipv4Addr::new(10, 0, 0, 0).to_bits() | self.0);
        // Another's key would make it a retry of the other's request.
        let key = format!("load-{:020}", self.0);
        let request = http::Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "127.0.0.1")
            .header(CONTENT_TYPE, "application/json")
            .header("X-Forwarded-For", from.to_string())
            .header("Idempotency-Key", key);
        Ok(request.body(Full::new(body))?)
    }
}

/// A connection that stays open.
pub(crate) struct Connection(SendRequest<Full<Bytes>>);

impl Connection {
    pub(crate) async fn open(addr: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(addr).await?;
        stream.set_nodelay(true)?;
        let (sender, driving) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driving);
        Ok(Self(sender))
    }

    /// The whole answer, whatever it is.
    pub(crate) async fn exchange(
        &mut self,
        request: Request,
    ) -> Result<(StatusCode, HeaderMap, Bytes)> {
        self.0.ready().await?;
        let (head, body) = self.0.send_request(request).await?.into_parts();
        Ok((head.status, head.headers, body.collect().await?.to_bytes()))
    }

    /// The whole answer, which must be `expected`.
    pub(crate) async fn send(&mut self, request: Request, expected: StatusCode) -> Result<Bytes> {
        let (status, _, body) = self.exchange(request).await?;
        let told = || String::from_utf8_lossy(&body).into_owned();
        ensure!(status == expected, "answered {status}: {}", told());
        Ok(body)
    }
}

/// How it went.
pub(crate) struct Answered {
    /// Answers a second.
    pub(crate) rate: f64,
    /// How long each took.
    pub(crate) times: Vec<Duration>,
}

/// Sends all over [`CONNECTIONS`], opened beforehand.
pub(crate) async fn send_all(
    addr: SocketAddr,
    requests: Vec<Request>,
    expected: StatusCode,
) -> Result<Answered> {
    let count = requests.len();
    let queue = Arc::new(Mutex::new(requests.into_iter()));
    let mut connections = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(addr).await?);
    }
    let mut running = JoinSet::new();
    let stopwatch = Stopwatch::start();
    for connection in connections {
        running.spawn(send_what_waits(connection, Arc::clone(&queue), expected));
    }
    let mut times = Vec::with_capacity(count);
    while let Some(ended) = running.join_next().await {
        times.extend(ended??);
    }
    let rate = stopwatch.rate(count);
    Ok(Answered { rate, times })
}

async fn send_what_waits(
    mut connection: Connection,
    queue: Arc<Mutex<std::vec::IntoIter<Request>>>,
    expected: StatusCode,
) -> Result<Vec<Duration>> {
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let mut times = Vec::new();
    while let Some(request) = next() {
        let stopwatch = Stopwatch::start();
        connection.send(request, expected).await?;
        times.push(stopwatch.read());
    }
    Ok(times)
}
