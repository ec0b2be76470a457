//! The words of mails about enquiries. Subjects say nothing of what an enquiry is about, and what may be sensitive is
//! on its page or nowhere.

use app::address::{Mailed, RightsPage};
use domain::mail::LinkToken;
use domain::text::{Language, moment_in_words};
use domain::thread::{Promise, Way};
use jiff::civil::DateTime;

use super::{Link, Saying, link_address};

/// What every mail about an enquiry is worded with.
pub(super) struct About<'a> {
    pub(super) language: Language,
    /// The organisation's name in running text.
    pub(super) name: &'a str,
    /// Where people reach the service.
    pub(super) origin: &'a str,
    /// What is sensitive can be sent in the portal.
    pub(super) has_secure_way: bool,
}

impl About<'_> {
    pub(super) fn received(&self, token: &LinkToken, kept: Promise) -> Saying {
        let name = self.name;
        let before = match self.language {
            Language::Da => [
                "Vi har fået en besked fra dig og svarer her på mailen. På din egen side kan du læse beskeden og skrive igen.",
                "Var det ikke dig, der skrev, skal du ikke gøre noget.",
            ],
            Language::En => [
                "We have a message from you and will answer to this address. On a page of your own you can read the message and write again.",
                "If it was not you who wrote, there is nothing you need to do.",
            ],
        };
        let after = [
            kept.in_words(self.language),
            self.may_answer(),
            self.is_yours(),
        ];
        match self.language {
            Language::Da => self.say(format!("{name} har din besked"), &before, token, after),
            Language::En => self.say(format!("{name} has your message"), &before, token, after),
        }
    }

    pub(super) fn reply(&self, token: &LinkToken, words: &str, kept: Promise) -> Saying {
        let paragraphs: Vec<&str> = words.split("\n\n").collect();
        let after = [
            self.may_answer(),
            kept.in_words(self.language),
            self.is_yours(),
        ];
        let subject = match self.language {
            Language::Da => format!("Svar fra {}", self.name),
            Language::En => format!("An answer from {}", self.name),
        };
        self.say(subject, &paragraphs, token, after)
    }

    pub(super) fn answered(&self, token: &LinkToken, way: Way, kept: Promise) -> Saying {
        let name = self.name;
        let (subject, line) = match (self.language, way) {
            (Language::Da, Way::Letter) => (
                format!("{name} har svaret dig"),
                "Vi har svaret dig med et brev.",
            ),
            (Language::Da, _) => (
                format!("{name} har svaret dig"),
                "Vi har svaret dig i telefonen.",
            ),
            (Language::En, Way::Letter) => (
                format!("{name} has answered you"),
                "We have answered you by letter.",
            ),
            (Language::En, _) => (
                format!("{name} has answered you"),
                "We have answered you on the phone.",
            ),
        };
        let after = [kept.in_words(self.language), self.is_yours()];
        self.say(subject, &[line], token, after)
    }

    pub(super) fn new_link(&self, token: &LinkToken) -> Saying {
        let (subject, line) = match self.language {
            Language::Da => (
                format!("Nyt link fra {}", self.name),
                "Nogen med et gammelt link til din henvendelse har bedt om et nyt. Her er det.",
            ),
            Language::En => (
                format!("A new link from {}", self.name),
                "Somebody with an old link to your enquiry asked for a new one. Here it is.",
            ),
        };
        self.say(subject, &[line], token, [self.is_yours()])
    }

    pub(super) fn hidden(&self, token: &LinkToken, gone_at: DateTime) -> Saying {
        let (name, time) = (self.name, moment_in_words(gone_at, self.language));
        let (subject, why, what) = match self.language {
            Language::Da => (
                format!("{name} har skjult en del af din besked"),
                "En del af det, du skrev, ser følsom ud. Derfor har vi skjult den, også for os selv.",
                format!(
                    "Den bliver slettet den {time}. Vil du have, at vi gemmer den, så sig det på din side inden da."
                ),
            ),
            Language::En => (
                format!("{name} has hidden a part of your message"),
                "A part of what you wrote looks sensitive. So we have hidden it, from ourselves too.",
                format!(
                    "We delete it {time}. If you want us to keep it, say so on your page before then."
                ),
            ),
        };
        self.say(subject, &[why, &what], token, [self.is_yours()])
    }

    pub(super) fn moved(&self, token: &LinkToken, purpose: Option<&str>, kept: Promise) -> Saying {
        let name = self.name;
        let (subject, decided) = match self.language {
            Language::Da => (
                format!("{name} bruger din henvendelse til noget andet"),
                "Det gør vi kun, når en af os har besluttet det. Beslutningen er skrevet ned.",
            ),
            Language::En => (
                format!("{name} uses your enquiry for something else"),
                "We do that only when one of us has decided it. The decision is written down.",
            ),
        };
        let what = match (self.language, purpose) {
            (Language::Da, Some(purpose)) => format!("Din henvendelse hører nu under: {purpose}."),
            (Language::En, Some(purpose)) => format!("Your enquiry now belongs to: {purpose}."),
            (Language::Da, None) => "Din henvendelse bliver nu brugt til noget andet, end du skrev om. Ring eller skriv, hvis du vil vide mere.".to_owned(),
            (Language::En, None) => "Your enquiry is now used for something else than you wrote about. Call or write if you want to know more.".to_owned(),
        };
        let after = [kept.in_words(self.language), self.is_yours()];
        self.say(subject, &[&what, decided], token, after)
    }

    fn say<const N: usize>(
        &self,
        subject: String,
        before: &[&str],
        token: &LinkToken,
        after: [String; N],
    ) -> Saying {
        Saying {
            subject,
            before: before.iter().map(|line| (*line).to_owned()).collect(),
            link: Link {
                label: match self.language {
                    Language::Da => "Åbn din side",
                    Language::En => "Open your page",
                },
                address: link_address(self.origin, Mailed::Enquiry, self.language, token),
            },
            after: after.into(),
        }
    }

    fn may_answer(&self) -> String {
        let may = match self.language {
            Language::Da => {
                "Du kan svare på mailen eller skrive på din side. Skriv ikke CPR-nummer eller helbredsoplysninger."
            }
            Language::En => {
                "You can answer this mail or write on your page. Do not write your CPR number or anything about your health."
            }
        };
        if !self.has_secure_way {
            return may.to_owned();
        }
        let path = RightsPage::Secure.path(self.language);
        let address = format!("{}{path}", self.origin);
        match self.language {
            Language::Da => format!("{may} Det kan du sende sikkert her: {address}"),
            Language::En => format!("{may} You can send that securely here: {address}"),
        }
    }

    fn is_yours(&self) -> String {
        match self.language {
            Language::Da => "Linket er dit og virker i 30 dage. Send det ikke videre.",
            Language::En => "The link is yours and works for 30 days. Do not pass it on.",
        }
        .to_owned()
    }
}
