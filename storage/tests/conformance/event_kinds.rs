//! The stories of kinds of events and of events that come again: a kind that is used stays, each date is found in its
//! order, and whoever follows events learns that something changed.

use jiff::Timestamp;
use storage::{EventDraft, Operation, Store, StoreError, StoredEvent, StoredEventKind, Tx};
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    a_kind_is_found_by_its_address_and_stays_while_an_event_is_of_it,
    events_are_found_by_when_they_last_and_by_their_kind,
    the_dates_of_an_event_stand_in_their_order,
    whatever_everybody_may_see_changes_the_day_of_the_last_change,
);

const KIND: Uuid = Uuid::from_u128(1);
const SERIES: Uuid = Uuid::from_u128(2);

fn kind(id: Uuid, slug: &str, name: &str, edited_at: Timestamp) -> StoredEventKind {
    StoredEventKind {
        id,
        slug: slug.to_owned(),
        danish: name.to_owned(),
        english: name.to_owned(),
        edited_at,
    }
}

fn draft(number: u128, starts: i64, ends: i64, kind: Option<Uuid>) -> EventDraft {
    EventDraft {
        id: Uuid::from_u128(100 + number),
        content: "\"a\"".to_owned(),
        starts_at: at(starts),
        ends_at: at(ends),
        capacity: None,
        promise: "\"p\"".to_owned(),
        due_at: at(ends + 100),
        edited_at: at(1),
        kind,
    }
}

#[derive(Clone, Debug)]
enum Act {
    Add(StoredEventKind),
    Rename(StoredEventKind),
    Remove(Uuid),
    Insert(EventDraft),
    Edit(EventDraft),
    Tie(u128),
    Publish(u128, Timestamp),
    CountSeries(usize),
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let id = |number: u128| Uuid::from_u128(100 + number);
        match self {
            Self::Add(kind) => tx.insert_event_kind(kind).await.map(|()| true),
            Self::Rename(kind) => tx.rename_event_kind(kind).await,
            Self::Remove(id) => tx.delete_event_kind(id).await,
            Self::Insert(draft) => tx.insert_event(draft).await.map(|()| true),
            Self::Edit(draft) => tx.edit_event(draft).await,
            Self::Tie(number) => tx.tie_event(&id(*number), &SERIES).await,
            Self::Publish(number, now) => tx.publish_event(&id(*number), *now).await,
            Self::CountSeries(expected) => {
                let held = tx.hold_series(&SERIES).await?;
                Ok(held.len() == *expected && tx.event_kinds().await?.is_empty())
            }
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn open(database: &impl Database) -> Store {
    Store::open(&database.settings()).await.unwrap()
}

/// Stores an event that everybody sees.
async fn publish(store: &Store, number: u128, draft: EventDraft) {
    assert!(does(store, Act::Insert(draft)).await);
    assert!(does(store, Act::Publish(number, at(5))).await);
}

fn numbers(events: &[StoredEvent]) -> Vec<u128> {
    events
        .iter()
        .map(|event| event.draft.id.as_u128() - 100)
        .collect()
}

async fn a_kind_is_found_by_its_address_and_stays_while_an_event_is_of_it(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Add(kind(KIND, "koncert", "Koncert", at(1)))).await);
    let same = kind(Uuid::from_u128(9), "koncert", "Koncerter", at(1));
    assert!(store.commit(Act::Add(same)).await.is_err());
    let renamed = kind(KIND, "x", "Koncerter", at(2));
    assert!(does(&store, Act::Rename(renamed)).await);
    let found = store.event_kind_called("koncert").await.unwrap().unwrap();
    assert_eq!(found, kind(KIND, "koncert", "Koncerter", at(2)));
    assert_eq!(store.event_kind(&KIND).await.unwrap(), Some(found));
    assert_eq!(store.event_kind_called("x").await.unwrap(), None);
    assert!(does(&store, Act::Insert(draft(1, 100, 200, Some(KIND)))).await);
    assert!(!does(&store, Act::Remove(KIND)).await, "an event is of it");
    assert!(does(&store, Act::Edit(draft(1, 100, 200, None))).await);
    assert!(does(&store, Act::Remove(KIND)).await);
    assert_eq!(store.event_kinds().await.unwrap(), []);
    let unknown = store.commit(Act::Edit(draft(1, 100, 200, Some(KIND))));
    assert!(unknown.await.is_err(), "no event is of a kind that is gone");
}

async fn events_are_found_by_when_they_last_and_by_their_kind(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Add(kind(KIND, "koncert", "Koncert", at(1)))).await);
    publish(&store, 1, draft(1, 100, 200, None)).await;
    publish(&store, 2, draft(2, 150, 160, Some(KIND))).await;
    assert!(does(&store, Act::Insert(draft(3, 150, 160, Some(KIND)))).await);
    let between = async |from, until| {
        let found = store.events_between(at(from), at(until), 9).await;
        numbers(&found.unwrap())
    };
    assert_eq!(between(0, 300).await, [1, 2], "a draft is nobody's");
    assert_eq!(between(199, 300).await, [1]);
    assert_eq!(between(200, 300).await, [0; 0]);
    assert_eq!(between(0, 100).await, [0; 0]);
    assert_eq!(between(0, 101).await, [1]);
    let first = store.events_between(at(0), at(300), 1).await.unwrap();
    assert_eq!(numbers(&first), [1]);
    let of_kind = async |now| {
        let found = store.coming_events_of_kind(&KIND, at(now), 9).await;
        numbers(&found.unwrap())
    };
    assert_eq!(of_kind(159).await, [2]);
    assert_eq!(of_kind(160).await, [0; 0]);
}

async fn the_dates_of_an_event_stand_in_their_order(database: impl Database) {
    let store = open(&database).await;
    publish(&store, 1, draft(1, 300, 400, None)).await;
    publish(&store, 2, draft(2, 100, 200, None)).await;
    assert!(does(&store, Act::Insert(draft(3, 500, 600, None))).await);
    for number in 1..=2 {
        assert!(does(&store, Act::Tie(number)).await);
    }
    let dates = store.events_of_series(&SERIES).await.unwrap();
    assert_eq!(numbers(&dates), [2, 1]);
    assert!(dates.iter().all(|date| date.series == Some(SERIES)));
    assert!(does(&store, Act::Edit(draft(1, 310, 410, None))).await);
    let moved = store.event(&dates[1].draft.id).await.unwrap().unwrap();
    assert_eq!(moved.series, Some(SERIES), "a change unties nothing");
    assert!(does(&store, Act::CountSeries(2)).await);
}

async fn whatever_everybody_may_see_changes_the_day_of_the_last_change(database: impl Database) {
    let store = open(&database).await;
    let changed = async || store.events_changed_at().await.unwrap();
    assert_eq!(changed().await, None);
    assert!(does(&store, Act::Insert(draft(1, 100, 200, None))).await);
    assert_eq!(changed().await, None, "a draft is nobody's");
    assert!(does(&store, Act::Publish(1, at(5))).await);
    assert_eq!(changed().await, Some(at(5)));
    assert!(does(&store, Act::Add(kind(KIND, "koncert", "Koncert", at(7)))).await);
    assert_eq!(changed().await, Some(at(7)));
}
