//! A question as the person sees it.

use domain::named_consent::NamedConsent;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::StoredNamedConsent;
use uuid::Uuid;

use super::OpenConsent;
use crate::rights::Whose;
use crate::{DataSubject, Service, problem};

/// The most questions of one person that are told of.
const MOST: u32 = 100;

/// A question to the person.
#[derive(Clone, Debug)]
pub struct OwnConsent {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub consent: NamedConsent,
    /// When it was asked.
    pub asked_at: Timestamp,
}

impl From<OpenConsent> for OwnConsent {
    fn from(open: OpenConsent) -> Self {
        Self {
            id: open.id(),
            asked_at: open.stored.asked_at,
            consent: open.consent,
        }
    }
}

impl Service {
    /// A question of theirs.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: gone, somebody else's, or beyond what they showed; nobody tells which.
    /// [`Problem::Unavailable`].
    pub async fn own_consent(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<OwnConsent, Problem> {
        let open = self.open_own_consent(subject, id).await?;
        Ok(open.into())
    }

    /// The questions that wait for their answer, the latest first. Those that need a second factor are not there without
    /// it.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn questions_waiting(
        &self,
        subject: &DataSubject,
    ) -> Result<Vec<OwnConsent>, Problem> {
        let today = self.today();
        let all = self.consents_of(&Whose::of(subject)).await?.into_iter();
        let waiting = all.filter(|open| open.consent.waits(today));
        Ok(waiting.map(OwnConsent::from).collect())
    }

    /// The questions that are shown to somebody.
    pub(in crate::rights) async fn consents_of(
        &self,
        whose: &Whose<'_>,
    ) -> Result<Vec<OpenConsent>, Problem> {
        let mailbox = self.consent_mailbox(whose.email);
        let store = self.store();
        let stored = store.named_consents_of_mailbox(&mailbox, MOST).await;
        let mut stored: Vec<StoredNamedConsent> = stored.map_err(problem::of_store)?;
        stored.retain(|stored| stored.person.is_none());
        if let Some(person) = &whose.person {
            let of_person = store.named_consents_of_person(person, MOST).await;
            stored.extend(of_person.map_err(problem::of_store)?);
        }
        stored.retain(|stored| self.needed_for(&stored.purpose) <= whose.assurance);
        self.open_consents(stored).await
    }
}
