//! Noting disclosures: what permits them, who sees them, and that a mistake is put right and not wiped out.

use domain::access_answer::AnswerItem;
use domain::disclosure::{Disclosure, DisclosureUndone};
use domain::evidence::LeafKind;
use domain::held::{HeldThing, What};
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::Language;
use jiff::Timestamp;
use uuid::Uuid;

use super::*;
use crate::rights::named_consent::tests::Desk;
use crate::staff::tests::signed_in;
use crate::{DataSubject, StaffActor};

const MAIL: &str = "anna@example.dk";

impl Desk {
    fn note(&self, basis: &str) -> NoteDisclosure {
        NoteDisclosure {
            case: Some(self.case),
            email: String::new(),
            recipient: "Nordvand A/S".to_owned(),
            data: "Hvordan ryggen har det".to_owned(),
            basis: basis.to_owned(),
            when: String::new(),
            how: "meeting".to_owned(),
            attempt: self.bench.service.new_attempt(),
        }
    }

    /// Without a case, by the mailbox.
    fn note_by_mailbox(&self, basis: &str) -> NoteDisclosure {
        NoteDisclosure {
            case: None,
            email: MAIL.to_owned(),
            ..self.note(basis)
        }
    }

    async fn notes(&self, note: NoteDisclosure) -> Result<Uuid, Problem> {
        self.bench.service.note_disclosure(&self.staff, note).await
    }

    async fn noted(&self, id: &Uuid) -> StaffDisclosure {
        let noted = self.bench.service.noted_disclosure(&self.staff, id).await;
        noted.unwrap()
    }

    async fn held(&self, subject: &DataSubject, id: &Uuid) -> Option<HeldThing> {
        let held = self.bench.service.held(subject).await.unwrap();
        held.things.into_iter().find(|thing| thing.id == *id)
    }

    async fn worker(&self) -> StaffActor {
        signed_in(&self.bench.service, &[Role::CaseWorker]).await
    }
}

#[tokio::test]
async fn a_consent_in_force_fills_what_was_not_typed_and_is_named() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let consent = desk.given(desk.ask("give")).await;
    let choices = service
        .disclosure_choices(&desk.staff, Some(&desk.case), Language::Da)
        .await
        .unwrap();
    assert_eq!(choices.who.as_deref(), Some(MAIL));
    let first = &choices.bases[0];
    assert_eq!(first.basis, NotedBasis::Consent(Some(consent)));
    let note = NoteDisclosure {
        recipient: String::new(),
        data: String::new(),
        ..desk.note(&first.basis.name())
    };
    let id = desk.notes(note.clone()).await.unwrap();
    assert_eq!(desk.notes(note).await, Ok(id), "the same form twice is one");
    let noted: Disclosure = desk.noted(&id).await.noted;
    assert_eq!(noted.recipient.as_str(), "Nordvand A/S");
    assert_eq!(noted.country, "SE", "as the register says");
    assert_eq!(
        noted.data[0].in_words(Language::Da),
        "Hvordan ryggen har det"
    );
    assert_eq!(noted.articles(), "GDPR 6(1)(a), GDPR 9(2)(a)");
    assert_eq!(noted.consent, Some(consent));
    let records = desk.bench.store.records_of(&id).await.unwrap();
    assert_eq!(records[0].kind, LeafKind::Disclosed);
    let looked = desk
        .bench
        .store
        .accesses_to(&id, Timestamp::UNIX_EPOCH)
        .await;
    assert_eq!(looked.unwrap().len(), 2, "noted once, seen once");
    assert_eq!(desk.bench.audit().await.findings, []);
}

