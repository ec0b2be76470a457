//! The stories of mails: written with their cause, sent by one holder at a time, and told what came of them.

use std::num::NonZeroU32;

use storage::{
    MailBeginning, MailCounts, MailLease, MailOutcome, MailState, MayGo, NewMail, Operation,
    PacedMail, Store, StoreError, TakeMails, Tx,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::{Prepare, at};

stories!(
    a_mail_is_there_with_its_cause_or_not_at_all,
    many_takers_get_each_mail_once,
    what_somebody_waits_for_goes_before_what_is_sent_to_many,
    a_mail_that_is_sent_keeps_the_servers_answer,
    a_mail_that_is_not_taken_by_the_server_is_tried_again_when_it_says,
    an_expired_lease_is_taken_over_and_the_late_holder_changes_nothing,
    a_mail_given_back_is_as_if_it_had_not_been_taken,
    a_withheld_mail_never_goes,
    a_stopped_batch_goes_no_further,
    what_was_under_way_when_its_batch_stopped_may_turn_out_sent,
    only_a_mail_that_was_sent_comes_back,
    a_mail_put_off_counts_once_and_stays_sent,
    while_sending_is_paused_nothing_is_taken,
    two_takers_share_one_rate,
    old_mails_go_and_those_that_wait_stay,
    mails_go_with_what_they_are_about,
);

/// How long the stories lease: from one second to the next ten.
const LEASE: i64 = 10;
const BATCH: Uuid = Uuid::from_u128(500);
const OWNER: Uuid = Uuid::from_u128(900);

async fn open(database: &impl Database) -> Store {
    let store = Store::open(&database.settings()).await.unwrap();
    store.commit(Prepare).await.unwrap();
    store
}

/// The mail with this number, due at the second of that number.
fn mail(number: u32) -> NewMail {
    NewMail {
        id: Uuid::from_u128(u128::from(number)),
        kind: "message_waits",
        owner: OWNER,
        batch: None,
        content: format!("sealed {number}").into_bytes(),
        due_at: at(i64::from(number)),
        since: at(0),
        beginning: MailBeginning::Waits,
    }
}

fn of_batch(number: u32) -> NewMail {
    NewMail {
        batch: Some(BATCH),
        ..mail(number)
    }
}

struct Write(Vec<NewMail>);

impl Operation for Write {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        for mail in &self.0 {
            tx.mail(mail).await?;
        }
        Ok(())
    }
}

async fn write(store: &Store, mails: impl IntoIterator<Item = NewMail>) {
    store
        .commit(Write(mails.into_iter().collect()))
        .await
        .unwrap();
}

fn taking(holder: u128, now: i64) -> TakeMails {
    TakeMails {
        holder: Uuid::from_u128(holder),
        now: at(now),
        until: at(now + LEASE),
        limit: 4,
        per_minute: None,
    }
}

async fn take(store: &Store, now: i64) -> Vec<PacedMail> {
    store.take_mails(taking(1, now)).await.unwrap()
}

async fn take_one(store: &Store, now: i64) -> MailLease {
    take(store, now).await.remove(0).mail.lease
}

fn numbers(taken: &[PacedMail]) -> Vec<u128> {
    taken
        .iter()
        .map(|paced| paced.mail.lease.mail.as_u128())
        .collect()
}

fn sent() -> MailOutcome {
    MailOutcome::Sent {
        answer: "queue-1".to_owned(),
    }
}

fn is_superseded<T>(outcome: &Result<T, StoreError>) -> bool {
    matches!(outcome, Err(StoreError::Superseded))
}

async fn state(store: &Store, number: u32) -> MailState {
    store.mail(&mail(number).id).await.unwrap().unwrap().state
}

async fn a_mail_is_there_with_its_cause_or_not_at_all(database: impl Database) {
    let store = open(&database).await;
    // The second has the first one's id: nothing of the operation remains.
    let both = store.commit(Write(vec![mail(1), mail(1)])).await;
    assert!(both.is_err());
    assert_eq!(store.mail(&mail(1).id).await.unwrap(), None);
    assert!(!store.is_mail_due(at(9)).await.unwrap());
    write(&store, [mail(1)]).await;
    assert!(store.is_mail_due(at(9)).await.unwrap());
    assert!(!store.is_mail_due(at(0)).await.unwrap());
}

