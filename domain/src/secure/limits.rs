//! How much a secure message may hold. The form says so before, and every door after.

use jiff::{SignedDuration, Timestamp};

use crate::problem::Problem;

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// The longest message, in characters.
pub const LONGEST_MESSAGE: usize = 5_000;
/// The most files with a message.
pub const MOST_FILES: usize = 10;
/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// The most bytes in all files of a message.
pub const MOST_TOGETHER: usize = 25 * 1024 * 1024;

/// The most threads that one mailbox has at a time that it began by itself.
pub const MOST_OWN_THREADS: usize = 10;
/// The most of them that it begins within a day.
pub const MOST_OWN_THREADS_A_DAY: usize = 3;

/// Whether whoever began threads by themselves at these instants may begin one more `now`.
///
/// # Errors
/// [`Problem::TooManySecureThreads`].
pub fn may_begin(begun: &[Timestamp], now: Timestamp) -> Result<(), Problem> {
    let today = begun.iter().filter(|at| **at + A_DAY > now).count();
    if begun.len() >= MOST_OWN_THREADS || today >= MOST_OWN_THREADS_A_DAY {
        return Err(Problem::TooManySecureThreads);
    }
    Ok(())
}

/// Reads the words of a message. A message that brings files needs none. A civil registration number may stand in it:
/// this is the way that it may travel.
///
/// # Errors
/// [`Problem::MissingMessage`], [`Problem::MessageTooLong`].
pub fn words(typed: &str, with_files: bool) -> Result<String, Problem> {
    let words = typed.replace("\r\n", "\n");
    let words = words.trim();
    if words.is_empty() && !with_files {
        return Err(Problem::MissingMessage);
    }
    if words.chars().count() > LONGEST_MESSAGE {
        return Err(Problem::MessageTooLong);
    }
    Ok(words.to_owned())
}

/// Whether files of these sizes may come with a message.
///
/// # Errors
/// [`Problem::TooManyFiles`], [`Problem::FileTooLarge`], [`Problem::FilesTooLarge`], [`Problem::EmptyFile`].
pub fn check_files(sizes: &[usize]) -> Result<(), Problem> {
    if sizes.len() > MOST_FILES {
        return Err(Problem::TooManyFiles);
    }
    if sizes.contains(&0) {
        return Err(Problem::EmptyFile);
    }
    if sizes.iter().any(|size| *size > LARGEST_FILE) {
        return Err(Problem::FileTooLarge);
    }
    if sizes.iter().sum::<usize>() > MOST_TOGETHER {
        return Err(Problem::FilesTooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_needed_unless_files_speak() {
        assert_eq!(words(" \r\n ", false), Err(Problem::MissingMessage));
        assert_eq!(words(" ", true).unwrap(), "");
        assert_eq!(words(" a\r\nb ", false).unwrap(), "a\nb");
        let most = "æ".repeat(LONGEST_MESSAGE);
        assert_eq!(words(&most, false).unwrap(), most);
        assert_eq!(
            words(&format!("{most}æ"), false),
            Err(Problem::MessageTooLong)
        );
    }

    #[test]
    fn a_mailbox_begins_a_few_threads_a_day_and_has_some_at_a_time() {
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        let refused = Err(Problem::TooManySecureThreads);
        assert_eq!(may_begin(&[at(0), at(1)], at(2)), Ok(()));
        assert_eq!(may_begin(&[at(0), at(1), at(2)], at(23)), refused);
        assert_eq!(may_begin(&[at(0), at(1), at(2)], at(24)), Ok(()));
        let old: Vec<Timestamp> = (0..10).map(|day| at(24 * day)).collect();
        assert_eq!(may_begin(&old[1..], at(24 * 20)), Ok(()));
        assert_eq!(may_begin(&old, at(24 * 20)), refused);
    }

    #[test]
    fn each_limit_of_files_has_its_own_problem() {
        assert_eq!(check_files(&[]), Ok(()));
        assert_eq!(check_files(&[LARGEST_FILE, LARGEST_FILE]), Ok(()));
        assert_eq!(check_files(&[LARGEST_FILE + 1]), Err(Problem::FileTooLarge));
        assert_eq!(check_files(&[LARGEST_FILE; 3]), Err(Problem::FilesTooLarge));
        assert_eq!(check_files(&[1; MOST_FILES]), Ok(()));
        assert_eq!(
            check_files(&[1; MOST_FILES + 1]),
            Err(Problem::TooManyFiles)
        );
        assert_eq!(check_files(&[1, 0]), Err(Problem::EmptyFile));
    }
}
