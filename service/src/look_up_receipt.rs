//! A receipt: what was consented to, under which text, and whether it still stands.

use domain::canonical::Digest;
use domain::consent::{ConsentRecord, ReceiptCode};
use domain::notice::Notice;
use domain::problem::Problem;
use domain::register::RegisterVersion;
use jiff::civil::Date;
use storage::Ended;

use crate::sealing::Known;
use crate::{Service, problem};

/// What a receipt code opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What was recorded.
    pub record: ConsentRecord,
    /// The text that was shown.
    pub notice: Notice,
    /// The date on the register that was in force.
    pub register_date: Date,
    /// When and why the consent ended, if it did.
    pub ended: Option<Ended>,
    /// What the record's leaf in the evidence log holds.
    pub commitment: Digest,
}

impl Service {
    /// Looks a receipt up. It stays readable after the consent ended.
    ///
    /// # Errors
    /// [`Problem::UnknownReceipt`] when no receipt has this code, or its proof is erased: nobody learns which.
    pub async fn receipt(&self, code: &ReceiptCode) -> Result<Receipt, Problem> {
        let known = self.known(code).await?;
        self.describe(&known.ok_or(Problem::UnknownReceipt)?).await
    }

    pub(crate) async fn describe(&self, known: &Known) -> Result<Receipt, Problem> {
        let evidence = known.evidence()?;
        let record = evidence.consent().map_err(problem::of_store)?;
        Ok(Receipt {
            notice: self.shown(&record.notice).await?,
            register_date: self.register_date(&record.register).await?,
            ended: known.consent.ended,
            commitment: evidence.commitment(),
            record,
        })
    }

    async fn register_date(&self, version: &RegisterVersion) -> Result<Date, Problem> {
        if *version == self.register().version() {
            return Ok(self.register().register().date);
        }
        let register = self.earlier_register(version).await?;
        let register = register.ok_or_else(|| problem::missing("the register of a consent"))?;
        Ok(register.register().date)
    }
}

#[cfg(test)]
mod tests {

    use domain::notice::Surface;

    use super::*;
    use crate::testing::{Bench, Browser, register};

    #[tokio::test]
    async fn a_receipt_shows_what_was_recorded_and_the_text_that_was_shown() {
        let bench = Bench::open().await;
        let mut browser = Browser::default();
        let (notice, _) = bench
            .service
            .notice(
                browser.language,
                Surface::Banner,
                &browser.standing(&bench.service),
                None,
            )
            .unwrap();
        browser.accept(&bench.service).await;
        let receipt = bench
            .service
            .receipt(&browser.receipt.unwrap())
            .await
            .unwrap();
        assert_eq!(receipt.notice, notice);
        assert_eq!(receipt.record.notice, notice.hash().unwrap());
        assert_eq!(
            receipt.register_date,
            bench.service.register().register().date
        );
        assert_eq!(receipt.record.site, "www");
        assert_eq!(receipt.ended, None);
    }

    #[tokio::test]
    async fn a_receipt_from_an_earlier_register_keeps_that_register_s_date() {
        let bench = Bench::open().await;
        let browser = Browser::accepted(&bench.service).await;
        let later = bench.serving(register(|register| {
            register.date = jiff::civil::date(2027, 1, 1)
        }));
        later.store_register().await.unwrap();
        let receipt = later.receipt(&browser.receipt.unwrap()).await.unwrap();
        assert_eq!(
            receipt.register_date,
            bench.service.register().register().date
        );
    }

    #[tokio::test]
    async fn an_unknown_code_opens_nothing() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let code = ReceiptCode::from_bytes(&[9; 32]);
        assert_eq!(service.receipt(&code).await, Err(Problem::UnknownReceipt));
    }
}
