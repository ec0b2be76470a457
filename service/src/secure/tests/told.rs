use super::*;
use crate::staff::tests::joined_in;

/// To whom mails went that say that something came.
async fn told(desk: &Desk) -> Vec<String> {
    let letters = desk.letters().await.into_iter();
    let arrived = letters.filter(|(_, letter)| matches!(letter, Letter::SecureArrived { .. }));
    arrived.map(|(to, _)| to).collect()
}

#[tokio::test]
async fn those_who_open_requests_are_told_once_until_one_of_them_looks() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let other = joined_in(service, &[Role::DataProtectionLead]).await;
    joined_in(service, &[Role::EventHost]).await;
    desk.writes("Hemmeligt", &[]).await;
    let first = told(&desk).await;
    assert_eq!(first.len(), 2, "{first:?}");
    assert!(first.contains(&other.email));
    desk.writes("Igen", &[]).await;
    desk.sends(Counterpart::Person, "Svar", &[]).await;
    desk.writes("Og igen", &[]).await;
    assert_eq!(told(&desk).await.len(), 2, "nobody looked");

    desk.staff_sees().await;
    assert_eq!(told(&desk).await.len(), 2, "nothing came");
    desk.writes("Efter jeres blik", &[]).await;
    assert_eq!(told(&desk).await.len(), 4);
}

#[tokio::test]
async fn the_same_form_twice_tells_once_and_what_is_refused_tells_nobody() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let anna = desk.subject(ANNA);
    let refused = service.write_secure(&anna, &desk.thread, desk.message("", &[]));
    assert!(refused.await.is_err());
    assert_eq!(told(&desk).await.len(), 0);
    let message = desk.message("Hej", &[]);
    service
        .write_secure(&anna, &desk.thread, message.clone())
        .await
        .unwrap();
    desk.staff_sees().await;
    service
        .write_secure(&anna, &desk.thread, message)
        .await
        .unwrap();
    assert_eq!(told(&desk).await.len(), 1);
}

#[tokio::test]
async fn what_somebody_outside_sends_is_told_too() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let invited = desk.invites().await;
    let letters = desk.letters().await;
    let Some((_, Letter::SecureOutside { token })) = letters.last() else {
        panic!("a link");
    };
    let code = invited.code.to_text();
    let visit = service.enter_from_outside(token, &code).await.unwrap();
    service
        .write_from_outside(&visit, desk.message("Fra forsikringen", &[]))
        .await
        .unwrap();
    assert_eq!(told(&desk).await.len(), 1);
}
