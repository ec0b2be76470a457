//! What comes by mail, fetched from a real IMAP server: what is for us is dealt with and goes, whatever the connection
//! does meanwhile, and the rest stays as it was.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use data_encoding::BASE32_NOPAD;
use domain::evidence::keyed_hash;
use serde_json::{Value, json};
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use uuid::Uuid;

use crate::bench::api::post;
use crate::bench::{
    ASSOCIATION, Ask, Inbox, InboxFault, Offer, Place, PostgresDatabase, Victim, exchange, hidden,
};

/// What is logged: all that we have to say, and what is asked of the library, which would write down whole mails.
const ALL: &str = "warn,server=debug,service=debug,storage=debug,async_imap=trace";

/// When it is, in microseconds.
const NOW: i64 = 1795255200000000;

/// A service that fetches from `inbox`, and trusts whom `trusting` names.
pub(crate) fn fetching(place: &Place, inbox: &Inbox, trusting: &Inbox, seed: u64) -> Victim {
    with_url(place, &inbox.url(), trusting, seed)
}

pub(crate) fn with_url(place: &Place, url: &str, trusting: &Inbox, seed: u64) -> Victim {
    Victim::spawn(&mut command(place, url, trusting, seed)).expect("it starts")
}

fn command(place: &Place, url: &str, trusting: &Inbox, seed: u64) -> Command {
    let log = File::options()
        .create(true)
        .append(true)
        .open(log(place))
        .unwrap();
    let mut command = Victim::command(place, &place.data(), seed);
    command
        .args(["--imap", url, "--bounces", "bounce@example.dk"])
        .env("SSL_CERT_FILE", trusting.authority())
        .env("SAMTYKKE_LOG", ALL)
        .stderr(Stdio::from(log));
    command
}

fn log(place: &Place) -> std::path::PathBuf {
    place.folder().join("log.txt")
}

pub(crate) fn logged(place: &Place) -> String {
    std::fs::read_to_string(log(place)).unwrap()
}

#[track_caller]
pub(crate) fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..1200 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("not in a minute: {what}");
}

/// Runs something on the database behind the server's back.
fn on_database<T>(place: &Place, what: impl AsyncFnOnce(&mut SqliteConnection) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let address = format!("sqlite://{}", place.database().display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        let done = what(&mut connection).await;
        connection.close().await.unwrap();
        done
    })
}

pub(crate) fn count(place: &Place, query: &'static str) -> i64 {
    on_database(place, async |connection| {
        sqlx::query_scalar(query)
            .fetch_one(connection)
            .await
            .unwrap()
    })
}

/// The token of an address, made as the documentation of the service's keys says, by nothing of its code.
fn token(place: &Place, label: &str, id: &Uuid) -> String {
    let root: [u8; 32] = std::fs::read(place.data().join("root.key"))
        .unwrap()
        .try_into()
        .unwrap();
    let mark = keyed_hash(&root, &[label.as_bytes(), id.as_bytes()]);
    let bytes = [id.as_bytes().as_slice(), &mark.0[..10]].concat();
    BASE32_NOPAD.encode(&bytes).to_lowercase()
}

/// What became a file since the clock's one moment began, beside those in `before`.
fn new_mail(victim: &Victim, before: &[Value]) -> Value {
    wait_until("the letter is written", || {
        victim.mails().len() > before.len()
    });
    let is_new = |mail: &Value| before.iter().all(|other| other["id"] != mail["id"]);
    victim.mails().into_iter().find(is_new).unwrap()
}

/// Somebody who gets the newsletter.
struct Subscriber {
    email: String,
    id: Uuid,
    link: Uuid,
}

impl Subscriber {
    fn of(place: &Place, victim: &Victim, email: &str) -> Self {
        let before = victim.mails();
        let wording = exchange(victim.addr, &Ask::get("/api/v1/newsletter/wording/da")).json();
        let sign_up = json!({
            "site": "www", "language": "da", "wording": wording["hash"], "topics": ["news"], "email": email,
        });
        exchange(
            victim.addr,
            &post("/api/v1/newsletter/subscriptions", &sign_up),
        );
        let letter = new_mail(victim, &before);
        let says = letter["text"].as_str().unwrap();
        let start = says.find("/nyhedsbrev/bekraeft/").unwrap();
        let path = says[start..].split_whitespace().next().unwrap();
        assert_eq!(exchange(victim.addr, &Ask::form(path, &[])).status, 200);
        let row = on_database(place, async |connection| {
            let latest = "SELECT id, link FROM subscription WHERE confirmed_at IS NOT NULL ORDER BY rowid DESC LIMIT 1";
            let row: (Vec<u8>, Vec<u8>) =
                sqlx::query_as(latest).fetch_one(connection).await.unwrap();
            row
        });
        Self {
            email: email.to_owned(),
            id: Uuid::from_slice(&row.0).unwrap(),
            link: Uuid::from_slice(&row.1).unwrap(),
        }
    }

