//! Every address, and what stands between it and the network.

use std::future::ready;
use std::time::Duration;

use app::address::{
    EventFeedFormat, Mailed, PICTURES, Page, RightsPage, StaffPage, calendar_name, event_feed, feed,
};
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

use crate::forms::{choose, enquiry, event, newsletter, outside, receipt, rights, staff, write_in};
use crate::limits::{
    MAX_AT_ONCE, MAX_BODY, MAX_FILES, MAX_FILES_TIME, MAX_LIST, MAX_PICTURE, MAX_TIME,
};
use crate::rights_pages::rights_page;
use crate::site::Site;
use crate::staff_pages::staff_page;
use crate::{
    api, assets, calendar, embed, event_feeds, feeds, functions, headers, issue_preview, mail,
    pages, pictures, problems, public_log, well_known,
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
    // One limit for all routers: its clones share their places.
    let without_time = ServiceBuilder::new()
        .layer(from_fn_with_state(site.clone(), problems::tell))
        .layer(CatchPanicLayer::custom(|_| {
            http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
        .layer(HandleErrorLayer::new(busy))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(MAX_AT_ONCE));
    let within = |time| TimeoutLayer::with_status_code(http::StatusCode::GATEWAY_TIMEOUT, time);
    let around_each = without_time.clone().layer(within(MAX_TIME));
    let around_files = without_time.layer(within(MAX_FILES_TIME));
    let small = RequestBodyLimitLayer::new(MAX_BODY);
    let mails = site.mails.clone().map_or_else(Router::new, mail::shown);
    let has_newsletter = site.service.register().newsletter().is_some();
    let has_events = site.service.register().seats().is_some();
    page_routes(has_newsletter)
        .merge(event_routes(has_events))
        .merge(function_routes())
        .merge(mails)
        .route("/healthz", get(well_known::healthz))
        .route("/readyz", get(well_known::readyz))
        .route("/schemas/export-1.json", get(well_known::export_schema))
        .route("/.well-known/gpc.json", get(well_known::gpc))
        .route("/.well-known/security.txt", get(well_known::security_txt))
        .route("/log/checkpoint", get(public_log::checkpoint))
        .route("/log/tile/{*path}", get(public_log::tile))
        .route("/log/key", get(public_log::key))
        .nest_service("/pkg", files(&site))
        .fallback(problems::not_found)
        .layer(CsrfLayer::new())
        .layer(small)
        .layer(around_each.clone())
        .merge(list_routes(has_newsletter).layer(around_each.clone()))
        .merge(picture_routes(has_events).layer(around_each.clone()))
        .merge(file_routes().layer(around_files))
        .merge(embed::router().layer(small).layer(around_each.clone()))
        .merge(api::for_other_sites(
            &site,
            api::router(&site).layer(small).layer(around_each),
        ))
        .layer(around_all)
        .with_state(site)
}

/// Shed load is told to come back.
async fn busy(_: tower::BoxError) -> http::StatusCode {
    http::StatusCode::SERVICE_UNAVAILABLE
}

/// Every page, read by GET; forms post to their pages.
fn page_routes(has_newsletter: bool) -> Router<Site> {
    let mut router = Router::new();
    for language in Language::ALL {
        let pages = Page::FIXED.into_iter();
        for page in
            pages.filter(|page| !page.is_event() && (has_newsletter || !page.is_newsletter()))
        {
            router = router.route(&page.path(language), methods(page));
        }
        router = router.merge(mailed_routes(language, |mailed| {
            matches!(mailed, Mailed::Enquiry | Mailed::Outside)
                || (has_newsletter && !mailed.is_seat())
        }));
        let version = format!("{}/{{version}}", Page::PrivacyVersions.path(language));
        router = router.route(&version, get(pages::page));
        if has_newsletter {
            router = router.merge(archive_routes(language));
        }
        for page in RightsPage::ALL {
            router = router.route(&rights_route(page, language), rights_methods(page));
        }
        let small = StaffPage::ALL.into_iter();
        for page in
            small.filter(|page| !matches!(page, StaffPage::Subscribers | StaffPage::EventPicture))
        {
            router = router.route(&staff_route(page, language), staff_methods(page));
        }
    }
    router
}

/// The route of a page of the rights portal.
fn rights_route(page: RightsPage, language: Language) -> String {
    one_or_many(page.path(language), page.is_one_of_many())
}

/// The route of a page for staff.
fn staff_route(page: StaffPage, language: Language) -> String {
    one_or_many(page.path(language), page.is_one_of_many())
}

fn one_or_many(path: &str, is_one_of_many: bool) -> String {
    if is_one_of_many {
        format!("{path}/{{one}}")
    } else {
        path.to_owned()
    }
}

/// The page that takes pictures, which are larger than any list.
fn picture_routes(has_events: bool) -> Router<Site> {
    let languages = Language::ALL.into_iter().filter(|_| has_events);
    languages
        .fold(Router::new(), |router, language| {
            let path = staff_route(StaffPage::EventPicture, language);
            router.route(&path, staff_methods(StaffPage::EventPicture))
        })
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(MAX_PICTURE))
}

/// Events, and the pages of those who signed up for one.
fn event_routes(has_events: bool) -> Router<Site> {
    let languages = Language::ALL.into_iter().filter(|_| has_events);
    let pictures = format!("{PICTURES}/{{file}}");
    let router = Router::new().route(&pictures, get(pictures::picture));
    languages.fold(router, |router, language| {
        let one = format!("{}/{{event}}", Page::Events.path(language));
        let file = format!("{one}/{}", calendar_name(language));
        let seat = Mailed::Seat.folder(language);
        let own_file = format!("{seat}/{{token}}/{}", calendar_name(language));
        router
            .route(&Page::Events.path(language), get(pages::page))
            .route(&Page::EventMailbox.path(language), get(pages::page))
            .route(&one, get(pages::page).post(event::sign_up))
            .route(&file, get(calendar::event))
            .merge(event_feed_routes(language))
            .route(&own_file, get(calendar::seat))
            .merge(mailed_routes(language, Mailed::is_seat))
    })
}

/// The feeds of all events, and of each kind.
fn event_feed_routes(language: Language) -> Router<Site> {
    let of_kind = format!("{}/{{file}}", app::address::event_feeds(language));
    let router = Router::new().route(&of_kind, get(event_feeds::events));
    EventFeedFormat::ALL
        .into_iter()
        .fold(router, |router, format| {
            let path = event_feed(language, None, format);
            router.route(&path, get(event_feeds::events))
        })
}

/// What takes files of secure messages, which are larger than anything else and may take long to arrive.
fn file_routes() -> Router<Site> {
    let languages = Language::ALL.into_iter();
    languages
        .fold(Router::new(), |router, language| {
            let path = format!("{}/{{token}}", Mailed::Outside.folder(language));
            let own = |page| rights_route(page, language);
            let staffs = |page| staff_route(page, language);
            router
                .route(&path, post(outside))
                .route(&own(RightsPage::Messages), post(rights::messages))
                .route(&own(RightsPage::Secure), post(rights::start_secure))
                .route(&own(RightsPage::SecureThread), post(rights::secure_thread))
                .route(&staffs(StaffPage::CaseMessages), post(staff::case_messages))
                .route(&staffs(StaffPage::SecureThread), post(staff::secure_thread))
        })
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(MAX_FILES))
}

