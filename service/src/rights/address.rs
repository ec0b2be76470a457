//! Another e-mail address. Whoever is here asks; a mail goes to each of the two addresses, and once both have said yes by
//! their link, everything that stands under the one before stands under the new one. Neither mail says anything of what
//! that is.

use domain::canonical::Digest;
use domain::consent::EndReason;
use domain::erasure::ErasureRule;
use domain::held::{
    ADDRESS_WISHES, ADDRESS_WITHIN, AddressWish, ContactDetails, CorrectedField, HeldThing,
    KeptFor, ThingKind, What,
};
use domain::mail::{Envelope, Letter, LinkToken, MailAddress};
use domain::problem::Problem;
use domain::register::Assurance;
use domain::retention::Bound;
use domain::rights::By;
use domain::text::Language;
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{
    AddressSide, MailBeginning, NewAddressChange, NewKey, NewMail, Operation, StoreError,
    StoredAddressChange, Tx,
};
use uuid::Uuid;

use super::{Around, drawn_at};
use crate::erasure::Erase;
use crate::newsletter::next_confirmation;
use crate::sealing::{OwnerKey, Place};
use crate::{DataSubject, MailFor, Service, problem};

/// How often what both said yes to is tried when something else changes it at the same moment.
const TRIES: usize = 5;
/// How many wishes are looked at in one go.
const BATCH: u32 = 64;

/// What a mailed link asks.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressQuestion {
    /// The new address, where the mailbox before is asked; the new one is told nothing of the other.
    pub to: Option<String>,
    /// Until when it may be answered.
    pub until: Timestamp,
}

/// What came of a yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressConfirmed {
    /// The other mailbox has not said yes yet.
    WaitsForOther,
    /// Both have: the new address is used from now on.
    Done,
}

const fn place(change: Uuid) -> Place {
    Place {
        table: "address_change",
        column: "content",
        record: change,
    }
}

/// A wish that is not stored yet.
pub(super) struct DrawnWish {
    pub(super) change: NewAddressChange,
    pub(super) key: OwnerKey,
    before: LinkToken,
    after: LinkToken,
}

/// A wish, opened.
struct OpenWish {
    stored: StoredAddressChange,
    key: OwnerKey,
    wish: AddressWish,
}

impl Service {
    /// Asks both mailboxes whether what stands under theirs shall stand under the address `typed`.
    ///
    /// # Errors
    /// Those of [`MailAddress::parse`]; [`Problem::SameAddress`]; [`Problem::TooManyRequests`] when three wishes wait;
    /// [`Problem::Unavailable`] when the database does not take it.
    pub async fn ask_for_address(
        &self,
        subject: &DataSubject,
        typed: &str,
        language: Language,
    ) -> Result<(), Problem> {
        let after = MailAddress::parse(typed)?;
        let before = subject.email();
        if after.mailbox() == before.mailbox() {
            return Err(Problem::SameAddress);
        }
        let wish = AddressWish {
            before: before.clone(),
            after,
            language,
            by: None,
        };
        self.commit(self.draw_ask(&wish)?).await?
    }

