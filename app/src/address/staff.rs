//! The addresses of the staff's own pages. They are loaded in full, never changed by script: the server decides each
//! time who may see them.

use domain::text::Language;

use super::which_of_many;

/// A page for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StaffPage {
    /// Where they begin. Its form signs out.
    Start,
    /// Signing in.
    SignIn,
    /// An invitation, by its token.
    Invitation,
    /// Their own account.
    Account,
    /// A new app for their codes.
    NewApp,
    /// Adding a passkey.
    NewPasskey,
    /// One of their passkeys, by id.
    Passkey,
    /// Who has access.
    People,
    /// Giving somebody access.
    Invite,
    /// Somebody who has access, by id.
    Member,
    /// What people write to us.
    Enquiries,
    /// One enquiry, by id.
    Enquiry,
    /// The newsletters.
    Issues,
    /// Writing a new one.
    NewIssue,
    /// One newsletter, by id.
    Issue,
    /// Those who get the newsletter, as a list.
    Subscribers,
    /// The events.
    Events,
    /// Writing a new one.
    NewEvent,
    /// One event, by id.
    Event,
    /// The list for the door of an event, by its id.
    CheckIn,
    /// The kinds of events.
    EventKinds,
    /// One of them, by id.
    EventKind,
    /// The picture of an event, by the event's id.
    EventPicture,
    /// Requests by which people use their rights.
    Cases,
    /// Entering one that came by another way.
    NewCase,
    /// One of them, by id.
    Case,
    /// A step on one, by the ids of case and request and the step's name.
    CaseStep,
    /// The secure messages about a case, by the case's id.
    CaseMessages,
    /// Secure messages that belong to no case, by their thread's id.
    SecureThread,
    /// Asking for consent from a case, by the case's id.
    CaseConsents,
    /// Noting that somebody was given data, from a case, by the case's id.
    CaseDisclosure,
    /// Noting that somebody was given data.
    NoteDisclosure,
    /// What was noted, by id.
    Disclosure,
    /// A code for a person.
    PersonCode,
    /// Another e-mail address for a person.
    NewAddress,
    /// Who looked at what.
    AccessLog,
}

impl StaffPage {
    /// Every page. One that stands below another's address comes before it.
    pub const ALL: [Self; 36] = [
        Self::SignIn,
        Self::Invitation,
        Self::Account,
        Self::NewApp,
        Self::NewPasskey,
        Self::Passkey,
        Self::Invite,
        Self::Member,
        Self::People,
        Self::Enquiry,
        Self::Enquiries,
        Self::NewIssue,
        Self::Issue,
        Self::Issues,
        Self::Subscribers,
        Self::NewEvent,
        Self::Event,
        Self::Events,
        Self::CheckIn,
        Self::EventKind,
        Self::EventKinds,
        Self::EventPicture,
        Self::NewCase,
        Self::Case,
        Self::Cases,
        Self::CaseStep,
        Self::CaseMessages,
        Self::SecureThread,
        Self::CaseConsents,
        Self::CaseDisclosure,
        Self::Disclosure,
        Self::NoteDisclosure,
        Self::PersonCode,
        Self::NewAddress,
        Self::AccessLog,
        Self::Start,
    ];

