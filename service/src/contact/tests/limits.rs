use super::*;

/// What a write left: rows by table, and mails by state.
async fn left_by(bench: &Bench, email: &'static str) -> (usize, usize, Vec<MailState>) {
    let writer = Writer::writes(bench, email, "Hej").await;
    let messages = bench.store.messages_of(&writer.thread).await.unwrap();
    let passages = bench.store.passages_of(&writer.thread).await.unwrap();
    let mails = bench.store.mails_of(&writer.thread).await.unwrap();
    let states = mails.iter().map(|mail| mail.state).collect();
    (messages.len(), passages.len(), states)
}

#[tokio::test]
async fn a_known_address_and_an_unknown_one_leave_the_same_rows() {
    let bench = Bench::open().await;
    let first = left_by(&bench, "known@example.dk").await;
    let again = left_by(&bench, "Known@example.dk").await;
    let unknown = left_by(&bench, "unknown@example.dk").await;
    assert_eq!(first, (1, 1, vec![MailState::Queued]));
    assert_eq!((&again, &unknown), (&first, &first));
}

#[tokio::test]
async fn an_address_is_not_flooded_and_no_enquiry_is_lost() {
    let bench = Bench::open().await;
    for _ in 0..3 {
        assert_eq!(left_by(&bench, "a@b.dk").await.2, [MailState::Queued]);
    }
    assert_eq!(
        left_by(&bench, "a@b.dk").await,
        (1, 1, vec![MailState::Withheld])
    );
    assert_eq!(left_by(&bench, "other@b.dk").await.2, [MailState::Queued]);
    for minutes in ["12:10", "12:21", "12:32"] {
        bench.set_clock(&format!("2026-11-21T{minutes}:01Z"));
        assert_eq!(left_by(&bench, "a@b.dk").await.2, [MailState::Queued]);
    }
    for minutes in ["13", "14", "15", "16"] {
        bench.set_clock(&format!("2026-11-21T{minutes}:00:01Z"));
        assert_eq!(left_by(&bench, "a@b.dk").await.2, [MailState::Queued]);
    }
    bench.set_clock("2026-11-21T17:00:00Z");
    assert_eq!(
        left_by(&bench, "a@b.dk").await.2,
        [MailState::Withheld],
        "ten a day"
    );
    bench.set_clock("2026-11-22T12:00:01Z");
    assert_eq!(left_by(&bench, "a@b.dk").await.2, [MailState::Queued]);
}

#[tokio::test]
async fn asking_for_links_is_limited_too_and_staff_s_answers_are_not() {
    let bench = Bench::open().await;
    let writer = Writer::writes(&bench, "a@b.dk", "Hej").await;
    let link = writer.link().await;
    for _ in 0..5 {
        bench.service.mail_new_link(&link).await.unwrap();
    }
    assert_eq!(writer.letters().await.len(), 3);
    writer.is_answered("Svar").await;
    assert_eq!(writer.letters().await.len(), 4);
}
