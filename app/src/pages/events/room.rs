//! The room of a webinar on the page of somebody who signed up: when it opens, and who is told what of whoever goes in.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::address::{Mailed, Page};
use crate::components::{Icon, Shape, language};
use crate::texts::event_texts;
use crate::token::Token;

/// What is shown of the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomView {
    /// The company whose room it is.
    company: String,
    /// Where it says how it uses data.
    privacy: String,
    /// When it opens, or who is told what, in words.
    says: String,
    is_open: bool,
}

/// The way into a room: only who has a seat is told of it, and only while it is open. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRoom(pub String);

impl std::fmt::Debug for OpenRoom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenRoom(…)")
    }
}

#[cfg(feature = "ssr")]
pub(super) fn compose(
    page: &service::SeatPage,
    language: domain::text::Language,
) -> Option<RoomView> {
    use domain::text::moment_in_words;
    use service::{GIVEN_IN_ROOM, RoomStands};

    let (webinar, stands) = (page.event.event.webinar.as_ref()?, page.room?);
    let texts = event_texts(language);
    let company = webinar.company.as_str();
    let says = match stands {
        RoomStands::Opens(at) => texts
            .room_opens
            .replace("{time}", &moment_in_words(at, language)),
        RoomStands::Open => texts
            .room_gives
            .replace("{company}", company)
            .replace(
                "{country}",
                domain::country::name(&webinar.country, language),
            )
            .replace("{data}", &data_in_words(&GIVEN_IN_ROOM, language)),
        RoomStands::Closed => texts.room_closed.to_owned(),
    };
    Some(RoomView {
        company: company.to_owned(),
        privacy: webinar.privacy.as_str().to_owned(),
        says,
        is_open: stands == RoomStands::Open,
    })
}

/// What was given to others, in a sentence.
#[cfg(feature = "ssr")]
pub(super) fn given(
    service: &service::Service,
    disclosure: &domain::disclosure::Disclosure,
    language: domain::text::Language,
) -> String {
    use domain::text::moment_in_words;

    let time = moment_in_words(service.local(disclosure.disclosed_at), language);
    event_texts(language)
        .given_one
        .replace("{company}", disclosure.recipient.as_str())
        .replace(
            "{country}",
            domain::country::name(&disclosure.country, language),
        )
        .replace("{data}", &data_in_words(&disclosure.data, language))
        .replace("{time}", &time)
}

#[cfg(feature = "ssr")]
fn data_in_words(
    data: &[domain::disclosure::GivenData],
    language: domain::text::Language,
) -> String {
    let words: Vec<&str> = data.iter().map(|data| data.in_words(language)).collect();
    let and = match language {
        domain::text::Language::Da => " og ",
        domain::text::Language::En => " and ",
    };
    words.join(and)
}

/// The room, and the way in while it is open.
#[component]
pub(super) fn Room(
    /// Of the page.
    token: Token,
    /// What is shown of it.
    room: RoomView,
) -> impl IntoView {
    let language = language();
    let texts = event_texts(language);
    let privacy = texts.room_privacy.replace("{company}", &room.company);
    let enter = room.is_open.then(|| {
        view! {
            <form method="post" action=Page::Mailed(Mailed::Seat, token).path(language)>
                <div class="actions">
                    <button class="button" name="act" value="enter">
                        {texts.enter}
                    </button>
                </div>
            </form>
        }
    });
    view! {
        <section class="screen-only">
            <h2>{texts.room_title}</h2>
            <p>{room.says}</p>
            <p>
                <a href=room.privacy rel="external noreferrer" referrerpolicy="no-referrer">
                    {privacy}
                </a>
            </p>
            {enter}
        </section>
    }
}

/// The link into the room, once it was asked for.
#[component]
pub(super) fn Entering(
    /// Whose room it is.
    room: RoomView,
    /// The way in.
    open: OpenRoom,
) -> impl IntoView {
    let texts = event_texts(language());
    let help = texts.entering_help.replace("{company}", &room.company);
    let label = texts.to_room.replace("{company}", &room.company);
    view! {
        <div class="message good" role="status">
            <Icon shape=Shape::Check />
            <div>
                <p>
                    <strong>{texts.entering}</strong>
                </p>
                <p>{help}</p>
                <p>
                    <a
                        class="button"
                        href=open.0
                        rel="external noreferrer noopener"
                        referrerpolicy="no-referrer"
                    >
                        {label}
                    </a>
                </p>
            </div>
        </div>
    }
}
