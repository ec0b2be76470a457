//! Entity tags (RFC 9110, section 8.8.3): an answer is named by its content, so that a caller who has it is told so.

use http::header::{HeaderMap, HeaderValue, IF_NONE_MATCH};

/// Whether the caller has the content that `tag` names.
pub(crate) fn is_known(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == "*" || one.as_bytes() == tag.as_bytes())
}
