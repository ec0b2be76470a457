//! A code for a person, made by staff. What answers is the letter with it, told once.

use app::address::{RightsPage, language_of};
use app::pages::{PersonCodeView, StaffContent};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::Vouched;
use domain::text::{Language, moment_in_words};
use service::{MadePersonCode, MakePersonCode};
use uuid::Uuid;

use super::{Fields, Outcome, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted wish for a code.
pub(crate) async fn person_code(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let language = language_of(request.uri().path());
    let outcome = match read(&signed.fields) {
        Ok(make) => {
            let email = make.email.trim().to_owned();
            let made = site.service.make_person_code(&signed.actor, make).await;
            made.map(|made| told(&site, language, email, &made))
        }
        Err(problem) => Err(problem),
    };
    answer(&site, request, signed, outcome).await
}

fn read(fields: &Fields) -> Result<MakePersonCode, Problem> {
    let field = |name| single(fields, name).unwrap_or_default();
    let person = field("person");
    let person = match person.trim() {
        "" => None,
        number => Some(Uuid::parse_str(number).map_err(|_| Problem::UnknownPerson)?),
    };
    Ok(MakePersonCode {
        email: field("email"),
        vouched: Vouched::of_name(&field("vouched")).ok_or(Problem::MissingVouched)?,
        person,
    })
}

fn told(site: &Site, language: Language, email: String, made: &MadePersonCode) -> Outcome {
    let ends = site.service.local(made.expires_at);
    let path = RightsPage::Start.path(language);
    Outcome::Told(Box::new(StaffContent::PersonCode(PersonCodeView {
        code: made.code.to_groups(),
        person: made.person.to_string(),
        email,
        ends: moment_in_words(ends, language),
        address: format!("{}{path}", site.origin),
        organisation: site
            .service
            .register()
            .register()
            .controller
            .short_name
            .clone(),
    })))
}
