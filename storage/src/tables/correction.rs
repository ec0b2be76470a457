//! Putting what is known of a person right: what lies sealed in a row is replaced, if it still is what was read, and with
//! it the mailbox that the row is found by.

use domain::canonical::Digest;
use uuid::Uuid;

use super::{seat, subscription, thread};
use crate::StoreError;
use crate::connection::{Connection, Statement, Value};

/// Where what is known of a person lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// A subscription.
    Subscription,
    /// A seat.
    Seat,
    /// Who wrote an enquiry.
    Thread,
}

/// What is put right.
#[derive(Clone, Debug)]
pub struct Correction {
    /// In which table.
    pub of: Corrected,
    /// The row.
    pub id: Uuid,
    /// What was read, sealed.
    pub before: Vec<u8>,
    /// What stands from now on, sealed.
    pub after: Vec<u8>,
    /// The keyed hash of the mailbox it is found by from now on.
    pub mailbox: Digest,
}

impl Corrected {
    const fn statement(self) -> &'static Statement<4> {
        match self {
            Self::Subscription => &subscription::CORRECT,
            Self::Seat => &seat::CORRECT,
            Self::Thread => &thread::CORRECT,
        }
    }
}

/// False, and nothing is changed, when the row is gone or holds something else than what was read.
pub(crate) async fn correct(
    connection: &mut Connection<'_>,
    correction: &Correction,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&correction.id),
        Value::Bytes(&correction.before),
        Value::Bytes(&correction.after),
        Value::digest(&correction.mailbox),
    ];
    let statement = correction.of.statement();
    Ok(connection.execute(statement, values).await? == 1)
}
