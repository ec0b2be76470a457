//! The stories of cases in which people use their rights: of changes made at once one stands, what is held back is held back
//! until it is let go, what is copied stays as it was, and answers are opened and reminded of once.

use domain::canonical::Digest;
use domain::register::Assurance;
use domain::retention::Bound;
use domain::thread::Promise;
use jiff::civil::{Date, date};
use storage::{
    CaseCopy, CaseHold, CaseQueue, CaseStep, Kept, NewAnswer, NewCase, Operation, Store,
    StoreError, Tx,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    of_changes_made_at_once_of_one_case_one_stands,
    cases_wait_in_lists_until_they_are_answered_and_go_after_their_time,
    what_a_case_holds_back_is_its_own_and_is_let_go,
    a_copy_stays_as_it_was_until_it_is_dropped,
    an_answer_is_reminded_of_once_and_opened_once,
);

const CASE: Uuid = Uuid::from_u128(900);
const OTHER: Uuid = Uuid::from_u128(901);
const THING: Uuid = Uuid::from_u128(902);
const DUE: Date = date(2027, 1, 4);

fn mailbox() -> Digest {
    Digest::of(b"mailbox")
}

fn waiting() -> CaseQueue {
    CaseQueue {
        due: Some(DUE),
        look_again: None,
        restricts: false,
        closed: None,
    }
}

fn closed() -> CaseQueue {
    let promise = Promise {
        last_day: date(2027, 6, 1),
        bound: Bound::KeptUntil,
    };
    let kept = Kept {
        promise,
        due_at: at(1_000),
    };
    CaseQueue {
        due: None,
        look_again: Some(date(2027, 5, 1)),
        restricts: false,
        closed: Some((at(50), kept)),
    }
}

fn case(id: Uuid, assurance: Assurance) -> NewCase {
    NewCase {
        id,
        mailbox: mailbox(),
        person: None,
        assurance,
        content: vec![1],
        received: date(2026, 12, 4),
        queue: waiting(),
        attempt: Digest::of(id.as_bytes()),
        opened_at: at(1),
    }
}

fn answer() -> NewAnswer {
    NewAnswer {
        id: Uuid::from_u128(903),
        case: CASE,
        content: vec![2],
        made_at: at(10),
        ends_at: at(100),
    }
}

