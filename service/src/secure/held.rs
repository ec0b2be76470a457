//! Secure messages that belong to no case as something that is held about a person. Those of a case are told with the case.

use std::iter;

use domain::held::{HeldThing, KeptFor, Spoken, What};
use domain::problem::Problem;
use domain::retention::Bound;
use domain::thread::{Author, Promise, Way};
use uuid::Uuid;

use super::opened::OpenSecure;
use crate::rights::{Around, Whose};
use crate::{Service, problem};

impl Service {
    /// The secure messages of the person that a second factor showed. A mailbox alone has none: what it began is its
    /// person's once staff have said who that is.
    pub(crate) async fn held_secure(&self, whose: &Whose<'_>) -> Result<Vec<HeldThing>, Problem> {
        let Some(person) = &whose.person else {
            return Ok(Vec::new());
        };
        let found = self.store().secure_threads_of(person).await;
        let found = found.map_err(problem::of_store)?.into_iter();
        let mut held = Vec::new();
        for stored in found.filter(|stored| stored.case.is_none()) {
            if let Some(thread) = self.open_secure(&stored.id).await? {
                held.push(self.held_secure_thread(&thread).await?);
            }
        }
        Ok(held)
    }

    async fn held_secure_thread(&self, thread: &OpenSecure) -> Result<HeldThing, Problem> {
        let what = What::SecureMessages {
            messages: self.spoken_in(thread).await?,
        };
        let stored = &thread.stored;
        let around = Around {
            key: &thread.key,
            purpose: &stored.purpose,
            since: stored.begun_at,
            lists: &[Uuid::nil()],
            receipt: None,
        };
        let goes = stored.due_at.map(|due| self.local(due).date());
        let kept = match goes.and_then(|day| day.yesterday().ok()) {
            Some(last_day) => KeptFor::Until(Promise {
                last_day,
                bound: Bound::KeptUntil,
            }),
            None => KeptFor::WhileOpen,
        };
        self.held_thing(&around, what, kept, None).await
    }
    /// Everything that was written in a thread, with the person and with others, the earliest first. Files stand by their
    /// names; whoever reads the thread saves them there.
    pub(super) async fn spoken_in(&self, thread: &OpenSecure) -> Result<Vec<Spoken>, Problem> {
        let messages = self.store().secure_messages_of(&thread.id()).await;
        let messages = messages.map_err(problem::of_store)?;
        let files = self.shown_files(thread).await?;
        let spoken = messages.iter().map(|message| {
            let came_with = files.iter().filter(|(of, _)| *of == message.id);
            let names = came_with.map(|(_, file)| format!("\n[{}]", file.name.as_str()));
            Ok(Spoken {
                author: match message.from_us {
                    true => Author::Us,
                    false => Author::Sender,
                },
                way: Way::Page,
                at: message.sent_at,
                words: iter::once(thread.words(message)?).chain(names).collect(),
            })
        });
        spoken.collect()
    }
}