    /// Draws a wish, with the links to both mailboxes.
    pub(super) fn draw_wish(&self, wish: &AddressWish) -> Result<DrawnWish, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let [before, after] = [(); 2].map(|()| LinkToken::from_bytes(self.chance().bytes32()));
        let sealed = domain::canonical::to_bytes(wish).map_err(problem::of_form)?;
        Ok(DrawnWish {
            change: NewAddressChange {
                id: key.owner,
                mailbox: self.address_mailbox(&wish.before),
                sealed: self.seal_for(&key, place(key.owner), &sealed),
                before: before.hash(),
                after: after.hash(),
                expires_at: now + ADDRESS_WITHIN,
            },
            key,
            before,
            after,
        })
    }

    fn draw_ask(&self, wish: &AddressWish) -> Result<Ask, Problem> {
        let now = self.now();
        let DrawnWish {
            change,
            key,
            before,
            after,
        } = self.draw_wish(wish)?;
        let mail = |to: &MailAddress, letter| {
            let envelope = Envelope {
                to: to.clone(),
                name: None,
                language: wish.language,
                letter,
            };
            let of = MailFor {
                key: &key,
                batch: None,
                due_at: now,
            };
            self.draw_mail(&envelope, &of)
        };
        let until = self.local(now + ADDRESS_WITHIN);
        Ok(Ask {
            change,
            mails: [
                mail(
                    &wish.before,
                    Letter::AddressBefore {
                        token: before,
                        until,
                    },
                )?,
                mail(
                    &wish.after,
                    Letter::AddressAfter {
                        token: after,
                        until,
                    },
                )?,
            ],
            pace: self.mailbox(&wish.after),
            key: key.new_key(),
        })
    }

    /// Does what staff said yes to for both mailboxes; false when it is left to the day's work.
    pub(super) async fn readdress_now(&self, link: &Digest) -> Result<bool, Problem> {
        let found = self.store().address_change(link).await;
        let Some((stored, _)) = found.map_err(problem::of_store)? else {
            return Ok(true);
        };
        let wish = self.open_wish(stored).await.map_err(problem::of_store)?;
        let Some(wish) = wish else {
            return Ok(true);
        };
        match self.readdress(&wish).await {
            Ok(()) => Ok(true),
            Err(Problem::Unavailable | Problem::Busy) => Ok(false),
            Err(problem) => Err(problem),
        }
    }

    /// What the wishes of a mailbox are found by.
    pub(super) fn address_mailbox(&self, address: &MailAddress) -> Digest {
        let mailbox = address.mailbox();
        self.root_key()
            .derive("address change mailbox v1", &[mailbox.as_bytes()])
    }

    async fn open_wish(&self, stored: StoredAddressChange) -> Result<Option<OpenWish>, StoreError> {
        let Some(key) = self.owner_key(&stored.id).await? else {
            return Ok(None);
        };
        let wish = key.open(place(stored.id), &stored.sealed);
        let wish = wish
            .and_then(|wish| serde_json::from_slice(&wish).ok())
            .ok_or(StoreError::Unreadable("address_change.content"))?;
        Ok(Some(OpenWish { stored, key, wish }))
    }

    async fn wish_behind(&self, token: &LinkToken) -> Result<(OpenWish, AddressSide), Problem> {
        let found = self.store().address_change(&token.hash()).await;
        let found = found.map_err(problem::of_store)?;
        let (stored, side) = found
            .filter(|(stored, _)| self.now() < stored.expires_at)
            .ok_or(Problem::SpentLink)?;
        let said = match side {
            AddressSide::Before => stored.before_at,
            AddressSide::After => stored.after_at,
        };
        let wish = self.open_wish(stored).await.map_err(problem::of_store)?;
        match (wish, said) {
            (Some(wish), None) => Ok((wish, side)),
            _ => Err(Problem::SpentLink),
        }
    }

    /// What the link with this token asks.
    ///
    /// # Errors
    /// [`Problem::SpentLink`] when it was used, ran out, or never was one.
    pub async fn address_question(&self, token: &LinkToken) -> Result<AddressQuestion, Problem> {
        let (wish, side) = self.wish_behind(token).await?;
        let to = wish.wish.after.as_str().to_owned();
        Ok(AddressQuestion {
            to: (side == AddressSide::Before).then_some(to),
            until: wish.stored.expires_at,
        })
    }

    /// Says yes from the mailbox that the link was mailed to.
    ///
    /// # Errors
    /// As [`Self::address_question`]; [`Problem::Unavailable`] when the database does not take it. What both said yes to
    /// is not lost then: it is done with the day's work.
    pub async fn confirm_address(&self, token: &LinkToken) -> Result<AddressConfirmed, Problem> {
        let (wish, side) = self.wish_behind(token).await?;
        let spend = Spend {
            change: wish.stored.id,
            side,
            at: self.now(),
        };
        if !self.commit(spend).await?? {
            return Ok(AddressConfirmed::WaitsForOther);
        }
        self.readdress(&wish).await?;
        Ok(AddressConfirmed::Done)
    }

    /// Gives what stands under the address before to the new one, and forgets the wish. May be called again: what is done
    /// is not found any more.
    async fn readdress(&self, wish: &OpenWish) -> Result<(), Problem> {
        let AddressWish {
            before, after, by, ..
        } = &wish.wish;
        for _ in 0..TRIES {
            if self.readdress_once(before, after, *by).await? {
                let done = Done {
                    erase: self.draw_erasure(wish.stored.id, ErasureRule::AddressChanged),
                    proofs: self
                        .consents()
                        .iter()
                        .map(|purpose| {
                            [before, after].map(|address| self.proof_mailbox(purpose, address))
                        })
                        .collect(),
                    by_staff: [before, after].map(|address| self.address_mailbox(address)),
                    consents: [before, after].map(|address| self.consent_mailbox(address)),
                    disclosures: [before, after].map(|address| self.disclosure_mailbox(address)),
                };
                self.commit_ending(done).await?;
                self.finish_what_was_decided().await;
                return Ok(());
            }
        }
        Err(Problem::Unavailable)
    }

    /// False when something changed meanwhile.
    async fn readdress_once(
        &self,
        before: &MailAddress,
        after: &MailAddress,
        by: Option<Uuid>,
    ) -> Result<bool, Problem> {
        let all = Assurance::SecondFactor;
        let standing = self.store().subscription_of(&self.mailbox(after)).await;
        if standing.map_err(problem::of_store)?.is_some() {
            // The new mailbox gets the newsletter already, by its own yes.
            self.end_subscriptions_of(before, EndReason::Replaced)
                .await?;
        }
        let taken: Vec<Uuid> = self
            .seats_under(after)
            .await?
            .iter()
            .map(|seat| seat.event)
            .collect();
        let seats = self.seats_under(before).await?.into_iter();
        let seats = seats
            .filter(|seat| seat.state.is_confirmed() && !taken.contains(&seat.event))
            .map(|seat| (ThingKind::Seat, seat.id));
        let others = self.held_under(before, all).await?.things;
        let others = others.iter().filter_map(movable);
        for (kind, id) in seats.chain(others) {
            let own = self.own_details(before, all, kind, &id).await?;
            let Some(own) = own else {
                continue;
            };
            let details: ContactDetails = own.details.readdressed(after);
            let fields = vec![CorrectedField::Email];
            let correct = self.draw_correction(&own, &details, fields, after)?;
            if !self.commit(correct).await? {
                return Ok(false);
            }
        }
        self.readdress_drafts(before, after).await?;
        let by = by.map_or(By::Person, By::Staff);
        self.readdress_cases((before, after), by).await
    }

    /// The wishes of a mailbox that wait.
    pub(super) async fn held_address_changes(
        &self,
        email: &MailAddress,
    ) -> Result<Vec<HeldThing>, Problem> {
        let Some(purpose) = self.rights_purpose() else {
            return Ok(Vec::new());
        };
        let mailbox = self.address_mailbox(email);
        let found = self.store().address_changes_of(&mailbox).await;
        let mut held = Vec::new();
        for stored in found.map_err(problem::of_store)? {
            let wish = self.open_wish(stored).await.map_err(problem::of_store)?;
            let Some(OpenWish { stored, key, wish }) = wish else {
                continue;
            };
            let around = Around {
                key: &key,
                purpose,
                since: drawn_at(&stored.id),
                lists: &[],
                receipt: None,
            };
            let what = What::AddressChange {
                to: wish.after,
                before: stored.before_at.is_some(),
                after: stored.after_at.is_some(),
            };
            let kept = KeptFor::Until(Promise {
                last_day: self.day_of(stored.expires_at),
                bound: Bound::GoneBy,
            });
            held.push(self.held_thing(&around, what, kept, None).await?);
        }
        Ok(held)
    }

    /// Erases wishes that ran out, and does what both mailboxes said yes to and was broken off. Returns how many there
    /// were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn forget_address_changes(&self) -> Result<u64, StoreError> {
        for stored in self.store().confirmed_address_changes(BATCH).await? {
            let Some(wish) = self.open_wish(stored).await? else {
                continue;
            };
            if let Err(problem) = self.readdress(&wish).await {
                tracing::error!(?problem, "an address that was changed is not used yet");
            }
        }
        let mut forgotten = 0;
        loop {
            let due = self.store().address_changes_run_out(self.now(), BATCH);
            let due = due.await?;
            if due.is_empty() {
                return Ok(forgotten);
            }
            self.erase(&due, ErasureRule::NotConfirmed).await?;
            forgotten += due.len() as u64;
        }
    }
}

