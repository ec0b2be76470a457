//! Questions for consent from the asking to the day they go: whose they are, what answers them, what is recorded, and that
//! nobody else reaches them.

use domain::evidence::LeafKind;
use domain::held::{Export, KeptFor, ThingKind, What};
use domain::mail::{Envelope, Letter, MailAddress};
use domain::named_consent::{NamedConsentEnded, NamedConsentGiven, NamedEnd, Standing};
use domain::problem::Problem;
use domain::register::Assurance;
use domain::rights::{Channel, Right};
use domain::staff::Role;
use domain::text::Language;
use storage::{Operation, StoreError, Tx};
use uuid::Uuid;

use super::*;
use crate::act::open_act;
use crate::sealing::Place;
use crate::staff::tests::signed_in;
use crate::testing::Bench;
use crate::{AskForRight, DataSubject, EnterCase, StaffActor};

const ANNA: Uuid = Uuid::from_u128(0xa);
const BO: Uuid = Uuid::from_u128(0xb);
const MAIL: &str = "anna@example.dk";

/// Somebody of the staff, and a case of Anna's, who showed who she is.
pub(in crate::rights) struct Desk {
    pub(in crate::rights) bench: Bench,
    pub(in crate::rights) staff: StaffActor,
    pub(in crate::rights) case: Uuid,
}

impl Desk {
    pub(in crate::rights) async fn open() -> Self {
        let bench = Bench::open().await;
        bench.store.commit(People([ANNA, BO])).await.unwrap();
        let staff = signed_in(&bench.service, &[Role::DataProtectionLead]).await;
        let ask = AskForRight {
            rights: vec![Right::Access],
            words: String::new(),
            location: String::new(),
            language: Language::Da,
            attempt: bench.service.new_attempt(),
        };
        let anna = known(&bench, ANNA);
        let case = bench.service.ask_for_right(&anna, ask).await.unwrap();
        Self { bench, staff, case }
    }

    /// Anna, with a second factor.
    pub(in crate::rights) fn anna(&self) -> DataSubject {
        known(&self.bench, ANNA)
    }

    /// Bo, who reads the same mailbox, with a second factor.
    pub(in crate::rights) fn bo(&self) -> DataSubject {
        known(&self.bench, BO)
    }

    /// Whoever reads the mailbox.
    pub(in crate::rights) fn reader(&self) -> DataSubject {
        let email = MailAddress::parse(MAIL).unwrap();
        DataSubject::reading(email, self.bench.service.now())
    }

    pub(in crate::rights) fn ask(&self, direction: &str) -> AskConsent {
        AskConsent {
            case: self.case,
            direction: direction.to_owned(),
            sender: "Lægerne på Torvet".to_owned(),
            recipient: "Nordvand A/S".to_owned(),
            data: "Hvordan ryggen har det".to_owned(),
            what_for: "At forløbet bliver betalt".to_owned(),
            purpose: "tell-insurer".to_owned(),
            lasts: String::new(),
            person: String::new(),
            recorded: None,
            attempt: self.bench.service.new_attempt(),
        }
    }

    pub(in crate::rights) async fn asks(&self, ask: AskConsent) -> Result<Uuid, Problem> {
        self.bench.service.ask_consent(&self.staff, ask).await
    }

    /// Anna says yes to a question.
    pub(in crate::rights) async fn given(&self, ask: AskConsent) -> Uuid {
        let id = self.asks(ask).await.unwrap();
        let (service, anna) = (&self.bench.service, self.anna());
        service.agree_to(&anna, &id, Language::Da).await.unwrap();
        id
    }

    async fn standing(&self, id: &Uuid) -> Standing {
        let own = self.bench.service.own_consent(&self.anna(), id).await;
        own.unwrap().consent.standing
    }

    /// The records of a question, opened, in the order of their kinds.
    async fn records(&self, id: &Uuid) -> Vec<(LeafKind, Vec<u8>)> {
        let key = self.bench.service.owner_key(id).await.unwrap().unwrap();
        let records = self.bench.store.records_of(id).await.unwrap();
        let open =
            |record: &storage::SealedRecord| (record.kind, open_act(&key, record).unwrap().bytes);
        let mut opened: Vec<(LeafKind, Vec<u8>)> = records.iter().map(open).collect();
        opened.sort_by_key(|(kind, _)| *kind as u8);
        opened
    }

