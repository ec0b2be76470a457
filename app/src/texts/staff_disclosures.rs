//! The words of the pages on which staff note that somebody was given data.

use domain::text::Language;

/// Every text of these pages.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct StaffDisclosureTexts {
    pub title: &'static str,
    pub menu: &'static str,
    pub card: &'static str,
    pub from_case: &'static str,
    pub email: &'static str,
    pub recipient: &'static str,
    pub data: &'static str,
    pub basis: &'static str,
    pub when: &'static str,
    pub how: &'static str,
    pub note: &'static str,
    pub consent_fills: &'static str,
    pub no_consent: &'static str,
    pub ask_first: &'static str,
    pub noted_before: &'static str,
    pub noted: &'static str,
    pub noted_help: &'static str,
    pub permits: &'static str,
    pub another: &'static str,
    pub to_case: &'static str,
    pub undo: &'static str,
    pub undo_help: &'static str,
    pub reason: &'static str,
    pub reason_help: &'static str,
    pub undo_button: &'static str,
    pub undone: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn staff_disclosure_texts(language: Language) -> &'static StaffDisclosureTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: StaffDisclosureTexts = StaffDisclosureTexts {
    title: "Notér, hvad du har givet videre",
    menu: "Givet videre",
    card: "Et halvt minut, også fra telefonen: hvem fik hvad at vide, hvornår og hvorfor.",
    from_case: "Notér, hvad du har givet videre",
    email: "Om hvem? (e-mail)",
    recipient: "Til hvem?",
    data: "Hvad?",
    basis: "Hvad giver lov?",
    when: "Hvornår?",
    how: "Hvordan?",
    note: "Notér det",
    consent_fills: "Tomme felter bliver til det, personen har sagt ja til.",
    no_consent: "Personen har ikke sagt ja til at give noget videre.",
    ask_first: "Spørg om lov",
    noted_before: "Noteret før",
    noted: "Det er noteret",
    noted_help: "Personen ser det i Dine oplysninger.",
    permits: "Hvad der giver lov",
    another: "Notér en mere",
    to_case: "Til sagen",
    undo: "Fortryd",
    undo_help: "Passer det ikke, så skriv hvorfor. Det, der stod, bliver stående med rettelsen ved siden af.",
    reason: "Hvad er forkert?",
    reason_help: "Personen ser det.",
    undo_button: "Det var en fejl",
    undone: "Rettet {time}: {reason}",
};

const EN: StaffDisclosureTexts = StaffDisclosureTexts {
    title: "Note what you gave to somebody",
    menu: "Given to others",
    card: "Half a minute, from a phone too: who was told what, when and why.",
    from_case: "Note what you gave to somebody",
    email: "About whom? (e-mail)",
    recipient: "To whom?",
    data: "What?",
    basis: "What permits it?",
    when: "When?",
    how: "How?",
    note: "Note it",
    consent_fills: "Empty fields become what the person said yes to.",
    no_consent: "The person has not said yes to giving anything to somebody.",
    ask_first: "Ask for consent",
    noted_before: "Noted before",
    noted: "It is noted",
    noted_help: "The person sees it in Your data.",
    permits: "What permits it",
    another: "Note another",
    to_case: "To the case",
    undo: "Undo",
    undo_help: "If it is not so, write why. What it said stays, with the correction beside it.",
    reason: "What is wrong?",
    reason_help: "The person sees it.",
    undo_button: "It was a mistake",
    undone: "Put right on {time}: {reason}",
};
