//! Who passkeys are for: the host that people reach the service at.

use std::fmt;

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// The host that passkeys belong to, and the one origin whose answers count.
///
/// The library draws its challenges from the operating system's chance itself, as nobody may choose them, and reads the
/// clock only for certificates of attestation, which are not asked for.
#[derive(Clone)]
pub struct RelyingParty(Webauthn);

impl RelyingParty {
    /// Of the service at `origin`, called `name` where a device asks its owner. None where no browser would make or use
    /// a passkey: at an address in numbers, and where others could read along (WebAuthn L3 §5.1.3, §13.4.9).
    #[must_use]
    pub fn at(origin: &str, name: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let host = origin.domain()?;
        let is_safe = origin.scheme() == "https" || host == "localhost";
        if !is_safe {
            return None;
        }
        let builder = WebauthnBuilder::new(host, &origin).ok()?;
        builder.rp_name(name).build().ok().map(Self)
    }

    pub(super) const fn webauthn(&self) -> &Webauthn {
        &self.0
    }
}

impl fmt::Debug for RelyingParty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RelyingParty(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_belong_to_a_name_that_is_reached_safely() {
        for origin in [
            "https://samtykke.example.dk",
            "https://samtykke.example.dk:8443",
            "http://localhost:3000",
        ] {
            assert!(RelyingParty::at(origin, "x").is_some(), "{origin}");
        }
        for origin in [
            "http://127.0.0.1:3000",
            "https://192.0.2.1",
            "https://[2001:db8::1]",
            "http://samtykke.example.dk",
            "http://localhost.example.dk",
            "samtykke.example.dk",
            "",
        ] {
            assert!(RelyingParty::at(origin, "x").is_none(), "{origin}");
        }
    }
}
