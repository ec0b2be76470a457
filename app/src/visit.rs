//! One request of a visitor, read once: what stands, the receipt the browser holds, and how to answer in
//! cookies. The browser's name and address are not read.

use domain::consent::{Ask, ChoiceCookie, Decision, Outcome, ReceiptCode, Standing};
use domain::mail::LinkToken;
use domain::notice::Surface;
use domain::privacy::complaint_anchor;
use domain::problem::Problem;
use domain::register::Key;
use domain::retention::Period;
use domain::text::{Language, date_in_words};
use http::header::{COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, SET_COOKIE};
use leptos::prelude::use_context;
use service::{DataSubject, EntryBrowser, ReceiptChange, Service, StaffActor};

use crate::address::Page;
use crate::choice::{BannerState, EmbedState, Question, StoredLine};
use crate::login_cookie::LoginCookie;
use crate::shell::Organisation;
use crate::texts::texts;
use crate::told::{Told, refuse};

/// The cookie that holds the receipt code, sent to this host only and out of scripts' reach.
pub const RECEIPT_COOKIE: &str = "__Host-samtykke-receipt";

/// The cookie that holds a session: of staff, or of somebody in the rights portal. A browser holds one of them.
pub const SESSION_COOKIE: &str = "__Host-session";
/// The cookie that tells a browser that signed in, or asked to come in to the rights portal, from others.
pub const KNOWN_BROWSER_COOKIE: &str = "__Host-login";
/// How long it is kept, in seconds: a year, so that who signs in rarely is known again too.
const KNOWN_BROWSER_AGE: u32 = 365 * 24 * 60 * 60;

/// A visitor's request.
#[derive(Clone)]
pub struct Visit {
    /// What the system does.
    pub service: Service,
    /// The choice as it stands.
    pub standing: Standing,
    /// The receipt the browser holds.
    pub receipt: Option<ReceiptCode>,
    /// The names of the cookies the browser sent.
    pub cookie_names: Vec<String>,
    /// The domain to set the choice cookie for, when this host is the site's domain or below it.
    pub cookie_domain: Option<String>,
    /// The service is reached over TLS.
    pub secure: bool,
    /// Who of the staff is signed in. It is looked up only where a browser brings a session, so a visitor pays nothing.
    pub staff: Option<StaffActor>,
    /// Who is in the rights portal. It is looked up only where a browser brings a session that is not of staff.
    pub subject: Option<DataSubject>,
}

/// The service's own origin, for addresses that leave the page: in calendars, and for search engines.
#[derive(Clone, Debug)]
pub struct Origin(pub String);

/// The origin of the page being rendered.
pub(crate) fn origin() -> Result<String, Told> {
    let origin = use_context::<Origin>().ok_or_else(|| refuse(Problem::Fault))?;
    Ok(origin.0)
}

/// The visit that the page being rendered answers; none while routes are listed at start-up.
#[must_use]
pub fn current() -> Option<Visit> {
    use_context::<Visit>()
}

/// The visit that a server function answers.
pub(crate) fn required() -> Result<Visit, Told> {
    current().ok_or_else(|| refuse(Problem::Fault))
}

impl Visit {
    /// Reads a request. An acceptance whose receipt was withdrawn from elsewhere, or cannot be looked up,
    /// does not stand.
    pub async fn read(service: &Service, headers: &HeaderMap, secure: bool) -> Self {
        let cookies = cookies(headers);
        let value = |name| only(&cookies, name);
        let gpc = headers.get("sec-gpc").is_some_and(|signal| signal == "1");
        let receipt = value(RECEIPT_COOKIE).and_then(ReceiptCode::parse);
        let mut standing = service.standing(value(ChoiceCookie::NAME), gpc);
        if !standing.granted.is_empty() && has_ended(service, receipt.as_ref()).await {
            standing = service.standing(None, gpc);
        }
        let staff = staff(service, headers).await;
        let subject = match staff {
            Some(_) => None,
            None => subject(service, headers).await,
        };
        Self {
            service: service.clone(),
            standing,
            receipt,
            cookie_names: cookies.iter().map(|(name, _)| (*name).to_owned()).collect(),
            cookie_domain: cookie_domain(service, headers),
            secure,
            staff,
            subject,
        }
    }

