//! Where a PostgreSQL database is. The address holds a password, so it is never shown.

use std::fmt;
use std::str::FromStr as _;

use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

/// The parameters that an address may have after its `?`. The driver would log the value of any other.
const PARAMETERS: [&str; 13] = [
    "application_name",
    "dbname",
    "host",
    "hostaddr",
    "password",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "user",
    "options",
    "options[search_path]",
];

/// The address of a PostgreSQL database: `postgres://user:password@host:port/database?sslmode=verify-full`.
#[derive(Clone)]
pub struct PostgresUrl {
    text: String,
    options: Box<PgConnectOptions>,
}

impl PostgresUrl {
    /// Reads an address that begins with `postgres://` or `postgresql://` and names a database.
    ///
    /// # Errors
    /// What to write instead; never a part of the address.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const SHAPE: &str = "write postgres://user:password@host:5432/database, and % with two digits for special characters";
        if !(text.starts_with("postgres://") || text.starts_with("postgresql://")) {
            return Err(SHAPE);
        }
        if !parameters(text).all(|name| PARAMETERS.contains(&name)) {
            return Err(
                "after the ? only sslmode, sslrootcert, sslcert, sslkey, host, hostaddr, port, dbname, user, password, \
                 application_name and options are known",
            );
        }
        let options = PgConnectOptions::from_str(text).map_err(|_| SHAPE)?;
        if options.get_database().is_none() {
            return Err(
                "name the database at its end, such as postgres://user:password@host/samtykke",
            );
        }
        Ok(Self {
            text: text.to_owned(),
            options: Box::new(named(options).disable_statement_logging()),
        })
    }

    pub(crate) fn options(&self) -> &PgConnectOptions {
        &self.options
    }
}

/// An administrator sees in PostgreSQL's views whose connections these are.
fn named(options: PgConnectOptions) -> PgConnectOptions {
    match options.get_application_name() {
        Some(_) => options,
        None => options.application_name("samtykke"),
    }
}

fn parameters(text: &str) -> impl Iterator<Item = &str> {
    let written = text.split_once('?').map_or("", |(_, written)| written);
    let pairs = written.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
}

impl PartialEq for PostgresUrl {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for PostgresUrl {}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PostgresUrl(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_does_not_show_itself() {
        let url = PostgresUrl::parse("postgres://user:secret@host/samtykke").unwrap();
        assert_eq!(format!("{url:?}"), "PostgresUrl(…)");
    }

    #[test]
    fn what_is_no_address_is_refused_without_showing_it() {
        for text in [
            "mysql://user:secret@host/samtykke",
            "postgres://user:secret@host:secret/samtykke",
            "postgres://user:secret@host",
            "postgres://user@host/samtykke?pasword=secret",
            "postgres://user@host/samtykke?sslmode=secret",
        ] {
            let remedy = PostgresUrl::parse(text).unwrap_err();
            assert!(!remedy.contains("secret"), "{remedy}");
        }
    }

    #[test]
    fn sockets_and_parameters_are_taken() {
        let text =
            "postgres://user@%2Frun%2Fpostgresql/samtykke?sslmode=disable&application_name=node-2";
        let url = PostgresUrl::parse(text).unwrap();
        assert_eq!(url.options().get_application_name(), Some("node-2"));
        assert!(url.options().get_socket().is_some());
    }
}
