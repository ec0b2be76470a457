//! `/api/v1/newsletter`: what signing up says, and a sign-up. It stands behind the same gate as the form: so many per
//! network, so many letters per address, and one answer for every address.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::consent::Method;
use domain::problem::Problem;
use domain::text::Language;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use service::SignUp;
use utoipa::ToSchema;

use super::answer::{self, Any, ProblemAnswer, Refusal, WithBody};
use super::cache::{self, Kept, Named};
use super::fields::{self, Accepted, Hash, Name, OutOfLimits};
use super::register::FRESH;
use super::{body, origin};
use crate::forms::count;
use crate::limits::Action;
use crate::site::Site;

/// A sign-up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSubscription)]
pub(super) struct NewSubscription {
    /// The site it was asked on, by its name in the register.
    site: Name,
    #[schema(schema_with = fields::language)]
    language: Language,
    /// The hash of the words that were shown. They must be in force.
    wording: Hash,
    #[schema(schema_with = fields::topics)]
    topics: Accepted,
    /// The address to write to.
    email: Typed,
    /// The person's name, if they gave it.
    #[serde(default)]
    name: Option<Typed>,
}

/// What a person typed on one line.
#[derive(Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, min_length = 1, max_length = 400, example = "anna@example.dk")]
pub(super) struct Typed(String);

impl TryFrom<String> for Typed {
    type Error = OutOfLimits;

    fn try_from(text: String) -> Result<Self, OutOfLimits> {
        const LONGEST: usize = 400;
        let length = text.chars().count();
        (1..=LONGEST)
            .contains(&length)
            .then_some(Self(text))
            .ok_or(OutOfLimits("expected 1 to 400 characters"))
    }
}

/// What signing up says today.
#[derive(Serialize, ToSchema)]
#[schema(as = SignUpWording)]
pub(super) struct SignUpWording {
    /// What a sign-up names it by.
    hash: Hash,
    /// Every string in its order, labels included. Show them all.
    #[schema(value_type = Object)]
    wording: domain::subscription::Wording,
}

/// Gives what signing up says, in one language.
///
/// It holds dates, so it is another one each day; yesterday's is still taken.
#[utoipa::path(
    get,
    path = "/api/v1/newsletter/wording/{language}",
    tag = "newsletter",
    operation_id = "sign_up_wording",
    params(("language" = String, Path, description = "`da` or `en`", pattern = "^(da|en)$", example = "da")),
    responses(
        (
            status = 200,
            description = "What signing up says",
            body = SignUpWording,
            headers(("ETag" = String, description = "Names the content"))
        ),
        (status = 304, description = "The caller has it"),
        (
            status = 404,
            description = "The organisation has no newsletter, or the language is none of the two",
            body = ProblemAnswer,
            content_type = "application/problem+json"
        ),
        Any
    )
)]
pub(super) async fn wording(
    State(site): State<Site>,
    language: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let outcome = count(&site, Action::Read, &request).and_then(|()| compose(&site, language.ok()));
    cache::answer(request.headers(), outcome, Kept::For(FRESH))
}

fn compose(site: &Site, language: Option<Path<String>>) -> Result<Named, Problem> {
    let Path(tag) = language.ok_or(Problem::NotFound)?;
    let mut all = Language::ALL.into_iter();
    let language = all.find(|language| language.tag() == tag);
    let (wording, hash) = site
        .service
        .sign_up_wording(language.ok_or(Problem::NotFound)?)?;
    let answer = SignUpWording {
        hash: Hash(hash),
        wording,
    };
    let body = serde_json::to_vec(&answer).map_err(|_| Problem::Fault)?;
    Ok(Named::of(body))
}

/// Takes a sign-up, and sends the letter that asks for confirmation.
///
/// The answer is the same whether the address is known or not. An address gets one letter in ten minutes and three a
/// day; further sign-ups are answered alike and send none, so a retry needs no key.
#[utoipa::path(
    post,
    path = "/api/v1/newsletter/subscriptions",
    tag = "newsletter",
    operation_id = "sign_up",
    request_body(content = NewSubscription, content_type = "application/json"),
    responses(
        (status = 202, description = "Taken: tell the person to look in the mailbox"),
        (
            status = 404,
            description = "The organisation has no newsletter",
            body = ProblemAnswer,
            content_type = "application/problem+json"
        ),
        WithBody,
        Any
    )
)]
pub(super) async fn sign_up(State(site): State<Site>, mut request: Request) -> Response {
    match take(&site, &mut request).await {
        Ok(()) => StatusCode::ACCEPTED.into_response(),
        Err(refusal) => answer::of(refusal),
    }
}

async fn take(site: &Site, request: &mut Request) -> Result<(), Refusal> {
    count(site, Action::SignUp, request)?;
    let asked: NewSubscription = body::read(request).await?;
    origin::speaks_for(site, request.headers(), asked.site.as_str())?;
    if site.service.register().site(asked.site.as_str()).is_none() {
        return Err(Problem::UnknownSite.into());
    }
    let sign_up = SignUp {
        language: asked.language,
        method: Method::Api,
        email: asked.email.0,
        name: asked.name.map(|name| name.0).unwrap_or_default(),
        topics: asked.topics.into_keys().into_iter().collect(),
        wording: Some(asked.wording.0),
    };
    Ok(site.service.sign_up(sign_up).await?)
}
