//! A refusal that another program brings. It raises the day's count and leaves nothing else, so it has no
//! key either: a key would be a mark on someone who said no.

use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use storage::{Operation, Refusal, StoreError, Tx};

use crate::Service;

/// A refusal, as it reached a door.
#[derive(Clone, Debug)]
pub struct CountRefusal {
    /// The site it was asked on, by its key in the register.
    pub site: Key,
    /// The language it was asked in.
    pub language: Language,
    /// Where it was asked.
    pub surface: Surface,
}

impl Service {
    /// Counts one refusal.
    ///
    /// # Errors
    /// [`Problem::UnknownSite`]; [`Problem::Unavailable`] when the database does not take it. What was
    /// refused is refused all the same.
    pub async fn count_refusal(&self, refusal: CountRefusal) -> Result<(), Problem> {
        if self.register().site(&refusal.site).is_none() {
            return Err(Problem::UnknownSite);
        }
        self.commit(Count(Refusal {
            day: self.today(),
            site: refusal.site,
            language: refusal.language,
            surface: refusal.surface,
            register: self.register().version(),
        }))
        .await
    }
}

struct Count(Refusal);

impl Operation for Count {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.count_refusal(&self.0).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bench;

    fn refusal(site: &str) -> CountRefusal {
        CountRefusal {
            site: site.to_owned(),
            language: Language::Da,
            surface: Surface::Banner,
        }
    }

    #[tokio::test]
    async fn a_refusal_raises_the_count_and_leaves_no_leaf() {
        let bench = Bench::open().await;
        for expected in 1..=3 {
            bench.service.count_refusal(refusal("www")).await.unwrap();
            assert_eq!(bench.refusals().await, expected);
        }
        assert!(bench.store.leaves().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_site_that_is_not_in_the_register_counts_nothing() {
        let bench = Bench::open().await;
        let refused = bench.service.count_refusal(refusal("other")).await;
        assert_eq!(refused, Err(Problem::UnknownSite));
        assert_eq!(bench.refusals().await, 0);
    }
}
