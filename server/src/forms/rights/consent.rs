//! A question for consent: yes, no, a yes taken back, what staff wrote down set right, a receipt fetched.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::forms::receipt::file;
use crate::site::Site;

/// Answers what was posted to a question's page.
pub(crate) async fn consent(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    match act(&site, &path, &signed).await {
        Ok(Some(receipt)) => file(language_of(&path), receipt),
        Ok(None) => answer(&site, request, signed.fields, Ok(Outcome::Done(path))).await,
        Err(problem) => answer(&site, request, signed.fields, Err(problem)).await,
    }
}

/// What was done before is done. A receipt is given.
async fn act(site: &Site, path: &str, signed: &Signed) -> Result<Option<Vec<u8>>, Problem> {
    let Signed { subject, fields } = signed;
    let (_, language, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let service = &site.service;
    match single(fields, "act").as_deref() {
        Some("yes") => service.agree_to(subject, &id, language).await?,
        Some("no") => service.refuse_to(subject, &id).await?,
        Some("take-back") => service.take_consent_back(subject, &id, true).await?,
        Some("never-said") => service.take_consent_back(subject, &id, false).await?,
        Some("set-beside") => {
            let words = single(fields, "reason").unwrap_or_default();
            service.set_beside_consent(subject, &id, &words).await?;
        }
        Some("receipt") => {
            let record = single(fields, "record").unwrap_or_default();
            let record = Uuid::parse_str(&record).map_err(|_| Problem::UnreadableForm)?;
            let keys = site.log_keys.now();
            let receipt = service.consent_receipt(subject, (&id, &record), keys.public());
            return receipt.await.map(Some);
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(None)
}
