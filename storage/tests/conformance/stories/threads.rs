//! Enquiries: threads, messages, passages and links, and how they go.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{at, version};
use domain::canonical::Digest;
use domain::evidence::Blinding;
use domain::retention::Bound;
use domain::text::Language;
use domain::thread::{Author, Promise, State, Visibility, Way};
use jiff::civil::date;
use storage::{
    Erasure, Evidence, Kept, NewMessage, NewPassage, NewThread, Operation, StoreError, ThreadLink,
    Tx,
};
use uuid::Uuid;

stories!(
    a_thread_and_its_messages_are_read_back,
    threads_are_listed_the_latest_first_and_counted,
    time_never_runs_back,
    a_thread_is_due_at_its_instant_and_not_while_it_has_more_time,
    a_passage_is_cut_kept_or_due,
    a_passage_goes_alone_and_all_go_with_their_thread,
    what_a_stranger_sent_is_let_in_once,
);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn hash(number: u128, what: &str) -> Digest {
    Digest::of(format!("{what} {number}").as_bytes())
}

fn kept(day: i8, due: i64) -> Kept {
    Kept {
        promise: Promise {
            last_day: date(2027, 2, day),
            bound: Bound::GoneBy,
        },
        due_at: at(due),
    }
}

/// Stores the thread with this number, begun at a second, with one message of one passage and a link.
struct Write(u128, i64);

impl Operation for Write {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let Self(number, second) = *self;
        let thread = NewThread {
            id: id(number),
            purpose: "contact".to_owned(),
            language: Language::En,
            begun_at: at(second),
            kept: kept(1, second + 100),
            sender: b"sender".to_vec(),
            mailbox: hash(0, "mailbox"),
            attempt: hash(number, "attempt"),
            reply: hash(number, "reply"),
        };
        tx.insert_thread(&thread).await?;
        let message = NewMessage {
            id: id(100 + number),
            thread: id(number),
            author: Author::Sender,
            way: Way::Form,
            sent_at: at(second),
            stranger: None,
            source: Some(hash(number, "source")),
        };
        tx.insert_message(&message).await?;
        tx.insert_passage(&passage(number, 200 + number, 0, None))
            .await?;
        let link = ThreadLink {
            thread: id(number),
            expires_at: at(second + 50),
        };
        tx.insert_thread_link(&hash(number, "token"), &link).await
    }
}

fn passage(thread: u128, number: u128, place: u32, hidden_until: Option<i64>) -> NewPassage {
    NewPassage {
        id: id(number),
        thread: id(thread),
        message: id(100 + thread),
        place,
        hidden_until: hidden_until.map(at),
        content: format!("passage {number}").into_bytes(),
    }
}

/// What an operation of one statement does.
enum Do {
    State(u128, State),
    Prolong(u128, i64, Kept),
    Place(NewPassage),
    Room(u128, u32),
    Keep(u128, i64),
    HoldDue(u128, i64),
    HoldDuePassage(u128, i64),
    LetIn(u128, u128),
    Decide(u128),
    Finish(u128),
}

fn erasure(subject: u128) -> Erasure {
    Erasure {
        id: id(2_000 + subject),
        subject: id(subject),
        register: version(),
        evidence: Evidence {
            bytes: b"{}".to_vec(),
            r: Blinding([9; 32]),
        },
    }
}

impl Operation for Do {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::State(thread, state) => tx.set_thread_state(&id(*thread), *state).await,
            Self::Prolong(thread, second, kept) => {
                tx.prolong_thread(&id(*thread), at(*second), kept).await?;
                Ok(true)
            }
            Self::Place(passage) => {
                tx.insert_passage(passage).await?;
                Ok(true)
            }
            Self::Room(thread, after) => {
                tx.make_room(&id(100 + *thread), *after).await?;
                Ok(true)
            }
            Self::Keep(passage, second) => {
                let proof = id(5_000);
                tx.keep_passage(&id(*passage), &proof, at(*second)).await
            }
            Self::HoldDue(thread, second) => tx.hold_due_thread(&id(*thread), at(*second)).await,
            Self::HoldDuePassage(passage, second) => {
                tx.hold_due_passage(&id(*passage), at(*second)).await
            }
            Self::LetIn(message, thread) => tx.let_in_message(&id(*message), &id(*thread)).await,
            Self::Decide(subject) => {
                let held = tx.hold_for_erasure(&id(*subject), at(9)).await?;
                tx.decide_erasure(&erasure(*subject), at(9)).await?;
                Ok(held.is_some())
            }
            Self::Finish(subject) => tx.finish_erasure(&erasure(*subject), at(10)).await,
        }
    }
}

