//! Where a person can go with a no: the authority and the courts (Articles 12(4), 77 and 79).

use serde::{Deserialize, Serialize};

use crate::register::Authority;
use crate::text::Language;

/// Where to complain. Made from the register's authority and from nothing else, so that a refusal always names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remedies {
    authority: String,
    url: String,
}

impl Remedies {
    /// Those of an organisation under `authority`.
    #[must_use]
    pub fn of(authority: &Authority) -> Self {
        Self {
            authority: authority.name.clone(),
            url: authority.url.clone(),
        }
    }

    /// What every refusal ends with.
    #[must_use]
    pub fn in_words(&self, language: Language) -> [String; 2] {
        let Self { authority, url } = self;
        match language {
            Language::Da => [
                format!(
                    "Du kan klage til {authority} når som helst: {url}. Du behøver ikke klage til os først."
                ),
                "Du kan også gå til domstolene.".to_owned(),
            ],
            Language::En => [
                format!(
                    "You can complain to {authority} at any time: {url}. You do not have to complain to us first."
                ),
                "You can also go to court.".to_owned(),
            ],
        }
    }
}
