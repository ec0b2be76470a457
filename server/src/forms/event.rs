//! Signing up for an event, and what is done behind its mailed links. Only a POST does anything.

use app::address::{Page, language_of};
use app::pages::{NewlySeated, OpenRoom, RefusedSeat, SeatForm, SeatTold};
use app::token::Token;
use app::visit::Visit;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use domain::canonical::Digest;
use domain::consent::Method;
use domain::event::{Participant, TypedParticipant};
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::text::Language;
use leptos::prelude::provide_context;
use serde::Serialize;
use service::{SeatConfirmation, SeatReceipt, SignUp, TakeSeat, TypedAnswers};

use super::choice::see_other;
use super::receipt::file;
use super::{count, read_form, several, single};
use crate::limits::Action;
use crate::pages::{problem_page, render, status};
use crate::site::Site;

/// Answers the form of an event's page.
pub(crate) async fn sign_up(State(site): State<Site>, mut request: Request) -> Response {
    if let Err(problem) = count(&site, Action::SignUp, &request) {
        return problem_page(&site, request, problem).await;
    }
    let form = match read_form(&mut request).await {
        Ok(fields) => seat_form(&fields),
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let language = language_of(request.uri().path());
    match take(&site, request.uri().path(), &form, language).await {
        Ok(()) => see_other(&Page::EventMailbox.path(language), Vec::new()),
        Err(problems) if problems.contains(&Problem::NotFound) => {
            problem_page(&site, request, Problem::NotFound).await
        }
        Err(problems) => {
            let first = problems.first().copied();
            let refused = RefusedSeat { problems, form };
            answer(&site, request, first, refused).await
        }
    }
}

/// Confirms a sign-up.
pub(crate) async fn confirm(
    State(site): State<Site>,
    Path(token): Path<String>,
    request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    let confirmed = match link(&token) {
        Ok(token) => site.service.confirm_seat(&token).await,
        Err(problem) => Err(problem),
    };
    match confirmed {
        Ok(SeatConfirmation::Now { page }) => match Token::parse(&page.to_text()) {
            Some(page) => answer(&site, request, None, NewlySeated(page)).await,
            None => problem_page(&site, request, Problem::Fault).await,
        },
        // The page finds out by itself what the link leads to.
        Ok(SeatConfirmation::Before) => shown(&site, request, None).await,
        Err(Problem::SpentLink) => shown(&site, request, Some(Problem::SpentLink)).await,
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

/// Takes the seat that is offered, gives one up, or asks for the way into the room.
pub(crate) async fn seat(
    State(site): State<Site>,
    Path(token): Path<String>,
    mut request: Request,
) -> Response {
    if let Err(problem) = count(&site, Action::MailedLink, &request) {
        return problem_page(&site, request, problem).await;
    }
    let fields = match read_form(&mut request).await {
        Ok(fields) => fields,
        Err(problem) => return problem_page(&site, request, problem).await,
    };
    let act = single(&fields, "act");
    if let Some(of) = act.as_deref().and_then(receipt) {
        let keys = site.log_keys.now();
        let found = match link(&token) {
            Ok(token) => site.service.seat_receipt(&token, of, keys.public()).await,
            Err(problem) => Err(problem),
        };
        return match found {
            Ok(bytes) => file(language_of(request.uri().path()), bytes),
            Err(problem) => problem_page(&site, request, problem).await,
        };
    }
    let told = match act.as_deref() {
        Some("accept") => accept(&site, &token).await,
        Some("leave") => leave(&site, &token).await,
        Some("answer") => {
            let language = language_of(request.uri().path());
            answer_anew(&site, &token, &fields, language).await
        }
        Some("take-back") => take_back(&site, &token).await,
        Some("enter") => enter(&site, &token).await,
        _ => Err(Problem::UnreadableForm),
    };
    match told {
        Ok(told) => answer(&site, request, None, told).await,
        Err(problem @ (Problem::UnusableAnswer | Problem::NoticeChanged)) => {
            let told = SeatTold::RefusedAnswers(problem, several(&fields, "own_answer"));
            answer(&site, request, Some(problem), told).await
        }
        Err(Problem::SpentLink) => shown(&site, request, Some(Problem::SpentLink)).await,
        Err(problem @ (Problem::OfferOver | Problem::SignUpClosed | Problem::RoomClosed)) => {
            answer(&site, request, Some(problem), SeatTold::Refused(problem)).await
        }
        Err(problem) => problem_page(&site, request, problem).await,
    }
}

/// Which receipt a button asks for.
fn receipt(act: &str) -> Option<SeatReceipt> {
    match act {
        "receipt" => Some(SeatReceipt::Seat),
        "answers-receipt" => Some(SeatReceipt::Answers),
        _ => None,
    }
}

async fn take(
    site: &Site,
    path: &str,
    form: &SeatForm,
    language: Language,
) -> Result<(), Vec<Problem>> {
    let Some((Page::Event(event), _)) = Page::at(path) else {
        return Err(vec![Problem::NotFound]);
    };
    let typed = TypedParticipant {
        name: &form.name,
        email: &form.email,
        phone: &form.phone,
        companions: &form.companions,
    };
    let participant = Participant::read(typed, language)?;
    let seat = TakeSeat {
        event,
        answers: Some(TypedAnswers {
            answers: form.answers.clone(),
            wording: Digest::from_hex(&form.answers_wording),
            language,
            method: Method::Form,
        }),
        newsletter: newsletter(form, language),
        participant,
    };
    let taken = site.service.take_seat(&seat).await;
    taken.map_err(|problem| vec![problem])
}

/// What was ticked in the newsletter's box; nothing where nothing was.
fn newsletter(form: &SeatForm, language: Language) -> Option<SignUp> {
    (!form.topics.is_empty()).then(|| SignUp {
        language,
        method: Method::Form,
        email: form.email.clone(),
        name: form.name.clone(),
        topics: form.topics.clone(),
        wording: Digest::from_hex(&form.wording),
    })
}

async fn accept(site: &Site, token: &str) -> Result<SeatTold, Problem> {
    let token = link(token).map_err(|_| Problem::OfferOver)?;
    site.service.accept_seat(&token).await?;
    Ok(SeatTold::Accepted)
}

/// A browser would not follow a form to another site, as pages here forbid: the page shows the link instead.
async fn enter(site: &Site, token: &str) -> Result<SeatTold, Problem> {
    let room = site.service.enter_room(&link(token)?).await?;
    Ok(SeatTold::Entering(OpenRoom(room.as_str().to_owned())))
}

/// The same answer for every token.
async fn leave(site: &Site, token: &str) -> Result<SeatTold, Problem> {
    if let Ok(token) = link(token) {
        site.service.leave_seat(&token).await?;
    }
    Ok(SeatTold::Left)
}

async fn answer_anew(
    site: &Site,
    token: &str,
    fields: &[(String, String)],
    language: Language,
) -> Result<SeatTold, Problem> {
    let wording = single(fields, "answers_wording").unwrap_or_default();
    let typed = TypedAnswers {
        answers: several(fields, "own_answer"),
        wording: Digest::from_hex(&wording),
        language,
        method: Method::Form,
    };
    let is_empty = typed.is_empty();
    site.service.answer_anew(&link(token)?, &typed).await?;
    Ok(if is_empty {
        SeatTold::TookBack
    } else {
        SeatTold::Answered
    })
}

async fn take_back(site: &Site, token: &str) -> Result<SeatTold, Problem> {
    site.service.take_answers_back(&link(token)?).await?;
    Ok(SeatTold::TookBack)
}

fn link(token: &str) -> Result<LinkToken, Problem> {
    LinkToken::parse(token).ok_or(Problem::SpentLink)
}

/// A field that is missing or sent twice is an empty one, which is named.
fn seat_form(fields: &[(String, String)]) -> SeatForm {
    let field = |name| single(fields, name).unwrap_or_default();
    SeatForm {
        name: field("name"),
        email: field("email"),
        phone: field("phone"),
        companions: several(fields, "companion"),
        answers: several(fields, "own_answer"),
        answers_wording: field("answers_wording"),
        topics: several(fields, "topic"),
        wording: field("wording"),
    }
}

/// The page at the request's address, with the status of `problem` if there is one.
async fn shown(site: &Site, request: Request, problem: Option<Problem>) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let mut response = render(site, visit, request, || {}).await;
    if let Some(problem) = problem {
        *response.status_mut() = status(problem);
    }
    response
}

/// As [`shown`], told `context`.
async fn answer<T: Clone + Serialize + Send + Sync + 'static>(
    site: &Site,
    request: Request,
    problem: Option<Problem>,
    context: T,
) -> Response {
    let visit = Visit::read(&site.service, request.headers(), site.secure).await;
    let mut response = render(site, visit, request, move || {
        provide_context(context.clone());
    })
    .await;
    if let Some(problem) = problem {
        *response.status_mut() = status(problem);
    }
    response
}