async fn a_thread_and_its_messages_are_read_back(database: impl Database) {
    let store = open(&database).await;
    assert_eq!(store.first_sealed().await.unwrap(), None);
    store.commit(Write(1, 5)).await.unwrap();
    let thread = store.thread(&id(1)).await.unwrap().unwrap();
    assert_eq!((thread.state, thread.sensitive), (State::Open, false));
    assert_eq!((thread.begun_at, thread.last_message_at), (at(5), at(5)));
    assert_eq!(
        (thread.language, thread.purpose.as_str()),
        (Language::En, "contact")
    );
    assert_eq!(
        (thread.promise, thread.sender),
        (kept(1, 0).promise, b"sender".to_vec())
    );
    let messages = store.messages_of(&id(1)).await.unwrap();
    assert_eq!(
        (messages.len(), messages[0].author, messages[0].way),
        (1, Author::Sender, Way::Form)
    );
    assert!(!messages[0].held && messages[0].removed_at.is_none());
    let passages = store.passages_of(&id(1)).await.unwrap();
    assert_eq!(
        (passages.len(), passages[0].visibility),
        (1, Visibility::Plain)
    );
    assert_eq!(passages[0].content, b"passage 201");
    let link = store.thread_link(&hash(1, "token")).await.unwrap().unwrap();
    assert_eq!((link.thread, link.expires_at), (id(1), at(55)));
    assert_eq!(store.thread_link(&hash(2, "token")).await.unwrap(), None);
    assert_eq!(
        store.thread_by_reply(&hash(1, "reply")).await.unwrap(),
        Some(id(1))
    );
    assert_eq!(
        store.thread_by_reply(&hash(2, "reply")).await.unwrap(),
        None
    );
    assert_eq!(store.first_sealed().await.unwrap(), Some(id(1)));
    assert!(store.commit(Write(1, 5)).await.is_err(), "once");
}

