//! What the access log can say of a look at somebody's data. Fixed words: a free text would end up holding names.

use serde::{Deserialize, Serialize};

use crate::text::Language;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessAction {
    /// Looked at it.
    Looked,
    /// Saw it in a list.
    Listed,
    /// Changed it.
    Changed,
    /// Took a copy out.
    Exported,
    /// Had it erased.
    Erased,
    /// Signed in.
    SignedIn,
    /// Gave somebody access, or a new link to it.
    Invited,
    /// Accepted the access given.
    Joined,
    /// Chose somebody's roles.
    ChangedRoles,
    /// Shut somebody out.
    Disabled,
    /// Let somebody in again.
    Enabled,
    /// Added a passkey to their account.
    PasskeyAdded,
    /// Removed a passkey from their account.
    PasskeyRemoved,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccessReason {
    /// It belonged to the task at hand.
    Task,
    /// The person asked for it.
    Asked,
    /// To see that rules are kept.
    Control,
    /// Their own account.
    Own,
}

impl AccessAction {
    const ALL: [Self; 13] = [
        Self::Looked,
        Self::Listed,
        Self::Changed,
        Self::Exported,
        Self::Erased,
        Self::SignedIn,
        Self::Invited,
        Self::Joined,
        Self::ChangedRoles,
        Self::Disabled,
        Self::Enabled,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
    ];

    /// The name in the database. It never changes its meaning.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Looked => "looked",
            Self::Listed => "listed",
            Self::Changed => "changed",
            Self::Exported => "exported",
            Self::Erased => "erased",
            Self::SignedIn => "signed_in",
            Self::Invited => "invited",
            Self::Joined => "joined",
            Self::ChangedRoles => "changed_roles",
            Self::Disabled => "disabled",
            Self::Enabled => "enabled",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
        }
    }

    /// The action of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// What was done, in a word or two.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Looked, Language::Da) => "Så",
            (Self::Looked, Language::En) => "Looked",
            (Self::Listed, Language::Da) => "Så en liste",
            (Self::Listed, Language::En) => "Saw a list",
            (Self::Changed, Language::Da) => "Ændrede",
            (Self::Changed, Language::En) => "Changed",
            (Self::Exported, Language::Da) => "Hentede en kopi",
            (Self::Exported, Language::En) => "Took a copy",
            (Self::Erased, Language::Da) => "Slettede",
            (Self::Erased, Language::En) => "Erased",
            (Self::SignedIn, Language::Da) => "Loggede ind",
            (Self::SignedIn, Language::En) => "Signed in",
            (Self::Invited, Language::Da) => "Gav adgang",
            (Self::Invited, Language::En) => "Gave access",
            (Self::Joined, Language::Da) => "Tog imod adgangen",
            (Self::Joined, Language::En) => "Accepted access",
            (Self::ChangedRoles, Language::Da) => "Ændrede roller",
            (Self::ChangedRoles, Language::En) => "Changed roles",
            (Self::Disabled, Language::Da) => "Lukkede for adgangen",
            (Self::Disabled, Language::En) => "Ended access",
            (Self::Enabled, Language::Da) => "Åbnede igen",
            (Self::Enabled, Language::En) => "Opened again",
            (Self::PasskeyAdded, Language::Da) => "Tilføjede en adgangsnøgle",
            (Self::PasskeyAdded, Language::En) => "Added a passkey",
            (Self::PasskeyRemoved, Language::Da) => "Fjernede en adgangsnøgle",
            (Self::PasskeyRemoved, Language::En) => "Removed a passkey",
        }
    }
}

impl AccessReason {
    const ALL: [Self; 4] = [Self::Task, Self::Asked, Self::Control, Self::Own];

    /// The name in the database. It never changes its meaning.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Asked => "asked",
            Self::Control => "control",
            Self::Own => "own",
        }
    }

    /// The reason of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// Why, in a word or two.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Task, Language::Da) => "Opgaven krævede det",
            (Self::Task, Language::En) => "The task needed it",
            (Self::Asked, Language::Da) => "Personen bad om det",
            (Self::Asked, Language::En) => "The person asked",
            (Self::Control, Language::Da) => "Kontrol",
            (Self::Control, Language::En) => "Control",
            (Self::Own, Language::Da) => "Egen konto",
            (Self::Own, Language::En) => "Own account",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_reads_back() {
        for action in AccessAction::ALL {
            assert_eq!(AccessAction::of_name(action.name()), Some(action));
        }
        for reason in AccessReason::ALL {
            assert_eq!(AccessReason::of_name(reason.name()), Some(reason));
        }
        assert_eq!(AccessAction::of_name("Looked"), None);
        assert_eq!(AccessReason::of_name(""), None);
    }
}
