use domain::mail::{Bounce, Failure, Returned};
use domain::thread::{Author, NotAReply, State};
use jiff::civil::date;

use super::*;
use crate::{CameBack, TakenIn};

#[tokio::test]
async fn an_answer_by_mail_is_a_message_once_and_counts() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    writer.is_answered("Mandag.").await;
    bench.set_clock("2026-12-01T12:00:00Z");
    let mail = writer.replies("A@b.dk", "Tak.\n\n> Mandag.").await;
    for _ in 0..2 {
        let taken = bench.service.take_in_reply(&mail).await.unwrap();
        assert_eq!(taken, TakenIn::Added);
    }
    let page = writer.page().await;
    assert_eq!(words(&page), ["Hej", "Mandag.", "Tak."]);
    assert_eq!((page.state, page.messages[2].way), (State::Open, Way::Mail));
    assert_eq!(page.promise.last_day, date(2027, 3, 1));
}

#[tokio::test]
async fn what_a_stranger_sends_only_staff_see_until_they_let_it_in() {
    let bench = Bench::open().await;
    let staff = case_worker(&bench).await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    bench.set_clock("2026-12-01T12:00:00Z");
    let mail = writer.replies("c@d.dk", "Jeg er Åse.").await;
    for _ in 0..2 {
        let taken = bench.service.take_in_reply(&mail).await.unwrap();
        assert_eq!(taken, TakenIn::Held);
    }
    let page = writer.page().await;
    assert_eq!(words(&page), ["Hej"]);
    assert_eq!(
        page.promise.last_day,
        date(2027, 2, 21),
        "nobody of us wrote"
    );
    let seen = writer.staff_sees().await;
    let held = &seen.messages[1];
    assert_eq!(held.stranger.as_deref(), Some("c@d.dk"));
    let other = Writer::writes(&bench, "x@y.dk", "Hej").await;
    let admit = |thread| {
        let message = held.id;
        let service = bench.service.clone();
        let staff = staff.clone();
        async move { service.admit(&staff, &thread, &message).await }
    };
    assert!(
        admit(other.thread).await.is_err(),
        "not a message of that enquiry"
    );
    admit(writer.thread).await.unwrap();
    assert!(admit(writer.thread).await.is_err(), "it is in");
    let page = writer.page().await;
    assert_eq!(words(&page), ["Hej", "Jeg er Åse."]);
    assert_eq!(page.messages[1].author, Author::Sender);
    assert_eq!(page.promise.last_day, date(2027, 3, 1));
}

#[tokio::test]
async fn a_mail_without_the_mark_is_held_even_from_the_same_address() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let mails = bench.store.mails_of(&writer.thread).await.unwrap();
    let mail = IncomingMail {
        to: vec!["kontakt@example.dk".to_owned()],
        references: vec![format!("{}@example.dk", mails[0].id.as_simple())],
        ..writer.replies("a@b.dk", "Tak.").await
    };
    let taken = bench.service.take_in_reply(&mail).await.unwrap();
    assert_eq!(taken, TakenIn::Held);
}

#[tokio::test]
async fn what_is_no_answer_to_an_enquiry_stays_in_the_mailbox() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let mail = writer.replies("a@b.dk", "Tak.").await;
    let unknown = IncomingMail {
        to: vec![format!("kontakt+{}@example.dk", "a".repeat(32))],
        ..mail.clone()
    };
    let automatic = IncomingMail {
        auto_submitted: Some("auto-replied".to_owned()),
        ..mail.clone()
    };
    for (mail, not) in [
        (unknown, NotAReply::NotToUs),
        (automatic, NotAReply::Automatic),
    ] {
        let taken = bench.service.take_in_reply(&mail).await.unwrap();
        assert_eq!(taken, TakenIn::Left(not));
    }
    bench.set_clock("2027-02-21T12:00:00Z");
    bench.service.sweep().await.unwrap();
    let taken = bench.service.take_in_reply(&mail).await.unwrap();
    assert_eq!(taken, TakenIn::Left(NotAReply::NotToUs), "it is gone");
    assert!(threads(&bench).await.is_empty());
}

#[tokio::test]
async fn what_is_attached_is_named_and_not_taken_in() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let mail = IncomingMail {
        attachments: vec!["plan.pdf".to_owned(), "foto.jpg".to_owned()],
        ..writer.replies("a@b.dk", "Se her.").await
    };
    bench.service.take_in_reply(&mail).await.unwrap();
    let said = "Se her.\n\n[Vedhæftet, men ikke taget med: plan.pdf, foto.jpg]";
    assert_eq!(words(&writer.page().await), ["Hej", said]);
}

#[tokio::test]
async fn an_enquiry_whose_letter_comes_back_is_kept_as_promised() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let sender = bench.service.new_mail_sender(None);
    let taken = bench
        .service
        .take_mails(&sender, 10)
        .await
        .unwrap()
        .remove(0);
    let sent = bench.service.mail_sent(&taken, "ok".to_owned());
    sent.await.unwrap();
    let bounce = |recipient: &str| Bounce {
        recipients: vec![Returned {
            named: Some(recipient.to_owned()),
            last: None,
            failure: Some(Failure::ForGood),
            status: "5.1.1".to_owned(),
        }],
        mail: None,
    };
    let token = bench.service.bounce_token(&taken.id());
    for (recipient, came, state) in [
        ("c@d.dk", CameBack::NotBelieved, MailState::Sent),
        ("A@b.dk", CameBack::DealtWith, MailState::Bounced),
    ] {
        let bounce = bounce(recipient);
        let told = bench.service.mail_came_back(&token, &bounce);
        assert_eq!(told.await.unwrap(), came, "{recipient}");
        let mail = bench.store.mail(&taken.id()).await.unwrap().unwrap();
        assert_eq!(mail.state, state);
    }
    assert_eq!(threads(&bench).await.len(), 1);
    assert_eq!(writer.stored().await.id, writer.thread);
}
