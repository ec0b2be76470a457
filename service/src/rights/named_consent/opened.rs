//! A question with its key: sealing it, opening it, and changing it as it was read.

use domain::canonical::{self, Digest};
use domain::evidence::LeafKind;
use domain::mail::MailAddress;
use domain::named_consent::{
    Answer, NamedConsent, NamedConsentEnded, NamedConsentGiven, NamedEnd, Recorded,
};
use domain::problem::Problem;
use domain::text::Language;
use jiff::Timestamp;
use storage::{Access, ConsentTime, NewMail, Operation, StoreError, StoredNamedConsent, Tx};
use uuid::Uuid;

use crate::act::Act;
use crate::sealing::{OwnerKey, Place};
use crate::{DataSubject, Service, problem};

/// A question that is not erased, opened.
pub(in crate::rights) struct OpenConsent {
    pub(super) stored: StoredNamedConsent,
    pub(super) key: OwnerKey,
    pub(in crate::rights) consent: NamedConsent,
}

impl OpenConsent {
    pub(in crate::rights) const fn id(&self) -> Uuid {
        self.stored.id
    }

    /// The person who alone is shown it.
    pub(in crate::rights) const fn person(&self) -> Option<Uuid> {
        self.stored.person
    }
}

/// A question as it is to be from now on, if nobody has changed it since it was read, with what goes along.
#[derive(Clone)]
pub(super) struct Change {
    id: Uuid,
    version: i64,
    content: Vec<u8>,
    time: ConsentTime,
    pub(super) act: Option<Act>,
    pub(super) news: Option<NewMail>,
    pub(super) access: Option<Access>,
}

impl Operation for Change {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let read = (&self.id, self.version);
        if !tx
            .change_named_consent(read, &self.content, self.time)
            .await?
        {
            return Ok(Err(Problem::ChangedMeanwhile));
        }
        if let Some(act) = &self.act {
            act.write(tx).await?;
        }
        if let Some(news) = &self.news {
            tx.mail(news).await?;
        }
        if let Some(access) = &self.access {
            tx.log_access(access).await?;
        }
        Ok(Ok(()))
    }
}

const fn place(consent: Uuid) -> Place {
    Place {
        table: "named_consent",
        column: "content",
        record: consent,
    }
}

/// When the clock ends a question, or when it was over.
pub(super) fn time_of(consent: &NamedConsent) -> Result<ConsentTime, Problem> {
    let until = consent.acts_after().map(ConsentTime::Until);
    let over = consent.over_at().map(ConsentTime::Over);
    until
        .or(over)
        .ok_or_else(|| problem::missing("the end of a consent"))
}

impl Service {
    /// What a question is found by without its address being stored.
    pub(in crate::rights) fn consent_mailbox(&self, address: &MailAddress) -> Digest {
        self.root_key()
            .derive("named consent mailbox v1", &[address.mailbox().as_bytes()])
    }

    /// Opens a question; none when its key is erased.
    pub(in crate::rights) async fn open_stored_consent(
        &self,
        stored: StoredNamedConsent,
    ) -> Result<Option<OpenConsent>, Problem> {
        let key = self.owner_key(&stored.id).await;
        let Some(key) = key.map_err(problem::of_store)? else {
            return Ok(None);
        };
        let consent = key
            .open(place(stored.id), &stored.content)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| problem::missing("what a consent says"))?;
        Ok(Some(OpenConsent {
            stored,
            key,
            consent,
        }))
    }

    pub(in crate::rights) async fn open_consents(
        &self,
        stored: Vec<StoredNamedConsent>,
    ) -> Result<Vec<OpenConsent>, Problem> {
        let mut open = Vec::new();
        for stored in stored {
            open.extend(self.open_stored_consent(stored).await?);
        }
        Ok(open)
    }

    pub(super) async fn open_consent(&self, id: &Uuid) -> Result<OpenConsent, Problem> {
        let stored = self.store().named_consent(id).await;
        let stored = stored.map_err(problem::of_store)?;
        let open = self
            .open_stored_consent(stored.ok_or(Problem::NotFound)?)
            .await?;
        open.ok_or(Problem::NotFound)
    }

    /// A question to whoever asks. Gone, somebody else's and beyond what they showed are told apart by nobody.
    pub(super) async fn open_own_consent(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<OpenConsent, Problem> {
        let open = self.open_consent(id).await?;
        subject.require(self.needed_for(&open.stored.purpose))?;
        let is_theirs = match (open.stored.person, open.stored.mailbox) {
            (Some(person), _) => subject.person() == Some(person),
            (None, Some(mailbox)) => mailbox == self.consent_mailbox(subject.email()),
            (None, None) => false,
        };
        is_theirs.then_some(open).ok_or(Problem::NotFound)
    }

    pub(super) fn seal_consent(
        &self,
        key: &OwnerKey,
        consent: &NamedConsent,
    ) -> Result<Vec<u8>, Problem> {
        let bytes = canonical::to_bytes(consent).map_err(problem::of_form)?;
        Ok(self.seal_for(key, place(key.owner), &bytes))
    }

    /// The change of `open` into `next`, with its evidence.
    pub(super) fn draw_consent_change(
        &self,
        open: &OpenConsent,
        next: &NamedConsent,
        act: Option<Act>,
    ) -> Result<Change, Problem> {
        Ok(Change {
            id: open.id(),
            version: open.stored.version,
            content: self.seal_consent(&open.key, next)?,
            time: time_of(next)?,
            act,
            news: None,
            access: None,
        })
    }

    /// The record of a yes. What a button says is shown in the `language` of its page.
    pub(super) fn draw_named_yes(
        &self,
        key: &OwnerKey,
        consent: &NamedConsent,
        yes: &Answer,
        language: Language,
    ) -> Result<Act, Problem> {
        let id = self.chance().uuid_v7(self.now());
        let recorded = yes.recorded().cloned();
        let shown = match recorded {
            None => consent.shown(language),
            Some(_) => Vec::new(),
        };
        let record = NamedConsentGiven {
            schema: NamedConsentGiven::SCHEMA.to_owned(),
            id,
            consent: key.owner,
            scope: consent.scope.clone(),
            last_day: consent.last_day,
            given_at: yes.at,
            shown,
            recorded,
            language,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        Ok(self.draw_act(LeafKind::ConsentGiven, key, id, bytes))
    }

    /// The record of the end of a yes.
    pub(super) fn draw_consent_end(
        &self,
        key: &OwnerKey,
        (ended_at, recorded): (Timestamp, Option<&Recorded>),
        reason: NamedEnd,
    ) -> Result<Act, Problem> {
        let id = self.chance().uuid_v7(self.now());
        let record = NamedConsentEnded {
            schema: NamedConsentEnded::SCHEMA.to_owned(),
            id,
            consent: key.owner,
            ended_at,
            reason,
            recorded: recorded.cloned(),
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        Ok(self.draw_act(LeafKind::ConsentEnded, key, id, bytes))
    }
}
