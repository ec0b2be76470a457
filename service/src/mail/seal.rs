//! An envelope, sealed for its row. The key is that of what the mail is about.

use domain::mail::Envelope;
use domain::problem::Problem;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::sealing::Place;
use crate::{OwnerKey, Service, problem};

const fn place(mail: Uuid) -> Place {
    Place {
        table: "mail",
        column: "content",
        record: mail,
    }
}

impl Service {
    /// Seals what a mail says.
    pub(super) fn seal_mail(
        &self,
        mail: Uuid,
        key: &OwnerKey,
        envelope: &Envelope,
    ) -> Result<Vec<u8>, Problem> {
        let value = serde_json::to_vec(envelope).map_err(|error| problem::of_form(error.into()))?;
        Ok(self.seal_for(key, place(mail), &Zeroizing::new(value)))
    }
}

/// What [`Service::seal_mail`] sealed; none when it is damaged, from another row, or of a later version.
pub(super) fn open_mail(mail: Uuid, key: &OwnerKey, sealed: &[u8]) -> Option<Envelope> {
    let value = key.open(place(mail), sealed)?;
    serde_json::from_slice(&value).ok()
}
