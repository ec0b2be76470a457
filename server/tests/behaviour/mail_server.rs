//! Sending to a real mail server over the network: encrypted or not at all, each mail once, and nothing lost when the
//! server does wrong.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use sqlx::{Connection as _, Row as _, SqliteConnection};

use crate::bench::{ASSOCIATION, Fault, Offer, Place, Received, Sink, Victim};
use crate::mails::envelope;

/// A service that sends to `sink`, over `connections`.
fn sending(place: &Place, sink: &Sink, trusting: &Sink, connections: usize) -> Victim {
    let mut command = Victim::command(place, &place.data(), 1);
    command
        .args(["--smtp", &sink.url()])
        .args(["--mail-connections", &connections.to_string()])
        .env("SSL_CERT_FILE", trusting.authority())
        .stderr(Stdio::null());
    Victim::spawn(&mut command).expect("it starts")
}

fn letters(to: impl IntoIterator<Item = String>) -> Vec<Value> {
    to.into_iter()
        .map(|to| envelope(&to, "da", "confirm_subscription"))
        .collect()
}

/// So many people, each with a domain of their own.
fn people(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("p@d{n}.example")).collect()
}

#[track_caller]
fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..400 {
        if is_so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("not in twenty seconds: {what}");
}

/// The state and the server's answer of each mail.
fn states(place: &Place) -> Vec<(String, Option<String>)> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let address = format!("sqlite://{}?mode=ro", place.database().display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        let rows = sqlx::query("SELECT state, answer FROM mail ORDER BY id")
            .fetch_all(&mut connection)
            .await
            .unwrap();
        rows.iter().map(|row| (row.get(0), row.get(1))).collect()
    })
}

fn count_in(place: &Place, state: &str) -> usize {
    states(place).iter().filter(|(is, _)| is == state).count()
}

fn ids(received: &[Received]) -> BTreeSet<&str> {
    received
        .iter()
        .map(|mail| mail.message_id.as_str())
        .collect()
}

#[test]
fn many_mails_go_over_one_encrypted_connection_each_once() {
    for offer in [Offer::Wrapped, Offer::StartTls] {
        let (place, sink) = (Place::make(ASSOCIATION), Sink::start(offer));
        let victim = sending(&place, &sink, &sink, 1);
        victim.write_mails(&letters(people(30)));
        wait_until("all are sent", || count_in(&place, "sent") == 30);
        victim.stop();
        let received = sink.received();
        assert_eq!((received.len(), ids(&received).len()), (30, 30));
        assert_eq!(sink.connections(), 1);
        // "\0user\0pass@word"
        assert_eq!(sink.credentials(), ["AUTH PLAIN AHVzZXIAcGFzc0B3b3Jk"]);
        for (number, (state, answer)) in states(&place).iter().enumerate() {
            let answer = answer.as_deref().unwrap();
            assert_eq!(
                (state.as_str(), answer),
                ("sent", &*format!("Q{}", number + 1))
            );
        }
        let mail = &received[0];
        assert_eq!(mail.from, "nyhedsbrev@example.dk");
        assert!(
            mail.message_id.ends_with("@example.dk>"),
            "{}",
            mail.message_id
        );
        assert!(
            mail.bytes
                .split(|byte| *byte == b'\n')
                .all(|line| line.len() <= 79)
        );
    }
}

#[test]
fn nothing_is_sent_without_encryption_or_to_who_cannot_show_to_be_the_server() {
    let another = Sink::start(Offer::Wrapped);
    for (offer, trusts_another) in [
        (Offer::Clear, false),
        (Offer::AnotherHost, false),
        (Offer::Wrapped, true),
        (Offer::StartTls, true),
    ] {
        let (place, sink) = (Place::make(ASSOCIATION), Sink::start(offer));
        let trusting = if trusts_another { &another } else { &sink };
        let victim = sending(&place, &sink, trusting, 2);
        victim.write_mails(&letters(people(3)));
        wait_until("it tried", || sink.connections() >= 2);
        std::thread::sleep(Duration::from_millis(500));
        assert!(sink.credentials().is_empty(), "{offer:?}");
        assert_eq!(sink.count(), 0, "{offer:?}");
        victim.stop();
        assert_eq!(count_in(&place, "queued"), 3, "{offer:?}");
    }
}

