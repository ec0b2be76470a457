//! Mails: written in the operation that causes them, leased to one sender at a time, and kept for a while after as
//! the ledger of what was sent. A mail that has ended keeps nothing of what it said or to whom.

use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<9> = Statement(
    "INSERT INTO mail (id, kind, owner, batch, content, state, due_at, since, bulk, ended_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $6 <> 'queued' THEN CAST($8 AS BIGINT) END)",
);
/// The mail of an issue to a subscriber who is still there, whose data may be used and who has none of it. The index is named, as SQLite would
/// rather go through all mails of the issue.
pub(crate) const INSERT_TO_READER: Statement<9> = Statement(
    "INSERT INTO mail (id, kind, owner, batch, content, state, due_at, since, bulk, ended_at) \
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $6 <> 'queued' THEN CAST($8 AS BIGINT) END \
     FROM subscription WHERE subscription.id = $3 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM mail INDEXED BY mail_owner WHERE owner = $3 AND batch = $4) \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = $3 AND case_hold.stops_use = 1)",
);
/// For PostgreSQL, where somebody may leave at the same moment: their subscription stays until the mail is written.
pub(crate) const INSERT_TO_HELD_READER: Statement<9> = Statement(
    "INSERT INTO mail (id, kind, owner, batch, content, state, due_at, since, bulk, ended_at) \
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $6 <> 'queued' THEN CAST($8 AS BIGINT) END \
     FROM subscription WHERE subscription.id = $3 AND erasing_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM mail WHERE owner = $3 AND batch = $4) \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = $3 AND case_hold.stops_use = 1) FOR UPDATE",
);
pub(crate) const IS_DUE: Statement<2> = Statement(
    "SELECT 1 FROM mail WHERE bulk = $2 AND ended_at IS NULL AND due_at <= $1 \
     AND (leased_until IS NULL OR leased_until <= $1) \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = mail.owner AND case_hold.stops_use = 1) LIMIT 1",
);
pub(crate) const TAKE: Statement<5> = Statement(
    "WITH due AS MATERIALIZED (\
       SELECT id FROM mail WHERE bulk = $5 AND ended_at IS NULL AND due_at <= $1 \
       AND (leased_until IS NULL OR leased_until <= $1) \
       AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = mail.owner AND case_hold.stops_use = 1) \
       ORDER BY due_at, id LIMIT $2) \
     UPDATE mail SET state = 'sending', holder = $3, leased_until = $4, fence = fence + 1, attempts = attempts + 1 \
     FROM due WHERE mail.id = due.id \
     RETURNING mail.id, mail.owner, mail.content, mail.since, mail.due_at, mail.attempts, mail.fence",
);
/// For PostgreSQL, where takers come at once: what another is about to take is passed over.
pub(crate) const TAKE_UNLOCKED: Statement<5> = Statement(
    "WITH due AS MATERIALIZED (\
       SELECT id FROM mail WHERE bulk = $5 AND ended_at IS NULL AND due_at <= $1 \
       AND (leased_until IS NULL OR leased_until <= $1) \
       AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = mail.owner AND case_hold.stops_use = 1) \
       ORDER BY due_at, id LIMIT $2 FOR UPDATE SKIP LOCKED) \
     UPDATE mail SET state = 'sending', holder = $3, leased_until = $4, fence = fence + 1, attempts = attempts + 1 \
     FROM due WHERE mail.id = due.id \
     RETURNING mail.id, mail.owner, mail.content, mail.since, mail.due_at, mail.attempts, mail.fence",
);
/// Whether sending is paused, or the use of what the mail is about is stopped, if the mail is still held.
pub(crate) const HELD: Statement<2> = Statement(
    "SELECT coalesce((SELECT paused_at FROM mail_pace WHERE one = 1), \
     (SELECT max(stops_use) FROM case_hold WHERE case_hold.thing = mail.owner AND case_hold.stops_use = 1)) FROM mail \
     WHERE id = $1 AND fence = $2 AND holder IS NOT NULL",
);
/// What was under way when its batch was stopped may still turn out to have been sent.
pub(crate) const FINISH: Statement<6> = Statement(
    "UPDATE mail SET state = $3, ended_at = $4, answer = $5, content = $6, holder = NULL, leased_until = NULL \
     WHERE id = $1 AND fence = $2 AND (holder IS NOT NULL OR state = 'stopped')",
);
pub(crate) const RETRY: Statement<4> = Statement(
    "UPDATE mail SET state = 'queued', due_at = $3, answer = $4, holder = NULL, leased_until = NULL \
     WHERE id = $1 AND fence = $2 AND holder IS NOT NULL",
);
pub(crate) const RELEASE: Statement<2> = Statement(
    "UPDATE mail SET state = 'queued', attempts = attempts - 1, holder = NULL, leased_until = NULL \
     WHERE id = $1 AND fence = $2 AND holder IS NOT NULL",
);
pub(crate) const STOP_BATCH: Statement<3> = Statement(
    "UPDATE mail SET state = 'stopped', ended_at = $2, content = $3, holder = NULL, leased_until = NULL \
     WHERE batch = $1 AND ended_at IS NULL",
);
/// What was given up before it reached anybody.
pub(crate) const DELETE_MISSED: Statement<1> =
    Statement("DELETE FROM mail WHERE batch = $1 AND state IN ('failed', 'stopped')");
