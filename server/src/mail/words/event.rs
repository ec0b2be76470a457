//! The words of mails to those who sign up for an event. Subjects do not say which: where somebody goes may say
//! something about them.

use app::address::Mailed;
use domain::mail::{AboutEvent, LinkToken};
use domain::text::{Language, moment_in_words};
use jiff::civil::DateTime;

use super::{Link, Saying, link_address};

/// What every mail about an event is worded with.
pub(super) struct Invited<'a> {
    pub(super) language: Language,
    /// The organisation's name in running text.
    pub(super) name: &'a str,
    /// Where people reach the service.
    pub(super) origin: &'a str,
}

impl Invited<'_> {
    pub(super) fn confirm(&self, token: &LinkToken) -> Saying {
        let name = self.name;
        let (subject, before, label, after) = match self.language {
            Language::Da => (
                format!("Bekræft din tilmelding hos {name}"),
                format!(
                    "Nogen har tilmeldt sig et arrangement hos {name} med denne adresse. Var det dig? Så åbn siden her, og bekræft."
                ),
                "Se og bekræft",
                [
                    "Linket virker i 30 minutter. Bekræfter du ikke, sletter vi tilmeldingen, og du hører ikke mere fra os.",
                    "Var det ikke dig, skal du ikke gøre noget.",
                ],
            ),
            Language::En => (
                format!("Confirm your sign-up with {name}"),
                format!(
                    "Somebody signed up for an event at {name} with this address. Was it you? Then open the page here, and confirm."
                ),
                "See and confirm",
                [
                    "The link works for 30 minutes. If you do not confirm, we delete the sign-up, and you hear no more from us.",
                    "If it was not you, there is nothing you need to do.",
                ],
            ),
        };
        Saying {
            subject,
            before: vec![before],
            link: Link {
                label,
                address: link_address(self.origin, Mailed::SeatConfirm, self.language, token),
            },
            after: after.map(str::to_owned).into(),
        }
    }

    pub(super) fn confirmed(&self, token: &LinkToken, about: &AboutEvent, seated: bool) -> Saying {
        let name = self.name;
        let (subject, line) = match (self.language, seated) {
            (Language::Da, true) => (
                format!("Du har en plads hos {name}"),
                "Du er tilmeldt og har en plads:",
            ),
            (Language::Da, false) => (
                format!("Du står på venteliste hos {name}"),
                "Alle pladser er taget. Du står på ventelisten, og vi skriver, hvis en plads bliver ledig:",
            ),
            (Language::En, true) => (
                format!("You have a seat at {name}"),
                "You are signed up and have a seat:",
            ),
            (Language::En, false) => (
                format!("You are on a waiting list at {name}"),
                "All seats are taken. You are on the waiting list, and we write if a seat becomes free:",
            ),
        };
        self.say(subject, line, about, token)
    }

    pub(super) fn offered(&self, token: &LinkToken, about: &AboutEvent, until: DateTime) -> Saying {
        let (name, time) = (self.name, moment_in_words(until, self.language));
        let (subject, line) = match self.language {
            Language::Da => (
                format!("Der er en ledig plads til dig hos {name}"),
                format!(
                    "En plads er blevet ledig, og du er den næste. Vi holder den til {time}. Tager du den ikke på din side inden da, går den videre, og vi sletter din tilmelding:"
                ),
            ),
            Language::En => (
                format!("A seat is free for you at {name}"),
                format!(
                    "A seat has become free, and you are next. We hold it until {time}. If you do not take it on your page by then, it goes on, and we delete your sign-up:"
                ),
            ),
        };
        self.say(subject, &line, about, token)
    }

    pub(super) fn cancelled(&self, token: &LinkToken, about: &AboutEvent) -> Saying {
        let name = self.name;
        let (subject, line) = match self.language {
            Language::Da => (
                format!("Aflyst: et arrangement hos {name}, som du er tilmeldt"),
                "Vi er kede af det: arrangementet er aflyst. Du skal ikke gøre noget. Har du det i din kalender, så slet det der:",
            ),
            Language::En => (
                format!("Cancelled: an event at {name} that you signed up for"),
                "We are sorry: the event is cancelled. There is nothing you need to do. If it is in your calendar, delete it there:",
            ),
        };
        self.say(subject, line, about, token)
    }

    fn say(&self, subject: String, line: &str, about: &AboutEvent, token: &LinkToken) -> Saying {
        let when = moment_in_words(about.starts, self.language);
        let event = format!("{}, {when}, {}", about.title.as_str(), about.place.as_str());
        let (label, page) = match self.language {
            Language::Da => (
                "Åbn din side",
                "På din side kan du hente arrangementet til din kalender og afmelde dig. Linket er dit. Send det ikke videre.",
            ),
            Language::En => (
                "Open your page",
                "On your page you can get the event for your calendar and give up your place. The link is yours. Do not pass it on.",
            ),
        };
        Saying {
            subject,
            before: vec![line.to_owned(), event],
            link: Link {
                label,
                address: link_address(self.origin, Mailed::Seat, self.language, token),
            },
            after: vec![page.to_owned(), about.kept.in_words(self.language)],
        }
    }
}
