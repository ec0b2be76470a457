//! Taking a consent back by its receipt code, from any device. The browser's own cookie is the matter of
//! recording a choice.

use domain::canonical::Digest;
use domain::consent::{EndReason, ReceiptCode};
use domain::problem::Problem;
use storage::{Operation, StoreError, StoredConsent, Tx};

use crate::Service;
use crate::end_consent::End;
use crate::look_up_receipt::Receipt;
use crate::sealing::Known;

impl Service {
    /// Ends the consent that `code` opens, as withdrawn (Article 7(3)). One that has ended stays as it is.
    ///
    /// # Errors
    /// [`Problem::UnknownReceipt`] when no receipt has this code.
    pub async fn withdraw(&self, code: &ReceiptCode) -> Result<Receipt, Problem> {
        let known = self.known(code).await?.ok_or(Problem::UnknownReceipt)?;
        let withdraw = Withdraw {
            code: code.hash(),
            end: self.draw_end(self.now(), &known),
        };
        let consent = self.commit_ending(withdraw).await?;
        let consent = consent.ok_or(Problem::UnknownReceipt)?;
        self.describe(&Known { consent, ..known }).await
    }
}

#[derive(Clone)]
struct Withdraw {
    code: Digest,
    end: End,
}

impl Operation for Withdraw {
    type Output = Option<StoredConsent>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if tx.consent_by_code(&self.code).await?.is_none() {
            return Ok(None);
        }
        self.end.write(tx, EndReason::Withdrawn).await?;
        tx.consent_by_code(&self.code).await
    }
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::testing::{Bench, Browser};

    #[tokio::test]
    async fn a_withdrawn_consent_stays_visible_and_is_withdrawn_once() {
        let bench = Bench::open().await;
        let browser = Browser::accepted(&bench.service).await;
        let code = browser.receipt.unwrap();
        bench.set_clock("2026-11-22T09:00:00Z");
        let first = bench.service.withdraw(&code).await.unwrap();
        bench.set_clock("2026-11-23T09:00:00Z");
        let second = bench.service.withdraw(&code).await.unwrap();
        assert_eq!(first, second);
        let ended = first.ended.unwrap();
        assert_eq!(ended.reason, EndReason::Withdrawn);
        assert_eq!(ended.at, "2026-11-22T09:00:00Z".parse().unwrap());
        assert_eq!(bench.service.receipt(&code).await.unwrap(), first);
        assert_eq!(bench.store.leaves().await.unwrap().len(), 2);
    }

    #[tokio::test]
    async fn an_unknown_code_withdraws_nothing() {
        let bench = Bench::open().await;
        let code = ReceiptCode::from_bytes(&[9; 32]);
        assert_eq!(
            bench.service.withdraw(&code).await,
            Err(Problem::UnknownReceipt)
        );
        assert!(bench.store.leaves().await.unwrap().is_empty());
    }
}
