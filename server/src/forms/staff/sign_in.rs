//! Signing in: the form with address and password, the form with the code, and the one with a passkey.

use app::pages::{StaffContent, StaffRefused, StaffView};
use app::visit::{Visit, keep_known_browser, keep_session, known_browser_in, session_in};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use service::{ConfirmSignIn, PasskeySignIn, Password, SignIn, SignedIn};

use super::{Fields, Headers, answer_in, browser, count, echo, read_form, see_other, single};
use crate::limits::Action;
use crate::pages::{problem_page, status};
use crate::site::Site;
use crate::staff_pages::{RETURN_TO, page_of_ours, show};

/// Answers a posted step.
pub(crate) async fn sign_in(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::SignIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let language = app::address::language_of(request.uri().path());
    let return_to = single(&fields, RETURN_TO).unwrap_or_default();
    let return_to = page_of_ours(&return_to, language);
    match single(&fields, "act").as_deref() {
        Some("password") => password(&site, request, fields, return_to).await,
        Some("code") => code(&site, request, fields, return_to).await,
        Some("passkey") => passkey(&site, request, fields, return_to).await,
        _ => problem_page(&site, request, Problem::UnreadableForm).await,
    }
}

async fn password(site: &Site, request: Request, fields: Fields, return_to: String) -> Response {
    let sign_in = SignIn {
        email: single(&fields, "email").unwrap_or_default(),
        password: Password::new(single(&fields, "password").unwrap_or_default()),
        known_browser: known_browser_in(request.headers()),
    };
    match site.service.sign_in(sign_in).await {
        Ok(first) => {
            let content = StaffContent::Code { return_to, first };
            step(site, request, content, None).await
        }
        Err(problem) => {
            let content = first_step(site, return_to);
            step(site, request, content, Some((problem, fields))).await
        }
    }
}

async fn passkey(site: &Site, request: Request, fields: Fields, return_to: String) -> Response {
    let Some(answer) = answer_in(&fields, "passkey") else {
        return problem_page(site, request, Problem::UnreadableForm).await;
    };
    let sign_in = PasskeySignIn {
        answer,
        browser: browser(&request),
        known_browser: known_browser_in(request.headers()),
        before: session_in(request.headers()),
    };
    let signed_in = site.service.sign_in_with_passkey(sign_in).await;
    match signed_in.and_then(|signed_in| kept(&request, &signed_in)) {
        Ok(headers) => see_other(&return_to, headers),
        Err(problem) => {
            let content = first_step(site, return_to);
            step(site, request, content, Some((problem, fields))).await
        }
    }
}

/// What the browser keeps from now on.
fn kept(request: &Request, signed_in: &SignedIn) -> Result<Headers, Problem> {
    Ok(vec![
        keep_session(&signed_in.session)?,
        keep_known_browser(request.headers(), &signed_in.known_browser)?,
    ])
}

fn first_step(site: &Site, return_to: String) -> StaffContent {
    StaffContent::SignIn {
        return_to,
        offers_passkey: site.service.offers_passkeys(),
    }
}

async fn code(site: &Site, request: Request, fields: Fields, return_to: String) -> Response {
    let first = single(&fields, "first").unwrap_or_default();
    let confirm = ConfirmSignIn {
        first: first.clone(),
        code: single(&fields, "code").unwrap_or_default(),
        browser: browser(&request),
        known_browser: known_browser_in(request.headers()),
        before: session_in(request.headers()),
    };
    let signed_in = site.service.confirm_sign_in(confirm).await;
    match signed_in.and_then(|signed_in| kept(&request, &signed_in)) {
        Ok(headers) => see_other(&return_to, headers),
        // Too long after the password, or the password was changed meanwhile: both again.
        Err(Problem::SignInNeeded) => {
            let content = first_step(site, return_to);
            step(
                site,
                request,
                content,
                Some((Problem::SignInNeeded, fields)),
            )
            .await
        }
        Err(problem) => {
            let content = StaffContent::Code { return_to, first };
            step(site, request, content, Some((problem, fields))).await
        }
    }
}

/// Shows a step, and what was wrong with the one before.
async fn step(
    site: &Site,
    request: Request,
    content: StaffContent,
    wrong: Option<(Problem, Fields)>,
) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let problem = wrong.as_ref().map(|(problem, _)| *problem);
    let view = StaffView {
        me: None,
        content,
        refused: wrong.map(|(problem, fields)| StaffRefused {
            problem,
            typed: echo(fields),
        }),
    };
    let mut response = show(site, visit, request, view).await;
    if let Some(problem) = problem {
        *response.status_mut() = status(problem);
    }
    response
}