/// The page that takes lists, which are larger than any other form.
fn list_routes(has_newsletter: bool) -> Router<Site> {
    let languages = Language::ALL.into_iter().filter(|_| has_newsletter);
    languages
        .fold(Router::new(), |router, language| {
            let path = StaffPage::Subscribers.path(language);
            router.route(path, staff_methods(StaffPage::Subscribers))
        })
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(MAX_LIST))
}

/// What was sent and may be read by everybody, and what is written and may not yet.
fn archive_routes(language: Language) -> Router<Site> {
    let issue = format!("{}/{{issue}}", Page::NewsletterArchive.path(language));
    let preview = format!("{}/{{issue}}/preview", StaffPage::Issue.path(language));
    Router::new()
        .route(&issue, get(pages::page))
        .route(feed(language), get(feeds::newsletter))
        .route(&preview, get(issue_preview::preview))
}

/// The pages behind those mailed links that are here.
fn mailed_routes(language: Language, is_here: impl Fn(Mailed) -> bool) -> Router<Site> {
    Mailed::ALL
        .into_iter()
        .filter(|mailed| is_here(*mailed))
        .fold(Router::new(), |router, mailed| {
            let doors = match mailed {
                Mailed::Confirm => get(pages::page).post(newsletter::confirm),
                Mailed::Topics => get(pages::page).post(newsletter::topics),
                Mailed::Leave => get(pages::page).post(newsletter::leave),
                Mailed::Why => get(pages::page).post(newsletter::why),
                Mailed::Enquiry => get(pages::contact_page).post(enquiry),
                Mailed::SeatConfirm => get(pages::page).post(event::confirm),
                Mailed::Seat => get(pages::page).post(event::seat),
                // What is posted may bring files: `file_routes`.
                Mailed::Outside => get(pages::page),
            };
            let path = format!("{}/{{token}}", mailed.folder(language));
            router.route(&path, doors)
        })
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
        Page::Newsletter => get(pages::page).post(newsletter::sign_up),
        Page::Contact => get(pages::contact_page).post(write_in),
        Page::ContactReceived | Page::EnquiryLinkSent => get(pages::contact_page),
        _ => get(pages::page),
    }
}

