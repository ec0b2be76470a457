//! Which services a consent allows, as a mark that tells equal from different and nothing else. The writer
//! compares it instead of opening records.

use std::collections::BTreeSet;

use domain::canonical::{self, Digest, NotCanonical};
use domain::register::Key;
use uuid::Uuid;

use crate::RootKey;

/// A set of services, to be compared with what consents allow.
#[derive(Clone)]
pub(crate) struct Granted {
    services: Vec<u8>,
    root_key: RootKey,
}

impl Granted {
    pub(crate) fn of(services: &BTreeSet<Key>, root_key: &RootKey) -> Result<Self, NotCanonical> {
        Ok(Self {
            services: canonical::to_bytes(services)?,
            root_key: root_key.clone(),
        })
    }

    /// What a consent that allows exactly this set is marked with. The consent's id is part of it, so that
    /// nobody sees which people chose alike.
    pub(crate) fn mark(&self, consent: &Uuid) -> Digest {
        self.root_key
            .derive("granted v1", &[consent.as_bytes(), &self.services])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn granted(services: &[&str], root: u8) -> Granted {
        let services = services
            .iter()
            .map(|service| (*service).to_owned())
            .collect();
        Granted::of(&services, &RootKey([root; 32])).unwrap()
    }

    #[test]
    fn only_the_same_set_of_the_same_consent_has_the_same_mark() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mark = granted(&["a", "b"], 7).mark(&one);
        assert_eq!(mark, granted(&["b", "a"], 7).mark(&one));
        for other in [
            granted(&["a", "b"], 7).mark(&two),
            granted(&["ab"], 7).mark(&one),
            granted(&["a"], 7).mark(&one),
            granted(&[], 7).mark(&one),
            granted(&["a", "b"], 8).mark(&one),
        ] {
            assert_ne!(mark, other);
        }
    }
}
