//! A case as the person sees it: where each right stands, what happens next and by when, and what happened so far.

use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{Case, Deadlines, Happened, Request, Status};
use domain::thread::Promise;
use jiff::Timestamp;
use uuid::Uuid;

use super::opened::OpenCase;
use crate::{DataSubject, Service, problem};

/// The most cases that are listed for one person.
const MOST: u32 = 100;

/// A case in a list.
#[derive(Clone, Debug)]
pub struct OwnCase {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub case: Case,
    /// When it was opened here.
    pub opened_at: Timestamp,
}

/// A case with everything the person sees of it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub case: Case,
    /// Each right, with its dates.
    pub requests: Vec<RequestView>,
    /// What happened, the earliest first.
    pub happened: Vec<HappenedAt>,
    /// Until when it is kept, once it is closed.
    pub kept: Option<Promise>,
}

/// One right of a case.
#[derive(Clone, Debug)]
pub struct RequestView {
    /// What it says.
    pub request: Request,
    /// By when it is to be answered; none once it is answered.
    pub dates: Option<Deadlines>,
    /// Whether its time is over.
    pub is_late: bool,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct HappenedAt {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Happened,
}

impl Service {
    /// The cases of somebody, the latest first. Those that need a second factor are not there without it.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn own_cases(&self, subject: &DataSubject) -> Result<Vec<OwnCase>, Problem> {
        let mailbox = self.case_mailbox(subject.email());
        let store = self.store();
        let by_mailbox = store.rights_cases_of_mailbox(&mailbox, Assurance::MailLink, MOST);
        let mut stored = by_mailbox.await.map_err(problem::of_store)?;
        if let Some(person) = subject.person() {
            let of_person = store.rights_cases_of_person(&person, MOST).await;
            stored.extend(of_person.map_err(problem::of_store)?);
        }
        let mut cases = Vec::new();
        for stored in stored {
            if let Some(open) = self.open_stored_case(stored).await? {
                cases.push(OwnCase {
                    id: open.id(),
                    opened_at: open.stored.opened_at,
                    case: open.case,
                });
            }
        }
        cases.sort_by_key(|case| std::cmp::Reverse((case.opened_at, case.id)));
        cases.dedup_by_key(|case| case.id);
        Ok(cases)
    }

    /// One of their cases. Gone, somebody else's and beyond what they showed are told apart by nobody.
    ///
    /// # Errors
    /// [`Problem::NotFound`]; [`Problem::Unavailable`].
    pub async fn own_case(&self, subject: &DataSubject, id: &Uuid) -> Result<CaseView, Problem> {
        let open = self.open_own_case(subject, id).await?;
        self.view_of(&open).await
    }

    /// A case of theirs, opened.
    pub(super) async fn open_own_case(
        &self,
        subject: &DataSubject,
        id: &Uuid,
    ) -> Result<OpenCase, Problem> {
        let open = self.open_case(id).await?.ok_or(Problem::NotFound)?;
        let stored = &open.stored;
        let is_theirs = match stored.assurance {
            Assurance::SecondFactor => stored.person.is_some() && stored.person == subject.person(),
            Assurance::MailLink | Assurance::ReceiptCode => {
                stored.mailbox == self.case_mailbox(subject.email())
            }
        };
        is_theirs.then_some(open).ok_or(Problem::NotFound)
    }

    pub(super) async fn view_of(&self, open: &OpenCase) -> Result<CaseView, Problem> {
        let happened = self.happened_in(&open.key).await?.into_iter();
        let requests = open.case.requests().iter();
        Ok(CaseView {
            id: open.id(),
            requests: requests
                .map(|request| self.request_view(&open.case, request))
                .collect::<Result<_, _>>()?,
            happened: happened.map(|(at, what)| HappenedAt { at, what }).collect(),
            kept: open.stored.closed.map(|(_, kept)| kept),
            case: open.case.clone(),
        })
    }

    fn request_view(&self, case: &Case, request: &Request) -> Result<RequestView, Problem> {
        let purpose = self.cases_purpose()?;
        let today = self.today();
        let is_unanswered = Status::is_unanswered(request.status());
        let dates = case.deadlines(request, today, purpose.promised_working_days);
        Ok(RequestView {
            is_late: is_unanswered && request.is_late(case.received, today),
            dates: is_unanswered.then_some(dates),
            request: request.clone(),
        })
    }
}
