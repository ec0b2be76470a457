//! From what went wrong inside to what a person is told. The inside is logged once, here.

use domain::canonical::NotCanonical;
use domain::problem::Problem;
use storage::StoreError;

pub(crate) fn of_store(error: StoreError) -> Problem {
    tracing::error!(%error, "the store failed");
    if error.is_unavailable() {
        Problem::Unavailable
    } else {
        Problem::Fault
    }
}

pub(crate) fn of_form(error: NotCanonical) -> Problem {
    tracing::error!(%error, "a record could not be written down");
    Problem::Fault
}

/// The log does not give what it must: a damaged tile or checkpoint, or another key.
pub(crate) fn of_log(error: impl std::error::Error) -> Problem {
    tracing::error!(%error, "the log gives no proof; run `samtykke log verify`");
    Problem::Fault
}

/// Something is missing that the register's check, start-up or a database rule guarantees.
pub(crate) fn missing(what: &'static str) -> Problem {
    tracing::error!(what, "missing");
    Problem::Fault
}
