//! What is held under a mailbox: found by its hash and by no other, put right only where it is what was read, moved to
//! another mailbox once both said yes, and gone with its key.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{at, version};
use domain::canonical::Digest;
use domain::evidence::Blinding;
use domain::staff::{AccessAction, AccessReason};
use jiff::Timestamp;
use storage::{
    Access, AddressSide, Corrected, Correction, Erasure, Evidence, NewAddressByStaff,
    NewAddressChange, NewKeptOut, NewSubscription, Operation, Store, StoreError, Tx,
};
use uuid::Uuid;

stories!(
    what_waits_under_a_mailbox_is_found_by_it_alone,
    only_what_was_read_is_put_right,
    the_proofs_of_a_mailbox_are_found_and_move_with_it,
    the_accesses_to_a_thing_are_found_from_an_instant_on,
    each_mailbox_says_yes_to_another_address_once_and_in_time,
    a_wish_for_another_address_goes_with_its_key,
    a_mailbox_that_is_kept_out_is_found,
    what_staff_changed_is_found_by_its_mailbox_moves_with_it_and_goes,
);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn mailbox(number: u128) -> Digest {
    Digest::of(format!("mailbox {number}").as_bytes())
}

fn link(side: &str, number: u128) -> Digest {
    Digest::of(format!("{side} {number}").as_bytes())
}

/// What is done to what is held.
enum Do {
    SignUp(u128),
    Correct(Correction),
    Prove(u128, Option<u128>),
    Move(u128, u128),
    Look(u128, i64),
    Wish(u128),
    Spend(u128, AddressSide, i64),
    KeepOut(u128),
    ByStaff(u128, i64),
    MoveByStaff(u128, u128),
}

impl Operation for Do {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::SignUp(number) => {
                let new = NewSubscription {
                    id: id(*number),
                    mailbox: mailbox(*number),
                    proof: id(100 + *number),
                    link: id(200 + *number),
                    sealed: b"sealed".to_vec(),
                    given_at: at(1),
                    expires_at: at(10),
                    confirm: link("confirm", *number),
                };
                tx.insert_subscription(&new).await?;
            }
            Self::Correct(correction) => return tx.correct(correction).await,
            Self::Prove(number, of) => {
                let mailbox = of.map(mailbox);
                tx.insert_proof(&id(*number), "letters", at(1), mailbox.as_ref())
                    .await?;
            }
            Self::Move(before, after) => {
                tx.move_proofs(&mailbox(*before), &mailbox(*after)).await?;
            }
            Self::Look(thing, second) => {
                let access = Access {
                    id: id(1_000 + u128::from(second.unsigned_abs())),
                    staff: id(7),
                    thing: id(*thing),
                    purpose: "letters".to_owned(),
                    action: AccessAction::Looked,
                    reason: AccessReason::Task,
                    at: at(*second),
                };
                tx.log_access(&access).await?;
            }
            Self::Wish(number) => {
                let wish = NewAddressChange {
                    id: id(*number),
                    mailbox: mailbox(1),
                    sealed: b"both addresses".to_vec(),
                    before: link("before", *number),
                    after: link("after", *number),
                    expires_at: at(10),
                };
                tx.insert_address_change(&wish).await?;
            }
            Self::Spend(number, side, second) => {
                return tx
                    .spend_address_link(&id(*number), *side, at(*second))
                    .await;
            }
            Self::KeepOut(number) => {
                let new = NewKeptOut {
                    mailbox: mailbox(*number),
                    proof: id(*number),
                    code: link("code", *number),
                    gone_at: at(50),
                };
                return tx.keep_out(&new).await;
            }
            Self::ByStaff(number, second) => {
                let new = NewAddressByStaff {
                    id: id(*number),
                    mailbox: mailbox(*number),
                    made_at: at(*second),
                };
                tx.insert_address_by_staff(&new).await?;
            }
            Self::MoveByStaff(before, after) => {
                tx.move_addresses_by_staff(&mailbox(*before), &mailbox(*after))
                    .await?;
            }
        }
        Ok(true)
    }
}

async fn done(store: &Store, what: Do) -> bool {
    store.commit(what).await.unwrap()
}

async fn what_waits_under_a_mailbox_is_found_by_it_alone(database: impl Database) {
    let store = open(&database).await;
    for number in [1, 2] {
        assert!(done(&store, Do::SignUp(number)).await);
    }
    let found = store.subscriptions_of(&mailbox(1)).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, id(1));
    assert!(
        store
            .subscriptions_of(&mailbox(3))
            .await
            .unwrap()
            .is_empty()
    );
    assert!(store.threads_of(&mailbox(1)).await.unwrap().is_empty());
    assert!(store.events_with_seats().await.unwrap().is_empty());
    let seats = store.seats_at(&[(id(9), mailbox(1))]).await.unwrap();
    assert!(seats.is_empty());
}

async fn only_what_was_read_is_put_right(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::SignUp(1)).await;
    let correction = |before: &[u8], after: &[u8]| Correction {
        of: Corrected::Subscription,
        id: id(1),
        before: before.to_vec(),
        after: after.to_vec(),
        mailbox: mailbox(2),
    };
    assert!(!done(&store, Do::Correct(correction(b"other", b"new"))).await);
    assert!(done(&store, Do::Correct(correction(b"sealed", b"new"))).await);
    assert!(!done(&store, Do::Correct(correction(b"sealed", b"late"))).await);
    assert!(
        store
            .subscriptions_of(&mailbox(1))
            .await
            .unwrap()
            .is_empty()
    );
    let found = store.subscriptions_of(&mailbox(2)).await.unwrap();
    assert_eq!(found[0].sealed, b"new");
    for of in [Corrected::Seat, Corrected::Thread] {
        let elsewhere = Correction {
            of,
            ..correction(b"new", b"newer")
        };
        assert!(!done(&store, Do::Correct(elsewhere)).await);
    }
}

