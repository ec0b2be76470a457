//! A server on a port of its own, with a clock that is moved, seeded chance and a data folder that goes away,
//! and what a test needs to speak to it.

mod browser;
mod http;
mod postgres;
mod program;

pub(crate) use browser::{Browser, hidden, of_surface};
pub(crate) use http::{Answer, Ask, exchange, try_exchange};
pub(crate) use postgres::{PostgresDatabase, PostgresServer, kept_in};
pub(crate) use program::{BINARY, Program, ask_to_stop, run};

use std::fs::Permissions;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use server::config::Settings;
use server::limits::Rates;
use server::run::{Listening, StartError, World};
use service::{Chance, Clock, Service};
use sqlx::{Connection as _, SqliteConnection};
use storage::Store;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// The register that the bench serves unless told otherwise.
pub(crate) const ASSOCIATION: &str = include_str!("../../../../registers/association.toml");
/// The fake front build.
pub(crate) const BUILD: &str = "0123456789abcdef";
/// Its style sheet.
pub(crate) const STYLE: &str = "body { color: black }\n";
/// What stands where the compressed style sheet would.
pub(crate) const COMPRESSED: &str = "compressed";
/// Where every choice form posts to.
pub(crate) const SETTINGS: &str = "/cookieindstillinger";
/// The least that a refusal sends.
pub(crate) const REFUSE: [(&str, &str); 2] = [("act", "refuse"), ("surface", "banner")];
/// Every page at its own address.
pub(crate) const PAGES: [&str; 12] = [
    "/",
    "/en",
    "/privatliv",
    "/en/privacy",
    "/privatliv/versioner",
    "/en/privacy/versions",
    "/cookies",
    "/en/cookies",
    SETTINGS,
    "/en/cookie-settings",
    "/kvittering",
    "/en/receipt",
];
/// When it is, to begin with.
const NOW: &str = "2026-11-21T10:00:00Z";

struct MovedClock(Mutex<Timestamp>);

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

struct SeededChance(Mutex<StdRng>);

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(bytes);
    }
}

/// What a server is started with.
pub(crate) struct Plan {
    pub(crate) register: String,
    pub(crate) rate: u32,
    pub(crate) variables: Vec<(&'static str, String)>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            register: ASSOCIATION.to_owned(),
            rate: 1_000_000,
            variables: Vec::new(),
        }
    }
}

impl Plan {
    pub(crate) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    pub(crate) fn rate(self, rate: u32) -> Self {
        Self { rate, ..self }
    }
}

/// The folders of one service: data with the register, and the front build.
pub(crate) struct Place(TempDir);

impl Place {
    /// Writes a register and a front build.
    pub(crate) fn make(register: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let package = place.site().join("pkg").join(BUILD);
        std::fs::create_dir_all(&package).unwrap();
        std::fs::create_dir_all(place.data()).unwrap();
        std::fs::write(
            place.site().join("build.json"),
            format!("{{\"build\":\"{BUILD}\"}}"),
        )
        .unwrap();
        std::fs::write(package.join("samtykke.css"), STYLE).unwrap();
        std::fs::write(package.join("samtykke.css.br"), COMPRESSED).unwrap();
        std::fs::write(place.0.path().join("secret.txt"), "outside").unwrap();
        std::fs::write(place.register(), register).unwrap();
        place
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }

    pub(crate) fn register(&self) -> PathBuf {
        self.data().join("register.toml")
    }

    /// Writes the root key that several nodes share.
    pub(crate) fn give_root_key(&self) {
        let file = self.data().join("root.key");
        std::fs::write(&file, [7; 32]).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("samtykke.db")
    }

