//! Where mails go and how fast, as the settings say.

use std::fmt;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::{Path, PathBuf};

use domain::mail::MailAddress;
use percent_encoding::percent_decode_str;
use storage::StoreSettings;
use url::Url;

use super::imap_settings::Incoming;
use crate::config::ConfigError;

/// How many connections are used without `SAMTYKKE_MAIL_CONNECTIONS`.
const CONNECTIONS: NonZeroUsize = NonZeroUsize::MIN.saturating_add(3);
/// The most connections; mail servers refuse far fewer from one sender.
const MOST_CONNECTIONS: usize = 64;
/// The selector without `SAMTYKKE_DKIM_SELECTOR`.
const SELECTOR: &str = "samtykke";

/// Everything about mail that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    /// Where mails go.
    pub outgoing: Outgoing,
    /// How many go at the same time.
    pub connections: NonZeroUsize,
    /// How many go in a minute, by all nodes together; as many as the server takes without.
    pub per_minute: Option<NonZeroU32>,
    /// What answers about undeliverable mails go to, with `+` and the mail's token before the `@`; they go to the
    /// sender's address without.
    pub bounces: Option<MailAddress>,
    /// The mailbox that answers and undeliverable mails come to; none is fetched without.
    pub incoming: Option<Incoming>,
    /// The key that mails are signed with, and its selector.
    pub dkim: Option<(PathBuf, String)>,
}

/// Where mails go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    /// To a mail server.
    Smtp(SmtpServer),
    /// Into files in this folder, for trying things out.
    Folder(PathBuf),
    /// Nowhere yet: they wait in the database.
    Wait,
}

/// How a connection is encrypted. There is no third way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From its first byte (`smtps://`).
    Wrapped,
    /// By STARTTLS, which the server must offer (`smtp://`).
    StartTls,
}

/// A mail server that takes our mails.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: Tls,
    /// User and password, where it asks for them.
    pub credentials: Option<(String, String)>,
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// The settings as written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) smtp: Option<String>,
    pub(crate) connections: Option<String>,
    pub(crate) rate: Option<String>,
    pub(crate) bounces: Option<String>,
    pub(crate) imap: Option<String>,
    pub(crate) dkim_key: Option<String>,
    pub(crate) dkim_selector: Option<String>,
}

impl MailSettings {
    /// Reads what was written. Without a mail server, mails of a database that one process uses become files below
    /// `data`; other nodes' files would be nowhere to be found.
    pub(crate) fn read(
        written: Written,
        database: &StoreSettings,
        data: &Path,
    ) -> Result<Self, ConfigError> {
        let outgoing = match (written.smtp, database) {
            (Some(url), _) => Outgoing::Smtp(SmtpServer::parse(&url)?),
            (None, StoreSettings::Sqlite { .. }) => Outgoing::Folder(data.join("mail")),
            (None, StoreSettings::Postgres { .. }) => Outgoing::Wait,
        };
        let connections = written.connections.map(|number| connections(&number));
        Ok(Self {
            outgoing,
            connections: connections.transpose()?.unwrap_or(CONNECTIONS),
            per_minute: written.rate.map(|rate| per_minute(&rate)).transpose()?,
            bounces: written
                .bounces
                .map(|address| bounces(&address))
                .transpose()?,
            incoming: written.imap.map(|url| Incoming::parse(&url)).transpose()?,
            dkim: dkim(written.dkim_key, written.dkim_selector)?,
        })
    }
}

impl SmtpServer {
    fn parse(written: &str) -> Result<Self, ConfigError> {
        Self::read(written).ok_or(ConfigError::Value {
            name: "SAMTYKKE_SMTP",
            // It may hold a password.
            value: "…".to_owned(),
            remedy: "write smtps://user:password@host:465, or smtp://user:password@host:587 for STARTTLS; signs such as @ in a password as %40",
        })
    }

    fn read(written: &str) -> Option<Self> {
        let url = Url::parse(written).ok()?;
        let (tls, usual_port) = match url.scheme() {
            "smtps" => (Tls::Wrapped, 465),
            "smtp" => (Tls::StartTls, 587),
            _ => return None,
        };
        let says_more = !matches!(url.path(), "" | "/") || url.query().is_some();
        let host = url
            .host_str()
            .filter(|host| !host.is_empty() && !says_more)?;
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) if !user.is_empty() => {
                Some((decoded(user)?, decoded(password)?))
            }
            _ => return None,
        };
        Some(Self {
            host: host.to_owned(),
            port: url.port().unwrap_or(usual_port),
            tls,
            credentials,
        })
    }
}