    /// The mails about a question: to whom, and what.
    async fn letters(&self, id: &Uuid) -> Vec<(String, Letter)> {
        let key = self.bench.service.owner_key(id).await.unwrap().unwrap();
        let mails = self.bench.waiting_mails(id).await.into_iter();
        let open = |(record, content): (Uuid, Vec<u8>)| {
            let place = Place {
                table: "mail",
                column: "content",
                record,
            };
            let content = key.open(place, &content).unwrap();
            let envelope: Envelope = serde_json::from_slice(&content).unwrap();
            (envelope.to.as_str().to_owned(), envelope.letter)
        };
        mails.map(open).collect()
    }

    async fn count(&self) -> i64 {
        self.bench.count_rows(&["named_consent"]).await[0]
    }

    async fn holds_together(&self) {
        assert_eq!(self.bench.audit().await.findings, []);
    }
}

/// People of whom staff made sure.
struct People([Uuid; 2]);

impl Operation for People {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for person in &self.0 {
            tx.add_person(person, jiff::Timestamp::UNIX_EPOCH).await?;
        }
        Ok(())
    }
}

fn known(bench: &Bench, person: Uuid) -> DataSubject {
    let email = MailAddress::parse(MAIL).unwrap();
    DataSubject::known(email, person, bench.service.now())
}

fn spoken(answer: ConsentAnswer, said_on: &str) -> RecordAnswer {
    RecordAnswer {
        answer,
        from: "speech".to_owned(),
        wording: "Ja, det er fint med mig".to_owned(),
        said_on: said_on.to_owned(),
    }
}

#[tokio::test]
async fn a_question_is_mailed_without_its_content_and_answered_by_a_button() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let id = desk.asks(desk.ask("give")).await.unwrap();
    let letters = desk.letters(&id).await;
    assert!(matches!(letters.as_slice(), [(to, Letter::RightsNews)] if to == MAIL));
    let waiting = service.questions_waiting(&desk.anna()).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert!(desk.records(&id).await.is_empty(), "a question is no yes");
    let yes = async || service.agree_to(&desk.anna(), &id, Language::En).await;
    yes().await.unwrap();
    yes().await.unwrap();
    let records = desk.records(&id).await;
    let [(LeafKind::ConsentGiven, bytes)] = records.as_slice() else {
        panic!("one record of one yes");
    };
    let record: NamedConsentGiven = serde_json::from_slice(bytes).unwrap();
    assert_eq!(record.scope.bases.articles(), "GDPR 6(1)(a), GDPR 9(2)(a)");
    assert_eq!(record.last_day.to_string(), "2027-11-20");
    assert!(record.recorded.is_none());
    assert!(record.shown.contains(&"Who gets: Nordvand A/S".to_owned()));
    assert!(
        service
            .questions_waiting(&desk.anna())
            .await
            .unwrap()
            .is_empty()
    );
    let no = service.refuse_to(&desk.anna(), &id).await;
    assert_eq!(no, Err(Problem::StepClosed));
    desk.holds_together().await;
}

#[tokio::test]
async fn a_no_is_kept_without_a_record_and_a_yes_taken_back_leaves_one() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let refused = desk.asks(desk.ask("give")).await.unwrap();
    service.refuse_to(&desk.anna(), &refused).await.unwrap();
    service.refuse_to(&desk.anna(), &refused).await.unwrap();
    assert!(matches!(
        desk.standing(&refused).await,
        Standing::Refused { .. }
    ));
    assert!(desk.records(&refused).await.is_empty());
    let given = desk.given(desk.ask("fetch")).await;
    let back = async || service.take_consent_back(&desk.anna(), &given, true).await;
    back().await.unwrap();
    back().await.unwrap();
    let records = desk.records(&given).await;
    let [(LeafKind::ConsentGiven, _), (LeafKind::ConsentEnded, end)] = records.as_slice() else {
        panic!("a yes and its end");
    };
    let end: NamedConsentEnded = serde_json::from_slice(end).unwrap();
    assert_eq!((end.reason, end.consent), (NamedEnd::Withdrawn, given));
    let again = service.agree_to(&desk.anna(), &given, Language::Da).await;
    assert_eq!(again, Err(Problem::StepClosed));
    let receipts = service
        .consent_receipts(&desk.anna(), &given)
        .await
        .unwrap();
    let ends: Vec<bool> = receipts.iter().map(|receipt| receipt.is_end).collect();
    assert_eq!(ends, [false, true]);
    let none = service.consent_receipts(&desk.anna(), &refused).await;
    assert!(none.unwrap().is_empty());
    desk.holds_together().await;
}

