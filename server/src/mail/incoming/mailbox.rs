//! One visit to the mailbox over IMAP (RFC 3501). The connection is encrypted from its first byte, the server's
//! certificate is checked, and every answer has a time by which it must be there.
//!
//! Nothing of what the server says is repeated: it may hold addresses, and the library's errors hold whole mails.

use std::time::Duration;

use async_imap::error::Error;
use async_imap::types::Fetch;
use async_imap::{Client, Session};
use futures_util::{Stream, TryStreamExt as _};
use tokio::time::timeout;

use crate::mail::imap_settings::ImapServer;
use crate::mail::line::Line;

/// How long it may take to connect and encrypt.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long an answer to a command may take.
const ANSWER: Duration = Duration::from_secs(30);
/// How long a mail may take.
const CONTENT: Duration = Duration::from_secs(120);
/// How long leaving may take.
const LEAVING: Duration = Duration::from_secs(1);
/// The largest mail that is fetched, in bytes: a report that brings a whole mail back, or photos with an answer.
pub(super) const LARGEST: u32 = 5 * 1024 * 1024;
/// How much of a mail's head is looked at, in bytes.
const HEAD: u32 = 64 * 1024;

/// The mailbox cannot be fetched: what is wrong concerns no single mail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Trouble {
    #[error("the mailbox cannot be reached: {0}")]
    Unreachable(String),
    #[error("the mailbox's server does not answer in time")]
    Slow,
    #[error("the mailbox's server does not take our user and password")]
    SignIn,
    #[error("the mailbox's server does not do what it is asked for: {0}")]
    Refused(&'static str),
    #[error("the mailbox's server closed the connection")]
    Closed,
    #[error("the database does not take what came by mail")]
    Database,
}

impl Trouble {
    /// Whether one mail may have caused it: it cannot be read, or the server breaks over it.
    pub(super) const fn may_be_a_mails(&self) -> bool {
        matches!(self, Self::Slow | Self::Refused(_) | Self::Closed)
    }
}

/// The mailbox, while it is visited.
pub(super) struct Mailbox {
    session: Session<Line>,
    /// The numbers of its mails mean the same as long as this does not change (RFC 3501, 2.3.1.1).
    pub(super) validity: u32,
    /// It can remove one mail alone (RFC 4315).
    removes_one: bool,
}

/// The head of a mail in it.
pub(super) struct Head {
    /// Its number.
    pub(super) number: u32,
    /// How large the mail is, in bytes.
    pub(super) size: u32,
    /// The head itself.
    pub(super) bytes: Vec<u8>,
}

impl Mailbox {
    /// Opens it.
    pub(super) async fn open(server: &ImapServer) -> Result<Self, Trouble> {
        let connecting = Line::connect(&server.host, server.port);
        let connected = timeout(CONNECTING, connecting).await;
        let connected = connected.map_err(|_| Trouble::Slow)?;
        let stream = connected.map_err(|error| Trouble::Unreachable(error.to_string()))?;
        let mut client = Client::new(stream);
        let greeting = timeout(ANSWER, client.read_response()).await;
        match greeting.map_err(|_| Trouble::Slow)? {
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return Err(Trouble::Closed),
        }
        let signing_in = timeout(ANSWER, client.login(&server.user, &server.password)).await;
        let signed_in = signing_in.map_err(|_| Trouble::Slow)?;
        let mut session = signed_in.map_err(|(error, _)| match error {
            Error::No(_) | Error::Bad(_) | Error::Validate(_) => Trouble::SignIn,
            error => trouble(&error, "signing in"),
        })?;
        let can = answered(session.capabilities(), "telling what it can").await?;
        let opened = answered(session.select("INBOX"), "opening the inbox").await?;
        Ok(Self {
            session,
            validity: opened.uid_validity.unwrap_or(0),
            removes_one: can.has_str("UIDPLUS"),
        })
    }

    /// The numbers of the mails after a number, in order.
    pub(super) async fn numbers(&mut self, after: u32) -> Result<Vec<u32>, Trouble> {
        let first = after.saturating_add(1);
        let query = format!("UID {first}:*");
        let found = answered(self.session.uid_search(query), "searching").await?;
        // The last mail is always in what is asked for as `n:*`.
        let mut numbers: Vec<u32> = found.into_iter().filter(|number| *number > after).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The heads of some mails, by number; those that are gone are left out.
    pub(super) async fn heads(&mut self, numbers: &[u32]) -> Result<Vec<Head>, Trouble> {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let query = format!("(UID RFC822.SIZE BODY.PEEK[HEADER]<0.{HEAD}>)");
        let fetched = self.fetch(&numbers.join(","), &query, ANSWER).await?;
        let heads = fetched.iter().filter_map(|fetched| {
            Some(Head {
                number: fetched.uid?,
                size: fetched.size?,
                bytes: fetched.header().unwrap_or_default().to_vec(),
            })
        });
        let mut heads: Vec<Head> = heads.collect();
        heads.sort_unstable_by_key(|head| head.number);
        Ok(heads)
    }

    /// A whole mail; none when it is gone. It stays unread.
    pub(super) async fn mail(&mut self, number: u32) -> Result<Option<Vec<u8>>, Trouble> {
        let query = format!("(UID BODY.PEEK[]<0.{LARGEST}>)");
        let fetched = self.fetch(&number.to_string(), &query, CONTENT).await?;
        let mut ours = fetched.iter().filter(|fetched| fetched.uid == Some(number));
        Ok(ours.find_map(|fetched| fetched.body().map(<[u8]>::to_vec)))
    }

    /// Removes a mail.
    pub(super) async fn remove(&mut self, number: u32) -> Result<(), Trouble> {
        let number = number.to_string();
        let marking = async {
            let marked = self
                .session
                .uid_store(&number, "+FLAGS (\\Deleted)")
                .await?;
            drain(marked).await
        };
        answered(marking, "marking a mail").await?;
        let removing = async {
            match self.removes_one {
                true => drain(self.session.uid_expunge(&number).await?).await,
                // It goes with what others have thrown away.
                false => drain(self.session.expunge().await?).await,
            }
        };
        answered(removing, "removing a mail").await
    }

    /// Says goodbye.
    pub(super) async fn leave(mut self) {
        // The server notices either way.
        let _left = timeout(LEAVING, self.session.logout()).await;
    }

    async fn fetch(
        &mut self,
        set: &str,
        query: &str,
        within: Duration,
    ) -> Result<Vec<Fetch>, Trouble> {
        let fetching = async {
            let fetched = self.session.uid_fetch(set, query).await?;
            fetched.try_collect().await
        };
        let fetched = timeout(within, fetching).await.map_err(|_| Trouble::Slow)?;
        fetched.map_err(|error| trouble(&error, "fetching"))
    }
}

async fn drain<T>(answers: impl Stream<Item = Result<T, Error>>) -> Result<(), Error> {
    answers.try_for_each(|_| async { Ok(()) }).await
}

async fn answered<T>(
    answer: impl Future<Output = Result<T, Error>>,
    what: &'static str,
) -> Result<T, Trouble> {
    let answer = timeout(ANSWER, answer).await.map_err(|_| Trouble::Slow)?;
    answer.map_err(|error| trouble(&error, what))
}

fn trouble(error: &Error, what: &'static str) -> Trouble {
    match error {
        Error::ConnectionLost => Trouble::Closed,
        Error::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Trouble::Closed,
        Error::Io(error) if error.kind() != std::io::ErrorKind::Other => {
            Trouble::Unreachable(error.kind().to_string())
        }
        _ => Trouble::Refused(what),
    }
}
