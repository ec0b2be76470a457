//! The lines to mail servers, for sending and for fetching: encrypted, with the server's certificate checked against
//! whom the machine trusts.
//!
//! Nothing is held back to go together with more (Nagle's algorithm, RFC 896). The end of a mail would wait until the
//! rest of it is acknowledged, which a receiver may put off by 40 ms and more.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// A line that is not encrypted yet.
///
/// # Errors
/// When the server cannot be reached.
pub(super) async fn connect(host: &str, port: u16) -> io::Result<TcpStream> {
    let stream = TcpStream::connect((host, port)).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// A line that is encrypted from its first byte.
#[derive(Debug)]
pub(crate) struct Line(TlsStream<TcpStream>);

impl Line {
    /// Connects to a server.
    ///
    /// # Errors
    /// When it cannot be reached, or is not who it should be.
    pub(crate) async fn connect(host: &str, port: u16) -> io::Result<Self> {
        let name = ServerName::try_from(host.to_owned());
        let name = name.map_err(|_| io::Error::other("its name is none"))?;
        let connector = TlsConnector::from(Arc::new(trusting()?));
        let stream = connect(host, port).await?;
        connector.connect(name, stream).await.map(Self)
    }
}

/// Trusts whom the machine trusts.
fn trusting() -> io::Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    // What cannot be read is not trusted; a server that needs it is refused then, and that is said.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Line {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().0.peer_addr()
    }
}
