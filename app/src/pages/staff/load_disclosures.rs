//! The pages of noted disclosures, read for the request.

use domain::disclosure::{DisclosedHow, Disclosure};
use domain::problem::Problem;
use domain::text::{Language, moment_in_words};
use service::{NotedBasis, StaffActor, StaffDisclosure};
use uuid::Uuid;

use super::Asked;
use super::disclosure::{DisclosureView, NoteDisclosureView};
use crate::texts::staff_disclosure_texts;
use crate::visit::Visit;

/// The form, from a case or without one.
pub(super) async fn form(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
    case: Option<Uuid>,
) -> Result<NoteDisclosureView, Problem> {
    let service = &visit.service;
    let language = asked.language;
    let choices = service
        .disclosure_choices(actor, case.as_ref(), language)
        .await?;
    let has_consent = choices
        .bases
        .iter()
        .any(|choice| matches!(choice.basis, NotedBasis::Consent(_)));
    Ok(NoteDisclosureView {
        case: case
            .zip(choices.who)
            .map(|(case, who)| (case.to_string(), who)),
        bases: choices
            .bases
            .iter()
            .map(|choice| (choice.basis.name(), choice.title.clone()))
            .collect(),
        has_consent,
        recipients: choices.recipients,
        ways: DisclosedHow::ALL
            .map(|how| (how.name().to_owned(), how.title(language).to_owned()))
            .into(),
        now: service
            .local(service.now())
            .strftime("%Y-%m-%dT%H:%M")
            .to_string(),
        noted: choices
            .noted
            .iter()
            .map(|noted| line(visit, noted, language))
            .collect(),
        attempt: service.new_attempt().to_text(),
    })
}

fn line(visit: &Visit, noted: &StaffDisclosure, language: Language) -> (String, String) {
    let at = visit.service.local(noted.noted.disclosed_at);
    let line = format!(
        "{}: {}",
        noted.noted.recipient.as_str(),
        moment_in_words(at, language)
    );
    (noted.id.to_string(), line)
}

/// One that was noted.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<DisclosureView, Problem> {
    let service = &visit.service;
    let language = asked.language;
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let found = service.noted_disclosure(actor, &id).await?;
    let moment = |at| moment_in_words(service.local(at), language);
    let noted: &Disclosure = &found.noted;
    let purpose = service.register().register().purpose.get(&noted.purpose);
    let purpose = purpose.map_or(&*noted.purpose, |purpose| purpose.title.get(language));
    let data: Vec<&str> = noted
        .data
        .iter()
        .map(|data| data.in_words(language))
        .collect();
    Ok(DisclosureView {
        id: id.to_string(),
        case: found.case.map(|case| case.to_string()),
        recipient: noted.recipient.as_str().to_owned(),
        data: data.join(", "),
        when: moment(noted.disclosed_at),
        how: noted.how.map_or("", |how| how.title(language)).to_owned(),
        permits: format!("{purpose} ({})", noted.articles()),
        undone: found.undone.map(|undone| {
            let words = staff_disclosure_texts(language).undone;
            words
                .replace("{time}", &moment(undone.undone_at))
                .replace("{reason}", undone.reason.as_str())
        }),
    })
}
