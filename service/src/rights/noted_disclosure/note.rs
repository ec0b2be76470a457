//! Noting a disclosure. What permits it is a consent in force that names the recipient, or a purpose of the register that
//! rests on something else.

use domain::bases::Bases;
use domain::canonical;
use domain::disclosure::{DisclosedHow, Disclosure, GivenData};
use domain::evidence::LeafKind;
use domain::mail::{Line, MailAddress};
use domain::problem::Problem;
use domain::register::Key;
use domain::retention::Period;
use domain::rights::Reason;
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};
use storage::{Access, NewKey, NotedDisclosure, Operation, StoreError, Tx};
use uuid::Uuid;

use crate::act::Act;
use crate::rights::RIGHTS_CASES;
use crate::rights::named_consent::OpenConsent;
use crate::{Attempt, Look, Service, StaffActor, problem};

/// How long ago it may have been: longer is a slip.
const EARLIEST: SignedDuration = SignedDuration::from_hours(365 * 24);
/// The country of whom the register does not name: staff speak with people here.
const HERE: &str = "DK";
/// How long it is kept at least where the register says nothing, as its check says too.
const UNSTATED: Period = Period {
    years: 0,
    months: 12,
    days: 0,
};
/// The most consents of one mailbox that are looked at.
const MOST: u32 = 100;

/// What permits giving data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotedBasis {
    /// A consent in force: this one, or without an id the one that names the recipient.
    Consent(Option<Uuid>),
    /// A purpose of the register that rests on something else.
    Purpose(Key),
}

impl NotedBasis {
    /// The name in forms.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Consent(None) => "consent".to_owned(),
            Self::Consent(Some(id)) => format!("consent:{id}"),
            Self::Purpose(key) => format!("purpose:{key}"),
        }
    }

    /// The basis of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        match name.split_once(':') {
            None if name == "consent" => Some(Self::Consent(None)),
            Some(("consent", id)) => Uuid::parse_str(id).ok().map(Some).map(Self::Consent),
            Some(("purpose", key)) => Some(Self::Purpose(key.to_owned())),
            _ => None,
        }
    }
}

/// A disclosure, as staff typed it.
#[derive(Clone)]
pub struct NoteDisclosure {
    /// The case it is noted from; nothing where a mailbox is named.
    pub case: Option<Uuid>,
    /// The address of whoever it is about, where there is no case.
    pub email: String,
    /// Who was given it; nothing for whom the consent names.
    pub recipient: String,
    /// What; nothing for what the consent names.
    pub data: String,
    /// What permits it, by name.
    pub basis: String,
    /// When, such as `2026-12-01T14:30`, as clocks in Denmark show it; now without.
    pub when: String,
    /// How, by name.
    pub how: String,
    /// The mark of the form, so that the same form twice is one disclosure.
    pub attempt: Attempt,
}

/// Whom it is about.
struct About {
    case: Option<Uuid>,
    person: Option<Uuid>,
    email: Option<MailAddress>,
}

/// What permits it, and what that says.
struct Permitted {
    purpose: Key,
    bases: Bases,
    consent: Option<Uuid>,
    recipient: Line,
    data: Reason,
}

impl Service {
    /// Notes it, and gives its id. The same form sent again gives the same one.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs notes disclosures, or opens the case. [`Problem::NotFound`].
    /// - Those of [`MailAddress::parse`]; [`Problem::UnusableRecipient`]; [`Problem::MissingNamedData`] and the others of
    ///   [`Reason::read`]; [`Problem::MissingBasis`]; [`Problem::UnusableGivenAt`]; [`Problem::MissingHow`].
    /// - [`Problem::NotInConsent`]: no consent in force names this recipient, or those of several people do.
    pub async fn note_disclosure(
        &self,
        actor: &StaffActor,
        note: NoteDisclosure,
    ) -> Result<Uuid, Problem> {
        actor.require(Area::Disclosures)?;
        let (mut about, consents) = self.about(actor, &note).await?;
        let basis = NotedBasis::of_name(&note.basis).ok_or(Problem::MissingBasis)?;
        let permitted = match basis {
            NotedBasis::Consent(id) => {
                let consents = self.giving_consents(consents);
                let consent = covering(&consents, id, &note.recipient)?;
                about.person = about.person.or(consent.person());
                by_consent(consent, &note)?
            }
            NotedBasis::Purpose(key) => self.by_purpose(&key, &note)?,
        };
        let at = self.read_given_at(&note.when)?;
        let how = DisclosedHow::of_name(&note.how).ok_or(Problem::MissingHow)?;
        let drawn = self.draw_note(actor, &note, &about, permitted, (at, how))?;
        self.commit(drawn).await
    }

