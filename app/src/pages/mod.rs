//! One page a file; a page's server functions stand above its view.

pub(crate) mod contact;
mod contact_received;
mod cookie_settings;
mod cookies;
mod enquiry;
mod enquiry_link_sent;
mod events;
mod home;
mod newsletter;
mod privacy;
mod privacy_versions;
mod problem;
mod receipt;
mod rights;
pub(crate) mod secure;
pub(crate) mod staff;

pub use contact::ContactPage;
pub use contact_received::ContactReceivedPage;
pub use cookie_settings::CookieSettingsPage;
pub use cookies::CookiesPage;
pub use enquiry::{EnquiryPage, RefusedMessage};
pub use enquiry_link_sent::EnquiryLinkSentPage;
pub use events::{
    EventMailboxPage, EventPage, EventsPage, NewlySeated, OpenRoom, RefusedSeat, SeatConfirmPage,
    SeatForm, SeatPage, SeatTold,
};
pub use home::HomePage;
#[cfg(feature = "ssr")]
pub use newsletter::take_sign_up;
pub use newsletter::{
    AfterLeaving, AfterTopics, LetIn, NewlyConfirmed, NewsletterArchivePage, NewsletterConfirmPage,
    NewsletterIssuePage, NewsletterLeavePage, NewsletterMailboxPage, NewsletterPage,
    NewsletterTopicsPage, NewsletterWhyPage, Offer, RefusedSignUp, SignUpForm,
};
pub use privacy::PrivacyPageView;
pub use privacy_versions::{PrivacyVersionPage, PrivacyVersionsPage};
pub use problem::ProblemPage;
pub use receipt::ReceiptPage;
#[cfg(feature = "ssr")]
pub use receipt::ShownReceipt;
pub use rights::RightsPages;
#[cfg(feature = "ssr")]
pub use rights::{
    NewAddressView, NoMarketingView, RIGHTS_DONE, RightsAsked, RightsContent, RightsRefused,
    RightsView, SECURE_SENT, load_rights, named_thing, rights_me,
};
#[cfg(feature = "ssr")]
pub use secure::shown_messages;
pub use secure::{
    OutsideInside, OutsidePage, OutsideView, SecureFileView, SecureMessageView, SecureShown,
};
pub use staff::StaffPages;
#[cfg(feature = "ssr")]
pub use staff::{
    AddressChangedView, Asked, DONE, ImportedView, LinkView, MakePasskeyView, OutsiderCodeView,
    PersonCodeView, QuestionView, StaffContent, StaffRefused, StaffView, load_case_step,
    load_staff, load_subscribers, named_step, read_enquiry, read_event, staff_me,
};
pub use staff::{StaffFrame, StaffMe};
