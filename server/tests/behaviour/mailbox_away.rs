//! A mailbox that cannot be fetched, or not all of it: said once, tried again, and in nobody's way.

use std::time::{Duration, Instant};

use crate::bench::{ASSOCIATION, Inbox, InboxFault, Offer, Place};
use crate::incoming::{MESSAGES, answer, count, fetching, logged, wait_until, with_url, writes_in};

#[test]
fn a_mail_that_breaks_every_visit_does_not_keep_the_others_back() {
    let (place, inbox) = (Place::make(ASSOCIATION), Inbox::open(Offer::Wrapped));
    let victim = fetching(&place, &inbox, &inbox, 1);
    let mark = writes_in(&victim, "aase@example.org");
    // pymap counts from 101.
    inbox.does_wrong(Some(InboxFault::CutAt("UID FETCH 101 (UID BODY")));
    inbox.bring(&answer("aase@example.org", &mark));
    inbox.bring(&answer("aase@example.org", &mark).replace("<1@b.dk>", "<2@b.dk>"));
    wait_until("the second is a message", || count(&place, MESSAGES) == 2);
    wait_until("the second is gone", || inbox.count("ALL") == 1);
    victim.stop();
    let log = logged(&place);
    assert_eq!(log.matches("is passed over").count(), 1, "{log}");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "how long stopping takes is what is measured"
)]
fn a_mailbox_that_cannot_be_fetched_is_complained_about_once_and_fetched_when_it_can() {
    let (inbox, another) = (Inbox::open(Offer::Wrapped), Inbox::open(Offer::AnotherHost));
    for (url, trusting, fault, says) in [
        (
            inbox.url(),
            &inbox,
            Some(InboxFault::Refusing),
            "cannot be reached",
        ),
        (inbox.url(), &another, None, "cannot be reached"),
        (another.url(), &another, None, "cannot be reached"),
        (inbox.url_with("wrong"), &inbox, None, "user and password"),
        (
            "imaps://user:word@localhost:1".to_owned(),
            &inbox,
            None,
            "cannot be reached",
        ),
    ] {
        let place = Place::make(ASSOCIATION);
        inbox.does_wrong(fault);
        let victim = with_url(&place, &url, trusting, 1);
        wait_until(says, || logged(&place).contains(says));
        std::thread::sleep(Duration::from_millis(700));
        inbox.does_wrong(None);
        if fault.is_some() {
            wait_until("it is over", || {
                logged(&place).contains("mails are fetched again")
            });
        }
        victim.stop();
        let log = logged(&place);
        assert_eq!(log.matches("no mails are fetched").count(), 1, "{log}");
        assert!(
            !log.contains("pass@word") && !log.contains("pass%40word"),
            "{log}"
        );
    }
    // One that says nothing does not keep the service from stopping.
    let place = Place::make(ASSOCIATION);
    inbox.does_wrong(Some(InboxFault::Silent));
    let before = inbox.connections();
    let victim = fetching(&place, &inbox, &inbox, 1);
    wait_until("it connects", || inbox.connections() > before);
    let began = Instant::now();
    victim.stop();
    assert!(
        began.elapsed() < Duration::from_secs(4),
        "{:?}",
        began.elapsed()
    );
}
