//! Passkeys: found by their owner alone, used one after the other, gone with the access, and challenges answered once.

use super::open;
use super::staff::{Disable, Enable, Sweep, begin, hash, id, let_in, operation};
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;
use domain::staff::Role;
use jiff::Timestamp;
use storage::{NewPasskey, Operation, Over, Store, StoreError, Tx, UsedPasskey};
use tokio::task::JoinSet;
use uuid::Uuid;

stories!(
    a_passkey_is_found_by_its_owner_and_has_one,
    a_passkey_is_used_once_as_it_was_read,
    nobody_removes_another_s_passkey,
    passkeys_end_when_somebody_is_shut_out,
    many_who_answer_one_challenge_at_once_are_one,
    an_answered_challenge_is_remembered_until_it_is_swept,
);

operation!(Add(passkey: NewPasskey) -> bool, |tx| tx.insert_passkey(passkey).await);
operation!(Used(used: UsedPasskey) -> bool, |tx| tx.passkey_used(used).await);
operation!(Remove(passkey: Uuid, staff: Uuid) -> bool, |tx| tx.remove_passkey(passkey, staff).await);
operation!(RemoveAll(staff: Uuid) -> (), |tx| tx.remove_passkeys(staff).await);
operation!(Count(staff: Uuid) -> usize, |tx| {
    tx.hold_staff(staff).await?;
    Ok(tx.passkeys_of(staff).await?.len())
});
operation!(Spend(challenge: Uuid, ends_at: Timestamp) -> bool, |tx| {
    tx.spend_challenge(challenge, *ends_at).await
});

fn new(number: u128, staff: u128) -> NewPasskey {
    NewPasskey {
        id: id(number),
        staff: id(staff),
        credential: hash(&format!("credential {number}")),
        sealed: vec![1, 2, 3],
        added_at: at(4),
    }
}

async fn add(store: &Store, number: u128, staff: u128) {
    let passkey = new(number, staff);
    assert!(store.commit(Add { passkey }).await.unwrap());
}

async fn ids(store: &Store, staff: u128) -> Vec<Uuid> {
    let stored = store.passkeys_of(&id(staff)).await.unwrap();
    stored.into_iter().map(|passkey| passkey.id).collect()
}

async fn a_passkey_is_found_by_its_owner_and_has_one(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Auditor]).await;
    let_in(&store, 2, &[Role::Auditor]).await;
    let token = begin(&store, 11, 1, at(3)).await;
    let session = store.session(&token).await.unwrap().unwrap();
    assert_eq!(session.passkeys, 0);
    add(&store, 31, 1).await;
    add(&store, 32, 1).await;
    let again = NewPasskey {
        id: id(33),
        staff: id(2),
        ..new(31, 1)
    };
    let again = store.commit(Add { passkey: again }).await.unwrap();
    assert!(!again, "no two accounts have the same");
    assert_eq!(ids(&store, 1).await, [id(31), id(32)]);
    assert_eq!(store.commit(Count { staff: id(1) }).await.unwrap(), 2);
    let session = store.session(&token).await.unwrap().unwrap();
    assert_eq!(session.passkeys, 2);
    let credential = new(31, 1).credential;
    let found = store.passkey(&credential, &id(1)).await.unwrap().unwrap();
    assert_eq!(
        (found.id, found.added_at, found.used_at),
        (id(31), at(4), None)
    );
    assert_eq!(found.sealed, [1, 2, 3]);
    assert_eq!(store.passkey(&credential, &id(2)).await.unwrap(), None);
    let unknown = store.passkey(&hash("unknown"), &id(1)).await.unwrap();
    assert_eq!(unknown, None);
}

async fn a_passkey_is_used_once_as_it_was_read(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Auditor]).await;
    add(&store, 31, 1).await;
    add(&store, 32, 1).await;
    let used = UsedPasskey {
        id: id(31),
        before: vec![1, 2, 3],
        after: vec![4, 5, 6],
        at: at(9),
    };
    assert!(store.commit(Used { used: used.clone() }).await.unwrap());
    let late = store.commit(Used { used: used.clone() }).await.unwrap();
    assert!(!late, "it was used since it was read");
    let gone = UsedPasskey { id: id(39), ..used };
    assert!(!store.commit(Used { used: gone }).await.unwrap());
    let stored = store.passkeys_of(&id(1)).await.unwrap();
    assert_eq!(
        (&stored[0].sealed[..], stored[0].used_at),
        (&[4, 5, 6][..], Some(at(9)))
    );
    assert_eq!(
        (&stored[1].sealed[..], stored[1].used_at),
        (&[1, 2, 3][..], None)
    );
}

async fn nobody_removes_another_s_passkey(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Auditor]).await;
    let_in(&store, 2, &[Role::Auditor]).await;
    add(&store, 31, 1).await;
    add(&store, 32, 1).await;
    let remove = |staff| Remove {
        passkey: id(31),
        staff: id(staff),
    };
    assert!(!store.commit(remove(2)).await.unwrap());
    assert!(store.commit(remove(1)).await.unwrap());
    assert!(!store.commit(remove(1)).await.unwrap());
    assert_eq!(ids(&store, 1).await, [id(32)]);
}

async fn passkeys_end_when_somebody_is_shut_out(database: impl Database) {
    let store = open(&database).await;
    for number in [1, 2, 3] {
        let_in(&store, number, &[Role::Auditor]).await;
        add(&store, 30 + number, number).await;
    }
    assert!(store.commit(Disable { staff: id(1) }).await.unwrap());
    assert!(store.commit(Enable { staff: id(1) }).await.unwrap());
    assert!(ids(&store, 1).await.is_empty(), "they do not come back");
    store.commit(RemoveAll { staff: id(2) }).await.unwrap();
    assert!(ids(&store, 2).await.is_empty());
    assert_eq!(ids(&store, 3).await, [id(33)]);
}

async fn many_who_answer_one_challenge_at_once_are_one(database: impl Database) {
    let store = open(&database).await;
    let mut spending = JoinSet::new();
    for _ in 0..20 {
        let store = store.clone();
        let spend = Spend {
            challenge: id(7),
            ends_at: at(9),
        };
        spending.spawn(async move { store.commit(spend).await.unwrap() });
    }
    let spent = spending.join_all().await;
    assert_eq!(spent.into_iter().filter(|spent| *spent).count(), 1);
}

async fn an_answered_challenge_is_remembered_until_it_is_swept(database: impl Database) {
    let store = open(&database).await;
    let spend = |number| Spend {
        challenge: id(number),
        ends_at: at(9),
    };
    assert!(store.commit(spend(7)).await.unwrap());
    assert!(store.commit(spend(8)).await.unwrap());
    let sweep = |challenges_ended_at| Sweep {
        over: Over {
            made_at: at(0),
            seen_at: at(0),
            failed_at: at(0),
            challenges_ended_at,
            now: at(0),
        },
    };
    store.commit(sweep(at(8))).await.unwrap();
    assert!(!store.commit(spend(7)).await.unwrap());
    store.commit(sweep(at(9))).await.unwrap();
    assert!(store.commit(spend(7)).await.unwrap());
}