async fn many_takers_get_each_mail_once(database: impl Database) {
    let store = open(&database).await;
    write(&store, (1..=60).map(of_batch)).await;
    let mut takers = JoinSet::new();
    for holder in 1..=8 {
        let store = store.clone();
        takers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let taken = store.take_mails(taking(holder, 100)).await.unwrap();
                if taken.is_empty() {
                    return mine;
                }
                mine.extend(numbers(&taken));
            }
        });
    }
    let mut taken = takers.join_all().await.concat();
    taken.sort_unstable();
    assert_eq!(taken, (1..=60).collect::<Vec<u128>>());
}

async fn what_somebody_waits_for_goes_before_what_is_sent_to_many(database: impl Database) {
    let store = open(&database).await;
    write(
        &store,
        [of_batch(1), mail(5), of_batch(2), mail(4), mail(9)],
    )
    .await;
    assert_eq!(numbers(&take(&store, 5).await), [4, 5, 1, 2]);
    assert!(take(&store, 5).await.is_empty(), "the last is not due");
}

async fn a_mail_that_is_sent_keeps_the_servers_answer(database: impl Database) {
    let store = open(&database).await;
    write(&store, [mail(1)]).await;
    let taken = take(&store, 1).await.remove(0).mail;
    assert_eq!(taken.content, b"sealed 1");
    assert_eq!(state(&store, 1).await, MailState::Sending);
    store.settle_mail(taken.lease, sent(), at(2)).await.unwrap();
    let stored = store.mail(&mail(1).id).await.unwrap().unwrap();
    assert_eq!(stored.state, MailState::Sent);
    assert_eq!(stored.answer.as_deref(), Some("queue-1"));
    assert_eq!((stored.ended_at, stored.attempts), (Some(at(2)), 1));
    assert!(is_superseded(
        &store.settle_mail(taken.lease, sent(), at(3)).await
    ));
    assert!(take(&store, 100).await.is_empty());
}

async fn a_mail_that_is_not_taken_by_the_server_is_tried_again_when_it_says(
    database: impl Database,
) {
    let store = open(&database).await;
    write(&store, [mail(1)]).await;
    let lease = take_one(&store, 1).await;
    let retry = MailOutcome::Retry {
        due_at: at(30),
        answer: "451".to_owned(),
    };
    store.settle_mail(lease, retry, at(2)).await.unwrap();
    assert_eq!(state(&store, 1).await, MailState::Queued);
    assert!(take(&store, 29).await.is_empty());
    let again = take(&store, 30).await.remove(0).mail;
    assert_eq!(again.attempts, 2);
    assert_eq!(again.content, b"sealed 1");
    let failed = MailOutcome::Failed {
        answer: "550".to_owned(),
    };
    store
        .settle_mail(again.lease, failed, at(31))
        .await
        .unwrap();
    assert_eq!(state(&store, 1).await, MailState::Failed);
}

async fn an_expired_lease_is_taken_over_and_the_late_holder_changes_nothing(
    database: impl Database,
) {
    let store = open(&database).await;
    write(&store, [mail(1)]).await;
    let late = take_one(&store, 1).await;
    assert!(take(&store, LEASE).await.is_empty());
    let lease = take_one(&store, 1 + LEASE).await;
    for outcome in [sent(), MailOutcome::Released] {
        assert!(is_superseded(
            &store.settle_mail(late, outcome, at(12)).await
        ));
    }
    store.settle_mail(lease, sent(), at(12)).await.unwrap();
    assert_eq!(state(&store, 1).await, MailState::Sent);
}

