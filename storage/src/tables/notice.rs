//! Every notice that somebody accepted something under, once, by its hash.

use domain::canonical::Digest;
use domain::notice::Notice;
use jiff::Timestamp;

use super::json;
use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const INSERT: Statement<3> = Statement(
    "INSERT INTO notice (hash, canonical, first_shown_at) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING",
);
pub(crate) const BY_HASH: Statement<1> = Statement("SELECT canonical FROM notice WHERE hash = $1");

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    canonical: &[u8],
    first_shown_at: Timestamp,
) -> Result<(), StoreError> {
    let hash = Digest::of(canonical);
    let values = [
        Value::digest(&hash),
        Value::Text(json(canonical, "the notice's canonical form")?),
        Value::instant(first_shown_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_hash(
    connection: &mut Connection<'_>,
    hash: &Digest,
) -> Result<Option<Notice>, StoreError> {
    let words = canonical(connection, hash).await?;
    words
        .map(|words| serde_json::from_str(&words))
        .transpose()
        .map_err(|_| StoreError::Unreadable("notice.canonical"))
}

/// What was shown, in its canonical form, whatever kind of notice it is.
pub(crate) async fn canonical(
    connection: &mut Connection<'_>,
    hash: &Digest,
) -> Result<Option<String>, StoreError> {
    let row = connection
        .fetch_optional(&BY_HASH, [Value::digest(hash)])
        .await?;
    row.map(|row| row.text(0)).transpose()
}
