//! The stories of cases and the answers in them: what nobody opens waits, is reminded of, and is staff's until one of them
//! has seen to it; and a case follows its person to another mailbox.

use domain::canonical::Digest;
use domain::register::Assurance;
use storage::{CaseQueue, NewAnswer, NewCase, Operation, Store, StoreError, Tx};
use uuid::Uuid;

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    an_answer_waits_until_it_is_opened_or_seen_to,
    an_answer_that_waits_again_is_reminded_of_again,
    a_case_follows_its_person_to_another_mailbox_once,
);

const CASE: Uuid = Uuid::from_u128(800);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// What is done about an answer, by its number.
enum Act {
    Open,
    Answer(u128, i64),
    Opened(u128),
    Remind(u128),
    Settle(u128),
    WaitAgain(u128, i64),
    Readdress(i64),
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Open => {
                let case = NewCase {
                    id: CASE,
                    mailbox: Digest::of(b"mailbox"),
                    person: None,
                    assurance: Assurance::MailLink,
                    content: vec![1],
                    received: "2026-12-01".parse().unwrap(),
                    queue: CaseQueue {
                        due: None,
                        look_again: None,
                        restricts: false,
                        closed: None,
                    },
                    attempt: Digest::of(b"attempt"),
                    opened_at: at(1),
                };
                tx.insert_rights_case(&case).await.map(|()| true)
            }
            Self::Answer(number, ends) => {
                let answer = NewAnswer {
                    id: id(*number),
                    case: CASE,
                    content: vec![2],
                    made_at: at(1),
                    ends_at: at(*ends),
                };
                tx.insert_rights_answer(&answer).await.map(|()| true)
            }
            Self::Opened(number) => tx.open_rights_answer(&id(*number), at(20)).await,
            Self::Remind(number) => tx.remind_of_rights_answer(&id(*number), at(20)).await,
            Self::Settle(number) => tx.settle_rights_answer(&id(*number), at(30)).await,
            Self::WaitAgain(number, ends) => {
                tx.let_rights_answer_wait(&id(*number), at(*ends)).await
            }
            Self::Readdress(version) => {
                let (read, mailbox) = ((&CASE, *version), Digest::of(b"other"));
                tx.readdress_rights_case(read, &mailbox, &[9]).await
            }
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn unopened(store: &Store, ends_by: i64) -> Vec<Uuid> {
    let unopened = store.unopened_rights_answers(at(ends_by), 10).await;
    let unopened = unopened.unwrap().into_iter();
    unopened.map(|answer| answer.id).collect()
}

async fn of_case(store: &Store) -> Vec<Uuid> {
    let unopened = store.unopened_rights_answers_of(&CASE).await.unwrap();
    unopened.into_iter().map(|answer| answer.id).collect()
}

async fn an_answer_waits_until_it_is_opened_or_seen_to(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Open).await);
    for (number, ends) in [(1, 300), (2, 200), (3, 100)] {
        assert!(does(&store, Act::Answer(number, ends)).await);
    }
    assert!(unopened(&store, 99).await.is_empty());
    assert_eq!(unopened(&store, 200).await, [id(3), id(2)]);
    assert_eq!(of_case(&store).await, [id(1), id(2), id(3)]);
    assert!(does(&store, Act::Opened(2)).await);
    assert!(!does(&store, Act::Settle(2)).await, "it was opened");
    assert!(does(&store, Act::Settle(3)).await);
    assert!(!does(&store, Act::Settle(3)).await, "somebody had");
    assert!(!does(&store, Act::Remind(3)).await, "it was seen to");
    assert!(unopened(&store, 200).await.is_empty());
    assert_eq!(of_case(&store).await, [id(1)]);
    let to_remind = store.rights_answers_to_remind(at(400), 10).await.unwrap();
    assert_eq!(to_remind, [(id(1), CASE)]);
}

async fn an_answer_that_waits_again_is_reminded_of_again(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Open).await);
    assert!(does(&store, Act::Answer(1, 100)).await);
    assert!(does(&store, Act::Remind(1)).await);
    assert!(!does(&store, Act::Remind(1)).await);
    assert!(!does(&store, Act::WaitAgain(1, 100)).await, "no longer");
    assert!(does(&store, Act::WaitAgain(1, 300)).await);
    assert!(unopened(&store, 299).await.is_empty());
    assert_eq!(unopened(&store, 300).await, [id(1)]);
    assert!(does(&store, Act::Remind(1)).await);
    assert!(does(&store, Act::Settle(1)).await);
    assert!(!does(&store, Act::WaitAgain(1, 400)).await);
}

async fn a_case_follows_its_person_to_another_mailbox_once(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Open).await);
    assert!(does(&store, Act::Readdress(1)).await);
    assert!(!does(&store, Act::Readdress(1)).await, "it was changed");
    let of = async |mailbox: &[u8]| {
        let (mailbox, assurance) = (Digest::of(mailbox), Assurance::MailLink);
        let cases = store.rights_cases_of_mailbox(&mailbox, assurance, 9).await;
        cases.unwrap()
    };
    assert!(of(b"mailbox").await.is_empty());
    let cases = of(b"other").await;
    assert_eq!(cases.len(), 1);
    assert_eq!((cases[0].version, &*cases[0].content), (2, &[9][..]));
}
