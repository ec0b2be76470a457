//! Issues from the first draft to the archive. Nobody is left out, and nobody is written to twice.

use domain::issue::IssueState;
use domain::mail::{Envelope, Letter};
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::Language;
use uuid::Uuid;

use super::{IssueForm, SendAt};
use crate::newsletter::tests::{asked, letters, subscribed};
use crate::staff::tests::signed_in;
use crate::testing::Bench;
use crate::{Service, StaffActor, Undelivered};

async fn editor(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::Communications]).await
}

fn form(subject: &str, topics: &[&str]) -> IssueForm {
    IssueForm {
        subject: subject.to_owned(),
        words: "Kom *gerne* forbi.".to_owned(),
        english_subject: String::new(),
        english_words: String::new(),
        topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
        archived: true,
    }
}

/// A draft about news.
async fn draft(service: &Service, actor: &StaffActor) -> Uuid {
    let written = service.write_issue(actor, &form("Nyt", &["news"])).await;
    written.unwrap()
}

/// A newsletter about news whose mails are all written.
async fn sending(service: &Service, actor: &StaffActor) -> Uuid {
    let issue = draft(service, actor).await;
    let sent = service.send_issue(actor, &issue, SendAt::Now).await;
    sent.unwrap();
    fill(service).await;
    issue
}

/// Writes every mail that is to be written now.
async fn fill(service: &Service) {
    while service.write_issue_mails().await.unwrap() {}
}

/// Whom the issue goes to, in the order of the outbox.
async fn readers(service: &Service, issue: Uuid) -> Vec<String> {
    let mails = letters(service).await.into_iter();
    let of_issue = mails.filter(|mail| is_of(mail, issue));
    let mut readers: Vec<String> = of_issue.map(|mail| mail.to.as_str().to_owned()).collect();
    readers.sort_unstable();
    readers
}

fn is_of(mail: &Envelope, issue: Uuid) -> bool {
    matches!(&mail.letter, Letter::Newsletter { issue: of, .. } if *of == issue)
}

#[tokio::test]
async fn whoever_asked_for_one_of_its_topics_gets_it_once_and_nobody_else() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    subscribed(service, "news@example.dk", &["news"]).await;
    subscribed(service, "both@example.dk", &["news", "events"]).await;
    subscribed(service, "events@example.dk", &["events"]).await;
    let left = subscribed(service, "left@example.dk", &["news"]).await;
    service.leave(&left.leave, Language::Da).await.unwrap();
    asked(service, "unconfirmed@example.dk", &["news"]).await;
    let issue = draft(service, &actor).await;
    fill(service).await;
    assert_eq!(
        readers(service, issue).await,
        [""; 0],
        "a draft goes nowhere"
    );
    service
        .send_issue(&actor, &issue, SendAt::Now)
        .await
        .unwrap();
    fill(service).await;
    let expected = ["both@example.dk", "news@example.dk"];
    assert_eq!(readers(service, issue).await, expected);
    bench.set_clock("2026-11-21T12:01:00Z");
    subscribed(service, "late@example.dk", &["news"]).await;
    fill(service).await;
    assert_eq!(readers(service, issue).await, [""; 0]);
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.state, seen.written), (IssueState::Written, 2));
    assert_eq!((seen.counts.sent, seen.waiting()), (2, 0));
    assert!(!seen.is_under_way());
}

/// More than are written at a time, so that the end of a page is met too.
#[tokio::test]
async fn many_readers_are_all_found() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let mut expected = Vec::new();
    for number in 0..130 {
        let address = format!("reader{number:03}@example.dk");
        subscribed(service, &address, &["news"]).await;
        expected.push(address);
    }
    let issue = sending(service, &actor).await;
    let mut found = readers(service, issue).await;
    found.extend(readers(service, issue).await);
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn two_nodes_that_write_at_once_write_nobody_twice() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    for number in 0..100 {
        subscribed(service, &format!("reader{number}@example.dk"), &["news"]).await;
    }
    let issue = draft(service, &actor).await;
    service
        .send_issue(&actor, &issue, SendAt::Now)
        .await
        .unwrap();
    for _ in 0..8 {
        let (one, other) = tokio::join!(service.write_issue_mails(), service.write_issue_mails());
        one.unwrap();
        other.unwrap();
    }
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.written, seen.waiting()), (100, 100));
}

