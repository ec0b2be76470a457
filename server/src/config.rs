//! Settings: `samtykke.toml` in the working folder, each value outranked by its environment variable.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use storage::{KeySettings, PostgresUrl, StoreSettings};

use crate::client::Proxies;
use crate::eid::EidSettings;
use crate::mail::{MailSettings, Written};

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {file}: {source}. Make it readable, or remove it to use the defaults")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what it should be.
    #[error(
        "{file}: {problem}. The keys are addr, database, keys, root_key, signing_key, register, data, site, public_url, trusted_proxies, log_json, smtp, mail_connections, mail_rate, mail_bounces, imap, dkim_key, dkim_selector and oidc"
    )]
    Malformed {
        /// The file.
        file: PathBuf,
        /// What the reader met.
        problem: String,
    },
    /// One value cannot be used.
    #[error("{name} = \"{value}\" cannot be used: {remedy}")]
    Value {
        /// The setting, as the environment variable.
        name: &'static str,
        /// What it holds.
        value: String,
        /// What to write instead.
        remedy: &'static str,
    },
}

/// The file as written. Every key may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Raw {
    addr: Option<String>,
    database: Option<String>,
    keys: Option<String>,
    root_key: Option<String>,
    signing_key: Option<String>,
    register: Option<String>,
    data: Option<String>,
    site: Option<String>,
    public_url: Option<String>,
    trusted_proxies: Option<String>,
    log_json: Option<String>,
    smtp: Option<String>,
    mail_connections: Option<String>,
    mail_rate: Option<String>,
    mail_bounces: Option<String>,
    imap: Option<String>,
    dkim_key: Option<String>,
    dkim_selector: Option<String>,
    oidc: Option<String>,
}

/// Everything the server is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where to listen.
    pub addr: SocketAddr,
    /// Where things are kept.
    pub database: StoreSettings,
    /// Where the keys of what is stored are kept.
    pub keys: KeySettings,
    /// The file of the root key.
    pub root_key: PathBuf,
    /// The file of the key that signs the log's heads.
    pub signing_key: PathBuf,
    /// The register file.
    pub register: PathBuf,
    /// The folder for everything stored.
    pub data: PathBuf,
    /// The folder of the front build.
    pub site: PathBuf,
    /// Where people reach the service; `None` on loopback, unless it is said under which name.
    pub public_url: Option<String>,
    /// Proxies whose word on the client's address is taken.
    pub trusted_proxies: Proxies,
    /// Log lines as JSON.
    pub log_json: bool,
    /// Where mails go, and how fast.
    pub mail: MailSettings,
    /// Who says which person somebody is.
    pub eid: Option<EidSettings>,
}

impl Settings {
    /// Reads `samtykke.toml` in `folder`, if there is one, and the environment through `variable`.
    ///
    /// # Errors
    /// Names the file or setting, and what to write instead.
    pub fn read(
        folder: &Path,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let file = folder.join("samtykke.toml");
        let raw = match std::fs::read_to_string(&file) {
            Ok(text) => toml::from_str(&text).map_err(|error| ConfigError::Malformed {
                file: file.clone(),
                problem: error.message().to_owned(),
            })?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Raw::default(),
            Err(source) => return Err(ConfigError::Unreadable { file, source }),
        };
        Self::from_raw(raw, variable)
    }

    fn from_raw(raw: Raw, variable: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let value = |name: &str, written: Option<String>| variable(name).or(written);
        let data =
            value("SAMTYKKE_DATA", raw.data).map_or_else(|| PathBuf::from("data"), PathBuf::from);
        let path = |name: &str, written: Option<String>, default: PathBuf| {
            value(name, written).map_or(default, PathBuf::from)
        };
        let addr = value("SAMTYKKE_ADDR", raw.addr);
        let public_url = value("SAMTYKKE_PUBLIC_URL", raw.public_url);
        let proxies = value("SAMTYKKE_TRUSTED_PROXIES", raw.trusted_proxies).unwrap_or_default();
        let database = database(value("SAMTYKKE_DATABASE", raw.database), &data)?;
        let mail = Written {
            smtp: value("SAMTYKKE_SMTP", raw.smtp),
            connections: value("SAMTYKKE_MAIL_CONNECTIONS", raw.mail_connections),
            rate: value("SAMTYKKE_MAIL_RATE", raw.mail_rate),
            bounces: value("SAMTYKKE_MAIL_BOUNCES", raw.mail_bounces),
            imap: value("SAMTYKKE_IMAP", raw.imap),
            dkim_key: value("SAMTYKKE_DKIM_KEY", raw.dkim_key),
            dkim_selector: value("SAMTYKKE_DKIM_SELECTOR", raw.dkim_selector),
        };
        let eid = value("SAMTYKKE_OIDC", raw.oidc);
        let settings = Self {
            eid: eid.as_deref().map(EidSettings::parse).transpose()?,
            mail: MailSettings::read(mail, &database, &data)?,
            addr: listening(addr)?,
            keys: keys(value("SAMTYKKE_KEYS", raw.keys), &database, &data)?,
            database,
            root_key: path("SAMTYKKE_ROOT_KEY", raw.root_key, data.join("root.key")),
            signing_key: path(
                "SAMTYKKE_SIGNING_KEY",
                raw.signing_key,
                data.join("signing.key"),
            ),
            register: path(
                "SAMTYKKE_REGISTER",
                raw.register,
                data.join("register.toml"),
            ),
            site: path("SAMTYKKE_SITE", raw.site, PathBuf::from("target/site")),
            data,
            public_url: public_url.map(public).transpose()?,
            trusted_proxies: Proxies::parse(&proxies).ok_or(ConfigError::Value {
                name: "SAMTYKKE_TRUSTED_PROXIES",
                value: proxies,
                remedy: "write addresses with commas between them, such as 127.0.0.1, 10.0.0.2",
            })?,
            log_json: flag(value("SAMTYKKE_LOG_JSON", raw.log_json))?,
        };
        settings.refuse_public_without_tls()
    }

