//! Which proofs a mailed link opens. It is kept beside the proof and goes with it.

use domain::canonical::Digest;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

pub(crate) const INSERT: Statement<2> =
    Statement("INSERT INTO proof_link (proof, link) VALUES ($1, $2)");
pub(crate) const OF_LINK: Statement<1> =
    Statement("SELECT proof FROM proof_link WHERE link = $1 ORDER BY proof");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM proof_link WHERE proof = $1");

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    proof: &Uuid,
    link: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::id(proof), Value::digest(link)];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The proofs that the link with this hash opens, the earliest first.
pub(crate) async fn of_link(
    connection: &mut Connection<'_>,
    link: &Digest,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = connection
        .fetch_all(&OF_LINK, [Value::digest(link)])
        .await?;
    rows.iter()
        .map(|row| row.id(0, "proof_link.proof"))
        .collect()
}