#[tokio::test]
async fn only_the_person_reaches_it_and_only_with_a_second_factor() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let id = desk.given(desk.ask("give")).await;
    let receipt = service.consent_receipts(&desk.anna(), &id).await.unwrap()[0].id;
    for stranger in [desk.bo(), desk.reader()] {
        let gone = Err(Problem::NotFound);
        let seen = service.own_consent(&stranger, &id).await;
        assert_eq!(seen.err(), Some(Problem::NotFound));
        assert_eq!(service.agree_to(&stranger, &id, Language::Da).await, gone);
        assert_eq!(service.refuse_to(&stranger, &id).await, gone);
        assert_eq!(service.take_consent_back(&stranger, &id, true).await, gone);
        assert_eq!(
            service.set_beside_consent(&stranger, &id, "Nej").await,
            gone
        );
        let receipts = service.consent_receipts(&stranger, &id).await;
        assert_eq!(receipts.err(), Some(Problem::NotFound));
        let file = service
            .consent_receipt(&stranger, (&id, &receipt), &[])
            .await;
        assert_eq!(file.err(), Some(Problem::NotFound));
        assert!(
            service
                .questions_waiting(&stranger)
                .await
                .unwrap()
                .is_empty()
        );
        let held = service.held(&stranger).await.unwrap();
        assert!(held.things.iter().all(|thing| thing.id != id));
    }
    let other = service
        .consent_receipt(&desk.anna(), (&id, &Uuid::nil()), &[])
        .await;
    assert_eq!(other.err(), Some(Problem::NotFound));
    assert!(matches!(desk.standing(&id).await, Standing::Given { .. }));
}

#[tokio::test]
async fn what_a_mailbox_opens_is_shown_to_whoever_reads_it_and_to_no_other() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let enter = EnterCase {
        rights: vec![Right::Access],
        channel: Channel::Letter,
        received: "2026-11-20".to_owned(),
        name: "Anna Holm".to_owned(),
        email: MAIL.to_owned(),
        post: String::new(),
        words: String::new(),
        location: String::new(),
        behalf_name: String::new(),
        behalf_shown: String::new(),
        language: Language::Da,
        needs_second_factor: false,
        attempt: service.new_attempt(),
    };
    let case = service.enter_case(&desk.staff, enter).await.unwrap();
    let health = AskConsent {
        case,
        ..desk.ask("give")
    };
    assert_eq!(
        desk.asks(health.clone()).await,
        Err(Problem::PersonNeeded),
        "nobody could be shown it"
    );
    for (typed, problem) in [
        ("Anna", Problem::UnknownPerson),
        (
            "00000000-0000-0000-0000-0000000000ff",
            Problem::UnknownPerson,
        ),
    ] {
        let ask = AskConsent {
            person: typed.to_owned(),
            ..health.clone()
        };
        assert_eq!(desk.asks(ask).await, Err(problem));
    }
    let named = AskConsent {
        person: ANNA.to_string(),
        ..health
    };
    let named = desk.asks(named).await.unwrap();
    service.own_consent(&desk.anna(), &named).await.unwrap();
    assert!(service.own_consent(&desk.bo(), &named).await.is_err());
    let name = AskConsent {
        case,
        purpose: "share-name".to_owned(),
        ..desk.ask("give")
    };
    let name = desk.asks(name).await.unwrap();
    service.own_consent(&desk.reader(), &name).await.unwrap();
    let other = MailAddress::parse("bo@example.dk").unwrap();
    let other = DataSubject::reading(other, service.now());
    assert!(service.own_consent(&other, &name).await.is_err());
}

