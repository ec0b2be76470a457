//! The words of the page on which staff make a code for a person, and of the letter with it.

use domain::text::Language;

/// Every text of that page.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct StaffPersonCodeTexts {
    pub title: &'static str,
    pub card: &'static str,
    pub lead: &'static str,
    pub email: &'static str,
    pub email_help: &'static str,
    pub vouched: &'static str,
    pub vouched_help: &'static str,
    pub person: &'static str,
    pub person_help: &'static str,
    pub make: &'static str,
    pub promise: &'static str,
    pub made_title: &'static str,
    pub made_warning: &'static str,
    pub letter: &'static str,
    pub letter_how: &'static str,
    pub letter_ends: &'static str,
    pub letter_secret: &'static str,
    pub number: &'static str,
    pub another: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn staff_person_code_texts(language: Language) -> &'static StaffPersonCodeTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: StaffPersonCodeTexts = StaffPersonCodeTexts {
    title: "Kode til en person",
    card: "Giv en person, du er sikker på, en kode, så de kan se det, som en mail alene ikke åbner.",
    lead: "Med koden viser en person, hvem de er, og ser det, som en mail alene ikke åbner. Lav den først, når du er sikker på, hvem du har med at gøre. Bed aldrig om en kopi af pas eller kørekort.",
    email: "Personens e-mailadresse",
    email_help: "Koden virker kun sammen med den. Spørg personen, hvilken de bruger.",
    vouched: "Hvordan ved du, hvem det er?",
    vouched_help: "Det bliver skrevet ned, at det var dig, og hvordan.",
    person: "Personens nummer",
    person_help: "Fra personens sag. Lad feltet stå tomt, hvis personen aldrig har fået en kode.",
    make: "Lav koden",
    promise: "Koden bliver vist én gang. Hvem der har lavet den, og hvordan de kendte personen, gemmer vi, så længe vi gemmer sager.",
    made_title: "Koden er lavet",
    made_warning: "Giv den videre nu. Den kan ikke vises igen, og du skal ikke gemme den.",
    letter: "Din kode til {organisation}",
    letter_how: "Gå til {address}, kom ind med {email}, og skriv koden under \"Bekræft, hvem du er\".",
    letter_ends: "Koden virker én gang, til og med {time}.",
    letter_secret: "Giv ikke koden til andre. Vi spørger aldrig om den.",
    number: "Personens nummer hos os: {number}",
    another: "Lav en kode mere",
};

const EN: StaffPersonCodeTexts = StaffPersonCodeTexts {
    title: "A code for a person",
    card: "Give a person of whom you are sure a code, so that they see what a mail alone does not open.",
    lead: "With the code a person shows who they are, and sees what a mail alone does not open. Make it only once you are sure whom you are dealing with. Never ask for a copy of a passport or a driving licence.",
    email: "The person's e-mail address",
    email_help: "The code works together with it alone. Ask the person which one they use.",
    vouched: "How do you know who it is?",
    vouched_help: "It is written down that it was you, and how.",
    person: "The person's number",
    person_help: "From the person's case. Leave the field empty if the person never got a code.",
    make: "Make the code",
    promise: "The code is shown once. Who made it and how they knew the person is kept for as long as we keep cases.",
    made_title: "The code is made",
    made_warning: "Pass it on now. It cannot be shown again, and you are not to keep it.",
    letter: "Your code for {organisation}",
    letter_how: "Go to {address}, come in with {email}, and write the code under \"Show who you are\".",
    letter_ends: "The code works once, until and with {time}.",
    letter_secret: "Do not give the code to others. We never ask for it.",
    number: "The person's number with us: {number}",
    another: "Make another code",
};
