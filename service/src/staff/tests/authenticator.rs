//! An authenticator in software, which answers as a browser with a platform key would (WebAuthn L3 §6). The server's
//! tests use it too.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// Flags of what an authenticator tells: somebody was there, it was its owner, and a new key follows.
const PRESENT: u8 = 1;
const VERIFIED: u8 = 4;
const ATTESTED: u8 = 64;

/// A key on a device.
#[derive(Clone)]
pub(crate) struct Authenticator {
    key: SigningKey,
    id: [u8; 16],
    user: String,
    /// Where the browser is.
    pub(crate) origin: String,
    /// How often it answered.
    pub(crate) counter: u32,
    /// Whether it checks its owner.
    pub(crate) verifies: bool,
}

impl Authenticator {
    /// Makes a key as `options` ask, in a browser at `origin`; `seed` tells one key from another. Gives what the
    /// browser answers, too.
    pub(crate) fn make(seed: u8, origin: &str, options: &str) -> (Self, String) {
        let options: Value = serde_json::from_str(options).unwrap();
        let made = Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: [seed; 16],
            user: text(&options["user"]["id"]),
            origin: origin.to_owned(),
            counter: 0,
            verifies: true,
        };
        let answer = made.attest(&options);
        (made, answer)
    }

    /// Tells of its key again, in answer to other options.
    pub(crate) fn attest(&self, options: &Value) -> String {
        assert_eq!(options["authenticatorSelection"]["residentKey"], "required");
        let client = self.client("webauthn.create", options);
        let data = self.data(&text(&options["rp"]["id"]), Some(self.attested()));
        // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}.
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        self.credential(&json!({
            "clientDataJSON": encode(&client),
            "attestationObject": encode(&object),
        }))
    }

    /// Answers as `options` ask.
    pub(crate) fn answer(&mut self, options: &str) -> String {
        let options: Value = serde_json::from_str(options).unwrap();
        assert_eq!(options["userVerification"], "required");
        self.counter += 1;
        let client = self.client("webauthn.get", &options);
        let data = self.data(&text(&options["rpId"]), None);
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        self.credential(&json!({
            "clientDataJSON": encode(&client),
            "authenticatorData": encode(&data),
            "signature": encode(signature.to_der().as_bytes()),
            "userHandle": self.user,
        }))
    }

    /// The same device, of somebody else as it says.
    pub(crate) fn of_another(&self, user: &[u8]) -> Self {
        Self {
            user: encode(user),
            ..self.clone()
        }
    }

    /// Whether a browser that is asked with `options` would ask this key.
    pub(crate) fn is_asked(&self, options: &str) -> bool {
        let options: Value = serde_json::from_str(options).unwrap();
        let allowed = options["allowCredentials"].as_array().unwrap();
        allowed.is_empty() || allowed.iter().any(|one| one["id"] == encode(&self.id))
    }

    fn client(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["challenge"];
        let data = json!({"type": kind, "challenge": challenge, "origin": self.origin});
        data.to_string().into_bytes()
    }

    fn data(&self, host: &str, attested: Option<Vec<u8>>) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let is_new = attested.as_ref().map_or(0, |_| ATTESTED);
        let mut data = Sha256::digest(host.as_bytes()).to_vec();
        data.push(PRESENT | verified | is_new);
        data.extend(self.counter.to_be_bytes());
        data.extend(attested.unwrap_or_default());
        data
    }

    fn attested(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let model = [0; 16];
        let mut attested = [&model[..], &[0, 16], &self.id].concat();
        // CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}, a point of P-256 for ES256.
        attested.extend(b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20");
        attested.extend(point.x().unwrap());
        attested.extend(b"\x22\x58\x20");
        attested.extend(point.y().unwrap());
        attested
    }

    fn credential(&self, response: &Value) -> String {
        let credential = json!({
            "id": encode(&self.id),
            "rawId": encode(&self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": response,
        });
        credential.to_string()
    }
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}