    /// The address that a mail to them returns to; the mail is written as sent.
    fn return_address(&self, place: &Place, mail: u128) -> String {
        let id = Uuid::from_u128(mail);
        on_database(place, async |connection| {
            let sent = "INSERT INTO mail (id, kind, owner, bulk, content, state, due_at, since, ended_at) \
                        VALUES ($1, 'message_waits', $2, 0, x'', 'sent', $3, $3, $3)";
            let writing = sqlx::query(sent)
                .bind(id.as_bytes().as_slice())
                .bind(self.id.as_bytes().as_slice())
                .bind(NOW);
            writing.execute(connection).await.unwrap();
        });
        format!("bounce+{}@example.dk", token(place, "bounce token v1", &id))
    }

    fn stop_address(&self, place: &Place) -> String {
        let token = token(place, "newsletter stop address v1", &self.link);
        format!("bounce+stop-{token}@example.dk")
    }
}

fn is_subscribed(place: &Place, subscriber: &Subscriber) -> bool {
    let id = subscriber.id;
    let found: i64 = on_database(place, async |connection| {
        sqlx::query_scalar("SELECT count(*) FROM subscription WHERE id = $1")
            .bind(id.as_bytes().as_slice())
            .fetch_one(connection)
            .await
            .unwrap()
    });
    found == 1
}

/// What Postfix sent back, to another address and about another recipient.
fn recorded(name: &str, to: &str, about: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bounces/postfix");
    let text = std::fs::read_to_string(folder.join(format!("{name}.eml"))).unwrap();
    let sender = "bounce+token-of-";
    let start = text.find(sender).unwrap();
    let end = start + text[start..].find("@forening.example").unwrap();
    let address = format!("{}@forening.example", &text[start..end]);
    let text = text.replace(&address, to);
    let start = text.find("Final-Recipient: rfc822; ").unwrap() + "Final-Recipient: rfc822; ".len();
    let recipient = text[start..].lines().next().unwrap().to_owned();
    text.replace(&recipient, about)
}

/// Writes in, and gives the address that answers to it go to.
pub(crate) fn writes_in(victim: &Victim, email: &str) -> String {
    let before = victim.mails();
    let page = exchange(victim.addr, &Ask::get("/kontakt"));
    let start = page.body.find("class=\"contact\"").unwrap();
    let fields = hidden(&page.body[start..]);
    let (_, attempt) = fields.iter().find(|(name, _)| name == "attempt").unwrap();
    let form = Ask::form(
        "/kontakt",
        &[
            ("attempt", attempt),
            ("name", "Åse"),
            ("email", email),
            ("phone", ""),
            ("message", "Hej"),
        ],
    );
    assert_eq!(exchange(victim.addr, &form).status, 303);
    let letter = new_mail(victim, &before);
    let head = letter["head"].as_str().unwrap().replace("\r\n ", " ");
    let line = head
        .lines()
        .find(|line| line.starts_with("Reply-To:"))
        .unwrap();
    let start = line.find('<').unwrap() + 1;
    line[start..].trim_end_matches('>').to_owned()
}

pub(crate) fn answer(from: &str, to: &str) -> String {
    format!(
        "Return-Path: <{from}>\nDelivered-To: kontakt@example.dk\nFrom: Åse <{from}>\nTo: {to}\n\
         Subject: Re: Vi har modtaget din besked\nMessage-ID: <1@b.dk>\n\nTak for svaret.\n"
    )
}

pub(crate) const MESSAGES: &str = "SELECT count(*) FROM message";

