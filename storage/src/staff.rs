//! Staff, their sessions and the access log, read and written.

use domain::canonical::Digest;
use domain::staff::Role;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{access_log, passkey, portal_session, session, sign_in_failure, staff};
use crate::{
    Access, Credentials, Failures, ListedSession, NewSession, NewStaff, Store, StoreError,
    StoredSession, StoredStaff, Tx,
};

impl Store {
    /// The account with this id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff(&self, id: &Uuid) -> Result<Option<StoredStaff>, StoreError> {
        staff::by_id(&mut self.reader().await?.connection(), id).await
    }

    /// The account whose address has this keyed hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_by_address(
        &self,
        address: &Digest,
    ) -> Result<Option<StoredStaff>, StoreError> {
        staff::by_address(&mut self.reader().await?.connection(), address).await
    }

    /// Every account, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_staff(&self) -> Result<Vec<StoredStaff>, StoreError> {
        staff::all(&mut self.reader().await?.connection()).await
    }

    /// Accounts after the id `after` that were shut out before an instant, or whose invitation ended unused; at
    /// most `limit`, by id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_staff(
        &self,
        after: &Uuid,
        disabled_before: Timestamp,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut reader = self.reader().await?;
        staff::due(&mut reader.connection(), after, disabled_before, now, limit).await
    }

    /// Whose account the link with this hash opens now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invited(
        &self,
        token: &Digest,
        now: Timestamp,
    ) -> Result<Option<Uuid>, StoreError> {
        staff::invited(&mut self.reader().await?.connection(), token, now).await
    }

    /// How many recovery codes an account has left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, staff: &Uuid) -> Result<i64, StoreError> {
        staff::count_codes(&mut self.reader().await?.connection(), staff).await
    }

    /// The session whose token has this hash, of somebody who is not shut out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session(&self, token: &Digest) -> Result<Option<StoredSession>, StoreError> {
        session::by_token(&mut self.reader().await?.connection(), token).await
    }

    /// The sessions of an account, the one used last first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sessions_of(&self, staff: &Uuid) -> Result<Vec<ListedSession>, StoreError> {
        session::of_staff(&mut self.reader().await?.connection(), staff).await
    }

    /// The latest accesses before the id `before`, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accesses(&self, before: &Uuid, limit: u32) -> Result<Vec<Access>, StoreError> {
        access_log::before(&mut self.reader().await?.connection(), before, limit).await
    }
}

