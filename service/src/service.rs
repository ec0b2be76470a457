//! What every use case works with.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use domain::register::{RegisterVersion, ServedRegister};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{self, AmbiguousOffset, TimeZone};
use storage::Store;

use crate::staff::Passwords;
use crate::{Chance, Clock, NoticeInForce, RelyingParty, Reserve, RootKey};

/// Days are counted as people at the organisation count them.
static ZONE: TimeZone = tz::get!("Europe/Copenhagen");

/// What a service is made of.
pub struct Parts {
    /// Where things are kept.
    pub store: Store,
    /// The register that is served.
    pub register: ServedRegister,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub chance: Arc<dyn Chance>,
    /// What codes are derived from.
    pub root_key: RootKey,
    /// Space that is kept for endings.
    pub reserve: Arc<dyn Reserve>,
    /// Who passkeys are for; none where no browser would use one.
    pub passkeys: Option<RelyingParty>,
}

/// The use cases. Clones share everything.
#[derive(Clone)]
pub struct Service(Arc<Inner>);

struct Inner {
    parts: Parts,
    earlier: Mutex<HashMap<RegisterVersion, Arc<ServedRegister>>>,
    notices: OnceLock<Arc<[NoticeInForce]>>,
    passwords: Passwords,
}

impl Service {
    /// Puts the parts together. [`Self::store_register`] comes next.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Inner {
            parts,
            earlier: Mutex::default(),
            notices: OnceLock::new(),
            passwords: Passwords::default(),
        }))
    }

    /// The register that is served.
    #[must_use]
    pub fn register(&self) -> &ServedRegister {
        &self.0.parts.register
    }

    /// The instant it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.parts.clock.now()
    }

    /// The day it is in Denmark.
    #[must_use]
    pub fn today(&self) -> Date {
        self.day_of(self.now())
    }

    /// The day it was in Denmark at `instant`.
    #[must_use]
    pub fn day_of(&self, instant: Timestamp) -> Date {
        ZONE.to_datetime(instant).date()
    }

    /// What clocks in Denmark showed at `instant`.
    #[must_use]
    pub fn local(&self, instant: Timestamp) -> DateTime {
        ZONE.to_datetime(instant)
    }

    /// The instant at which clocks in Denmark show `local`, the first if they show it twice; none if they never do.
    pub(crate) fn instant_of(&self, local: DateTime) -> Option<Timestamp> {
        let found = ZONE.to_ambiguous_timestamp(local);
        match found.offset() {
            AmbiguousOffset::Gap { .. } => None,
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
                found.earlier().ok()
            }
        }
    }

    /// What clocks in Denmark show, with how far they are ahead of the world's: `2026-12-07T19:00:00+01:00`. None for a
    /// time that they never show.
    #[must_use]
    pub fn with_offset(&self, local: DateTime) -> Option<String> {
        let instant = self.instant_of(local)?;
        let shown = instant.display_with_offset(ZONE.to_offset(instant));
        Some(shown.to_string())
    }

    /// The instant at which `day` begins in Denmark; none outside the calendar.
    pub(crate) fn start_of(&self, day: Date) -> Option<Timestamp> {
        let begun = day.to_zoned(ZONE.clone()).ok()?;
        Some(begun.timestamp())
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.parts.store
    }

    pub(crate) fn chance(&self) -> &dyn Chance {
        self.0.parts.chance.as_ref()
    }

    pub(crate) fn root_key(&self) -> &RootKey {
        &self.0.parts.root_key
    }

    pub(crate) fn reserve(&self) -> &dyn Reserve {
        self.0.parts.reserve.as_ref()
    }

    pub(crate) fn passkeys(&self) -> Option<&RelyingParty> {
        self.0.parts.passkeys.as_ref()
    }

    pub(crate) fn notices(&self) -> &OnceLock<Arc<[NoticeInForce]>> {
        &self.0.notices
    }

    pub(crate) fn passwords(&self) -> &Passwords {
        &self.0.passwords
    }

    pub(crate) fn earlier(&self) -> &Mutex<HashMap<RegisterVersion, Arc<ServedRegister>>> {
        &self.0.earlier
    }
}