pub(crate) const COUNT_BATCH: Statement<1> =
    Statement("SELECT state, count(*) FROM mail WHERE batch = $1 GROUP BY state");
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, kind, owner, batch, state, since, ended_at, attempts, answer, put_off FROM mail WHERE id = $1",
);
pub(crate) const OF_OWNER: Statement<1> = Statement(
    "SELECT id, kind, owner, batch, state, since, ended_at, attempts, answer, put_off FROM mail WHERE owner = $1 ORDER BY id",
);
pub(crate) const DELETE_OF_OWNER: Statement<1> = Statement("DELETE FROM mail WHERE owner = $1");
pub(crate) const DELETE_ENDED: Statement<2> = Statement(
    "DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE ended_at < $1 \
     AND NOT EXISTS (SELECT 1 FROM case_hold WHERE case_hold.thing = mail.owner AND case_hold.stops_use = 1) \
     ORDER BY ended_at LIMIT $2)",
);

/// A mail to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMail {
    /// Its id, which makes its Message-ID.
    pub id: Uuid,
    /// What kind of letter it is. No personal data.
    pub kind: &'static str,
    /// Whose key seals it: what it is about. With that it is erased.
    pub owner: Uuid,
    /// What it is sent together with; such mails go after those that somebody waits for.
    pub batch: Option<Uuid>,
    /// To whom and what, sealed.
    pub content: Vec<u8>,
    /// When to send it, at the earliest.
    pub due_at: Timestamp,
    /// The time of the operation.
    pub since: Timestamp,
    /// What becomes of it at first.
    pub beginning: MailBeginning,
}

/// What becomes of a mail when it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailBeginning {
    /// It waits to be sent.
    Waits,
    /// It is never sent: the address has had its mails for now, and nobody is to see the difference.
    Withheld,
    /// It is given up: what is stored about whom it is for does not open.
    Unreadable,
}

/// How far a mail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailState {
    /// It waits.
    Queued,
    /// A sender holds it.
    Sending,
    /// The mail server has it.
    Sent,
    /// The mail server will not have it, or none could be reached for days.
    Failed,
    /// It was sent and came back.
    Bounced,
    /// Its batch was stopped before its turn.
    Stopped,
    /// It was written and never sent.
    Withheld,
}

/// A mail as it stands, without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMail {
    /// Its id.
    pub id: Uuid,
    /// What kind of letter it is.
    pub kind: String,
    /// What it is about.
    pub owner: Uuid,
    /// What it is sent together with.
    pub batch: Option<Uuid>,
    /// How far it has come.
    pub state: MailState,
    /// When it was written.
    pub since: Timestamp,
    /// When it was sent or given up.
    pub ended_at: Option<Timestamp>,
    /// How often sending it was begun.
    pub attempts: u32,
    /// What the server said last: its queue's id for what was sent, else a status code.
    pub answer: Option<String>,
    /// The status of what came back and said that it was not taken for now.
    pub put_off: Option<String>,
}

/// That a mail is held. What comes of it is written under this; a holder that comes too late changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailLease {
    /// The mail.
    pub mail: Uuid,
    fence: i64,
}

/// A mail that is held, to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenMail {
    /// That it is held.
    pub lease: MailLease,
    /// Whose key seals it.
    pub owner: Uuid,
    /// To whom and what, sealed.
    pub content: Vec<u8>,
    /// When it was written.
    pub since: Timestamp,
    /// The how manieth attempt this is, counted from 1.
    pub attempts: u32,
    due_at: Timestamp,
}

