//! Who acts. A use case for staff takes a [`StaffActor`], and only a live session makes one.

use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::staff::{Area, IDLE, LONGEST_SESSION, Role, STEPPED_UP};
use jiff::{SignedDuration, Timestamp};
use storage::{Operation, StoreError, StoredSession, Tx};
use uuid::Uuid;

use super::account::{Person, open_person};
use crate::{Service, problem};

/// A session that is used is noted this often: not every look needs a write.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A member of staff who is signed in.
#[derive(Clone, Debug)]
pub struct StaffActor {
    id: Uuid,
    session: Uuid,
    person: Person,
    roles: Vec<Role>,
    code_at: Timestamp,
    has_passkey: bool,
    /// When the session was read.
    now: Timestamp,
}

impl StaffActor {
    /// Their account.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// Their session.
    #[must_use]
    pub const fn session(&self) -> Uuid {
        self.session
    }

    /// Their name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.person.name.as_str()
    }

    /// Their mail address.
    #[must_use]
    pub fn email(&self) -> &str {
        self.person.email.as_str()
    }

    /// Their roles.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Whether a role of theirs opens `area`.
    #[must_use]
    pub fn may(&self, area: Area) -> bool {
        self.roles.iter().any(|role| role.may(area))
    }

    /// Lets through whom a role opens `area` for.
    ///
    /// # Errors
    /// [`Problem::Forbidden`].
    pub fn require(&self, area: Area) -> Result<(), Problem> {
        if self.may(area) {
            Ok(())
        } else {
            Err(Problem::Forbidden)
        }
    }

    /// Whether a code was given, or a passkey shown, within the last minutes, as exporting, erasing and giving access need.
    #[must_use]
    pub fn has_recent_code(&self) -> bool {
        self.now.duration_since(self.code_at) < STEPPED_UP
    }

    /// Whether they have a passkey.
    #[must_use]
    pub const fn has_passkey(&self) -> bool {
        self.has_passkey
    }

    /// Lets through who gave a code within the last minutes.
    ///
    /// # Errors
    /// [`Problem::CodeNeeded`].
    pub fn require_recent_code(&self) -> Result<(), Problem> {
        if self.has_recent_code() {
            Ok(())
        } else {
            Err(Problem::CodeNeeded)
        }
    }

    /// The actor after a code was given, or a passkey shown, now.
    pub(super) fn after_code(mut self, now: Timestamp) -> Self {
        self.code_at = now;
        self.now = now;
        self
    }
}

impl Service {
    /// Who holds the session that the browser's `token` names; none when it is over or never was, or when they were
    /// shut out.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn staff_actor(&self, token: &LinkToken) -> Result<Option<StaffActor>, Problem> {
        let now = self.now();
        let session = self.store().session(&token.hash()).await;
        let Some(session) = session.map_err(problem::of_store)? else {
            return Ok(None);
        };
        if !is_live(&session, now) {
            return Ok(None);
        }
        let Some(key) = self.staff_key(&session.staff).await? else {
            return Ok(None);
        };
        let person = open_person(&key, &session.person)?;
        if now.duration_since(session.seen_at) >= NOTED_EVERY {
            let seen = Seen {
                session: session.id,
                at: now,
            };
            // On a full disk people can still look; the session then ends sooner.
            let _not_noted = self.commit(seen).await;
        }
        Ok(Some(StaffActor {
            id: session.staff,
            session: session.id,
            person,
            roles: session.roles,
            code_at: session.code_at,
            has_passkey: session.passkeys > 0,
            now,
        }))
    }
}

/// A clock that was put back ends sessions of the future too.
fn is_live(session: &StoredSession, now: Timestamp) -> bool {
    let age = now.duration_since(session.made_at);
    let unused = now.duration_since(session.seen_at);
    !age.is_negative() && age < LONGEST_SESSION && unused < IDLE
}

struct Seen {
    session: Uuid,
    at: Timestamp,
}

impl Operation for Seen {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.session_seen(&self.session, self.at).await
    }
}
