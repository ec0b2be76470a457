//! What goes for its time while a request for access waits: a copy is left for the answer, and for nothing else.

use domain::held::KeptFor;

use super::answering::complete;
use super::*;
use crate::contact::tests::Writer;

/// The day before the enquiry of every test here is copied, and days on which it is copied and gone.
const NOT_YET: &str = "2027-02-10T12:00:00Z";
const NEARLY: &str = "2027-02-20T12:00:00Z";
const GONE: &str = "2027-03-25T12:00:00Z";
const WORDS: &str = "Kan I ringe om min sag?";

async fn copies(bench: &Bench) -> i64 {
    bench.count_rows(&["case_copy"]).await[0]
}

/// The words of the enquiry, as what is held says them.
async fn held(bench: &Bench, subject: &DataSubject) -> Option<KeptFor> {
    let held = bench.service.held(subject).await.unwrap();
    let mut things = held.things.into_iter();
    let enquiry = things.find(|thing| matches!(thing.what, domain::held::What::Enquiry { .. }));
    enquiry.map(|thing| thing.kept)
}

/// An enquiry that goes while a request for access waits for its answer.
async fn gone_meanwhile(bench: &Bench) -> (DataSubject, StaffActor, Uuid) {
    Writer::writes(bench, ANNA, WORDS).await;
    bench.set_clock(NOT_YET);
    let anna = reading(bench, ANNA);
    let case = asked(bench, &anna, &[Right::Access]).await;
    let lead = lead(bench).await;
    bench.service.sweep().await.unwrap();
    assert_eq!(copies(bench).await, 0, "it has more time");
    bench.set_clock(NEARLY);
    bench.service.sweep().await.unwrap();
    assert_eq!(copies(bench).await, 1);
    (anna, lead, case)
}

#[tokio::test]
async fn staff_are_warned_of_what_goes_before_the_answer_is_due() {
    let bench = Bench::open().await;
    let (_, lead, case) = gone_meanwhile(&bench).await;
    let ending = async || {
        let shown = bench.service.staff_case(&lead, &case, Language::Da).await;
        shown.unwrap().ending
    };
    let [thing] = ending().await.try_into().unwrap();
    assert_eq!(thing.last_day.unwrap().to_string(), "2027-02-21");
    bench.set_clock(GONE);
    bench.service.sweep().await.unwrap();
    let [thing] = ending().await.try_into().unwrap();
    assert_eq!(thing.last_day, None);
}

#[tokio::test]
async fn a_copy_is_in_the_answer_and_goes_with_it() {
    let bench = complete(Bench::open().await).await;
    let (anna, lead, case) = gone_meanwhile(&bench).await;
    let service = &bench.service;
    assert!(matches!(held(&bench, &anna).await, Some(KeptFor::Until(_))));
    bench.set_clock(GONE);
    service.sweep().await.unwrap();
    assert_eq!(bench.count_rows(&["thread"]).await, [0]);
    let anna = reading(&bench, ANNA);
    assert_eq!(held(&bench, &anna).await, Some(KeptFor::ForAnswer));
    let shown = service.held_shown(&anna, Language::Da).await.unwrap();
    let things = shown.parts.iter().flat_map(|part| &part.things);
    assert!(
        things
            .filter(|thing| thing.link.is_some() || !thing.acts.is_empty())
            .count()
            == 0
    );
    let erasable = service.erasable_things(&lead, &case, Language::Da).await;
    assert_eq!(erasable.unwrap(), [], "an erasure does not decide about it");

    let request = request(&bench, &lead, &case).await;
    let sent = service.send_answer(&lead, (&case, &request), &[]).await;
    sent.unwrap();
    assert_eq!(copies(&bench).await, 0);
    assert_eq!(held(&bench, &anna).await, None);
    let answer = super::answering::answer_of(&bench, &anna, &case).await;
    service.open_own_answer(&anna, &answer).await.unwrap();
    let crate::OwnAnswer::Opened { answer, .. } = service.own_answer(&anna, &answer).await.unwrap()
    else {
        panic!("opened");
    };
    let letter = String::from_utf8(answer.to_json().unwrap()).unwrap();
    assert!(letter.contains(WORDS));
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_copy_goes_when_no_answer_will_need_it() {
    let bench = Bench::open().await;
    let (_, lead, case) = gone_meanwhile(&bench).await;
    let request = request(&bench, &lead, &case).await;
    let anna = reading(&bench, ANNA);
    let withdrawn = bench.service.withdraw_request(&anna, &case, &request).await;
    withdrawn.unwrap();
    assert_eq!(copies(&bench).await, 0);
}

#[tokio::test]
async fn nothing_is_copied_where_nobody_asked_to_see() {
    let bench = Bench::open().await;
    Writer::writes(&bench, ANNA, WORDS).await;
    bench.set_clock(NOT_YET);
    let anna = reading(&bench, ANNA);
    asked(&bench, &anna, &[Right::Erasure]).await;
    let bo = reading(&bench, BO);
    asked(&bench, &bo, &[Right::Access]).await;
    bench.set_clock(NEARLY);
    bench.service.sweep().await.unwrap();
    assert_eq!(copies(&bench).await, 0);
}
