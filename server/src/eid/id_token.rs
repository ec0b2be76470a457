//! What the provider says of whom, signed by it (OpenID Connect Core 1.0, 3.1.3.7). Each part is checked, and whatever
//! does not fit makes all of it worth nothing.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use rsa::traits::PublicKeyParts as _;
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

/// The one kind of signature that is believed. Every provider must offer it (OpenID Connect Discovery 1.0, 3), and what
/// names another kind, or none, is not looked at.
const BELIEVED: &str = "RS256";
/// What stands before a hash by SHA-256 where it is signed (RFC 8017, 9.2, note 1).
const SHA_256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];
/// The shortest key that is believed, in bytes (RFC 7518, 3.3).
const SHORTEST_KEY: usize = 256;
/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 60;
/// How long the provider's name for a person may be (OpenID Connect Core 1.0, 2).
const LONGEST_SUBJECT: usize = 255;

/// The keys that a provider shows (RFC 7517).
#[derive(Deserialize)]
pub(super) struct Keys {
    keys: Vec<Key>,
}

/// One of them. Of kinds that are not believed only the kind is read.
#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
}

/// What it must say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    /// One of these, unless there are none.
    pub(super) acr: &'a [String],
    pub(super) now: Timestamp,
}

/// Why it is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotBelieved {
    #[error("its signature is of a kind that is not believed")]
    Kind,
    #[error("it is signed with a key that the provider does not show")]
    Key,
    #[error("its signature is not the provider's, or it cannot be read")]
    Signature,
    #[error("it is of another provider")]
    Issuer,
    #[error("it is for somebody else")]
    Audience,
    #[error("it is too old, or of the future")]
    Time,
    #[error("it answers another question")]
    Nonce,
    #[error("the provider was not sure enough")]
    Acr,
    #[error("it names nobody")]
    Subject,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: OneOrMany,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nonce: String,
    acr: Option<String>,
    sub: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// The provider's name for the person, once everything else is as expected.
pub(super) fn subject_of(
    token: &str,
    keys: &Keys,
    expected: &Expected<'_>,
) -> Result<String, NotBelieved> {
    let claims = signed(token, keys)?;
    check(&claims, expected)?;
    Ok(claims.sub)
}

/// What the provider signed (RFC 7515, 5.2).
fn signed(token: &str, keys: &Keys) -> Result<Claims, NotBelieved> {
    let (said, signature) = token.rsplit_once('.').ok_or(NotBelieved::Signature)?;
    let (header, claims) = said.split_once('.').ok_or(NotBelieved::Signature)?;
    let header: Header = read(header)?;
    if header.alg != BELIEVED {
        return Err(NotBelieved::Kind);
    }
    let key = key_of(header.kid.as_deref(), keys).ok_or(NotBelieved::Key)?;
    let signature = URL_SAFE_NO_PAD.decode(signature);
    let signature = signature.map_err(|_| NotBelieved::Signature)?;
    let how = Pkcs1v15Sign {
        hash_len: Some(32),
        prefix: Box::new(SHA_256),
    };
    let hash = Sha256::digest(said.as_bytes());
    key.verify(how, &hash[..], &signature)
        .map_err(|_| NotBelieved::Signature)?;
    read(claims)
}

fn read<T: DeserializeOwned>(part: &str) -> Result<T, NotBelieved> {
    let bytes = URL_SAFE_NO_PAD.decode(part);
    let bytes = bytes.map_err(|_| NotBelieved::Signature)?;
    serde_json::from_slice(&bytes).map_err(|_| NotBelieved::Signature)
}

/// The key that is named, or the only one of its kind.
fn key_of(name: Option<&str>, keys: &Keys) -> Option<RsaPublicKey> {
    let mut fitting = keys
        .keys
        .iter()
        .filter(|key| key.kty == "RSA" && (name.is_none() || key.kid.as_deref() == name));
    let key = fitting.next().filter(|_| fitting.next().is_none())?;
    let number = |part: &Option<String>| {
        let bytes = URL_SAFE_NO_PAD.decode(part.as_deref()?).ok()?;
        Some(BigUint::from_bytes_be(&bytes))
    };
    let key = RsaPublicKey::new(number(&key.n)?, number(&key.e)?).ok()?;
    (key.size() >= SHORTEST_KEY).then_some(key)
}