#[tokio::test]
async fn what_staff_write_down_is_seen_with_its_wording_and_set_right() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let ask = AskConsent {
        recorded: Some(spoken(ConsentAnswer::Yes, "2026-11-01")),
        ..desk.ask("fetch")
    };
    let id = desk.asks(ask).await.unwrap();
    assert_eq!(desk.letters(&id).await.len(), 1, "they are told");
    let own = service.own_consent(&desk.anna(), &id).await.unwrap();
    let recorded = own.consent.recorded().unwrap();
    assert_eq!(recorded.wording.as_str(), "Ja, det er fint med mig");
    assert_eq!(own.consent.last_day.to_string(), "2027-10-31");
    let set = async |words| service.set_beside_consent(&desk.anna(), &id, words).await;
    assert_eq!(set(" ").await, Err(Problem::MissingReason));
    set("Kun for i år").await.unwrap();
    let seen = service
        .case_consents(&desk.staff, &desk.case)
        .await
        .unwrap();
    assert_eq!(seen.consents[0].consent.statements.len(), 1);
    let never = service.take_consent_back(&desk.anna(), &id, false).await;
    never.unwrap();
    assert!(matches!(
        desk.standing(&id).await,
        Standing::Withdrawn {
            was_said: false,
            ..
        }
    ));
    let kinds: Vec<LeafKind> = desk.records(&id).await.iter().map(|one| one.0).collect();
    assert_eq!(
        kinds,
        [
            LeafKind::ConsentGiven,
            LeafKind::ConsentEnded,
            LeafKind::DataCorrected
        ]
    );
    desk.holds_together().await;
}

#[tokio::test]
async fn staff_write_down_an_answer_to_what_was_asked_and_a_yes_taken_back_by_telephone() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let id = desk.asks(desk.ask("give")).await.unwrap();
    let record = async |answer| {
        let record = RecordConsent {
            consent: id,
            answer: spoken(answer, "2026-11-21"),
        };
        service.record_consent(&desk.staff, &record).await
    };
    assert_eq!(
        record(ConsentAnswer::TakenBack).await,
        Err(Problem::StepClosed)
    );
    record(ConsentAnswer::Yes).await.unwrap();
    assert_eq!(record(ConsentAnswer::No).await, Err(Problem::StepClosed));
    record(ConsentAnswer::TakenBack).await.unwrap();
    let records = desk.records(&id).await;
    let end: NamedConsentEnded = serde_json::from_slice(&records[1].1).unwrap();
    assert_eq!(end.recorded.unwrap().staff, desk.staff.id());
    let accesses = desk
        .bench
        .store
        .accesses_to(&id, jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(accesses.await.unwrap().len(), 3, "asked, yes, back");
}

#[tokio::test]
async fn what_lacks_a_part_or_a_basis_is_not_asked() {
    let desk = Desk::open().await;
    let with = |change: fn(&mut AskConsent)| {
        let mut ask = desk.ask("give");
        change(&mut ask);
        ask
    };
    let spoken_on = |day: &str, from: &str| {
        let mut ask = desk.ask("give");
        let mut recorded = spoken(ConsentAnswer::Yes, day);
        recorded.from = from.to_owned();
        ask.recorded = Some(recorded);
        ask
    };
    for (ask, problem) in [
        (with(|ask| ask.direction.clear()), Problem::MissingDirection),
        (
            with(|ask| ask.recipient.clear()),
            Problem::UnusableRecipient,
        ),
        (with(|ask| ask.data.clear()), Problem::MissingNamedData),
        (with(|ask| ask.what_for.clear()), Problem::MissingWhatFor),
        (
            with(|ask| "CPR 010190-1234".clone_into(&mut ask.data)),
            Problem::CprInMessage,
        ),
        (
            with(|ask| "tax".clone_into(&mut ask.purpose)),
            Problem::PurposeWithoutConsent,
        ),
        (
            with(|ask| "other".clone_into(&mut ask.purpose)),
            Problem::PurposeWithoutConsent,
        ),
        (
            with(|ask| "2026-01-01".clone_into(&mut ask.lasts)),
            Problem::UnusableLasts,
        ),
        (
            with(|ask| {
                "fetch".clone_into(&mut ask.direction);
                "2027-11-21".clone_into(&mut ask.lasts);
            }),
            Problem::UnusableLasts,
        ),
        (spoken_on("2026-11-22", "speech"), Problem::UnusableSaidOn),
        (spoken_on("2022-11-22", "speech"), Problem::UnusableSaidOn),
        (spoken_on("2026-11-20", "rumour"), Problem::MissingHow),
    ] {
        assert_eq!(desk.asks(ask).await, Err(problem));
    }
    let us = with(|ask| ask.sender.clear());
    let id = desk.asks(us).await.unwrap();
    let own = desk.bench.service.own_consent(&desk.anna(), &id).await;
    let controller = &desk.bench.service.register().register().controller.name;
    assert_eq!(own.unwrap().consent.scope.sender.as_str(), controller);
    assert_eq!(desk.count().await, 1);
}

