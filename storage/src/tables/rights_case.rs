//! Cases in which people use their rights: one row a case. What it says is sealed; what lists sort by is not.

use domain::canonical::Digest;
use domain::register::Assurance;
use domain::thread::Promise;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::thread::Kept;
use crate::connection::{Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<11> = Statement(
    "INSERT INTO rights_case (id, mailbox, person, assurance, content, version, received, due, look_again, \
     restricts, attempt, opened_at) VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, $11)",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, mailbox, person, assurance, content, version, received, due, restricts, assignee, opened_at, closed_at, \
     last_day, bound FROM rights_case WHERE id = $1 AND erasing_at IS NULL",
);
pub(crate) const BY_ATTEMPT: Statement<1> =
    Statement("SELECT id FROM rights_case WHERE attempt = $1");
pub(crate) const OF_MAILBOX: Statement<3> = Statement(
    "SELECT id, mailbox, person, assurance, content, version, received, due, restricts, assignee, opened_at, closed_at, \
     last_day, bound FROM rights_case WHERE mailbox = $1 AND assurance = $2 AND erasing_at IS NULL \
     ORDER BY opened_at DESC, id DESC LIMIT $3",
);
pub(crate) const OF_PERSON: Statement<2> = Statement(
    "SELECT id, mailbox, person, assurance, content, version, received, due, restricts, assignee, opened_at, closed_at, \
     last_day, bound FROM rights_case WHERE person = $1 AND erasing_at IS NULL ORDER BY opened_at DESC, id DESC LIMIT $2",
);
/// What waits for an answer first, by its day; then what only has recipients to be told.
pub(crate) const OPEN: Statement<1> = Statement(
    "SELECT id, mailbox, person, assurance, content, version, received, due, restricts, assignee, opened_at, closed_at, \
     last_day, bound FROM rights_case WHERE closed_at IS NULL AND erasing_at IS NULL \
     ORDER BY coalesce(due, '9999-12-31'), id LIMIT $1",
);
pub(crate) const CLOSED: Statement<1> = Statement(
    "SELECT id, mailbox, person, assurance, content, version, received, due, restricts, assignee, opened_at, closed_at, \
     last_day, bound FROM rights_case WHERE closed_at IS NOT NULL AND erasing_at IS NULL \
     ORDER BY closed_at DESC, id DESC LIMIT $1",
);
/// Only of the version that was read.
pub(crate) const CHANGE: Statement<10> = Statement(
    "UPDATE rights_case SET content = $1, version = version + 1, due = $2, look_again = $3, restricts = $4, \
     closed_at = $5, last_day = $6, bound = $7, due_at = $8 WHERE id = $9 AND version = $10 AND erasing_at IS NULL",
);
pub(crate) const ASSIGN: Statement<2> =
    Statement("UPDATE rights_case SET assignee = $1 WHERE id = $2 AND erasing_at IS NULL");
/// Only of the version that was read; what lists ask of it stays as it is.
pub(crate) const READDRESS: Statement<4> = Statement(
    "UPDATE rights_case SET mailbox = $1, content = $2, version = version + 1 \
     WHERE id = $3 AND version = $4 AND erasing_at IS NULL",
);
pub(crate) const COUNT_OF_MAILBOX: Statement<2> = Statement(
    "SELECT count(*) FROM rights_case WHERE mailbox = $1 AND opened_at > $2 AND erasing_at IS NULL",
);
pub(crate) const DUE: Statement<2> = Statement(
    "SELECT id FROM rights_case WHERE due_at <= $1 AND erasing_at IS NULL ORDER BY due_at LIMIT $2",
);
pub(crate) const HOLD_DUE: Statement<2> = Statement(
    "UPDATE rights_case SET version = version WHERE id = $1 AND due_at <= $2 AND erasing_at IS NULL",
);
pub(crate) const LOOK_AGAIN: Statement<2> = Statement(
    "SELECT id FROM rights_case WHERE look_again <= $1 AND erasing_at IS NULL ORDER BY look_again LIMIT $2",
);
pub(crate) const TO_REMIND: Statement<3> = Statement(
    "SELECT id, assignee, reminded FROM rights_case WHERE closed_at IS NULL \
     AND erasing_at IS NULL AND due IS NOT NULL AND (reminded IS NULL OR reminded < $1) AND id > $2 ORDER BY id LIMIT $3",
);
pub(crate) const REMINDED: Statement<2> = Statement(
    "UPDATE rights_case SET reminded = $1 WHERE id = $2 AND (reminded IS NULL OR reminded < $1)",
);
pub(crate) const HOLD: Statement<2> =
    Statement("UPDATE rights_case SET erasing_at = $1 WHERE id = $2 AND erasing_at IS NULL");
pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM rights_case WHERE id = $1");

/// What lists and jobs ask of a case, told beside what is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseQueue {
    /// The next day by which something is to be answered.
    pub due: Option<Date>,
    /// The day on which a duty that keeps something is over.
    pub look_again: Option<Date>,
    /// The data of the person is kept and not used meanwhile.
    pub restricts: bool,
    /// When it was closed, and until when it is kept.
    pub closed: Option<(Timestamp, Kept)>,
}

