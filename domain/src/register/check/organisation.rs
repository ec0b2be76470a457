//! Who is responsible, who is written to, who supervises, and the sites.

use super::words::{all_texts, find_claimed, is_missing};
use super::{Hits, Rule};
use crate::country;
use crate::register::{RecipientRole, Register, Site};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "email-invalid",
        "GDPR Article 13(1)(a)-(b)",
        "an e-mail address people are to write to, or get mail from, is none",
        email_invalid,
    ),
    Rule::error(
        "dpo-unreachable",
        "GDPR Articles 13(1)(b) and 37(7)",
        "a data protection officer is designated, but name or e-mail is missing",
        dpo_unreachable,
    ),
    Rule::error(
        "dpo-reason-missing",
        "GDPR Articles 37(1) and 5(2)",
        "no data protection officer, and no reason why none is needed",
        dpo_reason_missing,
    ),
    Rule::error(
        "dpo-not-designated",
        "GDPR Articles 37-39",
        "a text speaks of a data protection officer, but none is designated",
        dpo_not_designated,
    ),
    Rule::error(
        "administrator-not-processor",
        "GDPR Article 28(1) and (3)",
        "the firm that answers rights requests for us is not our processor",
        administrator_not_processor,
    ),
    Rule::error(
        "country-unknown",
        "GDPR Article 13(1)(f); ISO 3166-1",
        "a country is not a known two-letter code",
        country_unknown,
    ),
    Rule::error(
        "site-missing",
        "GDPR Article 30(1)",
        "no website is named, so nobody can be asked anywhere",
        site_missing,
    ),
    Rule::error(
        "site-origin-unsafe",
        "GDPR Article 32(1)(a)",
        "a site's origin is not https:// and a host, and nothing else",
        site_origin_unsafe,
    ),
    Rule::error(
        "site-domain-foreign",
        "RFC 6265 section 5.3",
        "a site's domain is not its host or above it: browsers would refuse the choice cookie",
        site_domain_foreign,
    ),
    Rule::error(
        "link-unsafe",
        "GDPR Articles 12(1) and 32(1)(a)",
        "a link or a frame's origin is not https://",
        link_unsafe,
    ),
];

fn email_invalid(register: &Register, hits: &mut Hits) {
    let mut addresses = vec![
        ("controller.email", register.controller.email.as_str()),
        ("privacy_contact.email", &register.privacy_contact.email),
        ("authority.email", &register.authority.email),
    ];
    if let Some(email) = &register.dpo.email {
        addresses.push(("dpo.email", email));
    }
    if let Some(newsletter) = &register.newsletter {
        addresses.push(("newsletter.from", &newsletter.from));
        let reply_to = newsletter.reply_to.iter().map(String::as_str);
        addresses.extend(reply_to.map(|address| ("newsletter.reply_to", address)));
    }
    for (place, address) in addresses {
        if !is_email(address) {
            hits.add(
                place,
                format!("\"{address}\" is not an e-mail address"),
                "write one such as privatliv@example.dk",
            );
        }
    }
}

pub(super) fn is_email(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;<>()[]\"\\".contains(c);
    !local.is_empty() && address.len() <= 254 && local.chars().all(plain) && is_host(domain)
}