#[test]
fn what_is_for_us_is_dealt_with_and_goes_and_the_rest_stays_unread() {
    let (place, inbox) = (Place::make(ASSOCIATION), Inbox::open(Offer::Wrapped));
    let unfetched = Inbox::open(Offer::Wrapped);
    // Written while another mailbox is looked into, so that all of it comes at once.
    let victim = fetching(&place, &unfetched, &unfetched, 1);
    let people = ["refuses", "full", "stops", "rests", "forged"];
    let people =
        people.map(|name| Subscriber::of(&place, &victim, &format!("{name}@canary7f3a.dk")));
    let [refuses, full, stops, rests, forged] = &people;
    let mark = writes_in(&victim, "aase@canary7f3a.dk");
    victim.stop();
    inbox.bring(&recorded(
        "no-user",
        &refuses.return_address(&place, 1),
        &refuses.email,
    ));
    inbox.bring(&recorded(
        "delayed-full",
        &full.return_address(&place, 2),
        &full.email,
    ));
    let stop = |of: &Subscriber, head: &str| {
        format!(
            "{head}Return-Path: <{0}>\nFrom: {0}\nTo: {1}\nSubject: unsubscribe\n\n\n",
            of.email,
            of.stop_address(&place)
        )
    };
    inbox.bring(&stop(stops, ""));
    inbox.bring(&answer("aase@canary7f3a.dk", &mark));
    let large = format!("{}\n", "x".repeat(79)).repeat(6 * 1024 * 1024 / 80);
    let left = [
        stop(rests, "Auto-Submitted: auto-replied\n"),
        recorded("no-user", &forged.return_address(&place, 3), &rests.email),
        recorded(
            "no-user",
            &format!("bounce+{}@example.dk", "a".repeat(42)),
            &forged.email,
        ),
        "From: bo@canary7f3a.dk\nTo: formand@example.dk\nSubject: Hej\n\nTil formanden.\n"
            .to_owned(),
        recorded("no-user", &forged.return_address(&place, 4), &forged.email) + &large,
    ];
    for mail in &left {
        inbox.bring(mail);
    }
    let victim = fetching(&place, &inbox, &inbox, 2);
    wait_until("what is for us is gone", || {
        inbox.count("ALL") == left.len()
    });
    wait_until("all was looked at", || logged(&place).contains("too large"));
    victim.stop();
    assert_eq!(inbox.count("UNSEEN"), left.len());
    for (subscriber, stays) in people.iter().zip([false, true, false, true, true]) {
        assert_eq!(
            is_subscribed(&place, subscriber),
            stays,
            "{}",
            subscriber.email
        );
    }
    assert_eq!(
        count(&place, "SELECT count(*) FROM mail WHERE put_off = '4.2.2'"),
        1
    );
    assert_eq!(count(&place, MESSAGES), 2);
    let log = logged(&place);
    for secret in ["canary7f3a", "pass@word", "Til formanden", "bounce+"] {
        assert!(!log.contains(secret), "{secret}");
    }
}

#[test]
fn a_mail_that_could_not_be_removed_is_dealt_with_again_and_is_one() {
    let (place, inbox) = (Place::make(ASSOCIATION), Inbox::open(Offer::Wrapped));
    let mut victim = fetching(&place, &inbox, &inbox, 1);
    let mark = writes_in(&victim, "aase@example.org");
    inbox.does_wrong(Some(InboxFault::CutAt("UID STORE")));
    inbox.bring(&answer("aase@example.org", &mark));
    wait_until("it is a message", || count(&place, MESSAGES) == 2);
    let before = inbox.connections();
    wait_until("it was tried again", || inbox.connections() >= before + 2);
    victim.kill();
    assert_eq!(inbox.count("ALL"), 1);
    inbox.does_wrong(Some(InboxFault::CutAt("UID EXPUNGE")));
    let again = fetching(&place, &inbox, &inbox, 2);
    // The one that was killed has the mailbox until its lease runs out.
    again.move_clock("2026-11-21T10:06:00Z");
    wait_until("it is marked", || inbox.count("DELETED") == 1);
    inbox.does_wrong(None);
    wait_until("it is gone", || inbox.count("ALL") == 0);
    again.stop();
    assert_eq!(count(&place, MESSAGES), 2);
}

#[test]
fn of_two_nodes_one_looks_at_a_time_and_each_mail_is_dealt_with_once() {
    let (database, inbox) = (PostgresDatabase::fresh(), Inbox::open(Offer::Wrapped));
    let node = |place: &Place, seed| {
        place.give_keys();
        let mut command = command(place, &inbox.url(), &inbox, seed);
        Victim::spawn(command.args(["--database", database.url()])).expect("it starts")
    };
    let places = [Place::make(ASSOCIATION), Place::make(ASSOCIATION)];
    let one = node(&places[0], 1);
    let mark = writes_in(&one, "aase@example.org");
    let other = node(&places[1], 2);
    for number in 0..30 {
        let id = format!("<{number}@b.dk>");
        inbox.bring(&answer("aase@example.org", &mark).replace("<1@b.dk>", &id));
    }
    wait_until("all are gone", || inbox.count("ALL") == 0);
    one.stop();
    other.stop();
    assert_eq!(inbox.marked(), 30);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let messages: i64 = runtime.block_on(async {
        let mut connection = PgConnection::connect(database.url()).await.unwrap();
        let count = sqlx::query_scalar(MESSAGES).fetch_one(&mut connection);
        count.await.unwrap()
    });
    assert_eq!(messages, 31);
}
