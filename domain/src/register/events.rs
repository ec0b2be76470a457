//! Events: the purpose that a seat is held for. Without one the organisation holds no events here.

use super::{Key, LegalBasis, Purpose, ServedRegister};
use crate::retention::{RetentionRule, Trigger};

/// What a seat at an event is kept for, and until when.
#[derive(Clone, Copy, Debug)]
pub struct SeatPurpose<'a> {
    /// Its key in the register.
    pub key: &'a Key,
    /// What the register says of it.
    pub purpose: &'a Purpose,
    /// The rule by which it goes, which counts from the end of the event.
    pub rule: &'a RetentionRule,
}

impl ServedRegister {
    /// The purpose that a seat is held for, if the organisation holds events: the first that rests on the agreement
    /// about it (Article 6(1)(b)) and counts from the end of an event. Where knowing of a seat may reveal something
    /// sensitive about a person (`may_reveal`), mails about it say nothing of the event.
    #[must_use]
    pub fn seats(&self) -> Option<SeatPurpose<'_>> {
        self.register().purpose.iter().find_map(|(key, purpose)| {
            let rule = purpose.retention.as_ref()?;
            let is_agreement = matches!(purpose.basis, LegalBasis::Contract { .. });
            let counts_from_the_end = rule.trigger == Some(Trigger::EventEnd);
            (is_agreement && counts_from_the_end).then_some(SeatPurpose { key, purpose, rule })
        })
    }

    /// The purpose that answers to voluntary questions are used for, if the organisation asks any: the first that rests
    /// on consent (Article 6(1)(a)) and counts from the end of an event.
    #[must_use]
    pub fn seat_answers(&self) -> Option<SeatPurpose<'_>> {
        self.seats()?;
        self.register().purpose.iter().find_map(|(key, purpose)| {
            let rule = purpose.retention.as_ref()?;
            let is_consent = matches!(purpose.basis, LegalBasis::Consent);
            let counts_from_the_end = rule.trigger == Some(Trigger::EventEnd);
            (is_consent && counts_from_the_end).then_some(SeatPurpose { key, purpose, rule })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::RegisterSource;

    fn served(file: &str, text: &str) -> ServedRegister {
        ServedRegister::new(RegisterSource::parse(file, text).unwrap()).unwrap()
    }

    #[test]
    fn the_association_holds_events_and_the_adviser_holds_none() {
        let association = include_str!("../../../registers/association.toml");
        let association = served("association.toml", association);
        let seats = association.seats().unwrap();
        assert_eq!(seats.key, "event-seat");
        assert_eq!(seats.rule.period.days, 14);
        let adviser = include_str!("../../../registers/adviser.toml");
        assert!(served("adviser.toml", adviser).seats().is_none());
    }

    #[test]
    fn a_seat_is_held_also_where_knowing_of_it_may_reveal_something() {
        let association = include_str!("../../../registers/association.toml");
        let revealing = association.replace(
            "[purpose.event-seat]\n",
            "[purpose.event-seat]\nmay_reveal = true\n",
        );
        let served = served("association.toml", &revealing);
        assert!(served.seats().unwrap().purpose.may_reveal);
    }
}
