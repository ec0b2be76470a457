//! A mail server that takes whatever it is given over TLS, as fast as it can, keeps nothing, and counts. Both who send
//! to it, we and the floor, share the machine with it.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustix::net::sockopt::set_tcp_quickack;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::server::TlsStream;

/// How a sink's machine acknowledges what comes in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Acknowledging {
    /// As systems do: with the answer, or after up to 40 ms. lettre's sockets hold back the end of a mail until the
    /// rest of it is acknowledged.
    Late,
    /// At once. No system does so by itself; nobody waits for it.
    AtOnce,
}

/// The sink.
pub(crate) struct Sink {
    pub(crate) addr: SocketAddr,
    /// The authority of its certificate, in PEM form.
    pub(crate) authority: String,
    taken: Arc<AtomicUsize>,
}

impl Sink {
    pub(crate) async fn start(acknowledging: Acknowledging) -> Result<Self> {
        let (acceptor, authority) = certified()?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let taken = Arc::<AtomicUsize>::default();
        let door = Door {
            acceptor,
            acknowledging,
            taken: Arc::clone(&taken),
        };
        tokio::spawn(listen(listener, door));
        Ok(Self {
            addr,
            authority,
            taken,
        })
    }

    /// Writes the authority to a file, for a program to trust.
    pub(crate) fn write_authority(&self, file: &Path) -> Result<()> {
        std::fs::write(file, &self.authority)?;
        Ok(())
    }

    /// How many mails it has taken.
    pub(crate) fn taken(&self) -> usize {
        self.taken.load(Ordering::SeqCst)
    }
}

fn certified() -> Result<(TlsAcceptor, String)> {
    let authority_key = KeyPair::generate()?;
    let mut of_authority = CertificateParams::new(Vec::new())?;
    of_authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = of_authority.self_signed(&authority_key)?.pem();
    let issuer = Issuer::new(of_authority, authority_key);
    let key = KeyPair::generate()?;
    let certificate = CertificateParams::new(vec!["localhost".to_owned()])?;
    let certificate = certificate.signed_by(&key, &issuer)?;
    let private = PrivatePkcs8KeyDer::from(key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private.into())?;
    Ok((TlsAcceptor::from(Arc::new(config)), authority))
}

/// What each connection needs.
#[derive(Clone)]
struct Door {
    acceptor: TlsAcceptor,
    acknowledging: Acknowledging,
    taken: Arc<AtomicUsize>,
}

async fn listen(listener: TcpListener, door: Door) {
    while let Ok((stream, _)) = listener.accept().await {
        let door = door.clone();
        tokio::spawn(async move {
            // Who goes away ends its own session and no other.
            let _ended = door.serve(stream).await;
        });
    }
}

impl Door {
    async fn serve(&self, stream: TcpStream) -> Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufStream::new(self.acceptor.accept(stream).await?);
        say(&mut stream, "220 sink").await?;
        let mut line = String::new();
        loop {
            line.clear();
            self.acknowledge(&stream)?;
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let command = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let answer = match command.as_str() {
                "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN",
                "AUTH" => "235 2.7.0 known",
                "DATA" => {
                    say(&mut stream, "354 go on").await?;
                    self.skip_content(&mut stream).await?;
                    self.taken.fetch_add(1, Ordering::SeqCst);
                    "250 2.0.0 Ok: queued as Q"
                }
                "QUIT" => return say(&mut stream, "221 2.0.0 Bye").await,
                _ => "250 2.0.0 Ok",
            };
            say(&mut stream, answer).await?;
        }
    }

    async fn skip_content(&self, stream: &mut BufStream<TlsStream<TcpStream>>) -> Result<()> {
        let mut line = Vec::new();
        loop {
            line.clear();
            self.acknowledge(stream)?;
            if stream.read_until(b'\n', &mut line).await? == 0 || line == b".\r\n" {
                return Ok(());
            }
        }
    }

    /// What is asked of the system holds for a while only, so it is asked before each read.
    fn acknowledge(&self, stream: &BufStream<TlsStream<TcpStream>>) -> Result<()> {
        if self.acknowledging == Acknowledging::AtOnce {
            let (socket, _) = stream.get_ref().get_ref();
            set_tcp_quickack(socket, true)?;
        }
        Ok(())
    }
}

async fn say(stream: &mut BufStream<TlsStream<TcpStream>>, line: &str) -> Result<()> {
    stream.write_all(line.as_bytes()).await?;
    stream.write_all(b"\r\n").await?;
    stream.flush().await?;
    Ok(())
}
