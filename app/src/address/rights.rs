//! The addresses of the rights portal, "Dine oplysninger". Its pages are loaded in full, never changed by script: the
//! server decides each time who may see them.

use domain::text::Language;

use super::which_of_many;

/// A page of the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RightsPage {
    /// Where one asks to come in, and where one begins once one is in.
    Start,
    /// Where the code of a mail is typed.
    Code,
    /// Where a mailed link leads, by its token.
    Link,
    /// Where one is in.
    Sessions,
    /// Showing which person one is.
    SecondFactor,
    /// Where the electronic identity provider leads back to.
    EidReturn,
    /// Asking to use a right, by its name.
    Ask,
    /// A case of one's own, by id.
    Case,
    /// The secure messages about a case of one's own, by the case's id.
    Messages,
    /// The answer to a request for access, by id.
    Answer,
    /// Writing a secure message that belongs to no case.
    Secure,
    /// Such a message and what came of it, by its thread's id.
    SecureThread,
    /// A question for consent, by id.
    Consent,
    /// Taking one's data along.
    Export,
    /// Putting contact details right, of one of many things.
    Correct,
    /// Another e-mail address.
    Email,
    /// Where the links of the mails about another address lead, by their token.
    NewAddress,
    /// Saying no to all marketing.
    NoMarketing,
}

impl RightsPage {
    /// Every page. One that stands below another's address comes before it.
    pub const ALL: [Self; 18] = [
        Self::Code,
        Self::Link,
        Self::Sessions,
        Self::SecondFactor,
        Self::EidReturn,
        Self::Export,
        Self::Correct,
        Self::Email,
        Self::NewAddress,
        Self::NoMarketing,
        Self::Ask,
        Self::Case,
        Self::Answer,
        Self::Messages,
        Self::Secure,
        Self::SecureThread,
        Self::Consent,
        Self::Start,
    ];

    /// Where the page stands in `language`, without what follows for one of many.
    #[must_use]
    pub const fn path(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Start, Language::Da) => "/dine-oplysninger",
            (Self::Start, Language::En) => "/en/your-data",
            (Self::Code, Language::Da) => "/dine-oplysninger/kode",
            (Self::Code, Language::En) => "/en/your-data/code",
            (Self::Link, Language::Da) => "/dine-oplysninger/link",
            (Self::Link, Language::En) => "/en/your-data/link",
            (Self::Ask, Language::Da) => "/dine-oplysninger/bed-om",
            (Self::Ask, Language::En) => "/en/your-data/ask",
            (Self::Case, Language::Da) => "/dine-oplysninger/sag",
            (Self::Case, Language::En) => "/en/your-data/case",
            (Self::Messages, Language::Da) => "/dine-oplysninger/beskeder",
            (Self::Messages, Language::En) => "/en/your-data/messages",
            (Self::Consent, Language::Da) => "/dine-oplysninger/samtykke",
            (Self::Consent, Language::En) => "/en/your-data/consent",
            (Self::Answer, Language::Da) => "/dine-oplysninger/svar",
            (Self::Answer, Language::En) => "/en/your-data/answer",
            (Self::Secure, Language::Da) => "/dine-oplysninger/sikker-besked",
            (Self::Secure, Language::En) => "/en/your-data/secure-message",
            (Self::SecureThread, Language::Da) => "/dine-oplysninger/sikre-beskeder",
            (Self::SecureThread, Language::En) => "/en/your-data/secure-messages",
            (Self::SecondFactor, Language::Da) => "/dine-oplysninger/bekraeft",
            (Self::SecondFactor, Language::En) => "/en/your-data/confirm",
            (Self::EidReturn, Language::Da) => "/dine-oplysninger/bekraeft/retur",
            (Self::EidReturn, Language::En) => "/en/your-data/confirm/return",
            (Self::Sessions, Language::Da) => "/dine-oplysninger/adgang",
            (Self::Sessions, Language::En) => "/en/your-data/access",
            (Self::Export, Language::Da) => "/dine-oplysninger/hent",
            (Self::Export, Language::En) => "/en/your-data/export",
            (Self::Correct, Language::Da) => "/dine-oplysninger/ret",
            (Self::Correct, Language::En) => "/en/your-data/correct",
            (Self::Email, Language::Da) => "/dine-oplysninger/e-mail",
            (Self::Email, Language::En) => "/en/your-data/e-mail",
            (Self::NewAddress, Language::Da) => "/dine-oplysninger/ny-adresse",
            (Self::NewAddress, Language::En) => "/en/your-data/new-address",
            (Self::NoMarketing, Language::Da) => "/dine-oplysninger/nej-tak",
            (Self::NoMarketing, Language::En) => "/en/your-data/no-thanks",
        }
    }

    /// Whether it stands for one of many, which its address names after a slash.
    #[must_use]
    pub const fn is_one_of_many(self) -> bool {
        matches!(
            self,
            Self::Link
                | Self::Correct
                | Self::NewAddress
                | Self::Ask
                | Self::Case
                | Self::Answer
                | Self::Messages
                | Self::SecureThread
                | Self::Consent
        )
    }

    /// Whether the address holds a secret that was mailed, or brought back, which no other site is to learn.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Link | Self::NewAddress | Self::EidReturn)
    }

    /// The page at `path`, its language, and which of many.
    #[must_use]
    pub fn at(path: &str) -> Option<(Self, Language, &str)> {
        Language::ALL.into_iter().find_map(|language| {
            let (page, one) = Self::ALL.into_iter().find_map(|page| {
                let rest = path.strip_prefix(page.path(language))?;
                Some((page, which_of_many(page.is_one_of_many(), rest)?))
            })?;
            Some((page, language, one))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_own_address() {
        for page in RightsPage::ALL {
            for language in Language::ALL {
                let (path, one) = if page.is_one_of_many() {
                    (format!("{}/a-B_1", page.path(language)), "a-B_1")
                } else {
                    (page.path(language).to_owned(), "")
                };
                assert_eq!(RightsPage::at(&path), Some((page, language, one)), "{path}");
            }
        }
    }

    #[test]
    fn no_other_address_is_one() {
        for path in [
            "",
            "/",
            "/dine-oplysninger/",
            "/dine-oplysningerne",
            "/dine-oplysninger/kode/",
            "/dine-oplysninger/link",
            "/dine-oplysninger/link/",
            "/dine-oplysninger/link/a/b",
            "/dine-oplysninger/link/a?b",
            "//evil.example/dine-oplysninger",
        ] {
            assert_eq!(RightsPage::at(path), None, "{path}");
        }
    }
}
