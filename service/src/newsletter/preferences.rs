//! The topics of a subscription, read and changed by the link in each mail. A change is a yes of its own: the one
//! before ends, and its proof goes in its time.

use domain::canonical::Digest;
use domain::consent::{EndReason, Method};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::register::Key;
use domain::subscription::{LinkUsed, Surface, Topics, Wording};
use domain::text::Language;
use storage::{NewKey, Operation, Renewed, StoreError, SubscriptionLink, Tx};
use uuid::Uuid;

use super::confirm::TRIES;
use super::ending::Ending;
use super::subscriber::{Opened, Subscriber};
use super::wording::{Shown, named};
use super::yes::{Came, NewYes};
use crate::{Service, problem};

/// What the link to the topics leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// The topics that stand.
    pub topics: Topics,
    /// What the page says.
    pub wording: Wording,
    /// Its hash.
    pub hash: Digest,
    /// The link that ends the subscription.
    pub leave: LinkToken,
}

/// A change of topics, as it reached a door.
#[derive(Clone, Debug)]
pub struct ChangeTopics {
    /// The language it was asked in.
    pub language: Language,
    /// How it reached us.
    pub method: Method,
    /// The topics ticked.
    pub topics: Vec<Key>,
    /// The hash of the words that were shown.
    pub wording: Option<Digest>,
}

impl Service {
    /// What the link with this token leads to.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when no subscription has this link.
    pub async fn preferences(
        &self,
        token: &LinkToken,
        language: Language,
    ) -> Result<Preferences, Problem> {
        let opened = self.managed(token).await?;
        let (wording, hash) = named(Wording::preferences(
            self.newsletter()?,
            language,
            self.today(),
        ))?;
        Ok(Preferences {
            topics: opened.subscriber.topics,
            wording,
            hash,
            leave: self.mail_links(&opened.stored.link).leave,
        })
    }

    /// Changes the topics. The same topics again change nothing.
    ///
    /// # Errors
    /// As [`Self::preferences`]; [`Problem::NoTopic`], [`Problem::UnknownTopic`], [`Problem::NoticeChanged`] as when
    /// signing up; [`Problem::Unavailable`] when the database does not take it.
    pub async fn change_topics(
        &self,
        token: &LinkToken,
        change: ChangeTopics,
    ) -> Result<(), Problem> {
        for _ in 0..TRIES {
            let opened = self.managed(token).await?;
            let newsletter = self.newsletter()?;
            let topics = Topics::choose(newsletter, &change.topics)?;
            if topics == opened.subscriber.topics {
                return Ok(());
            }
            let shown = self.words_shown(change.wording, |day| {
                Some(Wording::preferences(newsletter, change.language, day))
            })?;
            let operation = self.draw_change(&opened, topics, &shown, &change).await?;
            if self.commit(operation).await? {
                return Ok(());
            }
        }
        Err(Problem::Unavailable)
    }

    async fn managed(&self, token: &LinkToken) -> Result<Opened, Problem> {
        let link = SubscriptionLink::Manage(token.hash());
        let found = self.store().subscription(link).await;
        match found.map_err(problem::of_store)? {
            Some(stored) => self.open_subscription(stored).await?,
            None => None,
        }
        .ok_or(Problem::SpentLink)
    }

    async fn draw_change(
        &self,
        opened: &Opened,
        topics: Topics,
        shown: &Shown,
        change: &ChangeTopics,
    ) -> Result<Change, Problem> {
        let subscriber = Subscriber {
            topics,
            ..opened.subscriber.clone()
        };
        let came = Came {
            language: change.language,
            surface: Surface::Preferences,
            method: change.method,
        };
        let yes = self.draw_yes(&subscriber, shown, came, Some(LinkUsed::Manage))?;
        let ending = self.draw_ending(&opened.stored.proof, EndReason::Replaced);
        Ok(Change {
            subscription: opened.stored.id,
            ending: ending.await.map_err(problem::of_store)?,
            renewed: Renewed {
                proof: yes.proof(),
                sealed: self.seal_subscriber(&opened.key, &subscriber)?,
                confirm: None,
            },
            why: self.mail_links(&opened.stored.link).why.hash(),
            yes,
        })
    }
}

struct Change {
    subscription: Uuid,
    ending: Ending,
    yes: NewYes,
    renewed: Renewed,
    why: Digest,
}

impl Operation for Change {
    /// Whether it was written; otherwise something else changed the subscription meanwhile.
    type Output = bool;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.yes.new_key()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let held = tx.hold_subscription(&self.subscription).await?;
        if held.is_none_or(|held| held.proof != self.ending.proof()) {
            return Ok(false);
        }
        self.ending.write(tx).await?;
        self.yes.write(tx).await?;
        tx.link_proof(&self.yes.proof(), &self.why).await?;
        tx.renew_subscription(&self.subscription, &self.renewed)
            .await?;
        Ok(true)
    }
}