/// A case to store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCase {
    /// Its id, which its key bears.
    pub id: Uuid,
    /// The keyed hash of the mailbox that it is shown to.
    pub mailbox: Digest,
    /// The person it belongs to, where that was shown.
    pub person: Option<Uuid>,
    /// What opens it.
    pub assurance: Assurance,
    /// What it says, sealed.
    pub content: Vec<u8>,
    /// The day it reached the organisation.
    pub received: Date,
    /// What lists ask.
    pub queue: CaseQueue,
    /// The hash of the mark of the form it came from.
    pub attempt: Digest,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// A case as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCase {
    /// Its id.
    pub id: Uuid,
    /// The keyed hash of the mailbox that it is shown to.
    pub mailbox: Digest,
    /// The person it belongs to, where that was shown.
    pub person: Option<Uuid>,
    /// What opens it.
    pub assurance: Assurance,
    /// What it says, sealed.
    pub content: Vec<u8>,
    /// How often it was changed.
    pub version: i64,
    /// The day it reached the organisation.
    pub received: Date,
    /// The next day by which something is to be answered.
    pub due: Option<Date>,
    /// The data of the person is kept and not used meanwhile.
    pub restricts: bool,
    /// Who has taken it on.
    pub assignee: Option<Uuid>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed, and until when it is kept.
    pub closed: Option<(Timestamp, Promise)>,
}

/// A case that staff may have to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseToRemind {
    /// Its id.
    pub id: Uuid,
    /// Who has taken it on.
    pub assignee: Option<Uuid>,
    /// The day of the last reminder.
    pub reminded: Option<Date>,
}

/// The columns that [`CaseQueue`] fills, as text where they are days.
struct Columns {
    due: Option<String>,
    look_again: Option<String>,
    last_day: Option<String>,
}

impl Columns {
    fn of(queue: &CaseQueue) -> Self {
        let closed = queue.closed.map(|(_, kept)| kept.promise.last_day);
        Self {
            due: queue.due.map(|due| due.to_string()),
            look_again: queue.look_again.map(|day| day.to_string()),
            last_day: closed.map(|day| day.to_string()),
        }
    }
}

