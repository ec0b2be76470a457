//! Every address, and what stands between it and the network.

use std::future::ready;
use std::time::Duration;

use app::address::Page;
use axum::Router;
use axum::error_handling::HandleErrorLayer;
use axum::extract::{MatchedPath, Request};
use axum::middleware::{from_fn_with_state, map_response, map_response_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use domain::text::Language;
use http::header::{CACHE_CONTROL, HeaderValue};
use leptos::server_fn::axum::server_fn_paths;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::services::ServeDir;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use tracing::Span;

use crate::forms::{choose, enquiry, receipt, write_in};
use crate::limits::{MAX_AT_ONCE, MAX_BODY, MAX_TIME};
use crate::site::Site;
use crate::{
    api, assets, embed, functions, headers, mail, pages, problems, public_log, well_known,
};

/// An answer that takes longer is told in the log.
const SLOW: Duration = Duration::from_secs(1);

/// The whole service.
pub(crate) fn router(site: Site) -> Router {
    let around_all = ServiceBuilder::new()
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(span)
                .on_request(())
                .on_response(on_response),
        )
        .layer(map_response_with_state(site.clone(), headers::secure));
    // One limit for both routers: its clones share their places.
    let around_each = ServiceBuilder::new()
        .layer(from_fn_with_state(site.clone(), problems::tell))
        .layer(CatchPanicLayer::custom(|_| {
            http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(HandleErrorLayer::new(busy))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(MAX_AT_ONCE))
        .layer(TimeoutLayer::with_status_code(
            http::StatusCode::GATEWAY_TIMEOUT,
            MAX_TIME,
        ))
        .layer(RequestBodyLimitLayer::new(MAX_BODY));
    let mails = site.mails.clone().map_or_else(Router::new, mail::shown);
    page_routes()
        .merge(function_routes())
        .merge(mails)
        .route("/healthz", get(well_known::healthz))
        .route("/readyz", get(well_known::readyz))
        .route("/.well-known/gpc.json", get(well_known::gpc))
        .route("/.well-known/security.txt", get(well_known::security_txt))
        .route("/log/checkpoint", get(public_log::checkpoint))
        .route("/log/tile/{*path}", get(public_log::tile))
        .route("/log/key", get(public_log::key))
        .nest_service("/pkg", files(&site))
        .fallback(problems::not_found)
        .layer(CsrfLayer::new())
        .layer(around_each.clone())
        .merge(embed::router().layer(around_each.clone()))
        .merge(api::for_other_sites(
            &site,
            api::router(&site).layer(around_each),
        ))
        .layer(around_all)
        .with_state(site)
}

/// Shed load is told to come back.
async fn busy(_: tower::BoxError) -> http::StatusCode {
    http::StatusCode::SERVICE_UNAVAILABLE
}

/// Every page, read by GET; forms post to pages of their own.
fn page_routes() -> Router<Site> {
    let mut router = Router::new();
    for language in Language::ALL {
        for page in Page::FIXED {
            router = router.route(&page.path(language), methods(page));
        }
        for page in Page::BEHIND_TOKENS {
            router = router.route(&behind_token(page, language), methods(page));
        }
        let version = format!("{}/{{version}}", Page::PrivacyVersions.path(language));
        router = router.route(&version, get(pages::page));
    }
    router
}

/// The route of a page behind a token: its address with a name in the token's place.
fn behind_token(page: Page, language: Language) -> String {
    let path = page.path(language);
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{{token}}")
}

/// Every server function, so that a name that is none is an address where nothing is.
fn function_routes() -> Router<Site> {
    server_fn_paths().fold(Router::new(), |router, (path, _)| {
        router.route(path, post(functions::call))
    })
}

fn methods(page: Page) -> MethodRouter<Site> {
    match page {
        Page::CookieSettings => get(pages::page).post(choose),
        Page::Receipt => get(pages::page).post(receipt),
        Page::Contact => get(pages::contact_page).post(write_in),
        Page::ContactReceived | Page::EnquiryLinkSent => get(pages::contact_page),
        Page::Enquiry(_) => get(pages::contact_page).post(enquiry),
        _ => get(pages::page),
    }
}

/// The front build. Its addresses name their content, so browsers keep it for ever, except while developing with
/// `cargo leptos`.
fn files(site: &Site) -> Router {
    let folder = format!("{}/pkg", site.leptos.site_root);
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip();
    let age = if *site.leptos.site_pkg_dir == *assets::UNNAMED {
        HeaderValue::from_static("no-cache")
    } else {
        HeaderValue::from_static("public, max-age=31536000, immutable")
    };
    Router::new()
        .fallback_service(files)
        .layer(map_response(move |mut response: Response| {
            if response.status().is_success() {
                response.headers_mut().insert(CACHE_CONTROL, age.clone());
            }
            ready(response)
        }))
}

/// Logs name the route's template, never the path, and nothing the client sent.
fn span(request: &Request) -> Span {
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("none", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}

/// Who comes and goes is nobody's business, so what went well and quickly leaves no line, unless it is asked for.
fn on_response(response: &Response, latency: Duration, _: &Span) {
    let status = response.status();
    let latency_ms = latency.as_millis();
    if status.is_server_error() {
        tracing::warn!(status = status.as_u16(), latency_ms, "answered");
    } else if latency >= SLOW {
        tracing::info!(status = status.as_u16(), latency_ms, "answered slowly");
    } else {
        tracing::debug!(status = status.as_u16(), latency_ms, "answered");
    }
}
