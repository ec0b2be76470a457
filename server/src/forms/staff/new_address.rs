//! Another e-mail address for a person. What answers says what came of it.

use app::pages::{AddressChangedView, StaffContent};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::IdentityChecked;
use service::ChangeAddress;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted change.
pub(crate) async fn new_address(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let outcome = change(&site, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn change(site: &Site, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let field = |name| single(fields, name).unwrap_or_default();
    let change = ChangeAddress {
        before: field("before"),
        after: field("email"),
        checked: IdentityChecked::of_name(&field("vouched")),
        reason: field("reason"),
    };
    let changed = site.service.change_address(actor, change).await?;
    let view = AddressChangedView {
        moved: changed.found.saturating_sub(changed.left),
        left: changed.left,
        is_done: changed.is_done,
    };
    Ok(Outcome::Told(Box::new(StaffContent::AddressChanged(view))))
}
