//! The choice form: from the banner, the settings page or an embed's place.

use app::choice::{Act, ChoiceForm, Refused, decide};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::consent::Method;
use domain::notice::Surface;
use domain::problem::Problem;
use http::StatusCode;
use http::header::{HeaderValue, LOCATION};
use leptos::prelude::provide_context;

use super::{count, read_form, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::site::Site;

/// Answers a posted choice.
pub(crate) async fn choose(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::Choose, &request) {
        return problem_page(&site, request, problem).await;
    }
    let form = match read_form(&mut request)
        .await
        .and_then(|fields| choice_form(&fields))
    {
        Ok(form) => form,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let language = app::address::language_of(request.uri().path());
    let typed = (form.service.clone(), form.return_to.clone());
    match decide(&visit, language, form, Method::Form).await {
        Ok(decided) => see_other(&decided.location, decided.headers),
        Err(undecided) => {
            let (ticked, return_to) = typed;
            let refused = Refused {
                problem: undecided.problem,
                ticked,
                code: String::new(),
                return_to,
            };
            let mut response = render(&site, visit, request, move || {
                provide_context(refused.clone())
            })
            .await;
            *response.status_mut() = status(undecided.problem);
            append(&mut response, undecided.headers);
            response
        }
    }
}

fn choice_form(fields: &[(String, String)]) -> Result<ChoiceForm, Problem> {
    let act = match single(fields, "act").as_deref() {
        Some("refuse") => Act::Refuse,
        Some("accept") => Act::Accept,
        Some("save") => Act::Save,
        Some("close") => Act::Close,
        _ => return Err(Problem::UnreadableForm),
    };
    let surface = match single(fields, "surface").as_deref() {
        Some("banner") => Surface::Banner,
        Some("settings") => Surface::Settings,
        Some("placeholder") => Surface::Placeholder,
        _ => return Err(Problem::UnreadableForm),
    };
    let service = fields
        .iter()
        .filter(|(name, _)| name == "service")
        .map(|(_, value)| value.clone())
        .collect();
    Ok(ChoiceForm {
        act,
        surface,
        service,
        notice: single(fields, "notice"),
        attempt: single(fields, "attempt"),
        embed: single(fields, "embed"),
        return_to: single(fields, "return_to"),
    })
}

/// 303, with headers beside the address.
pub(crate) fn see_other(location: &str, headers: Vec<(http::HeaderName, HeaderValue)>) -> Response {
    let Ok(location) = HeaderValue::from_str(location) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(LOCATION, location);
    append(&mut response, headers);
    response
}

pub(super) fn append(response: &mut Response, headers: Vec<(http::HeaderName, HeaderValue)>) {
    for (name, value) in headers {
        response.headers_mut().append(name, value);
    }
}
