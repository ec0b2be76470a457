//! The staff's use cases together: what lets somebody in, and what does not.

mod authenticator;
mod codes;
mod guessing;
mod passkeys;
mod people;
mod signing_in;
mod time;

use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::staff::totp::{Secret, Step};
use domain::staff::{Browser, Role};
use jiff::SignedDuration;
use uuid::Uuid;

use super::{AcceptInvitation, ConfirmSignIn, InviteStaff, Password, SignIn, StaffActor};
use crate::Service;
use crate::testing::Bench;

const PASSWORD: &str = "fire tilfældige ord her";
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";

/// A member of staff with a phone and a sheet of paper.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) secret: Secret,
    pub(crate) recovery_codes: Vec<String>,
    pub(crate) session: LinkToken,
    pub(crate) known_browser: String,
}

pub(crate) fn password(text: &str) -> Password {
    Password::new(text.to_owned())
}

fn invite(email: &str, roles: &[Role]) -> InviteStaff {
    InviteStaff {
        name: "Åse Lindqvist".to_owned(),
        email: email.to_owned(),
        roles: roles.to_vec(),
    }
}

fn browser() -> Browser {
    Browser::of(AGENT)
}

/// The secret that an app would have read from the page.
fn scanned(groups: &str) -> Secret {
    let text = groups.replace(' ', "");
    let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes());
    Secret::from_bytes(bytes.unwrap().try_into().unwrap())
}

fn code(service: &Service, secret: &Secret) -> String {
    secret.code(Step::at(service.now()))
}

/// Accepts the invitation with this token.
async fn accept(service: &Service, token: LinkToken) -> Person {
    let enrolment = service.invitation(&token).await.unwrap();
    let secret = scanned(&enrolment.secret);
    let accepted = service
        .accept_invitation(AcceptInvitation {
            token,
            password: password(PASSWORD),
            code: code(service, &secret),
            browser: browser(),
        })
        .await
        .unwrap();
    Person {
        email: enrolment.email,
        password: PASSWORD.to_owned(),
        secret,
        recovery_codes: accepted.recovery_codes,
        session: accepted.session,
        known_browser: accepted.known_browser,
    }
}

/// Somebody who was let in from the machine, and has accepted.
pub(crate) async fn joined(service: &Service, email: &str, roles: &[Role]) -> Person {
    let invited = service.invite_as_operator(invite(email, roles)).await;
    accept(service, invited.unwrap().token).await
}

pub(crate) async fn actor(service: &Service, person: &Person) -> StaffActor {
    let actor = service.staff_actor(&person.session).await.unwrap();
    actor.expect("the session is live")
}

/// Somebody new with these roles, signed in.
pub(crate) async fn signed_in(service: &Service, roles: &[Role]) -> StaffActor {
    let person = joined_in(service, roles).await;
    actor(service, &person).await
}

/// Somebody new with these roles.
pub(crate) async fn joined_in(service: &Service, roles: &[Role]) -> Person {
    let email = format!("{}@example.dk", service.chance().uuid_v7(service.now()));
    joined(service, &email, roles).await
}

/// Whether the person's session opens anything.
async fn is_in(service: &Service, person: &Person) -> bool {
    let actor = service.staff_actor(&person.session).await.unwrap();
    actor.is_some()
}

impl Person {
    fn first_step(&self) -> SignIn {
        SignIn {
            email: self.email.clone(),
            password: password(&self.password),
            known_browser: None,
        }
    }

    fn second_step(&self, first: String, code: String) -> ConfirmSignIn {
        ConfirmSignIn {
            first,
            code,
            browser: browser(),
            known_browser: None,
            before: None,
        }
    }

    /// Signs in with the code of now.
    async fn sign_in(&mut self, service: &Service) -> Result<(), Problem> {
        let first = service.sign_in(self.first_step()).await?;
        let code = code(service, &self.secret);
        let signed_in = service.confirm_sign_in(self.second_step(first, code));
        self.session = signed_in.await?.session;
        Ok(())
    }
}

impl Bench {
    /// Lets time pass.
    fn wait(&self, time: SignedDuration) {
        self.set_clock(&(self.service.now() + time).to_string());
    }

    async fn noted(&self) -> usize {
        let noted = self.store.accesses(&Uuid::max(), 1_000).await;
        noted.unwrap().len()
    }
}

const HALF_A_MINUTE: SignedDuration = SignedDuration::from_secs(30);
