//! Secure messages: what each side sees, what nobody else does, and what becomes of what is not opened.

mod going;
mod outside;
mod starting;
mod told;
mod waiting;
mod writing;

use domain::mail::{Envelope, Letter, Line, MailAddress};
use domain::problem::Problem;
use domain::secure::{Correspondent, Counterpart, Outsider, OutsiderKind};
use domain::staff::Role;
use domain::text::Language;
use uuid::Uuid;

use super::*;
use crate::sealing::Place;
use crate::staff::tests::signed_in;
use crate::testing::Bench;
use crate::{DataSubject, StaffActor};

const TABLES: [&str; 5] = [
    "secure_thread",
    "secure_outsider",
    "secure_message",
    "secure_file",
    "secure_chunk",
];

const ANNA: Uuid = Uuid::from_u128(0xa);
const BO: Uuid = Uuid::from_u128(0xb);

/// Files, by name and content.
type Files<'a> = &'a [(&'a str, &'a [u8])];

/// A bench with a thread of Anna's that stands alone, and somebody of the staff.
struct Desk {
    bench: Bench,
    staff: StaffActor,
    thread: Uuid,
}

impl Desk {
    async fn open() -> Self {
        let bench = Bench::open().await;
        let staff = signed_in(&bench.service, &[Role::DataProtectionLead]).await;
        let thread = bench
            .service
            .begin_secure(&staff, &begin(ANNA, None))
            .await
            .unwrap();
        Self {
            bench,
            staff,
            thread,
        }
    }

    fn subject(&self, person: Uuid) -> DataSubject {
        let email = MailAddress::parse("anna@example.dk").unwrap();
        DataSubject::known(email, person, self.bench.service.now())
    }

    fn message(&self, words: &str, files: Files<'_>) -> SecureMessage {
        let file = |(name, content): &(&str, &[u8])| HandedFile {
            name: (*name).to_owned(),
            content: content.to_vec(),
        };
        SecureMessage {
            words: words.to_owned(),
            files: files.iter().map(file).collect(),
            attempt: self.bench.service.new_attempt(),
        }
    }

    /// Anna writes.
    async fn writes(&self, words: &str, files: Files<'_>) {
        let message = self.message(words, files);
        let (service, anna) = (&self.bench.service, self.subject(ANNA));
        service
            .write_secure(&anna, &self.thread, message)
            .await
            .unwrap();
    }

    /// Staff write.
    async fn sends(&self, to: Counterpart, words: &str, files: Files<'_>) {
        let message = self.message(words, files);
        let service = &self.bench.service;
        service
            .send_secure(&self.staff, &self.thread, to, message)
            .await
            .unwrap();
    }

    /// What Anna sees.
    async fn seen(&self) -> Vec<ShownSecure> {
        let anna = self.subject(ANNA);
        let seen = self.bench.service.own_secure_thread(&anna, &self.thread);
        seen.await.unwrap().messages
    }

    /// What staff see.
    async fn staff_sees(&self) -> StaffSecure {
        let seen = self.bench.service.staff_secure(&self.staff, &self.thread);
        seen.await.unwrap()
    }

    /// Anna opens a message.
    async fn opens(&self, message: Uuid) -> Result<(), Problem> {
        let anna = self.subject(ANNA);
        let service = &self.bench.service;
        service
            .open_secure_message(&anna, &self.thread, &message)
            .await
    }

    /// An insurer, invited.
    async fn invites(&self) -> InvitedOutsider {
        let (kind, email) = (OutsiderKind::Insurer, "sag@tryghed.example");
        let outsider = Outsider::read(kind, "Tryghed A/S", email, Language::Da).unwrap();
        let invite = InviteOutsider {
            thread: self.thread,
            outsider,
        };
        let invited = self.bench.service.invite_outsider(&self.staff, &invite);
        invited.await.unwrap()
    }

    /// The mails about the thread, in the order they were written: to whom, and what.
    async fn letters(&self) -> Vec<(String, Letter)> {
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
            let envelope: Envelope = serde_json::from_slice(&content).unwrap();
            letters.push((envelope.to.as_str().to_owned(), envelope.letter));
        }
        letters
    }
}

fn begin(person: Uuid, case: Option<Uuid>) -> BeginSecure {
    BeginSecure {
        person,
        case,
        purpose: "contact".to_owned(),
        to: Correspondent {
            name: Some(Line::parse("Anna").unwrap()),
            email: Some(MailAddress::parse("anna@example.dk").unwrap()),
            language: Language::Da,
        },
    }
}

/// What a message says, where it is open.
fn words(message: &ShownSecure) -> Option<&str> {
    match &message.content {
        SecureContent::Open { words, .. } => Some(words),
        SecureContent::Waits { .. } | SecureContent::Over => None,
    }
}

/// The files of a message that is open.
fn files(message: &ShownSecure) -> &[ShownFile] {
    match &message.content {
        SecureContent::Open { files, .. } => files,
        SecureContent::Waits { .. } | SecureContent::Over => &[],
    }
}
