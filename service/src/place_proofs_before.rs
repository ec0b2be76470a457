//! Placing proofs of consents that were stored before the mailbox stood beside them, so that its owner finds them: by the
//! address in their sealed records, each opened once. Belongs to start-up. Broken off anywhere, the next start goes on;
//! once all were looked at, no start looks again.

use domain::canonical::Digest;
use domain::mail::MailAddress;
use serde::Deserialize;
use storage::{Operation, StoreError, Tx, UnplacedProof};
use uuid::Uuid;

use crate::Service;
use crate::act::open_act;

/// How many proofs are placed in one transaction.
const BATCH: u32 = 256;

/// What the records of consents from a mailbox have in common.
#[derive(Deserialize)]
struct GivenFrom {
    #[serde(alias = "email")]
    address: Option<String>,
}

impl Service {
    /// Places every proof that no mailbox finds and whose records name one. Returns how many were placed.
    ///
    /// # Errors
    /// When a database fails.
    pub async fn place_proofs_before(&self) -> Result<u64, StoreError> {
        if !self.store().may_have_unplaced_proofs().await? {
            return Ok(0);
        }
        let mut placed = 0;
        let mut last = Uuid::nil();
        loop {
            let page = self.store().unplaced_proofs(&last, BATCH).await?;
            let Some(next) = page.last() else {
                break;
            };
            last = next.id;
            let mut place = Vec::new();
            for proof in &page {
                if let Some(mailbox) = self.mailbox_of(proof).await? {
                    place.push((proof.id, mailbox));
                }
            }
            placed += place.len() as u64;
            self.store().commit(Place(place)).await?;
            tracing::info!(placed, "placing proofs that earlier versions stored");
        }
        self.store().commit(Done).await?;
        Ok(placed)
    }

    /// The keyed hash of the mailbox that the records of a proof name; none where they name none, or do not open: a
    /// damaged one is told in the log, and keeps nobody from starting.
    async fn mailbox_of(&self, proof: &UnplacedProof) -> Result<Option<Digest>, StoreError> {
        let Some(key) = self.owner_key(&proof.id).await? else {
            return Ok(None);
        };
        for record in self.store().records_of(&proof.id).await? {
            let Some(evidence) = open_act(&key, &record) else {
                tracing::error!(proof = %proof.id, "a record does not open, and its mailbox does not find it");
                continue;
            };
            let given: Option<GivenFrom> = serde_json::from_slice(&evidence.bytes).ok();
            let address = given.and_then(|given| given.address);
            let address = address.and_then(|address| MailAddress::parse(&address).ok());
            if let Some(address) = address {
                return Ok(Some(self.proof_mailbox(&proof.purpose, &address)));
            }
        }
        Ok(None)
    }
}

struct Place(Vec<(Uuid, Digest)>);

impl Operation for Place {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for (proof, mailbox) in &self.0 {
            tx.place_proof(proof, mailbox).await?;
        }
        Ok(())
    }
}

struct Done;

impl Operation for Done {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.proofs_are_placed().await
    }
}

#[cfg(test)]
mod tests {
    use domain::held::What;
    use domain::register::Assurance;
    use sqlx::{Connection as _, SqliteConnection};

    use super::*;
    use crate::contact::tests::marking::{keep, marked};
    use crate::newsletter::tests::subscribed;
    use crate::testing::Bench;

    const ANNA: &str = "a@b.dk";

    async fn sql(bench: &Bench, statement: &'static str) {
        let address = format!("sqlite://{}", bench.database().display());
        let mut connection = SqliteConnection::connect(&address).await.unwrap();
        sqlx::query(statement)
            .execute(&mut connection)
            .await
            .unwrap();
    }

    /// The purposes of the proofs that Anna's mailbox finds.
    async fn found(bench: &Bench) -> Vec<String> {
        let email = MailAddress::parse(ANNA).unwrap();
        let held = bench.service.held_under(&email, Assurance::SecondFactor);
        let things = held.await.unwrap().things.into_iter();
        things
            .filter_map(|thing| match thing.what {
                What::Proof { to, .. } => Some(to),
                _ => None,
            })
            .collect()
    }

    #[tokio::test]
    async fn a_proof_from_before_is_found_by_its_mailbox_and_no_start_looks_twice() {
        let bench = Bench::open().await;
        let service = &bench.service;
        subscribed(service, ANNA, &["news"]).await;
        subscribed(service, "bo@example.dk", &["news"]).await;
        let (writer, hidden) = marked(&bench).await;
        keep(&bench, &writer, hidden).await.unwrap();
        let before = found(&bench).await;
        assert_eq!(before, ["sensitive", "newsletter"]);
        sql(&bench, "UPDATE proof SET mailbox = NULL").await;
        assert!(found(&bench).await.is_empty());
        assert_eq!(service.place_proofs_before().await.unwrap(), 0, "no mark");
        assert!(found(&bench).await.is_empty());
        sql(&bench, "INSERT INTO unplaced_proof (due) VALUES (1)").await;
        assert_eq!(service.place_proofs_before().await.unwrap(), 3);
        assert_eq!(found(&bench).await, before);
        sql(&bench, "UPDATE proof SET mailbox = NULL").await;
        assert_eq!(service.place_proofs_before().await.unwrap(), 0, "once");
    }

    #[tokio::test]
    async fn a_damaged_one_keeps_no_other_from_its_place() {
        let bench = Bench::open().await;
        let service = &bench.service;
        subscribed(service, ANNA, &["news"]).await;
        subscribed(service, "bo@example.dk", &["news"]).await;
        sql(&bench, "UPDATE proof SET mailbox = NULL").await;
        sql(&bench, "INSERT INTO unplaced_proof (due) VALUES (1)").await;
        sql(
            &bench,
            "UPDATE record SET evidence = x'00' WHERE owner = (SELECT max(id) FROM proof)",
        )
        .await;
        assert_eq!(service.place_proofs_before().await.unwrap(), 1);
        assert_eq!(found(&bench).await, ["newsletter"]);
    }
}