impl Tx<'_> {
    /// Lets somebody in; false when the address has an account already, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_staff(&mut self, new: &NewStaff) -> Result<bool, StoreError> {
        staff::insert(&mut self.connection, new).await
    }

    /// An account, which stays as it is until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_staff(&mut self, id: &Uuid) -> Result<Option<StoredStaff>, StoreError> {
        staff::hold(&mut self.connection, id).await
    }

    /// Gives an account what opens it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn join_staff(
        &mut self,
        id: &Uuid,
        credentials: &Credentials,
    ) -> Result<(), StoreError> {
        staff::join(&mut self.connection, id, credentials).await
    }

    /// Puts another password's hash in the place of an account's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(&mut self, id: &Uuid, password: &str) -> Result<(), StoreError> {
        staff::set_password(&mut self.connection, id, password).await
    }

    /// Says which one-time code was used last.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_totp_step(&mut self, id: &Uuid, step: i64) -> Result<(), StoreError> {
        staff::set_step(&mut self.connection, id, step).await
    }

    /// Says what somebody may do from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_roles(&mut self, id: &Uuid, roles: &[Role]) -> Result<(), StoreError> {
        staff::set_roles(&mut self.connection, id, roles).await
    }

    /// Shuts somebody out, and ends their sessions, their passkeys and their invitation; false when they were before, and nothing is
    /// changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn disable_staff(&mut self, id: &Uuid, at: Timestamp) -> Result<bool, StoreError> {
        if !staff::disable(&mut self.connection, id, at).await? {
            return Ok(false);
        }
        staff::end_invitation(&mut self.connection, id).await?;
        passkey::delete_of_staff(&mut self.connection, id).await?;
        session::end_all(&mut self.connection, id).await?;
        Ok(true)
    }

    /// Lets somebody in again; false when they were not shut out, and nothing is changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enable_staff(&mut self, id: &Uuid) -> Result<bool, StoreError> {
        staff::enable(&mut self.connection, id).await
    }

    /// The administrators who can sign in. None of them changes until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_administrators(&mut self) -> Result<Vec<Uuid>, StoreError> {
        staff::hold_administrators(&mut self.connection).await
    }

    /// Puts new recovery codes in the place of those that an account has left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn replace_recovery_codes(
        &mut self,
        staff: &Uuid,
        hashes: &[Digest],
    ) -> Result<(), StoreError> {
        staff::replace_codes(&mut self.connection, staff, hashes).await
    }

    /// Uses a recovery code up; false when the account has no such code left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_recovery_code(
        &mut self,
        staff: &Uuid,
        hash: &Digest,
    ) -> Result<bool, StoreError> {
        staff::spend_code(&mut self.connection, staff, hash).await
    }

    /// Stores a link that makes an account its owner's, in the place of an earlier one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_invitation(
        &mut self,
        token: &Digest,
        staff: &Uuid,
        ends_at: Timestamp,
    ) -> Result<(), StoreError> {
        staff::invite(&mut self.connection, token, staff, ends_at).await
    }

    /// Uses a link up; false when it was used or has ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_invitation(
        &mut self,
        token: &Digest,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        staff::spend_invitation(&mut self.connection, token, now).await
    }

    /// Stores a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_session(&mut self, new: &NewSession) -> Result<(), StoreError> {
        session::insert(&mut self.connection, new).await
    }

    /// Says that a session was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_seen(&mut self, id: &Uuid, at: Timestamp) -> Result<(), StoreError> {
        session::seen(&mut self.connection, id, at).await
    }

    /// Puts another token in the place of the one the browser holds, after a code was given in the session; false
    /// when the session is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rotate_session(
        &mut self,
        id: &Uuid,
        token: &Digest,
        code_at: Timestamp,
    ) -> Result<bool, StoreError> {
        session::rotate(&mut self.connection, id, token, code_at).await
    }

    /// Ends a session of `staff`, and no other's; false when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&mut self, id: &Uuid, staff: &Uuid) -> Result<bool, StoreError> {
        session::end(&mut self.connection, id, staff).await
    }

    /// Ends the session whose token has this hash, if there is one: of staff, or of somebody in the rights portal.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session_by_token(&mut self, token: &Digest) -> Result<(), StoreError> {
        session::end_by_token(&mut self.connection, token).await?;
        portal_session::end_by_token(&mut self.connection, token).await
    }

    /// Ends every session of `staff`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_sessions(&mut self, staff: &Uuid) -> Result<(), StoreError> {
        session::end_all(&mut self.connection, staff).await
    }

    /// Ends every session of `staff` but one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_other_sessions(&mut self, staff: &Uuid, but: &Uuid) -> Result<(), StoreError> {
        session::end_others(&mut self.connection, staff, but).await
    }

    /// Failures in a row of what was tried. Nobody else counts them until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_failures(&mut self, tried: &Digest) -> Result<Option<Failures>, StoreError> {
        sign_in_failure::hold(&mut self.connection, tried).await
    }

    /// Says how many failures in a row there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn store_failures(
        &mut self,
        tried: &Digest,
        failures: Failures,
    ) -> Result<(), StoreError> {
        sign_in_failure::store(&mut self.connection, tried, failures).await
    }

    /// Forgets the failures of what was tried.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_failures(&mut self, tried: &Digest) -> Result<(), StoreError> {
        sign_in_failure::forget(&mut self.connection, tried).await
    }

    /// Notes an access.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn log_access(&mut self, access: &Access) -> Result<(), StoreError> {
        access_log::insert(&mut self.connection, access).await
    }

    /// Deletes accesses before an instant; how many there were.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_accesses(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        access_log::sweep(&mut self.connection, before).await
    }

    /// Deletes what is over by itself: sessions that began or were last used too long ago, failures that are
    /// forgotten, links and answered challenges that have ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_sign_ins(&mut self, over: &Over) -> Result<(), StoreError> {
        let connection = &mut self.connection;
        session::sweep(connection, over.made_at, over.seen_at).await?;
        sign_in_failure::sweep(connection, over.failed_at).await?;
        passkey::sweep(connection, over.challenges_ended_at).await?;
        staff::sweep_invitations(connection, over.now).await
    }
}

/// Up to when what signs people in is over.
#[derive(Clone, Copy, Debug)]
pub struct Over {
    /// Sessions that began by then.
    pub made_at: Timestamp,
    /// Sessions that were last used by then.
    pub seen_at: Timestamp,
    /// Failures of which the latest was by then.
    pub failed_at: Timestamp,
    /// Answered challenges that ended by then.
    pub challenges_ended_at: Timestamp,
    /// Links that ended by then.
    pub now: Timestamp,
}
