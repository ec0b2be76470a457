//! Asking to use a right, now or later.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::draft::DraftForm;
use domain::problem::Problem;
use domain::rights::Right;
use domain::text::Language;
use service::{AskForRight, Attempt, SaveDraft};

use super::{Outcome, Signed, answer, refuse, several, signed, single};
use crate::site::Site;

/// Answers a posted request.
pub(crate) async fn ask_right(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = match single(&signed.fields, "act").as_deref() {
        None => ask(&site, &signed, language_of(&path)).await,
        Some("keep") => keep(&site, &signed, &path).await,
        Some(_) => Err(Problem::UnreadableForm),
    };
    answer(&site, request, signed.fields, outcome).await
}

async fn ask(site: &Site, signed: &Signed, language: Language) -> Result<Outcome, Problem> {
    let Signed { subject, fields } = signed;
    let field = |name| single(fields, name).unwrap_or_default();
    let named = several(fields, "right").into_iter();
    let rights: Option<Vec<Right>> = named.map(|name| Right::of_name(&name)).collect();
    let ask = AskForRight {
        rights: rights.ok_or(Problem::UnreadableForm)?,
        words: field("message"),
        location: field("location"),
        language,
        attempt: Attempt::parse(&field("attempt")).ok_or(Problem::MissingAttempt)?,
    };
    let case = site.service.ask_for_right(subject, ask).await?;
    let path = format!("{}/{case}", RightsPage::Case.path(language));
    Ok(Outcome::Done(path))
}

/// Saves what was typed, to go on with later.
async fn keep(site: &Site, signed: &Signed, path: &str) -> Result<Outcome, Problem> {
    let Signed { subject, fields } = signed;
    let (_, language, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let right = Right::of_name(one).ok_or(Problem::NotFound)?;
    let named = several(fields, "right").into_iter();
    let rights: Option<Vec<Right>> = named.map(|name| Right::of_name(&name)).collect();
    let save = SaveDraft {
        form: DraftForm::Request(right),
        words: single(fields, "message").unwrap_or_default(),
        rights: rights.ok_or(Problem::UnreadableForm)?,
    };
    site.service.save_draft(subject, save).await?;
    Ok(Outcome::Done(RightsPage::Start.path(language).to_owned()))
}
