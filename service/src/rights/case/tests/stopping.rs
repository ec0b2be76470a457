//! What is only kept: neither read nor answered nor mailed nor swept, but through a door that the person sees.

use domain::event::SeatState;
use domain::rights::{Door, RestrictionGround, What};
use domain::thread::State;

use super::*;
use crate::contact::tests::Writer;
use crate::event::tests::answers::{answered, with_questions};
use crate::event::tests::{published, signed_up, typed};
use crate::newsletter::tests::{asked as asked_for_news, letters, subscribed};
use crate::{Answer, Ending, IssueForm, ListedSender, SendAt};

/// Has the use of everything stopped that stands under the address, and gives the case.
async fn restricted(bench: &Bench, email: &str) -> Uuid {
    let case = asked(bench, &reading(bench, email), &[Right::Restriction]).await;
    let restrict = TakenAction::Restrict(RestrictionGround::AccuracyContested);
    let actor = lead(bench).await;
    step(bench, &actor, &case, restrict).await.unwrap();
    letters(&bench.service).await;
    case
}

async fn host(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::EventHost]).await
}

/// Lifts the restriction of a case; the clock stands a day later then.
async fn lifted(bench: &Bench, case: &Uuid, from: &str, to: &str) {
    bench.set_clock(from);
    let notice = TakenAction::NotifyLift(reason("Det er rettet"));
    let actor = lead(bench).await;
    step(bench, &actor, case, notice).await.unwrap();
    bench.set_clock(to);
    let actor = lead(bench).await;
    step(bench, &actor, case, TakenAction::Lift).await.unwrap();
}

async fn stopped(bench: &Bench) -> (DataSubject, Uuid, StaffActor) {
    subscribed(&bench.service, ANNA, &["news"]).await;
    let writer = Writer::writes(bench, ANNA, "Kan I ringe?").await;
    letters(&bench.service).await;
    let anna = reading(bench, ANNA);
    let case = asked(bench, &anna, &[Right::Restriction]).await;
    let lead = lead(bench).await;
    let restrict = TakenAction::Restrict(RestrictionGround::AccuracyContested);
    step(bench, &lead, &case, restrict).await.unwrap();
    letters(&bench.service).await;
    (anna, writer.thread, lead)
}

#[tokio::test]
async fn it_is_read_only_through_a_door_that_the_person_sees() {
    let bench = Bench::open().await;
    let (anna, thread, lead) = stopped(&bench).await;
    let service = &bench.service;
    let read = service.staff_thread(&lead, &thread).await;
    assert_eq!(read.unwrap_err(), Problem::UseStopped);
    let answer = Answer {
        thread,
        words: "Vi ringer".to_owned(),
        way: domain::thread::Way::Mail,
        attempt: service.new_attempt(),
    };
    assert_eq!(
        service.answer(&lead, answer).await,
        Err(Problem::UseStopped)
    );
    let door = (Door::LegalClaim, reason("Retssag 12"));
    let read = service
        .read_through_door(&lead, &thread, door)
        .await
        .unwrap();
    assert_eq!(read.messages.len(), 1);
    let case = service.own_cases(&anna).await.unwrap()[0].id;
    let view = service.own_case(&anna, &case).await.unwrap();
    let used = view.happened.iter();
    let used = used.filter(|one| one.what.what == What::UsedThrough(Door::LegalClaim));
    assert_eq!(used.count(), 1);
    // Through the door once is not through it always.
    let again = service.staff_thread(&lead, &thread).await;
    assert_eq!(again.unwrap_err(), Problem::UseStopped);
}

#[tokio::test]
async fn it_is_not_swept_until_the_restriction_is_lifted() {
    let bench = Bench::open().await;
    let (anna, ..) = stopped(&bench).await;
    let service = &bench.service;
    bench.set_clock("2027-06-01T12:00:00Z");
    assert_eq!(service.erase_due_threads().await.unwrap(), 0);
    let case = service.own_cases(&anna).await.unwrap()[0].id;
    lifted(
        &bench,
        &case,
        "2027-06-01T12:00:00Z",
        "2027-06-02T12:00:01Z",
    )
    .await;
    assert_eq!(service.erase_due_threads().await.unwrap(), 1);
}