fn text(value: Option<&String>) -> Value<'_> {
    value.map_or(Value::NoText, |text| Value::Text(text))
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    case: &NewCase,
) -> Result<(), StoreError> {
    let columns = Columns::of(&case.queue);
    let received = case.received.to_string();
    let values = [
        Value::id(&case.id),
        Value::digest(&case.mailbox),
        case.person.as_ref().map_or(Value::NoBytes, Value::id),
        Value::Text(names::assurance(case.assurance)),
        Value::Bytes(&case.content),
        Value::Text(&received),
        text(columns.due.as_ref()),
        text(columns.look_again.as_ref()),
        Value::Integer(i64::from(case.queue.restricts)),
        Value::digest(&case.attempt),
        Value::instant(case.opened_at),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

/// The case that came from the form whose mark has this hash.
pub(crate) async fn by_attempt(
    connection: &mut Connection<'_>,
    attempt: &Digest,
) -> Result<Option<Uuid>, StoreError> {
    let row = connection
        .fetch_optional(&BY_ATTEMPT, [Value::digest(attempt)])
        .await?;
    row.map(|row| row.id(0, "rights_case.id")).transpose()
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredCase>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// The cases of a mailbox that such assurance opens, the latest first.
pub(crate) async fn of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    assurance: Assurance,
    limit: u32,
) -> Result<Vec<StoredCase>, StoreError> {
    let values = [
        Value::digest(mailbox),
        Value::Text(names::assurance(assurance)),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&OF_MAILBOX, values).await?;
    rows.iter().map(read).collect()
}

/// The cases of a person, the latest first.
pub(crate) async fn of_person(
    connection: &mut Connection<'_>,
    person: &Uuid,
    limit: u32,
) -> Result<Vec<StoredCase>, StoreError> {
    let values = [Value::id(person), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&OF_PERSON, values).await?;
    rows.iter().map(read).collect()
}

/// The cases that `statement` lists.
pub(crate) async fn listed(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    limit: u32,
) -> Result<Vec<StoredCase>, StoreError> {
    let values = [Value::Integer(limit.into())];
    let rows = connection.fetch_all(statement, values).await?;
    rows.iter().map(read).collect()
}

/// False when it was changed since `version` was read, or is gone.
pub(crate) async fn change(
    connection: &mut Connection<'_>,
    (id, version): (&Uuid, i64),
    content: &[u8],
    queue: &CaseQueue,
) -> Result<bool, StoreError> {
    let columns = Columns::of(queue);
    let bound = queue.closed.map(|(_, kept)| kept.promise.bound);
    let instant = |at: Option<Timestamp>| at.map_or(Value::NoInteger, Value::instant);
    let values = [
        Value::Bytes(content),
        text(columns.due.as_ref()),
        text(columns.look_again.as_ref()),
        Value::Integer(i64::from(queue.restricts)),
        instant(queue.closed.map(|(at, _)| at)),
        text(columns.last_day.as_ref()),
        bound.map_or(Value::NoText, |bound| Value::Text(names::bound(bound))),
        instant(queue.closed.map(|(_, kept)| kept.due_at)),
        Value::id(id),
        Value::Integer(version),
    ];
    Ok(connection.execute(&CHANGE, values).await? == 1)
}

pub(crate) async fn assign(
    connection: &mut Connection<'_>,
    id: &Uuid,
    assignee: Option<&Uuid>,
) -> Result<bool, StoreError> {
    let values = [assignee.map_or(Value::NoBytes, Value::id), Value::id(id)];
    Ok(connection.execute(&ASSIGN, values).await? == 1)
}

/// False when it was changed since `version` was read, or is gone.
pub(crate) async fn readdress(
    connection: &mut Connection<'_>,
    (id, version): (&Uuid, i64),
    mailbox: &Digest,
    content: &[u8],
) -> Result<bool, StoreError> {
    let values = [
        Value::digest(mailbox),
        Value::Bytes(content),
        Value::id(id),
        Value::Integer(version),
    ];
    Ok(connection.execute(&READDRESS, values).await? == 1)
}

pub(crate) async fn count_of_mailbox(
    connection: &mut Connection<'_>,
    mailbox: &Digest,
    since: Timestamp,
) -> Result<u64, StoreError> {
    let values = [Value::digest(mailbox), Value::instant(since)];
    let row = connection.fetch_optional(&COUNT_OF_MAILBOX, values).await?;
    let count = row.map_or(Ok(0), |row| row.integer(0))?;
    u64::try_from(count).map_err(|_| StoreError::Unreadable("a count"))
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [Value::instant(now), Value::Integer(limit.into())];
    ids(connection.fetch_all(&DUE, values).await?.as_slice())
}

pub(crate) async fn look_again(
    connection: &mut Connection<'_>,
    today: Date,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let today = today.to_string();
    let values = [Value::Text(&today), Value::Integer(limit.into())];
    ids(connection.fetch_all(&LOOK_AGAIN, values).await?.as_slice())
}

fn ids(rows: &[Row]) -> Result<Vec<Uuid>, StoreError> {
    rows.iter().map(|row| row.id(0, "rights_case.id")).collect()
}

pub(crate) async fn hold_due(
    connection: &mut Connection<'_>,
    id: &Uuid,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(now)];
    Ok(connection.execute(&HOLD_DUE, values).await? == 1)
}

/// Cases that wait for an answer and that staff were not reminded of on `today`, in the order of their ids.
pub(crate) async fn to_remind(
    connection: &mut Connection<'_>,
    today: Date,
    after: &Uuid,
    limit: u32,
) -> Result<Vec<CaseToRemind>, StoreError> {
    let today = today.to_string();
    let values = [
        Value::Text(&today),
        Value::id(after),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&TO_REMIND, values).await?;
    let read = |row: &Row| {
        Ok(CaseToRemind {
            id: row.id(0, "rights_case.id")?,
            assignee: optional_id(row, 1)?,
            reminded: optional_date(row, 2)?,
        })
    };
    rows.iter().map(read).collect()
}

/// False when they were reminded on that day already.
pub(crate) async fn reminded(
    connection: &mut Connection<'_>,
    id: &Uuid,
    today: Date,
) -> Result<bool, StoreError> {
    let today = today.to_string();
    let values = [Value::Text(&today), Value::id(id)];
    Ok(connection.execute(&REMINDED, values).await? == 1)
}

fn optional_id(row: &Row, column: usize) -> Result<Option<Uuid>, StoreError> {
    let bytes = row.optional_bytes(column)?;
    let read = |bytes: Vec<u8>| Uuid::from_slice(&bytes);
    let id = bytes.map(read).transpose();
    id.map_err(|_| StoreError::Unreadable("an id of rights_case"))
}

fn optional_date(row: &Row, column: usize) -> Result<Option<Date>, StoreError> {
    let text = row.optional_text(column)?;
    let date = text.map(|text| text.parse()).transpose();
    date.map_err(|_| StoreError::Unreadable("a day of rights_case"))
}

fn read(row: &Row) -> Result<StoredCase, StoreError> {
    let assurance = names::read_assurance(&row.text(3)?);
    Ok(StoredCase {
        id: row.id(0, "rights_case.id")?,
        mailbox: row.digest(1, "rights_case.mailbox")?,
        person: optional_id(row, 2)?,
        assurance: assurance.ok_or(StoreError::Unreadable("rights_case.assurance"))?,
        content: row.bytes(4)?,
        version: row.integer(5)?,
        received: row.date(6, "rights_case.received")?,
        due: optional_date(row, 7)?,
        restricts: row.integer(8)? == 1,
        assignee: optional_id(row, 9)?,
        opened_at: row.instant(10, "rights_case.opened_at")?,
        closed: closed(row)?,
    })
}

fn closed(row: &Row) -> Result<Option<(Timestamp, Promise)>, StoreError> {
    let (Some(_), Some(last_day), Some(bound)) = (
        row.optional_integer(11)?,
        optional_date(row, 12)?,
        row.optional_text(13)?,
    ) else {
        return Ok(None);
    };
    let bound = names::read_bound(&bound).ok_or(StoreError::Unreadable("rights_case.bound"))?;
    let promise = Promise { last_day, bound };
    Ok(Some((row.instant(11, "rights_case.closed_at")?, promise)))
}
