//! Walks every state that a request can get into, and tries every action in each of them, by everybody, in time and too
//! late. What the law allows is written down here a second time, as a table, and nothing else may happen.
#![cfg(feature = "mail")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::register::{RegisterSource, ServedRegister};
use domain::rights::{
    Action, Actor, Closing, Decided, Decision, DelayCause, ErasureDecisions, Fulfilment, Gate,
    KeepGround, LiftOf, Moment, Outcome, Reason, Refusal, RefusalGround, Remedies, Request,
    RestrictionGround, Right, Status, Step,
};
use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

const RECEIVED: Date = date(2026, 3, 5);
/// The first month ends on Easter Sunday, so the day after Easter Monday is the last.
const LAST_OF_MONTH: Date = date(2026, 4, 7);
const ANNA: Uuid = Uuid::from_u128(1);
const BENT: Uuid = Uuid::from_u128(2);
const THING: Uuid = Uuid::from_u128(3);

fn reason(words: &str) -> Reason {
    Reason::read(words).unwrap()
}

static REMEDIES: LazyLock<Remedies> = LazyLock::new(|| {
    let text = include_str!("../../registers/association.toml");
    let source = RegisterSource::parse("association.toml", text).unwrap();
    Remedies::of(&ServedRegister::new(source).unwrap().register().authority)
});

