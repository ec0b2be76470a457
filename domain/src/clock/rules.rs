//! The rules as data, in one place, because the law changes.

/// What the clock counts by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Names these rules; each explanation does too. Another rule is another version.
    pub version: &'static str,
    /// Months to answer in, from the day of receipt: Article 12(3), first sentence.
    pub months: u8,
    /// Months to answer in where the time was extended, from the day of receipt too and not from the end of the first:
    /// Article 12(3), second sentence.
    pub extended_months: u8,
    /// Straight hours to notify a breach in: Article 33(1).
    pub breach_hours: u8,
    /// The last year in which store bededag was a public holiday (lov nr. 214 af 6. marts 2023).
    pub last_prayer_day: i16,
}

/// The rules in force.
pub const RULES: Rules = Rules {
    version: "dk-1",
    months: 1,
    extended_months: 3,
    breach_hours: 72,
    last_prayer_day: 2023,
};
