//! Another address by staff, for whoever cannot read the old mailbox any more: staff made sure of the person and say how
//! and why. What stands under the address before stands under the new one, the old mailbox is told no more than that, and
//! whoever is in with it is out.

use std::fmt;

use domain::canonical::Digest;
use domain::erasure::ErasureRule;
use domain::evidence::LeafKind;
use domain::held::{AddressByStaff, AddressWish, Held, HeldThing, KeptFor, ThingKind, What};
use domain::mail::{Envelope, Letter, MailAddress};
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::Reason;
use domain::staff::{AccessAction, AccessReason, Area, IdentityChecked};
use domain::text::Language;
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{
    Access, AddressSide, NewAddressByStaff, NewAddressChange, NewKey, NewMail, Operation,
    StoreError, Tx,
};
use uuid::Uuid;

use super::{Around, RIGHTS_CASES};
use crate::act::{Act, open_act};
use crate::erasure::BATCH;
use crate::{Look, MailFor, Service, StaffActor, problem};

/// A change of address, as staff typed it.
#[derive(Clone)]
pub struct ChangeAddress {
    /// The address before.
    pub before: String,
    /// The new one.
    pub after: String,
    /// How they made sure of the person; none where nothing is chosen.
    pub checked: Option<IdentityChecked>,
    /// Why they change it and not the person.
    pub reason: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangedAddress {
    /// How many things stood under the address before.
    pub found: usize,
    /// How many stand there still: the new mailbox has its own.
    pub left: usize,
    /// Whether it is done; the rest is done with the day's work.
    pub is_done: bool,
}

impl Service {
    /// Gives what stands under one address to another.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`], [`Problem::CodeNeeded`]; [`Problem::NotFound`]: the organisation takes no requests here.
    /// - [`Problem::UnusableOldAddress`]; those of [`MailAddress::parse`]; [`Problem::SameAddress`].
    /// - [`Problem::MissingVouched`]; [`Problem::MissingReason`]; [`Problem::MessageTooLong`]; [`Problem::CprInMessage`].
    /// - [`Problem::NothingUnderAddress`]: nothing was changed. To find that out is a look, and noted.
    /// - [`Problem::Unavailable`]: nothing was changed.
    pub async fn change_address(
        &self,
        actor: &StaffActor,
        change: ChangeAddress,
    ) -> Result<ChangedAddress, Problem> {
        actor.require(Area::Rights)?;
        self.rights_purpose().ok_or(Problem::NotFound)?;
        let before = MailAddress::parse(&change.before);
        let before = before.map_err(|_| Problem::UnusableOldAddress)?;
        let after = MailAddress::parse(&change.after)?;
        if after.mailbox() == before.mailbox() {
            return Err(Problem::SameAddress);
        }
        let checked = change.checked.ok_or(Problem::MissingVouched)?;
        let reason = Reason::read(&change.reason)?;
        actor.require_recent_code()?;
        let look = Look {
            thing: Uuid::nil(),
            purpose: RIGHTS_CASES,
            action: AccessAction::Looked,
            reason: AccessReason::Asked,
        };
        self.log_access(actor, look).await?;
        let held = self.held_under(&before, Assurance::SecondFactor).await?;
        let found = movable(&held);
        if found == 0 {
            return Err(Problem::NothingUnderAddress);
        }
        let language = language_of(&held);
        let change = (checked, reason);
        let drawn = self.draw_by_staff(actor, (&before, &after), change, language)?;
        let link = drawn.wish.before;
        self.commit(drawn).await?;
        let is_done = self.readdress_now(&link).await?;
        let left = self.held_under(&before, Assurance::SecondFactor).await?;
        Ok(ChangedAddress {
            found,
            left: movable(&left),
            is_done,
        })
    }

    fn draw_by_staff(
        &self,
        actor: &StaffActor,
        (before, after): (&MailAddress, &MailAddress),
        (checked, reason): (IdentityChecked, Reason),
        language: Language,
    ) -> Result<ByStaff, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let record = AddressByStaff {
            schema: AddressByStaff::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            staff: actor.id(),
            checked,
            reason,
            before: before.clone(),
            after: after.clone(),
            changed_at: now,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let wish = self.draw_wish(&AddressWish {
            before: before.clone(),
            after: after.clone(),
            language,
            by: Some(actor.id()),
        })?;
        let envelope = Envelope {
            to: before.clone(),
            name: None,
            language,
            letter: Letter::AddressChanged,
        };
        // Not by the wish's key, which goes as soon as it is done.
        let of = MailFor {
            key: &key,
            batch: None,
            due_at: now,
        };
        let look = Look {
            thing: key.owner,
            purpose: RIGHTS_CASES,
            action: AccessAction::Changed,
            reason: AccessReason::Asked,
        };
        Ok(ByStaff {
            new: NewAddressByStaff {
                id: key.owner,
                mailbox: self.address_mailbox(after),
                made_at: now,
            },
            act: self.draw_act(LeafKind::DataCorrected, &key, record.id, bytes),
            sessions: self.portal_mailbox(before),
            mail: self.draw_mail(&envelope, &of)?,
            access: self.access(actor.id(), look),
            keys: [key.new_key(), wish.key.new_key()],
            wish: wish.change,
            now,
        })
    }

