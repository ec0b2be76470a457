//! From a choice form to an answer: the decision goes to the service, its outcome into cookies.

use std::collections::BTreeSet;

use domain::canonical::Digest;
use domain::consent::{Decision, Method, Outcome};
use domain::notice::Surface;
use domain::problem::Problem;
use domain::text::Language;
use http::header::{HeaderName, HeaderValue};
use service::{Attempt, ReceiptChange, RecordChoice};

use super::{Act, ChoiceForm, STORED_ANCHOR, clear};
use crate::address::Page;
use crate::visit::Visit;

/// An answer to a stored choice.
#[derive(Debug)]
pub struct Decided {
    /// The address to load: always in full, so that what was chosen takes effect.
    pub location: String,
    /// The cookies to set and clear.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// A choice that was not stored.
#[derive(Debug)]
pub struct Undecided {
    /// Why.
    pub problem: Problem,
    /// What is put into the browser all the same.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl From<Problem> for Undecided {
    fn from(problem: Problem) -> Self {
        Self {
            problem,
            headers: Vec::new(),
        }
    }
}

/// Stores what `form` decides for the visitor of `visit`.
///
/// # Errors
/// As [`service::Service::record_choice`]; [`Problem::TooLarge`] when the form holds more than ours. A no that cannot
/// be stored counts in the browser all the same; its receipt is ended by the next choice that can.
pub async fn decide(
    visit: &Visit,
    language: Language,
    form: ChoiceForm,
    method: Method,
) -> Result<Decided, Undecided> {
    if !form.is_within_limits() {
        return Err(Problem::TooLarge.into());
    }
    let act = form.act;
    let return_to = return_page(&form, language);
    let surface = form.surface;
    let embed = form.embed.clone();
    let choice = RecordChoice {
        language,
        surface,
        method,
        decision: decision(&form),
        embed: form.embed,
        standing: visit.standing.clone(),
        notice: form.notice.as_deref().and_then(Digest::from_hex),
        attempt: form.attempt.as_deref().and_then(Attempt::parse),
        receipt: visit.receipt.clone(),
    };
    let recorded = match visit.service.record_choice(choice).await {
        Ok(recorded) => recorded,
        Err(Problem::Unavailable) if act != Act::Accept => return Err(unstored_no(visit)?),
        Err(problem) => return Err(problem.into()),
    };
    let location = match (&recorded.receipt, surface, embed) {
        (ReceiptChange::Withdrawn(_), ..) => Page::Receipt.path(language),
        (_, Surface::Placeholder, Some(embed)) => format!("{return_to}#{embed}"),
        _ => format!("{return_to}#{STORED_ANCHOR}"),
    };
    Ok(Decided {
        location,
        headers: headers(visit, &recorded.outcome, &recorded.receipt)?,
    })
}

/// Refuses everything in the browser and clears what any service may have left; the receipt's code stays, so that
/// the receipt can be ended later.
fn unstored_no(visit: &Visit) -> Result<Undecided, Problem> {
    let register = visit.service.register();
    let all: BTreeSet<_> = register
        .optional_services()
        .map(|(key, _)| key.clone())
        .collect();
    let today = visit.service.today();
    let outcome = Decision::RefuseAll.apply(register, &visit.standing, &all, today);
    let mut headers = vec![visit.choice_cookie(&outcome.cookie)?];
    headers.extend(clear::headers(visit, &all)?);
    Ok(Undecided {
        problem: Problem::Unavailable,
        headers,
    })
}

fn decision(form: &ChoiceForm) -> Decision {
    match form.act {
        Act::Refuse | Act::Close => Decision::RefuseAll,
        Act::Accept => Decision::AcceptAll,
        Act::Save => Decision::Only(form.service.iter().cloned().collect::<BTreeSet<_>>()),
    }
}

/// Only a page of ours is returned to; anything else leads to the start page.
fn return_page(form: &ChoiceForm, language: Language) -> String {
    form.return_to.as_deref().and_then(Page::at).map_or_else(
        || Page::Home.path(language),
        |(page, language)| page.path(language),
    )
}

/// The headers that put `outcome` into the browser: the choice, the receipt, and what goes.
///
/// # Errors
/// Never in practice: what is written holds only what a header may hold.
pub(crate) fn headers(
    visit: &Visit,
    outcome: &Outcome,
    receipt: &ReceiptChange,
) -> Result<Vec<(HeaderName, HeaderValue)>, Problem> {
    let mut headers = vec![visit.choice_cookie(&outcome.cookie)?];
    headers.extend(visit.receipt_cookie(receipt, outcome)?);
    headers.extend(clear::headers(visit, &outcome.withdrawn)?);
    Ok(headers)
}
