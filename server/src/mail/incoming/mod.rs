//! The fetcher: looks into the mailbox every minute, deals with what came for us, and removes it. A mail is removed
//! only when what it led to is on the disk, and leads to nothing when it comes again; so one that the process ends
//! over is dealt with the next time.
//!
//! What is not for us, or not understood, stays in the mailbox as it was, unread, for a person. How far the mailbox was
//! looked through is remembered by the process alone: a new one looks again.

mod letter;
mod mailbox;
mod notice;
mod purpose;
mod report;

use std::mem::discriminant;
use std::time::Duration;

use domain::mail::MailAddress;
use domain::problem::Problem;
use mail_parser::MessageParser;
use service::{CameBack, HeldMailbox, Service, TakenIn};
use tokio::sync::watch;

use self::mailbox::{Head, LARGEST, Mailbox, Trouble};
pub(super) use self::purpose::STOP;
use self::purpose::{Ours, Purpose};
use super::imap_settings::Incoming;

#[cfg(test)]
mod tests;

/// How many heads are fetched at a time.
const AT_A_TIME: usize = 20;
/// How often a mail may break the visit before it is passed over, so that it does not keep the others back.
const MOST_BREAKS: u32 = 5;
/// The wait after much trouble.
const LONGEST_PATIENCE: Duration = Duration::from_secs(15 * 60);

/// Fetches mails until it is stopped.
pub(crate) struct Fetcher {
    service: Service,
    incoming: Incoming,
    ours: Ours,
    looked: Looked,
    breaks: Breaks,
    complaint: Option<Trouble>,
}

/// How far the mailbox was looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Looked {
    validity: u32,
    until: u32,
}

/// The mail that is under way, and how often in a row a visit broke there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Breaks {
    under_way: u32,
    last: u32,
    times: u32,
}

/// What becomes of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    /// It was dealt with, and goes: what people wrote is kept where it is deleted in time.
    Remove,
    /// It stays.
    Leave,
}

impl Fetcher {
    /// Fetches what comes to `bounces` and to the contact form's address.
    pub(crate) fn new(service: Service, incoming: Incoming, bounces: Option<MailAddress>) -> Self {
        let contact = service.register().contact();
        let contact = contact.and_then(|contact| MailAddress::parse(&contact.from).ok());
        Self {
            service,
            incoming,
            ours: Ours { bounces, contact },
            looked: Looked::default(),
            breaks: Breaks::default(),
            complaint: None,
        }
    }

