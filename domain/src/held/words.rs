//! The words for what is held, in both languages.

use super::MailWent;
use crate::consent::EndReason;
use crate::event::SeatState;
use crate::retention::{Bound, Period};
use crate::text::{Language, date_in_words};
use crate::thread::{Author, Promise, State};

pub(super) struct Words {
    pub(super) subscription: &'static str,
    pub(super) seat: &'static str,
    pub(super) line: &'static str,
    pub(super) answers: &'static str,
    pub(super) enquiry: &'static str,
    pub(super) case: &'static str,
    pub(super) asked_for: &'static str,
    pub(super) you_wrote: &'static str,
    pub(super) proof: &'static str,
    pub(super) named_consent: &'static str,
    pub(super) we_wrote_down: &'static str,
    pub(super) you_set_beside: &'static str,
    pub(super) given_on: &'static str,
    pub(super) given_by_mistake: &'static str,
    pub(super) noted_by_mistake: &'static str,
    pub(super) undone: &'static str,
    pub(super) kept_out: &'static str,
    pub(super) address_change: &'static str,
    pub(super) address_by_staff: &'static str,
    pub(super) draft: &'static str,
    pub(super) draft_of: &'static str,
    pub(super) secure_message: &'static str,
    pub(super) secure_messages: &'static str,
    pub(super) email_before: &'static str,
    pub(super) made_sure: &'static str,
    pub(super) why: &'static str,
    pub(super) visit: &'static str,
    pub(super) email: &'static str,
    pub(super) new_email: &'static str,
    pub(super) name: &'static str,
    pub(super) no_name: &'static str,
    pub(super) phone: &'static str,
    pub(super) language: &'static str,
    pub(super) topics: &'static str,
    pub(super) companions: &'static str,
    pub(super) starts: &'static str,
    pub(super) stands: &'static str,
    pub(super) since: &'static str,
    pub(super) said_yes_to: &'static str,
    pub(super) ended: &'static str,
    pub(super) still_stands: &'static str,
    pub(super) waits: &'static str,
    pub(super) messages: &'static str,
    pub(super) not_shown: &'static str,
    pub(super) fingerprint: &'static str,
    pub(super) fingerprint_is: &'static str,
    pub(super) disclosed: &'static str,
    pub(super) nobody: &'static str,
    pub(super) looks: &'static str,
    pub(super) no_looks: &'static str,
    pub(super) looks_by: &'static str,
    pub(super) saw: &'static str,
    pub(super) in_a_list: &'static str,
    pub(super) staff: &'static str,
    pub(super) mails: &'static str,
    pub(super) corrected: &'static str,
    pub(super) kept: &'static str,
    pub(super) while_yes: &'static str,
    pub(super) while_here: &'static str,
    pub(super) while_open: &'static str,
    pub(super) for_answer: &'static str,
    pub(super) until_and_while_case: &'static str,
    pub(super) before_yes: &'static str,
    pub(super) after_yes: &'static str,
    pub(super) missing_yes: &'static str,
    pub(super) da: &'static str,
    pub(super) en: &'static str,
}

