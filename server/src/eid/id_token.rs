//! What the provider says of whom, signed by it (OpenID Connect Core 1.0, 3.1.3.7). Each part is checked, and whatever
//! does not fit makes all of it worth nothing.

use jiff::Timestamp;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;

/// Kinds of signatures that are believed: with a key of which only the provider holds the secret half.
const BELIEVED: [Algorithm; 3] = [Algorithm::RS256, Algorithm::PS256, Algorithm::ES256];
/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 60;
/// How long the provider's name for a person may be (OpenID Connect Core 1.0, 2).
const LONGEST_SUBJECT: usize = 255;

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
    keys: &JwkSet,
    expected: &Expected<'_>,
) -> Result<String, NotBelieved> {
    let claims = signed(token, keys)?;
    check(&claims, expected)?;
    Ok(claims.sub)
}

fn signed(token: &str, keys: &JwkSet) -> Result<Claims, NotBelieved> {
    let header = decode_header(token).map_err(|_| NotBelieved::Signature)?;
    if !BELIEVED.contains(&header.alg) {
        return Err(NotBelieved::Kind);
    }
    let key = key_of(header.kid.as_deref(), keys).ok_or(NotBelieved::Key)?;
    let key = DecodingKey::from_jwk(key).map_err(|_| NotBelieved::Key)?;
    let mut how = Validation::new(header.alg);
    // Its claims are checked below, by the clock that is passed in.
    how.validate_exp = false;
    how.validate_aud = false;
    how.required_spec_claims.clear();
    let read = decode::<Claims>(token, &key, &how);
    read.map(|read| read.claims)
        .map_err(|_| NotBelieved::Signature)
}

/// The key that is named, or the only one.
fn key_of<'a>(name: Option<&str>, keys: &'a JwkSet) -> Option<&'a Jwk> {
    match (name, keys.keys.as_slice()) {
        (Some(name), _) => keys.find(name),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
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
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use p256::ecdsa::signature::Signer as _;
    use p256::ecdsa::{Signature, SigningKey};
    use serde_json::{Value, json};

    use super::*;

    fn key(byte: u8) -> SigningKey {
        SigningKey::from_slice(&[byte; 32]).unwrap()
    }

    /// The keys that a provider shows.
    fn shown(key: &SigningKey, name: &str) -> JwkSet {
        let point = key.verifying_key().to_sec1_point(false);
        let bytes = point.as_bytes();
        serde_json::from_value(json!({ "keys": [{
            "kty": "EC", "crv": "P-256", "kid": name, "alg": "ES256", "use": "sig",
            "x": URL_SAFE_NO_PAD.encode(&bytes[1..33]),
            "y": URL_SAFE_NO_PAD.encode(&bytes[33..65]),
        }]}))
        .unwrap()
    }

    fn token(key: &SigningKey, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let said = format!("{}.{}", part(header), part(claims));
        let signature: Signature = key.sign(said.as_bytes());
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }

    fn header() -> Value {
        json!({ "alg": "ES256", "kid": "one" })
    }

    fn claims() -> Value {
        json!({
            "iss": "https://broker.example", "aud": "us", "sub": "anna", "nonce": "n",
            "exp": 1_800_000_300, "iat": 1_800_000_000, "acr": "substantial",
            "name": "Anna", "birthdate": "1990-01-01",
        })
    }

    fn read(token: &str, keys: &JwkSet, acr: &[String]) -> Result<String, NotBelieved> {
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
        let key = key(7);
        let keys = shown(&key, "one");
        let whole = token(&key, &header(), &claims());
        assert_eq!(read(&whole, &keys, &[]), Ok("anna".to_owned()));
        let acr = ["high".to_owned(), "substantial".to_owned()];
        assert_eq!(read(&whole, &keys, &acr), Ok("anna".to_owned()));
    }

    #[test]
    fn each_claim_that_does_not_fit_makes_it_worth_nothing() {
        let key = key(7);
        let keys = shown(&key, "one");
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
            let read = read(&token(&key, &header(), &claims), &keys, &acr);
            assert_eq!(read, Err(broken), "{claim}");
        }
    }

    #[test]
    fn only_the_provider_s_own_signature_is_believed() {
        let key = key(7);
        let keys = shown(&key, "one");
        let whole = token(&key, &header(), &claims());
        let forged = token(&self::key(8), &header(), &claims());
        assert_eq!(read(&forged, &keys, &[]), Err(NotBelieved::Signature));
        let (said, signature) = whole.rsplit_once('.').unwrap();
        let (head, _) = said.split_once('.').unwrap();
        let mut other = claims();
        other["sub"] = json!("berta");
        let other = URL_SAFE_NO_PAD.encode(other.to_string());
        let changed = format!("{head}.{other}.{signature}");
        assert_eq!(read(&changed, &keys, &[]), Err(NotBelieved::Signature));
        for (alg, broken) in [
            ("none", NotBelieved::Signature),
            ("HS256", NotBelieved::Kind),
            ("ES384", NotBelieved::Kind),
        ] {
            let unsigned = token(&key, &json!({ "alg": alg, "kid": "one" }), &claims());
            assert_eq!(read(&unsigned, &keys, &[]), Err(broken), "{alg}");
        }
        let unknown = token(&key, &json!({ "alg": "ES256", "kid": "two" }), &claims());
        assert_eq!(read(&unknown, &keys, &[]), Err(NotBelieved::Key));
        for nonsense in ["", ".", "..", "a.b.c", "æ"] {
            assert!(read(nonsense, &keys, &[]).is_err(), "{nonsense}");
        }
    }
}