    /// Fetches until `stop` says so.
    pub(crate) async fn run(mut self, mut stop: watch::Receiver<bool>) {
        let mut patience = self.incoming.every;
        loop {
            let wait = match self.look(&mut stop).await {
                Ok(()) => {
                    self.is_over();
                    patience = self.incoming.every;
                    patience
                }
                Err(trouble) => {
                    self.broke(&trouble);
                    self.complain(trouble);
                    let wait = patience;
                    patience = (2 * patience).min(LONGEST_PATIENCE);
                    wait
                }
            };
            tokio::select! {
                _ = stop.wait_for(|stop| *stop) => return,
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Looks into the mailbox once, unless another node does.
    async fn look(&mut self, stop: &mut watch::Receiver<bool>) -> Result<(), Trouble> {
        let held = self.service.hold_mailbox().await;
        let Some(held) = held.map_err(|_| Trouble::Database)? else {
            return Ok(());
        };
        // What is broken off is dealt with the next time.
        let outcome = tokio::select! {
            outcome = self.fetch(&held) => outcome,
            _ = stop.wait_for(|stop| *stop) => Ok(()),
        };
        if let Err(error) = self.service.give_mailbox_back(&held).await {
            tracing::warn!(%error, "the mailbox cannot be given back and waits for its lease");
        }
        outcome
    }

    async fn fetch(&mut self, held: &HeldMailbox) -> Result<(), Trouble> {
        self.breaks.under_way = 0;
        let mut mailbox = Mailbox::open(&self.incoming.server).await?;
        if mailbox.validity != self.looked.validity {
            self.looked = Looked {
                validity: mailbox.validity,
                until: 0,
            };
        }
        // After a break one at a time, so that it is known which it was.
        let at_a_time = if self.breaks.times == 0 { AT_A_TIME } else { 1 };
        for some in mailbox.numbers(self.looked.until).await?.chunks(at_a_time) {
            self.deal_with_some(&mut mailbox, some, held).await?;
        }
        mailbox.leave().await;
        self.breaks = Breaks::default();
        Ok(())
    }

    async fn deal_with_some(
        &mut self,
        mailbox: &mut Mailbox,
        numbers: &[u32],
        held: &HeldMailbox,
    ) -> Result<(), Trouble> {
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
            return Ok(());
        };
        self.breaks.under_way = *first;
        self.keep(held).await?;
        for head in mailbox.heads(numbers).await? {
            self.breaks.under_way = head.number;
            if self.deal_with(mailbox, &head).await? == Then::Remove {
                mailbox.remove(head.number).await?;
                self.keep(held).await?;
            }
            self.looked.until = head.number;
        }
        self.looked.until = *last;
        Ok(())
    }

    async fn keep(&self, held: &HeldMailbox) -> Result<(), Trouble> {
        let kept = self.service.keep_mailbox(held).await;
        kept.map_err(|_| Trouble::Database)
    }

    /// A mail that broke the visit too often is passed over: it stays in the mailbox.
    fn broke(&mut self, trouble: &Trouble) {
        let Breaks {
            under_way,
            last,
            times,
        } = self.breaks;
        if under_way == 0 || !trouble.may_be_a_mails() {
            return;
        }
        let times = if under_way == last { times + 1 } else { 1 };
        self.breaks = Breaks {
            under_way,
            last: under_way,
            times,
        };
        if times >= MOST_BREAKS {
            tracing::warn!("a mail breaks the visit to the mailbox each time and is passed over");
            self.looked.until = under_way;
            self.breaks = Breaks::default();
        }
    }

    async fn deal_with(&self, mailbox: &mut Mailbox, head: &Head) -> Result<Then, Trouble> {
        let purpose = MessageParser::default()
            .parse(&head.bytes)
            .map_or(Purpose::Other, |head| self.ours.purpose(&head));
        if purpose == Purpose::Other {
            return Ok(Then::Leave);
        }
        if head.size > LARGEST {
            tracing::warn!(
                bytes = head.size,
                "a mail is too large to be read and stays in the mailbox"
            );
            return Ok(Then::Leave);
        }
        let Some(bytes) = mailbox.mail(head.number).await? else {
            return Ok(Then::Leave);
        };
        match self.handle(purpose, bytes).await {
            Ok(then) => Ok(then),
            Err(Problem::Unavailable) => Err(Trouble::Database),
            // It was logged where it arose, and would be the same again.
            Err(_) => Ok(Then::Leave),
        }
    }

    /// Deals with a mail.
    async fn handle(&self, purpose: Purpose, bytes: Vec<u8>) -> Result<Then, Problem> {
        match purpose {
            Purpose::Bounce(token) => self.came_back(&token, bytes).await,
            Purpose::BounceWithoutToken => match self.ours.token_brought_back(&bytes) {
                Some(token) => self.came_back(&token, bytes).await,
                None => Ok(Then::Leave),
            },
            Purpose::Stop(token) => self.stop(&token, bytes).await,
            Purpose::Answer => self.answer(bytes).await,
            Purpose::Other => Ok(Then::Leave),
        }
    }

    async fn came_back(&self, token: &str, bytes: Vec<u8>) -> Result<Then, Problem> {
        let Some(bounce) = read(bytes, report::read).await else {
            return Ok(Then::Leave);
        };
        Ok(match self.service.mail_came_back(token, &bounce).await? {
            CameBack::DealtWith => Then::Remove,
            CameBack::NotUnderstood | CameBack::NotBelieved => Then::Leave,
        })
    }

    /// A machine that answers by itself has not asked to stop.
    async fn stop(&self, token: &str, bytes: Vec<u8>) -> Result<Then, Problem> {
        match read(bytes, letter::read).await {
            Some(mail) if !mail.is_automatic() => {}
            _ => return Ok(Then::Leave),
        }
        Ok(match self.service.leave_by_mail(token).await? {
            true => Then::Remove,
            false => Then::Leave,
        })
    }

    async fn answer(&self, bytes: Vec<u8>) -> Result<Then, Problem> {
        let Some(mail) = read(bytes, letter::read).await else {
            return Ok(Then::Leave);
        };
        Ok(match self.service.take_in_reply(&mail).await? {
            TakenIn::Added | TakenIn::Held => Then::Remove,
            TakenIn::Left(_) => Then::Leave,
        })
    }

    /// Says what is wrong once, and not each time; the same may be told in other words.
    fn complain(&mut self, trouble: Trouble) {
        let is_same = |last: &Trouble| discriminant(last) == discriminant(&trouble);
        if !self.complaint.as_ref().is_some_and(is_same) {
            tracing::error!(%trouble, "no mails are fetched; they wait in the mailbox, and it is tried again");
            self.complaint = Some(trouble);
        }
    }

    fn is_over(&mut self) {
        if self.complaint.take().is_some() {
            tracing::info!("mails are fetched again");
        }
    }
}

/// Takes a mail apart beside the threads that answer visitors; none when it cannot be.
async fn read<T: Send + 'static>(
    bytes: Vec<u8>,
    take_apart: impl FnOnce(&mail_parser::Message<'_>) -> T + Send + 'static,
) -> Option<T> {
    let reading = tokio::task::spawn_blocking(move || {
        let message = MessageParser::default().parse(&bytes)?;
        Some(take_apart(&message))
    });
    reading.await.ok().flatten()
}
