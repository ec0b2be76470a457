//! What lawyers count, typed by hand, and what must hold on any day of the century.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::text::Language;

fn pause(from: Date, to: Date) -> Pause {
    Pause {
        from,
        to: Some(to),
        reason: PauseReason::Identity,
    }
}

fn words(steps: &[Step], language: Language) -> Vec<String> {
    steps.iter().map(|step| step.in_words(language)).collect()
}

#[test]
fn the_month_ends_on_the_same_date_or_on_the_months_last_day() {
    let due = |day| first_month(Received(day), &[]).due;
    assert_eq!(due(date(2026, 9, 15)), date(2026, 10, 15));
    assert_eq!(due(date(2026, 8, 31)), date(2026, 9, 30));
    // 2028 is a leap year and 2027 is none, and 28 February 2027 is a Sunday.
    assert_eq!(due(date(2028, 1, 31)), date(2028, 2, 29));
    assert_eq!(due(date(2027, 1, 31)), date(2027, 3, 1));
    // The other way round nothing is won: 28 February to 28 March, not to the month's end; a Sunday, and Easter.
    assert_eq!(due(date(2027, 2, 28)), date(2027, 3, 30));
    assert_eq!(due(date(2026, 12, 31)), date(2027, 2, 1));
}

#[test]
fn days_that_nobody_works_on_move_the_end_and_others_do_not() {
    let due = |day| first_month(Received(day), &[]).due;
    // Easter 2026 from its Thursday, which is 2 April, to its Monday.
    for day in 2..=6 {
        assert_eq!(due(date(2026, 3, day)), date(2026, 4, 7), "{day}");
    }
    // Christmas 2026: Friday, Saturday, and a Sunday.
    assert_eq!(due(date(2026, 11, 25)), date(2026, 12, 28));
    assert_eq!(due(date(2026, 11, 24)), date(2026, 12, 24));
    assert_eq!(due(date(2026, 11, 30)), date(2026, 12, 30));
    assert_eq!(due(date(2025, 12, 1)), date(2026, 1, 2));
    // Grundlovsdag 2026 is a Friday.
    assert_eq!(due(date(2026, 5, 5)), date(2026, 6, 5));
    // Store bededag: 5 May 2023, and 26 April 2024, which is none any more.
    assert_eq!(due(date(2023, 4, 5)), date(2023, 5, 8));
    assert_eq!(due(date(2024, 3, 26)), date(2024, 4, 26));
}

#[test]
fn an_extension_is_counted_from_the_receipt_and_not_from_the_moved_end() {
    // The first month's end moves from Sunday 5 to Tuesday 7 April; three months from the receipt are 5 June all the
    // same, where two months from the moved end would be 7 June.
    let received = Received(date(2026, 3, 5));
    assert_eq!(extended(received, &[]).due, date(2026, 6, 5));
    assert_eq!(extension_notice_due(received), date(2026, 4, 7));
    assert_eq!(
        extended(Received(date(2026, 11, 30)), &[]).due,
        date(2027, 3, 1)
    );
}

#[test]
fn pauses_are_days_counted_once_and_added_before_the_end_moves() {
    let received = Received(date(2026, 9, 1));
    let due = |pauses: &[Pause]| first_month(received, pauses).due;
    let day = |day| date(2026, 9, day);
    assert_eq!(due(&[]), date(2026, 10, 1));
    assert_eq!(due(&[pause(day(3), day(3))]), date(2026, 10, 1));
    assert_eq!(due(&[pause(day(3), day(7))]), date(2026, 10, 5));
    // Overlapping, one within the other, and touching.
    assert_eq!(
        due(&[pause(day(5), day(9)), pause(day(3), day(7))]),
        date(2026, 10, 7)
    );
    assert_eq!(
        due(&[pause(day(3), day(9)), pause(day(4), day(5))]),
        date(2026, 10, 7)
    );
    assert_eq!(
        due(&[pause(day(3), day(5)), pause(day(5), day(7))]),
        date(2026, 10, 5)
    );
    // Two days more make Saturday, which moves to Monday; four make that Monday too.
    assert_eq!(due(&[pause(day(3), day(5))]), date(2026, 10, 5));
    let deadline = first_month(received, &[pause(day(3), day(5))]);
    assert_eq!(deadline.unpaused, date(2026, 10, 1));
}

