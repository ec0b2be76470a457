//! Questions for consent to giving or fetching data.

use domain::canonical::Digest;
use domain::register::Key;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::secure_thread::{optional_id, read_optional_id};
use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<10> = Statement(
    "INSERT INTO named_consent (id, rights_case, person, mailbox, purpose, content, version, attempt, asked_at, \
     acts_after, over_at) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10)",
);
pub(crate) const BY_ATTEMPT: Statement<1> =
    Statement("SELECT id FROM named_consent WHERE attempt = $1");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, rights_case, person, mailbox, purpose, content, version, asked_at FROM named_consent \
     WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const OF_CASE: Statement<2> = Statement(
    "SELECT id, rights_case, person, mailbox, purpose, content, version, asked_at FROM named_consent \
     WHERE rights_case = $1 AND erasing_at IS NULL ORDER BY asked_at DESC, id DESC LIMIT $2",
);
pub(crate) const OF_PERSON: Statement<2> = Statement(
    "SELECT id, rights_case, person, mailbox, purpose, content, version, asked_at FROM named_consent \
     WHERE person = $1 AND erasing_at IS NULL ORDER BY asked_at DESC, id DESC LIMIT $2",
);
pub(crate) const OF_MAILBOX: Statement<2> = Statement(
    "SELECT id, rights_case, person, mailbox, purpose, content, version, asked_at FROM named_consent \
     WHERE mailbox = $1 AND erasing_at IS NULL ORDER BY asked_at DESC, id DESC LIMIT $2",
);
pub(crate) const CHANGE: Statement<5> = Statement(
    "UPDATE named_consent SET content = $1, version = version + 1, acts_after = $2, over_at = $3 \
     WHERE id = $4 AND version = $5 AND erasing_at IS NULL",
);
pub(crate) const MOVE: Statement<2> =
    Statement("UPDATE named_consent SET mailbox = $2 WHERE mailbox = $1 AND erasing_at IS NULL");
/// By id, so that one that cannot be ended never hides the others.
pub(crate) const TO_END: Statement<3> = Statement(
    "SELECT id, rights_case, person, mailbox, purpose, content, version, asked_at FROM named_consent \
     WHERE acts_after < $1 AND id > $2 AND erasing_at IS NULL ORDER BY id LIMIT $3",
);
pub(crate) const PURPOSES_OVER: Statement<0> = Statement(
    "SELECT DISTINCT purpose FROM named_consent WHERE over_at IS NOT NULL AND erasing_at IS NULL ORDER BY purpose",
);
pub(crate) const DUE: Statement<4> = Statement(
    "SELECT id FROM named_consent WHERE purpose = $1 AND over_at < $2 AND id > $3 AND erasing_at IS NULL \
     ORDER BY id LIMIT $4",
);
pub(crate) const HOLD_FOR_ERASURE: Statement<2> =
    Statement("UPDATE named_consent SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM named_consent WHERE id = $1");

/// When the clock ends a question or a yes, or when it was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentTime {
    /// The last day before the clock ends it.
    Until(Date),
    /// When it was over.
    Over(Timestamp),
}

/// A question to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNamedConsent {
    /// Its id, which its key bears too.
    pub id: Uuid,
    /// The case it is asked from.
    pub case: Uuid,
    /// The person who alone is shown it, where a second factor must show who they are.
    pub person: Option<Uuid>,
    /// The keyed hash of the mailbox of whoever it is put to, who is shown it where no person is named.
    pub mailbox: Option<Digest>,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// What it says, sealed.
    pub content: Vec<u8>,
    /// The hash of the mark of its form.
    pub attempt: Digest,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it ends.
    pub time: ConsentTime,
}

