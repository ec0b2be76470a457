//! What SQLite's error codes mean for those who asked.

use std::sync::Arc;

use crate::StoreError;

/// Sorts an error by its code. The primary code stands in the lowest byte of the extended one.
pub(crate) fn refusal(code: &str, error: sqlx::Error) -> StoreError {
    match code.parse::<i32>().ok().map(|extended| extended & 0xff) {
        Some(5 | 6) => StoreError::Locked,
        Some(8) => StoreError::ReadOnly,
        Some(11 | 26) => StoreError::NotOurs,
        Some(13) => StoreError::Full,
        Some(10 | 14) => StoreError::Disk(Arc::new(error)),
        _ => StoreError::Refused(Arc::new(error)),
    }
}
