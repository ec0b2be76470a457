//! A mail server that takes mails and keeps note of them, speaks TLS with a certificate of a test's own authority, and
//! does wrong when it is told to.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufStream};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};

/// What the sink offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// TLS from the first byte.
    Wrapped,
    /// STARTTLS.
    StartTls,
    /// No encryption at all.
    Clear,
    /// TLS from the first byte, with another host's certificate.
    AnotherHost,
}

/// What it does wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Answers RCPT for this address with this line.
    Recipient(&'static str, &'static str),
    /// Answers the end of a mail with this line.
    Content(&'static str),
    /// Takes a mail and closes the connection without an answer.
    Unanswered,
    /// Answers MAIL FROM with this line and closes the connection.
    Closing(&'static str),
    /// Waits before it answers the end of a mail.
    Slow(Duration),
}

/// A mail it took, whether or not it said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) message_id: String,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Default)]
struct State {
    faults: Mutex<Vec<Fault>>,
    received: Mutex<Vec<Received>>,
    credentials: Mutex<Vec<String>>,
    connections: AtomicUsize,
    open: AtomicUsize,
    /// How many mails were being taken at the same time, now and at most.
    under_way: AtomicUsize,
    most_at_once: AtomicUsize,
}

/// A sink on a port of its own.
pub(crate) struct Sink {
    addr: SocketAddr,
    offer: Offer,
    state: Arc<State>,
    folder: TempDir,
    _runtime: Runtime,
}

impl Sink {
    pub(crate) fn start(offer: Offer) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let acceptor = acceptor(offer, &folder.path().join("authority.pem"));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let addr = listener.local_addr().unwrap();
        let state = Arc::<State>::default();
        runtime.spawn(listen(listener, acceptor, offer, Arc::clone(&state)));
        Self {
            addr,
            offer,
            state,
            folder,
            _runtime: runtime,
        }
    }

    /// What `SAMTYKKE_SMTP` says to send here.
    pub(crate) fn url(&self) -> String {
        let scheme = match self.offer {
            Offer::Wrapped | Offer::AnotherHost => "smtps",
            Offer::StartTls | Offer::Clear => "smtp",
        };
        format!("{scheme}://user:pass%40word@localhost:{}", self.addr.port())
    }

    /// The file of the authority whose certificate it shows.
    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// From now on it does these things wrong, and no others.
    pub(crate) fn does_wrong(&self, faults: &[Fault]) {
        *self.state.faults.lock().unwrap() = faults.to_vec();
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.state.received.lock().unwrap().len()
    }

    /// How many connections were made so far.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// How many connections are open.
    pub(crate) fn open(&self) -> usize {
        self.state.open.load(Ordering::SeqCst)
    }

    /// How many mails it was taking at the same time, at most.
    pub(crate) fn most_at_once(&self) -> usize {
        self.state.most_at_once.load(Ordering::SeqCst)
    }

    /// How many people it took mails for.
    pub(crate) fn recipients(&self) -> usize {
        let received = self.state.received.lock().unwrap();
        let people: HashSet<&str> = received.iter().map(|mail| mail.to.as_str()).collect();
        people.len()
    }

    /// What clients signed in with.
    pub(crate) fn credentials(&self) -> Vec<String> {
        self.state.credentials.lock().unwrap().clone()
    }
}

pub(super) fn acceptor(offer: Offer, authority: &Path) -> TlsAcceptor {
    let authority_key = KeyPair::generate().unwrap();
    let mut of_authority = CertificateParams::new(Vec::new()).unwrap();
    of_authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = of_authority.self_signed(&authority_key).unwrap();
    std::fs::write(authority, certificate.pem()).unwrap();
    let issuer = Issuer::new(of_authority, authority_key);
    let name = match offer {
        Offer::AnotherHost => "mail.example.org",
        _ => "localhost",
    };
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let chain: Vec<CertificateDer<'static>> = vec![certificate.der().clone()];
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let provider = tokio_rustls::rustls::crypto::ring::default_provider();
    let config = ServerConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key.into())
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}

