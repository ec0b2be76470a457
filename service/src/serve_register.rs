//! Every register that was ever served stays readable: receipts and the privacy page's earlier versions
//! point to it.

use std::sync::{Arc, PoisonError};

use domain::problem::Problem;
use domain::register::{RegisterVersion, ServedRegister};
use jiff::civil::Date;
use storage::{Operation, ServedVersion, StoreError, StoredRegister, Tx};

use crate::{Service, problem};

impl Service {
    /// Stores the served register, unless it is stored already. Belongs to start-up, before any choice.
    ///
    /// # Errors
    /// When the database cannot be written; the error is for whoever starts the service.
    pub async fn store_register(&self) -> Result<(), StoreError> {
        let register = self.register();
        let served = ServedVersion {
            version: register.version(),
            date: register.register().date,
            first_served_at: self.now(),
        };
        let canonical = register.canonical().to_vec();
        self.store()
            .commit(StoreRegister(StoredRegister { served, canonical }))
            .await
    }

    /// Every register that was served, the latest first.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn register_versions(&self) -> Result<Vec<ServedVersion>, Problem> {
        self.store()
            .register_versions()
            .await
            .map_err(problem::of_store)
    }

    /// The day in Denmark on which the register served was first served, the same after a restart and at every node.
    ///
    /// # Errors
    /// When the database cannot be read; the error is for whoever starts the service.
    pub async fn served_since(&self) -> Result<Date, StoreError> {
        let versions = self.store().register_versions().await?;
        let served = self.register().version();
        let first = versions.iter().find(|stored| stored.version == served);
        Ok(first.map_or_else(
            || self.today(),
            |stored| self.day_of(stored.first_served_at),
        ))
    }

    /// The register that was served under `version`; none when there was none.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database does not answer.
    pub async fn earlier_register(
        &self,
        version: &RegisterVersion,
    ) -> Result<Option<Arc<ServedRegister>>, Problem> {
        if let Some(known) = self.known_register(version) {
            return Ok(Some(known));
        }
        let stored = self
            .store()
            .register_version(version)
            .await
            .map_err(problem::of_store)?;
        let Some(stored) = stored else {
            return Ok(None);
        };
        let register = ServedRegister::from_canonical(stored.canonical)
            .map_err(|_| problem::missing("a readable earlier register"))?;
        let register = Arc::new(register);
        self.remember(Arc::clone(&register));
        Ok(Some(register))
    }

    fn known_register(&self, version: &RegisterVersion) -> Option<Arc<ServedRegister>> {
        let known = self
            .earlier()
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.get(version).cloned()
    }

    /// A version never changes, and there are only as many as were served, so none is ever dropped.
    fn remember(&self, register: Arc<ServedRegister>) {
        let mut known = self
            .earlier()
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(register.version(), register);
    }
}

struct StoreRegister(StoredRegister);

impl Operation for StoreRegister {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.store_register(&self.0).await
    }
}

#[cfg(test)]
mod tests {
    use domain::canonical::Digest;

    use super::*;
    use crate::testing::{Bench, register};

    #[tokio::test]
    async fn a_register_is_stored_once_and_reads_back() {
        let bench = Bench::open().await;
        bench.service.store_register().await.unwrap();
        let versions = bench.service.register_versions().await.unwrap();
        assert_eq!(versions.len(), 1);
        let version = bench.service.register().version();
        for _cached in [false, true] {
            let read = bench
                .service
                .earlier_register(&version)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(read.register(), bench.service.register().register());
            assert_eq!(read.version(), version);
        }
    }

    #[tokio::test]
    async fn an_unknown_version_is_none() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let version = RegisterVersion(Digest::of(b"none"));
        assert!(service.earlier_register(&version).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn the_latest_version_comes_first() {
        let bench = Bench::open().await;
        bench.set_clock("2026-12-24T12:00:00Z");
        let later = bench.serving(register(|register| register.controller.phone.push('1')));
        later.store_register().await.unwrap();
        let versions = later.register_versions().await.unwrap();
        assert_eq!(versions.len(), 2);
        assert_eq!(versions[0].version, later.register().version());
    }
}
