//! What can be done on the overview at once: a consent taken back, a seat given up, a receipt fetched, a draft thrown away.

use app::address::{RightsPage, language_of};
use axum::extract::Request;
use axum::response::Response;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, count, refuse, signed_with, single};
use crate::forms::receipt::file;
use crate::limits::Action;
use crate::site::Site;

/// A form of the overview.
#[derive(Clone, Copy)]
pub(super) enum AtOnceForm {
    StopNewsletter,
    LeaveSeat,
    TakeAnswersBack,
    Receipt,
    ThrowDraft,
}

impl AtOnceForm {
    /// The form that says so in its field `act`.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "stop-newsletter" => Self::StopNewsletter,
            "leave-seat" => Self::LeaveSeat,
            "take-answers-back" => Self::TakeAnswersBack,
            "receipt" => Self::Receipt,
            "throw-draft" => Self::ThrowDraft,
            _ => return None,
        })
    }
}

/// Answers it.
pub(super) async fn act(
    site: &Site,
    request: Request,
    fields: Fields,
    act: AtOnceForm,
) -> Response {
    if let Err(problem) = count(site, Action::Rights, &request) {
        return refuse(site, request, problem, fields).await;
    }
    let signed = match signed_with(site, request.headers(), fields).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    match done(site, &signed, act).await {
        Ok(Some(receipt)) => file(language, receipt),
        outcome => {
            let start = RightsPage::Start.path(language).to_owned();
            let outcome = outcome.map(|_| Outcome::Done(start));
            answer(site, request, signed.fields, outcome).await
        }
    }
}

/// What was done before is done. A receipt is given.
async fn done(site: &Site, signed: &Signed, act: AtOnceForm) -> Result<Option<Vec<u8>>, Problem> {
    let Signed { subject, .. } = signed;
    let service = &site.service;
    match act {
        AtOnceForm::StopNewsletter => {
            service.stop_newsletter(subject).await?;
        }
        AtOnceForm::LeaveSeat => {
            service.leave_own_seat(subject, &named(signed)?).await?;
        }
        AtOnceForm::TakeAnswersBack => {
            let answers = named(signed)?;
            service.take_own_answers_back(subject, &answers).await?;
        }
        AtOnceForm::ThrowDraft => {
            service.throw_draft_away(subject, &named(signed)?).await?;
        }
        AtOnceForm::Receipt => {
            let keys = site.log_keys.now();
            let record = named(signed)?;
            let receipt = service.own_receipt(subject, &record, keys.public());
            return receipt.await.map(Some);
        }
    }
    Ok(None)
}

fn named(signed: &Signed) -> Result<Uuid, Problem> {
    let id = single(&signed.fields, "id").unwrap_or_default();
    Uuid::parse_str(&id).map_err(|_| Problem::UnreadableForm)
}
