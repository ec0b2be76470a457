//! From the service's cases to what staff are shown, in words.

use domain::access_answer::Mark;
use domain::clock::Counted;
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{
    Case, Channel, DelayCause, RefusalGround, Remedies, Request, RestrictionGround, Right, SeenTo,
    Status, Step,
};
use domain::secure::looked_after_until;
use domain::text::{Language, date_in_words, moment_in_words};
use service::{ListedCase, OfferedStep, StaffActor, StaffCase, UnopenedAnswer};
use uuid::Uuid;

use super::case::{StaffCaseView, StepView};
use super::case_answer::{AnswerView, MarkView};
use super::case_erase::EraseView;
use super::case_step::{CaseStepView, ChoiceField, StepForm};
use super::case_unopened::UnopenedView;
use super::cases::{CaseRow, CasesView};
use super::load::Asked;
use super::load_case_messages;
use super::new_case::NewCaseView;
use crate::address::StaffPage;
use crate::cases::{case_shown, task_in_words};
use crate::texts::{StaffCaseTexts, staff_case_texts};
use crate::visit::Visit;

/// The list.
pub(super) async fn list(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<CasesView, Problem> {
    let page = visit.service.case_queue(actor).await?;
    let row = |listed: &ListedCase| row(visit, listed, asked.language);
    Ok(CasesView {
        open: page.open.iter().map(row).collect(),
        closed: page.closed.iter().map(row).collect(),
        unopened: visit
            .service
            .unopened_answers(actor)
            .await?
            .iter()
            .map(|answer| {
                let says = unopened_in_words(visit, answer, asked.language);
                (answer.case.to_string(), says)
            })
            .collect(),
        alone: load_case_messages::all_alone(visit, actor, asked.language).await?,
        left_behind: load_case_messages::left_behind(visit, actor, asked.language).await?,
    })
}

/// When an answer was sent, and until when its person can open it.
fn unopened_in_words(visit: &Visit, answer: &UnopenedAnswer, language: Language) -> String {
    let words = staff_case_texts(language);
    let is_over = answer.ends_at <= visit.service.now();
    let says = match is_over {
        true => words.unopened_over,
        false => words.unopened_until,
    };
    let day = |at| date_in_words(visit.service.day_of(at), language);
    says.replace("{sent}", &day(answer.sent_at))
        .replace("{ends}", &day(answer.ends_at))
}

/// The first of a case's answers that its person has not opened.
async fn unopened(
    visit: &Visit,
    actor: &StaffActor,
    case: &Uuid,
    language: Language,
) -> Result<Option<UnopenedView>, Problem> {
    let unopened = visit.service.unopened_answers_of(actor, case).await?;
    let first = unopened.first().map(|answer| UnopenedView {
        id: answer.id.to_string(),
        says: unopened_in_words(visit, answer, language),
        is_task: answer.ends_at <= looked_after_until(visit.service.now()),
        ways: SeenTo::ALL
            .map(|way| (way.name().to_owned(), way.title(language).to_owned()))
            .to_vec(),
    });
    Ok(first)
}

fn row(visit: &Visit, listed: &ListedCase, language: Language) -> CaseRow {
    let words = staff_case_texts(language);
    let today = visit.service.today();
    let first = listed.dates.as_ref().map(|dates| dates.first());
    let (due, by) = match (first, listed.case.is_closed()) {
        (Some(first), _) => (
            date_in_words(first.unpaused, language),
            match first.counted {
                Counted::Promise => words.by_promise,
                _ => words.by_law,
            },
        ),
        (None, true) => (words.is_closed.to_owned(), ""),
        (None, false) => (words.tasks_left.to_owned(), ""),
    };
    let assignee = listed.assignee.clone();
    CaseRow {
        id: listed.id.to_string(),
        who: who(&listed.case, words),
        title: short_title(&listed.case, language),
        due,
        by: by.to_owned(),
        is_late: first.is_some_and(|first| first.late(today)),
        waits_for_person: listed.case.waits_for_person(),
        assignee: assignee.unwrap_or_else(|| words.nobody.to_owned()),
    }
}

/// Who asks, as far as it is known.
fn who(case: &Case, words: &StaffCaseTexts) -> String {
    let asker = &case.asker;
    let name = asker.name.as_ref().map(|name| name.as_str().to_owned());
    let email = asker.email.as_ref().map(|email| email.as_str().to_owned());
    name.or(email).unwrap_or_else(|| words.no_name.to_owned())
}

/// What was asked for, by the names staff use.
fn short_title(case: &Case, language: Language) -> String {
    let titles = case.requests().iter();
    let titles: Vec<&str> = titles
        .map(|request| request.right().short(language))
        .collect();
    titles.join(" · ")
}

/// The form for a request that came by another way.
pub(super) fn new(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<NewCaseView, Problem> {
    actor.require(domain::staff::Area::Rights)?;
    visit.service.register().rights().ok_or(Problem::NotFound)?;
    let language = asked.language;
    let rights = Right::ALL.into_iter();
    let channels = Channel::BY_STAFF.into_iter();
    Ok(NewCaseView {
        rights: rights
            .map(|right| (right.name().to_owned(), right.short(language).to_owned()))
            .collect(),
        channels: channels
            .map(|way| (way.name().to_owned(), way.title(language).to_owned()))
            .collect(),
        today: visit.service.today().to_string(),
        attempt: visit.service.new_attempt().to_text(),
    })
}

/// One case.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<StaffCaseView, Problem> {
    let id = Uuid::parse_str(&asked.one).map_err(|_| Problem::NotFound)?;
    let case = visit.service.staff_case(actor, &id, asked.language).await?;
    let language = asked.language;
    let open = case
        .view
        .case
        .tasks()
        .iter()
        .map(|task| task.told.is_none());
    let told = case.view.case.tasks().iter();
    let told = told.map(|task| task_in_words(task, language));
    let behalf = case.view.case.behalf.as_ref();
    Ok(StaffCaseView {
        who: reach(&case, language),
        ending: ending(&case, language),
        steps: steps(visit, &case, &id, language),
        tasks: told
            .zip(open)
            .enumerate()
            .map(|(place, (told, is_open))| (place, told, is_open))
            .collect(),
        unopened: unopened(visit, actor, &id, language).await?,
        is_mine: case
            .assignee
            .as_ref()
            .is_some_and(|(who, _)| *who == actor.id()),
        has_behalf: behalf.is_some_and(|behalf| behalf.revoked.is_none()),
        case: case_shown(&visit.service, &case.view, language),
    })
}

/// What goes for its time before the answer has to be there, each with its last day.
fn ending(case: &StaffCase, language: Language) -> Vec<String> {
    let words = staff_case_texts(language);
    let ending = case.ending.iter();
    let in_words = ending.map(|thing| match thing.last_day {
        Some(day) => format!(
            "{} ({} {})",
            thing.what,
            words.ending_by,
            date_in_words(day, language)
        ),
        None => format!("{} ({})", thing.what, words.ending_copied),
    });
    in_words.collect()
}

/// Who asks and how to reach them, each with a label.
fn reach(case: &StaffCase, language: Language) -> Vec<(String, String)> {
    let words = staff_case_texts(language);
    let asker = &case.view.case.asker;
    let email = asker.email.as_ref().map(|email| email.as_str());
    let opens = match case.assurance {
        Assurance::SecondFactor => words.opens_second,
        Assurance::MailLink | Assurance::ReceiptCode => words.opens_mail,
    };
    let assignee = case.assignee.as_ref().map(|(_, name)| name.as_str());
    let post = asker.post.as_ref().map(|post| post.0.as_str());
    let behalf = case.view.case.behalf.as_ref();
    let behalf =
        behalf.map(|behalf| format!("{}. {}", behalf.name.as_str(), behalf.shown_by.as_str()));
    let lines = [
        Some((words.who, who(&case.view.case, words))),
        Some((words.email, email.unwrap_or(words.no_email).to_owned())),
        post.map(|post| (words.post, post.to_owned())),
        behalf.map(|behalf| (words.behalf, behalf)),
        Some((words.opens, opens.to_owned())),
        Some((words.assignee, assignee.unwrap_or(words.nobody).to_owned())),
    ];
    let lines = lines.into_iter().flatten();
    lines
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
}

fn steps(visit: &Visit, case: &StaffCase, id: &Uuid, language: Language) -> Vec<Vec<StepView>> {
    let requests = case.requests.iter().zip(case.view.case.requests());
    requests
        .map(|(offered, request)| {
            let steps = offered.steps.iter();
            steps
                .map(|offered| step_view(visit, (id, request), *offered, language))
                .collect()
        })
        .collect()
}

fn step_view(
    visit: &Visit,
    (case, request): (&Uuid, &Request),
    offered: OfferedStep,
    language: Language,
) -> StepView {
    let when = |at| moment_in_words(visit.service.local(at), language);
    let target = format!(
        "{}/{case}_{}_{}",
        StaffPage::CaseStep.path(language),
        request.id(),
        offered.step.name()
    );
    StepView {
        title: step_title(offered.step, request.right(), language).to_owned(),
        target: offered.gate.is_none().then_some(target),
        gate: offered.gate.map(|gate| gate.in_words(language, when)),
    }
}

/// What the button of a step says.
const fn step_title(step: Step, right: Right, language: Language) -> &'static str {
    match (step, right) {
        (Step::Fulfil, Right::PostRemoval) => staff_case_texts(language).post_removed,
        _ => step.title(language),
    }
}

