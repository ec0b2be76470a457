//! The contact form.

use app::contact::{ContactForm, NotSent, RefusedContact, send};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use leptos::prelude::provide_context;

use super::choice::see_other;
use super::{count, read_form, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::site::Site;

/// Answers a posted enquiry.
pub(crate) async fn write_in(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::WriteIn, &request) {
        return problem_page(&site, request, problem).await;
    }
    if site.service.register().contact().is_none() {
        return problem_page(&site, request, Problem::NotFound).await;
    }
    let form = match read_form(&mut request).await {
        Ok(fields) => contact_form(&fields),
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let language = app::address::language_of(request.uri().path());
    match send(&visit, language, &form).await {
        Ok(location) => see_other(&location, Vec::new()),
        Err(NotSent(problems)) => {
            let first = problems.first().copied().unwrap_or(Problem::Fault);
            let refused = RefusedContact { problems, form };
            let mut response = render(&site, visit, request, move || {
                provide_context(refused.clone());
            })
            .await;
            *response.status_mut() = status(first);
            response
        }
    }
}

/// A field that is missing or sent twice is an empty one, which the service names.
fn contact_form(fields: &[(String, String)]) -> ContactForm {
    let field = |name| single(fields, name).unwrap_or_default();
    ContactForm {
        name: field("name"),
        email: field("email"),
        phone: field("phone"),
        message: field("message"),
        attempt: field("attempt"),
    }
}
