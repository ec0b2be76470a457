//! The forms of the staff's page of secure messages: writing, files, who takes part from outside, and what nobody opened.

use app::address::StaffPage;
use app::pages::{OutsiderCodeView, StaffContent};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::secure::{Counterpart, Outsider, OutsiderKind, SpokenCode};
use domain::staff::Area;
use domain::text::Language;
use service::{Attempt, InviteOutsider, SecureMessage, Settling, StaffActor};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, signed_with};
use crate::forms::files::FilesForm;
use crate::forms::{count, single};
use crate::limits::Action;
use crate::secure_file::save;
use crate::site::Site;

/// Answers what was posted to the page of a case's messages.
pub(crate) async fn case_messages(State(site): State<Site>, request: Request) -> Response {
    messages(site, request, Of::Case).await
}

/// Answers what was posted to the page of messages that belong to no case.
pub(crate) async fn secure_thread(State(site): State<Site>, request: Request) -> Response {
    messages(site, request, Of::Thread).await
}

/// What the address names.
#[derive(Clone, Copy)]
enum Of {
    /// A case, whose messages they are.
    Case,
    /// The thread itself.
    Thread,
}

async fn messages(site: Site, mut request: Request, of: Of) -> Response {
    let begun = match count(&site, Action::Staff, &request) {
        Ok(()) => FilesForm::begin(&mut request).await,
        Err(problem) => Err(problem),
    };
    let form = match begun {
        Ok(form) => form,
        Err(problem) => return refuse(&site, request, None, problem, Fields::new()).await,
    };
    let mut fields = form.fields.clone();
    if single(&fields, "act").is_none() {
        // Which of the page's forms is shown again.
        fields.push(("act".to_owned(), form.act.clone()));
    }
    let signed = match signed_with(&site, &mut request, fields).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    match act(&site, (of, &path), &signed, form).await {
        Ok(Done::File(file)) => file,
        Ok(Done::Page) => answer(&site, request, signed, Ok(Outcome::Done(path))).await,
        Ok(Done::Code(told)) => {
            let told = Box::new(StaffContent::OutsiderCode(told));
            answer(&site, request, signed, Ok(Outcome::Told(told))).await
        }
        Err(problem) => answer(&site, request, signed, Err(problem)).await,
    }
}

enum Done {
    Page,
    File(Response),
    Code(OutsiderCodeView),
}

async fn act(
    site: &Site,
    (of, path): (Of, &str),
    signed: &Signed,
    form: FilesForm,
) -> Result<Done, Problem> {
    let Signed { actor, fields, .. } = signed;
    // Before any file is read.
    actor.require(Area::Rights)?;
    let (_, _, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let one = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let service = &site.service;
    let field = |name| single(fields, name).ok_or(Problem::UnreadableForm);
    let id = |name| Uuid::parse_str(&field(name)?).map_err(|_| Problem::UnreadableForm);
    let thread = match of {
        Of::Case => service.begin_secure_about(actor, &one).await?,
        Of::Thread => one,
    };
    match form.act.as_str() {
        "begin" => {}
        "give" => {
            let number = field("person")?;
            service.give_secure(actor, &thread, &number).await?;
        }
        "write" => {
            let to = counterpart(&field("to")?)?;
            let attempt = Attempt::parse(&field("attempt")?).ok_or(Problem::MissingAttempt)?;
            let message = SecureMessage {
                words: field("message")?,
                files: form.files().await?,
                attempt,
            };
            service.send_secure(actor, &thread, to, message).await?;
        }
        "file" => {
            let file = id("file")?;
            let file = service.secure_file_for_staff(actor, &thread, &file).await?;
            return Ok(Done::File(save(file)?));
        }
        "invite" => return invite(site, actor, (path, &thread), fields).await,
        "code" => {
            let outsider = id("outsider")?;
            let code = service.new_outsider_code(actor, &thread, &outsider).await?;
            let seen = service.staff_secure(actor, &thread).await?;
            let outsiders = seen.outsiders.into_iter();
            let mut named = outsiders.filter(|other| other.id == outsider);
            let name = named.next().map(|outsider| outsider.who.name);
            let name = name.ok_or(Problem::NotFound)?;
            return Ok(Done::Code(told(path, name.as_str(), &code)));
        }
        "shut-out" => {
            let outsider = id("outsider")?;
            service.shut_out_outsider(actor, &thread, &outsider).await?;
        }
        "again" => {
            let message = id("message")?;
            let settling = Settling::WaitsAgain;
            service
                .settle_secure(actor, &thread, &message, settling)
                .await?;
        }
        "done" => {
            let message = id("message")?;
            let settling = Settling::DoneOtherwise;
            service
                .settle_secure(actor, &thread, &message, settling)
                .await?;
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Done::Page)
}

async fn invite(
    site: &Site,
    actor: &StaffActor,
    (back, thread): (&str, &Uuid),
    fields: &Fields,
) -> Result<Done, Problem> {
    let field = |name| single(fields, name).unwrap_or_default();
    let kind = OutsiderKind::of_name(&field("kind")).ok_or(Problem::UnreadableForm)?;
    let language = match field("language").as_str() {
        "en" => Language::En,
        _ => Language::Da,
    };
    let outsider = Outsider::read(kind, &field("name"), &field("email"), language)?;
    let name = outsider.name.as_str().to_owned();
    let invite = InviteOutsider {
        thread: *thread,
        outsider,
    };
    let invited = site.service.invite_outsider(actor, &invite).await?;
    Ok(Done::Code(told(back, &name, &invited.code)))
}

fn told(back: &str, name: &str, code: &SpokenCode) -> OutsiderCodeView {
    OutsiderCodeView {
        back: back.to_owned(),
        name: name.to_owned(),
        code: code.to_text(),
    }
}

fn counterpart(to: &str) -> Result<Counterpart, Problem> {
    if to == "person" {
        return Ok(Counterpart::Person);
    }
    let id = Uuid::parse_str(to).map_err(|_| Problem::UnreadableForm)?;
    Ok(Counterpart::Outsider(id))
}
