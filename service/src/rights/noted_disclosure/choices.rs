//! What the form for noting a disclosure offers: the consents in force first, then the register's other purposes under which
//! something is given to somebody.

use domain::bases::Bases;
use domain::named_consent::Direction;
use domain::problem::Problem;
use domain::register::Purpose;
use domain::staff::Area;
use domain::text::{Language, date_in_words};
use uuid::Uuid;

use super::note::NotedBasis;
use super::opened::StaffDisclosure;
use crate::rights::case::OpenCase;
use crate::rights::named_consent::OpenConsent;
use crate::{Service, StaffActor, problem};

/// The most that are shown for one case.
const MOST: u32 = 100;

/// What the form offers.
#[derive(Clone, Debug)]
pub struct DisclosureChoices {
    /// Whom the case is about, where it comes from one.
    pub who: Option<String>,
    /// What can permit it, what is likeliest first.
    pub bases: Vec<BasisChoice>,
    /// Those whom the register names as recipients.
    pub recipients: Vec<String>,
    /// What was noted from the case before.
    pub noted: Vec<StaffDisclosure>,
}

/// Something that can permit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BasisChoice {
    /// Which.
    pub basis: NotedBasis,
    /// What it is called.
    pub title: String,
    /// Who may be given what, where a consent says so.
    pub covers: Option<(String, String)>,
}

impl Service {
    /// What the form offers, from a case or without one. A look at the case is noted.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs notes disclosures, or opens the case. [`Problem::NotFound`].
    pub async fn disclosure_choices(
        &self,
        actor: &StaffActor,
        case: Option<&Uuid>,
        language: Language,
    ) -> Result<DisclosureChoices, Problem> {
        actor.require(Area::Disclosures)?;
        let register = self.register().register();
        let recipients = register.recipient.values();
        let recipients = recipients.map(|recipient| recipient.name.clone()).collect();
        let (who, mut bases, noted) = match case {
            Some(case) => {
                let open = self.look_at_case(actor, case).await?;
                let consents = self.giving_consents(self.consents_around(&open).await?);
                let bases = consents.iter().map(|open| of_consent(open, language));
                (
                    Some(who(&open)),
                    bases.collect(),
                    self.noted_from(case).await?,
                )
            }
            None => (None, vec![any_consent(language)], Vec::new()),
        };
        let others = register.purpose.iter();
        let others = others.filter(|(_, purpose)| self.permits_without_consent(purpose));
        bases.extend(others.map(|(key, purpose)| BasisChoice {
            basis: NotedBasis::Purpose(key.clone()),
            title: format!(
                "{} ({})",
                purpose.title.get(language),
                purpose.basis.article()
            ),
            covers: None,
        }));
        Ok(DisclosureChoices {
            who,
            bases,
            recipients,
            noted,
        })
    }

    /// Whether something may be given under a purpose without asking: it is shared, rests on no consent, and has a
    /// ground for what is special.
    pub(super) fn permits_without_consent(&self, purpose: &Purpose) -> bool {
        let register = self.register().register();
        let bases = Bases::of(register, purpose);
        purpose.is_shared(register) && bases.is_some_and(|bases| !bases.is_consent())
    }

    /// Those that permit giving something today.
    pub(super) fn giving_consents(&self, consents: Vec<OpenConsent>) -> Vec<OpenConsent> {
        let today = self.today();
        let gives = |open: &OpenConsent| {
            open.consent.in_force(today) && open.consent.scope.direction == Direction::Give
        };
        consents.into_iter().filter(gives).collect()
    }

    async fn noted_from(&self, case: &Uuid) -> Result<Vec<StaffDisclosure>, Problem> {
        let stored = self.store().noted_disclosures_of_case(case, MOST).await;
        let mut noted = Vec::new();
        for stored in stored.map_err(problem::of_store)? {
            let open = self.open_stored_disclosure(stored).await?;
            noted.extend(open.map(StaffDisclosure::from));
        }
        Ok(noted)
    }
}

fn who(open: &OpenCase) -> String {
    let asker = &open.case.asker;
    let name = asker.name.as_ref().map(|name| name.as_str());
    let email = asker.email.as_ref().map(|email| email.as_str());
    name.or(email).unwrap_or_default().to_owned()
}

fn any_consent(language: Language) -> BasisChoice {
    let title = match language {
        Language::Da => "Personens ja til netop det",
        Language::En => "The person's yes to exactly this",
    };
    BasisChoice {
        basis: NotedBasis::Consent(None),
        title: title.to_owned(),
        covers: None,
    }
}

fn of_consent(open: &OpenConsent, language: Language) -> BasisChoice {
    let scope = &open.consent.scope;
    let last = date_in_words(open.consent.last_day, language);
    let recipient = scope.recipient.as_str();
    let title = match language {
        Language::Da => format!("Ja til {recipient}, til og med {last}"),
        Language::En => format!("Yes to {recipient}, until and with {last}"),
    };
    BasisChoice {
        basis: NotedBasis::Consent(Some(open.id())),
        title,
        covers: Some((recipient.to_owned(), scope.data.as_str().to_owned())),
    }
}
