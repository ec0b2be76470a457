//! Every register that was served, in its canonical form.

use domain::register::RegisterVersion;
use jiff::Timestamp;
use jiff::civil::Date;

use super::json;
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<4> = Statement(
    "INSERT INTO register_version (version, canonical, date, first_served_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (version) DO NOTHING",
);
pub(crate) const BY_VERSION: Statement<1> = Statement(
    "SELECT version, date, first_served_at, canonical FROM register_version WHERE version = $1",
);
pub(crate) const ALL: Statement<0> = Statement(
    "SELECT version, date, first_served_at FROM register_version ORDER BY first_served_at DESC, version",
);

/// A register version, without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServedVersion {
    /// Its name.
    pub version: RegisterVersion,
    /// The date printed on it.
    pub date: Date,
    /// When it was first served.
    pub first_served_at: Timestamp,
}

/// A register version with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRegister {
    /// Name and dates.
    pub served: ServedVersion,
    /// The bytes that the name is the hash of.
    pub canonical: Vec<u8>,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    register: &StoredRegister,
) -> Result<(), StoreError> {
    let served = &register.served;
    let date = served.date.to_string();
    let values = [
        Value::digest(&served.version.0),
        Value::Text(json(&register.canonical, "the register's canonical form")?),
        Value::Text(&date),
        Value::instant(served.first_served_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_version(
    connection: &mut Connection<'_>,
    version: &RegisterVersion,
) -> Result<Option<StoredRegister>, StoreError> {
    let row = connection
        .fetch_optional(&BY_VERSION, [Value::digest(&version.0)])
        .await?;
    row.map(|row| {
        Ok(StoredRegister {
            served: read(&row)?,
            canonical: row.text(3)?.into_bytes(),
        })
    })
    .transpose()
}

pub(crate) async fn all(connection: &mut Connection<'_>) -> Result<Vec<ServedVersion>, StoreError> {
    connection
        .fetch_all(&ALL, [])
        .await?
        .iter()
        .map(read)
        .collect()
}

fn read(row: &Row) -> Result<ServedVersion, StoreError> {
    Ok(ServedVersion {
        version: RegisterVersion(row.digest(0, "register_version.version")?),
        date: row.date(1, "register_version.date")?,
        first_served_at: row.instant(2, "register_version.first_served_at")?,
    })
}