    /// People's choices do not cross a network in the clear.
    fn refuse_public_without_tls(self) -> Result<Self, ConfigError> {
        if self.addr.ip().is_loopback() || self.is_secure() {
            return Ok(self);
        }
        Err(ConfigError::Value {
            name: "SAMTYKKE_ADDR",
            value: self.addr.to_string(),
            remedy: "listen on 127.0.0.1 behind a TLS proxy, or set SAMTYKKE_PUBLIC_URL to the https:// address that the proxy serves",
        })
    }

    /// People reach the service over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        let url = self.public_url.as_deref();
        url.is_some_and(|url| url.starts_with("https://"))
    }
}

fn listening(addr: Option<String>) -> Result<SocketAddr, ConfigError> {
    let addr = addr.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    addr.parse().map_err(|_| ConfigError::Value {
        name: "SAMTYKKE_ADDR",
        value: addr,
        remedy: "write address and port, such as 127.0.0.1:3000",
    })
}

fn database(written: Option<String>, data: &Path) -> Result<StoreSettings, ConfigError> {
    let file = |path| Ok(StoreSettings::Sqlite { path });
    let Some(written) = written else {
        return file(data.join("samtykke.db"));
    };
    match written.split_once("://") {
        None => file(PathBuf::from(written)),
        Some(("sqlite", path)) => file(PathBuf::from(path)),
        Some(_) => PostgresUrl::parse(&written)
            .map(|url| StoreSettings::Postgres { url })
            .map_err(|remedy| ConfigError::Value {
                name: "SAMTYKKE_DATABASE",
                // It may hold a password.
                value: "…".to_owned(),
                remedy,
            }),
    }
}

/// Keys of its own at each node would leave the others unable to open what one sealed, so a database that nodes
/// share needs a key store that they share.
fn keys(
    written: Option<String>,
    database: &StoreSettings,
    data: &Path,
) -> Result<KeySettings, ConfigError> {
    let refused = |remedy| ConfigError::Value {
        name: "SAMTYKKE_KEYS",
        // It may hold a password.
        value: "…".to_owned(),
        remedy,
    };
    match (written, database) {
        (Some(written), _) if written.starts_with("postgres") && written.contains("://") => {
            let url = PostgresUrl::parse(&written).map_err(refused)?;
            Ok(KeySettings::Postgres { url })
        }
        (Some(written), _) if written.contains("://") => Err(refused(
            "write the path of a file, or postgres://user:password@host/keys",
        )),
        (Some(written), _) => Ok(KeySettings::Sqlite {
            path: PathBuf::from(written),
        }),
        (None, StoreSettings::Sqlite { .. }) => Ok(KeySettings::Sqlite {
            path: data.join("keys.db"),
        }),
        (None, StoreSettings::Postgres { .. }) => Err(refused(
            "name a second PostgreSQL database for the keys, the same at every node; its backups are kept 30 days at most",
        )),
    }
}

/// Over TLS, or on this machine under its name, where browsers take it for as safe and passkeys can be tried.
fn public(url: String) -> Result<String, ConfigError> {
    let bare = url.trim_end_matches('/');
    let host = bare.strip_prefix("https://");
    let port = bare.strip_prefix("http://localhost:");
    match (host, port) {
        (Some(host), _) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(bare.to_owned())
        }
        (_, Some(port)) if port.parse::<u16>().is_ok() => Ok(bare.to_owned()),
        _ => Err(ConfigError::Value {
            name: "SAMTYKKE_PUBLIC_URL",
            value: url,
            remedy: "write scheme and host only, such as https://samtykke.example.dk",
        }),
    }
}