const DA: Words = Words {
    subscription: "Din tilmelding til nyhedsbrevet",
    seat: "Din plads",
    line: "Din plads på ventelisten",
    answers: "Dine svar på de frivillige spørgsmål",
    enquiry: "Din henvendelse",
    case: "Din sag hos os",
    asked_for: "Du bad om",
    you_wrote: "Du skrev",
    proof: "Beviset for et ja, du har givet",
    named_consent: "Et spørgsmål til dig om dine oplysninger",
    we_wrote_down: "Vi skrev",
    you_set_beside: "Din rettelse",
    given_on: "Oplysninger, vi har givet videre",
    given_by_mistake: "Noteret ved en fejl",
    noted_by_mistake: "Det stod her",
    undone: "Rettet, fordi det ikke passede",
    kept_out: "Et aftryk, der holder din adresse ude",
    address_change: "Dit ønske om en ny e-mailadresse",
    draft: "Din kladde, som kun du kan se",
    draft_of: "Til",
    secure_message: "En sikker besked",
    secure_messages: "Dine sikre beskeder",
    address_by_staff: "At vi skiftede din e-mailadresse for dig",
    email_before: "Adressen før",
    made_sure: "Sådan vidste vi, at det var dig",
    why: "Hvorfor",
    visit: "Dit besøg her lige nu",
    email: "E-mail",
    new_email: "Ny e-mail",
    name: "Navn",
    no_name: "Intet navn",
    phone: "Telefon",
    language: "Sprog",
    topics: "Emner",
    companions: "Tager med dig",
    starts: "Begynder",
    stands: "Status",
    since: "Siden",
    said_yes_to: "Du sagde ja til",
    ended: "Dit ja",
    still_stands: "Det gælder stadig.",
    waits: "Venter på, at adressen bliver bekræftet",
    messages: "Beskeder",
    not_shown: "(vises ikke her)",
    fingerprint: "Aftryk",
    fingerprint_is: "Et tal, der er regnet ud af din e-mailadresse. Adressen kan ikke læses i det.",
    disclosed: "Givet videre til",
    nobody: "Vi har ikke givet noget af det videre til andre end dem, der hjælper os.",
    looks: "Hvem hos os har set det",
    no_looks: "Ingen, så vidt vores log viser.",
    looks_by: "Vi nævner rollen og ikke navnet på den, der har set det.",
    saw: "så det",
    in_a_list: "i en liste, hvor også andre stod",
    staff: "En medarbejder, der ikke længere er hos os",
    mails: "Mails fra os om det",
    corrected: "Rettet",
    kept: "Hvor længe",
    while_yes: "Vi gemmer det, så længe dit ja gælder. Siger du stop, sletter vi det med det samme. 30 dage efter er det også væk fra sikkerhedskopierne.",
    while_open: "Så længe sagen er åben. Når den lukkes, står datoen i sagen.",
    for_answer: "Tiden er gået, og vi bruger det ikke mere. En kopi er gemt alene til svaret på din anmodning om indsigt. Den slettes, når du har fået svaret.",
    until_and_while_case: "Til {day}, og så længe vi gemmer den sag, det hører til.",
    while_here: "Det går væk, når du logger ud, og senest 8 timer efter at du kom.",
    before_yes: "Den gamle adresse har sagt ja.",
    after_yes: "Den nye adresse har sagt ja.",
    missing_yes: "Ingen af de to adresser har sagt ja endnu.",
    da: "Dansk",
    en: "Engelsk",
};

const EN: Words = Words {
    subscription: "Your subscription to the newsletter",
    seat: "Your seat",
    line: "Your place on the waiting list",
    answers: "Your answers to the voluntary questions",
    enquiry: "Your enquiry",
    case: "Your case with us",
    asked_for: "You asked for",
    you_wrote: "You wrote",
    proof: "The proof of a yes that you gave",
    named_consent: "A question to you about your data",
    we_wrote_down: "We wrote",
    you_set_beside: "Your correction",
    given_on: "Data that we have given to somebody",
    given_by_mistake: "Noted by mistake",
    noted_by_mistake: "It said here",
    undone: "Put right because it was not so",
    kept_out: "A fingerprint that keeps your address out",
    address_change: "Your wish for another e-mail address",
    draft: "Your draft, which only you can see",
    draft_of: "For",
    secure_message: "A secure message",
    secure_messages: "Your secure messages",
    address_by_staff: "That we changed your e-mail address for you",
    email_before: "The address before",
    made_sure: "How we knew that it was you",
    why: "Why",
    visit: "Your visit here right now",
    email: "E-mail",
    new_email: "New e-mail",
    name: "Name",
    no_name: "No name",
    phone: "Phone",
    language: "Language",
    topics: "Topics",
    companions: "Come along with you",
    starts: "Begins",
    stands: "Status",
    since: "Since",
    said_yes_to: "You said yes to",
    ended: "Your yes",
    still_stands: "It still stands.",
    waits: "Waits for the address to be confirmed",
    messages: "Messages",
    not_shown: "(not shown here)",
    fingerprint: "Fingerprint",
    fingerprint_is: "A number calculated from your e-mail address. The address cannot be read from it.",
    disclosed: "Passed on to",
    nobody: "We have passed none of it on to others than those who help us.",
    looks: "Who of us has seen it",
    no_looks: "Nobody, as far as our log shows.",
    looks_by: "We give the role and not the name of whoever has seen it.",
    saw: "looked at it",
    in_a_list: "in a list that others stood in too",
    staff: "Somebody who does not work with us any more",
    mails: "Mails from us about it",
    corrected: "Corrected",
    kept: "How long",
    while_yes: "We keep it for as long as your yes stands. If you say stop, we delete it at once. 30 days later it is gone from the backups too.",
    while_open: "While the case is open. Once it is closed, the case says when it goes.",
    for_answer: "Its time is up, and we no longer use it. A copy is kept only for the answer to your request for access. It is deleted once you have the answer.",
    until_and_while_case: "Until {day}, and for as long as we keep the case that it belongs to.",
    while_here: "It goes when you sign out, and 8 hours after you came at the latest.",
    before_yes: "The old address has said yes.",
    after_yes: "The new address has said yes.",
    missing_yes: "Neither address has said yes yet.",
    da: "Danish",
    en: "English",
};

pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

/// Until when a proof is kept whose yes stands.
pub(super) fn while_yes_and(period: Period, language: Language) -> String {
    let period = period.in_words(language);
    match language {
        Language::Da => format!(
            "Vi gemmer beviset, så længe dit ja gælder, og {period} efter at det slutter. 30 dage efter er det også væk fra sikkerhedskopierne."
        ),
        Language::En => format!(
            "We keep the proof for as long as your yes stands, and for {period} after it ends. 30 days later it is gone from the backups too."
        ),
    }
}

/// Until when something is kept: both dates.
pub(super) fn until(promise: Promise, language: Language) -> String {
    let day = date_in_words(promise.last_day, language);
    let kept = match (promise.bound, language) {
        (Bound::GoneBy, Language::Da) => format!("Det er slettet senest {day}."),
        (Bound::GoneBy, Language::En) => format!("It is deleted by {day} at the latest."),
        (Bound::KeptUntil, Language::Da) => {
            format!("Vi gemmer det til og med {day} og sletter det dagen efter.")
        }
        (Bound::KeptUntil, Language::En) => {
            format!("We keep it through {day} and delete it the day after.")
        }
    };
    let Ok(backups) = promise.last_backup_day() else {
        return kept;
    };
    let backups = date_in_words(backups, language);
    match language {
        Language::Da => format!("{kept} Senest {backups} er det også væk fra sikkerhedskopierne."),
        Language::En => format!("{kept} By {backups} it is gone from the backups too."),
    }
}

pub(super) const fn seat_state(state: SeatState, language: Language) -> &'static str {
    match (state, language) {
        (SeatState::Seated, Language::Da) => "Du har en plads.",
        (SeatState::Seated, Language::En) => "You have a seat.",
        (SeatState::Waiting, Language::Da) => "Du står på ventelisten.",
        (SeatState::Waiting, Language::En) => "You are on the waiting list.",
        (SeatState::Offered, Language::Da) => "Der er en plads til dig, hvis du siger ja.",
        (SeatState::Offered, Language::En) => "There is a seat for you if you say yes.",
        (SeatState::Held | SeatState::Queued, Language::Da) => {
            "Venter på, at du bekræfter fra din mail."
        }
        (SeatState::Held | SeatState::Queued, Language::En) => {
            "Waits for you to confirm from your mail."
        }
    }
}

pub(super) const fn enquiry_state(state: State, language: Language) -> &'static str {
    match (state, language) {
        (State::Open, Language::Da) => "Venter på vores svar.",
        (State::Open, Language::En) => "Waits for our answer.",
        (State::Answered, Language::Da) => "Besvaret.",
        (State::Answered, Language::En) => "Answered.",
        // Nobody is told here that they were taken for spam: it is closed to them.
        (State::Closed | State::Spam, Language::Da) => "Afsluttet.",
        (State::Closed | State::Spam, Language::En) => "Closed.",
    }
}

