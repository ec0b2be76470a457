//! Sealing: what is stored about a person is encrypted with a data key of its own, so that erasing the key
//! erases the data wherever a copy of it lies.

mod cipher;
mod consent;
mod granted;
mod owner;

pub(crate) use cipher::Place;
use cipher::{NONCE, open, seal};
pub(crate) use consent::{
    Known, SealedBy, consent_place, end_place, open_evidence, record_place, seal_evidence,
};
pub(crate) use granted::Granted;
pub use owner::OwnerKey;
