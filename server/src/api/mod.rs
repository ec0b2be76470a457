//! REST: the third door, for the register's sites and for other programs. It has its own router. A browser may
//! call it from the register's sites and from our own pages, from nowhere else. Receipt codes travel in bodies, or in
//! the service's own cookie where `receipt_cookie` allows it; no other cookie is read or set here.

mod answer;
mod body;
mod cache;
mod consents;
mod contact;
mod fields;
mod idempotency;
mod lookup;
mod newsletter;
mod notices;
mod openapi;
mod origin;
mod receipt_cookie;
mod refusals;
mod register;
mod versions;
mod withdraw;

pub(crate) use answer::problem;

use std::sync::OnceLock;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use http::header::{CONTENT_TYPE, ETAG, HeaderName, RETRY_AFTER};
use http::{HeaderValue, Method, Uri};
use tower_http::cors::{AllowCredentials, AllowOrigin, CorsLayer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::site::Site;
use answer::Refusal;
use cache::Named;
use receipt_cookie::{RECEIPT, may_bring_cookies};

/// The folder of addresses that this router answers.
const FOLDER: &str = "/api";
/// How long a browser remembers that it may ask.
const PREFLIGHT: Duration = Duration::from_hours(2);
/// The key a caller names one request with.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Whether an address belongs to programs, which are answered in JSON whatever they ask for.
pub(crate) fn is_for_programs(uri: &Uri) -> bool {
    let rest = uri.path().strip_prefix(FOLDER);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The answers that do not change while the service runs.
#[derive(Default)]
pub struct Composed {
    register: OnceLock<Named>,
    description: OnceLock<Named>,
}

/// Every endpoint, under `/api`.
pub(crate) fn router(site: &Site) -> Router<Site> {
    let (endpoints, description) = OpenApiRouter::with_openapi(openapi::about())
        .routes(routes!(consents::give))
        .routes(routes!(refusals::count_one))
        .routes(routes!(lookup::look_up))
        .routes(routes!(withdraw::withdraw))
        .routes(routes!(notices::notice))
        .routes(routes!(register::register))
        .routes(routes!(versions::versions))
        .routes(routes!(versions::version))
        .routes(routes!(newsletter::wording))
        .routes(routes!(newsletter::sign_up))
        .routes(routes!(contact::write_in))
        .routes(routes!(openapi::description))
        .split_for_parts();
    let composed = &site.answers.description;
    composed.get_or_init(|| openapi::as_sent(&description));
    endpoints.method_not_allowed_fallback(no_such_method)
}

/// Lets pages of the register's sites call `endpoints` and read every answer, a busy service's too.
pub(crate) fn for_other_sites(site: &Site, endpoints: Router<Site>) -> Router<Site> {
    endpoints
        .layer(cors(site))
        .layer(from_fn_with_state(site.clone(), origin::guard))
}

async fn no_such_method() -> Response {
    answer::of(Refusal::Method)
}

/// What browsers are told of who may call: the register's sites, by their exact origins.
fn cors(site: &Site) -> CorsLayer {
    let sites = site.service.register().register().site.values();
    let origins = sites
        .flat_map(domain::register::Site::all_origins)
        .filter_map(|origin| HeaderValue::from_str(origin).ok());
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST])
        .allow_credentials(AllowCredentials::predicate(may_bring_cookies))
        .allow_headers([CONTENT_TYPE, IDEMPOTENCY_KEY, RECEIPT])
        .expose_headers([ETAG, RETRY_AFTER])
        .max_age(PREFLIGHT)
}
