//! Which rights the law gives for data that rests on a basis.

use crate::register::LegalBasis;
use crate::rights::Right;

/// What the law gives for data that rests on `basis`: access, rectification and restriction always, the others by what
/// permits the use (Articles 7(3), 17(1) and (3)(b), 20(1)(a) and 21(1)).
#[must_use]
pub const fn rights_under(basis: &LegalBasis) -> &'static [Right] {
    use Right::{Access, Erasure, Objection, Portability, Rectification, Restriction, Withdrawal};
    match basis {
        LegalBasis::Consent => &[
            Access,
            Rectification,
            Withdrawal,
            Erasure,
            Restriction,
            Portability,
        ],
        LegalBasis::Contract { .. } => &[Access, Rectification, Erasure, Restriction, Portability],
        LegalBasis::LegalObligation { .. } => &[Access, Rectification, Restriction],
        LegalBasis::VitalInterests => &[Access, Rectification, Erasure, Restriction],
        LegalBasis::PublicTask { .. } => &[Access, Rectification, Objection, Restriction],
        LegalBasis::LegitimateInterest { .. } => {
            &[Access, Rectification, Objection, Erasure, Restriction]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consent_can_be_withdrawn_and_not_objected_to_and_the_law_s_demand_is_neither() {
        let consent = rights_under(&LegalBasis::Consent);
        assert!(consent.contains(&Right::Withdrawal));
        assert!(!consent.contains(&Right::Objection));
        let law = LegalBasis::LegalObligation {
            statute: "lov § 1".to_owned(),
        };
        let law = rights_under(&law);
        for right in [Right::Erasure, Right::Objection, Right::Portability] {
            assert!(!law.contains(&right));
        }
    }
}
