use domain::problem::Problem;
use domain::thread::{Author, State, Way};
use jiff::civil::date;

use super::*;
use crate::RequestKey;

#[tokio::test]
async fn who_writes_in_gets_a_mail_with_the_date_and_a_page_of_their_own() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "aase@example.dk", "Hej\n\nHvornår?").await;
    let letters = writer.letters().await;
    let [Letter::ContactReceived { kept, mark, .. }] = letters.as_slice() else {
        panic!("one letter that we have it");
    };
    assert_eq!(kept.last_day, date(2027, 2, 21));
    assert_eq!(kept.last_backup_day().unwrap(), date(2027, 3, 23));
    assert_eq!(mark.len(), domain::thread::REPLY_TOKEN);
    let page = writer.page().await;
    assert_eq!(page.promise, *kept);
    assert_eq!((page.state, page.sensitive), (State::Open, false));
    assert_eq!(words(&page), ["Hej\n\nHvornår?"]);
    assert_eq!(page.messages[0].author, Author::Sender);
    let seen = writer.staff_sees().await;
    assert_eq!(
        (seen.name.as_str(), seen.email.as_str()),
        ("Åse Test", "aase@example.dk")
    );
    assert_eq!(seen.phone.as_deref(), Some("12 34 56 78"));
}

#[tokio::test]
async fn the_same_form_twice_is_one_enquiry_and_a_changed_one_is_another() {
    let bench = Bench::open().await;
    let written = WriteIn {
        language: Language::Da,
        enquiry: enquiry("a@b.dk", "Hej"),
        origin: Origin::Form(bench.service.new_attempt()),
    };
    let (first, second) = tokio::join!(
        bench.service.write_in(written.clone()),
        bench.service.write_in(written.clone())
    );
    assert_eq!((first, second), (Ok(()), Ok(())));
    assert_eq!(threads(&bench).await.len(), 1);
    let changed = WriteIn {
        enquiry: enquiry("a@b.dk", "Hej igen"),
        ..written
    };
    bench.service.write_in(changed).await.unwrap();
    assert_eq!(threads(&bench).await.len(), 2, "no words are lost");
}

#[tokio::test]
async fn a_program_s_key_names_one_request() {
    let bench = Bench::open().await;
    let write = |message: &str, request: &[u8]| {
        let key = RequestKey::new("0123456789abcdef", domain::canonical::Digest::of(request));
        bench.service.write_in(WriteIn {
            language: Language::En,
            enquiry: enquiry("a@b.dk", message),
            origin: Origin::Api(key.unwrap()),
        })
    };
    write("one", b"one").await.unwrap();
    write("one", b"one").await.unwrap();
    assert_eq!(write("two", b"two").await, Err(Problem::KeyReused));
    assert_eq!(threads(&bench).await.len(), 1);
}

#[tokio::test]
async fn writing_again_opens_the_enquiry_and_counts_once() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    writer.is_answered("Mandag.").await;
    assert_eq!(writer.page().await.state, State::Answered);
    bench.set_clock("2026-12-01T12:00:00Z");
    let again = WriteAgain {
        token: writer.link().await,
        words: "Tak.".to_owned(),
        attempt: bench.service.new_attempt(),
    };
    bench.service.write_again(again.clone()).await.unwrap();
    bench.service.write_again(again).await.unwrap();
    let page = writer.page().await;
    assert_eq!(page.state, State::Open);
    assert_eq!(words(&page), ["Hej", "Mandag.", "Tak."]);
    assert_eq!(page.messages[2].way, Way::Page);
    assert_eq!(page.promise.last_day, date(2027, 3, 1));
}

#[tokio::test]
async fn a_link_expires_and_a_new_one_is_mailed_to_the_same_mailbox() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let old = writer.link().await;
    bench.set_clock("2026-12-21T11:59:59Z");
    assert!(bench.service.private_page(&old, Language::Da).await.is_ok());
    bench.set_clock("2026-12-21T12:00:00Z");
    let expired = bench.service.private_page(&old, Language::Da).await;
    assert_eq!(expired, Err(Problem::LinkExpired));
    let again = WriteAgain {
        token: old.clone(),
        words: "Hej".to_owned(),
        attempt: bench.service.new_attempt(),
    };
    assert_eq!(
        bench.service.write_again(again).await,
        Err(Problem::LinkExpired)
    );
    bench.service.mail_new_link(&old).await.unwrap();
    let letters = writer.letters().await;
    assert!(matches!(letters.last(), Some(Letter::ContactLink { .. })));
    assert_eq!(words(&writer.page().await), ["Hej"]);
    let unknown = LinkToken::from_bytes([9; 32]);
    bench.service.mail_new_link(&unknown).await.unwrap();
    assert_eq!(writer.letters().await.len(), letters.len());
}

#[tokio::test]
async fn nothing_that_was_written_lies_open_in_the_database() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "canary-address@example.dk", "canary-message").await;
    writer.is_answered("canary-answer").await;
    writer.writes_again("canary-again").await;
    let database = std::fs::read(bench.copy_database().await).unwrap();
    for canary in ["canary", "Åse Test", "12 34 56 78"] {
        let canary = canary.as_bytes();
        assert!(!database.windows(canary.len()).any(|part| part == canary));
    }
}

#[tokio::test]
async fn without_a_contact_form_nobody_writes_in() {
    let bench = Bench::open().await;
    let service = bench.serving(crate::testing::register(|register| register.contact = None));
    let written = WriteIn {
        language: Language::Da,
        enquiry: enquiry("a@b.dk", "Hej"),
        origin: Origin::Form(service.new_attempt()),
    };
    assert_eq!(service.write_in(written).await, Err(Problem::NotFound));
    assert_eq!(service.enquiry_promise(), Err(Problem::NotFound));
    let mail = IncomingMail::default();
    assert_eq!(service.take_in_reply(&mail).await, Err(Problem::NotFound));
}
