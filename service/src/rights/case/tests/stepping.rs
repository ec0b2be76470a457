//! Steps of staff: each gate of the state machine, met through the use case.

use domain::mail::{Letter, Line};
use domain::rights::{DelayCause, Outcome, RefusalGround, RestrictionGround};

use super::*;
use crate::RecipientTold;
use crate::newsletter::tests::letters;

fn extend() -> TakenAction {
    TakenAction::Extend(DelayCause::Complexity, reason("Der er meget"))
}

fn refuse(ground: RefusalGround) -> TakenAction {
    TakenAction::Refuse(ground, reason("Fordi"))
}

#[tokio::test]
async fn an_extension_is_possible_once_and_until_the_first_month_is_over() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let late = asked(&bench, &anna, &[Right::Access]).await;
    let lead = lead(&bench).await;
    step(&bench, &lead, &case, extend()).await.unwrap();
    assert_eq!(
        step(&bench, &lead, &case, extend()).await,
        Err(Problem::StepClosed)
    );
    let view = bench.service.own_case(&anna, &case).await.unwrap();
    // Three months after receipt, 21 February 2027, is a Sunday.
    let dates = view.requests[0].dates.as_ref().unwrap();
    assert_eq!(dates.legal.due.to_string(), "2027-02-22");
    bench.set_clock("2026-12-22T08:00:00Z");
    let actor = self::lead(&bench).await;
    assert_eq!(
        step(&bench, &actor, &late, extend()).await,
        Err(Problem::ExtensionTooLate)
    );
    // An answer stays possible, and says that it is late.
    let done = TakenAction::GoOn;
    assert_eq!(
        step(&bench, &actor, &late, done).await,
        Err(Problem::StepClosed)
    );
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_refusal_needs_a_ground_of_this_right_and_names_the_ways_on() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Rectification]).await;
    let lead = lead(&bench).await;
    let other = step(&bench, &lead, &case, refuse(RefusalGround::LegalClaims)).await;
    assert_eq!(other, Err(Problem::NotAGround));
    let right = refuse(RefusalGround::Accurate);
    step(&bench, &lead, &case, right).await.unwrap();
    let Status::Closed(closing) = status(&bench, &lead, &case).await else {
        panic!("refused");
    };
    let Outcome::Refused { refusal } = closing.outcome else {
        panic!("refused");
    };
    let ways = refusal.remedies.in_words(Language::Da).join(" ");
    let authority = &bench.service.register().register().authority;
    assert!(
        ways.contains(&authority.name) && ways.contains("domstolene"),
        "{ways}"
    );
    assert!(!closing.is_late);
    holds_together(&bench).await;
}

#[tokio::test]
async fn excess_needs_a_second_person() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let (one, other) = (lead(&bench).await, lead(&bench).await);
    let proposed = refuse(RefusalGround::Excessive);
    step(&bench, &one, &case, proposed).await.unwrap();
    let confirm = || TakenAction::ConfirmRefusal(Some(reason("Læst")));
    assert_eq!(
        step(&bench, &one, &case, confirm()).await,
        Err(Problem::SecondPersonNeeded)
    );
    // The person sees nothing of what is only weighed.
    let view = bench.service.own_case(&anna, &case).await.unwrap();
    assert!(
        view.happened
            .iter()
            .filter(|one| one.what.is_for_person())
            .count()
            == 1
    );
    step(&bench, &other, &case, confirm()).await.unwrap();
    assert!(matches!(
        status(&bench, &one, &case).await,
        Status::Closed(_)
    ));
}

#[tokio::test]
async fn whoever_decides_alone_sleeps_on_it_and_writes_why() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let only = lead(&bench).await;
    let proposed = refuse(RefusalGround::Excessive);
    step(&bench, &only, &case, proposed).await.unwrap();
    let confirm = |words: Option<&str>| TakenAction::ConfirmRefusal(words.map(reason));
    let at_once = step(&bench, &only, &case, confirm(Some("Læst"))).await;
    assert_eq!(at_once, Err(Problem::TooSoon));
    bench.set_clock("2026-11-22T12:00:00Z");
    let silent = step(&bench, &only, &case, confirm(None)).await;
    assert_eq!(silent, Err(Problem::MissingReason));
    let confirmed = confirm(Some("Det er det tiende ens ønske"));
    step(&bench, &only, &case, confirmed).await.unwrap();
    assert!(matches!(
        status(&bench, &only, &case).await,
        Status::Closed(_)
    ));
}

