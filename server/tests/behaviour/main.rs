//! The server as the network meets it: real requests to a real server, one test program for all of them since
//! each would link everything anew.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets none has failed"
)]

mod addresses;
mod assets;
mod bad_forms;
mod bench;
mod choice_cookie;
mod choices;
mod database_away;
mod headers;
mod keys;
mod kills;
mod limits;
mod logs;
mod origins;
mod postgres;
mod receipts;
mod server_functions;
mod start_up;
mod stop;
