//! Events: written, shown to everybody, moved, cancelled. What is typed is saved before it is shown.

use app::address::StaffPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::event::TypedEvent;
use domain::problem::Problem;
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted first draft.
pub(crate) async fn new_event(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let language = app::address::language_of(request.uri().path());
    let event = typed(&signed.fields);
    let written = site.service.write_event(&signed.actor, &event).await;
    let path = StaffPage::Event.path(language);
    let outcome = written.map(|id| Outcome::Done(format!("{path}/{id}")));
    answer(&site, request, signed, outcome).await
}

/// Answers what was posted to an event's page.
pub(crate) async fn event(State(site): State<Site>, mut request: Request) -> Response {
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
    match single(fields, "act").unwrap_or_default().as_str() {
        "save" => service.edit_event(actor, &id, &typed(fields)).await?,
        "move" => service.move_event(actor, &id, &typed(fields)).await?,
        "publish" => {
            service.edit_event(actor, &id, &typed(fields)).await?;
            service.publish_event(actor, &id).await?;
        }
        "cancel" => service.cancel_event(actor, &id).await?,
        "delete" => {
            service.delete_event(actor, &id).await?;
            let list = StaffPage::Events.path(language);
            return Ok(Outcome::Done(list.to_owned()));
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(path.to_owned()))
}

fn typed(fields: &Fields) -> TypedEvent {
    let field = |name| single(fields, name).unwrap_or_default();
    TypedEvent {
        title: field("title"),
        words: field("words"),
        english_title: field("english_title"),
        english_words: field("english_words"),
        place: field("place"),
        starts: field("starts"),
        ends: field("ends"),
        capacity: field("capacity"),
        // A box that is not ticked sends nothing.
        without_reminder: single(fields, "reminds").is_none(),
        without_thanks: single(fields, "thanks").is_none(),
        company: field("company"),
        country: field("country"),
        privacy: field("privacy"),
        room: field("room"),
    }
}