#[test]
fn who_is_refused_is_given_up_who_is_delayed_is_tried_again_and_the_others_get_theirs() {
    let (place, sink) = (Place::make(ASSOCIATION), Sink::start(Offer::Wrapped));
    sink.does_wrong(&[
        Fault::Recipient("p@d1.example", "550 5.1.1 <p@d1.example>: no such user"),
        Fault::Recipient("p@d2.example", "451 4.7.1 <p@d2.example>: greylisted"),
    ]);
    let victim = sending(&place, &sink, &sink, 1);
    victim.write_mails(&letters(people(4)));
    wait_until("all were tried", || {
        states(&place).iter().all(|(_, answer)| answer.is_some())
    });
    let told = states(&place);
    let mut told: Vec<(&str, &str)> = told
        .iter()
        .map(|(state, answer)| (state.as_str(), answer.as_deref().unwrap()))
        .collect();
    let (refused, delayed) = (("failed", "550 5.1.1"), ("queued", "451 4.7.1"));
    told.sort_unstable();
    assert_eq!(told, [refused, delayed, ("sent", "Q1"), ("sent", "Q2")]);
    sink.does_wrong(&[]);
    victim.move_clock("2026-11-21T10:00:59Z");
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(sink.count(), 2, "not before its minute is over");
    victim.move_clock("2026-11-21T10:01:00Z");
    wait_until("it is tried again", || count_in(&place, "sent") == 3);
    assert_eq!(sink.count(), 3);
}

#[test]
fn a_mail_refused_after_its_content_is_given_up() {
    let (place, sink) = (Place::make(ASSOCIATION), Sink::start(Offer::Wrapped));
    sink.does_wrong(&[Fault::Content("554 5.7.1 spam, says anna@example.dk")]);
    let victim = sending(&place, &sink, &sink, 1);
    victim.write_mails(&letters(people(1)));
    wait_until("it is given up", || count_in(&place, "failed") == 1);
    let answer = Some("554 5.7.1".to_owned());
    assert_eq!(states(&place), [("failed".to_owned(), answer)]);
}

#[test]
fn only_when_the_servers_answer_was_cut_off_a_mail_goes_twice_and_it_is_the_same_mail() {
    let (place, sink) = (Place::make(ASSOCIATION), Sink::start(Offer::Wrapped));
    sink.does_wrong(&[Fault::Unanswered]);
    let victim = sending(&place, &sink, &sink, 1);
    victim.write_mails(&letters(people(1)));
    wait_until("it came", || sink.count() == 1);
    wait_until("it waits", || count_in(&place, "queued") == 1);
    sink.does_wrong(&[]);
    victim.move_clock("2026-11-21T10:01:00Z");
    wait_until("it goes again", || count_in(&place, "sent") == 1);
    let received = sink.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].bytes, received[1].bytes);
}

#[test]
fn a_server_that_wants_no_mails_for_now_gets_them_later() {
    let (place, sink) = (Place::make(ASSOCIATION), Sink::start(Offer::Wrapped));
    sink.does_wrong(&[Fault::Closing("421 4.3.2 shutting down")]);
    let victim = sending(&place, &sink, &sink, 2);
    victim.write_mails(&letters(people(5)));
    wait_until("it tried", || sink.connections() >= 3);
    assert_eq!(count_in(&place, "sent"), 0);
    sink.does_wrong(&[]);
    wait_until("all are sent", || count_in(&place, "sent") == 5);
    let received = sink.received();
    assert_eq!((received.len(), ids(&received).len()), (5, 5));
}

#[test]
fn one_domain_gets_no_more_than_two_at_a_time() {
    let (place, sink) = (Place::make(ASSOCIATION), Sink::start(Offer::Wrapped));
    sink.does_wrong(&[Fault::Slow(Duration::from_millis(50))]);
    let victim = sending(&place, &sink, &sink, 6);
    victim.write_mails(&letters((0..24).map(|n| format!("p{n}@large.example"))));
    wait_until("all are sent", || count_in(&place, "sent") == 24);
    assert_eq!(sink.most_at_once(), 2);
    victim.write_mails(&letters(people(24)));
    wait_until("all are sent", || count_in(&place, "sent") == 48);
    assert!(sink.most_at_once() > 2);
}

#[test]
fn a_stop_finishes_what_is_under_way_and_begins_nothing() {
    let (place, sink) = (Place::make(ASSOCIATION), Sink::start(Offer::Wrapped));
    sink.does_wrong(&[Fault::Slow(Duration::from_secs(1))]);
    let victim = sending(&place, &sink, &sink, 2);
    victim.write_mails(&letters(people(20)));
    wait_until("two are under way", || sink.most_at_once() == 2);
    victim.stop();
    let sent = count_in(&place, "sent");
    assert_eq!((sent, sink.count()), (2, 2));
    assert_eq!(count_in(&place, "queued"), 18);
}
