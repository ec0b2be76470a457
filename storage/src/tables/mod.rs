//! One file per table: its SQL, its rows and how they are written and read.

pub(crate) mod consent;
pub(crate) mod heartbeat;
pub(crate) mod leaf;
pub(crate) mod notice;
pub(crate) mod refusal;
pub(crate) mod register_version;

/// Bytes that are JSON, for a text column.
fn json<'a>(bytes: &'a [u8], what: &'static str) -> Result<&'a str, crate::StoreError> {
    std::str::from_utf8(bytes).map_err(|_| crate::StoreError::Unreadable(what))
}

#[cfg(test)]
mod tests {
    use sqlx::postgres::PgConnection;
    use sqlx::sqlite::SqliteConnection;
    use sqlx::{Connection as _, Either, Executor as _, SqlStr, Statement as _};

    use super::{consent, heartbeat, leaf, notice, refusal, register_version};
    use crate::connection::Statement;

    const fn entry<const N: usize>(statement: &Statement<N>) -> (&'static str, usize) {
        (statement.0, N)
    }

    /// The text that both databases take.
    const COMMON: [(&str, usize); 16] = [
        entry(&consent::INSERT),
        entry(&consent::BY_CODE),
        entry(&consent::BY_ATTEMPT),
        entry(&consent::MARK_ENDED),
        entry(&consent::INSERT_END),
        entry(&consent::EVIDENCE),
        entry(&heartbeat::BEAT),
        entry(&leaf::APPEND),
        entry(&leaf::ALL),
        entry(&notice::INSERT),
        entry(&notice::BY_HASH),
        entry(&refusal::COUNT),
        entry(&refusal::OF_DAY),
        entry(&register_version::INSERT),
        entry(&register_version::BY_VERSION),
        entry(&register_version::ALL),
    ];

    const SQLITE: [(&str, usize); 0] = [];

    const POSTGRES: [(&str, usize); 2] = [
        entry(&consent::HOLD_BY_CODE),
        entry(&consent::HOLD_BY_ATTEMPT),
    ];

    /// A call binds as many values as the statement's type says, or it does not compile.
    #[tokio::test]
    async fn every_statement_prepares_on_sqlite_and_takes_as_many_values_as_its_calls_bind() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        crate::sqlite::migrations::run(&mut connection)
            .await
            .unwrap();
        for (sql, binds) in COMMON.into_iter().chain(SQLITE) {
            let prepared = connection.prepare(SqlStr::from_static(sql)).await.unwrap();
            let Some(Either::Right(parameters)) = prepared.parameters() else {
                panic!("SQLite counts parameters");
            };
            assert_eq!(parameters, binds, "{sql}");
        }
    }

    #[tokio::test]
    async fn every_statement_prepares_on_postgresql_and_takes_as_many_values_as_its_calls_bind() {
        let url = std::env::var("SAMTYKKE_TEST_POSTGRES")
            .expect("SAMTYKKE_TEST_POSTGRES names a PostgreSQL to test on; run tools/test-rust");
        let mut connection = PgConnection::connect(&url).await.unwrap();
        connection
            .execute("CREATE SCHEMA statements; SET search_path = statements")
            .await
            .unwrap();
        crate::postgres::migrations::run(&mut connection)
            .await
            .unwrap();
        for (sql, binds) in COMMON.into_iter().chain(POSTGRES) {
            let prepared = connection.prepare(SqlStr::from_static(sql)).await.unwrap();
            let Some(Either::Left(parameters)) = prepared.parameters() else {
                panic!("PostgreSQL types parameters");
            };
            assert_eq!(parameters.len(), binds, "{sql}");
        }
        connection
            .execute("DROP SCHEMA statements CASCADE")
            .await
            .unwrap();
    }

    #[test]
    fn no_statement_is_left_out() {
        let files = [
            include_str!("consent.rs"),
            include_str!("heartbeat.rs"),
            include_str!("leaf.rs"),
            include_str!("notice.rs"),
            include_str!("refusal.rs"),
            include_str!("register_version.rs"),
        ];
        let is_statement = |line: &&str| line.starts_with("pub(crate) const ");
        let written = files
            .iter()
            .flat_map(|file| file.lines())
            .filter(is_statement)
            .count();
        assert_eq!(COMMON.len() + SQLITE.len() + POSTGRES.len(), written);
    }
}
