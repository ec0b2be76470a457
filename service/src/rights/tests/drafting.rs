use domain::draft::{Draft, DraftForm};
use domain::held::{Export, Exported, What};
use domain::problem::Problem;
use domain::staff::{IdentityChecked, Role};

use super::*;
use crate::staff::tests::signed_in;
use crate::{ChangeAddress, OwnDraft, SaveDraft, SecureMessage};

const ACCESS: DraftForm = DraftForm::Request(Right::Access);

fn save(form: DraftForm, words: &str, rights: &[Right]) -> SaveDraft {
    SaveDraft {
        form,
        words: words.to_owned(),
        rights: rights.to_vec(),
    }
}

async fn saves(bench: &Bench, subject: &DataSubject, words: &str) {
    let saved = bench.service.save_draft(subject, save(ACCESS, words, &[]));
    saved.await.unwrap();
}

async fn own(bench: &Bench, subject: &DataSubject) -> Option<OwnDraft> {
    bench.service.own_draft(subject, ACCESS).await.unwrap()
}

async fn count(bench: &Bench) -> i64 {
    bench.count_rows(&["portal_draft"]).await[0]
}

/// Somebody whom a second factor showed, and a case of theirs.
async fn shown(bench: &Bench, number: u128) -> (DataSubject, Uuid) {
    let email = MailAddress::parse(ANNA).unwrap();
    let person = Uuid::from_u128(number);
    let subject = DataSubject::known(email, person, bench.service.now());
    let ask = AskForRight {
        rights: vec![Right::Erasure],
        words: String::new(),
        location: String::new(),
        language: Language::Da,
        attempt: bench.service.new_attempt(),
    };
    let case = bench.service.ask_for_right(&subject, ask).await.unwrap();
    (subject, case)
}

#[tokio::test]
async fn a_form_is_saved_and_saved_again_and_is_its_writers_alone() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let (anna, bo) = (reading(&bench, ANNA), reading(&bench, BO));
    let saved = save(ACCESS, "Det handler om", &[Right::Erasure, Right::Access]);
    service.save_draft(&anna, saved).await.unwrap();
    bench.set_clock("2026-11-22T12:00:00Z");
    let saved = save(ACCESS, "Det handler om min have", &[Right::Erasure]);
    service.save_draft(&anna, saved).await.unwrap();
    assert_eq!(count(&bench).await, 1);
    let draft = own(&bench, &anna).await.unwrap();
    let expected = Draft {
        form: ACCESS,
        words: "Det handler om min have".to_owned(),
        rights: vec![Right::Erasure],
    };
    assert!(draft.draft == expected);
    assert_eq!(draft.expires_at.to_string(), "2026-12-22T12:00:00Z");
    let other = DraftForm::Request(Right::Objection);
    assert!(service.own_draft(&anna, other).await.unwrap().is_none());
    assert!(own(&bench, &bo).await.is_none());
    assert!(service.own_drafts(&bo).await.unwrap().is_empty());
    let thrown = service.throw_draft_away(&bo, &draft.id).await;
    assert_eq!(thrown, Err(Problem::NotFound));
    assert!(own(&bench, &anna).await.is_some());
    service.throw_draft_away(&anna, &draft.id).await.unwrap();
    assert_eq!(count(&bench).await, 0);
    let again = service.throw_draft_away(&anna, &draft.id).await;
    assert_eq!(again, Err(Problem::NotFound));
    saves(&bench, &anna, "Forfra").await;
    holds_together(&bench).await;
}

#[tokio::test]
async fn what_could_never_be_sent_is_not_saved() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let anna = reading(&bench, ANNA);
    let most = "æ".repeat(5_000);
    for (words, problem) in [
        (" ".to_owned(), Problem::MissingMessage),
        (format!("{most}æ"), Problem::MessageTooLong),
        (
            "Mit nummer er 010190-1234".to_owned(),
            Problem::CprInMessage,
        ),
    ] {
        let refused = service.save_draft(&anna, save(ACCESS, &words, &[Right::Access]));
        assert_eq!(refused.await, Err(problem));
    }
    assert_eq!(count(&bench).await, 0);
    saves(&bench, &anna, &most).await;
}

