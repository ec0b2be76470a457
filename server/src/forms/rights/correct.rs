//! Contact details put right.

use app::address::{RightsPage, language_of};
use app::pages::named_thing;
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use service::CorrectContact;

use super::{Fields, Outcome, answer, refuse, signed, single};
use crate::forms::several;
use crate::site::Site;

/// Answers the form.
pub(crate) async fn correct(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let start = RightsPage::Start.path(language_of(&path)).to_owned();
    let outcome = match typed(&path, &signed.fields) {
        Ok(typed) => {
            let corrected = site.service.correct_contact(&signed.subject, &typed).await;
            // The page names one at a time: the first that the person meets.
            corrected.map_err(|problems| problems.first().copied().unwrap_or(Problem::Fault))
        }
        Err(problem) => Err(problem),
    };
    let outcome = outcome.map(|_| Outcome::Done(start));
    answer(&site, request, signed.fields, outcome).await
}

fn typed(path: &str, fields: &Fields) -> Result<CorrectContact, Problem> {
    let (_, _, one) = RightsPage::at(path).ok_or(Problem::NotFound)?;
    let (kind, id) = named_thing(one).ok_or(Problem::NotFound)?;
    Ok(CorrectContact {
        kind,
        id,
        name: single(fields, "name").unwrap_or_default(),
        phone: single(fields, "phone").unwrap_or_default(),
        companions: several(fields, "companion"),
    })
}
