//! The ids of our mails, as other mail programs give them back.

use uuid::Uuid;

/// The mail of ours that a Message-ID names: it is the 32 digits of the mail's own and the host. Ids are no secrets, so
/// one proves nothing.
#[must_use]
pub fn mail_of(message_id: &str) -> Option<Uuid> {
    let (id, _) = message_id.split_once('@')?;
    (id.len() == 32).then(|| Uuid::parse_str(id).ok())?
}
