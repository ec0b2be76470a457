//! Asking: by the person and by letter, once, and shown to nobody else.

use domain::log::{LogKey, LogKeys, ReceiptFile};
use domain::mail::Letter;

use super::*;
use crate::newsletter::tests::letters;

#[tokio::test]
async fn a_request_is_a_case_with_its_dates_a_receipt_and_a_mail_that_says_nothing() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let id = asked(&bench, &anna, &[Right::Access, Right::Erasure]).await;
    let case = bench.service.own_case(&anna, &id).await.unwrap();
    let rights: Vec<Right> = case
        .requests
        .iter()
        .map(|one| one.request.right())
        .collect();
    assert_eq!(rights, [Right::Access, Right::Erasure]);
    // 21 November 2026 is a Saturday; a month later is Monday 21 December. Five working days from Monday end on Friday.
    let dates = case.requests[0].dates.as_ref().unwrap();
    assert_eq!(dates.legal.due.to_string(), "2026-12-21");
    assert_eq!(
        dates.promised.as_ref().unwrap().due.to_string(),
        "2026-11-27"
    );
    assert_eq!(dates.work_to().to_string(), "2026-11-27");
    let letters = letters(&bench.service).await;
    assert!(
        matches!(letters.as_slice(), [one] if one.letter == Letter::RightsNews),
        "{letters:?}"
    );
    let receipts = bench.service.case_receipts(&anna, &id).await.unwrap();
    assert_eq!(receipts.len(), 2);
    holds_together(&bench).await;
    let keys = LogKeys::new(LogKey::from_seed("log", &[1; 32]).unwrap());
    bench.service.number_leaves().await.unwrap();
    bench.service.sign_head(&keys, None).await.unwrap();
    for receipt in receipts {
        let file = bench
            .service
            .case_receipt(&anna, &id, &receipt.id, keys.public());
        ReceiptFile::verify(&file.await.unwrap(), keys.public()).unwrap();
    }
}

#[tokio::test]
async fn the_same_form_twice_is_one_case_and_other_words_are_another() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let ask = asking(&bench, &[Right::Access], "Alt fra 2024");
    let first = bench.service.ask_for_right(&anna, ask.clone()).await;
    let again = bench.service.ask_for_right(&anna, ask.clone()).await;
    assert_eq!(first, again);
    let other = AskForRight {
        words: "Alt fra 2025".to_owned(),
        ..ask
    };
    assert_ne!(bench.service.ask_for_right(&anna, other).await, first);
    assert_eq!(bench.service.own_cases(&anna).await.unwrap().len(), 2);
}

#[tokio::test]
async fn nobody_else_reaches_a_case_by_its_number() {
    let bench = Bench::open().await;
    let (anna, bo) = (reading(&bench, ANNA), reading(&bench, BO));
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let request = bench.service.own_case(&anna, &case).await.unwrap().requests[0]
        .request
        .id();
    let service = &bench.service;
    assert!(service.own_cases(&bo).await.unwrap().is_empty());
    let unknown = Uuid::from_u128(7);
    for id in [case, unknown] {
        assert_eq!(
            service.own_case(&bo, &id).await.unwrap_err(),
            Problem::NotFound
        );
        let withdrawn = service.withdraw_request(&bo, &id, &request).await;
        assert_eq!(withdrawn, Err(Problem::NotFound));
        let receipts = service.case_receipts(&bo, &id).await;
        assert_eq!(receipts.unwrap_err(), Problem::NotFound);
    }
    for role in [
        Role::CaseWorker,
        Role::Administrator,
        Role::EventHost,
        Role::Auditor,
    ] {
        let actor = signed_in(service, &[role]).await;
        assert_eq!(
            service.case_queue(&actor).await.unwrap_err(),
            Problem::Forbidden
        );
        assert_eq!(
            service
                .staff_case(&actor, &case, Language::Da)
                .await
                .unwrap_err(),
            Problem::Forbidden
        );
        let entered = service.enter_case(&actor, letter(&bench, Right::Access, "2026-11-20"));
        assert_eq!(entered.await, Err(Problem::Forbidden));
    }
}

#[tokio::test]
async fn a_case_that_needs_a_second_factor_is_not_there_for_a_mailbox_alone() {
    let bench = Bench::open().await;
    let lead = lead(&bench).await;
    let sensitive = EnterCase {
        needs_second_factor: true,
        ..letter(&bench, Right::Access, "2026-11-20")
    };
    let id = bench.service.enter_case(&lead, sensitive).await.unwrap();
    let anna = reading(&bench, ANNA);
    assert!(bench.service.own_cases(&anna).await.unwrap().is_empty());
    assert_eq!(
        bench.service.own_case(&anna, &id).await.unwrap_err(),
        Problem::NotFound
    );
}

#[tokio::test]
async fn a_letter_keeps_the_day_it_came_and_is_followed_by_its_sender() {
    let bench = Bench::open().await;
    let lead = lead(&bench).await;
    let entered = letter(&bench, Right::Access, "2026-11-02");
    let id = bench.service.enter_case(&lead, entered).await.unwrap();
    let anna = reading(&bench, ANNA);
    let case = bench.service.own_case(&anna, &id).await.unwrap();
    let dates = case.requests[0].dates.as_ref().unwrap();
    assert_eq!(dates.legal.due.to_string(), "2026-12-02");
    let page = bench.service.case_queue(&lead).await.unwrap();
    assert_eq!(page.open.len(), 1);
    assert_eq!(page.open[0].due.unwrap().to_string(), "2026-11-09");
}

