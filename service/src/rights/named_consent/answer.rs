//! The person's own answers, by a button: yes, no, taking a yes back, and setting right what staff wrote down. Each is as easy
//! as the others, and the same press twice is one.

use domain::evidence::LeafKind;
use domain::named_consent::{Answer, How, NamedConsentStated, Standing, Statement};
use domain::problem::Problem;
use domain::rights::Reason;
use domain::text::Language;
use uuid::Uuid;

use crate::{DataSubject, Service, problem};

impl Service {
    /// Says yes to a question of theirs. What was shown beside the button is recorded in the `language` of the page.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::StepClosed`]: it was answered otherwise, or waits no longer;
    /// [`Problem::ChangedMeanwhile`]; [`Problem::Unavailable`].
    pub async fn agree_to(
        &self,
        subject: &DataSubject,
        id: &Uuid,
        language: Language,
    ) -> Result<(), Problem> {
        let open = self.open_own_consent(subject, id).await?;
        if matches!(open.consent.standing, Standing::Given { .. }) {
            return Ok(());
        }
        let (yes, today) = (self.by_button(), self.today());
        let next = open.consent.clone().agreed(yes.clone(), today, today)?;
        let act = self.draw_named_yes(&open.key, &next, &yes, language)?;
        let change = self.draw_consent_change(&open, &next, Some(act))?;
        self.commit(change).await?
    }

    /// Says no to a question of theirs. It leaves no record.
    ///
    /// # Errors
    /// As [`Self::agree_to`].
    pub async fn refuse_to(&self, subject: &DataSubject, id: &Uuid) -> Result<(), Problem> {
        let open = self.open_own_consent(subject, id).await?;
        if matches!(open.consent.standing, Standing::Refused { .. }) {
            return Ok(());
        }
        let next = open.consent.clone().refused(self.by_button(), self.today());
        let change = self.draw_consent_change(&open, &next?, None)?;
        self.commit_ending(change).await?
    }

    /// Takes a yes of theirs back at once. With `was_said` false they say that they never gave the one that staff wrote
    /// down.
    ///
    /// # Errors
    /// As [`Self::agree_to`].
    pub async fn take_consent_back(
        &self,
        subject: &DataSubject,
        id: &Uuid,
        was_said: bool,
    ) -> Result<(), Problem> {
        let open = self.open_own_consent(subject, id).await?;
        if matches!(open.consent.standing, Standing::Withdrawn { .. }) {
            return Ok(());
        }
        let next = open.consent.clone().withdrawn(self.by_button(), was_said)?;
        let act = self.draw_answer(&open, &next)?;
        let change = self.draw_consent_change(&open, &next, act)?;
        self.commit_ending(change).await?
    }

    /// Sets a statement beside what staff wrote down (Article 16).
    ///
    /// # Errors
    /// As [`Self::agree_to`], and those of [`Reason::read`].
    pub async fn set_beside_consent(
        &self,
        subject: &DataSubject,
        id: &Uuid,
        words: &str,
    ) -> Result<(), Problem> {
        let open = self.open_own_consent(subject, id).await?;
        let (words, at) = (Reason::read(words)?, self.now());
        let statement = Statement {
            at,
            words: words.clone(),
        };
        let next = open.consent.clone().stated(statement)?;
        let record = NamedConsentStated {
            schema: NamedConsentStated::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            consent: open.id(),
            words,
            stated_at: at,
            register: self.register().version(),
        };
        let bytes = record.to_bytes().map_err(problem::of_form)?;
        let act = self.draw_act(LeafKind::DataCorrected, &open.key, record.id, bytes);
        let change = self.draw_consent_change(&open, &next, Some(act))?;
        self.commit(change).await?
    }

    fn by_button(&self) -> Answer {
        Answer {
            at: self.now(),
            how: How::Portal,
        }
    }
}
