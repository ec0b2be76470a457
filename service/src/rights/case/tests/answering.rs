//! The answer to a request for access: complete or not sent, opened by a press, gone after its time.

use domain::access_answer::{Mark, RedactionGround};
use domain::mail::Letter;
use domain::rights::{SeenTo, What};
use domain::staff::AccessAction;
use jiff::Timestamp;

use super::*;
use crate::contact::tests::Writer;
use crate::newsletter::tests::letters;
use crate::testing::register;
use crate::{OwnAnswer, SeeToAnswer};

async fn sent(bench: &Bench, lead: &StaffActor, case: &Uuid) -> Result<(), Problem> {
    let request = request(bench, lead, case).await;
    bench.service.send_answer(lead, (case, &request), &[]).await
}

pub(super) async fn answer_of(bench: &Bench, subject: &DataSubject, case: &Uuid) -> Uuid {
    let view = bench.service.own_case(subject, case).await.unwrap();
    let Status::Closed(closing) = view.requests[0].request.status() else {
        panic!("answered");
    };
    let domain::rights::Outcome::Answered { answer } = closing.outcome else {
        panic!("answered");
    };
    answer
}

#[tokio::test]
async fn an_answer_that_lacks_something_is_not_sent() {
    let bench = Bench::open().await;
    Writer::writes(&bench, ANNA, "Kan I ringe?").await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let lead = lead(&bench).await;
    let preview = bench
        .service
        .preview_answer(&lead, &case, &[])
        .await
        .unwrap();
    // The test register names no kinds of data for this purpose.
    assert!(!preview.missing().is_empty());
    assert_eq!(
        sent(&bench, &lead, &case).await,
        Err(Problem::AnswerIncomplete)
    );
    assert_eq!(status(&bench, &lead, &case).await, Status::Open);
}

#[tokio::test]
async fn an_answer_is_opened_by_its_person_and_by_nobody_else() {
    let bench = Bench::open().await;
    let bench = complete(bench).await;
    let writer = Writer::writes(&bench, ANNA, "Min nabo Lis hjalp mig.").await;
    let (anna, bo) = (reading(&bench, ANNA), reading(&bench, BO));
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let lead = lead(&bench).await;
    let request = request(&bench, &lead, &case).await;
    let mark = Mark {
        thing: writer.thread,
        words: "Lis".to_owned(),
        ground: RedactionGround::OtherPerson,
        why: "Hun er ikke en del af sagen.".to_owned(),
    };
    let service = &bench.service;
    let marks = [mark];
    let send = service.send_answer(&lead, (&case, &request), &marks);
    send.await.unwrap();
    let answer = answer_of(&bench, &anna, &case).await;
    assert_eq!(
        service.own_answer(&bo, &answer).await.unwrap_err(),
        Problem::NotFound
    );
    assert_eq!(
        service.open_own_answer(&bo, &answer).await,
        Err(Problem::NotFound)
    );
    let waits = service.own_answer(&anna, &answer).await.unwrap();
    assert!(matches!(waits, OwnAnswer::Waits { .. }));
    service.open_own_answer(&anna, &answer).await.unwrap();
    service.open_own_answer(&anna, &answer).await.unwrap();
    let OwnAnswer::Opened { answer: letter, .. } =
        service.own_answer(&anna, &answer).await.unwrap()
    else {
        panic!("opened");
    };
    let text = String::from_utf8(letter.to_json().unwrap()).unwrap();
    assert!(text.contains("hjalp mig") && !text.contains("Lis"));
    let view = service.own_case(&anna, &case).await.unwrap();
    let opened = view.happened.iter();
    let opened = opened.filter(|one| one.what.what == domain::rights::What::AnswerOpened);
    assert_eq!(opened.count(), 1, "noted once");
    holds_together(&bench).await;
}

#[tokio::test]
async fn an_answer_waits_ninety_days_with_a_reminder() {
    let bench = complete(Bench::open().await).await;
    Writer::writes(&bench, ANNA, "Kan I ringe?").await;
    let anna = reading(&bench, ANNA);
    let case = asked(&bench, &anna, &[Right::Access]).await;
    let lead = lead(&bench).await;
    sent(&bench, &lead, &case).await.unwrap();
    let answer = answer_of(&bench, &anna, &case).await;
    letters(&bench.service).await;
    assert_eq!(bench.service.remind_of_answers().await.unwrap(), 0);
    bench.set_clock("2027-01-21T12:00:00Z");
    assert_eq!(bench.service.remind_of_answers().await.unwrap(), 1);
    assert_eq!(bench.service.remind_of_answers().await.unwrap(), 0);
    let reminded = letters(&bench.service).await;
    assert!(
        reminded
            .iter()
            .any(|mail| mail.letter == Letter::RightsNews)
    );
    bench.set_clock("2027-02-19T11:59:59Z");
    bench.service.own_answer(&anna, &answer).await.unwrap();
    bench.set_clock("2027-02-19T12:00:00Z");
    assert_eq!(
        bench.service.own_answer(&anna, &answer).await.unwrap_err(),
        Problem::NotFound
    );
}

/// An answer to Anna's request for access that nobody has opened, with somebody of staff.
async fn unopened(bench: &Bench) -> (Uuid, Uuid, StaffActor) {
    Writer::writes(bench, ANNA, "Kan I ringe?").await;
    let anna = reading(bench, ANNA);
    let case = asked(bench, &anna, &[Right::Access]).await;
    let lead = lead(bench).await;
    sent(bench, &lead, &case).await.unwrap();
    let answer = answer_of(bench, &anna, &case).await;
    (case, answer, lead)
}

async fn tasks(bench: &Bench, instant: &str) -> Vec<Uuid> {
    bench.set_clock(instant);
    let lead = lead(bench).await;
    let tasks = bench.service.unopened_answers(&lead).await.unwrap();
    tasks.into_iter().map(|task| task.id).collect()
}

