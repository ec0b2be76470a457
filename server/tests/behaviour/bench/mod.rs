//! A server on a port of its own, with a clock that is moved, seeded chance and a data folder that goes away,
//! and what a test needs to speak to it.

pub(crate) mod api;
#[path = "../../../../service/src/staff/tests/authenticator.rs"]
#[allow(dead_code, reason = "the use cases' own tests need more of it")]
pub(crate) mod authenticator;
mod browser;
mod disk;
pub(crate) mod editor;
pub(crate) mod host;
mod http;
mod inbox;
mod postgres;
mod program;
mod provider;
mod sink;
pub(crate) mod staff;
mod victim;

pub(crate) use browser::{Browser, hidden, of_surface};
pub(crate) use disk::{Disk, FileSystem};
pub(crate) use http::{Answer, Ask, exchange, try_exchange};
pub(crate) use inbox::{Inbox, InboxFault};
pub(crate) use postgres::{PostgresDatabase, PostgresServer, kept_in};
pub(crate) use program::{BINARY, Program, ask_to_stop, run};
pub(crate) use provider::{PUBLIC, Provider};
pub(crate) use sink::{Fault, Offer, Received, Sink};
pub(crate) use victim::{VISITORS, Victim, Visitors, accept_until_gone};

use std::collections::{BTreeSet, HashSet};
use std::fs::Permissions;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::register::RegisterVersion;
use domain::thread::IncomingMail;
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use server::config::Settings;
use server::limits::Rates;
use server::mail::{Folder, Seen};
use server::run::{Listening, World};
use server::signing_key::signing_key;
use service::{Chance, Clock, Service, TakenIn};
use sqlx::{Connection as _, SqliteConnection};
use storage::{Operation, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The register that the bench serves unless told otherwise.
pub(crate) const ASSOCIATION: &str = include_str!("../../../../registers/association.toml");
/// The fake front build.
pub(crate) const BUILD: &str = "0123456789abcdef";
/// Its style sheet.
pub(crate) const STYLE: &str = "body { color: black }\n";
/// What stands where the compressed style sheet would.
pub(crate) const COMPRESSED: &str = "compressed";
/// The fake client for other websites.
pub(crate) const CLIENT: &str = "(()=>{const data=__SAMTYKKE__;console.log(data)})();\n";
/// Where every choice form posts to.
pub(crate) const SETTINGS: &str = "/cookieindstillinger";
/// The least that a refusal sends.
pub(crate) const REFUSE: [(&str, &str); 2] = [("act", "refuse"), ("surface", "banner")];
/// Every page at its own address.
pub(crate) const PAGES: [&str; 22] = [
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
    "/nyhedsbrev",
    "/en/newsletter",
    "/nyhedsbrev/postkasse",
    "/en/newsletter/mailbox",
    "/kontakt",
    "/en/contact",
    "/kontakt/modtaget",
    "/en/contact/received",
    "/henvendelse/nyt-link",
    "/en/enquiry/new-link",
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
        std::fs::create_dir(place.site().join("embed")).unwrap();
        for client in ["v1.js", "forms.v1.js"] {
            std::fs::write(place.site().join("embed").join(client), CLIENT).unwrap();
        }
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

    /// The keys that every node on one database is given alike.
    pub(crate) fn give_keys(&self) {
        let file = self.data().join("root.key");
        std::fs::write(&file, [7; 32]).unwrap();
        std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
        let alike = SeededChance(Mutex::new(StdRng::seed_from_u64(7)));
        signing_key(&self.data().join("signing.key"), true, &alike).unwrap();
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
    served: JoinHandle<()>,
    /// The letters that were looked at.
    read: Mutex<HashSet<Uuid>>,
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
        Self::again(place, plan)
    }

    /// A node of a service whose things are kept in this PostgreSQL database.
    pub(crate) fn on(url: &str) -> Self {
        let place = Place::make(ASSOCIATION);
        place.give_keys();
        let plan = Plan {
            variables: kept_in(url).to_vec(),
            ..Plan::default()
        };
        Self::again(place, plan)
    }

    /// A server where one was before.
    pub(crate) fn again(place: Place, plan: Plan) -> Self {
        let runtime = runtime();
        let clock = clock();
        let rate = NonZeroU32::new(plan.rate).unwrap();
        let rates = Rates::all(rate);
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
            read: Mutex::default(),
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

    /// What the server does things with.
    pub(crate) const fn service(&self) -> &Service {
        &self.service
    }

    /// Does the day's work.
    pub(crate) fn sweep(&self) {
        self.runtime.block_on(self.service.sweep()).unwrap();
    }

    /// The letters that went out since the last look: to whom, and what each says.
    pub(crate) fn letters(&self) -> Vec<(String, String)> {
        let seen = self.letters_seen().into_iter();
        seen.map(|seen| (seen.to, seen.text)).collect()
    }

    /// The letters that went out since the last look, as their readers see them.
    pub(crate) fn letters_seen(&self) -> Vec<Seen> {
        let waiting = || self.count("SELECT count(*) FROM mail WHERE ended_at IS NULL");
        let gone = (0..200).any(|_| {
            let done = waiting() == 0;
            if !done {
                std::thread::sleep(Duration::from_millis(50));
            }
            done
        });
        assert!(gone, "mails go within seconds");
        let folder = Folder::at(self.place.data().join("mail"));
        let mut read = self.read.lock().unwrap();
        let new = folder.list().unwrap().into_iter();
        let new = new.filter(|mail| read.insert(*mail));
        new.filter_map(|mail| folder.see(&mail).unwrap()).collect()
    }

    /// What a query counts.
    pub(crate) fn count(&self, query: &'static str) -> i64 {
        let database = self.place.database();
        self.runtime.block_on(async {
            let address = format!("sqlite://{}", database.display());
            let mut connection = SqliteConnection::connect(&address).await.unwrap();
            let count = sqlx::query_scalar(query).fetch_one(&mut connection).await;
            connection.close().await.unwrap();
            count.unwrap()
        })
    }

    /// Takes in a mail, as if the mailbox had brought it.
    pub(crate) fn take_in(&self, mail: &IncomingMail) -> TakenIn {
        let taken = self.service.take_in_reply(mail);
        self.runtime.block_on(taken).unwrap()
    }

    /// Whether a mail to the address with this token stopped the newsletter.
    pub(crate) fn leaves_by_mail(&self, token: &str) -> bool {
        let left = self.service.leave_by_mail(token);
        self.runtime.block_on(left).unwrap()
    }

    /// Everything in the main database, as text.
    pub(crate) fn content(&self) -> String {
        let database = self.place.database();
        self.runtime.block_on(content(&database))
    }

    /// What stands in the main database, a row a line, each with its table.
    pub(crate) fn rows(&self) -> BTreeSet<String> {
        let tables = self.runtime.block_on(tables(&self.place.database()));
        let rows = tables.into_iter().flat_map(|(table, rows)| {
            let rows = rows.into_iter();
            rows.map(move |row| format!("{table}: {row}"))
        });
        rows.collect()
    }

    /// Removes the files of mails that are gone, as the server does once a day.
    pub(crate) fn sweep_mails(&self, folder: &Folder) {
        self.runtime.block_on(folder.sweep(&self.service)).unwrap();
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

    /// The version of the register that is served.
    pub(crate) fn register(&self) -> RegisterVersion {
        self.service.register().version()
    }

    /// Writes what a test brings, as the service would.
    pub(crate) fn commit<O: Operation>(&self, operation: O) -> O::Output {
        self.runtime.block_on(self.store.commit(operation)).unwrap()
    }

    /// Waits until a signed checkpoint covers every leaf, and gives it: within a second, with room for a busy machine.
    pub(crate) fn signed(&self) -> String {
        let size = self.leaves().to_string();
        for _ in 0..200 {
            let answer = self.get("/log/checkpoint");
            if answer.status == 200 && answer.body.lines().nth(1) == Some(&size) {
                return answer.body;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("no checkpoint of size {size}");
    }

    /// Runs SQL on the database behind the server's back.
    pub(crate) fn sql(&self, statement: &'static str) {
        self.runtime
            .block_on(sql(&self.place.database(), statement));
    }

    /// Asks the server to stop, waits until it has, and leaves its folders as they are.
    pub(crate) fn halt(self) -> Place {
        let _told = self.stop.send(());
        let patience = Duration::from_secs(20);
        let stopped = async { tokio::time::timeout(patience, self.served).await };
        self.runtime.block_on(stopped).expect("it stops").unwrap();
        self.place
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

async fn content(database: &Path) -> String {
    let tables = tables(database).await.into_iter();
    let tables = tables.map(|(table, rows)| format!("{table}\n{}\n", rows.join("\n")));
    tables.collect()
}

/// Every table but that of heartbeats, and its rows.
async fn tables(database: &Path) -> Vec<(String, Vec<String>)> {
    let address = format!("sqlite://{}", database.display());
    let mut connection = SqliteConnection::connect(&address).await.unwrap();
    let tables =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'heartbeat' ORDER BY name";
    let tables: Vec<String> = sqlx::query_scalar(tables)
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let mut all = Vec::new();
    for table in tables {
        let columns = format!(
            "SELECT group_concat('quote(\"' || name || '\")', ' || \",\" || ') FROM pragma_table_info('{table}')"
        );
        let columns: String = sqlx::query_scalar(sqlx::AssertSqlSafe(columns))
            .fetch_one(&mut connection)
            .await
            .unwrap();
        let columns = columns.replace("\",\"", "','");
        let rows = format!("SELECT {columns} FROM {table}");
        let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(rows))
            .fetch_all(&mut connection)
            .await
            .unwrap();
        all.push((table, rows));
    }
    connection.close().await.unwrap();
    all
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

/// How often a proof tries: a sample, or with `FULL=1` as often as is promised.
pub(crate) fn sample_or_full<T>(sample: T, full: T) -> T {
    if std::env::var("FULL").is_ok_and(|set| set == "1") {
        full
    } else {
        sample
    }
}
