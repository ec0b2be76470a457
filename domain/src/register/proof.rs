//! How long the proof of a consent is kept once the consent ended. One record of a choice of cookies speaks for all
//! the services that were chosen together, so the longest of their purposes' periods counts.

use jiff::civil::Date;

use super::{Purpose, ServedRegister};
use crate::retention::Period;

/// What stands for a purpose that says nothing (the check says so too).
const UNSTATED: Period = Period {
    years: 0,
    months: 3,
    days: 0,
};

impl ServedRegister {
    /// The day by which the proof of a consent to cookies is gone, when the consent ended on `ended`.
    ///
    /// # Errors
    /// When that day lies outside the supported calendar (year 9999).
    pub fn proof_gone_by(&self, ended: Date) -> Result<Date, jiff::Error> {
        let register = self.register();
        let purposes = self
            .optional_services()
            .filter_map(|(_, service)| register.category.get(&service.category))
            .filter_map(|category| register.purpose.get(&category.purpose));
        let days: Result<Vec<Date>, jiff::Error> = purposes
            .map(|purpose| period(purpose).after(ended))
            .collect();
        match days?.into_iter().max() {
            Some(latest) => Ok(latest),
            None => UNSTATED.after(ended),
        }
    }

    /// The day by which the proof of a consent under `purpose` is gone, when the consent ended on `ended`. A purpose
    /// that the register does not hold any more is treated as one that says nothing.
    ///
    /// # Errors
    /// As [`Self::proof_gone_by`].
    pub fn proof_of_purpose_gone_by(
        &self,
        purpose: &str,
        ended: Date,
    ) -> Result<Date, jiff::Error> {
        let purpose = self.register().purpose.get(purpose);
        purpose.map_or(UNSTATED, period).after(ended)
    }

    /// The day on which a consent to cookies given on `given` ends by itself: from then on it is asked again.
    ///
    /// # Errors
    /// As [`Self::proof_gone_by`].
    pub fn consent_runs_out(&self, given: Date) -> Result<Date, jiff::Error> {
        self.register().cookies.accepted_for.after(given)
    }
}

fn period(purpose: &Purpose) -> Period {
    purpose
        .proof_after_end
        .as_ref()
        .map_or(UNSTATED, |proof| proof.period)
}
