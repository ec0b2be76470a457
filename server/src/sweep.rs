//! What goes by itself while the service runs, when its time has come.

use std::time::Duration;

use service::Service;

use crate::limits::Limits;
use crate::mail::Folder;

/// Erases every minute what was not confirmed in time and what is hidden and due, offers seats that became free, goes on
/// with cases, reminds of secure messages that nobody opened, and looks whether a day has begun, so that a clock put right is noticed; a
/// sweep that failed is tried again.
pub(crate) async fn sweep_daily(service: Service, mails: Option<Folder>) {
    let mut every = tokio::time::interval(Duration::from_secs(60));
    let mut swept = None;
    loop {
        every.tick().await;
        if let Err(error) = service.erase_unconfirmed().await {
            tracing::warn!(%error, "what was not confirmed could not be erased and is tried again");
        }
        if let Err(error) = service.erase_due_passages().await {
            tracing::warn!(%error, "hidden passages could not be erased; tried again in a minute");
        }
        if let Err(problem) = service.tend_events().await {
            tracing::warn!(
                ?problem,
                "events could not be tended; tried again in a minute"
            );
        }
        if let Err(problem) = service.remind_of_secure_messages().await {
            tracing::warn!(
                ?problem,
                "readers of secure messages could not be reminded; tried again in a minute"
            );
        }
        if let Err(error) = service.tend_cases().await {
            tracing::warn!(%error, "cases could not be tended; tried again in a minute");
        }
        let today = service.today();
        if swept == Some(today) {
            continue;
        }
        match service.sweep().await {
            Ok(()) => swept = Some(today),
            Err(error) => tracing::warn!(%error, "the day's sweep failed and is tried again"),
        }
        if let Some(mails) = &mails
            && let Err(error) = mails.sweep(&service).await
        {
            tracing::warn!(%error, "the folder for mails was not swept");
        }
    }
}

/// Forgets every minute the networks that were quiet.
pub(crate) async fn forget_quiet(limits: Limits) {
    let mut every = tokio::time::interval(Duration::from_secs(60));
    loop {
        every.tick().await;
        limits.forget_quiet();
    }
}
