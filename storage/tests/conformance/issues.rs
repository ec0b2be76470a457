//! The stories of newsletters: changed only as drafts, begun once, moved on by one at a time, stopped, and sent again.

use domain::issue::IssueState;
use jiff::Timestamp;
use storage::{
    IssueDraft, IssueStep, MailState, NewMail, Operation, Store, StoreError, StoredIssue, Tx,
};
use uuid::Uuid;

use crate::databases::{Database, PostgresDatabase, SqliteFile, stories};
use crate::records::at;

stories!(
    only_a_draft_is_changed_or_deleted,
    an_issue_is_due_from_its_time_on_and_begun_once,
    only_who_saw_how_far_it_had_come_moves_it_on,
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
    MoveOn(IssueStep),
    Stop(Timestamp),
    Again,
    Mail(Box<NewMail>),
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
            Self::MoveOn(step) => tx.move_issue_on(step).await,
            Self::Stop(at) => tx.stop_issue(&ISSUE, *at).await,
            Self::Again => tx.send_issue_again(&ISSUE).await,
            Self::Mail(mail) => tx.mail(mail).await.map(|()| true),
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

fn step(from: u128, to: u128, written: u64, is_last: bool) -> IssueStep {
    IssueStep {
        issue: ISSUE,
        from: Uuid::from_u128(from),
        to: Uuid::from_u128(to),
        written,
        is_last,
    }
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
    assert!(does(&store, Act::MoveOn(step(0, 10, 2, false))).await);
    assert!(!does(&store, Act::MoveOn(step(0, 10, 2, false))).await);
    assert!(does(&store, Act::MoveOn(step(10, 20, 1, true))).await);
    assert!(!does(&store, Act::MoveOn(step(20, 30, 1, true))).await);
    let written = stored(&store).await;
    assert_eq!(
        (written.state, written.written, written.reached),
        (IssueState::Written, 3, Uuid::from_u128(20))
    );
    assert_eq!(store.due_issue(at(99)).await.unwrap(), None);
}

async fn stopping_stops_its_mails_and_sending_again_begins_anew(database: impl Database) {
    let store = begun(&database).await;
    let owner = Uuid::from_u128(900);
    let mail = NewMail {
        id: Uuid::from_u128(1),
        kind: "newsletter",
        owner,
        batch: Some(ISSUE),
        content: vec![1],
        due_at: at(5),
        since: at(5),
        withheld: false,
    };
    does(&store, Act::Mail(Box::new(mail))).await;
    does(&store, Act::MoveOn(step(0, 10, 1, true))).await;
    assert!(store.commit(HasMail(owner)).await.unwrap());
    assert!(!store.commit(HasMail(ISSUE)).await.unwrap(), "nobody's");
    assert!(does(&store, Act::Stop(at(7))).await);
    assert!(!does(&store, Act::Stop(at(8))).await);
    let stopped = store.mail(&Uuid::from_u128(1)).await.unwrap().unwrap();
    assert_eq!(stopped.state, MailState::Stopped);
    assert!(!store.commit(HasMail(owner)).await.unwrap(), "given up");
    assert!(does(&store, Act::Again).await);
    let again = stored(&store).await;
    assert_eq!(
        (again.state, again.reached, again.began_at),
        (IssueState::Writing, Uuid::nil(), Some(at(5)))
    );
    assert!(!does(&store, Act::Again).await, "it is under way");
}

struct HasMail(Uuid);

impl Operation for HasMail {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.has_mail_of_batch(&ISSUE, &self.0).await
    }
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
