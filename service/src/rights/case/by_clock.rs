//! What days bring: reminders to staff, restrictions that end after their notice, duties that are over, and cases that are
//! kept no longer.

use domain::clock::Reminder;
use domain::erasure::ErasureRule;
use domain::mail::{Letter, MailAddress};
use domain::problem::Problem;
use domain::rights::{Action, Actor, LiftOf, Reason, Status};
use domain::text::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use storage::{CaseToRemind, NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use super::opened::OpenCase;
use crate::erasure::{BATCH, Erase};
use crate::{Member, Service};

/// A case whose data a duty kept is taken up again by the clock with these words.
const DUTY_ENDED: &str = "Pligten til at gemme er slut. / The duty to keep it has ended.";

impl Service {
    /// Does what days and hours bring: goes on with cases, and reminds staff and people. May be called as often as one
    /// likes: what is done is not done again.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub async fn tend_cases(&self) -> Result<(), StoreError> {
        if self.register().rights().is_none() {
            return Ok(());
        }
        self.go_on_with_cases().await?;
        self.remind_of_cases().await?;
        self.remind_of_answers().await?;
        Ok(())
    }

    /// Erases cases that are kept no longer. Returns how many there were.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn erase_due_cases(&self) -> Result<u64, StoreError> {
        let now = self.now();
        let mut erased = 0;
        loop {
            let due = self.store().due_rights_cases(now, BATCH).await?;
            if due.is_empty() {
                return Ok(erased);
            }
            let ends = due.into_iter().map(|case| EndOfCase {
                case,
                now,
                erase: self.draw_erasure(case, ErasureRule::CaseClosed),
            });
            let end = EndCases(ends.collect());
            self.end(|| self.store().commit(end.clone())).await?;
            erased += self.finish_erasures().await?;
        }
    }

    /// Goes on with cases whose day has come: a duty that kept something is over, or a restriction ends that was announced.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn go_on_with_cases(&self) -> Result<(), StoreError> {
        let today = self.today();
        let due = self.store().rights_cases_to_look_at_again(today, BATCH);
        for id in due.await? {
            self.go_on_with(&id).await;
        }
        for stored in self.store().open_rights_cases(u32::MAX).await? {
            if stored.restricts {
                self.go_on_with(&stored.id).await;
            }
        }
        Ok(())
    }

    /// A case that cannot be gone on with is told in the log; the others go on.
    async fn go_on_with(&self, id: &Uuid) {
        let went_on = async {
            let Some(open) = self.open_case(id).await? else {
                return Ok(());
            };
            self.take_steps_of_clock(&open).await
        };
        let went_on: Result<(), Problem> = went_on.await;
        if let Err(problem) = went_on {
            tracing::error!(case = %id, problem = problem.code(), "a case cannot be gone on with");
        }
    }

    async fn take_steps_of_clock(&self, open: &OpenCase) -> Result<(), Problem> {
        let moment = self.case_moment(open, Actor::Clock, false);
        for request in open.case.requests() {
            let action = match request.status() {
                Status::LiftNotified {
                    of: LiftOf::Objection { .. },
                    ..
                } => Action::Lift,
                Status::Closed(closing) if closing.outcome.keeps_something() => {
                    Action::Reopen(Reason::read(DUTY_ENDED)?)
                }
                _ => continue,
            };
            if request.gate(action.step(), &moment).is_err() {
                continue;
            }
            let taken = self
                .draw_case_step(open, &request.id(), action, &moment, &[])
                .await?;
            // One step changes the version that was read; the next comes with the next day's work.
            return self.commit(taken).await?;
        }
        Ok(())
    }

    /// Mails staff of the cases that have to be answered: on arrival and at half time whoever has taken the case on, five
    /// days and one day before the end everybody who may decide, so that there is a substitute. Returns how many mails.
    ///
    /// # Errors
    /// When a database fails; the next call goes on.
    pub(crate) async fn remind_of_cases(&self) -> Result<u64, StoreError> {
        let today = self.today();
        let mut written = 0;
        let mut last = Uuid::nil();
        loop {
            let page = self.store().rights_cases_to_remind(today, &last, BATCH);
            let page = page.await?;
            let Some(next) = page.last() else {
                return Ok(written);
            };
            last = next.id;
            for case in &page {
                written += self.remind_of_case(case).await.unwrap_or_else(|problem| {
                    tracing::error!(case = %case.id, problem = problem.code(), "staff cannot be reminded of a case");
                    0
                });
            }
        }
    }

    async fn remind_of_case(&self, case: &CaseToRemind) -> Result<u64, Problem> {
        let today = self.today();
        let Some(open) = self.open_case(&case.id).await? else {
            return Ok(0);
        };
        let promise = self.cases_purpose()?.promised_working_days;
        let Some(dates) = open.case.first_dates(today, promise) else {
            return Ok(0);
        };
        let days = dates.first().reminders().into_iter();
        let come = days.filter(|(day, _)| *day <= today);
        let mut new = come.filter(|(day, _)| case.reminded.is_none_or(|last| *day > last));
        let Some((_, reminder)) = new.next_back() else {
            return Ok(0);
        };
        let members = self.who_may_decide().await?;
        // Whoever took it on may have left, or lost the role.
        let assignee = members
            .iter()
            .find(|member| Some(member.id) == case.assignee);
        let to = match (reminder, assignee) {
            (Reminder::Arrival | Reminder::HalfTime, Some(one)) => vec![one],
            _ => members.iter().collect::<Vec<&Member>>(),
        };
        let days_left = match reminder {
            Reminder::Arrival => None,
            _ => Some(dates.first().days_left(today)),
        };
        let mut mails = Vec::new();
        for member in to {
            let email = MailAddress::parse(&member.email).map_err(Problem::from)?;
            let letter = Letter::CaseWaits {
                case: case.id,
                due: dates.work_to(),
                days_left,
            };
            mails.push(self.draw_case_mail(&open.key, &email, Language::Da, letter)?);
        }
        let written = mails.len() as u64;
        let remind = Remind {
            case: case.id,
            today,
            mails,
        };
        let is_first = self.commit(remind).await?;
        Ok(if is_first { written } else { 0 })
    }
}

#[derive(Clone)]
struct EndOfCase {
    case: Uuid,
    now: Timestamp,
    erase: Erase,
}

#[derive(Clone)]
struct EndCases(Vec<EndOfCase>);

impl Operation for EndCases {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for end in &self.0 {
            // It may have been taken up again meanwhile.
            if tx.hold_due_rights_case(&end.case, end.now).await? {
                end.erase.decide(tx).await?;
            }
        }
        Ok(())
    }
}

struct Remind {
    case: Uuid,
    today: Date,
    mails: Vec<NewMail>,
}

impl Operation for Remind {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if !tx.reminded_of_rights_case(&self.case, self.today).await? {
            return Ok(false);
        }
        for mail in &self.mails {
            tx.mail(mail).await?;
        }
        Ok(true)
    }
}
