//! The server as the network meets it: real requests to a real server, one test program for all of them since
//! each would link everything anew.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets none has failed"
)]

mod bench;
mod forms;
mod kills;
mod logs;
mod outside;
mod receipts;
mod server_functions;
mod start_up;