#[tokio::test]
async fn a_doubt_stops_the_clock_until_it_is_gone() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let lead = lead(&bench).await;
    let without_asking = TakenAction::CannotIdentify(reason("Hvem?"));
    assert_eq!(
        step(&bench, &lead, &case, without_asking).await,
        Err(Problem::StepClosed)
    );
    let doubt = TakenAction::AskIdentity(reason("To deler den adresse"));
    step(&bench, &lead, &case, doubt).await.unwrap();
    bench.set_clock("2026-12-01T12:00:00Z");
    let lead = self::lead(&bench).await;
    step(&bench, &lead, &case, TakenAction::GoOn).await.unwrap();
    let view = bench.service.own_case(&anna, &case).await.unwrap();
    let dates = view.requests[0].dates.as_ref().unwrap();
    // Ten days more end on 31 December; staff work to the day without them.
    assert_eq!(dates.legal.due.to_string(), "2026-12-31");
    assert_eq!(dates.legal.unpaused.to_string(), "2026-12-21");
}

#[tokio::test]
async fn a_restriction_ends_only_a_day_after_its_notice() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Restriction]).await;
    let lead = lead(&bench).await;
    let restrict = TakenAction::Restrict(RestrictionGround::Unlawful);
    step(&bench, &lead, &case, restrict).await.unwrap();
    assert_eq!(
        step(&bench, &lead, &case, TakenAction::Lift).await,
        Err(Problem::TooSoon)
    );
    letters(&bench.service).await;
    let notice = TakenAction::NotifyLift(reason("Det er rettet"));
    step(&bench, &lead, &case, notice).await.unwrap();
    let told = letters(&bench.service).await;
    assert!(told.iter().any(|mail| mail.letter == Letter::RightsNews));
    assert_eq!(
        step(&bench, &lead, &case, TakenAction::Lift).await,
        Err(Problem::TooSoon)
    );
    bench.set_clock("2026-11-22T12:00:00Z");
    step(&bench, &lead, &case, TakenAction::Lift).await.unwrap();
    let case = bench.service.own_case(&anna, &case).await.unwrap();
    assert!(case.case.is_closed());
}

#[tokio::test]
async fn recipients_are_told_before_a_case_is_closed() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Rectification]).await;
    let lead = lead(&bench).await;
    let take = TakeStep {
        case,
        request: request(&bench, &lead, &case).await,
        action: TakenAction::Done(reason("Datoen er rettet")),
        recipients: vec![Line::parse("Nordkysten Forsikring").unwrap()],
    };
    bench.service.take_step(&lead, take).await.unwrap();
    let view = bench.service.own_case(&anna, &case).await.unwrap();
    assert!(!view.case.is_closed() && view.case.tasks().len() == 1);
    let told = |impossible: Option<&str>| RecipientTold {
        case,
        place: 0,
        impossible: impossible.map(reason),
    };
    let service = &bench.service;
    service.tell_recipient(&lead, told(None)).await.unwrap();
    assert_eq!(
        service
            .tell_recipient(&lead, told(Some("Findes ikke mere")))
            .await,
        Err(Problem::StepClosed)
    );
    assert!(
        service
            .own_case(&anna, &case)
            .await
            .unwrap()
            .case
            .is_closed()
    );
    holds_together(&bench).await;
}

#[tokio::test]
async fn of_two_who_step_at_once_one_is_told_to_read_again() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Complaint]).await;
    let (one, other) = (lead(&bench).await, lead(&bench).await);
    let done = || TakenAction::Done(reason("Vi har talt med dig"));
    let (first, second) = tokio::join!(
        step(&bench, &one, &case, done()),
        step(&bench, &other, &case, done())
    );
    let refused = [first, second].into_iter().filter(Result::is_err);
    let refused: Vec<_> = refused.collect();
    assert_eq!(refused.len(), 1, "{refused:?}");
    holds_together(&bench).await;
}
