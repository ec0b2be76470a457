//! Coming in to the rights portal, and who is in, read and written.

use domain::canonical::Digest;
use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::{eid_start, person, person_code, portal_attempt, portal_pace, portal_session};
use crate::{
    EidStart, IdentifierKind, ListedSession, LivePersonCode, LivePortalAttempt, NewPersonCode,
    NewPortalAttempt, NewPortalSession, Store, StoreError, StoredPortalSession, Tx, Within,
};

/// Up to when what lets people in to the portal is over.
#[derive(Clone, Copy, Debug)]
pub struct PortalOver {
    /// Askings made by then.
    pub asked_at: Timestamp,
    /// Sessions that began by then.
    pub made_at: Timestamp,
    /// Sessions that were last used by then.
    pub seen_at: Timestamp,
    /// What is later than this comes from a clock that was wrong, and opens nothing.
    pub latest: Timestamp,
}

impl Store {
    /// The latest askings of the browser whose mark has this hash that are live, at most `limit`, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn live_portal_attempts(
        &self,
        browser: &Digest,
        within: Within,
        limit: u32,
    ) -> Result<Vec<LivePortalAttempt>, StoreError> {
        let mut reader = self.reader().await?;
        portal_attempt::live_of_browser(&mut reader.connection(), browser, within, limit).await
    }

    /// The live asking that the link with this hash was mailed for, in the browser that asked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn portal_attempt_of_link(
        &self,
        link: &Digest,
        browser: &Digest,
        within: Within,
    ) -> Result<Option<LivePortalAttempt>, StoreError> {
        let mut reader = self.reader().await?;
        portal_attempt::by_link(&mut reader.connection(), link, browser, within).await
    }

    /// The session whose token has this hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn portal_session(
        &self,
        token: &Digest,
    ) -> Result<Option<StoredPortalSession>, StoreError> {
        portal_session::by_token(&mut self.reader().await?.connection(), token).await
    }

    /// The sessions of a mailbox, the one used last first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn portal_sessions_of(
        &self,
        mailbox: &Digest,
    ) -> Result<Vec<ListedSession>, StoreError> {
        portal_session::of_mailbox(&mut self.reader().await?.connection(), mailbox).await
    }
}

impl Store {
    /// The codes that work now together with a mailbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn live_person_codes(
        &self,
        mailbox: &Digest,
        now: Timestamp,
    ) -> Result<Vec<LivePersonCode>, StoreError> {
        person_code::live_of(&mut self.reader().await?.connection(), mailbox, now).await
    }

    /// Codes of persons made before an instant, at most `limit`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_person_codes(
        &self,
        made_before: Timestamp,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        person_code::due(&mut self.reader().await?.connection(), made_before, limit).await
    }
}

impl Tx<'_> {
    /// Stores that somebody goes to an electronic identity provider.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_eid_start(
        &mut self,
        start: &EidStart,
        made_at: Timestamp,
    ) -> Result<(), StoreError> {
        eid_start::insert(&mut self.connection, start, made_at).await
    }

    /// Uses a state up, for the session and the browser that it was made for; false when it was used, is outside of a span
    /// of time, or is another's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_eid_start(
        &mut self,
        start: &EidStart,
        within: Within,
    ) -> Result<bool, StoreError> {
        eid_start::spend(&mut self.connection, start, within).await
    }

    /// The persons who share an identifier, as the operation sees them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn identifier_holders(
        &mut self,
        kind: IdentifierKind,
        hash: &Digest,
    ) -> Result<Vec<Uuid>, StoreError> {
        person::holders(&mut self.connection, kind, hash).await
    }

    /// Stores a code for a person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_person_code(&mut self, new: &NewPersonCode) -> Result<(), StoreError> {
        person_code::insert(&mut self.connection, new).await
    }

    /// Counts a typed code for each that works together with a mailbox, and tells for which it is one of the first
    /// `tries`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_person_try(
        &mut self,
        mailbox: &Digest,
        now: Timestamp,
        tries: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        person_code::count_try(&mut self.connection, mailbox, now, tries).await
    }

    /// Uses the code of a person up; false when it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_person_code(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        person_code::spend(&mut self.connection, id, at).await
    }

    /// Says which person is in, and puts another token in the place of the one the browser holds; false when the session
    /// is gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rise_portal_session(
        &mut self,
        id: &Uuid,
        token: &Digest,
        person: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        portal_session::rise(&mut self.connection, id, token, person, at).await
    }

    /// Nobody else decides about the mails to a mailbox until the operation is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hold_portal_pace(
        &mut self,
        mailbox: &Digest,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        portal_pace::hold(&mut self.connection, mailbox, at).await
    }

    /// How many mails one asker caused to one mailbox.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_portal_mails_of_asker(
        &mut self,
        asker: &Digest,
        within: Within,
    ) -> Result<i64, StoreError> {
        portal_attempt::count_of_asker(&mut self.connection, asker, within).await
    }

    /// How many mails a mailbox was sent by those who never came in with it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_portal_mails_of_mailbox(
        &mut self,
        mailbox: &Digest,
        within: Within,
    ) -> Result<i64, StoreError> {
        portal_attempt::count_of_mailbox(&mut self.connection, mailbox, within).await
    }

    /// Stores that somebody asked to come in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_portal_attempt(
        &mut self,
        new: &NewPortalAttempt,
    ) -> Result<(), StoreError> {
        portal_attempt::insert(&mut self.connection, new).await
    }

    /// Counts a typed code for the latest live askings of a browser, at most `limit`, and tells for which it is one of
    /// the first `tries`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_portal_try(
        &mut self,
        browser: &Digest,
        within: Within,
        limit: u32,
        tries: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        portal_attempt::count_try(&mut self.connection, browser, within, limit, tries).await
    }

    /// Uses an asking up; false when it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spend_portal_attempt(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        portal_attempt::spend(&mut self.connection, id, at).await
    }

    /// Stores that somebody is in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn insert_portal_session(
        &mut self,
        new: &NewPortalSession,
    ) -> Result<(), StoreError> {
        portal_session::insert(&mut self.connection, new).await
    }

    /// Says that a session was used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn portal_session_seen(
        &mut self,
        id: &Uuid,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        portal_session::seen(&mut self.connection, id, at).await
    }

    /// Ends a session of `mailbox`, and no other's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_portal_session(
        &mut self,
        id: &Uuid,
        mailbox: &Digest,
    ) -> Result<(), StoreError> {
        portal_session::end(&mut self.connection, id, mailbox).await
    }

    /// Ends every session of `mailbox`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_portal_sessions(&mut self, mailbox: &Digest) -> Result<(), StoreError> {
        portal_session::end_all(&mut self.connection, mailbox).await
    }

    /// Deletes what is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_portal(&mut self, over: &PortalOver) -> Result<(), StoreError> {
        let within = Within {
            since: over.asked_at,
            until: over.latest,
        };
        portal_attempt::sweep(&mut self.connection, within).await?;
        eid_start::sweep(&mut self.connection, within).await?;
        portal_pace::sweep(&mut self.connection, over.asked_at, over.latest).await?;
        portal_session::sweep(
            &mut self.connection,
            over.made_at,
            over.seen_at,
            over.latest,
        )
        .await
    }
}
