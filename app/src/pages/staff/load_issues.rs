//! From the service's newsletters to what staff are shown, in words.

use domain::issue::{Edition, IssueState};
use domain::problem::Problem;
use domain::text::{Language, moment_in_words};
use jiff::Timestamp;
use jiff::civil::DateTime;
use service::{Import, ListedIssue, StaffActor, StaffIssue};
use uuid::Uuid;

use super::issue::{IssueStage, IssueText, IssueView, ProgressView, TopicTick};
use super::issues::{IssueRow, IssuesView};
use super::load::Asked;
use super::subscribers::{ImportedView, SubscribersView};
use crate::address::{Page, StaffPage};
use crate::texts::staff_newsletter_texts;
use crate::visit::Visit;

/// The list.
pub(super) async fn list(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<IssuesView, Problem> {
    let words = staff_newsletter_texts(asked.language);
    let before = asked.before.as_deref().map(Uuid::parse_str).transpose();
    let before = before.map_err(|_| Problem::NotFound)?;
    let list = visit.service.issues(actor, before).await?;
    let path = StaffPage::Issues.path(asked.language);
    let row = |issue: &ListedIssue| IssueRow {
        target: format!("{path}/{}", issue.id),
        subject: issue.subject.clone(),
        stands: match issue.state {
            IssueState::Draft => words.draft,
            IssueState::Scheduled => words.scheduled,
            IssueState::Writing => words.under_way,
            IssueState::Written => words.sent,
            IssueState::Stopped => words.stopped,
        }
        .to_owned(),
        when: when(visit, asked.language, issue),
    };
    Ok(IssuesView {
        subscribers: how_many(asked.language, list.subscribers),
        issues: list.issues.iter().map(row).collect(),
        newest: before.map(|_| path.to_owned()),
        older: list.next.map(|next| format!("{path}?before={next}")),
    })
}

/// A form for a new one.
pub(super) fn new(visit: &Visit, actor: &StaffActor, asked: &Asked) -> Result<IssueView, Problem> {
    actor.require(domain::staff::Area::Newsletter)?;
    let topics = topics(visit, asked.language, |_| false)?;
    Ok(IssueView {
        id: None,
        text: IssueText {
            archived: true,
            ..IssueText::default()
        },
        topics,
        stage: IssueStage::Draft,
        own_address: actor.email().to_owned(),
        subscribers: String::new(),
        earliest: field(visit.service.local(visit.service.now())),
    })
}

/// One newsletter.
pub(super) async fn one(
    visit: &Visit,
    actor: &StaffActor,
    asked: &Asked,
) -> Result<IssueView, Problem> {
    let issue = issue(visit, actor, &asked.one).await?;
    let content = &issue.issue;
    let topics = topics(visit, asked.language, |key| content.topics.holds(key))?;
    let (english_subject, english_words) = typed(content.english.as_ref());
    let (subject, words) = typed(Some(&content.danish));
    let time = |at| moment_in_words(visit.service.local(at), asked.language);
    let stage = match (issue.state, issue.due_at) {
        (IssueState::Draft, _) => IssueStage::Draft,
        (IssueState::Scheduled, Some(due)) => IssueStage::Scheduled(time(due)),
        _ => IssueStage::Over(progress(visit, asked.language, &issue)),
    };
    Ok(IssueView {
        id: Some(issue.id.to_string()),
        text: IssueText {
            subject,
            words,
            english_subject,
            english_words,
            archived: issue.archived,
        },
        topics,
        stage,
        own_address: actor.email().to_owned(),
        subscribers: how_many(asked.language, issue.subscribers),
        earliest: field(visit.service.local(visit.service.now())),
    })
}

/// How far the newsletter with this id has come.
pub(super) async fn progress_of(
    visit: &Visit,
    actor: &StaffActor,
    language: Language,
    id: &str,
) -> Result<ProgressView, Problem> {
    let issue = issue(visit, actor, id).await?;
    Ok(progress(visit, language, &issue))
}

async fn issue(visit: &Visit, actor: &StaffActor, id: &str) -> Result<StaffIssue, Problem> {
    let id = Uuid::parse_str(id).map_err(|_| Problem::NotFound)?;
    visit.service.issue(actor, &id).await
}

fn progress(visit: &Visit, language: Language, issue: &StaffIssue) -> ProgressView {
    let counts = issue.counts;
    let time = |at: Timestamp| moment_in_words(visit.service.local(at), language);
    ProgressView {
        began: issue
            .began_at
            .or(issue.due_at)
            .map(time)
            .unwrap_or_default(),
        is_under_way: issue.is_under_way(),
        is_counting: issue.state == IssueState::Writing,
        is_stopped: issue.state == IssueState::Stopped,
        written: issue.written,
        sent: counts.sent,
        waiting: issue.waiting(),
        missed: issue.missed(),
        bounced: counts.bounced,
        gone: issue.gone(),
        may_send_missed: issue.may_be_sent_again(),
        archived_at: issue
            .is_in_archive()
            .then(|| Page::NewsletterIssue(issue.id).path(language)),
    }
}

fn typed(edition: Option<&Edition>) -> (String, String) {
    edition
        .map(|edition| {
            let words = edition.words.as_str().to_owned();
            (edition.subject.as_str().to_owned(), words)
        })
        .unwrap_or_default()
}

fn topics(
    visit: &Visit,
    language: Language,
    is_ticked: impl Fn(&str) -> bool,
) -> Result<Vec<TopicTick>, Problem> {
    let newsletter = visit.service.register().newsletter();
    let newsletter = newsletter.ok_or(Problem::NotFound)?;
    let topics = newsletter.purpose.topic.iter();
    let tick = topics.map(|(key, text)| TopicTick {
        key: key.clone(),
        text: text.get(language).to_owned(),
        ticked: is_ticked(key),
    });
    Ok(tick.collect())
}

/// The page of lists, with what came of one that was brought in just now, and what is `typed` already.
///
/// # Errors
/// [`Problem::Forbidden`], [`Problem::NotFound`] without a newsletter, [`Problem::Unavailable`].
pub async fn subscribers(
    visit: &Visit,
    actor: &StaffActor,
    language: Language,
    imported: Option<ImportedView>,
    typed: Import,
) -> Result<SubscribersView, Problem> {
    let count = visit.service.count_subscribers(actor).await?;
    Ok(SubscribersView {
        subscribers: how_many(language, count),
        topics: topics(visit, language, |key| {
            typed.topics.iter().any(|topic| topic == key)
        })?,
        today: visit.service.today().to_string(),
        how: typed.how,
        on: typed.on,
        language: typed.language,
        imported,
    })
}

fn how_many(language: Language, count: u64) -> String {
    let words = staff_newsletter_texts(language);
    match count {
        0 => words.no_subscribers.to_owned(),
        1 => words.one_subscriber.to_owned(),
        more => words.subscribers.replace("{count}", &more.to_string()),
    }
}

fn when(visit: &Visit, language: Language, issue: &ListedIssue) -> String {
    let time = moment_in_words(visit.service.local(issue.at), language);
    match issue.state {
        IssueState::Draft => {
            let words = staff_newsletter_texts(language);
            words.edited.replace("{time}", &time)
        }
        _ => time,
    }
}

/// A time as a field for times takes it: to the minute.
fn field(time: DateTime) -> String {
    time.strftime("%Y-%m-%dT%H:%M").to_string()
}
