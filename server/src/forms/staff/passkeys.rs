//! Somebody's own passkeys: added in two steps, and removed.

use app::address::{StaffPage, language_of};
use app::pages::{MakePasskeyView, QuestionView, StaffContent};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use service::NewPasskeyQuestion;
use uuid::Uuid;

use super::{Outcome, Signed, answer, answer_in, refuse, signed, single};
use crate::site::Site;

/// Answers a posted name, and then what the device made.
pub(crate) async fn new_passkey(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let account = StaffPage::Account.path(language_of(request.uri().path()));
    let outcome = add(&site, &signed, account).await;
    answer(&site, request, signed, outcome).await
}

async fn add(site: &Site, signed: &Signed, account: &str) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    match single(fields, "act").as_deref() {
        Some("name") => {
            let name = single(fields, "name").unwrap_or_default();
            let asked = site.service.ask_for_new_passkey(actor, &name).await?;
            Ok(Outcome::Told(Box::new(StaffContent::MakePasskey(shown(
                asked,
            )))))
        }
        Some("add") => {
            let made = answer_in(fields, "new_passkey").ok_or(Problem::UnreadableForm)?;
            site.service.add_passkey(actor, &made).await?;
            Ok(Outcome::Done(account.to_owned()))
        }
        _ => Err(Problem::UnreadableForm),
    }
}

fn shown(asked: NewPasskeyQuestion) -> MakePasskeyView {
    MakePasskeyView {
        name: asked.name,
        question: QuestionView {
            options: asked.question.options,
            challenge: asked.question.challenge,
        },
    }
}

/// Answers the removal of one.
pub(crate) async fn passkey(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = remove(&site, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn remove(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    if single(&signed.fields, "act").as_deref() != Some("remove") {
        return Err(Problem::UnreadableForm);
    }
    site.service.remove_passkey(&signed.actor, id).await?;
    Ok(Outcome::Done(StaffPage::Account.path(language).to_owned()))
}