#[tokio::test]
async fn the_person_sees_it_and_the_access_answer_names_who_got_it() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let consent = desk.given(desk.ask("give")).await;
    let basis = NotedBasis::Consent(Some(consent)).name();
    let id = desk.notes(desk.note(&basis)).await.unwrap();
    let thing = desk.held(&desk.anna(), &id).await.unwrap();
    assert!(matches!(&thing.what, What::Disclosed { undone: None, .. }));
    assert_eq!(thing.disclosures.len(), 1);
    for stranger in [desk.bo(), desk.reader()] {
        assert!(desk.held(&stranger, &id).await.is_none());
    }
    let recipients = async || {
        let letter = service.preview_answer(&desk.staff, &desk.case, &[]).await;
        let letter = letter.unwrap();
        let mut blocks = letter.blocks.into_iter();
        let block = blocks.find(|block| block.item == AnswerItem::Recipients);
        serde_json::to_string(&block.unwrap()).unwrap()
    };
    assert!(recipients().await.contains("Nordvand A/S (Sverige), "));
    assert!(recipients().await.contains("(GDPR 6(1)(a), GDPR 9(2)(a))"));
    let undo = async |reason| service.undo_disclosure(&desk.staff, &id, reason).await;
    assert_eq!(undo("").await, Err(Problem::MissingReason));
    undo("Det var en anden").await.unwrap();
    undo("Igen").await.unwrap();
    let undone: DisclosureUndone = desk.noted(&id).await.undone.unwrap();
    assert_eq!(undone.reason.as_str(), "Det var en anden");
    assert_eq!(undone.disclosure, desk.noted(&id).await.noted.id);
    let thing = desk.held(&desk.anna(), &id).await.unwrap();
    assert!(matches!(
        &thing.what,
        What::Disclosed {
            undone: Some(_),
            ..
        }
    ));
    assert!(!recipients().await.contains("Nordvand A/S (Sverige), "));
    let letter = service.preview_answer(&desk.staff, &desk.case, &[]).await;
    let letter = String::from_utf8(letter.unwrap().to_json().unwrap()).unwrap();
    assert!(
        letter.contains("Det var en anden"),
        "the trace is in the copy"
    );
    let records = desk.bench.store.records_of(&id).await.unwrap();
    assert_eq!(records.len(), 2, "both records stay");
    assert_eq!(desk.bench.audit().await.findings, []);
}

#[tokio::test]
async fn what_no_consent_covers_is_not_noted_as_if_one_did() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let none = desk.notes(desk.note("consent")).await;
    assert_eq!(none, Err(Problem::NotInConsent));
    let waiting = desk.asks(desk.ask("give")).await.unwrap();
    let fetched = desk.given(desk.ask("fetch")).await;
    for consent in [waiting, fetched, Uuid::nil()] {
        let basis = NotedBasis::Consent(Some(consent)).name();
        let refused = desk.notes(desk.note(&basis)).await;
        assert_eq!(refused, Err(Problem::NotInConsent));
    }
    let given = desk.given(desk.ask("give")).await;
    let basis = NotedBasis::Consent(Some(given)).name();
    let other = NoteDisclosure {
        recipient: "Fjeldbo".to_owned(),
        ..desk.note(&basis)
    };
    assert_eq!(desk.notes(other).await, Err(Problem::NotInConsent));
    let back = service.take_consent_back(&desk.anna(), &given, true).await;
    back.unwrap();
    let refused = desk.notes(desk.note(&basis)).await;
    assert_eq!(refused, Err(Problem::NotInConsent), "it was taken back");
    assert_eq!(desk.bench.count_rows(&["noted_disclosure"]).await, [0]);
}

