//! The words of mails about the rights portal. Subjects say nothing of the person, and hold no code: they stand on
//! locked screens.

use app::address::RightsPage;
use domain::mail::LinkToken;
use domain::portal::EntryCode;
use domain::text::Language;

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
