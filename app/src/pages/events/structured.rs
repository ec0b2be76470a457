//! An event as search engines read it (schema.org/Event, as JSON-LD): only what the page says too, and true.

use domain::event::Event;
use domain::text::Language;
use serde_json::{Value, json};
use service::{EventPicture, PublicEvent, Service, SignUpStands};

use crate::address::Page;

/// How somebody attends: the one place where it is decided.
const fn attendance_mode(event: &Event) -> &'static str {
    match event.webinar {
        None => "https://schema.org/OfflineEventAttendanceMode",
        Some(_) => "https://schema.org/OnlineEventAttendanceMode",
    }
}

/// Where it is. The room of a webinar is nobody's to find but those who have a seat: the page leads them there.
fn location(event: &Event, url: &str) -> Value {
    match event.webinar {
        None => json!({
            "@type": "Place",
            "name": event.place.as_str(),
            "address": event.place.as_str(),
        }),
        Some(_) => json!({ "@type": "VirtualLocation", "url": url }),
    }
}

/// The data, safe inside a script element.
pub(super) fn compose(
    service: &Service,
    origin: &str,
    event: &PublicEvent,
    picture: Option<&EventPicture>,
    language: Language,
) -> String {
    let (text, written_in) = event.event.text(language);
    let register = service.register().register();
    let url = format!("{origin}{}", Page::Event(event.id).path(language));
    let status = match event.stands {
        SignUpStands::Cancelled => "https://schema.org/EventCancelled",
        SignUpStands::Free(_)
        | SignUpStands::Full
        | SignUpStands::NotYet(_)
        | SignUpStands::Closed
        | SignUpStands::Begun => "https://schema.org/EventScheduled",
    };
    let mut told = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": text.title.as_str(),
        "description": text.words.as_str(),
        "inLanguage": written_in.tag(),
        "startDate": service.with_offset(event.event.starts),
        "endDate": service.with_offset(event.event.ends),
        "eventStatus": status,
        "eventAttendanceMode": attendance_mode(&event.event),
        "location": location(&event.event, &url),
        "organizer": {
            "@type": "Organization",
            "name": register.controller.name,
            "url": format!("{origin}{}", Page::Home.path(language)),
        },
    });
    if let Some(capacity) = event.event.capacity {
        told["maximumAttendeeCapacity"] = capacity.into();
        if let Some(free) = free_seats(event.stands) {
            told["remainingAttendeeCapacity"] = free.into();
        }
    }
    if let Some(picture) = picture {
        told["image"] = format!("{origin}{}", crate::address::picture(picture.hash)).into();
    }
    escaped(&told)
}

/// How many seats somebody can still have; none where that is not told.
fn free_seats(stands: SignUpStands) -> Option<u64> {
    match stands {
        SignUpStands::Free(free) => free,
        SignUpStands::Full => Some(0),
        SignUpStands::NotYet(_)
        | SignUpStands::Closed
        | SignUpStands::Begun
        | SignUpStands::Cancelled => None,
    }
}

/// Inside a script element only `<` could end it, or begin what browsers take for the start of another.
fn escaped(told: &Value) -> String {
    told.to_string().replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_cannot_end_the_script_and_reads_back() {
        let told = json!({"name": "</script><!--<script>alert(1)</script> & \"x\" \u{2028}"});
        let written = escaped(&told);
        assert!(!written.contains('<'), "{written}");
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), told);
    }
}
