//! Signing mails (DKIM, RFC 6376), so that who receives one can tell that it is ours and unchanged.

use std::path::{Path, PathBuf};

use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey as _, EncodeRsaPrivateKey as _, LineEnding};
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::PublicKeyParts as _;

use crate::key_file::{self, KeyFileError};

/// The longest key file.
const LONGEST: u64 = 64 * 1024;
/// The fewest bytes of a key's modulus that receivers still trust (RFC 8301: 1024 bits; 2048 are advised).
const LEAST: usize = 128;

/// What a signature covers. Each is named twice, so that one that a mail does not have, or a second one beside one that
/// it has, cannot be added on the way (RFC 6376, 8.15).
const SIGNED: [&str; 15] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Auto-Submitted",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot sign mails with {file}, which SAMTYKKE_DKIM_KEY names: {problem}")]
pub struct DkimError {
    file: PathBuf,
    problem: String,
}

/// Reads the key in `file`, for mails from `domain`.
///
/// # Errors
/// When it cannot be read, can be read by others, or is not an RSA key in PEM form.
pub(super) fn signer(file: &Path, selector: &str, domain: &str) -> Result<DkimConfig, DkimError> {
    let refused = |problem: String| DkimError {
        file: file.to_owned(),
        problem,
    };
    let pem = read(file).map_err(refused)?;
    let key = parse(&pem).map_err(refused)?;
    let headers = [SIGNED, SIGNED].concat().into_iter();
    let headers = headers.map(HeaderName::new_from_ascii_str).collect();
    let canonicalization = DkimCanonicalization {
        header: DkimCanonicalizationType::Relaxed,
        body: DkimCanonicalizationType::Relaxed,
    };
    Ok(DkimConfig::new(
        selector.to_owned(),
        domain.to_owned(),
        key,
        headers,
        canonicalization,
    ))
}

fn read(file: &Path) -> Result<String, String> {
    let bytes = key_file::read(file, LONGEST).map_err(|error| match error {
        KeyFileError::Unreadable(error) => format!("{error}. Make it readable"),
        KeyFileError::Exposed => "others may read it. Take that right away: chmod 600".to_owned(),
    })?;
    let bytes = bytes.ok_or("there is no such file")?;
    String::from_utf8(bytes).map_err(|_| NOT_A_KEY.to_owned())
}

const NOT_A_KEY: &str =
    "it is not an RSA key in PEM form. Make one: openssl genrsa -out dkim.pem 2048";

fn parse(pem: &str) -> Result<DkimSigningKey, String> {
    let key = RsaPrivateKey::from_pkcs8_pem(pem).or_else(|_| RsaPrivateKey::from_pkcs1_pem(pem));
    let key = key.map_err(|_| NOT_A_KEY.to_owned())?;
    if key.size() < LEAST {
        return Err("the key is shorter than 1024 bits, which receivers refuse".to_owned());
    }
    let pem = key.to_pkcs1_pem(LineEnding::LF);
    let pem = pem.map_err(|_| NOT_A_KEY.to_owned())?;
    DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).map_err(|_| NOT_A_KEY.to_owned())
}
