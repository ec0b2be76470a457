//! From a request for a page of the portal to what it shows: who may see it is decided here and in the use cases, nowhere
//! else.

use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::{Language, moment_in_words};
use service::{DataSubject, EntryBrowser, OwnSession};

use super::{
    PortalSessionView, RightsContent, RightsMe, RightsView, load_cases, load_consents, load_held,
    load_secure,
};
use crate::address::RightsPage;
use crate::visit::Visit;

/// Which page is asked for.
#[derive(Clone, Debug)]
pub struct RightsAsked {
    /// The page.
    pub page: RightsPage,
    /// Its language.
    pub language: Language,
    /// Which of many.
    pub one: String,
    /// Where to go once in.
    pub return_to: String,
    /// What the electronic identity is called that shows who somebody is, where there is one.
    pub eid: Option<String>,
    /// What its provider gave to whoever comes back: code and state.
    pub back: Option<(String, String)>,
    /// What the browser keeps from asking to come in.
    pub browser: Option<EntryBrowser>,
}

/// Composes the page.
///
/// # Errors
/// [`Problem::SignInNeeded`], [`Problem::NotFound`], [`Problem::EidRefused`], [`Problem::Unavailable`].
pub async fn load(visit: &Visit, asked: &RightsAsked) -> Result<RightsView, Problem> {
    let content = match (asked.page, &visit.subject) {
        (RightsPage::Code, _) => RightsContent::Code {
            return_to: asked.return_to.clone(),
        },
        (RightsPage::Link, _) => link(visit, asked).await?,
        (RightsPage::NewAddress, _) => load_held::new_address(visit, asked).await?,
        (RightsPage::Start, None) => RightsContent::Ask {
            return_to: asked.return_to.clone(),
            contact: visit.organisation(asked.language).contact,
        },
        (_, None) => return Err(Problem::SignInNeeded),
        (_, Some(subject)) => {
            return Ok(RightsView {
                me: Some(me(subject)),
                content: inside(visit, subject, asked).await?,
                refused: None,
            });
        }
    };
    Ok(RightsView {
        me: None,
        content,
        refused: None,
    })
}

/// What somebody who is in is shown.
async fn inside(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<RightsContent, Problem> {
    Ok(match asked.page {
        RightsPage::SecondFactor => RightsContent::Confirm {
            is_shown: subject.person().is_some(),
            eid: asked.eid.clone(),
            contact: visit.organisation(asked.language).contact,
        },
        RightsPage::EidReturn => {
            let (code, state) = asked.back.clone().ok_or(Problem::EidRefused)?;
            RightsContent::EidReturn { code, state }
        }
        RightsPage::Sessions => RightsContent::Sessions(sessions(visit, subject, asked).await?),
        RightsPage::Export => RightsContent::Export,
        RightsPage::Correct => load_held::correct(visit, subject, asked).await?,
        RightsPage::Email => load_held::email(visit, subject, asked).await?,
        RightsPage::NoMarketing => load_held::no_marketing(visit, asked)?,
        RightsPage::Ask => {
            RightsContent::AskRight(Box::new(load_cases::ask(visit, subject, asked).await?))
        }
        RightsPage::Case => {
            RightsContent::Case(Box::new(load_cases::one(visit, subject, asked).await?))
        }
        RightsPage::Messages => {
            RightsContent::Messages(Box::new(load_cases::messages(visit, subject, asked).await?))
        }
        RightsPage::Secure => {
            let view = load_secure::start(visit, subject, asked.language).await?;
            RightsContent::StartSecure(Box::new(view))
        }
        RightsPage::SecureThread => {
            RightsContent::OwnSecure(Box::new(load_secure::one(visit, subject, asked).await?))
        }
        RightsPage::Consent => {
            RightsContent::Consent(Box::new(load_consents::one(visit, subject, asked).await?))
        }
        RightsPage::Answer => {
            RightsContent::Answer(Box::new(load_cases::answer(visit, subject, asked).await?))
        }
        RightsPage::Start | RightsPage::Code | RightsPage::Link | RightsPage::NewAddress => {
            load_held::overview(visit, subject, asked).await?
        }
    })
}

/// Who is in, for the frame.
#[must_use]
pub fn me(subject: &DataSubject) -> RightsMe {
    RightsMe {
        email: subject.email().as_str().to_owned(),
    }
}

async fn link(visit: &Visit, asked: &RightsAsked) -> Result<RightsContent, Problem> {
    let Some(token) = LinkToken::parse(&asked.one) else {
        return Ok(RightsContent::Elsewhere);
    };
    let leads_on = visit.service.leads_on(&token, asked.browser.as_ref());
    Ok(match leads_on.await? {
        true => RightsContent::ComeIn {
            action: format!("{}/{}", RightsPage::Link.path(asked.language), asked.one),
        },
        false => RightsContent::Elsewhere,
    })
}

async fn sessions(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<Vec<PortalSessionView>, Problem> {
    let sessions = visit.service.portal_sessions(subject).await?;
    let moment = |at| moment_in_words(visit.service.local(at), asked.language);
    let view = |session: OwnSession| PortalSessionView {
        id: session.id.to_string(),
        browser: session.browser,
        since: moment(session.since),
        seen: moment(session.seen),
        is_this: session.is_this,
    };
    Ok(sessions.into_iter().map(view).collect())
}
