//! Receipts: of a yes, and of its end. A no has none.

use domain::evidence::LeafKind;
use domain::log::PublicKey;
use domain::problem::Problem;
use jiff::Timestamp;
use uuid::Uuid;

use crate::act::open_act;
use crate::{DataSubject, Service, problem};

/// A record that has a receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentReceipt {
    /// Its id.
    pub id: Uuid,
    /// Whether it is of the end of a yes, and not of the yes.
    pub is_end: bool,
    /// When it was made.
    pub at: Timestamp,
}

impl Service {
    /// The receipts of a question of theirs, the earliest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn consent_receipts(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<Vec<ConsentReceipt>, Problem> {
        self.open_own_consent(subject, id).await?;
        let records = self.store().records_of(id).await;
        let records = records.map_err(problem::of_store)?.into_iter();
        let receipts = records.filter_map(|record| {
            let is_end = match record.kind {
                LeafKind::ConsentGiven => false,
                LeafKind::ConsentEnded => true,
                _ => return None,
            };
            Some(ConsentReceipt {
                id: record.id,
                is_end,
                at: record.made_at,
            })
        });
        let mut receipts: Vec<ConsentReceipt> = receipts.collect();
        receipts.sort_by_key(|receipt| (receipt.at, receipt.is_end));
        Ok(receipts)
    }

    /// The receipt of one record, with the proof that it stands in the log under a head signed with one of `keys`.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::ProofPending`] when no signed head covers it yet.
    pub async fn consent_receipt(
        &self,
        subject: &DataSubject,
        (id, record): (&Uuid, &Uuid),
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let open = self.open_own_consent(subject, id).await?;
        let records = self.store().records_of(id).await;
        let records = records.map_err(problem::of_store)?;
        let found = records.iter().find(|one| one.id == *record);
        let evidence = open_act(&open.key, found.ok_or(Problem::NotFound)?);
        let evidence =
            evidence.ok_or_else(|| problem::missing("a record that opens with its key"))?;
        self.proven(record, &evidence, keys).await
    }
}
