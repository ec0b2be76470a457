//! One row that is written to show that writing works: a transaction that changes nothing would not notice
//! a full disk.

use crate::StoreError;
use crate::connection::{Connection, Statement};

pub(crate) const BEAT: Statement<0> = Statement(
    "INSERT INTO heartbeat (id, beats) VALUES (1, 1) \
     ON CONFLICT (id) DO UPDATE SET beats = heartbeat.beats + 1",
);

pub(crate) async fn beat(connection: &mut Connection<'_>) -> Result<(), StoreError> {
    connection.execute(&BEAT, []).await?;
    Ok(())
}
