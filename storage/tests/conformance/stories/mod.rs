//! The stories. Each gets an empty database of its own, and every database tells all of them.

mod cases;
mod consents;
mod drafts;
mod erasures;
mod held;
mod log;
mod named_consents;
mod passkeys;
mod persons;
mod portal;
mod proofs;
mod rights_answers;
mod secure;
mod staff;
mod subscriptions;
mod threads;
mod writes;

use crate::databases::Database;
use crate::records::Prepare;
use domain::evidence::LeafKind;
use storage::{Audit, RawContent, RawRecord, Store};
use uuid::Uuid;

/// The records with this id, as a check of the log reads them.
async fn lying_there(database: &impl Database, id: &Uuid) -> Vec<RawRecord> {
    let mut audit = Audit::open(&database.settings()).await.unwrap();
    let records = audit.record(id.as_bytes()).await.unwrap();
    audit.close().await.unwrap();
    records
}

fn raw(kind: LeafKind, content: RawContent) -> RawRecord {
    RawRecord {
        kind: kind as i64,
        content,
    }
}

async fn open(database: &impl Database) -> Store {
    let store = Store::open(&database.settings()).await.unwrap();
    store.commit(Prepare).await.unwrap();
    store
}
