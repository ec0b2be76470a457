//! Mails from being drawn to being forgotten, over a real database.

use domain::mail::{Envelope, Letter, LinkToken, MailAddress};
use domain::text::Language;
use storage::{DataKey, MailState, MayGo, NewKey, NewMail, Operation, StoreError, Tx};
use uuid::Uuid;

use super::{DueMail, MailFor, Undelivered};
use crate::testing::Bench;
use crate::{MailSender, OwnerKey};

const OWNER: Uuid = Uuid::from_u128(7);
const BATCH: Uuid = Uuid::from_u128(8);

struct Write {
    mail: NewMail,
    key: Option<NewKey>,
}

impl Operation for Write {
    type Output = ();

    fn keys(&self) -> Vec<NewKey> {
        self.key.iter().cloned().collect()
    }

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.mail(&self.mail).await
    }
}

fn envelope() -> Envelope {
    Envelope {
        to: MailAddress::parse("anna@example.dk").unwrap(),
        name: None,
        language: Language::Da,
        letter: Letter::MessageWaits {
            token: LinkToken::from_bytes([3; 32]),
        },
    }
}

fn key() -> OwnerKey {
    OwnerKey {
        owner: OWNER,
        key: DataKey::new([4; 32]),
    }
}

impl Bench {
    /// Writes a mail about [`OWNER`], whose key is stored with it.
    async fn write_mail(&self, batch: Option<Uuid>) -> Uuid {
        let drawn = self.draw_mail(batch);
        let id = drawn.id;
        let write = Write {
            mail: drawn,
            key: Some(key().new_key()),
        };
        self.store.commit(write).await.unwrap();
        id
    }

    fn draw_mail(&self, batch: Option<Uuid>) -> NewMail {
        let of = MailFor {
            key: &key(),
            batch,
            due_at: self.service.now(),
        };
        self.service.draw_mail(&envelope(), &of).unwrap()
    }

    async fn take(&self) -> Vec<DueMail> {
        let sender = MailSender {
            holder: Uuid::from_u128(1),
            per_minute: None,
        };
        self.service.take_mails(&sender, 10).await.unwrap()
    }

    async fn state(&self, mail: Uuid) -> MailState {
        self.store.mail(&mail).await.unwrap().unwrap().state
    }

    /// Whether the database's files hold these bytes anywhere.
    async fn holds(&self, bytes: &[u8]) -> bool {
        let copied = self.copy_database().await;
        let copy = std::fs::read(&copied).unwrap();
        std::fs::remove_file(copied).unwrap();
        copy.windows(bytes.len()).any(|part| part == bytes)
    }
}

#[tokio::test]
async fn a_mail_is_sealed_until_it_is_taken_and_gone_from_its_row_once_it_is_sent() {
    let bench = Bench::open().await;
    let id = bench.write_mail(None).await;
    assert!(!bench.holds(b"anna@example.dk").await);
    let taken = bench.take().await.remove(0);
    assert_eq!((taken.id(), &taken.envelope), (id, &envelope()));
    assert_eq!(bench.service.may_mail_go(&taken).await.unwrap(), MayGo::Now);
    let sealed = bench.draw_mail(None).content;
    // The key's name stands in clear at the front of what is sealed.
    let name = &sealed[..17];
    assert!(bench.holds(name).await);
    bench
        .service
        .mail_sent(&taken, "4Bz".to_owned())
        .await
        .unwrap();
    assert!(!bench.holds(name).await, "what it said is still in its row");
    assert_eq!(bench.state(id).await, MailState::Sent);
    assert!(bench.take().await.is_empty());
}

#[tokio::test]
async fn what_is_delayed_is_tried_at_doubling_waits_for_four_days() {
    let bench = Bench::open().await;
    let id = bench.write_mail(None).await;
    let start = bench.service.now();
    let mut waits = Vec::new();
    let mut last = start;
    while bench.state(id).await != MailState::Failed {
        let mut taken = bench.take().await;
        if let Some(mail) = taken.pop() {
            let now = bench.service.now();
            waits.push(now.duration_since(last).as_mins());
            last = now;
            let why = Undelivered::Delayed {
                status: "451 4.7.1".to_owned(),
            };
            bench.service.mail_undelivered(&mail, why).await.unwrap();
        } else {
            let next = bench.service.now() + std::time::Duration::from_secs(60);
            bench.set_clock(&next.to_string());
        }
    }
    assert_eq!(waits[..9], [0, 1, 2, 4, 8, 16, 32, 64, 128]);
    assert!(waits[9..].iter().all(|wait| *wait == 240), "{waits:?}");
    let days = last.duration_since(start).as_hours() / 24;
    assert_eq!(
        days, 3,
        "the last try is less than four hours before the fourth day's end"
    );
    let stored = bench.store.mail(&id).await.unwrap().unwrap();
    assert_eq!(stored.answer.as_deref(), Some("451 4.7.1"));
}

