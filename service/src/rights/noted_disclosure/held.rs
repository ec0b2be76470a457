//! Noted disclosures as something that is held about a person.

use domain::held::{HeldThing, KeptFor, What};
use domain::problem::Problem;
use domain::retention::Bound;
use domain::thread::Promise;

use super::opened::OpenDisclosure;
use crate::rights::{Around, Whose};
use crate::{Service, problem};

/// The most of one person that are told of.
const MOST: u32 = 1_000;

impl Service {
    /// What was given about somebody and noted. Where the person is known it is shown to them alone.
    pub(in crate::rights) async fn held_disclosures(
        &self,
        whose: &Whose<'_>,
    ) -> Result<Vec<HeldThing>, Problem> {
        let mailbox = self.disclosure_mailbox(whose.email);
        let store = self.store();
        let stored = store.noted_disclosures_of_mailbox(&mailbox, MOST).await;
        let mut stored = stored.map_err(problem::of_store)?;
        if let Some(person) = &whose.person {
            let of_person = store.noted_disclosures_of_person(person, MOST).await;
            stored.extend(of_person.map_err(problem::of_store)?);
        }
        stored.retain(|stored| stored.assurance <= whose.assurance);
        let mut held = Vec::new();
        for stored in stored {
            if let Some(open) = self.open_stored_disclosure(stored).await? {
                held.push(self.held_disclosure(open).await?);
            }
        }
        Ok(held)
    }

    async fn held_disclosure(&self, open: OpenDisclosure) -> Result<HeldThing, Problem> {
        let around = Around {
            key: &open.key,
            purpose: &open.stored.purpose,
            since: open.stored.noted_at,
            lists: &[],
            receipt: None,
        };
        let last_day = open.stored.last_day;
        let kept = match open.stored.case {
            Some(_) => KeptFor::UntilAndWhileCase(last_day),
            None => KeptFor::Until(Promise {
                last_day,
                bound: Bound::GoneBy,
            }),
        };
        let undone = open.undone.as_ref();
        let undone = undone.map(|undone| (undone.undone_at, undone.reason.as_str().to_owned()));
        let is_undone = undone.is_some();
        let what = What::Disclosed {
            noted: Box::new(open.noted),
            undone,
        };
        let mut thing = self.held_thing(&around, what, kept, None).await?;
        if is_undone {
            // Nobody was given anything, so nobody is named as a recipient.
            thing.disclosures.clear();
        }
        Ok(thing)
    }
}
