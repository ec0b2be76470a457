//! The rules of Samtykke, pure: no I/O, no clock, no chance, the same on the server and in the browser.
//!
//! Start with [`register`]: one file per organisation from which everything else is derived.
#![forbid(unsafe_code)]

pub mod access_answer;
#[cfg(feature = "mail")]
pub mod bases;
pub mod canonical;
pub mod clock;
pub mod consent;
pub mod country;
pub mod declaration;
#[cfg(feature = "mail")]
pub mod disclosure;
#[cfg(feature = "mail")]
pub mod draft;
pub mod embed;
pub mod erasure;
pub mod event;
pub mod evidence;
pub mod held;
pub mod identity;
pub mod issue;
#[cfg(feature = "log")]
pub mod log;
#[cfg(feature = "mail")]
pub mod mail;
#[cfg(feature = "mail")]
pub mod named_consent;
pub mod notice;
#[cfg(feature = "mail")]
pub mod portal;
pub mod privacy;
pub mod problem;
pub mod register;
pub mod retention;
pub mod rights;
pub mod secure;
pub mod staff;
pub mod subscription;
pub mod text;
pub mod thread;
