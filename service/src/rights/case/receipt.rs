//! Receipts of a case: that we have the request, that its deadline was extended, and how it ended.

use domain::evidence::LeafKind;
use domain::log::PublicKey;
use domain::problem::Problem;
use domain::rights::RequestRecord;
use uuid::Uuid;

use crate::act::open_act;
use crate::{DataSubject, Service, problem};

/// A record of a case that has a receipt.
#[derive(Clone, Debug)]
pub struct CaseReceipt {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub record: RequestRecord,
}

impl Service {
    /// What the receipts of a case show, the earliest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn case_receipts(
        &self,
        subject: &DataSubject,
        case: &Uuid,
    ) -> Result<Vec<CaseReceipt>, Problem> {
        let open = self.open_own_case(subject, case).await?;
        let records = self.store().records_of(case).await;
        let records = records.map_err(problem::of_store)?.into_iter();
        let read = |record: storage::SealedRecord| {
            let opened = open_act(&open.key, &record);
            let read = opened.and_then(|opened| serde_json::from_slice(&opened.bytes).ok());
            let record_id = record.id;
            let read: RequestRecord =
                read.ok_or_else(|| problem::missing("a record that opens with its key"))?;
            Ok(CaseReceipt {
                id: record_id,
                record: read,
            })
        };
        records
            .filter(|record| is_of_request(record.kind))
            .map(read)
            .collect()
    }

    /// The receipt of one record of a case, with the proof that it stands in the log under a head signed with one of
    /// `keys`.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::ProofPending`] when no signed head covers it yet.
    pub async fn case_receipt(
        &self,
        subject: &DataSubject,
        case: &Uuid,
        record: &Uuid,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let open = self.open_own_case(subject, case).await?;
        let records = self.store().records_of(case).await;
        let records = records.map_err(problem::of_store)?;
        let found = records.iter().find(|one| one.id == *record);
        let evidence = open_act(&open.key, found.ok_or(Problem::NotFound)?);
        let evidence =
            evidence.ok_or_else(|| problem::missing("a record that opens with its key"))?;
        self.proven(record, &evidence, keys).await
    }
}

const fn is_of_request(kind: LeafKind) -> bool {
    matches!(
        kind,
        LeafKind::RequestReceived
            | LeafKind::RequestExtended
            | LeafKind::RequestAnswered
            | LeafKind::RequestRefused
            | LeafKind::RequestWithdrawn
    )
}
