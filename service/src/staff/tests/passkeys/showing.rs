//! A passkey in the place of a code.

use super::*;

#[tokio::test]
async fn a_passkey_is_shown_in_the_place_of_a_code() {
    let Owner {
        bench,
        mut device,
        person,
        ..
    } = owner().await;
    let service = &bench.service;
    let other = signed_in(service, &[Role::CaseWorker]).await;
    let other = add(service, &other, 2, "En andens").await.unwrap();
    bench.wait(SignedDuration::from_mins(6));
    let me = actor(service, &person).await;
    assert!(!me.has_recent_code());
    let question = service.ask_for_passkey(Some(&me)).await.unwrap();
    assert!(device.is_asked(&question.options));
    assert!(!other.is_asked(&question.options));
    let shown = PasskeyAnswer {
        answer: device.answer(&question.options),
        challenge: question.challenge,
    };
    let (me, token) = service.step_up_with_passkey(me, &shown).await.unwrap();
    assert!(me.has_recent_code());
    assert!(!is_in(service, &person).await, "the token before is gone");
    let now = service.staff_actor(&token).await.unwrap().unwrap();
    let again = service.step_up_with_passkey(now, &shown).await;
    assert_eq!(again.unwrap_err(), Problem::PasskeyRefused);
}

#[tokio::test]
async fn nobody_shows_another_s_passkey_or_one_in_another_session() {
    let Owner {
        bench,
        mut device,
        person,
        ..
    } = owner().await;
    let service = &bench.service;
    let mut elsewhere = person.clone();
    bench.wait(HALF_A_MINUTE);
    elsewhere.sign_in(service).await.unwrap();
    let (me, elsewhere) = (
        actor(service, &person).await,
        actor(service, &elsewhere).await,
    );
    let other = joined(service, "bo@example.dk", &[Role::CaseWorker]).await;
    let other = actor(service, &other).await;
    let of_mine = answer(service, Some(&me), &mut device).await;
    let to_sign_in = answer(service, None, &mut device).await;
    let of_other = answer(service, Some(&other), &mut device).await;
    let mut taken = device.of_another(other.id().as_bytes());
    let as_of_other = answer(service, Some(&me), &mut taken).await;
    for (actor, shown) in [
        (&elsewhere, &of_mine),
        (&other, &of_mine),
        (&me, &to_sign_in),
        (&other, &of_other),
        (&me, &as_of_other),
    ] {
        let refused = service.step_up_with_passkey(actor.clone(), shown).await;
        assert_eq!(refused.unwrap_err(), Problem::PasskeyRefused);
    }
    service.step_up_with_passkey(me, &of_mine).await.unwrap();
}
