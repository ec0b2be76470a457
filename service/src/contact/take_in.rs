//! Taking in an answer that came by mail. Only the mark in the address shows which enquiry it belongs to, and only a
//! mail that also says to be from its sender goes in at once; any other is held for staff, who alone see it, and changes
//! nothing until they let it in.

use domain::canonical::Digest;
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::thread::{Author, IncomingMail, NotAReply, Reply, Way, read_reply};
use storage::{Access, NewKey, Operation, StoreError, Tx};
use uuid::Uuid;

use super::message::{Draft, DrawnMessage};
use super::opened::{OpenThread, Prolong};
use crate::{Service, StaffActor, problem};

/// What became of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenIn {
    /// It is a message of its enquiry, now or since it came before.
    Added,
    /// It is held for staff: it may not be from who wrote in.
    Held,
    /// It was not taken and stays in the mailbox.
    Left(NotAReply),
}

impl Service {
    /// Takes in a mail that arrived at the contact form's address. The same mail twice is one message.
    ///
    /// # Errors
    /// [`Problem::NotFound`] without a contact form; [`Problem::Unavailable`] when the database does not take it: the
    /// mail must be brought again.
    pub async fn take_in_reply(&self, mail: &IncomingMail) -> Result<TakenIn, Problem> {
        let contact = self.register().contact().ok_or(Problem::NotFound)?;
        let own = MailAddress::parse(&contact.from)
            .map_err(|_| problem::missing("the contact form's own address"))?;
        let reply = match read_reply(mail, &own) {
            Ok(reply) => reply,
            Err(not) => return Ok(TakenIn::Left(not)),
        };
        let Some(thread) = self.thread_answered(&reply).await? else {
            return Ok(TakenIn::Left(NotAReply::NotToUs));
        };
        let is_theirs = reply.from.mailbox() == thread.sender.email.mailbox();
        let source = self.root_key().derive(
            "incoming mail v1",
            &[thread.id().as_bytes(), reply.message_id.as_bytes()],
        );
        if reply.token.is_some() && is_theirs {
            let words = reply.words(thread.stored.language);
            let add = self.draw_from_sender(&thread, Way::Mail, &words, source)?;
            return self
                .commit(add)
                .await
                .map(|added| outcome(added, TakenIn::Added));
        }
        let hold = self.draw_held(&thread, &reply, source);
        self.commit(hold)
            .await
            .map(|held| outcome(held, TakenIn::Held))
    }

    /// Lets in what a stranger sent: from now on it is a message of its sender, and the enquiry's time counts from now.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] when no role of theirs opens enquiries; [`Problem::NotFound`] when it is gone, or was let
    /// in before; [`Problem::UseStopped`] while a case stops its use.
    pub async fn admit(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
        message: &Uuid,
    ) -> Result<(), Problem> {
        self.require_enquiries(actor)?;
        self.require_use(thread).await?;
        let open = self.open_thread(thread).await?.ok_or(Problem::NotFound)?;
        let prolong = self.draw_prolong(&open, Author::Sender, self.now())?;
        let admit = LetIn {
            thread: *thread,
            message: *message,
            prolong,
            access: self.draw_thread_access(actor, &open.stored),
        };
        let found = self.commit(admit).await?;
        found.then_some(()).ok_or(Problem::NotFound)
    }

    /// The thread that a reply belongs to: by its mark, or else by the mail of ours that it says it answers.
    async fn thread_answered(&self, reply: &Reply) -> Result<Option<OpenThread>, Problem> {
        let mut thread = match &reply.token {
            Some(token) => {
                let thread = self.store().thread_by_reply(&self.reply_hash(token)).await;
                thread.map_err(problem::of_store)?
            }
            None => None,
        };
        for mail in &reply.answers {
            if thread.is_none() {
                let mail = self.store().mail(mail).await.map_err(problem::of_store)?;
                thread = mail.map(|mail| mail.owner);
            }
        }
        match thread {
            Some(thread) => self.open_thread(&thread).await,
            None => Ok(None),
        }
    }

    /// The address of who began the thread with this id; none when there is none.
    pub(crate) async fn enquirer_address(
        &self,
        thread: &Uuid,
    ) -> Result<Option<MailAddress>, Problem> {
        let thread = self.open_thread(thread).await?;
        Ok(thread.map(|thread| thread.sender.email))
    }

    fn draw_held(&self, thread: &OpenThread, reply: &Reply, source: Digest) -> Hold {
        let draft = Draft {
            author: Author::Sender,
            way: Way::Mail,
            sent_at: self.now(),
            words: &reply.words(thread.stored.language),
            stranger: Some(reply.from.as_str()),
            source: Some(source),
        };
        Hold {
            thread: thread.id(),
            source,
            message: self.draw_message(&thread.key, &draft),
        }
    }
}

/// An enquiry that went meanwhile is like one that never was.
const fn outcome(written: bool, taken: TakenIn) -> TakenIn {
    match written {
        true => taken,
        false => TakenIn::Left(NotAReply::NotToUs),
    }
}

struct Hold {
    thread: Uuid,
    source: Digest,
    message: DrawnMessage,
}

impl Operation for Hold {
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.message.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if tx.message_by_source(&self.source).await?.is_some() {
            return Ok(true);
        }
        if !tx.hold_thread(&self.thread).await? {
            return Ok(false);
        }
        self.message.write(tx).await?;
        Ok(true)
    }
}

struct LetIn {
    thread: Uuid,
    message: Uuid,
    prolong: Prolong,
    access: Access,
}

impl Operation for LetIn {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.hold_thread(&self.thread).await?
            || !tx.let_in_message(&self.message, &self.thread).await?
        {
            return Ok(false);
        }
        tx.log_access(&self.access).await?;
        self.prolong.write(tx).await
    }
}
