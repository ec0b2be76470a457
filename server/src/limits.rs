//! How often one network may do what. Reading pages is not counted; what writes or looks up a secret is.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use domain::problem::Problem;
use governor::clock::DefaultClock;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use crate::client::Network;

/// The largest body of any form or call: 100 ticked services fit many times over.
pub const MAX_BODY: usize = 32 * 1024;
/// How long one request may take, reading its body included.
pub const MAX_TIME: Duration = Duration::from_secs(15);
/// How long a stop waits for what was begun: less than the ten seconds after which supervisors commonly kill.
pub const MAX_STOP: Duration = Duration::from_secs(5);
/// How many requests are answered at once before further ones are told to come back.
pub const MAX_AT_ONCE: usize = 512;

type Counter = RateLimiter<Network, DashMapStateStore<Network>, DefaultClock>;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A cookie choice.
    Choose,
    /// A receipt looked up or withdrawn by its code.
    Receipt,
    /// A page's data, called by script.
    Read,
}

/// How many of each action a network may do a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Cookie choices.
    pub choose: NonZeroU32,
    /// Receipts.
    pub receipt: NonZeroU32,
    /// Reads by script.
    pub read: NonZeroU32,
}

impl Rates {
    /// What a household or an office behind one address needs, with room.
    pub const SHIPPED: Self = Self {
        choose: NonZeroU32::new(60).expect("60 is not zero"),
        receipt: NonZeroU32::new(30).expect("30 is not zero"),
        read: NonZeroU32::new(600).expect("600 is not zero"),
    };
}

/// Counts by network. Kept in memory only; `governor` reads the monotonic clock itself, since a limit in real
/// time is what it is for.
#[derive(Clone)]
pub struct Limits {
    choose: Arc<Counter>,
    receipt: Arc<Counter>,
    read: Arc<Counter>,
}

impl Limits {
    /// Starts counting.
    #[must_use]
    pub fn new(rates: Rates) -> Self {
        let counter = |rate| Arc::new(RateLimiter::keyed(Quota::per_minute(rate)));
        Self {
            choose: counter(rates.choose),
            receipt: counter(rates.receipt),
            read: counter(rates.read),
        }
    }

    /// Counts one `action` of `network`.
    ///
    /// # Errors
    /// [`Problem::TooManyRequests`] when it was one too many.
    pub fn count(&self, action: Action, network: Network) -> Result<(), Problem> {
        let counter = match action {
            Action::Choose => &self.choose,
            Action::Receipt => &self.receipt,
            Action::Read => &self.read,
        };
        counter
            .check_key(&network)
            .map_err(|_| Problem::TooManyRequests)
    }

    /// Forgets networks that have been quiet long enough to have their full allowance again.
    pub fn forget_quiet(&self) {
        for counter in [&self.choose, &self.receipt, &self.read] {
            counter.retain_recent();
            counter.shrink_to_fit();
        }
    }
}