async fn the_proofs_of_a_mailbox_are_found_and_move_with_it(database: impl Database) {
    let store = open(&database).await;
    for (number, of) in [(1, Some(1)), (2, Some(2)), (3, None), (4, Some(1))] {
        done(&store, Do::Prove(number, of)).await;
    }
    let found = async |of| {
        let proofs = store.proofs_of_mailbox(&mailbox(of)).await.unwrap();
        proofs.iter().map(|proof| proof.id).collect::<Vec<_>>()
    };
    assert_eq!(found(1).await, [id(1), id(4)]);
    done(&store, Do::Move(1, 2)).await;
    assert!(found(1).await.is_empty());
    assert_eq!(found(2).await, [id(1), id(2), id(4)]);
}

async fn the_accesses_to_a_thing_are_found_from_an_instant_on(database: impl Database) {
    let store = open(&database).await;
    for (thing, second) in [(1, 1), (1, 5), (2, 6), (1, 7)] {
        done(&store, Do::Look(thing, second)).await;
    }
    let found = store.accesses_to(&id(1), at(5)).await.unwrap();
    let seen: Vec<Timestamp> = found.iter().map(|access| access.at).collect();
    assert_eq!(seen, [at(5), at(7)]);
}

async fn each_mailbox_says_yes_to_another_address_once_and_in_time(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::Wish(1)).await;
    done(&store, Do::Wish(2)).await;
    assert_eq!(
        store.address_changes_of(&mailbox(1)).await.unwrap().len(),
        2
    );
    let (wish, side) = store
        .address_change(&link("after", 1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((wish.id, side), (id(1), AddressSide::After));
    let spend = |side, second| Do::Spend(1, side, second);
    let (one, other) = tokio::join!(
        store.commit(spend(AddressSide::After, 9)),
        store.commit(spend(AddressSide::After, 9))
    );
    assert_ne!(one.unwrap(), other.unwrap());
    assert!(store.confirmed_address_changes(9).await.unwrap().is_empty());
    assert!(
        !done(&store, spend(AddressSide::Before, 10)).await,
        "too late"
    );
    assert!(done(&store, spend(AddressSide::Before, 9)).await);
    let confirmed = store.confirmed_address_changes(9).await.unwrap();
    assert_eq!(confirmed.len(), 1);
    assert_eq!(confirmed[0].id, id(1));
    let over = async |second| {
        let over = store.address_changes_run_out(at(second), 9).await;
        over.unwrap()
    };
    assert!(over(9).await.is_empty());
    assert_eq!(over(10).await, [id(1), id(2)]);
}

struct Erase;

impl Operation for Erase {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let erasure = Erasure {
            id: id(2_000),
            subject: id(1),
            register: version(),
            evidence: Evidence {
                bytes: b"{}".to_vec(),
                r: Blinding([9; 32]),
            },
        };
        let held = tx.hold_for_erasure(&erasure.subject, at(9)).await?;
        tx.decide_erasure(&erasure, at(9)).await?;
        tx.finish_erasure(&erasure, at(9)).await?;
        Ok(held.is_some())
    }
}

async fn a_wish_for_another_address_goes_with_its_key(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::Wish(1)).await;
    assert!(store.is_held(&id(1)).await.unwrap());
    assert!(store.commit(Erase).await.unwrap());
    assert!(!store.is_held(&id(1)).await.unwrap());
    assert_eq!(store.address_change(&link("after", 1)).await.unwrap(), None);
}

async fn a_mailbox_that_is_kept_out_is_found(database: impl Database) {
    let store = open(&database).await;
    assert!(done(&store, Do::KeepOut(1)).await);
    let found = store.kept_out_of(&mailbox(1)).await.unwrap();
    assert_eq!(found, Some((id(1), at(50))));
    assert_eq!(store.kept_out_of(&mailbox(2)).await.unwrap(), None);
}

async fn what_staff_changed_is_found_by_its_mailbox_moves_with_it_and_goes(
    database: impl Database,
) {
    let store = open(&database).await;
    done(&store, Do::ByStaff(1, 5)).await;
    done(&store, Do::ByStaff(2, 6)).await;
    let of = async |number| {
        let found = store.addresses_by_staff_of(&mailbox(number)).await;
        found.unwrap()
    };
    assert_eq!(of(1).await, [(id(1), at(5))]);
    done(&store, Do::MoveByStaff(1, 3)).await;
    assert_eq!(of(1).await, []);
    assert_eq!(of(3).await, [(id(1), at(5))]);
    let due = async |second| {
        let due = store.due_addresses_by_staff(at(second), 9).await;
        due.unwrap()
    };
    assert!(due(5).await.is_empty());
    assert_eq!(due(6).await, [id(1)]);
    assert!(store.is_held(&id(1)).await.unwrap());
    assert!(store.commit(Erase).await.unwrap());
    assert!(!store.is_held(&id(1)).await.unwrap());
    assert_eq!(of(3).await, []);
    assert_eq!(due(7).await, [id(2)]);
}
