//! What can go wrong in front of a person: a code for programs, a field where there is one, and words that
//! say what to do (RFC 9457). Holds no personal data and nothing of our insides.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// A problem a person, or a program acting for one, is told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// The form cannot be read, or a field holds what our page never sends.
    UnreadableForm,
    /// A service was named that the register does not hold, or that is not a choice.
    UnknownService,
    /// A site was named that the register does not hold, or that the caller does not speak for.
    UnknownSite,
    /// The text shown is no longer the text in force; it must be read again before a yes counts.
    NoticeChanged,
    /// "Save my choices" needs the page's own form; it arrived without its one-time mark.
    MissingAttempt,
    /// A key that names one request came again with another request.
    KeyReused,
    /// A key that names one request came again after the consent it gave had ended.
    ConsentEnded,
    /// No receipt answers to this code. Unknown and malformed codes are told apart by nobody.
    UnknownReceipt,
    /// The proof in a receipt is made in a moment: no signed checkpoint covers the record yet.
    ProofPending,
    /// Too many requests from one network.
    TooManyRequests,
    /// The body is larger than any form of ours.
    TooLarge,
    /// Nothing is here.
    NotFound,
    /// The form came from another website.
    ForeignOrigin,
    /// It took too long.
    TookTooLong,
    /// The database does not answer or does not take writes.
    Unavailable,
    /// The browser could not reach us. Only the browser tells this one.
    Unreachable,
    /// A fault of ours.
    Fault,
    /// No mail address was given.
    MissingAddress,
    /// More than one mail address was given.
    SeveralAddresses,
    /// What was given is not a mail address that we can send to.
    MalformedAddress,
    /// No topic of the newsletter was chosen.
    NoTopic,
    /// A topic was named that the newsletter does not have.
    UnknownTopic,
    /// A name holds characters that cannot be seen, or is longer than names are.
    UnreadableName,
    /// The link of a mail was used, or has run out. Which, and whether it ever was one, is told to nobody.
    SpentLink,
    /// The half hour in which a stop can be taken back is over, or nothing was stopped.
    TooLateToUndo,
}

