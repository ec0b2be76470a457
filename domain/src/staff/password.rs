//! What a password must be: long, and not what anybody who knows the person would try first. Nothing is demanded of
//! which characters it holds, and it is never changed because time has passed (ASVS 6.2.5, 6.2.10).

use std::collections::BTreeSet;

use crate::problem::Problem;

/// The fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;
/// The most characters of a password.
pub const LONGEST_PASSWORD: usize = 128;

/// So many different characters it has at least; `aaaaaaaaaaaa` is tried early.
const FEWEST_DIFFERENT: usize = 5;
/// So many characters must be left when names are taken out of it.
const LEFT_WITHOUT_NAMES: usize = 8;
/// Shorter words are in everything.
const SHORTEST_NAME: usize = 4;

/// Checks a password that somebody chose. `known` is what others know of the person: their name, their address, the
/// organisation's name.
///
/// # Errors
/// [`Problem::ShortPassword`], [`Problem::LongPassword`], [`Problem::GuessablePassword`].
pub fn check_password(password: &str, known: &[&str]) -> Result<(), Problem> {
    let length = password.chars().count();
    if length < SHORTEST_PASSWORD {
        return Err(Problem::ShortPassword);
    }
    if length > LONGEST_PASSWORD {
        return Err(Problem::LongPassword);
    }
    let different: BTreeSet<char> = password.chars().collect();
    if different.len() < FEWEST_DIFFERENT || without_names(password, known) < LEFT_WITHOUT_NAMES {
        return Err(Problem::GuessablePassword);
    }
    Ok(())
}

/// How many letters and digits are left when every name is taken out, the longest first. Of a password without any
/// name, all of its characters.
fn without_names(password: &str, known: &[&str]) -> usize {
    let plain = |text: &str| -> String {
        let letters = text.chars().flat_map(char::to_lowercase);
        letters.filter(|letter| letter.is_alphanumeric()).collect()
    };
    let mut names: Vec<String> = known
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()).chain([*name]))
        .map(plain)
        .filter(|name| name.chars().count() >= SHORTEST_NAME)
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let whole = plain(password);
    let left = names
        .iter()
        .fold(whole.clone(), |left, name| left.replace(name, ""));
    if left == whole {
        password.chars().count()
    } else {
        left.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KNOWN: [&str; 3] = ["Åse Lindqvist", "aase@fleksnet.dk", "Fleksnetværket"];

    #[test]
    fn length_is_counted_in_characters() {
        let check = |password: &str| check_password(password, &[]);
        assert_eq!(check("æøåæøåbcdef"), Err(Problem::ShortPassword));
        assert_eq!(check("æøåæøåbcdefg"), Ok(()));
        assert_eq!(check(&"abcdefgh".repeat(16)), Ok(()));
        let long = format!("{}i", "abcdefgh".repeat(16));
        assert_eq!(check(&long), Err(Problem::LongPassword));
    }

    #[test]
    fn what_others_know_of_the_person_is_no_password() {
        for password in [
            "aaaaaaaaaaaa",
            "121212121212",
            "åselindqvist",
            "Lindqvist2026",
            "Lindqvist-Lindqvist",
            "fleksnetværket1!",
            "aase@fleksnet.dk",
            "Fleksnet 2026 Lindqvist",
        ] {
            let refused = check_password(password, &KNOWN);
            assert_eq!(refused, Err(Problem::GuessablePassword), "{password}");
        }
    }

    #[test]
    fn a_sentence_may_hold_a_name_and_no_kind_of_character_is_demanded() {
        for password in [
            "lindqvist spiser en gul hest",
            "korrekt hest batteri",
            "!!!!#€%&/()=",
            "            a b c d",
        ] {
            assert_eq!(check_password(password, &KNOWN), Ok(()), "{password}");
        }
    }

    proptest! {
        #[test]
        fn a_check_never_panics_and_names_of_nobody_refuse_nothing(password in ".{12,128}") {
            let different: BTreeSet<char> = password.chars().collect();
            let expected = if different.len() < FEWEST_DIFFERENT { Err(Problem::GuessablePassword) } else { Ok(()) };
            prop_assert_eq!(check_password(&password, &["", "a", "abc"]), expected);
        }
    }
}
