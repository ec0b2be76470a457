//! Colleagues: access given, changed and ended.

use app::address::{StaffPage, language_of};
use app::pages::{LinkView, StaffContent};
use axum::extract::{Request, State};
use axum::response::Response;
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::{Language, date_in_words};
use service::{InviteStaff, Invited};
use uuid::Uuid;

use super::{Fields, Outcome, Signed, answer, refuse, signed, single};
use crate::site::Site;

/// Answers a posted invitation.
pub(crate) async fn invite(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let invite = InviteStaff {
        name: single(&signed.fields, "name").unwrap_or_default(),
        email: single(&signed.fields, "email").unwrap_or_default(),
        roles: roles(&signed.fields),
    };
    let language = language_of(request.uri().path());
    let name = invite.name.trim().to_owned();
    let invited = site.service.invite_staff(&signed.actor, invite).await;
    let outcome = invited.map(|invited| link(&site, language, name, &invited));
    answer(&site, request, signed, outcome).await
}

/// Answers a posted change of somebody's access.
pub(crate) async fn member(State(site): State<Site>, mut request: Request) -> Response {
    let signed = match signed(&site, &mut request).await {
        Ok(signed) => signed,
        Err((problem, fields)) => return refuse(&site, request, None, problem, fields).await,
    };
    let path = request.uri().path().to_owned();
    let outcome = change(&site, &path, &signed).await;
    answer(&site, request, signed, outcome).await
}

async fn change(site: &Site, path: &str, signed: &Signed) -> Result<Outcome, Problem> {
    let Signed { actor, fields, .. } = signed;
    let service = &site.service;
    let (_, language, one) = StaffPage::at(path).ok_or(Problem::NotFound)?;
    let staff = Uuid::parse_str(one).map_err(|_| Problem::NotFound)?;
    match single(fields, "act").as_deref() {
        Some("roles") => service.change_roles(actor, staff, roles(fields)).await?,
        Some("disable") => service.disable_staff(actor, staff).await?,
        Some("enable") => service.enable_staff(actor, staff).await?,
        Some("link") => {
            let invited = service.renew_invitation(actor, staff).await?;
            let members = service.staff_list(actor).await?;
            let member = members.into_iter().find(|member| member.id == staff);
            let name = member.ok_or(Problem::NotFound)?.name;
            return Ok(link(site, language, name, &invited));
        }
        _ => return Err(Problem::UnreadableForm),
    }
    Ok(Outcome::Done(path.to_owned()))
}

/// The link, told once.
fn link(site: &Site, language: Language, name: String, invited: &Invited) -> Outcome {
    let path = StaffPage::Invitation.path(language);
    let ends = site.service.day_of(invited.ends_at);
    Outcome::Told(Box::new(StaffContent::Link(LinkView {
        name,
        link: format!("{}{path}/{}", site.origin, invited.token.to_text()),
        ends: date_in_words(ends, language),
    })))
}

fn roles(fields: &Fields) -> Vec<Role> {
    fields
        .iter()
        .filter(|(name, _)| name == "role")
        .filter_map(|(_, value)| Role::of_name(value))
        .collect()
}
