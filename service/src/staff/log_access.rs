//! The access log: every look at a person's data is noted before the data is shown, and can be read by those who watch
//! over it. It goes by the register's rule for it.

use std::collections::BTreeMap;

use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::Timestamp;
use storage::{Access, Operation, StoreError, Tx};
use uuid::Uuid;

use super::StaffActor;
use super::invite::OPERATOR;
use crate::{Service, problem};

/// How many entries a page has.
const PAGE: usize = 50;

/// A look at somebody's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look<'a> {
    /// Whose or which: the id of a thread, a subscription, an account. Nil for more than one.
    pub thing: Uuid,
    /// The purpose the data is used for, by its key in the register.
    pub purpose: &'a str,
    /// What is done.
    pub action: AccessAction,
    /// Why.
    pub reason: AccessReason,
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: Who,
    /// Whose or which data.
    pub thing: Uuid,
    /// The purpose, by its key in the register.
    pub purpose: String,
    /// What was done.
    pub action: AccessAction,
    /// Why.
    pub reason: AccessReason,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody with an account, by name.
    Member(String),
    /// Somebody whose account is erased.
    Gone,
    /// Whoever ran the program on its machine.
    Operator,
}

/// A page of the log, the latest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessPage {
    /// Its entries.
    pub entries: Vec<Noted>,
    /// What the next page is asked for with; none on the last.
    pub next: Option<Uuid>,
}

impl Service {
    /// Notes that the actor looks at something. Called before it is shown: what cannot be noted is not shown.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn log_access(&self, actor: &StaffActor, look: Look<'_>) -> Result<(), Problem> {
        let access = self.access(actor.id(), look);
        self.commit(Log(access)).await
    }

    /// Who looked at what, the latest before `before`. The look at the log is noted too.
    ///
    /// # Errors
    /// [`Problem::Forbidden`], [`Problem::Unavailable`].
    pub async fn accesses(
        &self,
        actor: &StaffActor,
        before: Option<Uuid>,
    ) -> Result<AccessPage, Problem> {
        actor.require(Area::AccessLog)?;
        let look = Look {
            thing: Uuid::nil(),
            purpose: "access-log",
            action: AccessAction::Looked,
            reason: AccessReason::Control,
        };
        self.log_access(actor, look).await?;
        let before = before.unwrap_or(Uuid::max());
        let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
        let found = self.store().accesses(&before, limit).await;
        let mut found = found.map_err(problem::of_store)?;
        let is_last = found.len() <= PAGE;
        found.truncate(PAGE);
        let next = found.last().filter(|_| !is_last).map(|entry| entry.id);
        let names: BTreeMap<Uuid, String> = self
            .members()
            .await?
            .into_iter()
            .map(|member| (member.id, member.name))
            .collect();
        let entries = found.into_iter().map(|access| noted(access, &names));
        Ok(AccessPage {
            entries: entries.collect(),
            next,
        })
    }

    /// What an operation that changes an account notes.
    pub(super) fn draw_access(
        &self,
        by: Uuid,
        staff: Uuid,
        action: AccessAction,
        reason: AccessReason,
    ) -> Access {
        let look = Look {
            thing: staff,
            purpose: "staff",
            action,
            reason,
        };
        self.access(by, look)
    }

    /// What an operation notes together with what it changes.
    pub(crate) fn access(&self, by: Uuid, look: Look<'_>) -> Access {
        let at = self.now();
        Access {
            id: self.chance().uuid_v7(at),
            staff: by,
            thing: look.thing,
            purpose: look.purpose.to_owned(),
            action: look.action,
            reason: look.reason,
            at,
        }
    }
}

fn noted(access: Access, names: &BTreeMap<Uuid, String>) -> Noted {
    let who = match names.get(&access.staff) {
        Some(name) => Who::Member(name.clone()),
        None if access.staff == OPERATOR => Who::Operator,
        None => Who::Gone,
    };
    Noted {
        at: access.at,
        who,
        thing: access.thing,
        purpose: access.purpose,
        action: access.action,
        reason: access.reason,
    }
}

struct Log(Access);

impl Operation for Log {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.log_access(&self.0).await
    }
}
