//! Sessions of the portal: who is in, where, and ending it. The browser holds the token in the cookie that staff's
//! sessions use too, so coming in as one replaces the other in that browser.

use domain::canonical::Digest;
use domain::mail::{LinkToken, MailAddress};
use domain::portal::{LONGEST_PORTAL_SESSION, PORTAL_IDLE};
use domain::problem::Problem;
use domain::staff::Browser;
use jiff::{SignedDuration, Timestamp};
use storage::{ListedSession, NewKey, NewPortalSession, Operation, StoreError, Tx};
use uuid::Uuid;

use super::{open_address, session_address};
use crate::rights::DataSubject;
use crate::sealing::Place;
use crate::{OwnSession, OwnerKey, Service, problem};

/// Using a session is noted once in this time.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A session that is not stored yet.
pub(super) struct DrawnPortalSession {
    pub(super) new: NewPortalSession,
    pub(super) token: LinkToken,
    pub(super) key: NewKey,
}

const fn named_place(session: Uuid) -> Place {
    Place {
        table: "portal_session",
        column: "browser",
        record: session,
    }
}

impl Service {
    pub(super) fn draw_portal_session(
        &self,
        address: &MailAddress,
        named: Browser,
    ) -> DrawnPortalSession {
        let made_at = self.now();
        let key = self.draw_key(self.chance().uuid_v7(made_at));
        let id = key.owner;
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let bytes = address.as_str().as_bytes();
        DrawnPortalSession {
            new: NewPortalSession {
                id,
                token: token.hash(),
                mailbox: self.portal_mailbox(address),
                address: self.seal_for(&key, session_address(id), bytes),
                browser: self.seal_for(&key, named_place(id), named.to_string().as_bytes()),
                made_at,
            },
            token,
            key: key.new_key(),
        }
    }

    /// Who holds the session that the browser's `token` names; none when it is over or never was.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn data_subject(&self, token: &LinkToken) -> Result<Option<DataSubject>, Problem> {
        let now = self.now();
        let session = self.store().portal_session(&token.hash()).await;
        let session = session.map_err(problem::of_store)?;
        let live = session.filter(|session| is_live(session.made_at, session.seen_at, now));
        let Some(session) = live else {
            return Ok(None);
        };
        let keys = self.owner_keys(&[session.id]).await;
        let keys = keys.map_err(problem::of_store)?;
        let open = |key| open_address(key, session_address(session.id), &session.address);
        let Some(email) = keys.get(&session.id).and_then(open) else {
            return Ok(None);
        };
        if now.duration_since(session.seen_at) >= NOTED_EVERY {
            let seen = Seen {
                session: session.id,
                at: now,
            };
            // On a full disk people can still look; the session then ends sooner.
            let _not_noted = self.commit(seen).await;
        }
        Ok(Some(DataSubject::of_session(
            session.id,
            email,
            session.person,
            session.made_at,
        )))
    }

    /// Where somebody is in with the same mailbox.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn portal_sessions(&self, subject: &DataSubject) -> Result<Vec<OwnSession>, Problem> {
        let mailbox = self.portal_mailbox(subject.email());
        let stored = self.store().portal_sessions_of(&mailbox).await;
        let now = self.now();
        let live = |session: &ListedSession| is_live(session.made_at, session.seen_at, now);
        let stored = stored.map_err(problem::of_store)?;
        let stored: Vec<ListedSession> = stored.into_iter().filter(live).collect();
        let ids: Vec<Uuid> = stored.iter().map(|session| session.id).collect();
        let keys = self.owner_keys(&ids).await.map_err(problem::of_store)?;
        let own = stored.into_iter().filter_map(|session| {
            let key = keys.get(&session.id)?;
            own(key, subject, session)
        });
        Ok(own.collect())
    }

    /// Ends one of the sessions of the mailbox; one that is over, or another mailbox's, stays as it is.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn end_portal_session(
        &self,
        subject: &DataSubject,
        session: Uuid,
    ) -> Result<(), Problem> {
        let mailbox = self.portal_mailbox(subject.email());
        self.commit_ending(End { session, mailbox }).await
    }

    /// Ends every session of the mailbox, this one too.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn end_portal_sessions(&self, subject: &DataSubject) -> Result<(), Problem> {
        let mailbox = self.portal_mailbox(subject.email());
        self.commit_ending(EndAll { mailbox }).await
    }
}

/// A clock that was put back ends sessions of the future too.
fn is_live(made_at: Timestamp, seen_at: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(made_at);
    let unused = now.duration_since(seen_at);
    !age.is_negative() && age < LONGEST_PORTAL_SESSION && unused < PORTAL_IDLE
}

/// A session as its owner sees it; none when it cannot be opened.
fn own(key: &OwnerKey, subject: &DataSubject, session: ListedSession) -> Option<OwnSession> {
    let browser = key.open(named_place(session.id), &session.browser)?;
    Some(OwnSession {
        id: session.id,
        browser: String::from_utf8(browser.to_vec()).ok()?,
        since: session.made_at,
        seen: session.seen_at,
        is_this: session.id == subject.session(),
    })
}

struct Seen {
    session: Uuid,
    at: Timestamp,
}

impl Operation for Seen {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.portal_session_seen(&self.session, self.at).await
    }
}

#[derive(Clone)]
struct End {
    session: Uuid,
    mailbox: Digest,
}

impl Operation for End {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.end_portal_session(&self.session, &self.mailbox).await
    }
}

#[derive(Clone)]
struct EndAll {
    mailbox: Digest,
}

impl Operation for EndAll {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.end_portal_sessions(&self.mailbox).await
    }
}
