//! The words of the page on which staff change a person's e-mail address.

use domain::text::Language;

/// Every text of that page.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct StaffNewAddressTexts {
    pub title: &'static str,
    pub card: &'static str,
    pub lead: &'static str,
    pub before: &'static str,
    pub before_help: &'static str,
    pub after: &'static str,
    pub after_help: &'static str,
    pub checked: &'static str,
    pub checked_help: &'static str,
    pub reason: &'static str,
    pub reason_help: &'static str,
    pub change: &'static str,
    pub promise: &'static str,
    pub changed_title: &'static str,
    pub changed_one: &'static str,
    pub changed: &'static str,
    pub left: &'static str,
    pub not_done: &'static str,
    pub told: &'static str,
    pub another: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn staff_new_address_texts(language: Language) -> &'static StaffNewAddressTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: StaffNewAddressTexts = StaffNewAddressTexts {
    title: "Ny e-mailadresse til en person",
    card: "Skift adressen for en person, der ikke længere kan læse sin gamle mail.",
    lead: "Kan personen læse sin gamle mail, skifter de selv under ”Dine oplysninger”. Kan de ikke, gør du det her, når du er sikker på, hvem det er. Stol aldrig på en mail alene: den, der skriver, kan være en anden.",
    before: "Den gamle adresse",
    before_help: "Den, vi skriver til nu.",
    after: "Den nye adresse",
    after_help: "Læs den højt for personen, bogstav for bogstav.",
    checked: "Hvordan ved du, hvem det er?",
    checked_help: "Bed aldrig om en kopi af pas eller kørekort.",
    reason: "Hvorfor skifter du adressen?",
    reason_help: "Fx at personen har mistet sin mail. Personen kan læse det. Skriv ikke CPR-nummer.",
    change: "Skift adressen",
    promise: "Vi skriver ned, at det var dig, hvordan du vidste, hvem det var, og hvorfor. Det gemmer vi, så længe vi gemmer sager. Den gamle postkasse får en mail om, at vi ikke skriver dertil mere, uden at der står hvorhen.",
    changed_title: "Adressen er skiftet",
    changed_one: "Én ting står nu under den nye adresse.",
    changed: "{count} ting står nu under den nye adresse.",
    left: "{count} ting blev stående under den gamle, fordi den nye adresse har sin egen plads til det samme arrangement.",
    not_done: "Noget bliver først flyttet i løbet af et døgn. Du skal ikke gøre noget.",
    told: "Den gamle postkasse får en mail, og er nogen inde med den, er de logget ud.",
    another: "Skift en adresse mere",
};

const EN: StaffNewAddressTexts = StaffNewAddressTexts {
    title: "Another e-mail address for a person",
    card: "Change the address for a person who can no longer read their old mail.",
    lead: "If the person can read their old mail, they change it themselves under “Your data”. If they cannot, you do it here, once you are sure who it is. Never trust a mail alone: whoever writes may be somebody else.",
    before: "The old address",
    before_help: "The one we write to now.",
    after: "The new address",
    after_help: "Read it aloud to the person, letter by letter.",
    checked: "How do you know who it is?",
    checked_help: "Never ask for a copy of a passport or a driving licence.",
    reason: "Why do you change the address?",
    reason_help: "Such as that the person lost their mailbox. The person can read it. Write no civil registration number.",
    change: "Change the address",
    promise: "It is written down that it was you, how you knew who it was, and why. We keep that for as long as we keep cases. The old mailbox gets a mail that we no longer write there, without saying where to.",
    changed_title: "The address is changed",
    changed_one: "One thing now stands under the new address.",
    changed: "{count} things now stand under the new address.",
    left: "{count} things stayed under the old one, because the new address has a seat of its own at the same event.",
    not_done: "Some of it is moved within a day only. There is nothing you need to do.",
    told: "The old mailbox gets a mail, and whoever is in with it was signed out.",
    another: "Change another address",
};
