//! No to all marketing, said.

use app::address::language_of;
use app::pages::{NoMarketingView, RightsContent, load_rights};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::consent::{Method, ReceiptCode};
use domain::problem::Problem;
use domain::text::date_in_words;
use service::{Objected, Objection};

use super::{refuse, signed};
use crate::pages::problem_page;
use crate::rights_pages::{asked, show};
use crate::site::Site;

/// Answers the form. What lets the address in again is shown this once.
pub(crate) async fn no_marketing(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let objection = Objection {
        language: language_of(request.uri().path()),
        method: Method::Form,
    };
    let said = site.service.object_to_marketing(&signed.subject, objection);
    match said.await {
        Ok(objected) => tell(&site, request, &objected).await,
        Err(problem) => refuse(&site, request, problem, signed.fields).await,
    }
}

async fn tell(site: &Site, request: Request, objected: &Objected) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let Some(asked) = asked(site, &request) else {
        return problem_page(site, request, Problem::NotFound).await;
    };
    match load_rights(&visit, &asked).await {
        Ok(mut view) => {
            let kept = objected.kept;
            view.content = RightsContent::NoMarketing(NoMarketingView::Done {
                kept: kept.map(|kept| date_in_words(kept.last_day, asked.language)),
                code: objected.code.as_ref().map(ReceiptCode::to_groups),
            });
            show(site, visit, request, view).await
        }
        Err(problem) => problem_page(site, request, problem).await,
    }
}
