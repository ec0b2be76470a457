//! The stories of secure threads: numbers do not meet, tries are taken before a code is looked at, what is settled or
//! opened is nobody's task, and all of it goes with its key.

use domain::canonical::Digest;
use domain::secure::Counterpart;
use storage::{
    NewChunk, NewOutsider, NewSecureFile, NewSecureMessage, NewSecureThread, Operation, Store,
    StoreError, Tx,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    what_is_done_to_a_secure_thread_at_once_is_done_one_after_the_other,
    a_secure_message_waits_until_it_is_opened_or_seen_to,
    a_secure_thread_goes_with_its_time_and_pieces_that_no_message_named_by_themselves,
    a_secure_thread_of_a_case_is_due_once_the_case_is_gone,
    staff_are_told_of_a_secure_thread_once_until_they_look,
    a_secure_thread_is_given_to_a_person_once,
);

const THREAD: Uuid = Uuid::from_u128(700);
const INSURER: Uuid = Uuid::from_u128(701);

fn hash(number: u128) -> Digest {
    Digest::of(&number.to_be_bytes())
}

fn thread(case: Option<Uuid>) -> NewSecureThread {
    NewSecureThread {
        id: THREAD,
        case,
        person: Uuid::from_u128(1),
        purpose: "contact".to_owned(),
        content: vec![1],
        begun_at: at(1),
        due_at: case.is_none().then(|| at(1_000)),
    }
}

fn insurer() -> NewOutsider {
    NewOutsider {
        id: INSURER,
        thread: THREAD,
        content: vec![2],
        link: hash(1),
        code: hash(2),
        tries: 5,
        invited_at: at(1),
        expires_at: at(500),
    }
}

fn message(number: u128, with: Counterpart) -> NewSecureMessage {
    NewSecureMessage {
        id: Uuid::from_u128(number),
        thread: THREAD,
        with,
        from_us: true,
        sent_at: at(10),
        attempt: hash(number),
        content: vec![3],
        expires_at: at(100),
        files: vec![NewSecureFile {
            id: Uuid::from_u128(10_000 + number),
            content: vec![4],
        }],
    }
}

