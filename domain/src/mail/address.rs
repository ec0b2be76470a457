//! A mail address: one, and nothing beside it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// The longest address that mail servers must take, in bytes (RFC 5321, 4.5.3.1.3, without the angle brackets).
const LONGEST: usize = 254;
/// The longest part before the @ (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// Why something typed is not an address that we send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("no address")]
    Missing,
    /// More than one was typed.
    #[error("more than one address")]
    Several,
    /// It is none, or of a kind that no mail form takes (quotes, comments, an IP address, a name without a dot).
    #[error("not an address")]
    Malformed,
}

impl From<AddressError> for Problem {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::Missing => Self::MissingAddress,
            AddressError::Several => Self::SeveralAddresses,
            AddressError::Malformed => Self::MalformedAddress,
        }
    }
}

/// The address of one mailbox. The part before the @ stays as it was typed; the domain is in its ASCII form and
/// lower case (IDNA), so that a look-alike shows as what it is: `xn--…`.
///
/// It has no `Display`, and its `Debug` is silent, so that none gets into a log by the way.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MailAddress {
    address: String,
    at: usize,
}

impl MailAddress {
    /// Reads what a person typed; space around it is dropped.
    ///
    /// What browsers take in a field for addresses is taken, but for domains of a single name.
    ///
    /// # Errors
    /// See [`AddressError`].
    pub fn parse(typed: &str) -> Result<Self, AddressError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Missing);
        }
        if typed.matches('@').count() > 1 && typed.contains([',', ';', ' ', '\n', '\r', '\t']) {
            return Err(AddressError::Several);
        }
        let (local, domain) = typed.rsplit_once('@').ok_or(AddressError::Malformed)?;
        let domain = ascii_domain(domain).ok_or(AddressError::Malformed)?;
        let address = format!("{local}@{domain}");
        if !is_local(local) || address.len() > LONGEST {
            return Err(AddressError::Malformed);
        }
        Ok(Self {
            address,
            at: local.len(),
        })
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What is before the @, as typed.
    #[must_use]
    pub fn local(&self) -> &str {
        &self.address[..self.at]
    }

    /// The domain, in ASCII and lower case.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.address[self.at + 1..]
    }

    /// What stands behind the plus in an address that is this one with an extension (RFC 5233), in lower case; none for
    /// any other address.
    #[must_use]
    pub fn extension_in(&self, other: &str) -> Option<String> {
        let other = Self::parse(other).ok()?.mailbox();
        let own = self.mailbox();
        let (local, domain) = own.rsplit_once('@')?;
        let extension = other
            .strip_prefix(local)?
            .strip_prefix('+')?
            .strip_suffix(domain)?
            .strip_suffix('@')?;
        Some(extension.to_owned())
    }

    /// What is compared, and hashed with a key, to tell whether two addresses are the same mailbox: all of it in
    /// lower case. No mail service worth the name tells `Anna` from `anna`.
    #[must_use]
    pub fn mailbox(&self) -> String {
        self.address.to_ascii_lowercase()
    }
}

/// Atoms with single dots between (RFC 5322, 3.2.3).
fn is_local(local: &str) -> bool {
    let is_atom = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    local.len() <= LONGEST_LOCAL && local.split('.').all(is_atom)
}

/// At least two names, none too long, and the last not a number: no IP address, nothing on the local network.
fn ascii_domain(domain: &str) -> Option<String> {
    // What is longer than any domain is not worth the work of converting it.
    if domain.len() > 4 * LONGEST {
        return None;
    }
    let domain = idna::domain_to_ascii_strict(domain).ok()?;
    let last = domain.rsplit('.').next()?;
    let is_public = domain.contains('.') && last.bytes().any(|b| b.is_ascii_alphabetic());
    is_public.then_some(domain)
}

impl TryFrom<String> for MailAddress {
    type Error = AddressError;

    fn try_from(typed: String) -> Result<Self, AddressError> {
        Self::parse(&typed)
    }
}

impl From<MailAddress> for String {
    fn from(address: MailAddress) -> Self {
        address.address
    }
}

