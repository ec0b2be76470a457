//! Sessions: where somebody is signed in, and ending it.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::staff::{Browser, IDLE, LONGEST_SESSION};
use jiff::Timestamp;
use storage::{ListedSession, NewSession, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// A session, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// Its id.
    pub id: Uuid,
    /// The browser, as its owner would name it.
    pub browser: String,
    /// When it began.
    pub since: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// It is the one that is looking.
    pub is_this: bool,
}

/// A session that is not stored yet.
pub(super) struct DrawnSession {
    pub(super) new: NewSession,
    pub(super) token: LinkToken,
}

const fn place(session: Uuid) -> Place {
    Place {
        table: "session",
        column: "browser",
        record: session,
    }
}

impl Service {
    pub(super) fn draw_session(&self, key: &OwnerKey, browser: Browser) -> DrawnSession {
        let made_at = self.now();
        let id = self.chance().uuid_v7(made_at);
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let browser = self.seal_for(key, place(id), browser.to_string().as_bytes());
        DrawnSession {
            new: NewSession {
                id,
                token: token.hash(),
                staff: key.owner,
                browser,
                made_at,
            },
            token,
        }
    }

    /// Ends the session that the browser's `token` names. One that is over stays over.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn sign_out(&self, token: &LinkToken) -> Result<(), Problem> {
        self.commit_ending(SignOut(token.hash())).await
    }

    /// Where the actor is signed in.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn own_sessions(&self, actor: &StaffActor) -> Result<Vec<OwnSession>, Problem> {
        let key = self.staff_key(&actor.id()).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let stored = self.store().sessions_of(&actor.id()).await;
        let now = self.now();
        let live = |session: &ListedSession| {
            now.duration_since(session.seen_at) < IDLE
                && now.duration_since(session.made_at) < LONGEST_SESSION
        };
        let stored = stored.map_err(problem::of_store)?.into_iter().filter(live);
        stored.map(|session| own(&key, actor, session)).collect()
    }

    /// Ends one of the actor's own sessions; one that is over, or somebody else's, stays as it is.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn end_session(&self, actor: &StaffActor, session: Uuid) -> Result<(), Problem> {
        let staff = actor.id();
        self.commit_ending(End { session, staff }).await
    }

    /// Ends every session of the actor's but the one that asks.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn end_other_sessions(&self, actor: &StaffActor) -> Result<(), Problem> {
        self.commit_ending(EndOthers {
            staff: actor.id(),
            but: actor.session(),
        })
        .await
    }
}

fn own(key: &OwnerKey, actor: &StaffActor, session: ListedSession) -> Result<OwnSession, Problem> {
    let browser = key.open(place(session.id), &session.browser);
    let browser = browser.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok());
    Ok(OwnSession {
        id: session.id,
        browser: browser
            .ok_or_else(|| problem::of_store(StoreError::Unreadable("session.browser")))?,
        since: session.made_at,
        seen: session.seen_at,
        is_this: session.id == actor.session(),
    })
}

#[derive(Clone)]
struct SignOut(Digest);

impl Operation for SignOut {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.end_session_by_token(&self.0).await
    }
}

#[derive(Clone)]
struct End {
    session: Uuid,
    staff: Uuid,
}

impl Operation for End {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.end_session(&self.session, &self.staff).await?;
        Ok(())
    }
}

#[derive(Clone)]
struct EndOthers {
    staff: Uuid,
    but: Uuid,
}

impl Operation for EndOthers {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.end_other_sessions(&self.staff, &self.but).await
    }
}
