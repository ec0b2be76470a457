//! What comes by mail and may end a subscription: the mailbox that refuses for good, the person who stops, and whoever
//! pretends to be one of them.

use domain::consent::{EndReason, Method};
use domain::mail::{Bounce, Envelope, Failure, Letter, LinkToken, MailAddress, Returned};
use domain::text::Language;
use storage::{MailState, NewMail, Operation, StoreError, StoredSubscription, Tx};
use uuid::Uuid;

use super::{ANNA, form, holds_together, keys, letters, subscribed, token, topics};
use crate::newsletter::{ChangeTopics, Confirmation};
use crate::testing::Bench;
use crate::{CameBack, MailFor};

const BATCH: Uuid = Uuid::from_u128(500);

struct Write(NewMail);

impl Operation for Write {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.mail(&self.0).await
    }
}

async fn subscription(bench: &Bench, email: &str) -> StoredSubscription {
    let mailbox = bench.service.mailbox(&MailAddress::parse(email).unwrap());
    let stored = bench.store.subscription_of(&mailbox).await.unwrap();
    stored.unwrap()
}

/// Writes a mail of a newsletter to a subscriber.
async fn write(bench: &Bench, subscription: &Uuid, email: &str) -> Uuid {
    let key = bench.service.owner_key(subscription).await.unwrap();
    let envelope = Envelope {
        to: MailAddress::parse(email).unwrap(),
        name: None,
        language: Language::Da,
        letter: Letter::MessageWaits {
            token: LinkToken::from_bytes([3; 32]),
        },
    };
    let of = MailFor {
        key: &key.unwrap(),
        batch: Some(BATCH),
        due_at: bench.service.now(),
    };
    let drawn = bench.service.draw_mail(&envelope, &of).unwrap();
    let id = drawn.id;
    bench.store.commit(Write(drawn)).await.unwrap();
    id
}

async fn sent(bench: &Bench, subscription: &Uuid, email: &str) -> Uuid {
    let id = write(bench, subscription, email).await;
    assert_eq!(letters(&bench.service).await.len(), 1);
    id
}

fn about(recipient: &str, failure: Failure, status: &str) -> Bounce {
    Bounce {
        recipients: vec![Returned {
            named: Some(recipient.to_owned()),
            last: Some(recipient.to_owned()),
            failure: Some(failure),
            status: status.to_owned(),
        }],
        mail: None,
    }
}

async fn comes_back(bench: &Bench, mail: &Uuid, bounce: &Bounce) -> CameBack {
    let token = bench.service.bounce_token(mail);
    bench.service.mail_came_back(&token, bounce).await.unwrap()
}

#[tokio::test]
async fn a_mailbox_that_refuses_for_good_is_out_of_list_and_outbox_at_once() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let stored = subscription(&bench, ANNA).await;
    let bounced = sent(&bench, &stored.id, ANNA).await;
    let next = write(&bench, &stored.id, ANNA).await;
    let bounce = about(ANNA, Failure::ForGood, "5.1.1");
    for _ in 0..2 {
        assert_eq!(
            comes_back(&bench, &bounced, &bounce).await,
            CameBack::DealtWith
        );
        assert_eq!(topics(service, &links).await, None);
        assert!(
            letters(service).await.is_empty(),
            "what waited goes nowhere"
        );
        for mail in [bounced, next] {
            assert_eq!(bench.store.mail(&mail).await.unwrap(), None);
        }
    }
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses[0].ended.unwrap().reason, EndReason::Bounced);
    holds_together(&bench).await;
    bench.set_clock("2026-11-22T12:00:00Z");
    let links = subscribed(service, ANNA, &["news"]).await;
    assert_eq!(
        comes_back(&bench, &bounced, &bounce).await,
        CameBack::DealtWith
    );
    assert!(
        topics(service, &links).await.is_some(),
        "a new yes is another matter"
    );
}

#[tokio::test]
async fn what_is_only_for_now_is_counted_once_a_mail_and_ends_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let stored = subscription(&bench, ANNA).await;
    for (count, status) in [(1, "4.4.1"), (2, "5.2.2"), (3, "")] {
        let mail = sent(&bench, &stored.id, ANNA).await;
        for _ in 0..2 {
            let bounce = about(ANNA, Failure::ForNow, status);
            assert_eq!(
                comes_back(&bench, &mail, &bounce).await,
                CameBack::DealtWith
            );
        }
        assert_eq!(bench.store.mails_put_off(&stored.id).await.unwrap(), count);
        assert_eq!(bench.store.batch_put_off(&BATCH).await.unwrap(), count);
    }
    assert!(topics(service, &links).await.is_some());
}

