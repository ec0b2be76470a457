//! A visitor's choice: what stands on a day, what is asked, and what a decision makes of it. Whatever is
//! unknown, damaged, old or from the future grants nothing.

#![expect(clippy::expect_used, reason = "a test may panic")]

mod material;

use std::collections::BTreeSet;

use domain::consent::{Ask, ChoiceCookie, Decision, Outcome, Standing};
use domain::register::ServedRegister;
use domain::retention::Period;
use jiff::civil::{Date, date};
use material::{association, both, changed, serve};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 21);

type Keys = BTreeSet<String>;

fn optional(register: &ServedRegister) -> Keys {
    register
        .optional_services()
        .map(|(key, _)| key.clone())
        .collect()
}

fn keys(names: &[&str]) -> Keys {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// A first decision about everything.
fn decide(register: &ServedRegister, decision: &Decision, day: Date) -> Outcome {
    let nothing = Standing::of(register, None, false, day);
    decision.apply(register, &nothing, &optional(register), day)
}

fn standing(register: &ServedRegister, outcome: &Outcome, day: Date) -> Standing {
    Standing::of(register, Some(&outcome.cookie.to_value()), false, day)
}

#[test]
fn without_a_choice_everything_is_asked_and_nothing_is_granted() {
    for register in both().iter().map(serve) {
        let accepted = decide(&register, &Decision::AcceptAll, TODAY)
            .cookie
            .to_value();
        let truncated = &accepted[..accepted.len() - 1];
        let foreign = accepted.replacen("1.", "9.", 1);
        for cookie in [
            None,
            Some(""),
            Some("garbage"),
            Some("1.20261121.:"),
            Some(truncated),
            Some(&foreign),
        ] {
            let standing = Standing::of(&register, cookie, false, TODAY);
            assert_eq!(standing.granted, Keys::new(), "{cookie:?}");
            assert_eq!(standing.ask, Ask::Everything, "{cookie:?}");
            assert_eq!(standing.decided, None, "{cookie:?}");
        }
    }
}

#[test]
fn the_signal_says_no_until_a_click_outranks_it() {
    let register = serve(&association());
    for cookie in [None, Some("garbage")] {
        let signalled = Standing::of(&register, cookie, true, TODAY);
        assert_eq!(signalled.ask, Ask::Signalled);
        assert_eq!(signalled.granted, Keys::new());
    }
    let clicked = decide(&register, &Decision::AcceptAll, TODAY)
        .cookie
        .to_value();
    let standing = Standing::of(&register, Some(&clicked), true, TODAY);
    assert_eq!(standing.ask, Ask::Nothing);
    assert_eq!(standing.granted, optional(&register));
    let expired = Standing::of(&register, Some(&clicked), true, date(2027, 11, 22));
    assert_eq!(expired.ask, Ask::Signalled);
}

#[test]
fn a_choice_stands_to_the_last_day_of_its_calendar_months() {
    let register = changed(|register| {
        let months = |months| Period {
            months,
            ..Period::default()
        };
        register.cookies.accepted_for = months(6);
        register.cookies.refused_for = months(9);
    });
    let accepted = [
        ["2026-11-21", "2027-05-20", "2027-05-21"],
        ["2026-08-31", "2027-02-27", "2027-02-28"],
        ["2027-08-31", "2028-02-28", "2028-02-29"],
    ];
    let refused = [
        ["2026-05-31", "2027-02-27", "2027-02-28"],
        ["2026-11-21", "2027-08-20", "2027-08-21"],
    ];
    let cases = [
        (Decision::AcceptAll, &accepted[..]),
        (Decision::Only(keys(&["talrig"])), &accepted[1..2]),
        (Decision::RefuseAll, &refused[..]),
        (Decision::Only(Keys::new()), &refused[1..]),
    ];
    let cases = cases
        .iter()
        .flat_map(|(decision, days)| days.iter().map(move |days| (decision, days)));
    for (decision, days) in cases {
        let [day, last, first_asked] = days.map(|day| day.parse::<Date>().expect("a date"));
        let outcome = decide(&register, decision, day);
        assert_eq!(
            standing(&register, &outcome, last).ask,
            Ask::Nothing,
            "{decision:?} {day}"
        );
        assert_eq!(standing(&register, &outcome, last).decided, Some(day));
        let later = standing(&register, &outcome, first_asked);
        assert_eq!(later.ask, Ask::Everything, "{decision:?} {day}");
        assert_eq!(later.granted, Keys::new());
    }
}

#[test]
fn a_choice_from_the_future_is_a_wrong_clock() {
    let register = serve(&association());
    let made_on = |day| decide(&register, &Decision::AcceptAll, day);
    let tomorrow = made_on(date(2026, 11, 22));
    assert_eq!(standing(&register, &tomorrow, TODAY).ask, Ask::Nothing);
    for day in [date(2026, 11, 23), date(2099, 1, 1), date(9999, 12, 31)] {
        assert_eq!(
            standing(&register, &made_on(day), TODAY).ask,
            Ask::Everything,
            "{day}"
        );
    }
    let end_of_the_calendar = date(9999, 12, 30);
    let unending = standing(
        &register,
        &made_on(end_of_the_calendar),
        end_of_the_calendar,
    );
    assert_eq!(unending.granted, Keys::new());
}

#[test]
fn a_changed_service_is_asked_alone_while_the_others_stand() {
    let before = serve(&association());
    let after = changed(|register| register.recipient["metrivio"].country = "AU".to_owned());
    let accepted = decide(&before, &Decision::AcceptAll, TODAY);
    let now = standing(&after, &accepted, TODAY);
    assert_eq!(now.ask, Ask::Changed(keys(&["metrivio"])));
    let mut others = optional(&before);
    others.remove("metrivio");
    assert_eq!(now.granted, others);
    let refused = Decision::RefuseAll.apply(&after, &now, &keys(&["metrivio"]), TODAY);
    assert_eq!(refused.granted, others);
    assert_eq!(refused.withdrawn, Keys::new());
    assert_eq!(standing(&after, &refused, TODAY).ask, Ask::Nothing);
}

#[test]
fn a_refused_service_that_changed_is_asked_again_too() {
    let refused = decide(&serve(&association()), &Decision::RefuseAll, TODAY);
    let after = changed(|register| register.recipient["talrig"].country = "AU".to_owned());
    let now = standing(&after, &refused, TODAY);
    assert_eq!(now.ask, Ask::Changed(keys(&["talrig"])));
    assert_eq!(now.granted, Keys::new());
}

#[test]
fn services_the_register_does_not_know_are_ignored() {
    let register = serve(&association());
    let refused = decide(&register, &Decision::RefuseAll, TODAY)
        .cookie
        .to_value();
    let necessary = register
        .fingerprint("choice")
        .expect("it is in the register");
    let cookie = format!("{refused}.unknown:00000000:y.choice:{necessary}:y");
    let standing = Standing::of(&register, Some(&cookie), false, TODAY);
    assert_eq!(standing.granted, Keys::new());
    assert_eq!(standing.ask, Ask::Nothing);
}

#[test]
fn a_service_moved_to_the_necessary_is_no_longer_a_choice() {
    let accepted = decide(&serve(&association()), &Decision::AcceptAll, TODAY);
    let after = changed(|register| register.category["video"].necessary = true);
    let now = standing(&after, &accepted, TODAY);
    assert!(!now.allows("video-player"));
    assert_eq!(now.ask, Ask::Nothing);
}

#[test]
fn a_refusal_is_the_same_cookie_for_everyone_on_that_day() {
    for register in both().iter().map(serve) {
        let first = decide(&register, &Decision::RefuseAll, TODAY);
        let unticked = decide(&register, &Decision::Only(Keys::new()), TODAY);
        let accepted = decide(&register, &Decision::AcceptAll, date(2026, 11, 1));
        let changed_mind = Decision::RefuseAll.apply(
            &register,
            &standing(&register, &accepted, TODAY),
            &optional(&register),
            TODAY,
        );
        assert_eq!(first.cookie.to_value(), unticked.cookie.to_value());
        assert_eq!(first.cookie.to_value(), changed_mind.cookie.to_value());
        assert_eq!(changed_mind.withdrawn, optional(&register));
    }
}

/// Cookies as others could write them: real and unknown services, current and other fingerprints, any day.
fn any_cookie() -> impl Strategy<Value = String> {
    let register = serve(&association());
    let mut answers: Vec<String> =
        vec!["unknown:00000000".to_owned(), "talrig:00000000".to_owned()];
    for key in register.register().service.keys() {
        let fingerprint = register.fingerprint(key).expect("every service has one");
        answers.push(format!("{key}:{fingerprint}"));
    }
    let answer = (prop::sample::select(answers), "[yn]|Y|yes|")
        .prop_map(|(what, yes)| format!(".{what}:{yes}"));
    let day = prop_oneof![
        "202[5-7](0[1-9]|1[0-2])(0[1-9]|2[0-8])",
        "20261121",
        "[0-9]{7,9}"
    ];
    prop_oneof![
        4 => (day, prop::collection::vec(answer, 0..9)).prop_map(|(day, answers)| format!("1.{day}{}", answers.concat())),
        1 => "\\PC{0,60}",
    ]
}

fn any_services() -> impl Strategy<Value = Keys> {
    let names: Vec<String> = optional(&serve(&association()))
        .into_iter()
        .chain(["choice".to_owned(), "unknown".to_owned()])
        .collect();
    prop::sample::subsequence(names.clone(), 0..=names.len())
        .prop_map(|names| names.into_iter().collect())
}

fn any_decision() -> impl Strategy<Value = Decision> {
    prop_oneof![
        Just(Decision::RefuseAll),
        Just(Decision::AcceptAll),
        any_services().prop_map(Decision::Only),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn only_what_the_cookie_grants_as_it_is_today_is_granted(cookie in any_cookie(), gpc: bool) {
        let register = serve(&association());
        let standing = Standing::of(&register, Some(&cookie), gpc, TODAY);
        for key in &standing.granted {
            let fingerprint = register.fingerprint(key).expect("only known services are granted");
            let said = format!(".{key}:{fingerprint}:y");
            prop_assert!(cookie.contains(&said), "{cookie} grants {key}");
            prop_assert!(optional(&register).contains(key));
        }
        if ChoiceCookie::parse(&cookie).is_none() {
            prop_assert!(standing.granted.is_empty());
        }
    }

    #[test]
    fn a_decision_grants_what_was_asked_and_accepted_and_leaves_the_rest(
        cookie in any_cookie(), decision in any_decision(), asked in any_services(),
    ) {
        let register = serve(&association());
        let before = Standing::of(&register, Some(&cookie), false, TODAY);
        let outcome = decision.apply(&register, &before, &asked, TODAY);
        let askable: Keys = asked.intersection(&optional(&register)).cloned().collect();
        let accepted: Keys = match &decision {
            Decision::RefuseAll => Keys::new(),
            Decision::AcceptAll => askable,
            Decision::Only(chosen) => askable.intersection(chosen).cloned().collect(),
        };
        let untouched: Keys = before.granted.difference(&asked).cloned().collect();
        prop_assert_eq!(&outcome.granted, &accepted.union(&untouched).cloned().collect::<Keys>());
        prop_assert_eq!(&outcome.withdrawn, &before.granted.difference(&outcome.granted).cloned().collect::<Keys>());
        let value = outcome.cookie.to_value();
        prop_assert_eq!(ChoiceCookie::parse(&value), Some(outcome.cookie.clone()));
        let after = Standing::of(&register, Some(&value), false, TODAY);
        prop_assert_eq!(after.granted, outcome.granted);
        prop_assert_eq!(after.ask, Ask::Nothing);
    }
}
