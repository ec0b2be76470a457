//! What stands today: which services a visitor allows, and whether anything must be asked. Everything that
//! is unknown, damaged, old or from the future is "not consented".

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Answer, ChoiceCookie};
use crate::register::{Key, ServedRegister};

/// Whether something is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A choice stands; nothing is asked.
    Nothing,
    /// No choice stands; everything is asked.
    Everything,
    /// These services are new or materially changed since the choice; only they are asked about.
    Changed(BTreeSet<Key>),
    /// No choice, but the browser said no by Global Privacy Control: told, not asked.
    Signalled,
}

/// A visitor's choice as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The services allowed now.
    pub granted: BTreeSet<Key>,
    /// What is to be asked.
    pub ask: Ask,
    /// The day of the choice that stands, if one does.
    pub decided: Option<Date>,
}

impl Standing {
    /// What stands on `today`, given the choice cookie's value and whether the request carries `Sec-GPC: 1`.
    /// An explicit choice outranks the signal.
    #[must_use]
    pub fn of(register: &ServedRegister, cookie: Option<&str>, gpc: bool, today: Date) -> Self {
        let choice = cookie
            .and_then(ChoiceCookie::parse)
            .filter(|choice| is_in_force(register, choice, today));
        match choice {
            Some(choice) => Self::decided(register, &choice),
            None => Self {
                granted: BTreeSet::new(),
                ask: if gpc { Ask::Signalled } else { Ask::Everything },
                decided: None,
            },
        }
    }

    fn decided(register: &ServedRegister, choice: &ChoiceCookie) -> Self {
        let valid = |key: &Key| {
            choice
                .answers
                .iter()
                .find(|answer| is_current(register, answer, key))
        };
        let mut granted = BTreeSet::new();
        let mut changed = BTreeSet::new();
        for (key, _) in register.optional_services() {
            match valid(key) {
                Some(answer) if answer.granted => {
                    granted.insert(key.clone());
                }
                Some(_) => {}
                None => {
                    changed.insert(key.clone());
                }
            }
        }
        Self {
            granted,
            ask: if changed.is_empty() {
                Ask::Nothing
            } else {
                Ask::Changed(changed)
            },
            decided: Some(choice.day),
        }
    }

    /// Whether `service` is allowed now.
    #[must_use]
    pub fn allows(&self, service: &str) -> bool {
        self.granted.contains(service)
    }
}

fn is_current(register: &ServedRegister, answer: &Answer, key: &Key) -> bool {
    answer.service == *key && register.fingerprint(key) == Some(answer.fingerprint)
}

/// A choice stands from its day until its period has passed. A day that has not come yet (beyond a time
/// zone's difference) is a wrong clock, and no choice.
fn is_in_force(register: &ServedRegister, choice: &ChoiceCookie, today: Date) -> bool {
    let rules = &register.register().cookies;
    let period = if choice.grants_any() {
        rules.accepted_for
    } else {
        rules.refused_for
    };
    let begun = today
        .tomorrow()
        .is_ok_and(|tomorrow| choice.day <= tomorrow);
    let lasts = period.after(choice.day).is_ok_and(|end| today < end);
    begun && lasts
}
