//! Start-up and shutdown: everything that can be wrong is said before the first visitor comes.

use std::net::SocketAddr;
use std::sync::Arc;

use domain::register::{RegisterSource, ServedRegister};
use leptos::config::LeptosOptions;
use service::{Chance, Clock, Parts, RelyingParty, Reserve as _, Service};
use storage::{Store, StoreError, StoreSettings};
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::api::Composed;
use crate::assets;
use crate::checkpoints::Checkpoints;
use crate::config::Settings;
use crate::eid::EidProvider;
use crate::embed;
use crate::issue_writer::write_issues;
use crate::keys;
use crate::limits::{Limits, MAX_STOP, Rates};
use crate::log_keeper::LogKeeper;
use crate::mail::{Composer, Fetcher, Folder, Outgoing, Sender};
use crate::reserve::{self, ReserveFile};
use crate::router::router;
use crate::serve::serve;
use crate::signing_key::{SigningKeys, signing_key};
use crate::site::{self, Site};
use crate::start_error::StartError;
use crate::sweep::{forget_quiet, sweep_daily};

/// Where time and chance come from.
#[derive(Clone)]
pub struct World {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub chance: Arc<dyn Chance>,
}

/// Reads a register file and accepts it, or says why not.
///
/// # Errors
/// When it cannot be read, is malformed, or its check finds errors.
pub fn read_register(file: &std::path::Path) -> Result<ServedRegister, StartError> {
    let text = std::fs::read_to_string(file).map_err(|source| StartError::NoRegister {
        file: file.to_owned(),
        source,
    })?;
    let source = RegisterSource::parse(&file.display().to_string(), &text)?;
    Ok(ServedRegister::new(source)?)
}

/// The service, and what must be kept going or closed beside it.
pub(crate) struct Opened {
    pub(crate) service: Service,
    pub(crate) store: Store,
    pub(crate) reserve: Arc<ReserveFile>,
}

/// Opens the store, makes the service for `register`, and finishes what an earlier run left.
///
/// # Errors
/// As [`assemble`].
pub(crate) async fn open(
    settings: &Settings,
    world: &World,
    register: ServedRegister,
) -> Result<Opened, StartError> {
    let opened = assemble(settings, world, register).await?;
    opened.service.store_register().await?;
    opened.service.seal_rows_before().await?;
    opened.service.place_proofs_before().await?;
    opened.service.finish_erasures().await?;
    Ok(opened)
}

/// Opens the store and makes the service for `register`, while others may be serving.
///
/// # Errors
/// When the data folder, the store, the reserve or the root key cannot be used.
pub(crate) async fn assemble(
    settings: &Settings,
    world: &World,
    register: ServedRegister,
) -> Result<Opened, StartError> {
    std::fs::create_dir_all(&settings.data).map_err(|source| StartError::NoDataFolder {
        folder: settings.data.clone(),
        source,
    })?;
    // A key that is there and cannot be used is told before anything is opened.
    keys::existing_root_key(&settings.root_key)?;
    if let StoreSettings::Postgres { .. } = settings.database {
        // Nodes on one database must all hold the same key; each would else make one for itself.
        keys::given_root_key(&settings.root_key)?;
    }
    let reserve = Arc::new(ReserveFile::at(&settings.data));
    let store = open_store(settings, &reserve).await?;
    reserve.lay_down()?;
    let root_key = match store.first_sealed().await? {
        Some(_) => keys::root_key_of_sealed(&settings.root_key)?,
        None => keys::root_key(&settings.root_key, world.chance.as_ref())?,
    };
    let first = keys::new_wrapping_key(world.clock.as_ref(), world.chance.as_ref());
    let keys = keys::key_store(&settings.keys, &store, &root_key, &first).await?;
    let store = store.with_keys(keys);
    let passkeys = passkeys(settings, &register);
    let service = Service::new(Parts {
        store: store.clone(),
        register,
        clock: world.clock.clone(),
        chance: world.chance.clone(),
        root_key,
        reserve: reserve.clone(),
        passkeys,
    });
    Ok(Opened {
        service,
        store,
        reserve,
    })
}