    /// What head, foot and titles need.
    #[must_use]
    pub fn organisation(&self, language: Language) -> Organisation {
        let register = self.service.register().register();
        let controller = &register.controller;
        let address = &controller.address;
        Organisation {
            name: controller.short_name.clone(),
            line: format!(
                "{} · CVR {} · {}, {} {}",
                controller.name, controller.cvr, address.street, address.postcode, address.city
            ),
            contact: register.privacy_contact.email.clone(),
            complaint_anchor: complaint_anchor(language).to_owned(),
            has_newsletter: register.newsletter.is_some(),
            has_events: self.service.register().seats().is_some(),
            has_contact_form: register.contact.is_some(),
        }
    }

    /// What stands in the banner's place on `page`.
    #[must_use]
    pub fn banner(&self, page: Option<Page>, language: Language) -> BannerState {
        if matches!(page, Some(Page::CookieSettings | Page::Staff(_))) {
            return BannerState::Absent;
        }
        match self.standing.ask {
            Ask::Nothing => BannerState::Stored(self.stored_line(language)),
            Ask::Signalled => BannerState::Signalled,
            Ask::Everything | Ask::Changed(_) => self
                .question(language, Surface::Banner, None)
                .map_or(BannerState::Absent, |question| {
                    BannerState::Asked(Box::new(question))
                }),
        }
    }

    /// The question `surface` asks, with what its form must send back.
    ///
    /// # Errors
    /// [`Problem::UnknownService`] when `embed` is no service that can be chosen.
    pub fn question(
        &self,
        language: Language,
        surface: Surface,
        embed: Option<&str>,
    ) -> Result<Question, Problem> {
        let (notice, hash) = self
            .service
            .notice(language, surface, &self.standing, embed)?;
        Ok(Question {
            notice,
            hash: hash.to_string(),
            attempt: self.service.new_attempt().to_text(),
        })
    }

    /// What stands in the place of the embed of `service`: its frame from `path` at the provider, or the choice.
    ///
    /// # Errors
    /// [`Problem::UnknownService`] when the register has no such service, or it frames nothing.
    pub fn embed(
        &self,
        language: Language,
        service: &Key,
        path: &str,
    ) -> Result<EmbedState, Problem> {
        let register = self.service.register().register();
        let origin = register
            .service
            .get(service)
            .and_then(|service| service.frame_origins.first())
            .ok_or(Problem::UnknownService)?;
        if self.standing.allows(service) {
            return Ok(EmbedState::Allowed {
                service: service.clone(),
                source: format!("{origin}{path}"),
            });
        }
        Ok(EmbedState::Gated {
            service: service.clone(),
            question: Box::new(self.question(language, Surface::Placeholder, Some(service))?),
        })
    }

    /// The names of the services allowed now.
    #[must_use]
    pub fn allowed_names(&self) -> Vec<String> {
        let services = &self.service.register().register().service;
        let name = |key: &Key| services.get(key).map(|service| service.name.clone());
        self.standing.granted.iter().filter_map(name).collect()
    }

    fn stored_line(&self, language: Language) -> StoredLine {
        let rules = &self.service.register().register().cookies;
        let texts = texts(language);
        let names = self.allowed_names();
        let text = if names.is_empty() {
            texts
                .stored_no
                .replace("{period}", &rules.refused_for.in_words(language))
        } else {
            texts.stored_yes.replace("{services}", &names.join(", "))
        };
        StoredLine {
            text,
            has_receipt: !names.is_empty(),
        }
    }

    /// The day of the choice that stands, in words.
    #[must_use]
    pub fn decided_in_words(&self, language: Language) -> Option<String> {
        self.standing
            .decided
            .map(|day| date_in_words(day, language))
    }

    /// The header that sets the choice cookie.
    pub(crate) fn choice_cookie(
        &self,
        choice: &ChoiceCookie,
    ) -> Result<(HeaderName, HeaderValue), Problem> {
        let rules = &self.service.register().register().cookies;
        let period = if choice.grants_any() {
            rules.accepted_for
        } else {
            rules.refused_for
        };
        let domain = self
            .cookie_domain
            .as_ref()
            .map(|domain| format!("; Domain={domain}"));
        let value = format!(
            "{}={}; Path=/; Max-Age={}; SameSite=Lax{}{}",
            ChoiceCookie::NAME,
            choice.to_value(),
            seconds(&self.service, period)?,
            domain.unwrap_or_default(),
            if self.secure { "; Secure" } else { "" },
        );
        set_cookie(&value)
    }

