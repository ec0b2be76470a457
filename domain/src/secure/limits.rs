//! How much a secure message may hold. The form says so before, and every door after.

use crate::problem::Problem;

/// The longest message, in characters.
pub const LONGEST_MESSAGE: usize = 5_000;
/// The most files with a message.
pub const MOST_FILES: usize = 10;
/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// The most bytes in all files of a message.
pub const MOST_TOGETHER: usize = 25 * 1024 * 1024;

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
