//! A case follows its person to another address: it is shown to that mailbox, and mails about it go there.

use domain::canonical::Digest;
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{By, Happened, What};
use storage::{CaseStep, Operation, StoreError, Tx};
use uuid::Uuid;

use super::opened::OpenCase;
use crate::{Service, problem};

/// How many cases are looked at in one go.
const BATCH: u32 = 64;

impl Service {
    /// Gives the cases of one mailbox to another. May be called again: what is done is not found any more. False when one
    /// changed meanwhile.
    pub(in crate::rights) async fn readdress_cases(
        &self,
        (before, after): (&MailAddress, &MailAddress),
        by: By,
    ) -> Result<bool, Problem> {
        if self.register().rights().is_none() {
            return Ok(true);
        }
        for assurance in [Assurance::MailLink, Assurance::SecondFactor] {
            loop {
                let mailbox = self.case_mailbox(before);
                let page = self
                    .store()
                    .rights_cases_of_mailbox(&mailbox, assurance, BATCH);
                let mut moved = 0_u32;
                for stored in page.await.map_err(problem::of_store)? {
                    // One whose key is erased goes by itself.
                    let Some(open) = self.open_stored_case(stored).await? else {
                        continue;
                    };
                    let readdress = self.draw_case_readdress(&open, after, by).await?;
                    if !self.commit(readdress).await? {
                        return Ok(false);
                    }
                    moved += 1;
                }
                if moved == 0 {
                    break;
                }
            }
        }
        Ok(true)
    }

    async fn draw_case_readdress(
        &self,
        open: &OpenCase,
        after: &MailAddress,
        by: By,
    ) -> Result<Readdress, Problem> {
        let mut next = open.case.clone();
        next.asker.email = Some(after.clone());
        let happened = Happened {
            by,
            right: None,
            what: What::AddressChanged,
            words: None,
        };
        Ok(Readdress {
            case: open.id(),
            version: open.stored.version,
            mailbox: self.case_mailbox(after),
            content: self.seal_case(&open.key, &next)?,
            step: self.draw_happened(&open.key, &happened)?,
            thread: self.draw_secure_readdress(&open.id(), after).await?,
        })
    }
}

struct Readdress {
    case: Uuid,
    version: i64,
    mailbox: Digest,
    content: Vec<u8>,
    step: CaseStep,
    /// Its secure thread, and to whom mails about that go, sealed.
    thread: Option<(Uuid, Vec<u8>)>,
}

impl Operation for Readdress {
    /// False when it was changed meanwhile, or is gone.
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let read = (&self.case, self.version);
        if !tx
            .readdress_rights_case(read, &self.mailbox, &self.content)
            .await?
        {
            return Ok(false);
        }
        tx.insert_rights_step(&self.case, &self.step).await?;
        if let Some((thread, content)) = &self.thread {
            tx.readdress_secure_thread(thread, content).await?;
        }
        Ok(true)
    }
}
