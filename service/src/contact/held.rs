//! The enquiries of a mailbox, for whoever reads it: seen and put right from the portal. One that is answered by phone or
//! letter only, because something sensitive is kept in it, belongs to the purpose that keeps it, and is there only for whoever
//! showed enough for that.

use domain::held::{ContactDetails, HeldThing, KeptFor, Spoken, What};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::{Assurance, Key};
use storage::{Corrected, Correction, StoredThread};
use uuid::Uuid;

use super::message::{Reader, ShownMessage, ShownPassage};
use super::opened::{OpenThread, sender_place};
use crate::rights::Around;
use crate::{OwnerKey, Service, problem};

impl Service {
    /// The enquiries of a mailbox that `assurance` opens.
    pub(crate) async fn held_threads(
        &self,
        email: &MailAddress,
        assurance: Assurance,
    ) -> Result<Vec<HeldThing>, Problem> {
        let found = self.store().threads_of(&self.mailbox_hash(email)).await;
        let mut held = Vec::new();
        for stored in found.map_err(problem::of_store)? {
            if self.needed_for(self.purpose_of(&stored)) > assurance {
                continue;
            }
            let Some(thread) = self.open_thread(&stored.id).await? else {
                continue;
            };
            held.push(self.held_thread(&thread).await?);
        }
        Ok(held)
    }

    /// The purpose that says who may see it.
    fn purpose_of<'a>(&'a self, stored: &'a StoredThread) -> &'a Key {
        let contact = self.register().contact();
        let kept_as = contact.and_then(|contact| contact.kept_as.as_ref());
        kept_as
            .filter(|_| stored.sensitive)
            .unwrap_or(&stored.purpose)
    }

    async fn held_thread(&self, thread: &OpenThread) -> Result<HeldThing, Problem> {
        // Who may see what is sensitive at all is decided; staff's reading leaves out what is hidden.
        let messages = self.shown_messages(thread, Reader::Staff).await?;
        let messages = messages.into_iter();
        let around = Around {
            key: &thread.key,
            purpose: self.purpose_of(&thread.stored),
            since: thread.stored.begun_at,
            lists: &[Uuid::nil()],
            receipt: None,
        };
        let what = What::Enquiry {
            sender: Box::new(thread.sender.clone()),
            state: thread.stored.state,
            messages: messages
                .filter(|message| message.stranger.is_none())
                .map(spoken)
                .collect(),
        };
        let kept = KeptFor::Until(thread.stored.promise);
        self.held_thing(&around, what, kept, None).await
    }

    /// The enquiry with this id, if it stands under the mailbox and `assurance` opens it.
    pub(crate) async fn own_thread(
        &self,
        email: &MailAddress,
        assurance: Assurance,
        id: &Uuid,
    ) -> Result<Option<(OwnThread, ContactDetails)>, Problem> {
        let found = self.store().threads_of(&self.mailbox_hash(email)).await;
        let mut found = found.map_err(problem::of_store)?;
        found.retain(|stored| {
            stored.id == *id && self.needed_for(self.purpose_of(stored)) <= assurance
        });
        let Some(stored) = found.pop() else {
            return Ok(None);
        };
        let thread = self.open_thread(&stored.id).await?;
        Ok(thread.map(|thread| {
            let details = ContactDetails::Sender(Box::new(thread.sender.clone()));
            (OwnThread(thread), details)
        }))
    }

    /// What an enquiry holds of its sender once their details are put right, and it is found by another address.
    pub(crate) fn corrected_thread(
        &self,
        thread: &OwnThread,
        details: &ContactDetails,
        address: &MailAddress,
    ) -> Result<Correction, Problem> {
        let thread = &thread.0;
        let corrected = match details {
            ContactDetails::Sender(corrected) => corrected,
            _ => &thread.sender,
        };
        let sealed = domain::canonical::to_bytes(corrected).map_err(problem::of_form)?;
        Ok(Correction {
            of: Corrected::Thread,
            id: thread.id(),
            before: thread.stored.sender.clone(),
            after: self.seal_for(&thread.key, sender_place(thread.id()), &sealed),
            mailbox: self.mailbox_hash(address),
        })
    }
}

/// An enquiry of whoever asks, opened.
pub(crate) struct OwnThread(OpenThread);

impl OwnThread {
    pub(crate) const fn key(&self) -> &OwnerKey {
        &self.0.key
    }
}

fn spoken(message: ShownMessage) -> Spoken {
    let words = message.passages.into_iter();
    Spoken {
        author: message.author,
        way: message.way,
        at: message.sent_at,
        words: words
            .filter_map(|passage| match passage {
                ShownPassage::Words { words, .. } => Some(words),
                ShownPassage::Kept { words, .. } => words,
                ShownPassage::Hidden { .. } | ShownPassage::Withheld => None,
            })
            .collect(),
    }
}
