//! Asking for consent from a case, and writing down what was answered.

use app::address::StaffPage;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::Area;
use service::{AskConsent, Attempt, ConsentAnswer, RecordAnswer, RecordConsent};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers what was posted to the page of a case's questions.
pub(crate) async fn case_consents(State(site): State<Site>, mut request: Request) -> Response {
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
    actor.require(Area::Rights)?;
    let (_, _, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let case = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    let field = |name| single(fields, name).unwrap_or_default();
    match field("act").as_str() {
        "ask" => {
            let ask = AskConsent {
                case,
                direction: field("direction"),
                sender: field("sender"),
                recipient: field("recipient"),
                data: field("data"),
                what_for: field("what_for"),
                purpose: field("purpose"),
                lasts: field("lasts"),
                person: field("person"),
                recorded: recorded(fields)?,
                attempt: Attempt::parse(&field("attempt")).ok_or(Problem::MissingAttempt)?,
            };
            site.service.ask_consent(actor, ask).await?;
        }
        "record" => {
            let consent = Uuid::parse_str(&field("consent"));
            let record = RecordConsent {
                consent: consent.map_err(|_| Problem::UnreadableForm)?,
                answer: recorded(fields)?.ok_or(Problem::UnreadableForm)?,
            };
            site.service.record_consent(actor, &record).await?;
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(path.to_owned()))
}

/// What was answered already; nothing where the person is to be asked.
fn recorded(fields: &Fields) -> Result<Option<RecordAnswer>, Problem> {
    let field = |name| single(fields, name).unwrap_or_default();
    let answer = match field("answer").as_str() {
        "" => return Ok(None),
        "yes" => ConsentAnswer::Yes,
        "no" => ConsentAnswer::No,
        "back" => ConsentAnswer::TakenBack,
        _ => return Err(Problem::UnreadableForm),
    };
    Ok(Some(RecordAnswer {
        answer,
        from: field("how"),
        wording: field("reason"),
        said_on: field("said_on"),
    }))
}