pub(super) const fn author(author: Author, language: Language) -> &'static str {
    match (author, language) {
        (Author::Sender, Language::Da) => "Du skrev",
        (Author::Sender, Language::En) => "You wrote",
        (Author::Us, Language::Da) => "Vi skrev",
        (Author::Us, Language::En) => "We wrote",
    }
}

/// That a yes ended, and why.
pub(super) fn ended(reason: EndReason, day: &str, language: Language) -> String {
    match (reason, language) {
        (EndReason::Withdrawn, Language::Da) => format!("Du trak det tilbage {day}."),
        (EndReason::Withdrawn, Language::En) => format!("You took it back on {day}."),
        (EndReason::Replaced, Language::Da) => format!("Du valgte om {day}."),
        (EndReason::Replaced, Language::En) => format!("You chose anew on {day}."),
        (EndReason::Bounced, Language::Da) => {
            format!("Det sluttede {day}, fordi din postkasse afviste vores mails.")
        }
        (EndReason::Bounced, Language::En) => {
            format!("It ended on {day} because your mailbox refused our mails.")
        }
        (EndReason::RanOut, Language::Da) => format!("Det udløb {day}."),
        (EndReason::RanOut, Language::En) => format!("It ran out on {day}."),
        (EndReason::DataDeleted, Language::Da) => {
            format!("Det sluttede {day}, da oplysningerne blev slettet.")
        }
        (EndReason::DataDeleted, Language::En) => {
            format!("It ended on {day} when the data was deleted.")
        }
    }
}

pub(super) const fn went(went: MailWent, language: Language) -> &'static str {
    match (went, language) {
        (MailWent::Waits, Language::Da) => "venter på at blive sendt",
        (MailWent::Waits, Language::En) => "waits to be sent",
        (MailWent::Sent, Language::Da) => "sendt",
        (MailWent::Sent, Language::En) => "sent",
        (MailWent::Returned, Language::Da) => "kom retur",
        (MailWent::Returned, Language::En) => "came back",
        (MailWent::NotSent, Language::Da) => "ikke sendt",
        (MailWent::NotSent, Language::En) => "not sent",
    }
}

/// What a mail was about, by the name of its kind.
pub(super) fn mail(kind: &str, language: Language) -> &'static str {
    let (da, en) = match kind {
        "confirm_subscription" => ("Bekræft din e-mail", "Confirm your e-mail"),
        "newsletter" => ("Nyhedsbrev", "Newsletter"),
        "contact_received" => ("Vi har din henvendelse", "We have your enquiry"),
        "contact_reply" => ("Vores svar", "Our answer"),
        "contact_answered" => ("Vi har svaret på anden vis", "We answered in another way"),
        "contact_link" => ("Et nyt link", "A new link"),
        "contact_hidden" => ("Noget er skjult", "Something is hidden"),
        "contact_moved" => ("Din henvendelse er flyttet", "Your enquiry was moved"),
        "confirm_seat" => ("Bekræft din tilmelding", "Confirm your sign-up"),
        "seat_confirmed" => ("Din tilmelding", "Your sign-up"),
        "seat_offered" => ("En ledig plads", "A free seat"),
        "event_cancelled" => ("Aflyst", "Cancelled"),
        "event_moved" => ("Flyttet", "Moved"),
        "event_near" => ("Påmindelse", "Reminder"),
        "event_thanks" => ("Tak for denne gang", "Thank you for coming"),
        "message_waits" | "seat_news" => ("Nyt til dig", "News for you"),
        "address_changed" => (
            "Din e-mailadresse er skiftet",
            "Your e-mail address was changed",
        ),
        "address_before" | "address_after" => ("Bekræft din nye e-mail", "Confirm your new e-mail"),
        "come_in" => (
            "Link og kode til Dine oplysninger",
            "Link and code to Your data",
        ),
        _ => ("En mail", "A mail"),
    };
    match language {
        Language::Da => da,
        Language::En => en,
    }
}