/// What a page of the rights portal answers to.
fn rights_methods(page: RightsPage) -> MethodRouter<Site> {
    let read = get(rights_page);
    match page {
        RightsPage::Start => read.post(rights::start),
        RightsPage::Code => read.post(rights::code),
        RightsPage::Link => read.post(rights::link),
        RightsPage::Sessions => read.post(rights::sessions),
        RightsPage::Export => read.post(rights::export),
        RightsPage::Correct => read.post(rights::correct),
        RightsPage::Email => read.post(rights::email),
        RightsPage::NewAddress => read.post(rights::new_address),
        RightsPage::NoMarketing => read.post(rights::no_marketing),
        RightsPage::Ask => read.post(rights::ask_right),
        RightsPage::Case => read.post(rights::case),
        RightsPage::Answer => read.post(rights::own_answer),
        RightsPage::Consent => read.post(rights::consent),
        // What is posted may bring files: `file_routes`.
        RightsPage::Messages | RightsPage::Secure | RightsPage::SecureThread => read,
        RightsPage::SecondFactor => read.post(rights::confirm),
        RightsPage::EidReturn => read.post(rights::eid_return),
    }
}

/// What a page for staff answers to.
fn staff_methods(page: StaffPage) -> MethodRouter<Site> {
    let read = get(staff_page);
    match page {
        StaffPage::Start => read.post(staff::start),
        StaffPage::SignIn => read.post(staff::sign_in),
        StaffPage::Invitation => read.post(staff::invitation),
        StaffPage::Account => read.post(staff::account),
        StaffPage::NewApp => read.post(staff::new_app),
        StaffPage::NewPasskey => read.post(staff::new_passkey),
        StaffPage::Passkey => read.post(staff::passkey),
        StaffPage::Invite => read.post(staff::invite),
        StaffPage::Member => read.post(staff::member),
        StaffPage::PersonCode => read.post(staff::person_code),
        StaffPage::NewAddress => read.post(staff::new_address),
        StaffPage::Enquiry => read.post(staff::enquiry),
        StaffPage::NewCase => read.post(staff::new_case),
        StaffPage::Case => read.post(staff::case),
        StaffPage::CaseStep => read.post(staff::case_step),
        StaffPage::CaseConsents => read.post(staff::case_consents),
        StaffPage::NoteDisclosure | StaffPage::CaseDisclosure => read.post(staff::note_disclosure),
        StaffPage::Disclosure => read.post(staff::disclosure),
        StaffPage::NewIssue => read.post(staff::new_issue),
        StaffPage::Issue => read.post(staff::issue),
        StaffPage::Subscribers => read.post(staff::subscribers),
        StaffPage::NewEvent => read.post(staff::new_event),
        StaffPage::Event => read.post(staff::event),
        StaffPage::EventKinds => read.post(staff::event_kinds),
        StaffPage::EventKind => read.post(staff::event_kind),
        StaffPage::EventPicture => read.post(staff::event_picture),
        // What is posted may bring files: `file_routes`.
        StaffPage::CaseMessages
        | StaffPage::SecureThread
        | StaffPage::People
        | StaffPage::Enquiries
        | StaffPage::Issues
        | StaffPage::Events
        | StaffPage::CheckIn
        | StaffPage::Cases
        | StaffPage::AccessLog => read,
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
