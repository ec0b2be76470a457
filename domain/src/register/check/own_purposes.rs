//! The service itself uses personal data: proofs, cases, mails, logs, staff. Those purposes belong in the
//! register like any other.

use super::{Hits, Rule};
use crate::register::{Purpose, Register};

pub(super) const RULES: &[Rule] = &[Rule::error(
    "own-purpose-missing",
    "GDPR Articles 13 and 30(1)",
    "one of the service's own purposes is missing: proof, rights cases, mails, access log, staff",
    own_purpose_missing,
)];

/// One of the service's own purposes, and the words its key, title or persons are known by.
struct Own {
    what: &'static str,
    words: &'static [&'static str],
}

const OWN: &[Own] = &[
    Own {
        what: "proof of consent",
        words: &["proof", "bevis", "kvittering", "receipt"],
    },
    Own {
        what: "rights cases",
        words: &["rights", "rettighed"],
    },
    Own {
        what: "the log of mails",
        words: &["mail"],
    },
    Own {
        what: "the log of looks at data",
        words: &["access", "adgang", "opslag"],
    },
    Own {
        what: "staff as data subjects",
        words: &[
            "staff",
            "medarbejder",
            "ansat",
            "personale",
            "employee",
            "volunteer",
            "frivillig",
        ],
    },
];

fn own_purpose_missing(register: &Register, hits: &mut Hits) {
    for own in OWN {
        let stated = register
            .purpose
            .iter()
            .any(|(key, purpose)| purpose.own_service && speaks_of(key, purpose, own.words));
        if !stated {
            hits.add(
                "purpose",
                format!("the service's own purpose \"{}\" is missing", own.what),
                "add a purpose for it with own_service = true",
            );
        }
    }
}

fn speaks_of(key: &str, purpose: &Purpose, words: &[&str]) -> bool {
    let texts = [
        key,
        &purpose.title.da,
        &purpose.title.en,
        &purpose.subjects.da,
        &purpose.subjects.en,
    ];
    texts
        .into_iter()
        .map(str::to_lowercase)
        .any(|text| words.iter().any(|word| text.contains(word)))
}
