//! The rights portal: mails that let in once, tries that are counted one after the other, sessions that end.

use super::open;
use super::staff::{hash, id, operation};
use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;
use domain::canonical::Digest;
use jiff::Timestamp;
use storage::{
    NewPortalAttempt, NewPortalSession, Operation, PortalOver, Store, StoreError, Tx, Within,
};
use tokio::task::JoinSet;
use uuid::Uuid;

stories!(
    a_link_is_found_by_the_browser_that_asked_while_it_is_live,
    the_latest_that_were_mailed_are_live_and_no_more,
    tries_at_once_are_counted_one_after_the_other,
    many_who_spend_one_at_once_are_one,
    mails_are_counted_by_asker_and_by_mailbox,
    a_session_is_found_by_its_token_and_ended_by_its_own_mailbox,
    a_token_ends_whichever_session_it_is_of,
    what_is_over_or_of_the_future_is_swept,
    keys_of_what_lives_are_held,
);

const LIMIT: u32 = 3;
const TRIES: u32 = 5;

operation!(Ask(attempt: NewPortalAttempt) -> (), |tx| {
    tx.hold_portal_pace(&attempt.mailbox, attempt.made_at).await?;
    tx.insert_portal_attempt(attempt).await
});
operation!(Try(browser: Digest, within: Within) -> Vec<Uuid>, |tx| {
    tx.count_portal_try(browser, *within, LIMIT, TRIES).await
});
operation!(Spend(attempt: Uuid) -> bool, |tx| tx.spend_portal_attempt(attempt, at(5)).await);
operation!(CountOfAsker(asker: Digest, within: Within) -> i64, |tx| {
    tx.count_portal_mails_of_asker(asker, *within).await
});
operation!(CountOfMailbox(mailbox: Digest, within: Within) -> i64, |tx| {
    tx.count_portal_mails_of_mailbox(mailbox, *within).await
});
operation!(Begin(session: NewPortalSession) -> (), |tx| tx.insert_portal_session(session).await);
operation!(Seen(session: Uuid, seen: Timestamp) -> (), |tx| tx.portal_session_seen(session, *seen).await);
operation!(End(session: Uuid, mailbox: Digest) -> (), |tx| tx.end_portal_session(session, mailbox).await);
operation!(EndAll(mailbox: Digest) -> (), |tx| tx.end_portal_sessions(mailbox).await);
operation!(EndByToken(token: Digest) -> (), |tx| tx.end_session_by_token(token).await);
operation!(Sweep(over: PortalOver) -> (), |tx| tx.sweep_portal(over).await);

fn attempt(number: u128, made_at: Timestamp) -> NewPortalAttempt {
    NewPortalAttempt {
        id: id(number),
        mailbox: hash("mailbox"),
        asker: hash("asker"),
        came_before: false,
        browser: hash("browser"),
        link: hash(&format!("link {number}")),
        code: hash(&format!("code {number}")),
        address: vec![1, 2],
        mailed: true,
        made_at,
    }
}

async fn ask(store: &Store, attempt: NewPortalAttempt) {
    store.commit(Ask { attempt }).await.unwrap();
}

/// After `since`, and no later than `until`.
fn within(since: i64, until: i64) -> Within {
    Within {
        since: at(since),
        until: at(until),
    }
}

async fn a_link_is_found_by_the_browser_that_asked_while_it_is_live(database: impl Database) {
    let store = open(&database).await;
    ask(&store, attempt(1, at(3))).await;
    let found = async |browser: &str, time: Within| {
        let (link, browser) = (hash("link 1"), hash(browser));
        let found = store.portal_attempt_of_link(&link, &browser, time).await;
        found.unwrap().map(|attempt| (attempt.id, attempt.address))
    };
    assert_eq!(
        found("browser", within(2, 3)).await,
        Some((id(1), vec![1, 2]))
    );
    assert_eq!(found("another", within(2, 3)).await, None);
    assert_eq!(found("browser", within(3, 9)).await, None, "too old");
    assert_eq!(found("browser", within(0, 2)).await, None, "not yet");
    assert!(store.commit(Spend { attempt: id(1) }).await.unwrap());
    assert_eq!(found("browser", within(2, 3)).await, None, "spent");
}

async fn the_latest_that_were_mailed_are_live_and_no_more(database: impl Database) {
    let store = open(&database).await;
    for number in 1..=4 {
        ask(&store, attempt(number, at(3))).await;
    }
    let held_back = NewPortalAttempt {
        mailed: false,
        ..attempt(5, at(4))
    };
    ask(&store, held_back).await;
    let elsewhere = NewPortalAttempt {
        browser: hash("another"),
        ..attempt(6, at(4))
    };
    ask(&store, elsewhere).await;
    let browser = hash("browser");
    let live = store.live_portal_attempts(&browser, within(2, 9), LIMIT);
    let live: Vec<Uuid> = live.await.unwrap().iter().map(|live| live.id).collect();
    assert_eq!(live, [id(4), id(3), id(2)]);
    let tried = Try {
        browser,
        within: within(2, 9),
    };
    let mut tried = store.commit(tried).await.unwrap();
    tried.sort();
    assert_eq!(tried, [id(2), id(3), id(4)]);
}

async fn tries_at_once_are_counted_one_after_the_other(database: impl Database) {
    let store = open(&database).await;
    ask(&store, attempt(1, at(3))).await;
    let mut tries = JoinSet::new();
    for _ in 0..20 {
        let store = store.clone();
        let tried = Try {
            browser: hash("browser"),
            within: within(2, 9),
        };
        tries.spawn(async move { store.commit(tried).await.unwrap() });
    }
    let counted: usize = tries.join_all().await.iter().map(Vec::len).sum();
    assert_eq!(counted, TRIES as usize);
}

