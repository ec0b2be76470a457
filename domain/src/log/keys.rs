//! The keys of one log: the one that signs now, and those that signed before it, which old checkpoints and receipts
//! are still checked with.

use super::{LogKey, LogKeyError, PublicKey};

/// The keys of one log.
#[derive(Clone, Debug)]
pub struct LogKeys {
    current: LogKey,
    /// The one that signs now first, then the newest of those before.
    public: Vec<PublicKey>,
}

impl LogKeys {
    /// The keys of a new log.
    #[must_use]
    pub fn new(current: LogKey) -> Self {
        Self {
            public: vec![current.public().clone()],
            current,
        }
    }

    /// Reads the text of a key file: the secret key, then a line for each public key before it.
    ///
    /// # Errors
    /// When a line is no key, or one of another log.
    pub fn parse(text: &str) -> Result<Self, LogKeyError> {
        let mut lines = text.lines();
        let mut keys = Self::new(LogKey::parse(lines.next().unwrap_or_default())?);
        for line in lines {
            let former = PublicKey::parse(line)?;
            if former.name() != keys.current.public().name() {
                return Err(LogKeyError::Name);
            }
            keys.public.push(former);
        }
        Ok(keys)
    }

    /// The text that [`Self::parse`] reads. Secret.
    #[must_use]
    pub fn secret_text(&self) -> String {
        let former = self.public.iter().skip(1).map(|key| format!("{key}\n"));
        format!(
            "{}\n{}",
            self.current.secret_text(),
            former.collect::<String>()
        )
    }

    /// The public halves, a line each.
    #[must_use]
    pub fn public_text(&self) -> String {
        self.public.iter().map(|key| format!("{key}\n")).collect()
    }

    /// The key that signs now.
    #[must_use]
    pub const fn current(&self) -> &LogKey {
        &self.current
    }

    /// The public half of every key, that of the current one first.
    #[must_use]
    pub fn public(&self) -> &[PublicKey] {
        &self.public
    }

    /// The keys of the same log once a key made from `seed` signs.
    ///
    /// # Errors
    /// Never in practice: the log's name is a name already.
    pub fn followed_by(&self, seed: &[u8; 32]) -> Result<Self, LogKeyError> {
        let current = LogKey::from_seed(self.current.public().name(), seed)?;
        let next = current.public().clone();
        Ok(Self {
            current,
            public: [next]
                .into_iter()
                .chain(self.public.iter().cloned())
                .collect(),
        })
    }

    /// Whether these are the keys of `before` and one more.
    #[must_use]
    pub fn follow(&self, before: &Self) -> bool {
        self.public.get(1..) == Some(&before.public[..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> LogKeys {
        LogKeys::new(LogKey::from_seed("log", &[1; 32]).unwrap())
    }

    #[test]
    fn a_key_file_reads_back_with_the_keys_before() {
        let rotated = keys()
            .followed_by(&[2; 32])
            .unwrap()
            .followed_by(&[3; 32])
            .unwrap();
        let read = LogKeys::parse(&rotated.secret_text()).unwrap();
        assert_eq!(read.public(), rotated.public());
        assert_eq!(read.public().len(), 3);
        assert_eq!(read.public()[2], *keys().current().public());
        assert_eq!(
            read.current().secret_text(),
            rotated.current().secret_text()
        );
        assert_eq!(rotated.public_text().lines().count(), 3);
        assert!(!rotated.public_text().contains("PRIVATE"));
    }

    #[test]
    fn a_file_of_the_first_version_is_one_line() {
        let text = format!("{}\n", keys().current().secret_text());
        assert_eq!(keys().secret_text(), text);
        assert_eq!(LogKeys::parse(&text).unwrap().public(), keys().public());
    }

    #[test]
    fn damaged_and_foreign_lines_are_refused() {
        let other = LogKey::from_seed("other", &[2; 32]).unwrap();
        for line in ["nonsense", &other.public().to_string(), ""] {
            let text = format!("{}{line}\n", keys().secret_text());
            assert!(LogKeys::parse(&text).is_err(), "{line}");
        }
        assert!(LogKeys::parse("").is_err());
    }

    #[test]
    fn only_the_next_keys_follow() {
        let next = keys().followed_by(&[2; 32]).unwrap();
        assert!(next.follow(&keys()));
        assert!(!keys().follow(&next) && !next.follow(&next));
        assert!(!next.followed_by(&[3; 32]).unwrap().follow(&keys()));
    }
}
