use super::*;
use crate::testing::Statements;

const TABLES: [&str; 6] = [
    "portal_attempt",
    "portal_pace",
    "portal_session",
    "mail",
    "record",
    "thread",
];

/// What asking with an address runs, and the rows it adds.
async fn done(bench: &Bench, email: &str, network: &'static str) -> (Vec<String>, Vec<i64>) {
    let before = bench.count_rows(&TABLES).await;
    let mut visitor = Visitor::at(&bench.service, network);
    let ((), statements) = Statements::of(visitor.asks(email)).await;
    let after = bench.count_rows(&TABLES).await;
    let added = after
        .iter()
        .zip(before)
        .map(|(after, before)| after - before);
    (statements, added.collect())
}

#[tokio::test]
async fn asking_does_the_same_whether_anything_is_held_or_not() {
    let bench = bench().await;
    let typed = domain::thread::TypedEnquiry {
        name: "Anna Test",
        email: ANNA,
        phone: "",
        message: "Hej",
    };
    let written = crate::WriteIn {
        language: Language::Da,
        enquiry: domain::thread::Enquiry::read(typed).unwrap(),
        origin: crate::Origin::Form(bench.service.new_attempt()),
    };
    bench.service.write_in(written).await.unwrap();
    let mut before = Visitor::at(&bench.service, "192.0.2.9");
    before.comes_in("carla@example.dk").await;
    let known = done(&bench, ANNA, "192.0.2.1").await;
    let unknown = done(&bench, "berta@example.dk", "192.0.2.2").await;
    let came_before = done(&bench, "carla@example.dk", "192.0.2.3").await;
    assert!(known.0.len() >= 4, "{:?}", known.0);
    assert_eq!(known.1, [1, 1, 0, 1, 0, 0]);
    assert_eq!(known, unknown);
    assert_eq!(came_before.0, unknown.0);
    let mut to: Vec<String> = mails(&bench.service)
        .await
        .into_iter()
        .map(|mail| mail.to)
        .collect();
    to.sort();
    assert_eq!(to, [ANNA, "berta@example.dk", "carla@example.dk"]);
}

#[tokio::test]
async fn what_is_no_address_is_told_and_leaves_nothing() {
    let bench = bench().await;
    for (typed, problem) in [
        ("", Problem::MissingAddress),
        ("anna", Problem::MalformedAddress),
        ("a@b.dk, c@d.dk", Problem::SeveralAddresses),
        ("a@b.dk\r\nBcc: c@d.dk", Problem::SeveralAddresses),
    ] {
        let ask = AskToComeIn {
            language: Language::Da,
            email: typed.to_owned(),
            network: "192.0.2.1".to_owned(),
            browser: None,
        };
        let refused = bench.service.ask_to_come_in(ask).await;
        assert_eq!(refused.unwrap_err(), problem, "{typed}");
    }
    assert_eq!(bench.count_rows(&TABLES).await, [0; 6]);
}
