//! The test bench: the same server with a clock that is moved, seeded chance and raised limits, and a second
//! address to move the clock and to look into the store. Never shipped.
#![forbid(unsafe_code)]

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use clap::Parser;
use domain::mail::Envelope;
use domain::staff::Role;
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::{Value, json};
use server::config::Settings;
use server::limits::Rates;
use server::mail::{Folder, Outgoing, Seen};
use server::run::{Listening, World};
use server::stop::stop_signal;
use service::{Chance, Clock, InviteStaff, MailFor, Service};
use storage::{NewKey, NewMail, Operation, Store, StoreError, Tx};
use tokio::net::TcpListener;
use uuid::Uuid;

/// Serve a register for a test.
#[derive(Debug, Parser)]
struct Arguments {
    /// The register file.
    #[arg(long)]
    register: PathBuf,
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
    /// The database; without it, a file in the data folder.
    #[arg(long)]
    database: Option<String>,
    /// The folder of the front build.
    #[arg(long, default_value = "target/site-debug")]
    site: PathBuf,
    /// When it is, to begin with.
    #[arg(long, default_value = "2026-11-21T10:00:00Z")]
    now: Timestamp,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The mail server; without it, mails become files in the data folder.
    #[arg(long)]
    smtp: Option<String>,
    /// The key that mails are signed with.
    #[arg(long)]
    dkim_key: Option<String>,
    /// How many connections to it.
    #[arg(long)]
    mail_connections: Option<String>,
    /// The mailbox to fetch; with the address that undeliverable mails come back to.
    #[arg(long, requires = "bounces")]
    imap: Option<String>,
    /// The address that undeliverable mails come back to.
    #[arg(long)]
    bounces: Option<String>,
    /// How many of each action a network may do a minute.
    #[arg(long, default_value_t = 1_000_000)]
    rate: u32,
    /// People reach it under this machine's name, not its address, so that passkeys can be used.
    #[arg(long)]
    localhost: bool,
}

#[derive(Clone)]
struct MovedClock(Arc<Mutex<Timestamp>>);

impl Clock for MovedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct SeededChance(Mutex<StdRng>);

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = Arguments::parse();
    server::command::start_logging(false);
    let stop = stop_signal()?;
    let clock = MovedClock(Arc::new(Mutex::new(arguments.now)));
    let world = World {
        clock: Arc::new(clock.clone()),
        chance: Arc::new(SeededChance(Mutex::new(StdRng::seed_from_u64(
            arguments.seed,
        )))),
    };
    let port = if arguments.localhost { free_port()? } else { 0 };
    let mut settings = Settings::read(&arguments.data, |name| match name {
        "SAMTYKKE_ADDR" => Some(format!("127.0.0.1:{port}")),
        "SAMTYKKE_PUBLIC_URL" => (port != 0).then(|| format!("http://localhost:{port}")),
        "SAMTYKKE_REGISTER" => Some(arguments.register.display().to_string()),
        "SAMTYKKE_DATA" => Some(arguments.data.display().to_string()),
        "SAMTYKKE_DATABASE" => arguments.database.clone(),
        // The tests' databases come with one for keys.
        "SAMTYKKE_KEYS" => arguments.database.as_ref().map(|url| format!("{url}_keys")),
        "SAMTYKKE_SMTP" => arguments.smtp.clone(),
        "SAMTYKKE_DKIM_KEY" => arguments.dkim_key.clone(),
        "SAMTYKKE_MAIL_CONNECTIONS" => arguments.mail_connections.clone(),
        "SAMTYKKE_IMAP" => arguments.imap.clone(),
        "SAMTYKKE_MAIL_BOUNCES" => arguments.bounces.clone(),
        "SAMTYKKE_SITE" => Some(arguments.site.display().to_string()),
        _ => None,
    })?;
    if arguments.smtp.is_none() {
        // On PostgreSQL too: the tests read what was sent.
        settings.mail.outgoing = Outgoing::Folder(settings.data.join("mail"));
    }
    if let Some(incoming) = &mut settings.mail.incoming {
        // Nobody waits a minute in a test.
        incoming.every = Duration::from_millis(100);
    }
    let rate = NonZeroU32::new(arguments.rate).ok_or("a rate of zero answers nobody")?;
    // A database server's nodes are given their key; the bench is a node that makes its own.
    std::fs::create_dir_all(&settings.data)?;
    server::keys::root_key(&settings.root_key, world.chance.as_ref())?;
    let listening = Listening::open(&settings, &world, Rates::all(rate)).await?;
    let control = TcpListener::bind("127.0.0.1:0").await?;
    println!(
        "{}",
        json!({
            "serving": match port {
                0 => format!("http://{}", listening.addr()),
                _ => format!("http://localhost:{port}"),
            },
            "control": format!("http://{}", control.local_addr()?),
        })
    );
    let bench = Router::new()
        .route("/clock", post(move_clock))
        .route("/stored", get(stored))
        .route("/sweep", post(sweep))
        .route("/mails", get(mails).post(write_mails))
        .route("/staff", post(invite))
        .layer(DefaultBodyLimit::disable())
        .with_state(Bench {
            clock,
            chance: Arc::clone(&world.chance),
            store: listening.store(),
            service: listening.service(),
            mails: listening.mails(),
        });
    tokio::spawn(async move { axum::serve(control, bench).await });
    listening.serve(stop).await;
    Ok(())
}

