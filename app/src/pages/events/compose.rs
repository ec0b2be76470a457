//! From the service's events to what pages show, in words.

use domain::issue::to_html;
use domain::problem::Problem;
use domain::text::{Language, moment_in_words, span_in_words};
use service::{PublicEvent, SignUpStands};

use super::pieces::{EventFacts, KindFact, SignUpOpen};
use crate::address::{Page, calendar_name, events_shown};
use crate::texts::event_texts;

/// What everybody is told of an event.
pub(super) fn facts(event: &PublicEvent, language: Language) -> EventFacts {
    let (text, written_in) = event.event.text(language);
    let target = Page::Event(event.id).path(language);
    EventFacts {
        title: text.title.as_str().to_owned(),
        written_in,
        when: span_in_words(event.event.starts, event.event.ends, language),
        place: event.event.place.as_str().to_owned(),
        stands: stands(event.stands, language),
        open: match event.stands {
            SignUpStands::Free(_) => SignUpOpen::Seat,
            SignUpStands::Full => SignUpOpen::Line,
            SignUpStands::NotYet(_) | SignUpStands::Closed | SignUpStands::Begun => {
                SignUpOpen::Closed
            }
            SignUpStands::Cancelled => SignUpOpen::Cancelled,
        },
        calendar: format!("{target}/{}", calendar_name(language)),
        target,
        kind: event.kind.as_ref().map(|kind| KindFact {
            name: kind.name.get(language).to_owned(),
            target: events_shown(language, Some(&kind.slug), None),
        }),
    }
}

/// What an event says, as HTML made from Markdown by us.
pub(super) fn words(event: &PublicEvent, language: Language) -> String {
    let (text, _) = event.event.text(language);
    to_html(text.words.as_str())
}

fn stands(stands: SignUpStands, language: Language) -> String {
    let texts = event_texts(language);
    match stands {
        SignUpStands::Free(None) => texts.room.to_owned(),
        SignUpStands::Free(Some(1)) => texts.one_seat.to_owned(),
        SignUpStands::Free(Some(free)) => texts.some_seats.replace("{count}", &free.to_string()),
        SignUpStands::Full => texts.full.to_owned(),
        SignUpStands::NotYet(opens) => texts
            .opens
            .replace("{time}", &moment_in_words(opens, language)),
        SignUpStands::Closed | SignUpStands::Begun => texts.closed.to_owned(),
        SignUpStands::Cancelled => texts.cancelled.to_owned(),
    }
}

/// What the mailed link with this token leads to; what is no token of ours is a link that is spent.
pub(super) fn link(token: &str) -> Result<domain::mail::LinkToken, Problem> {
    domain::mail::LinkToken::parse(token).ok_or(Problem::SpentLink)
}
