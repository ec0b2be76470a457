//! What surrounds a thing that is held: who was given it, who looked, which mails went, and when it was put right.

use std::collections::BTreeSet;

use domain::evidence::LeafKind;
use domain::held::{HeldThing, KeptFor, Looked, MailWent, SentMail, What};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::register::Key;
use domain::staff::AccessAction;
use jiff::Timestamp;
use storage::{Access, MailState, StoredMail};
use uuid::Uuid;

use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// A thing, before what surrounds it is looked up.
pub(crate) struct Around<'a> {
    /// What its key seals.
    pub(crate) key: &'a OwnerKey,
    /// The purpose it is held for.
    pub(crate) purpose: &'a Key,
    /// Since when.
    pub(crate) since: Timestamp,
    /// Other things that staff look at it through: a list it stands in.
    pub(crate) lists: &'a [Uuid],
    /// The kind of record that its receipt is of.
    pub(crate) receipt: Option<LeafKind>,
}

impl Service {
    /// The thing with what surrounds it.
    pub(crate) async fn held_thing(
        &self,
        around: &Around<'_>,
        what: What,
        kept: KeptFor,
        link: Option<LinkToken>,
    ) -> Result<HeldThing, Problem> {
        let id = around.key.owner;
        let records = self.store().records_of(&id).await;
        let records = records.map_err(problem::of_store)?;
        let corrected = records
            .iter()
            .filter(|record| record.kind == LeafKind::DataCorrected);
        let receipt = around.receipt.and_then(|kind| {
            let of_kind = records.iter().find(|record| record.kind == kind);
            of_kind.map(|record| record.id)
        });
        let mails = self.store().mails_of(&id).await;
        let mails = mails.map_err(problem::of_store)?;
        Ok(HeldThing {
            id,
            purpose: around.purpose.clone(),
            what,
            since: around.since,
            kept,
            disclosures: self.disclosures_of(around.key).await?,
            looks: self.looks_at(around).await?,
            mails: mails.iter().map(sent_mail).collect(),
            corrected_at: corrected.map(|record| record.made_at).collect(),
            receipt,
            link,
        })
    }

    /// Who of staff looked, the earliest first. The same look on the same day is told once.
    async fn looks_at(&self, around: &Around<'_>) -> Result<Vec<Looked>, Problem> {
        let mut looks = Vec::new();
        let mut told = BTreeSet::new();
        for access in self.accesses_around(around).await? {
            let in_a_list = access.thing != around.key.owner;
            let day = self.day_of(access.at);
            if !told.insert((day, access.staff, access.action.name(), in_a_list)) {
                continue;
            }
            let staff = self.store().staff(&access.staff).await;
            let staff = staff.map_err(problem::of_store)?;
            looks.push(Looked {
                at: access.at,
                action: access.action,
                purpose: access.purpose,
                roles: staff.map(|staff| staff.roles).unwrap_or_default(),
                in_a_list,
            });
        }
        looks.sort_by_key(|look| look.at);
        Ok(looks)
    }

    async fn accesses_around(&self, around: &Around<'_>) -> Result<Vec<Access>, Problem> {
        let (id, since) = (around.key.owner, around.since);
        let to = async |thing: &Uuid| {
            let found = self.store().accesses_to(thing, since).await;
            found.map_err(problem::of_store)
        };
        let mut accesses = to(&id).await?;
        for list in around.lists {
            let in_list = to(list).await?.into_iter();
            accesses.extend(in_list.filter(|access| {
                access.purpose == *around.purpose && is_look_at_a_list(access.action)
            }));
        }
        Ok(accesses)
    }
}

const fn is_look_at_a_list(action: AccessAction) -> bool {
    matches!(
        action,
        AccessAction::Looked | AccessAction::Listed | AccessAction::Exported
    )
}

fn sent_mail(mail: &StoredMail) -> SentMail {
    SentMail {
        kind: mail.kind.clone(),
        at: mail.since,
        went: match mail.state {
            MailState::Queued | MailState::Sending => MailWent::Waits,
            MailState::Sent => MailWent::Sent,
            MailState::Bounced => MailWent::Returned,
            MailState::Failed | MailState::Stopped | MailState::Withheld => MailWent::NotSent,
        },
    }
}

/// When an id was drawn, which is when its thing began: a UUIDv7 holds it.
pub(crate) fn drawn_at(id: &Uuid) -> Timestamp {
    let unix = id.get_timestamp().map(|at| at.to_unix());
    let at = unix.and_then(|(seconds, nanoseconds)| {
        let seconds = i64::try_from(seconds).ok()?;
        Timestamp::new(seconds, i32::try_from(nanoseconds).ok()?).ok()
    });
    at.unwrap_or(Timestamp::UNIX_EPOCH)
}
