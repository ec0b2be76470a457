//! Giving personal data to somebody else, for whatever purpose: each time leaves a record, sealed with the key of what it
//! is about, and a leaf. The person sees it where they see what else is kept, and it goes with that.

use domain::disclosure::{Disclosure, GivenData};
use domain::evidence::LeafKind;
use domain::mail::Line;
use domain::problem::Problem;
use domain::register::{Key, Purpose};

use crate::act::{Act, open_act};
use crate::sealing::OwnerKey;
use crate::{Service, problem};

/// What is to be given to whom.
pub(crate) struct Disclose<'a> {
    /// Who is given it.
    pub(crate) recipient: &'a Line,
    /// The code of the country where it is handled.
    pub(crate) country: &'a str,
    /// What.
    pub(crate) data: &'a [GivenData],
    /// For what.
    pub(crate) purpose: (&'a Key, &'a Purpose),
}

impl Service {
    /// Draws the record of a disclosure of what `key` seals; none where one says the same already.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the records cannot be read.
    pub(crate) async fn draw_disclosure(
        &self,
        key: &OwnerKey,
        disclose: &Disclose<'_>,
    ) -> Result<Option<Act>, Problem> {
        let at = self.now();
        let (purpose, entry) = disclose.purpose;
        let disclosure = Disclosure {
            schema: Disclosure::SCHEMA.to_owned(),
            id: self.chance().uuid_v7(at),
            about: key.owner,
            recipient: disclose.recipient.clone(),
            country: disclose.country.to_owned(),
            data: disclose.data.to_vec(),
            purpose: purpose.clone(),
            basis: entry.basis.article().to_owned(),
            article9: None,
            consent: None,
            how: None,
            disclosed_at: at,
            register: self.register().version(),
        };
        let before = self.disclosures_of(key).await?;
        if before
            .iter()
            .any(|before| before.says_the_same_as(&disclosure))
        {
            return Ok(None);
        }
        let bytes = disclosure.to_bytes().map_err(problem::of_form)?;
        Ok(Some(self.draw_act(
            LeafKind::Disclosed,
            key,
            disclosure.id,
            bytes,
        )))
    }

    /// What was given to others of what `key` seals, the earliest first. What is damaged is told in the log.
    ///
    /// # Errors
    /// [`Problem::Unavailable`] when the records cannot be read.
    pub(crate) async fn disclosures_of(&self, key: &OwnerKey) -> Result<Vec<Disclosure>, Problem> {
        let records = self.store().records_of(&key.owner).await;
        let mut disclosures = Vec::new();
        for record in records.map_err(problem::of_store)? {
            if record.kind != LeafKind::Disclosed {
                continue;
            }
            let opened = open_act(key, &record);
            let read = opened.and_then(|opened| serde_json::from_slice(&opened.bytes).ok());
            match read {
                Some(disclosure) => disclosures.push(disclosure),
                None => tracing::error!(id = %record.id, "a record of a disclosure cannot be read"),
            }
        }
        Ok(disclosures)
    }
}