async fn a_mail_given_back_is_as_if_it_had_not_been_taken(database: impl Database) {
    let store = open(&database).await;
    write(&store, [mail(1)]).await;
    let lease = take_one(&store, 1).await;
    let released = MailOutcome::Released;
    store.settle_mail(lease, released, at(2)).await.unwrap();
    assert_eq!(take(&store, 2).await.remove(0).mail.attempts, 1);
}

async fn a_withheld_mail_never_goes(database: impl Database) {
    let store = open(&database).await;
    let withheld = NewMail {
        beginning: MailBeginning::Withheld,
        ..mail(1)
    };
    write(&store, [withheld]).await;
    assert!(take(&store, 100).await.is_empty());
    let stored = store.mail(&mail(1).id).await.unwrap().unwrap();
    assert_eq!(
        (stored.state, stored.ended_at),
        (MailState::Withheld, Some(at(0)))
    );
}

async fn a_stopped_batch_goes_no_further(database: impl Database) {
    let store = open(&database).await;
    write(&store, (1..=5).map(of_batch).chain([mail(6)])).await;
    let taken = take(&store, 6).await;
    assert_eq!(numbers(&taken), [6, 1, 2, 3]);
    store
        .settle_mail(taken[1].mail.lease, sent(), at(7))
        .await
        .unwrap();
    assert_eq!(store.stop_batch(BATCH, at(8)).await.unwrap(), 4);
    let retry = MailOutcome::Retry {
        due_at: at(9),
        answer: "451".to_owned(),
    };
    assert!(is_superseded(
        &store.settle_mail(taken[2].mail.lease, retry, at(8)).await
    ));
    assert_eq!(
        numbers(&take(&store, 100).await),
        [6],
        "its lease has run out"
    );
    let counts = MailCounts {
        sent: 1,
        stopped: 4,
        ..MailCounts::default()
    };
    assert_eq!(store.batch_counts(&BATCH).await.unwrap(), counts);
}

async fn what_was_under_way_when_its_batch_stopped_may_turn_out_sent(database: impl Database) {
    let store = open(&database).await;
    write(&store, [of_batch(1)]).await;
    let lease = take_one(&store, 1).await;
    assert_eq!(store.may_mail_go(&lease).await.unwrap(), MayGo::Now);
    store.stop_batch(BATCH, at(2)).await.unwrap();
    assert_eq!(store.may_mail_go(&lease).await.unwrap(), MayGo::NotOurs);
    store.settle_mail(lease, sent(), at(3)).await.unwrap();
    assert_eq!(state(&store, 1).await, MailState::Sent);
}

struct Bounce(Uuid);

impl Operation for Bounce {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.mail_bounced(&self.0, "5.1.1").await
    }
}

async fn only_a_mail_that_was_sent_comes_back(database: impl Database) {
    let store = open(&database).await;
    write(&store, [mail(1)]).await;
    let bounce = || store.commit(Bounce(mail(1).id));
    assert!(!bounce().await.unwrap());
    let lease = take_one(&store, 1).await;
    store.settle_mail(lease, sent(), at(2)).await.unwrap();
    assert!(bounce().await.unwrap());
    assert!(!bounce().await.unwrap());
    let stored = store.mail(&mail(1).id).await.unwrap().unwrap();
    assert_eq!(stored.state, MailState::Bounced);
    assert_eq!(stored.answer.as_deref(), Some("5.1.1"));
}

struct PutOff(Uuid, &'static str);

impl Operation for PutOff {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.mail_put_off(&self.0, self.1).await
    }
}

async fn a_mail_put_off_counts_once_and_stays_sent(database: impl Database) {
    let store = open(&database).await;
    write(&store, [of_batch(1), of_batch(2)]).await;
    let put_off = |number, status| store.commit(PutOff(mail(number).id, status));
    assert!(!put_off(1, "4.2.2").await.unwrap(), "it is not sent");
    for paced in take(&store, 2).await {
        let lease = paced.mail.lease;
        store.settle_mail(lease, sent(), at(3)).await.unwrap();
    }
    assert!(put_off(1, "4.2.2").await.unwrap());
    assert!(!put_off(1, "4.4.1").await.unwrap());
    let stored = store.mail(&mail(1).id).await.unwrap().unwrap();
    assert_eq!(stored.state, MailState::Sent);
    assert_eq!(stored.put_off.as_deref(), Some("4.2.2"));
    assert_eq!(store.mails_put_off(&OWNER).await.unwrap(), 1);
    assert_eq!(store.batch_put_off(&BATCH).await.unwrap(), 1);
    assert!(store.commit(Bounce(mail(1).id)).await.unwrap());
    assert!(store.commit(Bounce(mail(2).id)).await.unwrap());
    assert!(!put_off(2, "4.2.2").await.unwrap(), "it refuses for good");
}

