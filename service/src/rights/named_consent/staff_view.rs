//! The questions of a case, as staff see them.

use domain::named_consent::NamedConsent;
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason};
use jiff::Timestamp;
use uuid::Uuid;

use super::OpenConsent;
use crate::rights::case::OpenCase;
use crate::{Look, Service, StaffActor, problem};

/// The most questions that are shown for one case.
const MOST: u32 = 100;

/// The questions of a case.
#[derive(Clone, Debug)]
pub struct CaseConsents {
    /// Whether it is known who the person is. Before that nobody could be shown what needs a second factor.
    pub is_person_known: bool,
    /// Whether the person has a mailbox, and so can answer here.
    pub has_mailbox: bool,
    /// What was asked of them, the latest first.
    pub consents: Vec<StaffConsent>,
}

/// A question, for staff.
#[derive(Clone, Debug)]
pub struct StaffConsent {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub consent: NamedConsent,
    /// When it was asked.
    pub asked_at: Timestamp,
}

impl Service {
    /// The questions of a case and the others of its person. Each look is noted before it is shown.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: there is no such case.
    pub async fn case_consents(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<CaseConsents, Problem> {
        let open = self.look_at_case(actor, case).await?;
        let consents = self.consents_around(&open).await?;
        for one in &consents {
            let look = Look {
                thing: one.id(),
                purpose: &one.stored.purpose,
                action: AccessAction::Looked,
                reason: AccessReason::Task,
            };
            self.log_access(actor, look).await?;
        }
        let consents = consents.into_iter().map(|open| StaffConsent {
            id: open.id(),
            asked_at: open.stored.asked_at,
            consent: open.consent,
        });
        Ok(CaseConsents {
            is_person_known: open.stored.person.is_some(),
            has_mailbox: open.case.asker.email.is_some(),
            consents: consents.collect(),
        })
    }

    /// The questions that were asked from a case, and the others of its person, the latest first.
    pub(in crate::rights) async fn consents_around(
        &self,
        open: &OpenCase,
    ) -> Result<Vec<OpenConsent>, Problem> {
        let store = self.store();
        let stored = store.named_consents_of_case(&open.id(), MOST).await;
        let mut stored = stored.map_err(problem::of_store)?;
        if let Some(person) = &open.stored.person {
            let of_person = store.named_consents_of_person(person, MOST).await;
            stored.extend(of_person.map_err(problem::of_store)?);
        }
        stored.sort_by_key(|stored| std::cmp::Reverse((stored.asked_at, stored.id)));
        stored.dedup_by_key(|stored| stored.id);
        self.open_consents(stored).await
    }
}
