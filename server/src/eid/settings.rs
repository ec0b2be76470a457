//! Which provider, as the settings say.

use std::path::PathBuf;

use url::{Host, Url};

use crate::config::ConfigError;

const NAME: &str = "SAMTYKKE_OIDC";
const REMEDY: &str = "write issuer=https://… client=… secret=FILE name=MitID, and perhaps acr=…, with spaces between them";

/// A provider, and who we are to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EidSettings {
    /// Its address, exactly as it calls itself.
    pub issuer: String,
    /// What it calls us.
    pub client: String,
    /// The file with our secret.
    pub secret: PathBuf,
    /// What people call it: "MitID".
    pub name: String,
    /// How sure it must be of whom it names, one of these values of `acr`; anything goes when there are none.
    pub acr: Vec<String>,
}

impl EidSettings {
    /// Reads what is written.
    ///
    /// # Errors
    /// Names the setting, and what to write instead.
    pub(crate) fn parse(written: &str) -> Result<Self, ConfigError> {
        Self::read(written).ok_or_else(|| ConfigError::Value {
            name: NAME,
            value: written.to_owned(),
            remedy: REMEDY,
        })
    }

    fn read(written: &str) -> Option<Self> {
        let mut issuer = None;
        let mut client = None;
        let mut secret = None;
        let mut name = None;
        let mut acr = Vec::new();
        for part in written.split_whitespace() {
            let (key, value) = part
                .split_once('=')
                .filter(|(_, value)| !value.is_empty())?;
            match key {
                "issuer" => issuer = Some(value.to_owned()).filter(|url| is_safe(url)),
                "client" => client = Some(value.to_owned()),
                "secret" => secret = Some(PathBuf::from(value)),
                "name" => name = Some(value.to_owned()),
                "acr" => acr = value.split(',').map(str::to_owned).collect(),
                _ => return None,
            }
        }
        Some(Self {
            issuer: issuer?,
            client: client?,
            secret: secret?,
            name: name?,
            acr,
        })
    }
}

/// Over TLS, or on this machine.
pub(super) fn is_safe(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => return false,
    };
    url.username().is_empty() && (url.scheme() == "https" || url.scheme() == "http" && is_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_read_and_anything_else_is_told() {
        let written = "issuer=https://broker.example/op client=urn:us secret=/run/oidc name=MitID acr=high,substantial";
        let settings = EidSettings::parse(written).unwrap();
        assert_eq!(settings.issuer, "https://broker.example/op");
        assert_eq!(settings.acr, ["high", "substantial"]);
        for wrong in [
            "",
            "issuer=https://broker.example client=us secret=/run/oidc",
            "issuer=http://broker.example client=us secret=/f name=M",
            "issuer=https://x@broker.example client=us secret=/f name=M",
            "issuer=broker client=us secret=/f name=M",
            "issuer=https://broker.example client=us secret=/f name=M scope=ssn",
        ] {
            assert!(EidSettings::parse(wrong).is_err(), "{wrong}");
        }
        assert!(is_safe("http://127.0.0.1:3000/op") && is_safe("http://localhost:1"));
    }
}
