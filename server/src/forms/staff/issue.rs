//! The newsletter: written, tried, sent, stopped. What is typed is saved before anything else is done with it.

use app::address::StaffPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::text::Language;
use service::{IssueForm, SendAt};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted first draft.
pub(crate) async fn new_issue(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let language = app::address::language_of(request.uri().path());
    let form = typed(&signed.fields);
    let written = site.service.write_issue(&signed.actor, &form).await;
    let path = StaffPage::Issue.path(language);
    let outcome = written.map(|id| Outcome::Done(format!("{path}/{id}")));
    answer(&site, request, signed, outcome).await
}

/// Answers what was posted to a newsletter's page.
pub(crate) async fn issue(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = act(&site, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn act(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let service = &site.service;
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let id = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let act = single(fields, "act").unwrap_or_default();
    if matches!(act.as_str(), "save" | "trial" | "send" | "schedule") {
        service.edit_issue(actor, &id, &typed(fields)).await?;
    }
    match act.as_str() {
        "save" => {}
        "trial" => service.send_trial(actor, &id, language).await?,
        "send" => service.send_issue(actor, &id, SendAt::Now).await?,
        "schedule" => {
            let due = single(fields, "due").and_then(|due| due.parse().ok());
            let due = due.ok_or(Problem::UnusableMoment)?;
            service.send_issue(actor, &id, SendAt::Clock(due)).await?;
        }
        "call-back" => service.call_issue_back(actor, &id).await?,
        "stop" => service.stop_issue(actor, &id).await?,
        "missed" => service.send_issue_to_missed(actor, &id).await?,
        "delete" => {
            service.delete_issue(actor, &id).await?;
            return Ok(Outcome::Done(list(language)));
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(path.to_owned()))
}

fn list(language: Language) -> String {
    StaffPage::Issues.path(language).to_owned()
}

fn typed(fields: &Fields) -> IssueForm {
    let field = |name| single(fields, name).unwrap_or_default();
    let topics = fields.iter().filter(|(name, _)| name == "topic");
    IssueForm {
        subject: field("subject"),
        words: field("words"),
        english_subject: field("english_subject"),
        english_words: field("english_words"),
        topics: topics.map(|(_, topic)| topic.clone()).collect(),
        archived: !field("archive").is_empty(),
    }
}
