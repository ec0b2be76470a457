//! The stories of newsletters: changed only as drafts, begun once, moved on by one at a time, written once to each reader
//! who is there, stopped, and sent again.

use domain::canonical::Digest;
use domain::issue::IssueState;
use jiff::Timestamp;
use storage::{
    ActiveSubscription, IssueDraft, IssueStep, LinkHashes, MailBeginning, MailCounts, MailState,
    NewMail, Operation, Store, StoreError, StoredIssue, Tx,
};
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    only_a_draft_is_changed_or_deleted,
    an_issue_is_due_from_its_time_on_and_begun_once,
    only_who_saw_how_far_it_had_come_moves_it_on,
    each_reader_who_is_still_there_gets_it_once,
    stopping_stops_its_mails_and_sending_again_begins_anew,
    the_archive_holds_what_was_begun_and_is_meant_for_it,
);

const ISSUE: Uuid = Uuid::from_u128(700);

/// What is done to an issue.
#[derive(Clone, Debug)]
enum Act {
    Insert(IssueDraft),
    Edit(IssueDraft),
    Delete,
    Schedule(Timestamp),
    CallBack,
    Begin(Timestamp),
    Subscribe(u128),
    Leave(u128),
    Write(IssueStep, Vec<NewMail>),
    Stop(Timestamp),
    Again,
}

impl Operation for Act {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        match self {
            Self::Insert(draft) => tx.insert_issue(draft).await.map(|()| true),
            Self::Edit(draft) => tx.edit_issue(draft).await,
            Self::Delete => tx.delete_draft(&ISSUE).await,
            Self::Schedule(due) => tx.schedule_issue(&ISSUE, *due).await,
            Self::CallBack => tx.call_issue_back(&ISSUE).await,
            Self::Begin(now) => tx.begin_issue(&ISSUE, *now).await,
            Self::Subscribe(number) => {
                let active = subscription(*number);
                tx.insert_active_subscription(&active).await.map(|()| true)
            }
            Self::Leave(number) => {
                let held = tx
                    .hold_for_erasure(&Uuid::from_u128(*number), at(6))
                    .await?;
                Ok(held.is_some())
            }
            Self::Write(step, mails) => tx.write_issue_mails(step, mails).await,
            Self::Stop(at) => tx.stop_issue(&ISSUE, *at).await,
            Self::Again => tx.send_issue_again(&ISSUE).await,
        }
    }
}

fn draft(words: &str) -> IssueDraft {
    IssueDraft {
        id: ISSUE,
        content: format!("\"{words}\""),
        archived: true,
        edited_at: at(1),
    }
}

fn step(from: u128, to: u128, is_last: bool) -> IssueStep {
    IssueStep {
        issue: ISSUE,
        from: Uuid::from_u128(from),
        to: Uuid::from_u128(to),
        is_last,
    }
}

fn subscription(number: u128) -> ActiveSubscription {
    let hash = |of: &str| Digest::of(format!("{of} {number}").as_bytes());
    ActiveSubscription {
        id: Uuid::from_u128(number),
        mailbox: hash("mailbox"),
        proof: Uuid::from_u128(100 + number),
        link: Uuid::from_u128(200 + number),
        sealed: vec![1],
        since: at(2),
        links: LinkHashes {
            manage: hash("manage"),
            leave: hash("leave"),
        },
    }
}

/// The mail with this number, to a reader.
fn mail(number: u128, reader: u128) -> NewMail {
    NewMail {
        id: Uuid::from_u128(number),
        kind: "newsletter",
        owner: Uuid::from_u128(reader),
        batch: Some(ISSUE),
        content: vec![1],
        due_at: at(5),
        since: at(5),
        beginning: MailBeginning::Waits,
    }
}

/// How far a mail has come; none where there is no such mail.
async fn state(store: &Store, number: u128) -> Option<MailState> {
    let mail = store.mail(&Uuid::from_u128(number)).await.unwrap();
    mail.map(|mail| mail.state)
}

async fn does(store: &Store, act: Act) -> bool {
    store.commit(act).await.unwrap()
}

async fn stored(store: &Store) -> StoredIssue {
    store.issue(&ISSUE).await.unwrap().unwrap()
}

/// An issue that was begun at the fifth second.
async fn begun(database: &impl Database) -> Store {
    let store = Store::open(&database.settings()).await.unwrap();
    for act in [
        Act::Insert(draft("a")),
        Act::Schedule(at(5)),
        Act::Begin(at(5)),
    ] {
        assert!(does(&store, act).await);
    }
    store
}

async fn only_a_draft_is_changed_or_deleted(database: impl Database) {
    let store = Store::open(&database.settings()).await.unwrap();
    assert!(!does(&store, Act::Edit(draft("a"))).await, "there is none");
    assert!(does(&store, Act::Insert(draft("a"))).await);
    assert!(does(&store, Act::Edit(draft("b"))).await);
    assert_eq!(stored(&store).await.draft, draft("b"));
    assert!(!does(&store, Act::CallBack).await, "it is a draft");
    assert!(does(&store, Act::Schedule(at(5))).await);
    assert!(!does(&store, Act::Edit(draft("c"))).await);
    assert!(!does(&store, Act::Delete).await);
    assert!(!does(&store, Act::Schedule(at(6))).await);
    assert!(does(&store, Act::CallBack).await);
    let back = stored(&store).await;
    assert_eq!((back.state, back.due_at), (IssueState::Draft, None));
    assert!(does(&store, Act::Delete).await);
    assert_eq!(store.issue(&ISSUE).await.unwrap(), None);
}

