//! The stories of questions for consent and of noted disclosures: found by whose they are, changed by whoever read them last,
//! ended by the clock, and gone with their key.

use domain::canonical::Digest;
use domain::evidence::Blinding;
use domain::register::Assurance;
use jiff::civil::date;
use storage::{
    ConsentTime, Erasure, Evidence, NewNamedConsent, NotedDisclosure, Operation, Store, StoreError,
    StoredNamedConsent, Tx,
};
use uuid::Uuid;

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{at, version};

stories!(
    a_question_is_found_by_case_person_and_mailbox,
    a_question_is_changed_once_by_those_who_read_it_at_the_same_time,
    questions_are_ended_by_their_day_and_due_after_it,
    a_noted_disclosure_is_found_and_due_by_its_day,
    a_question_and_a_disclosure_go_with_their_key,
    a_mailbox_is_given_to_another,
);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn hash(number: u128) -> Digest {
    Digest::of(&number.to_be_bytes())
}

fn question(number: u128) -> NewNamedConsent {
    NewNamedConsent {
        id: id(number),
        case: id(500),
        person: (number == 1).then(|| id(9)),
        mailbox: (number != 3).then(|| hash(1)),
        purpose: "tell".to_owned(),
        content: vec![1],
        attempt: hash(1_000 + number),
        asked_at: at(i64::try_from(number).unwrap()),
        time: ConsentTime::Until(date(2026, 12, 1)),
    }
}

fn disclosure(number: u128) -> NotedDisclosure {
    NotedDisclosure {
        id: id(number),
        case: (number == 1).then(|| id(500)),
        person: (number == 1).then(|| id(9)),
        mailbox: Some(hash(1)),
        assurance: Assurance::SecondFactor,
        purpose: "tell".to_owned(),
        noted_at: at(i64::try_from(number).unwrap()),
        last_day: date(2027, 12, 1),
    }
}

#[derive(Clone)]
enum Do {
    Ask(NewNamedConsent),
    Change(u128, i64, ConsentTime),
    Note(NotedDisclosure),
    Move,
    Erase(u128),
}

impl Operation for Do {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Ask(new) => {
                if tx.named_consent_by_attempt(&new.attempt).await?.is_some() {
                    return Ok(false);
                }
                tx.insert_named_consent(new).await?;
            }
            Self::Change(number, version, time) => {
                let read = (&id(*number), *version);
                return tx.change_named_consent(read, &[2], *time).await;
            }
            Self::Note(new) => {
                let attempt = hash(2_000 + new.id.as_u128());
                if tx.noted_disclosure_by_attempt(&attempt).await?.is_some() {
                    return Ok(false);
                }
                tx.insert_noted_disclosure(new, &attempt).await?;
            }
            Self::Move => {
                tx.move_named_consents(&hash(1), &hash(2)).await?;
                tx.move_noted_disclosures(&hash(1), &hash(2)).await?;
            }
            Self::Erase(number) => {
                let erasure = Erasure {
                    id: id(3_000 + *number),
                    subject: id(*number),
                    register: version(),
                    evidence: Evidence {
                        bytes: b"{}".to_vec(),
                        r: Blinding([9; 32]),
                    },
                };
                let held = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
                let held_again = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
                assert!(held_again.is_none(), "it is held once");
                tx.decide_erasure(&erasure, at(9)).await?;
                tx.finish_erasure(&erasure, at(9)).await?;
                return Ok(held.is_some());
            }
        }
        Ok(true)
    }
}

async fn done(store: &Store, does: Do) -> bool {
    store.commit(does).await.unwrap()
}

fn ids(found: &[StoredNamedConsent]) -> Vec<Uuid> {
    found.iter().map(|stored| stored.id).collect()
}

async fn a_question_is_found_by_case_person_and_mailbox(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=3 {
        assert!(done(&store, Do::Ask(question(number))).await);
    }
    assert!(!done(&store, Do::Ask(question(2))).await, "the same form");
    let of_case = store.named_consents_of_case(&id(500), 9).await.unwrap();
    assert_eq!(ids(&of_case), [id(3), id(2), id(1)]);
    let of_person = store.named_consents_of_person(&id(9), 9).await.unwrap();
    assert_eq!(ids(&of_person), [id(1)]);
    let of_mailbox = store.named_consents_of_mailbox(&hash(1), 9).await;
    assert_eq!(ids(&of_mailbox.unwrap()), [id(2), id(1)]);
    let one = store.named_consent(&id(1)).await.unwrap().unwrap();
    let asked = question(1);
    assert_eq!((one.person, one.mailbox), (asked.person, asked.mailbox));
    assert_eq!((one.case, one.version), (asked.case, 0));
    assert_eq!((&*one.purpose, one.asked_at), ("tell", at(1)));
    assert_eq!(store.named_consent(&id(4)).await.unwrap(), None);
}

