//! The stories. Each gets an empty database of its own, and every database tells all of them.

use domain::canonical::Digest;
use domain::evidence::{Blinding, LeafKind};
use domain::log::{LogKey, SignedCheckpoint, Tile, TileId};
use domain::register::Assurance;
use storage::{
    Audit, Due, Erasure, Evidence, Identifier, IdentifierKind, Operation, PlacedLeaf, RawContent,
    RawRecord, Store, StoreError, Tx, Verified, VerifiedHow,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{
    End, Fail, Give, KeepCheckpoint, KeepTile, Number, Panic, Prepare, Refuse, Wait, at, attempt,
    code, consent, notice, refusal, register, version,
};

stories!(
    what_is_acknowledged_survives_reopening,
    what_is_stored_reads_back,
    a_retry_is_one_row,
    the_same_attempt_many_times_at_once_is_one_row,
    a_failing_operation_leaves_the_others,
    a_panicking_operation_leaves_the_others,
    sixty_four_writers_are_all_acknowledged,
    what_is_queued_is_written_though_the_client_leaves,
    closing_writes_what_is_queued,
    too_many_waiting_are_refused_at_once,
    a_consent_ends_once,
    a_consent_that_many_end_at_once_ends_once,
    refusals_are_counted,
    refusals_at_once_are_all_counted,
    writing_is_checked,
    leaves_get_their_places_by_time_and_id,
    each_place_is_given_once,
    a_tile_grows_and_a_day_keeps_its_largest_checkpoint,
    an_erasure_is_decided_once_and_done_once,
    what_is_due_is_found_by_both_ends_and_page_by_page,
    an_identifier_belongs_to_everybody_who_uses_it,
    an_identifier_says_how_and_when_it_was_verified,
);

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

async fn what_is_acknowledged_survives_reopening(database: impl Database) {
    let store = open(&database).await;
    let id = store.commit(Give(1)).await.unwrap();
    store.close().await;
    let store = Store::open(&database.settings()).await.unwrap();
    assert_eq!(
        store.consent_by_code(&code(1)).await.unwrap().unwrap().id,
        id
    );
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn what_is_stored_reads_back(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    let given = consent(1);
    let stored = store
        .consent_by_attempt(&attempt(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored.id, given.record.id);
    assert_eq!(stored.sealed, given.sealed);
    assert_eq!(stored.granted, given.granted);
    let sealed = RawContent::Sealed {
        consent: given.record.id.as_bytes().to_vec(),
        sealed: given.sealed.clone(),
    };
    let kind = LeafKind::ConsentGiven;
    let records = lying_there(&database, &given.record.id).await;
    assert_eq!(records, [raw(kind, sealed)]);
    assert_eq!(store.first_sealed().await.unwrap(), Some(given.record.id));
    assert_eq!(
        store.leaves().await.unwrap()[0].leaf.commitment,
        Digest::of(&given.sealed)
    );
    assert_eq!(
        store.notice(&given.record.notice).await.unwrap(),
        Some(notice())
    );
    assert_eq!(
        store.register_version(&version()).await.unwrap(),
        Some(register())
    );
    assert_eq!(
        store.register_versions().await.unwrap(),
        [register().served]
    );
    assert_eq!(store.consent_by_code(&code(2)).await.unwrap(), None);
}

async fn a_retry_is_one_row(database: impl Database) {
    let store = open(&database).await;
    let (first, second) = tokio::join!(store.commit(Give(1)), store.commit(Give(1)));
    assert_eq!(first.unwrap(), second.unwrap());
    assert_eq!(store.commit(Give(1)).await.unwrap(), consent(1).record.id);
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn the_same_attempt_many_times_at_once_is_one_row(database: impl Database) {
    let store = open(&database).await;
    let mut sent = JoinSet::new();
    for _ in 0..32 {
        let store = store.clone();
        sent.spawn(async move { store.commit(Give(1)).await });
    }
    for outcome in sent.join_all().await {
        assert_eq!(outcome.unwrap(), consent(1).record.id);
    }
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

async fn a_failing_operation_leaves_the_others(database: impl Database) {
    let store = open(&database).await;
    let (_, before, failing, after) = tokio::join!(
        store.commit(Wait),
        store.commit(Give(1)),
        store.commit(Fail(2)),
        store.commit(Give(3)),
    );
    assert!(before.is_ok() && after.is_ok());
    assert!(
        matches!(failing, Err(StoreError::Refused(_))),
        "{failing:?}"
    );
    only_the_others_are_there(&store).await;
}

async fn a_panicking_operation_leaves_the_others(database: impl Database) {
    let store = open(&database).await;
    let (_, before, panicking, after) = tokio::join!(
        store.commit(Wait),
        store.commit(Give(1)),
        store.commit(Panic(2)),
        store.commit(Give(3)),
    );
    assert!(before.is_ok() && after.is_ok());
    assert!(
        matches!(panicking, Err(StoreError::Panicked)),
        "{panicking:?}"
    );
    only_the_others_are_there(&store).await;
}

async fn only_the_others_are_there(store: &Store) {
    for (number, there) in [(1, true), (2, false), (3, true)] {
        assert_eq!(
            store
                .consent_by_code(&code(number))
                .await
                .unwrap()
                .is_some(),
            there
        );
    }
    assert_eq!(store.leaves().await.unwrap().len(), 2);
}

async fn sixty_four_writers_are_all_acknowledged(database: impl Database) {
    let store = open(&database).await;
    let writers: Vec<_> = (0..64)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for turn in 0..8 {
                    store.commit(Give(writer * 8 + turn)).await.unwrap();
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(store.leaves().await.unwrap().len(), 64 * 8);
    for number in 0..64 * 8 {
        assert!(
            store
                .consent_by_code(&code(number))
                .await
                .unwrap()
                .is_some()
        );
    }
}

async fn what_is_queued_is_written_though_the_client_leaves(database: impl Database) {
    let store = open(&database).await;
    let leaving = tokio::time::timeout(std::time::Duration::from_millis(5), async {
        tokio::join!(store.commit(Wait), store.commit(Give(1)))
    });
    assert!(leaving.await.is_err());
    store.close().await;
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_some());
}

async fn closing_writes_what_is_queued(database: impl Database) {
    let store = open(&database).await;
    let (_, given, ()) = tokio::join!(store.commit(Wait), store.commit(Give(1)), store.close());
    given.unwrap();
    assert!(matches!(
        store.commit(Give(2)).await,
        Err(StoreError::Closed)
    ));
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_some());
}

async fn too_many_waiting_are_refused_at_once(database: impl Database) {
    let store = open(&database).await;
    let mut waiting = JoinSet::new();
    for number in 0..4_000 {
        let store = store.clone();
        waiting.spawn(async move {
            if number == 0 {
                store.commit(Wait).await
            } else {
                store.commit(Give(number)).await.map(|_| ())
            }
        });
    }
    let outcomes = waiting.join_all().await;
    let stored = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    let busy = |error: &StoreError| matches!(error, StoreError::Busy) && error.is_unavailable();
    assert!(
        outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().err())
            .all(busy)
    );
    assert!(stored < outcomes.len(), "none was refused");
    // One of them wrote nothing but waited; it may have been refused itself.
    let leaves = store.leaves().await.unwrap().len();
    assert!(
        leaves == stored || leaves + 1 == stored,
        "{leaves} of {stored}"
    );
}

async fn a_consent_ends_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    assert!(store.commit(End(1)).await.unwrap());
    assert!(!store.commit(End(1)).await.unwrap());
    let stored = store.consent_by_code(&code(1)).await.unwrap().unwrap();
    assert!(!stored.is_active());
    assert_eq!(stored.sealed, consent(1).sealed);
    let leaves = store.leaves().await.unwrap();
    let ended: Vec<_> = leaves
        .iter()
        .filter(|l| l.leaf.kind == LeafKind::ConsentEnded)
        .collect();
    assert_eq!(ended.len(), 1);
    let records = lying_there(&database, &ended[0].leaf.record).await;
    let [RawRecord { kind, content }] = &records[..] else {
        panic!("not one record but {}", records.len());
    };
    assert_eq!(*kind, LeafKind::ConsentEnded as i64);
    let RawContent::Sealed {
        consent: of,
        sealed,
    } = content
    else {
        panic!("the record lies open");
    };
    assert_eq!(of, consent(1).record.id.as_bytes());
    assert_eq!(Digest::of(sealed), ended[0].leaf.commitment);
}

async fn a_consent_that_many_end_at_once_ends_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    let mut sent = JoinSet::new();
    for _ in 0..32 {
        let store = store.clone();
        sent.spawn(async move { store.commit(End(1)).await });
    }
    let ended = sent.join_all().await.into_iter().map(Result::unwrap);
    assert_eq!(ended.filter(|ended| *ended).count(), 1);
    assert_eq!(store.leaves().await.unwrap().len(), 2);
}

async fn refusals_are_counted(database: impl Database) {
    let store = open(&database).await;
    for _ in 0..3 {
        store.commit(Refuse).await.unwrap();
    }
    let counts = store.refusals(refusal().day).await.unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!((&counts[0].refusal, counts[0].count), (&refusal(), 3));
    assert!(
        store
            .refusals(refusal().day.tomorrow().unwrap())
            .await
            .unwrap()
            .is_empty()
    );
}

async fn refusals_at_once_are_all_counted(database: impl Database) {
    let store = open(&database).await;
    let mut sent = JoinSet::new();
    for _ in 0..100 {
        let store = store.clone();
        sent.spawn(async move { store.commit(Refuse).await });
    }
    assert!(sent.join_all().await.iter().all(Result::is_ok));
    assert_eq!(store.refusals(refusal().day).await.unwrap()[0].count, 100);
}

async fn writing_is_checked(database: impl Database) {
    let store = open(&database).await;
    store.check_writable().await.unwrap();
    store.close().await;
    assert!(store.check_writable().await.unwrap_err().is_unavailable());
}

fn ids(leaves: &[PlacedLeaf]) -> Vec<u128> {
    let id = |placed: &PlacedLeaf| placed.appended.id.as_u128();
    leaves.iter().map(id).collect()
}

async fn leaves_get_their_places_by_time_and_id(database: impl Database) {
    let store = open(&database).await;
    assert!(!store.leaf_waits().await.unwrap());
    for number in [5, 3, 9] {
        store.commit(Give(number)).await.unwrap();
    }
    assert!(store.leaf_waits().await.unwrap());
    let record = consent(3).record.id;
    let waiting = store.leaf_of_record(&record).await.unwrap().unwrap();
    assert_eq!(waiting.position, None);
    assert_eq!(store.commit(Number(2)).await.unwrap(), 2);
    store.commit(Give(1)).await.unwrap();
    assert_eq!(store.commit(Number(10)).await.unwrap(), 2);
    assert_eq!(store.commit(Number(10)).await.unwrap(), 0);
    assert_eq!(store.log_size().await.unwrap(), 4);
    assert!(!store.leaf_waits().await.unwrap());
    let leaves = store.placed_leaves(0, 10).await.unwrap();
    assert_eq!(ids(&leaves), [3, 5, 1, 9], "a place that was given stays");
    assert_eq!(ids(&store.placed_leaves(1, 3).await.unwrap()), [5, 1]);
    let placed = store.leaf_of_record(&record).await.unwrap().unwrap();
    assert_eq!(placed.position, Some(0));
}

async fn each_place_is_given_once(database: impl Database) {
    let store = open(&database).await;
    for number in 0..60 {
        store.commit(Give(number)).await.unwrap();
    }
    let mut numbering = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let store = store.clone();
        numbering.spawn(async move { store.commit(Number(7)).await });
    }
    let given = numbering.join_all().await;
    let given: u64 = given.into_iter().map(|given| given.unwrap()).sum();
    assert_eq!(given, 60);
    let leaves = store.placed_leaves(0, 100).await.unwrap();
    assert_eq!(ids(&leaves), (0..60).collect::<Vec<_>>());
    assert!(
        (0..)
            .zip(&leaves)
            .all(|(place, leaf)| leaf.position == Some(place))
    );
}

