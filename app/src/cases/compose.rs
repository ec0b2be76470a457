//! From the service's cases to what is shown of them, in words.

use domain::clock::Deadline;
use domain::rights::{
    Case, Deadlines, Decision, LiftOf, Outcome, RecipientTask, Refusal, Request, Right, Status,
    Told,
};
use domain::text::{Language, date_in_words, day_in_words, moment_in_words};
use domain::thread::{KEY_BACKUP_LIFE, Promise};
use service::{CaseView, OwnCase, RequestView, Service};

use super::{CaseLine, CaseShown, DatesShown, RequestShown};
use crate::texts::{CaseTexts, case_texts};

/// A case in a list.
pub(crate) fn case_line(case: &OwnCase, language: Language) -> CaseLine {
    CaseLine {
        id: case.id.to_string(),
        title: title(&case.case, language),
        received: date_in_words(case.case.received, language),
        standing: standing(&case.case, language),
    }
}

/// A case with everything the person sees of it.
pub(crate) fn case_shown(service: &Service, view: &CaseView, language: Language) -> CaseShown {
    let words = case_texts(language);
    let case = &view.case;
    let day = date_in_words(case.received, language);
    let happened = view.happened.iter();
    let happened = happened.filter(|happened| happened.what.is_for_person());
    CaseShown {
        id: view.id.to_string(),
        title: title(case, language),
        received: words
            .received
            .replace("{date}", &day)
            .replace("{way}", case.channel.title(language)),
        behalf: case.behalf.as_ref().map(|behalf| {
            let words = match behalf.revoked {
                None => words.behalf,
                Some(_) => words.behalf_revoked,
            };
            words.replace("{name}", behalf.name.as_str())
        }),
        requests: view
            .requests
            .iter()
            .map(|request| request_shown(request, language))
            .collect(),
        told: case
            .tasks()
            .iter()
            .map(|task| task_in_words(task, language))
            .collect(),
        happened: happened
            .map(|happened| {
                let at = service.local(happened.at);
                let said = happened.what.words.as_ref();
                (
                    moment_in_words(at, language),
                    with_right(&happened.what, case, language),
                    said.map(|said| said.as_str().to_owned()),
                )
            })
            .collect(),
        kept: view.kept.map(|kept| gone_in_words(kept, language)),
    }
}

/// When a closed case goes, in the running system and in backups.
fn gone_in_words(kept: Promise, language: Language) -> String {
    let backup = KEY_BACKUP_LIFE.after(kept.last_day);
    let backup = backup.unwrap_or(kept.last_day);
    case_texts(language)
        .case_goes
        .replace("{date}", &date_in_words(kept.last_day, language))
        .replace("{backup}", &date_in_words(backup, language))
}

/// What was asked for: one right by its name, several by theirs.
fn title(case: &Case, language: Language) -> String {
    let titles = case.requests().iter();
    let titles: Vec<&str> = titles
        .map(|request| request.right().title(language))
        .collect();
    titles.join(" · ")
}

/// Where the case as a whole stands: where its first open request does, or its last.
fn standing(case: &Case, language: Language) -> String {
    let mut requests = case.requests().iter();
    let open = requests
        .clone()
        .find(|request| request.status().is_unanswered());
    let first = open.or_else(|| requests.next_back());
    first
        .map(|request| request.status().title(language).to_owned())
        .unwrap_or_default()
}

fn with_right(happened: &domain::rights::Happened, case: &Case, language: Language) -> String {
    let title = happened.title(language);
    match happened.right {
        Some(right) if case.requests().len() > 1 => {
            format!("{title}: {}", Right::title(right, language))
        }
        _ => title,
    }
}

fn request_shown(view: &RequestView, language: Language) -> RequestShown {
    let request = &view.request;
    RequestShown {
        id: request.id().to_string(),
        title: request.right().title(language).to_owned(),
        article: request.right().article().to_owned(),
        standing: request.status().title(language).to_owned(),
        is_unanswered: request.status().is_unanswered(),
        is_open: request.status().closing().is_none(),
        is_late: view.is_late,
        dates: view
            .dates
            .as_ref()
            .map(|dates| dates_shown(dates, language)),
        words: request.words().map(|words| words.as_str().to_owned()),
        post: request.post().map(|post| post.as_str().to_owned()),
        told: told(request, language),
        decisions: decisions(request, language),
        answer: answer(request),
    }
}

/// The answer that waits.
fn answer(request: &Request) -> Option<String> {
    match &request.status().closing()?.outcome {
        Outcome::Answered { answer } => Some(answer.to_string()),
        _ => None,
    }
}