/// A host name of at least two labels.
fn is_host(host: &str) -> bool {
    host.contains('.') && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn dpo_unreachable(register: &Register, hits: &mut Hits) {
    let blank = |value: &Option<String>| value.as_ref().is_none_or(|v| v.trim().is_empty());
    if register.dpo.designated && (blank(&register.dpo.name) || blank(&register.dpo.email)) {
        hits.add(
            "dpo",
            "a data protection officer is designated, but cannot be reached",
            "add name and email",
        );
    }
}

fn dpo_reason_missing(register: &Register, hits: &mut Hits) {
    if !register.dpo.designated && is_missing(register.dpo.reason.as_ref()) {
        hits.add(
            "dpo.reason",
            "no data protection officer is designated, and no reason is given",
            "write why none of the three cases of Article 37(1) applies, or designate one",
        );
    }
}

const DPO_WORDS: &[&str] = &["dpo", "databeskyttelsesrådgiver", "data protection officer"];

fn dpo_not_designated(register: &Register, hits: &mut Hits) {
    if register.dpo.designated {
        return;
    }
    for placed in all_texts(register) {
        if placed.place == "dpo.reason" {
            continue;
        }
        for (place, words) in placed.languages() {
            if let Some(word) = find_claimed(words, DPO_WORDS) {
                hits.add(
                    place,
                    format!("\"{word}\" is used, but nobody is designated as one"),
                    "call it the privacy contact, or designate an officer and tell the authority",
                );
            }
        }
    }
}

fn administrator_not_processor(register: &Register, hits: &mut Hits) {
    let Some(key) = &register.administrator else {
        return;
    };
    let role = register.recipient.get(key).map(|recipient| recipient.role);
    if role != Some(RecipientRole::Processor) {
        hits.add(
            "administrator",
            format!("\"{key}\" answers rights requests on our behalf, but is not our processor"),
            format!("make recipient.{key} a processor with an agreement under Article 28"),
        );
    }
}

fn country_unknown(register: &Register, hits: &mut Hits) {
    let own = [
        (
            "controller.address.country".to_owned(),
            &register.controller.address.country,
        ),
        (
            "authority.address.country".to_owned(),
            &register.authority.address.country,
        ),
    ];
    let theirs = register
        .recipient
        .iter()
        .map(|(key, recipient)| (format!("recipient.{key}.country"), &recipient.country));
    for (place, code) in own.into_iter().chain(theirs) {
        if !country::is_known(code) {
            hits.add(
                place,
                format!("\"{code}\" is not a country code this version knows"),
                "write the two capital letters of ISO 3166-1, such as DK or US",
            );
        }
    }
}

fn site_missing(register: &Register, hits: &mut Hits) {
    if register.site.is_empty() {
        hits.add(
            "site",
            "no website is named",
            "add a table such as [site.main] with name, origin and domain",
        );
    }
}

/// Where each origin of a site stands in the file.
fn origins(register: &Register) -> impl Iterator<Item = (String, &Site, &str)> {
    register.site.iter().flat_map(|(key, site)| {
        let further = (0..).map(move |i| format!("site.{key}.origins[{i}]"));
        std::iter::once(format!("site.{key}.origin"))
            .chain(further)
            .zip(site.all_origins())
            .map(move |(place, origin)| (place, site, origin))
    })
}

fn site_origin_unsafe(register: &Register, hits: &mut Hits) {
    for (place, _, origin) in origins(register) {
        if !is_loopback(host_of(origin)) && !is_https_origin(origin) {
            hits.add(
                place,
                format!("\"{origin}\" is not a protected origin"),
                "write https:// and the host, without a path, such as https://www.example.dk",
            );
        }
    }
}

fn is_https_origin(origin: &str) -> bool {
    origin
        .strip_prefix("https://")
        .is_some_and(|rest| is_host(without_port(rest)))
}

fn without_port(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.parse::<u16>().is_ok() => host,
        _ => authority,
    }
}

pub(super) fn host_of(origin: &str) -> &str {
    let rest = origin.split_once("://").map_or(origin, |(_, rest)| rest);
    without_port(rest.split('/').next().unwrap_or(rest))
}

fn is_loopback(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost")
}

/// Whether a page at `host` may set and remove a cookie for `domain` (RFC 6265 section 5.1.3).
pub(super) fn is_at_or_below(host: &str, domain: &str) -> bool {
    !domain.is_empty()
        && host
            .strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn site_domain_foreign(register: &Register, hits: &mut Hits) {
    for (place, site, origin) in origins(register) {
        let host = host_of(origin);
        if is_at_or_below(host, &site.domain) {
            continue;
        }
        let place = match place.strip_suffix(".origin") {
            Some(table) => format!("{table}.domain"),
            None => place,
        };
        hits.add(
            place,
            format!(
                "\"{}\" is neither {host} nor a domain above it",
                site.domain
            ),
            "write the domain that every origin's host belongs to, such as example.dk",
        );
    }
}

fn link_unsafe(register: &Register, hits: &mut Hits) {
    let mut links = vec![("authority.url".to_owned(), register.authority.url.as_str())];
    for (key, recipient) in &register.recipient {
        if let Some(url) = &recipient.policy_url {
            links.push((format!("recipient.{key}.policy_url"), url));
        }
    }
    for (place, url) in links {
        if !is_https_link(url) {
            hits.add(
                place,
                format!("\"{url}\" is not a protected link"),
                "write the full address, starting with https://",
            );
        }
    }
    for (key, service) in &register.service {
        for (i, origin) in service.frame_origins.iter().enumerate() {
            if !is_https_origin(origin) {
                hits.add(
                    format!("service.{key}.frame_origins[{i}]"),
                    format!("\"{origin}\" is not a protected origin"),
                    "write https:// and the host, without a path",
                );
            }
        }
    }
}

fn is_https_link(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    is_host(without_port(host)) && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}
