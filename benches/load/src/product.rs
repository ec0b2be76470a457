//! Store and use cases in this process, opened as the server opens them.

use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result, anyhow};
use domain::canonical::Digest;
use domain::consent::ReceiptCode;
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::{RegisterSource, ServedRegister};
use domain::text::Language;
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use service::{Chance, Clock, GiveConsent, Parts, RequestKey, Reserve, RootKey, Service};
use storage::{DataKey, KeySettings, KeyStore, NewWrappingKey, PostgresUrl, Store, StoreSettings};
use uuid::Uuid;

/// The register that is served: one a real organisation could copy.
pub(crate) const REGISTER: &str = include_str!("../../../registers/association.toml");
/// The service that is accepted.
pub(crate) const ACCEPTED: &str = "video-player";
/// The root key of every database here.
pub(crate) const ROOT: [u8; 32] = [7; 32];
/// When it is, to begin with: in microseconds, noon on 21 November 2026.
const NOW: i64 = 1_795_262_400_000_000;
/// How far a clock goes on each time it is read: a thousand consents are a second.
const TICK: i64 = 1000;

/// A clock that goes on when it is read, so that what is written lies in the order of its time.
pub(crate) struct Ticking(AtomicI64);

impl Ticking {
    /// Lets room for `ticks` things that are written by another way; in milliseconds, when it begins.
    pub(crate) fn skip(&self, ticks: i64) -> i64 {
        self.0.fetch_add(ticks * TICK, Ordering::Relaxed) / 1000
    }
}

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let microsecond = self.0.fetch_add(TICK, Ordering::Relaxed);
        Timestamp::from_microsecond(microsecond).unwrap_or_default()
    }
}

pub(crate) struct Seeded(Mutex<StdRng>);

impl Chance for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut chance = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        chance.fill_bytes(bytes);
    }
}

/// The disk is not full.
struct Untouched;

impl Reserve for Untouched {
    fn is_released(&self) -> bool {
        false
    }

    fn release(&self) {}
}

/// Which databases.
pub(crate) struct Databases {
    main: StoreSettings,
    keys: KeySettings,
}

impl Databases {
    /// The two files in `folder`.
    pub(crate) fn files(folder: &Path) -> Self {
        Self {
            main: StoreSettings::Sqlite {
                path: folder.join("samtykke.db"),
            },
            keys: KeySettings::Sqlite {
                path: folder.join("keys.db"),
            },
        }
    }

    /// A database of a server, and that for its keys.
    pub(crate) fn of_server(main: &str, keys: &str) -> Result<Self> {
        let url = |text| PostgresUrl::parse(text).map_err(|remedy| anyhow!("{remedy}"));
        Ok(Self {
            main: StoreSettings::Postgres { url: url(main)? },
            keys: KeySettings::Postgres { url: url(keys)? },
        })
    }
}

/// An open service.
pub(crate) struct Product {
    pub(crate) store: Store,
    pub(crate) service: Service,
    pub(crate) clock: Arc<Ticking>,
    pub(crate) chance: Arc<Seeded>,
    given: AtomicU64,
}

impl Product {
    pub(crate) async fn open(databases: &Databases) -> Result<Self> {
        let first = NewWrappingKey {
            id: Uuid::from_u128(1),
            key: DataKey::new([8; 32]),
            made_at: Timestamp::UNIX_EPOCH,
        };
        let keys = KeyStore::open_or_make(&databases.keys, &ROOT, &first).await?;
        let store = Store::open(&databases.main).await?.with_keys(keys);
        let clock = Arc::new(Ticking(AtomicI64::new(NOW)));
        let chance = Arc::new(Seeded(Mutex::new(StdRng::seed_from_u64(1))));
        let source = RegisterSource::parse("association.toml", REGISTER)?;
        let service = Service::new(Parts {
            store: store.clone(),
            register: ServedRegister::new(source)?,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            chance: Arc::clone(&chance) as Arc<dyn Chance>,
            root_key: RootKey(ROOT),
            reserve: Arc::new(Untouched),
            passkeys: None,
        });
        service.store_register().await?;
        Ok(Self {
            store,
            service,
            clock,
            chance,
            given: AtomicU64::new(0),
        })
    }

    /// Gives a consent through the whole use case.
    pub(crate) async fn give(&self) -> Result<ReceiptCode> {
        let number = self.given.fetch_add(1, Ordering::Relaxed);
        let key = RequestKey::new(&format!("load-{number:020}"), Digest::of(b"load"));
        let site = self.service.register().register().site.keys().next();
        let given = GiveConsent {
            site: site.context("the register names a site")?.clone(),
            language: Language::Da,
            surface: Surface::Banner,
            embed: None,
            accepted: [ACCEPTED.to_owned()].into(),
            cookie: None,
            notice: self.banner()?,
            replaces: None,
            key: key.context("the key is long enough")?,
        };
        let given = self.service.give_consent(given).await.map_err(problem)?;
        Ok(given.code)
    }

    /// The hash of the Danish banner's notice.
    fn banner(&self) -> Result<Digest> {
        let notices = self.service.notices_in_force().map_err(problem)?;
        let is_banner = |surface, language| surface == Surface::Banner && language == Language::Da;
        let banner = notices
            .iter()
            .find(|notice| is_banner(notice.surface, notice.language));
        Ok(banner.context("the register has a banner")?.hash)
    }
}

/// What a use case refuses with.
pub(crate) fn problem(problem: Problem) -> anyhow::Error {
    anyhow!("the service answered {problem:?}")
}