fn decoded(part: &str) -> Option<String> {
    let decoded = percent_decode_str(part).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

fn connections(written: &str) -> Result<NonZeroUsize, ConfigError> {
    let number = written.parse().ok();
    number
        .filter(|number: &NonZeroUsize| number.get() <= MOST_CONNECTIONS)
        .ok_or_else(|| ConfigError::Value {
            name: "SAMTYKKE_MAIL_CONNECTIONS",
            value: written.to_owned(),
            remedy: "write a number from 1 to 64",
        })
}

fn per_minute(written: &str) -> Result<NonZeroU32, ConfigError> {
    written.parse().map_err(|_| ConfigError::Value {
        name: "SAMTYKKE_MAIL_RATE",
        value: written.to_owned(),
        remedy: "write how many mails may go in a minute, 1 or more, such as 120",
    })
}

fn bounces(written: &str) -> Result<MailAddress, ConfigError> {
    let refused = || ConfigError::Value {
        name: "SAMTYKKE_MAIL_BOUNCES",
        value: written.to_owned(),
        remedy: "write an address with a short first part that takes +extensions, such as bounce@example.dk",
    };
    let address = MailAddress::parse(written).map_err(|_| refused())?;
    // With `+stop-` and 42 characters of token the part before the @ has at most the 64 that it may have.
    match address.local() {
        local if local.len() <= 16 && !local.contains('+') => Ok(address),
        _ => Err(refused()),
    }
}

fn dkim(
    key: Option<String>,
    selector: Option<String>,
) -> Result<Option<(PathBuf, String)>, ConfigError> {
    let Some(key) = key else {
        return Ok(None);
    };
    let selector = selector.unwrap_or_else(|| SELECTOR.to_owned());
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if !selector.split('.').all(is_label) {
        return Err(ConfigError::Value {
            name: "SAMTYKKE_DKIM_SELECTOR",
            value: selector,
            remedy: "write the name before ._domainkey in the key's DNS record, such as samtykke",
        });
    }
    Ok(Some((PathBuf::from(key), selector)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_read_with_its_usual_port_and_its_password_decoded() {
        let server = SmtpServer::parse("smtp://post%40x.dk:p%3Ass@mail.example.dk").unwrap();
        assert_eq!((server.tls, server.port), (Tls::StartTls, 587));
        assert_eq!(server.host, "mail.example.dk");
        let credentials = ("post@x.dk".to_owned(), "p:ss".to_owned());
        assert_eq!(server.credentials, Some(credentials));
        assert!(!format!("{server:?}").contains("p:ss"));
        let server = SmtpServer::parse("smtps://mail.example.dk/").unwrap();
        assert_eq!((server.tls, server.port), (Tls::Wrapped, 465));
        assert_eq!(server.credentials, None);
    }

    #[test]
    fn what_is_no_server_is_refused_without_showing_its_password() {
        for url in [
            "mail.example.dk",
            "http://mail.example.dk",
            "smtp://user@mail.example.dk",
            "smtp://:secret@mail.example.dk",
            "smtp://user:secret@",
            "smtp://user:secret@host/path",
            "smtp://user:secret@host?tls=off",
        ] {
            let error = SmtpServer::parse(url).unwrap_err().to_string();
            assert!(error.starts_with("SAMTYKKE_SMTP"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    fn read(written: Written) -> Result<MailSettings, ConfigError> {
        let path = PathBuf::from("x.db");
        MailSettings::read(written, &StoreSettings::Sqlite { path }, Path::new("data"))
    }

    fn set(value: &str) -> Option<String> {
        Some(value.to_owned())
    }

    #[test]
    fn without_a_server_mails_become_files_in_the_data_folder() {
        let settings = read(Written::default()).unwrap();
        assert_eq!(
            settings.outgoing,
            Outgoing::Folder(PathBuf::from("data/mail"))
        );
        assert_eq!(settings.connections.get(), 4);
    }

    #[test]
    fn bad_values_are_named() {
        let written = Written::default;
        for (name, written) in [
            (
                "SAMTYKKE_MAIL_CONNECTIONS",
                Written {
                    connections: set("0"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_MAIL_CONNECTIONS",
                Written {
                    connections: set("65"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_MAIL_RATE",
                Written {
                    rate: set("0"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_MAIL_RATE",
                Written {
                    rate: set("fast"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_MAIL_BOUNCES",
                Written {
                    bounces: set("bounce"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_MAIL_BOUNCES",
                Written {
                    bounces: set("a+b@example.dk"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_MAIL_BOUNCES",
                Written {
                    bounces: set("a-name-that-is-17@example.dk"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_IMAP",
                Written {
                    imap: set("imap://user:password@mail.example.dk"),
                    ..written()
                },
            ),
            (
                "SAMTYKKE_DKIM_SELECTOR",
                Written {
                    dkim_key: set("k.pem"),
                    dkim_selector: set("a b"),
                    ..written()
                },
            ),
        ] {
            let error = read(written).unwrap_err().to_string();
            assert!(error.starts_with(name), "{error}");
        }
    }
}