async fn threads_are_listed_the_latest_first_and_counted(database: impl Database) {
    let store = open(&database).await;
    for (number, second) in [(1, 5), (2, 7), (3, 7), (4, 6)] {
        store.commit(Write(number, second)).await.unwrap();
    }
    assert!(store.commit(Do::State(4, State::Closed)).await.unwrap());
    let page = |before| {
        let store = store.clone();
        async move {
            let page = store.latest_threads(State::Open, before, 2).await.unwrap();
            page.iter().map(|thread| thread.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(page((at(100), Uuid::max())).await, [id(3), id(2)]);
    assert_eq!(page((at(7), id(2))).await, [id(1)]);
    let mut counts = store.count_threads().await.unwrap();
    counts.sort_by_key(|(_, count)| *count);
    assert_eq!(counts, [(State::Closed, 1), (State::Open, 3)]);
}

async fn time_never_runs_back(database: impl Database) {
    let store = open(&database).await;
    store.commit(Write(1, 5)).await.unwrap();
    store.commit(Do::Prolong(1, 9, kept(9, 900))).await.unwrap();
    store.commit(Do::Prolong(1, 8, kept(8, 800))).await.unwrap();
    let thread = store.thread(&id(1)).await.unwrap().unwrap();
    assert_eq!(
        (thread.last_message_at, thread.promise),
        (at(9), kept(9, 0).promise)
    );
    assert!(
        !store.commit(Do::State(2, State::Open)).await.unwrap(),
        "no such thread"
    );
}

async fn a_thread_is_due_at_its_instant_and_not_while_it_has_more_time(database: impl Database) {
    let store = open(&database).await;
    store.commit(Write(1, 5)).await.unwrap();
    assert!(store.due_threads(at(104), 9).await.unwrap().is_empty());
    assert_eq!(store.due_threads(at(105), 9).await.unwrap(), [id(1)]);
    store.commit(Do::Prolong(1, 6, kept(2, 200))).await.unwrap();
    assert!(
        !store.commit(Do::HoldDue(1, 199)).await.unwrap(),
        "it was given more"
    );
    assert!(store.commit(Do::HoldDue(1, 200)).await.unwrap());
}

async fn a_passage_is_cut_kept_or_due(database: impl Database) {
    let store = open(&database).await;
    store.commit(Write(1, 5)).await.unwrap();
    let places = || async {
        let passages = store.passages_of(&id(1)).await.unwrap();
        passages
            .iter()
            .map(|passage| (passage.id, passage.place))
            .collect::<Vec<_>>()
    };
    store
        .commit(Do::Place(passage(1, 302, 1, None)))
        .await
        .unwrap();
    store.commit(Do::Room(1, 0)).await.unwrap();
    store
        .commit(Do::Place(passage(1, 301, 1, Some(50))))
        .await
        .unwrap();
    assert_eq!(places().await, [(id(201), 0), (id(301), 1), (id(302), 3)]);
    assert!(store.due_passages(at(49), 9).await.unwrap().is_empty());
    assert_eq!(store.due_passages(at(50), 9).await.unwrap(), [id(301)]);
    assert!(
        !store.commit(Do::Keep(301, 50)).await.unwrap(),
        "its time is up"
    );
    assert!(
        !store.commit(Do::Keep(302, 49)).await.unwrap(),
        "it is not hidden"
    );
    assert!(store.commit(Do::HoldDuePassage(301, 50)).await.unwrap());
    assert!(store.commit(Do::Keep(301, 49)).await.unwrap());
    assert!(
        !store.commit(Do::HoldDuePassage(301, 50)).await.unwrap(),
        "it is kept"
    );
    let kept = store.passage(&id(301)).await.unwrap().unwrap();
    assert_eq!((kept.visibility, kept.gone_at), (Visibility::Kept, None));
    assert_eq!(kept.proof, Some(id(5_000)));
}

async fn a_passage_goes_alone_and_all_go_with_their_thread(database: impl Database) {
    let store = open(&database).await;
    store.commit(Write(1, 5)).await.unwrap();
    store.commit(Write(2, 5)).await.unwrap();
    store
        .commit(Do::Place(passage(1, 301, 1, Some(50))))
        .await
        .unwrap();
    assert!(store.commit(Do::Decide(301)).await.unwrap());
    assert_eq!(store.passage(&id(301)).await.unwrap(), None);
    assert!(store.commit(Do::Finish(301)).await.unwrap());
    assert!(!store.is_held(&id(301)).await.unwrap());
    assert_eq!(store.passages_of(&id(1)).await.unwrap().len(), 1);
    assert!(store.commit(Do::Decide(1)).await.unwrap());
    assert_eq!(store.thread(&id(1)).await.unwrap(), None);
    assert_eq!(store.thread_link(&hash(1, "token")).await.unwrap(), None);
    assert_eq!(
        store.thread_by_reply(&hash(1, "reply")).await.unwrap(),
        None
    );
    assert!(
        !store.commit(Do::State(1, State::Open)).await.unwrap(),
        "nothing is added"
    );
    assert!(store.commit(Do::Finish(1)).await.unwrap());
    for gone in [1, 201] {
        assert!(!store.is_held(&id(gone)).await.unwrap());
    }
    assert!(store.messages_of(&id(1)).await.unwrap().is_empty());
    for left in [2, 202] {
        assert!(store.is_held(&id(left)).await.unwrap());
    }
}

/// A message of a stranger to the thread with this number.
struct Knock(u128);

impl Operation for Knock {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let message = NewMessage {
            id: id(900),
            thread: id(self.0),
            author: Author::Sender,
            way: Way::Mail,
            sent_at: at(8),
            stranger: Some(b"stranger".to_vec()),
            source: None,
        };
        tx.insert_message(&message).await
    }
}

async fn what_a_stranger_sent_is_let_in_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Write(1, 5)).await.unwrap();
    store.commit(Write(2, 5)).await.unwrap();
    store.commit(Knock(1)).await.unwrap();
    let held = store.messages_of(&id(1)).await.unwrap();
    assert!(held[1].held);
    assert_eq!(held[1].stranger.as_deref(), Some(b"stranger".as_slice()));
    assert!(
        !store.commit(Do::LetIn(900, 2)).await.unwrap(),
        "of another thread"
    );
    assert!(store.commit(Do::LetIn(900, 1)).await.unwrap());
    assert!(!store.commit(Do::LetIn(900, 1)).await.unwrap());
    assert!(!store.messages_of(&id(1)).await.unwrap()[1].held);
}
