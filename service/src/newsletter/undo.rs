//! Taking a stop back. When somebody leaves, what we know of them goes at once; what it takes to restore it travels
//! in the form of the page they see, sealed, and opens nothing after half an hour.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::canonical::{self, Digest};
use domain::consent::Method;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::subscription::{LinkUsed, Surface, Topics, Wording};
use domain::text::Language;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use storage::{ActiveSubscription, DataKey, NewKey, Operation, StoreError, Tx};
use uuid::Uuid;

use super::subscriber::Subscriber;
use super::yes::{Came, NewYes};
use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// How long a stop can be taken back.
const WITHIN: SignedDuration = SignedDuration::from_mins(30);
/// The longest token: an address, a name and every topic fit many times over.
const LONGEST: usize = 16 * 1024;

const PLACE: Place = Place {
    table: "undo",
    column: "token",
    record: Uuid::nil(),
};

/// What restores a subscription that just ended, or keeps its address out.
#[derive(Clone, PartialEq, Eq)]
pub struct UndoToken(String);

impl UndoToken {
    /// Reads what a form sent back.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        (text.len() <= LONGEST).then(|| Self(text.to_owned()))
    }

    /// The token as a form carries it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UndoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UndoToken(…)")
    }
}

/// What the token holds.
#[derive(Serialize, Deserialize)]
pub(super) struct Ended {
    pub(super) subscriber: Subscriber,
    pub(super) link: Uuid,
    pub(super) at: Timestamp,
}

/// A wish to take a stop back, as it reached a door.
#[derive(Clone, Debug)]
pub struct Undo {
    /// The language it was asked in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// What the page carried.
    pub token: UndoToken,
    /// The hash of the words that were shown.
    pub wording: Option<Digest>,
}

impl Service {
    fn undo_key(&self) -> OwnerKey {
        OwnerKey {
            owner: Uuid::nil(),
            key: DataKey::new(self.root_key().derive("newsletter undo v1", &[]).0),
        }
    }

    pub(super) fn seal_undo(
        &self,
        subscriber: &Subscriber,
        link: &Uuid,
    ) -> Result<UndoToken, Problem> {
        let ended = Ended {
            subscriber: subscriber.clone(),
            link: *link,
            at: self.now(),
        };
        let value = canonical::to_bytes(&ended).map_err(problem::of_form)?;
        let sealed = self.seal_for(&self.undo_key(), PLACE, &value);
        Ok(UndoToken(URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// What a token holds, while its time lasts.
    pub(super) fn open_undo(&self, token: &UndoToken) -> Result<Ended, Problem> {
        let sealed = URL_SAFE_NO_PAD.decode(&token.0).ok();
        let value = sealed.and_then(|sealed| self.undo_key().open(PLACE, &sealed));
        let ended: Option<Ended> = value.and_then(|value| serde_json::from_slice(&value).ok());
        ended
            .filter(|ended| self.now().duration_since(ended.at) <= WITHIN)
            .ok_or(Problem::TooLateToUndo)
    }

    /// Restores the subscription that just ended: a fresh yes, under the links of the mails that were sent. Where the
    /// mailbox has a subscription again, nothing changes.
    ///
    /// # Errors
    /// [`Problem::TooLateToUndo`] after half an hour, when the address is kept out since, or what the page said is not
    /// in force any more; [`Problem::Unavailable`] when the database does not take it.
    pub async fn undo(&self, undo: Undo) -> Result<LinkToken, Problem> {
        let ended = self.open_undo(&undo.token)?;
        let newsletter = self.newsletter()?;
        // A topic that is gone since cannot be said yes to.
        let topics = Topics::choose(newsletter, ended.subscriber.topics.keys());
        let topics = topics.map_err(|_| Problem::TooLateToUndo)?;
        let shown = self.words_shown(undo.wording, |_| {
            Some(Wording::undo(newsletter, undo.language, &topics))
        });
        let shown = shown.map_err(|_| Problem::TooLateToUndo)?;
        let came = Came {
            language: undo.language,
            surface: Surface::Undo,
            method: undo.method,
        };
        let yes = self.draw_yes(&ended.subscriber, &shown, came, Some(LinkUsed::Leave))?;
        let key = self.draw_key(self.chance().uuid_v7(self.now()));
        let links = self.mail_links(&ended.link);
        let restore = Restore {
            subscription: ActiveSubscription {
                id: key.owner,
                mailbox: self.mailbox(&ended.subscriber.address),
                proof: yes.proof(),
                link: ended.link,
                sealed: self.seal_subscriber(&key, &ended.subscriber)?,
                since: self.now(),
                links: links.hashes(),
            },
            fingerprint: self.fingerprint(&ended.subscriber.address),
            why: links.why.hash(),
            keys: vec![key.new_key(), yes.new_key()],
            yes,
        };
        match self.commit(restore).await? {
            true => Ok(links.why),
            false => Err(Problem::TooLateToUndo),
        }
    }
}

struct Restore {
    yes: NewYes,
    subscription: ActiveSubscription,
    fingerprint: Digest,
    why: Digest,
    keys: Vec<NewKey>,
}

impl Operation for Restore {
    /// Whether the mailbox has a subscription from now on.
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        self.keys.clone()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if tx.is_kept_out(&self.fingerprint).await? {
            return Ok(false);
        }
        let mailbox = &self.subscription.mailbox;
        if tx.hold_subscription_of(mailbox).await?.is_some() {
            return Ok(true);
        }
        self.yes.write(tx).await?;
        tx.link_proof(&self.yes.proof(), &self.why).await?;
        tx.insert_active_subscription(&self.subscription).await?;
        Ok(true)
    }
}
