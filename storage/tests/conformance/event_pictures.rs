//! The stories of pictures: an event has one at most, found by its content, and it goes with the event's draft.

use domain::canonical::Digest;
use storage::{EventDraft, Operation, Store, StoreError, StoredPicture, Tx};
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(a_picture_takes_the_place_of_another_and_goes_with_the_draft);

const EVENT: Uuid = Uuid::from_u128(1);

fn picture(content: &[u8]) -> StoredPicture {
    StoredPicture {
        hash: Digest::of(content),
        width: 3,
        height: 2,
        danish: "Gløgg".to_owned(),
        english: "Mulled wine".to_owned(),
    }
}

#[derive(Clone, Debug)]
enum Act {
    Insert,
    Set(&'static [u8]),
    Reword(&'static str),
    Remove,
    Delete,
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Insert => {
                let draft = EventDraft {
                    id: EVENT,
                    content: "\"a\"".to_owned(),
                    starts_at: at(100),
                    ends_at: at(200),
                    capacity: None,
                    promise: "\"p\"".to_owned(),
                    due_at: at(300),
                    edited_at: at(1),
                    kind: None,
                };
                tx.insert_event(&draft).await.map(|()| true)
            }
            Self::Set(content) => {
                let picture = picture(content);
                let set = tx.set_event_picture(&EVENT, &picture, content);
                set.await.map(|()| true)
            }
            Self::Reword(danish) => tx.reword_event_picture(&EVENT, danish, "Wine").await,
            Self::Remove => tx.remove_event_picture(&EVENT).await,
            Self::Delete => tx.delete_event_draft(&EVENT).await,
        }
    }
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn a_picture_takes_the_place_of_another_and_goes_with_the_draft(database: impl Database) {
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(store.commit(Act::Set(b"a")).await.is_err(), "of no event");
    assert!(does(&store, Act::Insert).await);
    assert!(!does(&store, Act::Reword("Vin")).await, "there is none");
    assert!(does(&store, Act::Set(b"a")).await);
    assert!(does(&store, Act::Set(b"b")).await);
    let content = async |of: &[u8]| store.picture_content(&Digest::of(of)).await.unwrap();
    assert_eq!(content(b"a").await, None);
    assert_eq!(content(b"b").await, Some(b"b".to_vec()));
    let shown = async || store.event_picture(&EVENT).await.unwrap();
    assert_eq!(shown().await, Some(picture(b"b")));
    assert!(does(&store, Act::Reword("Vin")).await);
    let reworded = StoredPicture {
        danish: "Vin".to_owned(),
        english: "Wine".to_owned(),
        ..picture(b"b")
    };
    assert_eq!(shown().await, Some(reworded));
    assert!(does(&store, Act::Remove).await);
    assert!(!does(&store, Act::Remove).await);
    assert_eq!(shown().await, None);
    assert!(does(&store, Act::Set(b"a")).await);
    assert!(does(&store, Act::Delete).await);
    assert_eq!(content(b"a").await, None);
}