async fn listen(listener: TcpListener, acceptor: TlsAcceptor, offer: Offer, state: Arc<State>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        state.connections.fetch_add(1, Ordering::SeqCst);
        let session = Session {
            state: Arc::clone(&state),
        };
        let acceptor = acceptor.clone();
        // A client that goes away ends its session, and nothing else.
        state.open.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(async move {
            session.serve(stream, acceptor, offer).await;
            session.state.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

struct Session {
    state: Arc<State>,
}

/// Why a session ends.
enum End {
    /// The client left, or was thrown out.
    Gone,
    /// The client wants to be encrypted.
    Upgrade,
}

impl From<std::io::Error> for End {
    fn from(_: std::io::Error) -> Self {
        Self::Gone
    }
}

impl Session {
    async fn serve(&self, stream: TcpStream, acceptor: TlsAcceptor, offer: Offer) {
        let is_wrapped = matches!(offer, Offer::Wrapped | Offer::AnotherHost);
        if is_wrapped {
            if let Ok(stream) = acceptor.accept(stream).await {
                let mut stream = BufStream::new(stream);
                let _left = self.greet(&mut stream, false).await;
            }
            return;
        }
        let mut clear = BufStream::new(stream);
        let upgrade = offer == Offer::StartTls;
        if let Err(End::Upgrade) = self.greet(&mut clear, upgrade).await
            && let Ok(stream) = acceptor.accept(clear.into_inner()).await
        {
            let mut stream = BufStream::new(stream);
            let _left = self.converse(&mut stream, false).await;
        }
    }

    async fn greet<S>(&self, stream: &mut BufStream<S>, upgrade: bool) -> Result<(), End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        say(stream, "220 sink").await?;
        self.converse(stream, upgrade).await
    }

    async fn converse<S>(&self, stream: &mut BufStream<S>, upgrade: bool) -> Result<(), End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let (mut from, mut to) = (String::new(), String::new());
        loop {
            let line = read_line(stream).await?;
            let command = line.split([' ', ':']).next().unwrap().to_ascii_uppercase();
            match command.as_str() {
                "EHLO" if upgrade => say(stream, "250-sink\r\n250 STARTTLS").await?,
                "EHLO" => say(stream, "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN").await?,
                "STARTTLS" if upgrade => {
                    say(stream, "220 go on").await?;
                    return Err(End::Upgrade);
                }
                "AUTH" => {
                    self.state.credentials.lock().unwrap().push(line);
                    say(stream, "235 2.7.0 known").await?;
                }
                "MAIL" => {
                    if let Some(answer) = self.fault(|fault| match fault {
                        Fault::Closing(answer) => Some(*answer),
                        _ => None,
                    }) {
                        say(stream, answer).await?;
                        return Ok(());
                    }
                    from = address(&line);
                    say(stream, "250 2.1.0 Ok").await?;
                }
                "RCPT" => {
                    to = address(&line);
                    let answer = self.fault(|fault| match fault {
                        Fault::Recipient(refused, answer) if *refused == to => Some(*answer),
                        _ => None,
                    });
                    say(stream, answer.unwrap_or("250 2.1.5 Ok")).await?;
                }
                "DATA" => {
                    say(stream, "354 go on").await?;
                    let bytes = read_content(stream).await?;
                    let at_once = self.state.under_way.fetch_add(1, Ordering::SeqCst) + 1;
                    self.state.most_at_once.fetch_max(at_once, Ordering::SeqCst);
                    let taken = self.take(stream, from.clone(), to.clone(), bytes).await;
                    self.state.under_way.fetch_sub(1, Ordering::SeqCst);
                    taken?;
                }
                "RSET" | "NOOP" => say(stream, "250 2.0.0 Ok").await?,
                "QUIT" => {
                    say(stream, "221 2.0.0 Bye").await?;
                    return Ok(());
                }
                _ => say(stream, "500 5.5.2 what?").await?,
            }
        }
    }

    async fn take<S>(
        &self,
        stream: &mut BufStream<S>,
        from: String,
        to: String,
        bytes: Vec<u8>,
    ) -> Result<(), End>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let refused = self.fault(|fault| match fault {
            Fault::Content(answer) => Some(*answer),
            _ => None,
        });
        if let Some(answer) = refused {
            say(stream, answer).await?;
            return Ok(());
        }
        let slow = self.fault(|fault| match fault {
            Fault::Slow(wait) => Some(*wait),
            _ => None,
        });
        if let Some(wait) = slow {
            tokio::time::sleep(wait).await;
        }
        let number = {
            let mut received = self.state.received.lock().unwrap();
            received.push(Received {
                from,
                to,
                message_id: header(&bytes, "Message-ID"),
                bytes,
            });
            received.len()
        };
        if self
            .fault(|fault| (*fault == Fault::Unanswered).then_some(()))
            .is_some()
        {
            return Err(End::Gone);
        }
        say(stream, &format!("250 2.0.0 Ok: queued as Q{number}")).await?;
        Ok(())
    }

    fn fault<T>(&self, matching: impl Fn(&Fault) -> Option<T>) -> Option<T> {
        self.state.faults.lock().unwrap().iter().find_map(matching)
    }
}

async fn say<S>(stream: &mut BufStream<S>, line: &str) -> std::io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    stream.write_all(format!("{line}\r\n").as_bytes()).await?;
    stream.flush().await
}

async fn read_line<S>(stream: &mut BufStream<S>) -> Result<String, End>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut line = String::new();
    match stream.read_line(&mut line).await? {
        0 => Err(End::Gone),
        _ => Ok(line.trim_end().to_owned()),
    }
}

/// Until the line with a dot alone; dots that were doubled are single again.
async fn read_content<S>(stream: &mut BufStream<S>) -> Result<Vec<u8>, End>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut content = Vec::new();
    loop {
        let mut line = Vec::new();
        if stream.read_until(b'\n', &mut line).await? == 0 {
            return Err(End::Gone);
        }
        if line == b".\r\n" {
            return Ok(content);
        }
        content.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}

fn address(line: &str) -> String {
    let inside = line.split_once('<').unwrap().1;
    inside.split_once('>').unwrap().0.to_owned()
}

/// The value of a header that stands on one line.
fn header(bytes: &[u8], name: &str) -> String {
    let head = String::from_utf8_lossy(bytes);
    let line = head.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_once(": ").unwrap().1.to_owned()
}