impl Problem {
    /// The code programs read.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnreadableForm => "unreadable-form",
            Self::UnknownService => "unknown-service",
            Self::UnknownSite => "unknown-site",
            Self::NoticeChanged => "notice-changed",
            Self::MissingAttempt => "missing-attempt",
            Self::KeyReused => "key-reused",
            Self::ConsentEnded => "consent-ended",
            Self::UnknownReceipt => "unknown-receipt",
            Self::ProofPending => "proof-pending",
            Self::TooManyRequests => "too-many-requests",
            Self::TooLarge => "too-large",
            Self::NotFound => "not-found",
            Self::ForeignOrigin => "foreign-origin",
            Self::TookTooLong => "took-too-long",
            Self::Unavailable => "unavailable",
            Self::Unreachable => "unreachable",
            Self::Fault => "fault",
            Self::MissingAddress => "missing-address",
            Self::SeveralAddresses => "several-addresses",
            Self::MalformedAddress => "malformed-address",
            Self::NoTopic => "no-topic",
            Self::UnknownTopic => "unknown-topic",
            Self::UnreadableName => "unreadable-name",
            Self::SpentLink => "spent-link",
            Self::TooLateToUndo => "too-late-to-undo",
        }
    }

    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::UnreadableForm
            | Self::UnknownService
            | Self::UnknownSite
            | Self::NoticeChanged
            | Self::MissingAttempt
            | Self::KeyReused
            | Self::UnknownReceipt
            | Self::MissingAddress
            | Self::SeveralAddresses
            | Self::MalformedAddress
            | Self::NoTopic
            | Self::UnknownTopic
            | Self::UnreadableName
            | Self::TooLateToUndo => 422,
            Self::SpentLink => 410,
            Self::ConsentEnded => 409,
            Self::TooManyRequests => 429,
            Self::TooLarge => 413,
            Self::NotFound => 404,
            Self::ForeignOrigin => 403,
            Self::TookTooLong | Self::Unavailable | Self::Unreachable | Self::ProofPending => 503,
            Self::Fault => 500,
        }
    }

    /// The form field it concerns.
    #[must_use]
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::UnknownService => Some("service"),
            Self::UnknownSite => Some("site"),
            Self::KeyReused | Self::ConsentEnded => Some("Idempotency-Key"),
            Self::UnknownReceipt => Some("code"),
            Self::MissingAddress | Self::SeveralAddresses | Self::MalformedAddress => Some("email"),
            Self::NoTopic | Self::UnknownTopic => Some("topic"),
            Self::UnreadableName => Some("name"),
            _ => None,
        }
    }

    /// What happened, in a few words.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::UnreadableForm | Self::MissingAttempt, Language::Da) => {
                "Vi kunne ikke læse formularen"
            }
            (Self::UnreadableForm | Self::MissingAttempt, Language::En) => {
                "We could not read the form"
            }
            (Self::UnknownService, Language::Da) => "Et af valgene findes ikke længere",
            (Self::UnknownService, Language::En) => "One of the choices no longer exists",
            (Self::UnknownSite, Language::Da) => "Vi kender ikke den hjemmeside",
            (Self::UnknownSite, Language::En) => "We do not know that website",
            (Self::KeyReused, Language::Da) => "Nøglen er brugt til en anden anmodning",
            (Self::KeyReused, Language::En) => "The key was used for another request",
            (Self::ConsentEnded, Language::Da) => "Det ja er taget tilbage eller afløst",
            (Self::ConsentEnded, Language::En) => "That yes was taken back or replaced",
            (Self::NoticeChanged, Language::Da) => "Teksten er ændret, siden du åbnede siden",
            (Self::NoticeChanged, Language::En) => "The text has changed since you opened the page",
            (Self::UnknownReceipt, Language::Da) => "Vi fandt ingen kvittering til den kode",
            (Self::UnknownReceipt, Language::En) => "We found no receipt for that code",
            (Self::ProofPending, Language::Da) => "Beviset kommer om et øjeblik",
            (Self::ProofPending, Language::En) => "The proof is ready in a moment",
            (Self::TooManyRequests, Language::Da) => "Der kommer for mange forsøg på én gang",
            (Self::TooManyRequests, Language::En) => "Too many attempts at once",
            (Self::TooLarge, Language::Da) => "Det, du sendte, fylder for meget",
            (Self::TooLarge, Language::En) => "What you sent is too large",
            (Self::NotFound, Language::Da) => "Siden findes ikke",
            (Self::NotFound, Language::En) => "This page does not exist",
            (Self::ForeignOrigin, Language::Da) => "Formularen kom fra et andet sted",
            (Self::ForeignOrigin, Language::En) => "The form came from somewhere else",
            (Self::TookTooLong, Language::Da) => "Det tog for lang tid",
            (Self::TookTooLong, Language::En) => "It took too long",
            (Self::Unavailable, Language::Da) => "Vi kan ikke gemme lige nu",
            (Self::Unavailable, Language::En) => "We cannot store anything right now",
            (Self::Unreachable, Language::Da) => "Siden kunne ikke hentes",
            (Self::Unreachable, Language::En) => "The page could not be fetched",
            (Self::Fault, Language::Da) => "Der skete en fejl hos os",
            (Self::Fault, Language::En) => "Something went wrong on our side",
            (Self::MissingAddress, Language::Da) => "Vi mangler din mailadresse",
            (Self::MissingAddress, Language::En) => "We need your mail address",
            (Self::SeveralAddresses, Language::Da) => "Der står mere end én mailadresse",
            (Self::SeveralAddresses, Language::En) => "There is more than one mail address",
            (Self::MalformedAddress, Language::Da) => "Mailadressen ser ikke rigtig ud",
            (Self::MalformedAddress, Language::En) => "The mail address does not look right",
            (Self::NoTopic, Language::Da) => "Du har ikke valgt et emne",
            (Self::NoTopic, Language::En) => "You have not chosen a topic",
            (Self::UnknownTopic, Language::Da) => "Et af emnerne findes ikke længere",
            (Self::UnknownTopic, Language::En) => "One of the topics no longer exists",
            (Self::UnreadableName, Language::Da) => "Vi kan ikke læse navnet",
            (Self::UnreadableName, Language::En) => "We cannot read the name",
            (Self::SpentLink, Language::Da) => "Linket er brugt eller for gammelt",
            (Self::SpentLink, Language::En) => "The link is used or too old",
            (Self::TooLateToUndo, Language::Da) => "Det er for sent at fortryde",
            (Self::TooLateToUndo, Language::En) => "It is too late to undo",
        }
    }

    /// What the person can do.
    #[must_use]
    pub const fn remedy(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::UnreadableForm | Self::MissingAttempt, Language::Da) => {
                "Genindlæs siden, og prøv igen. Intet er gemt."
            }
            (Self::UnreadableForm | Self::MissingAttempt, Language::En) => {
                "Reload the page and try again. Nothing was stored."
            }
            (Self::UnknownService, Language::Da) => "Se listen igen, og vælg på ny. Intet er gemt.",
            (Self::UnknownService, Language::En) => {
                "Look at the list again and choose once more. Nothing was stored."
            }
            (Self::UnknownSite, Language::Da) => {
                "Brug navnet på en hjemmeside i fortegnelsen. Intet er gemt."
            }
            (Self::UnknownSite, Language::En) => {
                "Use the name of a website in the register. Nothing was stored."
            }
            (Self::KeyReused, Language::Da) => "Brug en ny nøgle. Intet er gemt.",
            (Self::KeyReused, Language::En) => "Use a new key. Nothing was stored.",
            (Self::ConsentEnded, Language::Da) => "Spørg igen, og brug en ny nøgle. Intet er gemt.",
            (Self::ConsentEnded, Language::En) => {
                "Ask again, and use a new key. Nothing was stored."
            }
            (Self::NoticeChanged, Language::Da) => {
                "Læs den nye tekst, og vælg igen. Vi har ikke gemt noget ja."
            }
            (Self::NoticeChanged, Language::En) => {
                "Read the new text and choose again. We stored no yes."
            }
            (Self::UnknownReceipt, Language::Da) => {
                "Koden har 26 tegn. Se efter, om alle er med, og prøv igen."
            }
            (Self::UnknownReceipt, Language::En) => {
                "The code has 26 characters. Check that all are there, and try again."
            }
            (Self::ProofPending, Language::Da) => {
                "Dit valg er gemt. Prøv igen om et øjeblik, så er filen klar."
            }
            (Self::ProofPending, Language::En) => {
                "Your choice is stored. Try again in a moment, and the file is ready."
            }
            (Self::TooManyRequests, Language::Da) => "Vent et minut, og prøv igen.",
            (Self::TooManyRequests, Language::En) => "Wait a minute and try again.",
            (Self::TooLarge, Language::Da) => "Send mindre ad gangen. Intet er gemt.",
            (Self::TooLarge, Language::En) => "Send less at a time. Nothing was stored.",
            (Self::NotFound, Language::Da) => "Tjek adressen, eller begynd forfra på forsiden.",
            (Self::NotFound, Language::En) => {
                "Check the address, or start again from the front page."
            }
            (Self::ForeignOrigin, Language::Da) => {
                "Åbn vores side direkte, og vælg der. Intet er gemt."
            }
            (Self::ForeignOrigin, Language::En) => {
                "Open our page directly and choose there. Nothing was stored."
            }
            (Self::TookTooLong, Language::Da) => {
                "Prøv igen om lidt. Imens gælder det, du har valgt før, og ellers et nej."
            }
            (Self::TookTooLong, Language::En) => {
                "Try again shortly. Meanwhile your earlier choice stands, or else a no."
            }
            (Self::Unavailable, Language::Da) => {
                "Prøv igen om lidt. Imens gælder det, du har valgt før, og ellers et nej."
            }
            (Self::Unavailable, Language::En) => {
                "Try again shortly. Meanwhile your earlier choice stands, or else a no."
            }
            (Self::Unreachable, Language::Da) => {
                "Se efter, om du er på nettet, og prøv igen. Intet er ændret."
            }
            (Self::Unreachable, Language::En) => {
                "Check that you are online, and try again. Nothing has changed."
            }
            (Self::Fault, Language::Da) => "Prøv igen. Bliver det ved, så skriv til os.",
            (Self::Fault, Language::En) => "Try again. If it goes on, write to us.",
            (Self::MissingAddress, Language::Da) => {
                "Skriv den i feltet, for eksempel anna@example.dk."
            }
            (Self::MissingAddress, Language::En) => {
                "Write it in the field, for example anna@example.dk."
            }
            (Self::SeveralAddresses, Language::Da) => "Skriv én adresse ad gangen.",
            (Self::SeveralAddresses, Language::En) => "Write one address at a time.",
            (Self::MalformedAddress, Language::Da) => {
                "Se efter stavefejl og mellemrum. Den skal ligne anna@example.dk."
            }
            (Self::MalformedAddress, Language::En) => {
                "Look for misspellings and spaces. It must look like anna@example.dk."
            }
            (Self::NoTopic, Language::Da) => "Sæt mindst ét kryds. Intet er gemt.",
            (Self::NoTopic, Language::En) => "Tick at least one. Nothing was stored.",
            (Self::UnknownTopic, Language::Da) => "Se listen igen, og vælg på ny. Intet er gemt.",
            (Self::UnknownTopic, Language::En) => {
                "Look at the list again and choose once more. Nothing was stored."
            }
            (Self::UnreadableName, Language::Da) => {
                "Skriv det på én linje med højst 200 tegn, eller lad feltet stå tomt."
            }
            (Self::UnreadableName, Language::En) => {
                "Write it on one line of at most 200 characters, or leave the field empty."
            }
            (Self::SpentLink, Language::Da) => "Skriv dig op igen, så sender vi et nyt.",
            (Self::SpentLink, Language::En) => "Sign up again, and we send a new one.",
            (Self::TooLateToUndo, Language::Da) => {
                "Skriv dig op igen, så sender vi et brev, hvor du bekræfter."
            }
            (Self::TooLateToUndo, Language::En) => {
                "Sign up again, and we send a letter in which you confirm."
            }
        }
    }
}
