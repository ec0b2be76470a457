//! The words of the pages where staff keep the kinds of events, in both languages.

use domain::text::Language;

/// Every text of those pages.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct StaffEventKindTexts {
    pub kinds: &'static str,
    pub intro: &'static str,
    pub empty: &'static str,
    pub empty_help: &'static str,
    pub danish: &'static str,
    pub danish_help: &'static str,
    pub english: &'static str,
    pub english_help: &'static str,
    pub address: &'static str,
    pub new: &'static str,
    pub add: &'static str,
    pub to_kinds: &'static str,
    pub save: &'static str,
    pub address_stays: &'static str,
    pub remove: &'static str,
    pub remove_help: &'static str,
    pub remove_sure: &'static str,
}

const DA: StaffEventKindTexts = StaffEventKindTexts {
    kinds: "Typer af arrangementer",
    intro: "Et arrangement kan have en type, såsom koncert eller foredrag. Alle kan se hver type for sig og følge den i deres kalender.",
    empty: "Der er ingen typer endnu",
    empty_help: "Du behøver ikke nogen. Tilføj den første, når I holder arrangementer, som folk vil følge hver for sig.",
    danish: "Navn på dansk",
    danish_help: "Højst 60 tegn.",
    english: "Navn på engelsk",
    english_help: "Vises til dem, der læser siden på engelsk.",
    address: "Adresse",
    new: "Ny type",
    add: "Tilføj typen",
    to_kinds: "Alle typer",
    save: "Gem",
    address_stays: "Adressen bliver, som den er, så links og kalendere stadig virker.",
    remove: "Fjern typen",
    remove_help: "Kun en type, som ingen arrangementer har, kan fjernes. Kalendere, der følger den, holder op med at få noget.",
    remove_sure: "Ja, fjern typen",
};

const EN: StaffEventKindTexts = StaffEventKindTexts {
    kinds: "Types of events",
    intro: "An event can have a type, such as concert or talk. Everybody can see each type by itself and follow it in their calendar.",
    empty: "There are no types yet",
    empty_help: "You need none. Add the first once you hold events that people want to follow by themselves.",
    danish: "Name in Danish",
    danish_help: "At most 60 characters.",
    english: "Name in English",
    english_help: "Shown to those who read the site in English.",
    address: "Address",
    new: "New type",
    add: "Add the type",
    to_kinds: "All types",
    save: "Save",
    address_stays: "The address stays as it is, so that links and calendars go on working.",
    remove: "Remove the type",
    remove_help: "Only a type that no event has can be removed. Calendars that follow it stop getting anything.",
    remove_sure: "Yes, remove the type",
};

/// The texts in `language`.
#[must_use]
pub const fn staff_event_kind_texts(language: Language) -> &'static StaffEventKindTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}
