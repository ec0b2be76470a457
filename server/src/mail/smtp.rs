//! One connection to the mail server. It is encrypted, the server's certificate is checked, and many mails go over it
//! before it is closed.

use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use service::Undelivered;
use tokio::time::timeout;

use super::compose::Composed;
use super::line::{Line, connect};
use super::settings::{SmtpServer, Tls};

/// How long it may take to connect, encrypt and sign in.
const CONNECTING: Duration = Duration::from_secs(20);
/// How long an answer to a command may take.
const ANSWER: Duration = Duration::from_secs(30);
/// How long the answer to a mail's content may take: servers look for spam and viruses before they give it.
const LAST_ANSWER: Duration = Duration::from_secs(120);
/// How long a mail takes at most, with a connection that had to be made anew. No mail is begun whose lease ends sooner.
pub(super) const LONGEST: Duration = Duration::from_secs(20 + 6 * 30 + 120);
/// How long leaving may take.
const LEAVING: Duration = Duration::from_secs(1);

/// A mail server, and the connection to it while there is one.
pub(super) struct Smtp {
    server: SmtpServer,
    hello: ClientId,
    connection: Option<AsyncSmtpConnection>,
}

/// Nothing can be sent: what is wrong concerns no single mail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Trouble {
    #[error("the mail server cannot be reached: {0}")]
    Unreachable(String),
    #[error(
        "the mail server offers no STARTTLS, and nothing is sent in the clear; use its port for TLS (smtps://)"
    )]
    NoTls,
    #[error("the mail server does not take our user and password: {0}")]
    SignIn(String),
    #[error("the mail server wants no mails for now: {0}")]
    Closing(String),
    #[error("the folder for mails cannot be written: {0}")]
    Folder(String),
}

/// What the server said about a mail.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// It has it, under this id.
    Sent(String),
    /// It does not have it, or nobody knows.
    Not(Undelivered),
}

/// How a conversation about one mail ended before its end.
enum Stop {
    /// The server said no to this mail, and the connection is as it was.
    No(Undelivered),
    /// The connection is of no use any more, and nothing of the mail was taken.
    Lost(Trouble),
    /// The connection broke while the server had the whole mail: it may have it, or not.
    Unanswered,
}

impl Smtp {
    pub(super) const fn new(server: SmtpServer, hello: ClientId) -> Self {
        Self {
            server,
            hello,
            connection: None,
        }
    }

    /// Sends one mail.
    pub(super) async fn deliver(&mut self, mail: &Composed) -> Result<Delivery, Trouble> {
        let was_open = self.connection.is_some();
        match self.converse(mail).await {
            // Servers close connections that were quiet for a while; nothing was begun on it.
            Err(Stop::Lost(_)) if was_open => told(self.converse(mail).await),
            outcome => told(outcome),
        }
    }

    /// Says goodbye, if there is a connection.
    pub(super) async fn leave(&mut self) {
        if let Some(mut connection) = self.connection.take() {
            // The server notices either way.
            let _left = timeout(LEAVING, connection.quit()).await;
        }
    }

