//! Staff: accounts, the recovery codes they have left, and the links that make them somebody's.

use domain::canonical::Digest;
use domain::staff::Role;
use jiff::Timestamp;
use uuid::Uuid;

use crate::StoreError;
use crate::connection::{self, Connection, Row, Statement, Value};

pub(crate) const INSERT: Statement<5> = Statement(
    "INSERT INTO staff (id, address, person, roles, since) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (address) DO NOTHING",
);
pub(crate) const BY_ID: Statement<1> = Statement(
    "SELECT id, person, roles, password, totp, totp_step, since, joined_at, disabled_at \
     FROM staff WHERE id = $1 AND erasing_at IS NULL",
);
/// For PostgreSQL: it stays as it is until the operation is done.
pub(crate) const HOLD_BY_ID: Statement<1> = Statement(
    "SELECT id, person, roles, password, totp, totp_step, since, joined_at, disabled_at \
     FROM staff WHERE id = $1 AND erasing_at IS NULL FOR UPDATE",
);
pub(crate) const BY_ADDRESS: Statement<1> = Statement(
    "SELECT id, person, roles, password, totp, totp_step, since, joined_at, disabled_at \
     FROM staff WHERE address = $1 AND erasing_at IS NULL",
);
pub(crate) const ALL: Statement<0> = Statement(
    "SELECT id, person, roles, password, totp, totp_step, since, joined_at, disabled_at \
     FROM staff WHERE erasing_at IS NULL ORDER BY id",
);
pub(crate) const JOIN: Statement<5> = Statement(
    "UPDATE staff SET password = $2, totp = $3, totp_step = $4, joined_at = $5 WHERE id = $1",
);
pub(crate) const SET_PASSWORD: Statement<2> =
    Statement("UPDATE staff SET password = $2 WHERE id = $1 AND joined_at IS NOT NULL");
pub(crate) const SET_STEP: Statement<2> =
    Statement("UPDATE staff SET totp_step = $2 WHERE id = $1");
pub(crate) const SET_ROLES: Statement<2> = Statement("UPDATE staff SET roles = $2 WHERE id = $1");
pub(crate) const DISABLE: Statement<2> =
    Statement("UPDATE staff SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL");
pub(crate) const ENABLE: Statement<1> =
    Statement("UPDATE staff SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL");
pub(crate) const ADMINISTRATORS: Statement<0> = Statement(
    "SELECT id FROM staff WHERE roles LIKE '%administrator%' AND joined_at IS NOT NULL \
     AND disabled_at IS NULL AND erasing_at IS NULL ORDER BY id",
);
/// For PostgreSQL: none of them changes until the operation is done.
pub(crate) const HOLD_ADMINISTRATORS: Statement<0> = Statement(
    "SELECT id FROM staff WHERE roles LIKE '%administrator%' AND joined_at IS NOT NULL \
     AND disabled_at IS NULL AND erasing_at IS NULL ORDER BY id FOR UPDATE",
);
pub(crate) const DUE: Statement<4> = Statement(
    "SELECT id FROM staff WHERE id > $1 AND erasing_at IS NULL AND (disabled_at < $2 OR (joined_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM invitation WHERE invitation.staff = staff.id AND invitation.ends_at > $3))) \
     ORDER BY id LIMIT $4",
);

pub(crate) const INSERT_CODE: Statement<2> =
    Statement("INSERT INTO staff_recovery (hash, staff) VALUES ($1, $2)");
pub(crate) const SPEND_CODE: Statement<2> =
    Statement("DELETE FROM staff_recovery WHERE hash = $1 AND staff = $2");
pub(crate) const COUNT_CODES: Statement<1> =
    Statement("SELECT count(*) FROM staff_recovery WHERE staff = $1");
pub(crate) const DELETE_CODES: Statement<1> =
    Statement("DELETE FROM staff_recovery WHERE staff = $1");

pub(crate) const INVITE: Statement<3> = Statement(
    "INSERT INTO invitation (token, staff, ends_at) VALUES ($1, $2, $3) \
     ON CONFLICT (staff) DO UPDATE SET token = excluded.token, ends_at = excluded.ends_at",
);
pub(crate) const INVITED: Statement<2> =
    Statement("SELECT staff FROM invitation WHERE token = $1 AND ends_at > $2");
pub(crate) const SPEND_INVITATION: Statement<2> =
    Statement("DELETE FROM invitation WHERE token = $1 AND ends_at > $2");
pub(crate) const DELETE_INVITATION: Statement<1> =
    Statement("DELETE FROM invitation WHERE staff = $1");
pub(crate) const SWEEP_INVITATIONS: Statement<1> =
    Statement("DELETE FROM invitation WHERE ends_at <= $1");

