//! What every database must do, as stories told to each of them, and what only one of them can do wrong.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on should stop where it is"
)]

mod databases;
mod event_kinds;
mod event_pictures;
mod events;
mod issues;
mod jobs;
mod keys;
mod mails;
mod postgres;
mod proxy;
mod read_only;
mod records;
mod sqlite;
mod stories;
