//! Pages reach the browser in groups, each a part of its own: a visitor downloads none that is never opened. A
//! part that cannot be fetched (the connection is gone, or a newer version of this site is in place) leaves the
//! document as it is: a plain page, or words and a way on.

use domain::problem::Problem;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use leptos_router::{LazyRoute, hooks::use_location};

use crate::address::{Mailed, Page};
use crate::components::{PageTitle, Trouble, language};
use crate::pages::{
    ContactPage, ContactReceivedPage, CookieSettingsPage, CookiesPage, EnquiryLinkSentPage,
    EnquiryPage, EventMailboxPage, EventPage, EventsPage, HomePage, NewsletterArchivePage,
    NewsletterConfirmPage, NewsletterIssuePage, NewsletterLeavePage, NewsletterMailboxPage,
    NewsletterPage, NewsletterTopicsPage, NewsletterWhyPage, OutsidePage, PrivacyPageView,
    PrivacyVersionPage, PrivacyVersionsPage, ReceiptPage, RightsPages, SeatConfirmPage, SeatPage,
    StaffPages,
};

/// Names a page's route, the group it belongs to, a module for what the route is made of, and the page's view.
/// Each pair of groups that share code costs one more request, so groups are few.
macro_rules! part {
    ($route:ident in $group:ident, $module:ident: $view:ident) => {
        #[doc = concat!("The route that fetches and shows [`", stringify!($view), "`].")]
        #[derive(Debug)]
        pub(crate) struct $route;

        mod $module {
            use super::{AnyView, IntoAny as _, SplitLoaderError, $view};

            #[leptos::wasm_split::wasm_split($group, wasm_split_path = leptos::wasm_split, preload(fetch), fallible)]
            pub(super) fn show() -> Result<AnyView, SplitLoaderError> {
                Ok($view().into_any())
            }
        }

        impl LazyRoute for $route {
            fn data() -> Self {
                Self
            }

            async fn view(_: Self) -> AnyView {
                let shown = $module::show().await;
                shown.unwrap_or_else(|_missing| view! { <NotFetched /> }.into_any())
            }

            async fn preload() {
                // The view meets the same failure, and tells it.
                let _missing = $module::fetch().await;
            }
        }
    };
}

part!(HomeRoute in start, home: HomePage);
part!(PrivacyRoute in privacy, privacy: PrivacyPageView);
part!(PrivacyVersionsRoute in privacy, privacy_versions: PrivacyVersionsPage);
part!(PrivacyVersionRoute in privacy, privacy_version: PrivacyVersionPage);
part!(CookiesRoute in choice, cookies: CookiesPage);
part!(CookieSettingsRoute in choice, cookie_settings: CookieSettingsPage);
part!(ReceiptRoute in receipts, receipt: ReceiptPage);
part!(NewsletterRoute in newsletter, newsletter: NewsletterPage);
part!(NewsletterMailboxRoute in newsletter, newsletter_mailbox: NewsletterMailboxPage);
part!(NewsletterConfirmRoute in newsletter, newsletter_confirm: NewsletterConfirmPage);
part!(NewsletterTopicsRoute in newsletter, newsletter_topics: NewsletterTopicsPage);
part!(NewsletterLeaveRoute in newsletter, newsletter_leave: NewsletterLeavePage);
part!(NewsletterWhyRoute in newsletter, newsletter_why: NewsletterWhyPage);
part!(NewsletterArchiveRoute in newsletter, newsletter_archive: NewsletterArchivePage);
part!(NewsletterIssueRoute in newsletter, newsletter_issue: NewsletterIssuePage);
part!(EventsRoute in events, events: EventsPage);
part!(EventRoute in events, event: EventPage);
part!(EventMailboxRoute in events, event_mailbox: EventMailboxPage);
part!(SeatConfirmRoute in events, seat_confirm: SeatConfirmPage);
part!(SeatRoute in events, seat: SeatPage);
part!(RightsRoute in rights, rights: RightsPages);
part!(StaffRoute in staff, staff: StaffPages);
part!(ContactRoute in enquiries, contact: ContactPage);
part!(ContactReceivedRoute in enquiries, contact_received: ContactReceivedPage);
part!(EnquiryRoute in enquiries, enquiry: EnquiryPage);
part!(OutsideRoute in enquiries, outside: OutsidePage);
part!(EnquiryLinkSentRoute in enquiries, enquiry_link_sent: EnquiryLinkSentPage);

/// Fetches the part of the page at `path`, so that taking over the document cannot fail half-way.
///
/// # Errors
/// The part could not be fetched.
pub async fn fetch_part(path: &str) -> Result<(), SplitLoaderError> {
    match Page::at(path).map(|(page, _)| page) {
        Some(Page::Home) => home::fetch().await,
        Some(Page::Privacy) => privacy::fetch().await,
        Some(Page::PrivacyVersions) => privacy_versions::fetch().await,
        Some(Page::PrivacyVersion(_)) => privacy_version::fetch().await,
        Some(Page::Cookies) => cookies::fetch().await,
        Some(Page::CookieSettings) => cookie_settings::fetch().await,
        Some(Page::Receipt) => receipt::fetch().await,
        Some(Page::Newsletter) => newsletter::fetch().await,
        Some(Page::NewsletterMailbox) => newsletter_mailbox::fetch().await,
        Some(Page::NewsletterArchive) => newsletter_archive::fetch().await,
        Some(Page::NewsletterIssue(_)) => newsletter_issue::fetch().await,
        Some(Page::Mailed(Mailed::Confirm, _)) => newsletter_confirm::fetch().await,
        Some(Page::Mailed(Mailed::Topics, _)) => newsletter_topics::fetch().await,
        Some(Page::Mailed(Mailed::Leave, _)) => newsletter_leave::fetch().await,
        Some(Page::Mailed(Mailed::Why, _)) => newsletter_why::fetch().await,
        Some(Page::Events) => events::fetch().await,
        Some(Page::Event(_)) => event::fetch().await,
        Some(Page::EventMailbox) => event_mailbox::fetch().await,
        Some(Page::Mailed(Mailed::SeatConfirm, _)) => seat_confirm::fetch().await,
        Some(Page::Mailed(Mailed::Seat, _)) => seat::fetch().await,
        Some(Page::Rights(_)) => rights::fetch().await,
        Some(Page::Staff(_)) => staff::fetch().await,
        Some(Page::Contact) => contact::fetch().await,
        Some(Page::ContactReceived) => contact_received::fetch().await,
        Some(Page::Mailed(Mailed::Enquiry, _)) => enquiry::fetch().await,
        Some(Page::Mailed(Mailed::Outside, _)) => outside::fetch().await,
        Some(Page::EnquiryLinkSent) => enquiry_link_sent::fetch().await,
        None => Ok(()),
    }
}

/// What stands in the place of a page that could not be fetched; its address, loaded in full, may be there.
#[component]
fn NotFetched() -> impl IntoView {
    let path = use_location().pathname;
    let again = move || load_again(&path.get_untracked());
    let problem = Problem::Unreachable;
    view! {
        <PageTitle text=problem.title(language()) />
        <Trouble problem retry=again />
    }
}

#[cfg(feature = "hydrate")]
pub(crate) fn load_again(path: &str) {
    crate::browser::load(path);
}

/// On the server no part is ever missing.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn load_again(_path: &str) {}
