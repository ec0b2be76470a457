//! From the service's questions for consent to what the person is shown, in words.

use domain::problem::Problem;
use domain::text::{Language, date_in_words, moment_in_words};
use service::{DataSubject, OwnConsent};
use uuid::Uuid;

use super::RightsAsked;
use super::consent::OwnConsentView;
use super::overview::QuestionLine;
use crate::texts::consent_texts;
use crate::visit::Visit;

/// The questions that wait for their answer.
pub(super) async fn waiting(
    visit: &Visit,
    subject: &DataSubject,
    language: Language,
) -> Result<Vec<QuestionLine>, Problem> {
    let questions = visit.service.questions_waiting(subject).await?;
    let line = |question: OwnConsent| QuestionLine {
        id: question.id.to_string(),
        question: question.consent.scope.question(language).to_owned(),
        sender: question.consent.scope.sender.as_str().to_owned(),
        recipient: question.consent.scope.recipient.as_str().to_owned(),
    };
    Ok(questions.into_iter().map(line).collect())
}

/// One question of theirs.
pub(super) async fn one(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<OwnConsentView, Problem> {
    let service = &visit.service;
    let language = asked.language;
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let own = service.own_consent(subject, &id).await?;
    let receipts = service.consent_receipts(subject, &id).await?;
    let consent = &own.consent;
    let scope = &consent.scope;
    let day = |at| date_in_words(service.day_of(at), language);
    let moment = |at| moment_in_words(service.local(at), language);
    let purpose = service.register().register().purpose.get(&scope.purpose);
    let consequence = purpose.map(|purpose| purpose.must_be_given.consequence.get(language));
    Ok(OwnConsentView {
        id: id.to_string(),
        question: scope.question(language).to_owned(),
        asked: consent_texts(language)
            .asked
            .replace("{time}", &moment(own.asked_at)),
        parts: scope
            .parts(language)
            .into_iter()
            .map(|(label, value)| (label.to_owned(), value))
            .collect(),
        last_day: date_in_words(consent.last_day, language),
        consequence: consequence.unwrap_or_default().to_owned(),
        standing: consent.in_words(language, &day),
        waits: consent.waits(service.today()),
        is_given: consent.in_force(service.today()),
        recorded: consent
            .recorded()
            .map(|recorded| recorded.in_words(language)),
        statements: consent
            .statements
            .iter()
            .map(|stated| format!("{}: {}", moment(stated.at), stated.words.as_str()))
            .collect(),
        receipts: receipts
            .into_iter()
            .map(|receipt| (receipt.id.to_string(), receipt.is_end, moment(receipt.at)))
            .collect(),
    })
}
