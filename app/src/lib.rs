//! What people see: pages, components, server functions, and texts in Danish and English.
//!
//! Feature `ssr` renders on the server, feature `hydrate` takes over in the browser; never both in one build.
#![forbid(unsafe_code)]
#![allow(
    unreachable_pub,
    missing_docs,
    reason = "the component and server macros make public items, and undocumented fields, of their own"
)]

pub mod address;
mod cases;
pub mod choice;
pub mod components;
pub mod contact;
pub mod json;
pub mod pages;
pub mod parts;
mod passkey;
pub mod texts;
pub mod token;
pub mod told;

#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "ssr")]
mod login_cookie;
mod shell;
#[cfg(feature = "ssr")]
pub mod visit;

pub use shell::App;
#[cfg(feature = "ssr")]
pub use shell::{ToldProblem, shell};
