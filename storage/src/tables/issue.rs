//! Issues of the newsletter: drafts, those that are sent or wait for their time, and how far each has come.

use domain::issue::IssueState;
use jiff::Timestamp;
use uuid::Uuid;

use crate::connection::{self, Connection, Row, Statement, Value};
use crate::{StoreError, names};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO issue (id, content, archived, state, edited_at, reached) \
     VALUES ($1, $2, $3, 'draft', $4, $5)",
);
pub(crate) const EDIT: Statement<4> = Statement(
    "UPDATE issue SET content = $2, archived = $3, edited_at = $4 WHERE id = $1 AND state = 'draft'",
);
pub(crate) const DELETE_DRAFT: Statement<1> =
    Statement("DELETE FROM issue WHERE id = $1 AND state = 'draft'");
pub(crate) const SCHEDULE: Statement<2> = Statement(
    "UPDATE issue SET state = 'scheduled', due_at = $2 WHERE id = $1 AND state = 'draft'",
);
pub(crate) const CALL_BACK: Statement<1> = Statement(
    "UPDATE issue SET state = 'draft', due_at = NULL WHERE id = $1 AND state = 'scheduled'",
);
pub(crate) const BEGIN: Statement<2> = Statement(
    "UPDATE issue SET state = 'writing', began_at = $2 \
     WHERE id = $1 AND state = 'scheduled' AND due_at <= $2",
);
/// Only whoever saw how far it had come moves it on, so that two nodes never write the same mails.
pub(crate) const MOVE_ON: Statement<4> = Statement(
    "UPDATE issue SET reached = $3, state = $4 WHERE id = $1 AND state = 'writing' AND reached = $2",
);
pub(crate) const COUNT: Statement<2> =
    Statement("UPDATE issue SET written = written + $2 WHERE id = $1");
pub(crate) const STOP: Statement<1> = Statement(
    "UPDATE issue SET state = 'stopped' WHERE id = $1 AND state IN ('writing', 'written')",
);
pub(crate) const AGAIN: Statement<2> = Statement(
    "UPDATE issue SET state = 'writing', reached = $2 WHERE id = $1 AND state IN ('written', 'stopped')",
);
pub(crate) const DUE: Statement<1> = Statement(
    "SELECT id, content, archived, state, edited_at, due_at, began_at, reached, written FROM issue \
     WHERE state IN ('scheduled', 'writing') AND due_at <= $1 ORDER BY due_at, id LIMIT 1",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, content, archived, state, edited_at, due_at, began_at, reached, written FROM issue WHERE id = $1",
);
/// Ids hold the time they were drawn at, so they give the order.
pub(crate) const LATEST: Statement<2> = Statement(
    "SELECT id, content, archived, state, edited_at, due_at, began_at, reached, written FROM issue \
     WHERE id < $1 ORDER BY id DESC LIMIT $2",
);
pub(crate) const ARCHIVE: Statement<2> = Statement(
    "SELECT id, content, archived, state, edited_at, due_at, began_at, reached, written FROM issue \
     WHERE archived = 1 AND state IN ('writing', 'written') AND began_at < $1 \
     ORDER BY began_at DESC, id DESC LIMIT $2",
);

/// What is written in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueDraft {
    /// Its id.
    pub id: Uuid,
    /// What it says: JSON.
    pub content: String,
    /// Whether it is to stand in the archive.
    pub archived: bool,
    /// When it was written so.
    pub edited_at: Timestamp,
}

/// An issue as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIssue {
    /// What was written.
    pub draft: IssueDraft,
    /// How far it has come.
    pub state: IssueState,
    /// When its sending begins; none for a draft.
    pub due_at: Option<Timestamp>,
    /// When its sending began: who was confirmed by then gets it.
    pub began_at: Option<Timestamp>,
    /// The last subscription whose mail is written.
    pub reached: Uuid,
    /// How many mails were written.
    pub written: u64,
}

/// How far the mails of an issue are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueStep {
    /// The issue.
    pub issue: Uuid,
    /// How far it had come.
    pub from: Uuid,
    /// How far it has come.
    pub to: Uuid,
    /// There is nobody after.
    pub is_last: bool,
}

pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    draft: &IssueDraft,
) -> Result<(), StoreError> {
    let nobody = Uuid::nil();
    let values = [
        Value::id(&draft.id),
        Value::Text(&draft.content),
        Value::Integer(i64::from(draft.archived)),
        Value::instant(draft.edited_at),
        Value::id(&nobody),
    ];
    connection.execute(&INSERT, values).await?;
    Ok(())
}

pub(crate) async fn edit(
    connection: &mut Connection<'_>,
    draft: &IssueDraft,
) -> Result<bool, StoreError> {
    let values = [
        Value::id(&draft.id),
        Value::Text(&draft.content),
        Value::Integer(i64::from(draft.archived)),
        Value::instant(draft.edited_at),
    ];
    Ok(connection.execute(&EDIT, values).await? == 1)
}

/// Runs a statement that changes one issue, if it stands where it must; whether it did.
pub(crate) async fn change(
    connection: &mut Connection<'_>,
    statement: &Statement<1>,
    issue: &Uuid,
) -> Result<bool, StoreError> {
    Ok(connection.execute(statement, [Value::id(issue)]).await? == 1)
}

/// As [`change`], at an instant.
pub(crate) async fn change_at(
    connection: &mut Connection<'_>,
    statement: &Statement<2>,
    issue: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(issue), Value::instant(at)];
    Ok(connection.execute(statement, values).await? == 1)
}

/// Counts mails that were written for an issue, or fewer when `change` is negative.
pub(crate) async fn count(
    connection: &mut Connection<'_>,
    issue: &Uuid,
    change: i64,
) -> Result<(), StoreError> {
    let values = [Value::id(issue), Value::Integer(change)];
    connection.execute(&COUNT, values).await?;
    Ok(())
}

/// Begins anew with the first subscription; false when it is none whose sending is over.
pub(crate) async fn again(
    connection: &mut Connection<'_>,
    issue: &Uuid,
) -> Result<bool, StoreError> {
    let nobody = Uuid::nil();
    let values = [Value::id(issue), Value::id(&nobody)];
    Ok(connection.execute(&AGAIN, values).await? == 1)
}

pub(crate) async fn move_on(
    connection: &mut Connection<'_>,
    step: &IssueStep,
) -> Result<bool, StoreError> {
    let state = match step.is_last {
        true => IssueState::Written,
        false => IssueState::Writing,
    };
    let values = [
        Value::id(&step.issue),
        Value::id(&step.from),
        Value::id(&step.to),
        Value::Text(names::issue_state(state)),
    ];
    Ok(connection.execute(&MOVE_ON, values).await? == 1)
}

pub(crate) async fn due(
    connection: &mut Connection<'_>,
    now: Timestamp,
) -> Result<Option<StoredIssue>, StoreError> {
    let row = connection
        .fetch_optional(&DUE, [Value::instant(now)])
        .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredIssue>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn latest(
    connection: &mut Connection<'_>,
    before: &Uuid,
    limit: u32,
) -> Result<Vec<StoredIssue>, StoreError> {
    let values = [Value::id(before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&LATEST, values).await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn archive(
    connection: &mut Connection<'_>,
    before: Timestamp,
    limit: u32,
) -> Result<Vec<StoredIssue>, StoreError> {
    let values = [Value::instant(before), Value::Integer(limit.into())];
    let rows = connection.fetch_all(&ARCHIVE, values).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<StoredIssue, StoreError> {
    let instant = |column, what| -> Result<Option<Timestamp>, StoreError> {
        let at = row.optional_integer(column)?;
        at.map(|at| connection::instant(at, what)).transpose()
    };
    let state = names::read_issue_state(&row.text(3)?);
    Ok(StoredIssue {
        draft: IssueDraft {
            id: row.id(0, "issue.id")?,
            content: row.text(1)?,
            archived: row.integer(2)? == 1,
            edited_at: row.instant(4, "issue.edited_at")?,
        },
        state: state.ok_or(StoreError::Unreadable("issue.state"))?,
        due_at: instant(5, "issue.due_at")?,
        began_at: instant(6, "issue.began_at")?,
        reached: row.id(7, "issue.reached")?,
        written: u64::try_from(row.integer(8)?)
            .map_err(|_| StoreError::Unreadable("issue.written"))?,
    })
}
