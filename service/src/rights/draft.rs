//! Forms that people save to go on with later. A draft is its writer's alone: nobody of staff opens it, and an answer that
//! staff compose leaves it out. One of a secure message takes the second factor that the messages take.

use std::fmt;

use domain::canonical::{self, Digest};
use domain::draft::{DRAFT_LASTS, Draft, DraftForm};
use domain::erasure::ErasureRule;
use domain::held::{HeldThing, KeptFor, What};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::retention::Bound;
use domain::rights::{Reason, Right};
use domain::secure;
use domain::thread::Promise;
use jiff::Timestamp;
use storage::{NewDraft, NewKey, Operation, StoreError, StoredDraft, Tx};
use uuid::Uuid;

use super::{Around, drawn_at};
use crate::erasure::{BATCH, Erase};
use crate::sealing::Place;
use crate::{DataSubject, Service, problem};

/// A form to save. Its `Debug` is silent.
#[derive(Clone)]
pub struct SaveDraft {
    /// Which form.
    pub form: DraftForm,
    /// What was typed.
    pub words: String,
    /// The rights that are ticked beside the form's own.
    pub rights: Vec<Right>,
}

/// A draft of one's own. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnDraft {
    /// Its id.
    pub id: Uuid,
    /// What was saved.
    pub draft: Draft,
    /// When.
    pub saved_at: Timestamp,
    /// Until when it is kept.
    pub expires_at: Timestamp,
}

const fn place(draft: Uuid) -> Place {
    Place {
        table: "portal_draft",
        column: "content",
        record: draft,
    }
}

impl Service {
    /// Saves a form in place of what was saved of it before. It is kept for another 30 days.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: there is no such form, the case is another's, or no second factor showed who they are.
    /// - [`Problem::MissingMessage`]: nothing is typed or ticked; [`Problem::MessageTooLong`]; [`Problem::CprInMessage`],
    ///   but in a secure message.
    /// - [`Problem::ChangedMeanwhile`]: it was saved or sent elsewhere at the same moment.
    pub async fn save_draft(&self, subject: &DataSubject, save: SaveDraft) -> Result<(), Problem> {
        let person = self.reader_of(subject, save.form).await?;
        let draft = read(save)?;
        let bytes = canonical::to_bytes(&draft).map_err(problem::of_form)?;
        let now = self.now();
        let times = (now, now + DRAFT_LASTS);
        let slot = self.draft_slot(subject.email(), person, draft.form);
        let stored = self.store().draft(&slot).await;
        let write = match stored.map_err(problem::of_store)? {
            Some(stored) => {
                let key = self.owner_key(&stored.id).await;
                let key = key.map_err(problem::of_store)?;
                let key = key.ok_or(Problem::ChangedMeanwhile)?;
                Save::Again {
                    id: stored.id,
                    content: self.seal_for(&key, place(stored.id), &bytes),
                    times,
                }
            }
            None => {
                let key = self.draw_key(self.chance().uuid_v7(now));
                Save::New {
                    draft: NewDraft {
                        id: key.owner,
                        mailbox: self.draft_mailbox(subject.email()),
                        person,
                        slot,
                        content: self.seal_for(&key, place(key.owner), &bytes),
                        saved_at: now,
                        expires_at: times.1,
                    },
                    key: key.new_key(),
                }
            }
        };
        self.commit(write).await?
    }

    /// What they saved of one form; none where there is nothing.
    ///
    /// # Errors
    /// [`Problem::NotFound`] as in [`Self::save_draft`]; [`Problem::Unavailable`].
    pub async fn own_draft(
        &self,
        subject: &DataSubject,
        form: DraftForm,
    ) -> Result<Option<OwnDraft>, Problem> {
        let person = self.reader_of(subject, form).await?;
        let slot = self.draft_slot(subject.email(), person, form);
        let stored = self.store().draft(&slot).await;
        match stored.map_err(problem::of_store)? {
            Some(stored) => self.open_draft(stored).await,
            None => Ok(None),
        }
    }

