//! Questions for consent as something that is held about a person.

use domain::evidence::LeafKind;
use domain::held::{HeldThing, KeptFor, What};
use domain::problem::Problem;
use domain::retention::Bound;
use domain::thread::Promise;

use super::OpenConsent;
use crate::rights::{Around, Whose};
use crate::{Service, problem};

impl Service {
    /// The questions that are shown to somebody, whatever came of them.
    pub(in crate::rights) async fn held_consents(
        &self,
        whose: &Whose<'_>,
    ) -> Result<Vec<HeldThing>, Problem> {
        let mut held = Vec::new();
        for open in self.consents_of(whose).await? {
            held.push(self.held_consent(open).await?);
        }
        held.reverse();
        Ok(held)
    }

    async fn held_consent(&self, open: OpenConsent) -> Result<HeldThing, Problem> {
        let register = self.register();
        let purpose = &open.stored.purpose;
        let kept = match open.consent.over_at() {
            None => {
                let purpose = register.register().purpose.get(purpose);
                let period = purpose.map(|purpose| purpose.proof_period());
                KeptFor::WhileYesAnd(period.unwrap_or_default())
            }
            Some(at) => {
                let gone_by = register.proof_of_purpose_gone_by(purpose, self.day_of(at));
                KeptFor::Until(Promise {
                    last_day: gone_by.map_err(|_| problem::missing("a day to promise"))?,
                    bound: Bound::GoneBy,
                })
            }
        };
        let around = Around {
            key: &open.key,
            purpose,
            since: open.stored.asked_at,
            lists: &[],
            receipt: Some(LeafKind::ConsentGiven),
        };
        let what = What::NamedConsent(Box::new(open.consent));
        self.held_thing(&around, what, kept, None).await
    }
}
