use super::*;

async fn reminded(desk: &Desk, instant: &str) -> u64 {
    desk.bench.set_clock(instant);
    let reminded = desk.bench.service.remind_of_secure_messages().await;
    reminded.unwrap()
}

async fn tasks(desk: &Desk, instant: &str) -> Vec<LeftBehind> {
    desk.bench.set_clock(instant);
    let staff = signed_in(&desk.bench.service, &[Role::DataProtectionLead]).await;
    let left = desk.bench.service.secure_left_behind(&staff).await;
    left.unwrap()
}

#[tokio::test]
async fn what_nobody_opens_is_reminded_of_once_then_staffs_and_then_over() {
    let desk = Desk::open().await;
    desk.sends(Counterpart::Person, "Svar", &[]).await;
    let message = desk.seen().await[0].id;
    assert_eq!(reminded(&desk, "2026-12-21T11:59:59Z").await, 0);
    assert_eq!(reminded(&desk, "2026-12-21T12:00:00Z").await, 1);
    assert_eq!(reminded(&desk, "2026-12-22T12:00:00Z").await, 0);
    let letters = desk.letters().await;
    assert_eq!(letters.len(), 2);
    assert!(
        letters
            .iter()
            .all(|(_, letter)| *letter == Letter::RightsNews)
    );
    assert_eq!(tasks(&desk, "2027-02-05T11:59:59Z").await, []);
    let left = tasks(&desk, "2027-02-05T12:00:00Z").await;
    assert_eq!(
        (left[0].message, left[0].with),
        (message, Counterpart::Person)
    );
    desk.bench.set_clock("2027-02-19T12:00:00Z");
    assert_eq!(desk.opens(message).await, Err(Problem::WaitOver));
    assert_eq!(desk.seen().await[0].content, SecureContent::Over);
    assert_eq!(tasks(&desk, "2027-02-19T12:00:00Z").await.len(), 1);
}

#[tokio::test]
async fn what_was_opened_is_nobodys_task_and_stays_open() {
    let desk = Desk::open().await;
    desk.sends(Counterpart::Person, "Svar", &[]).await;
    let message = desk.seen().await[0].id;
    desk.opens(message).await.unwrap();
    assert_eq!(reminded(&desk, "2026-12-21T12:00:00Z").await, 0);
    assert_eq!(tasks(&desk, "2027-02-20T12:00:00Z").await, []);
    desk.opens(message).await.unwrap();
    assert_eq!(words(&desk.seen().await[0]), Some("Svar"));
}

#[tokio::test]
async fn staff_let_it_wait_again_or_see_to_it_otherwise() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    desk.sends(Counterpart::Person, "Svar", &[]).await;
    let message = desk.seen().await[0].id;
    let settle = async |settling| {
        service
            .settle_secure(&desk.staff, &desk.thread, &message, settling)
            .await
    };
    assert_eq!(tasks(&desk, "2027-02-10T12:00:00Z").await.len(), 1);
    settle(Settling::WaitsAgain).await.unwrap();
    assert_eq!(tasks(&desk, "2027-02-10T12:00:00Z").await, []);
    assert_eq!(desk.letters().await.len(), 2);
    assert_eq!(reminded(&desk, "2027-03-12T12:00:00Z").await, 1);
    assert_eq!(tasks(&desk, "2027-05-01T12:00:00Z").await.len(), 1);
    settle(Settling::DoneOtherwise).await.unwrap();
    assert_eq!(tasks(&desk, "2027-05-01T12:00:00Z").await, []);
    let again = settle(Settling::DoneOtherwise).await;
    assert_eq!(again.unwrap_err(), Problem::NotFound);
}

#[tokio::test]
async fn whoever_wants_it_by_post_says_so_and_staff_send_it() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    desk.writes("Hej", &[]).await;
    desk.sends(Counterpart::Person, "Svar", &[]).await;
    let seen = desk.seen().await;
    let anna = desk.subject(ANNA);
    let own = service.ask_for_secure_by_post(&anna, &desk.thread, &seen[0].id);
    assert_eq!(own.await.unwrap_err(), Problem::NotFound);
    desk.opens(seen[1].id).await.unwrap();
    for _ in 0..2 {
        let asked = service.ask_for_secure_by_post(&anna, &desk.thread, &seen[1].id);
        asked.await.unwrap();
    }
    let left = tasks(&desk, "2026-11-22T12:00:00Z").await;
    assert_eq!(left.len(), 1);
    assert!(left[0].post_asked_at.is_some());
    let (message, settling) = (&left[0].message, Settling::DoneOtherwise);
    let settled = service.settle_secure(&desk.staff, &desk.thread, message, settling);
    settled.await.unwrap();
    assert_eq!(tasks(&desk, "2026-11-22T12:00:00Z").await, []);
}

#[tokio::test]
async fn whoever_has_no_mailbox_gets_no_mail_and_is_staffs_task_in_time() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let mut begin = begin(ANNA, None);
    begin.to.email = None;
    let thread = service.begin_secure(&desk.staff, &begin).await.unwrap();
    let (to, message) = (Counterpart::Person, desk.message("Svar", &[]));
    let sent = service.send_secure(&desk.staff, &thread, to, message);
    sent.await.unwrap();
    assert_eq!(reminded(&desk, "2026-12-22T12:00:00Z").await, 0);
    assert_eq!(desk.bench.waiting_mails(&thread).await, []);
    assert_eq!(tasks(&desk, "2027-02-06T12:00:00Z").await.len(), 1);
}
