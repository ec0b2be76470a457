//! Coming in from outside: a mailed link, and a code that was said over another channel. What shows that the code was
//! right travels with the pages, sealed in nothing but a keyed hash, for half an hour from the last click; no cookie is
//! set, and another code ends it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::problem::Problem;
use domain::secure::{Counterpart, SpokenCode, TRIES, VISIT_LASTS};
use jiff::Timestamp;
use storage::{Operation, StoreError, StoredOutsider, Tx};
use uuid::Uuid;

use super::view::ShownSecure;
use crate::{Service, problem};

/// Somebody outside who gave the right code. Its `Debug` is silent.
pub struct OutsideVisit {
    pub(super) outsider: Uuid,
    pub(super) thread: Uuid,
    pass: String,
}

impl OutsideVisit {
    /// What the next form brings along, for half an hour from now.
    #[must_use]
    pub fn pass(&self) -> &str {
        &self.pass
    }
}

impl fmt::Debug for OutsideVisit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OutsideVisit(…)")
    }
}

/// What somebody outside sees: what is addressed to them and what they sent, and nothing of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// Their own name, as staff wrote it.
    pub name: String,
    /// The messages, the earliest first.
    pub messages: Vec<ShownSecure>,
}

impl Service {
    /// Lets in whoever has the link and the code. A wrong code takes one of five tries, also where many are made at
    /// once.
    ///
    /// # Errors
    /// [`Problem::OutsiderRefused`]: which of the two is wrong, or whether either was tried too often or too late, is
    /// told to nobody.
    pub async fn enter_from_outside(
        &self,
        token: &LinkToken,
        code: &str,
    ) -> Result<OutsideVisit, Problem> {
        let code = SpokenCode::parse(code).ok_or(Problem::OutsiderRefused)?;
        let link = token.hash();
        let enter = Enter {
            code: self.spoken_code_hash(&link, &code),
            link,
            now: self.now(),
        };
        let entered = self.commit(enter).await?;
        let outsider = entered.ok_or(Problem::OutsiderRefused)?;
        Ok(self.visit_of(&outsider))
    }

    /// Whoever a form came from that brings a pass.
    ///
    /// # Errors
    /// [`Problem::OutsiderRefused`]: half an hour is over, there is another code, or they were shut out.
    pub async fn outside_visit(&self, pass: &str) -> Result<OutsideVisit, Problem> {
        let (id, ends_at, proof) = read_pass(pass).ok_or(Problem::OutsiderRefused)?;
        let outsider = self.store().secure_outsider(&id).await;
        let outsider = outsider.map_err(problem::of_store)?;
        let outsider = outsider.ok_or(Problem::OutsiderRefused)?;
        let now = self.now();
        let stands = self.pass_proof(&outsider, &ends_at) == proof
            && now.as_microsecond() < i64::from_be_bytes(ends_at)
            && now < outsider.expires_at;
        if stands {
            Ok(self.visit_of(&outsider))
        } else {
            Err(Problem::OutsiderRefused)
        }
    }

    /// What somebody outside sees.
    ///
    /// # Errors
    /// [`Problem::OutsiderRefused`] when the thread is gone. [`Problem::Unavailable`].
    pub async fn visited(&self, visit: &OutsideVisit) -> Result<Visited, Problem> {
        let thread = self.open_secure(&visit.thread).await?;
        let thread = thread.ok_or(Problem::OutsiderRefused)?;
        let stored = self.outsider_of(&thread, &visit.outsider).await?;
        let with = Counterpart::Outsider(visit.outsider);
        Ok(Visited {
            name: thread.outsider(&stored)?.name.as_str().to_owned(),
            messages: self.shown_with(&thread, with).await?,
        })
    }

    fn visit_of(&self, outsider: &StoredOutsider) -> OutsideVisit {
        let ends_at = (self.now() + VISIT_LASTS).as_microsecond().to_be_bytes();
        let proof = self.pass_proof(outsider, &ends_at);
        let bytes = [outsider.id.as_bytes(), &ends_at[..], &proof.0].concat();
        OutsideVisit {
            outsider: outsider.id,
            thread: outsider.thread,
            pass: URL_SAFE_NO_PAD.encode(bytes),
        }
    }

    fn pass_proof(&self, outsider: &StoredOutsider, ends_at: &[u8; 8]) -> Digest {
        let parts = [outsider.id.as_bytes(), &ends_at[..], &outsider.code.0];
        self.root_key().derive("secure outside visit v1", &parts)
    }
}

fn read_pass(pass: &str) -> Option<(Uuid, [u8; 8], Digest)> {
    let bytes = URL_SAFE_NO_PAD.decode(pass).ok()?;
    let (id, rest) = bytes.split_first_chunk::<16>()?;
    let (ends_at, proof) = rest.split_first_chunk::<8>()?;
    let proof = Digest(proof.try_into().ok()?);
    Some((Uuid::from_bytes(*id), *ends_at, proof))
}

struct Enter {
    link: Digest,
    code: Digest,
    now: Timestamp,
}

impl Operation for Enter {
    type Output = Option<StoredOutsider>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let Some(outsider) = tx.take_secure_try(&self.link, self.now).await? else {
            return Ok(None);
        };
        if outsider.code != self.code {
            return Ok(None);
        }
        tx.give_secure_tries(&outsider.id, TRIES).await?;
        Ok(Some(outsider))
    }
}