/// Whether a mail that was taken may still go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayGo {
    /// It may.
    Now,
    /// Sending was paused meanwhile.
    NotNow,
    /// Its batch was stopped, what it is about was erased, or somebody else has it.
    NotOurs,
}

/// How many mails of a batch have come how far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the states' names, told at `MailState`")]
pub struct MailCounts {
    pub queued: u64,
    pub sending: u64,
    pub sent: u64,
    pub failed: u64,
    pub bounced: u64,
    pub stopped: u64,
    pub withheld: u64,
}

impl MailCounts {
    const fn of(&mut self, state: MailState) -> &mut u64 {
        match state {
            MailState::Queued => &mut self.queued,
            MailState::Sending => &mut self.sending,
            MailState::Sent => &mut self.sent,
            MailState::Failed => &mut self.failed,
            MailState::Bounced => &mut self.bounced,
            MailState::Stopped => &mut self.stopped,
            MailState::Withheld => &mut self.withheld,
        }
    }
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    mail: &NewMail,
) -> Result<(), StoreError> {
    connection.execute(&INSERT, values(mail)).await?;
    Ok(())
}

/// Writes a mail of an issue; false when the reader left, or has one of it.
pub(crate) async fn insert_to_reader(
    connection: &mut Connection<'_>,
    mail: &NewMail,
) -> Result<bool, StoreError> {
    let statement = connection.either(&INSERT_TO_READER, &INSERT_TO_HELD_READER);
    Ok(connection.execute(statement, values(mail)).await? == 1)
}

fn values(mail: &NewMail) -> [Value<'_>; 9] {
    let state = match mail.beginning {
        MailBeginning::Waits => MailState::Queued,
        MailBeginning::Withheld => MailState::Withheld,
        MailBeginning::Unreadable => MailState::Failed,
    };
    [
        Value::id(&mail.id),
        Value::Text(mail.kind),
        Value::id(&mail.owner),
        mail.batch.as_ref().map_or(Value::NoBytes, Value::id),
        Value::Bytes(&mail.content),
        Value::Text(names::mail_state(state)),
        Value::instant(mail.due_at),
        Value::instant(mail.since),
        Value::Integer(i64::from(mail.batch.is_some())),
    ]
}

/// What somebody waits for, and then what is sent to many. Each has its part of the index, so that what is due later
/// is not looked at.
const TURNS: [i64; 2] = [0, 1];

pub(crate) async fn is_due(
    connection: &mut Connection<'_>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    for bulk in TURNS {
        let values = [Value::instant(now), Value::Integer(bulk)];
        if connection.fetch_optional(&IS_DUE, values).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes what is due, what somebody waits for first.
pub(crate) async fn take(
    connection: &mut Connection<'_>,
    holder: &Uuid,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<TakenMail>, StoreError> {
    let statement = connection.either(&TAKE, &TAKE_UNLOCKED);
    let mut all = Vec::new();
    for bulk in TURNS {
        let taken = u32::try_from(all.len()).unwrap_or(limit);
        let values = [
            Value::instant(now),
            Value::Integer(i64::from(limit.saturating_sub(taken))),
            Value::id(holder),
            Value::instant(until),
            Value::Integer(bulk),
        ];
        let rows = connection.fetch_all(statement, values).await?;
        let mut taken: Vec<TakenMail> = rows.iter().map(read_taken).collect::<Result<_, _>>()?;
        // The databases give changed rows in no order of ours.
        taken.sort_by_key(|mail| (mail.due_at, mail.lease.mail));
        all.append(&mut taken);
    }
    Ok(all)
}

pub(crate) async fn may_go(
    connection: &mut Connection<'_>,
    lease: &MailLease,
) -> Result<MayGo, StoreError> {
    let values = [Value::id(&lease.mail), Value::Integer(lease.fence)];
    let Some(row) = connection.fetch_optional(&HELD, values).await? else {
        return Ok(MayGo::NotOurs);
    };
    Ok(match row.optional_integer(0)? {
        None => MayGo::Now,
        Some(_) => MayGo::NotNow,
    })
}

/// Ends a mail; false when it was given to another holder, or is gone.
pub(crate) async fn finish(
    connection: &mut Connection<'_>,
    lease: &MailLease,
    state: MailState,
    at: Timestamp,
    answer: &str,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&lease.mail),
        Value::Integer(lease.fence),
        Value::Text(names::mail_state(state)),
        Value::instant(at),
        Value::Text(answer),
        Value::Bytes(&[]),
    ];
    Ok(connection.execute(&FINISH, values).await? == 1)
}

