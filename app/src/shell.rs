//! The document around every page, and the routes.

use domain::problem::Problem;
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, path};
use serde::{Deserialize, Serialize};

use crate::choice::BannerState;
use crate::components::{Banner, Footer, Header, language};
use crate::pages::ProblemPage;
use crate::parts::{
    ContactReceivedRoute, ContactRoute, CookieSettingsRoute, CookiesRoute, EnquiryLinkSentRoute,
    EnquiryRoute, EventMailboxRoute, EventRoute, EventsRoute, HomeRoute, NewsletterArchiveRoute,
    NewsletterConfirmRoute, NewsletterIssueRoute, NewsletterLeaveRoute, NewsletterMailboxRoute,
    NewsletterRoute, NewsletterTopicsRoute, NewsletterWhyRoute, OutsideRoute, PrivacyRoute,
    PrivacyVersionRoute, PrivacyVersionsRoute, ReceiptRoute, RightsRoute, SeatConfirmRoute,
    SeatRoute, StaffRoute,
};
use crate::texts::texts;

/// Who the pages speak for: what head, foot and titles need on every page.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Organisation {
    /// The name in running text.
    pub name: String,
    /// Name, number and address in one line.
    pub line: String,
    /// The e-mail address for questions about data.
    pub contact: String,
    /// The privacy page's part on complaints.
    pub complaint_anchor: String,
    /// It sends a newsletter.
    pub has_newsletter: bool,
    /// It holds events.
    pub has_events: bool,
    /// People can write in through a form.
    pub has_contact_form: bool,
}

/// What is computed once per document and carried to the browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Document {
    organisation: Organisation,
    banner: BannerState,
}

/// The problem that the document being rendered tells about.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug)]
pub struct ToldProblem(pub Problem);

/// The document.
#[cfg(feature = "ssr")]
#[must_use]
pub fn shell(options: LeptosOptions) -> impl IntoView {
    use leptos::nonce::use_nonce;
    use leptos_meta::MetaTags;

    let language = use_context::<http::request::Parts>()
        .map(|parts| crate::address::language_of(parts.uri.path()))
        .unwrap_or_default();
    let package = format!("/{}", options.site_pkg_dir);
    view! {
        <!DOCTYPE html>
        <html lang=language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href=format!("{package}/favicon.svg") type="image/svg+xml" />
                <link rel="stylesheet" href=format!("{package}/{}.css", options.output_name) />
                {told_problem()
                    .is_none()
                    .then(|| {
                        view! {
                            <script type="module" nonce=use_nonce()>
                                {start_script(&package, &options.output_name)}
                            </script>
                        }
                    })}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Loads the client once the browser is idle, or after two seconds: nothing on the page waits for it. Leptos' own
/// script also preloads the client, which a browser without script would fetch in vain, and writes the nonce where
/// a style sheet can read it.
#[cfg(feature = "ssr")]
fn start_script(package: &str, name: &str) -> String {
    format!(
        "const start=async()=>{{const client=await import(\"{package}/{name}.js\");\
         await client.default({{module_or_path:\"{package}/{name}.wasm\"}});client.hydrate()}};\
         \"requestIdleCallback\" in window?requestIdleCallback(start,{{timeout:2000}}):start();"
    )
}

/// Everything in the document's body.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <Frame />
        </Router>
    }
}

