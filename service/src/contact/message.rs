//! Messages: drawn beforehand, written by an operation, and shown again.

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::thread::{Author, Visibility, Way};
use jiff::Timestamp;
use storage::{NewKey, NewMessage, NewPassage, StoreError, StoredMessage, StoredPassage, Tx};
use uuid::Uuid;

use super::opened::{OpenThread, stranger_place};
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// A message as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownMessage {
    /// Its id.
    pub id: Uuid,
    /// Who wrote it.
    pub author: Author,
    /// How it travelled.
    pub way: Way,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// What can be seen of it.
    pub passages: Vec<ShownPassage>,
    /// When a part of it was last deleted.
    pub removed_at: Option<Timestamp>,
    /// The address of a stranger, whose message only staff see until they let it in.
    pub stranger: Option<String>,
}

/// A passage of a message as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownPassage {
    /// Its words.
    Words {
        /// The passage.
        id: Uuid,
        /// What it says.
        words: String,
    },
    /// It is hidden, and gone at an instant unless its sender asks us to keep it.
    Hidden {
        /// The passage.
        id: Uuid,
        /// When it is deleted.
        gone_at: Timestamp,
    },
    /// Its sender asked us to keep it.
    Kept {
        /// The passage.
        id: Uuid,
        /// What it says, for staff alone.
        words: Option<String>,
    },
    /// It says something that is not shown here.
    Withheld,
}

/// Who looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// The sender, who came by a mailed link: that opens nothing sensitive.
    Sender,
    /// Staff, who see what is kept, and nothing that is hidden.
    Staff,
}

/// A message with its one passage, ready to be written.
#[derive(Clone)]
pub(super) struct DrawnMessage {
    message: NewMessage,
    passage: NewPassage,
    key: NewKey,
}

/// What a message is drawn from.
pub(super) struct Draft<'a> {
    pub(super) author: Author,
    pub(super) way: Way,
    pub(super) sent_at: Timestamp,
    pub(super) words: &'a str,
    /// A stranger's address.
    pub(super) stranger: Option<&'a str>,
    pub(super) source: Option<Digest>,
}

impl DrawnMessage {
    /// The key of its passage.
    pub(super) fn new_key(&self) -> NewKey {
        self.key.clone()
    }

    /// What tells it from the same message arriving again.
    pub(super) const fn source(&self) -> Option<&Digest> {
        self.message.source.as_ref()
    }

    pub(super) async fn write(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_message(&self.message).await?;
        tx.insert_passage(&self.passage).await
    }
}

impl Service {
    pub(super) fn draw_message(&self, thread: &OwnerKey, draft: &Draft<'_>) -> DrawnMessage {
        let new_id = || self.chance().uuid_v7(draft.sent_at);
        let id = new_id();
        let key = self.draw_key(new_id());
        let stranger = draft
            .stranger
            .map(|address| self.seal_for(thread, stranger_place(id), address.as_bytes()));
        DrawnMessage {
            message: NewMessage {
                id,
                thread: thread.owner,
                author: draft.author,
                way: draft.way,
                sent_at: draft.sent_at,
                stranger,
                source: draft.source,
            },
            passage: NewPassage {
                id: key.owner,
                thread: thread.owner,
                message: id,
                place: 0,
                hidden_until: None,
                content: self.seal_passage(thread, &key, draft.words),
            },
            key: key.new_key(),
        }
    }

    /// The messages of a thread as `reader` sees them, the earliest first.
    pub(super) async fn shown_messages(
        &self,
        thread: &OpenThread,
        reader: Reader,
    ) -> Result<Vec<ShownMessage>, Problem> {
        let messages = self.store().messages_of(&thread.id()).await;
        let passages = self.store().passages_of(&thread.id()).await;
        let passages = passages.map_err(problem::of_store)?;
        let mut shown = Vec::new();
        for message in messages.map_err(problem::of_store)? {
            if message.held && reader == Reader::Sender {
                continue;
            }
            let of_message = passages.iter().filter(|p| p.message == message.id);
            let mut parts = Vec::new();
            for passage in of_message {
                parts.extend(self.shown_passage(thread, passage, reader).await?);
            }
            shown.push(shown_message(thread, message, parts));
        }
        Ok(shown)
    }

    /// None when the passage was erased while it was read.
    async fn shown_passage(
        &self,
        thread: &OpenThread,
        passage: &StoredPassage,
        reader: Reader,
    ) -> Result<Option<ShownPassage>, Problem> {
        let id = passage.id;
        let is_withheld = thread.stored.sensitive && reader == Reader::Sender;
        Ok(match (passage.visibility, passage.gone_at) {
            (Visibility::Hidden, Some(gone_at)) => Some(ShownPassage::Hidden { id, gone_at }),
            (Visibility::Kept, _) if reader == Reader::Sender => {
                Some(ShownPassage::Kept { id, words: None })
            }
            (Visibility::Kept, _) => {
                let words = self.open_passage(&thread.key, passage).await?;
                words.map(|words| ShownPassage::Kept {
                    id,
                    words: Some(words),
                })
            }
            _ if is_withheld => Some(ShownPassage::Withheld),
            _ => {
                let words = self.open_passage(&thread.key, passage).await?;
                words.map(|words| ShownPassage::Words { id, words })
            }
        })
    }
}

fn shown_message(
    thread: &OpenThread,
    message: StoredMessage,
    passages: Vec<ShownPassage>,
) -> ShownMessage {
    let place = stranger_place(message.id);
    let stranger = message
        .stranger
        .filter(|_| message.held)
        .and_then(|sealed| thread.key.open(place, &sealed))
        .and_then(|address| String::from_utf8(address.to_vec()).ok());
    ShownMessage {
        id: message.id,
        author: message.author,
        way: message.way,
        sent_at: message.sent_at,
        passages,
        removed_at: message.removed_at,
        stranger,
    }
}
