//! Staff: accounts, links, codes, sessions, failures and the access log.

use super::open;
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;
use domain::canonical::Digest;
use domain::staff::{AccessAction, AccessReason, Role};
use jiff::Timestamp;
use storage::{
    Access, Credentials, Failures, NewSession, NewStaff, Operation, Over, Store, StoreError, Tx,
};
use tokio::task::JoinSet;
use uuid::Uuid;

stories!(
    an_address_has_one_account,
    a_link_works_once_and_not_after_it_ended,
    many_who_use_one_link_at_once_are_one,
    a_recovery_code_works_once_and_for_its_owner_alone,
    a_session_is_found_by_its_token_until_it_ends_or_its_owner_is_shut_out,
    a_session_changes_its_token_and_nobody_ends_another_s,
    two_administrators_who_shut_each_other_out_leave_one,
    failures_are_counted_one_after_the_other,
    the_access_log_is_read_backwards_page_by_page,
    what_is_over_is_swept_and_nothing_else,
    who_left_or_never_came_is_due,
);

pub(super) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(super) fn hash(text: &str) -> Digest {
    Digest::of(text.as_bytes())
}

fn new(number: u128, roles: &[Role]) -> NewStaff {
    NewStaff {
        id: id(number),
        address: hash(&format!("address {number}")),
        person: vec![1, 2, 3],
        roles: roles.to_vec(),
        since: at(1),
    }
}

fn credentials(password: &str) -> Credentials {
    Credentials {
        password: password.to_owned(),
        totp: vec![4, 5, 6],
        step: 7,
        joined_at: at(2),
    }
}

/// An operation that is one expression.
macro_rules! operation {
    ($name:ident($($field:ident: $type:ty),*) -> $output:ty, |$tx:ident| $run:expr) => {
        #[derive(Clone)]
        pub(super) struct $name { $(pub(super) $field: $type),* }

        impl Operation for $name {
            type Output = $output;

            async fn run(&mut self, $tx: &mut Tx<'_>) -> Result<$output, StoreError> {
                let Self { $($field),* } = self;
                $run
            }
        }
    };
}
pub(super) use operation;

operation!(Insert(staff: NewStaff) -> bool, |tx| tx.insert_staff(staff).await);
operation!(Join(staff: Uuid, credentials: Credentials) -> (), |tx| tx.join_staff(staff, credentials).await);
operation!(Invite(token: Digest, staff: Uuid, ends_at: Timestamp) -> (), |tx| {
    tx.store_invitation(token, staff, *ends_at).await
});
operation!(Spend(token: Digest, now: Timestamp) -> bool, |tx| tx.spend_invitation(token, *now).await);
operation!(Codes(staff: Uuid, hashes: Vec<Digest>) -> (), |tx| tx.replace_recovery_codes(staff, hashes).await);
operation!(SpendCode(staff: Uuid, hash: Digest) -> bool, |tx| tx.spend_recovery_code(staff, hash).await);
operation!(Begin(session: NewSession) -> (), |tx| tx.insert_session(session).await);
operation!(Rotate(session: Uuid, token: Digest) -> bool, |tx| tx.rotate_session(session, token, at(9)).await);
operation!(End(session: Uuid, staff: Uuid) -> bool, |tx| tx.end_session(session, staff).await);
operation!(EndOthers(staff: Uuid, but: Uuid) -> (), |tx| tx.end_other_sessions(staff, but).await);
operation!(Disable(staff: Uuid) -> bool, |tx| {
    if tx.hold_administrators().await? == [*staff] {
        return Ok(false);
    }
    tx.disable_staff(staff, at(20)).await
});
operation!(Enable(staff: Uuid) -> bool, |tx| tx.enable_staff(staff).await);
operation!(CountFailure(tried: Digest) -> u32, |tx| {
    let before = tx.hold_failures(tried).await?;
    let count = before.map_or(0, |before| before.count) + 1;
    tx.store_failures(tried, Failures { count, last: at(5) }).await?;
    Ok(count)
});
operation!(Note(access: Access) -> (), |tx| tx.log_access(access).await);
operation!(Sweep(over: Over) -> (), |tx| tx.sweep_sign_ins(over).await);
operation!(SweepLog(before: Timestamp) -> u64, |tx| tx.sweep_accesses(*before).await);

pub(super) async fn let_in(store: &Store, number: u128, roles: &[Role]) {
    let staff = new(number, roles);
    assert!(store.commit(Insert { staff }).await.unwrap());
    let join = Join {
        staff: id(number),
        credentials: credentials("hash"),
    };
    store.commit(join).await.unwrap();
}

pub(super) async fn begin(store: &Store, number: u128, staff: u128, made_at: Timestamp) -> Digest {
    let token = hash(&format!("session {number}"));
    let session = NewSession {
        id: id(number),
        token,
        staff: id(staff),
        browser: vec![7],
        made_at,
    };
    store.commit(Begin { session }).await.unwrap();
    token
}

