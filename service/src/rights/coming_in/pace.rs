//! How many mails asking to come in may cause. Limits slow new mails and never end a code that was sent.
//!
//! Whoever writes somebody else's address a thousand times uses up what their own network may cause, and at the worst
//! what all strangers together may; a browser that came in with the mailbox before is counted by itself, so nobody
//! keeps its owner out.

use domain::canonical::Digest;
use jiff::{SignedDuration, Timestamp};
use storage::{NewPortalAttempt, StoreError, Tx, Within};

/// A limit: so many mails, within so long.
type Limit = (i64, SignedDuration);

/// What one network, or one browser that came in before, may cause to one mailbox.
const OF_ASKER: [Limit; 2] = [
    (3, SignedDuration::from_mins(10)),
    (10, SignedDuration::from_hours(24)),
];
/// What strangers together may cause to one mailbox.
const OF_STRANGERS: [Limit; 2] = [
    (10, SignedDuration::from_hours(1)),
    (30, SignedDuration::from_hours(24)),
];
/// The longest of these times.
pub(super) const COUNTED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Decides whether the mail of an asking goes. Nobody else decides about the mailbox until the operation is done. Every
/// count is made whatever the one before it says, so that each asking makes the same statements.
pub(super) async fn may_mail(
    tx: &mut Tx<'_>,
    asking: &NewPortalAttempt,
) -> Result<bool, StoreError> {
    let now = asking.made_at;
    tx.hold_portal_pace(&asking.mailbox, now).await?;
    let mut may = true;
    for limit in OF_ASKER {
        let (most, within) = spread(limit, now);
        may &= tx
            .count_portal_mails_of_asker(&asking.asker, within)
            .await?
            < most;
    }
    for limit in OF_STRANGERS {
        let (most, within) = spread(limit, now);
        let sent = tx.count_portal_mails_of_mailbox(&asking.mailbox, within);
        may &= sent.await? < most || asking.came_before;
    }
    Ok(may)
}

fn spread((most, within): Limit, now: Timestamp) -> (i64, Within) {
    let within = Within {
        since: now - within,
        until: now,
    };
    (most, within)
}

/// Who asks for a mailbox, as it is counted.
pub(super) enum Asker<'a> {
    /// A browser that came in with it before, by its mark.
    Returning(&'a [u8]),
    /// Anybody else, by the network they come from.
    Stranger(&'a str),
}

impl Asker<'_> {
    /// What is stored of an asker for a mailbox. Of a network nothing can be told from it.
    pub(super) fn hash(&self, root: &crate::RootKey, mailbox: &Digest) -> Digest {
        let (kind, who): (&[u8], &[u8]) = match self {
            Self::Returning(mark) => (b"browser", mark),
            Self::Stranger(network) => (b"network", network.as_bytes()),
        };
        // The mailbox has one length, and kinds hold no zero byte, so the parts cannot be told in two ways.
        root.derive("portal asker v1", &[&mailbox.0, kind, &[0], who])
    }
}
