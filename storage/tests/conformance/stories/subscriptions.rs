//! Subscribers of the newsletter: found by their links, renewed, held for erasure and gone with their key.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{at, version};
use domain::canonical::Digest;
use domain::evidence::Blinding;
use jiff::Timestamp;
use storage::{
    ActiveSubscription, ConfirmationPace, Erasure, Evidence, LinkHashes, NewKeptOut,
    NewSubscription, Operation, Renewed, Store, StoreError, StoredSubscription, SubscriptionLink,
    Tx,
};
use uuid::Uuid;

stories!(
    a_sign_up_waits_and_is_confirmed_once,
    a_mailbox_has_one_confirmed_subscription,
    a_renewed_subscription_keeps_its_links,
    what_is_held_for_erasure_is_found_by_nothing_and_goes_with_its_key,
    a_mailbox_keeps_its_pace,
    a_mailbox_is_kept_out_until_it_is_let_in,
    a_link_opens_its_proofs,
);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn hash(of: &str, number: u128) -> Digest {
    Digest::of(format!("{of} {number}").as_bytes())
}

fn links(number: u128) -> LinkHashes {
    LinkHashes {
        manage: hash("manage", number),
        leave: hash("leave", number),
    }
}

/// Does something to one subscription.
enum Do {
    SignUp(u128),
    Activate(u128),
    Insert(u128),
    Renew(u128),
    Erase(u128),
}

impl Operation for Do {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match *self {
            Self::SignUp(number) => {
                let new = NewSubscription {
                    id: id(number),
                    mailbox: hash("mailbox", 1),
                    proof: id(100 + number),
                    link: id(200 + number),
                    sealed: b"sealed".to_vec(),
                    given_at: at(1),
                    expires_at: at(10),
                    confirm: hash("confirm", number),
                };
                tx.insert_subscription(&new).await?;
            }
            Self::Activate(number) => {
                let (links, at) = (links(number), at(5));
                return tx.activate_subscription(&id(number), &links, at).await;
            }
            Self::Insert(number) => {
                let new = ActiveSubscription {
                    id: id(number),
                    mailbox: hash("mailbox", 1),
                    proof: id(100 + number),
                    link: id(200 + number),
                    sealed: b"sealed".to_vec(),
                    since: at(6),
                    links: links(number),
                };
                tx.insert_active_subscription(&new).await?;
            }
            Self::Renew(number) => {
                let renewed = Renewed {
                    proof: id(300),
                    sealed: b"sealed anew".to_vec(),
                    confirm: Some(hash("confirm", 300)),
                };
                tx.renew_subscription(&id(number), &renewed).await?;
            }
            Self::Erase(number) => {
                return Ok(tx.hold_for_erasure(&id(number), at(7)).await?.is_some());
            }
        }
        Ok(true)
    }
}

async fn done(store: &Store, what: Do) -> bool {
    store.commit(what).await.unwrap()
}

async fn find(store: &Store, link: SubscriptionLink) -> Option<StoredSubscription> {
    store.subscription(link).await.unwrap()
}

async fn a_sign_up_waits_and_is_confirmed_once(database: impl Database) {
    let store = open(&database).await;
    assert!(done(&store, Do::SignUp(1)).await);
    let confirm = SubscriptionLink::Confirm(hash("confirm", 1));
    let waiting = find(&store, confirm).await.unwrap();
    assert_eq!(
        (waiting.id, waiting.proof, waiting.link),
        (id(1), id(101), id(201))
    );
    assert_eq!(waiting.expires_at, Some(at(10)));
    assert_eq!(waiting.sealed, b"sealed");
    let manage = SubscriptionLink::Manage(hash("manage", 1));
    assert_eq!(find(&store, manage).await, None);
    let waited = async |now| {
        store
            .unconfirmed(now, &Uuid::nil(), 10)
            .await
            .unwrap()
            .len()
    };
    assert_eq!((waited(at(9)).await, waited(at(10)).await), (0, 1));
    assert!(done(&store, Do::Activate(1)).await);
    assert!(!done(&store, Do::Activate(1)).await);
    let active = StoredSubscription {
        expires_at: None,
        ..waiting
    };
    for link in [confirm, manage, SubscriptionLink::Leave(hash("leave", 1))] {
        assert_eq!(find(&store, link).await, Some(active.clone()), "{link:?}");
    }
    let mailbox = store.subscription_of(&hash("mailbox", 1)).await.unwrap();
    assert_eq!(mailbox, Some(active.clone()));
    assert_eq!(
        store.subscription_by_id(&id(1)).await.unwrap(),
        Some(active)
    );
    assert_eq!(waited(at(10)).await, 0);
}

async fn a_mailbox_has_one_confirmed_subscription(database: impl Database) {
    let store = open(&database).await;
    for number in [1, 2] {
        done(&store, Do::SignUp(number)).await;
    }
    done(&store, Do::Activate(1)).await;
    assert!(store.commit(Do::Activate(2)).await.is_err());
    assert!(store.commit(Do::Insert(3)).await.is_err());
    assert!(done(&store, Do::Erase(1)).await);
    assert!(done(&store, Do::Activate(2)).await);
}

