//! A case: entered, taken on, stepped on, recipients told.

use app::address::{StaffPage, language_of};
use app::pages::{Asked, StaffContent, load_case_step, named_step};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::access_answer::{Mark, RedactionGround};
use domain::mail::Line;
use domain::problem::Problem;
use domain::rights::{
    Channel, DelayCause, KeepGround, Reason, RefusalGround, RestrictionGround, Right, SeenTo, Step,
};
use domain::staff::Area;
use domain::text::Language;
use service::{Attempt, DecideThing, EnterCase, RecipientTold, SeeToAnswer, TakeStep, TakenAction};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, several, signed, single};
use crate::answer_file::as_pdf;
use crate::site::Site;
use crate::staff_pages::asked;

/// Answers a request that was entered.
pub(crate) async fn new_case(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    let outcome = enter(&site, &signed, language).await;
    answer(&site, request, signed, outcome).await
}

async fn enter(site: &Site, signed: &Signed, language: Language) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    actor.require(Area::Rights)?;
    let field = |name| single(fields, name).unwrap_or_default();
    let named = several(fields, "right").into_iter();
    let rights: Option<Vec<Right>> = named.map(|name| Right::of_name(&name)).collect();
    let enter = EnterCase {
        rights: rights.ok_or(Problem::UnreadableForm)?,
        channel: Channel::of_name(&field("channel")).ok_or(Problem::MissingChannel)?,
        received: field("received"),
        name: field("name"),
        email: field("email"),
        post: field("post"),
        words: field("words"),
        location: field("location"),
        behalf_name: field("behalf"),
        behalf_shown: field("reason"),
        language: written_in(&field("language"))?,
        needs_second_factor: field("second_factor") == "yes",
        attempt: Attempt::parse(&field("attempt")).ok_or(Problem::MissingAttempt)?,
    };
    let case = site.service.enter_case(actor, enter).await?;
    let path = format!("{}/{case}", StaffPage::Case.path(language));
    Ok(Outcome::Done(path))
}

fn written_in(tag: &str) -> Result<Language, Problem> {
    let mut all = Language::ALL.into_iter();
    all.find(|language| language.tag() == tag)
        .ok_or(Problem::UnreadableForm)
}

/// Answers what was posted to a case's page.
pub(crate) async fn case(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    match act(&site, &path, &signed).await {
        Ok(Done::File(file)) => file,
        Ok(Done::Page) => answer(&site, request, signed, Ok(Outcome::Done(path))).await,
        Err(problem) => answer(&site, request, signed, Err(problem)).await,
    }
}

enum Done {
    Page,
    File(Response),
}

async fn act(site: &Site, path: &str, signed: &Signed) -> Result<Done, Problem> {
    let Signed { actor, fields, .. } = signed;
    actor.require(Area::Rights)?;
    let service = &site.service;
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let case = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let field = |name| single(fields, name).unwrap_or_default();
    let id = |name| Uuid::parse_str(&field(name)).map_err(|_| Problem::UnreadableForm);
    match field("act").as_str() {
        "take-on" => service.take_case_on(actor, case, true).await?,
        "give-back" => service.take_case_on(actor, case, false).await?,
        "revoke" => service.revoke_representation(actor, &case).await?,
        act @ ("told" | "not-told") => {
            let place = field("place")
                .parse()
                .map_err(|_| Problem::UnreadableForm)?;
            let impossible = match act {
                "told" => None,
                _ => Some(Reason::read(&field("reason"))?),
            };
            let told = RecipientTold {
                case,
                place,
                impossible,
            };
            service.tell_recipient(actor, told).await?;
        }
        "answer-pdf" => {
            let letter = service.answer_to_post(actor, &case, &id("answer")?).await?;
            return Ok(Done::File(as_pdf(&letter, language)?));
        }
        "see-to" => {
            let see = SeeToAnswer {
                case,
                answer: id("answer")?,
                seen_to: SeenTo::of_name(&field("seen_to")),
                words: field("reason"),
            };
            service.see_to_answer(actor, see).await?;
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Done::Page)
}

/// Answers a posted step.
pub(crate) async fn case_step(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let Some(asked) = asked(&request) else {
        return refuse(&site, request, None, Problem::NotFound, signed.fields).await;
    };
    let outcome = match single(&signed.fields, "act").as_deref() {
        Some("mark") => {
            let visit = Visit::read(&site.service, request.headers(), site.secure).await;
            preview(&visit, &signed, &asked).await
        }
        Some("take") => take(&site, &signed, &asked).await,
        _ => Err(Problem::UnreadableForm),
    };
    answer(&site, request, signed, outcome).await
}

/// The answer again, with more words left out.
async fn preview(visit: &Visit, signed: &Signed, asked: &Asked) -> Result<Outcome, Problem> {
    let fields = &signed.fields;
    signed.actor.require(Area::Rights)?;
    let field = |name| single(fields, name).unwrap_or_default();
    let mut marks = marks(fields)?;
    marks.push(mark(&field("thing"), field("words"), field("why"))?);
    let view = load_case_step(visit, &signed.actor, asked, &marks).await?;
    Ok(Outcome::Told(Box::new(StaffContent::CaseStep(Box::new(
        view,
    )))))
}

fn marks(fields: &Fields) -> Result<Vec<Mark>, Problem> {
    let things = several(fields, "mark_thing").into_iter();
    let words = several(fields, "mark_words").into_iter();
    let whys = several(fields, "mark_why").into_iter();
    let marks = things.zip(words).zip(whys);
    marks
        .map(|((thing, words), why)| mark(&thing, words, why))
        .collect()
}

fn mark(thing: &str, words: String, why: String) -> Result<Mark, Problem> {
    let thing = Uuid::parse_str(thing).map_err(|_| Problem::UnreadableForm)?;
    if words.trim().is_empty() {
        return Err(Problem::NothingMarked);
    }
    Ok(Mark {
        thing,
        words,
        ground: RedactionGround::OtherPerson,
        why: Reason::read(&why)?.as_str().to_owned(),
    })
}

async fn take(site: &Site, signed: &Signed, asked: &Asked) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    actor.require(Area::Rights)?;
    let (case, request, step) = named_step(&asked.one)?;
    let service = &site.service;
    let right = service.right_of(actor, &case, &request).await?;
    if (step, right) == (Step::Fulfil, Right::Access) {
        let marks = marks(fields)?;
        service
            .send_answer(actor, (&case, &request), &marks)
            .await?;
    } else {
        let action = match (step, right) {
            (Step::Fulfil, Right::Erasure) => {
                let decided = decisions(fields)?;
                TakenAction::Erase(service.decide_about(actor, &case, decided).await?)
            }
            _ => action(step, right, fields)?,
        };
        let take = TakeStep {
            case,
            request,
            action,
            recipients: recipients(fields)?,
        };
        service.take_step(actor, take).await?;
    }
    let path = format!("{}/{case}", StaffPage::Case.path(asked.language));
    Ok(Outcome::Done(path))
}

