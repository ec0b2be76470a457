//! The receipt's code in the service's own cookie instead of in bodies, for pages of the site that the service belongs
//! to: no script of the page ever holds the code then.
//!
//! A cookie is sent by the browser, so whoever may make a browser send a request could use it. What stands against
//! that, each enough by itself:
//! - The cookie counts only with the header `Samtykke-Receipt: cookie`. No form and no link can set a header, and a
//!   script of another origin must ask first; the preflight is answered for the exact origins of the register's sites
//!   alone.
//! - The `Origin` that the browser tells must be such an origin, of a site that the service's host belongs to, or our
//!   own; none, `null` and two are refused. A program has no visitor's cookie and uses bodies.
//! - The cookie is `SameSite=Lax`: another site's page does not bring it with a POST at all. It is `__Host-`, so a
//!   neighbouring host can neither read it nor put its own in its place.
//!
//! A page of the site itself can do what its visitor can: look up, replace and withdraw this one consent.

use app::visit::{keep_receipt, receipt_in, show_receipt};
use axum::response::Response;
use domain::consent::ReceiptCode;
use domain::problem::Problem;
use http::HeaderMap;
use http::header::{ACCESS_CONTROL_REQUEST_HEADERS, HeaderName, HeaderValue};
use http::request::Parts;

use super::answer::Refusal;
use super::fields::Code;
use super::origin;
use crate::site::Site;

/// Says where the code is kept.
pub(super) const RECEIPT: HeaderName = HeaderName::from_static("samtykke-receipt");
/// The only place beside bodies.
const COOKIE: &str = "cookie";

/// Where the caller keeps receipt codes.
pub(super) enum Keeping {
    /// In bodies, as programs and pages of other sites do.
    Bodies,
    /// In the service's own cookie, which holds this code now.
    Cookie(Option<ReceiptCode>),
}

impl Keeping {
    /// Reads where the caller keeps codes, and refuses who may not use the cookie.
    pub(super) fn of(site: &Site, headers: &HeaderMap) -> Result<Self, Refusal> {
        let mut said = headers.get_all(RECEIPT).iter();
        let Some(first) = said.next() else {
            return Ok(Self::Bodies);
        };
        if first != COOKIE || said.next().is_some() {
            return Err(Refusal::NotAsDescribed(Some(RECEIPT.to_string())));
        }
        if !origin::is_of_same_site(site, headers) {
            return Err(Problem::ForeignOrigin.into());
        }
        Ok(Self::Cookie(receipt_in(headers)))
    }

    /// The code to open: the body's where it names one, else the cookie's.
    pub(super) fn code(&self, named: Option<Code>) -> Result<ReceiptCode, Refusal> {
        match (named, self) {
            (Some(code), _) => Ok(code.read().ok_or(Problem::UnknownReceipt)?),
            (None, Self::Cookie(held)) => Ok(held.clone().ok_or(Problem::UnknownReceipt)?),
            (None, Self::Bodies) => Err(Refusal::NotAsDescribed(Some("receipt".to_owned()))),
        }
    }

    /// Puts the code of a new consent into the cookie, where that is where codes are kept.
    pub(super) fn keep(
        &self,
        site: &Site,
        code: &ReceiptCode,
        response: &mut Response,
    ) -> Result<(), Problem> {
        if let Self::Cookie(_) = self {
            let (name, value) = keep_receipt(&site.service, code)?;
            response.headers_mut().append(name, value);
        }
        Ok(())
    }

    /// Lets the cookie go with the browser when what it opens was withdrawn.
    pub(super) fn let_go(
        &self,
        code: &ReceiptCode,
        response: &mut Response,
    ) -> Result<(), Problem> {
        if matches!(self, Self::Cookie(Some(held)) if held == code) {
            let (name, value) = show_receipt(code)?;
            response.headers_mut().append(name, value);
        }
        Ok(())
    }
}

/// Whether a browser is told that it may bring its cookies: only where they are asked for.
pub(super) fn may_bring_cookies(_origin: &HeaderValue, asked: &Parts) -> bool {
    let announced = asked
        .headers
        .get_all(ACCESS_CONTROL_REQUEST_HEADERS)
        .iter()
        .filter_map(|names| names.to_str().ok())
        .flat_map(|names| names.split(','))
        .any(|name| name.trim().eq_ignore_ascii_case(RECEIPT.as_str()));
    announced || asked.headers.contains_key(RECEIPT)
}
