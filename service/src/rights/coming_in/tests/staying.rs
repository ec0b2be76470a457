use storage::KeyState;

use super::*;

#[tokio::test]
async fn a_session_ends_after_half_an_hour_unused_and_after_eight_hours_used() {
    let bench = bench().await;
    let session = Visitor::at(&bench.service, "192.0.2.1")
        .comes_in(ANNA)
        .await
        .session;
    let is_in = async |clock: &str| {
        bench.set_clock(clock);
        subject(&bench.service, &session).await.is_some()
    };
    assert!(!is_in("2026-11-21T11:59:59Z").await, "a clock put back");
    for hour in 12..20 {
        for minute in ["05:00", "30:00", "55:00"] {
            let clock = format!("2026-11-21T{hour}:{minute}Z");
            assert!(is_in(&clock).await, "{clock}");
        }
    }
    assert!(is_in("2026-11-21T19:59:59Z").await);
    assert!(!is_in("2026-11-21T20:00:00Z").await, "eight hours");
    let bench = super::bench().await;
    let session = Visitor::at(&bench.service, "192.0.2.1")
        .comes_in(ANNA)
        .await
        .session;
    bench.set_clock("2026-11-21T12:30:00Z");
    assert!(subject(&bench.service, &session).await.is_none(), "unused");
}

#[tokio::test]
async fn one_sees_and_ends_the_sessions_of_ones_own_mailbox_and_no_others() {
    let bench = bench().await;
    let service = &bench.service;
    let here = Visitor::at(service, "192.0.2.1").comes_in(ANNA).await;
    let there = Visitor::at(service, "192.0.2.2")
        .comes_in("ANNA@example.dk")
        .await;
    let other = Visitor::at(service, "192.0.2.3")
        .comes_in("berta@example.dk")
        .await;
    let anna = subject(service, &here.session).await.unwrap();
    let berta = subject(service, &other.session).await.unwrap();
    let own = service.portal_sessions(&anna).await.unwrap();
    assert_eq!(own.len(), 2);
    assert!(
        own.iter()
            .all(|session| session.browser == "Firefox, Linux")
    );
    assert_eq!(own.iter().filter(|session| session.is_this).count(), 1);
    let there_id = own.iter().find(|session| !session.is_this).unwrap().id;
    service.end_portal_session(&berta, there_id).await.unwrap();
    assert!(subject(service, &there.session).await.is_some(), "not hers");
    service.end_portal_session(&anna, there_id).await.unwrap();
    assert!(subject(service, &there.session).await.is_none());
    let again = Visitor::at(service, "192.0.2.2").comes_in(ANNA).await;
    service.end_portal_sessions(&anna).await.unwrap();
    for ended in [&here, &again] {
        assert!(subject(service, &ended.session).await.is_none());
    }
    assert!(subject(service, &other.session).await.is_some());
}

#[tokio::test]
async fn signing_out_ends_this_session_and_no_other() {
    let bench = bench().await;
    let service = &bench.service;
    let here = Visitor::at(service, "192.0.2.1").comes_in(ANNA).await;
    let there = Visitor::at(service, "192.0.2.2").comes_in(ANNA).await;
    service.sign_out(&here.session).await.unwrap();
    service.sign_out(&here.session).await.unwrap();
    assert!(subject(service, &here.session).await.is_none());
    assert!(subject(service, &there.session).await.is_some());
}

#[tokio::test]
async fn a_session_of_the_portal_is_none_of_staff() {
    let bench = bench().await;
    let here = Visitor::at(&bench.service, "192.0.2.1")
        .comes_in(ANNA)
        .await;
    let staff = bench.service.staff_actor(&here.session).await.unwrap();
    assert!(staff.is_none());
}

#[tokio::test]
async fn what_is_over_is_swept_with_its_keys_and_what_lives_stays() {
    let bench = bench().await;
    let service = &bench.service;
    let here = Visitor::at(service, "192.0.2.1").comes_in(ANNA).await;
    let own = subject(service, &here.session).await.unwrap().session();
    let tables = ["portal_attempt", "portal_pace", "portal_session"];
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&tables).await, [1, 1, 1]);
    assert!(subject(service, &here.session).await.is_some());
    bench.set_clock("2026-11-22T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&tables).await, [0, 0, 0]);
    bench.set_clock("2026-12-22T12:00:01Z");
    service.sweep().await.unwrap();
    let key = bench.store.keys().unwrap().state(&own).await.unwrap();
    assert!(matches!(key, KeyState::NeverExisted));
}

#[tokio::test]
async fn what_a_wrong_clock_left_in_the_future_is_swept_too() {
    let bench = bench().await;
    bench.set_clock("2036-01-01T00:00:00Z");
    Visitor::at(&bench.service, "192.0.2.1")
        .comes_in(ANNA)
        .await;
    bench.set_clock("2026-11-21T12:00:00Z");
    bench.service.sweep().await.unwrap();
    let tables = ["portal_attempt", "portal_pace", "portal_session"];
    assert_eq!(bench.count_rows(&tables).await, [0, 0, 0]);
}
