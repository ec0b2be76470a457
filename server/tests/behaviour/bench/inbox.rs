//! A mailbox on a real IMAP server (pymap, in memory), behind an entrance that speaks TLS with a certificate of a test's
//! own authority and does wrong when it is told to.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener as Listener, TcpStream as Stream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio_rustls::TlsAcceptor;

use super::sink::{Offer, acceptor};

/// What the mailbox does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InboxFault {
    /// Takes the connection and says nothing.
    Silent,
    /// Closes the connection at once.
    Refusing,
    /// Closes it when it is asked for this.
    CutAt(&'static str),
}

#[derive(Default)]
struct State {
    fault: Mutex<Option<InboxFault>>,
    connections: AtomicUsize,
    /// How often a mail was marked to be removed.
    marked: AtomicUsize,
}

/// A mailbox of its own.
pub(crate) struct Inbox {
    server: Child,
    port: u16,
    entrance: SocketAddr,
    state: Arc<State>,
    folder: TempDir,
    _runtime: Runtime,
}

impl Inbox {
    /// With [`Offer::AnotherHost`] it shows another host's certificate.
    pub(crate) fn open(offer: Offer) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let acceptor = acceptor(offer, &folder.path().join("authority.pem"));
        let port = free_port();
        let server = serving(port);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let entrance = listener.local_addr().unwrap();
        let state = Arc::<State>::default();
        runtime.spawn(let_in(listener, acceptor, port, Arc::clone(&state)));
        let inbox = Self {
            server,
            port,
            entrance,
            state,
            folder,
            _runtime: runtime,
        };
        wait_for(port);
        inbox
    }

    /// What `SAMTYKKE_IMAP` says to fetch from here.
    pub(crate) fn url(&self) -> String {
        self.url_with("pass%40word")
    }

    pub(crate) fn url_with(&self, password: &str) -> String {
        format!("imaps://user:{password}@localhost:{}", self.entrance.port())
    }

    /// The file of the authority whose certificate it shows.
    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// From now on it does this wrong, or nothing.
    pub(crate) fn does_wrong(&self, fault: Option<InboxFault>) {
        *self.state.fault.lock().unwrap() = fault;
    }

    /// How many connections were made so far.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// How often a mail was marked to be removed so far.
    pub(crate) fn marked(&self) -> usize {
        self.state.marked.load(Ordering::SeqCst)
    }

    /// Puts a mail into it.
    pub(crate) fn bring(&self, mail: &str) {
        let mail = mail.replace("\r\n", "\n").replace('\n', "\r\n");
        let mut client = Client::of(self.port);
        let append = format!("APPEND INBOX {{{}+}}\r\n{mail}", mail.len());
        client.ask(&append);
    }

    /// How many mails of it are of this kind: `ALL`, `UNSEEN`, `DELETED`.
    pub(crate) fn count(&self, kind: &str) -> usize {
        let mut client = Client::of(self.port);
        client.ask("EXAMINE INBOX");
        let answer = client.ask(&format!("SEARCH {kind}"));
        let found = answer.iter().find_map(|line| line.strip_prefix("* SEARCH"));
        found.map_or(0, |found| found.split_whitespace().count())
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        let _already_gone = self.server.kill();
        let _reaped = self.server.wait();
    }
}

fn free_port() -> u16 {
    let listener = Listener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn serving(port: u16) -> Child {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(root.join(".tools/venv/bin/pymap"))
        .args(["--host", "127.0.0.1", "--no-tls", "--port"])
        .arg(port.to_string())
        .args([
            "dict",
            "--demo-user",
            "user",
            "--demo-password",
            "pass@word",
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("Python and its packages are installed; remedy: make setup-tests")
}

fn wait_for(port: u16) {
    for _ in 0..600 {
        if Stream::connect(("127.0.0.1", port)).is_ok() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("pymap does not serve within half a minute");
}

/// A client that looks in from behind.
struct Client(BufReader<Stream>);

impl Client {
    fn of(port: u16) -> Self {
        let stream = Stream::connect(("127.0.0.1", port)).unwrap();
        let mut client = Self(BufReader::new(stream));
        client.line();
        client.ask("LOGIN user \"pass@word\"");
        client
    }

    /// The lines of the answer to a command.
    fn ask(&mut self, command: &str) -> Vec<String> {
        let command = format!("a {command}\r\n");
        self.0.get_mut().write_all(command.as_bytes()).unwrap();
        let mut lines = Vec::new();
        loop {
            let line = self.line();
            if let Some(outcome) = line.strip_prefix("a ") {
                assert!(outcome.starts_with("OK"), "{line}");
                return lines;
            }
            lines.push(line);
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert!(self.0.read_line(&mut line).unwrap() > 0, "it closed");
        line.trim_end().to_owned()
    }
}

async fn let_in(listener: TcpListener, acceptor: TlsAcceptor, port: u16, state: Arc<State>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        state.connections.fetch_add(1, Ordering::SeqCst);
        let (acceptor, state) = (acceptor.clone(), Arc::clone(&state));
        // A client that goes away ends its session, and nothing else.
        tokio::spawn(async move {
            let _left = session(stream, acceptor, port, &state).await;
        });
    }
}

async fn session(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    port: u16,
    state: &State,
) -> std::io::Result<()> {
    let fault = *state.fault.lock().unwrap();
    match fault {
        Some(InboxFault::Silent) => {
            tokio::time::sleep(Duration::from_secs(600)).await;
            return Ok(());
        }
        Some(InboxFault::Refusing) => return Ok(()),
        _ => {}
    }
    let (mut from_client, mut to_client) = tokio::io::split(acceptor.accept(stream).await?);
    let server = TcpStream::connect(("127.0.0.1", port)).await?;
    let (mut from_server, mut to_server) = server.into_split();
    let back = tokio::io::copy(&mut from_server, &mut to_client);
    let forth = async {
        let mut asked = [0; 8192];
        loop {
            let length = from_client.read(&mut asked).await?;
            let fault = *state.fault.lock().unwrap();
            let said = String::from_utf8_lossy(&asked[..length]);
            let is_cut = matches!(fault, Some(InboxFault::CutAt(words)) if said.contains(words));
            if length == 0 || is_cut {
                return Ok(());
            }
            if said.contains("UID STORE") {
                state.marked.fetch_add(1, Ordering::SeqCst);
            }
            to_server.write_all(&asked[..length]).await?;
        }
    };
    tokio::select! {
        copied = back => copied.map(|_| ()),
        ended = forth => ended,
    }
}
