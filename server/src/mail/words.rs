//! The words of each kind of letter, in Danish and English, and the two forms that a mail has: text and HTML. Both are
//! complete; the HTML loads nothing, counts nothing, and sets no colour of the page, so that light, dark and image-less
//! readers show it as they show everything.

use app::address::{Mailed, Page};
use askama::Template;
use domain::mail::{Envelope, Letter, Line, LinkToken};
use domain::register::Controller;
use domain::text::Language;

use enquiry::About;
use event::Invited;

mod address;
mod enquiry;
mod event;
mod newsletter;
mod rights;
mod secure;

pub(super) use newsletter::{Paper, link_address};

/// A letter with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worded {
    pub(super) subject: Line,
    pub(super) text: String,
    pub(super) html: String,
}

/// What a letter says: paragraphs, a link to follow, and what to know about it.
struct Saying {
    subject: String,
    before: Vec<String>,
    link: Link,
    after: Vec<String>,
}

struct Link {
    label: &'static str,
    address: String,
}

/// Who writes, below each letter.
struct Sender<'a> {
    controller: &'a Controller,
    privacy: Link,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    language: &'static str,
    subject: &'a str,
    saying: &'a Saying,
    sender: &'a Sender<'a>,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Text<'a> {
    saying: &'a Saying,
    sender: &'a Sender<'a>,
}

/// Words a letter. `origin` is where people reach the service; `has_secure_way` is whether what is sensitive can be sent
/// there.
///
/// # Errors
/// When a template cannot be filled, or a subject is no line; never in practice.
pub(super) fn word(
    envelope: &Envelope,
    controller: &Controller,
    origin: &str,
    has_secure_way: bool,
) -> Result<Worded, NotWorded> {
    let language = envelope.language;
    let about = About {
        language,
        name: &controller.short_name,
        origin,
        has_secure_way,
    };
    let saying = say(&envelope.letter, &about).ok_or(NotWorded)?;
    let sender = Sender::of(controller, language, origin);
    Ok(Worded {
        subject: Line::parse(&saying.subject).map_err(|_| NotWorded)?,
        text: Text {
            saying: &saying,
            sender: &sender,
        }
        .render()
        .map_err(|_| NotWorded)?,
        html: Html {
            language: language.tag(),
            subject: &saying.subject,
            saying: &saying,
            sender: &sender,
        }
        .render()
        .map_err(|_| NotWorded)?,
    })
}

/// Words an issue of the newsletter.
///
/// # Errors
/// As [`word`].
pub(super) fn word_issue(
    paper: &Paper<'_>,
    controller: &Controller,
    origin: &str,
) -> Result<Worded, NotWorded> {
    paper.word(&Sender::of(controller, paper.language, origin), origin)
}

/// A letter has no words.
#[derive(Debug, thiserror::Error)]
#[error("a letter cannot be worded")]
pub(super) struct NotWorded;

