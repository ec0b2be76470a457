//! The pages that show what is held, read for the request.

use domain::held::{HeldShown, ThingKind, ThingPart};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::{date_in_words, moment_in_words};
use service::DataSubject;
use uuid::Uuid;

use super::{
    CorrectView, NewAddressView, NoMarketingView, RightsAsked, RightsContent, load_cases,
    load_consents, load_drafts,
};
use crate::address::{Mailed, Page};
use crate::token::Token;
use crate::visit::Visit;

/// Where one begins once one is in.
pub(super) async fn overview(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<RightsContent, Problem> {
    let mut held = visit.service.held_shown(subject, asked.language).await?;
    let things = held.parts.iter_mut().flat_map(|part| &mut part.things);
    for thing in things {
        thing.link = page_of(thing, asked);
    }
    Ok(RightsContent::Overview {
        held: Box::new(held),
        has_newsletter: visit.service.register().newsletter().is_some(),
        has_secure: visit.service.register().secure_purpose().is_some(),
        questions: load_consents::waiting(visit, subject, asked.language).await?,
        cases: load_cases::cases(visit, subject, asked.language).await?,
        drafts: load_drafts::lines(visit, subject, asked.language).await?,
        rights: load_cases::rights(visit, asked.language),
    })
}

/// The path of the page that a thing's own link opens.
fn page_of(thing: &ThingPart, asked: &RightsAsked) -> Option<String> {
    let token = Token::parse(thing.link.as_deref()?)?;
    let mailed = match thing.kind {
        ThingKind::Subscription => Mailed::Topics,
        ThingKind::Seat => Mailed::Seat,
        _ => return None,
    };
    Some(Page::Mailed(mailed, token).path(asked.language))
}

/// Contact details to put right, of the thing that the address names: `seat-<id>`.
pub(super) async fn correct(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<RightsContent, Problem> {
    let (kind, id) = named_thing(&asked.one).ok_or(Problem::NotFound)?;
    let held = visit.service.held_shown(subject, asked.language).await?;
    let mut things = things(held);
    let thing = things.find(|thing| thing.kind == kind && thing.id == id);
    let thing = thing.ok_or(Problem::NotFound)?;
    Ok(RightsContent::Correct(Box::new(CorrectView {
        one: asked.one.clone(),
        title: thing.title,
        contact: thing.contact.ok_or(Problem::NotFound)?,
    })))
}

/// Which thing an address or a form names.
#[must_use]
pub fn named_thing(one: &str) -> Option<(ThingKind, Uuid)> {
    let kinds = [ThingKind::Subscription, ThingKind::Seat, ThingKind::Enquiry];
    kinds.into_iter().find_map(|kind| {
        let id = one.strip_prefix(kind.name())?.strip_prefix('-')?;
        Some((kind, Uuid::parse_str(id).ok()?))
    })
}

fn things(held: HeldShown) -> impl Iterator<Item = ThingPart> {
    held.parts.into_iter().flat_map(|part| part.things)
}

/// The wishes for another address that wait.
pub(super) async fn email(
    visit: &Visit,
    subject: &DataSubject,
    asked: &RightsAsked,
) -> Result<RightsContent, Problem> {
    let held = visit.service.held_shown(subject, asked.language).await?;
    let waiting = things(held).filter(|thing| thing.kind == ThingKind::AddressChange);
    Ok(RightsContent::Email {
        waiting: waiting.map(|thing| thing.rows).collect(),
    })
}

/// What a link asks; none of these tells whether it ever was one.
pub(super) async fn new_address(
    visit: &Visit,
    asked: &RightsAsked,
) -> Result<RightsContent, Problem> {
    let question = match LinkToken::parse(&asked.one) {
        Some(token) => visit.service.address_question(&token).await,
        None => Err(Problem::SpentLink),
    };
    let view = match question {
        Ok(question) => NewAddressView::Asked {
            one: asked.one.clone(),
            to: question.to,
            until: moment_in_words(visit.service.local(question.until), asked.language),
        },
        Err(Problem::SpentLink) => NewAddressView::Spent,
        Err(problem) => return Err(problem),
    };
    Ok(RightsContent::NewAddress(view))
}

/// What saying no to marketing does here.
pub(super) fn no_marketing(visit: &Visit, asked: &RightsAsked) -> Result<RightsContent, Problem> {
    let kept = visit.service.marketing_objection()?;
    Ok(RightsContent::NoMarketing(NoMarketingView::Asked {
        kept: kept.map(|kept| date_in_words(kept.last_day, asked.language)),
    }))
}
