//! The floor of reads: axum with one route that returns bytes it holds, on threads of its own like the server's.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::routing::any;
use http::header::CONTENT_TYPE;
use hyper::body::Bytes;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A server that ends when it is dropped.
pub(crate) struct Bare {
    pub(crate) addr: SocketAddr,
    runtime: Option<Runtime>,
}

impl Bare {
    /// Answers every request, once its body is read, with `bytes`.
    pub(crate) async fn start(bytes: Bytes) -> Result<Self> {
        let answer =
            move |_asked: Bytes| async move { ([(CONTENT_TYPE, "application/json")], bytes) };
        let router = Router::new().route("/{*path}", any(answer));
        let runtime = Runtime::new()?;
        let listener = runtime.spawn(TcpListener::bind("127.0.0.1:0")).await??;
        let addr = listener.local_addr().context("it listens")?;
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            addr,
            runtime: Some(runtime),
        })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