#[tokio::test]
async fn without_a_case_the_mailbox_says_whose_it_is_and_the_consent_which_person() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let worker = desk.worker().await;
    let consent = desk.given(desk.ask("give")).await;
    let note = desk.note_by_mailbox("consent");
    let id = service.note_disclosure(&worker, note).await.unwrap();
    assert_eq!(desk.noted(&id).await.noted.consent, Some(consent));
    assert!(desk.held(&desk.anna(), &id).await.is_some());
    assert!(
        desk.held(&desk.bo(), &id).await.is_none(),
        "not to who shares it"
    );
    let tax = desk
        .notes(desk.note_by_mailbox("purpose:tax"))
        .await
        .unwrap();
    assert_eq!(desk.noted(&tax).await.noted.articles(), "GDPR 6(1)(c)");
    assert!(desk.held(&desk.reader(), &tax).await.is_some());
    let case = service
        .note_disclosure(&worker, desk.note("purpose:tax"))
        .await;
    assert_eq!(case, Err(Problem::Forbidden), "their role opens no case");
    let host = signed_in(service, &[Role::EventHost]).await;
    let refused = service
        .note_disclosure(&host, desk.note_by_mailbox("purpose:tax"))
        .await;
    assert_eq!(refused, Err(Problem::Forbidden));
    let seen = service.noted_disclosure(&host, &tax).await;
    assert_eq!(seen.err(), Some(Problem::Forbidden));
    let undone = service.undo_disclosure(&host, &tax, "Nej").await;
    assert_eq!(undone, Err(Problem::Forbidden));
    let choices = service.disclosure_choices(&host, None, Language::Da).await;
    assert_eq!(choices.err(), Some(Problem::Forbidden));
}

#[tokio::test]
async fn what_was_typed_wrongly_is_told() {
    let desk = Desk::open().await;
    let with = |change: fn(&mut NoteDisclosure)| {
        let mut note = desk.note_by_mailbox("purpose:tax");
        change(&mut note);
        note
    };
    for (note, problem) in [
        (with(|note| note.email.clear()), Problem::MissingAddress),
        (
            with(|note| note.recipient.clear()),
            Problem::UnusableRecipient,
        ),
        (with(|note| note.data.clear()), Problem::MissingNamedData),
        (with(|note| note.basis.clear()), Problem::MissingBasis),
        (
            with(|note| "purpose:tell-insurer".clone_into(&mut note.basis)),
            Problem::MissingBasis,
        ),
        (
            with(|note| "purpose:contact".clone_into(&mut note.basis)),
            Problem::MissingBasis,
        ),
        (
            with(|note| "2026-11-21T13:01".clone_into(&mut note.when)),
            Problem::UnusableGivenAt,
        ),
        (
            with(|note| "2025-11-20T13:00".clone_into(&mut note.when)),
            Problem::UnusableGivenAt,
        ),
        (
            with(|note| "i går".clone_into(&mut note.when)),
            Problem::UnusableGivenAt,
        ),
        (with(|note| note.how.clear()), Problem::MissingHow),
    ] {
        assert_eq!(desk.notes(note).await, Err(problem));
    }
    let now = with(|note| "2026-11-21T13:00".clone_into(&mut note.when));
    let id = desk.notes(now).await.unwrap();
    let at = desk.noted(&id).await.noted.disclosed_at;
    assert_eq!(at.to_string(), "2026-11-21T12:00:00Z");
}

#[tokio::test]
async fn it_goes_in_its_time_and_not_before_its_case() {
    let desk = Desk::open().await;
    let service = &desk.bench.service;
    let of_case = desk.notes(desk.note("purpose:tax")).await.unwrap();
    let alone = desk
        .notes(desk.note_by_mailbox("purpose:tax"))
        .await
        .unwrap();
    desk.bench.set_clock("2027-11-20T12:00:00Z");
    service.sweep().await.unwrap();
    assert_eq!(desk.bench.count_rows(&["noted_disclosure"]).await, [2]);
    desk.bench.set_clock("2027-11-21T12:00:00Z");
    service.sweep().await.unwrap();
    let gone = service.noted_disclosure(&desk.staff, &alone).await;
    assert_eq!(gone.err(), Some(Problem::NotFound));
    service
        .noted_disclosure(&desk.staff, &of_case)
        .await
        .unwrap();
    assert_eq!(desk.bench.audit().await.findings, []);
}