#[tokio::test]
async fn what_was_typed_wrongly_is_refused_by_its_field() {
    let bench = Bench::open().await;
    let lead = lead(&bench).await;
    let service = &bench.service;
    let enter = async |change: &dyn Fn(&mut EnterCase)| {
        let mut typed = letter(&bench, Right::Access, "2026-11-20");
        change(&mut typed);
        service.enter_case(&lead, typed).await
    };
    for received in ["2026-11-22", "2025-11-20", "20/11", ""] {
        let refused = enter(&|typed| typed.received = received.to_owned()).await;
        assert_eq!(refused, Err(Problem::UnusableReceived), "{received}");
    }
    let refused = enter(&|typed| typed.rights.clear()).await;
    assert_eq!(refused, Err(Problem::MissingRight));
    let refused = enter(&|typed| typed.email.clear()).await;
    assert_eq!(refused, Err(Problem::MissingContact));
    let refused = enter(&|typed| typed.behalf_name = "Bo Lind".to_owned()).await;
    assert_eq!(refused, Err(Problem::MissingReason));
    let anna = reading(&bench, ANNA);
    let nothing = service.ask_for_right(&anna, asking(&bench, &[], ""));
    assert_eq!(nothing.await, Err(Problem::MissingRight));
    let cpr = asking(&bench, &[Right::Access], "Mit nummer er 010190-1234");
    assert_eq!(
        service.ask_for_right(&anna, cpr).await,
        Err(Problem::CprInMessage)
    );
}

#[tokio::test]
async fn many_requests_slow_new_ones_and_nothing_that_is_open() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let mut cases = Vec::new();
    let refused = loop {
        let ask = asking(&bench, &[Right::Complaint], "");
        match bench.service.ask_for_right(&anna, ask).await {
            Ok(case) => cases.push(case),
            Err(problem) => break problem,
        }
        assert!(cases.len() < 100);
    };
    assert_eq!(refused, Problem::TooManyRequests);
    for case in &cases {
        bench.service.own_case(&anna, case).await.unwrap();
    }
    let bo = reading(&bench, BO);
    asked(&bench, &bo, &[Right::Access]).await;
    // A letter is entered all the same.
    let lead = lead(&bench).await;
    let entered = letter(&bench, Right::Access, "2026-11-20");
    bench.service.enter_case(&lead, entered).await.unwrap();
    bench.set_clock("2026-11-22T12:00:01Z");
    asked(&bench, &anna, &[Right::Access]).await;
}

#[tokio::test]
async fn taking_a_request_back_ends_it_once() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Erasure]).await;
    let view = bench.service.own_case(&anna, &case).await.unwrap();
    let request = view.requests[0].request.id();
    let service = &bench.service;
    service
        .withdraw_request(&anna, &case, &request)
        .await
        .unwrap();
    let again = service.withdraw_request(&anna, &case, &request).await;
    assert_eq!(again, Err(Problem::StepClosed));
    let view = service.own_case(&anna, &case).await.unwrap();
    assert!(view.kept.is_some() && view.case.is_closed());
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_post_is_a_task_until_it_is_ticked_off_and_the_person_is_told_what_was_done() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let anna = reading(&bench, ANNA);
    let without = AskForRight {
        location: " ".to_owned(),
        ..asking(&bench, &[Right::PostRemoval], "Det er mig på billedet")
    };
    let refused = service.ask_for_right(&anna, without).await;
    assert_eq!(refused, Err(Problem::MissingPost));
    let entered = EnterCase {
        location: String::new(),
        ..letter(&bench, Right::PostRemoval, "2026-11-20")
    };
    let lead = lead(&bench).await;
    let refused = service.enter_case(&lead, entered).await;
    assert_eq!(refused, Err(Problem::MissingPost));

    let ask = asking(
        &bench,
        &[Right::PostRemoval, Right::Access],
        "Det er mig på billedet",
    );
    let case = service.ask_for_right(&anna, ask).await.unwrap();
    let seen = service
        .staff_case(&lead, &case, Language::Da)
        .await
        .unwrap();
    let [removal, access] = seen.view.case.requests() else {
        panic!("two rights were used");
    };
    let post = removal.post_to_remove().map(|post| post.as_str());
    assert_eq!(post, Some("https://plazanet.example/opslag/12"));
    assert!(access.post().is_none());
    let take = TakeStep {
        case,
        request: removal.id(),
        action: TakenAction::Done(reason("Slettet på Plazanet i dag")),
        recipients: Vec::new(),
    };
    service.take_step(&lead, take).await.unwrap();
    let own = service.own_case(&anna, &case).await.unwrap();
    let removal = &own.case.requests()[0];
    assert!(removal.post_to_remove().is_none() && removal.post().is_some());
    let mut told = own.happened.iter().filter(|one| one.what.is_for_person());
    let words = |one: &crate::HappenedAt| one.what.words.clone();
    assert!(told.any(|one| words(one) == Some(reason("Slettet på Plazanet i dag"))));
    assert!(!own.case.is_closed(), "access waits for its own answer");
    holds_together(&bench).await;
}
