//! Showing which person somebody is, once they showed that they read a mailbox: by a code that staff handed over or
//! posted after making sure of them, or by an electronic identity that was linked to the person by such a code. What needs it is not said to exist before.

mod eid;
mod make_code;
mod show_person;
mod sweep;
#[cfg(test)]
mod tests;

pub use eid::{EidSecrets, EidSubject};
pub use make_code::{MadePersonCode, MakePersonCode};

use domain::canonical::Digest;
use domain::portal::PersonCode;
use uuid::Uuid;

use crate::Service;

impl Service {
    /// What is stored of the code of a person. Nobody without the root key can try codes against it.
    fn person_code_hash(&self, id: &Uuid, code: PersonCode) -> Digest {
        self.root_key()
            .derive("person code v1", &[id.as_bytes(), &code.bytes()])
    }
}