/// Who passkeys are for. Nobody said under which name the service is reached: then by an address in numbers, and by
/// those no browser makes one.
fn passkeys(settings: &Settings, register: &ServedRegister) -> Option<RelyingParty> {
    let name = &register.register().controller.short_name;
    RelyingParty::at(settings.public_url.as_deref()?, name)
}

/// A service that is started on a full disk lives on its reserve.
async fn open_store(settings: &Settings, reserve: &ReserveFile) -> Result<Store, StoreError> {
    match Store::open(&settings.database).await {
        Err(StoreError::Open { cause, .. }) if matches!(*cause, StoreError::Full) => {
            reserve.release();
            Store::open(&settings.database).await
        }
        opened => opened,
    }
}

/// The keys of the log of `service`: made for a new log, and the right ones for a log that was signed before.
async fn log_keys(
    settings: &Settings,
    world: &World,
    service: &Service,
    kept: &Checkpoints,
) -> Result<SigningKeys, StartError> {
    let kept = kept.read().map_err(unreadable_checkpoints(settings))?;
    let is_new = kept.is_empty() && !service.was_signed().await?;
    let file = &settings.signing_key;
    let keys = signing_key(file, is_new, world.chance.as_ref())?;
    service.check_signing_keys(&keys).await?;
    Ok(SigningKeys::of(file, keys))
}

fn unreadable_checkpoints(settings: &Settings) -> impl Fn(std::io::Error) -> StartError {
    let data = settings.data.clone();
    move |source| StartError::Checkpoints {
        data: data.clone(),
        source,
    }
}

/// A service that listens and has not begun to answer.
pub struct Listening {
    listener: TcpListener,
    site: Site,
    store: Store,
    keeper: LogKeeper,
    reserve: Arc<ReserveFile>,
    sender: Sender,
    fetcher: Option<Fetcher>,
    mails: Option<Folder>,
}

