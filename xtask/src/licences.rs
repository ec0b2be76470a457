//! Which licences a dependency may have: those that let a binary under MIT OR Apache-2.0 be given
//! away without asking anyone.

use spdx::{Expression, LicenseReq, ParseMode};

/// Licences any dependency may have.
const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Licences that bind whoever changes the crate's own files; fine for a crate used as it is, so
/// each one is named here after someone has looked: `webauthn-rs`, which checks passkeys, and the four
/// crates of its authors that it is made of, from the registry and unchanged.
const ALLOWED_FOR: [(&str, &[&str]); 1] = [(
    "MPL-2.0",
    &[
        "crypto-glue",
        "webauthn-attestation-ca",
        "webauthn-rs",
        "webauthn-rs-core",
        "webauthn-rs-proto",
    ],
)];

/// Why a crate's licence is not acceptable; `None` when it is.
pub(crate) fn objection(krate: &str, licence: Option<&str>) -> Option<String> {
    let Some(text) = licence else {
        return Some("names no licence".to_owned());
    };
    let Ok(expression) = Expression::parse_mode(text, ParseMode::LAX) else {
        return Some(format!("its licence `{text}` is not an SPDX expression"));
    };
    let allowed = expression.evaluate(|requirement| allows(krate, requirement));
    (!allowed).then(|| format!("its licence `{text}` is not on the list"))
}

fn allows(krate: &str, requirement: &LicenseReq) -> bool {
    let Some(id) = requirement.license.id() else {
        return false;
    };
    ALLOWED.contains(&id.name)
        || ALLOWED_FOR
            .iter()
            .any(|(licence, crates)| *licence == id.name && crates.contains(&krate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_allowed_choice_is_enough_but_all_parts_must_be_allowed() {
        assert_eq!(objection("a", Some("MIT OR GPL-3.0-only")), None);
        assert_eq!(
            objection("a", Some("(MIT OR Apache-2.0) AND Unicode-3.0")),
            None
        );
        assert!(objection("a", Some("MIT AND GPL-3.0-only")).is_some());
    }

    #[test]
    fn the_old_slash_notation_and_exceptions_are_understood() {
        assert_eq!(objection("a", Some("MIT/Apache-2.0")), None);
        assert_eq!(objection("a", Some("Apache-2.0 WITH LLVM-exception")), None);
    }

    #[test]
    fn a_licence_that_binds_changes_is_for_the_crates_named_and_no_other_is_for_them() {
        assert_eq!(objection("webauthn-rs", Some("MPL-2.0")), None);
        assert!(objection("webauthn-rs", Some("AGPL-3.0-only")).is_some());
    }

    #[test]
    fn missing_unknown_and_unlisted_licences_are_refused() {
        assert!(objection("a", None).is_some());
        assert!(objection("a", Some("Do what you like")).is_some());
        assert!(objection("a", Some("LicenseRef-mine")).is_some());
        assert!(objection("a", Some("MPL-2.0")).is_some());
        assert!(objection("webauthn-authenticator-rs", Some("MPL-2.0")).is_some());
        assert!(objection("a", Some("AGPL-3.0-only")).is_some());
    }
}
