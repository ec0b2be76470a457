//! Sealing: what is stored about a person is encrypted with a data key of its own, so that erasing the key
//! erases the data wherever a copy of it lies.

mod cipher;
mod consent;
mod granted;

use cipher::NONCE;
pub(crate) use cipher::Place;
pub(crate) use cipher::{open, seal};
pub(crate) use consent::{Known, SealedBy, consent_place, end_place, open_evidence, seal_evidence};
pub(crate) use granted::Granted;