/// What was chosen and typed.
fn action(step: Step, right: Right, fields: &Fields) -> Result<TakenAction, Problem> {
    let field = |name| single(fields, name).unwrap_or_default();
    let reason = || Reason::read(&field("reason"));
    Ok(match step {
        Step::AskIdentity => TakenAction::AskIdentity(reason()?),
        Step::AskClarification => TakenAction::AskClarification(reason()?),
        Step::GoOn => TakenAction::GoOn,
        Step::CannotIdentify => TakenAction::CannotIdentify(reason()?),
        Step::Extend => {
            let cause = DelayCause::of_name(&field("cause")).ok_or(Problem::MissingCause)?;
            TakenAction::Extend(cause, reason()?)
        }
        Step::Refuse | Step::ProposeRefusal => {
            let ground = RefusalGround::of_name(&field("ground")).ok_or(Problem::NotAGround)?;
            TakenAction::Refuse(ground, reason()?)
        }
        Step::ConfirmRefusal => {
            TakenAction::ConfirmRefusal(Reason::read_optional(&field("reason"))?)
        }
        Step::DropProposal => TakenAction::DropProposal,
        Step::NotifyLift => TakenAction::NotifyLift(reason()?),
        Step::Lift => TakenAction::Lift,
        Step::Reopen => TakenAction::Reopen(reason()?),
        Step::Withdraw => return Err(Problem::StepClosed),
        Step::Fulfil => match right {
            Right::Restriction => {
                let ground = RestrictionGround::of_name(&field("ground"));
                TakenAction::Restrict(ground.ok_or(Problem::NotAGround)?)
            }
            Right::Rectification => match field("way").as_str() {
                "correct" => TakenAction::Done(reason()?),
                "statement" => TakenAction::AddStatement(reason()?),
                _ => return Err(Problem::MissingWay),
            },
            _ => TakenAction::Done(reason()?),
        },
    })
}

/// What was decided about each thing that the form names.
fn decisions(fields: &Fields) -> Result<Vec<DecideThing>, Problem> {
    let named = fields.iter();
    let named = named.filter_map(|(name, value)| Some((name.strip_prefix("decision-")?, value)));
    named
        .map(|(thing, decided)| {
            let id = Uuid::parse_str(thing).map_err(|_| Problem::UnreadableForm)?;
            let keep = match decided.as_str() {
                "erase" => None,
                "keep" => Some(keep(thing, fields)?),
                _ => return Err(Problem::UnreadableForm),
            };
            Ok(DecideThing { thing: id, keep })
        })
        .collect()
}

fn keep(thing: &str, fields: &Fields) -> Result<KeepGround, Problem> {
    let field = |part: &str| single(fields, &format!("{part}-{thing}")).unwrap_or_default();
    let until = field("until");
    let until = match until.trim() {
        "" => None,
        day => Some(day.parse().map_err(|_| Problem::UnusableUntil)?),
    };
    Ok(KeepGround {
        ground: RefusalGround::of_name(&field("ground")).ok_or(Problem::MissingDecision)?,
        reason: Reason::read(&field("reason")).map_err(|_| Problem::MissingDecision)?,
        until,
    })
}

/// Whom staff name, one on each line.
fn recipients(fields: &Fields) -> Result<Vec<Line>, Problem> {
    let named = single(fields, "recipients").unwrap_or_default();
    let named = named.lines().map(str::trim).filter(|line| !line.is_empty());
    named
        .map(|line| Line::parse(line).map_err(|_| Problem::NameUnreadable))
        .collect()
}
