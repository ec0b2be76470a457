//! The question whether to keep something sensitive: explicit consent (Article 9(2)(a)), in exactly these words.

use serde::{Deserialize, Serialize};

use crate::canonical::{self, Digest, NotCanonical};
use crate::register::ServedRegister;
use crate::text::Language;

/// What the sender of something sensitive is asked, and reads before saying yes. Its canonical bytes are kept with
/// the consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeepQuestion {
    /// The language it is asked in.
    pub language: Language,
    /// The question.
    pub question: String,
    /// What it would be used for, by whom, and until when.
    pub about: String,
    /// How to take the yes back, and what follows.
    pub withdrawal: String,
    /// The button that says yes.
    pub yes: String,
    /// The button that says no.
    pub no: String,
}

impl KeepQuestion {
    /// The question under `register`; none when nothing sensitive may be kept there.
    #[must_use]
    pub fn of(register: &ServedRegister, language: Language) -> Option<Self> {
        let kept_as = register.contact()?.kept_as.as_ref()?;
        let purpose = register.register().purpose.get(kept_as)?;
        let rule = purpose.retention.as_ref()?.in_words(language);
        let about = purpose.description.get(language);
        let controller = &register.register().controller.name;
        let (question, withdrawal, yes, no) = match language {
            Language::Da => (
                format!("Må {controller} gemme det, der er skjult, selv om det er følsomt?"),
                "Du kan tage dit ja tilbage når som helst på denne side. Så sletter vi delen med det samme. Siger du \
                 ingenting, sletter vi den efter 24 timer.",
                "Ja, gem delen",
                "Nej, slet delen nu",
            ),
            Language::En => (
                format!("May {controller} keep what is hidden, although it is sensitive?"),
                "You can take back your yes at any time on this page. Then we delete the part right away. If you say \
                 nothing, we delete it after 24 hours.",
                "Yes, keep the part",
                "No, delete the part now",
            ),
        };
        Some(Self {
            language,
            question,
            about: format!("{about} {rule}"),
            withdrawal: withdrawal.to_owned(),
            yes: yes.to_owned(),
            no: no.to_owned(),
        })
    }

    /// The bytes that are kept.
    ///
    /// # Errors
    /// Never in practice: it holds only text.
    pub fn to_bytes(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(self)
    }

    /// What names it in a form and in the record.
    ///
    /// # Errors
    /// As [`Self::to_bytes`].
    pub fn hash(&self) -> Result<Digest, NotCanonical> {
        Ok(Digest::of(&self.to_bytes()?))
    }
}
