//! Erasures: decided in one transaction, done in another, with the key destroyed between the two. What a
//! decision found stays in its row until it is done, so that start-up can go on after a crash.

use domain::evidence::Blinding;
use domain::register::RegisterVersion;
use jiff::Timestamp;
use uuid::Uuid;

use super::consent::Evidence;
use super::{
    address_by_staff, address_change, case_copy, case_hold, mail, message, named_consent,
    noted_disclosure, person_code, portal_draft, proof_link, record, rights_answer, rights_case,
    rights_step, seat, seat_answers, seat_move, secure_message, secure_thread, staff, subscription,
    thread,
};
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const DUE: Statement<4> = Statement(
    "SELECT id FROM consent WHERE id > $1 AND erasing_at IS NULL \
     AND (ended_at < $2 OR (ended_at IS NULL AND given_at < $3)) ORDER BY id LIMIT $4",
);
pub(crate) const HOLD_CONSENT: Statement<2> =
    Statement("UPDATE consent SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const END_OF: Statement<1> = Statement("SELECT id FROM consent_end WHERE consent = $1");
pub(crate) const HOLD_PROOF: Statement<2> =
    Statement("UPDATE proof SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const HOLD_STAFF: Statement<2> =
    Statement("UPDATE staff SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const RECORDS_OF: Statement<1> =
    Statement("SELECT id FROM record WHERE owner = $1 ORDER BY id");
pub(crate) const IS_HELD: Statement<1> = Statement(
    "SELECT 1 FROM consent WHERE id = $1 UNION ALL SELECT 1 FROM proof WHERE id = $1 \
     UNION ALL SELECT 1 FROM record WHERE owner = $1 \
     UNION ALL SELECT 1 FROM subscription WHERE id = $1 \
     UNION ALL SELECT 1 FROM staff WHERE id = $1 \
     UNION ALL SELECT 1 FROM thread WHERE id = $1 UNION ALL SELECT 1 FROM passage WHERE id = $1 \
     UNION ALL SELECT 1 FROM person_code WHERE id = $1 UNION ALL SELECT 1 FROM portal_attempt WHERE id = $1 UNION ALL SELECT 1 FROM portal_session WHERE id = $1 \
     UNION ALL SELECT 1 FROM seat WHERE id = $1 \
     UNION ALL SELECT 1 FROM rights_case WHERE id = $1 \
     UNION ALL SELECT 1 FROM address_change WHERE id = $1 \
     UNION ALL SELECT 1 FROM address_by_staff WHERE id = $1 \
     UNION ALL SELECT 1 FROM portal_draft WHERE id = $1 \
     UNION ALL SELECT 1 FROM secure_thread WHERE id = $1 \
     UNION ALL SELECT 1 FROM named_consent WHERE id = $1 UNION ALL SELECT 1 FROM noted_disclosure WHERE id = $1 \
     UNION ALL SELECT 1 FROM seat_answers WHERE id = $1 LIMIT 1",
);
pub(crate) const INSERT: Statement<6> = Statement(
    "INSERT INTO erasure (id, subject, register, record, r, decided_at) VALUES ($1, $2, $3, $4, $5, $6) \
     ON CONFLICT (subject) DO NOTHING",
);
pub(crate) const UNFINISHED: Statement<1> = Statement(
    "SELECT id, subject, register, record, r FROM erasure WHERE done_at IS NULL ORDER BY id LIMIT $1",
);
pub(crate) const FINISH: Statement<2> =
    Statement("UPDATE erasure SET done_at = $1 WHERE id = $2 AND done_at IS NULL");
pub(crate) const DELETE_END: Statement<1> = Statement("DELETE FROM consent_end WHERE consent = $1");
pub(crate) const DELETE_CONSENT: Statement<1> = Statement("DELETE FROM consent WHERE id = $1");
pub(crate) const DELETE_PROOF: Statement<1> = Statement("DELETE FROM proof WHERE id = $1");

/// An erasure that is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The id of its record.
    pub id: Uuid,
    /// What is erased: all that the key with this id sealed.
    pub subject: Uuid,
    /// The register whose rule it follows.
    pub register: RegisterVersion,
    /// Its record, which says nothing about anyone.
    pub evidence: Evidence,
}

/// Which consents are due: those that ended before one instant, and those that nobody ended and that were
/// given before another, because their period is over.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Ended before this.
    pub ended_before: Timestamp,
    /// Not ended, and given before this.
    pub given_before: Timestamp,
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    after: &Uuid,
    due: Due,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::id(after),
        Value::instant(due.ended_before),
        Value::instant(due.given_before),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "consent.id")).collect()
}