async fn a_tile_grows_and_a_day_keeps_its_largest_checkpoint(database: impl Database) {
    let store = open(&database).await;
    let id = TileId { level: 1, index: 7 };
    let tile = |width: usize| Tile {
        id,
        hashes: vec![Digest([8; 32]); width],
    };
    assert_eq!(store.tile(id).await.unwrap(), None);
    for width in [1, 256] {
        store.commit(KeepTile(tile(width))).await.unwrap();
        assert_eq!(store.tile(id).await.unwrap(), Some(tile(width)));
    }
    let beyond = TileId {
        level: 0,
        index: u64::MAX,
    };
    assert_eq!(store.tile(beyond).await.unwrap(), None);

    let key = LogKey::from_seed("log", &[1; 32]).unwrap();
    let signed = |size, at: &str| {
        SignedCheckpoint::sign(size, Digest([9; 32]), 1, at.parse().unwrap(), &key).unwrap()
    };
    assert_eq!(store.latest_checkpoint().await.unwrap(), None);
    for (size, at, latest) in [
        (3, "2026-11-21T10:00:00Z", 3),
        (5, "2026-11-21T11:00:00Z", 5),
        (4, "2026-11-21T12:00:00Z", 5),
        (6, "2026-11-22T00:00:00Z", 6),
    ] {
        store
            .commit(KeepCheckpoint(signed(size, at)))
            .await
            .unwrap();
        let stored = store.latest_checkpoint().await.unwrap().unwrap();
        assert_eq!(stored.size, latest);
    }
}

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

