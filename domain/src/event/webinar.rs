//! An event in a room of another company, on the web. Who that is everybody sees; the link to the room nobody but who has
//! a seat, and only while it is open.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::TypedEvent;
use crate::country;
use crate::mail::Line;
use crate::problem::Problem;

/// How long before the beginning people can go in.
const OPENS_BEFORE: SignedDuration = SignedDuration::from_mins(15);

/// The longest address of a page.
const LONGEST: usize = 2_000;

/// Whose room it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webinar {
    /// The company.
    pub company: Line,
    /// The code of the country where it handles data (ISO 3166-1).
    pub country: String,
    /// What it says of how it does.
    pub privacy: WebLink,
}

/// The address of a page on the web, over an encrypted connection. Its `Debug` is silent: it may open a room.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebLink(String);

impl WebLink {
    /// Reads an address; space around it is dropped. None for what is no `https` address.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let host = typed
            .strip_prefix("https://")?
            .split(['/', '?', '#'])
            .next()?;
        let is_host = host.contains('.') && !host.starts_with('.') && !host.contains(['@', '\\']);
        let is_whole = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte);
        let is_usable = is_host && typed.len() <= LONGEST && typed.bytes().all(is_whole);
        is_usable.then(|| Self(typed.to_owned()))
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WebLink {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("no address of a page")
    }
}

impl From<WebLink> for String {
    fn from(link: WebLink) -> Self {
        link.0
    }
}

impl fmt::Debug for WebLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebLink(…)")
    }
}

impl Webinar {
    /// Reads what was typed; none where nothing of a webinar was.
    ///
    /// # Errors
    /// [`Problem::WebinarCompany`], [`Problem::WebinarCountry`], [`Problem::WebinarPrivacy`], and
    /// [`Problem::WebinarRoom`] for a room without them or they without one.
    pub fn read(typed: &TypedEvent) -> Result<Option<Self>, Problem> {
        let fields = [&typed.company, &typed.country, &typed.privacy, &typed.room];
        if fields.iter().all(|field| field.trim().is_empty()) {
            return Ok(None);
        }
        let webinar = Self {
            company: Line::parse(&typed.company).map_err(|_| Problem::WebinarCompany)?,
            country: country::code_of(&typed.country)
                .ok_or(Problem::WebinarCountry)?
                .to_owned(),
            privacy: WebLink::parse(&typed.privacy).ok_or(Problem::WebinarPrivacy)?,
        };
        WebLink::parse(&typed.room).ok_or(Problem::WebinarRoom)?;
        Ok(Some(webinar))
    }

    /// What stands as its place.
    ///
    /// # Errors
    /// [`Problem::WebinarCompany`]: the company's name is too long for it.
    pub fn place(&self) -> Result<Line, Problem> {
        let place = format!("Online, {}", self.company.as_str());
        Line::parse(&place).map_err(|_| Problem::WebinarCompany)
    }
}

/// When people can go in.
#[must_use]
pub fn room_opens(starts: Timestamp) -> Timestamp {
    let opens = starts.saturating_sub(OPENS_BEFORE);
    opens.unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_address_of_an_encrypted_page_is_one() {
        for link in [
            "https://rum.example.com/j/123?pwd=x",
            " https://example.com ",
        ] {
            assert!(WebLink::parse(link).is_some(), "{link}");
        }
        for link in [
            "",
            "http://example.com",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://rum",
            "https://a@evil.example",
            "https://example.com/\r\nSet-Cookie: a=b",
            "https://example.com/a b",
            "https://example.com/\"onclick=\"x",
        ] {
            assert!(WebLink::parse(link).is_none(), "{link}");
        }
        let link = WebLink::parse("https://rum.example.com/j/123").unwrap();
        assert!(!format!("{link:?}").contains("123"));
    }

    #[test]
    fn each_field_of_a_webinar_is_named_and_none_stands_alone() {
        let whole = TypedEvent {
            company: "Maplecast".to_owned(),
            country: "Canada".to_owned(),
            privacy: "https://maplecast.example/privacy".to_owned(),
            room: "https://maplecast.example/room/1".to_owned(),
            ..TypedEvent::default()
        };
        let read = Webinar::read(&whole).unwrap().unwrap();
        assert_eq!(read.country, "CA");
        assert_eq!(read.place().unwrap().as_str(), "Online, Maplecast");
        assert_eq!(Webinar::read(&TypedEvent::default()), Ok(None));
        type Spoil = fn(&mut TypedEvent);
        let cases: [(Spoil, Problem); 4] = [
            (|typed| typed.company.clear(), Problem::WebinarCompany),
            (|typed| typed.country.clear(), Problem::WebinarCountry),
            (|typed| typed.privacy.clear(), Problem::WebinarPrivacy),
            (|typed| typed.room.clear(), Problem::WebinarRoom),
        ];
        for (spoil, problem) in cases {
            let mut typed = whole.clone();
            spoil(&mut typed);
            assert_eq!(Webinar::read(&typed), Err(problem));
        }
    }
}