    /// The settings of this place, and others in `variables`.
    pub(crate) fn variables(&self, more: &[(&'static str, String)]) -> Vec<(&'static str, String)> {
        let mut all = more.to_vec();
        all.push(("SAMTYKKE_ADDR", "127.0.0.1:0".to_owned()));
        all.push(("SAMTYKKE_DATA", self.data().display().to_string()));
        all.push(("SAMTYKKE_SITE", self.site().display().to_string()));
        all
    }

    fn settings(&self, more: &[(&'static str, String)]) -> Settings {
        let variables = self.variables(more);
        Settings::read(self.folder(), |name| {
            variables
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| value.clone())
        })
        .unwrap()
    }
}

/// A running server.
pub(crate) struct Bench {
    pub(crate) place: Place,
    pub(crate) addr: SocketAddr,
    runtime: Runtime,
    clock: Arc<MovedClock>,
    store: Store,
    service: Service,
    stop: oneshot::Sender<()>,
    served: JoinHandle<Result<(), StartError>>,
}

/// Opens what a server in `place` needs, and gives why it did not.
pub(crate) fn refusal(place: &Place, more: &[(&'static str, String)]) -> String {
    let runtime = runtime();
    let rates = Rates::SHIPPED;
    let opened = runtime.block_on(Listening::open(
        &place.settings(more),
        &world(&clock()),
        rates,
    ));
    opened.err().expect("it does not start").to_string()
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

fn clock() -> Arc<MovedClock> {
    Arc::new(MovedClock(Mutex::new(NOW.parse().unwrap())))
}

fn world(clock: &Arc<MovedClock>) -> World {
    World {
        clock: clock.clone(),
        chance: Arc::new(SeededChance(Mutex::new(StdRng::seed_from_u64(1)))),
    }
}

impl Bench {
    pub(crate) fn open() -> Self {
        Self::with(Plan::default())
    }

    pub(crate) fn with(plan: Plan) -> Self {
        let place = Place::make(&plan.register);
        Self::at(place, plan)
    }

    /// A node of a service whose things are kept in this PostgreSQL database.
    pub(crate) fn on(url: &str) -> Self {
        let place = Place::make(ASSOCIATION);
        place.give_root_key();
        let plan = Plan {
            variables: kept_in(url).to_vec(),
            ..Plan::default()
        };
        Self::at(place, plan)
    }

    fn at(place: Place, plan: Plan) -> Self {
        let runtime = runtime();
        let clock = clock();
        let rate = NonZeroU32::new(plan.rate).unwrap();
        let rates = Rates {
            choose: rate,
            receipt: rate,
            read: rate,
        };
        let settings = place.settings(&plan.variables);
        let listening = runtime
            .block_on(Listening::open(&settings, &world(&clock), rates))
            .unwrap();
        let (stop, stopped) = oneshot::channel();
        let (addr, store, service) = (listening.addr(), listening.store(), listening.service());
        let served = runtime.spawn(listening.serve(async move {
            let _stopped = stopped.await;
        }));
        Self {
            place,
            addr,
            runtime,
            clock,
            store,
            service,
            stop,
            served,
        }
    }

    pub(crate) fn send(&self, ask: &Ask) -> Answer {
        exchange(self.addr, ask)
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send(&Ask::get(path))
    }

    pub(crate) fn move_clock(&self, now: &str) {
        *self.clock.0.lock().unwrap() = now.parse().unwrap();
    }

    /// Does the day's work.
    pub(crate) fn sweep(&self) {
        self.runtime.block_on(self.service.sweep()).unwrap();
    }

    /// How many leaves the evidence log has.
    pub(crate) fn leaves(&self) -> usize {
        self.runtime.block_on(self.store.leaves()).unwrap().len()
    }

    /// How many refusals were counted today.
    pub(crate) fn refusals(&self) -> u64 {
        let today = self.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let counts = self.runtime.block_on(self.store.refusals(today)).unwrap();
        counts.iter().map(|row| row.count).sum()
    }

    /// Runs SQL on the database behind the server's back.
    pub(crate) fn sql(&self, statement: &'static str) {
        self.runtime
            .block_on(sql(&self.place.database(), statement));
    }

    /// Asks the server to stop, and waits until it has.
    pub(crate) fn stop(self) -> Result<(), StartError> {
        let _told = self.stop.send(());
        let patience = Duration::from_secs(20);
        let stopped = async { tokio::time::timeout(patience, self.served).await };
        self.runtime.block_on(stopped).expect("it stops").unwrap()
    }
}

/// Runs SQL on a database that no server has open.
pub(crate) fn sql_in(database: &Path, statement: &'static str) {
    runtime().block_on(sql(database, statement));
}

async fn sql(database: &Path, statement: &'static str) {
    let address = format!("sqlite://{}", database.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    sqlx::raw_sql(statement)
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// The address of the style sheet.
pub(crate) fn style() -> String {
    format!("/pkg/{BUILD}/samtykke.css")
}

/// Nothing was stored, and nothing is set in the browser.
#[track_caller]
pub(crate) fn untouched(bench: &Bench, answer: &Answer) {
    assert_eq!(answer.all("set-cookie"), [""; 0]);
    assert_eq!((bench.leaves(), bench.refusals()), (0, 0));
}