/// Somebody who is let in.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// The account; the key that seals `person` bears the same id.
    pub id: Uuid,
    /// A keyed hash of the mail address.
    pub address: Digest,
    /// Name and address, sealed.
    pub person: Vec<u8>,
    /// What they may do.
    pub roles: Vec<Role>,
    /// When they were let in.
    pub since: Timestamp,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStaff {
    /// Its id.
    pub id: Uuid,
    /// Name and address, sealed.
    pub person: Vec<u8>,
    /// What they may do, in the order of [`Role::ALL`].
    pub roles: Vec<Role>,
    /// What opens it; none until the invitation is accepted.
    pub credentials: Option<Credentials>,
    /// When they were let in.
    pub since: Timestamp,
    /// When they were shut out.
    pub disabled_at: Option<Timestamp>,
}

/// What opens an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The password's hash, as a PHC string.
    pub password: String,
    /// The secret of one-time codes, sealed.
    pub totp: Vec<u8>,
    /// The step of the last code that was used.
    pub step: i64,
    /// When the invitation was accepted.
    pub joined_at: Timestamp,
}

/// Lets somebody in; false when the address has an account already, and nothing is changed.
pub(crate) async fn insert(
    connection: &mut Connection<'_>,
    new: &NewStaff,
) -> Result<bool, StoreError> {
    let roles = text(&new.roles);
    let values = [
        Value::id(&new.id),
        Value::digest(&new.address),
        Value::Bytes(&new.person),
        Value::Text(&roles),
        Value::instant(new.since),
    ];
    Ok(connection.execute(&INSERT, values).await? == 1)
}

pub(crate) async fn by_id(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredStaff>, StoreError> {
    let row = connection.fetch_optional(&BY_ID, [Value::id(id)]).await?;
    row.as_ref().map(read).transpose()
}

/// As [`by_id`]; it stays as it is until the operation is done.
pub(crate) async fn hold(
    connection: &mut Connection<'_>,
    id: &Uuid,
) -> Result<Option<StoredStaff>, StoreError> {
    let statement = connection.either(&BY_ID, &HOLD_BY_ID);
    let row = connection
        .fetch_optional(statement, [Value::id(id)])
        .await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn by_address(
    connection: &mut Connection<'_>,
    address: &Digest,
) -> Result<Option<StoredStaff>, StoreError> {
    let values = [Value::digest(address)];
    let row = connection.fetch_optional(&BY_ADDRESS, values).await?;
    row.as_ref().map(read).transpose()
}

pub(crate) async fn all(connection: &mut Connection<'_>) -> Result<Vec<StoredStaff>, StoreError> {
    let rows = connection.fetch_all(&ALL, []).await?;
    rows.iter().map(read).collect()
}

pub(crate) async fn join(
    connection: &mut Connection<'_>,
    id: &Uuid,
    credentials: &Credentials,
) -> Result<(), StoreError> {
    let values = [
        Value::id(id),
        Value::Text(&credentials.password),
        Value::Bytes(&credentials.totp),
        Value::Integer(credentials.step),
        Value::instant(credentials.joined_at),
    ];
    connection.execute(&JOIN, values).await?;
    Ok(())
}

pub(crate) async fn set_password(
    connection: &mut Connection<'_>,
    id: &Uuid,
    password: &str,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::Text(password)];
    connection.execute(&SET_PASSWORD, values).await?;
    Ok(())
}

pub(crate) async fn set_step(
    connection: &mut Connection<'_>,
    id: &Uuid,
    step: i64,
) -> Result<(), StoreError> {
    let values = [Value::id(id), Value::Integer(step)];
    connection.execute(&SET_STEP, values).await?;
    Ok(())
}

pub(crate) async fn set_roles(
    connection: &mut Connection<'_>,
    id: &Uuid,
    roles: &[Role],
) -> Result<(), StoreError> {
    let roles = text(roles);
    let values = [Value::id(id), Value::Text(&roles)];
    connection.execute(&SET_ROLES, values).await?;
    Ok(())
}

/// False when they were shut out before, and nothing is changed.
pub(crate) async fn disable(
    connection: &mut Connection<'_>,
    id: &Uuid,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::id(id), Value::instant(at)];
    Ok(connection.execute(&DISABLE, values).await? == 1)
}

/// False when they were not shut out, and nothing is changed.
pub(crate) async fn enable(connection: &mut Connection<'_>, id: &Uuid) -> Result<bool, StoreError> {
    Ok(connection.execute(&ENABLE, [Value::id(id)]).await? == 1)
}

/// The administrators who can sign in; none of them changes until the operation is done.
pub(crate) async fn hold_administrators(
    connection: &mut Connection<'_>,
) -> Result<Vec<Uuid>, StoreError> {
    let statement = connection.either(&ADMINISTRATORS, &HOLD_ADMINISTRATORS);
    let rows = connection.fetch_all(statement, []).await?;
    rows.iter().map(|row| row.id(0, "staff.id")).collect()
}

/// Those who were shut out before an instant, and those who never accepted an invitation that has ended.
pub(crate) async fn due(
    connection: &mut Connection<'_>,
    after: &Uuid,
    disabled_before: Timestamp,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let values = [
        Value::id(after),
        Value::instant(disabled_before),
        Value::instant(now),
        Value::Integer(limit.into()),
    ];
    let rows = connection.fetch_all(&DUE, values).await?;
    rows.iter().map(|row| row.id(0, "staff.id")).collect()
}

