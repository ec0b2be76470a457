//! How a supervisor, or Ctrl-C, asks the process to stop.

/// Begins to listen for the request to stop, and gives what resolves when it comes. From here on the process
/// is no longer ended at once.
///
/// # Errors
/// When the operating system lets nobody listen.
#[cfg(unix)]
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Gives what resolves when the process is asked to stop.
///
/// # Errors
/// Never on this system.
#[cfg(not(unix))]
pub fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        let _interrupted = tokio::signal::ctrl_c().await;
    })
}
