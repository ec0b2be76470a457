//! From asking to leaving and back.

use domain::consent::{EndReason, Method};
use domain::problem::Problem;
use domain::subscription::{LinkUsed, Surface};
use domain::text::Language;

use super::{ANNA, asked, form, holds_together, keys, letters, subscribed, topics};
use crate::newsletter::{ChangeTopics, Confirmation, KeepOut, Undo, Waiting};
use crate::testing::Bench;

#[tokio::test]
async fn nobody_gets_anything_before_the_link_was_used_by_post() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let token = asked(service, ANNA, &["news"]).await;
    // Programs that follow links look as often as they like.
    for _ in 0..3 {
        let waiting = service.waiting(&token).await.unwrap();
        let Waiting::Asked { yes } = waiting else {
            panic!("nobody confirmed it");
        };
        assert_eq!(yes.given.topics.keys(), ["news"]);
        assert_eq!(yes.confirmed, None);
    }
    let Ok(Confirmation::Now { links }) = service.confirm(&token).await else {
        panic!("it is confirmed");
    };
    assert_eq!(topics(service, &links).await, Some(keys(&["news"])));
    assert_eq!(service.waiting(&token).await, Ok(Waiting::Confirmed));
    assert_eq!(service.confirm(&token).await, Ok(Confirmation::Before));
    holds_together(&bench).await;
}

#[tokio::test]
async fn the_proof_names_the_words_that_were_shown_and_how_it_came() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let (wording, hash) = service.sign_up_wording(Language::Da).unwrap();
    let links = subscribed(service, ANNA, &["news", "events"]).await;
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses.len(), 1);
    let yes = &why.yeses[0];
    assert_eq!(yes.wording, wording);
    assert_eq!(yes.given.wording, hash);
    // Whoever holds the receipt gets the words by their hash.
    let words = service.notice_bytes(&hash).await.unwrap();
    assert_eq!(words, Some(wording.to_bytes().unwrap()));
    assert_eq!(yes.given.address, ANNA);
    assert_eq!(yes.given.topics.keys(), ["events", "news"]);
    assert_eq!(yes.given.surface, Surface::SignUp);
    assert_eq!(yes.given.method, Method::Form);
    assert_eq!(yes.given.register, service.register().version());
    let confirmed = yes.confirmed.as_ref().unwrap();
    assert_eq!(confirmed.link, LinkUsed::Confirm);
    assert_eq!(confirmed.proof, yes.given.proof);
    assert_eq!(yes.ended, None);
}

#[tokio::test]
async fn signing_up_again_renews_what_stands_and_old_links_go_on_working() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let first = subscribed(service, ANNA, &["news"]).await;
    bench.set_clock("2026-11-22T12:00:00Z");
    let second = subscribed(service, &ANNA.to_lowercase(), &["events"]).await;
    assert_eq!(second, first);
    assert_eq!(topics(service, &first).await, Some(keys(&["events"])));
    let why = service.why(&first.why).await.unwrap();
    let ended: Vec<_> = why
        .yeses
        .iter()
        .map(|yes| yes.ended.map(|ended| ended.reason))
        .collect();
    assert_eq!(ended, [None, Some(EndReason::Replaced)]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_change_of_topics_is_a_yes_of_its_own_and_the_same_again_is_none() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let change = async |topics: &[&str]| {
        let found = service
            .preferences(&links.manage, Language::En)
            .await
            .unwrap();
        let change = ChangeTopics {
            language: Language::En,
            method: Method::Form,
            topics: keys(topics),
            wording: Some(found.hash),
        };
        service.change_topics(&links.manage, change).await
    };
    assert_eq!(change(&["news"]).await, Ok(()));
    assert_eq!(service.why(&links.why).await.unwrap().yeses.len(), 1);
    assert_eq!(change(&["events"]).await, Ok(()));
    assert_eq!(topics(service, &links).await, Some(keys(&["events"])));
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses.len(), 2);
    assert_eq!(why.yeses[0].given.surface, Surface::Preferences);
    assert_eq!(why.yeses[0].given.language, Language::En);
    assert_eq!(
        why.yeses[0].confirmed.as_ref().unwrap().link,
        LinkUsed::Manage
    );
    assert_eq!(change(&[]).await, Err(Problem::NoTopic));
    assert_eq!(change(&["gossip"]).await, Err(Problem::UnknownTopic));
    assert_eq!(topics(service, &links).await, Some(keys(&["events"])));
    holds_together(&bench).await;
}

