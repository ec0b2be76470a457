//! Asking, from a case: staff name the five parts, and the person is written that there is news. Or staff write down at once
//! what was said or signed.

use domain::canonical;
use domain::named_consent::{Direction, NamedConsent, Scope, Standing, TypedScope};
use domain::problem::Problem;
use domain::register::Assurance;
use domain::staff::{AccessAction, AccessReason};
use storage::{Access, NewKey, NewMail, NewNamedConsent, Operation, StoreError, Tx};
use uuid::Uuid;

use super::opened::time_of;
use super::record::RecordAnswer;
use crate::act::Act;
use crate::rights::case::OpenCase;
use crate::{Attempt, Look, Service, StaffActor, problem};

/// A question for consent, as staff typed it.
#[derive(Clone)]
pub struct AskConsent {
    /// The case it is asked from.
    pub case: Uuid,
    /// The direction, by name.
    pub direction: String,
    /// Who gives; we, where we give and nobody is named.
    pub sender: String,
    /// Who is given; we, where we fetch and nobody is named.
    pub recipient: String,
    /// Which data.
    pub data: String,
    /// For what.
    pub what_for: String,
    /// The purpose of the register, by key.
    pub purpose: String,
    /// The last day on which a yes holds, such as `2027-06-01`; a year without.
    pub lasts: String,
    /// The number of the person, where the case does not know them; else nothing.
    pub person: String,
    /// What was answered already, on paper or by word of mouth.
    pub recorded: Option<RecordAnswer>,
    /// The mark of the form, so that the same form twice is one question.
    pub attempt: Attempt,
}

impl Service {
    /// Asks, and gives the question's id.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: there is no such case.
    /// - Those of [`Scope::read`] and [`Direction::read_last_day`](domain::named_consent::Direction::read_last_day).
    /// - [`Problem::PersonNeeded`]: only a second factor opens it, and nobody showed yet who the person is.
    ///   [`Problem::UnknownPerson`]: there is no person of that number.
    /// - [`Problem::MissingContact`]: nobody could answer here, and no answer was written down.
    /// - Of an answer that was written down: [`Problem::MissingHow`], [`Problem::UnusableSaidOn`],
    ///   [`Problem::MissingReason`].
    pub async fn ask_consent(&self, actor: &StaffActor, ask: AskConsent) -> Result<Uuid, Problem> {
        let open = self.look_at_case(actor, &ask.case).await?;
        let us = &self.register().register().controller.name;
        let or_us = |typed: &'_ str, direction: Direction| match typed.trim() {
            "" if ask.direction == direction.name() => us.clone(),
            typed => typed.to_owned(),
        };
        let typed = TypedScope {
            direction: &ask.direction,
            sender: &or_us(&ask.sender, Direction::Give),
            recipient: &or_us(&ask.recipient, Direction::Fetch),
            data: &ask.data,
            what_for: &ask.what_for,
            purpose: &ask.purpose,
        };
        let scope = Scope::read(self.register().register(), typed)?;
        let person = self.who_is_shown(&open, &scope.purpose, &ask.person)?;
        let today = self.today();
        let last_day = scope.direction.read_last_day(&ask.lasts, today)?;
        let by = (open.case.language, actor.id());
        let mut consent = NamedConsent::asked(scope, last_day, by, today)?;
        match &ask.recorded {
            Some(recorded) => consent = self.answered_on_record(consent, recorded, actor)?,
            None if open.case.asker.email.is_none() => return Err(Problem::MissingContact),
            None => {}
        }
        let drawn = self.draw_question(&ask, &open, consent, person, actor)?;
        self.commit(drawn).await?
    }

    /// The person who alone is shown a question, where a second factor must open it and somebody could.
    fn who_is_shown(
        &self,
        open: &OpenCase,
        purpose: &str,
        typed: &str,
    ) -> Result<Option<Uuid>, Problem> {
        let needed = self.needed_for(purpose).max(open.stored.assurance);
        if needed < Assurance::SecondFactor || open.case.asker.email.is_none() {
            return Ok(None);
        }
        match (open.stored.person, typed.trim()) {
            (Some(person), _) => Ok(Some(person)),
            (None, "") => Err(Problem::PersonNeeded),
            (None, number) => {
                let person = Uuid::parse_str(number);
                person.map(Some).map_err(|_| Problem::UnknownPerson)
            }
        }
    }

    fn draw_question(
        &self,
        ask: &AskConsent,
        open: &OpenCase,
        consent: NamedConsent,
        person: Option<Uuid>,
        actor: &StaffActor,
    ) -> Result<Ask, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let act = match &consent.standing {
            Standing::Given { yes } => {
                Some(self.draw_named_yes(&key, &consent, yes, consent.language)?)
            }
            _ => None,
        };
        let said = ask.recorded.as_ref();
        let said = said.map(|said| (&said.from, &said.wording, &said.said_on));
        let typed = canonical::to_bytes(&(&consent.scope, consent.last_day, said));
        let typed = typed.map_err(problem::of_form)?;
        let look = Look {
            thing: key.owner,
            purpose: &consent.scope.purpose,
            action: AccessAction::Changed,
            reason: AccessReason::Task,
        };
        let access = self.access(actor.id(), look);
        let email = open.case.asker.email.as_ref();
        Ok(Ask {
            new: NewNamedConsent {
                id: key.owner,
                case: ask.case,
                person,
                mailbox: email.map(|email| self.consent_mailbox(email)),
                purpose: consent.scope.purpose.clone(),
                content: self.seal_consent(&key, &consent)?,
                attempt: ask.attempt.next(self.root_key(), &typed).hash(),
                asked_at: now,
                time: time_of(&consent)?,
            },
            act,
            news: self.draw_case_news(&key, &open.case)?,
            access,
            key: key.new_key(),
        })
    }
}

struct Ask {
    new: NewNamedConsent,
    act: Option<Act>,
    news: Option<NewMail>,
    access: Access,
    key: NewKey,
}

impl Operation for Ask {
    /// The question: this one, or that of the same form.
    type Output = Result<Uuid, Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if let Some(before) = tx.named_consent_by_attempt(&self.new.attempt).await? {
            return Ok(Ok(before));
        }
        if let Some(person) = &self.new.person
            && !tx.is_person(person).await?
        {
            return Ok(Err(Problem::UnknownPerson));
        }
        tx.insert_named_consent(&self.new).await?;
        if let Some(act) = &self.act {
            act.write(tx).await?;
        }
        if let Some(news) = &self.news {
            tx.mail(news).await?;
        }
        tx.log_access(&self.access).await?;
        Ok(Ok(self.new.id))
    }
}

impl std::fmt::Debug for AskConsent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AskConsent(…)")
    }
}
