//! Signing in with address and password, then a code. An address without an account costs the same work and gets the same
//! answer as a wrong password.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::canonical::Digest;
use domain::mail::{LinkToken, MailAddress};
use domain::problem::Problem;
use domain::staff::{AccessAction, AccessReason, Browser};
use jiff::{SignedDuration, Timestamp};
use storage::{Access, NewSession, Operation, StoreError, StoredStaff, Tx};
use uuid::Uuid;

use super::account::{address_hash, open_person, typed_address_hash};
use super::code::{Checked, CodeCheck};
use super::failures::{Count, Forget, Tried};
use super::passwords::Password;
use crate::{Service, problem};

/// How long the code may follow the password.
const BETWEEN_STEPS: SignedDuration = SignedDuration::from_mins(10);
/// Random bytes that tell one known browser from another.
const BROWSER: usize = 16;

/// The first step, as it reached a door.
#[derive(Clone)]
pub struct SignIn {
    /// What was typed as the address.
    pub email: String,
    /// What was typed as the password.
    pub password: Password,
    /// What the browser keeps from signing in before.
    pub known_browser: Option<String>,
}

/// The second step, as it reached a door.
#[derive(Clone)]
pub struct ConfirmSignIn {
    /// What the first step gave.
    pub first: String,
    /// What was typed as the code.
    pub code: String,
    /// Where.
    pub browser: Browser,
    /// What the browser keeps from signing in before.
    pub known_browser: Option<String>,
    /// The session that the browser held until now; it ends.
    pub before: Option<LinkToken>,
}

/// Somebody is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// What the browser holds from now on.
    pub session: LinkToken,
    /// Tells this browser from those that never signed in.
    pub known_browser: String,
}

impl Service {
    /// Checks address and password, and gives what the second step brings along.
    ///
    /// # Errors
    /// [`Problem::SignInRefused`]; [`Problem::TooManyRequests`] after many failures; [`Problem::Busy`];
    /// [`Problem::Unavailable`].
    pub async fn sign_in(&self, sign_in: SignIn) -> Result<String, Problem> {
        let address = typed_address_hash(self.root_key(), &sign_in.email);
        let known = sign_in.known_browser.as_deref();
        let tried = self.tried(&address, known);
        let counted = Count {
            tried,
            now: self.now(),
        };
        if !self.commit(counted).await? {
            return Err(Problem::TooManyRequests);
        }
        let staff = self.store().staff_by_address(&address).await;
        let staff = staff.map_err(problem::of_store)?;
        let stored = staff.as_ref().and_then(password_of);
        let is_right = self.passwords().verify(&sign_in.password, stored).await?;
        let staff = staff.filter(|staff| is_right && staff.disabled_at.is_none());
        let staff = staff.ok_or(Problem::SignInRefused)?;
        self.commit(Forget(tried)).await?;
        let ends_at = self.now() + BETWEEN_STEPS;
        let first = self.first_step(&staff, ends_at);
        first.ok_or(Problem::SignInRefused)
    }

    /// Checks the code and signs in.
    ///
    /// # Errors
    /// [`Problem::SignInNeeded`] when the first step is too long ago, or what it showed no longer stands;
    /// [`Problem::CodeRefused`]; [`Problem::TooManyRequests`] after many wrong codes; [`Problem::Unavailable`].
    pub async fn confirm_sign_in(&self, confirm: ConfirmSignIn) -> Result<SignedIn, Problem> {
        let staff = self.after_first_step(&confirm.first).await?;
        let key = self.staff_key(&staff.id).await?;
        let key = key.ok_or(Problem::SignInNeeded)?;
        let person = open_person(&key, &staff.person)?;
        let check = self.draw_code_check(&key, &staff, &confirm.code)?;
        let check = check.ok_or(Problem::SignInNeeded)?;
        let session = self.draw_session(&key, confirm.browser);
        let enter = Enter {
            check,
            password: password_of(&staff).unwrap_or_default().to_owned(),
            before: confirm.before.as_ref().map(LinkToken::hash),
            session: session.new,
            access: self.draw_access(
                staff.id,
                staff.id,
                AccessAction::SignedIn,
                AccessReason::Own,
            ),
        };
        let checked = self.commit(enter).await?;
        checked.ok_or(Problem::SignInNeeded)?.or_problem()?;
        Ok(SignedIn {
            session: session.token,
            known_browser: self.keep_known_browser(&person.email, confirm.known_browser),
        })
    }

    /// Failures count for the address, or for a browser that signed in with it before.
    fn tried(&self, address: &Digest, known_browser: Option<&str>) -> Tried {
        let browser = known_browser.and_then(|known| self.knows_browser(address, known));
        match browser {
            Some(browser) => Tried::browser(self.root_key(), &browser),
            None => Tried::address(self.root_key(), address),
        }
    }

