//! Recording a visitor's choice. A refusal leaves nothing but a daily count; an acceptance leaves a record,
//! a leaf in the evidence log and a receipt code; taking back is never in the way of anything.

use std::collections::BTreeSet;

use domain::canonical::Digest;
use domain::consent::{Ask, Decision, Method, Outcome, ReceiptCode, Standing};
use domain::notice::Surface;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;

use crate::notice::{Question, is_choice};
use crate::sealing::Known;
use crate::{Attempt, Service, problem};

mod write;

use write::Choice;
pub(crate) use write::{Consent, Place};

/// A choice, as it reached a door of our own pages, which are the register's first site.
#[derive(Clone, Debug)]
pub struct RecordChoice {
    /// The language it was asked in.
    pub language: Language,
    /// Where it was asked.
    pub surface: Surface,
    /// How it reached us.
    pub method: Method,
    /// What was decided.
    pub decision: Decision,
    /// On a placeholder, the service whose embed it stands for.
    pub embed: Option<Key>,
    /// What stood before, from the request's cookie.
    pub standing: Standing,
    /// The hash of the notice the page showed. Nothing new is accepted without it.
    pub notice: Option<Digest>,
    /// The one-time mark the form was rendered with. Nothing new is accepted without it.
    pub attempt: Option<Attempt>,
    /// The receipt code the browser holds.
    pub receipt: Option<ReceiptCode>,
}

/// A choice that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedChoice {
    /// What is allowed from now on, and the cookie that says so.
    pub outcome: Outcome,
    /// What becomes of the browser's receipt.
    pub receipt: ReceiptChange,
}

/// What becomes of the browser's receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReceiptChange {
    /// It stays as it is.
    None,
    /// This code opens the choice made now; it takes the place of the one before.
    Given(ReceiptCode),
    /// The consent that this code opens is withdrawn.
    Withdrawn(ReceiptCode),
}

impl Service {
    /// Applies a decision, and records what has to be provable.
    ///
    /// # Errors
    /// - [`Problem::UnknownService`]: a service was named that is no choice.
    /// - [`Problem::NoticeChanged`]: something new was accepted under a text that is not in force.
    /// - [`Problem::MissingAttempt`]: something new was accepted without the form's one-time mark.
    /// - [`Problem::Unavailable`]: the database does not take it. Nothing was recorded.
    pub async fn record_choice(&self, choice: RecordChoice) -> Result<RecordedChoice, Problem> {
        let register = self.register();
        let embed = choice.embed.as_deref();
        let question = Question::of(register, choice.surface, &choice.standing, embed)?;
        self.check_known(&choice.decision)?;
        let asked = question.services(register);
        let outcome = choice
            .decision
            .apply(register, &choice.standing, &asked, self.today());
        let notice = question.notice(register, choice.language, choice.surface);
        let notice = notice.to_bytes().map_err(problem::of_form)?;
        if !outcome.granted.is_subset(&choice.standing.granted) {
            check_informed(&choice, &Digest::of(&notice))?;
        }
        let refuses_all = outcome.granted.is_empty();
        let may_be_lost = refuses_all && choice.receipt.is_none();
        let ends = choice.receipt.is_some() && outcome.granted.is_subset(&choice.standing.granted);
        let known = self.known_receipt(&choice).await?;
        let write = self.prepare(choice, known.as_ref(), &asked, &outcome, notice)?;
        let written = if ends {
            self.commit_ending(write).await
        } else {
            self.commit(write).await
        };
        let receipt = match written {
            Ok(receipt) => receipt,
            // A refusal must go through; all that is lost here is one count in the statistics.
            Err(_) if may_be_lost => {
                tracing::warn!("a refusal was not counted");
                ReceiptChange::None
            }
            Err(problem) => return Err(problem),
        };
        Ok(RecordedChoice { outcome, receipt })
    }

    fn check_known(&self, decision: &Decision) -> Result<(), Problem> {
        let Decision::Only(services) = decision else {
            return Ok(());
        };
        if services
            .iter()
            .all(|service| is_choice(self.register(), service))
        {
            Ok(())
        } else {
            Err(Problem::UnknownService)
        }
    }

    /// What the browser's receipt opens, if anything.
    async fn known_receipt(&self, choice: &RecordChoice) -> Result<Option<Known>, Problem> {
        match &choice.receipt {
            Some(code) => self.known(code).await,
            None => Ok(None),
        }
    }

    fn prepare(
        &self,
        choice: RecordChoice,
        known: Option<&Known>,
        asked: &BTreeSet<Key>,
        outcome: &Outcome,
        notice: Vec<u8>,
    ) -> Result<Choice, Problem> {
        let accepts = !outcome.granted.is_disjoint(asked);
        let first_refusal = is_first_refusal(&choice.standing, outcome);
        let day = outcome.cookie.day;
        let refusal = first_refusal
            .then(|| self.refusal(&choice, day))
            .transpose()?;
        let place = Place {
            site: self.first_site()?,
            language: choice.language,
            surface: choice.surface,
            method: choice.method,
        };
        let attempt = self.attempt(&choice);
        let consent = self.draw_consent(place, attempt, &outcome.granted, notice)?;
        Ok(Choice {
            refuses_all: outcome.granted.is_empty(),
            provable: accepts || !outcome.withdrawn.is_empty(),
            refusal,
            receipt: choice.receipt,
            consent,
            end: known.map(|known| self.draw_end(self.now(), known)),
        })
    }
}

/// Consent must be informed (Article 4(11)): what is newly accepted was shown, in the words in force.
fn check_informed(choice: &RecordChoice, in_force: &Digest) -> Result<(), Problem> {
    if choice.notice.as_ref() != Some(in_force) {
        return Err(Problem::NoticeChanged);
    }
    if choice.attempt.is_none() {
        return Err(Problem::MissingAttempt);
    }
    Ok(())
}

/// A refusal counts once: not when it takes something back, and not when it repeats what stands.
fn is_first_refusal(standing: &Standing, outcome: &Outcome) -> bool {
    let repeats = standing.decided.is_some() && standing.ask == Ask::Nothing;
    outcome.granted.is_empty() && standing.granted.is_empty() && !repeats
}

#[cfg(test)]
mod property;
#[cfg(test)]
mod tests;
