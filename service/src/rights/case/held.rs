//! Cases as something that is held about a person: what they asked for, and the secure messages about it.

use domain::held::{HeldThing, KeptFor, What};
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::Reason;
use uuid::Uuid;

use super::opened::OpenCase;
use crate::rights::{Around, Whose};
use crate::{Service, problem};

/// The most cases of one mailbox that are told of.
const MOST: u32 = 100;

impl Service {
    /// Their cases.
    pub(crate) async fn held_cases(&self, whose: &Whose<'_>) -> Result<Vec<HeldThing>, Problem> {
        let mut held = Vec::new();
        for open in self.open_cases_of(whose).await? {
            held.push(self.held_case(&open).await?);
        }
        Ok(held)
    }

    /// The same, each with its key. A case that only a second factor opens is there for its own person, and not for
    /// whoever else reads the mailbox.
    pub(super) async fn open_cases_of(&self, whose: &Whose<'_>) -> Result<Vec<OpenCase>, Problem> {
        if self.register().rights().is_none() {
            return Ok(Vec::new());
        }
        let mailbox = self.case_mailbox(whose.email);
        let mut cases = Vec::new();
        for opens in [Assurance::MailLink, Assurance::SecondFactor] {
            if opens > whose.assurance {
                continue;
            }
            let stored = self.store().rights_cases_of_mailbox(&mailbox, opens, MOST);
            for stored in stored.await.map_err(problem::of_store)? {
                let is_bound = opens == Assurance::SecondFactor;
                if is_bound && stored.person != whose.person {
                    continue;
                }
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
            messages: self.spoken_about(&open.id()).await?,
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
}
