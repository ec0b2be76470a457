//! What staff write down for the person: a yes, a no, or taking a yes back, from paper or from what was said. The person sees
//! the wording.

use domain::named_consent::{Answer, How, NamedConsent, NamedEnd, Recorded, Source, Standing};
use domain::problem::Problem;
use domain::rights::Reason;
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

use super::opened::OpenConsent;
use crate::act::Act;
use crate::{Look, Service, StaffActor};

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConsentAnswer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The yes is taken back.
    TakenBack,
}

/// What was said or signed, as staff typed it.
#[derive(Clone)]
pub struct RecordAnswer {
    /// What was answered.
    pub answer: ConsentAnswer,
    /// From what staff know, by name: `paper` or `speech`.
    pub from: String,
    /// What it says, or what was said.
    pub wording: String,
    /// The day, such as `2026-12-01`.
    pub said_on: String,
}

/// An answer to a question that was asked.
#[derive(Clone, Debug)]
pub struct RecordConsent {
    /// The question.
    pub consent: Uuid,
    /// What was answered.
    pub answer: RecordAnswer,
}

impl Service {
    /// Writes down what the person answered, and writes to them that there is news.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::MissingHow`]; [`Problem::MissingReason`] and the others of
    /// [`Reason::read`]; [`Problem::UnusableSaidOn`]; [`Problem::StepClosed`]: that cannot be answered any more;
    /// [`Problem::ChangedMeanwhile`].
    pub async fn record_consent(
        &self,
        actor: &StaffActor,
        record: &RecordConsent,
    ) -> Result<(), Problem> {
        actor.require(Area::Rights)?;
        let open = self.open_consent(&record.consent).await?;
        let next = self.answered_on_record(open.consent.clone(), &record.answer, actor)?;
        let act = self.draw_answer(&open, &next)?;
        let look = Look {
            thing: open.id(),
            purpose: &open.stored.purpose,
            action: AccessAction::Changed,
            reason: AccessReason::Task,
        };
        let mut change = self.draw_consent_change(&open, &next, act)?;
        change.access = Some(self.access(actor.id(), look));
        if let Some(case) = self.open_case(&open.stored.case).await? {
            change.news = self.draw_case_news(&open.key, &case.case)?;
        }
        self.commit(change).await?
    }

    /// The question after what staff write down.
    pub(super) fn answered_on_record(
        &self,
        consent: NamedConsent,
        record: &RecordAnswer,
        actor: &StaffActor,
    ) -> Result<NamedConsent, Problem> {
        let today = self.today();
        let said_on = read_said_on(&record.said_on, today)?;
        let answer = Answer {
            at: self.now(),
            how: How::Recorded(Recorded {
                from: Source::of_name(&record.from).ok_or(Problem::MissingHow)?,
                wording: Reason::read(&record.wording)?,
                said_on,
                staff: actor.id(),
            }),
        };
        match record.answer {
            ConsentAnswer::Yes => consent.agreed(answer, said_on, today),
            ConsentAnswer::No => consent.refused(answer, today),
            ConsentAnswer::TakenBack => consent.withdrawn(answer, true),
        }
    }

    /// The evidence of what `next` says beyond `open`: none of a no.
    pub(super) fn draw_answer(
        &self,
        open: &OpenConsent,
        next: &NamedConsent,
    ) -> Result<Option<Act>, Problem> {
        let key = &open.key;
        Ok(match &next.standing {
            Standing::Given { yes } => Some(self.draw_named_yes(key, next, yes, next.language)?),
            Standing::Withdrawn { end, was_said, .. } => {
                let reason = match was_said {
                    true => NamedEnd::Withdrawn,
                    false => NamedEnd::NeverSaid,
                };
                Some(self.draw_consent_end(key, (end.at, end.recorded()), reason)?)
            }
            _ => None,
        })
    }
}

/// Not in the future, and not so long ago that it must be a slip: longer than any yes holds.
fn read_said_on(typed: &str, today: Date) -> Result<Date, Problem> {
    let day: Date = typed.trim().parse().map_err(|_| Problem::UnusableSaidOn)?;
    let earliest = today.checked_sub(3.years());
    let earliest = earliest.map_err(|_| Problem::UnusableSaidOn)?;
    if (earliest..=today).contains(&day) {
        Ok(day)
    } else {
        Err(Problem::UnusableSaidOn)
    }
}

impl std::fmt::Debug for RecordAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordAnswer(…)")
    }
}
