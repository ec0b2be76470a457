//! Asking to come in. A mail goes to whatever address is typed, since anybody may have something here, and the rows,
//! statements and answer are the same for every address.

use std::fmt;

use domain::canonical::Digest;
use domain::mail::{Envelope, Letter, LinkToken, MailAddress};
use domain::portal::EntryCode;
use domain::problem::Problem;
use domain::text::Language;
use storage::{MailBeginning, NewKey, NewMail, NewPortalAttempt, Operation, StoreError, Tx};
use uuid::Uuid;

use super::asked_address;
use super::browser::EntryBrowser;
use super::pace::{Asker, may_mail};
use crate::{MailFor, Service};

/// Somebody wants to come in, as it reached a door.
#[derive(Clone)]
pub struct AskToComeIn {
    /// The language it was asked in.
    pub language: Language,
    /// What was typed as the address.
    pub email: String,
    /// The network it came from, to count by. Only a keyed hash of it is stored, together with the mailbox.
    pub network: String,
    /// What the browser keeps from asking before.
    pub browser: Option<EntryBrowser>,
}

impl Service {
    /// Mails a link and a code, and gives what the browser keeps, so that they work there.
    ///
    /// # Errors
    /// [`Problem::MissingAddress`], [`Problem::SeveralAddresses`], [`Problem::MalformedAddress`]: what was typed.
    /// [`Problem::Unavailable`]: the database does not take it, and nothing was mailed.
    pub async fn ask_to_come_in(&self, ask: AskToComeIn) -> Result<EntryBrowser, Problem> {
        let address = MailAddress::parse(&ask.email)?;
        let browser = self.entry_browser(ask.browser);
        let asking = self.draw_asking(&address, &browser, &ask.network, ask.language)?;
        self.commit(asking).await?;
        Ok(browser)
    }

    fn draw_asking(
        &self,
        address: &MailAddress,
        browser: &EntryBrowser,
        network: &str,
        language: Language,
    ) -> Result<Asking, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let code = self.draw_entry_code();
        let link = token.hash();
        let envelope = Envelope {
            to: address.clone(),
            name: None,
            language,
            letter: Letter::ComeIn { token, code },
        };
        let about = MailFor {
            key: &key,
            batch: None,
            due_at: now,
        };
        let mailbox = self.portal_mailbox(address);
        let came_before = self.came_before(browser, &mailbox);
        let asker = match came_before {
            true => Asker::Returning(browser.mark()),
            false => Asker::Stranger(network),
        };
        Ok(Asking {
            mail: self.draw_mail(&envelope, &about)?,
            attempt: NewPortalAttempt {
                id: key.owner,
                mailbox,
                asker: asker.hash(self.root_key(), &mailbox),
                came_before,
                browser: browser.hash(),
                link,
                code: self.entry_code_hash(&key.owner, code),
                address: self.seal_for(&key, asked_address(key.owner), address.as_str().as_bytes()),
                // The operation decides.
                mailed: false,
                made_at: now,
            },
            key: key.new_key(),
        })
    }

    fn draw_entry_code(&self) -> EntryCode {
        let mut bytes = [0; 8];
        self.chance().fill(&mut bytes);
        EntryCode::from_bytes(bytes)
    }

    /// What is stored of the code of an asking. Nobody without the root key can try codes against it.
    pub(super) fn entry_code_hash(&self, attempt: &Uuid, code: EntryCode) -> Digest {
        self.root_key()
            .derive("portal code v1", &[attempt.as_bytes(), &code.bytes()])
    }
}

/// An asking, ready to be written.
struct Asking {
    attempt: NewPortalAttempt,
    mail: NewMail,
    key: NewKey,
}

impl Operation for Asking {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        self.attempt.mailed = may_mail(tx, &self.attempt).await?;
        self.mail.beginning = match self.attempt.mailed {
            true => MailBeginning::Waits,
            false => MailBeginning::Withheld,
        };
        tx.insert_portal_attempt(&self.attempt).await?;
        tx.mail(&self.mail).await
    }
}

impl fmt::Debug for AskToComeIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AskToComeIn(…)")
    }
}