/// A question as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredNamedConsent {
    /// Its id.
    pub id: Uuid,
    /// The case it was asked from.
    pub case: Uuid,
    /// The person who alone is shown it, where a second factor must show who they are.
    pub person: Option<Uuid>,
    /// The keyed hash of the mailbox of whoever it is put to, who is shown it where no person is named.
    pub mailbox: Option<Digest>,
    /// The purpose of the register that it falls under.
    pub purpose: Key,
    /// What it says, sealed.
    pub content: Vec<u8>,
    /// How often it was changed.
    pub version: i64,
    /// When it was asked.
    pub asked_at: Timestamp,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewNamedConsent,
) -> Result<(), StoreError> {
    let (day, over_at) = time(new.time);
    let values = [
        Value::id(&new.id),
        Value::id(&new.case),
        optional_id(new.person.as_ref()),
        new.mailbox.as_ref().map_or(Value::NoBytes, Value::digest),
        Value::Text(&new.purpose),
        Value::Bytes(&new.content),
        Value::digest(&new.attempt),
        Value::instant(new.asked_at),
        day.as_deref().map_or(Value::NoText, Value::Text),
        over_at,
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn by_attempt(
    connection: &mut Connection<'_>,
    attempt: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(&BY_ATTEMPT, [Value::digest(attempt)])
        .await?;
    row.map(|row| row.id(0, "named_consent.id")).transpose()
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredNamedConsent>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// Those that `statement` finds by an id or a hash, the latest first.
pub(crate) async fn of(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    whose: Value<'_>,
    limit: u32,
) -> Result<Vec<StoredNamedConsent>, StoreError> {
    let values = [whose, Value::Integer(limit.into())];
    let rows = connection.fetch_all(statement, values).await?;
    rows.iter().map(read).collect()
}

/// False, and nothing is changed, when it is not of that version any more, or gone.
pub(crate) async fn change(
    connection: &mut Connection<'_>,
    (id, version): (&Uuid, i64),
    content: &[u8],
    until: ConsentTime,
) -> Result<bool, StoreError> {
    let (day, over_at) = time(until);
    let values = [
        Value::Bytes(content),
        day.as_deref().map_or(Value::NoText, Value::Text),
        over_at,
        Value::id(id),
        Value::Integer(version),
    ];
    Ok(connection.execute(&CHANGE, values).await? == 1)
}

pub(crate) async fn move_to(
    connection: &mut Connection<'_>,
    before: &Digest,
    after: &Digest,
) -> Result<(), StoreError> {
    let values = [Value::digest(before), Value::digest(after)];
    connection.execute(&MOVE, values).await?;
    Ok(())
}

/// Those that the clock ends on `today`, after the id `after`, by id.
pub(crate) async fn to_end(
    connection: &mut Connection<'_>,
    today: Date,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<StoredNamedConsent>, StoreError> {
    let today = today.to_string();
    let values = [
        Value::Text(&today),
        Value::id(after),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&TO_END, values).await?;
    rows.iter().map(read).collect()
}

/// The purposes under which something is over.
pub(crate) async fn purposes_over(connection: &mut Connection<'_>) -> Result<Vec<Key>, StoreError> {
    let rows = connection.fetch_all(&PURPOSES_OVER, []).await?;
    rows.iter().map(|row| row.text(0)).collect()
}

/// Those under `purpose` that were over before an instant, after the id `after`, by id.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    purpose: &str,
    over_before: Timestamp,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::Text(purpose),
        Value::instant(over_before),
        Value::id(after),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter()
        .map(|row| row.id(0, "named_consent.id"))
        .collect()
}

fn time(time: ConsentTime) -> (Option<String>, Value<'static>) {
    match time {
        ConsentTime::Until(day) => (Some(day.to_string()), Value::NoInteger),
        ConsentTime::Over(at) => (None, Value::instant(at)),
    }
}

fn read(row: &Row) -> Result<StoredNamedConsent, StoreError> {
    let mailbox = match row.optional_bytes(3)? {
        Some(_) => Some(row.digest(3, "named_consent.mailbox")?),
        None => None,
    };
    Ok(StoredNamedConsent {
        id: row.id(0, "named_consent.id")?,
        case: row.id(1, "named_consent.rights_case")?,
        person: read_optional_id(row, 2, "named_consent.person")?,
        mailbox,
        purpose: row.text(4)?,
        content: row.bytes(5)?,
        version: row.integer(6)?,
        asked_at: row.instant(7, "named_consent.asked_at")?,
    })
}
