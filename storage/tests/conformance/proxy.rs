//! Stands between a store and PostgreSQL; when told to, it keeps the answer to a commit for itself, or falls silent as a
//! network does that drops everything.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{UnixListener, UnixStream};

/// How PostgreSQL says that a commit took place: message type, length and tag.
const COMMITTED: &[u8] = b"C\0\0\0\x0bCOMMIT\0";

pub(crate) struct Proxy {
    folder: TempDir,
    database: String,
    told: Told,
}

/// What the proxy is told to do.
#[derive(Clone, Default)]
struct Told {
    swallow: Arc<AtomicBool>,
    silent: Arc<AtomicBool>,
}

impl Proxy {
    /// Listens, and passes on to the server of `url`.
    pub(crate) fn before(url: &str) -> Self {
        let (server, database) = url.rsplit_once('/').unwrap();
        let socket = server.rsplit_once('@').unwrap().1.replace("%2F", "/");
        let socket = Path::new(&socket).join(".s.PGSQL.5432");
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).unwrap();
        let told = Told::default();
        let by_test = told.clone();
        tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                let server = UnixStream::connect(&socket).await.unwrap();
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = server.into_split();
                tokio::spawn(pass(from_client, to_server, told.clone()));
                tokio::spawn(pass(from_server, to_client, told.clone()));
            }
        });
        Self {
            folder,
            database: database.to_owned(),
            told: by_test,
        }
    }

    pub(crate) fn url(&self) -> String {
        let folder = self.folder.path().to_str().unwrap().replace('/', "%2F");
        format!("postgres://samtykke@{folder}/{}", self.database)
    }

    /// Cuts the connection of the next commit, after it took place and before its answer arrives.
    pub(crate) fn swallow_next_commit(&self) {
        self.told.swallow.store(true, Ordering::SeqCst);
    }

    /// Passes nothing on, or everything again.
    pub(crate) fn be_silent(&self, silent: bool) {
        self.told.silent.store(silent, Ordering::SeqCst);
    }

    pub(crate) fn has_swallowed(&self) -> bool {
        !self.told.swallow.load(Ordering::SeqCst)
    }
}

async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, told: Told) {
    let mut buffer = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let bytes = &buffer[..length];
        let commits = bytes
            .windows(COMMITTED.len())
            .any(|window| window == COMMITTED);
        if commits && told.swallow.swap(false, Ordering::SeqCst) {
            return;
        }
        while told.silent.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        if to.write_all(bytes).await.is_err() {
            return;
        }
    }
}
