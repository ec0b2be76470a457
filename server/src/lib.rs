//! The server: configuration, command line, router and the doors for forms. The two binaries are thin.
#![forbid(unsafe_code)]

mod calendar;
pub mod checkpoints;
pub mod command;
pub mod config;
pub mod keys;
pub mod mail;
pub mod run;
pub mod signing_key;
pub mod site;

pub mod api;
mod assets;
mod client;
mod deadline_command;
mod demo;
pub mod eid;
pub mod embed;
mod entity_tag;
mod event_feeds;
mod feeds;
mod forms;
mod functions;
mod headers;
mod issue_preview;
mod issue_writer;
mod key_file;
pub mod letter_pdf;
pub mod limits;
mod log_keeper;
mod pages;
mod pictures;
mod problems;
mod public_log;
mod reserve;
mod rights_pages;
mod rotate;
mod router;
mod secure_file;
mod serve;
mod staff_command;
mod staff_pages;
pub mod start_error;
pub mod stop;
mod sweep;
mod verify;
mod well_known;