    /// What they saved, the latest first. What takes a second factor is not there without it.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn own_drafts(&self, subject: &DataSubject) -> Result<Vec<OwnDraft>, Problem> {
        let mailbox = self.draft_mailbox(subject.email());
        let stored = self.store().drafts_of(&mailbox).await;
        let mut drafts = Vec::new();
        for stored in stored.map_err(problem::of_store)? {
            if stored.person.is_none() || stored.person == subject.person() {
                drafts.extend(self.open_draft(stored).await?);
            }
        }
        Ok(drafts)
    }

    /// Throws a draft of theirs away.
    ///
    /// # Errors
    /// [`Problem::NotFound`]: it is gone, or another's; nobody tells which.
    pub async fn throw_draft_away(&self, subject: &DataSubject, id: &Uuid) -> Result<(), Problem> {
        let own = self.own_drafts(subject).await?;
        let own = own.iter().any(|draft| draft.id == *id);
        if !own {
            return Err(Problem::NotFound);
        }
        let erased = self.erase(&[*id], ErasureRule::DraftOver).await;
        erased.map_err(problem::of_store)?;
        Ok(())
    }

    /// The end of a draft whose form is sent now; none where nothing was saved of it.
    pub(crate) async fn draw_draft_sent(
        &self,
        subject: &DataSubject,
        form: DraftForm,
    ) -> Result<Option<Erase>, Problem> {
        let draft = self.own_draft(subject, form).await?;
        Ok(draft.map(|draft| self.draw_erasure(draft.id, ErasureRule::DraftOver)))
    }

    /// Drafts as something that is held. They are shown to whoever wrote them and to nobody else.
    pub(super) async fn held_drafts(
        &self,
        subject: &DataSubject,
    ) -> Result<Vec<HeldThing>, Problem> {
        let Some(purpose) = self.rights_purpose() else {
            return Ok(Vec::new());
        };
        let mut held = Vec::new();
        for own in self.own_drafts(subject).await? {
            let key = self.owner_key(&own.id).await.map_err(problem::of_store)?;
            let Some(key) = key else {
                continue;
            };
            let around = Around {
                key: &key,
                purpose,
                since: drawn_at(&own.id),
                lists: &[],
                receipt: None,
            };
            let kept = KeptFor::Until(Promise {
                last_day: self.day_of(own.expires_at),
                bound: Bound::GoneBy,
            });
            let what = What::Draft(own.draft);
            held.push(self.held_thing(&around, what, kept, None).await?);
        }
        Ok(held)
    }

    /// Gives the drafts of one mailbox to another; where that has its own of a form, that stays.
    pub(super) async fn readdress_drafts(
        &self,
        before: &MailAddress,
        after: &MailAddress,
    ) -> Result<(), Problem> {
        let stored = self.store().drafts_of(&self.draft_mailbox(before)).await;
        for stored in stored.map_err(problem::of_store)? {
            let person = stored.person;
            let Some(own) = self.open_draft(stored).await? else {
                continue;
            };
            let follow = Follow {
                id: own.id,
                mailbox: self.draft_mailbox(after),
                slot: self.draft_slot(after, person, own.draft.form),
                erase: self.draw_erasure(own.id, ErasureRule::DraftOver),
            };
            self.commit(follow).await?;
        }
        Ok(())
    }

    /// Erases drafts that nobody went on with in time. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn forget_drafts(&self) -> Result<u64, StoreError> {
        let mut forgotten = 0;
        loop {
            let due = self.store().due_drafts(self.now(), BATCH).await?;
            if due.is_empty() {
                return Ok(forgotten);
            }
            self.erase(&due, ErasureRule::DraftOver).await?;
            forgotten += due.len() as u64;
        }
    }

    /// Who alone reads a draft of this form: nobody but whoever reads the mailbox, or the person of the case.
    async fn reader_of(
        &self,
        subject: &DataSubject,
        form: DraftForm,
    ) -> Result<Option<Uuid>, Problem> {
        self.register().rights().ok_or(Problem::NotFound)?;
        match form {
            DraftForm::Request(_) => Ok(None),
            DraftForm::Message(case) => {
                let person = subject.person().ok_or(Problem::NotFound)?;
                self.own_case(subject, &case).await?;
                Ok(Some(person))
            }
        }
    }

    /// None when its time is over, or its key is erased.
    async fn open_draft(&self, stored: StoredDraft) -> Result<Option<OwnDraft>, Problem> {
        if stored.expires_at <= self.now() {
            return Ok(None);
        }
        let key = self
            .owner_key(&stored.id)
            .await
            .map_err(problem::of_store)?;
        let Some(key) = key else {
            return Ok(None);
        };
        let draft = key
            .open(place(stored.id), &stored.content)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| problem::missing("what was saved of a form"))?;
        Ok(Some(OwnDraft {
            id: stored.id,
            draft,
            saved_at: stored.saved_at,
            expires_at: stored.expires_at,
        }))
    }

    fn draft_mailbox(&self, address: &MailAddress) -> Digest {
        self.root_key()
            .derive("portal draft mailbox v1", &[address.mailbox().as_bytes()])
    }

    fn draft_slot(&self, address: &MailAddress, person: Option<Uuid>, form: DraftForm) -> Digest {
        let mailbox = self.draft_mailbox(address);
        let person = person.unwrap_or_default();
        let form = form.name();
        let parts: [&[u8]; 3] = [&mailbox.0, person.as_bytes(), form.as_bytes()];
        self.root_key().derive("portal draft slot v1", &parts)
    }
}