fn check(claims: &Claims, expected: &Expected<'_>) -> Result<(), NotBelieved> {
    let now = expected.now.as_second();
    let is_for_us = match &claims.aud {
        OneOrMany::One(one) => one == expected.client,
        OneOrMany::Many(many) => many.iter().any(|one| one == expected.client),
    };
    let azp = claims.azp.as_deref();
    let is_to_us = match &claims.aud {
        OneOrMany::Many(many) if many.len() > 1 => azp == Some(expected.client),
        _ => azp.is_none_or(|azp| azp == expected.client),
    };
    let acr = claims.acr.as_ref();
    let is_sure = expected.acr.is_empty() || acr.is_some_and(|acr| expected.acr.contains(acr));
    let rules = [
        (claims.iss == expected.issuer, NotBelieved::Issuer),
        (is_for_us && is_to_us, NotBelieved::Audience),
        (
            now - SKEW < claims.exp && claims.iat <= now + SKEW,
            NotBelieved::Time,
        ),
        (claims.nonce == expected.nonce, NotBelieved::Nonce),
        (is_sure, NotBelieved::Acr),
        (
            !claims.sub.is_empty() && claims.sub.len() <= LONGEST_SUBJECT,
            NotBelieved::Subject,
        ),
    ];
    match rules.into_iter().find(|(holds, _)| !holds) {
        Some((_, broken)) => Err(broken),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use rsa::RsaPrivateKey;
    use rsa::pkcs8::DecodePrivateKey as _;
    use serde_json::{Value, json};

    use super::*;

    /// The key that mails are signed with in tests.
    static KEY: LazyLock<RsaPrivateKey> = LazyLock::new(|| {
        let pem = include_str!("../../tests/behaviour/dkim_for_tests_only.pem");
        RsaPrivateKey::from_pkcs8_pem(pem).unwrap()
    });

    /// The keys that a provider shows.
    fn shown() -> Keys {
        let part = |number: &BigUint| URL_SAFE_NO_PAD.encode(number.to_bytes_be());
        let key = json!({ "kty": "RSA", "kid": "one", "n": part(KEY.n()), "e": part(KEY.e()) });
        let other = json!({ "kty": "EC", "kid": "two", "crv": "P-256", "x": "", "y": "" });
        serde_json::from_value(json!({ "keys": [other, key] })).unwrap()
    }

    fn token(header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let said = format!("{}.{}", part(header), part(claims));
        let how = Pkcs1v15Sign {
            hash_len: Some(32),
            prefix: Box::new(SHA_256),
        };
        let signature = KEY.sign(how, &Sha256::digest(said.as_bytes())[..]).unwrap();
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn header() -> Value {
        json!({ "alg": "RS256", "kid": "one" })
    }

    fn claims() -> Value {
        json!({
            "iss": "https://broker.example", "aud": "us", "sub": "anna", "nonce": "n",
            "exp": 1_800_000_300, "iat": 1_800_000_000, "acr": "substantial",
            "name": "Anna", "birthdate": "1990-01-01",
        })
    }

    fn read(token: &str, keys: &Keys, acr: &[String]) -> Result<String, NotBelieved> {
        let expected = Expected {
            issuer: "https://broker.example",
            client: "us",
            nonce: "n",
            acr,
            now: Timestamp::from_second(1_800_000_010).unwrap(),
        };
        subject_of(token, keys, &expected)
    }

    #[test]
    fn what_fits_names_the_person_and_nothing_else_of_it_is_read() {
        let whole = token(&header(), &claims());
        assert_eq!(read(&whole, &shown(), &[]), Ok("anna".to_owned()));
        let acr = ["high".to_owned(), "substantial".to_owned()];
        assert_eq!(read(&whole, &shown(), &acr), Ok("anna".to_owned()));
        let unnamed = token(&json!({ "alg": "RS256" }), &claims());
        assert_eq!(read(&unnamed, &shown(), &[]), Ok("anna".to_owned()));
    }

    #[test]
    fn each_claim_that_does_not_fit_makes_it_worth_nothing() {
        for (claim, value, broken) in [
            ("iss", json!("https://broker.example/"), NotBelieved::Issuer),
            ("aud", json!("them"), NotBelieved::Audience),
            ("aud", json!(["us", "them"]), NotBelieved::Audience),
            ("azp", json!("them"), NotBelieved::Audience),
            ("exp", json!(1_799_999_950), NotBelieved::Time),
            ("iat", json!(1_800_000_071), NotBelieved::Time),
            ("nonce", json!("m"), NotBelieved::Nonce),
            ("nonce", Value::Null, NotBelieved::Signature),
            ("sub", json!(""), NotBelieved::Subject),
            ("sub", json!("a".repeat(256)), NotBelieved::Subject),
            ("acr", json!("low"), NotBelieved::Acr),
            ("acr", Value::Null, NotBelieved::Acr),
        ] {
            let mut claims = claims();
            claims[claim] = value;
            let acr = ["substantial".to_owned()];
            let read = read(&token(&header(), &claims), &shown(), &acr);
            assert_eq!(read, Err(broken), "{claim}");
        }
    }

    #[test]
    fn only_the_provider_s_own_signature_is_believed() {
        let whole = token(&header(), &claims());
        let (said, signature) = whole.rsplit_once('.').unwrap();
        let (head, _) = said.split_once('.').unwrap();
        let mut other = claims();
        other["sub"] = json!("berta");
        let other = URL_SAFE_NO_PAD.encode(other.to_string());
        let changed = format!("{head}.{other}.{signature}");
        assert_eq!(read(&changed, &shown(), &[]), Err(NotBelieved::Signature));
        let unsigned = format!("{said}.");
        assert_eq!(read(&unsigned, &shown(), &[]), Err(NotBelieved::Signature));
        for alg in ["none", "HS256", "ES256", "rs256"] {
            let other = token(&json!({ "alg": alg, "kid": "one" }), &claims());
            assert_eq!(read(&other, &shown(), &[]), Err(NotBelieved::Kind), "{alg}");
        }
        for kid in ["two", "three"] {
            let other = token(&json!({ "alg": "RS256", "kid": kid }), &claims());
            assert_eq!(read(&other, &shown(), &[]), Err(NotBelieved::Key), "{kid}");
        }
        for nonsense in ["", ".", "..", "a.b.c", "æ"] {
            assert!(read(nonsense, &shown(), &[]).is_err(), "{nonsense}");
        }
    }

    #[test]
    fn a_short_key_and_two_that_fit_are_not_believed() {
        let short = json!({ "kty": "RSA", "kid": "one", "n": URL_SAFE_NO_PAD.encode([0xc5; 128]), "e": "AQAB" });
        let short: Keys = serde_json::from_value(json!({ "keys": [short] })).unwrap();
        let whole = token(&header(), &claims());
        assert_eq!(read(&whole, &short, &[]), Err(NotBelieved::Key));
        let mut two = shown();
        two.keys.extend(shown().keys);
        assert_eq!(read(&whole, &two, &[]), Err(NotBelieved::Key));
    }
}
