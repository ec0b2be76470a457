//! Files of secure messages: taken in, cleaned, cut into pieces and sealed; and put together again. Pieces are stored one
//! by one before the message, so that no write holds up others for long.

use std::fmt;

use domain::canonical::Digest;
use domain::problem::Problem;
use domain::secure::{FileName, check_files};
use serde::{Deserialize, Serialize};
use storage::{
    NewChunk, NewSecureFile, Operation, StoreError, StoredSecureFile, StoredSecureMessage, Tx,
};
use uuid::Uuid;

use super::clean::{cleaned, cleaned_name};
use super::opened::OpenSecure;
use crate::sealing::{OwnerKey, Place};
use crate::{Service, problem};

/// How many bytes a piece has at most.
const PIECE: usize = 512 * 1024;

/// A file as it was handed in. Its `Debug` is silent.
#[derive(Clone)]
pub struct HandedFile {
    /// What the browser called it.
    pub name: String,
    /// What is in it.
    pub content: Vec<u8>,
}

impl fmt::Debug for HandedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HandedFile(…)")
    }
}

/// A file of a message, as listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownFile {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: FileName,
    /// How many bytes it has.
    pub size: u64,
    /// Whether what a camera wrote into it was removed.
    pub cleaned: bool,
}

/// A file to save. Nothing shows it: what is in it comes from a stranger. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// Its name.
    pub name: FileName,
    /// What is in it.
    pub content: Vec<u8>,
}

impl fmt::Debug for OpenedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenedFile(…)")
    }
}

/// What is sealed about a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    name: FileName,
    size: u64,
    pieces: u32,
    cleaned: bool,
}

/// A file ready to be sealed.
pub(super) struct ReadyFile {
    name: FileName,
    content: Vec<u8>,
    cleaned: bool,
}

const fn file_place(file: Uuid) -> Place {
    Place {
        table: "secure_file",
        column: "content",
        record: file,
    }
}

const fn piece_place(file: Uuid) -> Place {
    Place {
        table: "secure_chunk",
        column: "content",
        record: file,
    }
}

impl Service {
    /// Checks, names and cleans what was handed in.
    pub(super) async fn ready_files(
        &self,
        handed: Vec<HandedFile>,
    ) -> Result<Vec<ReadyFile>, Problem> {
        let sizes: Vec<usize> = handed.iter().map(|file| file.content.len()).collect();
        check_files(&sizes)?;
        // Reading a picture takes longer than others should wait.
        let ready = tokio::task::spawn_blocking(move || handed.into_iter().map(ready).collect());
        ready.await.map_err(|_| Problem::Fault)
    }

    /// Seals files for a thread and stores their pieces. A message that names them makes them last.
    pub(super) async fn store_files(
        &self,
        key: &OwnerKey,
        files: Vec<ReadyFile>,
    ) -> Result<Vec<NewSecureFile>, Problem> {
        let mut stored = Vec::new();
        for file in files {
            let id = self.chance().uuid_v7(self.now());
            let mut pieces: u32 = 0;
            for piece in file.content.chunks(PIECE) {
                // Its number is sealed with it, so that pieces cannot change places.
                let numbered = [&pieces.to_be_bytes()[..], piece].concat();
                let chunk = NewChunk {
                    file: id,
                    place: pieces,
                    thread: key.owner,
                    content: self.seal_for(key, piece_place(id), &numbered),
                };
                self.commit(StorePiece(chunk)).await?;
                pieces += 1;
            }
            let about = About {
                name: file.name,
                size: file.content.len() as u64,
                pieces,
                cleaned: file.cleaned,
            };
            let about = serde_json::to_vec(&about).map_err(|_| Problem::Fault)?;
            stored.push(NewSecureFile {
                id,
                content: self.seal_for(key, file_place(id), &about),
            });
        }
        Ok(stored)
    }

    /// The files of a thread, with the messages that they came with.
    pub(super) async fn shown_files(
        &self,
        thread: &OpenSecure,
    ) -> Result<Vec<(Uuid, ShownFile)>, Problem> {
        let files = self.store().secure_files_of(&thread.id()).await;
        let files = files.map_err(problem::of_store)?;
        let show = |file: StoredSecureFile| {
            let about = about(thread, &file)?;
            Ok((
                file.message,
                ShownFile {
                    id: file.id,
                    name: about.name,
                    size: about.size,
                    cleaned: about.cleaned,
                },
            ))
        };
        files.into_iter().map(show).collect()
    }

    /// The file with this id, and the message that it came with.
    pub(super) async fn stored_file(
        &self,
        id: &Uuid,
    ) -> Result<(StoredSecureFile, StoredSecureMessage), Problem> {
        let file = self.store().secure_file(id).await;
        let file = file.map_err(problem::of_store)?.ok_or(Problem::NotFound)?;
        let message = self.store().secure_message(&file.message).await;
        let message = message.map_err(problem::of_store)?;
        Ok((file, message.ok_or(Problem::NotFound)?))
    }

    /// Puts a file of `thread` together.
    pub(super) async fn read_file(
        &self,
        thread: &OpenSecure,
        file: &StoredSecureFile,
    ) -> Result<OpenedFile, Problem> {
        let damaged = || problem::missing("a piece of a file");
        let about = about(thread, file)?;
        let mut content = Vec::new();
        for place in 0..about.pieces {
            let sealed = self.store().secure_chunk(&file.id, place).await;
            let sealed = sealed.map_err(problem::of_store)?.ok_or_else(damaged)?;
            let piece = thread.key.open(piece_place(file.id), &sealed);
            let piece = piece.ok_or_else(damaged)?;
            let (number, piece) = piece.split_first_chunk::<4>().ok_or_else(damaged)?;
            if u32::from_be_bytes(*number) != place {
                return Err(damaged());
            }
            content.extend_from_slice(piece);
        }
        if content.len() as u64 != about.size {
            return Err(damaged());
        }
        Ok(OpenedFile {
            name: about.name,
            content,
        })
    }
}

fn about(thread: &OpenSecure, file: &StoredSecureFile) -> Result<About, Problem> {
    thread
        .key
        .open(file_place(file.id), &file.content)
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .ok_or_else(|| problem::missing("the name of a file"))
}

fn ready(file: HandedFile) -> ReadyFile {
    match cleaned(&file.content) {
        Some(content) => ReadyFile {
            name: FileName::of(&cleaned_name(&file.name, &file.content)),
            content,
            cleaned: true,
        },
        None => ReadyFile {
            name: FileName::of(&file.name),
            content: file.content,
            cleaned: false,
        },
    }
}

/// What tells files from others, in order.
pub(super) fn fingerprint(files: &[HandedFile]) -> Vec<u8> {
    let of_file = |file: &HandedFile| {
        [
            Digest::of(file.name.as_bytes()).0,
            Digest::of(&file.content).0,
        ]
    };
    files.iter().flat_map(of_file).flatten().collect()
}

struct StorePiece(NewChunk);

impl Operation for StorePiece {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_secure_chunk(&self.0).await
    }
}
