//! When the disk is full, what people ask to end still ends. A file kept for the purpose is given back to
//! the disk, and from then on only endings are written, until there is room to lay the file down again.

use domain::problem::Problem;
use storage::{Operation, StoreError};

use crate::{Service, problem};

/// Space that is kept for endings.
pub trait Reserve: Send + Sync {
    /// Whether the space was given back, so that it is for endings alone.
    fn is_released(&self) -> bool;

    /// Gives the space back to the disk.
    fn release(&self);
}

impl Service {
    /// Writes `operation`, unless what room there is belongs to endings.
    pub(crate) async fn commit<O: Operation>(&self, operation: O) -> Result<O::Output, Problem> {
        if self.reserve().is_released() {
            return Err(problem::of_store(StoreError::Full));
        }
        let outcome = self.store().commit(operation).await;
        if let Err(StoreError::Full) = outcome {
            self.reserve().release();
        }
        outcome.map_err(problem::of_store)
    }

    /// Writes an operation that ends something, on the reserve if it must.
    pub(crate) async fn commit_ending<O: Operation + Clone>(
        &self,
        operation: O,
    ) -> Result<O::Output, Problem> {
        let written = self.end(|| self.store().commit(operation.clone())).await;
        written.map_err(problem::of_store)
    }

    /// Does what ends or erases something, on the reserve if it must.
    pub(crate) async fn end<T, F: Future<Output = Result<T, StoreError>>>(
        &self,
        end: impl Fn() -> F,
    ) -> Result<T, StoreError> {
        match end().await {
            Err(StoreError::Full) => {
                self.reserve().release();
                end().await
            }
            outcome => outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::consent::Decision;
    use domain::notice::Surface;
    use domain::problem::Problem;

    use super::Reserve as _;
    use crate::testing::{Bench, Browser};

    #[tokio::test]
    async fn on_the_reserve_a_yes_waits_and_an_ending_goes_on() {
        let bench = Bench::open().await;
        let mut browsers = [Browser::default(), Browser::default()];
        for browser in &mut browsers {
            browser.accept(&bench.service).await;
        }
        bench.reserve.release();
        let [mut first, second] = browsers;
        let refused = Browser::default()
            .decide(&bench.service, Surface::Banner, Decision::AcceptAll)
            .await;
        assert_eq!(refused.unwrap_err(), Problem::Unavailable);
        assert_eq!(bench.service.ready().await, Err(Problem::Unavailable));
        let taken_back = first
            .decide(&bench.service, Surface::Settings, Decision::RefuseAll)
            .await;
        assert!(taken_back.is_ok() && first.receipt.is_none());
        let code = second.receipt.unwrap();
        let receipt = bench.service.withdraw(&code).await.unwrap();
        assert!(receipt.ended.is_some());
    }
}