impl Listening {
    /// Opens everything that answering needs.
    ///
    /// # Errors
    /// Names what is wrong and the remedy.
    pub async fn open(
        settings: &Settings,
        world: &World,
        rates: Rates,
    ) -> Result<Self, StartError> {
        let register = read_register(&settings.register)?;
        let package = assets::current(&settings.site)?;
        let clients = assets::clients(&settings.site)?;
        let Opened {
            service,
            store,
            reserve,
        } = open(settings, world, register).await?;
        let kept = Checkpoints::below(&settings.data);
        let log_keys = log_keys(settings, world, &service, &kept).await?;
        let keeper = LogKeeper::open(service.clone(), log_keys.clone(), kept)
            .map_err(unreadable_checkpoints(settings))?;
        let listen = |source| StartError::Listen {
            addr: settings.addr,
            source,
        };
        let listener = TcpListener::bind(settings.addr).await.map_err(listen)?;
        let addr = listener.local_addr().map_err(listen)?;
        let origin = settings.public_url.clone();
        let origin = origin.unwrap_or_else(|| format!("http://{addr}"));
        let since = service.served_since().await?;
        let composer = Composer::new(service.clone(), origin.clone(), &settings.mail)?;
        let sender = Sender::new(
            service.clone(),
            Arc::clone(&composer),
            settings.mail.clone(),
        );
        let bounces = &settings.mail.bounces;
        let incoming = settings.mail.incoming.clone();
        let fetcher =
            incoming.map(|incoming| Fetcher::new(service.clone(), incoming, bounces.clone()));
        let mails = match &settings.mail.outgoing {
            Outgoing::Folder(folder) => Some(Folder::at(folder.clone())),
            Outgoing::Smtp(_) | Outgoing::Wait => None,
        };
        let embeds = embed::assemble(clients.as_ref(), service.register(), &origin, since)?;
        let eid = settings.eid.clone();
        let eid = eid.map(|eid| EidProvider::open(eid, origin.clone()));
        let eid = eid.transpose()?;
        let leptos = LeptosOptions::builder()
            .output_name("samtykke")
            .site_root(settings.site.display().to_string())
            .site_pkg_dir(package)
            .site_addr(addr)
            .build();
        let site = Site::new(site::Parts {
            service,
            chance: world.chance.clone(),
            limits: Limits::new(rates),
            proxies: settings.trusted_proxies.clone(),
            secure: settings.is_secure(),
            public_url: settings.public_url.clone(),
            origin,
            answers: Composed::default(),
            embeds,
            log_keys,
            // Who is not on this machine is not shown what others were sent.
            mails: mails.clone().filter(|_| !settings.is_secure()),
            composer,
            eid,
            leptos,
        });
        Ok(Self {
            listener,
            site,
            store,
            keeper,
            reserve,
            sender,
            fetcher,
            mails,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.site.leptos.site_addr
    }

    /// The use cases, for the test bench to call.
    #[must_use]
    pub fn service(&self) -> Service {
        self.site.service.clone()
    }

    /// What is stored, for the test bench to look into.
    #[must_use]
    pub fn store(&self) -> Store {
        self.store.clone()
    }

    /// The folder that mails go to, where there is no mail server.
    #[must_use]
    pub fn mails(&self) -> Option<Folder> {
        self.mails.clone()
    }

    /// Answers until `stop`, then lets what was begun finish, for [`MAX_STOP`] at most.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) {
        // Leptos renders on tokio; set twice in one process it stays as it is.
        let _already_set = any_spawner::Executor::init_tokio();
        let quiet = tokio::spawn(forget_quiet(self.site.limits.clone()));
        let (stop_keeper, keeper_stops) = oneshot::channel();
        let keeper = tokio::spawn(self.keeper.run(keeper_stops));
        let reserve = tokio::spawn(reserve::keep(self.reserve));
        let sweeping = tokio::spawn(sweep_daily(self.site.service.clone(), self.mails));
        let (stop_mail, mail_stops) = watch::channel(false);
        let issues = write_issues(self.site.service.clone(), mail_stops.clone());
        let issues = tokio::spawn(issues);
        let fetcher = self
            .fetcher
            .map(|fetcher| tokio::spawn(fetcher.run(mail_stops.clone())));
        let sender = tokio::spawn(self.sender.run(mail_stops));
        let (asked, stopping) = oneshot::channel();
        let serving = serve(self.listener, router(self.site), async move {
            stop.await;
            // Nobody is there any more only if sender and fetcher ended by themselves.
            let _told = stop_mail.send(true);
            let _told = asked.send(());
        });
        tokio::select! {
            () = finished(serving, sender, fetcher) => {}
            () = patience(stopping) => {}
        }
        quiet.abort();
        sweeping.abort();
        reserve.abort();
        issues.abort();
        let _told = stop_keeper.send(());
        // What does not get its place now gets it after the next start.
        let _finished = tokio::time::timeout(MAX_STOP, keeper).await;
        self.store.close().await;
    }
}

/// Resolves when everybody is answered and the mails that were under way, out or in, are done with.
async fn finished(
    serving: impl Future<Output = ()>,
    sender: JoinHandle<()>,
    fetcher: Option<JoinHandle<()>>,
) {
    serving.await;
    // One that panicked has nothing under way.
    let _ended = sender.await;
    if let Some(fetcher) = fetcher {
        let _ended = fetcher.await;
    }
}

/// Resolves when those who were being answered have had their time: a request that never ends does not keep
/// the service from stopping.
async fn patience(stopping: oneshot::Receiver<()>) {
    if stopping.await.is_ok() {
        tokio::time::sleep(MAX_STOP).await;
    } else {
        std::future::pending::<()>().await;
    }
}
