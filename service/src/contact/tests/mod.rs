//! Enquiries from the first message to the day they go, and what must never be seen on the way.

mod access;
mod answering;
mod going;
mod incoming;
mod limits;
pub(crate) mod marking;
mod writing;

use domain::mail::{Envelope, Letter, LinkToken};
use domain::staff::Role;
use domain::text::Language;
use domain::thread::{Enquiry, IncomingMail, TypedEnquiry, Way};
use storage::{MailState, StoredThread};
use uuid::Uuid;

use super::{Answer, Origin, PrivatePage, ShownPassage, StaffThread, WriteAgain, WriteIn};
use crate::StaffActor;
use crate::sealing::Place;
use crate::staff::tests::signed_in;
use crate::testing::Bench;

/// Somebody whose role is to answer enquiries.
pub(super) async fn case_worker(bench: &Bench) -> StaffActor {
    signed_in(&bench.service, &[Role::CaseWorker]).await
}

pub(super) fn enquiry(email: &str, message: &str) -> Enquiry {
    let typed = TypedEnquiry {
        name: "Åse Test",
        email,
        phone: "12 34 56 78",
        message,
    };
    Enquiry::read(typed).unwrap()
}

/// Somebody with a mailbox.
pub(crate) struct Writer<'b> {
    bench: &'b Bench,
    email: &'static str,
    pub(crate) thread: Uuid,
}

impl<'b> Writer<'b> {
    /// Writes in, and is the latest thread then.
    pub(crate) async fn writes(bench: &'b Bench, email: &'static str, message: &str) -> Self {
        let before = threads(bench).await;
        let written = WriteIn {
            language: Language::Da,
            enquiry: enquiry(email, message),
            origin: Origin::Form(bench.service.new_attempt()),
        };
        bench.service.write_in(written).await.unwrap();
        let after = threads(bench).await;
        let new = after.into_iter().find(|thread| !before.contains(thread));
        Self {
            bench,
            email,
            thread: new.unwrap(),
        }
    }

    pub(super) async fn stored(&self) -> StoredThread {
        self.bench
            .store
            .thread(&self.thread)
            .await
            .unwrap()
            .unwrap()
    }

    /// The mails about the enquiry that are to be sent, opened as the sender of mails opens them.
    pub(super) async fn letters(&self) -> Vec<Letter> {
        let key = self.bench.service.owner_key(&self.thread).await;
        let key = key.unwrap().unwrap();
        let mut letters = Vec::new();
        for (record, content) in self.bench.waiting_mails(&self.thread).await {
            let place = Place {
                table: "mail",
                column: "content",
                record,
            };
            let content = key.open(place, &content).unwrap();
            let Envelope { to, letter, .. } = serde_json::from_slice(&content).unwrap();
            assert_eq!(to.as_str(), self.email);
            letters.push(letter);
        }
        letters
    }

    /// The link of the latest mail.
    pub(super) async fn link(&self) -> LinkToken {
        token(self.letters().await.last().unwrap())
    }

    pub(super) async fn page(&self) -> PrivatePage {
        let link = self.link().await;
        let page = self.bench.service.private_page(&link, Language::Da).await;
        page.unwrap()
    }

    pub(crate) async fn staff_sees(&self) -> StaffThread {
        let staff = case_worker(self.bench).await;
        let seen = self.bench.service.staff_thread(&staff, &self.thread).await;
        seen.unwrap()
    }

    pub(super) async fn writes_again(&self, words: &str) {
        let again = WriteAgain {
            token: self.link().await,
            words: words.to_owned(),
            attempt: self.bench.service.new_attempt(),
        };
        self.bench.service.write_again(again).await.unwrap();
    }

    pub(crate) async fn is_answered(&self, words: &str) {
        let staff = case_worker(self.bench).await;
        let answer = Answer {
            thread: self.thread,
            words: words.to_owned(),
            way: Way::Mail,
            attempt: self.bench.service.new_attempt(),
        };
        self.bench.service.answer(&staff, answer).await.unwrap();
    }

    /// The first passage of the first message that shows its words, and the words.
    pub(super) async fn first_words(&self) -> (Uuid, String) {
        let messages = self.staff_sees().await.messages;
        let passages = messages.into_iter().flat_map(|message| message.passages);
        let words = passages.filter_map(|passage| match passage {
            ShownPassage::Words { id, words } => Some((id, words)),
            _ => None,
        });
        words.into_iter().next().unwrap()
    }

    /// A mail that answers the latest mail with a mark.
    pub(super) async fn replies(&self, from: &str, text: &str) -> IncomingMail {
        let letters = self.letters().await;
        let mark = letters.iter().rev().find_map(Letter::reply_mark).unwrap();
        IncomingMail {
            bytes: text.len(),
            return_path: Some(from.to_owned()),
            from: vec![from.to_owned()],
            to: vec![format!("kontakt+{mark}@example.dk")],
            message_id: format!("{}@b.dk", self.bench.service.new_attempt().to_text()),
            text: text.to_owned(),
            ..IncomingMail::default()
        }
    }
}

pub(super) fn token(letter: &Letter) -> LinkToken {
    match letter {
        Letter::ContactReceived { token, .. }
        | Letter::ContactReply { token, .. }
        | Letter::ContactAnswered { token, .. }
        | Letter::ContactLink { token }
        | Letter::ContactHidden { token, .. }
        | Letter::ContactMoved { token, .. } => token.clone(),
        other => panic!("{} is about no enquiry", other.kind()),
    }
}

/// Every thread there is.
pub(super) async fn threads(bench: &Bench) -> Vec<Uuid> {
    let due = bench.store.due_threads(jiff::Timestamp::MAX, 1_000).await;
    due.unwrap()
}

/// The words that a page shows, in order.
pub(super) fn words(page: &PrivatePage) -> Vec<String> {
    let messages = page.messages.iter().flat_map(|message| &message.passages);
    let words = messages.filter_map(|passage| match passage {
        ShownPassage::Words { words, .. } => Some(words.clone()),
        _ => None,
    });
    words.collect()
}
