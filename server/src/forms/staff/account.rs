//! Somebody's own account: sessions ended, password changed, recovery codes renewed.

use app::address::{StaffPage, language_of};
use app::pages::StaffContent;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use service::Password;
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted change.
pub(crate) async fn account(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let page = StaffPage::Account.path(language_of(request.uri().path()));
    let outcome = change(&site, &signed, page.to_owned()).await;
    answer(&site, request, signed, outcome).await
}

async fn change(site: &Site, signed: &Signed, page: String) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let service = &site.service;
    let field = |name| single(fields, name).unwrap_or_default();
    match field("act").as_str() {
        "end" => {
            let session = Uuid::parse_str(&field("session"));
            let session = session.map_err(|_| Problem::UnreadableForm)?;
            service.end_session(actor, session).await?;
        }
        "end-others" => service.end_other_sessions(actor).await?,
        "password" => {
            let now = Password::new(field("password_now"));
            let next = Password::new(field("password"));
            service.change_password(actor, &now, &next).await?;
        }
        "codes" => {
            let codes = service.new_recovery_codes(actor).await?;
            return Ok(Outcome::Told(Box::new(StaffContent::Codes(codes))));
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(page))
}
