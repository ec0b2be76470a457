//! The stories of drafts: one of each form, found by its mailbox, followed to another, and gone with its key.

use domain::canonical::Digest;
use domain::evidence::Blinding;
use storage::{Erasure, Evidence, NewDraft, Operation, Store, StoreError, Tx};
use tokio::task::JoinSet;
use uuid::Uuid;

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{at, version};

stories!(
    a_form_has_one_draft_however_often_it_is_saved_at_once,
    a_draft_is_found_by_its_mailbox_and_follows_to_another,
    a_draft_goes_with_its_key_and_leaves_its_form_free,
);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn digest(what: &str, number: u128) -> Digest {
    Digest::of(format!("{what} {number}").as_bytes())
}

/// What is done about a draft, by its number and that of its form.
enum Act {
    /// As the service does: where there is one of the form, that stays.
    Save(u128, u128),
    Rewrite(u128, i64),
    Move(u128, u128),
    Erase(u128),
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Save(number, form) => {
                let slot = digest("slot", *form);
                if tx.draft(&slot).await?.is_some() {
                    return Ok(false);
                }
                let draft = NewDraft {
                    id: id(*number),
                    mailbox: digest("mailbox", 1),
                    person: (*number == 2).then(|| id(7)),
                    slot,
                    content: vec![1],
                    saved_at: at(10),
                    expires_at: at(100),
                };
                tx.insert_draft(&draft).await?;
                Ok(true)
            }
            Self::Rewrite(number, second) => {
                let times = (at(*second), at(*second + 100));
                tx.rewrite_draft(&id(*number), &[2], times).await
            }
            Self::Move(number, form) => {
                let (mailbox, slot) = (digest("mailbox", 2), digest("slot", *form));
                tx.move_draft(&id(*number), &mailbox, &slot).await?;
                Ok(true)
            }
            Self::Erase(number) => {
                let erasure = Erasure {
                    id: id(2_000 + *number),
                    subject: id(*number),
                    register: version(),
                    evidence: Evidence {
                        bytes: b"{}".to_vec(),
                        r: Blinding([9; 32]),
                    },
                };
                let held = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
                tx.decide_erasure(&erasure, at(9)).await?;
                tx.finish_erasure(&erasure, at(9)).await?;
                Ok(held.is_some())
            }
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn of_mailbox(store: &Store, number: u128) -> Vec<Uuid> {
    let drafts = store.drafts_of(&digest("mailbox", number)).await.unwrap();
    drafts.into_iter().map(|draft| draft.id).collect()
}

async fn a_form_has_one_draft_however_often_it_is_saved_at_once(database: impl Database) {
    let store = open(&database).await;
    let mut saving = JoinSet::new();
    for number in 1..=20 {
        let store = store.clone();
        saving.spawn(async move { does(&store, Act::Save(number, 1)).await });
    }
    let saved = saving.join_all().await.into_iter().filter(|saved| *saved);
    assert_eq!(saved.count(), 1);
    assert_eq!(of_mailbox(&store, 1).await.len(), 1);
}

async fn a_draft_is_found_by_its_mailbox_and_follows_to_another(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Save(1, 1)).await);
    assert!(does(&store, Act::Save(2, 2)).await);
    assert!(does(&store, Act::Rewrite(1, 20)).await);
    assert!(!does(&store, Act::Rewrite(3, 20)).await);
    assert_eq!(
        of_mailbox(&store, 1).await,
        [id(1), id(2)],
        "the latest first"
    );
    let first = store.draft(&digest("slot", 1)).await.unwrap().unwrap();
    assert_eq!((first.person, &*first.content), (None, &[2][..]));
    assert_eq!((first.saved_at, first.expires_at), (at(20), at(120)));
    let second = store.draft(&digest("slot", 2)).await.unwrap().unwrap();
    assert_eq!(second.person, Some(id(7)));
    assert!(does(&store, Act::Move(1, 3)).await);
    assert_eq!(of_mailbox(&store, 1).await, [id(2)]);
    assert_eq!(of_mailbox(&store, 2).await, [id(1)]);
    assert_eq!(store.draft(&digest("slot", 1)).await.unwrap(), None);
    let taken = store.commit(Act::Move(2, 3)).await;
    assert!(taken.is_err(), "that mailbox has a draft of the form");
}

async fn a_draft_goes_with_its_key_and_leaves_its_form_free(database: impl Database) {
    let store = open(&database).await;
    assert!(does(&store, Act::Save(1, 1)).await);
    let due = async |second| store.due_drafts(at(second), 9).await.unwrap();
    assert!(due(99).await.is_empty());
    assert_eq!(due(100).await, [id(1)]);
    assert!(store.is_held(&id(1)).await.unwrap());
    assert!(does(&store, Act::Erase(1)).await);
    assert!(!store.is_held(&id(1)).await.unwrap());
    assert!(due(100).await.is_empty());
    assert!(does(&store, Act::Save(2, 1)).await);
}
