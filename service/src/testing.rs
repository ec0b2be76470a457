//! What the use cases' tests share: a small register, a fixed clock, seeded chance, a database in a folder
//! of its own, and a browser that keeps cookies.

mod statements;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use domain::consent::{Decision, Method, ReceiptCode, Standing};
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::{Key, Register, RegisterSource, ServedRegister};
use domain::text::Language;
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use sqlx::{Connection as _, SqliteConnection};
use storage::{Audit, DataKey, KeySettings, KeyStore, NewWrappingKey, Store, StoreSettings};
use uuid::Uuid;

use crate::log::{Audited, audit_log};
use crate::{
    Chance, Clock, Parts, ReceiptChange, RecordChoice, RecordedChoice, RelyingParty, Reserve,
    RootKey, Service,
};

pub(crate) use statements::Statements;

/// The test register after `edit`, as it would be read back from the database.
pub(crate) fn register(edit: impl FnOnce(&mut Register)) -> ServedRegister {
    let text = include_str!("testing/register.toml");
    let mut register = RegisterSource::parse("register.toml", text)
        .unwrap()
        .into_register();
    edit(&mut register);
    let order = serde_json::json!({
        "site": keys(register.site.keys()),
        "section": keys(register.section.keys()),
        "data": keys(register.data.keys()),
        "purpose": keys(register.purpose.keys()),
        "recipient": keys(register.recipient.keys()),
        "category": keys(register.category.keys()),
        "service": keys(register.service.keys()),
    });
    let stored = serde_json::json!({ "register": register, "order": order });
    ServedRegister::from_canonical(domain::canonical::to_bytes(&stored).unwrap()).unwrap()
}

fn keys<'a>(keys: impl Iterator<Item = &'a Key>) -> Vec<&'a Key> {
    keys.collect()
}

/// Where people reach the service.
pub(crate) const ORIGIN: &str = "https://samtykke.example.dk";
/// The root key of every test.
const ROOT: [u8; 32] = [7; 32];

pub(crate) struct SeededChance(Mutex<StdRng>);

impl SeededChance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().fill_bytes(bytes);
    }
}

struct FixedClock(Mutex<Timestamp>);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A reserve that is only remembered.
#[derive(Default)]
pub(crate) struct RememberedReserve(AtomicBool);

