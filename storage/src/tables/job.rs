//! Jobs: work that is due, leased to one holder at a time. A holder may stop in the middle, lose its network or
//! wake up late; its fencing number then is no longer the job's, and what it writes is refused.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{Connection, Row, Statement, Value};

pub(crate) const ADD: Statement<4> = Statement(
    "INSERT INTO job (id, kind, key, due_at) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, key) DO NOTHING",
);
pub(crate) const TAKE: Statement<5> = Statement(
    "WITH due AS MATERIALIZED (\
       SELECT id FROM job WHERE kind = $1 AND done_at IS NULL AND due_at <= $2 \
       AND (leased_until IS NULL OR leased_until <= $2) ORDER BY due_at, id LIMIT $3) \
     UPDATE job SET holder = $4, leased_until = $5, fence = fence + 1, attempts = attempts + 1 \
     FROM due WHERE job.id = due.id RETURNING job.id, job.key, job.due_at, job.attempts, job.fence",
);
/// For PostgreSQL, where takers come at once: what another is about to take is passed over.
pub(crate) const TAKE_UNLOCKED: Statement<5> = Statement(
    "WITH due AS MATERIALIZED (\
       SELECT id FROM job WHERE kind = $1 AND done_at IS NULL AND due_at <= $2 \
       AND (leased_until IS NULL OR leased_until <= $2) ORDER BY due_at, id LIMIT $3 \
       FOR UPDATE SKIP LOCKED) \
     UPDATE job SET holder = $4, leased_until = $5, fence = fence + 1, attempts = attempts + 1 \
     FROM due WHERE job.id = due.id RETURNING job.id, job.key, job.due_at, job.attempts, job.fence",
);
pub(crate) const HELD: Statement<2> =
    Statement("SELECT 1 FROM job WHERE id = $1 AND fence = $2 AND holder IS NOT NULL");
/// For PostgreSQL: nobody else takes the job until the operation is done.
pub(crate) const HOLD: Statement<2> =
    Statement("SELECT 1 FROM job WHERE id = $1 AND fence = $2 AND holder IS NOT NULL FOR UPDATE");
pub(crate) const RENEW: Statement<3> = Statement(
    "UPDATE job SET leased_until = $3 WHERE id = $1 AND fence = $2 AND holder IS NOT NULL",
);
pub(crate) const FINISH: Statement<3> = Statement(
    "UPDATE job SET done_at = $3, holder = NULL, leased_until = NULL \
     WHERE id = $1 AND fence = $2 AND holder IS NOT NULL",
);
pub(crate) const RETURN: Statement<3> = Statement(
    "UPDATE job SET due_at = $3, holder = NULL, leased_until = NULL \
     WHERE id = $1 AND fence = $2 AND holder IS NOT NULL",
);

/// The wait after a first failure.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(5);
/// The wait after many failures.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// A job to add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: Uuid,
    /// What is to be done.
    pub kind: &'static str,
    /// What it is to be done to; with the kind it names the effect, which happens once. No personal data.
    pub key: String,
    /// When, at the earliest.
    pub due_at: Timestamp,
}

/// Who takes which jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakeJobs {
    /// Of this kind.
    pub kind: &'static str,
    /// For this process.
    pub holder: Uuid,
    /// Those that are due now.
    pub now: Timestamp,
    /// Until when they are kept from others. A holder that needs longer renews before.
    pub until: Timestamp,
    /// At most so many.
    pub limit: u32,
}

/// A job that is held. Everything that is written for it is written under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// The job.
    pub job: Uuid,
    /// What it is to be done to.
    pub key: String,
    /// When it was due.
    pub due_at: Timestamp,
    /// The how manieth attempt this is, counted from 1.
    pub attempts: u32,
    fence: i64,
}