async fn an_address_has_one_account(database: impl Database) {
    let store = open(&database).await;
    let first = new(1, &[Role::Auditor, Role::Administrator]);
    let staff = first.clone();
    assert!(store.commit(Insert { staff }).await.unwrap());
    let again = NewStaff { id: id(2), ..first };
    assert!(!store.commit(Insert { staff: again }).await.unwrap());
    assert_eq!(store.all_staff().await.unwrap().len(), 1);
    let found = store.staff_by_address(&hash("address 1")).await.unwrap();
    let found = found.unwrap();
    assert_eq!((found.id, found.credentials.clone()), (id(1), None));
    assert_eq!(found.roles, [Role::Administrator, Role::Auditor]);
    let join = Join {
        staff: id(1),
        credentials: credentials("hash"),
    };
    store.commit(join).await.unwrap();
    let found = store.staff(&id(1)).await.unwrap().unwrap();
    assert_eq!(found.credentials, Some(credentials("hash")));
    assert_eq!(store.staff(&id(2)).await.unwrap(), None);
}

async fn a_link_works_once_and_not_after_it_ended(database: impl Database) {
    let store = open(&database).await;
    let staff = new(1, &[Role::Auditor]);
    store.commit(Insert { staff }).await.unwrap();
    let invite = |text: &str| Invite {
        token: hash(text),
        staff: id(1),
        ends_at: at(10),
    };
    store.commit(invite("first")).await.unwrap();
    store.commit(invite("second")).await.unwrap();
    let invited = async |text: &str, now| store.invited(&hash(text), at(now)).await.unwrap();
    assert_eq!(invited("first", 5).await, None, "a later link replaces it");
    assert_eq!(invited("second", 9).await, Some(id(1)));
    assert_eq!(invited("second", 10).await, None);
    let spend = |now| Spend {
        token: hash("second"),
        now: at(now),
    };
    assert!(!store.commit(spend(10)).await.unwrap());
    assert!(store.commit(spend(9)).await.unwrap());
    assert!(!store.commit(spend(9)).await.unwrap());
}

async fn many_who_use_one_link_at_once_are_one(database: impl Database) {
    let store = open(&database).await;
    let staff = new(1, &[Role::Auditor]);
    store.commit(Insert { staff }).await.unwrap();
    let invite = Invite {
        token: hash("link"),
        staff: id(1),
        ends_at: at(10),
    };
    store.commit(invite).await.unwrap();
    let mut spending = JoinSet::new();
    for _ in 0..50 {
        let store = store.clone();
        let spend = Spend {
            token: hash("link"),
            now: at(2),
        };
        spending.spawn(async move { store.commit(spend).await.unwrap() });
    }
    let spent = spending.join_all().await;
    assert_eq!(spent.into_iter().filter(|spent| *spent).count(), 1);
}

async fn a_recovery_code_works_once_and_for_its_owner_alone(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Auditor]).await;
    let_in(&store, 2, &[Role::Auditor]).await;
    let codes = |texts: &[&str]| Codes {
        staff: id(1),
        hashes: texts.iter().map(|text| hash(text)).collect(),
    };
    store.commit(codes(&["old"])).await.unwrap();
    store.commit(codes(&["a", "b"])).await.unwrap();
    assert_eq!(store.recovery_codes_left(&id(1)).await.unwrap(), 2);
    let spend = async |staff: u128, text: &str| {
        let spend = SpendCode {
            staff: id(staff),
            hash: hash(text),
        };
        store.commit(spend).await.unwrap()
    };
    assert!(!spend(1, "old").await && !spend(2, "a").await);
    assert!(spend(1, "a").await);
    assert!(!spend(1, "a").await);
    assert_eq!(store.recovery_codes_left(&id(1)).await.unwrap(), 1);
}

async fn a_session_is_found_by_its_token_until_it_ends_or_its_owner_is_shut_out(
    database: impl Database,
) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::EventHost]).await;
    let_in(&store, 2, &[Role::Administrator]).await;
    let token = begin(&store, 11, 1, at(3)).await;
    let session = store.session(&token).await.unwrap().unwrap();
    assert_eq!((session.id, session.staff), (id(11), id(1)));
    assert_eq!(session.roles, [Role::EventHost]);
    assert_eq!(session.code_at, at(3));
    assert_eq!(store.session(&hash("another")).await.unwrap(), None);
    assert!(store.commit(Disable { staff: id(1) }).await.unwrap());
    assert_eq!(store.session(&token).await.unwrap(), None);
    assert!(!store.commit(Disable { staff: id(1) }).await.unwrap());
    assert!(store.commit(Enable { staff: id(1) }).await.unwrap());
    let gone = store.session(&token).await.unwrap();
    assert_eq!(gone, None, "a session does not come back");
    let staff = store.staff(&id(1)).await.unwrap().unwrap();
    assert_eq!(staff.disabled_at, None);
}

