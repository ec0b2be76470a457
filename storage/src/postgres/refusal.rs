//! What PostgreSQL's error codes mean for those who asked.

use std::sync::Arc;

use crate::StoreError;

/// Sorts an error by its code (`SQLSTATE`).
pub(crate) fn refusal(code: &str, error: sqlx::Error) -> StoreError {
    match code {
        // Serialisation failure, deadlock.
        "40001" | "40P01" => StoreError::Conflict,
        // Statement timeout, lock timeout.
        "57014" | "55P03" => StoreError::Slow,
        "25006" => StoreError::ReadOnly,
        "53100" => StoreError::Full,
        // Permission denied, no schema to create in.
        "42501" | "3F000" => StoreError::Denied,
        // Wrong password, no such role, no such database.
        "28P01" | "28000" | "3D000" => StoreError::NoEntry,
        // Input or output error, damaged data, damaged index.
        "58030" | "XX001" | "XX002" => StoreError::Disk(Arc::new(error)),
        _ if is_away(code) => StoreError::Unreachable(Arc::new(error)),
        _ => StoreError::Refused(Arc::new(error)),
    }
}

/// Connection failures; out of memory or connections; stopped, crashed, starting; a transaction that idled.
fn is_away(code: &str) -> bool {
    let class = code.get(..2);
    matches!(class, Some("08" | "53"))
        || matches!(code, "57P01" | "57P02" | "57P03" | "57P05" | "25P03")
}
