//! What the person and staff are told of where a request stands.

use super::status::{Outcome, Status};
use crate::text::Language;

impl Status {
    /// In a few words, for both.
    #[must_use]
    pub const fn title(&self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Open | Self::RefusalProposed { .. }, Language::Da) => "Vi arbejder på det",
            (Self::Open | Self::RefusalProposed { .. }, Language::En) => "We are working on it",
            (Self::AwaitsIdentity { .. }, Language::Da) => "Vi skal vide, hvem du er",
            (Self::AwaitsIdentity { .. }, Language::En) => "We need to know who you are",
            (Self::AwaitsClarification { .. }, Language::Da) => "Vi skal vide, hvad du mener",
            (Self::AwaitsClarification { .. }, Language::En) => "We need to know what you mean",
            (Self::Restricted { .. }, Language::Da) => "Brugen er stoppet",
            (Self::Restricted { .. }, Language::En) => "The use is stopped",
            (Self::LiftNotified { .. }, Language::Da) => "Brugen begynder snart igen",
            (Self::LiftNotified { .. }, Language::En) => "Use will soon begin again",
            (Self::Closed(closing), language) => closing.outcome.title(language),
        }
    }
}

impl Outcome {
    /// In a few words.
    #[must_use]
    pub const fn title(&self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Answered { .. }, Language::Da) => "Vi har svaret",
            (Self::Answered { .. }, Language::En) => "We have answered",
            (Self::Erased { .. }, Language::Da) => "Vi har taget stilling til det hele",
            (Self::Erased { .. }, Language::En) => "We have decided about everything",
            (Self::Done { .. }, Language::Da) => "Det er gjort",
            (Self::Done { .. }, Language::En) => "It is done",
            (Self::StatementAdded { .. }, Language::Da) => "Din bemærkning står ved siden af",
            (Self::StatementAdded { .. }, Language::En) => "Your statement stands beside it",
            (Self::Refused { .. }, Language::Da) => "Vi har sagt nej",
            (Self::Refused { .. }, Language::En) => "We have refused",
            (Self::CannotIdentify { .. }, Language::Da) => "Vi kunne ikke se, hvem du er",
            (Self::CannotIdentify { .. }, Language::En) => "We could not tell who you are",
            (Self::Withdrawn, Language::Da) => "Du har trukket det tilbage",
            (Self::Withdrawn, Language::En) => "You took it back",
            (Self::Lifted { .. }, Language::Da) => "Brugen er begyndt igen",
            (Self::Lifted { .. }, Language::En) => "Use has begun again",
        }
    }
}