#[tokio::test]
async fn the_same_form_twice_is_one_question_and_others_of_the_staff_ask_nothing() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let ask = desk.ask("give");
    let id = desk.asks(ask.clone()).await.unwrap();
    assert_eq!(desk.asks(ask.clone()).await, Ok(id));
    let worker = signed_in(service, &[Role::CaseWorker, Role::EventHost]).await;
    let refused = service.ask_consent(&worker, ask).await;
    assert_eq!(refused, Err(Problem::Forbidden));
    let seen = service.case_consents(&worker, &desk.case).await;
    assert_eq!(seen.err(), Some(Problem::Forbidden));
    let record = RecordConsent {
        consent: id,
        answer: spoken(ConsentAnswer::Yes, "2026-11-21"),
    };
    let recorded = service.record_consent(&worker, &record).await;
    assert_eq!(recorded, Err(Problem::Forbidden));
}

#[tokio::test]
async fn it_is_in_the_overview_the_access_answer_and_the_export() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let id = desk.given(desk.ask("give")).await;
    let held = service.held(&desk.anna()).await.unwrap();
    let thing = held.things.iter().find(|thing| thing.id == id).unwrap();
    assert_eq!(thing.what.kind(), ThingKind::NamedConsent);
    assert!(matches!(thing.what, What::NamedConsent(_)));
    assert!(thing.receipt.is_some());
    let export = Export::of(service.register(), &held, Language::Da, service.now());
    let json = String::from_utf8(export.to_json().unwrap()).unwrap();
    assert!(json.contains(r#""kind":"named_consent""#), "{json}");
    let letter = service.preview_answer(&desk.staff, &desk.case, &[]).await;
    let letter = String::from_utf8(letter.unwrap().to_json().unwrap()).unwrap();
    for said in ["Hvordan ryggen har det", "Nordvand A/S", "Du sagde ja"] {
        assert!(letter.contains(said), "{said}");
    }
    let below = service
        .held_under(desk.anna().email(), Assurance::MailLink)
        .await;
    assert!(below.unwrap().things.iter().all(|thing| thing.id != id));
}

#[tokio::test]
async fn the_clock_ends_what_reached_its_end_and_erases_it_in_its_time() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let asked = desk.asks(desk.ask("give")).await.unwrap();
    let given = desk.given(desk.ask("fetch")).await;
    desk.bench.set_clock("2027-02-19T12:00:00Z");
    assert_eq!(service.end_named_consents().await.unwrap(), 0);
    desk.bench.set_clock("2027-02-20T12:00:00Z");
    assert_eq!(service.end_named_consents().await.unwrap(), 1);
    assert!(matches!(
        desk.standing(&asked).await,
        Standing::Ended { yes: None, .. }
    ));
    desk.bench.set_clock("2027-11-20T12:00:00Z");
    assert_eq!(service.end_named_consents().await.unwrap(), 0);
    desk.bench.set_clock("2027-11-21T12:00:00Z");
    assert_eq!(service.end_named_consents().await.unwrap(), 1);
    assert_eq!(service.end_named_consents().await.unwrap(), 0);
    let records = desk.records(&given).await;
    let end: NamedConsentEnded = serde_json::from_slice(&records[1].1).unwrap();
    assert_eq!(end.reason, NamedEnd::RanOut);
    let held = service.held(&desk.anna()).await.unwrap();
    let thing = held.things.iter().find(|thing| thing.id == given).unwrap();
    assert!(
        matches!(thing.kept, KeptFor::Until(promise) if promise.last_day.to_string() == "2028-02-21")
    );
    desk.bench.set_clock("2028-02-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(desk.count().await, 1);
    desk.bench.set_clock("2028-02-21T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(desk.count().await, 0);
    desk.holds_together().await;
}