    /// The changes to a mailbox that staff made.
    pub(super) async fn held_addresses_by_staff(
        &self,
        email: &MailAddress,
    ) -> Result<Vec<HeldThing>, Problem> {
        let Some(purpose) = self.rights_purpose() else {
            return Ok(Vec::new());
        };
        let mailbox = self.address_mailbox(email);
        let found = self.store().addresses_by_staff_of(&mailbox).await;
        let mut held = Vec::new();
        for (id, made_at) in found.map_err(problem::of_store)? {
            let key = self.owner_key(&id).await.map_err(problem::of_store)?;
            let Some(key) = key else {
                continue;
            };
            let records = self.store().records_of(&id).await;
            let records = records.map_err(problem::of_store)?;
            let record = records.iter().find_map(|record| open_act(&key, record));
            let record = record.and_then(|evidence| serde_json::from_slice(&evidence.bytes).ok());
            let record: Option<AddressByStaff> = record;
            let record = record.ok_or_else(|| problem::missing("what staff changed"))?;
            let around = Around {
                key: &key,
                purpose,
                since: made_at,
                lists: &[],
                receipt: None,
            };
            let what = What::AddressByStaff {
                before: record.before,
                checked: record.checked,
                reason: record.reason.as_str().to_owned(),
            };
            let kept = KeptFor::Until(self.kept_as_cases(made_at)?);
            held.push(self.held_thing(&around, what, kept, None).await?);
        }
        Ok(held)
    }

    /// Until when what is kept as long as cases are is kept, if it was made at `made_at`.
    fn kept_as_cases(&self, made_at: Timestamp) -> Result<Promise, Problem> {
        let rule = self.register().rights().ok_or(Problem::NotFound)?.rule;
        let promise = Promise::of(rule, self.day_of(made_at));
        promise.map_err(|_| problem::missing("a date within the calendar"))
    }

    /// Erases the records of changes whose time is up. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn erase_due_addresses_by_staff(&self) -> Result<u64, StoreError> {
        let Some(made_before) = self.over_before(RIGHTS_CASES, 12) else {
            return Ok(0);
        };
        let mut erased = 0;
        loop {
            let due = self.store().due_addresses_by_staff(made_before, BATCH);
            let due = due.await?;
            if due.is_empty() {
                return Ok(erased);
            }
            erased += self.erase(&due, ErasureRule::IdentityShown).await?;
        }
    }
}

/// How much of what is held goes along to another address.
fn movable(held: &Held) -> usize {
    let stays = |thing: &&HeldThing| {
        matches!(
            thing.what.kind(),
            ThingKind::KeptOut | ThingKind::AddressChange | ThingKind::Visit
        )
    };
    held.things.iter().filter(|thing| !stays(thing)).count()
}

/// The language that mails to the person are written in, where one is known.
fn language_of(held: &Held) -> Language {
    let mut languages = held.things.iter().filter_map(|thing| match &thing.what {
        What::Subscription { language, .. } => Some(*language),
        _ => None,
    });
    languages.next_back().unwrap_or(Language::Da)
}

struct ByStaff {
    new: NewAddressByStaff,
    act: Act,
    /// The wish, to which staff say yes for both mailboxes: what is broken off goes on with the day's work.
    wish: NewAddressChange,
    /// Whose sessions end.
    sessions: Digest,
    mail: NewMail,
    access: Access,
    keys: [NewKey; 2],
    now: Timestamp,
}

impl Operation for ByStaff {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        self.keys.to_vec()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_address_by_staff(&self.new).await?;
        self.act.write(tx).await?;
        tx.insert_address_change(&self.wish).await?;
        for side in [AddressSide::Before, AddressSide::After] {
            tx.spend_address_link(&self.wish.id, side, self.now).await?;
        }
        tx.end_portal_sessions(&self.sessions).await?;
        tx.mail(&self.mail).await?;
        tx.log_access(&self.access).await
    }
}

impl fmt::Debug for ChangeAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChangeAddress(…)")
    }
}
