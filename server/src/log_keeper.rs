//! Keeps the log while the service runs: new leaves get their places, and the head is signed and kept, within a second.

use std::time::Duration;

use domain::log::SignedCheckpoint;
use service::Service;
use service::log::LogError;
use tokio::sync::oneshot;

use crate::checkpoints::Checkpoints;
use crate::signing_key::{SigningKeyError, SigningKeys};

/// How often it looks for new leaves.
const EVERY: Duration = Duration::from_millis(400);
/// How long it waits after a turn that failed.
const AFTER_TROUBLE: Duration = Duration::from_secs(2);

/// Why a turn did not get to its end.
#[derive(Debug, thiserror::Error)]
enum TurnError {
    #[error(transparent)]
    Log(#[from] LogError),
    #[error(transparent)]
    Store(#[from] storage::StoreError),
    #[error(transparent)]
    Key(#[from] SigningKeyError),
    #[error(
        "a checkpoint cannot be kept in the data folder: {0}. Make the folder checkpoints in it writable"
    )]
    Kept(#[from] std::io::Error),
    #[error("{0}")]
    Panicked(#[from] tokio::task::JoinError),
}

/// The log's keeper.
pub(crate) struct LogKeeper {
    service: Service,
    keys: SigningKeys,
    kept: Checkpoints,
    /// The newest checkpoint that stands in a file.
    newest: Option<SignedCheckpoint>,
    /// What was complained about last, so that it is said once.
    complaint: Option<String>,
}

impl LogKeeper {
    /// Reads which checkpoint was kept last.
    ///
    /// # Errors
    /// When the folder of checkpoints cannot be read.
    pub(crate) fn open(
        service: Service,
        keys: SigningKeys,
        kept: Checkpoints,
    ) -> std::io::Result<Self> {
        Ok(Self {
            newest: kept.newest(keys.now().public())?,
            service,
            keys,
            kept,
            complaint: None,
        })
    }

    /// Works until `stop`, and once more after it, for what came last.
    pub(crate) async fn run(mut self, mut stop: oneshot::Receiver<()>) {
        loop {
            let pause = match self.complaint {
                None => EVERY,
                Some(_) => AFTER_TROUBLE,
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => self.turn().await,
                _ = &mut stop => break,
            }
        }
        self.turn().await;
    }

    async fn turn(&mut self) {
        let complaint = self.advance().await.err().map(|error| error.to_string());
        if complaint != self.complaint {
            match &complaint {
                Some(error) => tracing::error!(%error, "the log is not signed"),
                None => tracing::info!("the log is signed again"),
            }
        }
        self.complaint = complaint;
    }

    async fn advance(&mut self) -> Result<(), TurnError> {
        self.keys.refresh()?;
        self.service.number_leaves().await?;
        if self.complaint.is_none() && self.service.is_signed(self.newest.as_ref()).await? {
            return Ok(());
        }
        let signed = self
            .service
            .sign_head(&self.keys.now(), self.newest.as_ref())
            .await?;
        if signed != self.newest {
            self.newest = self.keep(signed).await?;
        }
        Ok(())
    }

    async fn keep(
        &self,
        signed: Option<SignedCheckpoint>,
    ) -> Result<Option<SignedCheckpoint>, TurnError> {
        let kept = self.kept.clone();
        let write = move || match &signed {
            Some(checkpoint) => kept.keep(checkpoint).map(|()| signed),
            None => Ok(signed),
        };
        Ok(tokio::task::spawn_blocking(write).await??)
    }
}
