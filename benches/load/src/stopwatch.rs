//! Real time: to measure it is what this program is for.

use std::time::{Duration, Instant};

/// Runs since it was made.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    #[expect(
        clippy::disallowed_methods,
        reason = "how long real work takes is no rule that a test would move a clock for"
    )]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    pub(crate) fn read(&self) -> Duration {
        self.0.elapsed()
    }

    /// How many of `count` were done a second.
    pub(crate) fn rate(&self, count: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
        let count = count as f64;
        count / self.read().as_secs_f64()
    }
}

/// In milliseconds, the time that `hundredths` of a hundred stay below.
pub(crate) fn percentile(times: &mut [Duration], hundredths: usize) -> f64 {
    times.sort_unstable();
    let at = (times.len() * hundredths).div_ceil(100).saturating_sub(1);
    times
        .get(at)
        .map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_time_that_so_many_stay_below() {
        let mut times: Vec<Duration> = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile(&mut times, 99), 198.0);
        assert_eq!(percentile(&mut times, 50), 100.0);
        assert_eq!(percentile(&mut times[..1], 99), 1.0);
        assert!(percentile(&mut [], 99).is_nan());
    }
}
