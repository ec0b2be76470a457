//! Two who share a mailbox: what only a second factor opens is there for its own person, in what is held, in an answer and
//! in an erasure.

use domain::held::{Held, What};
use domain::rights::RestrictionGround;

use super::*;
use crate::{DecideThing, SecureMessage};

const ONE: Uuid = Uuid::from_u128(0xa);
const OTHER: Uuid = Uuid::from_u128(0xb);
const WORDS: &str = "Min læge siger maj";

fn known(bench: &Bench, person: Uuid) -> DataSubject {
    let email = MailAddress::parse(ANNA).unwrap();
    DataSubject::known(email, person, bench.service.now())
}

async fn writes(bench: &Bench, subject: &DataSubject) {
    let message = SecureMessage {
        words: WORDS.to_owned(),
        files: Vec::new(),
        attempt: bench.service.new_attempt(),
    };
    let written = bench.service.start_secure(subject, Language::Da, message);
    written.await.unwrap();
}

fn cases(held: &Held) -> usize {
    let things = held.things.iter();
    things
        .filter(|thing| matches!(thing.what, What::Case { .. }))
        .count()
}

fn secure(held: &Held) -> Option<Uuid> {
    let mut things = held.things.iter();
    let found = things.find(|thing| matches!(thing.what, What::SecureMessages { .. }));
    found.map(|thing| thing.id)
}

#[tokio::test]
async fn what_is_held_of_one_is_not_there_for_the_other() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let (one, other, mailbox) = (
        known(&bench, ONE),
        known(&bench, OTHER),
        reading(&bench, ANNA),
    );
    writes(&bench, &one).await;
    asked(&bench, &one, &[Right::Complaint]).await;
    let held = service.held(&one).await.unwrap();
    assert!(cases(&held) == 1 && secure(&held).is_some());
    for stranger in [&other, &mailbox] {
        let held = service.held(stranger).await.unwrap();
        assert_eq!((cases(&held), secure(&held)), (0, None));
    }
    let lead = lead(&bench).await;
    for (subject, is_told) in [(&one, true), (&other, false), (&mailbox, false)] {
        let case = asked(&bench, subject, &[Right::Access]).await;
        let answer = service.preview_answer(&lead, &case, &[]).await.unwrap();
        let letter = String::from_utf8(answer.to_json().unwrap()).unwrap();
        assert_eq!(letter.contains(WORDS), is_told);
    }
}

#[tokio::test]
async fn secure_messages_that_belong_to_no_case_go_when_their_person_asks() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let one = known(&bench, ONE);
    writes(&bench, &one).await;
    let case = asked(&bench, &one, &[Right::Erasure]).await;
    let lead = lead(&bench).await;
    let things = service.erasable_things(&lead, &case, Language::Da).await;
    let things = things.unwrap().into_iter();
    let decided: Vec<DecideThing> = things
        .map(|thing| DecideThing {
            thing: thing.id,
            keep: None,
        })
        .collect();
    assert_eq!(decided.len(), 1);
    let decided = service.decide_about(&lead, &case, decided).await.unwrap();
    let erased = step(&bench, &lead, &case, TakenAction::Erase(decided)).await;
    erased.unwrap();
    let tables = ["secure_thread", "secure_message"];
    assert_eq!(bench.count_rows(&tables).await, [0, 0]);
    holds_together(&bench).await;
}

#[tokio::test]
async fn secure_messages_that_are_only_kept_are_not_read_nor_swept() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let one = known(&bench, ONE);
    writes(&bench, &one).await;
    let thread = secure(&service.held(&one).await.unwrap()).unwrap();
    let case = asked(&bench, &one, &[Right::Restriction]).await;
    let actor = lead(&bench).await;
    let restrict = TakenAction::Restrict(RestrictionGround::Unlawful);
    step(&bench, &actor, &case, restrict).await.unwrap();
    let read = service.staff_secure(&actor, &thread).await;
    assert_eq!(read.unwrap_err(), Problem::UseStopped);
    let listed = service.secure_threads(&actor, None).await.unwrap();
    assert_eq!(listed[0].name, None);
    bench.set_clock("2027-06-01T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["secure_thread"]).await, [1]);
    let notice = TakenAction::NotifyLift(reason("Det er rettet"));
    let actor = lead(&bench).await;
    step(&bench, &actor, &case, notice).await.unwrap();
    bench.set_clock("2027-06-02T12:00:01Z");
    let actor = lead(&bench).await;
    step(&bench, &actor, &case, TakenAction::Lift)
        .await
        .unwrap();
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["secure_thread"]).await, [0]);
}
