//! The questions for consent of a case, read for the request.

use domain::bases::Bases;
use domain::named_consent::{Direction, Source};
use domain::problem::Problem;
use domain::register::Register;
use domain::text::{Language, date_in_words, moment_in_words};
use service::{StaffActor, StaffConsent};
use uuid::Uuid;

use super::Asked;
use super::case_consents::{CaseConsentsView, ConsentRow};
use crate::texts::staff_consent_texts;
use crate::visit::Visit;

/// The page.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<CaseConsentsView, Problem> {
    let service = &visit.service;
    let language = asked.language;
    let case = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let found = service.case_consents(actor, &case).await?;
    let named = |name: &str, title: &str| (name.to_owned(), title.to_owned());
    Ok(CaseConsentsView {
        case: case.to_string(),
        asks_person: found.has_mailbox && !found.is_person_known,
        has_mailbox: found.has_mailbox,
        directions: Direction::ALL
            .map(|direction| named(direction.name(), direction.title(language)))
            .into(),
        sources: Source::ALL
            .map(|source| named(source.name(), source.title(language)))
            .into(),
        purposes: purposes(service.register().register(), language),
        consents: found
            .consents
            .iter()
            .map(|consent| row(visit, consent, language))
            .collect(),
        today: service.today().to_string(),
        attempt: service.new_attempt().to_text(),
    })
}

/// The purposes that people say yes to and that are shared with others, by key and title.
fn purposes(register: &Register, language: Language) -> Vec<(String, String)> {
    let all = register.purpose.iter();
    let asked = all.filter(|(_, purpose)| {
        let bases = Bases::of(register, purpose);
        purpose.is_shared(register) && bases.is_some_and(Bases::is_consent)
    });
    asked
        .map(|(key, purpose)| (key.clone(), purpose.title.get(language).to_owned()))
        .collect()
}

fn row(visit: &Visit, asked: &StaffConsent, language: Language) -> ConsentRow {
    let service = &visit.service;
    let consent = &asked.consent;
    let scope = &consent.scope;
    let day = |at| date_in_words(service.day_of(at), language);
    let moment = |at| moment_in_words(service.local(at), language);
    ConsentRow {
        id: asked.id.to_string(),
        title: format!("{} → {}", scope.sender.as_str(), scope.recipient.as_str()),
        asked: staff_consent_texts(language)
            .asked
            .replace("{time}", &moment(asked.asked_at)),
        parts: scope
            .parts(language)
            .into_iter()
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
        standing: consent.in_words(language, &day),
        recorded: consent
            .recorded()
            .map(|recorded| recorded.in_words(language)),
        statements: consent
            .statements
            .iter()
            .map(|stated| format!("{}: {}", moment(stated.at), stated.words.as_str()))
            .collect(),
        waits: consent.waits(service.today()),
        is_given: consent.in_force(service.today()),
    }
}
