use domain::mail::LinkToken;

use super::*;
use crate::Service;

/// The link that the latest mail to somebody outside carries.
async fn link(desk: &Desk) -> LinkToken {
    let letters = desk.letters().await.into_iter();
    let mut links = letters.filter_map(|(_, letter)| match letter {
        Letter::SecureOutside { token } => Some(token),
        _ => None,
    });
    links.next_back().unwrap()
}

async fn enters(service: &Service, link: &LinkToken, code: &str) -> Option<OutsideVisit> {
    match service.enter_from_outside(link, code).await {
        Ok(visit) => Some(visit),
        Err(problem) => {
            assert_eq!(problem, Problem::OutsiderRefused);
            None
        }
    }
}

#[tokio::test]
async fn whoever_has_link_and_code_reads_what_is_addressed_to_them_and_answers() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    desk.writes("Fra Anna", &[("helbred.pdf", b"hemmeligt")])
        .await;
    desk.sends(Counterpart::Person, "Til Anna", &[]).await;
    let invited = desk.invites().await;
    let to = Counterpart::Outsider(invited.id);
    desk.sends(to, "Til forsikringen", &[("aftale.pdf", b"aftale")])
        .await;

    let visit = enters(service, &link(&desk).await, &invited.code.to_text()).await;
    let visit = visit.unwrap();
    let visited = service.visited(&visit).await.unwrap();
    assert_eq!(visited.name, "Tryghed A/S");
    assert_eq!(visited.messages.len(), 1, "nothing else is seen");
    let message = &visited.messages[0];
    assert!(matches!(message.content, SecureContent::Waits { .. }));
    let opened = service.open_from_outside(&visit, &message.id).await;
    opened.unwrap();
    let visited = service.visited(&visit).await.unwrap();
    assert_eq!(words(&visited.messages[0]), Some("Til forsikringen"));
    let file = files(&visited.messages[0])[0].id;
    let read = service.file_from_outside(&visit, &file).await.unwrap();
    assert_eq!(read.content, b"aftale");

    let answer = desk.message("Fra forsikringen", &[("police.pdf", b"police")]);
    service.write_from_outside(&visit, answer).await.unwrap();
    let staff = desk.staff_sees().await;
    let last = staff.messages.last().unwrap();
    assert_eq!((last.with, last.from_us), (to, false));
    assert_eq!(last.words, "Fra forsikringen");

    // What is exchanged with one is nothing to the other.
    assert_eq!(desk.seen().await.len(), 2);
    let opened = service.open_from_outside(&visit, &staff.messages[1].id);
    assert_eq!(opened.await.unwrap_err(), Problem::NotFound);
    let annas = staff.messages[0].files[0].id;
    let read = service.file_from_outside(&visit, &annas).await;
    assert_eq!(read.unwrap_err(), Problem::NotFound);
    let anna = desk.subject(ANNA);
    let read = service.own_secure_file(&anna, &desk.thread, &file).await;
    assert_eq!(read.unwrap_err(), Problem::NotFound);
    assert_eq!(desk.opens(last.id).await.unwrap_err(), Problem::NotFound);
}

#[tokio::test]
async fn two_outside_never_see_each_other() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let first = desk.invites().await;
    let code = first.code.to_text();
    let visit = enters(service, &link(&desk).await, &code).await.unwrap();
    let second = desk.invites().await;
    let to = Counterpart::Outsider(second.id);
    desk.sends(to, "Til den anden", &[]).await;
    assert_eq!(service.visited(&visit).await.unwrap().messages, []);
    let swapped = enters(service, &link(&desk).await, &code).await;
    assert!(swapped.is_none());
}

#[tokio::test]
async fn a_code_has_five_tries_also_where_many_are_made_at_once() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let invited = desk.invites().await;
    let link = link(&desk).await;
    let right = invited.code.to_text();
    // None of these is the right one.
    let wrong: Vec<String> = (0..54)
        .map(|n| format!("0000 {n:04}"))
        .filter(|code| *code != right)
        .collect();
    for code in &wrong[..4] {
        assert!(enters(service, &link, code).await.is_none());
    }
    // What is no code at all takes no try, and a right one gives all of them back.
    assert!(enters(service, &link, "abc").await.is_none());
    assert!(enters(service, &link, &right).await.is_some());
    let tries = wrong.iter().map(|code| enters(service, &link, code));
    let entered = futures_util::future::join_all(tries).await;
    assert!(entered.iter().all(Option::is_none));
    assert!(enters(service, &link, &right).await.is_none());

    let code = service.new_outsider_code(&desk.staff, &desk.thread, &invited.id);
    let code = code.await.unwrap().to_text();
    assert!(enters(service, &link, &right).await.is_none());
    assert!(enters(service, &link, &code).await.is_some());
    let unknown = LinkToken::from_bytes([9; 32]);
    assert!(enters(service, &unknown, &code).await.is_none());
}

#[tokio::test]
async fn a_visit_ends_after_half_an_hour_with_another_code_and_when_staff_shut_out() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let invited = desk.invites().await;
    let link = link(&desk).await;
    let visits = async |pass: &str| service.outside_visit(pass).await.ok();
    let first = enters(service, &link, &invited.code.to_text()).await;
    let first = first.unwrap().pass().to_owned();
    desk.bench.set_clock("2026-11-21T12:29:59Z");
    let renewed = visits(&first).await.unwrap().pass().to_owned();
    desk.bench.set_clock("2026-11-21T12:30:00Z");
    assert!(visits(&first).await.is_none());
    assert!(visits(&renewed).await.is_some());
    for at in [0, 10, 25, 60] {
        let mut forged = renewed.clone().into_bytes();
        forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        assert!(visits(&forged).await.is_none(), "{at}");
    }
    let other = service.new_outsider_code(&desk.staff, &desk.thread, &invited.id);
    let other = other.await.unwrap().to_text();
    assert!(visits(&renewed).await.is_none());
    let last = enters(service, &link, &other).await.unwrap();
    let shut_out = async || {
        service
            .shut_out_outsider(&desk.staff, &desk.thread, &invited.id)
            .await
    };
    shut_out().await.unwrap();
    assert!(visits(last.pass()).await.is_none());
    assert!(enters(service, &link, &other).await.is_none());
    assert_eq!(shut_out().await.unwrap_err(), Problem::NotFound);
    let (to, message) = (Counterpart::Outsider(invited.id), desk.message("Hej", &[]));
    let sent = service.send_secure(&desk.staff, &desk.thread, to, message);
    assert_eq!(sent.await.unwrap_err(), Problem::LinkExpired);
}

#[tokio::test]
async fn a_link_is_over_after_ninety_days() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let code = desk.invites().await.code.to_text();
    let link = link(&desk).await;
    desk.bench.set_clock("2027-02-19T11:59:59Z");
    assert!(enters(service, &link, &code).await.is_some());
    desk.bench.set_clock("2027-02-19T12:00:00Z");
    assert!(enters(service, &link, &code).await.is_none());
}
