//! What a person sees and does in the portal, and that nothing of it reaches another mailbox.

mod acting;
mod address;
mod address_by_staff;
mod drafting;
mod exporting;
mod objecting;
mod seeing;

use domain::held::{Held, HeldThing, ThingKind};
use domain::mail::MailAddress;
use domain::rights::Right;
use domain::text::Language;
use uuid::Uuid;

use crate::contact::tests::Writer;
use crate::event::tests::{answers, host, published};
use crate::newsletter::tests::{letters, subscribed};
use crate::testing::Bench;
use crate::{AskForRight, DataSubject, Service};

const ANNA: &str = "anna@example.dk";
const BO: &str = "bo@example.dk";

/// Somebody who came in by a mailed code.
fn reading(bench: &Bench, email: &str) -> DataSubject {
    let email = MailAddress::parse(email).unwrap();
    DataSubject::reading(email, bench.service.now())
}

/// An event that asks something.
async fn event(bench: &Bench) -> Uuid {
    let host = host(bench).await;
    published(&bench.service, &host, &answers::with_questions()).await
}

/// Somebody who gets the newsletter, has a seat, answered and wrote in.
async fn known(bench: &Bench, event: Uuid, email: &'static str) {
    subscribed(&bench.service, email, &["news"]).await;
    answers::answered(bench, event, email, &["Om hunde"]).await;
    Writer::writes(bench, email, "Kan I ringe til mig?").await;
    letters(&bench.service).await;
}

/// A case in which somebody asks to see what is held.
async fn case_of(bench: &Bench, email: &str) -> Uuid {
    let ask = AskForRight {
        rights: vec![Right::Access],
        words: String::new(),
        location: String::new(),
        language: Language::Da,
        attempt: bench.service.new_attempt(),
    };
    let subject = reading(bench, email);
    let case = bench.service.ask_for_right(&subject, ask).await.unwrap();
    letters(&bench.service).await;
    case
}

async fn held(service: &Service, subject: &DataSubject) -> Held {
    service.held(subject).await.unwrap()
}

fn kinds(held: &Held) -> Vec<ThingKind> {
    held.things.iter().map(|thing| thing.what.kind()).collect()
}

fn the(held: &Held, kind: ThingKind) -> &HeldThing {
    let mut of_kind = held.things.iter().filter(|thing| thing.what.kind() == kind);
    let found = of_kind.next().expect("there is one");
    assert!(of_kind.next().is_none(), "there is only one");
    found
}

/// The log holds together, and nothing of it is missing or left over.
async fn holds_together(bench: &Bench) {
    assert_eq!(bench.audit().await.findings, []);
}