#[test]
fn a_pause_that_is_open_counts_only_to_a_day_that_is_named() {
    let received = Received(date(2026, 9, 1));
    let open = Pause {
        from: date(2026, 9, 10),
        to: None,
        reason: PauseReason::Clarification,
    };
    let deadline = first_month(received, &[open]);
    assert_eq!(deadline.due, date(2026, 10, 1));
    assert!(deadline.steps.contains(&Step::StandsStill {
        since: date(2026, 9, 10)
    }));
    let counted = counted_to(&[open], date(2026, 9, 15));
    assert_eq!(first_month(received, &counted).due, date(2026, 10, 6));
    // Not back in time.
    let counted = counted_to(&[open], date(2026, 9, 1));
    assert_eq!(first_month(received, &counted).due, date(2026, 10, 1));
}

#[test]
fn what_is_late_stays_late_whatever_is_asked_then() {
    let received = Received(date(2026, 9, 1));
    let late = pause(date(2026, 10, 2), date(2026, 10, 20));
    let deadline = first_month(received, &[late]);
    assert_eq!(deadline.due, date(2026, 10, 1));
    assert!(deadline.steps.contains(&Step::TooLateToPause {
        from: date(2026, 10, 2)
    }));
    // Asked on the last day is in time, and so is what begins while another still lasts.
    let last_day = pause(date(2026, 10, 1), date(2026, 10, 5));
    assert_eq!(first_month(received, &[last_day]).due, date(2026, 10, 5));
    let both = [last_day, pause(date(2026, 10, 4), date(2026, 10, 7))];
    assert_eq!(first_month(received, &both).due, date(2026, 10, 7));
    // What was asked before it came is counted from when it came.
    let early = pause(date(2026, 8, 1), date(2026, 9, 3));
    assert_eq!(first_month(received, &[early]).due, date(2026, 10, 5));
}

#[test]
fn a_promise_counts_working_days_from_the_day_after() {
    let due = |day, days| promise(Received(day), days).due;
    assert_eq!(due(date(2026, 3, 5), 5), date(2026, 3, 12));
    assert_eq!(due(date(2026, 3, 6), 1), date(2026, 3, 9));
    assert_eq!(due(date(2026, 3, 7), 1), date(2026, 3, 9));
    // Over Easter: Monday to Wednesday, then Tuesday and Wednesday.
    assert_eq!(due(date(2026, 3, 29), 5), date(2026, 4, 8));
    assert_eq!(due(date(2026, 3, 5), 0), date(2026, 3, 5));
    assert_eq!(due(date(2026, 3, 7), 0), date(2026, 3, 9));
}

#[test]
fn a_breach_has_72_hours_through_the_nights_on_which_clocks_change() {
    let due = |aware: &str| breach(aware.parse().unwrap()).to_string();
    assert_eq!(due("2026-12-24T15:30:00+01:00"), "2026-12-27T14:30:00Z");
    assert_eq!(due("2026-03-27T10:00:00+01:00"), "2026-03-30T09:00:00Z");
    let aware = "2026-03-27T10:00:00+01:00".parse().unwrap();
    let zone = jiff::tz::TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
    assert_eq!(
        words(&breach_steps(aware, &zone), Language::Da),
        [
            "Vi blev klar over det 27. marts 2026 kl. 10.00.",
            "Derfra er der 72 timer, også hen over weekender og helligdage.",
            "Imens stilles uret en time frem.",
            "Fristen er 30. marts 2026 kl. 11.00.",
        ]
    );
    let aware = "2026-10-24T10:00:00+02:00".parse().unwrap();
    assert_eq!(
        words(&breach_steps(aware, &zone), Language::En)[2..],
        [
            "Meanwhile clocks are set back by an hour.",
            "The deadline is 27 October 2026 at 09:00.",
        ]
    );
    let aware = "2026-06-24T10:00:00+02:00".parse().unwrap();
    assert_eq!(breach_steps(aware, &zone).len(), 3);
}

