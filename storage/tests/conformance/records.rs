//! Small records and operations for the stories.

use std::time::Duration;

use domain::canonical::Digest;
use domain::consent::{ConsentRecord, EndReason, EndRecord, Method};
use domain::evidence::{Leaf, LeafKind};
use domain::log::{SignedCheckpoint, Tile};
use domain::notice::{Buttons, Notice, Surface};
use domain::register::RegisterVersion;
use domain::text::Language;
use jiff::Timestamp;
use jiff::civil::date;
use storage::{
    AppendedLeaf, NewConsent, NewEnd, Operation, Refusal, ServedVersion, StoreError,
    StoredRegister, Tx,
};
use uuid::Uuid;

const CANONICAL: &[u8] = br#"{"a":"register"}"#;

pub(crate) fn version() -> RegisterVersion {
    RegisterVersion(Digest::of(CANONICAL))
}

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + seconds).unwrap()
}

pub(crate) fn register() -> StoredRegister {
    let served = ServedVersion {
        version: version(),
        date: date(2026, 11, 1),
        first_served_at: at(0),
    };
    StoredRegister {
        served,
        canonical: CANONICAL.to_vec(),
    }
}

pub(crate) fn notice() -> Notice {
    let text = || "æ".to_owned();
    Notice {
        language: Language::Da,
        surface: Surface::Banner,
        title: text(),
        intro: text(),
        controller: text(),
        declaration: Some(text()),
        buttons: Buttons {
            refuse: Some(text()),
            accept: text(),
            choose: Some(text()),
            save: Some(text()),
            close: Some(text()),
        },
        categories: Vec::new(),
    }
}

pub(crate) fn refusal() -> Refusal {
    Refusal {
        day: date(2026, 11, 21),
        site: "www".to_owned(),
        language: Language::Da,
        surface: Surface::Banner,
        register: version(),
    }
}

/// The consent with this number; numbers tell ids, attempts and codes apart.
pub(crate) fn consent(number: u64) -> NewConsent {
    let record = ConsentRecord {
        schema: ConsentRecord::SCHEMA.to_owned(),
        id: Uuid::from_u128(u128::from(number)),
        given_at: at(1),
        site: "www".to_owned(),
        language: Language::Da,
        surface: Surface::Banner,
        method: Method::Form,
        choices: Default::default(),
        register: version(),
        notice: notice().hash().unwrap(),
    };
    NewConsent {
        sealed: format!("sealed {number}").into_bytes(),
        record,
        granted: Digest::of(b"granted"),
        attempt: attempt(number),
        code: code(number),
    }
}

pub(crate) fn attempt(number: u64) -> Digest {
    Digest::of(format!("attempt {number}").as_bytes())
}

pub(crate) fn code(number: u64) -> Digest {
    Digest::of(format!("code {number}").as_bytes())
}

fn leaf(id: u128, kind: LeafKind, record: Uuid, commitment: Digest) -> AppendedLeaf {
    let leaf = Leaf {
        kind,
        record,
        register: version(),
        commitment,
    };
    AppendedLeaf {
        id: Uuid::from_u128(id),
        leaf,
        appended_at: at(1),
    }
}

/// Stores the register and the notice that consents refer to.
pub(crate) struct Prepare;

impl Operation for Prepare {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_register(&register()).await?;
        tx.store_notice(&notice().to_bytes().unwrap(), at(0)).await
    }
}

/// Stores the consent with this number and its leaf, unless its attempt is there; its id.
pub(crate) struct Give(pub(crate) u64);

impl Operation for Give {
    type Output = Uuid;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Uuid, StoreError> {
        if let Some(stored) = tx.consent_by_attempt(&attempt(self.0)).await? {
            return Ok(stored.id);
        }
        let consent = consent(self.0);
        tx.insert_consent(&consent).await?;
        let commitment = Digest::of(&consent.sealed);
        let id = u128::from(self.0);
        tx.leaf(leaf(
            id,
            LeafKind::ConsentGiven,
            consent.record.id,
            commitment,
        ));
        Ok(consent.record.id)
    }
}

/// Ends the consent with this number; whether it stood.
pub(crate) struct End(pub(crate) u64);

impl Operation for End {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let Some(consent) = tx.consent_by_code(&code(self.0)).await? else {
            return Ok(false);
        };
        let id = 1_000_000 + u128::from(self.0);
        let record = EndRecord {
            schema: EndRecord::SCHEMA.to_owned(),
            id: Uuid::from_u128(id),
            consent: consent.id,
            ended_at: at(2),
            reason: EndReason::Withdrawn,
        };
        let sealed = format!("sealed end {}", self.0).into_bytes();
        let commitment = Digest::of(&sealed);
        let ended = tx.end_consent(&NewEnd { record, sealed }).await?;
        if ended {
            tx.leaf(leaf(
                id,
                LeafKind::ConsentEnded,
                Uuid::from_u128(id),
                commitment,
            ));
        }
        Ok(ended)
    }
}

/// Counts one refusal.
pub(crate) struct Refuse;

impl Operation for Refuse {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.count_refusal(&refusal()).await
    }
}

/// Writes a consent and a leaf, and then fails by breaking a rule of the database.
pub(crate) struct Fail(pub(crate) u64);

impl Operation for Fail {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        Give(self.0).run(tx).await?;
        tx.insert_consent(&consent(self.0)).await
    }
}

/// Writes a consent and a leaf, and then panics.
pub(crate) struct Panic(pub(crate) u64);

impl Operation for Panic {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        Give(self.0).run(tx).await?;
        panic!("an operation with a fault");
    }
}

/// Keeps the writer busy, so that what follows gathers into one batch.
pub(crate) struct Wait;

impl Operation for Wait {
    type Output = ();

    async fn run(&mut self, _: &mut Tx<'_>) -> Result<(), StoreError> {
        tokio::time::sleep(Duration::from_millis(50)).await;
        Ok(())
    }
}

/// Gives at most this many leaves their places; how many there were.
pub(crate) struct Number(pub(crate) u32);

impl Operation for Number {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        let size = tx.hold_log().await?;
        tx.number_leaves(size, self.0).await
    }
}

/// Stores a tile.
pub(crate) struct KeepTile(pub(crate) Tile);

impl Operation for KeepTile {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_tile(&self.0).await
    }
}

/// Stores a checkpoint.
pub(crate) struct KeepCheckpoint(pub(crate) SignedCheckpoint);

impl Operation for KeepCheckpoint {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_checkpoint(&self.0).await
    }
}
