//! Cases as something that is held about a person: what they asked for, and the secure messages about it.

use domain::held::{HeldThing, KeptFor, Spoken, What};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::Reason;
use domain::thread::{Author, Way};
use uuid::Uuid;

use super::opened::OpenCase;
use crate::rights::Around;
use crate::{Service, problem};

/// The most cases of one mailbox that are told of.
const MOST: u32 = 100;

impl Service {
    /// The cases of a mailbox that `assurance` opens.
    pub(crate) async fn held_cases(
        &self,
        email: &MailAddress,
        assurance: Assurance,
    ) -> Result<Vec<HeldThing>, Problem> {
        let mut held = Vec::new();
        for open in self.open_cases_of_mailbox(email, assurance).await? {
            held.push(self.held_case(&open).await?);
        }
        Ok(held)
    }

    /// The same, each with its key.
    pub(super) async fn open_cases_of_mailbox(
        &self,
        email: &MailAddress,
        assurance: Assurance,
    ) -> Result<Vec<OpenCase>, Problem> {
        if self.register().rights().is_none() {
            return Ok(Vec::new());
        }
        let mailbox = self.case_mailbox(email);
        let mut cases = Vec::new();
        for opens in [Assurance::MailLink, Assurance::SecondFactor] {
            if opens > assurance {
                continue;
            }
            let stored = self.store().rights_cases_of_mailbox(&mailbox, opens, MOST);
            for stored in stored.await.map_err(problem::of_store)? {
                cases.extend(self.open_stored_case(stored).await?);
            }
        }
        Ok(cases)
    }

    async fn held_case(&self, open: &OpenCase) -> Result<HeldThing, Problem> {
        let requests = open.case.requests();
        let words = requests.iter().find_map(|request| request.words());
        let post = requests.iter().find_map(|request| request.post());
        let written: Vec<&str> = [post, words]
            .into_iter()
            .flatten()
            .map(Reason::as_str)
            .collect();
        let what = What::Case {
            rights: requests.iter().map(|request| request.right()).collect(),
            words: (!written.is_empty()).then(|| written.join("\n\n")),
            messages: self.secure_words_of_case(&open.id()).await?,
        };
        let around = Around {
            key: &open.key,
            purpose: self.cases_purpose()?.key,
            since: open.stored.opened_at,
            lists: &[Uuid::nil()],
            receipt: None,
        };
        let kept = match open.stored.closed {
            Some((_, promise)) => KeptFor::Until(promise),
            None => KeptFor::WhileOpen,
        };
        self.held_thing(&around, what, kept, None).await
    }

    /// What was written by secure messages about a case, by everybody, the earliest first.
    async fn secure_words_of_case(&self, case: &Uuid) -> Result<Vec<Spoken>, Problem> {
        let written = self.secure_words_about(case).await?.into_iter();
        let spoken = written.map(|(from_us, at, words)| Spoken {
            author: match from_us {
                true => Author::Us,
                false => Author::Sender,
            },
            way: Way::Page,
            at,
            words: vec![words],
        });
        Ok(spoken.collect())
    }
}
