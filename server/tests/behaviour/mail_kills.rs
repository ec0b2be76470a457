//! The process is killed at random moments while it sends a newsletter, from finding its readers on: nobody is missed,
//! and nobody gets a mail twice but those whose mail was on an open connection in that moment. Theirs is the same mail.

use std::collections::HashMap;
use std::process::{Command, Stdio};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use crate::bench::{ASSOCIATION, Offer, Place, PostgresDatabase, Sink, Victim, sample_or_full};

/// How many connections send.
const CONNECTIONS: usize = 4;
/// When the first process starts.
const START: &str = "2026-11-21T10:00:00Z";

#[test]
#[ignore = "a proof of a minute: run by `make prove`"]
fn prove_kills_lose_no_recipient_on_sqlite() {
    prove(None);
}

#[test]
#[ignore = "a proof of a minute: run by `make prove`"]
fn prove_kills_lose_no_recipient_on_postgresql() {
    let database = PostgresDatabase::fresh();
    prove(Some(database.url()));
}

/// What starts the service, some minutes after it was last started, so that leases of who was killed are over.
fn command(place: &Place, database: Option<&str>, sink: &Sink, round: u64) -> Command {
    let start: Timestamp = START.parse().unwrap();
    let minutes = i64::try_from(11 * round).unwrap();
    let now = start + SignedDuration::from_mins(minutes);
    let mut command = Victim::command(place, &place.data(), round);
    command
        .args(["--smtp", &sink.url(), "--now", &now.to_string()])
        .args(["--mail-connections", &CONNECTIONS.to_string()])
        .env("SSL_CERT_FILE", sink.authority())
        .stderr(Stdio::null());
    if let Some(url) = database {
        command.args(["--database", url]);
    }
    command
}

fn prove(database: Option<&str>) {
    let recipients = sample_or_full(500, 10_000);
    let kills = sample_or_full(10, 100);
    let place = Place::make(ASSOCIATION);
    place.give_keys();
    let sink = Sink::start(Offer::Wrapped);
    let mut chance = StdRng::seed_from_u64(5);
    let mut victim = Victim::spawn(&mut command(&place, database, &sink, 0)).unwrap();
    let readers: Vec<String> = (0..recipients)
        .map(|n| format!("p{n}@d{n}.example"))
        .collect();
    let mut editor = victim.editor(START);
    for some in readers.chunks(1_000) {
        editor.brings_in(&some.join("\n"));
    }
    editor.sends_newsletter();
    // How many had come by each kill.
    let mut by_kill = Vec::new();
    for round in 1..=kills {
        let share = recipients / usize::try_from(kills).unwrap();
        let enough = sink.count() + chance.random_range(0..share);
        wait_until(|| sink.count() >= enough.min(recipients));
        std::thread::sleep(Duration::from_micros(chance.random_range(0..3_000)));
        victim.kill();
        // What it sent before it was gone has come.
        wait_until(|| sink.open() == 0);
        by_kill.push(sink.count());
        victim = Victim::spawn(&mut command(&place, database, &sink, round)).unwrap();
    }
    wait_until(|| is_everybody_reached(&sink, recipients));
    // Who was mailed twice is noticed only when the second mail comes.
    std::thread::sleep(Duration::from_secs(2));
    let doubled = doubled_by_kill(&sink, &by_kill);
    println!("{kills} kills among {recipients} recipients, mailed twice by each: {doubled:?}");
    assert!(
        by_kill.iter().all(|count| *count < recipients),
        "{by_kill:?}"
    );
    assert!(
        doubled.iter().all(|twice| *twice <= CONNECTIONS),
        "{doubled:?}"
    );
}

#[track_caller]
fn wait_until(is_so: impl Fn() -> bool) {
    for _ in 0..120_000 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    panic!("not in two minutes");
}

fn is_everybody_reached(sink: &Sink, recipients: usize) -> bool {
    sink.count() >= recipients && sink.recipients() == recipients
}

/// How many got, after each kill, a mail again that they had before it. Each has one Message-ID.
fn doubled_by_kill(sink: &Sink, by_kill: &[usize]) -> Vec<usize> {
    let mut doubled = vec![0; by_kill.len()];
    // When each got theirs last: who gets it a third time was on an open connection twice.
    let mut last: HashMap<String, (usize, String)> = HashMap::new();
    for (number, mail) in sink.received().into_iter().enumerate() {
        if let Some((before, message_id)) = last.get(&mail.to) {
            assert_eq!(*message_id, mail.message_id);
            let kill = by_kill.iter().position(|count| before < count);
            doubled[kill.expect("nobody is mailed twice without a kill")] += 1;
        }
        last.insert(mail.to, (number, mail.message_id));
    }
    doubled
}
