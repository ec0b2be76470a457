//! The words about forms that are saved to go on with later.

use domain::text::Language;

/// Every text about them.
#[expect(
    missing_docs,
    reason = "each field's name is its place, and its text is its meaning"
)]
pub struct DraftTexts {
    pub keep: &'static str,
    pub keep_help: &'static str,
    pub no_files: &'static str,
    pub saved: &'static str,
    pub says: &'static str,
    pub message: &'static str,
    pub throw_away: &'static str,
}

/// The texts in `language`.
#[must_use]
pub const fn draft_texts(language: Language) -> &'static DraftTexts {
    match language {
        Language::Da => &DA,
        Language::En => &EN,
    }
}

const DA: DraftTexts = DraftTexts {
    keep: "Gem og fortsæt senere",
    keep_help: "Vi gemmer kladden i 30 dage under ”Dine oplysninger” og sletter den så. Kun du kan se den.",
    no_files: "Filer gemmes ikke. Vælg dem, når du sender.",
    saved: "Gemt til senere",
    says: "Gemt {saved}. Slettes senest {until}.",
    message: "En sikker besked om din sag",
    throw_away: "Smid væk",
};

const EN: DraftTexts = DraftTexts {
    keep: "Save and go on later",
    keep_help: "We keep the draft for 30 days under “Your data” and then delete it. Only you can see it.",
    no_files: "Files are not saved. Choose them when you send.",
    saved: "Saved for later",
    says: "Saved {saved}. Deleted by {until} at the latest.",
    message: "A secure message about your case",
    throw_away: "Throw away",
};
