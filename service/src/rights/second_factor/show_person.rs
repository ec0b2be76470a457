//! Somebody who is in by a mailbox types the code that staff gave them, and shows which person they are. The session then
//! carries the person, and the browser holds another token for it.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::portal::{MOST_PERSON_TRIES, PersonCode};
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{LivePersonCode, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::rights::DataSubject;
use crate::{Service, problem};

impl Service {
    /// Checks the code, and gives what the browser holds from now on.
    ///
    /// # Errors
    /// [`Problem::PersonCodeRefused`]: it is wrong, used, too old, tried too often, or for another mailbox.
    /// [`Problem::SignInNeeded`]: the session ended meanwhile. [`Problem::Unavailable`].
    pub async fn show_person(
        &self,
        subject: &DataSubject,
        typed: &str,
    ) -> Result<LinkToken, Problem> {
        let now = self.now();
        let mailbox = self.portal_mailbox(subject.email());
        let live = self.store().live_person_codes(&mailbox, now).await;
        let live = live.map_err(problem::of_store)?;
        let right = PersonCode::parse(typed).and_then(|code| self.with_person_code(live, code));
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let shown = self.commit(Show {
            session: subject.session(),
            mailbox,
            token: token.hash(),
            right,
            now,
        });
        match shown.await? {
            Shown::Yes => Ok(token),
            Shown::No => Err(Problem::PersonCodeRefused),
            Shown::SessionEnded => Err(Problem::SignInNeeded),
        }
    }

    fn with_person_code(
        &self,
        live: Vec<LivePersonCode>,
        code: PersonCode,
    ) -> Option<LivePersonCode> {
        let mut live = live.into_iter();
        live.find(|other| other.code == self.person_code_hash(&other.id, code))
    }
}

enum Shown {
    Yes,
    No,
    SessionEnded,
}

/// A typed code. It is counted for every code that it could be before it shows anything, so that many at once count as
/// many.
struct Show {
    session: Uuid,
    mailbox: Digest,
    token: Digest,
    right: Option<LivePersonCode>,
    now: Timestamp,
}

impl Operation for Show {
    type Output = Shown;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Shown, StoreError> {
        let counted = tx
            .count_person_try(&self.mailbox, self.now, MOST_PERSON_TRIES)
            .await?;
        let Some(right) = self.right.filter(|right| counted.contains(&right.id)) else {
            return Ok(Shown::No);
        };
        let is_live = tx
            .rise_portal_session(&self.session, &self.token, &right.person, self.now)
            .await?;
        if !is_live {
            return Ok(Shown::SessionEnded);
        }
        // It was counted in this operation, so nobody used it up meanwhile.
        tx.spend_person_code(&right.id, self.now).await?;
        Ok(Shown::Yes)
    }
}
