//! The answer to a request for access (Article 15), composed for staff from the register and from everything that is held
//! under a mailbox. Composing shows them all of it, so each look is noted first.

use domain::access_answer::{AccessAnswer, AnswerTo, Mark, compose};
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area};
use domain::text::Language;

use super::Whose;
use crate::{Look, Service, StaffActor};

impl Service {
    /// The answer to whoever reads the mailbox and showed so much of who they are, without what `marks` leave out. Whether it lacks anything it says itself
    /// ([`AccessAnswer::missing`]).
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens rights.
    /// - [`Problem::NothingMarked`]: the words of a mark stand nowhere.
    /// - [`Problem::Unavailable`]: a database does not answer.
    pub(crate) async fn compose_access_answer(
        &self,
        actor: &StaffActor,
        whose: &Whose<'_>,
        language: Language,
        marks: &[Mark],
    ) -> Result<AccessAnswer, Problem> {
        actor.require(Area::Rights)?;
        let held = self.held_of(whose).await?;
        for thing in &held.things {
            let look = Look {
                thing: thing.id,
                purpose: &thing.purpose,
                action: AccessAction::Looked,
                reason: AccessReason::Asked,
            };
            self.log_access(actor, look).await?;
        }
        let to = AnswerTo {
            served: self.register(),
            language,
            today: self.today(),
            request: self.rights_purpose(),
            local: &|at| self.local(at),
        };
        compose(to, &held, marks).map_err(|_| Problem::NothingMarked)
    }
}

#[cfg(test)]
mod tests {
    use domain::access_answer::{AnswerItem, RedactionGround};
    use domain::mail::MailAddress;
    use domain::register::Assurance;
    use domain::staff::Role;

    use super::*;
    use crate::contact::tests::Writer;
    use crate::staff::tests::signed_in;
    use crate::testing::Bench;

    const ANNA: &str = "anna@example.dk";

    fn whose(email: &MailAddress) -> Whose<'_> {
        Whose {
            email,
            assurance: Assurance::SecondFactor,
            person: None,
        }
    }

    fn mark(writer: &Writer<'_>, words: &str) -> Mark {
        Mark {
            thing: writer.thread,
            words: words.to_owned(),
            ground: RedactionGround::OtherPerson,
            why: "Hun er ikke en del af sagen.".to_owned(),
        }
    }

    #[tokio::test]
    async fn it_holds_what_is_held_and_composing_it_is_noted() {
        let bench = Bench::open().await;
        let service = &bench.service;
        let writer = Writer::writes(&bench, ANNA, "Min nabo Lis hjalp mig.").await;
        let lead = signed_in(service, &[Role::DataProtectionLead]).await;
        let email = MailAddress::parse(ANNA).unwrap();
        let compose = async |marks: &[Mark]| {
            let whose = whose(&email);
            let composed = service.compose_access_answer(&lead, &whose, Language::Da, marks);
            composed.await
        };
        let answer = compose(&[mark(&writer, "Lis")]).await.unwrap();
        // The test register names no data and nobody who gets it, and the answer says so.
        assert!(
            answer
                .missing()
                .iter()
                .all(|lacks| matches!(lacks.item, AnswerItem::Categories | AnswerItem::Transfers))
        );
        let text = String::from_utf8(answer.to_json().unwrap()).unwrap();
        assert!(text.contains("Min nabo [udeladt] hjalp mig.") && !text.contains("Lis"));
        let noted = service
            .store()
            .accesses_to(&writer.thread, bench.service.now());
        assert_eq!(noted.await.unwrap().len(), 1);
        let nowhere = compose(&[mark(&writer, "Per")]).await;
        assert_eq!(nowhere.unwrap_err(), Problem::NothingMarked);
    }

    #[tokio::test]
    async fn who_is_not_there_for_rights_composes_nothing() {
        let bench = Bench::open().await;
        let host = signed_in(&bench.service, &[Role::EventHost, Role::CaseWorker]).await;
        let email = MailAddress::parse(ANNA).unwrap();
        let whose = whose(&email);
        let refused = bench
            .service
            .compose_access_answer(&host, &whose, Language::Da, &[]);
        assert_eq!(refused.await.unwrap_err(), Problem::Forbidden);
    }
}
