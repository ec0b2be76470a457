//! Events to follow: as a calendar (iCalendar, RFC 5545 and RFC 7986) and as news (Atom, RFC 4287). Whoever has the
//! newest already is told so, and downloads nothing.

use app::address::{EventFeedFormat, Page, event_feed, event_feeds, events_shown, language_of};
use app::texts::event_texts;
use atom_syndication::{Category, Content, Entry, Feed, Person, Text};
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::canonical::Digest;
use domain::event::{CalendarEntry, CalendarFeed, EventState};
use domain::issue::to_html;
use domain::problem::Problem;
use domain::text::{Language, span_in_words};
use http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderMap, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    LAST_MODIFIED,
};
use http::{StatusCode, Uri};
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use jiff::{SignedDuration, Timestamp};
use service::{EventFeed, PublishedEvent};

use crate::entity_tag::is_known;
use crate::feeds::{link, moment};
use crate::pages::problem_page;
use crate::site::Site;

/// What the address asks for.
struct Asked<'a> {
    language: Language,
    /// What addresses call the kind, if it is one.
    kind: Option<&'a str>,
    format: EventFeedFormat,
}

/// The feed at the request's address, in its language.
pub(crate) async fn events(State(site): State<Site>, request: Request) -> Response {
    let composed = match asked(request.uri().path()) {
        Some(asked) => answer(&site, &asked, request.headers()).await,
        None => Err(Problem::NotFound),
    };
    match composed {
        Ok(response) => response,
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

fn asked(path: &str) -> Option<Asked<'_>> {
    let language = language_of(path);
    let rest = path.strip_prefix(event_feeds(language))?;
    let (name, ending) = rest.rsplit_once('.')?;
    let mut formats = EventFeedFormat::ALL.into_iter();
    let format = formats.find(|format| format.ending() == ending)?;
    let kind = match name {
        "" => None,
        name => Some(name.strip_prefix('/')?),
    };
    Some(Asked {
        language,
        kind,
        format,
    })
}

async fn answer(site: &Site, asked: &Asked<'_>, headers: &HeaderMap) -> Result<Response, Problem> {
    let feed = site.service.event_feed(asked.kind).await?;
    let (kind, body) = match asked.format {
        EventFeedFormat::Calendar => {
            let calendar = calendar(site, asked, &feed).ok_or(Problem::Fault)?;
            ("text/calendar; charset=utf-8", calendar)
        }
        EventFeedFormat::News => {
            let news = news(site, asked, &feed).ok_or(Problem::Fault)?;
            ("application/atom+xml; charset=utf-8", news.to_string())
        }
    };
    let tag = format!("\"{}\"", Digest::of(body.as_bytes()));
    let tag = HeaderValue::from_str(&tag).map_err(|_| Problem::Fault)?;
    let changed = last_modified(feed.changed_at, site.service.now());
    let mut response = if has_newest(headers, &tag, changed) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(ETAG, tag);
    let age = HeaderValue::from_static("public, max-age=300");
    headers.insert(CACHE_CONTROL, age);
    if let Some(changed) = changed {
        let text = DateTimePrinter::new().timestamp_to_rfc9110_string(&changed);
        let text = text.ok().and_then(|text| HeaderValue::from_str(&text).ok());
        headers.insert(LAST_MODIFIED, text.ok_or(Problem::Fault)?);
    }
    Ok(response)
}

/// When something was changed last, to the second; none as long as that second may bring another change, which nobody
/// could tell from the first.
fn last_modified(changed: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let is_over = now.duration_since(changed) > SignedDuration::from_secs(2);
    let second = Timestamp::from_second(changed.as_second()).ok();
    second.filter(|_| is_over)
}

/// Whether the caller has what it asks for: by its tag, or by its date where it names no tag (RFC 9110, section 13.2.2).
fn has_newest(headers: &HeaderMap, tag: &HeaderValue, changed: Option<Timestamp>) -> bool {
    if headers.contains_key(IF_NONE_MATCH) {
        return is_known(headers, tag);
    }
    let since = headers.get(IF_MODIFIED_SINCE).and_then(|since| {
        let since = since.to_str().ok()?;
        DateTimeParser::new().parse_timestamp(since).ok()
    });
    matches!((since, changed), (Some(since), Some(changed)) if changed <= since)
}

/// What the feed is called: after the kind, or after all events, and the organisation.
fn name(site: &Site, asked: &Asked<'_>, feed: &EventFeed) -> String {
    let organisation = &site.service.register().register().controller.short_name;
    let what = feed.kind.as_ref();
    let what = what.map_or(event_texts(asked.language).events, |kind| {
        kind.name.get(asked.language)
    });
    format!("{what}, {organisation}")
}

fn calendar(site: &Site, asked: &Asked<'_>, feed: &EventFeed) -> Option<String> {
    let origin: Uri = site.origin.parse().ok()?;
    let host = origin.host()?;
    let page = |event: &PublishedEvent| page_of(site, event, asked.language);
    let pages: Vec<String> = feed.events.iter().map(page).collect();
    let entries = feed.events.iter().zip(&pages);
    let entries = entries.map(|(event, page)| entry_of(event, page, host, asked.language));
    let entries: Vec<CalendarEntry<'_>> = entries.collect();
    let calendar = CalendarFeed {
        name: &name(site, asked, feed),
        entries: &entries,
    };
    Some(calendar.to_text())
}

fn entry_of<'a>(
    event: &'a PublishedEvent,
    page: &'a str,
    host: &'a str,
    language: Language,
) -> CalendarEntry<'a> {
    let kind = event.kind.as_ref();
    CalendarEntry {
        event: &event.event,
        id: event.id,
        host,
        page,
        state: event.state,
        sequence: event.sequence,
        changed_at: event.changed_at,
        language,
        kind: kind.map(|kind| kind.name.get(language)),
    }
}

