//! Passwords are hashed with Argon2id, 19 MiB and two passes (the floor of ASVS 5, appendix C), two at a time: more
//! would let anybody who can reach the sign-in page use up memory. A bounded number waits; the rest are told to come back.

use std::fmt;
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use domain::problem::Problem;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::problem;

/// KiB, passes and lanes.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// What a PHC string of ours begins with.
const PREFIX: &str = "$argon2id$v=19$m=19456,t=2,p=1$";
const SALT: usize = 16;
const OUTPUT: usize = 32;
/// How many are hashed at once.
const AT_ONCE: usize = 2;
/// How many may be on their way, hashed ones included: the last of them waits about a second.
const TAKEN_ON: usize = 32;

/// A password that somebody typed. It does not show itself, and is wiped when it is dropped.
#[derive(Clone)]
pub struct Password(Arc<Zeroizing<String>>);

impl Password {
    /// Takes what was typed.
    #[must_use]
    pub fn new(typed: String) -> Self {
        Self(Arc::new(Zeroizing::new(typed)))
    }

    pub(super) fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Hashes passwords.
pub(crate) struct Passwords {
    taken_on: Semaphore,
    at_once: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            taken_on: Semaphore::new(TAKEN_ON),
            at_once: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

type Output = Zeroizing<[u8; OUTPUT]>;

impl Passwords {
    /// The PHC string to store.
    ///
    /// # Errors
    /// [`Problem::Busy`].
    pub(super) async fn hash(
        &self,
        password: &Password,
        salt: [u8; SALT],
    ) -> Result<String, Problem> {
        let output = self.compute(password, salt).await?;
        let (salt, output) = (
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(*output),
        );
        Ok(format!("{PREFIX}{salt}${output}"))
    }

    /// Whether the password is the one that was stored. Where nothing was stored it is the same work, and never so.
    ///
    /// # Errors
    /// [`Problem::Busy`].
    pub(super) async fn verify(
        &self,
        password: &Password,
        stored: Option<&str>,
    ) -> Result<bool, Problem> {
        let stored = stored
            .map(|text| read(text).ok_or_else(|| problem::missing("a readable password hash")))
            .transpose()?;
        let salt = stored.as_ref().map_or([0; SALT], |(salt, _)| *salt);
        let output = self.compute(password, salt).await?;
        Ok(stored.is_some_and(|(_, expected)| same(&expected, &output)))
    }

    async fn compute(&self, password: &Password, salt: [u8; SALT]) -> Result<Output, Problem> {
        let _taken_on = self.taken_on.try_acquire().map_err(|_| Problem::Busy)?;
        let turn = Arc::clone(&self.at_once).acquire_owned().await;
        let turn = turn.map_err(|_| problem::missing("an open semaphore"))?;
        let password = password.clone();
        // The turn goes along: whoever leaves does not make room for another before the work is done.
        let computing = tokio::task::spawn_blocking(move || {
            let output = argon2id(&password, &salt);
            drop(turn);
            output
        });
        let computed = computing.await.ok().flatten();
        computed.ok_or_else(|| problem::missing("a password hash"))
    }
}

fn argon2id(password: &Password, salt: &[u8; SALT]) -> Option<Output> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(OUTPUT)).ok()?;
    let mut output = Zeroizing::new([0; OUTPUT]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_str().as_bytes(), salt, &mut *output)
        .ok()?;
    Some(output)
}

fn read(text: &str) -> Option<([u8; SALT], [u8; OUTPUT])> {
    let (salt, output) = text.strip_prefix(PREFIX)?.split_once('$')?;
    let salt = STANDARD_NO_PAD.decode(salt).ok()?.try_into().ok()?;
    let output = STANDARD_NO_PAD.decode(output).ok()?.try_into().ok()?;
    Some((salt, output))
}

/// Whether two outputs are the same, in a time that does not tell where they differ.
fn same(one: &[u8; OUTPUT], other: &[u8; OUTPUT]) -> bool {
    let differing = one.iter().zip(other).fold(0, |bits, (a, b)| bits | (a ^ b));
    differing == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::new(text.to_owned())
    }

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other_is() {
        let passwords = Passwords::default();
        let stored = passwords
            .hash(&password("korrekt hest"), [1; SALT])
            .await
            .unwrap();
        assert!(stored.starts_with(PREFIX) && !stored.contains("hest"));
        let verify = async |text: &str, stored: Option<&str>| {
            passwords.verify(&password(text), stored).await.unwrap()
        };
        assert!(verify("korrekt hest", Some(&stored)).await);
        assert!(!verify("korrekt hesT", Some(&stored)).await);
        assert!(!verify("", Some(&stored)).await);
        assert!(!verify("korrekt hest", None).await);
        let other = passwords.hash(&password("korrekt hest"), [2; SALT]).await;
        assert_ne!(other.unwrap(), stored);
    }

    #[tokio::test]
    async fn a_damaged_hash_is_a_fault_and_no_password_s() {
        let passwords = Passwords::default();
        let verified = passwords
            .verify(&password("x"), Some("$argon2id$v=19$x"))
            .await;
        assert_eq!(verified, Err(Problem::Fault));
    }

    #[test]
    fn the_cost_is_the_one_that_the_stored_text_names() {
        let (memory, passes, lanes) = COST;
        let expected = format!("$argon2id$v=19$m={memory},t={passes},p={lanes}$");
        assert_eq!(PREFIX, expected);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn many_at_once_wait_and_too_many_are_told_to_come_back() {
        let passwords = Arc::new(Passwords::default());
        let hashing: Vec<_> = (0..TAKEN_ON + 8)
            .map(|_| {
                let passwords = Arc::clone(&passwords);
                tokio::spawn(async move { passwords.hash(&password("x"), [0; SALT]).await })
            })
            .collect();
        let mut done = 0;
        let mut busy = 0;
        for one in hashing {
            match one.await.unwrap() {
                Ok(_) => done += 1,
                Err(problem) => {
                    assert_eq!(problem, Problem::Busy);
                    busy += 1;
                }
            }
        }
        assert!(done >= TAKEN_ON && busy >= 1, "{done} done, {busy} busy");
        assert!(passwords.hash(&password("x"), [0; SALT]).await.is_ok());
    }

    #[test]
    fn a_password_does_not_show_itself() {
        assert_eq!(format!("{:?}", password("secret")), "Password(…)");
    }
}
