//! The receipt of a record about something of theirs, as a file that proves itself.

use domain::log::PublicKey;
use domain::problem::Problem;
use uuid::Uuid;

use crate::act::open_act;
use crate::{DataSubject, Service, problem};

impl Service {
    /// The receipt of a record of theirs, with the proof that it stands in the log under a head signed with one of
    /// `keys`.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when nothing of theirs has such a receipt, [`Problem::ProofPending`] when no signed head
    /// covers it yet.
    pub async fn own_receipt(
        &self,
        subject: &DataSubject,
        record: &Uuid,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let held = self.held(subject).await?;
        let mut things = held.things.iter();
        let thing = things.find(|thing| thing.receipt.as_ref() == Some(record));
        let thing = thing.ok_or(Problem::NotFound)?;
        let key = self.owner_key(&thing.id).await.map_err(problem::of_store)?;
        let key = key.ok_or(Problem::NotFound)?;
        let records = self.store().records_of(&thing.id).await;
        let records = records.map_err(problem::of_store)?;
        let found = records.iter().find(|found| found.id == *record);
        let evidence = found.and_then(|found| open_act(&key, found));
        let evidence =
            evidence.ok_or_else(|| problem::missing("a record that opens with its key"))?;
        self.proven(record, &evidence, keys).await
    }
}
