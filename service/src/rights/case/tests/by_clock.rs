//! What days bring: reminders to staff and to a substitute, an objection's end, and the end of the case.

use domain::mail::Letter;
use domain::rights::RefusalGround;

use super::*;
use crate::newsletter::tests::letters;

async fn reminded(bench: &Bench) -> usize {
    letters(&bench.service).await;
    bench.service.remind_of_cases().await.unwrap();
    let written = letters(&bench.service).await;
    let is_reminder = |letter: &Letter| matches!(letter, Letter::CaseWaits { .. });
    written
        .iter()
        .filter(|mail| is_reminder(&mail.letter))
        .count()
}

#[tokio::test]
async fn staff_are_reminded_on_arrival_at_half_time_and_before_the_end_each_once() {
    let bench = Bench::open().await;
    let (one, _other) = (lead(&bench).await, lead(&bench).await);
    let entered = letter(&bench, Right::Access, "2026-11-21");
    let case = bench.service.enter_case(&one, entered).await.unwrap();
    // Everybody who may decide hears of a new case.
    assert_eq!(reminded(&bench).await, 2);
    assert_eq!(reminded(&bench).await, 0);
    bench.service.take_case_on(&one, case, true).await.unwrap();
    // The promise ends on 27 November: five days before it is the 22nd, and half of the time is over on the 24th.
    bench.set_clock("2026-11-22T08:00:00Z");
    assert_eq!(reminded(&bench).await, 2, "the substitute too");
    bench.set_clock("2026-11-23T08:00:00Z");
    assert_eq!(reminded(&bench).await, 0);
    bench.set_clock("2026-11-24T08:00:00Z");
    assert_eq!(reminded(&bench).await, 1, "whoever took it on");
    assert_eq!(reminded(&bench).await, 0);
    bench.set_clock("2026-11-26T08:00:00Z");
    assert_eq!(
        reminded(&bench).await,
        2,
        "a day before the end, the substitute too"
    );
    assert_eq!(reminded(&bench).await, 0);
}

#[tokio::test]
async fn a_refused_objection_ends_its_restriction_a_day_later_by_itself() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Objection]).await;
    let lead = lead(&bench).await;
    let refuse = TakenAction::Refuse(RefusalGround::CompellingGrounds, reason("Fordi"));
    step(&bench, &lead, &case, refuse).await.unwrap();
    let service = &bench.service;
    service.go_on_with_cases().await.unwrap();
    assert!(matches!(
        status(&bench, &lead, &case).await,
        Status::LiftNotified { .. }
    ));
    bench.set_clock("2026-11-22T12:00:00Z");
    service.go_on_with_cases().await.unwrap();
    let view = service.own_case(&anna, &case).await.unwrap();
    assert!(view.case.is_closed() && !view.case.restricts());
}

#[tokio::test]
async fn a_closed_case_goes_on_its_day_and_not_before() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Complaint]).await;
    let lead = lead(&bench).await;
    let done = TakenAction::Done(reason("Vi har talt med dig"));
    step(&bench, &lead, &case, done).await.unwrap();
    let service = &bench.service;
    let view = service.own_case(&anna, &case).await.unwrap();
    let last = view.kept.unwrap().last_day;
    let day = |day: jiff::civil::Date| format!("{day}T01:00:00Z");
    bench.set_clock(&day(last.yesterday().unwrap()));
    assert_eq!(service.erase_due_cases().await.unwrap(), 0);
    service.own_case(&anna, &case).await.unwrap();
    bench.set_clock(&day(last.tomorrow().unwrap()));
    assert_eq!(service.erase_due_cases().await.unwrap(), 1);
    assert_eq!(
        service.own_case(&anna, &case).await.unwrap_err(),
        Problem::NotFound
    );
    holds_together(&bench).await;
}
