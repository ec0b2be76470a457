//! What staff did about an answer that the person has not opened.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// How an answer reached the person otherwise, or why it need not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeenTo {
    /// It was sent by post.
    Posted,
    /// It was gone through on the telephone.
    Telephoned,
    /// It waits once more for as long as at first, and the person was mailed.
    WaitsAgain,
    /// It need not reach them; why is written.
    NotNeeded,
}

impl SeenTo {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [
        Self::Posted,
        Self::Telephoned,
        Self::WaitsAgain,
        Self::NotNeeded,
    ];

    /// The name in forms.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Telephoned => "telephoned",
            Self::WaitsAgain => "waits-again",
            Self::NotNeeded => "not-needed",
        }
    }

    /// The one with this name in forms.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// Whether it is done with words only.
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::NotNeeded)
    }

    /// What staff choose.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Posted, Language::Da) => "Jeg har sendt svaret med posten",
            (Self::Posted, Language::En) => "I have sent the answer by post",
            (Self::Telephoned, Language::Da) => "Jeg har gennemgået svaret i telefonen",
            (Self::Telephoned, Language::En) => "I have gone through the answer on the telephone",
            (Self::WaitsAgain, Language::Da) => {
                "Lad svaret vente 90 dage mere, og send personen en mail"
            }
            (Self::WaitsAgain, Language::En) => {
                "Let the answer wait for another 90 days, and mail the person"
            }
            (Self::NotNeeded, Language::Da) => "Det er ikke nødvendigt (skriv hvorfor)",
            (Self::NotNeeded, Language::En) => "It is not needed (write why)",
        }
    }

    /// What happened, for the person.
    pub(super) const fn happened(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Posted, Language::Da) => "Vi sendte dig svaret med posten",
            (Self::Posted, Language::En) => "We sent you the answer by post",
            (Self::Telephoned, Language::Da) => "Vi gennemgik svaret med dig i telefonen",
            (Self::Telephoned, Language::En) => {
                "We went through the answer with you on the telephone"
            }
            (Self::WaitsAgain, Language::Da) => "Vi lod svaret vente 90 dage mere",
            (Self::WaitsAgain, Language::En) => "We let the answer wait for another 90 days",
            (Self::NotNeeded, Language::Da) => "Vi sendte ikke svaret på en anden måde",
            (Self::NotNeeded, Language::En) => "We did not send the answer in another way",
        }
    }
}
