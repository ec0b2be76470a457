//! The words of mails to those who sign up for an event. Subjects do not say which: where somebody goes may say
//! something about them.

use app::address::Mailed;
use domain::event::WhenAndWhere;
use domain::mail::{AboutEvent, LinkToken};
use domain::text::{Language, moment_in_words, span_in_words};
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
                "Vi er kede af det: arrangementet er aflyst. Du skal ikke gøre noget. Står det stadig i din kalender, så slet det der:",
            ),
            Language::En => (
                format!("Cancelled: an event at {name} that you signed up for"),
                "We are sorry: the event is cancelled. There is nothing you need to do. If it is still in your calendar, delete it there:",
            ),
        };
        self.say(subject, line, about, token)
    }

    pub(super) fn moved(
        &self,
        token: &LinkToken,
        about: &AboutEvent,
        before: &WhenAndWhere,
        holds_from: Option<DateTime>,
    ) -> Saying {
        let name = self.name;
        let was = span_in_words(before.starts, before.ends, self.language);
        let was = format!("{was}, {}", before.place.as_str());
        let (subject, line, leave) = match self.language {
            Language::Da => (
                format!("Ændret: et arrangement hos {name}, som du er tilmeldt"),
                format!("Arrangementet er flyttet. Det var: {was}. Nu er det:"),
                "Passer det dig ikke, så afmeld dig på din side. Så sletter vi dit navn og din e-mailadresse med det samme.",
            ),
            Language::En => (
                format!("Changed: an event at {name} that you signed up for"),
                format!("The event has been moved. It was: {was}. Now it is:"),
                "If it does not suit you, give up your place on your page. Then we delete your name and e-mail address at once.",
            ),
        };
        let mut saying = self.say(subject, &line, about, token);
        saying.before.push(leave.to_owned());
        if let Some(from) = holds_from {
            let from = moment_in_words(from, self.language);
            let later = match self.language {
                Language::Da => format!(
                    "Fordi arrangementet er senere, gemmer vi også dine oplysninger længere end det, vi lovede. Det gælder fra {from}, hvis du ikke har afmeldt dig:"
                ),
                Language::En => format!(
                    "Because the event is later, we also keep your data longer than we promised. That holds from {from}, unless you have given up your place:"
                ),
            };
            let promise = saying.after.len() - 1;
            saying.after.insert(promise, later);
        }
        saying
    }

    pub(super) fn near(&self, token: &LinkToken, about: &AboutEvent) -> Saying {
        let name = self.name;
        let (subject, line) = match self.language {
            Language::Da => (
                format!("Husk: et arrangement hos {name}, som du er tilmeldt"),
                "Det er snart. Kan du alligevel ikke komme, så afmeld dig på din side, så en anden kan få pladsen:",
            ),
            Language::En => (
                format!("Remember: an event at {name} that you signed up for"),
                "It is soon. If you cannot come after all, give up your place on your page, so that somebody else can have it:",
            ),
        };
        self.say(subject, line, about, token)
    }

    pub(super) fn thanks(&self, token: &LinkToken, about: &AboutEvent) -> Saying {
        let name = self.name;
        let (subject, line, page) = match self.language {
            Language::Da => (
                format!("Tak fra {name}"),
                "Tak, fordi du var med. Kunne du ikke komme, så måske en anden gang:",
                "Vil du ikke vente på, at vi sletter dine oplysninger, så gør det selv på din side.",
            ),
            Language::En => (
                format!("Thank you from {name}"),
                "Thank you for being there. If you could not come, perhaps another time:",
                "If you do not want to wait until we delete your data, do it yourself on your page.",
            ),
        };
        let mut saying = self.say(subject, line, about, token);
        page.clone_into(&mut saying.after[0]);
        saying
    }

    /// Says nothing of what it is.
    pub(super) fn news(&self, token: &LinkToken, until: Option<DateTime>) -> Saying {
        let name = self.name;
        let until = until.map(|until| moment_in_words(until, self.language));
        let (subject, line, answer, label, page) = match self.language {
            Language::Da => (
                format!("Nyt fra {name}"),
                "Der er nyt om noget, du har meldt dig til. Det står ikke i mailen, så kun du kan læse det.",
                until.map(|until| format!("Vi spørger dig om noget. Svar senest {until}.")),
                "Åbn din side",
                "Linket er dit. Send det ikke videre.",
            ),
            Language::En => (
                format!("News from {name}"),
                "There is news of something you signed up for. It is not in this mail, so that only you can read it.",
                until.map(|until| format!("We ask you something. Answer by {until}.")),
                "Open your page",
                "The link is yours. Do not pass it on.",
            ),
        };
        Saying {
            subject,
            before: [line.to_owned()].into_iter().chain(answer).collect(),
            link: Link {
                label,
                address: link_address(self.origin, Mailed::Seat, self.language, token),
            },
            after: vec![page.to_owned()],
        }
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
