//! Drawing a mail, before the operation that writes it runs.

use domain::mail::Envelope;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{MailBeginning, NewMail};
use uuid::Uuid;

use crate::{OwnerKey, Service};

/// What a mail is about, and when it goes.
#[derive(Clone, Debug)]
pub struct MailFor<'a> {
    /// The key of what it is about: a subscription, a thread, a staff account. With that the mail is erased.
    pub key: &'a OwnerKey,
    /// What it is sent together with; none for a mail that somebody waits for.
    pub batch: Option<Uuid>,
    /// When it goes, at the earliest.
    pub due_at: Timestamp,
}

impl Service {
    /// Draws a mail: its id, and what it says, sealed. It goes once an operation has written it (`tx.mail`).
    ///
    /// # Errors
    /// [`Problem::Fault`], never in practice: an envelope holds only text.
    pub fn draw_mail(&self, envelope: &Envelope, of: &MailFor<'_>) -> Result<NewMail, Problem> {
        let since = self.now();
        let id = self.chance().uuid_v7(since);
        Ok(NewMail {
            id,
            kind: envelope.letter.kind(),
            owner: of.key.owner,
            batch: of.batch,
            content: self.seal_mail(id, of.key, envelope)?,
            due_at: of.due_at,
            since,
            beginning: MailBeginning::Waits,
        })
    }
}
