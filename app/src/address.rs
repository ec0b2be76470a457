//! Addresses. The path alone decides page and language: Danish at `/privatliv`, English at `/en/privacy`.

use domain::canonical::Digest;
use domain::text::Language;

/// A page of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// The start page.
    Home,
    /// The privacy page.
    Privacy,
    /// The list of the privacy page's versions.
    PrivacyVersions,
    /// One earlier version, with what has changed since.
    PrivacyVersion(Digest),
    /// The cookie declaration.
    Cookies,
    /// The cookie settings, where every choice form posts to.
    CookieSettings,
    /// The receipt.
    Receipt,
    /// The contact form.
    Contact,
    /// That an enquiry has been taken in.
    ContactReceived,
    /// An enquiry's own page, behind the token of a mailed link.
    Enquiry(LinkText),
    /// That a new link is on its way.
    EnquiryLinkSent,
}

/// The token of a mailed link as it stands in an address: 43 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct LinkText([u8; 43]);

impl LinkText {
    /// Reads what stands in an address; none when it has not the form of a token.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes().try_into().ok().map(Self)?;
        let is_base64url = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        bytes.0.iter().all(is_base64url).then_some(bytes)
    }
}

impl std::fmt::Display for LinkText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl std::fmt::Debug for LinkText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkText(…)")
    }
}

impl Page {
    /// The pages that stand at one fixed address.
    pub const FIXED: [Self; 9] = [
        Self::Home,
        Self::Privacy,
        Self::PrivacyVersions,
        Self::Cookies,
        Self::CookieSettings,
        Self::Receipt,
        Self::Contact,
        Self::ContactReceived,
        Self::EnquiryLinkSent,
    ];

    /// Pages behind a token, where it stands in an address.
    pub const BEHIND_TOKENS: [Self; 1] = [Self::Enquiry(LinkText([b'-'; 43]))];

    /// Where the page stands in `language`.
    #[must_use]
    pub fn path(self, language: Language) -> String {
        match self {
            Self::PrivacyVersion(version) => {
                format!("{}/{version}", Self::PrivacyVersions.path(language))
            }
            Self::Enquiry(token) => format!("{}/{token}", self.fixed_path(language)),
            fixed => fixed.fixed_path(language).to_owned(),
        }
    }

    const fn fixed_path(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Home, Language::Da) => "/",
            (Self::Home, Language::En) => "/en",
            (Self::Privacy, Language::Da) => "/privatliv",
            (Self::Privacy, Language::En) => "/en/privacy",
            (Self::PrivacyVersions | Self::PrivacyVersion(_), Language::Da) => {
                "/privatliv/versioner"
            }
            (Self::PrivacyVersions | Self::PrivacyVersion(_), Language::En) => {
                "/en/privacy/versions"
            }
            (Self::Cookies, Language::Da) => "/cookies",
            (Self::Cookies, Language::En) => "/en/cookies",
            (Self::CookieSettings, Language::Da) => "/cookieindstillinger",
            (Self::CookieSettings, Language::En) => "/en/cookie-settings",
            (Self::Receipt, Language::Da) => "/kvittering",
            (Self::Receipt, Language::En) => "/en/receipt",
            (Self::Contact, Language::Da) => "/kontakt",
            (Self::Contact, Language::En) => "/en/contact",
            (Self::ContactReceived, Language::Da) => "/kontakt/modtaget",
            (Self::ContactReceived, Language::En) => "/en/contact/received",
            (Self::Enquiry(_), Language::Da) => "/henvendelse",
            (Self::Enquiry(_), Language::En) => "/en/enquiry",
            (Self::EnquiryLinkSent, Language::Da) => "/henvendelse/nyt-link",
            (Self::EnquiryLinkSent, Language::En) => "/en/enquiry/new-link",
        }
    }

    /// The page at `path`, and its language; none for any other address.
    #[must_use]
    pub fn at(path: &str) -> Option<(Self, Language)> {
        Language::ALL.into_iter().find_map(|language| {
            let fixed = Self::FIXED
                .into_iter()
                .find(|page| page.fixed_path(language) == path);
            let page = fixed
                .or_else(|| Self::version_at(path, language))
                .or_else(|| Self::enquiry_at(path, language))?;
            Some((page, language))
        })
    }

    fn version_at(path: &str, language: Language) -> Option<Self> {
        let version = path
            .strip_prefix(Self::PrivacyVersions.fixed_path(language))?
            .strip_prefix('/')?;
        Digest::from_hex(version).map(Self::PrivacyVersion)
    }

    fn enquiry_at(path: &str, language: Language) -> Option<Self> {
        let [any] = Self::BEHIND_TOKENS;
        let token = path.strip_prefix(any.fixed_path(language))?;
        LinkText::parse(token.strip_prefix('/')?).map(Self::Enquiry)
    }
}

/// The language of `path`, of ours or not.
#[must_use]
pub fn language_of(path: &str) -> Language {
    if path == "/en" || path.starts_with("/en/") {
        Language::En
    } else {
        Language::Da
    }
}

/// The same page in the other language; the start page for an address that is none of ours.
#[must_use]
pub fn in_other_language(path: &str) -> String {
    let other = match language_of(path) {
        Language::Da => Language::En,
        Language::En => Language::Da,
    };
    Page::at(path)
        .map_or(Page::Home, |(page, _)| page)
        .path(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_own_path() {
        let version = Page::PrivacyVersion(Digest::of(b"a register"));
        let behind = Page::BEHIND_TOKENS;
        for page in Page::FIXED.into_iter().chain([version]).chain(behind) {
            for language in Language::ALL {
                let path = page.path(language);
                assert_eq!(Page::at(&path), Some((page, language)), "{path}");
                assert_eq!(language_of(&path), language, "{path}");
                assert_eq!(in_other_language(&in_other_language(&path)), path);
            }
        }
    }

    #[test]
    fn no_other_address_is_a_page_to_return_to() {
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example/",
            "/privatliv/",
            "/ny",
            "/privatliv?x=1",
            "/privatliv#x",
            "/%2fevil",
            "/\t/evil.example",
            "/privatliv/versioner/abc",
            "/henvendelse",
            "/henvendelse/abc",
            "/henvendelse/..%2f..%2fabcdefghijklmnopqrstuvwxyz0123456",
        ] {
            assert_eq!(Page::at(path), None, "{path}");
        }
    }
}
