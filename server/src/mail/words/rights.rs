//! The words of mails about the rights portal. Subjects say nothing of the person, and hold no code: they stand on
//! locked screens.

use app::address::{RightsPage, StaffPage};
use domain::mail::LinkToken;
use domain::portal::EntryCode;
use domain::text::{Language, date_in_words};
use jiff::civil::Date;
use uuid::Uuid;

use super::{Link, Saying};

/// The link and the code that let in.
pub(super) fn come_in(
    token: &LinkToken,
    code: EntryCode,
    language: Language,
    name: &str,
    origin: &str,
) -> Saying {
    let code = code.to_halves();
    let path = RightsPage::Link.path(language);
    let address = format!("{origin}{path}/{}", token.to_text());
    match language {
        Language::Da => Saying {
            subject: format!("Din kode til {name}"),
            before: vec![
                format!("Nogen vil se, hvad {name} har under denne e-mailadresse. Var det dig, så er her din kode:"),
                code,
                "Skriv den i det vindue, hvor du begyndte. Eller åbn linket i den samme browser.".to_owned(),
            ],
            link: Link {
                label: "Kom ind",
                address,
            },
            after: vec![
                "Koden og linket virker i 10 minutter, én gang, og kun der, hvor du begyndte.".to_owned(),
                "Giv aldrig koden til andre. Vi spørger aldrig om den i telefonen eller i en mail.".to_owned(),
                "Var det ikke dig, skal du ikke gøre noget. Ingen kommer ind uden koden, og mailen siger ikke noget om, hvorvidt vi har noget om dig.".to_owned(),
            ],
        },
        Language::En => Saying {
            subject: format!("Your code for {name}"),
            before: vec![
                format!("Somebody wants to see what {name} holds under this e-mail address. If it was you, here is your code:"),
                code,
                "Write it in the window where you began. Or open the link in the same browser.".to_owned(),
            ],
            link: Link {
                label: "Come in",
                address,
            },
            after: vec![
                "The code and the link work for 10 minutes, once, and only where you began.".to_owned(),
                "Never give the code to others. We never ask for it on the phone or in a mail.".to_owned(),
                "If it was not you, there is nothing you need to do. Nobody comes in without the code, and this mail says nothing about whether we hold anything about you.".to_owned(),
            ],
        },
    }
}

/// There is news, and no word of what.
pub(super) fn news(language: Language, name: &str, origin: &str) -> Saying {
    let address = format!("{origin}{}", RightsPage::Start.path(language));
    match language {
        Language::Da => Saying {
            subject: format!("Der er nyt til dig hos {name}"),
            before: vec![
                "Der er nyt til dig under ”Dine oplysninger”. Af hensyn til dig skriver vi ikke i en mail, hvad det er.".to_owned(),
            ],
            link: Link {
                label: "Dine oplysninger",
                address,
            },
            after: vec!["Du kommer ind med en kode, som vi sender til denne adresse.".to_owned()],
        },
        Language::En => Saying {
            subject: format!("There is news for you at {name}"),
            before: vec![
                "There is news for you under “Your data”. For your sake we do not write in a mail what it is.".to_owned(),
            ],
            link: Link {
                label: "Your data",
                address,
            },
            after: vec!["You come in with a code that we send to this address.".to_owned()],
        },
    }
}

/// To staff: a case waits.
pub(super) fn case_waits(
    case: &Uuid,
    due: Date,
    days_left: Option<i64>,
    language: Language,
    origin: &str,
) -> Saying {
    let address = format!("{origin}{}/{case}", StaffPage::Case.path(language));
    let day = date_in_words(due, language);
    let (subject, line) = match (language, days_left) {
        (Language::Da, None) => (
            "Ny sag om nogens oplysninger".to_owned(),
            format!("Den skal besvares senest {day}."),
        ),
        (Language::Da, Some(left)) => (
            "En sag venter på svar".to_owned(),
            format!("Den skal besvares senest {day}. {}", left_in_danish(left)),
        ),
        (Language::En, None) => (
            "A new case about somebody’s data".to_owned(),
            format!("It is to be answered by {day}."),
        ),
        (Language::En, Some(left)) => (
            "A case waits for an answer".to_owned(),
            format!("It is to be answered by {day}. {}", left_in_english(left)),
        ),
    };
    let (label, after) = match language {
        Language::Da => ("Se sagen", "Af hensyn til personen står der ikke mere her."),
        Language::En => (
            "See the case",
            "For the person’s sake nothing more is said here.",
        ),
    };
    Saying {
        subject,
        before: vec![line],
        link: Link { label, address },
        after: vec![after.to_owned()],
    }
}

fn left_in_danish(days: i64) -> String {
    match days {
        ..0 => "Den er for sent.".to_owned(),
        0 => "Det er i dag.".to_owned(),
        1 => "Der er en dag tilbage.".to_owned(),
        _ => format!("Der er {days} dage tilbage."),
    }
}

fn left_in_english(days: i64) -> String {
    match days {
        ..0 => "It is late.".to_owned(),
        0 => "That is today.".to_owned(),
        1 => "One day is left.".to_owned(),
        _ => format!("{days} days are left."),
    }
}
