//! The key that names a request, and the request it names: what the body says, however it is written.

use domain::canonical::{self, Digest};
use domain::problem::Problem;
use http::HeaderMap;
use serde::Serialize;
use service::RequestKey;

use super::IDEMPOTENCY_KEY;
use super::answer::Refusal;

/// The key of a request with this body.
pub(super) fn key(headers: &HeaderMap, body: &impl Serialize) -> Result<RequestKey, Refusal> {
    let mut keys = headers.get_all(IDEMPOTENCY_KEY).iter();
    let key = keys.next().filter(|_| keys.next().is_none());
    let key = key.and_then(|key| key.to_str().ok()).ok_or(Refusal::Key)?;
    let request = canonical::to_bytes(body).map_err(|_| Problem::Fault)?;
    RequestKey::new(key, Digest::of(&request)).ok_or(Refusal::Key)
}
