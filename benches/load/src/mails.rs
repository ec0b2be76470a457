//! A newsletter to many, from the press of the button to the last mail, against a plain loop of lettre's that makes and
//! sends the same mails over as many connections to the same server and keeps note of nothing.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::task::JoinSet;

use crate::editor::Editor;
use crate::program::Program;
use crate::sink::{Acknowledging, Sink};
use crate::stopwatch::Stopwatch;
use crate::table::{Against, Budget, Row};

/// How many connections send, as shipped.
const CONNECTIONS: usize = 4;
/// How long a connection may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// A newsletter of a page.
const WORDS: &str = include_str!("newsletter.md");

/// How many mails the floor sends: it knows no budget of time, and waits 40 ms for each.
const OF_THE_FLOOR: usize = 4_000;

/// Sends `count` mails to a server that acknowledges as systems do, and a tenth of them to one that does so at once.
pub(crate) async fn measure(binary: &Path, folder: &Path, count: usize) -> Result<Vec<Row>> {
    let place = folder.join("late");
    let usual = Comparison::of(binary, &place, count, Acknowledging::Late).await?;
    let place = folder.join("at-once");
    let at_once = Comparison::of(binary, &place, count / 10, Acknowledging::AtOnce).await?;
    Ok(vec![
        Row {
            what: format!("a newsletter to {count} people / lettre in a loop"),
            unit: "/s",
            measured: vec![usual.rate],
            against: Against::Floor(vec![usual.floor], Budget::AtLeast(0.75)),
        },
        Row {
            what: "peak memory while it is sent".to_owned(),
            unit: "MB",
            measured: vec![usual.peak],
            against: Against::Itself(Budget::AtMost(60.0)),
        },
        Row {
            what: "the same, to a server that acknowledges at once".to_owned(),
            unit: "/s",
            measured: vec![at_once.rate],
            against: Against::Nothing,
        },
        Row {
            what: "lettre in a loop to that server".to_owned(),
            unit: "/s",
            measured: vec![at_once.floor],
            against: Against::Nothing,
        },
    ])
}

/// One newsletter, and the floor to the same server.
struct Comparison {
    /// Mails a second, of ours.
    rate: f64,
    /// Mails a second, of the loop.
    floor: f64,
    /// Our peak of memory, in MB.
    peak: f64,
}

impl Comparison {
    async fn of(
        binary: &Path,
        folder: &Path,
        count: usize,
        acknowledging: Acknowledging,
    ) -> Result<Self> {
        let sink = Sink::start(acknowledging).await?;
        let floor = plain(&sink, count.min(OF_THE_FLOOR)).await?;
        let authority = folder.join("authority.pem");
        std::fs::create_dir_all(folder)?;
        sink.write_authority(&authority)?;
        let server = Program::sending_to(binary, folder, sink.addr, &authority)?;
        let mut editor = Editor::let_in(&server, binary, folder).await?;
        editor.bring_in(count).await?;
        // What bringing them in left in its memory is no part of sending.
        drop(server);
        let server = Program::sending_to(binary, folder, sink.addr, &authority)?;
        editor.go_on_with(&server).await?;
        let before = sink.taken();
        let stopwatch = Stopwatch::start();
        editor.send(WORDS).await?;
        while sink.taken() < before + count {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(Self {
            rate: stopwatch.rate(count),
            floor,
            peak: server.peak()?,
        })
    }
}

/// How many mails a second a loop sends.
async fn plain(sink: &Sink, count: usize) -> Result<f64> {
    let authority = Certificate::from_pem(sink.authority.as_bytes())?;
    let next = Arc::<AtomicUsize>::default();
    let mut connections = Vec::new();
    for _ in 0..CONNECTIONS {
        let tls = TlsParameters::builder("localhost".to_owned())
            .add_root_certificate(authority.clone())
            .build_rustls()?;
        let hello = ClientId::Domain("example.dk".to_owned());
        let connecting = AsyncSmtpConnection::connect_tokio1(
            ("localhost", sink.addr.port()),
            Some(PATIENCE),
            &hello,
            Some(tls),
            None,
        );
        connections.push(connecting.await?);
    }
    let mut running = JoinSet::new();
    let stopwatch = Stopwatch::start();
    for connection in connections {
        running.spawn(send_in_a_loop(connection, Arc::clone(&next), count));
    }
    while let Some(ended) = running.join_next().await {
        ended??;
    }
    Ok(stopwatch.rate(count))
}

async fn send_in_a_loop(
    mut connection: AsyncSmtpConnection,
    next: Arc<AtomicUsize>,
    count: usize,
) -> Result<()> {
    let from: Mailbox = "Fleksnetværket <nyhedsbrev@example.dk>".parse()?;
    let html = format!("<p>{}</p>", WORDS.replace("\n\n", "</p><p>"));
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            connection.quit().await?;
            return Ok(());
        }
        let parts = MultiPart::alternative_plain_html(WORDS.to_owned(), html.clone());
        let message = Message::builder()
            .from(from.clone())
            .to(format!("p{number}@d{number}.example").parse()?)
            .subject("Nyt fra foreningen")
            .multipart(parts)?;
        let sent = connection
            .send(message.envelope(), &message.formatted())
            .await;
        sent.context("the sink takes everything")?;
    }
}