fn refusal(ground: RefusalGround) -> Refusal {
    Refusal {
        ground,
        reason: reason("Fordi"),
        remedies: REMEDIES.clone(),
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// In time, on the last day, the day after, and long after; each with the instant that belongs to it.
fn times() -> [(Date, Timestamp); 5] {
    [
        (RECEIVED, at("2026-03-05T10:00:00Z")),
        (date(2026, 3, 6), at("2026-03-06T11:00:00Z")),
        (LAST_OF_MONTH, at("2026-04-07T10:00:00Z")),
        (date(2026, 4, 8), at("2026-04-08T11:00:00Z")),
        (date(2026, 9, 1), at("2026-09-01T10:00:00Z")),
    ]
}

fn moments() -> Vec<Moment> {
    let actors = [
        (Actor::Person, false),
        (Actor::Clock, false),
        (Actor::Staff(ANNA), false),
        (Actor::Staff(BENT), false),
        (Actor::Staff(ANNA), true),
    ];
    let all = times().into_iter().flat_map(|(today, now)| {
        actors.map(|(actor, is_only_one)| Moment {
            now,
            today,
            received: RECEIVED,
            actor,
            is_only_one,
        })
    });
    all.collect()
}

fn erasure(until: Option<Date>) -> ErasureDecisions {
    let decision = match until {
        None => Decision::Erase,
        Some(until) => Decision::Keep(KeepGround {
            ground: RefusalGround::LegalObligation,
            reason: reason("Bogføring"),
            until: Some(until),
        }),
    };
    let decided = Decided {
        thing: THING,
        what: reason("En tilmelding"),
        decision,
    };
    ErasureDecisions::about(&[THING], vec![decided]).unwrap()
}

fn actions() -> Vec<Action> {
    let mut all = vec![
        Action::AskIdentity(reason("Adressen passer ikke med navnet")),
        Action::AskClarification(reason("Hvilket år?")),
        Action::GoOn,
        Action::CannotIdentify(reason("Vi mangler et kundenummer")),
        Action::Fulfil(Fulfilment::Answer {
            answer: THING,
            missing: 0,
        }),
        Action::Fulfil(Fulfilment::Answer {
            answer: THING,
            missing: 1,
        }),
        Action::Fulfil(Fulfilment::Erase(erasure(None))),
        Action::Fulfil(Fulfilment::Erase(erasure(Some(date(2026, 8, 31))))),
        Action::Fulfil(Fulfilment::Restrict(RestrictionGround::Unlawful)),
        Action::Fulfil(Fulfilment::Done(reason("Gjort"))),
        Action::Fulfil(Fulfilment::AddStatement(reason("Uenighed noteret"))),
        Action::ConfirmRefusal(None),
        Action::ConfirmRefusal(Some(reason("Læst igen"))),
        Action::DropProposal,
        Action::NotifyLift(reason("Oplysningerne er rigtige")),
        Action::Lift,
        Action::Withdraw,
        Action::Reopen(reason("Nyt bilag")),
    ];
    for cause in DelayCause::ALL {
        let reason = reason("Meget materiale");
        all.push(Action::Extend { cause, reason });
    }
    for ground in RefusalGround::ALL {
        all.push(Action::Refuse(refusal(ground)));
        all.push(Action::ProposeRefusal(refusal(ground)));
    }
    all
}

/// What tells one state from another: where the request stands, by whom, whether it was extended, and from when on. What
/// words it carries makes no difference to any gate.
fn shape(request: &Request, since: Timestamp) -> String {
    let status = match request.status() {
        Status::Open => "open".to_owned(),
        Status::AwaitsIdentity { .. } => "identity".to_owned(),
        Status::AwaitsClarification { .. } => "clarification".to_owned(),
        Status::RefusalProposed { by, at, .. } => format!("proposed {by} {at}"),
        Status::Restricted { .. } => "restricted".to_owned(),
        Status::LiftNotified { at, of, .. } => {
            let is_objection = matches!(of, LiftOf::Objection { .. });
            format!("lift {at} {is_objection}")
        }
        Status::Closed(closing) => format!("closed {}", outcome(&closing.outcome)),
    };
    let extended = request.extension().is_some();
    let extendable = request.extendable_until(RECEIVED);
    format!("{status} {extended} {extendable} {since}")
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Erased { decisions } => format!("erased {:?}", decisions.looked_at_again()),
        Outcome::Withdrawn => "withdrawn".to_owned(),
        Outcome::Lifted { .. } => "lifted".to_owned(),
        _ => "other".to_owned(),
    }
}

/// Every request that can be reached, one of each shape, with the moment from which time goes on.
fn reachable(right: Right) -> Vec<(Request, Timestamp)> {
    let (actions, moments) = (actions(), moments());
    let begin = (Request::received(THING, right, None), times()[0].1);
    let mut seen = HashSet::from([shape(&begin.0, begin.1)]);
    let mut all = vec![begin.clone()];
    let mut next = vec![begin];
    while let Some((request, since)) = next.pop() {
        for moment in moments.iter().filter(|moment| moment.now >= since) {
            for action in &actions {
                let Ok(after) = request.after(action.clone(), moment) else {
                    continue;
                };
                if seen.insert(shape(&after, moment.now)) {
                    all.push((after.clone(), moment.now));
                    next.push((after, moment.now));
                }
            }
        }
    }
    all
}

/// What staff may do by law, in time and with a colleague at hand. Written from the Articles, not from the program.
fn table(request: &Request) -> HashSet<Step> {
    use Step::{
        AskClarification, AskIdentity, CannotIdentify, ConfirmRefusal, DropProposal, Extend,
        Fulfil, GoOn, Lift, NotifyLift, ProposeRefusal, Refuse, Reopen,
    };
    let right = request.right();
    let may_extend = right != Right::Withdrawal && request.extension().is_none();
    let is_refusable = !matches!(right, Right::Withdrawal | Right::Complaint);
    let only_if = |holds: bool, steps: &[Step]| -> Vec<Step> {
        if holds { steps.to_vec() } else { Vec::new() }
    };
    let has_plain_ground = is_refusable;
    let steps = match request.status() {
        Status::Open => [
            vec![Fulfil],
            only_if(right != Right::Complaint, &[AskIdentity]),
            only_if(right == Right::Access, &[AskClarification]),
            only_if(may_extend, &[Extend]),
            only_if(is_refusable, &[ProposeRefusal]),
            only_if(has_plain_ground, &[Refuse]),
        ]
        .concat(),
        Status::AwaitsIdentity { .. } => {
            [vec![GoOn, CannotIdentify], only_if(may_extend, &[Extend])].concat()
        }
        Status::AwaitsClarification { .. } => [vec![GoOn], only_if(may_extend, &[Extend])].concat(),
        Status::RefusalProposed { by, .. } => [
            vec![DropProposal],
            only_if(*by != BENT, &[ConfirmRefusal]),
            only_if(may_extend, &[Extend]),
        ]
        .concat(),
        Status::Restricted { .. } => vec![NotifyLift],
        Status::LiftNotified { .. } => vec![Lift, Reopen],
        Status::Closed(Closing { outcome, .. }) => only_if(
            !matches!(outcome, Outcome::Withdrawn | Outcome::Lifted { .. }),
            &[Reopen],
        ),
    };
    steps.into_iter().collect()
}

/// Whether time is such that nothing in [`table`] is too late or too early.
fn is_calm(request: &Request, moment: &Moment) -> bool {
    let day = SignedDuration::from_hours(24);
    let in_month = moment.today <= request.extendable_until(RECEIVED);
    let rested = match request.status() {
        Status::LiftNotified { at, .. } => moment.now >= *at + day,
        _ => true,
    };
    in_month && rested
}

#[test]
fn staff_can_do_what_the_table_says_and_nothing_else() {
    for right in Right::ALL {
        for (request, since) in reachable(right) {
            for moment in moments() {
                let is_colleague = moment.actor == Actor::Staff(BENT);
                if !is_colleague || moment.now < since || !is_calm(&request, &moment) {
                    continue;
                }
                let open = Step::ALL
                    .into_iter()
                    .filter(|step| request.gate(*step, &moment).is_ok());
                let open: HashSet<Step> = open.collect();
                assert_eq!(open, table(&request), "{right:?} {:?}", request.status());
            }
        }
    }
}

#[test]
fn nothing_unlawful_can_be_reached() {
    let (actions, moments) = (actions(), moments());
    let mut walked = 0_u32;
    for right in Right::ALL {
        for (request, since) in reachable(right) {
            for moment in moments.iter().filter(|moment| moment.now >= since) {
                for action in &actions {
                    walked += 1;
                    if let Ok(after) = request.after(action.clone(), moment) {
                        assert_lawful(&request, action, &after, moment);
                    }
                }
            }
        }
    }
    assert!(walked > 50_000, "the walk went nowhere: {walked}");
}

/// The law, step by step.
fn assert_lawful(before: &Request, action: &Action, after: &Request, moment: &Moment) {
    let right = before.right();
    let night = SignedDuration::from_hours(24);
    assert_eq!((after.id(), after.right()), (before.id(), right));
    match action {
        Action::Extend { .. } => {
            assert!(moment.today <= before.extendable_until(RECEIVED), "12(3)");
            assert!(before.extension().is_none() && before.status().is_unanswered());
            assert_ne!(right, Right::Withdrawal, "7(3)");
        }
        Action::Refuse(refusal) => {
            assert!(refusal.ground.is_for(right), "12(4)");
            assert!(!refusal.ground.needs_second_person(), "12(5)");
        }
        Action::ConfirmRefusal(reason) => {
            let Status::RefusalProposed { by, at, refusal } = before.status() else {
                panic!("confirmed what nobody proposed");
            };
            assert!(refusal.ground.is_for(right));
            if moment.actor == Actor::Staff(*by) {
                assert!(moment.is_only_one && moment.now >= *at + night && reason.is_some());
            }
        }
        Action::Fulfil(Fulfilment::Answer { missing, .. }) => {
            assert_eq!((right, *missing), (Right::Access, 0), "15");
        }
        Action::Fulfil(Fulfilment::Erase(_)) => assert_eq!(right, Right::Erasure),
        Action::Fulfil(Fulfilment::Restrict(_)) => assert_eq!(right, Right::Restriction),
        Action::CannotIdentify(_) => {
            assert!(
                matches!(before.status(), Status::AwaitsIdentity { .. }),
                "12(2)"
            );
        }
        Action::AskClarification(_) => assert_eq!(right, Right::Access),
        Action::Lift => {
            let Status::LiftNotified { at, of, .. } = before.status() else {
                panic!("lifted without notice: 18(3)");
            };
            assert!(moment.now >= *at + night, "18(3)");
            let is_objection = matches!(of, LiftOf::Objection { .. });
            assert!(moment.actor != Actor::Clock || is_objection);
        }
        Action::Withdraw => assert_eq!(moment.actor, Actor::Person),
        _ => {}
    }
    let is_staff = matches!(moment.actor, Actor::Staff(_));
    let by_clock = matches!(action, Action::Lift | Action::Reopen(_));
    assert!(is_staff || matches!(action, Action::Withdraw) || by_clock);
    if let Status::Closed(closing) = after.status() {
        assert!(before.status().closing().is_none(), "closed twice");
        let was_unanswered = before.status().is_unanswered();
        if was_unanswered {
            assert_eq!(closing.is_late, before.is_late(RECEIVED, moment.today));
        }
    }
    // The data of an objection, and what is restricted, is never used again without a word before.
    let ends = before.restricts() && !after.restricts();
    let is_told = matches!(before.status(), Status::LiftNotified { .. })
        || matches!(
            action,
            Action::Withdraw | Action::Fulfil(_) | Action::CannotIdentify(_)
        );
    assert!(!ends || is_told, "18(3): {action:?}");
}

#[test]
fn whatever_is_open_has_a_next_step_at_any_time() {
    for right in Right::ALL {
        for (request, since) in reachable(right) {
            if request.status().closing().is_some() {
                continue;
            }
            for moment in moments() {
                let is_staff = matches!(moment.actor, Actor::Staff(_));
                if !is_staff || moment.now < since {
                    continue;
                }
                let steps = request.steps(&moment);
                let is_open = steps.iter().any(|(_, gate)| gate.is_ok());
                assert!(
                    is_open,
                    "{right:?} {:?} on {}",
                    request.status(),
                    moment.today
                );
            }
        }
    }
}

#[test]
fn a_late_extension_names_the_day_it_was_due() {
    let request = Request::received(THING, Right::Access, None);
    let late = moments()
        .into_iter()
        .find(|moment| moment.today == date(2026, 4, 8) && moment.actor == Actor::Staff(ANNA));
    let extend = Action::Extend {
        cause: DelayCause::Complexity,
        reason: reason("Meget materiale"),
    };
    assert_eq!(
        request.after(extend, &late.unwrap()),
        Err(Gate::ExtensionTooLate(LAST_OF_MONTH))
    );
}

#[test]
fn an_extension_runs_three_months_from_receipt_and_a_pause_lengthens_both() {
    let staff = |today: Date, now: &str| Moment {
        now: at(now),
        today,
        received: RECEIVED,
        actor: Actor::Staff(ANNA),
        is_only_one: false,
    };
    let request = Request::received(THING, Right::Access, None);
    assert_eq!(request.deadline(RECEIVED, RECEIVED).due, LAST_OF_MONTH);
    let extend = Action::Extend {
        cause: DelayCause::Number,
        reason: reason("Mange på én gang"),
    };
    let first = staff(date(2026, 3, 20), "2026-03-20T10:00:00Z");
    let extended = request.after(extend, &first).unwrap();
    // 5 June is no public holiday.
    assert_eq!(
        extended.deadline(RECEIVED, first.today).due,
        date(2026, 6, 5)
    );
    let asked = Action::AskIdentity(reason("To personer har den adresse"));
    let asked = extended.after(asked, &first).unwrap();
    let later = staff(date(2026, 3, 30), "2026-03-30T10:00:00Z");
    let goes_on = asked.after(Action::GoOn, &later).unwrap();
    // Ten days later is Monday 15 June.
    assert_eq!(
        goes_on.deadline(RECEIVED, later.today).due,
        date(2026, 6, 15)
    );
    assert_eq!(
        goes_on.deadline(RECEIVED, later.today).unpaused,
        date(2026, 6, 5)
    );
}

#[test]
fn an_erasure_is_decided_about_everything_that_is_held_and_only_on_its_grounds() {
    let other = Uuid::from_u128(9);
    let decided = |thing, decision| Decided {
        thing,
        what: reason("Noget"),
        decision,
    };
    let keep = |ground| {
        Decision::Keep(KeepGround {
            ground,
            reason: reason("Fordi"),
            until: None,
        })
    };
    let about = |held: &[Uuid], all| ErasureDecisions::about(held, all);
    assert!(about(&[THING], vec![decided(THING, Decision::Erase)]).is_some());
    assert!(about(&[THING, other], vec![decided(THING, Decision::Erase)]).is_none());
    assert!(about(&[THING], vec![decided(other, Decision::Erase)]).is_none());
    assert!(about(&[], Vec::new()).is_none());
    let twice = vec![
        decided(THING, Decision::Erase),
        decided(THING, Decision::Erase),
    ];
    assert!(about(&[THING], twice).is_none());
    for ground in RefusalGround::ALL {
        let kept = about(&[THING], vec![decided(THING, keep(ground))]);
        let is_ground = matches!(
            ground,
            RefusalGround::StillNeeded
                | RefusalGround::Expression
                | RefusalGround::LegalObligation
                | RefusalGround::LegalClaims
        );
        assert_eq!(kept.is_some(), is_ground, "{ground:?}");
    }
}
