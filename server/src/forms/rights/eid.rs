//! Going to the electronic identity provider, and coming back. The answer to the wish is a page with the link and no
//! redirect, because the pages' own policy forbids forms that lead to another site. Coming back shows a button, and only
//! pressing it redeems what the provider gave.

use app::address::{RightsPage, language_of};
use app::pages::{RIGHTS_DONE, RightsContent, RightsView, rights_me};
use app::visit::{Visit, entry_browser_in, keep_session};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use service::EntryBrowser;

use super::{Signed, refuse, see_other, signed, single};
use crate::pages::problem_page;
use crate::rights_pages::show;
use crate::site::Site;

/// Shows the link to the provider.
pub(super) async fn go(site: &Site, request: Request, signed: Signed) -> Response {
    let language = language_of(request.uri().path());
    let browser = entry_browser_in(request.headers());
    match way_there(site, &signed, browser, language).await {
        Ok(content) => {
            let view = RightsView {
                me: Some(rights_me(&signed.subject)),
                content,
                refused: None,
            };
            let visit = Visit::read(&site.service, request.headers(), site.secure).await;
            show(site, visit, request, view).await
        }
        Err(problem) => refuse(site, request, problem, signed.fields).await,
    }
}

async fn way_there(
    site: &Site,
    signed: &Signed,
    browser: Option<EntryBrowser>,
    language: Language,
) -> Result<RightsContent, Problem> {
    let provider = site.eid.as_ref().ok_or(Problem::NotFound)?;
    let secrets = site.service.begin_eid(&signed.subject, browser.as_ref());
    let address = provider.way_there(&secrets.await?, language).await?;
    Ok(RightsContent::GoToEid {
        name: provider.name().to_owned(),
        address,
    })
}

/// Answers the button of whoever came back.
pub(crate) async fn eid_return(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    let browser = entry_browser_in(request.headers());
    let page = RightsPage::SecondFactor.path(language);
    let shown = redeem(&site, &signed, browser, language).await;
    match shown.and_then(|token| keep_session(&token)) {
        Ok(kept) => see_other(&format!("{page}#{RIGHTS_DONE}"), vec![kept]),
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

async fn redeem(
    site: &Site,
    signed: &Signed,
    browser: Option<EntryBrowser>,
    language: Language,
) -> Result<LinkToken, Problem> {
    let provider = site.eid.as_ref().ok_or(Problem::NotFound)?;
    let field = |name| single(&signed.fields, name).ok_or(Problem::EidRefused);
    let (code, state) = (field("eid_code")?, field("state")?);
    let state = LinkToken::parse(&state).ok_or(Problem::EidRefused)?;
    let service = &site.service;
    let secrets = service
        .come_back_from_eid(&signed.subject, browser.as_ref(), &state)
        .await?;
    let eid = provider
        .redeem(&code, &secrets, language, service.now())
        .await?;
    service.show_person_by_eid(&signed.subject, &eid).await
}
