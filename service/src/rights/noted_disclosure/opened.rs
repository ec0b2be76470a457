//! A noted disclosure, read from its records.

use domain::canonical::Digest;
use domain::disclosure::{Disclosure, DisclosureUndone};
use domain::evidence::LeafKind;
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area};
use storage::NotedDisclosure;
use uuid::Uuid;

use crate::act::open_act;
use crate::sealing::OwnerKey;
use crate::{Look, Service, StaffActor, problem};

/// A noted disclosure, opened.
pub(super) struct OpenDisclosure {
    pub(super) stored: NotedDisclosure,
    pub(super) key: OwnerKey,
    pub(super) noted: Disclosure,
    pub(super) undone: Option<DisclosureUndone>,
}

/// A noted disclosure, for staff.
#[derive(Clone, Debug)]
pub struct StaffDisclosure {
    /// Its id.
    pub id: Uuid,
    /// The case it was noted from.
    pub case: Option<Uuid>,
    /// What was noted.
    pub noted: Disclosure,
    /// That it was put right, if it was.
    pub undone: Option<DisclosureUndone>,
}

impl From<OpenDisclosure> for StaffDisclosure {
    fn from(open: OpenDisclosure) -> Self {
        Self {
            id: open.stored.id,
            case: open.stored.case,
            noted: open.noted,
            undone: open.undone,
        }
    }
}

impl Service {
    /// What a noted disclosure is found by without an address being stored.
    pub(in crate::rights) fn disclosure_mailbox(&self, address: &MailAddress) -> Digest {
        self.root_key().derive(
            "noted disclosure mailbox v1",
            &[address.mailbox().as_bytes()],
        )
    }

    /// A noted disclosure, for staff. The look is noted before it is shown.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs notes disclosures. [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn noted_disclosure(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<StaffDisclosure, Problem> {
        actor.require(Area::Disclosures)?;
        let open = self.open_disclosure(id).await?;
        let look = Look {
            thing: *id,
            purpose: &open.stored.purpose,
            action: AccessAction::Looked,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await?;
        Ok(open.into())
    }

    pub(super) async fn open_disclosure(&self, id: &Uuid) -> Result<OpenDisclosure, Problem> {
        let stored = self.store().noted_disclosure(id).await;
        let stored = stored.map_err(problem::of_store)?;
        let open = self.open_stored_disclosure(stored.ok_or(Problem::NotFound)?);
        open.await?.ok_or(Problem::NotFound)
    }

    /// Opens one; none when its key is erased.
    pub(super) async fn open_stored_disclosure(
        &self,
        stored: NotedDisclosure,
    ) -> Result<Option<OpenDisclosure>, Problem> {
        let key = self.owner_key(&stored.id).await;
        let Some(key) = key.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let records = self.store().records_of(&stored.id).await;
        let records = records.map_err(problem::of_store)?;
        let mut noted = None;
        let mut undone = None;
        for record in &records {
            let opened = open_act(&key, record);
            let opened = opened.ok_or_else(|| problem::missing("a record of a disclosure"))?;
            match record.kind {
                LeafKind::Disclosed => noted = serde_json::from_slice(&opened.bytes).ok(),
                LeafKind::DataCorrected if undone.is_none() => {
                    undone = serde_json::from_slice(&opened.bytes).ok();
                }
                _ => {}
            }
        }
        let noted = noted.ok_or_else(|| problem::missing("a record of a disclosure"))?;
        Ok(Some(OpenDisclosure {
            stored,
            key,
            noted,
            undone,
        }))
    }
}
