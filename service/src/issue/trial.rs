//! A trial mail: the issue as its readers will get it, to whoever writes it and nobody else.

use domain::mail::{Envelope, Letter, MailAddress};
use domain::problem::Problem;
use domain::text::Language;
use storage::{NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use super::content;
use crate::{MailFor, Service, StaffActor, problem};

impl Service {
    /// Sends an issue to the address of the actor, in the edition for readers of `language`. The mail holds what the
    /// draft says now, so that a retry says the same.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens the newsletter, [`Problem::NotFound`] when there is no such
    /// issue.
    pub async fn send_trial(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        language: Language,
    ) -> Result<(), Problem> {
        self.require_newsletter(actor)?;
        let stored = self.store().issue(id).await.map_err(problem::of_store)?;
        let issue = content(&stored.ok_or(Problem::NotFound)?).map_err(problem::of_store)?;
        let (edition, written_in) = issue.edition(language);
        let key = self.staff_key(&actor.id()).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let envelope = Envelope {
            to: MailAddress::parse(actor.email())?,
            name: None,
            language,
            letter: Letter::NewsletterTrial {
                subject: edition.subject.clone(),
                words: edition.words.clone(),
                written_in,
            },
        };
        let of = MailFor {
            key: &key,
            batch: None,
            due_at: self.now(),
        };
        self.commit(Write(self.draw_mail(&envelope, &of)?)).await
    }
}

struct Write(NewMail);

impl Operation for Write {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.mail(&self.0).await
    }
}
