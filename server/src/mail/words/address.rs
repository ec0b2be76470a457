//! The words of the mails about another address. None says what stands under the address.

use app::address::{Page, RightsPage};
use domain::mail::LinkToken;
use domain::text::{Language, moment_in_words};
use jiff::civil::DateTime;

use super::enquiry::About;
use super::{Link, Saying};

impl About<'_> {
    pub(super) fn address_before(&self, token: &LinkToken, until: DateTime) -> Saying {
        let name = self.name;
        let (subject, before) = match self.language {
            Language::Da => (
                format!("Vil du skifte e-mailadresse hos {name}?"),
                [
                    format!("Nogen, der kan læse din mail, har bedt {name} om at skrive til en anden adresse fra nu af. Var det dig?"),
                    "Så bekræft her. Den nye adresse får også en mail. Vi skifter først, når begge har sagt ja.".to_owned(),
                ],
            ),
            Language::En => (
                format!("Do you want to change your e-mail address at {name}?"),
                [
                    format!("Somebody who can read your mail asked {name} to write to another address from now on. Was it you?"),
                    "Then confirm here. The new address gets a mail too. We change only when both have said yes.".to_owned(),
                ],
            ),
        };
        self.ask(subject, before, token, until)
    }

    pub(super) fn address_after(&self, token: &LinkToken, until: DateTime) -> Saying {
        let name = self.name;
        let (subject, before) = match self.language {
            Language::Da => (
                format!("Skal {name} skrive til denne adresse?"),
                [
                    format!(
                        "Nogen har bedt {name} om at skrive til denne adresse fra nu af. Var det dig?"
                    ),
                    "Så bekræft her.".to_owned(),
                ],
            ),
            Language::En => (
                format!("Shall {name} write to this address?"),
                [
                    format!(
                        "Somebody asked {name} to write to this address from now on. Was it you?"
                    ),
                    "Then confirm here.".to_owned(),
                ],
            ),
        };
        self.ask(subject, before, token, until)
    }

    /// To the mailbox before: staff changed the address. Not where to, and not what stands there.
    pub(super) fn address_changed(&self) -> Saying {
        let name = self.name;
        let (subject, before, label, after) = match self.language {
            Language::Da => (
                format!("{name} skriver ikke mere til denne adresse"),
                format!(
                    "{name} har fået at vide, at vi skal skrive til en anden adresse fra nu af. Derfor hører du ikke mere fra os her, og er nogen kommet ind hos os med denne adresse, er de logget ud."
                ),
                "Sådan får du fat i os",
                "Var det ikke dig, der bad om det, så ring eller skriv til os med det samme.",
            ),
            Language::En => (
                format!("{name} no longer writes to this address"),
                format!(
                    "{name} was told to write to another address from now on. So you hear no more from us here, and whoever came in to us with this address was signed out."
                ),
                "How to reach us",
                "If it was not you who asked for it, call or write to us at once.",
            ),
        };
        Saying {
            subject,
            before: vec![before],
            link: Link {
                label,
                address: format!("{}{}", self.origin, Page::Privacy.path(self.language)),
            },
            after: vec![after.to_owned()],
        }
    }

    fn ask(
        &self,
        subject: String,
        before: [String; 2],
        token: &LinkToken,
        until: DateTime,
    ) -> Saying {
        let until = moment_in_words(until, self.language);
        let (label, after) = match self.language {
            Language::Da => (
                "Læs og bekræft",
                [
                    format!("Linket virker til {until}. Siger du ikke ja, sker der ingenting."),
                    "Var det ikke dig, skal du ikke gøre noget.".to_owned(),
                ],
            ),
            Language::En => (
                "Read and confirm",
                [
                    format!(
                        "The link works until {until}. If you do not say yes, nothing happens."
                    ),
                    "If it was not you, there is nothing you need to do.".to_owned(),
                ],
            ),
        };
        Saying {
            subject,
            before: before.into(),
            link: Link {
                label,
                address: format!(
                    "{}{}/{}",
                    self.origin,
                    RightsPage::NewAddress.path(self.language),
                    token.to_text()
                ),
            },
            after: after.into(),
        }
    }
}
