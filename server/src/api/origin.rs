//! Who may call from a browser. A browser tells the page's origin on every request that could change something;
//! a program that is no browser tells none, and has no visitor's cookies to ride on.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use domain::problem::Problem;
use http::HeaderMap;
use http::header::{HOST, ORIGIN};

use super::problem;
use crate::site::Site;

/// Whom a request comes from, as far as its origin tells.
enum Caller<'a> {
    /// No browser, or a browser that read without telling.
    Program,
    /// A page of ours.
    Ourselves,
    /// A page of this origin.
    Page(&'a str),
    /// A page that hides its origin, or a request that tells two.
    Hidden,
}

/// Lets programs, our own pages and pages of the register's sites through.
pub(super) async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let sites = &site.service.register().register().site;
    let may_call = match caller(request.headers()) {
        Caller::Program | Caller::Ourselves => true,
        Caller::Page(origin) => sites.values().any(|site| site.has_origin(origin)),
        Caller::Hidden => false,
    };
    if may_call {
        next.run(request).await
    } else {
        problem(Problem::ForeignOrigin)
    }
}

/// A page speaks for its own site alone.
pub(super) fn speaks_for(site: &Site, headers: &HeaderMap, key: &str) -> Result<(), Problem> {
    let Caller::Page(origin) = caller(headers) else {
        return Ok(());
    };
    let named = site.service.register().site(key);
    if named.is_some_and(|named| named.has_origin(origin)) {
        Ok(())
    } else {
        Err(Problem::UnknownSite)
    }
}

/// Whether a page of ours calls, or one of a site that the service belongs to: the service's host is the site's domain
/// or below it, so that browsers send and keep its cookies there.
pub(super) fn is_of_same_site(site: &Site, headers: &HeaderMap) -> bool {
    let sites = &site.service.register().register().site;
    match caller(headers) {
        Caller::Ourselves => true,
        Caller::Page(origin) => sites
            .values()
            .any(|named| named.has_origin(origin) && named.holds(&site.origin)),
        Caller::Program | Caller::Hidden => false,
    }
}

fn caller(headers: &HeaderMap) -> Caller<'_> {
    let mut told = headers.get_all(ORIGIN).iter();
    let Some(first) = told.next() else {
        return Caller::Program;
    };
    let origin = first.to_str().ok().filter(|_| told.next().is_none());
    let Some((scheme_and_host, (_, host))) =
        origin.and_then(|origin| Some((origin, origin.split_once("://")?)))
    else {
        return Caller::Hidden;
    };
    let ours = headers.get(HOST).is_some_and(|ours| ours == host);
    if ours {
        Caller::Ourselves
    } else {
        Caller::Page(scheme_and_host)
    }
}