impl fmt::Debug for MailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailAddress(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_keeps_what_was_typed_and_its_domain_is_ascii_in_lower_case() {
        let typed = " Anna.Bech+nyt@Blåbær.DK ";
        let address = MailAddress::parse(typed).unwrap();
        assert_eq!(address.as_str(), "Anna.Bech+nyt@xn--blbr-roah.dk");
        assert_eq!(address.local(), "Anna.Bech+nyt");
        assert_eq!(address.domain(), "xn--blbr-roah.dk");
        assert_eq!(address.mailbox(), "anna.bech+nyt@xn--blbr-roah.dk");
    }

    #[test]
    fn a_look_alike_domain_shows_as_what_it_is() {
        // The first letter is Cyrillic.
        let address = MailAddress::parse("a@аpple.com").unwrap();
        assert_eq!(address.domain(), "xn--pple-43d.com");
    }

    #[test]
    fn two_addresses_are_told_from_none() {
        for typed in [
            "a@b.dk, c@d.dk",
            "a@b.dk;c@d.dk",
            "a@b.dk c@d.dk",
            "a@b.dk\r\nc@d.dk",
        ] {
            assert_eq!(
                MailAddress::parse(typed),
                Err(AddressError::Several),
                "{typed}"
            );
        }
        for typed in ["", "  ", "\n"] {
            assert_eq!(MailAddress::parse(typed), Err(AddressError::Missing));
        }
    }

    #[test]
    fn what_could_be_more_than_an_address_is_refused() {
        let long_local = format!("{}@b.dk", "a".repeat(65));
        let long_domain = format!("a@{}.dk", "b".repeat(64));
        let long = format!("a@{}dk", "b.".repeat(126));
        for typed in [
            "anna",
            "@b.dk",
            "a@",
            "a@b",
            "a@localhost",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "a@b.dk.",
            "a@.dk",
            "a@-b.dk",
            "a..b@c.dk",
            ".a@c.dk",
            "\"a b\"@c.dk",
            "a b@c.dk",
            "Anna <a@b.dk>",
            "a@b.dk>",
            "a@b.dk\r\nBcc: c",
            "a\0@b.dk",
            "a\u{2028}@b.dk",
            "jørgen@b.dk",
            "a@b@c.dk",
            "a(comment)@b.dk",
            "=?utf-8?q?a?=@b.dk ",
            &long_local,
            &long_domain,
            &long,
        ] {
            let read = MailAddress::parse(typed);
            if typed.starts_with("=?") {
                // Letters that an atom may hold; it is sent as it stands, never decoded.
                assert_eq!(read.unwrap().as_str(), typed.trim());
            } else {
                assert_eq!(read, Err(AddressError::Malformed), "{typed}");
            }
        }
    }

    #[test]
    fn an_extension_is_told_from_another_address() {
        let own = MailAddress::parse("Bounce@example.dk").unwrap();
        let extension = |other| own.extension_in(other);
        assert_eq!(extension("bounce+ABC@Example.dk").as_deref(), Some("abc"));
        assert_eq!(extension("bounce+a+b@example.dk").as_deref(), Some("a+b"));
        for other in [
            "bounce@example.dk",
            "bounced+abc@example.dk",
            "bounce+abc@example.dk.org",
            "bounce+abc@sub.example.dk",
            "bounce+abc",
        ] {
            assert_eq!(extension(other), None, "{other}");
        }
    }

    #[test]
    fn an_address_does_not_show_itself_in_logs() {
        let address = MailAddress::parse("anna@b.dk").unwrap();
        assert!(!format!("{address:?}").contains("anna"));
    }

    proptest! {
        #[test]
        fn whatever_is_taken_is_one_line_of_ascii_and_reads_back(typed in "\\PC{0,12}@[a-zA-Zæøå0-9.-]{1,12}\\.[a-z]{2,3}|.{0,40}") {
            if let Ok(address) = MailAddress::parse(&typed) {
                prop_assert!(address.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert!(!address.as_str().contains([',', ';', '<', '>', '"', '(', ')', ':', '\\']));
                prop_assert_eq!(MailAddress::parse(address.as_str()), Ok(address));
            }
        }
    }
}
