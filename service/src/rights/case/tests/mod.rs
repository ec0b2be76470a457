//! Cases from the first press to the day they go: whose they are, which steps they let through, and what is left.

mod answering;
mod apart;
mod asking;
mod by_clock;
mod copying;
mod erasing;
mod stepping;
mod stopping;

use domain::mail::MailAddress;
use domain::problem::Problem;
use domain::rights::{Channel, Reason, Right, Status};
use domain::staff::Role;
use domain::text::Language;
use uuid::Uuid;

use crate::staff::tests::signed_in;
use crate::testing::Bench;
use crate::{AskForRight, DataSubject, EnterCase, StaffActor, TakeStep, TakenAction};

const ANNA: &str = "anna@example.dk";
const BO: &str = "bo@example.dk";

/// Somebody who came in by a mailed code.
fn reading(bench: &Bench, email: &str) -> DataSubject {
    let email = MailAddress::parse(email).unwrap();
    DataSubject::reading(email, bench.service.now())
}

fn asking(bench: &Bench, rights: &[Right], words: &str) -> AskForRight {
    AskForRight {
        rights: rights.to_vec(),
        words: words.to_owned(),
        location: "https://plazanet.example/opslag/12".to_owned(),
        language: Language::Da,
        attempt: bench.service.new_attempt(),
    }
}

async fn asked(bench: &Bench, subject: &DataSubject, rights: &[Right]) -> Uuid {
    let ask = asking(bench, rights, "");
    bench.service.ask_for_right(subject, ask).await.unwrap()
}

async fn lead(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::DataProtectionLead]).await
}

/// A letter that came some days ago.
fn letter(bench: &Bench, right: Right, received: &str) -> EnterCase {
    EnterCase {
        rights: vec![right],
        channel: Channel::Letter,
        received: received.to_owned(),
        name: "Anna Holm".to_owned(),
        email: ANNA.to_owned(),
        post: String::new(),
        words: "Jeg vil se det hele".to_owned(),
        location: String::new(),
        behalf_name: String::new(),
        behalf_shown: String::new(),
        language: Language::Da,
        needs_second_factor: false,
        attempt: bench.service.new_attempt(),
    }
}

fn reason(words: &str) -> Reason {
    Reason::read(words).unwrap()
}

/// The id of the only request of a case.
async fn request(bench: &Bench, actor: &StaffActor, case: &Uuid) -> Uuid {
    let case = bench
        .service
        .staff_case(actor, case, Language::Da)
        .await
        .unwrap();
    let [request] = case.requests.as_slice() else {
        panic!("a case of one right");
    };
    request.id
}

/// Takes a step on the only request of a case.
async fn step(
    bench: &Bench,
    actor: &StaffActor,
    case: &Uuid,
    action: TakenAction,
) -> Result<(), Problem> {
    let request = request(bench, actor, case).await;
    let take = TakeStep {
        case: *case,
        request,
        action,
        recipients: Vec::new(),
    };
    bench.service.take_step(actor, take).await
}

/// Where the only request of a case stands.
async fn status(bench: &Bench, actor: &StaffActor, case: &Uuid) -> Status {
    let case = bench
        .service
        .staff_case(actor, case, Language::Da)
        .await
        .unwrap();
    case.view.requests[0].request.status().clone()
}

/// The log holds together, and nothing of it is missing or left over.
async fn holds_together(bench: &Bench) {
    assert_eq!(bench.audit().await.findings, []);
}
