//! The server as the network meets it: real requests to a real server, one test program for all of them since
//! each would link everything anew.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets none has failed"
)]

mod addresses;
mod api_consents;
mod api_description;
mod api_input;
mod api_origins;
mod api_reads;
mod api_receipt_cookie;
mod assets;
mod bad_forms;
mod bench;
mod calendars_followed;
mod calendars_read;
mod cases;
mod choice_cookie;
mod choices;
mod connections;
mod consents;
mod contact;
mod database_away;
mod deadlines;
mod disk_full;
mod embed;
mod embed_forms;
mod enquiries;
mod event_feeds;
mod event_pictures;
mod event_views;
mod events;
mod events_rush;
mod headers;
mod incoming;
mod issues;
mod keys;
mod kills;
mod limits;
mod log_kept;
mod log_oracle;
mod log_tampered;
mod log_verified;
mod logs;
mod mail_kills;
mod mail_rate;
mod mail_server;
mod mail_signed;
mod mailbox_away;
mod mails;
mod newsletter;
mod origins;
mod passkeys;
mod postgres;
mod power_cuts;
mod receipts;
mod rights_address;
mod rights_confirm;
mod rights_drafts;
mod rights_eid;
mod rights_held;
mod rights_in;
mod secure_messages;
mod server_functions;
mod staff;
mod staff_command;
mod start_up;
mod stop;
mod unreachable;
