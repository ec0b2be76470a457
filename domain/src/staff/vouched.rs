//! How a member of staff made sure that a code reaches the right person, and for how long it works then.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::text::Language;

/// How the person was made sure of (Article 12(6)). None of these asks for a copy of an identity card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vouched {
    /// They met, and the code was handed over.
    Met,
    /// The code goes by post to the address that is on file.
    Posted,
    /// They were called back on the telephone number that is on file, and told the code.
    CalledBack,
}

impl Vouched {
    /// Each, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Met, Self::CalledBack, Self::Posted];

    /// The name in forms. It never changes its meaning.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Posted => "posted",
            Self::CalledBack => "called-back",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vouched| vouched.name() == name)
    }

    /// For how long the code works: a day, and thirty where the post takes its time.
    #[must_use]
    pub const fn lasts(self) -> SignedDuration {
        match self {
            Self::Met | Self::CalledBack => SignedDuration::from_hours(24),
            Self::Posted => SignedDuration::from_hours(30 * 24),
        }
    }

    /// What the member of staff says they did.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Met, Language::Da) => "Vi mødtes, og jeg giver koden i hånden",
            (Self::Met, Language::En) => "We met, and I hand the code over",
            (Self::Posted, Language::Da) => {
                "Jeg sender koden med post til den adresse, vi har i forvejen"
            }
            (Self::Posted, Language::En) => "I post the code to the address that we already have",
            (Self::CalledBack, Language::Da) => {
                "Jeg har ringet tilbage på det nummer, vi har i forvejen"
            }
            (Self::CalledBack, Language::En) => "I called back on the number that we already have",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_of_its_own() {
        for vouched in Vouched::ALL {
            assert_eq!(Vouched::of_name(vouched.name()), Some(vouched));
        }
        assert_eq!(Vouched::of_name("passport"), None);
    }
}
