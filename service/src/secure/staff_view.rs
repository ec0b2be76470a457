//! Secure threads as staff see them.

use domain::problem::Problem;
use domain::secure::{Correspondent, Counterpart, Outsider};
use domain::staff::{AccessAction, AccessReason, Area};
use jiff::Timestamp;
use storage::{StoredOutsider, StoredSecureThread};
use uuid::Uuid;

use super::files::ShownFile;
use super::opened::OpenSecure;
use crate::{Look, Service, StaffActor, problem};

/// How many threads a page of the list has.
const PAGE: u32 = 25;

/// A secure thread, for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSecure {
    /// Its id.
    pub id: Uuid,
    /// The rights case it belongs to.
    pub case: Option<Uuid>,
    /// Whose it is.
    pub person: Uuid,
    /// Whether something showed whose it is. What came from a mailbox alone is read by nobody outside before that.
    pub is_person_shown: bool,
    /// Whom mails about it go to.
    pub to: Correspondent,
    /// Who outside takes part.
    pub outsiders: Vec<ShownOutsider>,
    /// Its messages, with whomever, the earliest first.
    pub messages: Vec<StaffSecureMessage>,
}

/// Somebody outside, for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownOutsider {
    /// Their id.
    pub id: Uuid,
    /// Who they are.
    pub who: Outsider,
    /// Until when their link opens anything.
    pub expires_at: Timestamp,
    /// How often their code may still be tried.
    pub tries: u8,
}

/// A message, for staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffSecureMessage {
    /// Its id.
    pub id: Uuid,
    /// With whom it is exchanged.
    pub with: Counterpart,
    /// Whether we sent it.
    pub from_us: bool,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What it says.
    pub words: String,
    /// The files that came with it.
    pub files: Vec<ShownFile>,
    /// Until when its reader can open it.
    pub expires_at: Timestamp,
    /// When they did.
    pub opened_at: Option<Timestamp>,
    /// When they asked to have it by post.
    pub post_asked_at: Option<Timestamp>,
    /// When staff had seen to it that it arrives another way, or need not.
    pub settled_at: Option<Timestamp>,
}

/// A secure thread in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedSecure {
    /// Its id.
    pub id: Uuid,
    /// Whose it is, by name or address; nobody is named while its use is stopped (Article 18).
    pub name: Option<String>,
    /// The last message in it came to us.
    pub waits_for_us: bool,
    /// When its last message was sent.
    pub last_message_at: Timestamp,
}

impl Service {
    /// A secure thread with all its messages.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::NotFound`]: it is gone.
    pub async fn staff_secure(
        &self,
        actor: &StaffActor,
        thread: &Uuid,
    ) -> Result<StaffSecure, Problem> {
        let thread = self.look_at_secure(actor, thread).await?;
        let outsiders = self.store().secure_outsiders(&thread.id()).await;
        let outsiders = outsiders.map_err(problem::of_store)?.into_iter();
        let outsiders = outsiders.map(|stored| shown_outsider(&thread, &stored));
        Ok(StaffSecure {
            id: thread.id(),
            case: thread.stored.case,
            person: thread.stored.person,
            outsiders: outsiders.collect::<Result<_, Problem>>()?,
            messages: self.messages_for_staff(&thread).await?,
            is_person_shown: self.is_person_shown(&thread),
            to: thread.correspondent,
        })
    }

    /// The secure thread of a rights case, by its id; none where nobody has begun one.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::Unavailable`].
    pub async fn secure_thread_of_case(
        &self,
        actor: &StaffActor,
        case: &Uuid,
    ) -> Result<Option<Uuid>, Problem> {
        actor.require(Area::Rights)?;
        let thread = self.store().secure_thread_of_case(case).await;
        let thread = thread.map_err(problem::of_store)?;
        Ok(thread.map(|thread| thread.id))
    }

    /// The threads that stand alone and whose last message came before another's, the latest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]: no role of theirs opens requests. [`Problem::Unavailable`].
    pub async fn secure_threads(
        &self,
        actor: &StaffActor,
        before: Option<(Timestamp, Uuid)>,
    ) -> Result<Vec<ListedSecure>, Problem> {
        actor.require(Area::Rights)?;
        let before = before.unwrap_or((Timestamp::MAX, Uuid::max()));
        let page = self.store().latest_secure_threads(before, PAGE).await;
        let page = page.map_err(problem::of_store)?;
        self.note_secure_list(actor, &page).await?;
        let mut listed = Vec::new();
        for stored in page {
            if let Some(thread) = self.open_secure(&stored.id).await? {
                let messages = self.store().secure_messages_of(&stored.id).await;
                let messages = messages.map_err(problem::of_store)?;
                let waits_for_us = messages.last().is_some_and(|message| !message.from_us);
                let stopped = self.store().is_use_stopped(&stored.id).await;
                let mut listed_thread = listed_as(&thread, waits_for_us);
                if stopped.map_err(problem::of_store)? {
                    listed_thread.name = None;
                }
                listed.push(listed_thread);
            }
        }
        Ok(listed)
    }

    /// Notes that the actor sees a list: once for each purpose that the threads in it fall under.
    async fn note_secure_list(
        &self,
        actor: &StaffActor,
        page: &[StoredSecureThread],
    ) -> Result<(), Problem> {
        let mut purposes: Vec<&str> = page.iter().map(|thread| thread.purpose.as_str()).collect();
        purposes.sort_unstable();
        purposes.dedup();
        for purpose in purposes {
            let look = Look {
                thing: Uuid::nil(),
                purpose,
                action: AccessAction::Listed,
                reason: AccessReason::Task,
            };
            self.log_access(actor, look).await?;
        }
        Ok(())
    }

    async fn messages_for_staff(
        &self,
        thread: &OpenSecure,
    ) -> Result<Vec<StaffSecureMessage>, Problem> {
        let messages = self.store().secure_messages_of(&thread.id()).await;
        let mut files = self.shown_files(thread).await?;
        let mut shown = Vec::new();
        for message in messages.map_err(problem::of_store)? {
            let of_message = files.extract_if(.., |(of, _)| *of == message.id);
            shown.push(StaffSecureMessage {
                id: message.id,
                with: message.with,
                from_us: message.from_us,
                sent_at: message.sent_at,
                words: thread.words(&message)?,
                files: of_message.map(|(_, file)| file).collect(),
                expires_at: message.expires_at,
                opened_at: message.opened_at,
                post_asked_at: message.post_asked_at,
                settled_at: message.settled_at,
            });
        }
        Ok(shown)
    }
}

fn listed_as(thread: &OpenSecure, waits_for_us: bool) -> ListedSecure {
    let to = &thread.correspondent;
    let name = to.name.as_ref().map(|name| name.as_str().to_owned());
    let email = to.email.as_ref().map(|email| email.as_str().to_owned());
    ListedSecure {
        id: thread.id(),
        name: name.or(email),
        waits_for_us,
        last_message_at: thread.stored.last_message_at,
    }
}

fn shown_outsider(thread: &OpenSecure, stored: &StoredOutsider) -> Result<ShownOutsider, Problem> {
    Ok(ShownOutsider {
        id: stored.id,
        who: thread.outsider(stored)?,
        expires_at: stored.expires_at,
        tries: stored.tries,
    })
}