#[test]
fn each_deadline_explains_itself() {
    let received = Received(date(2026, 3, 5));
    assert_eq!(
        words(&first_month(received, &[]).steps, Language::Da),
        [
            "Vi fik den torsdag den 5. marts 2026.",
            "En måned senere er søndag den 5. april 2026.",
            "Søndag den 5. april 2026 er påskedag.",
            "Mandag den 6. april 2026 er 2. påskedag.",
            "Derfor går fristen til den næste hverdag: tirsdag den 7. april 2026.",
            "Fristen er tirsdag den 7. april 2026. Hele dagen er med.",
        ]
    );
    let pauses = [pause(date(2026, 3, 10), date(2026, 3, 13))];
    assert_eq!(
        words(&first_month(received, &pauses).steps, Language::Da)[2..],
        [
            "Uret stod stille fra tirsdag den 10. marts 2026 til fredag den 13. marts 2026, mens vi ventede på at få at vide, hvem der spørger: 3 dage.",
            "3 dage mere giver onsdag den 8. april 2026.",
            "Fristen er onsdag den 8. april 2026. Hele dagen er med.",
            "Uden pauser ville fristen være tirsdag den 7. april 2026. Det er den dag, vi arbejder efter. Sådan er vores egen metode.",
        ]
    );
    assert_eq!(
        words(
            &extended(Received(date(2026, 11, 30)), &[]).steps,
            Language::En
        ),
        [
            "We received it on Monday 30 November 2026.",
            "Three months later the month has no day 30, so its last day counts: Sunday 28 February 2027.",
            "Sunday 28 February 2027 is in a weekend.",
            "So the deadline moves to the next working day: Monday 1 March 2027.",
            "The deadline is Monday 1 March 2027. The whole day counts.",
        ]
    );
    assert_eq!(
        words(&promise(Received(date(2026, 3, 31)), 5).steps, Language::Da)[1..],
        [
            "Vi har lovet svar inden 5 hverdage. Vi tæller fra dagen efter, og lørdage, søndage og helligdage tæller ikke med.",
            "Torsdag den 2. april 2026 er skærtorsdag og tæller ikke med.",
            "Fredag den 3. april 2026 er langfredag og tæller ikke med.",
            "Søndag den 5. april 2026 er påskedag og tæller ikke med.",
            "Mandag den 6. april 2026 er 2. påskedag og tæller ikke med.",
            "Fristen er fredag den 10. april 2026. Hele dagen er med.",
        ]
    );
}

#[test]
fn staff_are_reminded_in_order_and_once_a_day() {
    let deadline = first_month(Received(date(2026, 3, 5)), &[]);
    assert_eq!(
        deadline.reminders(),
        [
            (date(2026, 3, 5), Reminder::Arrival),
            (date(2026, 3, 21), Reminder::HalfTime),
            (date(2026, 4, 2), Reminder::FiveDays),
            (date(2026, 4, 6), Reminder::OneDay),
        ]
    );
    assert!(!deadline.late(date(2026, 4, 7)));
    assert!(deadline.late(date(2026, 4, 8)));
    assert_eq!(deadline.days_left(date(2026, 4, 7)), 0);
    assert_eq!(deadline.days_left(date(2026, 4, 9)), -2);
    // Five days before is the second day of seven here, ahead of half-time; one working day leaves only the arrival.
    assert_eq!(
        promise(Received(date(2026, 3, 5)), 5).reminders(),
        [
            (date(2026, 3, 5), Reminder::Arrival),
            (date(2026, 3, 7), Reminder::FiveDays),
            (date(2026, 3, 8), Reminder::HalfTime),
            (date(2026, 3, 11), Reminder::OneDay),
        ]
    );
    assert_eq!(promise(Received(date(2026, 3, 4)), 1).reminders().len(), 1);
    // Pauses do not put off a reminder.
    let paused = [pause(date(2026, 3, 6), date(2026, 3, 26))];
    let paused = first_month(Received(date(2026, 3, 5)), &paused);
    assert_eq!(paused.reminders(), deadline.reminders());
}

#[test]
fn the_calendars_ends_are_no_trap() {
    for day in [Date::MIN, Date::MAX, Date::MAX.yesterday().unwrap()] {
        let received = Received(day);
        assert!(extended(received, &[pause(Date::MIN, Date::MAX)]).due >= day);
        assert!(promise(received, u16::MAX).due >= day);
        assert_eq!(first_month(received, &[]).reminders()[0].0, day);
    }
}