async fn sees_to(
    bench: &Bench,
    (case, answer): (Uuid, Uuid),
    seen_to: Option<SeenTo>,
    words: &str,
) -> Result<(), Problem> {
    let lead = lead(bench).await;
    let see = SeeToAnswer {
        case,
        answer,
        seen_to,
        words: words.to_owned(),
    };
    bench.service.see_to_answer(&lead, see).await
}

#[tokio::test]
async fn an_answer_that_nobody_opens_is_staffs_a_fortnight_before_its_end_until_they_tick_it_off() {
    let bench = complete(Bench::open().await).await;
    let (case, answer, _) = unopened(&bench).await;
    let one = (case, answer);
    assert!(tasks(&bench, "2027-02-05T11:59:59Z").await.is_empty());
    assert_eq!(tasks(&bench, "2027-02-05T12:00:00Z").await, [answer]);
    // Its time is over, and it is a task still.
    assert_eq!(tasks(&bench, "2027-03-05T12:00:00Z").await, [answer]);

    let nothing = sees_to(&bench, one, None, "").await;
    assert_eq!(nothing, Err(Problem::MissingSeenTo));
    let unsaid = sees_to(&bench, one, Some(SeenTo::NotNeeded), " ").await;
    assert_eq!(unsaid, Err(Problem::MissingReason));
    assert_eq!(tasks(&bench, "2027-03-05T12:00:00Z").await, [answer]);
    sees_to(&bench, one, Some(SeenTo::Posted), "Sendt til Vestergade 1")
        .await
        .unwrap();
    assert!(tasks(&bench, "2027-03-05T12:00:00Z").await.is_empty());
    let again = sees_to(&bench, one, Some(SeenTo::Telephoned), "").await;
    assert_eq!(again, Err(Problem::NotFound));

    let view = bench.service.own_case(&reading(&bench, ANNA), &case).await;
    let happened = view.unwrap().happened;
    let last = &happened.last().unwrap().what;
    assert_eq!(last.what, What::AnswerSeenTo(SeenTo::Posted));
    assert_eq!(last.title(Language::Da), "Vi sendte dig svaret med posten");
    assert_eq!(last.words, Some(reason("Sendt til Vestergade 1")));
    holds_together(&bench).await;
}

#[tokio::test]
async fn an_answer_that_waits_again_can_be_opened_and_is_told_of_by_mail() {
    let bench = complete(Bench::open().await).await;
    let (case, answer, _) = unopened(&bench).await;
    let anna = reading(&bench, ANNA);
    bench.set_clock("2027-03-05T12:00:00Z");
    letters(&bench.service).await;
    let over = bench.service.own_answer(&anna, &answer).await;
    assert_eq!(over.unwrap_err(), Problem::NotFound);
    sees_to(&bench, (case, answer), Some(SeenTo::WaitsAgain), "")
        .await
        .unwrap();
    let mails = letters(&bench.service).await;
    assert!(mails.iter().any(|mail| mail.letter == Letter::RightsNews));
    assert!(tasks(&bench, "2027-05-01T12:00:00Z").await.is_empty());
    assert_eq!(tasks(&bench, "2027-05-25T12:00:00Z").await, [answer]);
    bench.service.open_own_answer(&anna, &answer).await.unwrap();
    assert!(tasks(&bench, "2027-05-25T12:00:00Z").await.is_empty());
    let late = sees_to(&bench, (case, answer), Some(SeenTo::Posted), "").await;
    assert_eq!(late, Err(Problem::NotFound));
}

#[tokio::test]
async fn an_answer_to_post_is_the_one_that_was_sent_and_taking_it_out_is_noted() {
    let bench = complete(Bench::open().await).await;
    let (case, answer, lead) = unopened(&bench).await;
    let service = &bench.service;
    let letter = service.answer_to_post(&lead, &case, &answer).await.unwrap();
    let text = String::from_utf8(letter.to_json().unwrap()).unwrap();
    assert!(text.contains("Kan I ringe?"));
    let noted = service.store().accesses_to(&case, Timestamp::MIN).await;
    let taken_out = |access: &storage::Access| access.action == AccessAction::Exported;
    assert!(noted.unwrap().iter().any(taken_out));
    let other = signed_in(service, &[Role::CaseWorker]).await;
    let refused = service.answer_to_post(&other, &case, &answer).await;
    assert_eq!(refused.unwrap_err(), Problem::Forbidden);
    let elsewhere = service.answer_to_post(&lead, &answer, &answer).await;
    assert_eq!(elsewhere.unwrap_err(), Problem::NotFound);
    service
        .open_own_answer(&reading(&bench, ANNA), &answer)
        .await
        .unwrap();
    let opened = service.answer_to_post(&lead, &case, &answer).await;
    assert_eq!(opened.unwrap_err(), Problem::NotFound);
}

/// The bench with a register from which a complete answer can be composed.
pub(super) async fn complete(mut bench: Bench) -> Bench {
    let category = domain::register::DataCategory {
        title: domain::text::Text {
            da: "Beskeder".to_owned(),
            en: "Messages".to_owned(),
        },
        sensitivity: domain::register::Sensitivity::Ordinary,
        third_party: false,
    };
    bench.service = bench.serving(register(|register| {
        register.data.insert("message".to_owned(), category);
        for (_, purpose) in &mut register.purpose {
            if purpose.data.is_empty() {
                purpose.data.push(domain::register::DataItem {
                    category: "message".to_owned(),
                    items: purpose.title.clone(),
                    article9: None,
                    cpr: None,
                });
            }
        }
    }));
    bench.service.store_register().await.unwrap();
    bench
}
