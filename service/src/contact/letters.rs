//! The mails about an enquiry, and the links they carry. Those that anybody can cause by writing an address in a form
//! are limited by address; those that staff cause are not.

use domain::canonical::Digest;
use domain::mail::{Envelope, Letter, LinkToken, MailAddress};
use domain::problem::Problem;
use domain::text::Language;
use domain::thread::{Promise, REPLY_TOKEN, Sender};
use jiff::SignedDuration;
use storage::{MailBeginning, NewMail, StoreError, ThreadLink, Tx};
use uuid::Uuid;

use super::opened::OpenThread;
use crate::sealing::OwnerKey;
use crate::{MailFor, Service};

/// For how long a mailed link opens the page; a new one is a click away.
const LINK_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How many mails an address may be sent within a time because somebody wrote it in a form.
const LIMITS: [(u64, SignedDuration); 2] = [
    (3, SignedDuration::from_mins(10)),
    (10, SignedDuration::from_hours(24)),
];

/// A mail and its link, ready to be written.
#[derive(Clone)]
pub(super) struct DrawnLetter {
    mail: NewMail,
    token: Digest,
    link: ThreadLink,
}

impl DrawnLetter {
    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_thread_link(&self.token, &self.link).await?;
        tx.mail(&self.mail).await
    }

    /// As [`Self::write`], but an address that has had its mails for now gets none, and nobody sees the difference.
    pub(super) async fn write_within_limits(
        &mut self,
        tx: &mut Tx<'_>,
        mailbox: &Digest,
    ) -> Result<(), StoreError> {
        let mut withheld = false;
        for (most, within) in LIMITS {
            let since = self.mail.since - within;
            withheld |= tx.count_contact_mails(mailbox, since).await? >= most;
        }
        if withheld {
            self.mail.beginning = MailBeginning::Withheld;
        }
        self.write(tx).await
    }
}

impl Service {
    /// The mail that tells that we have an enquiry.
    pub(super) fn draw_received(
        &self,
        thread: &OwnerKey,
        sender: &Sender,
        language: Language,
        kept: Promise,
    ) -> Result<DrawnLetter, Problem> {
        let mark = self.reply_token(&thread.owner);
        self.draw_letter(thread, sender, language, |token| Letter::ContactReceived {
            token,
            mark,
            kept,
        })
    }

    /// A mail to the sender of `thread`; `letter` makes it of the token of its link and the mark that answers carry.
    pub(super) fn draw_letter_to(
        &self,
        thread: &OpenThread,
        letter: impl FnOnce(LinkToken, String) -> Letter,
    ) -> Result<DrawnLetter, Problem> {
        let mark = self.reply_token(&thread.id());
        let language = thread.stored.language;
        self.draw_letter(&thread.key, &thread.sender, language, |token| {
            letter(token, mark)
        })
    }

    fn draw_letter(
        &self,
        thread: &OwnerKey,
        sender: &Sender,
        language: Language,
        letter: impl FnOnce(LinkToken) -> Letter,
    ) -> Result<DrawnLetter, Problem> {
        let now = self.now();
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let link = ThreadLink {
            thread: thread.owner,
            expires_at: now + LINK_LIFE,
        };
        let hash = token.hash();
        let envelope = Envelope {
            to: sender.email.clone(),
            name: Some(sender.name.clone()),
            language,
            letter: letter(token),
        };
        let about = MailFor {
            key: thread,
            batch: None,
            due_at: now,
        };
        Ok(DrawnLetter {
            mail: self.draw_mail(&envelope, &about)?,
            token: hash,
            link,
        })
    }

    /// The mark in the address that answers to a thread come to.
    pub(super) fn reply_token(&self, thread: &Uuid) -> String {
        let secret = self
            .root_key()
            .derive("thread reply v1", &[thread.as_bytes()]);
        let symbol = |at: usize| {
            let bits = u16::from_be_bytes([secret.0[at * 5 / 8], secret.0[at * 5 / 8 + 1]]);
            char::from(SYMBOLS[usize::from(bits >> (11 - at * 5 % 8) & 31)])
        };
        (0..REPLY_TOKEN).map(symbol).collect()
    }

    /// What is stored in place of a mark.
    pub(super) fn reply_hash(&self, token: &str) -> Digest {
        self.root_key()
            .derive("thread reply mark v1", &[token.as_bytes()])
    }

    /// What is stored in place of an address, to count its mails.
    pub(super) fn mailbox_hash(&self, address: &MailAddress) -> Digest {
        self.root_key()
            .derive("contact mailbox v1", &[address.mailbox().as_bytes()])
    }
}

/// Base 32 (RFC 4648), in lower case.
const SYMBOLS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
