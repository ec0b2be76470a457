//! Accepting an invitation. What answers is the recovery codes, told once; whoever accepted is signed in.

use app::address::StaffPage;
use app::pages::{StaffContent, StaffView, staff_me};
use app::visit::{Visit, keep_known_browser, keep_session};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::mail::LinkToken;
use domain::problem::Problem;
use service::{AcceptInvitation, Accepted, Password};

use super::{append, browser, count, read_form, refuse, single};
use crate::limits::Action;
use crate::pages::problem_page;
use crate::site::Site;
use crate::staff_pages::show;

/// Answers a posted acceptance.
pub(crate) async fn invitation(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::SignIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let Some(token) = token(&request) else {
        return problem_page(&site, request, Problem::InvitationEnded).await;
    };
    let accept = AcceptInvitation {
        token,
        password: Password::new(single(&fields, "password").unwrap_or_default()),
        code: single(&fields, "code").unwrap_or_default(),
        browser: browser(&request),
    };
    match site.service.accept_invitation(accept).await {
        Ok(accepted) => tell_codes(&site, request, accepted).await,
        Err(problem) => refuse(&site, request, None, problem, fields).await,
    }
}

fn token(request: &Request) -> Option<LinkToken> {
    let (page, _, token) = StaffPage::at(request.uri().path())?;
    (page == StaffPage::Invitation)
        .then(|| LinkToken::parse(token))
        .flatten()
}

async fn tell_codes(site: &Site, request: Request, accepted: Accepted) -> Response {
    let mut visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let actor = site.service.staff_actor(&accepted.session).await;
    visit.staff = actor.ok().flatten();
    let language = app::address::language_of(request.uri().path());
    let view = StaffView {
        me: visit
            .staff
            .as_ref()
            .map(|actor| staff_me(&site.service, actor, language)),
        content: StaffContent::Codes(accepted.recovery_codes),
        refused: None,
    };
    let cookies = [
        keep_session(&accepted.session),
        keep_known_browser(request.headers(), &accepted.known_browser),
    ];
    let mut response = show(site, visit, request, view).await;
    append(&mut response, cookies.into_iter().flatten().collect());
    response
}
