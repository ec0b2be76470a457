//! The words of mails about secure messages, to whoever takes part from outside and to staff. They say nothing of whom it
//! is about.

use app::address::{Mailed, StaffPage};
use domain::mail::LinkToken;
use domain::text::Language;
use uuid::Uuid;

use super::{Link, Saying, link_address};

/// A link, which opens nothing without a code that comes another way.
pub(super) fn outside(token: &LinkToken, language: Language, name: &str, origin: &str) -> Saying {
    let address = link_address(origin, Mailed::Outside, language, token);
    match language {
        Language::Da => Saying {
            subject: format!("Sikker besked fra {name}"),
            before: vec![
                format!("{name} vil udveksle fortrolige oplysninger med dig. De står ikke i mailen."),
                "Åbn siden her, og skriv den kode, du får i telefonen eller i et brev. Den samme kode gælder hver gang, til du får en ny.".to_owned(),
            ],
            link: Link {
                label: "Åbn siden",
                address,
            },
            after: vec![
                "Linket virker i 90 dage. Send det ikke videre.".to_owned(),
                format!("Har du ikke fået en kode, eller venter du ikke noget fra os, så ring til {name}."),
            ],
        },
        Language::En => Saying {
            subject: format!("Secure message from {name}"),
            before: vec![
                format!("{name} wants to exchange confidential information with you. It is not in this mail."),
                "Open the page here and write the code that you are given on the telephone or in a letter. The same code holds each time until you get a new one.".to_owned(),
            ],
            link: Link {
                label: "Open the page",
                address,
            },
            after: vec![
                "The link works for 90 days. Do not forward it.".to_owned(),
                format!("If you have no code, or expect nothing from us, call {name}."),
            ],
        },
    }
}

/// To staff: somebody wrote to them. One that stands alone is found from the list of cases.
pub(super) fn arrived(case: Option<&Uuid>, language: Language, origin: &str) -> Saying {
    let path = match case {
        Some(case) => format!("{}/{case}", StaffPage::CaseMessages.path(language)),
        None => StaffPage::Cases.path(language).to_owned(),
    };
    let address = format!("{origin}{path}");
    match language {
        Language::Da => Saying {
            subject: "Der er kommet en sikker besked".to_owned(),
            before: vec!["Nogen har skrevet til jer. Beskeden kan kun læses på siden.".to_owned()],
            link: Link {
                label: "Læs beskeden",
                address,
            },
            after: vec![
                "Af hensyn til personen står der ikke mere her. Kommer der flere beskeder, før en af jer har set på dem, skriver vi ikke igen.".to_owned(),
            ],
        },
        Language::En => Saying {
            subject: "A secure message has come".to_owned(),
            before: vec![
                "Somebody has written to you. The message can be read only on the page.".to_owned(),
            ],
            link: Link {
                label: "Read the message",
                address,
            },
            after: vec![
                "For the person’s sake nothing more is said here. If more messages come before one of you has looked, we do not write again.".to_owned(),
            ],
        },
    }
}
