//! Chance is passed in: one place asks the operating system, and tests bring their own.

use jiff::Timestamp;
use uuid::Uuid;

/// Gives random bytes that nobody can foresee.
pub trait Chance: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// 32 random bytes.
    fn bytes32(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.fill(&mut bytes);
        bytes
    }

    /// A UUIDv7: sorted by `now`, to the millisecond, and random beyond. Never a secret.
    fn uuid_v7(&self, now: Timestamp) -> Uuid {
        let mut random = [0; 10];
        self.fill(&mut random);
        let milliseconds = u64::try_from(now.as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededChance;

    #[test]
    fn ids_are_version_7_and_sort_by_time() {
        let chance = SeededChance::new(1);
        let early = chance.uuid_v7(Timestamp::from_millisecond(1_000).unwrap());
        let late = chance.uuid_v7(Timestamp::from_millisecond(1_001).unwrap());
        assert_eq!(early.get_version_num(), 7);
        assert!(early < late);
        assert_ne!(
            late,
            chance.uuid_v7(Timestamp::from_millisecond(1_001).unwrap())
        );
    }
}