/// Puts new recovery codes in the place of those that are left.
pub(crate) async fn replace_codes(
    connection: &mut Connection<'_>,
    staff: &Uuid,
    hashes: &[Digest],
) -> Result<(), StoreError> {
    connection
        .execute(&DELETE_CODES, [Value::id(staff)])
        .await?;
    for hash in hashes {
        let values = [Value::digest(hash), Value::id(staff)];
        connection.execute(&INSERT_CODE, values).await?;
    }
    Ok(())
}

/// Uses a recovery code up; false when the account has no such code left.
pub(crate) async fn spend_code(
    connection: &mut Connection<'_>,
    staff: &Uuid,
    hash: &Digest,
) -> Result<bool, StoreError> {
    let values = [Value::digest(hash), Value::id(staff)];
    Ok(connection.execute(&SPEND_CODE, values).await? == 1)
}

pub(crate) async fn count_codes(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<i64, StoreError> {
    let values = [Value::id(staff)];
    let row = connection.fetch_optional(&COUNT_CODES, values).await?;
    row.map_or(Ok(0), |row| row.integer(0))
}

/// Stores a link in the place of an earlier one of the same account.
pub(crate) async fn invite(
    connection: &mut Connection<'_>,
    token: &Digest,
    staff: &Uuid,
    ends_at: Timestamp,
) -> Result<(), StoreError> {
    let values = [
        Value::digest(token),
        Value::id(staff),
        Value::instant(ends_at),
    ];
    connection.execute(&INVITE, values).await?;
    Ok(())
}

/// Whose account a link opens now.
pub(crate) async fn invited(
    connection: &mut Connection<'_>,
    token: &Digest,
    now: Timestamp,
) -> Result<Option<Uuid>, StoreError> {
    let values = [Value::digest(token), Value::instant(now)];
    let row = connection.fetch_optional(&INVITED, values).await?;
    row.map(|row| row.id(0, "invitation.staff")).transpose()
}

/// Uses a link up; false when it was used or has ended.
pub(crate) async fn spend_invitation(
    connection: &mut Connection<'_>,
    token: &Digest,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = [Value::digest(token), Value::instant(now)];
    Ok(connection.execute(&SPEND_INVITATION, values).await? == 1)
}

pub(crate) async fn end_invitation(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<(), StoreError> {
    let values = [Value::id(staff)];
    connection.execute(&DELETE_INVITATION, values).await?;
    Ok(())
}

pub(crate) async fn sweep_invitations(
    connection: &mut Connection<'_>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let values = [Value::instant(now)];
    connection.execute(&SWEEP_INVITATIONS, values).await?;
    Ok(())
}

/// Deletes an account that is erased, and all that belongs to it.
pub(crate) async fn delete(
    connection: &mut Connection<'_>,
    staff: &Uuid,
) -> Result<(), StoreError> {
    let id = [Value::id(staff)];
    connection.execute(&DELETE_CODES, id).await?;
    super::passkey::delete_of_staff(connection, staff).await?;
    connection.execute(&DELETE_INVITATION, id).await?;
    connection.execute(&super::session::END_ALL, id).await?;
    connection.execute(&DELETE, id).await?;
    Ok(())
}

pub(crate) const DELETE: Statement<1> = Statement("DELETE FROM staff WHERE id = $1");

/// Names of roles with spaces between, each once, in their own order.
fn text(roles: &[Role]) -> String {
    let held = Role::ALL.into_iter().filter(|role| roles.contains(role));
    let names: Vec<&str> = held.map(Role::name).collect();
    names.join(" ")
}

pub(super) fn read_roles(text: &str) -> Result<Vec<Role>, StoreError> {
    let roles = text.split(' ').filter(|name| !name.is_empty());
    let read = roles.map(|name| Role::of_name(name).ok_or(StoreError::Unreadable("staff.roles")));
    read.collect()
}

fn read(row: &Row) -> Result<StoredStaff, StoreError> {
    let disabled_at = row.optional_integer(8)?;
    let disabled_at = disabled_at.map(|at| connection::instant(at, "staff.disabled_at"));
    Ok(StoredStaff {
        id: row.id(0, "staff.id")?,
        person: row.bytes(1)?,
        roles: read_roles(&row.text(2)?)?,
        credentials: credentials(row)?,
        since: row.instant(6, "staff.since")?,
        disabled_at: disabled_at.transpose()?,
    })
}

fn credentials(row: &Row) -> Result<Option<Credentials>, StoreError> {
    let (Some(password), Some(totp), Some(step), Some(joined_at)) = (
        row.optional_text(3)?,
        row.optional_bytes(4)?,
        row.optional_integer(5)?,
        row.optional_integer(7)?,
    ) else {
        return Ok(None);
    };
    Ok(Some(Credentials {
        password,
        totp,
        step,
        joined_at: connection::instant(joined_at, "staff.joined_at")?,
    }))
}