#[tokio::test]
async fn leaving_takes_one_step_and_may_be_repeated() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    assert!(
        service
            .leave(&links.leave, Language::Da)
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(topics(service, &links).await, None);
    assert_eq!(service.leave(&links.leave, Language::Da).await, Ok(None));
    let unknown = domain::mail::LinkToken::from_bytes([9; 32]);
    assert_eq!(service.leave(&unknown, Language::Da).await, Ok(None));
    let why = service.why(&links.why).await.unwrap();
    let ended = why.yeses[0].ended.unwrap();
    assert_eq!(ended.reason, EndReason::Withdrawn);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_stop_is_taken_back_within_half_an_hour_and_the_old_links_work_again() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let left = service
        .leave(&links.leave, Language::Da)
        .await
        .unwrap()
        .unwrap();
    let undo = || Undo {
        language: Language::Da,
        method: Method::Form,
        token: left.token.clone(),
        wording: Some(left.undo.1),
    };
    bench.set_clock("2026-11-21T12:30:00Z");
    for _ in 0..2 {
        assert_eq!(service.undo(undo()).await, Ok(links.why.clone()));
    }
    assert_eq!(topics(service, &links).await, Some(keys(&["news"])));
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses.len(), 2, "a fresh yes, once");
    assert_eq!(why.yeses[0].given.surface, Surface::Undo);
    assert_eq!(why.yeses[0].wording, left.undo.0);
    let left = service
        .leave(&links.leave, Language::Da)
        .await
        .unwrap()
        .unwrap();
    let late = Undo {
        token: left.token.clone(),
        ..undo()
    };
    bench.set_clock("2026-11-21T13:00:01Z");
    assert_eq!(service.undo(late).await, Err(Problem::TooLateToUndo));
    assert_eq!(topics(service, &links).await, None);
    holds_together(&bench).await;
}

#[tokio::test]
async fn an_address_is_kept_out_until_its_code_lets_it_in() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let left = service
        .leave(&links.leave, Language::Da)
        .await
        .unwrap()
        .unwrap();
    let keep_out = || KeepOut {
        language: Language::Da,
        method: Method::Form,
        token: left.token.clone(),
        wording: Some(left.keep_out.as_ref().unwrap().1),
    };
    let code = service.keep_out(keep_out()).await.unwrap();
    assert_eq!(service.keep_out(keep_out()).await, Ok(code.clone()));
    let undo = Undo {
        language: Language::Da,
        method: Method::Form,
        token: left.token.clone(),
        wording: Some(left.undo.1),
    };
    assert_eq!(service.undo(undo).await, Err(Problem::TooLateToUndo));
    bench.set_clock("2026-11-22T12:00:00Z");
    assert_eq!(
        service.sign_up(form(service, ANNA, &["news"])).await,
        Ok(())
    );
    assert_eq!(letters(service).await.len(), 0, "nothing goes to it");
    let other = domain::consent::ReceiptCode::from_bytes(&[3; 32]);
    assert_eq!(service.let_in(&other).await, Err(Problem::UnknownReceipt));
    assert_eq!(service.let_in(&code).await, Ok(()));
    assert_eq!(service.let_in(&code).await, Err(Problem::UnknownReceipt));
    bench.set_clock("2026-11-23T12:00:00Z");
    subscribed(service, ANNA, &["news"]).await;
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_mailbox_that_refuses_for_good_ends_its_subscription() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let links = subscribed(service, ANNA, &["news"]).await;
    let mailbox = service.mailbox(&domain::mail::MailAddress::parse(ANNA).unwrap());
    let stored = bench
        .store
        .subscription_of(&mailbox)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(service.end_by_bounce(&stored.id).await, Ok(true));
    assert_eq!(service.end_by_bounce(&stored.id).await, Ok(false));
    assert_eq!(topics(service, &links).await, None);
    let why = service.why(&links.why).await.unwrap();
    assert_eq!(why.yeses[0].ended.unwrap().reason, EndReason::Bounced);
    holds_together(&bench).await;
}

#[tokio::test]
async fn what_was_typed_wrongly_is_named_and_nothing_is_stored() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let good = || form(service, ANNA, &["news"]);
    let long = "x".repeat(998);
    for (sign_up, problem) in [
        (
            super::SignUp {
                email: String::new(),
                ..good()
            },
            Problem::MissingAddress,
        ),
        (
            super::SignUp {
                email: "a@b.dk, c@d.dk".to_owned(),
                ..good()
            },
            Problem::SeveralAddresses,
        ),
        (
            super::SignUp {
                email: "a@b.dk\r\nBcc: c@d.dk".to_owned(),
                ..good()
            },
            Problem::SeveralAddresses,
        ),
        (
            super::SignUp {
                email: "<script>@b.dk".to_owned(),
                ..good()
            },
            Problem::MalformedAddress,
        ),
        (
            super::SignUp {
                name: "Anna\r\nBcc: c@d.dk".to_owned(),
                ..good()
            },
            Problem::UnreadableName,
        ),
        (
            super::SignUp {
                name: long,
                ..good()
            },
            Problem::UnreadableName,
        ),
        (
            super::SignUp {
                topics: Vec::new(),
                ..good()
            },
            Problem::NoTopic,
        ),
        (
            super::SignUp {
                topics: keys(&["gossip"]),
                ..good()
            },
            Problem::UnknownTopic,
        ),
        (
            super::SignUp {
                wording: None,
                ..good()
            },
            Problem::NoticeChanged,
        ),
    ] {
        assert_eq!(service.sign_up(sign_up).await, Err(problem));
    }
    assert_eq!(bench.store.leaves().await.unwrap().len(), 0);
    assert_eq!(letters(service).await.len(), 0);
}

#[tokio::test]
async fn without_a_newsletter_there_is_nothing_to_sign_up_to() {
    let bench = Bench::open().await;
    let without = bench.serving(crate::testing::register(|register| {
        register.newsletter = None
    }));
    let sign_up = form(&bench.service, ANNA, &["news"]);
    assert_eq!(without.sign_up(sign_up).await, Err(Problem::NotFound));
    assert_eq!(
        without.sign_up_wording(Language::Da),
        Err(Problem::NotFound)
    );
}