#[tokio::test]
async fn at_a_set_time_it_goes_and_not_before_and_until_then_it_can_be_called_back() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    subscribed(service, "reader@example.dk", &["news"]).await;
    let issue = draft(service, &actor).await;
    // Twelve o'clock UTC is one o'clock in Denmark.
    let half_past = SendAt::Clock("2026-11-21T13:30".parse().unwrap());
    service.send_issue(&actor, &issue, half_past).await.unwrap();
    bench.set_clock("2026-11-21T12:29:59Z");
    fill(service).await;
    assert_eq!(readers(service, issue).await, [""; 0]);
    service.call_issue_back(&actor, &issue).await.unwrap();
    service
        .edit_issue(&actor, &issue, &form("Andet", &["news"]))
        .await
        .unwrap();
    bench.set_clock("2026-11-21T12:29:59Z");
    service.send_issue(&actor, &issue, half_past).await.unwrap();
    bench.set_clock("2026-11-21T12:30:00Z");
    fill(service).await;
    assert_eq!(readers(service, issue).await, ["reader@example.dk"]);
    let edited = service
        .edit_issue(&actor, &issue, &form("Nej", &["news"]))
        .await;
    assert_eq!(edited, Err(Problem::IssueUnderWay));
    let called_back = service.call_issue_back(&actor, &issue).await;
    assert_eq!(called_back, Err(Problem::IssueUnderWay));
    let deleted = service.delete_issue(&actor, &issue).await;
    assert_eq!(deleted, Err(Problem::IssueUnderWay));
}

#[tokio::test]
async fn a_time_that_is_over_or_never_comes_is_refused() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let issue = draft(service, &actor).await;
    // Clocks go forward on 28 March 2027, from two to three.
    for clock in ["2026-11-21T13:00", "2025-01-01T00:00", "2027-03-28T02:30"] {
        let at = SendAt::Clock(clock.parse().unwrap());
        let refused = service.send_issue(&actor, &issue, at).await;
        assert_eq!(refused, Err(Problem::UnusableMoment), "{clock}");
    }
    // And back on 31 October 2027: half past two comes twice, and the first counts.
    let twice = SendAt::Clock("2027-10-31T02:30".parse().unwrap());
    service.send_issue(&actor, &issue, twice).await.unwrap();
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!(seen.due_at, Some("2027-10-31T00:30:00Z".parse().unwrap()));
}

#[tokio::test]
async fn what_is_stopped_goes_to_those_who_lack_it_when_it_is_sent_again() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    for name in ["a", "b", "c"] {
        subscribed(service, &format!("{name}@example.dk"), &["news"]).await;
    }
    let issue = sending(service, &actor).await;
    // One is sent, one is refused by its server, and one is stopped.
    let sender = service.new_mail_sender(None);
    let sent = service.take_mails(&sender, 1).await.unwrap().remove(0);
    service.mail_sent(&sent, "ok".to_owned()).await.unwrap();
    let refused = service.take_mails(&sender, 1).await.unwrap().remove(0);
    let why = Undelivered::Refused {
        status: "550".to_owned(),
    };
    service.mail_undelivered(&refused, why).await.unwrap();
    service.stop_issue(&actor, &issue).await.unwrap();
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.state, seen.missed()), (IssueState::Stopped, 2));
    assert_eq!(service.take_mails(&sender, 9).await.unwrap(), []);
    bench.set_clock("2026-11-21T12:01:00Z");
    subscribed(service, "late@example.dk", &["news"]).await;
    service.send_issue_to_missed(&actor, &issue).await.unwrap();
    fill(service).await;
    let mut expected = vec!["a@example.dk", "b@example.dk", "c@example.dk"];
    expected.retain(|address| *address != sent.envelope.to.as_str());
    assert_eq!(readers(service, issue).await, expected);
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.missed(), seen.gone(), seen.written), (0, 0, 3));
    service.send_issue_to_missed(&actor, &issue).await.unwrap();
    fill(service).await;
    assert_eq!(readers(service, issue).await, [""; 0], "everybody has it");
}

