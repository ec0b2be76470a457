//! A receipt as a file that proves itself, for whoever has the receipt's code.

use domain::consent::ReceiptCode;
use domain::log::{
    CheckpointError, PublicKey, ReceiptFile, SignedCheckpoint, Tiles, inclusion_tiles,
    prove_inclusion,
};
use domain::problem::Problem;
use storage::Evidence;
use uuid::Uuid;

use crate::{Service, problem};

impl Service {
    /// The receipt that `code` opens, with the proof that its record stands in the log under a head signed with one of
    /// `keys`. What is handed out was checked as its holder can check it.
    ///
    /// # Errors
    /// [`Problem::UnknownReceipt`] when no receipt has this code, [`Problem::ProofPending`] when no signed head
    /// covers the record yet.
    pub async fn receipt_file(
        &self,
        code: &ReceiptCode,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let known = self.known(code).await?.ok_or(Problem::UnknownReceipt)?;
        let record = known.consent.id;
        self.proven(&record, &known.evidence()?, keys).await
    }

    /// A record with the proof that it stands in the log under a head signed with one of `keys`.
    pub(crate) async fn proven(
        &self,
        record: &Uuid,
        evidence: &Evidence,
        keys: &[PublicKey],
    ) -> Result<Vec<u8>, Problem> {
        let store = self.store();
        let placed = store.leaf_of_record(record).await;
        let placed = placed
            .map_err(problem::of_store)?
            .ok_or_else(|| problem::missing("the leaf of a record"))?;
        let latest = store.latest_checkpoint().await.map_err(problem::of_store)?;
        let note = latest.ok_or(Problem::ProofPending)?.note;
        let signed = match SignedCheckpoint::open(&note, keys) {
            // The key was rotated at another node, and this one is not given the new key yet.
            Err(CheckpointError::UnknownKey) => return Err(Problem::ProofPending),
            opened => opened.map_err(problem::of_log)?,
        };
        let head = signed.checkpoint();
        let index = placed.position.filter(|place| *place < head.size);
        let index = index.ok_or(Problem::ProofPending)?;
        let mut tiles = Tiles::new();
        for id in inclusion_tiles(head.size, index) {
            let tile = store.tile(id).await.map_err(problem::of_store)?;
            tiles.extend(tile.map(|tile| (id, tile)));
        }
        let proof =
            prove_inclusion(head.size, &head.root, index, &tiles).map_err(problem::of_log)?;
        let leaf = &placed.appended.leaf;
        let file = ReceiptFile::new(&evidence.bytes, &evidence.r, leaf, index, proof, &signed)
            .ok_or_else(|| problem::missing("the text of a record"))?;
        let bytes = file.to_bytes().map_err(problem::of_form)?;
        ReceiptFile::verify(&bytes, keys).map_err(problem::of_log)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {

    use domain::log::{LogKey, LogKeys};

    use super::*;
    use crate::testing::{Bench, Browser};

    #[tokio::test]
    async fn a_receipt_waits_for_a_signed_head_and_then_proves_itself() {
        let bench = Bench::open().await;
        let keys = LogKeys::new(LogKey::from_seed("log", &[1; 32]).unwrap());
        let file = async |code: &ReceiptCode| bench.service.receipt_file(code, keys.public()).await;
        let browser = Browser::accepted(&bench.service).await;
        let code = browser.receipt.clone().unwrap();
        assert_eq!(file(&code).await, Err(Problem::ProofPending));
        bench.service.number_leaves().await.unwrap();
        assert_eq!(file(&code).await, Err(Problem::ProofPending));
        bench.service.sign_head(&keys, None).await.unwrap();
        let bytes = file(&code).await.unwrap();
        let verified = ReceiptFile::verify(&bytes, keys.public()).unwrap();
        let receipt = bench.service.receipt(&code).await.unwrap();
        assert_eq!(
            verified.record.as_bytes(),
            receipt.record.to_bytes().unwrap()
        );
        assert_eq!(verified.leaf.commitment, receipt.commitment);

        let later = Browser::accepted(&bench.service).await;
        bench.service.number_leaves().await.unwrap();
        assert_eq!(
            file(&later.receipt.unwrap()).await,
            Err(Problem::ProofPending)
        );
        assert_eq!(file(&code).await.unwrap(), bytes);
        let node = keys.followed_by(&[2; 32]).unwrap();
        let without_it = bench.service.receipt_file(&code, &node.public()[..1]).await;
        assert_eq!(without_it, Err(Problem::ProofPending));
        let unknown = ReceiptCode::from_bytes(&[9; 32]);
        assert_eq!(file(&unknown).await, Err(Problem::UnknownReceipt));
    }
}