    /// Where the page stands in `language`, without what follows for one of many.
    #[must_use]
    pub const fn path(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Start, Language::Da) => "/personale",
            (Self::Start, Language::En) => "/en/staff",
            (Self::SignIn, Language::Da) => "/personale/log-ind",
            (Self::SignIn, Language::En) => "/en/staff/sign-in",
            (Self::Invitation, Language::Da) => "/personale/invitation",
            (Self::Invitation, Language::En) => "/en/staff/invitation",
            (Self::Account, Language::Da) => "/personale/konto",
            (Self::Account, Language::En) => "/en/staff/account",
            (Self::NewApp, Language::Da) => "/personale/ny-app",
            (Self::NewApp, Language::En) => "/en/staff/new-app",
            (Self::NewPasskey, Language::Da) => "/personale/ny-adgangsnoegle",
            (Self::NewPasskey, Language::En) => "/en/staff/new-passkey",
            (Self::Passkey, Language::Da) => "/personale/adgangsnoegler",
            (Self::Passkey, Language::En) => "/en/staff/passkeys",
            (Self::People | Self::Member, Language::Da) => "/personale/kolleger",
            (Self::People | Self::Member, Language::En) => "/en/staff/colleagues",
            (Self::Invite, Language::Da) => "/personale/kolleger/ny",
            (Self::Invite, Language::En) => "/en/staff/colleagues/new",
            (Self::Enquiries | Self::Enquiry, Language::Da) => "/personale/henvendelser",
            (Self::Enquiries | Self::Enquiry, Language::En) => "/en/staff/enquiries",
            (Self::Issues | Self::Issue, Language::Da) => "/personale/nyhedsbreve",
            (Self::Issues | Self::Issue, Language::En) => "/en/staff/newsletters",
            (Self::NewIssue, Language::Da) => "/personale/nyhedsbreve/nyt",
            (Self::NewIssue, Language::En) => "/en/staff/newsletters/new",
            (Self::Subscribers, Language::Da) => "/personale/modtagere",
            (Self::Subscribers, Language::En) => "/en/staff/readers",
            (Self::Events | Self::Event, Language::Da) => "/personale/arrangementer",
            (Self::Events | Self::Event, Language::En) => "/en/staff/events",
            (Self::NewEvent, Language::Da) => "/personale/arrangementer/nyt",
            (Self::NewEvent, Language::En) => "/en/staff/events/new",
            (Self::CheckIn, Language::Da) => "/personale/doerliste",
            (Self::CheckIn, Language::En) => "/en/staff/door-list",
            (Self::EventKinds | Self::EventKind, Language::Da) => "/personale/arrangementstyper",
            (Self::EventKinds | Self::EventKind, Language::En) => "/en/staff/event-types",
            (Self::EventPicture, Language::Da) => "/personale/billeder",
            (Self::EventPicture, Language::En) => "/en/staff/pictures",
            (Self::Cases | Self::Case, Language::Da) => "/personale/sager",
            (Self::Cases | Self::Case, Language::En) => "/en/staff/cases",
            (Self::NewCase, Language::Da) => "/personale/sager/ny",
            (Self::NewCase, Language::En) => "/en/staff/cases/new",
            (Self::CaseStep, Language::Da) => "/personale/sagstrin",
            (Self::CaseStep, Language::En) => "/en/staff/case-step",
            (Self::CaseMessages, Language::Da) => "/personale/sikre-beskeder",
            (Self::CaseMessages, Language::En) => "/en/staff/secure-messages",
            (Self::SecureThread, Language::Da) => "/personale/sikker-besked",
            (Self::SecureThread, Language::En) => "/en/staff/secure-message",
            (Self::CaseConsents, Language::Da) => "/personale/samtykker",
            (Self::CaseConsents, Language::En) => "/en/staff/consents",
            (Self::CaseDisclosure, Language::Da) => "/personale/sag-videregivet",
            (Self::CaseDisclosure, Language::En) => "/en/staff/case-disclosure",
            (Self::NoteDisclosure | Self::Disclosure, Language::Da) => "/personale/videregivet",
            (Self::NoteDisclosure | Self::Disclosure, Language::En) => "/en/staff/disclosures",
            (Self::PersonCode, Language::Da) => "/personale/personkode",
            (Self::PersonCode, Language::En) => "/en/staff/person-code",
            (Self::NewAddress, Language::Da) => "/personale/ny-adresse",
            (Self::NewAddress, Language::En) => "/en/staff/new-address",
            (Self::AccessLog, Language::Da) => "/personale/adgangslog",
            (Self::AccessLog, Language::En) => "/en/staff/access-log",
        }
    }

    /// Whether it stands for one of many, which its address names after a slash.
    #[must_use]
    pub const fn is_one_of_many(self) -> bool {
        matches!(
            self,
            Self::Invitation
                | Self::Passkey
                | Self::Member
                | Self::Enquiry
                | Self::Issue
                | Self::Event
                | Self::CheckIn
                | Self::EventKind
                | Self::EventPicture
                | Self::Case
                | Self::CaseStep
                | Self::CaseMessages
                | Self::SecureThread
                | Self::CaseConsents
                | Self::CaseDisclosure
                | Self::Disclosure
        )
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
        for page in StaffPage::ALL {
            for language in Language::ALL {
                let (path, one) = if page.is_one_of_many() {
                    (format!("{}/a-B_1", page.path(language)), "a-B_1")
                } else {
                    (page.path(language).to_owned(), "")
                };
                assert_eq!(StaffPage::at(&path), Some((page, language, one)), "{path}");
            }
        }
    }

    #[test]
    fn no_other_address_is_one() {
        for path in [
            "",
            "/",
            "/personale/",
            "/personalet",
            "/personale/konto/",
            "/personale/kolleger/",
            "/personale/kolleger/a/b",
            "/personale/kolleger/a?b",
            "/personale/invitation",
            "//evil.example/personale",
            "/personale/kolleger/%2f",
        ] {
            assert_eq!(StaffPage::at(path), None, "{path}");
        }
    }
}
