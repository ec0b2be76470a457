//! A register fit to be shown: checked, named by its hash, and readable again years later.

use std::collections::BTreeMap;
use std::fmt;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::check::{self, Finding, Severity};
use super::cookies::services_of;
use super::{Category, Fingerprint, Key, Recipient, Register, RegisterSource, Service, Site};
use crate::canonical::{self, Digest};

/// Names one version of a register: the SHA-256 of its canonical form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RegisterVersion(pub Digest);

impl fmt::Display for RegisterVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The canonical form: the register, and the order of its tables, which RFC 8785 would otherwise lose and
/// which people see.
#[derive(Serialize, Deserialize)]
struct Canonical {
    register: Register,
    order: Order,
}

#[derive(Serialize, Deserialize)]
struct Order {
    site: Vec<Key>,
    section: Vec<Key>,
    data: Vec<Key>,
    purpose: Vec<Key>,
    recipient: Vec<Key>,
    category: Vec<Key>,
    service: Vec<Key>,
    /// The topics of each purpose that has some.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    topic: BTreeMap<Key, Vec<Key>>,
}

impl Order {
    fn of(register: &Register) -> Self {
        Self {
            site: keys(&register.site),
            section: keys(&register.section),
            data: keys(&register.data),
            purpose: keys(&register.purpose),
            recipient: keys(&register.recipient),
            category: keys(&register.category),
            service: keys(&register.service),
            topic: register
                .purpose
                .iter()
                .filter(|(_, purpose)| !purpose.topic.is_empty())
                .map(|(key, purpose)| (key.clone(), keys(&purpose.topic)))
                .collect(),
        }
    }

    fn apply(&self, register: &mut Register) {
        sort(&mut register.site, &self.site);
        sort(&mut register.section, &self.section);
        sort(&mut register.data, &self.data);
        sort(&mut register.purpose, &self.purpose);
        sort(&mut register.recipient, &self.recipient);
        sort(&mut register.category, &self.category);
        sort(&mut register.service, &self.service);
        for (key, purpose) in &mut register.purpose {
            if let Some(order) = self.topic.get(key) {
                sort(&mut purpose.topic, order);
            }
        }
    }
}

fn keys<T>(table: &IndexMap<Key, T>) -> Vec<Key> {
    table.keys().cloned().collect()
}

fn sort<T>(table: &mut IndexMap<Key, T>, order: &[Key]) {
    table.sort_by_cached_key(|key, _| order.iter().position(|other| other == key));
}

