//! The commands that check evidence: a whole log, or one receipt. They change nothing, and name places, never people.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use domain::evidence::LeafKind;
use domain::log::{PublicKey, ReceiptError, ReceiptFile, VerifiedReceipt};
use service::log::{Audited, KeptNote, audit_log};
use storage::{Audit, KeyStore, StoreError};

use crate::checkpoints::Checkpoints;
use crate::config::Settings;
use crate::keys::{KeyError, existing_root_key};
use crate::signing_key::{self, SigningKeyError};

/// What can be done with the log.
#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Check every leaf, tile, record and checkpoint; ends with 1 if something is wrong.
    Verify {
        /// A checkpoint that was kept elsewhere, as published at /log/checkpoint.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        #[command(flatten)]
        keys: Keys,
    },
}

/// What can be done with a receipt.
#[derive(Debug, Subcommand)]
pub(crate) enum ReceiptCommand {
    /// Check a receipt file, without asking anyone; ends with 1 if it does not hold.
    Verify {
        /// The file, as downloaded.
        file: PathBuf,
        #[command(flatten)]
        keys: Keys,
    },
}

/// Which public keys to trust.
#[derive(Debug, Args)]
pub(crate) struct Keys {
    /// A public key of the log, as published at /log/key, or a file of such lines. Without it, those of this machine's
    /// service are used.
    #[arg(long, value_name = "KEY")]
    key: Vec<String>,
}

