//! Asking to use a right.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::rights::Right;
use domain::text::Language;
use service::{AskForRight, Attempt};

use super::{Outcome, Signed, answer, refuse, several, signed, single};
use crate::site::Site;

/// Answers a posted request.
pub(crate) async fn ask_right(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    let outcome = ask(&site, &signed, language).await;
    answer(&site, request, signed.fields, outcome).await
}

async fn ask(site: &Site, signed: &Signed, language: Language) -> Result<Outcome, Problem> {
    let Signed { subject, fields } = signed;
    let field = |name| single(fields, name).unwrap_or_default();
    let named = several(fields, "right").into_iter();
    let rights: Option<Vec<Right>> = named.map(|name| Right::of_name(&name)).collect();
    let ask = AskForRight {
        rights: rights.ok_or(Problem::UnreadableForm)?,
        words: field("words"),
        location: field("location"),
        language,
        attempt: Attempt::parse(&field("attempt")).ok_or(Problem::MissingAttempt)?,
    };
    let case = site.service.ask_for_right(subject, ask).await?;
    let path = format!("{}/{case}", RightsPage::Case.path(language));
    Ok(Outcome::Done(path))
}
