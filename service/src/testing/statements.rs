//! The statements that a piece of work runs, so that tests can show that work for one person and for another is the same.

use std::cell::RefCell;
use std::sync::Once;

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// The statements that were run on this thread, while somebody wants them written down.
    static WRITTEN_DOWN: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Writes down statements on the threads that want it. There is one for all tests: interest in an event is kept for
/// the whole process, and one subscriber a test would take it from another's.
pub(crate) struct Statements;

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "storage::statement"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Sql);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Sql;

impl Visit for Sql {
    fn record_str(&mut self, _: &Field, sql: &str) {
        WRITTEN_DOWN.with_borrow_mut(|statements| {
            if let Some(statements) = statements {
                statements.push(sql.to_owned());
            }
        });
    }

    fn record_debug(&mut self, _: &Field, _: &dyn std::fmt::Debug) {}
}

impl Statements {
    /// What `work` runs.
    pub(crate) async fn of<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
        static LISTENING: Once = Once::new();
        LISTENING.call_once(|| {
            tracing::subscriber::set_global_default(Self).unwrap();
            // Another thread may have found that nobody listens while this one began to.
            tracing::callsite::rebuild_interest_cache();
        });
        WRITTEN_DOWN.set(Some(Vec::new()));
        let done = work.await;
        (done, WRITTEN_DOWN.take().unwrap())
    }
}
