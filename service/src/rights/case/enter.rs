//! Entering a request that came by letter, telephone or mail, or was spoken: by staff, with the day any of them had it.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{Asker, By, Case, Channel, Reason, Representation, Request, Right};
use domain::staff::{AccessAction, AccessReason, Area};
use domain::text::Language;
use jiff::Span;
use jiff::civil::Date;
use storage::{Access, NewKey, Operation, StoreError, Tx};
use uuid::Uuid;

use super::ask::{Open, Shown};
use crate::{Attempt, Look, Service, StaffActor};

/// A request, as staff typed it.
#[derive(Clone)]
pub struct EnterCase {
    /// The rights, each once.
    pub rights: Vec<Right>,
    /// By which way it came.
    pub channel: Channel,
    /// The day any of the staff had it, such as `2026-03-05`.
    pub received: String,
    /// The person's name.
    pub name: String,
    /// Their mail address, or nothing.
    pub email: String,
    /// Where letters go, or nothing.
    pub post: String,
    /// What they asked for, in a few words.
    pub words: String,
    /// Where a post is that is to be removed; read only where that is asked for.
    pub location: String,
    /// Who speaks for them, or nothing.
    pub behalf_name: String,
    /// What shows that they may, and how it was checked.
    pub behalf_shown: String,
    /// The language of its letters.
    pub language: Language,
    /// Whether it is about data that a mail link alone does not open.
    pub needs_second_factor: bool,
    /// The mark of the form, so that the same form twice is one case.
    pub attempt: Attempt,
}

impl Service {
    /// Enters a request, and gives the case's id.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens rights.
    /// - [`Problem::MissingRight`], [`Problem::MissingPost`], [`Problem::UnusableReceived`]; those of [`Asker::read`] and [`Representation::read`].
    pub async fn enter_case(&self, actor: &StaffActor, enter: EnterCase) -> Result<Uuid, Problem> {
        actor.require(Area::Rights)?;
        let purpose = self.cases_purpose()?.key.clone();
        let received = self.read_received(&enter.received)?;
        let asker = Asker::read(&enter.name, &enter.email, &enter.post)?;
        let behalf = Representation::read(&enter.behalf_name, &enter.behalf_shown)?;
        let words = Reason::read_optional(&enter.words)?;
        if enter.rights.is_empty() {
            return Err(Problem::MissingRight);
        }
        let post = Request::read_post(&enter.rights, &enter.location)?;
        let now = self.now();
        let asked = enter.rights.iter();
        let asked = asked.map(|right| (self.chance().uuid_v7(now), *right, words.clone()));
        let mailbox = match &asker.email {
            Some(email) => self.case_mailbox(email),
            // Nobody reads it, so nobody may find it by an address either.
            None => Digest(self.chance().bytes32()),
        };
        let shown = Shown {
            mailbox,
            person: None,
            assurance: match enter.needs_second_factor {
                true => Assurance::SecondFactor,
                false => Assurance::MailLink,
            },
            by: By::Staff(actor.id()),
        };
        let began = (received, enter.channel, enter.language);
        let case = Case::received(began, asker, behalf, asked.collect()).about_post(post);
        let open = self.draw_open_case(&case, &shown, &enter.attempt).await?;
        let look = Look {
            thing: open.case.id,
            purpose: &purpose,
            action: AccessAction::Changed,
            reason: AccessReason::Asked,
        };
        let access = self.access(actor.id(), look);
        self.commit(Enter { open, access }).await?
    }

    /// Not in the future, and not so long ago that it must be a slip.
    fn read_received(&self, typed: &str) -> Result<Date, Problem> {
        let day: Date = typed
            .trim()
            .parse()
            .map_err(|_| Problem::UnusableReceived)?;
        let today = self.today();
        let earliest = today.checked_sub(Span::new().years(1));
        let earliest = earliest.map_err(|_| Problem::UnusableReceived)?;
        if (earliest..=today).contains(&day) {
            Ok(day)
        } else {
            Err(Problem::UnusableReceived)
        }
    }
}

struct Enter {
    open: Open,
    access: Access,
}

impl Operation for Enter {
    type Output = Result<Uuid, Problem>;

    fn keys(&self) -> Vec<NewKey> {
        self.open.keys()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let opened = self.open.run(tx).await?;
        if opened == Ok(self.open.case.id) {
            tx.log_access(&self.access).await?;
        }
        Ok(opened)
    }
}

impl std::fmt::Debug for EnterCase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EnterCase(…)")
    }
}
