//! Staff's list of cases: what waits for an answer first, by the day it is to be answered.

use domain::problem::Problem;
use domain::rights::{Case, Deadlines};
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::civil::Date;
use storage::StoredCase;
use uuid::Uuid;

use crate::{Look, Service, StaffActor, problem};

/// How many cases the list shows of each kind.
const MOST: u32 = 200;

/// A case in the list.
#[derive(Clone, Debug)]
pub struct ListedCase {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub case: Case,
    /// The day staff work to; none when nothing waits for an answer.
    pub due: Option<Date>,
    /// The dates of the request that is to be answered first.
    pub dates: Option<Deadlines>,
    /// Who has taken it on.
    pub assignee: Option<String>,
}

/// The list.
#[derive(Clone, Debug)]
pub struct CaseQueuePage {
    /// Cases in which something is to be done.
    pub open: Vec<ListedCase>,
    /// Cases that are closed, the latest first.
    pub closed: Vec<ListedCase>,
}

impl Service {
    /// The cases. The look is noted.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]: the organisation takes no requests here;
    /// [`Problem::Unavailable`].
    pub async fn case_queue(&self, actor: &StaffActor) -> Result<CaseQueuePage, Problem> {
        actor.require(Area::Rights)?;
        let look = Look {
            thing: Uuid::nil(),
            purpose: self.cases_purpose()?.key,
            action: AccessAction::Listed,
            reason: AccessReason::Task,
        };
        self.log_access(actor, look).await?;
        let names = self.staff_names().await?;
        let open = self.store().open_rights_cases(MOST).await;
        let open = open.map_err(problem::of_store)?;
        let closed = self.store().closed_rights_cases(MOST).await;
        let closed = closed.map_err(problem::of_store)?;
        Ok(CaseQueuePage {
            open: self.listed_cases(open, &names).await?,
            closed: self.listed_cases(closed, &names).await?,
        })
    }

    async fn listed_cases(
        &self,
        stored: Vec<StoredCase>,
        names: &[(Uuid, String)],
    ) -> Result<Vec<ListedCase>, Problem> {
        let promise = self.cases_purpose()?.promised_working_days;
        let mut listed = Vec::new();
        for stored in stored {
            let due = stored.due;
            let assignee = stored.assignee;
            let Some(open) = self.open_stored_case(stored).await? else {
                continue;
            };
            let name = names.iter().find(|(id, _)| Some(*id) == assignee);
            listed.push(ListedCase {
                id: open.id(),
                due,
                dates: open.case.first_dates(self.today(), promise),
                assignee: name.map(|(_, name)| name.clone()),
                case: open.case,
            });
        }
        Ok(listed)
    }
}