/// Holds what the key `subject` sealed for its erasure, so that nothing opens it and nothing is added to it, and
/// gives the ids of its records. None: it is held already, or gone.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    subject: &Uuid,
    at: Timestamp,
) -> Result<Option<Vec<Uuid>>, StoreError> {
    let values = [Value::instant(at), Value::id(subject)];
    if connection.execute(&HOLD_CONSENT, values).await? == 1 {
        let ends = ids(connection, &END_OF, subject).await?;
        return Ok(Some([*subject].into_iter().chain(ends).collect()));
    }
    let held = connection.execute(&HOLD_PROOF, values).await?
        + connection.execute(&HOLD_STAFF, values).await?;
    if held == 1 {
        return ids(connection, &RECORDS_OF, subject).await.map(Some);
    }
    let held = connection.execute(&thread::HOLD, values).await?
        + connection.execute(&seat::HOLD_FOR_ERASURE, values).await?
        + connection.execute(&rights_case::HOLD, values).await?
        + connection.execute(&person_code::HOLD, values).await?
        + connection.execute(&address_by_staff::HOLD, values).await?
        + connection
            .execute(&named_consent::HOLD_FOR_ERASURE, values)
            .await?
        + connection
            .execute(&noted_disclosure::HOLD_FOR_ERASURE, values)
            .await?;
    if held == 1 {
        return ids(connection, &RECORDS_OF, subject).await.map(Some);
    }
    if subscription::hold_for_erasure(connection, subject, at).await? {
        return ids(connection, &RECORDS_OF, subject).await.map(Some);
    }
    if connection.execute(&message::HOLD_PASSAGE, values).await? == 1
        || connection.execute(&seat_answers::HOLD, values).await? == 1
        || connection
            .execute(&address_change::HOLD_FOR_ERASURE, values)
            .await?
            == 1
        || connection.execute(&portal_draft::HOLD, values).await? == 1
        || connection
            .execute(&secure_thread::HOLD_FOR_ERASURE, values)
            .await?
            == 1
    {
        return Ok(Some(Vec::new()));
    }
    Ok(None)
}

async fn ids(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    subject: &Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let rows = connection
        .fetch_all(statement, [Value::id(subject)])
        .await?;
    rows.iter().map(|row| row.id(0, "record.id")).collect()
}

/// Whether anything lies there that the key with this id sealed.
pub(crate) async fn is_held(
    connection: &mut Connection<'_>,
    subject: &Uuid,
) -> Result<bool, StoreError> {
    let row = connection
        .fetch_optional(&IS_HELD, [Value::id(subject)])
        .await?;
    Ok(row.is_some())
}

/// Decides an erasure; false when one of the same subject is decided already, and nothing is changed.
pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    erasure: &Erasure,
    decided_at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&erasure.id),
        Value::id(&erasure.subject),
        Value::digest(&erasure.register.0),
        Value::Bytes(&erasure.evidence.bytes),
        Value::Bytes(&erasure.evidence.r.0),
        Value::instant(decided_at),
    ];
    Ok(connection.execute(&INSERT, values).await? == 1)
}

pub(crate) async fn unfinished(
    connection: &mut Connection<'_>,
    limit: u32,
) -> Result<Vec<Erasure>, StoreError> {
    let rows = connection
        .fetch_all(&UNFINISHED, [Value::Integer(limit.into())])
        .await?;
    rows.iter().map(read).collect()
}

/// Deletes every row that the erased key sealed, in whichever table; false when that was done before.
pub(crate) async fn finish(
    connection: &mut Connection<'_>,
    erasure: &Erasure,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::instant(at), Value::id(&erasure.id)];
    if connection.execute(&FINISH, values).await? == 0 {
        return Ok(false);
    }
    let subject = [Value::id(&erasure.subject)];
    connection.execute(&DELETE_END, subject).await?;
    connection.execute(&DELETE_CONSENT, subject).await?;
    connection
        .execute(&record::DELETE_OF_OWNER, subject)
        .await?;
    connection.execute(&DELETE_PROOF, subject).await?;
    connection.execute(&proof_link::DELETE, subject).await?;
    connection.execute(&subscription::DELETE, subject).await?;
    connection.execute(&seat_move::DELETE, subject).await?;
    connection.execute(&seat::DELETE, subject).await?;
    connection.execute(&seat_answers::DELETE, subject).await?;
    connection
        .execute(&rights_answer::DELETE_OF_CASE, subject)
        .await?;
    connection
        .execute(&rights_step::DELETE_OF_CASE, subject)
        .await?;
    connection
        .execute(&case_copy::DELETE_OF_CASE, subject)
        .await?;
    connection
        .execute(&case_hold::DELETE_OF_CASE, subject)
        .await?;
    connection.execute(&rights_case::DELETE, subject).await?;
    connection.execute(&person_code::DELETE, subject).await?;
    connection.execute(&named_consent::DELETE, subject).await?;
    connection
        .execute(&noted_disclosure::DELETE, subject)
        .await?;
    connection.execute(&address_change::DELETE, subject).await?;
    connection
        .execute(&address_by_staff::DELETE, subject)
        .await?;
    connection.execute(&portal_draft::DELETE, subject).await?;
    mail::delete_of_owner(connection, &erasure.subject).await?;
    staff::delete(connection, &erasure.subject).await?;
    message::delete_of_thread(connection, &erasure.subject).await?;
    thread::delete(connection, &erasure.subject).await?;
    message::delete_passage(connection, &erasure.subject).await?;
    secure_message::delete_of_thread(connection, &erasure.subject).await?;
    secure_thread::delete(connection, &erasure.subject).await?;
    Ok(true)
}

fn read(row: &Row) -> Result<Erasure, StoreError> {
    Ok(Erasure {
        id: row.id(0, "erasure.id")?,
        subject: row.id(1, "erasure.subject")?,
        register: RegisterVersion(row.digest(2, "erasure.register")?),
        evidence: Evidence {
            bytes: row.bytes(3)?,
            r: Blinding(row.bytes32(4, "erasure.r")?),
        },
    })
}
