//! Consents and their ends: the exact bytes that leaves commit to, and what is searched by.

use domain::canonical::Digest;
use domain::consent::{ConsentRecord, EndReason, EndRecord};
use domain::evidence::{self, Blinding};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<12> = Statement(
    "INSERT INTO consent (id, site, language, surface, method, given_at, register, notice, record, r, attempt, code) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
pub(crate) const BY_CODE: Statement<1> =
    Statement("SELECT id, record, r, ended_at, ended_reason FROM consent WHERE code = $1");
pub(crate) const BY_ATTEMPT: Statement<1> =
    Statement("SELECT id, record, r, ended_at, ended_reason FROM consent WHERE attempt = $1");
/// For PostgreSQL, where operations run at once: nobody else changes the consent until this one is done.
pub(crate) const HOLD_BY_CODE: Statement<1> = Statement(
    "SELECT id, record, r, ended_at, ended_reason FROM consent WHERE code = $1 FOR UPDATE",
);
/// As [`HOLD_BY_CODE`].
pub(crate) const HOLD_BY_ATTEMPT: Statement<1> = Statement(
    "SELECT id, record, r, ended_at, ended_reason FROM consent WHERE attempt = $1 FOR UPDATE",
);
pub(crate) const MARK_ENDED: Statement<3> = Statement(
    "UPDATE consent SET ended_at = $1, ended_reason = $2 WHERE id = $3 AND ended_at IS NULL",
);
pub(crate) const INSERT_END: Statement<4> =
    Statement("INSERT INTO consent_end (id, consent, record, r) VALUES ($1, $2, $3, $4)");
pub(crate) const EVIDENCE: Statement<1> = Statement(
    "SELECT record, r FROM consent WHERE id = $1 UNION ALL SELECT record, r FROM consent_end WHERE id = $1",
);

/// A consent to store.
#[derive(Clone, Debug)]
pub struct NewConsent {
    /// What is recorded; fills the columns that are searched and counted by.
    pub record: ConsentRecord,
    /// Its canonical bytes, stored verbatim.
    pub bytes: Vec<u8>,
    /// What the commitment is keyed with.
    pub r: Blinding,
    /// The hash of the one-time mark of the form it came from.
    pub attempt: Digest,
    /// The hash of the receipt code.
    pub code: Digest,
}

/// The end of a consent, to store.
#[derive(Clone, Debug)]
pub struct NewEnd {
    /// What is recorded.
    pub record: EndRecord,
    /// Its canonical bytes, stored verbatim.
    pub bytes: Vec<u8>,
    /// What the commitment is keyed with.
    pub r: Blinding,
}

/// When and why a consent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: EndReason,
}

/// A stored record's bytes and what its commitment is keyed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The exact bytes.
    pub bytes: Vec<u8>,
    /// The blinding value.
    pub r: Blinding,
}

impl Evidence {
    /// The commitment that the record's leaf holds.
    #[must_use]
    pub fn commitment(&self) -> Digest {
        evidence::commit(&self.r, &self.bytes)
    }
}

/// A consent as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConsent {
    /// Its id.
    pub id: Uuid,
    /// The record's bytes and their blinding value.
    pub evidence: Evidence,
    /// When and why it ended, if it did.
    pub ended: Option<Ended>,
}

impl StoredConsent {
    /// What the bytes say.
    ///
    /// # Errors
    /// When they are no record of this schema.
    pub fn record(&self) -> Result<ConsentRecord, StoreError> {
        serde_json::from_slice(&self.evidence.bytes)
            .map_err(|_| StoreError::Unreadable("consent.record"))
    }

    /// Whether the consent still stands.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.ended.is_none()
    }
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    consent: &NewConsent,
) -> Result<(), StoreError> {
    let record = &consent.record;
    let values = [
        Value::id(&record.id),
        Value::Text(&record.site),
        Value::Text(record.language.tag()),
        Value::Text(names::surface(record.surface)),
        Value::Text(names::method(record.method)),
        Value::instant(record.given_at),
        Value::digest(&record.register.0),
        Value::digest(&record.notice),
        Value::Bytes(&consent.bytes),
        Value::Bytes(&consent.r.0),
        Value::digest(&consent.attempt),
        Value::digest(&consent.code),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_code(
    connection: &mut Connection<'_>,
    code: &Digest,
) -> Result<Option<StoredConsent>, StoreError> {
    one(connection, &BY_CODE, code).await
}

pub(crate) async fn by_attempt(
    connection: &mut Connection<'_>,
    attempt: &Digest,
) -> Result<Option<StoredConsent>, StoreError> {
    one(connection, &BY_ATTEMPT, attempt).await
}

/// As [`by_code`], for an operation: what it finds stays so until it is done.
pub(crate) async fn hold_by_code(
    connection: &mut Connection<'_>,
    code: &Digest,
) -> Result<Option<StoredConsent>, StoreError> {
    let statement = connection.either(&BY_CODE, &HOLD_BY_CODE);
    one(connection, statement, code).await
}

/// As [`by_attempt`], for an operation: what it finds stays so until it is done.
pub(crate) async fn hold_by_attempt(
    connection: &mut Connection<'_>,
    attempt: &Digest,
) -> Result<Option<StoredConsent>, StoreError> {
    let statement = connection.either(&BY_ATTEMPT, &HOLD_BY_ATTEMPT);
    one(connection, statement, attempt).await
}

async fn one(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    hash: &Digest,
) -> Result<Option<StoredConsent>, StoreError> {
    let row = connection
        .fetch_optional(statement, [Value::digest(hash)])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Ends a consent that still stands; false when it had ended before, and nothing is changed.
pub(crate) async fn end(connection: &mut Connection<'_>, end: &NewEnd) -> Result<bool, StoreError> {
    let record = &end.record;
    let values = [
        Value::instant(record.ended_at),
        Value::Text(names::end_reason(record.reason)),
        Value::id(&record.consent),
    ];
    if connection.execute(&MARK_ENDED, values).await? == 0 {
        return Ok(false);
    }
    let values = [
        Value::id(&record.id),
        Value::id(&record.consent),
        Value::Bytes(&end.bytes),
        Value::Bytes(&end.r.0),
    ];
    connection.execute(&INSERT_END, values).await?;
    Ok(true)
}

pub(crate) async fn evidence(
    connection: &mut Connection<'_>,
    record: &Uuid,
) -> Result<Option<Evidence>, StoreError> {
    let row = connection
        .fetch_optional(&EVIDENCE, [Value::id(record)])
        .await?;
    row.map(|row| {
        Ok(Evidence {
            bytes: row.bytes(0)?,
            r: Blinding(row.bytes32(1, "r")?),
        })
    })
    .transpose()
}

fn read(row: &Row) -> Result<StoredConsent, StoreError> {
    let ended = match (row.optional_integer(3)?, row.optional_text(4)?) {
        (Some(at), Some(reason)) => Some(Ended {
            at: connection::instant(at, "consent.ended_at")?,
            reason: names::read_end_reason(&reason)
                .ok_or(StoreError::Unreadable("consent.ended_reason"))?,
        }),
        _ => None,
    };
    Ok(StoredConsent {
        id: row.id(0, "consent.id")?,
        evidence: Evidence {
            bytes: row.bytes(1)?,
            r: Blinding(row.bytes32(2, "consent.r")?),
        },
        ended,
    })
}
