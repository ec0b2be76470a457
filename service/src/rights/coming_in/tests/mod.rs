//! Coming in, from the first mail to being out again, and what must let nobody in.

mod alike;
mod entering;
mod floods;
mod staying;

use domain::mail::{Letter, LinkToken};
use domain::portal::EntryCode;
use domain::problem::Problem;
use domain::staff::Browser;
use domain::text::Language;

use super::{AskToComeIn, ByCode, ByLink, CameIn, EntryBrowser};
use crate::Service;
use crate::rights::DataSubject;
use crate::testing::Bench;

const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";
const ANNA: &str = "anna@example.dk";

/// A mail that lets in.
#[derive(Clone)]
struct Mail {
    to: String,
    token: LinkToken,
    code: EntryCode,
}

/// The mails that are due, taken from the outbox and sent.
async fn mails(service: &Service) -> Vec<Mail> {
    let sender = service.new_mail_sender(None);
    let due = service.take_mails(&sender, 1_000).await.unwrap();
    let read = |envelope: domain::mail::Envelope| match envelope.letter {
        Letter::ComeIn { token, code } => Some(Mail {
            to: envelope.to.as_str().to_owned(),
            token,
            code,
        }),
        _ => None,
    };
    let mut mails = Vec::new();
    for mail in due {
        service.mail_sent(&mail, String::new()).await.unwrap();
        mails.extend(read(mail.envelope));
    }
    mails
}

/// Somebody's browser, on a network of its own.
pub(in crate::rights) struct Visitor<'b> {
    service: &'b Service,
    network: &'static str,
    kept: Option<EntryBrowser>,
}

impl<'b> Visitor<'b> {
    pub(in crate::rights) const fn at(service: &'b Service, network: &'static str) -> Self {
        Self {
            service,
            network,
            kept: None,
        }
    }

    pub(in crate::rights) const fn kept(&self) -> Option<&EntryBrowser> {
        self.kept.as_ref()
    }

    async fn asks(&mut self, email: &str) {
        let ask = AskToComeIn {
            language: Language::Da,
            email: email.to_owned(),
            network: self.network.to_owned(),
            browser: self.kept.clone(),
        };
        self.kept = Some(self.service.ask_to_come_in(ask).await.unwrap());
    }

    /// Asks, and gets the mail.
    async fn gets_mail(&mut self, email: &str) -> Mail {
        self.asks(email).await;
        let mut mails = mails(self.service).await;
        assert_eq!(mails.len(), 1);
        mails.remove(0)
    }

    async fn types(&self, code: &str) -> Result<CameIn, Problem> {
        let by = ByCode {
            code: code.to_owned(),
            browser: self.kept.clone(),
            named: Browser::of(AGENT),
            before: None,
        };
        self.service.come_in_by_code(by).await
    }

    async fn presses(&self, token: &LinkToken) -> Result<CameIn, Problem> {
        let by = ByLink {
            token: token.clone(),
            browser: self.kept.clone(),
            named: Browser::of(AGENT),
            before: None,
        };
        self.service.come_in_by_link(by).await
    }

    async fn leads_on(&self, token: &LinkToken) -> bool {
        let leads_on = self.service.leads_on(token, self.kept.as_ref());
        leads_on.await.unwrap()
    }

    /// Asks, gets the mail, and comes in with its code.
    pub(in crate::rights) async fn comes_in(&mut self, email: &str) -> CameIn {
        let mail = self.gets_mail(email).await;
        let came_in = self.types(&mail.code.to_halves()).await.unwrap();
        self.kept = Some(came_in.browser.clone());
        came_in
    }
}

async fn subject(service: &Service, session: &LinkToken) -> Option<DataSubject> {
    service.data_subject(session).await.unwrap()
}

/// A code that is not `right`.
fn wrong(right: EntryCode) -> String {
    let other = EntryCode::from_bytes([1; 8]);
    let another = EntryCode::from_bytes([2; 8]);
    if other == right { another } else { other }.to_halves()
}

async fn bench() -> Bench {
    Bench::open().await
}