async fn many_who_spend_one_at_once_are_one(database: impl Database) {
    let store = open(&database).await;
    ask(&store, attempt(1, at(3))).await;
    let mut spends = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        spends.spawn(async move { store.commit(Spend { attempt: id(1) }).await.unwrap() });
    }
    let spent = spends.join_all().await;
    assert_eq!(spent.into_iter().filter(|spent| *spent).count(), 1);
}

async fn mails_are_counted_by_asker_and_by_mailbox(database: impl Database) {
    let store = open(&database).await;
    ask(&store, attempt(1, at(3))).await;
    let others = [
        NewPortalAttempt {
            asker: hash("another"),
            ..attempt(2, at(3))
        },
        NewPortalAttempt {
            asker: hash("known"),
            came_before: true,
            ..attempt(3, at(3))
        },
        NewPortalAttempt {
            mailed: false,
            ..attempt(4, at(3))
        },
        NewPortalAttempt {
            mailbox: hash("other"),
            asker: hash("yet another"),
            ..attempt(5, at(3))
        },
    ];
    for other in others {
        ask(&store, other).await;
    }
    for (time, of_asker, of_mailbox) in [
        (within(2, 3), 1, 2),
        (within(3, 9), 0, 0),
        (within(0, 2), 0, 0),
    ] {
        let count = CountOfAsker {
            asker: hash("asker"),
            within: time,
        };
        assert_eq!(store.commit(count).await.unwrap(), of_asker);
        let count = CountOfMailbox {
            mailbox: hash("mailbox"),
            within: time,
        };
        assert_eq!(store.commit(count).await.unwrap(), of_mailbox);
    }
}

async fn begin(store: &Store, number: u128, mailbox: &str, made_at: Timestamp) -> Digest {
    let token = hash(&format!("session {number}"));
    let session = NewPortalSession {
        id: id(number),
        token,
        mailbox: hash(mailbox),
        address: vec![3],
        browser: vec![4],
        made_at,
    };
    store.commit(Begin { session }).await.unwrap();
    token
}

async fn is_in(store: &Store, token: &Digest) -> bool {
    store.portal_session(token).await.unwrap().is_some()
}

async fn a_session_is_found_by_its_token_and_ended_by_its_own_mailbox(database: impl Database) {
    let store = open(&database).await;
    let first = begin(&store, 1, "mailbox", at(3)).await;
    let second = begin(&store, 2, "mailbox", at(3)).await;
    let other = begin(&store, 3, "other", at(3)).await;
    let seen = Seen {
        session: id(1),
        seen: at(7),
    };
    store.commit(seen).await.unwrap();
    let found = store.portal_session(&first).await.unwrap().unwrap();
    assert_eq!((found.id, found.address), (id(1), vec![3]));
    assert_eq!((found.made_at, found.seen_at), (at(3), at(7)));
    let own = store.portal_sessions_of(&hash("mailbox")).await.unwrap();
    let own: Vec<Uuid> = own.iter().map(|session| session.id).collect();
    assert_eq!(own, [id(1), id(2)], "the one used last first");
    let foreign = End {
        session: id(1),
        mailbox: hash("other"),
    };
    store.commit(foreign).await.unwrap();
    assert!(is_in(&store, &first).await);
    let own = End {
        session: id(1),
        mailbox: hash("mailbox"),
    };
    store.commit(own).await.unwrap();
    assert!(!is_in(&store, &first).await);
    let all = EndAll {
        mailbox: hash("mailbox"),
    };
    store.commit(all).await.unwrap();
    assert!(!is_in(&store, &second).await);
    assert!(is_in(&store, &other).await);
}

async fn a_token_ends_whichever_session_it_is_of(database: impl Database) {
    let store = open(&database).await;
    super::staff::let_in(&store, 1, &[domain::staff::Role::Auditor]).await;
    let staff = super::staff::begin(&store, 11, 1, at(3)).await;
    let portal = begin(&store, 12, "mailbox", at(3)).await;
    store.commit(EndByToken { token: staff }).await.unwrap();
    assert!(store.session(&staff).await.unwrap().is_none());
    assert!(is_in(&store, &portal).await);
    store.commit(EndByToken { token: portal }).await.unwrap();
    assert!(!is_in(&store, &portal).await);
}

async fn what_is_over_or_of_the_future_is_swept(database: impl Database) {
    let store = open(&database).await;
    let mut kept = Vec::new();
    for (number, made_at) in [(1, at(2)), (2, at(5)), (3, at(9))] {
        ask(&store, attempt(number, made_at)).await;
        kept.push(begin(&store, number, "mailbox", made_at).await);
    }
    let over = PortalOver {
        asked_at: at(2),
        made_at: at(2),
        seen_at: at(1),
        latest: at(8),
    };
    store.commit(Sweep { over }).await.unwrap();
    let browser = hash("browser");
    let live = store.live_portal_attempts(&browser, within(0, 20), 9).await;
    let live: Vec<Uuid> = live.unwrap().iter().map(|live| live.id).collect();
    assert_eq!(live, [id(2)]);
    let mut left = Vec::new();
    for token in &kept {
        left.push(is_in(&store, token).await);
    }
    assert_eq!(left, [false, true, false]);
    let unused = PortalOver {
        seen_at: at(5),
        ..over
    };
    store.commit(Sweep { over: unused }).await.unwrap();
    assert!(!is_in(&store, &kept[1]).await);
}

async fn keys_of_what_lives_are_held(database: impl Database) {
    let store = open(&database).await;
    ask(&store, attempt(1, at(3))).await;
    begin(&store, 2, "mailbox", at(3)).await;
    for (number, held) in [(1, true), (2, true), (3, false)] {
        assert_eq!(store.is_held(&id(number)).await.unwrap(), held);
    }
}
