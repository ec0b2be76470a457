//! The mails about a case. To the person they say that there is news in the portal, and nothing else: not even that a case
//! exists. Whoever has no mailbox is written to by post, which staff do.

use domain::mail::{Envelope, Letter, MailAddress};
use domain::problem::Problem;
use domain::rights::Case;
use domain::text::Language;
use storage::NewMail;

use crate::sealing::OwnerKey;
use crate::{MailFor, Service};

impl Service {
    /// The mail that tells the person that there is news; none for whoever has no mailbox.
    pub(in crate::rights) fn draw_case_news(
        &self,
        key: &OwnerKey,
        case: &Case,
    ) -> Result<Option<NewMail>, Problem> {
        let Some(email) = &case.asker.email else {
            return Ok(None);
        };
        let mail = self.draw_case_mail(key, email, case.language, Letter::RightsNews)?;
        Ok(Some(mail))
    }

    pub(super) fn draw_case_mail(
        &self,
        key: &OwnerKey,
        to: &MailAddress,
        language: Language,
        letter: Letter,
    ) -> Result<NewMail, Problem> {
        let envelope = Envelope {
            to: to.clone(),
            name: None,
            language,
            letter,
        };
        let about = MailFor {
            key,
            batch: None,
            due_at: self.now(),
        };
        self.draw_mail(&envelope, &about)
    }
}