/// Any day from 2000 to 2099.
fn days() -> impl Strategy<Value = Date> {
    (0_i64..36_525).prop_map(|days| date(2000, 1, 1).saturating_add(days.days()))
}

/// Pauses around a receipt, as offsets: asked, answered.
fn pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((-10_i64..120, 0_i64..40), 0..5)
}

fn placed(received: Date, pauses: &[(i64, i64)]) -> Vec<Pause> {
    let place = |(asked, lasts): &(i64, i64)| {
        let from = received.saturating_add(asked.days());
        pause(from, from.saturating_add(lasts.days()))
    };
    pauses.iter().map(place).collect()
}

proptest! {
    #[test]
    fn a_deadline_is_a_working_day_and_its_extension_is_no_earlier(day in days(), pauses in pauses()) {
        let pauses = placed(day, &pauses);
        let first = first_month(Received(day), &pauses);
        let extended = extended(Received(day), &pauses);
        for due in [first.due, first.unpaused, extended.due, extended.unpaused] {
            prop_assert!(is_working_day(due) && due > day);
        }
        prop_assert!(extended.due >= first.due && extended.unpaused > first.unpaused);
        prop_assert!(first.unpaused <= first.due && extended.unpaused <= extended.due);
        prop_assert_eq!(first.unpaused, extension_notice_due(Received(day)));
    }

    #[test]
    fn who_comes_later_is_never_answered_earlier(day in days(), later in 0_i64..70, days in 0_u16..60) {
        let (first, second) = (Received(day), Received(day.saturating_add(later.days())));
        prop_assert!(first_month(first, &[]).due <= first_month(second, &[]).due);
        prop_assert!(extended(first, &[]).due <= extended(second, &[]).due);
        prop_assert!(promise(first, days).due <= promise(second, days).due);
        prop_assert!(promise(first, days).due <= promise(first, days + 1).due);
    }

    #[test]
    fn a_month_is_28_to_31_days_and_moves_by_at_most_five(day in days()) {
        let length = days_between(day, first_month(Received(day), &[]).due);
        // Easter's five days are the longest: nothing else lies beside them.
        prop_assert!((28..=36).contains(&length), "{length}");
    }

    #[test]
    fn one_more_pause_never_shortens(day in days(), pauses in pauses(), more in (-10_i64..120, 0_i64..40)) {
        let fewer = placed(day, &pauses);
        let more = [fewer.clone(), placed(day, &[more])].concat();
        prop_assert!(first_month(Received(day), &fewer).due <= first_month(Received(day), &more).due);
        prop_assert!(extended(Received(day), &fewer).due <= extended(Received(day), &more).due);
    }

    #[test]
    fn pauses_are_the_days_that_are_in_any_of_them(day in days(), pauses in pauses()) {
        let twice = [placed(day, &pauses), placed(day, &pauses)].concat();
        let once = placed(day, &pauses);
        prop_assert_eq!(first_month(Received(day), &once).due, first_month(Received(day), &twice).due);
        // Split into single days, in the other order.
        let split: Vec<Pause> = once.iter().rev().flat_map(|whole| {
            let ends = whole.to.unwrap();
            whole.from.series(1.day()).take_while(move |from| *from < ends)
                .map(|from| pause(from, from.tomorrow().unwrap()))
        }).collect();
        prop_assert_eq!(first_month(Received(day), &once).due, first_month(Received(day), &split).due);
    }

    #[test]
    fn each_day_that_was_passed_over_is_named(day in days()) {
        let deadline = first_month(Received(day), &[]);
        let named = deadline.steps.iter().filter(|step| matches!(step, Step::NoWorkingDay { .. })).count();
        let end = day.saturating_add(1.month());
        prop_assert_eq!(i64::try_from(named).unwrap(), days_between(end, deadline.due));
    }

    #[test]
    fn reminders_come_in_order_before_the_end(day in days(), days in 0_u16..30) {
        for deadline in [first_month(Received(day), &[]), promise(Received(day), days)] {
            let reminders = deadline.reminders();
            prop_assert!(reminders.is_sorted_by(|one, next| one.0 < next.0));
            prop_assert!(reminders.iter().skip(1).all(|(on, _)| *on < deadline.due));
        }
    }
}
