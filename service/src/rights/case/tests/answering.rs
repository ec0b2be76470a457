//! The answer to a request for access: complete or not sent, opened by a press, gone after its time.

use domain::access_answer::{Mark, RedactionGround};
use domain::mail::Letter;

use super::*;
use crate::OwnAnswer;
use crate::contact::tests::Writer;
use crate::newsletter::tests::letters;
use crate::testing::register;

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