fn flag(written: Option<String>) -> Result<bool, ConfigError> {
    match written.as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => Err(ConfigError::Value {
            name: "SAMTYKKE_LOG_JSON",
            value: other.to_owned(),
            remedy: "write true or false",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Settings, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        Settings::read(folder.path(), |name| {
            variables
                .iter()
                .find(|(other, _)| *other == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    fn file(path: &str) -> StoreSettings {
        let path = PathBuf::from(path);
        StoreSettings::Sqlite { path }
    }

    #[test]
    fn nothing_set_serves_on_loopback_from_the_data_folder() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.addr, "127.0.0.1:3000".parse().unwrap());
        assert_eq!(settings.database, file("data/samtykke.db"));
        assert!(!settings.is_secure());
    }

    #[test]
    fn the_environment_outranks_the_file() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("samtykke.toml"),
            "addr = \"127.0.0.1:1\"\ndata = \"d\"",
        )
        .unwrap();
        let settings = Settings::read(folder.path(), |name| {
            (name == "SAMTYKKE_ADDR").then(|| "127.0.0.1:2".to_owned())
        })
        .unwrap();
        assert_eq!(settings.addr, "127.0.0.1:2".parse().unwrap());
        assert_eq!(settings.database, file("d/samtykke.db"));
    }

    #[test]
    fn a_public_address_without_tls_is_refused() {
        let error = read(&[("SAMTYKKE_ADDR", "0.0.0.0:80")])
            .unwrap_err()
            .to_string();
        assert!(error.contains("SAMTYKKE_PUBLIC_URL"), "{error}");
        assert!(
            read(&[
                ("SAMTYKKE_ADDR", "0.0.0.0:80"),
                ("SAMTYKKE_PUBLIC_URL", "https://x.dk")
            ])
            .is_ok()
        );
    }

    #[test]
    fn this_machine_s_name_needs_no_tls_and_opens_it_to_nobody_else() {
        let here = ("SAMTYKKE_PUBLIC_URL", "http://localhost:3000/");
        let settings = read(&[here]).unwrap();
        let url = settings.public_url.as_deref();
        assert_eq!(url, Some("http://localhost:3000"));
        assert!(!settings.is_secure());
        let error = read(&[here, ("SAMTYKKE_ADDR", "0.0.0.0:80")]);
        let error = error.unwrap_err().to_string();
        assert!(error.starts_with("SAMTYKKE_ADDR"), "{error}");
    }

    #[test]
    fn a_bad_value_is_named_with_its_remedy() {
        for (name, value) in [
            ("SAMTYKKE_ADDR", "localhost"),
            ("SAMTYKKE_PUBLIC_URL", "http://x.dk"),
            ("SAMTYKKE_PUBLIC_URL", "http://localhost"),
            ("SAMTYKKE_PUBLIC_URL", "http://localhost:80.x.dk"),
            ("SAMTYKKE_PUBLIC_URL", "http://localhost.x.dk:80"),
            ("SAMTYKKE_PUBLIC_URL", "https://x.dk/path"),
            ("SAMTYKKE_TRUSTED_PROXIES", "proxy"),
            ("SAMTYKKE_LOG_JSON", "yes"),
            ("SAMTYKKE_DATABASE", "postgres://user:secret@host"),
            ("SAMTYKKE_DATABASE", "mysql://user:secret@host/db"),
            ("SAMTYKKE_KEYS", "postgres://user:secret@host"),
            ("SAMTYKKE_KEYS", "mysql://user:secret@host/db"),
        ] {
            let error = read(&[(name, value)]).unwrap_err().to_string();
            assert!(error.starts_with(name), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn a_database_is_a_file_or_a_server_and_no_password_is_shown() {
        for path in ["x.db", "sqlite://x.db"] {
            let settings = read(&[("SAMTYKKE_DATABASE", path)]).unwrap();
            assert_eq!(settings.database, file("x.db"));
        }
        let url = "postgres://user:secret@host/db";
        let keys = "postgres://user:secret@host/keys";
        let settings = read(&[("SAMTYKKE_DATABASE", url), ("SAMTYKKE_KEYS", keys)]).unwrap();
        assert!(matches!(settings.database, StoreSettings::Postgres { .. }));
        assert!(matches!(settings.keys, KeySettings::Postgres { .. }));
        assert!(!format!("{settings:?}").contains("secret"));
    }

    #[test]
    fn nodes_that_share_a_database_must_share_their_keys() {
        let url = "postgres://user:secret@host/db";
        let error = read(&[("SAMTYKKE_DATABASE", url)]).unwrap_err().to_string();
        assert!(error.starts_with("SAMTYKKE_KEYS"), "{error}");
        let path = PathBuf::from("data/keys.db");
        assert_eq!(read(&[]).unwrap().keys, KeySettings::Sqlite { path });
    }

    #[test]
    fn an_unknown_key_is_told_with_those_that_exist() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("samtykke.toml"), "adr = \"x\"").unwrap();
        let error = Settings::read(folder.path(), |_| None)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("adr") && error.contains("public_url"),
            "{error}"
        );
    }
}