#[tokio::test]
async fn what_is_refused_is_not_tried_again() {
    let bench = Bench::open().await;
    let id = bench.write_mail(None).await;
    let mail = bench.take().await.remove(0);
    let why = Undelivered::Refused {
        status: "550 5.1.1".to_owned(),
    };
    bench.service.mail_undelivered(&mail, why).await.unwrap();
    assert_eq!(bench.state(id).await, MailState::Failed);
}

#[tokio::test]
async fn a_mail_about_something_erased_never_goes() {
    let bench = Bench::open().await;
    let id = bench.write_mail(None).await;
    let keys = bench.store.keys().unwrap();
    keys.erase(&[OWNER], bench.service.now()).await.unwrap();
    assert!(bench.take().await.is_empty());
    assert_eq!(bench.store.mail(&id).await.unwrap(), None);
}

#[tokio::test]
async fn a_mail_that_was_moved_to_another_row_does_not_open_and_is_given_up() {
    let bench = Bench::open().await;
    let good = bench.write_mail(None).await;
    let moved = NewMail {
        content: bench.draw_mail(None).content,
        ..bench.draw_mail(None)
    };
    let id = moved.id;
    let write = Write {
        mail: moved,
        key: None,
    };
    bench.store.commit(write).await.unwrap();
    let taken: Vec<Uuid> = bench.take().await.iter().map(DueMail::id).collect();
    assert_eq!(taken, [good]);
    assert_eq!(bench.state(id).await, MailState::Failed);
}

#[tokio::test]
async fn a_mail_whose_key_is_damaged_is_given_up_and_stops_no_other() {
    let bench = Bench::open().await;
    let id = bench.write_mail(None).await;
    bench.damage(&OWNER, "keys.db", "data_key", "wrapped").await;
    let other = OwnerKey {
        owner: Uuid::from_u128(9),
        ..key()
    };
    let of = MailFor {
        key: &other,
        batch: None,
        due_at: bench.service.now(),
    };
    let good = bench.service.draw_mail(&envelope(), &of).unwrap();
    let expected = good.id;
    let write = Write {
        mail: good,
        key: Some(other.new_key()),
    };
    bench.store.commit(write).await.unwrap();
    let taken: Vec<Uuid> = bench.take().await.iter().map(DueMail::id).collect();
    assert_eq!(taken, [expected]);
    assert_eq!(bench.state(id).await, MailState::Failed);
}

#[tokio::test]
async fn a_batch_is_counted_paused_and_stopped() {
    let mut bench = Bench::open().await;
    let id = bench.write_mail(Some(BATCH)).await;
    bench.service.pause_mails().await.unwrap();
    assert!(bench.take().await.is_empty());
    let now = bench.service.now();
    assert_eq!(bench.service.mails_paused_at().await.unwrap(), Some(now));
    bench.reopen().await;
    assert!(
        bench.take().await.is_empty(),
        "a pause outlives the process"
    );
    bench.service.resume_mails().await.unwrap();
    assert_eq!(bench.service.batch_counts(BATCH).await.unwrap().queued, 1);
    assert_eq!(bench.service.stop_batch(BATCH).await.unwrap(), 1);
    assert!(bench.take().await.is_empty());
    assert_eq!(bench.state(id).await, MailState::Stopped);
}

#[tokio::test]
async fn the_entry_of_a_mail_goes_when_the_register_says_and_not_before() {
    let bench = Bench::open().await;
    let sent = bench.write_mail(None).await;
    let waiting = {
        let mail = bench.draw_mail(None);
        let id = mail.id;
        bench.store.commit(Write { mail, key: None }).await.unwrap();
        id
    };
    let taken = bench.take().await;
    bench
        .service
        .mail_sent(&taken[0], "1".to_owned())
        .await
        .unwrap();
    // The test's register does not say; 30 days then, counted from the day it was sent in Denmark.
    bench.set_clock("2026-12-20T22:59:00Z");
    bench.service.sweep().await.unwrap();
    assert!(bench.service.knows_mail(&sent).await.unwrap());
    bench.set_clock("2026-12-20T23:01:00Z");
    bench.service.sweep().await.unwrap();
    assert!(!bench.service.knows_mail(&sent).await.unwrap());
    assert!(bench.service.knows_mail(&waiting).await.unwrap());
}

#[tokio::test]
async fn a_bounce_token_names_its_mail_alone_in_characters_that_any_server_keeps() {
    let bench = Bench::open().await;
    let token = bench.service.bounce_token(&OWNER);
    assert_eq!(token.len(), 42);
    assert!(
        token
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    );
    assert_eq!(token, bench.service.bounce_token(&OWNER));
    assert_ne!(token, bench.service.bounce_token(&BATCH));
}
