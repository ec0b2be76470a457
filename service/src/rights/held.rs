//! Everything that is held about whoever reads a mailbox (Article 15), as far as what they showed of themselves opens it. A
//! purpose that asks for more is left out wholly: that something is there is not said either.

use domain::held::{Held, HeldShown, HeldThing, KeptFor, What, tell};
use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::register::{Assurance, Key};
use domain::text::Language;
use uuid::Uuid;

use super::RIGHTS_CASES;
use crate::{DataSubject, Service};

/// Whose data is looked for, and how far it may be opened.
#[derive(Clone, Copy)]
pub(crate) struct Whose<'a> {
    /// The mailbox.
    pub(crate) email: &'a MailAddress,
    /// What was shown.
    pub(crate) assurance: Assurance,
    /// The person that a second factor showed; none while only the mailbox is known.
    pub(crate) person: Option<Uuid>,
}

impl<'a> Whose<'a> {
    /// Of whoever is in.
    pub(crate) fn of(subject: &'a DataSubject) -> Self {
        Self {
            email: subject.email(),
            assurance: subject.assurance(),
            person: subject.person(),
        }
    }
}

impl Service {
    /// What is held about them.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when a database does not answer; [`Problem::Fault`] when something is damaged, since an
    /// answer that leaves it out would be wrong.
    pub async fn held(&self, subject: &DataSubject) -> Result<Held, Problem> {
        let mut held = self.held_of(&Whose::of(subject)).await?;
        held.things.extend(self.held_drafts(subject).await?);
        held.things.extend(self.visit(subject));
        Ok(held)
    }

    /// The same in words.
    ///
    /// # Errors
    /// As [`Self::held`].
    pub async fn held_shown(
        &self,
        subject: &DataSubject,
        language: Language,
    ) -> Result<HeldShown, Problem> {
        let held = self.held(subject).await?;
        Ok(tell(self.register(), &held, language, &|at| self.local(at)))
    }

    /// What is held under a mailbox and `assurance` opens.
    pub(crate) async fn held_under(
        &self,
        email: &MailAddress,
        assurance: Assurance,
    ) -> Result<Held, Problem> {
        let whose = Whose {
            email,
            assurance,
            person: None,
        };
        self.held_of(&whose).await
    }

    /// The same, with what only the person is shown.
    pub(crate) async fn held_of(&self, whose: &Whose<'_>) -> Result<Held, Problem> {
        let Whose {
            email, assurance, ..
        } = *whose;
        let mut things = self.held_subscriptions(email).await?;
        things.extend(self.held_seats(email).await?);
        things.extend(self.held_threads(email, assurance).await?);
        things.extend(self.held_cases(whose).await?);
        things.extend(self.held_secure(whose).await?);
        things.extend(self.held_consents(whose).await?);
        things.extend(self.held_disclosures(whose).await?);
        things.extend(self.held_address_changes(email).await?);
        things.extend(self.held_addresses_by_staff(email).await?);
        things.extend(self.held_fingerprint(email).await?);
        things.extend(self.held_proofs(email).await?);
        things.retain(|thing| self.opens(thing, assurance));
        let copies = self.copies_for_answers(whose).await?.into_iter();
        let copies = copies.filter(|copy| things.iter().all(|thing| thing.id != copy.id));
        let copies: Vec<HeldThing> = copies.collect();
        things.extend(copies);
        Ok(Held {
            email: email.clone(),
            things,
        })
    }

    /// Whether `assurance` is enough for what the thing is about.
    fn opens(&self, thing: &HeldThing, assurance: Assurance) -> bool {
        let about = match &thing.what {
            What::Proof { to, .. } => to,
            _ => &thing.purpose,
        };
        self.needed_for(about) <= assurance
    }

    /// How sure we must be of who asks. What the register does not hold any more is not shown for less than it may have
    /// asked for.
    pub(crate) fn needed_for(&self, purpose: &str) -> Assurance {
        let purpose = self.register().register().purpose.get(purpose);
        purpose.map_or(Assurance::SecondFactor, |purpose| purpose.assurance)
    }

    fn visit(&self, subject: &DataSubject) -> Option<HeldThing> {
        Some(HeldThing {
            id: subject.session(),
            purpose: self.rights_purpose()?.clone(),
            what: What::Visit,
            since: subject.since(),
            kept: KeptFor::WhileHere,
            disclosures: Vec::new(),
            looks: Vec::new(),
            mails: Vec::new(),
            corrected_at: Vec::new(),
            receipt: None,
            link: None,
        })
    }

    /// The key of the purpose that the portal is kept for, if the register has it.
    pub(super) fn rights_purpose(&self) -> Option<&Key> {
        let purposes = &self.register().register().purpose;
        purposes.get_key_value(RIGHTS_CASES).map(|(key, _)| key)
    }
}
