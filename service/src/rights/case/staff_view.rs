//! A case as staff see it: what the person asked for, by when, and the steps that are lawful now, each with its gate.

use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{Actor, Asker, Gate, Moment, Request, Right, Step};
use domain::staff::{AccessAction, AccessReason, Area};
use domain::text::Language;
use uuid::Uuid;

use super::copies::EndingThing;
use super::opened::OpenCase;
use super::own::CaseView;
use crate::staff::MemberState;
use crate::{Look, Service, StaffActor};

/// A case, for those who handle it.
#[derive(Clone, Debug)]
pub struct StaffCase {
    /// What the person sees of it too.
    pub view: CaseView,
    /// What can be done about each right, in the order of the rights.
    pub requests: Vec<StaffRequest>,
    /// What opens it to the person.
    pub assurance: Assurance,
    /// Who has taken it on.
    pub assignee: Option<(Uuid, String)>,
    /// What is gone, or will be, before an answer to a request for access has to be there.
    pub ending: Vec<EndingThing>,
    /// The names of staff, for what happened.
    pub names: Vec<(Uuid, String)>,
}

/// What can be done about one right.
#[derive(Clone, Debug)]
pub struct StaffRequest {
    /// Its id.
    pub id: Uuid,
    /// The steps that belong here.
    pub steps: Vec<OfferedStep>,
}

/// A step, and the gate that is closed, if one is.
#[derive(Clone, Copy, Debug)]
pub struct OfferedStep {
    /// The step.
    pub step: Step,
    /// What stands in its way.
    pub gate: Option<Gate>,
}

impl Service {
    /// A case, told in `language`. The look is noted before it is shown.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn staff_case(
        &self,
        actor: &StaffActor,
        id: &Uuid,
        language: Language,
    ) -> Result<StaffCase, Problem> {
        let open = self.look_at_case(actor, id).await?;
        let moment = self.staff_moment(&open, actor).await?;
        let names = self.staff_names().await?;
        let requests = open.case.requests().iter();
        Ok(StaffCase {
            view: self.view_of(&open).await?,
            requests: requests.map(|request| offered(request, &moment)).collect(),
            assurance: open.stored.assurance,
            ending: self.ending_before_answer(&open, language).await?,
            assignee: names
                .iter()
                .find(|(id, _)| Some(*id) == open.stored.assignee)
                .cloned(),
            names,
        })
    }

    /// Who asks, and the language they are written to in. To see it is a look at the case.
    ///
    /// # Errors
    /// As [`Self::staff_case`].
    pub(crate) async fn asker_of_case(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<(Asker, Language), Problem> {
        let case = self.look_at_case(actor, id).await?.case;
        Ok((case.asker, case.language))
    }

    /// Which right a request uses.
    ///
    /// # Errors
    /// As [`Self::staff_case`].
    pub async fn right_of(
        &self,
        actor: &StaffActor,
        case: &Uuid,
        request: &Uuid,
    ) -> Result<Right, Problem> {
        actor.require(Area::Rights)?;
        let open = self.open_case(case).await?.ok_or(Problem::NotFound)?;
        let request = open.case.request(request).ok_or(Problem::NotFound)?;
        Ok(request.right())
    }

    /// A case for `actor`, opened once the look is noted.
    pub(in crate::rights) async fn look_at_case(
        &self,
        actor: &StaffActor,
        id: &Uuid,
    ) -> Result<OpenCase, Problem> {
        actor.require(Area::Rights)?;
        let look = Look {
            thing: *id,
            purpose: self.cases_purpose()?.key,
            action: AccessAction::Looked,
            reason: AccessReason::Task,
        };
        // A number that names no case leaves no line about one.
        let open = self.open_case(id).await?.ok_or(Problem::NotFound)?;
        self.log_access(actor, look).await?;
        Ok(open)
    }

    /// Now, as a member of staff acts on a case.
    pub(super) async fn staff_moment(
        &self,
        open: &OpenCase,
        actor: &StaffActor,
    ) -> Result<Moment, Problem> {
        let is_only_one = self.who_may_decide().await?.len() < 2;
        Ok(self.case_moment(open, Actor::Staff(actor.id()), is_only_one))
    }

    /// Now, as somebody acts on a case.
    pub(super) fn case_moment(&self, open: &OpenCase, actor: Actor, is_only_one: bool) -> Moment {
        Moment {
            now: self.now(),
            today: self.today(),
            received: open.case.received,
            actor,
            is_only_one,
        }
    }

    /// Those of the staff who can sign in and whose role opens rights.
    pub(crate) async fn who_may_decide(&self) -> Result<Vec<crate::Member>, Problem> {
        let members = self.members().await?.into_iter();
        let may = |member: &crate::Member| {
            matches!(member.state, MemberState::Active(_))
                && member.roles.iter().any(|role| role.may(Area::Rights))
        };
        Ok(members.filter(may).collect())
    }

    pub(super) async fn staff_names(&self) -> Result<Vec<(Uuid, String)>, Problem> {
        let members = self.members().await?.into_iter();
        Ok(members.map(|member| (member.id, member.name)).collect())
    }
}

fn offered(request: &Request, moment: &Moment) -> StaffRequest {
    let steps = request.steps(moment).into_iter();
    StaffRequest {
        id: request.id(),
        steps: steps
            .map(|(step, gate)| OfferedStep {
                step,
                gate: gate.err(),
            })
            .collect(),
    }
}