    /// Whom it is about, and the consents that were asked of them.
    async fn about(
        &self,
        actor: &StaffActor,
        note: &NoteDisclosure,
    ) -> Result<(About, Vec<OpenConsent>), Problem> {
        let Some(case) = &note.case else {
            let email = MailAddress::parse(&note.email)?;
            let mailbox = self.consent_mailbox(&email);
            let stored = self.store().named_consents_of_mailbox(&mailbox, MOST).await;
            let stored = stored.map_err(problem::of_store)?;
            let about = About {
                case: None,
                person: None,
                email: Some(email),
            };
            return Ok((about, self.open_consents(stored).await?));
        };
        let open = self.look_at_case(actor, case).await?;
        let about = About {
            case: Some(*case),
            person: open.stored.person,
            email: open.case.asker.email.clone(),
        };
        Ok((about, self.consents_around(&open).await?))
    }

    fn by_purpose(&self, key: &Key, note: &NoteDisclosure) -> Result<Permitted, Problem> {
        let register = self.register().register();
        let purpose = register.purpose.get(key).ok_or(Problem::MissingBasis)?;
        if !self.permits_without_consent(purpose) {
            return Err(Problem::MissingBasis);
        }
        Ok(Permitted {
            purpose: key.clone(),
            bases: Bases::of(register, purpose).ok_or(Problem::MissingBasis)?,
            consent: None,
            recipient: Line::parse(&note.recipient).map_err(|_| Problem::UnusableRecipient)?,
            data: match Reason::read(&note.data) {
                Err(Problem::MissingReason) => return Err(Problem::MissingNamedData),
                read => read?,
            },
        })
    }

    /// Not in the future, and not so long ago that it must be a slip.
    fn read_given_at(&self, typed: &str) -> Result<Timestamp, Problem> {
        let now = self.now();
        if typed.trim().is_empty() {
            return Ok(now);
        }
        let local: DateTime = typed.trim().parse().map_err(|_| Problem::UnusableGivenAt)?;
        let at = self.instant_of(local).ok_or(Problem::UnusableGivenAt)?;
        if (now - EARLIEST..=now).contains(&at) {
            Ok(at)
        } else {
            Err(Problem::UnusableGivenAt)
        }
    }