/// Why a register cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum NotServable {
    /// The check found errors.
    #[error("the register has {} error(s); run `samtykke check FILE`", .0.len())]
    Findings(Vec<Finding>),
    /// It has no canonical form, or stored bytes are not one.
    #[error("the register's canonical form cannot be read or written")]
    Form(#[from] canonical::NotCanonical),
    /// Stored bytes do not hold a register of this schema.
    #[error("a stored register version cannot be read")]
    Stored(#[from] serde_json::Error),
}

/// A register in which the check found no error, with its name and its services' fingerprints.
#[derive(Clone, Debug)]
pub struct ServedRegister {
    register: Register,
    version: RegisterVersion,
    canonical: Vec<u8>,
    fingerprints: IndexMap<Key, Fingerprint>,
}

impl ServedRegister {
    /// Accepts a register that its check finds no error in.
    ///
    /// # Errors
    /// With the findings, when there is an error among them.
    pub fn new(source: RegisterSource) -> Result<Self, NotServable> {
        let errors: Vec<Finding> = check::check(&source)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        if !errors.is_empty() {
            return Err(NotServable::Findings(errors));
        }
        Self::name(source.into_register())
    }

    fn name(register: Register) -> Result<Self, NotServable> {
        let order = Order::of(&register);
        let canonical = Canonical { register, order };
        let bytes = canonical::to_bytes(&canonical)?;
        Self::assemble(canonical.register, bytes)
    }

    /// Reads a version that was served before from its stored canonical bytes.
    ///
    /// # Errors
    /// When the bytes are not a canonical form.
    pub fn from_canonical(bytes: Vec<u8>) -> Result<Self, NotServable> {
        let Canonical {
            mut register,
            order,
        } = serde_json::from_slice(&bytes)?;
        order.apply(&mut register);
        Self::assemble(register, bytes)
    }

    fn assemble(register: Register, canonical: Vec<u8>) -> Result<Self, NotServable> {
        let fingerprints = register
            .service
            .keys()
            .map(|key| Ok((key.clone(), Fingerprint::of(&register, key)?)))
            .collect::<Result<_, canonical::NotCanonical>>()?;
        Ok(Self {
            version: RegisterVersion(Digest::of(&canonical)),
            register,
            canonical,
            fingerprints,
        })
    }

    /// The register itself.
    #[must_use]
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Its name.
    #[must_use]
    pub fn version(&self) -> RegisterVersion {
        self.version
    }

    /// The bytes its name is the hash of.
    #[must_use]
    pub fn canonical(&self) -> &[u8] {
        &self.canonical
    }

    /// The material fingerprint of the service `key`.
    #[must_use]
    pub fn fingerprint(&self, key: &str) -> Option<Fingerprint> {
        self.fingerprints.get(key).copied()
    }

    /// The site `key`.
    #[must_use]
    pub fn site(&self, key: &str) -> Option<&Site> {
        self.register.site.get(key)
    }

    /// Who provides `service`; none when it is our own.
    #[must_use]
    pub fn provider(&self, service: &Service) -> Option<&Recipient> {
        self.register.recipient.get(service.recipient.as_ref()?)
    }

    /// The categories with their services, in the register's order.
    pub fn categories(&self) -> impl Iterator<Item = (&Key, &Category)> {
        self.register.category.iter()
    }

    /// The services of one category.
    pub fn services<'a>(
        &'a self,
        category: &'a str,
    ) -> impl Iterator<Item = (&'a Key, &'a Service)> {
        services_of(&self.register.service, category)
    }

    /// The services that are a choice, in the register's order.
    pub fn optional_services(&self) -> impl Iterator<Item = (&Key, &Service)> {
        self.register
            .service
            .iter()
            .filter(|(_, service)| !self.is_necessary(service))
    }

    /// Whether `service` belongs to a necessary category.
    #[must_use]
    pub fn is_necessary(&self, service: &Service) -> bool {
        self.register
            .category
            .get(&service.category)
            .is_some_and(|category| category.necessary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSOCIATION: &str = include_str!("../../../registers/association.toml");

    fn association() -> Register {
        RegisterSource::parse("association.toml", ASSOCIATION)
            .unwrap()
            .into_register()
    }

    fn version_of(register: Register) -> RegisterVersion {
        ServedRegister::name(register).unwrap().version()
    }

    #[test]
    fn the_order_of_every_table_is_part_of_the_version_and_read_back() {
        type Turn = (&'static str, fn(&mut Register));
        let turns: [Turn; 7] = [
            ("section", |register| register.section.reverse()),
            ("data", |register| register.data.reverse()),
            ("purpose", |register| register.purpose.reverse()),
            ("recipient", |register| register.recipient.reverse()),
            ("category", |register| register.category.reverse()),
            ("service", |register| register.service.reverse()),
            ("topic", |register| {
                register.purpose["newsletter"].topic.reverse();
            }),
        ];
        let original = version_of(association());
        for (table, turn) in turns {
            let mut turned = association();
            turn(&mut turned);
            assert_eq!(turned, association(), "maps are equal in any order");
            let served = ServedRegister::name(turned).unwrap();
            assert_ne!(served.version(), original, "{table}");
            let read = ServedRegister::from_canonical(served.canonical().to_vec()).unwrap();
            assert_eq!(
                order_in_json(read.register()),
                order_in_json(served.register()),
                "{table}"
            );
        }
    }

    #[test]
    fn the_order_of_sites_is_part_of_the_version() {
        let mut register = association();
        let second = Site {
            name: "two".to_owned(),
            ..register.site["www"].clone()
        };
        register.site.insert("two".to_owned(), second);
        let version = version_of(register.clone());
        register.site.reverse();
        assert_ne!(version_of(register), version);
    }

    fn order_in_json(register: &Register) -> serde_json::Value {
        serde_json::to_value(Order::of(register)).unwrap()
    }
}
