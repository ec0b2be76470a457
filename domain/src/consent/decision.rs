//! From a click to answers.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Answer, ChoiceCookie, Standing};
use crate::register::{Key, ServedRegister};

/// What a visitor decided about the services asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Everything asked about is refused.
    RefuseAll,
    /// Everything asked about is accepted.
    AcceptAll,
    /// Of what was asked about, only these are accepted.
    Only(BTreeSet<Key>),
}

/// A decision applied: the services allowed from now on, and the cookie that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The services allowed from now on.
    pub granted: BTreeSet<Key>,
    /// The services that were allowed before and are no longer.
    pub withdrawn: BTreeSet<Key>,
    /// The cookie to set.
    pub cookie: ChoiceCookie,
}

impl Decision {
    /// Applies the decision to what stands. `asked` are the services that were asked about; answers to
    /// others stay as they are. Keys that were not asked about grant nothing.
    #[must_use]
    pub fn apply(
        &self,
        register: &ServedRegister,
        standing: &Standing,
        asked: &BTreeSet<Key>,
        today: Date,
    ) -> Outcome {
        let mut granted = BTreeSet::new();
        let mut answers = Vec::new();
        for (key, _) in register.optional_services() {
            let yes = if asked.contains(key) {
                self.accepts(key)
            } else {
                standing.allows(key)
            };
            if yes {
                granted.insert(key.clone());
            }
            answers.extend(register.fingerprint(key).map(|fingerprint| Answer {
                service: key.clone(),
                fingerprint,
                granted: yes,
            }));
        }
        let withdrawn = standing.granted.difference(&granted).cloned().collect();
        Outcome {
            granted,
            withdrawn,
            cookie: ChoiceCookie {
                day: today,
                answers,
            },
        }
    }

    fn accepts(&self, key: &Key) -> bool {
        match self {
            Self::RefuseAll => false,
            Self::AcceptAll => true,
            Self::Only(keys) => keys.contains(key),
        }
    }
}