#[tokio::test]
async fn an_objection_stops_only_what_can_be_objected_to() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, ANNA, "Kan I ringe?").await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Objection]).await;
    let service = &bench.service;
    let purpose = &service.register().register().purpose["contact"];
    let is_balanced = matches!(
        purpose.basis,
        domain::register::LegalBasis::LegitimateInterest { .. }
    );
    let stopped = service
        .store()
        .is_use_stopped(&writer.thread)
        .await
        .unwrap();
    assert_eq!(stopped, is_balanced);
    let view = service.own_case(&anna, &case).await.unwrap();
    let request = view.requests[0].request.id();
    service
        .withdraw_request(&anna, &case, &request)
        .await
        .unwrap();
    assert!(
        !service
            .store()
            .is_use_stopped(&writer.thread)
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn the_list_of_enquiries_counts_it_and_names_nobody() {
    let bench = Bench::open().await;
    let (_, thread, lead) = stopped(&bench).await;
    let service = &bench.service;
    let listed = service.threads(&lead, State::Open, None).await.unwrap();
    let case = service.case_queue(&lead).await.unwrap().open[0].id;
    let sender = ListedSender::Stopped { cases: vec![case] };
    assert_eq!(
        (listed.threads[0].id, &listed.threads[0].sender),
        (thread, &sender)
    );
    // Whose role opens no cases is not told which it is.
    let other = signed_in(service, &[Role::CaseWorker]).await;
    let opens_cases = other.require(domain::staff::Area::Rights).is_ok();
    let listed = service.threads(&other, State::Open, None).await.unwrap();
    let ListedSender::Stopped { cases } = &listed.threads[0].sender else {
        panic!("it is only kept");
    };
    assert_eq!(cases.is_empty(), !opens_cases);
    for ending in [Ending::Closed, Ending::Spam] {
        let ended = service.end_thread(&lead, &thread, ending).await;
        assert_eq!(ended, Err(Problem::UseStopped));
    }
}

#[tokio::test]
async fn lists_of_participants_count_it_and_a_door_shows_one_once() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &with_questions()).await;
    answered(&bench, event, ANNA, &["Fleksjob", ""]).await;
    signed_up(service, event, BO).await;
    let case = restricted(&bench, ANNA).await;

    let seen = service.event(&host, &event).await.unwrap();
    let named = |people: &[crate::ListedParticipant]| -> Vec<Option<String>> {
        people.iter().map(|person| person.email.clone()).collect()
    };
    assert_eq!(named(&seen.people), [Some(BO.to_owned())]);
    let [kept] = &seen.stopped[..] else {
        panic!("one is only kept");
    };
    assert_eq!((kept.state, kept.seats), (SeatState::Seated, 1));
    assert!(kept.cases.is_empty(), "a host opens no cases");
    assert_eq!(seen.listed.room.taken, 2);
    assert!(seen.answers.is_empty());
    let list = service.check_in(&host, &event).await.unwrap();
    assert_eq!((list.expected.len(), list.stopped.len()), (1, 1));
    let both = signed_in(service, &[Role::EventHost, Role::DataProtectionLead]).await;
    let seen = service.event(&both, &event).await.unwrap();
    assert_eq!(seen.stopped[0].cases, [case]);

    let seat = kept.seat;
    let released = service.release_seat(&host, &event, &seat).await;
    assert_eq!(released, Err(Problem::UseStopped));
    let through = || (Door::RightsOfAnother, reason("En anden kom til skade"));
    let read = service.event_through_door(&host, &event, &seat, through());
    let read = read.await.unwrap();
    assert_eq!((read.people.len(), read.stopped.len()), (2, 0));
    assert!(named(&read.people).contains(&Some(ANNA.to_owned())));
    let view = service
        .own_case(&reading(&bench, ANNA), &case)
        .await
        .unwrap();
    let mut happened = view.happened.iter();
    assert!(happened.any(|one| one.what.what == What::UsedThrough(Door::RightsOfAnother)));
    let again = service.event(&host, &event).await.unwrap();
    assert_eq!(again.stopped.len(), 1, "once is not always");
    let other = published(service, &host, &typed("2")).await;
    let elsewhere = service.event_through_door(&host, &other, &seat, through());
    assert_eq!(elsewhere.await.unwrap_err(), Problem::NotFound);
    let no_host = signed_in(service, &[Role::Communications]).await;
    let forbidden = service.event_through_door(&no_host, &event, &seat, through());
    assert_eq!(forbidden.await.unwrap_err(), Problem::Forbidden);
}

