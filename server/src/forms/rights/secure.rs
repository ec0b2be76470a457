//! Secure messages that somebody begins by themselves: writing one that begins a thread, and going on with one.

use app::address::{RightsPage, language_of};
use app::pages::SECURE_SENT;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::text::Language;
use service::DataSubject;
use uuid::Uuid;

use super::messages::{message, on_thread};
use super::{Fields, Headers, Outcome, Signed, answer, refuse, see_other, signed_with};
use crate::forms::count;
use crate::forms::files::FilesForm;
use crate::limits::Action;
use crate::site::Site;

/// Answers a message that begins a thread.
pub(crate) async fn start_secure(State(site): State<Site>, mut request: Request) -> Response {
    let (Signed { subject, fields }, form) = match read(&site, &mut request).await {
        Ok(read) => read,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    match start(&site, language, &subject, form).await {
        Ok(path) => see_other(&format!("{path}#{SECURE_SENT}"), Headers::new()),
        Err(problem) => refuse(&site, request, problem, fields).await,
    }
}

async fn start(
    site: &Site,
    language: Language,
    subject: &DataSubject,
    form: FilesForm,
) -> Result<&'static str, Problem> {
    if form.act != "write" {
        return Err(Problem::UnreadableForm);
    }
    let message = message(form).await?;
    site.service
        .start_secure(subject, language, message)
        .await?;
    Ok(RightsPage::Secure.path(language))
}

/// Answers what was posted to the page of a thread.
pub(crate) async fn secure_thread(State(site): State<Site>, mut request: Request) -> Response {
    let (Signed { subject, fields }, form) = match read(&site, &mut request).await {
        Ok(read) => read,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    match act(&site, &path, &subject, form).await {
        Ok(Some(file)) => file,
        Ok(None) => answer(&site, request, fields, Ok(Outcome::Done(path))).await,
        Err(problem) => answer(&site, request, fields, Err(problem)).await,
    }
}

/// A file to save, where one was asked for.
async fn act(
    site: &Site,
    path: &str,
    subject: &DataSubject,
    form: FilesForm,
) -> Result<Option<Response>, Problem> {
    let (_, _, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let thread = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    if form.act != "write" {
        return on_thread(site, subject, &thread, &form).await;
    }
    // Whose it is not brings no files.
    site.service.own_secure_thread(subject, &thread).await?;
    let message = message(form).await?;
    site.service.write_secure(subject, &thread, message).await?;
    Ok(None)
}

/// The form and who sends it. What one sees who has no business here is the same whatever the form holds.
async fn read(
    site: &Site,
    request: &mut Request,
) -> Result<(Signed, FilesForm), (Problem, Fields)> {
    let without_fields = |problem| (problem, Fields::new());
    count(site, Action::Rights, request).map_err(without_fields)?;
    let form = FilesForm::begin(request).await.map_err(without_fields)?;
    let signed = signed_with(site, request.headers(), form.fields.clone()).await?;
    Ok((signed, form))
}
