//! What is known of a subscriber, sealed in the subscription's row, and the hashes a mailbox is found by.

use domain::canonical::Digest;
use domain::mail::{Line, MailAddress};
use domain::problem::Problem;
use domain::subscription::Topics;
use domain::text::Language;
use serde::{Deserialize, Serialize};
use storage::{StoreError, StoredSubscription};
use uuid::Uuid;

use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// A subscriber.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Subscriber {
    pub(crate) address: MailAddress,
    pub(crate) name: Option<Line>,
    pub(crate) language: Language,
    pub(crate) topics: Topics,
}

/// A subscription whose content was opened.
pub(crate) struct Opened {
    pub(crate) stored: StoredSubscription,
    pub(crate) key: OwnerKey,
    pub(crate) subscriber: Subscriber,
}

const fn place(subscription: Uuid) -> Place {
    Place {
        table: "subscription",
        column: "content",
        record: subscription,
    }
}

impl Service {
    /// What a subscription is found by without its address being stored.
    pub(crate) fn mailbox(&self, address: &MailAddress) -> Digest {
        let mailbox = address.mailbox();
        self.root_key()
            .derive("subscription mailbox v1", &[mailbox.as_bytes()])
    }

    /// What an address is kept out by. Nobody can tell that it stands for the same mailbox as [`Self::mailbox`].
    pub(crate) fn fingerprint(&self, address: &MailAddress) -> Digest {
        let mailbox = address.mailbox();
        self.root_key().derive("kept out v1", &[mailbox.as_bytes()])
    }

    pub(super) fn seal_subscriber(
        &self,
        key: &OwnerKey,
        subscriber: &Subscriber,
    ) -> Result<Vec<u8>, Problem> {
        let content = domain::canonical::to_bytes(subscriber).map_err(problem::of_form)?;
        Ok(self.seal_for(key, place(key.owner), &content))
    }

    /// As [`Self::read_subscription`], where damage is a fault.
    pub(crate) async fn open_subscription(
        &self,
        stored: StoredSubscription,
    ) -> Result<Option<Opened>, Problem> {
        let opened = self.read_subscription(stored).await;
        opened.map_err(problem::of_store)
    }

    /// Opens a subscription; none when its key is erased.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] when it or its key is damaged; when the key store fails.
    pub(crate) async fn read_subscription(
        &self,
        stored: StoredSubscription,
    ) -> Result<Option<Opened>, StoreError> {
        let key = self.owner_key(&stored.id).await?;
        key.map(|key| open_with(stored, key)).transpose()
    }
}

/// Opens a subscription with its key.
///
/// # Errors
/// [`StoreError::Unreadable`] when it is damaged.
pub(crate) fn open_with(stored: StoredSubscription, key: OwnerKey) -> Result<Opened, StoreError> {
    let content = key.open(place(stored.id), &stored.sealed);
    let subscriber = content
        .and_then(|content| serde_json::from_slice(&content).ok())
        .ok_or(StoreError::Unreadable("subscription.content"))?;
    Ok(Opened {
        stored,
        key,
        subscriber,
    })
}