async fn a_renewed_subscription_keeps_its_links(database: impl Database) {
    let store = open(&database).await;
    done(&store, Do::Insert(1)).await;
    done(&store, Do::Renew(1)).await;
    let confirm = SubscriptionLink::Confirm(hash("confirm", 300));
    for link in [confirm, SubscriptionLink::Manage(hash("manage", 1))] {
        let found = find(&store, link).await.unwrap();
        assert_eq!(
            (found.id, found.proof, found.link),
            (id(1), id(300), id(201))
        );
        assert_eq!(found.sealed, b"sealed anew");
    }
}

/// Finishes the erasure of what the key with this id sealed.
struct Finish(u128);

impl Operation for Finish {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        let erasure = Erasure {
            id: id(400 + self.0),
            subject: id(self.0),
            register: version(),
            evidence: Evidence {
                bytes: b"{}".to_vec(),
                r: Blinding([1; 32]),
            },
        };
        tx.decide_erasure(&erasure, at(7)).await?;
        tx.finish_erasure(&erasure, at(8)).await
    }
}

async fn what_is_held_for_erasure_is_found_by_nothing_and_goes_with_its_key(
    database: impl Database,
) {
    let store = open(&database).await;
    done(&store, Do::Insert(1)).await;
    assert!(done(&store, Do::Erase(1)).await);
    assert!(!done(&store, Do::Erase(1)).await);
    let leave = SubscriptionLink::Leave(hash("leave", 1));
    assert_eq!(find(&store, leave).await, None);
    assert_eq!(
        store.subscription_of(&hash("mailbox", 1)).await.unwrap(),
        None
    );
    assert!(store.is_held(&id(1)).await.unwrap());
    assert!(store.commit(Finish(1)).await.unwrap());
    assert!(!store.is_held(&id(1)).await.unwrap());
}

struct Pace(Option<[Timestamp; 3]>);

impl Operation for Pace {
    type Output = ConfirmationPace;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<ConfirmationPace, StoreError> {
        let mailbox = hash("mailbox", 1);
        let before = tx.hold_confirmation_pace(&mailbox).await?;
        if let Some(pace) = self.0 {
            tx.set_confirmation_pace(&mailbox, ConfirmationPace(pace))
                .await?;
        }
        Ok(before)
    }
}

struct Forget(Timestamp);

impl Operation for Forget {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        tx.forget_confirmation_pace(self.0).await
    }
}

async fn a_mailbox_keeps_its_pace(database: impl Database) {
    let store = open(&database).await;
    let never = ConfirmationPace([Timestamp::UNIX_EPOCH; 3]);
    let pace = [at(9), at(5), at(2)];
    assert_eq!(store.commit(Pace(Some(pace))).await.unwrap(), never);
    assert_eq!(
        store.commit(Pace(None)).await.unwrap(),
        ConfirmationPace(pace)
    );
    assert!(!store.has_confirmation_pace(at(9)).await.unwrap());
    assert_eq!(store.commit(Forget(at(9))).await.unwrap(), 0);
    assert!(store.has_confirmation_pace(at(10)).await.unwrap());
    assert_eq!(store.commit(Forget(at(10))).await.unwrap(), 1);
    assert_eq!(store.commit(Pace(None)).await.unwrap(), never);
}

enum Door {
    Keep(u128),
    LetIn(u128),
    IsOut,
}

impl Operation for Door {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match *self {
            Self::Keep(number) => {
                let new = NewKeptOut {
                    mailbox: hash("mailbox", 1),
                    proof: id(number),
                    code: hash("code", number),
                    gone_at: at(20),
                };
                tx.keep_out(&new).await
            }
            Self::LetIn(number) => tx.let_in(&id(number)).await,
            Self::IsOut => tx.is_kept_out(&hash("mailbox", 1)).await,
        }
    }
}

async fn a_mailbox_is_kept_out_until_it_is_let_in(database: impl Database) {
    let store = open(&database).await;
    let through = async |door| store.commit(door).await.unwrap();
    assert!(!through(Door::IsOut).await);
    assert!(through(Door::Keep(1)).await);
    assert!(!through(Door::Keep(2)).await, "it is out already");
    assert!(through(Door::IsOut).await);
    let by_code = async |number| store.kept_out_by_code(&hash("code", number)).await.unwrap();
    assert_eq!((by_code(1).await, by_code(2).await), (Some(id(1)), None));
    assert!(store.kept_out_until(at(19), 10).await.unwrap().is_empty());
    assert_eq!(store.kept_out_until(at(20), 10).await.unwrap(), [id(1)]);
    assert!(!through(Door::LetIn(2)).await);
    assert!(through(Door::LetIn(1)).await);
    assert!(!through(Door::IsOut).await);
}

struct Link(u128);

impl Operation for Link {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.link_proof(&id(self.0), &hash("why", 1)).await
    }
}

async fn a_link_opens_its_proofs(database: impl Database) {
    let store = open(&database).await;
    for number in [2, 1] {
        store.commit(Link(number)).await.unwrap();
    }
    let opened = async |number| store.proofs_of_link(&hash("why", number)).await.unwrap();
    assert_eq!(opened(1).await, [id(1), id(2)]);
    assert!(opened(2).await.is_empty());
    assert!(store.commit(Finish(1)).await.unwrap());
    assert_eq!(opened(1).await, [id(2)]);
}
