//! The mails about secure messages: that something waits, and how to get to it.

use domain::mail::{Envelope, Letter, LinkToken, MailAddress};
use domain::problem::Problem;
use domain::secure::Outsider;
use domain::text::Language;
use storage::NewMail;
use uuid::Uuid;

use super::opened::OpenSecure;
use crate::{MailFor, Service};

impl Service {
    /// The mail to the person; none to somebody who has no mailbox.
    pub(super) fn draw_secure_waits(
        &self,
        thread: &OpenSecure,
    ) -> Result<Option<NewMail>, Problem> {
        let to = &thread.correspondent;
        let Some(email) = &to.email else {
            return Ok(None);
        };
        let envelope = Envelope {
            to: email.clone(),
            name: to.name.clone(),
            language: to.language,
            letter: Letter::RightsNews,
        };
        self.draw_secure_mail(thread, &envelope).map(Some)
    }

    /// The mail to somebody outside.
    pub(super) fn draw_secure_outside(
        &self,
        thread: &OpenSecure,
        id: &Uuid,
        outsider: &Outsider,
    ) -> Result<NewMail, Problem> {
        let envelope = Envelope {
            to: outsider.email.clone(),
            name: Some(outsider.name.clone()),
            language: outsider.language,
            letter: Letter::SecureOutside {
                token: self.outside_link(id),
            },
        };
        self.draw_secure_mail(thread, &envelope)
    }

    /// The mails to those of staff whose role opens requests: that somebody wrote to them, and not who.
    pub(super) async fn draw_secure_arrived(
        &self,
        thread: &OpenSecure,
    ) -> Result<Vec<NewMail>, Problem> {
        let mut mails = Vec::new();
        for member in self.who_may_decide().await? {
            let envelope = Envelope {
                to: MailAddress::parse(&member.email)?,
                name: None,
                language: Language::Da,
                letter: Letter::SecureArrived {
                    case: thread.stored.case,
                },
            };
            mails.push(self.draw_secure_mail(thread, &envelope)?);
        }
        Ok(mails)
    }

    fn draw_secure_mail(
        &self,
        thread: &OpenSecure,
        envelope: &Envelope,
    ) -> Result<NewMail, Problem> {
        let about = MailFor {
            key: &thread.key,
            batch: None,
            due_at: self.now(),
        };
        self.draw_mail(envelope, &about)
    }

    /// The link of somebody outside. It is derived, so that each mail carries the same one.
    pub(super) fn outside_link(&self, outsider: &Uuid) -> LinkToken {
        let secret = self
            .root_key()
            .derive("secure outside link v1", &[outsider.as_bytes()]);
        LinkToken::from_bytes(secret.0)
    }
}
