//! Why the service did not start: what is wrong, and the remedy.

use std::net::SocketAddr;
use std::path::PathBuf;

use domain::register::{NotServable, ParseError};
use storage::StoreError;

use crate::assets::AssetsError;
use crate::eid::EidStartError;
use crate::embed::AssembleError;
use crate::keys::KeyError;
use crate::mail::ComposeError;
use crate::signing_key::SigningKeyError;

/// Why the service did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The register file cannot be read.
    #[error(
        "cannot read the register {file}: {source}. Run `samtykke demo` for an example, or set SAMTYKKE_REGISTER to your own"
    )]
    NoRegister {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The register file is malformed.
    #[error("{0}")]
    Register(#[from] ParseError),
    /// The register has errors.
    #[error("{}", findings(.0))]
    NotServable(#[from] NotServable),
    /// The data folder cannot be made.
    #[error(
        "cannot make the data folder {folder}: {source}. Make its parent writable, or set SAMTYKKE_DATA to another"
    )]
    NoDataFolder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The store cannot be opened.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The root key cannot be used.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// The signing key cannot be used.
    #[error("{0}")]
    SigningKey(#[from] SigningKeyError),
    /// The signing key is not this log's.
    #[error("{0}")]
    Log(#[from] service::log::LogError),
    /// The electronic identity provider cannot be used.
    #[error("{0}")]
    Eid(#[from] EidStartError),
    /// The kept checkpoints cannot be read.
    #[error("cannot read the folder checkpoints in {data}: {source}. Make it readable")]
    Checkpoints {
        /// The data folder.
        data: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Mails cannot be composed.
    #[error("{0}")]
    Mail(#[from] ComposeError),
    /// There is nothing to serve to browsers.
    #[error("{0}")]
    Assets(#[from] AssetsError),
    /// The scripts for other websites cannot be made.
    #[error("cannot make the scripts for other websites: {0}. Build the front again")]
    Embeds(#[from] AssembleError),
    /// The reserve cannot be laid down.
    #[error(
        "cannot lay down the reserve {file}: {source}. Make room on its disk, 16 MB at least, and make the data folder writable"
    )]
    NoReserve {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {addr}: {source}. Stop what uses the port, or set SAMTYKKE_ADDR to another"
    )]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
}

fn findings(error: &NotServable) -> String {
    match error {
        NotServable::Findings(findings) => {
            let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
            format!("{error}\n{}", lines.join("\n"))
        }
        other => other.to_string(),
    }
}
