//! Persons and the identifiers that they use.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;
use domain::canonical::Digest;
use domain::register::Assurance;
use storage::{Identifier, IdentifierKind, Operation, StoreError, Tx, Verified, VerifiedHow};
use uuid::Uuid;

stories!(
    an_identifier_belongs_to_everybody_who_uses_it,
    an_identifier_says_how_and_when_it_was_verified,
);

/// Adds the person with this number, who uses the mailbox with that one.
struct Meet(u128, &'static [u8]);

impl Operation for Meet {
    type Output = Uuid;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Uuid, StoreError> {
        let (person, new) = (Uuid::from_u128(self.0), Uuid::from_u128(100 + self.0));
        tx.add_person(&person, at(1)).await?;
        let hash = Digest::of(self.1);
        let identifier = tx
            .store_identifier(&new, IdentifierKind::Mailbox, &hash)
            .await?;
        tx.link_identifier(&person, &identifier).await?;
        tx.link_identifier(&person, &identifier).await?;
        Ok(identifier)
    }
}

struct Verify(Uuid, Verified);

impl Operation for Verify {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.verify_identifier(&self.0, &self.1).await
    }
}

async fn an_identifier_belongs_to_everybody_who_uses_it(database: impl Database) {
    let store = open(&database).await;
    let shared = store.commit(Meet(1, b"couple")).await.unwrap();
    assert_eq!(store.commit(Meet(2, b"couple")).await.unwrap(), shared);
    let own = store.commit(Meet(3, b"single")).await.unwrap();
    assert_ne!(own, shared);
    let kind = IdentifierKind::Mailbox;
    let holders = store.holders(kind, &Digest::of(b"couple")).await.unwrap();
    assert_eq!(holders, [Uuid::from_u128(1), Uuid::from_u128(2)]);
    let other_kind = IdentifierKind::Telephone;
    let nobody = store.holders(other_kind, &Digest::of(b"couple")).await;
    assert!(nobody.unwrap().is_empty());
    let of_third = store.identifiers(&Uuid::from_u128(3)).await.unwrap();
    assert_eq!(of_third.len(), 1);
    assert_eq!((of_third[0].id, of_third[0].verified), (own, None));
}

async fn an_identifier_says_how_and_when_it_was_verified(database: impl Database) {
    let store = open(&database).await;
    let identifier = store.commit(Meet(1, b"mailbox")).await.unwrap();
    let verified = Verified {
        how: VerifiedHow::Link,
        at: at(5),
        assurance: Assurance::MailLink,
    };
    store.commit(Verify(identifier, verified)).await.unwrap();
    let found = store.identifiers(&Uuid::from_u128(1)).await.unwrap();
    let expected = Identifier {
        id: identifier,
        kind: IdentifierKind::Mailbox,
        hash: Digest::of(b"mailbox"),
        verified: Some(verified),
    };
    assert_eq!(found, [expected]);
}