#[component]
fn Frame() -> impl IntoView {
    let document = SharedValue::new(document).into_inner();
    provide_context(document.organisation);
    let page = match told_problem() {
        Some(problem) => view! { <ProblemPage problem /> }.into_any(),
        None => view! { <Pages /> }.into_any(),
    };
    view! {
        // External to the router, which would scroll and leave the focus behind.
        <a class="skip" href="#indhold" rel="external">
            {texts(language()).skip_to_content}
        </a>
        <Banner state=document.banner />
        <Header />
        <main id="indhold" tabindex="-1">
            {page}
        </main>
        <Footer />
    }
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <ProblemPage problem=Problem::NotFound /> }>
            <Route path=path!("/") view={Lazy::<HomeRoute>::new()} />
            <Route path=path!("/en") view={Lazy::<HomeRoute>::new()} />
            <Route path=path!("/privatliv") view={Lazy::<PrivacyRoute>::new()} />
            <Route path=path!("/en/privacy") view={Lazy::<PrivacyRoute>::new()} />
            <Route path=path!("/privatliv/versioner") view={Lazy::<PrivacyVersionsRoute>::new()} />
            <Route path=path!("/en/privacy/versions") view={Lazy::<PrivacyVersionsRoute>::new()} />
            <Route path=path!("/privatliv/versioner/:version") view={Lazy::<PrivacyVersionRoute>::new()} />
            <Route path=path!("/en/privacy/versions/:version") view={Lazy::<PrivacyVersionRoute>::new()} />
            <Route path=path!("/cookies") view={Lazy::<CookiesRoute>::new()} />
            <Route path=path!("/en/cookies") view={Lazy::<CookiesRoute>::new()} />
            <Route path=path!("/cookieindstillinger") view={Lazy::<CookieSettingsRoute>::new()} />
            <Route path=path!("/en/cookie-settings") view={Lazy::<CookieSettingsRoute>::new()} />
            <Route path=path!("/kvittering") view={Lazy::<ReceiptRoute>::new()} />
            <Route path=path!("/en/receipt") view={Lazy::<ReceiptRoute>::new()} />
            <Route path=path!("/nyhedsbrev") view={Lazy::<NewsletterRoute>::new()} />
            <Route path=path!("/en/newsletter") view={Lazy::<NewsletterRoute>::new()} />
            <Route path=path!("/nyhedsbrev/postkasse") view={Lazy::<NewsletterMailboxRoute>::new()} />
            <Route path=path!("/en/newsletter/mailbox") view={Lazy::<NewsletterMailboxRoute>::new()} />
            <Route path=path!("/nyhedsbrev/arkiv") view={Lazy::<NewsletterArchiveRoute>::new()} />
            <Route path=path!("/en/newsletter/archive") view={Lazy::<NewsletterArchiveRoute>::new()} />
            <Route path=path!("/nyhedsbrev/arkiv/:issue") view={Lazy::<NewsletterIssueRoute>::new()} />
            <Route path=path!("/en/newsletter/archive/:issue") view={Lazy::<NewsletterIssueRoute>::new()} />
            <Route path=path!("/nyhedsbrev/bekraeft/:token") view={Lazy::<NewsletterConfirmRoute>::new()} />
            <Route path=path!("/en/newsletter/confirm/:token") view={Lazy::<NewsletterConfirmRoute>::new()} />
            <Route path=path!("/nyhedsbrev/valg/:token") view={Lazy::<NewsletterTopicsRoute>::new()} />
            <Route path=path!("/en/newsletter/preferences/:token") view={Lazy::<NewsletterTopicsRoute>::new()} />
            <Route path=path!("/nyhedsbrev/afmeld/:token") view={Lazy::<NewsletterLeaveRoute>::new()} />
            <Route path=path!("/en/newsletter/unsubscribe/:token") view={Lazy::<NewsletterLeaveRoute>::new()} />
            <Route path=path!("/nyhedsbrev/hvorfor/:token") view={Lazy::<NewsletterWhyRoute>::new()} />
            <Route path=path!("/en/newsletter/why/:token") view={Lazy::<NewsletterWhyRoute>::new()} />
            <Route path=path!("/dine-oplysninger/*page") view={Lazy::<RightsRoute>::new()} />
            <Route path=path!("/en/your-data/*page") view={Lazy::<RightsRoute>::new()} />
            <Route path=path!("/personale/*page") view={Lazy::<StaffRoute>::new()} />
            <Route path=path!("/en/staff/*page") view={Lazy::<StaffRoute>::new()} />
            <Route path=path!("/arrangementer") view={Lazy::<EventsRoute>::new()} />
            <Route path=path!("/en/events") view={Lazy::<EventsRoute>::new()} />
            <Route path=path!("/arrangementer/postkasse") view={Lazy::<EventMailboxRoute>::new()} />
            <Route path=path!("/en/events/mailbox") view={Lazy::<EventMailboxRoute>::new()} />
            <Route path=path!("/arrangementer/:event") view={Lazy::<EventRoute>::new()} />
            <Route path=path!("/en/events/:event") view={Lazy::<EventRoute>::new()} />
            <Route path=path!("/plads/bekraeft/:token") view={Lazy::<SeatConfirmRoute>::new()} />
            <Route path=path!("/en/seat/confirm/:token") view={Lazy::<SeatConfirmRoute>::new()} />
            <Route path=path!("/plads/:token") view={Lazy::<SeatRoute>::new()} />
            <Route path=path!("/en/seat/:token") view={Lazy::<SeatRoute>::new()} />
            <Route path=path!("/kontakt") view={Lazy::<ContactRoute>::new()} />
            <Route path=path!("/en/contact") view={Lazy::<ContactRoute>::new()} />
            <Route path=path!("/kontakt/modtaget") view={Lazy::<ContactReceivedRoute>::new()} />
            <Route path=path!("/en/contact/received") view={Lazy::<ContactReceivedRoute>::new()} />
            <Route path=path!("/henvendelse/nyt-link") view={Lazy::<EnquiryLinkSentRoute>::new()} />
            <Route path=path!("/en/enquiry/new-link") view={Lazy::<EnquiryLinkSentRoute>::new()} />
            <Route path=path!("/sikker-besked/:token") view={Lazy::<OutsideRoute>::new()} />
            <Route path=path!("/en/secure-message/:token") view={Lazy::<OutsideRoute>::new()} />
            <Route path=path!("/henvendelse/:token") view={Lazy::<EnquiryRoute>::new()} />
            <Route path=path!("/en/enquiry/:token") view={Lazy::<EnquiryRoute>::new()} />
        </FlatRoutes>
    }
}

/// What is told in the place of the page. Such a document is not hydrated: no page stands at its address.
#[cfg(feature = "ssr")]
fn told_problem() -> Option<Problem> {
    use_context::<ToldProblem>().map(|told| told.0)
}

#[cfg(not(feature = "ssr"))]
fn told_problem() -> Option<Problem> {
    None
}

#[cfg(feature = "ssr")]
fn document() -> Document {
    let Some(visit) = crate::visit::current() else {
        return Document {
            organisation: Organisation::default(),
            banner: BannerState::Absent,
        };
    };
    let path = leptos_router::hooks::use_location()
        .pathname
        .get_untracked();
    let page = crate::address::Page::at(&path).map(|(page, _)| page);
    Document {
        organisation: visit.organisation(language()),
        banner: visit.banner(page, language()),
    }
}

/// In the browser the document is read from the page; this runs only where there is none.
#[cfg(not(feature = "ssr"))]
fn document() -> Document {
    Document {
        organisation: Organisation::default(),
        banner: BannerState::Absent,
    }
}