    /// The header that sets, shortens or removes the receipt cookie; none when it stays as it is.
    pub(crate) fn receipt_cookie(
        &self,
        change: &ReceiptChange,
        outcome: &Outcome,
    ) -> Result<Option<(HeaderName, HeaderValue)>, Problem> {
        match change {
            ReceiptChange::Given(code) => keep_receipt(&self.service, code).map(Some),
            ReceiptChange::Withdrawn(code) => show_receipt(code).map(Some),
            ReceiptChange::None if outcome.granted.is_empty() && self.holds_receipt() => {
                set_receipt("", "; Max-Age=0").map(Some)
            }
            ReceiptChange::None => Ok(None),
        }
    }

    /// The headers that follow the withdrawal of this browser's own receipt: nothing is allowed any more, the
    /// services' own storage goes, and the receipt is kept until the browser closes.
    ///
    /// # Errors
    /// Never in practice: what is written holds only what a header may hold.
    pub fn withdrawal_headers(
        &self,
        code: &ReceiptCode,
    ) -> Result<Vec<(HeaderName, HeaderValue)>, Problem> {
        let register = self.service.register();
        let asked = register
            .optional_services()
            .map(|(key, _)| key.clone())
            .collect();
        let today = self.service.today();
        let outcome = Decision::RefuseAll.apply(register, &self.standing, &asked, today);
        crate::choice::headers(self, &outcome, &ReceiptChange::Withdrawn(code.clone()))
    }

    fn holds_receipt(&self) -> bool {
        self.cookie_names.iter().any(|name| name == RECEIPT_COOKIE)
    }
}

/// The session that the browser holds.
#[must_use]
pub fn session_in(headers: &HeaderMap) -> Option<LinkToken> {
    only(&cookies(headers), SESSION_COOKIE).and_then(LinkToken::parse)
}

/// What the browser keeps from signing in before.
#[must_use]
pub fn known_browser_in(headers: &HeaderMap) -> Option<String> {
    login_cookie_in(headers).staff
}

/// What the browser keeps from asking to come in to the rights portal.
#[must_use]
pub fn entry_browser_in(headers: &HeaderMap) -> Option<EntryBrowser> {
    EntryBrowser::parse(&login_cookie_in(headers).portal?)
}

fn login_cookie_in(headers: &HeaderMap) -> LoginCookie {
    let value = only(&cookies(headers), KNOWN_BROWSER_COOKIE).map(LoginCookie::parse);
    value.unwrap_or_default()
}

/// The header that gives the browser a session, until it closes.
///
/// # Errors
/// [`Problem::Fault`], never in practice: a token holds only what a header may hold.
pub fn keep_session(token: &LinkToken) -> Result<(HeaderName, HeaderValue), Problem> {
    set_hosts_own(SESSION_COOKIE, &token.to_text(), "")
}

/// The header that takes the session from the browser.
///
/// # Errors
/// As [`keep_session`].
pub fn drop_session() -> Result<(HeaderName, HeaderValue), Problem> {
    set_hosts_own(SESSION_COOKIE, "", "; Max-Age=0")
}

/// The header that lets the browser be known again when somebody signs in. What it keeps for the rights portal, as
/// `headers` of the request tell, stays.
///
/// # Errors
/// As [`keep_session`].
pub fn keep_known_browser(
    headers: &HeaderMap,
    known: &str,
) -> Result<(HeaderName, HeaderValue), Problem> {
    keep_login_cookie(&LoginCookie {
        staff: Some(known.to_owned()),
        ..login_cookie_in(headers)
    })
}

/// The header that lets the browser be known as the one that asked to come in. What it keeps from signing in as staff,
/// as `headers` of the request tell, stays.
///
/// # Errors
/// As [`keep_session`].
pub fn keep_entry_browser(
    headers: &HeaderMap,
    browser: &EntryBrowser,
) -> Result<(HeaderName, HeaderValue), Problem> {
    keep_login_cookie(&LoginCookie {
        portal: Some(browser.to_text()),
        ..login_cookie_in(headers)
    })
}