    async fn converse(&mut self, mail: &Composed) -> Result<String, Stop> {
        // Out of its place while it is used: dropped with this future, or lost, it is not used again.
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect().await.map_err(Stop::Lost)?,
        };
        let outcome = send(&mut connection, mail).await;
        let is_usable = match &outcome {
            Ok(_) => true,
            Err(Stop::No(_)) => timeout(ANSWER, connection.command(Rset))
                .await
                .is_ok_and(|ok| ok.is_ok()),
            Err(Stop::Lost(_) | Stop::Unanswered) => false,
        };
        if is_usable {
            self.connection = Some(connection);
        }
        outcome
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let connecting = timeout(CONNECTING, self.encrypted()).await;
        connecting.map_err(|_| Trouble::Unreachable("it takes too long to connect".to_owned()))?
    }

    async fn encrypted(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let mut connection = match self.server.tls {
            Tls::Wrapped => self.wrapped().await?,
            Tls::StartTls => self.upgraded().await?,
        };
        self.sign_in(&mut connection).await?;
        Ok(connection)
    }

    async fn wrapped(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let connecting = Line::connect(&self.server.host, self.server.port);
        let line = Box::new(connecting.await.map_err(off_line)?);
        let greeted = AsyncSmtpConnection::connect_with_transport(line, &self.hello);
        greeted.await.map_err(unreachable)
    }

    async fn upgraded(&self) -> Result<AsyncSmtpConnection, Trouble> {
        let SmtpServer { host, port, .. } = &self.server;
        let stream = Box::new(connect(host, *port).await.map_err(off_line)?);
        let greeted = AsyncSmtpConnection::connect_with_transport(stream, &self.hello);
        let mut connection = greeted.await.map_err(unreachable)?;
        if !connection.can_starttls() {
            connection.abort().await;
            return Err(Trouble::NoTls);
        }
        let certificate = TlsParameters::new_rustls(host.clone()).map_err(unreachable)?;
        let encrypting = connection.starttls(certificate, &self.hello);
        encrypting.await.map_err(unreachable)?;
        Ok(connection)
    }

    async fn sign_in(&self, connection: &mut AsyncSmtpConnection) -> Result<(), Trouble> {
        let Some((user, password)) = &self.server.credentials else {
            return Ok(());
        };
        let credentials = Credentials::new(user.clone(), password.clone());
        let mechanisms = [Mechanism::Plain, Mechanism::Login];
        match connection.auth(&mechanisms, &credentials).await {
            Ok(_) => Ok(()),
            Err(error) => {
                connection.abort().await;
                Err(match error.is_permanent() || error.is_client() {
                    true => Trouble::SignIn(status(&error)),
                    false => unreachable(error),
                })
            }
        }
    }
}

fn told(outcome: Result<String, Stop>) -> Result<Delivery, Trouble> {
    match outcome {
        Ok(answer) => Ok(Delivery::Sent(answer)),
        Err(Stop::No(why)) => Ok(Delivery::Not(why)),
        Err(Stop::Unanswered) => Ok(Delivery::Not(Undelivered::Delayed {
            status: "no answer".to_owned(),
        })),
        Err(Stop::Lost(trouble)) => Err(trouble),
    }
}

async fn send(connection: &mut AsyncSmtpConnection, mail: &Composed) -> Result<String, Stop> {
    let from = Mail::new(Some(mail.return_path.clone()), Vec::new());
    // A sender that is refused is a matter of settings, and may be put right before the mail is given up.
    let begun = answered(connection.command(from)).await?;
    begun.map_err(|error| delayed(&error))?;
    let to = Rcpt::new(mail.to.clone(), Vec::new());
    let known = answered(connection.command(to)).await?;
    known.map_err(|error| refused(&error))?;
    let awaited = answered(connection.command(Data)).await?;
    awaited.map_err(|error| refused(&error))?;
    let taken = timeout(LAST_ANSWER, connection.message(&mail.bytes)).await;
    match taken {
        Ok(Ok(response)) => Ok(queue_id(&response)),
        Ok(Err(error)) if error.is_permanent() || error.is_transient() => Err(refused(&error)),
        Ok(Err(_)) | Err(_) => Err(Stop::Unanswered),
    }
}

/// The server's answer: yes, or no to this mail. Anything else loses the connection.
async fn answered(
    answer: impl Future<Output = Result<Response, Error>>,
) -> Result<Result<Response, Error>, Stop> {
    let lost = |trouble| Err(Stop::Lost(trouble));
    match timeout(ANSWER, answer).await {
        Err(_) => lost(Trouble::Unreachable("it does not answer".to_owned())),
        Ok(Err(error)) if is_closing(&error) => lost(Trouble::Closing(status(&error))),
        Ok(Err(error)) if !error.is_permanent() && !error.is_transient() => {
            lost(unreachable(error))
        }
        Ok(answer) => Ok(answer),
    }
}