/// The dates in a sentence, and how each was counted.
pub(crate) fn dates_shown(dates: &Deadlines, language: Language) -> DatesShown {
    let words = case_texts(language);
    let steps = |deadline: &Deadline| {
        let steps = deadline.steps.iter();
        steps.map(|step| step.in_words(language)).collect()
    };
    let legal = day_in_words(dates.legal.due, language);
    let sentence = match &dates.promised {
        Some(promised) => words
            .promised
            .replace("{promise}", &day_in_words(promised.due, language))
            .replace("{law}", &legal),
        None => words.law_only.replace("{law}", &legal),
    };
    DatesShown {
        sentence,
        promised: dates.promised.as_ref().map(steps).unwrap_or_default(),
        legal: steps(&dates.legal),
    }
}

/// What the person is told about where it stands.
fn told(request: &Request, language: Language) -> Vec<String> {
    let words = case_texts(language);
    let extension = request.extension().map(|extension| {
        let day = date_in_words(extension.on, language);
        let cause = extension.cause.title(language);
        words
            .extended
            .replace("{date}", &day)
            .replace("{cause}", cause)
            .replace("{reason}", extension.reason.as_str())
    });
    let extension = extension.filter(|_| request.status().is_unanswered());
    let mut told: Vec<String> = extension.into_iter().collect();
    told.extend(told_of(request.status(), words, language));
    told
}

fn told_of(status: &Status, words: &CaseTexts, language: Language) -> Vec<String> {
    match status {
        Status::Open | Status::RefusalProposed { .. } => Vec::new(),
        Status::AwaitsIdentity { doubt } => {
            vec![doubt.as_str().to_owned(), words.identity_help.to_owned()]
        }
        Status::AwaitsClarification { question } => {
            vec![
                question.as_str().to_owned(),
                words.clarification_help.to_owned(),
            ]
        }
        Status::Restricted { since, .. } => {
            let since = date_in_words(*since, language);
            vec![words.restricted.replace("{date}", &since)]
        }
        Status::LiftNotified { reason, of, .. } => match of {
            LiftOf::Restriction { .. } => {
                vec![words.lift.to_owned(), reason.as_str().to_owned()]
            }
            LiftOf::Objection { refusal, .. } => refused(refusal, language),
        },
        Status::Closed(closing) => {
            let apology = closing.is_late.then(|| words.apology.to_owned());
            let outcome = told_of_outcome(&closing.outcome, words, language);
            apology.into_iter().chain(outcome).collect()
        }
    }
}

fn told_of_outcome(outcome: &Outcome, words: &CaseTexts, language: Language) -> Vec<String> {
    match outcome {
        Outcome::Refused { refusal } => refused(refusal, language),
        Outcome::Done { words } | Outcome::StatementAdded { words } => {
            vec![words.as_str().to_owned()]
        }
        Outcome::CannotIdentify { words: missing } => {
            vec![missing.as_str().to_owned(), words.unidentified.to_owned()]
        }
        Outcome::Lifted { reason } => vec![reason.as_str().to_owned()],
        Outcome::Answered { .. } => vec![words.answer_waits.to_owned()],
        Outcome::Erased { decisions } if decisions.keeps_something() => {
            vec![words.some_kept.to_owned()]
        }
        Outcome::Erased { .. } => vec![words.all_erased.to_owned()],
        Outcome::Withdrawn => Vec::new(),
    }
}

/// A refusal with its ground, its reason, and the ways on (Article 12(4)).
fn refused(refusal: &Refusal, language: Language) -> Vec<String> {
    let ground = format!(
        "{} ({})",
        refusal.ground.in_words(language),
        refusal.ground.article()
    );
    let ways = refusal.remedies.in_words(language);
    [ground, refusal.reason.as_str().to_owned()]
        .into_iter()
        .chain(ways)
        .collect()
}

fn decisions(request: &Request, language: Language) -> Vec<(String, String)> {
    let words = case_texts(language);
    let Some(closing) = request.status().closing() else {
        return Vec::new();
    };
    let Outcome::Erased { decisions } = &closing.outcome else {
        return Vec::new();
    };
    let decided = decisions.all().iter().map(|decided| {
        let becomes = match &decided.decision {
            Decision::Erase => words.erased.to_owned(),
            Decision::Keep(keep) => {
                let until = keep.until.map(|day| {
                    words
                        .kept_until
                        .replace("{date}", &date_in_words(day, language))
                });
                let ground = keep.ground.in_words(language);
                let reason = keep.reason.as_str();
                [words.kept.to_owned(), ground.to_owned(), reason.to_owned()]
                    .into_iter()
                    .chain(until)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
        };
        (decided.what.as_str().to_owned(), becomes)
    });
    decided.collect()
}

/// Whether a recipient was told (Article 19).
pub(crate) fn task_in_words(task: &RecipientTask, language: Language) -> String {
    let words = case_texts(language);
    let recipient = task.recipient.as_str();
    let came_of_it = match &task.told {
        None => words.to_be_told.to_owned(),
        Some(Told::On(day)) => words
            .told_on
            .replace("{date}", &date_in_words(*day, language)),
        Some(Told::Impossible(reason)) => words.not_told.replace("{reason}", reason.as_str()),
    };
    format!("{recipient}: {came_of_it}")
}