/// What is found by the address and written to, but for seats, which the other mailbox may have too.
fn movable(thing: &HeldThing) -> Option<(ThingKind, Uuid)> {
    match &thing.what {
        What::Subscription {
            waits_until: None, ..
        } => Some((ThingKind::Subscription, thing.id)),
        What::Enquiry { .. } => Some((ThingKind::Enquiry, thing.id)),
        _ => None,
    }
}

struct Ask {
    change: NewAddressChange,
    mails: [NewMail; 2],
    /// The new mailbox, whose mails are counted: nobody floods somebody else's through this form.
    pace: Digest,
    key: NewKey,
}

impl Operation for Ask {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let pace = tx.hold_confirmation_pace(&self.pace).await?;
        let waiting = tx.address_changes_of(&self.change.mailbox).await?;
        if waiting.len() >= ADDRESS_WISHES {
            return Ok(Err(Problem::TooManyRequests));
        }
        let [to_before, to_after] = &mut self.mails;
        let next = next_confirmation(pace, to_after.since);
        tx.set_confirmation_pace(&self.pace, next.unwrap_or(pace))
            .await?;
        to_after.beginning = match next {
            Some(_) => MailBeginning::Waits,
            None => MailBeginning::Withheld,
        };
        tx.insert_address_change(&self.change).await?;
        tx.mail(to_before).await?;
        tx.mail(to_after).await?;
        Ok(Ok(()))
    }
}