    /// What a browser goes on keeping: what it has, if it signed in with this address before.
    pub(super) fn keep_known_browser(&self, email: &MailAddress, known: Option<String>) -> String {
        let address = address_hash(self.root_key(), email);
        let known = known.filter(|known| self.knows_browser(&address, known).is_some());
        known.unwrap_or_else(|| self.new_known_browser(email))
    }

    /// What a browser keeps after it signed in with an address. It opens nothing.
    pub(super) fn new_known_browser(&self, email: &MailAddress) -> String {
        let [browser @ .., _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] =
            self.chance().bytes32();
        let address = address_hash(self.root_key(), email);
        let proof = self.browser_proof(&address, &browser);
        URL_SAFE_NO_PAD.encode([&browser[..], &proof.0].concat())
    }

    /// The browser's random bytes, if it signed in with this address before.
    fn knows_browser(&self, address: &Digest, known: &str) -> Option<[u8; BROWSER]> {
        let bytes = URL_SAFE_NO_PAD.decode(known).ok()?;
        let (browser, proof) = bytes.split_first_chunk::<BROWSER>()?;
        (proof == self.browser_proof(address, browser).0).then_some(*browser)
    }

    fn browser_proof(&self, address: &Digest, browser: &[u8; BROWSER]) -> Digest {
        self.root_key()
            .derive("known browser v1", &[&address.0, browser])
    }

    /// What shows that the password was right, until `ends_at`, and as long as the password stays.
    fn first_step(&self, staff: &StoredStaff, ends_at: Timestamp) -> Option<String> {
        let ends_at = ends_at.as_microsecond().to_be_bytes();
        let proof = self.first_step_proof(staff, &ends_at)?;
        let bytes = [staff.id.as_bytes(), &ends_at[..], &proof.0].concat();
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    async fn after_first_step(&self, first: &str) -> Result<StoredStaff, Problem> {
        let (id, ends_at, proof) = read_first_step(first).ok_or(Problem::SignInNeeded)?;
        let staff = self.store().staff(&id).await;
        let staff = staff.map_err(problem::of_store)?;
        let staff = staff.filter(|staff| staff.disabled_at.is_none());
        let staff = staff.ok_or(Problem::SignInNeeded)?;
        let expected = self.first_step_proof(&staff, &ends_at);
        let stands = expected.is_some_and(|expected| expected == proof)
            && self.now().as_microsecond() < i64::from_be_bytes(ends_at);
        if stands {
            Ok(staff)
        } else {
            Err(Problem::SignInNeeded)
        }
    }

    fn first_step_proof(&self, staff: &StoredStaff, ends_at: &[u8; 8]) -> Option<Digest> {
        let password = password_of(staff)?;
        let parts = [staff.id.as_bytes(), &ends_at[..], password.as_bytes()];
        Some(
            self.root_key()
                .derive("first step of signing in v1", &parts),
        )
    }
}

fn password_of(staff: &StoredStaff) -> Option<&str> {
    let credentials = staff.credentials.as_ref()?;
    Some(&credentials.password)
}

fn read_first_step(first: &str) -> Option<(Uuid, [u8; 8], Digest)> {
    let bytes = URL_SAFE_NO_PAD.decode(first).ok()?;
    let (id, rest) = bytes.split_first_chunk::<16>()?;
    let (ends_at, proof) = rest.split_first_chunk::<8>()?;
    let proof = Digest(proof.try_into().ok()?);
    Some((Uuid::from_bytes(*id), *ends_at, proof))
}

struct Enter {
    check: CodeCheck,
    /// The hash of the password that the first step was right with.
    password: String,
    before: Option<Digest>,
    session: NewSession,
    access: Access,
}

impl Operation for Enter {
    /// None: what the first step showed no longer stands.
    type Output = Option<Checked>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let held = tx.hold_staff(&self.session.staff).await?;
        let stands = |held: &StoredStaff| {
            held.disabled_at.is_none() && password_of(held) == Some(&self.password)
        };
        let Some(held) = held.filter(stands) else {
            return Ok(None);
        };
        let checked = self.check.run(tx, &held).await?;
        if checked != Checked::Right {
            return Ok(Some(checked));
        }
        if let Some(before) = &self.before {
            tx.end_session_by_token(before).await?;
        }
        tx.insert_session(&self.session).await?;
        tx.log_access(&self.access).await?;
        Ok(Some(Checked::Right))
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

impl fmt::Debug for ConfirmSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConfirmSignIn(…)")
    }
}
