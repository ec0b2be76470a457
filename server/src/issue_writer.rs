//! Puts the mails of newsletters into the outbox when their time has come.

use std::time::Duration;

use service::Service;
use tokio::sync::watch;

/// How often it looks whether one's time has come.
const EVERY: Duration = Duration::from_secs(1);

/// Writes mails until `stop` says so. What is left then is gone on with after the next start, or by another node.
pub(crate) async fn write_issues(service: Service, mut stop: watch::Receiver<bool>) {
    loop {
        let pause = match service.write_issue_mails().await {
            Ok(true) => Duration::ZERO,
            // What is wrong stands in the log already.
            Ok(false) | Err(_) => EVERY,
        };
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