/// The address has to be known before the service listens at it.
fn free_port() -> std::io::Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.port())
}

#[derive(Clone)]
struct Bench {
    clock: MovedClock,
    chance: Arc<dyn Chance>,
    store: Store,
    service: Service,
    mails: Option<Folder>,
}

impl Bench {
    fn draw_id(&self) -> Uuid {
        self.chance.uuid_v7(self.clock.now())
    }
}

async fn move_clock(State(bench): State<Bench>, Json(now): Json<Timestamp>) {
    *bench.clock.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
}

/// Does the day's work now, as the server does by itself once a day.
async fn sweep(State(bench): State<Bench>) -> StatusCode {
    // The folder after the database: it follows what is known there.
    if bench.service.sweep().await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let swept = match &bench.mails {
        Some(mails) => mails.sweep(&bench.service).await.is_ok(),
        None => true,
    };
    match swept {
        true => StatusCode::NO_CONTENT,
        false => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// The mails that were sent, as their readers see them, the latest first.
async fn mails(State(bench): State<Bench>) -> Result<Json<Vec<Seen>>, StatusCode> {
    let folder = bench.mails.ok_or(StatusCode::NOT_FOUND)?;
    let latest = folder.see_latest();
    latest
        .map(Json)
        .map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
}

/// Writes mails as if something had caused them, each about something of its own.
async fn write_mails(
    State(bench): State<Bench>,
    Json(envelopes): Json<Vec<Envelope>>,
) -> Result<StatusCode, StatusCode> {
    let failed = |_| StatusCode::SERVICE_UNAVAILABLE;
    let batch = Some(bench.draw_id());
    for some in envelopes.chunks(MAILS_AT_ONCE) {
        let mut write = WriteMails::default();
        for envelope in some {
            let key = bench.service.draw_key(bench.draw_id());
            let of = MailFor {
                key: &key,
                batch,
                due_at: bench.service.now(),
            };
            let drawn = bench.service.draw_mail(envelope, &of);
            write
                .mails
                .push(drawn.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?);
            write.keys.push(key.new_key());
        }
        bench.store.commit(write).await.map_err(failed)?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// How many mails are written in one operation.
const MAILS_AT_ONCE: usize = 100;

#[derive(Default)]
struct WriteMails {
    mails: Vec<NewMail>,
    keys: Vec<NewKey>,
}

impl Operation for WriteMails {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        self.keys.clone()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for mail in &self.mails {
            tx.mail(mail).await?;
        }
        Ok(())
    }
}

/// Lets somebody of the staff in, as `samtykke staff invite` does; gives the token of the link.
async fn invite(
    State(bench): State<Bench>,
    Json((name, email, role)): Json<(String, String, String)>,
) -> Result<String, StatusCode> {
    let invite = InviteStaff {
        name,
        email,
        roles: Role::of_name(&role).into_iter().collect(),
    };
    let invited = bench.service.invite_as_operator(invite).await;
    invited
        .map(|invited| invited.token.to_text())
        .map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)
}

/// What is stored, counted: for tests that ask what a click left behind.
async fn stored(State(bench): State<Bench>) -> Json<Value> {
    let day = bench.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let refusals = bench
        .store
        .refusals(day)
        .await
        .map(|rows| rows.iter().map(|row| row.count).sum::<u64>());
    let leaves = bench.store.leaves().await.map(|leaves| leaves.len());
    Json(json!({ "refusals": refusals.ok(), "leaves": leaves.ok() }))
}