async fn a_session_changes_its_token_and_nobody_ends_another_s(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::EventHost]).await;
    let_in(&store, 2, &[Role::EventHost]).await;
    let before = begin(&store, 11, 1, at(3)).await;
    let after = hash("after");
    let rotate = Rotate {
        session: id(11),
        token: after,
    };
    assert!(store.commit(rotate).await.unwrap());
    assert_eq!(store.session(&before).await.unwrap(), None);
    let session = store.session(&after).await.unwrap().unwrap();
    assert_eq!((session.code_at, session.made_at), (at(9), at(3)));
    let end = |staff| End {
        session: id(11),
        staff: id(staff),
    };
    assert!(!store.commit(end(2)).await.unwrap());
    for number in [12, 13] {
        begin(&store, number, 1, at(4)).await;
    }
    let others = begin(&store, 21, 2, at(4)).await;
    let end_others = EndOthers {
        staff: id(1),
        but: id(12),
    };
    store.commit(end_others).await.unwrap();
    let left = store.sessions_of(&id(1)).await.unwrap();
    assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [id(12)]);
    assert!(store.session(&others).await.unwrap().is_some());
}

async fn two_administrators_who_shut_each_other_out_leave_one(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Administrator]).await;
    let_in(&store, 2, &[Role::Administrator]).await;
    for _ in 0..10 {
        let (one, other) = tokio::join!(
            store.commit(Disable { staff: id(1) }),
            store.commit(Disable { staff: id(2) }),
        );
        assert!(one.unwrap() != other.unwrap());
        for staff in [id(1), id(2)] {
            store.commit(Enable { staff }).await.unwrap();
        }
    }
}

async fn failures_are_counted_one_after_the_other(database: impl Database) {
    let store = open(&database).await;
    let tried = hash("tried");
    store.commit(CountFailure { tried }).await.unwrap();
    let mut counting = JoinSet::new();
    for _ in 0..20 {
        let store = store.clone();
        counting.spawn(async move { store.commit(CountFailure { tried }).await.unwrap() });
    }
    let mut counts = counting.join_all().await;
    counts.sort_unstable();
    assert_eq!(counts, (2..=21).collect::<Vec<_>>());
}

fn access(number: u128, second: i64) -> Access {
    Access {
        id: id(number),
        staff: id(1),
        thing: id(99),
        purpose: "contact".to_owned(),
        action: AccessAction::Looked,
        reason: AccessReason::Task,
        at: at(second),
    }
}

async fn the_access_log_is_read_backwards_page_by_page(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=3 {
        let access = access(number, 1);
        store.commit(Note { access }).await.unwrap();
    }
    let page = store.accesses(&Uuid::max(), 2).await.unwrap();
    assert_eq!(page, [access(3, 1), access(2, 1)]);
    let page = store.accesses(&id(2), 2).await.unwrap();
    assert_eq!(page, [access(1, 1)]);
}

async fn what_is_over_is_swept_and_nothing_else(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Auditor]).await;
    let old = begin(&store, 11, 1, at(3)).await;
    let young = begin(&store, 12, 1, at(5)).await;
    let tried = hash("tried");
    store.commit(CountFailure { tried }).await.unwrap();
    for (number, second) in [(1, 1), (2, 2)] {
        let access = access(number, second);
        store.commit(Note { access }).await.unwrap();
    }
    let sweep = |failed_at| Sweep {
        over: Over {
            made_at: at(3),
            seen_at: at(3),
            failed_at: at(failed_at),
            challenges_ended_at: at(20),
            now: at(20),
        },
    };
    store.commit(sweep(4)).await.unwrap();
    assert_eq!(store.session(&old).await.unwrap(), None);
    assert!(store.session(&young).await.unwrap().is_some());
    assert_eq!(store.commit(CountFailure { tried }).await.unwrap(), 2);
    store.commit(sweep(5)).await.unwrap();
    assert_eq!(store.commit(CountFailure { tried }).await.unwrap(), 1);
    assert_eq!(store.commit(SweepLog { before: at(2) }).await.unwrap(), 1);
    let left = store.accesses(&Uuid::max(), 9).await.unwrap();
    assert_eq!(left, [access(2, 2)]);
}

async fn who_left_or_never_came_is_due(database: impl Database) {
    let store = open(&database).await;
    let_in(&store, 1, &[Role::Administrator]).await;
    let_in(&store, 2, &[Role::Auditor]).await;
    store.commit(Disable { staff: id(2) }).await.unwrap();
    let staff = new(3, &[Role::Auditor]);
    store.commit(Insert { staff }).await.unwrap();
    let invite = Invite {
        token: hash("link"),
        staff: id(3),
        ends_at: at(30),
    };
    store.commit(invite).await.unwrap();
    let due = async |before, now| {
        let due = store.due_staff(&Uuid::nil(), at(before), at(now), 10).await;
        due.unwrap()
    };
    assert!(due(20, 29).await.is_empty());
    assert_eq!(due(21, 29).await, [id(2)]);
    assert_eq!(due(20, 30).await, [id(3)]);
    let page = store.due_staff(&id(2), at(21), at(30), 10).await.unwrap();
    assert_eq!(page, [id(3)]);
}
