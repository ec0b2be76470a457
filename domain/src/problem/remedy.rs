//! What to do about it, in words.

use super::Problem;
use crate::text::Language;

impl Problem {
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
            (Self::SameAddress, Language::Da) => "Skriv den nye adresse.",
            (Self::SameAddress, Language::En) => "Write the new address.",
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
            (Self::PasskeyRefused, Language::Da) => {
                "Prøv igen. Virker det ikke, så brug adgangskode og kode."
            }
            (Self::PasskeyRefused, Language::En) => {
                "Try again. If it does not work, use your password and a code."
            }
            (Self::NewPasskeyRefused, Language::Da) => {
                "Der gik måske mere end 5 minutter, eller du har den i forvejen. Begynd forfra."
            }
            (Self::NewPasskeyRefused, Language::En) => {
                "It may have taken more than 5 minutes, or you have it already. Begin again."
            }
            (Self::TooManyPasskeys, Language::Da) => "Fjern en, du ikke bruger, og prøv igen.",
            (Self::TooManyPasskeys, Language::En) => {
                "Remove one that you do not use, and try again."
            }
            (Self::PasskeyNameTooLong, Language::Da) => "Skriv højst 40 tegn.",
            (Self::PasskeyNameTooLong, Language::En) => "Write at most 40 characters.",
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
                "Fjern det, og send igen. Har vi brug for nummeret, så brug den vej til det følsomme, der står på siden. Intet er gemt."
            }
            (Self::CprInMessage, Language::En) => {
                "Remove it and send again. If we need the number, use the way for sensitive things that the page names. Nothing was stored."
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
            (Self::MissingSubject, Language::Da) => {
                "Skriv det, modtagerne skal se i deres indbakke."
            }
            (Self::MissingSubject, Language::En) => "Write what readers are to see in their inbox.",
            (Self::UnreadableSubject, Language::Da) => "Skriv højst 200 tegn på én linje.",
            (Self::UnreadableSubject, Language::En) => "Write at most 200 characters on one line.",
            (Self::EnglishSubject, Language::Da) => {
                "Skriv højst 200 tegn på én linje, eller lad begge engelske felter være tomme. Intet er ændret."
            }
            (Self::EnglishSubject, Language::En) => {
                "Write at most 200 characters on one line, or leave both English fields empty. Nothing was changed."
            }
            (Self::EnglishWords, Language::Da) => {
                "Skriv højst 8.000 tegn, eller lad begge engelske felter være tomme. Intet er ændret."
            }
            (Self::EnglishWords, Language::En) => {
                "Write at most 8,000 characters, or leave both English fields empty. Nothing was changed."
            }
            (Self::MissingIssueWords, Language::Da) => "Skriv noget i feltet. Intet er ændret.",
            (Self::MissingIssueWords, Language::En) => {
                "Write something in the field. Nothing was changed."
            }
            (Self::IssueWordsTooLong, Language::Da) => {
                "Skriv højst 8.000 tegn, og link til resten. Intet er ændret."
            }
            (Self::IssueWordsTooLong, Language::En) => {
                "Write at most 8,000 characters, and link to the rest. Nothing was changed."
            }
            (Self::IssueWordsUnreadable, Language::Da) => {
                "Sæt teksten ind igen uden formatering. Intet er ændret."
            }
            (Self::IssueWordsUnreadable, Language::En) => {
                "Paste the text again without formatting. Nothing was changed."
            }
            (Self::UnusableMoment, Language::Da) => {
                "Vælg et tidspunkt, der kommer, og som findes: natten til sommertid mangler en time."
            }
            (Self::UnusableMoment, Language::En) => {
                "Choose a time to come that exists: the night summer time begins lacks an hour."
            }
            (Self::IssueUnderWay, Language::Da) => {
                "Genindlæs siden for at se, hvor langt det er. Skriv et nyt, hvis der er noget at rette."
            }
            (Self::IssueUnderWay, Language::En) => {
                "Reload the page to see how far it is. Write a new one if there is something to put right."
            }
            (Self::MailEntriesGone, Language::Da) => {
                "Vi sletter efter et stykke tid, hvem der fik et nyhedsbrev, så det kan ikke sendes til resten. Skriv et nyt."
            }
            (Self::MailEntriesGone, Language::En) => {
                "After a while we delete who got a newsletter, so it cannot be sent to the rest. Write a new one."
            }
            (Self::MissingConsentSource, Language::Da) => {
                "Skriv det, så det kan vises, hvis nogen spørger. Uden et ja må de ikke få nyhedsbrevet."
            }
            (Self::MissingConsentSource, Language::En) => {
                "Write it down, so that it can be shown when somebody asks. Without a yes they may not get the newsletter."
            }
            (Self::UnusableConsentDay, Language::Da) => {
                "Vælg den dag, de sagde ja. Den må ikke ligge efter i dag."
            }
            (Self::UnusableConsentDay, Language::En) => {
                "Choose the day they said yes. It cannot be after today."
            }
            (Self::NothingToImport, Language::Da) => {
                "Skriv én adresse på hver linje. Intet er ændret."
            }
            (Self::NothingToImport, Language::En) => {
                "Write one address on each line. Nothing was changed."
            }
            (Self::MissingTitle, Language::Da) => "Skriv, hvad det hedder. Intet er ændret.",
            (Self::MissingTitle, Language::En) => "Write what it is called. Nothing was changed.",
            (Self::UnreadableTitle, Language::Da) => "Skriv højst 200 tegn på én linje.",
            (Self::UnreadableTitle, Language::En) => "Write at most 200 characters on one line.",
            (Self::EnglishTitle, Language::Da) => {
                "Skriv højst 200 tegn på én linje, eller lad begge engelske felter være tomme. Intet er ændret."
            }
            (Self::EnglishTitle, Language::En) => {
                "Write at most 200 characters on one line, or leave both English fields empty. Nothing was changed."
            }
            (Self::MissingEventWords, Language::Da) => {
                "Skriv, hvad det handler om. Intet er ændret."
            }
            (Self::MissingEventWords, Language::En) => {
                "Write what it is about. Nothing was changed."
            }
            (Self::UnusablePlace, Language::Da) => {
                "Skriv, hvor det er, på én linje med højst 200 tegn."
            }
            (Self::UnusablePlace, Language::En) => {
                "Write where it is, on one line of at most 200 characters."
            }
            (Self::UnusableStart, Language::Da) => {
                "Vælg et tidspunkt, der kommer, og som findes: natten til sommertid mangler en time."
            }
            (Self::UnusableStart, Language::En) => {
                "Choose a time to come that exists: the night summer time begins lacks an hour."
            }
            (Self::UnusableEnd, Language::Da) => {
                "Vælg et tidspunkt efter begyndelsen, og som findes: natten til sommertid mangler en time."
            }
            (Self::UnusableEnd, Language::En) => {
                "Choose a time after the beginning that exists: the night summer time begins lacks an hour."
            }
            (Self::UnusableCapacity, Language::Da) => {
                "Skriv et tal fra 1 til 100.000, eller lad feltet stå tomt, hvis alle kan være der."
            }
            (Self::UnusableCapacity, Language::En) => {
                "Write a number from 1 to 100,000, or leave the field empty if there is room for everybody."
            }
            (Self::UnusableOpening, Language::Da) => {
                "Vælg et tidspunkt før arrangementet begynder, eller lad feltet stå tomt."
            }
            (Self::UnusableOpening, Language::En) => {
                "Choose a time before the event begins, or leave the field empty."
            }
            (Self::UnusableClosing, Language::Da) => {
                "Vælg et tidspunkt efter åbningen, og senest når arrangementet begynder, eller lad feltet stå tomt."
            }
            (Self::UnusableClosing, Language::En) => {
                "Choose a time after signing up begins, and at the latest when the event does, or leave the field empty."
            }
            (Self::UnusableCompanions, Language::Da) => {
                "Skriv et tal fra 0 til 5, eller lad feltet stå tomt, hvis man kommer alene."
            }
            (Self::UnusableCompanions, Language::En) => {
                "Write a number from 0 to 5, or leave the field empty if people come alone."
            }
            (Self::CompanionUnreadable, Language::Da) => {
                "Skriv navnet med højst 200 almindelige tegn. Fornavnet er nok."
            }
            (Self::CompanionUnreadable, Language::En) => {
                "Write the name in at most 200 ordinary characters. The first name is enough."
            }
            (Self::MissingContact, Language::Da) => {
                "Skriv en e-mailadresse eller et telefonnummer, så de kan få besked, hvis noget ændrer sig."
            }
            (Self::MissingContact, Language::En) => {
                "Write an e-mail address or a phone number, so that they can be told if something changes."
            }
            (Self::AlreadySignedUp, Language::Da) => {
                "Find personen i listen over, hvem der kommer."
            }
            (Self::AlreadySignedUp, Language::En) => {
                "Find the person in the list of who is coming."
            }
            (Self::UnusableQuestions, Language::Da) => {
                "Skriv højst 5, ét på hver linje, hvert på højst 200 tegn. Er der spørgsmål på engelsk, skal der være lige så mange."
            }
            (Self::UnusableQuestions, Language::En) => {
                "Write at most 5, one a line, each of at most 200 characters. If there are questions in English, there must be as many."
            }
            (Self::UnusableAnswer, Language::Da) => {
                "Skriv svaret på én linje med højst 200 tegn, eller lad feltet stå tomt."
            }
            (Self::UnusableAnswer, Language::En) => {
                "Write the answer on one line of at most 200 characters, or leave the field empty."
            }
            (Self::TooManyCompanions, Language::Da) => {
                "Tag færre med, eller bed de andre om selv at melde sig til."
            }
            (Self::TooManyCompanions, Language::En) => {
                "Bring fewer, or ask the others to sign up themselves."
            }
            (Self::CapacityBelowSeats, Language::Da) => {
                "Vælg mindst så mange pladser, som der er optaget. Ingen har mistet sin plads."
            }
            (Self::CapacityBelowSeats, Language::En) => {
                "Choose at least as many seats as are taken. Nobody lost their seat."
            }
            (Self::EventHasPeople, Language::Da) => {
                "Intet er gemt endnu. De skal have besked, hvis arrangementet flyttes: gem med knappen nedenfor, som også skriver til dem."
            }
            (Self::EventHasPeople, Language::En) => {
                "Nothing is saved yet. They must be told if the event is moved: save with the button below, which also writes to them."
            }
            (Self::WebinarCompany, Language::Da) => {
                "Skriv, hvad det firma hedder, som ejer rummet. Dem, der kommer, skal vide det."
            }
            (Self::WebinarCompany, Language::En) => {
                "Write the name of the company whose room it is. Those who come must know it."
            }
            (Self::WebinarCountry, Language::Da) => {
                "Skriv navnet på det land, hvor firmaet behandler oplysninger, eller dets kode på to bogstaver."
            }
            (Self::WebinarCountry, Language::En) => {
                "Write the name of the country where the company handles data, or its code of two letters."
            }
            (Self::WebinarPrivacy | Self::WebinarRoom, Language::Da) => {
                "Skriv hele adressen. Den begynder med https://."
            }
            (Self::WebinarPrivacy | Self::WebinarRoom, Language::En) => {
                "Write the whole address. It begins with https://."
            }
            (Self::WebinarHasPlace, Language::Da) => {
                "Lad stedet stå tomt, hvis det er et webinar. Ellers slet felterne om webinaret."
            }
            (Self::WebinarHasPlace, Language::En) => {
                "Leave the place empty if it is a webinar. Otherwise delete the fields about the webinar."
            }
            (Self::RoomClosed, Language::Da) => {
                "Det åbner 15 minutter før, det begynder, for dem, der har en plads. Se tiden på din side."
            }
            (Self::RoomClosed, Language::En) => {
                "It opens 15 minutes before it begins, to those who have a seat. See the time on your page."
            }
            (Self::EventClosed, Language::Da) => {
                "Genindlæs siden for at se, hvordan det står. Opret et nyt, hvis det skal holdes igen."
            }
            (Self::EventClosed, Language::En) => {
                "Reload the page to see how it stands. Make a new one if it is to be held again."
            }
            (Self::SignUpClosed, Language::Da) => {
                "Se de kommende arrangementer, eller skriv til os."
            }
            (Self::SignUpClosed, Language::En) => "See the coming events, or write to us.",
            (Self::OfferOver, Language::Da) => "Du kan tilmelde dig igen på arrangementets side.",
            (Self::OfferOver, Language::En) => "You can sign up again on the event’s page.",
            (Self::UnusableKindName, Language::Da) => {
                "Skriv et navn på højst 60 tegn på én linje, med mindst ét bogstav fra a til å eller et tal."
            }
            (Self::UnusableKindName, Language::En) => {
                "Write a name of at most 60 characters in one line, with at least one letter from a to å or a number."
            }
            (Self::UnusableEnglishKindName, Language::Da) => {
                "Skriv et navn på højst 60 tegn på én linje."
            }
            (Self::UnusableEnglishKindName, Language::En) => {
                "Write a name of at most 60 characters in one line."
            }
            (Self::KnownKind, Language::Da) => "Vælg et andet navn, eller brug den, der er.",
            (Self::KnownKind, Language::En) => "Choose another name, or use the one that is there.",
            (Self::TooManyKinds, Language::Da) => "Fjern en, der ikke bruges, først.",
            (Self::TooManyKinds, Language::En) => "Remove one that is not used first.",
            (Self::KindInUse, Language::Da) => {
                "Giv dem en anden type først. Du kan altid give typen et nyt navn."
            }
            (Self::KindInUse, Language::En) => {
                "Give them another type first. You can always give the type a new name."
            }
            (Self::UnknownKind, Language::Da) => "Vælg en type fra listen, eller ingen.",
            (Self::UnknownKind, Language::En) => "Choose a type from the list, or none.",
            (Self::UnusableTimes, Language::Da) => {
                "Skriv et tal fra 2 til 52, eller lad feltet stå tomt og skriv den sidste dato."
            }
            (Self::UnusableTimes, Language::En) => {
                "Write a number from 2 to 52, or leave the field empty and write the last date."
            }
            (Self::UnusableUntil, Language::Da) => "Skriv en dato, der giver fra 2 til 52 gange.",
            (Self::UnusableUntil, Language::En) => "Write a date that makes from 2 to 52 times.",
            (Self::MissingOccurrences, Language::Da) => {
                "Intet er gemt. Vælg en anden dag, et andet klokkeslæt eller færre gange."
            }
            (Self::MissingOccurrences, Language::En) => {
                "Nothing is stored. Choose another day, another time of day or fewer times."
            }
            (Self::UnusablePicture, Language::Da) => {
                "Vælg en JPEG-, PNG- eller WebP-fil på højst 36 megapixel. Filen skal vælges igen."
            }
            (Self::UnusablePicture, Language::En) => {
                "Choose a JPEG, PNG or WebP file of at most 36 megapixels. The file must be chosen again."
            }
            (Self::PictureTooLarge, Language::Da) => {
                "Vælg en fil på højst 5 MB, eller gem billedet mindre først."
            }
            (Self::PictureTooLarge, Language::En) => {
                "Choose a file of at most 5 MB, or save the picture smaller first."
            }
            (Self::UnusablePictureWords | Self::UnusableEnglishPictureWords, Language::Da) => {
                "Skriv på én linje, hvad billedet viser, til dem, der ikke kan se det. Filen skal vælges igen."
            }
            (Self::UnusablePictureWords | Self::UnusableEnglishPictureWords, Language::En) => {
                "Write in one line what the picture shows, for those who cannot see it. The file must be chosen again."
            }
            (Self::TooManyFiles, Language::Da) => {
                "Send højst 10 filer med en besked, og resten i en besked til. Filerne skal vælges igen."
            }
            (Self::TooManyFiles, Language::En) => {
                "Send at most 10 files with a message, and the rest in another. The files must be chosen again."
            }
            (Self::FileTooLarge, Language::Da) => {
                "En fil må fylde 10 MB. Gem den mindre, eller ring til os. Filerne skal vælges igen."
            }
            (Self::FileTooLarge, Language::En) => {
                "A file may have 10 MB. Save it smaller, or call us. The files must be chosen again."
            }
            (Self::FilesTooLarge, Language::Da) => {
                "Filerne må fylde 25 MB tilsammen. Send resten i en besked til. Filerne skal vælges igen."
            }
            (Self::FilesTooLarge, Language::En) => {
                "The files may have 25 MB together. Send the rest in another message. The files must be chosen again."
            }
            (Self::EmptyFile, Language::Da) => {
                "Se efter, om det er den rigtige fil. Filerne skal vælges igen."
            }
            (Self::EmptyFile, Language::En) => {
                "See whether it is the right file. The files must be chosen again."
            }
            (Self::TooManySecureThreads, Language::Da) => {
                "Vi har det, du har sendt. Skriv videre i en samtale, du har, eller vent til i morgen. Haster det, så ring til os. Filerne skal vælges igen."
            }
            (Self::TooManySecureThreads, Language::En) => {
                "We have what you sent. Go on in a conversation you have, or wait until tomorrow. If it is urgent, call us. The files must be chosen again."
            }
            (Self::WaitOver, Language::Da) => {
                "Den har ventet i 90 dage. Skriv eller ring til os, så sender vi den igen."
            }
            (Self::WaitOver, Language::En) => {
                "It has waited for 90 days. Write or call us, and we send it again."
            }
            (Self::OutsiderRefused, Language::Da) => {
                "Se efter, om du har skrevet den rigtigt. Efter fem forsøg virker den ikke mere. Ring til den, der sendte dig linket, så får du en ny."
            }
            (Self::OutsiderRefused, Language::En) => {
                "See whether you wrote it right. After five tries it no longer works. Call whoever sent you the link, and you get a new one."
            }
            (Self::ExtensionTooLate, Language::Da) => {
                "Svar nu, og undskyld forsinkelsen. Et svar kan altid sendes, en forlængelse kan ikke."
            }
            (Self::ExtensionTooLate, Language::En) => {
                "Answer now, and apologise for the delay. An answer can always be sent, an extension cannot."
            }
            (Self::SecondPersonNeeded, Language::Da) => {
                "Foreslå afslaget, og bed en kollega om at læse det. Er du den eneste, kan du selv godkende det efter et døgn."
            }
            (Self::SecondPersonNeeded, Language::En) => {
                "Propose the refusal and ask a colleague to read it. If you are the only one, you can approve it yourself after a day."
            }
            (Self::TooSoon, Language::Da) => "Prøv igen, når tiden er gået. Siden siger hvornår.",
            (Self::TooSoon, Language::En) => {
                "Try again when the time has passed. The page says when."
            }
            (Self::AnswerIncomplete, Language::Da) => {
                "Se tjeklisten, og udfyld det, der mangler. Intet er sendt."
            }
            (Self::AnswerIncomplete, Language::En) => {
                "See the checklist and fill in what is missing. Nothing was sent."
            }
            (Self::NotAGround, Language::Da) => "Vælg en anden grund, eller imødekom ønsket.",
            (Self::NotAGround, Language::En) => "Choose another ground, or do what was asked for.",
            (Self::StepClosed, Language::Da) => {
                "Læs sagen igen. De trin, der er mulige, står på siden."
            }
            (Self::StepClosed, Language::En) => {
                "Read the case again. The steps that are possible are on the page."
            }
            (Self::ChangedMeanwhile, Language::Da) => {
                "Læs det igen, og prøv så igen. Det, du skrev, står her stadig."
            }
            (Self::ChangedMeanwhile, Language::En) => {
                "Read it again, then try once more. What you wrote is still here."
            }
            (Self::MissingRight, Language::Da) => "Vælg, hvad du vil bede om.",
            (Self::MissingRight, Language::En) => "Choose what you want to ask for.",
            (Self::UnusableReceived, Language::Da) => {
                "Skriv den dag, vi fik ønsket, for eksempel 2026-03-05. Den må ikke ligge i fremtiden eller mere end et år tilbage."
            }
            (Self::UnusableReceived, Language::En) => {
                "Write the day we received the request, such as 2026-03-05. It cannot be in the future, or more than a year ago."
            }
            (Self::MissingDecision, Language::Da) => {
                "Vælg slet eller gem for hver ting. Skriv grunden, når noget gemmes."
            }
            (Self::MissingDecision, Language::En) => {
                "Choose erase or keep for each thing. Give the reason where something is kept."
            }
            (Self::EntryCodeRefused, Language::Da) => {
                "Skriv de 8 cifre fra den nyeste mail, i det vindue, hvor du bad om den. En kode virker i 10 minutter, én gang, og efter 5 forsøg ikke mere. Bed ellers om en ny mail."
            }
            (Self::EntryCodeRefused, Language::En) => {
                "Write the 8 digits of the latest mail, in the window where you asked for it. A code works for 10 minutes, once, and not after 5 tries. Otherwise ask for a new mail."
            }
            (Self::EntryLinkRefused, Language::Da) => {
                "Skriv koden fra mailen i det vindue, hvor du begyndte, eller bed om en ny mail."
            }
            (Self::EntryLinkRefused, Language::En) => {
                "Write the code from the mail in the window where you began, or ask for a new mail."
            }
            (Self::MissingChannel, Language::Da) => {
                "Vælg mail, brev, telefon eller ansigt til ansigt."
            }
            (Self::MissingChannel, Language::En) => {
                "Choose mail, letter, telephone or face to face."
            }
            (Self::MissingCause, Language::Da) => {
                "Vælg, hvorfor det tager længere tid. Loven kender kun de to årsager."
            }
            (Self::MissingCause, Language::En) => {
                "Choose why it takes longer. The law knows only the two causes."
            }
            (Self::MissingWay, Language::Da) => {
                "Vælg, om det bliver rettet, eller om en bemærkning kommer ved siden af."
            }
            (Self::MissingWay, Language::En) => {
                "Choose whether it is corrected, or a statement is put beside it."
            }
            (Self::UnusableOldAddress, Language::Da) => "Skriv én adresse, som navn@eksempel.dk.",
            (Self::UnusableOldAddress, Language::En) => {
                "Write one address, such as name@example.com."
            }
            (Self::NothingUnderAddress, Language::Da) => {
                "Intet er ændret. Tjek stavemåden, eller spørg personen, om de har brugt en anden adresse."
            }
            (Self::NothingUnderAddress, Language::En) => {
                "Nothing was changed. Check the spelling, or ask the person whether they used another address."
            }
            (Self::MissingSeenTo, Language::Da) => {
                "Vælg, hvordan personen fik svaret, eller hvorfor det ikke er nødvendigt."
            }
            (Self::MissingSeenTo, Language::En) => {
                "Choose how the person got the answer, or why it is not needed."
            }
            (Self::PersonCodeRefused, Language::Da) => {
                "Skriv de 10 tegn fra brevet eller sedlen. En kode virker én gang, sammen med den e-mailadresse, du gav os, og efter 5 forsøg ikke mere. Bed os ellers om en ny."
            }
            (Self::PersonCodeRefused, Language::En) => {
                "Write the 10 characters of the letter or the note. A code works once, together with the e-mail address you gave us, and not after 5 tries. Otherwise ask us for a new one."
            }
            (Self::MissingVouched, Language::Da) => "Vælg en af mulighederne.",
            (Self::MissingVouched, Language::En) => "Choose one of them.",
            (Self::UnknownPerson, Language::Da) => {
                "Kopiér nummeret fra personens sag, eller lad feltet stå tomt for en ny person."
            }
            (Self::UnknownPerson, Language::En) => {
                "Copy the number from the person's case, or leave the field empty for a new person."
            }
            (Self::UseStopped, Language::Da) => {
                "Personen har fået brugen stoppet, så det kun bliver gemt. Det må læses med personens ja, til et retskrav, for at beskytte andre eller for vigtige samfundsinteresser. Vælg hvilken, og skriv hvorfor."
            }
            (Self::UseStopped, Language::En) => {
                "The person had the use stopped, so it is only kept. It may be read with the person’s yes, for a legal claim, to protect others, or for important public interests. Choose which, and write why."
            }
            (Self::MissingPost, Language::Da) => {
                "Sæt linket til opslaget ind, eller skriv, hvor og hvornår det blev slået op, så vi kan finde det."
            }
            (Self::MissingPost, Language::En) => {
                "Paste the link to the post, or write where and when it was posted, so that we can find it."
            }
            (Self::MissingDirection, Language::Da) => "Vælg, om vi giver eller henter.",
            (Self::MissingDirection, Language::En) => "Choose whether we give or fetch.",
            (Self::UnusableSender, Language::Da) => "Skriv navnet på én linje, højst 200 tegn.",
            (Self::UnusableSender, Language::En) => {
                "Write the name on one line, at most 200 characters."
            }
            (Self::UnusableRecipient, Language::Da) => "Skriv navnet på én linje, højst 200 tegn.",
            (Self::UnusableRecipient, Language::En) => {
                "Write the name on one line, at most 200 characters."
            }
            (Self::MissingNamedData, Language::Da) => {
                "Skriv kort hvilke, så personen kan genkende dem."
            }
            (Self::MissingNamedData, Language::En) => {
                "Write briefly which, so that the person recognises it."
            }
            (Self::MissingWhatFor, Language::Da) => {
                "Skriv med almindelige ord, hvad det skal bruges til."
            }
            (Self::MissingWhatFor, Language::En) => "Write in plain words what it is for.",
            (Self::PurposeWithoutConsent, Language::Da) => {
                "Vælg et formål, som personen siger ja til."
            }
            (Self::PurposeWithoutConsent, Language::En) => {
                "Choose a purpose that the person says yes to."
            }
            (Self::UnusableLasts, Language::Da) => {
                "Skriv en dag, for eksempel 2027-06-01. Henter vi oplysninger, er den mindre end et år væk. Giver vi dem, er den mindre end tre år væk."
            }
            (Self::UnusableLasts, Language::En) => {
                "Write a day, such as 2027-06-01. Where we fetch data it is less than one year away. Where we give it, less than three."
            }
            (Self::PersonNeeded, Language::Da) => {
                "Lav en kode til personen først, og skriv personens nummer her. Ellers kan de ikke se spørgsmålet."
            }
            (Self::PersonNeeded, Language::En) => {
                "Make a code for the person first, and write the person's number here. Otherwise they cannot see the question."
            }
            (Self::MissingHow, Language::Da) => "Vælg en af mulighederne.",
            (Self::MissingHow, Language::En) => "Choose one of them.",
            (Self::UnusableSaidOn, Language::Da) => {
                "Skriv den dag, det blev sagt eller skrevet, for eksempel 2026-03-05. Den må ikke ligge i fremtiden, og et ja må ikke være udløbet."
            }
            (Self::UnusableSaidOn, Language::En) => {
                "Write the day it was said or written, such as 2026-03-05. It cannot be in the future, and a yes must not have run out."
            }
            (Self::MissingBasis, Language::Da) => "Vælg et ja fra personen eller en af grundene.",
            (Self::MissingBasis, Language::En) => {
                "Choose a yes of the person or one of the grounds."
            }
            (Self::UnusableGivenAt, Language::Da) => {
                "Skriv dag og klokkeslæt, for eksempel 2026-03-05T14:30. Det må ikke ligge i fremtiden eller mere end et år tilbage."
            }
            (Self::UnusableGivenAt, Language::En) => {
                "Write day and time, such as 2026-03-05T14:30. It cannot be in the future, or more than a year ago."
            }
            (Self::NotInConsent, Language::Da) => {
                "Vælg det ja, der gælder for modtageren. Er der ikke noget, så skriv først i sagen, hvad personen har sagt ja til."
            }
            (Self::NotInConsent, Language::En) => {
                "Choose the yes that covers the recipient. If there is none, first write in the case what the person said yes to."
            }
            (Self::MissingDoor, Language::Da) => "Vælg én af de fire grunde.",
            (Self::MissingDoor, Language::En) => "Choose one of the four grounds.",
            (Self::EidRefused, Language::Da) => {
                "Begynd igen herfra, i det samme vindue. Virker det stadig ikke, så brug en kode fra os."
            }
            (Self::EidRefused, Language::En) => {
                "Begin again from here, in the same window. If it still does not work, use a code from us."
            }
            (Self::EidUnlinked, Language::Da) => {
                "Bed os om en kode, skriv den her, og bekræft så igen på denne måde. Så er du kendt næste gang. Navn og fødselsdag er ikke nok."
            }
            (Self::EidUnlinked, Language::En) => {
                "Ask us for a code, write it here, and then confirm this way again. From then on you are known. A name and a birthday are not enough."
            }
            (Self::EidAway, Language::Da) => "Prøv igen om lidt, eller brug en kode fra os.",
            (Self::EidAway, Language::En) => "Try again in a while, or use a code from us.",
        }
    }
}
