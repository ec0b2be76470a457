//! A case of one's own: a request taken back, a receipt fetched.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::forms::receipt::file;
use crate::site::Site;

/// Answers what was posted to a case's page.
pub(crate) async fn case(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    match act(&site, &path, &signed).await {
        Ok(Done::Receipt(bytes)) => file(language_of(&path), bytes),
        Ok(Done::Withdrawn) => answer(&site, request, signed.fields, Ok(Outcome::Done(path))).await,
        Err(problem) => answer(&site, request, signed.fields, Err(problem)).await,
    }
}

enum Done {
    Withdrawn,
    Receipt(Vec<u8>),
}

async fn act(site: &Site, path: &str, signed: &Signed) -> Result<Done, Problem> {
    let Signed { subject, fields } = signed;
    let (_, _, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let case = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let id = |name| {
        let text = single(fields, name).unwrap_or_default();
        Uuid::parse_str(&text).map_err(|_| Problem::UnreadableForm)
    };
    match single(fields, "act").as_deref() {
        Some("withdraw") => {
            let request = id("request")?;
            site.service
                .withdraw_request(subject, &case, &request)
                .await?;
            Ok(Done::Withdrawn)
        }
        Some("receipt") => {
            let keys = site.log_keys.now();
            let record = id("record")?;
            let receipt = site
                .service
                .case_receipt(subject, &case, &record, keys.public());
            Ok(Done::Receipt(receipt.await?))
        }
        _ => Err(Problem::UnreadableForm),
    }
}