/// Puts a mail back, due at `due_at`; false as in [`finish`].
pub(crate) async fn retry(
    connection: &mut Connection<'_>,
    lease: &MailLease,
    due_at: Timestamp,
    answer: &str,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&lease.mail),
        Value::Integer(lease.fence),
        Value::instant(due_at),
        Value::Text(answer),
    ];
    Ok(connection.execute(&RETRY, values).await? == 1)
}

/// Puts a mail back as if it had not been taken; false as in [`finish`].
pub(crate) async fn release(
    connection: &mut Connection<'_>,
    lease: &MailLease,
) -> Result<bool, StoreError> {
    let values = [Value::id(&lease.mail), Value::Integer(lease.fence)];
    Ok(connection.execute(&RELEASE, values).await? == 1)
}

pub(crate) async fn stop_batch(
    connection: &mut Connection<'_>,
    batch: &Uuid,
    at: Timestamp,
) -> Result<u64, StoreError> {
    let values = [Value::id(batch), Value::instant(at), Value::Bytes(&[])];
    connection.execute(&STOP_BATCH, values).await
}

/// Deletes the mails of a batch that were given up, and returns how many.
pub(crate) async fn delete_missed(
    connection: &mut Connection<'_>,
    batch: &Uuid,
) -> Result<u64, StoreError> {
    connection.execute(&DELETE_MISSED, [Value::id(batch)]).await
}

pub(crate) async fn count_batch(
    connection: &mut Connection<'_>,
    batch: &Uuid,
) -> Result<MailCounts, StoreError> {
    let rows = connection
        .fetch_all(&COUNT_BATCH, [Value::id(batch)])
        .await?;
    let mut counts = MailCounts::default();
    for row in &rows {
        let number = u64::try_from(row.integer(1)?);
        *counts.of(state(row, 0)?) = number.map_err(|_| StoreError::Unreadable("mail.state"))?;
    }
    Ok(counts)
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredMail>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn of_owner(
    connection: &mut Connection<'_>,
    owner: &Uuid,
) -> Result<Vec<StoredMail>, StoreError> {
    let rows = connection.fetch_all(&OF_OWNER, [Value::id(owner)]).await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn delete_of_owner(
    connection: &mut Connection<'_>,
    owner: &Uuid,
) -> Result<u64, StoreError> {
    connection
        .execute(&DELETE_OF_OWNER, [Value::id(owner)])
        .await
}

pub(crate) async fn delete_ended(
    connection: &mut Connection<'_>,
    before: Timestamp,
    limit: u32,
) -> Result<u64, StoreError> {
    let values = [Value::instant(before), Value::Integer(i64::from(limit))];
    connection.execute(&DELETE_ENDED, values).await
}

fn read_taken(row: &Row) -> Result<TakenMail, StoreError> {
    Ok(TakenMail {
        lease: MailLease {
            mail: row.id(0, "mail.id")?,
            fence: row.integer(6)?,
        },
        owner: row.id(1, "mail.owner")?,
        content: row.bytes(2)?,
        since: row.instant(3, "mail.since")?,
        due_at: row.instant(4, "mail.due_at")?,
        attempts: attempts(row, 5)?,
    })
}

fn read(row: &Row) -> Result<StoredMail, StoreError> {
    let ended_at = row.optional_integer(6)?;
    Ok(StoredMail {
        id: row.id(0, "mail.id")?,
        kind: row.text(1)?,
        owner: row.id(2, "mail.owner")?,
        batch: batch(row, 3)?,
        state: state(row, 4)?,
        since: row.instant(5, "mail.since")?,
        ended_at: ended_at
            .map(|at| connection::instant(at, "mail.ended_at"))
            .transpose()?,
        attempts: attempts(row, 7)?,
        answer: row.optional_text(8)?,
        put_off: row.optional_text(9)?,
    })
}

fn batch(row: &Row, column: usize) -> Result<Option<Uuid>, StoreError> {
    let bytes = row.optional_bytes(column)?;
    bytes
        .map(|bytes| Uuid::from_slice(&bytes).map_err(|_| StoreError::Unreadable("mail.batch")))
        .transpose()
}

fn state(row: &Row, column: usize) -> Result<MailState, StoreError> {
    names::read_mail_state(&row.text(column)?).ok_or(StoreError::Unreadable("mail.state"))
}

fn attempts(row: &Row, column: usize) -> Result<u32, StoreError> {
    u32::try_from(row.integer(column)?).map_err(|_| StoreError::Unreadable("mail.attempts"))
}