/// Which step of which request of which case an address names.
pub fn named_step(one: &str) -> Result<(Uuid, Uuid, Step), Problem> {
    let mut parts = one.splitn(3, '_');
    let mut id = || {
        let part = parts.next().unwrap_or_default();
        Uuid::parse_str(part).map_err(|_| Problem::NotFound)
    };
    let (case, request) = (id()?, id()?);
    let step = parts.next().and_then(Step::of_name);
    Ok((case, request, step.ok_or(Problem::NotFound)?))
}

/// The form of a step. A step whose gate is closed has none.
pub async fn step(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
    marks: &[Mark],
) -> Result<CaseStepView, Problem> {
    let (id, request, step) = named_step(&asked.one)?;
    let language = asked.language;
    let words = staff_case_texts(language);
    let case = visit.service.staff_case(actor, &id, asked.language).await?;
    let offered = case.requests.iter().find(|one| one.id == request);
    let offered = offered.ok_or(Problem::NotFound)?;
    let mut steps = offered.steps.iter();
    let offered = steps.find(|offered| offered.step == step);
    if let Some(gate) = offered.ok_or(Problem::StepClosed)?.gate {
        return Err(gate.problem());
    }
    let request = case.view.case.request(&request).ok_or(Problem::NotFound)?;
    let form = match (step, request.right()) {
        (Step::Fulfil, Right::Erasure) => erase(visit, actor, &id, language).await?,
        (Step::Fulfil, Right::Access) => answer(visit, actor, &id, language, marks).await?,
        _ => form(step, request, language),
    };
    let is_told = step == Step::Fulfil && request.right().is_told_to_recipients();
    Ok(CaseStepView {
        case: id.to_string(),
        one: asked.one.clone(),
        title: step_title(step, request.right(), language).to_owned(),
        about: format!(
            "{}: {}",
            request.right().short(language),
            who(&case.view.case, words)
        ),
        help: help(step, request.right(), words).to_owned(),
        letter: letter(visit, step, request, language),
        form,
        tells: is_told,
    })
}