impl Reserve for RememberedReserve {
    fn is_released(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    fn release(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A service over a real database.
pub(crate) struct Bench {
    pub(crate) service: Service,
    pub(crate) store: Store,
    clock: Arc<FixedClock>,
    chance: Arc<SeededChance>,
    pub(crate) reserve: Arc<RememberedReserve>,
    folder: tempfile::TempDir,
}

impl Bench {
    pub(crate) async fn open() -> Self {
        Self::in_folder(tempfile::tempdir().unwrap()).await
    }

    /// A service over a copy of this database.
    pub(crate) async fn over(database: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("test.db"), database).unwrap();
        Self::in_folder(folder).await
    }

    async fn in_folder(folder: tempfile::TempDir) -> Self {
        let store = open_store(folder.path()).await;
        let clock = Arc::new(FixedClock(Mutex::new(
            "2026-11-21T12:00:00Z".parse().unwrap(),
        )));
        let chance = Arc::new(SeededChance::new(1));
        let reserve = Arc::new(RememberedReserve::default());
        let service = assemble(&store, &clock, &chance, &reserve, register(|_| {}));
        service.store_register().await.unwrap();
        Self {
            service,
            store,
            clock,
            chance,
            reserve,
            folder,
        }
    }

    /// Ends the process, as far as its databases can tell, and starts it again.
    pub(crate) async fn reopen(&mut self) {
        self.store.close().await;
        self.store = open_store(self.folder.path()).await;
        self.service = self.serving(register(|_| {}));
    }

    /// The log, checked with the keys.
    pub(crate) async fn audit(&self) -> Audited {
        let mut audit = self.open_audit().await;
        let keys = self.store.keys().unwrap();
        let audited = audit_log(&mut audit, Some(keys), &[], &[]).await.unwrap();
        audit.close().await.unwrap();
        audited
    }

    pub(crate) async fn open_audit(&self) -> Audit {
        let path = self.database();
        Audit::open(&StoreSettings::Sqlite { path }).await.unwrap()
    }

    /// A copy of the main database as it is now.
    pub(crate) async fn copy_database(&self) -> PathBuf {
        let copy = self.folder.path().join("copy.db");
        let address = format!("sqlite://{}", self.database().display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        sqlx::query("VACUUM INTO $1")
            .bind(copy.display().to_string())
            .execute(&mut connection)
            .await
            .unwrap();
        copy
    }

    /// The mails about one thing that wait, in the order they were written: their ids, and what they say, sealed.
    pub(crate) async fn waiting_mails(&self, owner: &Uuid) -> Vec<(Uuid, Vec<u8>)> {
        let address = format!("sqlite://{}", self.database().display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        let waiting =
            "SELECT id, content FROM mail WHERE owner = $1 AND state = 'queued' ORDER BY rowid";
        let rows: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as(waiting)
            .bind(owner.as_bytes().as_slice())
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).unwrap();
        rows.into_iter()
            .map(|(mail, content)| (id(&mail), content))
            .collect()
    }

    /// A service over another main database and the same keys.
    pub(crate) async fn with_database(&self, path: &Path) -> Service {
        let path = path.to_owned();
        let store = Store::open(&StoreSettings::Sqlite { path }).await.unwrap();
        let store = store.with_keys(self.store.keys().unwrap().clone());
        assemble(
            &store,
            &self.clock,
            &self.chance,
            &self.reserve,
            register(|_| {}),
        )
    }

    /// Another service over the same database, serving another register.
    pub(crate) fn serving(&self, register: ServedRegister) -> Service {
        assemble(
            &self.store,
            &self.clock,
            &self.chance,
            &self.reserve,
            register,
        )
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    pub(crate) fn chance(&self) -> &dyn Chance {
        self.chance.as_ref()
    }

    pub(crate) fn set_clock(&self, instant: &str) {
        *self.clock.0.lock().unwrap() = instant.parse().unwrap();
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// How many rows each of `tables` has.
    pub(crate) async fn count_rows(&self, tables: &[&'static str]) -> Vec<i64> {
        let address = format!("sqlite://{}", self.database().display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        let mut counts = Vec::new();
        for table in tables {
            let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
            let count = sqlx::query_scalar(sql).fetch_one(&mut connection);
            counts.push(count.await.unwrap());
        }
        counts
    }

    /// Changes the last byte of a value in a row of one of the files.
    pub(crate) async fn damage(&self, id: &Uuid, file: &str, table: &str, column: &str) {
        let address = format!("sqlite://{}", self.folder.path().join(file).display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        let id = id.as_bytes().as_slice();
        let sql = format!("SELECT {column} FROM {table} WHERE id = $1");
        let value = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(id);
        let mut value: Vec<u8> = value.fetch_one(&mut connection).await.unwrap();
        *value.last_mut().unwrap() ^= 1;
        let sql = format!("UPDATE {table} SET {column} = $2 WHERE id = $1");
        let change = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).bind(value);
        change.execute(&mut connection).await.unwrap();
    }

    pub(crate) async fn refusals(&self) -> u64 {
        let counts = self.store.refusals(self.service.today()).await.unwrap();
        counts.iter().map(|count| count.count).sum()
    }
}

/// The database and the key store in `folder`.
pub(crate) async fn open_store(folder: &Path) -> Store {
    let path = folder.join("test.db");
    let keys = KeySettings::Sqlite {
        path: folder.join("keys.db"),
    };
    let first = NewWrappingKey {
        id: Uuid::from_u128(1),
        key: DataKey::new([8; 32]),
        made_at: Timestamp::UNIX_EPOCH,
    };
    let keys = KeyStore::open_or_make(&keys, &ROOT, &first).await.unwrap();
    let store = Store::open(&StoreSettings::Sqlite { path }).await.unwrap();
    store.with_keys(keys)
}

fn assemble(
    store: &Store,
    clock: &Arc<FixedClock>,
    chance: &Arc<SeededChance>,
    reserve: &Arc<RememberedReserve>,
    register: ServedRegister,
) -> Service {
    Service::new(Parts {
        store: store.clone(),
        register,
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        chance: Arc::clone(chance) as Arc<dyn Chance>,
        root_key: RootKey(ROOT),
        reserve: Arc::clone(reserve) as Arc<dyn Reserve>,
        passkeys: RelyingParty::at(ORIGIN, "Testforeningen"),
    })
}

/// A browser: it keeps the two cookies and sends what the page rendered.
#[derive(Clone, Default)]
pub(crate) struct Browser {
    pub(crate) language: Language,
    pub(crate) cookie: Option<String>,
    pub(crate) receipt: Option<ReceiptCode>,
}

impl Browser {
    pub(crate) fn standing(&self, service: &Service) -> Standing {
        service.standing(self.cookie.as_deref(), false)
    }

    /// The form as a page would send it: with the notice it shows and a fresh mark.
    pub(crate) fn form(
        &self,
        service: &Service,
        surface: Surface,
        decision: Decision,
    ) -> RecordChoice {
        let standing = self.standing(service);
        let embed = (surface == Surface::Placeholder).then(|| "video".to_owned());
        let (_, notice) = service
            .notice(self.language, surface, &standing, embed.as_deref())
            .unwrap();
        RecordChoice {
            language: self.language,
            surface,
            method: Method::Form,
            decision,
            embed,
            standing,
            notice: Some(notice),
            attempt: Some(service.new_attempt()),
            receipt: self.receipt.clone(),
        }
    }

    /// A form without notice and mark, as a bare request would send it.
    pub(crate) fn bare(
        &self,
        service: &Service,
        surface: Surface,
        decision: Decision,
    ) -> RecordChoice {
        RecordChoice {
            notice: None,
            attempt: None,
            ..self.form(service, surface, decision)
        }
    }

    /// Sends a form and keeps what comes back.
    pub(crate) async fn send(
        &mut self,
        service: &Service,
        form: RecordChoice,
    ) -> Result<RecordedChoice, Problem> {
        let recorded = service.record_choice(form).await?;
        self.cookie = Some(recorded.outcome.cookie.to_value());
        match &recorded.receipt {
            ReceiptChange::None => {}
            ReceiptChange::Given(code) => self.receipt = Some(code.clone()),
            ReceiptChange::Withdrawn(_) => self.receipt = None,
        }
        Ok(recorded)
    }

    pub(crate) async fn decide(
        &mut self,
        service: &Service,
        surface: Surface,
        decision: Decision,
    ) -> Result<RecordedChoice, Problem> {
        let form = self.form(service, surface, decision);
        self.send(service, form).await
    }

    /// A browser that accepted everything at the banner.
    pub(crate) async fn accepted(service: &Service) -> Self {
        let mut browser = Self::default();
        browser.accept(service).await;
        browser
    }

    /// Accepts everything at the banner.
    pub(crate) async fn accept(&mut self, service: &Service) -> RecordedChoice {
        let choice = self.decide(service, Surface::Banner, Decision::AcceptAll);
        choice.await.unwrap()
    }
}

/// The services named, accepted and nothing else.
pub(crate) fn only(services: &[&str]) -> Decision {
    Decision::Only(
        services
            .iter()
            .map(|service| (*service).to_owned())
            .collect(),
    )
}