/// What a letter says; none for an issue of the newsletter, which brings its own words.
fn say(letter: &Letter, about: &About<'_>) -> Option<Saying> {
    let About {
        language,
        name,
        origin,
        ..
    } = *about;
    let invited = Invited {
        language,
        name,
        origin,
    };
    Some(match letter {
        Letter::ConfirmSubscription { token } => confirm(token, language, name, origin),
        Letter::MessageWaits { token } => message_waits(token, language, name, origin),
        Letter::ContactReceived { token, kept, .. } => about.received(token, *kept),
        Letter::ContactReply {
            token, words, kept, ..
        } => about.reply(token, words, *kept),
        Letter::ContactAnswered { token, way, kept } => about.answered(token, *way, *kept),
        Letter::ContactLink { token } => about.new_link(token),
        Letter::ContactHidden { token, gone_at } => about.hidden(token, *gone_at),
        Letter::ContactMoved {
            token,
            purpose,
            kept,
        } => about.moved(token, purpose.as_deref(), *kept),
        Letter::ConfirmSeat { token } => invited.confirm(token),
        Letter::SeatConfirmed {
            token,
            about,
            seated,
        } => invited.confirmed(token, about, *seated),
        Letter::SeatOffered {
            token,
            about,
            until,
        } => invited.offered(token, about, *until),
        Letter::EventCancelled { token, about } => invited.cancelled(token, about),
        Letter::EventMoved {
            token,
            about,
            before,
            holds_from,
        } => invited.moved(token, about, before, *holds_from),
        Letter::EventNear { token, about } => invited.near(token, about),
        Letter::EventThanks { token, about } => invited.thanks(token, about),
        Letter::SeatNews { token, until } => invited.news(token, *until),
        Letter::SecureOutside { token } => secure::outside(token, language, name, origin),
        Letter::RightsNews => rights::news(language, name, origin),
        Letter::CaseWaits {
            case,
            due,
            days_left,
        } => rights::case_waits(case, *due, *days_left, language, origin),
        Letter::SecureArrived { case } => secure::arrived(case.as_ref(), language, origin),
        Letter::AddressBefore { token, until } => about.address_before(token, *until),
        Letter::AddressChanged => about.address_changed(),
        Letter::AddressAfter { token, until } => about.address_after(token, *until),
        Letter::ComeIn { token, code } => rights::come_in(token, *code, language, name, origin),
        Letter::Newsletter { .. } | Letter::NewsletterTrial { .. } => return None,
    })
}

fn confirm(token: &LinkToken, language: Language, name: &str, origin: &str) -> Saying {
    match language {
        Language::Da => Saying {
            subject: format!("Vil du have nyhedsbrevet fra {name}?"),
            before: vec![
                format!("Nogen har bedt om nyhedsbrevet fra {name} til denne adresse. Var det dig?"),
                "Så åbn siden her, læs, hvad du siger ja til, og bekræft.".to_owned(),
            ],
            link: Link {
                label: "Læs og bekræft",
                address: link_address(origin, Mailed::Confirm, language, token),
            },
            after: vec![
                "Linket virker i 7 dage. Bekræfter du ikke, sletter vi adressen, og du hører ikke mere fra os.".to_owned(),
                "Var det ikke dig, skal du ikke gøre noget.".to_owned(),
            ],
        },
        Language::En => Saying {
            subject: format!("Do you want the newsletter from {name}?"),
            before: vec![
                format!("Somebody asked for the newsletter from {name} to this address. Was it you?"),
                "Then open the page here, read what you say yes to, and confirm.".to_owned(),
            ],
            link: Link {
                label: "Read and confirm",
                address: link_address(origin, Mailed::Confirm, language, token),
            },
            after: vec![
                "The link works for 7 days. If you do not confirm, we delete the address, and you hear no more from us.".to_owned(),
                "If it was not you, there is nothing you need to do.".to_owned(),
            ],
        },
    }
}

fn message_waits(token: &LinkToken, language: Language, name: &str, origin: &str) -> Saying {
    match language {
        Language::Da => Saying {
            subject: format!("Du har en besked fra {name}"),
            before: vec![
                "Der ligger en besked til dig. Den står ikke i mailen, så kun du kan læse den."
                    .to_owned(),
            ],
            link: Link {
                label: "Læs beskeden",
                address: link_address(origin, Mailed::Enquiry, language, token),
            },
            after: vec!["Send ikke mailen videre: linket er dit.".to_owned()],
        },
        Language::En => Saying {
            subject: format!("You have a message from {name}"),
            before: vec![
                "A message waits for you. It is not in this mail, so that only you can read it."
                    .to_owned(),
            ],
            link: Link {
                label: "Read the message",
                address: link_address(origin, Mailed::Enquiry, language, token),
            },
            after: vec!["Do not forward this mail: the link is yours.".to_owned()],
        },
    }
}

impl<'a> Sender<'a> {
    fn of(controller: &'a Controller, language: Language, origin: &str) -> Self {
        Self {
            controller,
            privacy: Link {
                label: match language {
                    Language::Da => "Sådan bruger vi dine oplysninger",
                    Language::En => "How we use your data",
                },
                address: format!("{origin}{}", Page::Privacy.path(language)),
            },
        }
    }
}
