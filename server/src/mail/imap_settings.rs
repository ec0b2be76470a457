//! Where mails are fetched from, as the settings say.

use std::fmt;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::config::ConfigError;

/// How often the mailbox is looked into.
const EVERY: Duration = Duration::from_secs(60);

/// The mailbox that is fetched, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Where it is.
    pub server: ImapServer,
    /// How often it is looked into.
    pub every: Duration,
}

/// A mail server that keeps what came for us. It is spoken to over TLS, from the first byte.
#[derive(Clone, PartialEq, Eq)]
pub struct ImapServer {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whose mailbox it is.
    pub user: String,
    /// The user's password.
    pub password: String,
}

impl fmt::Debug for ImapServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ImapServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

impl Incoming {
    pub(super) fn parse(written: &str) -> Result<Self, ConfigError> {
        let server = ImapServer::read(written).ok_or(ConfigError::Value {
            name: "SAMTYKKE_IMAP",
            // It may hold a password.
            value: "…".to_owned(),
            remedy: "write imaps://user:password@host:993; signs such as @ in a user or password as %40",
        })?;
        let every = EVERY;
        Ok(Self { server, every })
    }
}

impl ImapServer {
    fn read(written: &str) -> Option<Self> {
        let url = Url::parse(written).ok()?;
        let says_more = !matches!(url.path(), "" | "/") || url.query().is_some();
        if url.scheme() != "imaps" || says_more {
            return None;
        }
        Some(Self {
            host: url.host_str().filter(|host| !host.is_empty())?.to_owned(),
            port: url.port().unwrap_or(993),
            user: word(url.username())?,
            password: word(url.password()?)?,
        })
    }
}

/// A user or password: not empty, and without a line break, which would be a command of its own.
fn word(part: &str) -> Option<String> {
    let decoded = percent_decode_str(part).decode_utf8().ok()?;
    let is_word = !decoded.is_empty() && !decoded.contains(char::is_control);
    is_word.then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_read_with_its_usual_port_and_its_password_decoded() {
        let incoming = Incoming::parse("imaps://post%40x.dk:p%3Ass@mail.example.dk").unwrap();
        let server = &incoming.server;
        assert_eq!(
            (server.host.as_str(), server.port),
            ("mail.example.dk", 993)
        );
        assert_eq!(
            (server.user.as_str(), server.password.as_str()),
            ("post@x.dk", "p:ss")
        );
        assert!(!format!("{incoming:?}").contains("p:ss"));
    }

    #[test]
    fn what_is_no_mailbox_is_refused_without_showing_its_password() {
        for url in [
            "mail.example.dk",
            "imap://user:secret@mail.example.dk",
            "imaps://user@mail.example.dk",
            "imaps://:secret@mail.example.dk",
            "imaps://user:secret@",
            "imaps://user:secret@host/INBOX",
            "imaps://user:secret@host?tls=off",
            "imaps://user:secret%0D%0Aa@host",
        ] {
            let error = Incoming::parse(url).unwrap_err().to_string();
            assert!(error.starts_with("SAMTYKKE_IMAP"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
