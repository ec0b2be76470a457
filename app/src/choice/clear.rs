//! What a withdrawal removes from the visitor's browser: our own cookies of the services withdrawn, and, where
//! one of them used other storage, the origin's storage.

use std::collections::BTreeSet;

use domain::problem::Problem;
use domain::register::{Cookie, Key, Party, StorageKind};
use http::header::{HeaderName, HeaderValue, SET_COOKIE};

use crate::visit::Visit;

/// The headers that remove what can be removed of `withdrawn`.
pub(super) fn headers(
    visit: &Visit,
    withdrawn: &BTreeSet<Key>,
) -> Result<Vec<(HeaderName, HeaderValue)>, Problem> {
    let register = visit.service.register().register();
    let ours: Vec<&Cookie> = withdrawn
        .iter()
        .filter_map(|key| register.service.get(key))
        .flat_map(|service| &service.cookie)
        .filter(|cookie| cookie.party == Party::First)
        .collect();
    let mut headers = Vec::new();
    for name in cookie_names(visit, &ours) {
        headers.extend(expiries(visit, &name)?);
    }
    if ours
        .iter()
        .any(|cookie| cookie.storage != StorageKind::Cookie)
    {
        headers.push((
            HeaderName::from_static("clear-site-data"),
            HeaderValue::from_static("\"storage\""),
        ));
    }
    Ok(headers)
}

/// The declared names, and for a name that ends in `*` those that the browser sent.
fn cookie_names(visit: &Visit, cookies: &[&Cookie]) -> BTreeSet<String> {
    cookies
        .iter()
        .filter(|cookie| cookie.storage == StorageKind::Cookie)
        .flat_map(|cookie| match cookie.name.strip_suffix('*') {
            Some(prefix) => visit
                .cookie_names
                .iter()
                .filter(|name| name.starts_with(prefix))
                .cloned()
                .collect(),
            None => vec![cookie.name.clone()],
        })
        .collect()
}

/// A cookie is named by its domain too: it is expired for this host and for the site's domain.
fn expiries(visit: &Visit, name: &str) -> Result<Vec<(HeaderName, HeaderValue)>, Problem> {
    [None, visit.cookie_domain.as_deref()]
        .into_iter()
        .enumerate()
        .filter(|(place, domain)| *place == 0 || domain.is_some())
        .map(|(_, domain)| {
            let domain = domain
                .map(|domain| format!("; Domain={domain}"))
                .unwrap_or_default();
            let value = format!("{name}=; Path=/{domain}; Max-Age=0; SameSite=Lax");
            let value = HeaderValue::from_str(&value).map_err(|_| Problem::Fault)?;
            Ok((SET_COOKIE, value))
        })
        .collect()
}
