//! Lists of those who get the newsletter: brought in, and taken out as a file.

use app::address::language_of;
use app::pages::{ImportedView, StaffContent, load_subscribers};
use app::visit::Visit;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use domain::problem::Problem;
use domain::text::Language;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use service::{Import, Imported, NotImported};

use super::{Fields, Outcome, Signed, answer, refuse, signed_within, single};
use crate::forms::choice::append;
use crate::limits::MAX_LIST;
use crate::site::Site;

/// Answers what was posted to the page of lists.
pub(crate) async fn subscribers(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed_within(&site, &mut request, MAX_LIST).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    match single(&signed.fields, "act").as_deref() {
        Some("export") => export(&site, request, signed, language).await,
        Some("import") => {
            let visit = Visit::read(&site.service, request.headers(), site.secure).await;
            let outcome = import(&visit, &signed, language).await;
            answer(&site, request, signed, outcome).await
        }
        _ => answer(&site, request, signed, Err(Problem::UnreadableForm)).await,
    }
}

async fn export(site: &Site, request: Request, signed: Signed, language: Language) -> Response {
    let file = site.service.export_subscribers(&signed.actor, language);
    match file.await {
        Ok(file) => {
            let name = match language {
                Language::Da => "attachment; filename=\"modtagere.csv\"",
                Language::En => "attachment; filename=\"readers.csv\"",
            };
            let headers = [
                (
                    CONTENT_TYPE,
                    HeaderValue::from_static("text/csv; charset=utf-8"),
                ),
                (CONTENT_DISPOSITION, HeaderValue::from_static(name)),
            ];
            let mut response = (headers, file).into_response();
            append(&mut response, signed.headers);
            response
        }
        Err(problem) => answer(site, request, signed, Err(problem)).await,
    }
}

async fn import(visit: &Visit, signed: &Signed, language: Language) -> Result<Outcome, Problem> {
    let import = typed(&signed.fields);
    let imported = visit.service.import(&signed.actor, &import).await?;
    // What could not be used is put right and sent again, with the rest as it was.
    let typed = match imported.unusable.is_empty() {
        true => Import::default(),
        false => import,
    };
    let imported = Some(shown(imported));
    let view = load_subscribers(visit, &signed.actor, language, imported, typed).await?;
    Ok(Outcome::Told(Box::new(StaffContent::Subscribers(view))))
}

fn typed(fields: &Fields) -> Import {
    let field = |name| single(fields, name).unwrap_or_default();
    let topics = fields.iter().filter(|(name, _)| name == "topic");
    Import {
        list: field("list"),
        how: field("how"),
        on: field("on"),
        topics: topics.map(|(_, topic)| topic.clone()).collect(),
        language: match field("language").as_str() {
            "en" => Language::En,
            _ => Language::Da,
        },
    }
}

fn shown(imported: Imported) -> ImportedView {
    let line = |NotImported { line, problem }| (line, problem);
    ImportedView {
        added: imported.added,
        known: imported.known,
        kept_out: imported.kept_out,
        unusable: imported.unusable.into_iter().map(line).collect(),
    }
}
