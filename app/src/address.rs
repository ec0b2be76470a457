//! Addresses. The path alone decides page and language: Danish at `/privatliv`, English at `/en/privacy`.

use domain::canonical::Digest;
use domain::text::Language;
use uuid::Uuid;

use crate::token::Token;

mod rights;
mod staff;

pub use rights::RightsPage;
pub use staff::StaffPage;

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
    /// The newsletter's sign-up form.
    Newsletter,
    /// What comes after signing up: a letter that asks for confirmation.
    NewsletterMailbox,
    /// The newsletters that were sent.
    NewsletterArchive,
    /// One of them.
    NewsletterIssue(Uuid),
    /// The events that are coming.
    Events,
    /// One event, with the form to sign up.
    Event(Uuid),
    /// What comes after signing up for one: a letter that asks for confirmation.
    EventMailbox,
    /// The contact form.
    Contact,
    /// That an enquiry has been taken in.
    ContactReceived,
    /// That a new link is on its way.
    EnquiryLinkSent,
    /// Where a link leads that we mailed.
    Mailed(Mailed, Token),
    /// One of the pages of the rights portal.
    Rights(RightsPage),
    /// One of the staff's own pages.
    Staff(StaffPage),
}

/// What a link that we mailed leads to. Each does one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mailed {
    /// The question whether the newsletter is wanted.
    Confirm,
    /// The topics of somebody who gets it.
    Topics,
    /// Where it is stopped.
    Leave,
    /// Why somebody gets it.
    Why,
    /// An enquiry's own page.
    Enquiry,
    /// The question whether somebody signed up for an event.
    SeatConfirm,
    /// The page of somebody who did.
    Seat,
    /// Secure messages of somebody outside.
    Outside,
}

impl Mailed {
    /// Every kind of link.
    pub const ALL: [Self; 8] = [
        Self::Confirm,
        Self::Topics,
        Self::Leave,
        Self::Why,
        Self::Enquiry,
        Self::SeatConfirm,
        Self::Seat,
        Self::Outside,
    ];

    /// Whether it is about a seat at an event.
    #[must_use]
    pub const fn is_seat(self) -> bool {
        matches!(self, Self::SeatConfirm | Self::Seat)
    }

    /// The address without the token.
    #[must_use]
    pub const fn folder(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Confirm, Language::Da) => "/nyhedsbrev/bekraeft",
            (Self::Confirm, Language::En) => "/en/newsletter/confirm",
            (Self::Topics, Language::Da) => "/nyhedsbrev/valg",
            (Self::Topics, Language::En) => "/en/newsletter/preferences",
            (Self::Leave, Language::Da) => "/nyhedsbrev/afmeld",
            (Self::Leave, Language::En) => "/en/newsletter/unsubscribe",
            (Self::Why, Language::Da) => "/nyhedsbrev/hvorfor",
            (Self::Why, Language::En) => "/en/newsletter/why",
            (Self::Enquiry, Language::Da) => "/henvendelse",
            (Self::Enquiry, Language::En) => "/en/enquiry",
            (Self::SeatConfirm, Language::Da) => "/plads/bekraeft",
            (Self::SeatConfirm, Language::En) => "/en/seat/confirm",
            (Self::Seat, Language::Da) => "/plads",
            (Self::Seat, Language::En) => "/en/seat",
            (Self::Outside, Language::Da) => "/sikker-besked",
            (Self::Outside, Language::En) => "/en/secure-message",
        }
    }

    fn at(path: &str, language: Language) -> Option<Page> {
        let (folder, token) = path.rsplit_once('/')?;
        let mut all = Self::ALL.into_iter();
        let mailed = all.find(|mailed| mailed.folder(language) == folder)?;
        Some(Page::Mailed(mailed, Token::parse(token)?))
    }
}

impl Page {
    /// The pages that stand at one fixed address.
    pub const FIXED: [Self; 14] = [
        Self::Home,
        Self::Privacy,
        Self::PrivacyVersions,
        Self::Cookies,
        Self::CookieSettings,
        Self::Receipt,
        Self::Newsletter,
        Self::NewsletterMailbox,
        Self::NewsletterArchive,
        Self::Events,
        Self::EventMailbox,
        Self::Contact,
        Self::ContactReceived,
        Self::EnquiryLinkSent,
    ];