#[tokio::test]
async fn a_damaged_subscription_keeps_it_from_nobody_else_and_is_told() {
    told_of_damage("test.db", "subscription", "content").await;
}

#[tokio::test]
async fn a_damaged_key_keeps_it_from_nobody_else_and_is_told() {
    told_of_damage("keys.db", "data_key", "wrapped").await;
}

/// One of three readers is damaged in the file.
async fn told_of_damage(file: &str, table: &str, column: &str) {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    for name in ["a", "b", "c"] {
        subscribed(service, &format!("{name}@example.dk"), &["news"]).await;
    }
    let (by, nobody) = (service.now(), Uuid::nil());
    let confirmed = service.store().confirmed_subscriptions(by, &nobody, 1);
    let damaged = confirmed.await.unwrap().remove(0).id;
    bench.damage(&damaged, file, table, column).await;
    let issue = sending(service, &actor).await;
    assert_eq!(readers(service, issue).await.len(), 2);
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.state, seen.missed()), (IssueState::Written, 1));
    service.send_issue_to_missed(&actor, &issue).await.unwrap();
    fill(service).await;
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.missed(), seen.written), (1, 3), "told once");
}

#[tokio::test]
async fn what_is_stopped_before_its_first_mail_is_a_draft_again() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    subscribed(service, "reader@example.dk", &["news"]).await;
    let issue = draft(service, &actor).await;
    let sent = service.send_issue(&actor, &issue, SendAt::Now).await;
    sent.unwrap();
    service.stop_issue(&actor, &issue).await.unwrap();
    fill(service).await;
    assert_eq!(readers(service, issue).await, [""; 0]);
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!(seen.state, IssueState::Draft);
}

#[tokio::test]
async fn once_nobody_knows_who_has_it_it_is_not_sent_again() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    subscribed(service, "reader@example.dk", &["news"]).await;
    let issue = draft(service, &actor).await;
    let unsent = service.send_issue_to_missed(&actor, &issue).await;
    assert_eq!(unsent, Err(Problem::IssueUnderWay));
    service
        .send_issue(&actor, &issue, SendAt::Now)
        .await
        .unwrap();
    fill(service).await;
    assert_eq!(readers(service, issue).await.len(), 1);
    bench.set_clock("2027-11-21T12:00:00Z");
    let again = service.send_issue_to_missed(&actor, &issue).await;
    assert_eq!(again, Err(Problem::MailEntriesGone));
    assert!(!service.issue(&actor, &issue).await.unwrap().knows_missed);
}

#[tokio::test]
async fn whoever_leaves_before_their_turn_gets_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let links = subscribed(service, "reader@example.dk", &["news"]).await;
    let issue = sending(service, &actor).await;
    service.leave(&links.leave, Language::Da).await.unwrap();
    assert_eq!(readers(service, issue).await, [""; 0]);
    let seen = service.issue(&actor, &issue).await.unwrap();
    assert_eq!((seen.written, seen.waiting()), (1, 0));
}

#[tokio::test]
async fn a_trial_goes_to_whoever_writes_it_alone() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    subscribed(service, "reader@example.dk", &["news"]).await;
    let issue = draft(service, &actor).await;
    service
        .send_trial(&actor, &issue, Language::Da)
        .await
        .unwrap();
    let trials = letters(service).await;
    assert_eq!(trials.len(), 1);
    assert_eq!(trials[0].to.as_str(), actor.email());
    let Letter::NewsletterTrial { subject, words, .. } = &trials[0].letter else {
        panic!("{}", trials[0].letter.kind());
    };
    assert_eq!(
        (subject.as_str(), words.as_str()),
        ("Nyt", "Kom *gerne* forbi.")
    );
}

