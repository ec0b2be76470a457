//! `POST /api/v1/consents/withdraw`: ends the consent that a receipt code opens (Article 7(3)).

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};

use super::answer::{self, Any, Refusal, WithBody};
use super::body;
use super::lookup::{ByCode, ReceiptAnswer};
use super::receipt_cookie::Keeping;
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// Withdraws a consent by its receipt code.
///
/// One that has ended stays as it is, so a retry needs no key. It goes on when the disk is full.
#[utoipa::path(
    post,
    path = "/api/v1/consents/withdraw",
    tag = "consents",
    operation_id = "withdraw_consent",
    params((
        "Samtykke-Receipt" = Option<String>,
        Header,
        description = "Only from a page of the site that the service belongs to: the code is in the service's own cookie, which then goes when the browser closes.",
        pattern = "^cookie$"
    )),
    request_body(content = ByCode, content_type = "application/json"),
    responses((status = 200, description = "The consent, ended", body = ReceiptAnswer), WithBody, Any)
)]
pub(super) async fn withdraw(State(site): State<Site>, mut request: Request) -> Response {
    answer(&site, &mut request).await.unwrap_or_else(answer::of)
}

async fn answer(site: &Site, request: &mut Request) -> Result<Response, Refusal> {
    count(site, Action::Withdraw, request)?;
    let asked: ByCode = body::read(request).await?;
    let keeping = Keeping::of(site, request.headers())?;
    let code = keeping.code(asked.receipt)?;
    let receipt = site.service.withdraw(&code).await?;
    let mut response = Json(ReceiptAnswer::from(receipt)).into_response();
    keeping.let_go(&code, &mut response)?;
    Ok(response)
}
