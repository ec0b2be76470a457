//! Secure messages about a case of one's own: opening, saving a file, asking for post, writing, now or later.

use app::address::{RightsPage, language_of};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::draft::DraftForm;
use domain::problem::Problem;
use service::{Attempt, DataSubject, SaveDraft, SecureMessage};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, signed_with};
use crate::forms::files::FilesForm;
use crate::forms::{count, single};
use crate::limits::Action;
use crate::secure_file::save;
use crate::site::Site;

/// Answers what was posted to the page of a case's messages.
pub(crate) async fn messages(State(site): State<Site>, mut request: Request) -> Response {
    let begun = match count(&site, Action::Rights, &request) {
        Ok(()) => FilesForm::begin(&mut request).await,
        Err(problem) => Err(problem),
    };
    let form = match begun {
        Ok(form) => form,
        Err(problem) => return refuse(&site, request, problem, Fields::new()).await,
    };
    let signed = signed_with(&site, request.headers(), form.fields.clone()).await;
    let Signed { subject, fields } = match signed {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    match act(&site, &path, &subject, form).await {
        Ok(Done::File(file)) => file,
        Ok(Done::Page) => answer(&site, request, fields, Ok(Outcome::Done(path))).await,
        Ok(Done::Kept) => {
            let start = RightsPage::Start.path(language_of(&path)).to_owned();
            answer(&site, request, fields, Ok(Outcome::Done(start))).await
        }
        Err(problem) => answer(&site, request, fields, Err(problem)).await,
    }
}

enum Done {
    Page,
    /// What was typed is saved to go on with later.
    Kept,
    File(Response),
}

async fn act(
    site: &Site,
    path: &str,
    subject: &DataSubject,
    form: FilesForm,
) -> Result<Done, Problem> {
    let (_, language, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let case = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let service = &site.service;
    if form.act == "write" {
        let message = message(form).await?;
        let written = service.write_secure_about(subject, &case, language, message);
        written.await?;
        return Ok(Done::Page);
    }
    if form.act == "keep" {
        let save = SaveDraft {
            form: DraftForm::Message(case),
            words: single(&form.fields, "message").ok_or(Problem::UnreadableForm)?,
            rights: Vec::new(),
        };
        service.save_draft(subject, save).await?;
        return Ok(Done::Kept);
    }
    let thread = service.own_secure_of_case(subject, &case).await?;
    let thread = thread.ok_or(Problem::NotFound)?.id;
    let file = on_thread(site, subject, &thread, &form).await?;
    Ok(file.map_or(Done::Page, Done::File))
}

/// What is done with the messages of a thread but for writing. A file to save, where one was asked for.
pub(super) async fn on_thread(
    site: &Site,
    subject: &DataSubject,
    thread: &Uuid,
    form: &FilesForm,
) -> Result<Option<Response>, Problem> {
    let service = &site.service;
    let field = |name| single(&form.fields, name).ok_or(Problem::UnreadableForm);
    let id = |name| Uuid::parse_str(&field(name)?).map_err(|_| Problem::UnreadableForm);
    match form.act.as_str() {
        "open" => {
            let message = id("message")?;
            service
                .open_secure_message(subject, thread, &message)
                .await?;
        }
        "post" => {
            let message = id("message")?;
            service
                .ask_for_secure_by_post(subject, thread, &message)
                .await?;
        }
        "file" => {
            let file = service
                .own_secure_file(subject, thread, &id("file")?)
                .await?;
            return save(file).map(Some);
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(None)
}

/// The message in a form of writing, with its files.
pub(super) async fn message(form: FilesForm) -> Result<SecureMessage, Problem> {
    let field = |name| single(&form.fields, name).ok_or(Problem::UnreadableForm);
    let attempt = Attempt::parse(&field("attempt")?).ok_or(Problem::MissingAttempt)?;
    let words = field("message")?;
    Ok(SecureMessage {
        words,
        files: form.files().await?,
        attempt,
    })
}