#[tokio::test]
async fn only_those_who_write_newsletters_see_and_send_them() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let issue = draft(service, &actor).await;
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Communications)
    {
        let other = signed_in(service, &[role]).await;
        let refused = Err(Problem::Forbidden);
        assert_eq!(service.issue(&other, &issue).await.map(|_| ()), refused);
        assert_eq!(service.issues(&other, None).await.map(|_| ()), refused);
        let written = service.write_issue(&other, &form("Nyt", &["news"])).await;
        assert_eq!(written.map(|_| ()), refused);
        let edited = service
            .edit_issue(&other, &issue, &form("Nyt", &["news"]))
            .await;
        assert_eq!(edited, refused);
        assert_eq!(
            service.send_trial(&other, &issue, Language::Da).await,
            refused
        );
        assert_eq!(
            service.send_issue(&other, &issue, SendAt::Now).await,
            refused
        );
        assert_eq!(service.call_issue_back(&other, &issue).await, refused);
        assert_eq!(service.stop_issue(&other, &issue).await, refused);
        assert_eq!(service.send_issue_to_missed(&other, &issue).await, refused);
        assert_eq!(service.delete_issue(&other, &issue).await, refused);
    }
}

#[tokio::test]
async fn what_is_missing_is_named_and_nothing_is_stored() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let good = || form("Nyt", &["news"]);
    let long = "ø".repeat(8_001);
    let cases = [
        (
            IssueForm {
                subject: " ".to_owned(),
                ..good()
            },
            Problem::MissingSubject,
        ),
        (
            IssueForm {
                subject: "a\nb".to_owned(),
                ..good()
            },
            Problem::UnreadableSubject,
        ),
        (
            IssueForm {
                words: String::new(),
                ..good()
            },
            Problem::MissingIssueWords,
        ),
        (
            IssueForm {
                words: long.clone(),
                ..good()
            },
            Problem::IssueWordsTooLong,
        ),
        (
            IssueForm {
                words: "a\u{7}".to_owned(),
                ..good()
            },
            Problem::IssueWordsUnreadable,
        ),
        (
            IssueForm {
                english_words: "Hello".to_owned(),
                ..good()
            },
            Problem::EnglishSubject,
        ),
        (
            IssueForm {
                english_subject: "News".to_owned(),
                ..good()
            },
            Problem::EnglishWords,
        ),
        (
            IssueForm {
                topics: Vec::new(),
                ..good()
            },
            Problem::NoTopic,
        ),
        (
            IssueForm {
                topics: vec!["other".to_owned()],
                ..good()
            },
            Problem::UnknownTopic,
        ),
    ];
    for (form, problem) in cases {
        assert_eq!(service.write_issue(&actor, &form).await, Err(problem));
    }
    assert_eq!(bench.count_rows(&["issue"]).await, [0]);
}

#[tokio::test]
async fn the_archive_holds_what_was_sent_and_was_meant_for_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let actor = editor(&bench).await;
    let hidden = IssueForm {
        archived: false,
        ..form("Kun på mail", &["news"])
    };
    let hidden = service.write_issue(&actor, &hidden).await.unwrap();
    let english = IssueForm {
        english_subject: "News".to_owned(),
        english_words: "Do come".to_owned(),
        ..form("Nyt", &["news"])
    };
    let shown = service.write_issue(&actor, &english).await.unwrap();
    let draft = draft(service, &actor).await;
    for issue in [hidden, shown] {
        service
            .send_issue(&actor, &issue, SendAt::Now)
            .await
            .unwrap();
        fill(service).await;
    }
    let archive = service.archive(None).await.unwrap();
    let ids: Vec<Uuid> = archive.issues.iter().map(|issue| issue.id).collect();
    assert_eq!(ids, [shown]);
    let read = service.archived_issue(&shown).await.unwrap().issue;
    assert_eq!(read.edition(Language::En).0.subject.as_str(), "News");
    assert_eq!(read.edition(Language::Da).0.subject.as_str(), "Nyt");
    for issue in [hidden, draft] {
        assert_eq!(service.archived_issue(&issue).await, Err(Problem::NotFound));
    }
    service.stop_issue(&actor, &shown).await.unwrap();
    assert_eq!(service.archived_issue(&shown).await, Err(Problem::NotFound));
}