impl Lease {
    /// When to try again after this attempt failed: 5 seconds, doubled for each failure, an hour at most.
    #[must_use]
    pub fn retry_at(&self, now: Timestamp) -> Timestamp {
        let doubled = 2_i32.checked_pow(self.attempts.saturating_sub(1));
        let wait = doubled
            .and_then(|times| FIRST_WAIT.checked_mul(times))
            .map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT));
        now.saturating_add(wait).unwrap_or(Timestamp::MAX)
    }
}

pub(crate) async fn add(connection: &mut Connection<'_>, job: &NewJob) -> Result<bool, StoreError> {
    let values = [
        Value::id(&job.id),
        Value::Text(job.kind),
        Value::Text(&job.key),
        Value::instant(job.due_at),
    ];
    Ok(connection.execute(&ADD, values).await? == 1)
}

pub(crate) async fn take(
    connection: &mut Connection<'_>,
    take: &TakeJobs,
) -> Result<Vec<Lease>, StoreError> {
    let statement = connection.either(&TAKE, &TAKE_UNLOCKED);
    let values = [
        Value::Text(take.kind),
        Value::instant(take.now),
        Value::Integer(i64::from(take.limit)),
        Value::id(&take.holder),
        Value::instant(take.until),
    ];
    let rows = connection.fetch_all(statement, values).await?;
    let mut taken: Vec<Lease> = rows.iter().map(read).collect::<Result<_, _>>()?;
    // The databases give changed rows in no order of ours.
    taken.sort_by_key(|lease| (lease.due_at, lease.job));
    Ok(taken)
}

/// Refuses a holder whose job was given to another, or is done.
pub(crate) async fn hold(connection: &mut Connection<'_>, lease: &Lease) -> Result<(), StoreError> {
    let statement = connection.either(&HELD, &HOLD);
    let values = [Value::id(&lease.job), Value::Integer(lease.fence)];
    match connection.fetch_optional(statement, values).await? {
        Some(_) => Ok(()),
        None => Err(StoreError::Superseded),
    }
}

pub(crate) async fn renew(
    connection: &mut Connection<'_>,
    lease: &Lease,
    until: Timestamp,
) -> Result<(), StoreError> {
    change(connection, &RENEW, lease, until).await
}

pub(crate) async fn finish(
    connection: &mut Connection<'_>,
    lease: &Lease,
    now: Timestamp,
) -> Result<(), StoreError> {
    change(connection, &FINISH, lease, now).await
}

pub(crate) async fn give_back(
    connection: &mut Connection<'_>,
    lease: &Lease,
    due_at: Timestamp,
) -> Result<(), StoreError> {
    change(connection, &RETURN, lease, due_at).await
}

async fn change(
    connection: &mut Connection<'_>,
    statement: &Statement<3>,
    lease: &Lease,
    instant: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        Value::id(&lease.job),
        Value::Integer(lease.fence),
        Value::instant(instant),
    ];
    match connection.execute(statement, values).await? {
        1 => Ok(()),
        _ => Err(StoreError::Superseded),
    }
}

fn read(row: &Row) -> Result<Lease, StoreError> {
    Ok(Lease {
        job: row.id(0, "job.id")?,
        key: row.text(1)?,
        due_at: row.instant(2, "job.due_at")?,
        attempts: u32::try_from(row.integer(3)?)
            .map_err(|_| StoreError::Unreadable("job.attempts"))?,
        fence: row.integer(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_doubles_the_wait_up_to_an_hour() {
        let now = Timestamp::UNIX_EPOCH;
        let wait = |attempts| {
            let lease = Lease {
                job: Uuid::nil(),
                key: String::new(),
                due_at: now,
                attempts,
                fence: 1,
            };
            lease.retry_at(now).duration_since(now).as_secs()
        };
        assert_eq!([1, 2, 3, 4].map(wait), [5, 10, 20, 40]);
        assert_eq!([10, 11, 40, u32::MAX].map(wait), [2560, 3600, 3600, 3600]);
    }
}
