use domain::evidence::LeafKind;
use domain::held::What;
use domain::problem::Problem;

use super::*;
use crate::CorrectContact;

fn corrected(kind: ThingKind, id: Uuid, name: &str, phone: &str) -> CorrectContact {
    CorrectContact {
        kind,
        id,
        name: name.to_owned(),
        phone: phone.to_owned(),
        companions: Vec::new(),
    }
}

async fn leaves(bench: &Bench, kind: LeafKind) -> usize {
    let leaves = bench.store.leaves().await.unwrap();
    leaves.iter().filter(|leaf| leaf.leaf.kind == kind).count()
}

#[tokio::test]
async fn contact_details_are_put_right_in_each_thing_and_it_is_told() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    let anna = reading(&bench, ANNA);
    let before = held(service, &anna).await;
    for kind in [ThingKind::Subscription, ThingKind::Seat, ThingKind::Enquiry] {
        let id = the(&before, kind).id;
        let typed = corrected(kind, id, "Anne Ørn", "87 65 43 21");
        assert_eq!(service.correct_contact(&anna, &typed).await, Ok(true));
        assert_eq!(service.correct_contact(&anna, &typed).await, Ok(false));
        let after = held(service, &anna).await;
        let thing = the(&after, kind);
        assert_eq!(thing.corrected_at, [service.now()]);
        let (name, phone) = match &thing.what {
            What::Subscription { name, .. } => (name.clone().unwrap(), None),
            What::Seat { participant, .. } => (participant.name.clone(), participant.phone.clone()),
            What::Enquiry { sender, .. } => (sender.name.clone(), sender.phone.clone()),
            _ => panic!("no contact details"),
        };
        assert_eq!(name.as_str(), "Anne Ørn");
        assert_eq!(phone.is_some(), kind != ThingKind::Subscription);
    }
    assert_eq!(leaves(&bench, LeafKind::DataCorrected).await, 3);
    holds_together(&bench).await;
    // What was put right goes with the rest, its record too.
    service.stop_newsletter(&anna).await.unwrap();
    let seat = the(&before, ThingKind::Seat).id;
    service.leave_own_seat(&anna, &seat).await.unwrap();
    holds_together(&bench).await;
}

#[tokio::test]
async fn what_cannot_be_used_is_named_and_nothing_changes() {
    let bench = Bench::open().await;
    let service = &bench.service;
    Writer::writes(&bench, ANNA, "Hej").await;
    let anna = reading(&bench, ANNA);
    let id = the(&held(service, &anna).await, ThingKind::Enquiry).id;
    let typed = corrected(ThingKind::Enquiry, id, " ", "ring");
    let refused = service.correct_contact(&anna, &typed).await;
    assert_eq!(
        refused,
        Err(vec![Problem::MissingName, Problem::MalformedPhone])
    );
    assert!(!format!("{typed:?}").contains("ring"));
    assert_eq!(leaves(&bench, LeafKind::DataCorrected).await, 0);
}

#[tokio::test]
async fn nothing_of_another_mailbox_can_be_reached_by_any_id() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    let anna = held(service, &reading(&bench, ANNA)).await;
    let bo = reading(&bench, BO);
    let all = [
        ThingKind::Subscription,
        ThingKind::Seat,
        ThingKind::Answers,
        ThingKind::Enquiry,
        ThingKind::Proof,
        ThingKind::KeptOut,
        ThingKind::AddressChange,
        ThingKind::Visit,
    ];
    let foreign = anna.things.iter().map(|thing| thing.id);
    for id in foreign.chain([event, Uuid::nil(), Uuid::max()]) {
        for kind in all {
            let typed = corrected(kind, id, "Bo", "");
            let refused = service.correct_contact(&bo, &typed).await;
            assert_eq!(refused, Err(vec![Problem::NotFound]));
        }
        let refused = Err(Problem::NotFound);
        assert_eq!(service.leave_own_seat(&bo, &id).await, refused);
        assert_eq!(service.take_own_answers_back(&bo, &id).await, refused);
        let receipt = service.own_receipt(&bo, &id, &[]).await;
        assert_eq!(receipt, Err(Problem::NotFound));
    }
    assert!(!service.stop_newsletter(&bo).await.unwrap());
    let after = held(service, &reading(&bench, ANNA)).await;
    assert_eq!(kinds(&after), kinds(&anna));
}

#[tokio::test]
async fn a_consent_is_taken_back_and_a_seat_given_up_at_once() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    let anna = reading(&bench, ANNA);
    let before = held(service, &anna).await;
    let answers = the(&before, ThingKind::Answers).id;
    assert_eq!(
        service.take_own_answers_back(&anna, &answers).await,
        Ok(true)
    );
    let without = held(service, &anna).await;
    assert!(!kinds(&without).contains(&ThingKind::Answers));
    assert!(kinds(&without).contains(&ThingKind::Seat), "the seat stays");
    let seat = the(&before, ThingKind::Seat).id;
    assert_eq!(service.leave_own_seat(&anna, &seat).await, Ok(true));
    assert_eq!(
        service.leave_own_seat(&anna, &seat).await,
        Err(Problem::NotFound)
    );
    assert_eq!(service.stop_newsletter(&anna).await, Ok(true));
    assert_eq!(service.stop_newsletter(&anna).await, Ok(false));
    let after = kinds(&held(service, &anna).await);
    assert_eq!(
        after,
        [
            ThingKind::Enquiry,
            ThingKind::Proof,
            ThingKind::Proof,
            ThingKind::Visit
        ]
    );
    holds_together(&bench).await;
}