fn news(site: &Site, asked: &Asked<'_>, feed: &EventFeed) -> Option<Feed> {
    let Asked {
        language,
        kind,
        format,
    } = *asked;
    let origin = &site.origin;
    let shown = format!("{origin}{}", events_shown(language, kind, None));
    let own = format!("{origin}{}", event_feed(language, kind, format));
    let mut latest: Vec<&PublishedEvent> = feed.events.iter().collect();
    latest.sort_by_key(|event| std::cmp::Reverse((event.changed_at, event.id)));
    let entries: Option<Vec<Entry>> = latest
        .into_iter()
        .map(|event| news_entry(site, event, language))
        .collect();
    Some(Feed {
        title: Text::plain(name(site, asked, feed)),
        id: own.clone(),
        updated: moment(feed.changed_at)?,
        authors: vec![Person {
            name: site.service.register().register().controller.name.clone(),
            ..Person::default()
        }],
        links: vec![link("self", own), link("alternate", shown)],
        lang: Some(language.tag().to_owned()),
        entries: entries?,
        ..Feed::default()
    })
}

fn news_entry(site: &Site, event: &PublishedEvent, language: Language) -> Option<Entry> {
    let texts = event_texts(language);
    let (text, written_in) = event.event.text(language);
    let title = match event.state {
        EventState::Cancelled => format!("{}: {}", texts.cancelled, text.title.as_str()),
        EventState::Draft | EventState::Published => text.title.as_str().to_owned(),
    };
    let when = span_in_words(event.event.starts, event.event.ends, language);
    let facts = format!("{when}. {}", event.event.place.as_str());
    let page = page_of(site, event, language);
    let kind = event.kind.as_ref();
    let category = kind.map(|kind| Category {
        term: kind.slug.clone(),
        label: Some(kind.name.get(language).to_owned()),
        ..Category::default()
    });
    Some(Entry {
        title: Text::plain(title),
        id: format!("urn:uuid:{}", event.id),
        updated: moment(event.changed_at)?,
        links: vec![link("alternate", page)],
        categories: category.into_iter().collect(),
        summary: Some(Text::plain(facts)),
        content: Some(Content {
            content_type: Some("html".to_owned()),
            value: Some(to_html(text.words.as_str())),
            lang: Some(written_in.tag().to_owned()),
            ..Content::default()
        }),
        ..Entry::default()
    })
}

fn page_of(site: &Site, event: &PublishedEvent, language: Language) -> String {
    format!("{}{}", site.origin, Page::Event(event.id).path(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_language_kind_and_format() {
        for (path, expected) in [
            ("/feeds/events.ics", Some((Language::Da, None, "ics"))),
            ("/en/feeds/events.atom", Some((Language::En, None, "atom"))),
            (
                "/feeds/events/koncert.ics",
                Some((Language::Da, Some("koncert"), "ics")),
            ),
            ("/feeds/events", None),
            ("/feeds/events/koncert", None),
            ("/feeds/events.html", None),
            ("/feeds/eventsx.ics", None),
        ] {
            let found = asked(path);
            let found = found.map(|asked| (asked.language, asked.kind, asked.format.ending()));
            assert_eq!(found, expected, "{path}");
        }
    }

    #[test]
    fn a_date_is_told_once_no_second_change_can_hide_behind_it() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let changed = at("2026-12-07T18:00:00.9Z");
        assert_eq!(last_modified(changed, at("2026-12-07T18:00:02Z")), None);
        let told = last_modified(changed, at("2026-12-07T18:00:03Z"));
        assert_eq!(told, Some(at("2026-12-07T18:00:00Z")));
        let has = |name, value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, HeaderValue::from_static(value));
            has_newest(&headers, &HeaderValue::from_static("\"a\""), told)
        };
        assert!(has(IF_MODIFIED_SINCE, "Mon, 07 Dec 2026 18:00:00 GMT"));
        assert!(!has(IF_MODIFIED_SINCE, "Mon, 07 Dec 2026 17:59:59 GMT"));
        assert!(!has(IF_MODIFIED_SINCE, "yesterday"));
        assert!(has(IF_NONE_MATCH, "\"b\", \"a\""));
        assert!(!has(IF_NONE_MATCH, "\"b\""));
    }
}
