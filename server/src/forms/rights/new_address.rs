//! The link of a mail about another address, pressed. Nobody needs to be in: the link shows that the mailbox is read.

use app::address::RightsPage;
use app::pages::{NewAddressView, RightsContent, RightsView};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::mail::LinkToken;
use domain::problem::Problem;
use service::AddressConfirmed;

use super::{count, read_form};
use crate::limits::Action;
use crate::pages::{problem_page, status};
use crate::rights_pages::show;
use crate::site::Site;

/// Answers the button.
pub(crate) async fn new_address(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    if let Err(problem) = read_form(&mut request).await {
        return problem_page(&site, request, problem).await;
    }
    let token = RightsPage::at(request.uri().path());
    let token = token.and_then(|(_, _, token)| LinkToken::parse(token));
    let confirmed = match token {
        Some(token) => site.service.confirm_address(&token).await,
        None => Err(Problem::SpentLink),
    };
    let view = match confirmed {
        Ok(AddressConfirmed::WaitsForOther) => NewAddressView::WaitsForOther,
        Ok(AddressConfirmed::Done) => NewAddressView::Done,
        Err(Problem::SpentLink) => NewAddressView::Spent,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let view = RightsView {
        me: None,
        content: RightsContent::NewAddress(view),
        refused: None,
    };
    let mut response = show(&site, visit, request, view).await;
    if confirmed.is_err() {
        *response.status_mut() = status(Problem::SpentLink);
    }
    response
}
