//! Asking to use a right, in the portal. The clock runs from today (Article 12(3)).

use domain::canonical::{self, Digest};
use domain::draft::DraftForm;
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{Asker, By, Case, Channel, Happened, Reason, Request, Right, What};
use domain::text::Language;
use jiff::Timestamp;
use storage::{CaseHold, CaseStep, NewCase, NewKey, NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use super::limits::may_open;
use crate::act::Act;
use crate::erasure::Erase;
use crate::{Attempt, DataSubject, Service, problem};

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct AskForRight {
    /// The rights, each once. The first is the form's own, whose draft ends.
    pub rights: Vec<Right>,
    /// What they wrote about it; nobody has to say why.
    pub words: String,
    /// Where a post is that is to be removed; read only where that is asked for.
    pub location: String,
    /// The language of the page.
    pub language: Language,
    /// The mark of the form, so that the same form twice is one case.
    pub attempt: Attempt,
}

impl Service {
    /// Opens a case, and gives its id. The same form sent again gives the same one.
    ///
    /// # Errors
    /// - [`Problem::NotFound`]: the organisation takes no requests here.
    /// - [`Problem::MissingRight`]; [`Problem::MissingPost`]; [`Problem::MessageTooLong`], [`Problem::CprInMessage`].
    /// - [`Problem::TooManyRequests`]: the mailbox opened many within a day.
    /// - [`Problem::Unavailable`]: nothing was stored.
    pub async fn ask_for_right(
        &self,
        subject: &DataSubject,
        ask: AskForRight,
    ) -> Result<Uuid, Problem> {
        let words = Reason::read_optional(&ask.words)?;
        let Some(first) = ask.rights.first() else {
            return Err(Problem::MissingRight);
        };
        let draft = self.draw_draft_sent(subject, DraftForm::Request(*first));
        let draft = draft.await?;
        let post = Request::read_post(&ask.rights, &ask.location)?;
        let now = self.now();
        let asker = Asker {
            name: None,
            email: Some(subject.email().clone()),
            post: None,
        };
        let asked = ask.rights.iter();
        let asked = asked.map(|right| (self.chance().uuid_v7(now), *right, words.clone()));
        let received = (self.today(), Channel::Portal, ask.language);
        let case = Case::received(received, asker, None, asked.collect()).about_post(post);
        let mut open = self
            .draw_open_case(&case, &Shown::to(self, subject), &ask.attempt)
            .await?;
        let had_draft = draft.is_some();
        open.draft = draft;
        let case = self.commit(open).await??;
        if had_draft {
            self.finish_what_was_decided().await;
        }
        Ok(case)
    }

    /// Draws a case that is opened now. A form whose words were changed is another case.
    pub(super) async fn draw_open_case(
        &self,
        case: &Case,
        shown: &Shown,
        attempt: &Attempt,
    ) -> Result<Open, Problem> {
        let now = self.now();
        let key = self.draw_key(self.chance().uuid_v7(now));
        let typed: Vec<_> = case
            .requests()
            .iter()
            .map(|one| (one.right(), one.words(), one.post()))
            .collect();
        let typed = canonical::to_bytes(&typed).map_err(problem::of_form)?;
        let mut acts = Vec::new();
        for request in case.requests() {
            acts.extend(self.draw_request_record(&key, case, request, None)?);
        }
        let happened = Happened {
            by: shown.by,
            right: None,
            what: What::Received,
            words: None,
        };
        Ok(Open {
            case: NewCase {
                id: key.owner,
                mailbox: shown.mailbox,
                person: shown.person,
                assurance: shown.assurance,
                content: self.seal_case(&key, case)?,
                received: case.received,
                queue: self.queue_of(case)?,
                attempt: attempt.next(self.root_key(), &typed).hash(),
                opened_at: now,
            },
            step: self.draw_happened(&key, &happened)?,
            hold: self.draw_case_hold(case, shown.person).await?,
            acts,
            news: self.draw_case_news(&key, case)?,
            draft: None,
            is_limited: shown.by == By::Person,
            now,
            key: key.new_key(),
        })
    }
}

/// Whom a case is shown to, and who opened it.
pub(super) struct Shown {
    pub(super) mailbox: Digest,
    pub(super) person: Option<Uuid>,
    pub(super) assurance: Assurance,
    pub(super) by: By,
}

impl Shown {
    /// What was asked with a mailbox alone is shown to it; what was asked with a second factor only to that person.
    fn to(service: &Service, subject: &DataSubject) -> Self {
        Self {
            mailbox: service.case_mailbox(subject.email()),
            person: subject.person(),
            assurance: subject.assurance(),
            by: By::Person,
        }
    }
}

pub(super) struct Open {
    pub(super) case: NewCase,
    step: CaseStep,
    hold: CaseHold,
    acts: Vec<Act>,
    news: Option<NewMail>,
    /// What was saved of the form.
    draft: Option<Erase>,
    /// Whoever asks for themselves can do so only so often.
    is_limited: bool,
    now: Timestamp,
    key: NewKey,
}

impl Operation for Open {
    /// The case: this one, or that of the same form.
    type Output = Result<Uuid, Problem>;

    fn keys(&self) -> Vec<NewKey> {
        vec![self.key.clone()]
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if let Some(before) = tx.rights_case_by_attempt(&self.case.attempt).await? {
            return Ok(Ok(before));
        }
        if self.is_limited
            && let Err(problem) = may_open(tx, &self.case.mailbox, self.now).await?
        {
            return Ok(Err(problem));
        }
        tx.insert_rights_case(&self.case).await?;
        tx.hold_back(&self.case.id, &self.hold).await?;
        tx.insert_rights_step(&self.case.id, &self.step).await?;
        for act in &self.acts {
            act.write(tx).await?;
        }
        if let Some(news) = &self.news {
            tx.mail(news).await?;
        }
        if let Some(draft) = &self.draft {
            draft.decide(tx).await?;
        }
        Ok(Ok(self.case.id))
    }
}
