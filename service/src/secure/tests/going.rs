use super::*;

#[tokio::test]
async fn a_thread_that_stands_alone_goes_with_all_that_is_in_it_and_a_message_prolongs_it() {
    let desk = Desk::open().await;
    desk.writes("Hej", &[("a.txt", b"a")]).await;
    let to = Counterpart::Outsider(desk.invites().await.id);
    desk.sends(to, "Hej", &[]).await;
    assert_eq!(desk.bench.count_rows(&TABLES).await, [1, 1, 2, 1, 1]);
    desk.bench.set_clock("2026-12-21T12:00:00Z");
    desk.writes("Igen", &[]).await;
    // Three months after the last message, and not after the first.
    desk.bench.set_clock("2027-03-20T12:00:00Z");
    desk.bench.service.sweep().await.unwrap();
    assert_eq!(desk.bench.count_rows(&TABLES).await, [1, 1, 3, 1, 1]);
    desk.bench.set_clock("2027-03-21T12:00:00Z");
    desk.bench.service.sweep().await.unwrap();
    assert_eq!(desk.bench.count_rows(&TABLES).await, [0; 5]);
    assert_eq!(desk.bench.waiting_mails(&desk.thread).await, []);
    let anna = desk.subject(ANNA);
    let page = desk.bench.service.own_secure_thread(&anna, &desk.thread);
    assert_eq!(page.await.unwrap_err(), Problem::NotFound);
    assert_eq!(desk.bench.audit().await.findings, []);
}

#[tokio::test]
async fn pieces_without_a_message_are_swept_after_a_day_and_others_stay() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    desk.writes("", &[("a.txt", b"a")]).await;
    // Whoever sent it was gone between its pieces and its message.
    let thread = service.open_secure(&desk.thread).await.unwrap().unwrap();
    let handed = desk.message("", &[("b.txt", b"b")]).files;
    let ready = service.ready_files(handed).await.unwrap();
    service.store_files(&thread.key, ready).await.unwrap();
    assert_eq!(desk.bench.count_rows(&["secure_chunk"]).await, [2]);
    desk.bench.set_clock("2026-11-22T11:59:59Z");
    assert_eq!(service.sweep_secure_pieces().await.unwrap(), 0);
    desk.bench.set_clock("2026-11-22T12:00:01Z");
    assert_eq!(service.sweep_secure_pieces().await.unwrap(), 1);
    assert_eq!(desk.bench.count_rows(&["secure_chunk"]).await, [1]);
}

#[tokio::test]
async fn a_thread_of_a_case_is_one_and_goes_once_the_case_is_gone() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let case = Uuid::from_u128(0xca5e);
    let begin = begin(ANNA, Some(case));
    let thread = service.begin_secure(&desk.staff, &begin).await.unwrap();
    let again = service.begin_secure(&desk.staff, &begin).await.unwrap();
    assert_eq!(thread, again);
    let found = service.secure_thread_of_case(&desk.staff, &case).await;
    assert_eq!(found.unwrap(), Some(thread));
    // There is no such case, as there is none once it is erased.
    service.sweep().await.unwrap();
    let found = service.secure_thread_of_case(&desk.staff, &case).await;
    assert_eq!(found.unwrap(), None);
    assert_eq!(desk.bench.count_rows(&["secure_thread"]).await, [1]);
}

#[tokio::test]
async fn alone_a_thread_needs_a_purpose_that_says_when_messages_go_and_rests_on_no_consent() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    for purpose in ["sensitive", "newsletter", "visit", "unknown"] {
        let begin = BeginSecure {
            purpose: purpose.to_owned(),
            ..begin(ANNA, None)
        };
        let begun = service.begin_secure(&desk.staff, &begin).await;
        assert_eq!(begun.unwrap_err(), Problem::PurposeUnfit, "{purpose}");
    }
}
