//! Requests by which people use their rights: which purpose their cases serve, and what the organisation promises.

use serde::{Deserialize, Serialize};

use super::{Key, ServedRegister};
use crate::retention::{RetentionRule, Trigger};

/// How requests are handled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// The purpose of the cases, a key of `[purpose]`.
    pub purpose: Key,
    /// Within how many working days (Monday to Friday, no public holidays) an answer is promised, counted from the day
    /// after any member of staff had the request. The month of Article 12(3) stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_working_days: Option<u16>,
}

/// The purpose that cases are kept for.
#[derive(Clone, Copy, Debug)]
pub struct RightsPurpose<'a> {
    /// Its key.
    pub key: &'a Key,
    /// When a case that is closed goes.
    pub rule: &'a RetentionRule,
    /// What is promised.
    pub promised_working_days: Option<u16>,
}

impl ServedRegister {
    /// The purpose that cases are kept for, if the organisation takes requests here.
    #[must_use]
    pub fn rights(&self) -> Option<RightsPurpose<'_>> {
        let rights = self.register().rights.as_ref()?;
        let purpose = self.register().purpose.get(&rights.purpose)?;
        let rule = purpose.retention.as_ref()?;
        (rule.trigger == Some(Trigger::CaseClosed)).then_some(RightsPurpose {
            key: &rights.purpose,
            rule,
            promised_working_days: rights.promised_working_days,
        })
    }
}
