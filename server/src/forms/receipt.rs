//! The receipt page's forms: find a receipt by its code, take the yes back, or download the file that proves it.

use app::address::{Page, language_of};
use app::choice::Refused;
use app::pages::ShownReceipt;
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::consent::ReceiptCode;
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use leptos::prelude::provide_context;

use super::choice::see_other;
use super::{count, read_form, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::site::Site;

/// Answers a posted receipt form.
pub(crate) async fn receipt(State(site): State<Site>, mut request: Request) -> Response {
    let form = match read_form(&mut request)
        .await
        .and_then(|fields| receipt_form(&fields))
    {
        Ok(form) => form,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let action = match form.act {
        ReceiptAct::Find | ReceiptAct::Download => Action::LookUp,
        ReceiptAct::Withdraw => Action::Withdraw,
    };
    if let Err(problem) = count(&site, action, &request) {
        return problem_page(&site, request, problem).await;
    }
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let outcome = match form.act {
        ReceiptAct::Find => find(&visit, &form.code).await.map(Answer::Show),
        ReceiptAct::Withdraw => withdraw(&visit, &form.code).await,
        ReceiptAct::Download => download(&site, &form.code).await.map(Answer::File),
    };
    match outcome {
        Ok(Answer::Show(code)) => {
            render(&site, visit, request, move || {
                provide_context(ShownReceipt(code.clone()))
            })
            .await
        }
        Ok(Answer::Withdrawn(headers)) => {
            let language = language_of(request.uri().path());
            see_other(&Page::Receipt.path(language), headers)
        }
        Ok(Answer::File(bytes)) => file(language_of(request.uri().path()), bytes),
        Err(problem) => refuse(&site, visit, request, problem, form.code).await,
    }
}

enum ReceiptAct {
    Find,
    Withdraw,
    Download,
}

struct ReceiptForm {
    act: ReceiptAct,
    code: String,
}

enum Answer {
    Show(ReceiptCode),
    Withdrawn(Vec<(http::HeaderName, http::HeaderValue)>),
    File(Vec<u8>),
}

fn receipt_form(fields: &[(String, String)]) -> Result<ReceiptForm, Problem> {
    let act = match single(fields, "act").as_deref() {
        Some("find") | None => ReceiptAct::Find,
        Some("withdraw") => ReceiptAct::Withdraw,
        Some("download") => ReceiptAct::Download,
        Some(_) => return Err(Problem::UnreadableForm),
    };
    let code = single(fields, "code").ok_or(Problem::UnreadableForm)?;
    Ok(ReceiptForm { act, code })
}

async fn find(visit: &Visit, typed: &str) -> Result<ReceiptCode, Problem> {
    let code = ReceiptCode::parse(typed).ok_or(Problem::UnknownReceipt)?;
    visit.service.receipt(&code).await?;
    Ok(code)
}

/// Withdraws. The choice cookie is reset only in the browser that holds this receipt: a code from elsewhere
/// says nothing about this browser's choice.
async fn withdraw(visit: &Visit, typed: &str) -> Result<Answer, Problem> {
    let code = ReceiptCode::parse(typed).ok_or(Problem::UnknownReceipt)?;
    visit.service.withdraw(&code).await?;
    if visit.receipt.as_ref() != Some(&code) {
        return Ok(Answer::Show(code));
    }
    Ok(Answer::Withdrawn(visit.withdrawal_headers(&code)?))
}

async fn download(site: &Site, typed: &str) -> Result<Vec<u8>, Problem> {
    let code = ReceiptCode::parse(typed).ok_or(Problem::UnknownReceipt)?;
    let keys = site.log_keys.now();
    site.service.receipt_file(&code, keys.public()).await
}

/// A receipt to keep.
pub(crate) fn file(language: Language, bytes: Vec<u8>) -> Response {
    let disposition = match language {
        Language::Da => "attachment; filename=\"kvittering.json\"",
        Language::En => "attachment; filename=\"receipt.json\"",
    };
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}

async fn refuse(
    site: &Site,
    visit: Visit,
    request: Request,
    problem: Problem,
    code: String,
) -> Response {
    const LONGEST_ECHO: usize = 100;
    let code = code.chars().take(LONGEST_ECHO).collect();
    let refused = Refused {
        problem,
        ticked: Vec::new(),
        code,
        return_to: None,
    };
    let mut response = render(site, visit, request, move || {
        provide_context(refused.clone())
    })
    .await;
    *response.status_mut() = status(problem);
    response
}
