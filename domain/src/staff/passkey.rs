//! Passkeys: how many there may be, how long their names, and how long a question waits for its answer.

use jiff::SignedDuration;

/// The most that one account has. Somebody with more devices does not know them all any more.
pub const MOST_PASSKEYS: usize = 10;
/// The longest name, in characters: a line on a phone.
pub const LONGEST_PASSKEY_NAME: usize = 40;
/// How long a challenge can be answered (WebAuthn L3 §15.1: no less than five minutes, for those who need time).
pub const CHALLENGE_LASTS: SignedDuration = SignedDuration::from_mins(5);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use crate::text::Language;

    #[test]
    fn what_people_are_told_are_the_limits() {
        for language in Language::ALL {
            let most = Problem::TooManyPasskeys.title(language);
            assert!(most.contains(&MOST_PASSKEYS.to_string()), "{most}");
            let longest = Problem::PasskeyNameTooLong.remedy(language);
            assert!(
                longest.contains(&LONGEST_PASSKEY_NAME.to_string()),
                "{longest}"
            );
            let late = Problem::NewPasskeyRefused.remedy(language);
            assert!(
                late.contains(&CHALLENGE_LASTS.as_mins().to_string()),
                "{late}"
            );
        }
    }
}