/// Why nothing could be checked, or what did not hold.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    /// A file cannot be read.
    #[error("cannot read {file}: {source}")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A key is none.
    #[error(
        "{0} is neither a public key nor a file of them. A key is one line, as /log/key shows it"
    )]
    Key(String),
    /// There is no key to check with.
    #[error("{0}\nTo check with the public key of a service elsewhere, name it: --key KEY")]
    OwnKey(#[from] SigningKeyError),
    /// The database cannot be read.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The root key cannot be used.
    #[error("{0}")]
    RootKey(#[from] KeyError),
    /// The receipt does not hold.
    #[error("{file} proves nothing: {error}")]
    Receipt {
        /// The file.
        file: PathBuf,
        /// What does not hold.
        error: ReceiptError,
    },
    /// The log does not hold.
    #[error("the log is not as it was signed: {0} finding(s)")]
    Findings(usize),
}

impl Keys {
    /// The keys, and where they come from in words.
    fn read(&self, settings: &Settings) -> Result<(Vec<PublicKey>, &'static str), VerifyError> {
        if self.key.is_empty() {
            let own = signing_key::given(&settings.signing_key)?;
            let keys = own.public().to_vec();
            return Ok((keys, "of the signing key on this machine"));
        }
        let mut keys = Vec::new();
        for given in &self.key {
            let text = std::fs::read_to_string(given).unwrap_or_else(|_| given.clone());
            let unfit = |_| VerifyError::Key(given.clone());
            let lines = text.trim_end().lines().map(PublicKey::parse);
            keys.extend(lines.collect::<Result<Vec<_>, _>>().map_err(unfit)?);
        }
        Ok((keys, "given with --key"))
    }
}

/// Runs a command about the log.
pub(crate) async fn log(command: LogCommand, settings: &Settings) -> Result<(), VerifyError> {
    let LogCommand::Verify { checkpoint, keys } = command;
    let (keys, whose) = keys.read(settings)?;
    let kept = kept(&settings.data, &checkpoint)?;
    let mut audit = Audit::open(&settings.database).await?;
    let records = key_store(settings).await?;
    let audited = audit_log(&mut audit, records.as_ref(), &keys, &kept).await?;
    audit.close().await?;
    print_keys(&keys, whose);
    print_audited(&audited, &kept);
    match audited.findings.len() {
        0 => Ok(()),
        count => Err(VerifyError::Findings(count)),
    }
}

/// The keys of what is sealed; none where the root key or the key store is not at hand.
async fn key_store(settings: &Settings) -> Result<Option<KeyStore>, VerifyError> {
    let Some(root_key) = existing_root_key(&settings.root_key)? else {
        return Ok(None);
    };
    match KeyStore::open(&settings.keys, &root_key.0).await {
        Ok(keys) => Ok(Some(keys)),
        Err(StoreError::KeysMissing) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The checkpoints of the data folder, and those from elsewhere.
fn kept(data: &Path, elsewhere: &[PathBuf]) -> Result<Vec<KeptNote>, VerifyError> {
    let unreadable = |file: &Path| {
        let file = file.to_owned();
        move |source| VerifyError::Unreadable { file, source }
    };
    let mut kept = Checkpoints::below(data).read().map_err(unreadable(data))?;
    for file in elsewhere {
        kept.push(KeptNote {
            source: file.display().to_string(),
            note: std::fs::read(file).map_err(unreadable(file))?,
            is_ours: false,
        });
    }
    Ok(kept)
}

fn print_keys(keys: &[PublicKey], whose: &str) {
    for key in keys {
        println!("public key {whose}: {key}");
    }
}

fn print_audited(audited: &Audited, kept: &[KeptNote]) {
    let Audited {
        leaves,
        waiting,
        opened,
        sealed,
        erased,
        key_erased,
        tiles,
        checkpoints,
        covered,
        findings,
    } = audited;
    println!("checked: {leaves} leaves with a place, {waiting} that wait for one, {tiles} tiles");
    println!("checked: {opened} records open what their leaf holds");
    println!("checked: {erased} records were erased, as the log says");
    println!(
        "checked: {checkpoints} checkpoints, {} of them in files",
        kept.len()
    );
    println!("covered: {covered} leaves by the largest checkpoint with a good signature");
    if *sealed > 0 {
        println!(
            "note: {sealed} records are sealed and were not opened: the root key or the key store is not here"
        );
    }
    if *key_erased > 0 {
        println!(
            "note: {key_erased} records have an erased key; the service deletes them when it starts or sweeps"
        );
    }
    if covered < leaves {
        println!("note: what no checkpoint covers could be changed without this command noticing");
    }
    for finding in findings {
        println!("WRONG: {finding}");
    }
    if findings.is_empty() {
        println!("nothing is wrong, as far as these checkpoints reach");
    }
}

/// Runs a command about a receipt.
pub(crate) fn receipt(command: ReceiptCommand, settings: &Settings) -> Result<(), VerifyError> {
    let ReceiptCommand::Verify { file, keys } = command;
    let (keys, whose) = keys.read(settings)?;
    let bytes = read_receipt(&file)?;
    let verified = ReceiptFile::verify(&bytes, &keys).map_err(|error| VerifyError::Receipt {
        file: file.clone(),
        error,
    })?;
    print_keys(&keys, whose);
    print_receipt(&verified);
    Ok(())
}

fn read_receipt(file: &Path) -> Result<Vec<u8>, VerifyError> {
    use std::io::Read as _;
    let longest = ReceiptFile::LONGEST as u64 + 1;
    let mut bytes = Vec::new();
    let read =
        std::fs::File::open(file).and_then(|open| open.take(longest).read_to_end(&mut bytes));
    read.map_err(|source| VerifyError::Unreadable {
        file: file.to_owned(),
        source,
    })?;
    Ok(bytes)
}

fn print_receipt(verified: &VerifiedReceipt) {
    let head = verified.checkpoint.checkpoint();
    let kind = match verified.leaf.kind {
        LeafKind::ConsentGiven => "a consent was given",
        LeafKind::ConsentEnded => "a consent ended",
        LeafKind::Erased => "records were erased",
        LeafKind::KeyChanged => "the signing key was changed",
        LeafKind::ConsentConfirmed => "a consent was confirmed",
        LeafKind::PurposeChanged => "an enquiry was moved to another purpose",
        LeafKind::SeatTaken => "somebody signed up for an event",
        LeafKind::SeatLeft => "somebody gave up their seat at an event",
        LeafKind::Disclosed => "somebody else was given personal data",
        LeafKind::RequestReceived => "somebody asked to use a right",
        LeafKind::RequestExtended => "the deadline of a request was extended",
        LeafKind::RequestAnswered => "a request was answered",
        LeafKind::RequestRefused => "a request was refused, or could not be met",
        LeafKind::RequestWithdrawn => "somebody took a request back",
        LeafKind::DataCorrected => "what is known of a person was put right",
        LeafKind::Objected => "somebody objected to direct marketing",
    };
    println!("record ({kind}): {}", verified.record);
    println!(
        "leaf {} of the first {} of log {}, epoch {}, in a checkpoint signed {}",
        verified.index, head.size, head.origin, head.epoch, head.signed_at
    );
    println!(
        "holds: this record, exactly so, stood in the log when whoever has the key signed that checkpoint"
    );
    println!(
        "does not say: who the person is, whether the consent stands today, or whether the clock was right"
    );
}