/// What is done to cases.
#[derive(Clone, Debug)]
enum Act {
    Open(NewCase),
    Change(i64, u8, CaseQueue),
    Note(u128),
    HoldBack(Uuid, CaseHold),
    Copy(u8),
    DropCopies,
    Answer,
    OpenAnswer,
    RemindOfAnswer,
    Remind(Date),
    HoldDue(i64),
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Open(new) => tx.insert_rights_case(new).await.map(|()| true),
            Self::Change(version, content, queue) => {
                tx.change_rights_case((&CASE, *version), &[*content], queue)
                    .await
            }
            Self::Note(number) => {
                let step = CaseStep {
                    id: Uuid::from_u128(*number),
                    content: vec![3],
                    made_at: at(20),
                };
                tx.insert_rights_step(&CASE, &step).await.map(|()| true)
            }
            Self::HoldBack(case, hold) => tx.hold_back(case, hold).await.map(|()| true),
            Self::Copy(content) => {
                let copy = CaseCopy {
                    thing: THING,
                    content: vec![*content],
                    made_at: at(30),
                };
                tx.keep_case_copy(&CASE, &copy).await.map(|()| true)
            }
            Self::DropCopies => tx.drop_case_copies(&CASE).await.map(|()| true),
            Self::Answer => tx.insert_rights_answer(&answer()).await.map(|()| true),
            Self::OpenAnswer => tx.open_rights_answer(&answer().id, at(60)).await,
            Self::RemindOfAnswer => tx.remind_of_rights_answer(&answer().id, at(55)).await,
            Self::Remind(today) => tx.reminded_of_rights_case(&CASE, *today).await,
            Self::HoldDue(now) => tx.hold_due_rights_case(&CASE, at(*now)).await,
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn opened(database: &impl Database) -> Store {
    let store = open(database).await;
    assert!(does(&store, Act::Open(case(CASE, Assurance::MailLink))).await);
    store
}

/// Two of the staff, or a person and the clock, never undo each other's work.
async fn of_changes_made_at_once_of_one_case_one_stands(database: impl Database) {
    let store = opened(&database).await;
    let version = store.rights_case(&CASE).await.unwrap().unwrap().version;
    let mut changing = JoinSet::new();
    for content in 1..=20 {
        let store = store.clone();
        let change = Act::Change(version, content, waiting());
        changing.spawn(async move { (content, does(&store, change).await) });
    }
    let done = changing.join_all().await.into_iter();
    let stood: Vec<u8> = done
        .filter_map(|(content, stood)| stood.then_some(content))
        .collect();
    let now = store.rights_case(&CASE).await.unwrap().unwrap();
    assert_eq!(stood, now.content);
    assert_eq!(now.version, version + 1);
    for number in [2, 1] {
        assert!(does(&store, Act::Note(number)).await);
    }
    let steps = store.rights_steps(&CASE).await.unwrap();
    let order: Vec<u128> = steps.iter().map(|step| step.id.as_u128()).collect();
    assert_eq!(order, [1, 2]);
}

/// Who may see a case, when it waits, and when it goes.
async fn cases_wait_in_lists_until_they_are_answered_and_go_after_their_time(
    database: impl Database,
) {
    let store = opened(&database).await;
    assert!(does(&store, Act::Open(case(OTHER, Assurance::SecondFactor))).await);
    let seen = async |assurance| {
        let mailbox = mailbox();
        let cases = store.rights_cases_of_mailbox(&mailbox, assurance, 10);
        let cases = cases.await.unwrap().into_iter();
        cases.map(|case| case.id).collect::<Vec<_>>()
    };
    assert_eq!(seen(Assurance::MailLink).await, [CASE]);
    assert_eq!(seen(Assurance::SecondFactor).await, [OTHER]);
    assert_eq!(store.open_rights_cases(10).await.unwrap().len(), 2);

    let today = date(2026, 12, 5);
    let to_remind = async || {
        let first = Uuid::nil();
        let cases = store.rights_cases_to_remind(today, &first, 10);
        cases.await.unwrap().len()
    };
    assert_eq!(to_remind().await, 2);
    assert!(does(&store, Act::Remind(today)).await);
    assert!(!does(&store, Act::Remind(today)).await);
    assert_eq!(to_remind().await, 1);

    assert!(!does(&store, Act::HoldDue(2_000)).await, "it is open");
    assert!(does(&store, Act::Change(case_version(&store).await, 1, closed())).await);
    assert_eq!(store.open_rights_cases(10).await.unwrap().len(), 1);
    assert_eq!(store.closed_rights_cases(10).await.unwrap().len(), 1);
    let again = async |day| store.rights_cases_to_look_at_again(day, 10).await.unwrap();
    assert!(again(date(2027, 4, 30)).await.is_empty());
    assert_eq!(again(date(2027, 5, 1)).await, [CASE]);
    let due = async |now| store.due_rights_cases(at(now), 10).await.unwrap();
    assert_eq!((due(999).await, due(1_000).await), (vec![], vec![CASE]));
    assert!(!does(&store, Act::HoldDue(999)).await);
    assert!(does(&store, Act::HoldDue(1_000)).await);
}

async fn case_version(store: &Store) -> i64 {
    store.rights_case(&CASE).await.unwrap().unwrap().version
}

/// A thing that two cases stop is used again once both have let it go.
async fn what_a_case_holds_back_is_its_own_and_is_let_go(database: impl Database) {
    let store = opened(&database).await;
    assert!(does(&store, Act::Open(case(OTHER, Assurance::MailLink))).await);
    let hold = |stops_use| CaseHold {
        things: vec![THING],
        stops_use,
    };
    let stopped = async || store.is_use_stopped(&THING).await.unwrap();
    assert!(does(&store, Act::HoldBack(CASE, hold(false))).await);
    assert!(!stopped().await, "it is held back, and used");
    assert!(does(&store, Act::HoldBack(CASE, hold(true))).await);
    assert!(does(&store, Act::HoldBack(OTHER, hold(true))).await);
    assert_eq!(store.cases_that_stop(&THING).await.unwrap(), [CASE, OTHER]);
    assert!(does(&store, Act::HoldBack(CASE, CaseHold::default())).await);
    assert!(stopped().await);
    assert!(does(&store, Act::HoldBack(OTHER, CaseHold::default())).await);
    assert!(!stopped().await);
}

/// Whoever copies again, whenever, changes nothing.
async fn a_copy_stays_as_it_was_until_it_is_dropped(database: impl Database) {
    let store = opened(&database).await;
    for content in [4, 5] {
        assert!(does(&store, Act::Copy(content)).await);
    }
    let copies = store.case_copies(&CASE).await.unwrap();
    let first = CaseCopy {
        thing: THING,
        content: vec![4],
        made_at: at(30),
    };
    assert_eq!(copies, [first]);
    assert!(store.case_copies(&OTHER).await.unwrap().is_empty());
    assert!(does(&store, Act::DropCopies).await);
    assert!(store.case_copies(&CASE).await.unwrap().is_empty());
}

async fn an_answer_is_reminded_of_once_and_opened_once(database: impl Database) {
    let store = opened(&database).await;
    assert!(does(&store, Act::Answer).await);
    let unopened = async |by| store.rights_answers_to_remind(at(by), 10).await.unwrap();
    assert!(unopened(99).await.is_empty());
    assert_eq!(unopened(100).await, [(answer().id, CASE)]);
    assert!(does(&store, Act::RemindOfAnswer).await);
    assert!(!does(&store, Act::RemindOfAnswer).await);
    assert!(unopened(100).await.is_empty());
    assert!(does(&store, Act::OpenAnswer).await);
    assert!(!does(&store, Act::OpenAnswer).await);
    let stored = store.rights_answer(&answer().id).await.unwrap().unwrap();
    assert_eq!((stored.opened_at, stored.case), (Some(at(60)), CASE));
}
