//! Rows written before records were sealed. Start-up seals them; nothing else reads them.

use domain::canonical::Digest;
use domain::evidence::Blinding;
use uuid::Uuid;

use super::consent::Evidence;
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const AFTER: Statement<2> = Statement(
    "SELECT consent.id, consent.record, consent.r, consent_end.id, consent_end.record, consent_end.r \
     FROM consent LEFT JOIN consent_end ON consent_end.consent = consent.id \
     WHERE consent.id > $1 AND consent.record IS NOT NULL ORDER BY consent.id LIMIT $2",
);
pub(crate) const SEAL: Statement<3> = Statement(
    "UPDATE consent SET evidence = $1, granted = $2, record = NULL, r = NULL WHERE id = $3 AND record IS NOT NULL",
);
pub(crate) const SEAL_END: Statement<2> = Statement(
    "UPDATE consent_end SET evidence = $1, record = NULL, r = NULL WHERE id = $2 AND record IS NOT NULL",
);
pub(crate) const IS_REWRITE_DUE: Statement<0> = Statement("SELECT due FROM rewrite");
pub(crate) const REWRITTEN: Statement<0> = Statement("DELETE FROM rewrite");

/// A consent whose record lies open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsealed {
    /// The consent.
    pub id: Uuid,
    /// Its record.
    pub evidence: Evidence,
    /// The id and record of its end, if it ended.
    pub end: Option<(Uuid, Evidence)>,
}

/// What takes the place of open records.
#[derive(Clone, Debug)]
pub struct NewlySealed {
    /// The consent.
    pub id: Uuid,
    /// Its evidence, sealed.
    pub sealed: Vec<u8>,
    /// A mark of the services allowed.
    pub granted: Digest,
    /// The id of its end and that one's evidence, sealed.
    pub end: Option<(Uuid, Vec<u8>)>,
}

pub(crate) async fn after(
    connection: &mut Connection<'_>,
    last: &Uuid,
    limit: u32,
) -> Result<Vec<Unsealed>, StoreError> {
    let values = [Value::id(last), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&AFTER, values).await?;
    rows.iter().map(read).collect()
}

/// Puts sealed evidence in the place of open records. What is sealed already stays as it is.
pub(crate) async fn seal(
    connection: &mut Connection<'_>,
    sealed: &NewlySealed,
) -> Result<(), StoreError> {
    let values = [
        Value::Bytes(&sealed.sealed),
        Value::digest(&sealed.granted),
        Value::id(&sealed.id),
    ];
    if connection.execute(&SEAL, values).await? == 0 {
        return Ok(());
    }
    if let Some((id, evidence)) = &sealed.end {
        let values = [Value::Bytes(evidence), Value::id(id)];
        connection.execute(&SEAL_END, values).await?;
    }
    Ok(())
}

/// Whether the database's files may still hold what its tables no longer do.
pub(crate) async fn is_rewrite_due(connection: &mut Connection<'_>) -> Result<bool, StoreError> {
    let row = connection.fetch_optional(&IS_REWRITE_DUE, []).await?;
    Ok(row.is_some())
}

pub(crate) async fn rewritten(connection: &mut Connection<'_>) -> Result<(), StoreError> {
    connection.execute(&REWRITTEN, []).await?;
    Ok(())
}

fn read(row: &Row) -> Result<Unsealed, StoreError> {
    let end = match row.optional_bytes(3)? {
        Some(_) => Some((row.id(3, "consent_end.id")?, evidence(row, 4)?)),
        None => None,
    };
    Ok(Unsealed {
        id: row.id(0, "consent.id")?,
        evidence: evidence(row, 1)?,
        end,
    })
}

fn evidence(row: &Row, column: usize) -> Result<Evidence, StoreError> {
    Ok(Evidence {
        bytes: row.bytes(column)?,
        r: Blinding(row.bytes32(column + 1, "r")?),
    })
}