/// What has to be filled in.
fn form(step: Step, request: &Request, language: Language) -> StepForm {
    let words = staff_case_texts(language);
    let reason = |label: &str| StepForm::Reason {
        label: label.to_owned(),
        is_optional: false,
    };
    match step {
        Step::GoOn | Step::DropProposal | Step::Lift | Step::Withdraw => StepForm::Plain,
        Step::AskIdentity => reason(words.doubt),
        Step::AskClarification => reason(words.question),
        Step::CannotIdentify => reason(words.missing_identity),
        Step::NotifyLift => reason(words.why_lift),
        Step::Reopen => reason(words.why_reopen),
        Step::ConfirmRefusal => StepForm::Reason {
            label: words.why_right.to_owned(),
            is_optional: true,
        },
        Step::Extend => {
            let causes = DelayCause::ALL.into_iter();
            StepForm::Choose {
                field: ChoiceField::Cause,
                choices: causes
                    .map(|cause| (cause.name().to_owned(), cause.title(language).to_owned()))
                    .collect(),
                reason: Some(words.why_longer.to_owned()),
            }
        }
        Step::Refuse | Step::ProposeRefusal => grounds(step, request.right(), language),
        Step::Fulfil => fulfil(request.right(), language),
    }
}

fn grounds(step: Step, right: Right, language: Language) -> StepForm {
    let needs_second = step == Step::ProposeRefusal;
    let grounds = RefusalGround::ALL.into_iter();
    let grounds = grounds
        .filter(|ground| ground.is_for(right) && ground.needs_second_person() == needs_second);
    StepForm::Choose {
        field: ChoiceField::Ground,
        choices: grounds
            .map(|ground| ground_in_words(ground, language))
            .collect(),
        reason: Some(staff_case_texts(language).why_no.to_owned()),
    }
}

fn ground_in_words(ground: RefusalGround, language: Language) -> (String, String) {
    let title = format!("{} ({})", ground.in_words(language), ground.article());
    (ground.name().to_owned(), title)
}

