//! An enquiry: answered, marked, moved, closed.

use app::address::StaffPage;
use app::pages::{StaffContent, read_enquiry};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::rights::{Door, Reason};
use domain::thread::Way;
use service::{Answer, Attempt, Ending, MoveThread};
use uuid::Uuid;

use super::{Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers what was posted to an enquiry's page.
pub(crate) async fn enquiry(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let outcome = act(&visit, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn act(visit: &Visit, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let service = &visit.service;
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let thread = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let field = |name| single(fields, name).unwrap_or_default();
    let id = |name| Uuid::parse_str(&field(name)).map_err(|_| Problem::UnreadableForm);
    match field("act").as_str() {
        "answer" => {
            let attempt = Attempt::parse(&field("attempt")).ok_or(Problem::MissingAttempt)?;
            let answer = Answer {
                thread,
                words: field("message"),
                way: way(&field("way"))?,
                attempt,
            };
            service.answer(actor, answer).await?;
        }
        "admit" => service.admit(actor, &thread, &id("message")?).await?,
        "hide-quoted" => {
            let quoted = field("passage");
            service.mark_quoted(actor, &thread, &quoted).await?;
        }
        "hide-part" => service.mark_passage(actor, &id("part")?, None).await?,
        "sensitive" => service.mark_thread_sensitive(actor, &thread, true).await?,
        "not-sensitive" => service.mark_thread_sensitive(actor, &thread, false).await?,
        "move" => {
            let moving = MoveThread {
                thread,
                to: field("purpose"),
                reason: field("reason"),
            };
            service.move_thread(actor, moving).await?;
        }
        "door" => {
            let door = Door::of_name(&field("door")).ok_or(Problem::MissingDoor)?;
            let reason = Reason::read(&field("reason"))?;
            let read = service.read_through_door(actor, &thread, (door, reason));
            let view = read_enquiry(visit, language, read.await?);
            return Ok(Outcome::Told(Box::new(StaffContent::Enquiry(view))));
        }
        "close" => service.end_thread(actor, &thread, Ending::Closed).await?,
        "spam" => service.end_thread(actor, &thread, Ending::Spam).await?,
        _ => return Err(Problem::UnreadableForm),
    }
    let is_over = matches!(field("act").as_str(), "close" | "spam");
    let next = if is_over {
        StaffPage::Enquiries.path(language)
    } else {
        path
    };
    Ok(Outcome::Done(next.to_owned()))
}

/// How it is answered. Nothing chosen is a mail, which a sensitive enquiry does not let through.
fn way(name: &str) -> Result<Way, Problem> {
    match name {
        "" | "mail" => Ok(Way::Mail),
        "phone" => Ok(Way::Phone),
        "letter" => Ok(Way::Letter),
        _ => Err(Problem::UnreadableForm),
    }
}
