//! How long it is kept that a mail was sent: what the service's own purpose `mail-log` says.

use jiff::civil::Date;

use super::ServedRegister;
use crate::retention::{Bound, Period};

/// The purpose's key.
const PURPOSE: &str = "mail-log";
/// What stands for a register without the purpose (the check says so too).
const UNSTATED: Period = Period {
    years: 0,
    months: 0,
    days: 30,
};

impl ServedRegister {
    /// The day on which the entry of a mail goes that was sent, or given up, on `ended`.
    ///
    /// # Errors
    /// When that day lies outside the supported calendar (year 9999).
    pub fn mail_entry_goes_on(&self, ended: Date) -> Result<Date, jiff::Error> {
        let purpose = self.register().purpose.get(PURPOSE);
        let Some(rule) = purpose.and_then(|purpose| purpose.retention.as_ref()) else {
            return UNSTATED.after(ended);
        };
        let last = rule.period.after(ended)?;
        match rule.bound {
            Bound::GoneBy => Ok(last),
            Bound::KeptUntil => last.tomorrow(),
        }
    }
}
