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
    /// Nobody is signed in, or the session is over.
    SignInNeeded,
    /// The person's roles do not open this.
    Forbidden,
    /// Address and password are no account's. Which of the two is wrong is told to nobody.
    SignInRefused,
    /// The password of now, asked for again, is not the account's.
    PasswordRefused,
    /// The code is not right now, was used, or is not this account's.
    CodeRefused,
    /// The code is not the one that the new app shows.
    NewCodeRefused,
    /// What was asked for needs a code that was given within the last minutes.
    CodeNeeded,
    /// As many as we can take at once are waiting.
    Busy,
    /// The password has too few characters.
    ShortPassword,
    /// The password has too many characters.
    LongPassword,
    /// The password is made of names, or of the same few characters.
    GuessablePassword,
    /// No name was given, or one with characters that cannot be seen.
    MissingName,
    /// No role was chosen.
    MissingRole,
    /// Somebody has an account with this address.
    KnownStaff,
    /// The invitation was used, is older than it may be, or never was. Nobody learns which.
    InvitationEnded,
    /// The last administrator would be shut out or lose that role.
    LastAdministrator,
    /// The name is longer than anybody's.
    NameTooLong,
    /// The name holds line breaks or other characters that cannot be seen.
    NameUnreadable,
    /// What was given is not a telephone number.
    MalformedPhone,
    /// No message was written.
    MissingMessage,
    /// The message is longer than what we take.
    MessageTooLong,
    /// The message holds what looks like a civil registration number.
    CprInMessage,
    /// The link that was mailed opens nothing any more.
    LinkExpired,
    /// What was hidden has been deleted, or was decided about before.
    PassageGone,
    /// The enquiry is marked as sensitive, so no mail may answer it.
    AnswerByPhoneOrLetter,
    /// An enquiry cannot be moved to that purpose.
    PurposeUnfit,
    /// No reason was given for an act that needs one.
    MissingReason,
    /// No words of the message were marked.
    NothingMarked,
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
            Self::SignInNeeded => "sign-in-needed",
            Self::Forbidden => "forbidden",
            Self::SignInRefused => "sign-in-refused",
            Self::PasswordRefused => "password-refused",
            Self::CodeRefused => "code-refused",
            Self::NewCodeRefused => "new-code-refused",
            Self::CodeNeeded => "code-needed",
            Self::Busy => "busy",
            Self::ShortPassword => "short-password",
            Self::LongPassword => "long-password",
            Self::GuessablePassword => "guessable-password",
            Self::MissingName => "missing-name",
            Self::MissingRole => "missing-role",
            Self::KnownStaff => "known-staff",
            Self::InvitationEnded => "invitation-ended",
            Self::LastAdministrator => "last-administrator",
            Self::NameTooLong => "name-too-long",
            Self::NameUnreadable => "name-unreadable",
            Self::MalformedPhone => "malformed-phone",
            Self::MissingMessage => "missing-message",
            Self::MessageTooLong => "message-too-long",
            Self::CprInMessage => "cpr-in-message",
            Self::LinkExpired => "link-expired",
            Self::PassageGone => "passage-gone",
            Self::AnswerByPhoneOrLetter => "answer-by-phone-or-letter",
            Self::PurposeUnfit => "purpose-unfit",
            Self::MissingReason => "missing-reason",
            Self::NothingMarked => "nothing-marked",
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
            | Self::TooLateToUndo
            | Self::SignInRefused
            | Self::PasswordRefused
            | Self::NewCodeRefused
            | Self::CodeRefused
            | Self::CodeNeeded
            | Self::ShortPassword
            | Self::LongPassword
            | Self::GuessablePassword
            | Self::MissingName
            | Self::MissingRole
            | Self::NameTooLong
            | Self::NameUnreadable
            | Self::MalformedPhone
            | Self::MissingMessage
            | Self::MessageTooLong
            | Self::CprInMessage
            | Self::AnswerByPhoneOrLetter
            | Self::PurposeUnfit
            | Self::MissingReason
            | Self::NothingMarked => 422,
            Self::SpentLink | Self::LinkExpired => 410,
            Self::SignInNeeded => 401,
            Self::ConsentEnded | Self::KnownStaff | Self::LastAdministrator | Self::PassageGone => {
                409
            }
            Self::TooManyRequests => 429,
            Self::TooLarge => 413,
            Self::NotFound | Self::InvitationEnded => 404,
            Self::ForeignOrigin | Self::Forbidden => 403,
            Self::TookTooLong
            | Self::Unavailable
            | Self::Unreachable
            | Self::ProofPending
            | Self::Busy => 503,
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
            Self::NoTopic | Self::UnknownTopic => Some("topic"),
            Self::UnknownReceipt | Self::CodeRefused | Self::CodeNeeded => Some("code"),
            Self::MissingAddress
            | Self::SeveralAddresses
            | Self::MalformedAddress
            | Self::KnownStaff => Some("email"),
            Self::SignInRefused
            | Self::ShortPassword
            | Self::LongPassword
            | Self::GuessablePassword => Some("password"),
            Self::MissingName | Self::UnreadableName => Some("name"),
            Self::MissingRole | Self::LastAdministrator => Some("role"),
            Self::PasswordRefused => Some("password_now"),
            Self::NewCodeRefused => Some("new_code"),
            Self::NameTooLong | Self::NameUnreadable => Some("name"),
            Self::MalformedPhone => Some("phone"),
            Self::MissingMessage | Self::MessageTooLong | Self::CprInMessage => Some("message"),
            Self::AnswerByPhoneOrLetter => Some("way"),
            Self::PurposeUnfit => Some("purpose"),
            Self::MissingReason => Some("reason"),
            Self::NothingMarked => Some("passage"),
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
            (Self::SignInNeeded, Language::Da) => "Du er ikke logget ind",
            (Self::SignInNeeded, Language::En) => "You are not signed in",
            (Self::Forbidden, Language::Da) => "Din rolle åbner ikke for dette",
            (Self::Forbidden, Language::En) => "Your role does not open this",
            (Self::SignInRefused, Language::Da) => "Adressen og adgangskoden passer ikke sammen",
            (Self::SignInRefused, Language::En) => "The address and the password do not match",
            (Self::PasswordRefused, Language::Da) => "Adgangskoden passer ikke",
            (Self::PasswordRefused, Language::En) => "The password does not match",
            (Self::CodeRefused, Language::Da) => "Koden passer ikke",
            (Self::CodeRefused, Language::En) => "The code does not match",
            (Self::NewCodeRefused, Language::Da) => "Koden fra den nye app passer ikke",
            (Self::NewCodeRefused, Language::En) => "The code from the new app does not match",
            (Self::CodeNeeded, Language::Da) => "Vis, at det er dig",
            (Self::CodeNeeded, Language::En) => "Show that it is you",
            (Self::Busy, Language::Da) => "Der er travlt lige nu",
            (Self::Busy, Language::En) => "It is busy right now",
            (Self::ShortPassword, Language::Da) => "Adgangskoden er for kort",
            (Self::ShortPassword, Language::En) => "The password is too short",
            (Self::LongPassword, Language::Da) => "Adgangskoden er for lang",
            (Self::LongPassword, Language::En) => "The password is too long",
            (Self::GuessablePassword, Language::Da) => "Adgangskoden er for nem at gætte",
            (Self::GuessablePassword, Language::En) => "The password is too easy to guess",
            (Self::MissingName, Language::Da) => "Vi mangler et navn",
            (Self::MissingName, Language::En) => "We need a name",
            (Self::MissingRole, Language::Da) => "Vælg mindst én rolle",
            (Self::MissingRole, Language::En) => "Choose at least one role",
            (Self::KnownStaff, Language::Da) => "Adressen har allerede en konto",
            (Self::KnownStaff, Language::En) => "The address already has an account",
            (Self::InvitationEnded, Language::Da) => "Linket virker ikke længere",
            (Self::InvitationEnded, Language::En) => "The link no longer works",
            (Self::LastAdministrator, Language::Da) => "Der skal være mindst én administrator",
            (Self::LastAdministrator, Language::En) => "There must be at least one administrator",
            (Self::NameTooLong, Language::Da) => "Navnet er for langt",
            (Self::NameTooLong, Language::En) => "The name is too long",
            (Self::NameUnreadable, Language::Da) => "Navnet har tegn, der ikke kan ses",
            (Self::NameUnreadable, Language::En) => "The name has characters that cannot be seen",
            (Self::MalformedPhone, Language::Da) => "Telefonnummeret ser ikke rigtigt ud",
            (Self::MalformedPhone, Language::En) => "The phone number does not look right",
            (Self::MissingMessage, Language::Da) => "Der står ingen besked",
            (Self::MissingMessage, Language::En) => "There is no message",
            (Self::MessageTooLong, Language::Da) => "Beskeden er for lang",
            (Self::MessageTooLong, Language::En) => "The message is too long",
            (Self::CprInMessage, Language::Da) => "Der står noget, der ligner et CPR-nummer",
            (Self::CprInMessage, Language::En) => "There is something that looks like a CPR number",
            (Self::LinkExpired, Language::Da) => "Linket virker ikke længere",
            (Self::LinkExpired, Language::En) => "The link no longer works",
            (Self::PassageGone, Language::Da) => "Den del er allerede slettet eller gemt",
            (Self::PassageGone, Language::En) => "That part is already deleted or kept",
            (Self::AnswerByPhoneOrLetter, Language::Da) => "Henvendelsen er følsom",
            (Self::AnswerByPhoneOrLetter, Language::En) => "The enquiry is sensitive",
            (Self::PurposeUnfit, Language::Da) => "Henvendelsen kan ikke flyttes dertil",
            (Self::PurposeUnfit, Language::En) => "The enquiry cannot be moved there",
            (Self::MissingReason, Language::Da) => "Der mangler en grund",
            (Self::MissingReason, Language::En) => "A reason is missing",
            (Self::NothingMarked, Language::Da) => "Du har ikke markeret noget",
            (Self::NothingMarked, Language::En) => "You have marked nothing",
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
            (Self::SignInNeeded, Language::Da) => "Log ind, og prøv igen.",
            (Self::SignInNeeded, Language::En) => "Sign in and try again.",
            (Self::Forbidden, Language::Da) => {
                "Har du brug for det, så bed en administrator om rollen."
            }
            (Self::Forbidden, Language::En) => "If you need it, ask an administrator for the role.",
            (Self::SignInRefused, Language::Da) => {
                "Skriv begge igen. Har du glemt adgangskoden, så bed en administrator om et nyt link."
            }
            (Self::SignInRefused, Language::En) => {
                "Write both again. If you forgot the password, ask an administrator for a new link."
            }
            (Self::PasswordRefused, Language::Da) => "Skriv den adgangskode, du bruger nu.",
            (Self::PasswordRefused, Language::En) => "Write the password you use now.",
            (Self::CodeRefused, Language::Da) => {
                "Vent, til appen viser en ny kode, og skriv den. Hver kode virker én gang."
            }
            (Self::CodeRefused, Language::En) => {
                "Wait until the app shows a new code, and write that. Each code works once."
            }
            (Self::NewCodeRefused, Language::Da) => {
                "Se efter, om telefonens ur går rigtigt, og skriv koden, som den viser nu."
            }
            (Self::NewCodeRefused, Language::En) => {
                "Check that the phone's clock is right, and write the code that it shows now."
            }
            (Self::CodeNeeded, Language::Da) => "Skriv en kode fra din app, og send igen.",
            (Self::CodeNeeded, Language::En) => "Write a code from your app, and send again.",
            (Self::Busy, Language::Da) => "Prøv igen om et øjeblik.",
            (Self::Busy, Language::En) => "Try again in a moment.",
            (Self::ShortPassword, Language::Da) => {
                "Brug mindst 12 tegn. Fire tilfældige ord er nemme at huske."
            }
            (Self::ShortPassword, Language::En) => {
                "Use at least 12 characters. Four random words are easy to remember."
            }
            (Self::LongPassword, Language::Da) => "Brug højst 128 tegn.",
            (Self::LongPassword, Language::En) => "Use at most 128 characters.",
            (Self::GuessablePassword, Language::Da) => {
                "Undgå dit eget og organisationens navn, og gentag ikke de samme tegn."
            }
            (Self::GuessablePassword, Language::En) => {
                "Avoid your own name and the organisation’s, and do not repeat the same characters."
            }
            (Self::MissingName, Language::Da) => "Skriv navnet på én linje.",
            (Self::MissingName, Language::En) => "Write the name on one line.",
            (Self::MissingRole, Language::Da) => "Uden en rolle åbner kontoen ikke for noget.",
            (Self::MissingRole, Language::En) => "Without a role the account opens nothing.",
            (Self::KnownStaff, Language::Da) => {
                "Find personen på listen, og send et nyt link derfra."
            }
            (Self::KnownStaff, Language::En) => {
                "Find the person in the list, and make a new link there."
            }
            (Self::InvitationEnded, Language::Da) => {
                "Et link virker én gang og i 7 dage. Bed en administrator om et nyt."
            }
            (Self::InvitationEnded, Language::En) => {
                "A link works once, and for 7 days. Ask an administrator for a new one."
            }
            (Self::LastAdministrator, Language::Da) => "Gør en anden til administrator først.",
            (Self::LastAdministrator, Language::En) => "Make somebody else an administrator first.",
            (Self::NameTooLong, Language::Da) => "Skriv højst 200 tegn.",
            (Self::NameTooLong, Language::En) => "Write at most 200 characters.",
            (Self::NameUnreadable, Language::Da) => {
                "Slet feltet, og skriv navnet igen på én linje."
            }
            (Self::NameUnreadable, Language::En) => {
                "Clear the field and write the name again on one line."
            }
            (Self::MalformedPhone, Language::Da) => {
                "Brug kun cifre, mellemrum, + og -, for eksempel +45 12 34 56 78. Du kan også lade feltet stå tomt."
            }
            (Self::MalformedPhone, Language::En) => {
                "Use only digits, spaces, + and -, for example +45 12 34 56 78. You can also leave the field empty."
            }
            (Self::MissingMessage, Language::Da) => "Skriv, hvad du vil spørge om.",
            (Self::MissingMessage, Language::En) => "Write what you want to ask.",
            (Self::MessageTooLong, Language::Da) => {
                "Skriv højst 5.000 tegn. Er der mere, så send det i en besked til."
            }
            (Self::MessageTooLong, Language::En) => {
                "Write at most 5,000 characters. If there is more, send it in another message."
            }
            (Self::CprInMessage, Language::Da) => {
                "Fjern det, og send igen. Har vi brug for nummeret, så ring til os, eller send et brev. Intet er gemt."
            }
            (Self::CprInMessage, Language::En) => {
                "Remove it and send again. If we need the number, call us or send a letter. Nothing was stored."
            }
            (Self::LinkExpired, Language::Da) => "Bed om et nyt, så sender vi det med det samme.",
            (Self::LinkExpired, Language::En) => "Ask for a new one, and we send it right away.",
            (Self::PassageGone, Language::Da) => "Genindlæs siden, så ser du, hvordan det står nu.",
            (Self::PassageGone, Language::En) => "Reload the page to see how it stands now.",
            (Self::AnswerByPhoneOrLetter, Language::Da) => {
                "Ring, eller send et brev, og skriv her, hvad I talte om."
            }
            (Self::AnswerByPhoneOrLetter, Language::En) => {
                "Call, or send a letter, and write here what was said."
            }
            (Self::PurposeUnfit, Language::Da) => {
                "Vælg et formål, der sletter efter den sidste besked og ikke kræver et ja fra personen."
            }
            (Self::PurposeUnfit, Language::En) => {
                "Choose a purpose that deletes after the last message and does not need the person’s yes."
            }
            (Self::MissingReason, Language::Da) => "Skriv kort hvorfor.",
            (Self::MissingReason, Language::En) => "Write briefly why.",
            (Self::NothingMarked, Language::Da) => "Vælg de ord, der skal skjules.",
            (Self::NothingMarked, Language::En) => "Choose the words to hide.",
        }
    }
}