#[tokio::test]
async fn a_draft_is_gone_once_its_form_is_sent_and_others_stay() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let anna = reading(&bench, ANNA);
    saves(&bench, &anna, "Det handler om").await;
    let other = save(DraftForm::Request(Right::Objection), "Nej", &[]);
    service.save_draft(&anna, other).await.unwrap();
    case_of(&bench, ANNA).await;
    assert!(own(&bench, &anna).await.is_none());
    let left = service.own_drafts(&anna).await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(count(&bench).await, 1);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_draft_that_nobody_goes_on_with_is_gone_after_thirty_days() {
    let bench = Bench::open().await;
    let anna = reading(&bench, ANNA);
    saves(&bench, &anna, "Det handler om").await;
    bench.set_clock("2026-12-21T11:59:59Z");
    bench.service.sweep().await.unwrap();
    assert!(own(&bench, &anna).await.is_some());
    bench.set_clock("2026-12-21T12:00:00Z");
    assert!(own(&bench, &anna).await.is_none(), "before it is swept");
    bench.service.sweep().await.unwrap();
    assert_eq!(count(&bench).await, 0);
    holds_together(&bench).await;
}

#[tokio::test]
async fn a_secure_draft_takes_the_second_factor_and_goes_once_it_is_sent() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let (anna, case) = shown(&bench, 0xa).await;
    let (other, _) = shown(&bench, 0xb).await;
    let form = DraftForm::Message(case);
    // A civil registration number may travel this way.
    let saved = save(form, "Mit nummer er 010190-1234", &[]);
    service.save_draft(&anna, saved.clone()).await.unwrap();
    let mailbox = reading(&bench, ANNA);
    for stranger in [&mailbox, &other] {
        assert_eq!(
            service.own_draft(stranger, form).await.unwrap_err(),
            Problem::NotFound
        );
        let refused = service.save_draft(stranger, saved.clone()).await;
        assert_eq!(refused, Err(Problem::NotFound));
        assert!(service.own_drafts(stranger).await.unwrap().is_empty());
        let held = kinds(&held(service, stranger).await);
        assert!(!held.contains(&ThingKind::Draft));
    }
    let drafts = service.own_drafts(&anna).await.unwrap();
    assert_eq!(drafts.len(), 1);
    let thrown = service.throw_draft_away(&mailbox, &drafts[0].id).await;
    assert_eq!(thrown, Err(Problem::NotFound));
    let message = SecureMessage {
        words: drafts[0].draft.words.clone(),
        files: Vec::new(),
        attempt: service.new_attempt(),
    };
    let sent = service.write_secure_about(&anna, &case, Language::Da, message);
    sent.await.unwrap();
    assert!(service.own_drafts(&anna).await.unwrap().is_empty());
    assert_eq!(count(&bench).await, 0);
}

#[tokio::test]
async fn a_draft_is_among_what_is_held_and_taken_along_and_staff_see_none_of_it() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let anna = reading(&bench, ANNA);
    let case = case_of(&bench, ANNA).await;
    saves(&bench, &anna, "Kanariefugl").await;
    let held = held(service, &anna).await;
    let draft = the(&held, ThingKind::Draft);
    assert!(matches!(&draft.what, What::Draft(draft) if draft.words == "Kanariefugl"));
    let export = Export::of(service.register(), &held, Language::Da, service.now());
    let taken = export
        .items
        .iter()
        .any(|item| matches!(&item.data, Exported::Draft { words, .. } if words == "Kanariefugl"));
    assert!(taken);
    let lead = signed_in(service, &[Role::DataProtectionLead]).await;
    let letter = service.preview_answer(&lead, &case, &[]).await.unwrap();
    let letter = String::from_utf8(letter.to_json().unwrap()).unwrap();
    assert!(!letter.contains("Kanariefugl"));
}

#[tokio::test]
async fn a_draft_follows_its_writer_to_another_address() {
    let bench = Bench::open().await;
    let service = &bench.service;
    subscribed(service, ANNA, &["news"]).await;
    let (anna, bo) = (reading(&bench, ANNA), reading(&bench, BO));
    saves(&bench, &anna, "Annas").await;
    let objection = DraftForm::Request(Right::Objection);
    let saved = save(objection, "Annas nej", &[]);
    service.save_draft(&anna, saved).await.unwrap();
    let saved = save(objection, "Bos nej", &[]);
    service.save_draft(&bo, saved).await.unwrap();
    let lead = signed_in(service, &[Role::DataProtectionLead]).await;
    let change = ChangeAddress {
        before: ANNA.to_owned(),
        after: BO.to_owned(),
        checked: Some(IdentityChecked::Met),
        reason: "Ny mail".to_owned(),
    };
    service.change_address(&lead, change).await.unwrap();
    assert!(service.own_drafts(&anna).await.unwrap().is_empty());
    for (form, words) in [(ACCESS, "Annas"), (objection, "Bos nej")] {
        let own = service.own_draft(&bo, form).await.unwrap();
        assert_eq!(own.unwrap().draft.words, words);
    }
    holds_together(&bench).await;
}