    fn draw_note(
        &self,
        actor: &StaffActor,
        note: &NoteDisclosure,
        about: &About,
        permitted: Permitted,
        (at, how): (Timestamp, DisclosedHow),
    ) -> Result<Note, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let typed = canonical::to_bytes(&(&permitted.recipient, &permitted.data, &note.basis, how));
        let typed = typed.map_err(problem::of_form)?;
        let disclosure = Disclosure {
            schema: Disclosure::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(now),
            about: key.owner,
            country: self.country_of(permitted.recipient.as_str()),
            recipient: permitted.recipient,
            data: vec![GivenData::Named(permitted.data)],
            purpose: permitted.purpose.clone(),
            basis: permitted.bases.article6().to_owned(),
            article9: permitted.bases.article9().map(str::to_owned),
            consent: permitted.consent,
            how: Some(how),
            disclosed_at: at,
            register: self.register().version(),
        };
        let bytes = disclosure.to_bytes().map_err(problem::of_form)?;
        let look = Look {
            thing: key.owner,
            purpose: &permitted.purpose,
            action: AccessAction::Changed,
            reason: AccessReason::Task,
        };
        let email = about.email.as_ref();
        Ok(Note {
            act: self.draw_act(LeafKind::Disclosed, &key, disclosure.id, bytes),
            access: self.access(actor.id(), look),
            new: NotedDisclosure {
                id: key.owner,
                case: about.case,
                person: about.person,
                mailbox: email.map(|email| self.disclosure_mailbox(email)),
                assurance: self.needed_for(&permitted.purpose),
                last_day: self.kept_until(&permitted.purpose)?,
                purpose: permitted.purpose,
                noted_at: now,
            },
            attempt: note.attempt.next(self.root_key(), &typed),
            key: key.new_key(),
        })
    }

    /// The country of whom the register names.
    fn country_of(&self, recipient: &str) -> String {
        let named = self.register().register().recipient.values();
        let mut named = named.filter(|named| same_name(&named.name, recipient));
        let country = named.next().map(|named| named.country.clone());
        country.unwrap_or_else(|| HERE.to_owned())
    }

    /// As long as cases are kept, and no shorter than what was given.
    fn kept_until(&self, purpose: &str) -> Result<Date, Problem> {
        let purposes = &self.register().register().purpose;
        let period = |key: &str| {
            let retention = purposes
                .get(key)
                .and_then(|purpose| purpose.retention.as_ref());
            retention.map_or(UNSTATED, |rule| rule.period)
        };
        let days = [RIGHTS_CASES, purpose].map(|key| period(key).after(self.today()));
        let days: Result<Vec<Date>, _> = days.into_iter().collect();
        let days = days.map_err(|_| problem::missing("a date within the calendar"))?;
        let last = days.into_iter().max();
        last.ok_or_else(|| problem::missing("a date within the calendar"))
    }
}

/// The consent that permits giving something to `recipient`. Without a recipient or an id it must be the only one; of a
/// mailbox that several people use, it must be clear whose it is.
fn covering<'a>(
    consents: &'a [OpenConsent],
    id: Option<Uuid>,
    recipient: &str,
) -> Result<&'a OpenConsent, Problem> {
    let covers = |open: &&OpenConsent| {
        let is_named = recipient.trim().is_empty()
            || same_name(open.consent.scope.recipient.as_str(), recipient);
        is_named && id.is_none_or(|id| open.id() == id)
    };
    let mut covering = consents.iter().filter(covers);
    let first = covering.next().ok_or(Problem::NotInConsent)?;
    let is_clear = match recipient.trim() {
        "" => covering.next().is_none(),
        _ => covering.all(|other| other.person() == first.person()),
    };
    is_clear.then_some(first).ok_or(Problem::NotInConsent)
}

fn by_consent(open: &OpenConsent, note: &NoteDisclosure) -> Result<Permitted, Problem> {
    let scope = &open.consent.scope;
    Ok(Permitted {
        purpose: scope.purpose.clone(),
        bases: scope.bases,
        consent: Some(open.id()),
        recipient: scope.recipient.clone(),
        data: Reason::read_optional(&note.data)?.unwrap_or_else(|| scope.data.clone()),
    })
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

struct Note {
    new: NotedDisclosure,
    attempt: Attempt,
    act: Act,
    access: Access,
    key: NewKey,
}

impl Operation for Note {
    /// The disclosure: this one, or that of the same form.
    type Output = Uuid;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Uuid, StoreError> {
        let attempt = self.attempt.hash();
        if let Some(before) = tx.noted_disclosure_by_attempt(&attempt).await? {
            return Ok(before);
        }
        tx.insert_noted_disclosure(&self.new, &attempt).await?;
        self.act.write(tx).await?;
        tx.log_access(&self.access).await?;
        Ok(self.new.id)
    }
}

impl std::fmt::Debug for NoteDisclosure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NoteDisclosure(…)")
    }
}
