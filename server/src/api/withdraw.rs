//! `POST /api/v1/consents/withdraw`: ends the consent that a receipt code opens (Article 7(3)).

use axum::Json;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use service::Receipt;

use super::answer::{self, Any, Refusal, WithBody};
use super::body;
use super::lookup::{ByCode, ReceiptAnswer};
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
    request_body(content = ByCode, content_type = "application/json"),
    responses((status = 200, description = "The consent, ended", body = ReceiptAnswer), WithBody, Any)
)]
pub(super) async fn withdraw(State(site): State<Site>, mut request: Request) -> Response {
    match answer(&site, &mut request).await {
        Ok(receipt) => Json(ReceiptAnswer::from(receipt)).into_response(),
        Err(refusal) => answer::of(refusal),
    }
}

async fn answer(site: &Site, request: &mut Request) -> Result<Receipt, Refusal> {
    count(site, Action::Withdraw, request)?;
    let asked: ByCode = body::read(request).await?;
    let code = asked.receipt.read().ok_or(Problem::UnknownReceipt)?;
    Ok(site.service.withdraw(&code).await?)
}
