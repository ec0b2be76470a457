//! Consents and their ends: what is searched by, and the sealed evidence that leaves commit to.

use domain::canonical::Digest;
use domain::consent::{ConsentRecord, EndReason, EndRecord};
use domain::evidence::{self, Blinding};
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<12> = Statement(
    "INSERT INTO consent (id, site, language, surface, method, given_at, register, notice, evidence, granted, attempt, code) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
pub(crate) const BY_CODE: Statement<1> = Statement(
    "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE code = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_ATTEMPT: Statement<1> = Statement(
    "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE attempt = $1",
);
/// For PostgreSQL, where operations run at once: nobody else changes the consent until this one is done.
pub(crate) const HOLD_BY_CODE: Statement<1> = Statement(
    "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE code = $1 AND erasing_at IS NULL FOR UPDATE",
);
/// As [`HOLD_BY_CODE`].
pub(crate) const HOLD_BY_ATTEMPT: Statement<1> = Statement(
    "SELECT id, evidence, granted, ended_at, ended_reason, erasing_at FROM consent WHERE attempt = $1 FOR UPDATE",
);
pub(crate) const MARK_ENDED: Statement<3> = Statement(
    "UPDATE consent SET ended_at = $1, ended_reason = $2 WHERE id = $3 AND ended_at IS NULL",
);
pub(crate) const INSERT_END: Statement<3> =
    Statement("INSERT INTO consent_end (id, consent, evidence) VALUES ($1, $2, $3)");
pub(crate) const FIRST_SEALED: Statement<0> = Statement(
    "SELECT coalesce(\
       (SELECT id FROM consent WHERE evidence IS NOT NULL ORDER BY id LIMIT 1), \
       (SELECT owner FROM record ORDER BY owner LIMIT 1), \
       (SELECT id FROM staff ORDER BY id LIMIT 1), \
       (SELECT id FROM thread ORDER BY id LIMIT 1))",
);

/// A consent to store.
#[derive(Clone, Debug)]
pub struct NewConsent {
    /// What is recorded; fills the columns that are searched and counted by.
    pub record: ConsentRecord,
    /// Its evidence, sealed under the key that bears the consent's id.
    pub sealed: Vec<u8>,
    /// A mark of the services allowed, to be compared with others.
    pub granted: Digest,
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
    /// Its evidence, sealed under the key that bears the consent's id.
    pub sealed: Vec<u8>,
}

/// When and why a consent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: EndReason,
}

/// A record's exact bytes and what its commitment is keyed with.
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

    /// What the bytes say, if they are a consent's.
    ///
    /// # Errors
    /// When they are no record of that schema.
    pub fn consent(&self) -> Result<ConsentRecord, StoreError> {
        serde_json::from_slice(&self.bytes).map_err(|_| StoreError::Unreadable("consent.evidence"))
    }
}

/// A consent as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConsent {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// Its evidence, sealed.
    pub sealed: Vec<u8>,
    /// A mark of the services allowed.
    pub granted: Digest,
    /// When and why it ended, if it did.
    pub ended: Option<Ended>,
    /// Its erasure is decided.
    pub erasing: bool,
}

impl StoredConsent {
    /// Whether the consent still stands.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.ended.is_none() && !self.erasing
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
        Value::Bytes(&consent.sealed),
        Value::digest(&consent.granted),
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
        Value::Bytes(&end.sealed),
    ];
    connection.execute(&INSERT_END, values).await?;
    Ok(true)
}

/// The oldest consent that is sealed, or where there is none, something else that is.
pub(crate) async fn first_sealed(
    connection: &mut Connection<'_>,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection.fetch_optional(&FIRST_SEALED, []).await?;
    let id = row.map(|row| row.optional_bytes(0)).transpose()?.flatten();
    id.map(|id| Uuid::from_slice(&id).map_err(|_| StoreError::Unreadable("a sealed thing's id")))
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
        sealed: row.bytes(1)?,
        granted: row.digest(2, "consent.granted")?,
        ended,
        erasing: row.optional_integer(5)?.is_some(),
    })
}
