//! A mail server that takes whatever it is given over TLS, as fast as it can, and counts. Both who send to it, we and
//! the floor, share the machine with it.

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

/// The sink.
pub(crate) struct Sink {
    pub(crate) addr: SocketAddr,
    /// The authority of its certificate, in PEM form.
    pub(crate) authority: String,
    taken: Arc<AtomicUsize>,
}

impl Sink {
    pub(crate) async fn start() -> Result<Self> {
        let (acceptor, authority) = certified()?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let taken = Arc::<AtomicUsize>::default();
        tokio::spawn(listen(listener, acceptor, Arc::clone(&taken)));
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

async fn listen(listener: TcpListener, acceptor: TlsAcceptor, taken: Arc<AtomicUsize>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, taken) = (acceptor.clone(), Arc::clone(&taken));
        tokio::spawn(async move {
            // Who goes away ends its own session and no other.
            let _ended = serve(stream, &acceptor, &taken).await;
        });
    }
}

async fn serve(stream: TcpStream, acceptor: &TlsAcceptor, taken: &AtomicUsize) -> Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufStream::new(acceptor.accept(stream).await?);
    say(&mut stream, "220 sink").await?;
    let mut line = String::new();
    loop {
        line.clear();
        acknowledge_at_once(&stream)?;
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let command = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match command.as_str() {
            "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            "AUTH" => "235 2.7.0 known",
            "DATA" => {
                say(&mut stream, "354 go on").await?;
                skip_content(&mut stream).await?;
                taken.fetch_add(1, Ordering::SeqCst);
                "250 2.0.0 Ok: queued as Q"
            }
            "QUIT" => return say(&mut stream, "221 2.0.0 Bye").await,
            _ => "250 2.0.0 Ok",
        };
        say(&mut stream, answer).await?;
    }
}

/// lettre leaves its sockets as they are, so the end of a mail is held back until the rest of it is acknowledged, which
/// a receiver may put off by 40 ms. Both who send would be measured waiting for that.
fn acknowledge_at_once(stream: &BufStream<TlsStream<TcpStream>>) -> Result<()> {
    let (socket, _) = stream.get_ref().get_ref();
    set_tcp_quickack(socket, true)?;
    Ok(())
}

async fn skip_content(stream: &mut BufStream<TlsStream<TcpStream>>) -> Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        acknowledge_at_once(stream)?;
        if stream.read_until(b'\n', &mut line).await? == 0 || line == b".\r\n" {
            return Ok(());
        }
    }
}

async fn say(stream: &mut BufStream<TlsStream<TcpStream>>, line: &str) -> Result<()> {
    stream.write_all(line.as_bytes()).await?;
    stream.write_all(b"\r\n").await?;
    stream.flush().await?;
    Ok(())
}