#[tokio::test]
async fn no_newsletter_goes_there_and_the_list_that_is_taken_out_names_nobody() {
    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    subscribed(service, BO, &["news"]).await;
    letters(service).await;
    let case = restricted(&bench, ANNA).await;
    let editor = signed_in(service, &[Role::Communications]).await;
    let form = IssueForm {
        subject: "Nyt".to_owned(),
        words: "Kom forbi.".to_owned(),
        english_subject: String::new(),
        english_words: String::new(),
        topics: vec!["news".to_owned()],
        archived: false,
    };
    let issue = service.write_issue(&editor, &form).await.unwrap();
    let sent = service.send_issue(&editor, &issue, SendAt::Now).await;
    sent.unwrap();
    while service.write_issue_mails().await.unwrap() {}
    let went = async || {
        let letters = letters(service).await.into_iter();
        letters
            .map(|letter| letter.to.as_str().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(went().await, [BO]);
    let file = service.export_subscribers(&editor, Language::Da).await;
    let file = String::from_utf8(file.unwrap()).unwrap();
    assert!(file.contains(BO) && !file.contains(ANNA), "{file}");
    assert!(file.contains("Begrænset"), "{file}");
    // What was written meanwhile does not follow once it is lifted.
    lifted(
        &bench,
        &case,
        "2026-11-21T13:00:00Z",
        "2026-11-22T13:00:01Z",
    )
    .await;
    letters(service).await;
    while service.write_issue_mails().await.unwrap() {}
    assert_eq!(went().await, [""; 0]);
}

/// Each kind of row that goes by itself: an enquiry, a subscription that was not confirmed or whose mailbox refuses, a
/// seat that was not confirmed, one of an event that is over, and answers.
#[tokio::test]
async fn no_sweep_takes_what_is_only_kept_and_each_takes_it_once_it_is_not() {
    let tables = ["thread", "subscription", "seat", "seat_answers"];
    let bench = Bench::open().await;
    let service = &bench.service;
    let host = host(&bench).await;
    let event = published(service, &host, &with_questions()).await;
    let other = published(service, &host, &typed("2")).await;
    answered(&bench, event, ANNA, &["Fleksjob", ""]).await;
    let form = crate::event::tests::form(other, ANNA);
    service.take_seat(&form).await.unwrap();
    letters(service).await;
    asked_for_news(service, ANNA, &["news"]).await;
    Writer::writes(&bench, ANNA, "Kan I ringe?").await;
    letters(service).await;
    let before = bench.count_rows(&tables).await;
    assert_eq!(before, [1, 1, 2, 1]);
    let case = restricted(&bench, ANNA).await;
    let days = [
        "2026-12-02T12:00:00Z",
        "2027-01-15T12:00:00Z",
        "2027-06-01T12:00:00Z",
    ];
    for day in days {
        bench.set_clock(day);
        service.erase_unconfirmed().await.unwrap();
        service.tend_events().await.unwrap();
        service.sweep().await.unwrap();
        assert_eq!(bench.count_rows(&tables).await, before, "{day}");
        assert_eq!(letters(service).await.len(), 0, "{day}");
    }
    lifted(
        &bench,
        &case,
        "2027-06-01T13:00:00Z",
        "2027-06-02T13:00:01Z",
    )
    .await;
    service.erase_unconfirmed().await.unwrap();
    service.tend_events().await.unwrap();
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&tables).await, [0, 0, 0, 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_mailbox_that_refuses_ends_no_subscription_that_is_only_kept() {
    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    letters(service).await;
    let email = MailAddress::parse(ANNA).unwrap();
    let held = service.held_under(&email, domain::register::Assurance::SecondFactor);
    let held = held.await.unwrap().things;
    let subscription = held.iter().find(|thing| thing.purpose == "newsletter");
    let subscription = subscription.expect("it is held").id;
    let case = restricted(&bench, ANNA).await;
    assert!(!service.end_by_bounce(&subscription).await.unwrap());
    lifted(
        &bench,
        &case,
        "2026-11-21T13:00:00Z",
        "2026-11-22T13:00:01Z",
    )
    .await;
    assert!(service.end_by_bounce(&subscription).await.unwrap());
}