    /// Where the page stands in `language`.
    #[must_use]
    pub fn path(self, language: Language) -> String {
        match self {
            Self::PrivacyVersion(version) => {
                format!("{}/{version}", Self::PrivacyVersions.path(language))
            }
            Self::NewsletterIssue(issue) => {
                format!("{}/{issue}", Self::NewsletterArchive.path(language))
            }
            Self::Event(event) => format!("{}/{event}", Self::Events.path(language)),
            Self::Mailed(mailed, token) => {
                format!("{}/{}", mailed.folder(language), token.to_text())
            }
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
            (Self::Newsletter, Language::Da) => "/nyhedsbrev",
            (Self::Newsletter, Language::En) => "/en/newsletter",
            (Self::NewsletterMailbox, Language::Da) => "/nyhedsbrev/postkasse",
            (Self::NewsletterMailbox, Language::En) => "/en/newsletter/mailbox",
            (Self::NewsletterArchive | Self::NewsletterIssue(_), Language::Da) => {
                "/nyhedsbrev/arkiv"
            }
            (Self::NewsletterArchive | Self::NewsletterIssue(_), Language::En) => {
                "/en/newsletter/archive"
            }
            (Self::Events | Self::Event(_), Language::Da) => "/arrangementer",
            (Self::Events | Self::Event(_), Language::En) => "/en/events",
            (Self::EventMailbox, Language::Da) => "/arrangementer/postkasse",
            (Self::EventMailbox, Language::En) => "/en/events/mailbox",
            (Self::Contact, Language::Da) => "/kontakt",
            (Self::Contact, Language::En) => "/en/contact",
            (Self::ContactReceived, Language::Da) => "/kontakt/modtaget",
            (Self::ContactReceived, Language::En) => "/en/contact/received",
            (Self::EnquiryLinkSent, Language::Da) => "/henvendelse/nyt-link",
            (Self::EnquiryLinkSent, Language::En) => "/en/enquiry/new-link",
            (Self::Mailed(mailed, _), language) => mailed.folder(language),
            (Self::Rights(page), language) => page.path(language),
            (Self::Staff(page), language) => page.path(language),
        }
    }

    /// Whether the page is only there where the organisation has a newsletter.
    #[must_use]
    pub const fn is_newsletter(self) -> bool {
        matches!(
            self,
            Self::Newsletter
                | Self::NewsletterMailbox
                | Self::NewsletterArchive
                | Self::NewsletterIssue(_)
                | Self::Mailed(..)
        )
    }

    /// Whether the page is only there where the organisation holds events.
    #[must_use]
    pub const fn is_event(self) -> bool {
        matches!(self, Self::Events | Self::Event(_) | Self::EventMailbox)
    }

    /// Whether the address holds a secret that was mailed, which no other site is to learn.
    #[must_use]
    pub const fn is_secret(self) -> bool {
        match self {
            Self::Mailed(..) => true,
            Self::Rights(page) => page.is_secret(),
            _ => false,
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
                .or_else(|| Self::issue_at(path, language))
                .or_else(|| Self::event_at(path, language))
                .or_else(|| Mailed::at(path, language))
                .or_else(|| Self::rights_at(path, language))
                .or_else(|| Self::staff_at(path, language))?;
            Some((page, language))
        })
    }

    fn rights_at(path: &str, language: Language) -> Option<Self> {
        let (page, found, _) = RightsPage::at(path)?;
        (found == language).then_some(Self::Rights(page))
    }

    fn staff_at(path: &str, language: Language) -> Option<Self> {
        let (page, found, _) = StaffPage::at(path)?;
        (found == language).then_some(Self::Staff(page))
    }

    fn issue_at(path: &str, language: Language) -> Option<Self> {
        Self::NewsletterArchive
            .id_below(path, language)
            .map(Self::NewsletterIssue)
    }

    fn event_at(path: &str, language: Language) -> Option<Self> {
        Self::Events.id_below(path, language).map(Self::Event)
    }

    /// The id that follows this page's address.
    fn id_below(self, path: &str, language: Language) -> Option<Uuid> {
        let text = path
            .strip_prefix(self.fixed_path(language))?
            .strip_prefix('/')?;
        // Written in another way it would be another address of the same page.
        let id = Uuid::parse_str(text).ok()?;
        (id.to_string() == text).then_some(id)
    }

    fn version_at(path: &str, language: Language) -> Option<Self> {
        let version = path
            .strip_prefix(Self::PrivacyVersions.fixed_path(language))?
            .strip_prefix('/')?;
        Digest::from_hex(version).map(Self::PrivacyVersion)
    }
}

/// Which of many an address names with the `rest` that follows a page's own: nothing for a page that stands alone.
fn which_of_many(is_one_of_many: bool, rest: &str) -> Option<&str> {
    if !is_one_of_many {
        return rest.is_empty().then_some(rest);
    }
    let one = rest.strip_prefix('/')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (!one.is_empty() && one.len() <= LONGEST_NAME && one.bytes().all(is_name)).then_some(one)
}

/// A token has 43 characters, an id 36, and a step of a case is named by two ids and its name.
const LONGEST_NAME: usize = 100;

/// Where the feed of the newsletters that were sent is.
#[must_use]
pub const fn feed(language: Language) -> &'static str {
    match language {
        Language::Da => "/feeds/newsletter.atom",
        Language::En => "/en/feeds/newsletter.atom",
    }
}

/// What events can be followed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventFeedFormat {
    /// A calendar (iCalendar).
    Calendar,
    /// A reader of news (Atom).
    News,
}