struct Spend {
    change: Uuid,
    side: AddressSide,
    at: Timestamp,
}

impl Operation for Spend {
    /// Whether both mailboxes have said yes.
    type Output = Result<bool, Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if !tx
            .spend_address_link(&self.change, self.side, self.at)
            .await?
        {
            return Ok(Err(Problem::SpentLink));
        }
        let change = tx.address_change(&self.change).await?;
        let both =
            change.is_some_and(|change| change.before_at.is_some() && change.after_at.is_some());
        Ok(Ok(both))
    }
}

#[derive(Clone)]
struct Done {
    erase: Erase,
    /// Under each consent, what proofs were found by before, and are from now on.
    proofs: Vec<[Digest; 2]>,
    /// What changes by staff were found by before, and are from now on.
    by_staff: [Digest; 2],
    /// The same of questions for consent.
    consents: [Digest; 2],
    /// The same of what was given to somebody.
    disclosures: [Digest; 2],
}

impl Operation for Done {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for [before, after] in &self.proofs {
            tx.move_proofs(before, after).await?;
        }
        let [before, after] = &self.by_staff;
        tx.move_addresses_by_staff(before, after).await?;
        let [before, after] = &self.consents;
        tx.move_named_consents(before, after).await?;
        let [before, after] = &self.disclosures;
        tx.move_noted_disclosures(before, after).await?;
        self.erase.decide(tx).await
    }
}

impl std::fmt::Debug for AddressQuestion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AddressQuestion(…)")
    }
}
