//! Changes of the key that signs the log.

use domain::register::RegisterVersion;
use uuid::Uuid;

use super::consent::Evidence;
use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO signing_key (id, public_key, register, record, r) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (public_key) DO NOTHING",
);

/// A change of the signing key, to store.
#[derive(Clone, Debug)]
pub struct NewSigningKey {
    /// The id of its record.
    pub id: Uuid,
    /// The public key that signs from now on.
    pub public_key: String,
    /// The register in force.
    pub register: RegisterVersion,
    /// Its record, which says nothing about anyone.
    pub evidence: Evidence,
}

/// Stores a change; false when one to the same key is stored already.
pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewSigningKey,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&new.id),
        Value::Text(&new.public_key),
        Value::digest(&new.register.0),
        Value::Bytes(&new.evidence.bytes),
        Value::Bytes(&new.evidence.r.0),
    ];
    Ok(connection.execute(&INSERT, values).await? == 1)
}
