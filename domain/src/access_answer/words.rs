//! The letter's own words.

use super::AnswerItem;
use crate::text::Language;

/// What stands in the place of what was left out.
pub(super) const fn left_out(language: Language) -> &'static str {
    match language {
        Language::Da => "[udeladt]",
        Language::En => "[left out]",
    }
}

pub(super) const fn heading(item: AnswerItem, language: Language) -> &'static str {
    match (item, language) {
        (AnswerItem::Confirmation, Language::Da) => "Har vi oplysninger om dig?",
        (AnswerItem::Confirmation, Language::En) => "Do we have data about you?",
        (AnswerItem::Copy, Language::Da) => "Det har vi om dig",
        (AnswerItem::Copy, Language::En) => "What we have about you",
        (AnswerItem::Purposes, Language::Da) => "Hvad vi bruger det til",
        (AnswerItem::Purposes, Language::En) => "What we use it for",
        (AnswerItem::Categories, Language::Da) => "Hvilke slags oplysninger det er",
        (AnswerItem::Categories, Language::En) => "What kinds of data it is",
        (AnswerItem::Recipients, Language::Da) => "Hvem der har fået det",
        (AnswerItem::Recipients, Language::En) => "Who has been given it",
        (AnswerItem::Periods, Language::Da) => "Hvor længe vi gemmer det",
        (AnswerItem::Periods, Language::En) => "How long we keep it",
        (AnswerItem::Rights, Language::Da) => "Hvad du kan gøre",
        (AnswerItem::Rights, Language::En) => "What you can do",
        (AnswerItem::Complaint, Language::Da) => "Hvis du vil klage",
        (AnswerItem::Complaint, Language::En) => "If you want to complain",
        (AnswerItem::Source, Language::Da) => "Hvor vi har det fra",
        (AnswerItem::Source, Language::En) => "Where we have it from",
        (AnswerItem::Automated, Language::Da) => "Afgør en computer noget om dig?",
        (AnswerItem::Automated, Language::En) => "Does a computer decide about you?",
        (AnswerItem::Transfers, Language::Da) => "Lande uden for EU og EØS",
        (AnswerItem::Transfers, Language::En) => "Countries outside the EU and EEA",
    }
}

pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) opening: [&'static str; 2],
    pub(super) yes: &'static str,
    pub(super) copy: &'static str,
    pub(super) redacted: &'static str,
    pub(super) given: &'static str,
    pub(super) may_be_given: &'static str,
    pub(super) any_time: &'static str,
    pub(super) no_transfers: &'static str,
    pub(super) transfers: &'static str,
    pub(super) request: &'static str,
    pub(super) request_is: &'static str,
    pub(super) asked_from: &'static str,
    pub(super) closing: &'static str,
}

const DA: Words = Words {
    title: "Svar på din anmodning om indsigt",
    opening: [
        "Du har bedt om at se de oplysninger, vi har om dig. Her er de, og her står, hvad vi bruger dem til, hvem der har fået dem, hvor længe vi gemmer dem, og hvad du kan gøre.",
        "Retten til det står i databeskyttelsesforordningens artikel 15. Ved hver overskrift kan du se, hvilken del af artiklen den svarer på. Svaret koster ikke noget.",
    ],
    yes: "Ja. Vi bruger oplysninger om dig til dette:",
    copy: "Her er en kopi af oplysningerne, formål for formål.",
    redacted: "Noget er udeladt af kopien, fordi det handler om andre end dig eller er beskyttet på anden måde. Det står der, hvor det er udeladt. Her kan du se hvorfor:",
    given: "Givet til:",
    may_be_given: "De, der hjælper os og derfor kan have fået det:",
    any_time: "Du kan klage til Datatilsynet når som helst. Du behøver ikke at klage til os først.",
    no_transfers: "Vi sender ikke dine oplysninger til lande uden for EU og EØS.",
    transfers: "Disse modtagere er i lande uden for EU og EØS. Her står, hvad der beskytter oplysningerne dér, og hvor du kan få en kopi:",
    request: "Din anmodning",
    request_is: "Din anmodning, det vi skriver sammen om den, og dette svar.",
    asked_from: "Sendt fra",
    closing: "Er der noget, du ikke forstår, eller som ikke passer, så skriv eller ring til os. Så retter vi det eller forklarer det.",
};

const EN: Words = Words {
    title: "Answer to your request for access",
    opening: [
        "You asked to see the data we have about you. Here it is, and here is what we use it for, who has been given it, how long we keep it, and what you can do.",
        "Your right to this is in Article 15 of the General Data Protection Regulation. Each heading shows which part of the article it answers. The answer is free.",
    ],
    yes: "Yes. We use data about you for this:",
    copy: "Here is a copy of the data, purpose by purpose.",
    redacted: "Something is left out of the copy because it is about others than you or is protected in another way. It says so where it is left out. Here you can see why:",
    given: "Given to:",
    may_be_given: "Those who help us and so may have been given it:",
    any_time: "You can complain to Datatilsynet, the Danish data protection authority, at any time. You do not have to complain to us first.",
    no_transfers: "We send none of your data to countries outside the EU and EEA.",
    transfers: "These recipients are in countries outside the EU and EEA. Here is what protects the data there, and where you can get a copy:",
    request: "Your request",
    request_is: "Your request, what we write to each other about it, and this answer.",
    asked_from: "Sent from",
    closing: "If there is anything you do not understand, or that is not right, write or call us. We will correct it or explain it.",
};

pub(super) const fn of(language: Language) -> &'static Words {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}