#[tokio::test]
async fn a_forged_bounce_changes_nothing() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let (annas, bos) = (ANNA, "bo@example.dk");
    let anna = subscribed(service, annas, &["news"]).await;
    let bo = subscribed(service, bos, &["news"]).await;
    let to_anna = sent(&bench, &subscription(&bench, annas).await.id, annas).await;
    let to_bo = sent(&bench, &subscription(&bench, bos).await.id, bos).await;
    let bounce = about(annas, Failure::ForGood, "5.1.1");
    // Bo knows the token of his own mail.
    assert_eq!(
        comes_back(&bench, &to_bo, &bounce).await,
        CameBack::NotBelieved
    );
    let other_mail = Bounce {
        mail: Some(to_anna),
        ..about(bos, Failure::ForGood, "5.1.1")
    };
    assert_eq!(
        comes_back(&bench, &to_bo, &other_mail).await,
        CameBack::NotBelieved
    );
    let mut guessed = service.bounce_token(&to_anna);
    guessed.replace_range(41.., "a");
    let right = service.bounce_token(&to_anna);
    let stop = service.stop_address_token(&to_anna);
    for token in ["", "x", &guessed, &right[..41], &stop] {
        let came = service.mail_came_back(token, &bounce).await.unwrap();
        assert_eq!(came, CameBack::NotBelieved, "{token}");
    }
    let nothing = Bounce::default();
    assert_eq!(
        comes_back(&bench, &to_anna, &nothing).await,
        CameBack::NotUnderstood
    );
    for links in [&anna, &bo] {
        assert!(topics(service, links).await.is_some());
    }
    for mail in [to_anna, to_bo] {
        let stored = bench.store.mail(&mail).await.unwrap().unwrap();
        assert_eq!((stored.state, stored.put_off), (MailState::Sent, None));
    }
}

#[tokio::test]
async fn who_said_yes_anew_since_has_a_mailbox_that_takes_mail() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let stored = subscription(&bench, ANNA).await;
    let mail = sent(&bench, &stored.id, ANNA).await;
    bench.set_clock("2026-11-22T12:00:00Z");
    let found = service
        .preferences(&links.manage, Language::Da)
        .await
        .unwrap();
    let change = ChangeTopics {
        language: Language::Da,
        method: Method::Form,
        topics: keys(&["events"]),
        wording: Some(found.hash),
    };
    service.change_topics(&links.manage, change).await.unwrap();
    let bounce = about(ANNA, Failure::ForGood, "5.1.1");
    assert_eq!(
        comes_back(&bench, &mail, &bounce).await,
        CameBack::DealtWith
    );
    assert!(topics(service, &links).await.is_some());
    assert_eq!(bench.store.mails_put_off(&stored.id).await.unwrap(), 1);
}

#[tokio::test]
async fn a_sign_up_whose_letter_comes_back_may_still_be_confirmed() {
    let bench = Bench::open().await;
    let service = &bench.service;
    service
        .sign_up(form(service, ANNA, &["news"]))
        .await
        .unwrap();
    let sender = service.new_mail_sender(None);
    let taken = service.take_mails(&sender, 10).await.unwrap().remove(0);
    service.mail_sent(&taken, "ok".to_owned()).await.unwrap();
    let (letter, token) = (taken.id(), token(&taken.envelope));
    let bounce = about(ANNA, Failure::ForGood, "5.1.1");
    assert_eq!(
        comes_back(&bench, &letter, &bounce).await,
        CameBack::DealtWith
    );
    let stored = bench.store.mail(&letter).await.unwrap().unwrap();
    assert_eq!(
        (stored.state, stored.answer.as_deref()),
        (MailState::Bounced, Some("5.1.1"))
    );
    let confirmed = service.confirm(&token).await.unwrap();
    assert!(matches!(confirmed, Confirmation::Now { .. }));
}

#[tokio::test]
async fn who_stops_by_mail_has_stopped_however_often_and_nobody_else() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let other = subscribed(service, "bo@example.dk", &["news"]).await;
    let stored = subscription(&bench, ANNA).await;
    let token = service.stop_address_token(&stored.link);
    let bounce_token = service.bounce_token(&stored.link);
    for wrong in ["", &token[..41], &bounce_token] {
        assert_eq!(service.leave_by_mail(wrong).await, Ok(false), "{wrong}");
    }
    assert!(topics(service, &links).await.is_some());
    for token in [&token, &token.to_uppercase()] {
        assert_eq!(service.leave_by_mail(token).await, Ok(true));
        assert_eq!(topics(service, &links).await, None);
    }
    assert!(topics(service, &other).await.is_some());
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses[0].ended.unwrap().reason, EndReason::Withdrawn);
    holds_together(&bench).await;
}
