//! An envelope, sealed for its row. The key is that of what the mail is about.

use domain::mail::Envelope;
use domain::problem::Problem;
use storage::DataKey;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::sealing::{Place, open, seal};
use crate::{Service, problem};

const fn place(mail: Uuid) -> Place {
    Place {
        table: "mail",
        column: "content",
        record: mail,
    }
}

impl Service {
    /// Seals what a mail says with `key`, which bears the id `owner`.
    pub(super) fn seal_mail(
        &self,
        mail: Uuid,
        owner: Uuid,
        key: &DataKey,
        envelope: &Envelope,
    ) -> Result<Vec<u8>, Problem> {
        let value = serde_json::to_vec(envelope).map_err(|error| problem::of_form(error.into()))?;
        let value = Zeroizing::new(value);
        Ok(seal(owner, key, &self.nonce(), place(mail), &value))
    }
}

/// What [`Service::seal_mail`] sealed; none when it is damaged, from another row, or of a later version.
pub(super) fn open_mail(mail: Uuid, owner: Uuid, key: &DataKey, sealed: &[u8]) -> Option<Envelope> {
    let value = open(owner, key, place(mail), sealed)?;
    serde_json::from_slice(&value).ok()
}