impl EventFeedFormat {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Calendar, Self::News];

    /// How its address ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Calendar => "ics",
            Self::News => "atom",
        }
    }
}

/// The folder of the feeds of events.
#[must_use]
pub const fn event_feeds(language: Language) -> &'static str {
    match language {
        Language::Da => "/feeds/events",
        Language::En => "/en/feeds/events",
    }
}

/// Where events can be followed: all, or those of the kind that addresses call `kind`.
#[must_use]
pub fn event_feed(language: Language, kind: Option<&str>, format: EventFeedFormat) -> String {
    let (folder, ending) = (event_feeds(language), format.ending());
    match kind {
        Some(kind) => format!("{folder}/{kind}.{ending}"),
        None => format!("{folder}.{ending}"),
    }
}

/// The part of the address of the events that names a month.
#[must_use]
pub const fn month_field(language: Language) -> &'static str {
    match language {
        Language::Da => "maaned",
        Language::En => "month",
    }
}

/// The part of the address of the events that names a kind, in every language.
pub const KIND_FIELD: &str = "type";

/// Where events are shown: all or those of a kind, as a list or by a month such as `2026-12`. Neither kind nor month
/// holds a letter that addresses write otherwise.
#[must_use]
pub fn events_shown(language: Language, kind: Option<&str>, month: Option<&str>) -> String {
    let path = Page::Events.path(language);
    let fields = [(KIND_FIELD, kind), (month_field(language), month)];
    let fields = fields.into_iter();
    let fields: Vec<String> = fields
        .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
        .collect();
    if fields.is_empty() {
        return path;
    }
    format!("{path}?{}", fields.join("&"))
}

/// The folder of pictures, in every language.
pub const PICTURES: &str = "/pictures";

/// Where the picture is whose content has this hash.
#[must_use]
pub fn picture(hash: Digest) -> String {
    format!("{PICTURES}/{hash}.jpg")
}

/// Where the file for calendars of an event is, below the event's page.
#[must_use]
pub const fn calendar_name(language: Language) -> &'static str {
    match language {
        Language::Da => "kalender.ics",
        Language::En => "calendar.ics",
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
    if let Some((page, _, one)) = StaffPage::at(path)
        && page.is_one_of_many()
    {
        return format!("{}/{one}", page.path(other));
    }
    if let Some((page, _, one)) = RightsPage::at(path)
        && page.is_one_of_many()
    {
        return format!("{}/{one}", page.path(other));
    }
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
        let issue = Page::NewsletterIssue(Uuid::from_u128(1));
        let token = Token::parse(&"A".repeat(43)).unwrap();
        let mailed = Mailed::ALL.map(|mailed| Page::Mailed(mailed, token));
        let event = Page::Event(Uuid::from_u128(1));
        for page in Page::FIXED
            .into_iter()
            .chain([version, issue, event])
            .chain(mailed)
        {
            for language in Language::ALL {
                let path = page.path(language);
                assert_eq!(Page::at(&path), Some((page, language)), "{path}");
                assert_eq!(language_of(&path), language, "{path}");
                assert_eq!(in_other_language(&in_other_language(&path)), path);
            }
        }
    }

    #[test]
    fn events_are_shown_and_followed_at_addresses_that_say_which() {
        let shown = |kind, month| events_shown(Language::Da, kind, month);
        assert_eq!(shown(None, None), "/arrangementer");
        assert_eq!(
            shown(Some("koncert"), Some("2026-12")),
            "/arrangementer?type=koncert&maaned=2026-12"
        );
        let feed = |kind| event_feed(Language::En, kind, EventFeedFormat::Calendar);
        assert_eq!(feed(None), "/en/feeds/events.ics");
        assert_eq!(feed(Some("koncert")), "/en/feeds/events/koncert.ics");
    }

    #[test]
    fn a_page_for_few_is_itself_in_the_other_language_whichever_of_many_it_is() {
        for (danish, english) in [
            ("/personale", "/en/staff"),
            ("/personale/konto", "/en/staff/account"),
            ("/personale/invitation/a-B_1", "/en/staff/invitation/a-B_1"),
            ("/dine-oplysninger/adgang", "/en/your-data/access"),
            ("/dine-oplysninger/link/a-B_1", "/en/your-data/link/a-B_1"),
        ] {
            assert_eq!(in_other_language(danish), english);
            assert_eq!(in_other_language(english), danish);
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
            "/nyhedsbrev/arkiv/abc",
            "/nyhedsbrev/arkiv/00000000000000000000000000000001",
            "/arrangementer/abc",
            "/plads/bekraeft",
            "/nyhedsbrev/bekraeft",
            "/nyhedsbrev/bekraeft/abc",
            "/henvendelse",
            "/henvendelse/abc",
            "/henvendelse/..%2f..%2fabcdefghijklmnopqrstuvwxyz0123456",
        ] {
            assert_eq!(Page::at(path), None, "{path}");
        }
    }
}