/// What was typed has to keep to the form's own limits, or it could never be sent.
fn read(save: SaveDraft) -> Result<Draft, Problem> {
    let words = match save.form {
        DraftForm::Request(_) => {
            let words = Reason::read_optional(&save.words)?;
            words.map_or_else(String::new, |words| words.as_str().to_owned())
        }
        DraftForm::Message(_) => secure::words(&save.words, true)?,
    };
    let mut rights = save.rights;
    rights.sort_unstable();
    rights.dedup();
    rights.retain(|right| save.form != DraftForm::Request(*right));
    if words.is_empty() && rights.is_empty() {
        return Err(Problem::MissingMessage);
    }
    Ok(Draft {
        form: save.form,
        words,
        rights,
    })
}

enum Save {
    New {
        draft: NewDraft,
        key: NewKey,
    },
    Again {
        id: Uuid,
        content: Vec<u8>,
        times: (Timestamp, Timestamp),
    },
}

impl Operation for Save {
    type Output = Result<(), Problem>;

    fn keys(&self) -> Vec<NewKey> {
        match self {
            Self::New { key, .. } => vec![key.clone()],
            Self::Again { .. } => Vec::new(),
        }
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        match self {
            Self::New { draft, .. } => {
                if tx.draft(&draft.slot).await?.is_some() {
                    return Ok(Err(Problem::ChangedMeanwhile));
                }
                tx.insert_draft(draft).await?;
            }
            Self::Again { id, content, times } => {
                if !tx.rewrite_draft(id, content, *times).await? {
                    return Ok(Err(Problem::ChangedMeanwhile));
                }
            }
        }
        Ok(Ok(()))
    }
}

struct Follow {
    id: Uuid,
    mailbox: Digest,
    slot: Digest,
    erase: Erase,
}

impl Operation for Follow {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        match tx.draft(&self.slot).await? {
            None => tx.move_draft(&self.id, &self.mailbox, &self.slot).await,
            Some(_) => self.erase.decide(tx).await,
        }
    }
}

impl fmt::Debug for SaveDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SaveDraft(…)")
    }
}

impl fmt::Debug for OwnDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnDraft(…)")
    }
}