fn fulfil(right: Right, language: Language) -> StepForm {
    let words = staff_case_texts(language);
    match right {
        Right::Restriction => {
            let grounds = RestrictionGround::ALL.into_iter();
            StepForm::Choose {
                field: ChoiceField::Ground,
                choices: grounds
                    .map(|ground| {
                        (
                            ground.name().to_owned(),
                            ground.in_words(language).to_owned(),
                        )
                    })
                    .collect(),
                reason: None,
            }
        }
        Right::Rectification => StepForm::Choose {
            field: ChoiceField::Way,
            choices: vec![
                ("correct".to_owned(), words.correct_it.to_owned()),
                ("statement".to_owned(), words.add_statement.to_owned()),
            ],
            reason: Some(words.what_done.to_owned()),
        },
        Right::PostRemoval => StepForm::Reason {
            label: words.post_what_done.to_owned(),
            is_optional: false,
        },
        _ => StepForm::Reason {
            label: words.what_done.to_owned(),
            is_optional: false,
        },
    }
}

async fn erase(
    visit: &Visit,
    actor: &StaffActor,
    case: &Uuid,
    language: Language,
) -> Result<StepForm, Problem> {
    let things = visit.service.erasable_things(actor, case, language).await?;
    let grounds = RefusalGround::ALL.into_iter();
    let grounds =
        grounds.filter(|ground| ground.is_for(Right::Erasure) && !ground.needs_second_person());
    Ok(StepForm::Erase(EraseView {
        things: things
            .into_iter()
            .map(|thing| (thing.id.to_string(), thing.what))
            .collect(),
        grounds: grounds
            .map(|ground| ground_in_words(ground, language))
            .collect(),
    }))
}

async fn answer(
    visit: &Visit,
    actor: &StaffActor,
    case: &Uuid,
    language: Language,
    marks: &[Mark],
) -> Result<StepForm, Problem> {
    let letter = visit.service.preview_answer(actor, case, marks).await?;
    let things = visit.service.erasable_things(actor, case, language).await?;
    let missing = letter.missing().into_iter().map(|lacks| {
        let purpose = lacks.purpose.map(|purpose| format!(" ({purpose})"));
        format!("{}{}", lacks.item.article(), purpose.unwrap_or_default())
    });
    Ok(StepForm::Answer(Box::new(AnswerView {
        missing: missing.collect(),
        marks: marks
            .iter()
            .map(|mark| MarkView {
                thing: mark.thing.to_string(),
                words: mark.words.clone(),
                why: mark.why.clone(),
            })
            .collect(),
        things: things
            .into_iter()
            .map(|thing| (thing.id.to_string(), thing.what))
            .collect(),
        letter,
    })))
}

/// What the person reads beside what is written.
fn letter(visit: &Visit, step: Step, request: &Request, language: Language) -> Vec<String> {
    let remedies = || Remedies::of(&visit.service.register().register().authority);
    match (step, request.status()) {
        (Step::Refuse | Step::ProposeRefusal, _) => remedies().in_words(language).to_vec(),
        (Step::ConfirmRefusal, Status::RefusalProposed { refusal, .. }) => {
            let ground = refusal.ground.in_words(language).to_owned();
            let reason = refusal.reason.as_str().to_owned();
            let ways = refusal.remedies.in_words(language);
            [ground, reason].into_iter().chain(ways).collect()
        }
        _ => Vec::new(),
    }
}

const fn help(step: Step, right: Right, words: &StaffCaseTexts) -> &'static str {
    match (step, right) {
        (Step::Fulfil, Right::Access) => words.help_answer,
        (Step::Fulfil, Right::Erasure) => words.help_erase,
        (Step::Fulfil, Right::Restriction) => words.help_restrict,
        (Step::Fulfil, Right::PostRemoval) => words.post_removed_help,
        (Step::Fulfil, _) | (Step::Withdraw, _) => words.help_fulfil,
        (Step::GoOn, _) => words.help_go_on,
        (Step::AskIdentity, _) => words.help_identity,
        (Step::AskClarification, _) => words.help_clarify,
        (Step::CannotIdentify, _) => words.help_cannot,
        (Step::Extend, _) => words.help_extend,
        (Step::Refuse | Step::ProposeRefusal, _) => words.help_refuse,
        (Step::ConfirmRefusal, _) => words.help_confirm,
        (Step::DropProposal, _) => words.help_drop,
        (Step::NotifyLift, _) => words.help_notify,
        (Step::Lift, _) => words.help_lift,
        (Step::Reopen, _) => words.help_reopen,
    }
}
