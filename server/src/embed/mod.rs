//! The scripts for other people's websites, `/s/<site>/<language>/…`: the clients of `embed/` with one site's data in
//! them, made once at start, since register and scripts stay the same while the service runs.
//!
//! These routes read no cookie and set none, so no session is ever seen by them, and every website may fetch them:
//! what they hold is public. A script says itself for which origins it is, and does nothing but deny elsewhere.

mod assemble;
mod declaration;
mod file;
mod forms;
mod words;

pub(crate) use assemble::{AssembleError, assemble};

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;
use http::StatusCode;

use crate::forms::count;
use crate::limits::Action;
use crate::problems::problem_json;
use crate::site::Site;
use file::File;
use forms::{Forms, Kind};

const JSON: &str = "application/json";
/// Five minutes, so that a changed register is soon shown and a visitor's next pages ask nothing; for a day after
/// that the browser uses what it has while it asks, so that no page waits for us twice.
const SOON: &str = "public, max-age=300, stale-while-revalidate=86400";
/// The address names the content.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// What a pinned script asks to learn whether it is still current, and what holds dates: a promise of yesterday is not
/// made for longer than this.
const SHORT: &str = "public, max-age=60";

/// Every script, by site and language; none when no client was built.
#[derive(Clone, Default)]
pub struct Embeds(Arc<HashMap<(Key, Language), Embed>>);

/// What is served about one site in one language.
struct Embed {
    script: File,
    hash: String,
    texts: File,
    version: File,
    declaration: File,
    forms_script: File,
    forms_hash: String,
    forms: Forms,
}

/// Every address below `/s`.
pub(crate) fn router() -> Router<Site> {
    Router::new()
        .route("/s/{site}/{language}/v1.js", get(stable))
        .route("/s/{site}/{language}/{hash}/v1.js", get(pinned))
        .route("/s/{site}/{language}/{hash}/texts.json", get(texts))
        .route("/s/{site}/{language}/version.json", get(version))
        .route("/s/{site}/{language}/declaration.json", get(declaration))
        .route("/s/{site}/{language}/forms.v1.js", get(stable_forms))
        .route("/s/{site}/{language}/{hash}/forms.v1.js", get(pinned_forms))
        .route(
            "/s/{site}/{language}/newsletter.json",
            get(|site, place, request: Request| form(site, place, request, Kind::Newsletter)),
        )
        .route(
            "/s/{site}/{language}/contact.json",
            get(|site, place, request: Request| form(site, place, request, Kind::Contact)),
        )
}

/// The script at the address that never changes.
async fn stable(
    State(site): State<Site>,
    Path(place): Path<(Key, String)>,
    request: Request,
) -> Response {
    answer(&site, place, &request, |embed| Some((&embed.script, SOON)))
}

/// The script at the address that names its content. An old one is nowhere: other bytes would not pass the browser's
/// integrity check anyway, and without a script nothing is released.
async fn pinned(
    State(site): State<Site>,
    Path((key, language, hash)): Path<(Key, String, String)>,
    request: Request,
) -> Response {
    answer(&site, (key, language), &request, |embed| {
        (embed.hash == hash).then_some((&embed.script, FOREVER))
    })
}

/// What only opened settings and the places of embeds show. A script that is no longer current finds nothing here, and
/// leads to our own pages, so that nobody answers what is no longer asked.
async fn texts(
    State(site): State<Site>,
    Path((key, language, hash)): Path<(Key, String, String)>,
    request: Request,
) -> Response {
    answer(&site, (key, language), &request, |embed| {
        (embed.hash == hash).then_some((&embed.texts, FOREVER))
    })
}

async fn version(
    State(site): State<Site>,
    Path(place): Path<(Key, String)>,
    request: Request,
) -> Response {
    answer(&site, place, &request, |embed| {
        Some((&embed.version, SHORT))
    })
}

async fn declaration(
    State(site): State<Site>,
    Path(place): Path<(Key, String)>,
    request: Request,
) -> Response {
    answer(&site, place, &request, |embed| {
        Some((&embed.declaration, SOON))
    })
}

/// The script of the forms at the address that never changes.
async fn stable_forms(
    State(site): State<Site>,
    Path(place): Path<(Key, String)>,
    request: Request,
) -> Response {
    answer(&site, place, &request, |embed| {
        Some((&embed.forms_script, SOON))
    })
}

/// The script of the forms at the address that names its content.
async fn pinned_forms(
    State(site): State<Site>,
    Path((key, language, hash)): Path<(Key, String, String)>,
    request: Request,
) -> Response {
    answer(&site, (key, language), &request, |embed| {
        (embed.forms_hash == hash).then_some((&embed.forms_script, FOREVER))
    })
}

/// A form as it is today; nowhere where the organisation has none of this kind.
async fn form(
    State(site): State<Site>,
    Path((key, language)): Path<(Key, String)>,
    request: Request,
    kind: Kind,
) -> Response {
    if let Err(problem) = count(&site, Action::Embed, &request) {
        return problem_json(problem);
    }
    let Some(((key, language), embed)) = find(&site, key, &language) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match embed.forms.of(&site, (key, *language), kind) {
        Ok(file) => file.answer(request.headers(), SHORT),
        Err(Problem::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(problem) => problem_json(problem),
    }
}

fn answer(
    site: &Site,
    (key, language): (Key, String),
    request: &Request,
    chosen: impl Fn(&Embed) -> Option<(&File, &'static str)>,
) -> Response {
    if let Err(problem) = count(site, Action::Embed, request) {
        return problem_json(problem);
    }
    let embed = find(site, key, &language).map(|(_, embed)| embed);
    match embed.and_then(chosen) {
        Some((file, age)) => file.answer(request.headers(), age),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What is served about the site `key` in the language with this tag.
fn find<'s>(site: &'s Site, key: Key, tag: &str) -> Option<(&'s (Key, Language), &'s Embed)> {
    let language = Language::ALL.into_iter().find(|one| one.tag() == tag)?;
    site.embeds.0.get_key_value(&(key, language))
}
