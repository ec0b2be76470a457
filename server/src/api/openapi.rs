//! `GET /api/v1/openapi.json`: the description, gathered from the routes themselves.

use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use utoipa::OpenApi as _;

use super::answer::Any;
use super::cache::{self, Kept, Named};
use super::fields::Name;
use super::register::FRESH;
use crate::forms::count;
use crate::limits::{Action, MAX_BODY, Rates};
use crate::site::Site;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Samtykke",
        version = "1",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Name)),
    tags(
        (name = "consents", description = "Consents and refusals"),
        (name = "newsletter", description = "Signing up to the newsletter"),
        (name = "register", description = "What is asked, and under which register"),
        (name = "contact", description = "Writing in"),
        (name = "description", description = "This description")
    )
)]
struct About;

/// What the description says beside its endpoints.
pub(super) fn about() -> utoipa::openapi::OpenApi {
    let mut about = About::openapi();
    about.servers = None;
    let Rates {
        record,
        look_up,
        withdraw,
        read,
        sign_up,
        write_in,
        ..
    } = Rates::SHIPPED;
    about.info.description = Some(format!(
        "Cookie consents for the sites of a register: ask, record, look up, change, withdraw; and writing in.\n\n\
         Browsers may call from the exact origins of the register's sites; other programs send no Origin header. \
         Cookies are neither read nor set, but for the receipt's code where the header Samtykke-Receipt asks for it. \
         Bodies are JSON in UTF-8, at most {} KiB, without unknown or repeated fields. A refused request is answered \
         by RFC 9457 `application/problem+json`, and nothing of it is stored. Each network may \
         record {record} times a minute, look up {look_up} times, withdraw {withdraw} times, read {read} times, sign up to the newsletter {sign_up} times and write in {write_in} times.",
        MAX_BODY / 1024
    ));
    about
}

/// The description as sent.
pub(super) fn as_sent(description: &utoipa::openapi::OpenApi) -> Named {
    // A description is plain data and always has a JSON form; a test reads it back.
    Named::of(serde_json::to_vec(description).unwrap_or_default())
}

/// Gives this description, OpenAPI 3.1.
#[utoipa::path(
    get,
    path = "/api/v1/openapi.json",
    tag = "description",
    operation_id = "openapi",
    responses(
        (
            status = 200,
            description = "This description",
            content_type = "application/json",
            body = Object,
            headers(("ETag" = String, description = "Names the content"))
        ),
        (status = 304, description = "The caller has it"),
        Any
    )
)]
pub(super) async fn description(State(site): State<Site>, request: Request) -> Response {
    let outcome = count(&site, Action::Read, &request);
    let described = outcome.and_then(|()| {
        site.answers
            .description
            .get()
            .cloned()
            .ok_or(Problem::Fault)
    });
    cache::answer(request.headers(), described, Kept::For(FRESH))
}