async fn while_sending_is_paused_nothing_is_taken(database: impl Database) {
    let store = open(&database).await;
    write(&store, [mail(1), mail(9)]).await;
    let taken = take_one(&store, 1).await;
    store.pause_mails(at(1)).await.unwrap();
    assert_eq!(store.may_mail_go(&taken).await.unwrap(), MayGo::NotNow);
    store.pause_mails(at(2)).await.unwrap();
    assert_eq!(store.mails_paused_at().await.unwrap(), Some(at(1)));
    assert!(take(&store, 9).await.is_empty());
    store.resume_mails().await.unwrap();
    assert_eq!(store.mails_paused_at().await.unwrap(), None);
    assert_eq!(numbers(&take(&store, 9).await), [9]);
}

async fn two_takers_share_one_rate(database: impl Database) {
    let store = open(&database).await;
    write(&store, (1..=200).map(of_batch)).await;
    let mut moments = Vec::new();
    for now in 1_000..1_020 {
        let take = |holder| {
            store.take_mails(TakeMails {
                per_minute: NonZeroU32::new(240),
                limit: 3,
                ..taking(holder, now)
            })
        };
        let (one, other) = tokio::join!(take(1), take(2));
        moments.extend(one.unwrap().into_iter().map(|paced| paced.not_before));
        moments.extend(other.unwrap().into_iter().map(|paced| paced.not_before));
    }
    moments.sort_unstable();
    let gaps: Vec<i64> = moments
        .windows(2)
        .map(|pair| pair[1].duration_since(pair[0]).as_millis())
        .map(|gap| i64::try_from(gap).unwrap())
        .collect();
    // Four a second, from half a second before to half a second after.
    assert_eq!(moments.len(), 81);
    assert!(gaps.iter().all(|gap| *gap == 250), "{gaps:?}");
}

async fn old_mails_go_and_those_that_wait_stay(database: impl Database) {
    let store = open(&database).await;
    write(&store, (1..=4).map(mail)).await;
    for paced in take(&store, 4).await.into_iter().take(3) {
        let ended = i64::try_from(paced.mail.lease.mail.as_u128()).unwrap();
        store
            .settle_mail(paced.mail.lease, sent(), at(ended))
            .await
            .unwrap();
    }
    assert_eq!(store.delete_mails(at(3), 1).await.unwrap(), 1);
    assert_eq!(store.delete_mails(at(3), 9).await.unwrap(), 1);
    assert_eq!(store.delete_mails(at(3), 9).await.unwrap(), 0);
    let left = store.mails_of(&OWNER).await.unwrap();
    let left: Vec<u128> = left.iter().map(|mail| mail.id.as_u128()).collect();
    assert_eq!(left, [3, 4]);
}

struct Forget;

impl Operation for Forget {
    type Output = u64;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        tx.delete_mails_of(&OWNER).await
    }
}

async fn mails_go_with_what_they_are_about(database: impl Database) {
    let store = open(&database).await;
    let another = NewMail {
        owner: Uuid::from_u128(901),
        ..mail(3)
    };
    write(&store, [mail(1), mail(2), another]).await;
    let lease = take_one(&store, 1).await;
    assert_eq!(store.commit(Forget).await.unwrap(), 2);
    assert!(is_superseded(
        &store.settle_mail(lease, sent(), at(2)).await
    ));
    assert_eq!(numbers(&take(&store, 3).await), [3]);
}
