//! From the service's cases to what the person is shown, in words.

use domain::draft::DraftForm;
use domain::problem::Problem;
use domain::rights::{Case, Channel, Right, Step};
use domain::text::{Language, date_in_words, moment_in_words};
use service::{CaseReceipt, DataSubject, OwnAnswer};
use uuid::Uuid;

use super::answer::OwnAnswerView;
use super::ask_right::AskRightView;
use super::case::OwnCaseView;
use super::messages::OwnMessagesView;
use super::{RightsAsked, load_drafts};
use crate::cases::{CaseLine, case_line, case_shown, dates_shown};
use crate::pages::shown_messages;
use crate::texts::{CaseTexts, case_texts};
use crate::visit::Visit;

/// Their cases, the latest first.
pub(super) async fn cases(
    visit: &Visit,
    subject: &DataSubject,
    language: Language,
) -> Result<Vec<CaseLine>, Problem> {
    let cases = visit.service.own_cases(subject).await?;
    Ok(cases.iter().map(|case| case_line(case, language)).collect())
}

/// The form for a right.
pub(super) async fn ask(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<AskRightView, Problem> {
    let language = asked.language;
    let right = Right::of_name(&asked.one).ok_or(Problem::NotFound)?;
    let purpose = visit.service.register().rights();
    let purpose = purpose.ok_or(Problem::NotFound)?;
    let today = visit.service.today();
    let would_be = Case::would_be(today, Channel::Portal, language, right);
    let dates = would_be.first_dates(today, purpose.promised_working_days);
    // A post is asked about on its own page, which asks where it is.
    let is_beside = |other: &Right| *other != right && *other != Right::PostRemoval;
    let others = Right::ALL.into_iter().filter(is_beside);
    let draft = load_drafts::of(visit, subject, DraftForm::Request(right), language).await?;
    Ok(AskRightView {
        draft,
        right: right.name().to_owned(),
        title: right.title(language).to_owned(),
        asks_location: right == Right::PostRemoval,
        explains: explains(case_texts(language), right).to_owned(),
        others: others
            .map(|other| (other.name().to_owned(), other.title(language).to_owned()))
            .collect(),
        dates: dates_shown(&dates.ok_or(Problem::Fault)?, language),
        rule: purpose.rule.in_words(language),
        attempt: visit.service.new_attempt().to_text(),
    })
}

const fn explains(words: &CaseTexts, right: Right) -> &'static str {
    match right {
        Right::Access => words.explain_access,
        Right::Rectification => words.explain_rectification,
        Right::Erasure => words.explain_erasure,
        Right::Restriction => words.explain_restriction,
        Right::Objection => words.explain_objection,
        Right::Portability => words.explain_portability,
        Right::Withdrawal => words.explain_withdrawal,
        Right::PostRemoval => words.explain_post,
        Right::Complaint => words.explain_complaint,
    }
}

/// One of their cases.
pub(super) async fn one(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<OwnCaseView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let view = visit.service.own_case(subject, &id).await?;
    let receipts = visit.service.case_receipts(subject, &id).await?;
    let receipt = |receipt: CaseReceipt| {
        let at = visit.service.local(receipt.record.at);
        (
            receipt.id.to_string(),
            receipt_title(case_texts(asked.language), receipt.record.step).to_owned(),
            moment_in_words(at, asked.language),
        )
    };
    Ok(OwnCaseView {
        case: case_shown(&visit.service, &view, asked.language),
        receipts: receipts.into_iter().map(receipt).collect(),
    })
}

const fn receipt_title(words: &CaseTexts, step: Option<Step>) -> &'static str {
    match step {
        None => words.receipt_received,
        Some(Step::Extend) => words.receipt_extended,
        Some(Step::Withdraw) => words.receipt_withdrawn,
        Some(Step::Refuse | Step::ConfirmRefusal | Step::CannotIdentify) => words.receipt_refused,
        Some(_) => words.receipt_answered,
    }
}

/// The secure messages about one of their cases. Without a second factor nothing is said of them.
pub(super) async fn messages(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<OwnMessagesView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    visit.service.own_case(subject, &id).await?;
    let shows = subject.person().is_some();
    let thread = match shows {
        true => visit.service.own_secure_of_case(subject, &id).await?,
        false => None,
    };
    let draft = match shows {
        true => load_drafts::of(visit, subject, DraftForm::Message(id), asked.language).await?,
        false => None,
    };
    let messages = thread.map(|thread| thread.messages).unwrap_or_default();
    Ok(OwnMessagesView {
        draft,
        case: id.to_string(),
        shows,
        messages: shown_messages(&visit.service, asked.language, messages),
        attempt: visit.service.new_attempt().to_text(),
    })
}

/// An answer of theirs, closed or opened.
pub(super) async fn answer(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<OwnAnswerView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let (case, letter, until) = match visit.service.own_answer(subject, &id).await? {
        OwnAnswer::Waits { case, until } => (case, None, until),
        OwnAnswer::Opened {
            case,
            answer,
            until,
        } => (case, Some(*answer), until),
    };
    Ok(OwnAnswerView {
        id: id.to_string(),
        case: case.to_string(),
        until: date_in_words(visit.service.day_of(until), asked.language),
        letter,
    })
}

/// The rights that can be asked for, by name and title; none where the organisation takes no requests here. What the page
/// does at once is not asked for beside it.
pub(super) fn rights(visit: &Visit, language: Language) -> Vec<(String, String)> {
    if visit.service.register().rights().is_none() {
        return Vec::new();
    }
    let all = Right::ALL.into_iter();
    let asked = all.filter(|right| !matches!(right, Right::Portability | Right::Withdrawal));
    asked
        .map(|right| (right.name().to_owned(), right.title(language).to_owned()))
        .collect()
}
