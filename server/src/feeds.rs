//! What was sent, as a feed (Atom, RFC 4287), so that somebody can follow along without giving an address.

use app::address::{Page, feed};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use jiff::Timestamp;
use service::{ArchivedIssue, PrintedIssue};

use crate::pages::problem_page;
use crate::site::Site;

/// The newsletter's feed in the language of its address.
pub(crate) async fn newsletter(State(site): State<Site>, request: Request) -> Response {
    let language = app::address::language_of(request.uri().path());
    let archive = match site.service.archive(None).await {
        Ok(archive) => archive,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let Some(feed) = compose(&site, language, &archive.issues) else {
        return problem_page(&site, request, Problem::Fault).await;
    };
    let headers = [
        (
            CONTENT_TYPE,
            HeaderValue::from_static("application/atom+xml; charset=utf-8"),
        ),
        (
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=300"),
        ),
    ];
    (headers, feed.to_string()).into_response()
}

fn compose(site: &Site, language: Language, issues: &[ArchivedIssue]) -> Option<Feed> {
    let origin = &site.origin;
    let register = site.service.register().register();
    let name = &register.controller.short_name;
    let archive = format!("{origin}{}", Page::NewsletterArchive.path(language));
    // A feed without entries was last changed when its words were.
    let updated = issues
        .first()
        .map_or(Timestamp::UNIX_EPOCH, |issue| issue.sent_at);
    let entries: Option<Vec<Entry>> = issues
        .iter()
        .map(|issue| entry(origin, language, issue))
        .collect();
    Some(Feed {
        title: Text::plain(match language {
            Language::Da => format!("Nyhedsbrev fra {name}"),
            Language::En => format!("Newsletter from {name}"),
        }),
        id: archive.clone(),
        updated: moment(updated)?,
        authors: vec![Person {
            name: register.controller.name.clone(),
            ..Person::default()
        }],
        links: vec![
            link("self", format!("{origin}{}", feed(language))),
            link("alternate", archive),
        ],
        lang: Some(language.tag().to_owned()),
        entries: entries?,
        ..Feed::default()
    })
}

fn entry(origin: &str, language: Language, issue: &ArchivedIssue) -> Option<Entry> {
    let printed = PrintedIssue::of(&issue.issue, language);
    let sent = moment(issue.sent_at)?;
    Some(Entry {
        title: Text::plain(printed.subject),
        id: format!("urn:uuid:{}", issue.id),
        updated: sent,
        published: Some(sent),
        links: vec![link(
            "alternate",
            format!("{origin}{}", Page::NewsletterIssue(issue.id).path(language)),
        )],
        content: Some(Content {
            content_type: Some("html".to_owned()),
            value: Some(printed.html),
            lang: Some(printed.language.tag().to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

pub(crate) fn link(rel: &str, href: String) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        ..Link::default()
    }
}

pub(crate) fn moment(at: Timestamp) -> Option<FixedDateTime> {
    FixedDateTime::parse_from_rfc3339(&at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).ok()
}
