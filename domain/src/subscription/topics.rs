//! The topics that somebody says yes to: at least one, each of them named in the form.

use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::register::{Key, ServedNewsletter};

/// Why a choice of topics is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TopicsError {
    /// Nothing was chosen.
    #[error("no topic")]
    None,
    /// The register names no such topic.
    #[error("an unknown topic")]
    Unknown,
}

impl From<TopicsError> for Problem {
    fn from(error: TopicsError) -> Self {
        match error {
            TopicsError::None => Self::NoTopic,
            TopicsError::Unknown => Self::UnknownTopic,
        }
    }
}

/// Topics of the newsletter, in the register's order, each once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Topics(Vec<Key>);

impl Topics {
    /// The topics `chosen`, which the newsletter must offer.
    ///
    /// # Errors
    /// See [`TopicsError`].
    pub fn choose<'k>(
        newsletter: ServedNewsletter<'_>,
        chosen: impl IntoIterator<Item = &'k Key>,
    ) -> Result<Self, TopicsError> {
        let offered = &newsletter.purpose.topic;
        let mut places = Vec::new();
        for key in chosen {
            places.push(offered.get_index_of(key).ok_or(TopicsError::Unknown)?);
        }
        if places.is_empty() {
            return Err(TopicsError::None);
        }
        places.sort_unstable();
        places.dedup();
        let keys = places
            .into_iter()
            .filter_map(|place| offered.get_index(place));
        Ok(Self(keys.map(|(key, _)| key.clone()).collect()))
    }

    /// The keys, in the order they were offered.
    #[must_use]
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether `topic` was chosen.
    #[must_use]
    pub fn holds(&self, topic: &str) -> bool {
        self.0.iter().any(|key| key == topic)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{RegisterSource, ServedRegister};

    const ASSOCIATION: &str = include_str!("../../../registers/association.toml");

    fn choose(keys: &[&str]) -> Result<Vec<Key>, TopicsError> {
        let source = RegisterSource::parse("association.toml", ASSOCIATION).unwrap();
        let register = ServedRegister::new(source).unwrap();
        let keys: Vec<Key> = keys.iter().map(|key| (*key).to_owned()).collect();
        let topics = Topics::choose(register.newsletter().unwrap(), &keys)?;
        assert!(keys.iter().all(|key| topics.holds(key)));
        Ok(topics.keys().to_vec())
    }

    #[test]
    fn topics_stand_in_the_register_s_order_and_each_once() {
        let chosen = choose(&["offers", "news", "offers"]);
        assert_eq!(chosen.unwrap(), ["news", "offers"]);
    }

    #[test]
    fn nothing_and_what_is_not_offered_are_no_choice() {
        assert_eq!(choose(&[]), Err(TopicsError::None));
        assert_eq!(choose(&["news", "other"]), Err(TopicsError::Unknown));
    }
}
