//! Whether the service can do its work: read, and write to the disk.

use domain::problem::Problem;

use crate::{Service, problem};

impl Service {
    /// Writes and reads.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the database cannot be written or read.
    pub async fn ready(&self) -> Result<(), Problem> {
        if self.reserve().is_released() {
            return Err(Problem::Unavailable);
        }
        self.store()
            .check_writable()
            .await
            .map_err(problem::of_store)?;
        let versions = self
            .store()
            .register_versions()
            .await
            .map_err(problem::of_store)?;
        let served = self.register().version();
        if versions.iter().any(|stored| stored.version == served) {
            Ok(())
        } else {
            Err(problem::missing("the served register in the database"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;

    #[tokio::test]
    async fn a_running_service_is_ready_and_one_without_its_database_is_not() {
        let bench = Bench::open().await;
        assert_eq!(bench.service.ready().await, Ok(()));
        std::fs::remove_file(bench.database()).unwrap();
        assert_eq!(bench.service.ready().await, Err(Problem::Unavailable));
    }

    #[tokio::test]
    async fn a_closed_store_is_not_ready() {
        let bench = Bench::open().await;
        bench.store.close().await;
        assert_eq!(bench.service.ready().await, Err(Problem::Unavailable));
    }
}