/// Decides the erasure of the consent with this number; whether it was decided now.
struct Decide(u64);

impl Decide {
    fn erasure(&self) -> Erasure {
        Erasure {
            id: Uuid::from_u128(2_000_000 + u128::from(self.0)),
            subject: consent(self.0).record.id,
            register: version(),
            evidence: Evidence {
                bytes: b"{}".to_vec(),
                r: Blinding([9; 32]),
            },
        }
    }
}

impl Operation for Decide {
    type Output = Option<Option<Uuid>>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let erasure = self.erasure();
        let held = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
        if held.is_some() {
            tx.decide_erasure(&erasure, at(9)).await?;
        }
        Ok(held)
    }
}

struct Finish(Erasure);

impl Operation for Finish {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.finish_erasure(&self.0, at(10)).await
    }
}

async fn an_erasure_is_decided_once_and_done_once(database: impl Database) {
    let store = open(&database).await;
    store.commit(Give(1)).await.unwrap();
    store.commit(Give(2)).await.unwrap();
    store.commit(End(1)).await.unwrap();
    let end = store.leaves().await.unwrap()[2].leaf.record;
    let (first, second) = tokio::join!(store.commit(Decide(1)), store.commit(Decide(1)));
    let mut held = [first.unwrap(), second.unwrap()];
    held.sort();
    assert_eq!(held, [None, Some(Some(end))]);
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_none());
    let held = store.consent_by_attempt(&attempt(1)).await.unwrap();
    assert!(!held.unwrap().is_active());
    let unfinished = store.unfinished_erasures(10).await.unwrap();
    assert_eq!(unfinished, [Decide(1).erasure()]);
    let finish = || store.commit(Finish(Decide(1).erasure()));
    let (first, second) = tokio::join!(finish(), finish());
    assert_ne!(first.unwrap(), second.unwrap());
    assert!(!store.has_consent(&consent(1).record.id).await.unwrap());
    assert_eq!(lying_there(&database, &end).await, []);
    assert!(store.unfinished_erasures(10).await.unwrap().is_empty());
    let Erasure { id, evidence, .. } = Decide(1).erasure();
    let open = RawContent::Open {
        bytes: evidence.bytes,
        r: evidence.r.0.to_vec(),
    };
    let records = lying_there(&database, &id).await;
    assert_eq!(records, [raw(LeafKind::Erased, open)]);
    assert!(store.consent_by_code(&code(2)).await.unwrap().is_some());
}

/// Consents are given at second 1, and those that end do so at second 2.
async fn what_is_due_is_found_by_both_ends_and_page_by_page(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=4 {
        store.commit(Give(number)).await.unwrap();
    }
    store.commit(End(2)).await.unwrap();
    let id = |number| consent(number).record.id;
    let due = |ended, given| Due {
        ended_before: at(ended),
        given_before: at(given),
    };
    let all = |due| {
        let store = store.clone();
        async move { store.due(&Uuid::nil(), due, 10).await.unwrap() }
    };
    assert!(all(due(2, 1)).await.is_empty());
    assert_eq!(all(due(3, 1)).await, [id(2)]);
    assert_eq!(all(due(2, 2)).await, [id(1), id(3), id(4)]);
    let page = store.due(&id(1), due(3, 2), 2).await.unwrap();
    assert_eq!(page, [id(2), id(3)]);
    store.commit(Decide(3)).await.unwrap();
    assert_eq!(all(due(3, 2)).await, [id(1), id(2), id(4)]);
}