/// 421: it is about to close the connection, whatever was asked (RFC 5321, 3.8).
fn is_closing(error: &Error) -> bool {
    error.status().is_some_and(|code| code.to_string() == "421")
}

fn refused(error: &Error) -> Stop {
    let status = status(error);
    Stop::No(match error.is_permanent() {
        true => Undelivered::Refused { status },
        false => Undelivered::Delayed { status },
    })
}

fn delayed(error: &Error) -> Stop {
    Stop::No(Undelivered::Delayed {
        status: status(error),
    })
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is passed to map_err, and ends here"
)]
fn off_line(error: std::io::Error) -> Trouble {
    Trouble::Unreachable(error.to_string())
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "it is passed to map_err, and ends here"
)]
fn unreachable(error: Error) -> Trouble {
    let why =
        std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
    Trouble::Unreachable(why)
}

/// The server's status: its code, and its enhanced code where it gave one. Never its words, which may name the person.
fn status(error: &Error) -> String {
    let Some(code) = error.status() else {
        return "no status".to_owned();
    };
    let said = error.to_string();
    let enhanced = said
        .split([' ', ':', '(', ')'])
        .find(|word| is_enhanced_status(word));
    match enhanced {
        Some(enhanced) => format!("{code} {enhanced}"),
        None => code.to_string(),
    }
}

/// A status as RFC 3463 writes it: 5.1.1.
pub(super) fn is_enhanced_status(word: &str) -> bool {
    let mut parts = word.split('.');
    let class = parts.next().unwrap_or_default();
    let is_number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let rest: Vec<&str> = parts.collect();
    matches!(class, "2" | "4" | "5") && rest.len() == 2 && rest.into_iter().all(is_number)
}

/// The id in the server's queue, for who asks its administrator. Servers write it after "queued as", or last; words
/// that may be an address are left out.
fn queue_id(response: &Response) -> String {
    let said = response.message().last().unwrap_or_default();
    let after = said.split_once("queued as ").map(|(_, after)| after);
    let word = match after {
        Some(after) => after.split_whitespace().next(),
        None => said.split_whitespace().last(),
    };
    let word = word.unwrap_or_default().trim_end_matches(['.', ',', ';']);
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.:=".contains(&byte);
    match word {
        word if !word.is_empty() && word.len() <= 100 && word.bytes().all(is_id) => word.to_owned(),
        _ => response.code().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use lettre::transport::smtp::response::{Category, Code, Detail, Severity};

    use super::*;

    fn said(words: &str) -> String {
        let code = Code::new(
            Severity::PositiveCompletion,
            Category::MailSystem,
            Detail::Zero,
        );
        queue_id(&Response::new(code, vec![words.to_owned()]))
    }

    #[test]
    fn the_queues_id_is_found_where_servers_write_it() {
        for (words, id) in [
            ("2.0.0 Ok: queued as 4BzK2f0xq1z9", "4BzK2f0xq1z9"),
            ("OK id=1tHb3C-0001Zx-2W", "id=1tHb3C-0001Zx-2W"),
            ("2.0.0 41a3c1 Message accepted for delivery", "delivery"),
            ("Ok", "Ok"),
            ("", "250"),
            ("taken for <anna@example.dk>", "250"),
        ] {
            assert_eq!(said(words), id, "{words}");
        }
    }

    #[test]
    fn a_status_is_told_from_words_and_addresses() {
        assert!(is_enhanced_status("5.1.1"));
        assert!(is_enhanced_status("4.7.650"));
        for word in ["192.0.2.1", "5.1", "3.1.1", "5.1.x", "5.1.1111", ""] {
            assert!(!is_enhanced_status(word), "{word}");
        }
    }
}
