//! Services and what they store on the device: people are told about all of it (C-673/17, Planet49).

use super::organisation::{host_of, is_at_or_below};
use super::retention::{longer, months};
use super::{Hits, Rule};
use crate::register::{Cookie, Party, Register, Site, StorageKind};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "cookie-duration-missing",
        "cookiebekendtgørelsen § 3(2); C-673/17 (Planet49)",
        "a cookie without a duration",
        cookie_duration_missing,
    ),
    Rule::warning(
        "cookie-over-24-months",
        "GDPR Article 5(1)(e)",
        "a cookie that stays for more than 24 months",
        cookie_over_24_months,
    ),
    Rule::note(
        "cookie-over-13-months",
        "GDPR Article 5(1)(e)",
        "a cookie that stays for more than 13 months",
        cookie_over_13_months,
    ),
    Rule::warning(
        "service-without-storage",
        "cookiebekendtgørelsen § 3(2); C-673/17 (Planet49)",
        "a service that names nothing it stores or reads",
        service_without_storage,
    ),
    Rule::error(
        "third-party-unnamed",
        "GDPR Article 13(1)(e); C-673/17 (Planet49)",
        "a third party's cookie without naming who it is",
        third_party_unnamed,
    ),
    Rule::warning(
        "service-recipient-undeclared",
        "GDPR Article 13(1)(e)",
        "a service's provider is not among its purpose's recipients",
        service_recipient_undeclared,
    ),
    Rule::warning(
        "service-data-undeclared",
        "GDPR Articles 13 and 30(1)(c)",
        "a service handles data that its purpose does not name",
        service_data_undeclared,
    ),
    Rule::error(
        "cookie-place-unusable",
        "GDPR Article 7(3); RFC 6265 section 5.3",
        "a domain or path under which no page of the sites could remove the cookie",
        cookie_place_unusable,
    ),
];

fn cookies(register: &Register) -> impl Iterator<Item = (String, &Cookie)> {
    register.service.iter().flat_map(|(key, service)| {
        service
            .cookie
            .iter()
            .enumerate()
            .map(move |(i, cookie)| (format!("service.{key}.cookie[{i}]"), cookie))
    })
}

fn cookie_duration_missing(register: &Register, hits: &mut Hits) {
    for (place, cookie) in cookies(register) {
        let lasts = cookie.duration.is_some_and(|duration| !duration.is_zero());
        if !cookie.session && !lasts {
            hits.add(
                format!("{place}.duration"),
                format!("nothing says how long {} stays", cookie.name),
                "add duration, such as { months = 6 }, or session = true",
            );
        }
    }
}

fn cookie_over_24_months(register: &Register, hits: &mut Hits) {
    for (place, cookie) in cookies(register) {
        if cookie
            .duration
            .is_some_and(|kept| longer(kept, months(24), register.date))
        {
            hits.add(
                format!("{place}.duration"),
                format!("{} stays for more than 24 months", cookie.name),
                "shorten it, or ask the provider to",
            );
        }
    }
}

fn cookie_over_13_months(register: &Register, hits: &mut Hits) {
    for (place, cookie) in cookies(register) {
        let Some(kept) = cookie.duration else {
            continue;
        };
        if longer(kept, months(13), register.date) && !longer(kept, months(24), register.date) {
            hits.add(
                format!("{place}.duration"),
                format!("{} stays for more than 13 months", cookie.name),
                "see whether a shorter time does",
            );
        }
    }
}

fn service_without_storage(register: &Register, hits: &mut Hits) {
    for (key, service) in &register.service {
        if service.cookie.is_empty() {
            hits.add(
                format!("service.{key}.cookie"),
                format!(
                    "{} names nothing that it stores on, or reads from, the device",
                    service.name
                ),
                "name each cookie, local storage and pixel, or take the service out",
            );
        }
    }
}

fn third_party_unnamed(register: &Register, hits: &mut Hits) {
    for (key, service) in &register.service {
        let third = service
            .cookie
            .iter()
            .any(|cookie| cookie.party == Party::Third);
        if third && service.recipient.is_none() {
            hits.add(
                format!("service.{key}.recipient"),
                format!(
                    "{} lets a third party store, and does not name it",
                    service.name
                ),
                "name the provider as a recipient",
            );
        }
    }
}

fn service_recipient_undeclared(register: &Register, hits: &mut Hits) {
    for (key, service) in &register.service {
        let purpose = register
            .category
            .get(&service.category)
            .and_then(|category| {
                Some((&category.purpose, register.purpose.get(&category.purpose)?))
            });
        let (Some((name, purpose)), Some(recipient)) = (purpose, &service.recipient) else {
            continue;
        };
        if !purpose.recipients.contains(recipient) {
            hits.add(
                format!("service.{key}.recipient"),
                format!(
                    "\"{recipient}\" provides {}, but purpose.{name} does not name it",
                    service.name
                ),
                format!("add it to purpose.{name}.recipients"),
            );
        }
    }
}

fn service_data_undeclared(register: &Register, hits: &mut Hits) {
    for (key, service) in &register.service {
        let purpose = register
            .category
            .get(&service.category)
            .and_then(|category| {
                Some((&category.purpose, register.purpose.get(&category.purpose)?))
            });
        let Some((name, purpose)) = purpose else {
            continue;
        };
        for (i, data) in service.data.iter().enumerate() {
            if !purpose.data.iter().any(|item| item.category == *data) {
                hits.add(
                    format!("service.{key}.data[{i}]"),
                    format!(
                        "{} handles \"{data}\", but purpose.{name} does not name it",
                        service.name
                    ),
                    format!("add it to purpose.{name}.data"),
                );
            }
        }
    }
}

fn cookie_place_unusable(register: &Register, hits: &mut Hits) {
    let hosts: Vec<&str> = register
        .site
        .values()
        .flat_map(Site::all_origins)
        .map(host_of)
        .collect();
    for (place, cookie) in cookies(register) {
        let is_ours = cookie.party == Party::First && cookie.storage == StorageKind::Cookie;
        let reaches = |domain: &String| hosts.iter().any(|host| is_at_or_below(host, domain));
        if cookie
            .domain
            .as_ref()
            .is_some_and(|domain| !is_ours || !reaches(domain))
        {
            hits.add(
                format!("{place}.domain"),
                format!("no page of the sites can remove {} under this domain", cookie.name),
                "write a site's host or a domain above it, on a cookie of the first party; else leave domain out",
            );
        }
        if cookie
            .path
            .as_ref()
            .is_some_and(|path| !is_ours || !is_path(path))
        {
            hits.add(
                format!("{place}.path"),
                format!("no page of the sites can remove {} under this path", cookie.name),
                "write a path that begins with /, on a cookie of the first party; else leave path out",
            );
        }
    }
}

/// What a cookie's `Path` may hold.
fn is_path(path: &str) -> bool {
    path.starts_with('/') && path.bytes().all(|b| b.is_ascii_graphic() && b != b';')
}
