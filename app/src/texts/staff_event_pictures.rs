//! The words of the page where staff keep an event's picture, in both languages.

use domain::text::Language;

/// Every text of that page.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct StaffEventPictureTexts {
    pub picture: &'static str,
    pub intro: &'static str,
    pub to_event: &'static str,
    pub file: &'static str,
    pub file_help: &'static str,
    pub file_again_help: &'static str,
    pub danish: &'static str,
    pub danish_help: &'static str,
    pub english: &'static str,
    pub english_help: &'static str,
    pub save: &'static str,
    pub promise: &'static str,
    pub remove: &'static str,
    pub remove_help: &'static str,
    pub remove_sure: &'static str,
}

const DA: StaffEventPictureTexts = StaffEventPictureTexts {
    picture: "Billede",
    intro: "Alle ser billedet på arrangementets side. Brug kun billeder, I må vise, og hvor de, man kan kende, har sagt ja.",
    to_event: "Tilbage til arrangementet",
    file: "Fil",
    file_help: "JPEG, PNG eller WebP, højst 5 MB.",
    file_again_help: "JPEG, PNG eller WebP, højst 5 MB. Lad feltet stå tomt, hvis kun beskrivelsen skal ændres.",
    danish: "Hvad billedet viser, på dansk",
    danish_help: "Læses op for dem, der ikke kan se det.",
    english: "Hvad billedet viser, på engelsk",
    english_help: "Til dem, der læser siden på engelsk.",
    save: "Gem billedet",
    promise: "Vi gemmer kun selve billedet. Hvor, hvornår og med hvad det er taget, kommer ikke med.",
    remove: "Fjern billedet",
    remove_help: "Det er væk med det samme.",
    remove_sure: "Ja, fjern billedet",
};

const EN: StaffEventPictureTexts = StaffEventPictureTexts {
    picture: "Picture",
    intro: "Everybody sees the picture on the event’s page. Use only pictures that you may show, and where those who can be recognised have said yes.",
    to_event: "Back to the event",
    file: "File",
    file_help: "JPEG, PNG or WebP, at most 5 MB.",
    file_again_help: "JPEG, PNG or WebP, at most 5 MB. Leave the field empty if only the description is to change.",
    danish: "What the picture shows, in Danish",
    danish_help: "Read out to those who cannot see it.",
    english: "What the picture shows, in English",
    english_help: "For those who read the site in English.",
    save: "Save the picture",
    promise: "We keep only the picture itself. Where, when and with what it was taken is left out.",
    remove: "Remove the picture",
    remove_help: "It is gone at once.",
    remove_sure: "Yes, remove the picture",
};

/// The texts in `language`.
#[must_use]
pub const fn staff_event_picture_texts(language: Language) -> &'static StaffEventPictureTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}