fn keep_login_cookie(cookie: &LoginCookie) -> Result<(HeaderName, HeaderValue), Problem> {
    let age = format!("; Max-Age={KNOWN_BROWSER_AGE}");
    set_hosts_own(KNOWN_BROWSER_COOKIE, &cookie.to_value(), &age)
}

/// Who of the staff holds the session that the browser brings. One that cannot be looked up is none.
async fn staff(service: &Service, headers: &HeaderMap) -> Option<StaffActor> {
    let token = session_in(headers)?;
    service.staff_actor(&token).await.ok().flatten()
}

/// Who is in the rights portal with the session that the browser brings. One that cannot be looked up is none.
async fn subject(service: &Service, headers: &HeaderMap) -> Option<DataSubject> {
    let token = session_in(headers)?;
    service.data_subject(&token).await.ok().flatten()
}

/// The code of the receipt that the browser holds.
#[must_use]
pub fn receipt_in(headers: &HeaderMap) -> Option<ReceiptCode> {
    only(&cookies(headers), RECEIPT_COOKIE).and_then(ReceiptCode::parse)
}

/// The header that keeps `code` in the browser for as long as an acceptance is remembered.
///
/// # Errors
/// [`Problem::Fault`], never in practice: a code holds only what a header may hold.
pub fn keep_receipt(
    service: &Service,
    code: &ReceiptCode,
) -> Result<(HeaderName, HeaderValue), Problem> {
    let age = seconds(service, service.register().register().cookies.accepted_for)?;
    set_receipt(&code.to_groups(), &format!("; Max-Age={age}"))
}

/// The header that keeps the `code` of a consent that was taken back until the browser closes: long enough to show
/// what was withdrawn.
///
/// # Errors
/// As [`keep_receipt`].
pub fn show_receipt(code: &ReceiptCode) -> Result<(HeaderName, HeaderValue), Problem> {
    set_receipt(&code.to_groups(), "")
}

fn set_receipt(code: &str, age: &str) -> Result<(HeaderName, HeaderValue), Problem> {
    set_hosts_own(RECEIPT_COOKIE, code, age)
}

/// Sets a cookie for this host only, out of scripts' reach.
fn set_hosts_own(name: &str, value: &str, age: &str) -> Result<(HeaderName, HeaderValue), Problem> {
    set_cookie(&format!(
        "{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}"
    ))
}

fn seconds(service: &Service, period: Period) -> Result<i64, Problem> {
    let today = service.today();
    let last = period.after(today).map_err(|_| Problem::Fault)?;
    let days = today.until(last).map_err(|_| Problem::Fault)?.get_days();
    Ok(i64::from(days) * 24 * 60 * 60)
}

/// The value of the cookie `name`. Two cookies of one name are a foreign hand; neither is believed.
fn only<'a>(cookies: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    let mut found = cookies.iter().filter(|(other, _)| *other == name);
    let (_, value) = found.next().filter(|_| found.next().is_none())?;
    Some(value)
}

async fn has_ended(service: &Service, receipt: Option<&ReceiptCode>) -> bool {
    match receipt {
        Some(code) => !service
            .receipt(code)
            .await
            .is_ok_and(|receipt| receipt.ended.is_none()),
        None => false,
    }
}

fn set_cookie(value: &str) -> Result<(HeaderName, HeaderValue), Problem> {
    let value = HeaderValue::from_str(value).map_err(|_| Problem::Fault)?;
    Ok((SET_COOKIE, value))
}

fn cookies(headers: &HeaderMap) -> Vec<(&str, &str)> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter(|pair| pair.is_ascii())
        .filter_map(|pair| std::str::from_utf8(pair).ok())
        .filter_map(|pair| pair.trim().split_once('='))
        .collect()
}

fn cookie_domain(service: &Service, headers: &HeaderMap) -> Option<String> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let host = host
        .rsplit_once(':')
        .map_or(host, |(name, _)| name)
        .to_ascii_lowercase();
    service
        .register()
        .register()
        .site
        .values()
        .map(|site| &site.domain)
        .find(|domain| host == **domain || host.ends_with(&format!(".{domain}")))
        .cloned()
}
