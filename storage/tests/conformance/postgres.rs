//! What only a server can do wrong: somebody else's database, missing rights, restarts, cut connections, and
//! several nodes on one database.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use storage::{Operation, Store, StoreError, Tx};
use tokio::task::JoinSet;

use crate::databases::{Database as _, PostgresDatabase, PostgresServer, at};
use crate::proxy::Proxy;
use crate::records::{End, Give, Prepare, Wait, code, consent};

async fn sql(url: &str, statement: &str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

async fn text(url: &str, query: &'static str) -> String {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(query)
        .fetch_one(&mut connection)
        .await
        .unwrap()
}

async fn opened(url: &str) -> Store {
    let store = Store::open(&at(url)).await.unwrap();
    store.commit(Prepare).await.unwrap();
    store
}

async fn refusal(url: &str) -> String {
    match Store::open(&at(url)).await {
        Ok(_) => panic!("the database was opened"),
        Err(error) => {
            let error = error.to_string();
            assert!(error.contains("SAMTYKKE_DATABASE"), "{error}");
            error
        }
    }
}

/// The same server as another role.
fn as_role(url: &str, role: &str) -> String {
    url.replace("samtykke@", &format!("{role}@"))
}

#[tokio::test]
async fn a_newer_schema_is_refused_by_both_numbers() {
    let database = PostgresDatabase::fresh();
    opened(&database.0).await.close().await;
    sql(
        &database.0,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (42, 'later', TRUE, '\\x00', 0)",
    )
    .await;
    let refusal = refusal(&database.0).await;
    assert!(refusal.contains("schema 42"), "{refusal}");
}

#[tokio::test]
async fn another_program_s_database_is_left_alone() {
    let database = PostgresDatabase::fresh();
    sql(&database.0, "CREATE TABLE theirs (x BIGINT)").await;
    let refusal = refusal(&database.0).await;
    assert!(
        refusal.contains("not a database of this service"),
        "{refusal}"
    );
    sql(&database.0, "DROP TABLE theirs").await;
    opened(&database.0).await;
}

#[tokio::test]
async fn who_is_not_let_in_is_told_so() {
    let database = PostgresDatabase::fresh();
    let missing = format!("{}missing", database.0);
    assert!(refusal(&missing).await.contains("lets nobody in"));
    let nobody = as_role(&database.0, "nobody_here");
    assert!(refusal(&nobody).await.contains("lets nobody in"));
}

#[tokio::test]
async fn a_role_that_may_not_make_tables_is_told_so() {
    let database = PostgresDatabase::fresh();
    let role = format!("role_{}", database.0.rsplit_once('/').unwrap().1);
    sql(&database.0, &format!("CREATE ROLE {role} LOGIN")).await;
    let refusal = refusal(&as_role(&database.0, &role)).await;
    assert!(refusal.contains("lacks a right"), "{refusal}");
    sql(&database.0, &format!("DROP ROLE {role}")).await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_told_without_the_password() {
    let url = "postgres://user:secret@127.0.0.1:1/samtykke";
    let refusal = refusal(url).await;
    assert!(refusal.contains("does not answer"), "{refusal}");
    assert!(!refusal.contains("secret"), "{refusal}");
}

#[tokio::test]
async fn an_encoding_that_lacks_characters_is_refused() {
    let database = PostgresDatabase::fresh();
    let name = format!("{}ascii", database.0.rsplit_once('/').unwrap().1);
    let making =
        format!("CREATE DATABASE {name} ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    sql(&database.0, &making).await;
    let ascii = PostgresDatabase(format!("{}ascii", database.0));
    let refusal = refusal(&ascii.0).await;
    assert!(refusal.contains("UTF8"), "{refusal}");
}

#[tokio::test]
async fn commits_are_synced_whatever_the_database_says() {
    let database = PostgresDatabase::fresh();
    opened(&database.0).await.close().await;
    let name = database.0.rsplit_once('/').unwrap().1;
    sql(
        &database.0,
        &format!(
            "ALTER DATABASE {name} SET synchronous_commit = off; \
             CREATE TABLE seen (said TEXT); \
             CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
               INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$; \
             CREATE TRIGGER see AFTER UPDATE ON heartbeat FOR EACH ROW EXECUTE FUNCTION see()"
        ),
    )
    .await;
    let store = Store::open(&at(&database.0)).await.unwrap();
    store.check_writable().await.unwrap();
    assert_eq!(text(&database.0, "SHOW synchronous_commit").await, "off");
    let seen = "SELECT string_agg(DISTINCT said, ',') FROM seen";
    assert_eq!(text(&database.0, seen).await, "on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_that_start_at_once_make_the_schema_once() {
    let database = PostgresDatabase::fresh();
    let settings = database.settings();
    let node = || Store::open(&settings);
    let (first, second, third) = tokio::join!(node(), node(), node());
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_share_one_database() {
    let database = PostgresDatabase::fresh();
    let (one, other) = (opened(&database.0).await, opened(&database.0).await);
    one.commit(Give(1)).await.unwrap();
    assert!(other.consent_by_code(&code(1)).await.unwrap().is_some());
    for number in 2..20 {
        let (first, second) = tokio::join!(one.commit(Give(number)), other.commit(Give(number)));
        assert_eq!(first.unwrap(), second.unwrap());
        let (first, second) = tokio::join!(one.commit(End(number)), other.commit(End(number)));
        assert_ne!(
            first.unwrap(),
            second.unwrap(),
            "one of two ends is the end"
        );
    }
    assert_eq!(one.leaves().await.unwrap().len(), 1 + 2 * 18);
}

#[tokio::test]
async fn tables_that_held_open_records_are_written_anew_once() {
    let database = PostgresDatabase::fresh();
    let store = opened(&database.0).await;
    store.commit(Give(1)).await.unwrap();
    let place = "SELECT pg_relation_filenode('consent')::text";
    let before = text(&database.0, place).await;
    store.rewrite_if_due().await.unwrap();
    assert_eq!(text(&database.0, place).await, before, "nothing was due");
    sql(&database.0, "INSERT INTO rewrite (due) VALUES (1)").await;
    store.rewrite_if_due().await.unwrap();
    let after = text(&database.0, place).await;
    assert_ne!(after, before);
    store.rewrite_if_due().await.unwrap();
    assert_eq!(text(&database.0, place).await, after);
    assert!(store.consent_by_code(&code(1)).await.unwrap().is_some());
}

/// Asks for a statement that fails, and takes no notice.
struct TakesNoNotice;

impl Operation for TakesNoNotice {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        Give(1).run(tx).await?;
        assert!(tx.insert_consent(&consent(1)).await.is_err());
        Ok(())
    }
}

#[tokio::test]
async fn nothing_is_acknowledged_that_the_server_undoes() {
    let database = PostgresDatabase::fresh();
    let store = opened(&database.0).await;
    store.commit(TakesNoNotice).await.unwrap_err();
    assert!(store.leaves().await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_answer_is_lost_is_settled_by_sending_it_again() {
    let database = PostgresDatabase::fresh();
    let proxy = Proxy::before(&database.0);
    let store = opened(&proxy.url()).await;
    proxy.swallow_next_commit();
    let error = store.commit(Give(1)).await.unwrap_err();
    assert!(matches!(error, StoreError::Uncertain), "{error}");
    assert!(proxy.has_swallowed() && error.is_unavailable());
    assert_eq!(store.commit(Give(1)).await.unwrap(), consent(1).record.id);
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(
    clippy::disallowed_methods,
    reason = "how long an answer takes is what is tested"
)]
async fn a_network_that_falls_silent_is_not_waited_for() {
    let database = PostgresDatabase::fresh();
    let proxy = Proxy::before(&database.0);
    let store = opened(&proxy.url()).await;
    let begun = tokio::spawn({
        let store = store.clone();
        async move { store.commit(Wait).await }
    });
    tokio::time::sleep(Duration::from_millis(25)).await;
    proxy.be_silent(true);
    let asked = Instant::now();
    let (begun, write, read) = tokio::join!(begun, store.commit(Give(1)), store.leaves());
    assert!(asked.elapsed() < Duration::from_secs(10));
    let begun = begun.unwrap();
    assert!(matches!(begun, Err(StoreError::Uncertain)), "{begun:?}");
    assert!(write.unwrap_err().is_unavailable() && read.unwrap_err().is_unavailable());
    proxy.be_silent(false);
    let back = Instant::now();
    while store.commit(Give(1)).await.is_err() {}
    assert!(back.elapsed() < Duration::from_secs(2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_was_cut_off_is_settled_by_sending_it_again() {
    let database = PostgresDatabase::fresh();
    let store = opened(&database.0).await;
    sql(
        &database.0,
        "CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
           PERFORM pg_sleep(1); RETURN NULL; END $$; \
         CREATE CONSTRAINT TRIGGER dawdle AFTER INSERT ON leaf DEFERRABLE INITIALLY DEFERRED \
           FOR EACH ROW EXECUTE FUNCTION dawdle()",
    )
    .await;
    let given = tokio::spawn({
        let store = store.clone();
        async move { store.commit(Give(1)).await }
    });
    tokio::time::sleep(Duration::from_millis(400)).await;
    cut(&database.0).await;
    let error = given.await.unwrap().unwrap_err();
    assert!(matches!(error, StoreError::Uncertain), "{error}");
    assert!(store.leaves().await.unwrap().is_empty());
    assert_eq!(store.commit(Give(1)).await.unwrap(), consent(1).record.id);
    assert_eq!(store.leaves().await.unwrap().len(), 1);
}

/// Cuts every connection to the database but the one that asks for it.
async fn cut(url: &str) {
    sql(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .await;
}

/// Visitors who send again until they are answered; gives the numbers that were acknowledged.
async fn write_until(store: &Store, done: &Arc<AtomicBool>) -> BTreeSet<u64> {
    let mut writers = JoinSet::new();
    for writer in 0..16 {
        let (store, done) = (store.clone(), Arc::clone(done));
        writers.spawn(async move {
            let mut acknowledged = Vec::new();
            for turn in 0.. {
                let number = writer * 1_000_000 + turn;
                while let Err(error) = store.commit(Give(number)).await {
                    assert!(error.is_unavailable(), "{error}");
                }
                acknowledged.push(number);
                if done.load(Ordering::Relaxed) {
                    break;
                }
            }
            acknowledged
        });
    }
    writers.join_all().await.into_iter().flatten().collect()
}

async fn all_are_there(store: &Store, acknowledged: &BTreeSet<u64>) {
    assert!(acknowledged.len() > 16, "some work was done meanwhile");
    assert_eq!(store.leaves().await.unwrap().len(), acknowledged.len());
    for number in acknowledged {
        let found = store.consent_by_code(&code(*number)).await.unwrap();
        assert!(found.is_some(), "{number} was acknowledged and is gone");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_connections_lose_nothing_and_double_nothing() {
    let database = PostgresDatabase::fresh();
    let store = opened(&database.0).await;
    let done = Arc::new(AtomicBool::new(false));
    let cutting = async {
        for _ in 0..20 {
            tokio::time::sleep(Duration::from_millis(60)).await;
            cut(&database.0).await;
        }
        done.store(true, Ordering::Relaxed);
    };
    let (acknowledged, ()) = tokio::join!(write_until(&store, &done), cutting);
    all_are_there(&store, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_loses_nothing_that_was_acknowledged() {
    let server = PostgresServer::start();
    let store = opened(&server.url).await;
    let done = Arc::new(AtomicBool::new(false));
    let killing = async {
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_millis(500)).await;
            tokio::task::block_in_place(|| server.kill());
            tokio::time::sleep(Duration::from_millis(200)).await;
            tokio::task::block_in_place(|| server.start_again());
        }
        done.store(true, Ordering::Relaxed);
    };
    let (acknowledged, ()) = tokio::join!(write_until(&store, &done), killing);
    all_are_there(&store, &acknowledged).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[expect(
    clippy::disallowed_methods,
    reason = "how long an answer takes is what is tested"
)]
async fn a_server_that_is_away_is_told_soon_and_found_again() {
    let server = PostgresServer::start();
    let store = opened(&server.url).await;
    store.commit(Give(1)).await.unwrap();
    tokio::task::block_in_place(|| server.stop());
    for _ in 0..2 {
        let asked = Instant::now();
        let (write, read) = tokio::join!(store.commit(Give(2)), store.leaves());
        assert!(
            asked.elapsed() < Duration::from_secs(4),
            "{:?}",
            asked.elapsed()
        );
        assert!(write.unwrap_err().is_unavailable() && read.unwrap_err().is_unavailable());
    }
    tokio::task::block_in_place(|| server.start_again());
    let back = Instant::now();
    while store.check_writable().await.is_err() {}
    assert_eq!(store.leaves().await.unwrap().len(), 1);
    assert!(
        back.elapsed() < Duration::from_secs(2),
        "{:?}",
        back.elapsed()
    );
    tokio::task::block_in_place(|| server.stop());
    store.close().await;
}
