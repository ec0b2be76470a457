//! Showing who one is by an electronic identity (OpenID Connect, as the brokers of MitID speak it). The server talks with
//! the provider; here stands who may begin, that each way back is used once and only where it began, and which person
//! an identity opens. It opens the person that it was linked to while they had shown themselves by a code of ours. Names
//! and birthdays never link anybody.

use domain::canonical::Digest;
use domain::mail::LinkToken;
use domain::portal::ENTRY_LASTS;
use domain::problem::Problem;
use jiff::Timestamp;
use storage::{EidStart, IdentifierKind, Operation, StoreError, Tx, Verified, VerifiedHow, Within};
use uuid::Uuid;

use crate::rights::{DataSubject, EntryBrowser};
use crate::{RootKey, Service};

/// What the provider is told, and tells back.
#[derive(Clone)]
pub struct EidSecrets {
    /// Says which way back belongs to which way there.
    pub state: LinkToken,
    /// Stands in what the provider signs.
    pub nonce: String,
    /// What only whoever went there knows, told when the answer is fetched (PKCE, RFC 7636).
    pub verifier: String,
}

/// Whom a provider says somebody is, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct EidSubject {
    /// The provider.
    pub issuer: String,
    /// Its own name for the person (`sub`).
    pub subject: String,
}

impl Service {
    /// Begins the way to the provider, from this session and this browser.
    ///
    /// # Errors
    /// [`Problem::EidRefused`]: the browser keeps no mark. [`Problem::Unavailable`].
    pub async fn begin_eid(
        &self,
        subject: &DataSubject,
        browser: Option<&EntryBrowser>,
    ) -> Result<EidSecrets, Problem> {
        let browser = browser.ok_or(Problem::EidRefused)?;
        let state = LinkToken::from_bytes(self.chance().bytes32());
        let begin = Begin {
            start: start_of(&state, subject, browser),
            at: self.now(),
        };
        self.commit(begin).await?;
        Ok(secrets(self.root_key(), state))
    }

    /// Uses up the way back, once, in the session and the browser that it began in.
    ///
    /// # Errors
    /// [`Problem::EidRefused`]; [`Problem::Unavailable`].
    pub async fn come_back_from_eid(
        &self,
        subject: &DataSubject,
        browser: Option<&EntryBrowser>,
        state: &LinkToken,
    ) -> Result<EidSecrets, Problem> {
        let browser = browser.ok_or(Problem::EidRefused)?;
        let now = self.now();
        let back = ComeBack {
            start: start_of(state, subject, browser),
            within: Within {
                since: now - ENTRY_LASTS,
                until: now,
            },
        };
        if self.commit(back).await? {
            Ok(secrets(self.root_key(), state.clone()))
        } else {
            Err(Problem::EidRefused)
        }
    }

    /// Shows the person that an identity was linked to, and gives what the browser holds from now on. Whoever has shown
    /// themselves by a code of ours in this session links it.
    ///
    /// # Errors
    /// [`Problem::EidUnlinked`]: it is nobody's yet. [`Problem::EidRefused`]: it is somebody else's.
    /// [`Problem::SignInNeeded`]: the session ended meanwhile. [`Problem::Unavailable`].
    pub async fn show_person_by_eid(
        &self,
        subject: &DataSubject,
        eid: &EidSubject,
    ) -> Result<LinkToken, Problem> {
        let token = LinkToken::from_bytes(self.chance().bytes32());
        let now = self.now();
        let show = ShowByEid {
            session: subject.session(),
            known: subject.person(),
            identifier: self.chance().uuid_v7(now),
            hash: self.eid_hash(eid),
            token: token.hash(),
            now,
        };
        self.commit(show).await??;
        Ok(token)
    }

    fn eid_hash(&self, eid: &EidSubject) -> Digest {
        // An issuer is an address and holds no zero byte, so the two cannot be parted in two ways.
        let parts = [eid.issuer.as_bytes(), &[0], eid.subject.as_bytes()];
        self.root_key().derive("electronic identity v1", &parts)
    }
}

fn start_of(state: &LinkToken, subject: &DataSubject, browser: &EntryBrowser) -> EidStart {
    EidStart {
        state: state.hash(),
        session: subject.session(),
        browser: browser.hash(),
    }
}

/// What belongs to a state. It is derived, so that it lies nowhere.
fn secrets(root: &RootKey, state: LinkToken) -> EidSecrets {
    let of = |label| {
        let derived = root.derive(label, &[state.to_text().as_bytes()]);
        LinkToken::from_bytes(derived.0).to_text()
    };
    EidSecrets {
        nonce: of("eid nonce v1"),
        verifier: of("eid verifier v1"),
        state,
    }
}

struct Begin {
    start: EidStart,
    at: Timestamp,
}

impl Operation for Begin {
    type Output = ();

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        tx.insert_eid_start(&self.start, self.at).await
    }
}

struct ComeBack {
    start: EidStart,
    within: Within,
}

impl Operation for ComeBack {
    type Output = bool;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        tx.spend_eid_start(&self.start, self.within).await
    }
}

struct ShowByEid {
    session: Uuid,
    /// Whom the session shows already.
    known: Option<Uuid>,
    identifier: Uuid,
    hash: Digest,
    token: Digest,
    now: Timestamp,
}

impl ShowByEid {
    /// Whom the identity opens.
    async fn person(&self, tx: &mut Tx<'_>) -> Result<Result<Uuid, Problem>, StoreError> {
        let holders = tx
            .identifier_holders(IdentifierKind::Eid, &self.hash)
            .await?;
        Ok(match (self.known, holders.as_slice()) {
            (None, []) => Err(Problem::EidUnlinked),
            (None, [holder]) => Ok(*holder),
            (Some(known), []) => {
                self.link(tx, &known).await?;
                Ok(known)
            }
            (Some(known), [holder]) if known == *holder => Ok(known),
            // Somebody else's, or, after a rush, more than one person's: no session opens any of them.
            (_, _) => Err(Problem::EidRefused),
        })
    }

    async fn link(&self, tx: &mut Tx<'_>, person: &Uuid) -> Result<(), StoreError> {
        let kind = IdentifierKind::Eid;
        let identifier = tx
            .store_identifier(&self.identifier, kind, &self.hash)
            .await?;
        tx.link_identifier(person, &identifier).await?;
        let verified = Verified {
            how: VerifiedHow::Eid,
            at: self.now,
            assurance: domain::register::Assurance::SecondFactor,
        };
        tx.verify_identifier(&identifier, &verified).await
    }
}

impl Operation for ShowByEid {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let person = match self.person(tx).await? {
            Ok(person) => person,
            Err(problem) => return Ok(Err(problem)),
        };
        let is_live = tx
            .rise_portal_session(&self.session, &self.token, &person, self.now)
            .await?;
        Ok(if is_live {
            Ok(())
        } else {
            Err(Problem::SignInNeeded)
        })
    }
}

impl std::fmt::Debug for EidSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EidSecrets(…)")
    }
}

impl std::fmt::Debug for EidSubject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EidSubject(…)")
    }
}