async fn a_question_is_changed_once_by_those_who_read_it_at_the_same_time(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::Ask(question(1))).await;
    let change = |version| Do::Change(1, version, ConsentTime::Over(at(50)));
    let (one, other) = tokio::join!(store.commit(change(0)), store.commit(change(0)));
    assert_ne!(one.unwrap(), other.unwrap());
    let stored = store.named_consent(&id(1)).await.unwrap().unwrap();
    assert_eq!((stored.version, stored.content), (1, vec![2]));
    assert!(!done(&store, Do::Change(2, 0, ConsentTime::Over(at(50)))).await);
}

async fn questions_are_ended_by_their_day_and_due_after_it(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=3 {
        done(&store, Do::Ask(question(number))).await;
    }
    let to_end = async |day, after| {
        let found = store.named_consents_to_end(day, &id(after), 9).await;
        ids(&found.unwrap())
    };
    assert!(to_end(date(2026, 12, 1), 0).await.is_empty());
    assert_eq!(to_end(date(2026, 12, 2), 1).await, [id(2), id(3)]);
    done(&store, Do::Change(1, 0, ConsentTime::Over(at(50)))).await;
    done(&store, Do::Change(2, 0, ConsentTime::Over(at(60)))).await;
    assert_eq!(to_end(date(2026, 12, 2), 0).await, [id(3)]);
    let purposes = store.purposes_of_named_consents_over().await.unwrap();
    assert_eq!(purposes, ["tell"]);
    let due = async |before, after| {
        let after = id(after);
        let due = store.due_named_consents("tell", at(before), &after, 9);
        due.await.unwrap()
    };
    assert!(due(50, 0).await.is_empty());
    assert_eq!(due(61, 0).await, [id(1), id(2)]);
    assert_eq!(due(61, 1).await, [id(2)]);
    let other = store.due_named_consents("other", at(61), &id(0), 9).await;
    assert!(other.unwrap().is_empty());
}

async fn a_noted_disclosure_is_found_and_due_by_its_day(database: impl Database) {
    let store = open(&database).await;
    for number in [1, 2] {
        assert!(done(&store, Do::Note(disclosure(number))).await);
    }
    assert!(
        !done(&store, Do::Note(disclosure(1))).await,
        "the same form"
    );
    let of_case = store.noted_disclosures_of_case(&id(500), 9).await.unwrap();
    assert_eq!(of_case, [disclosure(1)]);
    let of_person = store.noted_disclosures_of_person(&id(9), 9).await.unwrap();
    assert_eq!(of_person, [disclosure(1)]);
    let of_mailbox = store.noted_disclosures_of_mailbox(&hash(1), 9).await;
    assert_eq!(
        of_mailbox.unwrap(),
        [disclosure(2)],
        "not what names a person"
    );
    let due = async |day| store.due_noted_disclosures(day, 9).await.unwrap();
    assert!(due(date(2027, 11, 30)).await.is_empty());
    // There is no case of that number, as there is none once it is erased.
    assert_eq!(due(date(2027, 12, 1)).await, [id(1), id(2)]);
}

async fn a_question_and_a_disclosure_go_with_their_key(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::Ask(question(1))).await;
    done(&store, Do::Note(disclosure(2))).await;
    for number in [1, 2] {
        assert!(store.is_held(&id(number)).await.unwrap());
        assert!(done(&store, Do::Erase(number)).await);
        assert!(!store.is_held(&id(number)).await.unwrap());
    }
    assert_eq!(store.named_consent(&id(1)).await.unwrap(), None);
    assert_eq!(store.noted_disclosure(&id(2)).await.unwrap(), None);
}

async fn a_mailbox_is_given_to_another(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::Ask(question(2))).await;
    done(&store, Do::Note(disclosure(2))).await;
    done(&store, Do::Move).await;
    for (mailbox, count) in [(1, 0), (2, 1)] {
        let questions = store.named_consents_of_mailbox(&hash(mailbox), 9).await;
        assert_eq!(questions.unwrap().len(), count);
        let noted = store.noted_disclosures_of_mailbox(&hash(mailbox), 9).await;
        assert_eq!(noted.unwrap().len(), count);
    }
}