async fn an_issue_is_due_from_its_time_on_and_begun_once(database: impl Database) {
    let store = Store::open(&database.settings()).await.unwrap();
    does(&store, Act::Insert(draft("a"))).await;
    assert_eq!(store.due_issue(at(9)).await.unwrap(), None);
    does(&store, Act::Schedule(at(5))).await;
    assert_eq!(store.due_issue(at(4)).await.unwrap(), None);
    assert!(!does(&store, Act::Begin(at(4))).await);
    let due = store.due_issue(at(5)).await.unwrap().unwrap();
    assert_eq!((due.draft.id, due.state), (ISSUE, IssueState::Scheduled));
    assert!(does(&store, Act::Begin(at(6))).await);
    assert!(!does(&store, Act::Begin(at(7))).await);
    assert!(!does(&store, Act::CallBack).await);
    let due = store.due_issue(at(9)).await.unwrap().unwrap();
    assert_eq!(
        (due.state, due.began_at),
        (IssueState::Writing, Some(at(6)))
    );
}

async fn only_who_saw_how_far_it_had_come_moves_it_on(database: impl Database) {
    let store = begun(&database).await;
    does(&store, Act::Subscribe(7)).await;
    let write = |step, number| Act::Write(step, vec![mail(number, 7)]);
    assert!(does(&store, Act::Write(step(0, 5, false), Vec::new())).await);
    assert!(!does(&store, write(step(0, 10, false), 1)).await);
    assert_eq!(state(&store, 1).await, None);
    assert!(does(&store, write(step(5, 10, true), 2)).await);
    assert!(!does(&store, write(step(10, 20, true), 3)).await);
    let written = stored(&store).await;
    assert_eq!(
        (written.state, written.written, written.reached),
        (IssueState::Written, 1, Uuid::from_u128(10))
    );
    assert_eq!(store.due_issue(at(99)).await.unwrap(), None);
}

async fn each_reader_who_is_still_there_gets_it_once(database: impl Database) {
    let store = begun(&database).await;
    for reader in 1..=3 {
        does(&store, Act::Subscribe(reader)).await;
    }
    does(&store, Act::Leave(2)).await;
    // The fourth was never there.
    let mails = (1..=4).map(|number| mail(number, number)).collect();
    assert!(does(&store, Act::Write(step(0, 2, false), mails)).await);
    assert_eq!(stored(&store).await.written, 2);
    let unreadable = NewMail {
        beginning: MailBeginning::Unreadable,
        ..mail(11, 3)
    };
    let mails = vec![mail(10, 1), unreadable];
    assert!(does(&store, Act::Write(step(2, 3, true), mails)).await);
    assert_eq!(stored(&store).await.written, 2, "they have it");
    for (number, expected) in [
        (1, Some(MailState::Queued)),
        (2, None),
        (3, Some(MailState::Queued)),
        (4, None),
        (10, None),
        (11, None),
    ] {
        assert_eq!(state(&store, number).await, expected, "{number}");
    }
}

async fn stopping_stops_its_mails_and_sending_again_begins_anew(database: impl Database) {
    let store = begun(&database).await;
    for reader in 1..=2 {
        does(&store, Act::Subscribe(reader)).await;
    }
    let unreadable = NewMail {
        beginning: MailBeginning::Unreadable,
        ..mail(2, 2)
    };
    let mails = vec![mail(1, 1), unreadable];
    assert!(does(&store, Act::Write(step(0, 10, true), mails)).await);
    assert!(does(&store, Act::Stop(at(7))).await);
    assert!(!does(&store, Act::Stop(at(8))).await);
    assert_eq!(state(&store, 1).await, Some(MailState::Stopped));
    assert_eq!(state(&store, 2).await, Some(MailState::Failed));
    assert!(does(&store, Act::Again).await);
    let again = stored(&store).await;
    assert_eq!(
        (again.state, again.reached, again.began_at, again.written),
        (IssueState::Writing, Uuid::nil(), Some(at(5)), 0)
    );
    assert!(!does(&store, Act::Again).await, "it is under way");
    let mails = vec![mail(3, 1), mail(4, 2)];
    assert!(does(&store, Act::Write(step(0, 10, true), mails)).await);
    let counts = store.batch_counts(&ISSUE).await.unwrap();
    let all = MailCounts {
        queued: 2,
        ..MailCounts::default()
    };
    assert_eq!(counts, all, "what was given up is not counted any more");
    assert_eq!(stored(&store).await.written, 2);
}

async fn the_archive_holds_what_was_begun_and_is_meant_for_it(database: impl Database) {
    let store = begun(&database).await;
    let hidden = IssueDraft {
        id: Uuid::from_u128(701),
        archived: false,
        ..draft("hidden")
    };
    does(&store, Act::Insert(hidden)).await;
    let archive = store.archived_issues(at(6), 9).await.unwrap();
    assert_eq!(archive.len(), 1);
    assert_eq!(archive[0].draft.id, ISSUE);
    assert_eq!(store.archived_issues(at(5), 9).await.unwrap(), []);
    let all = store.latest_issues(&Uuid::max(), 9).await.unwrap();
    let ids: Vec<u128> = all.iter().map(|issue| issue.draft.id.as_u128()).collect();
    assert_eq!(ids, [701, 700], "those begun last first");
    does(&store, Act::Stop(at(7))).await;
    assert_eq!(store.archived_issues(at(9), 9).await.unwrap(), []);
}