/// What is done to the thread.
#[derive(Clone, Debug)]
enum Act {
    Begin(NewSecureThread),
    Invite,
    Send(NewSecureMessage),
    Piece(u128),
    Try,
    Prolong(i64),
    Open(u128),
    Remind(u128),
    AskForPost(u128),
    Settle(u128),
    WaitAgain(u128),
    ShutOut,
    TellStaff,
    StaffLooked,
    Give(u128, u128),
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let id = Uuid::from_u128;
        match self {
            Self::Begin(new) => tx.insert_secure_thread(new).await.map(|()| true),
            Self::Invite => tx.insert_secure_outsider(&insurer()).await.map(|()| true),
            Self::Send(new) => {
                if !tx.hold_secure_thread(&THREAD).await? {
                    return Ok(false);
                }
                tx.insert_secure_message(new).await.map(|()| true)
            }
            Self::Piece(file) => {
                let chunk = NewChunk {
                    file: id(*file),
                    place: 0,
                    thread: THREAD,
                    content: vec![5],
                };
                tx.insert_secure_chunk(&chunk).await.map(|()| true)
            }
            Self::Try => {
                let taken = tx.take_secure_try(&hash(1), at(20)).await?;
                Ok(taken.is_some_and(|outsider| outsider.id == INSURER))
            }
            Self::Prolong(due) => {
                let prolonged = tx.prolong_secure_thread(&THREAD, at(20), Some(at(*due)));
                prolonged.await.map(|()| true)
            }
            Self::Open(number) => tx.open_secure_message(&id(*number), at(30)).await,
            Self::Remind(number) => tx.remind_of_secure_message(&id(*number), at(30)).await,
            Self::AskForPost(number) => {
                tx.ask_for_secure_message_by_post(&id(*number), at(30))
                    .await
            }
            Self::Settle(number) => tx.settle_secure_message(&id(*number), at(40)).await,
            Self::WaitAgain(number) => tx.let_secure_message_wait(&id(*number), at(200)).await,
            Self::ShutOut => tx.shut_out_of_secure(&INSURER, &THREAD, at(50)).await,
            Self::TellStaff => tx.tell_staff_of_secure(&THREAD, at(60)).await,
            Self::StaffLooked => tx.staff_looked_at_secure(&THREAD).await.map(|()| true),
            Self::Give(from, to) => tx.give_secure_thread(&THREAD, &id(*from), &id(*to)).await,
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn begun(store: &Store) {
    assert!(does(store, Act::Begin(thread(None))).await);
    assert!(does(store, Act::Invite).await);
}

/// Messages sent at once each get a number of their own, and tries taken at once are as many as there are.
async fn what_is_done_to_a_secure_thread_at_once_is_done_one_after_the_other(
    database: impl Database,
) {
    let store = open(&database).await;
    begun(&store).await;
    let mut sending = JoinSet::new();
    for number in 1..=20 {
        let store = store.clone();
        let with = if number % 2 == 0 {
            Counterpart::Person
        } else {
            Counterpart::Outsider(INSURER)
        };
        sending.spawn(async move { does(&store, Act::Send(message(number, with))).await });
    }
    assert!(sending.join_all().await.into_iter().all(|sent| sent));
    let messages = store.secure_messages_of(&THREAD).await.unwrap();
    assert_eq!(messages.len(), 20);
    let to_insurer = messages
        .iter()
        .filter(|message| message.with == Counterpart::Outsider(INSURER));
    assert_eq!(to_insurer.count(), 10);
    assert_eq!(store.secure_files_of(&THREAD).await.unwrap().len(), 20);
    let again = store
        .commit(Act::Send(NewSecureMessage {
            id: Uuid::from_u128(99),
            ..message(1, Counterpart::Person)
        }))
        .await;
    assert!(again.is_err(), "the same attempt");

    let mut trying = JoinSet::new();
    for _ in 0..20 {
        let store = store.clone();
        trying.spawn(async move { does(&store, Act::Try).await });
    }
    let taken = trying.join_all().await.into_iter().filter(|taken| *taken);
    assert_eq!(taken.count(), 5);
    let outsider = store.secure_outsider(&INSURER).await.unwrap().unwrap();
    assert_eq!(outsider.tries, 0);
    assert!(does(&store, Act::ShutOut).await);
    assert!(!does(&store, Act::ShutOut).await);
}

/// What waits, is reminded of, opened, asked for by post and settled.
async fn a_secure_message_waits_until_it_is_opened_or_seen_to(database: impl Database) {
    let store = open(&database).await;
    begun(&store).await;
    for number in 1..=3 {
        assert!(does(&store, Act::Send(message(number, Counterpart::Person))).await);
    }
    let id = Uuid::from_u128;
    let unreminded = async |now| {
        let due = store.unreminded_secure_messages(at(100), at(now), 10);
        due.await.unwrap().len()
    };
    let left = async |by| {
        let left = store.secure_messages_left_behind(at(by), 10).await.unwrap();
        left.into_iter()
            .map(|message| message.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(unreminded(20).await, 3);
    assert_eq!(unreminded(100).await, 0, "they cannot be opened any more");
    assert!(does(&store, Act::Remind(1)).await);
    assert!(!does(&store, Act::Remind(1)).await);
    assert!(does(&store, Act::Open(2)).await);
    assert!(!does(&store, Act::Open(2)).await);
    assert!(!does(&store, Act::Remind(2)).await);
    assert_eq!(unreminded(20).await, 1);
    assert!(left(99).await.is_empty());
    assert_eq!(left(100).await, [id(1), id(3)]);
    assert!(does(&store, Act::AskForPost(2)).await);
    assert!(!does(&store, Act::AskForPost(2)).await);
    assert_eq!(left(99).await, [id(2)]);
    for number in [2, 3] {
        assert!(does(&store, Act::Settle(number)).await);
        assert!(!does(&store, Act::Settle(number)).await);
    }
    assert!(does(&store, Act::WaitAgain(1)).await);
    assert!(!does(&store, Act::WaitAgain(2)).await, "it was opened");
    assert!(left(100).await.is_empty());
    assert_eq!(left(200).await, [id(1)]);
}

/// A thread alone goes by its own time, one of a case with the case; pieces that no message named go by themselves.
async fn a_secure_thread_goes_with_its_time_and_pieces_that_no_message_named_by_themselves(
    database: impl Database,
) {
    let store = open(&database).await;
    begun(&store).await;
    let due = async |now| store.due_secure_threads(at(now), 10).await.unwrap();
    assert_eq!(due(999).await, []);
    assert_eq!(due(1_000).await, [(THREAD, None)]);
    assert!(does(&store, Act::Prolong(2_000)).await);
    assert_eq!(due(1_999).await, []);
    assert!(does(&store, Act::Send(message(1, Counterpart::Person))).await);
    assert!(does(&store, Act::Piece(10_001)).await);
    assert!(does(&store, Act::Piece(5)).await);
    let piece = async |file| {
        let piece = store.secure_chunk(&Uuid::from_u128(file), 0).await;
        piece.unwrap().is_some()
    };
    assert!(piece(10_001).await && piece(5).await);
    struct Sweep;
    impl Operation for Sweep {
        type Output = u64;
        async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
            tx.sweep_secure_chunks(&Uuid::from_u128(20_000)).await
        }
    }
    assert_eq!(store.commit(Sweep).await.unwrap(), 1);
    assert!(piece(10_001).await && !piece(5).await);
}

/// One of a case has no time of its own: a message changes nothing, and it is due once there is no such case.
async fn a_secure_thread_of_a_case_is_due_once_the_case_is_gone(database: impl Database) {
    let store = open(&database).await;
    let case = Uuid::from_u128(800);
    assert!(does(&store, Act::Begin(thread(Some(case)))).await);
    assert!(does(&store, Act::Prolong(5)).await);
    let found = store.secure_thread_of_case(&case).await.unwrap();
    assert_eq!(found.map(|thread| thread.id), Some(THREAD));
    let due = store.due_secure_threads(at(0), 10).await.unwrap();
    assert_eq!(due, [(THREAD, Some(case))]);
    let second = NewSecureThread {
        id: Uuid::from_u128(702),
        ..thread(Some(case))
    };
    assert!(store.commit(Act::Begin(second)).await.is_err());
}

/// Of many who write at once one tells staff, and again once somebody has looked.
async fn staff_are_told_of_a_secure_thread_once_until_they_look(database: impl Database) {
    let store = open(&database).await;
    begun(&store).await;
    for _ in 0..2 {
        let mut telling = JoinSet::new();
        for _ in 0..20 {
            let store = store.clone();
            telling.spawn(async move { does(&store, Act::TellStaff).await });
        }
        let told = telling.join_all().await.into_iter().filter(|told| *told);
        assert_eq!(told.count(), 1);
        assert!(does(&store, Act::StaffLooked).await);
    }
}

/// It is whose it was given to, and only who had it gives it away. One of a case is not among those that stand alone.
async fn a_secure_thread_is_given_to_a_person_once(database: impl Database) {
    let store = open(&database).await;
    begun(&store).await;
    let of_case = NewSecureThread {
        id: Uuid::from_u128(702),
        ..thread(Some(Uuid::from_u128(800)))
    };
    assert!(does(&store, Act::Begin(of_case)).await);
    let latest = store.latest_secure_threads((at(1_000), Uuid::max()), 10);
    let latest: Vec<Uuid> = latest.await.unwrap().iter().map(|one| one.id).collect();
    assert_eq!(latest, [THREAD]);
    assert!(does(&store, Act::Give(1, 2)).await);
    assert!(!does(&store, Act::Give(1, 3)).await);
    let of = async |person| {
        let threads = store.secure_threads_of(&Uuid::from_u128(person)).await;
        threads.unwrap().len()
    };
    assert_eq!((of(1).await, of(2).await, of(3).await), (1, 1, 0));
}
