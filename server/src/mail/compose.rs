//! From a letter to the bytes that a mail server takes. The same mail composed again is the same mail: same
//! Message-ID, same date, same words.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use domain::mail::{AddressError, Line, MailAddress};
use domain::register::Controller;
use lettre::Address;
use lettre::address::AddressError as UnusableAddress;
use lettre::message::dkim::DkimConfig;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0,
};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use service::{DueMail, Service};

use super::dkim::{self, DkimError};
use super::settings::MailSettings;
use super::words::word;

/// What mails are composed with.
pub(crate) struct Composer {
    service: Service,
    /// Where people reach the service.
    origin: String,
    from: MailAddress,
    bounces: Option<MailAddress>,
    dkim: Option<DkimConfig>,
}

/// A mail as it goes to a mail server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Whom an answer about it being undeliverable goes to.
    pub return_path: Address,
    /// Whom it goes to.
    pub to: Address,
    /// Head and body.
    pub bytes: Vec<u8>,
}

/// Why mails cannot be composed.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The register's own address is none.
    #[error(
        "the controller's email in the register cannot send mails: {0}. Write one address, such as post@example.dk"
    )]
    From(#[from] AddressError),
    /// The key for signatures cannot be used.
    #[error(transparent)]
    Dkim(#[from] DkimError),
}

/// One mail cannot be composed. It says nothing of the mail: that may hold personal data.
#[derive(Debug, thiserror::Error)]
#[error("a mail cannot be composed")]
pub(super) struct NotComposed;

impl From<UnusableAddress> for NotComposed {
    fn from(_: UnusableAddress) -> Self {
        Self
    }
}

impl Composer {
    /// Mails from the register's controller, whose links lead to `origin`.
    ///
    /// # Errors
    /// When there is no address to send from, or the key for signatures cannot be used.
    pub(crate) fn new(
        service: Service,
        origin: String,
        settings: &MailSettings,
    ) -> Result<Arc<Self>, ComposeError> {
        let from = MailAddress::parse(&service.register().register().controller.email)?;
        let dkim = match &settings.dkim {
            Some((file, selector)) => Some(dkim::signer(file, selector, from.domain())?),
            None => None,
        };
        Ok(Arc::new(Self {
            service,
            origin,
            from,
            bounces: settings.bounces.clone(),
            dkim,
        }))
    }

    /// The host that mails come from.
    pub(super) fn host(&self) -> &str {
        self.from.domain()
    }

    /// Composes a mail.
    pub(super) fn compose(&self, mail: &DueMail) -> Result<Composed, NotComposed> {
        let controller = &self.service.register().register().controller;
        let envelope = &mail.envelope;
        let worded = word(envelope, controller, &self.origin).map_err(|_| NotComposed)?;
        let to = address(&envelope.to)?;
        let name = envelope.name.as_ref().map(Line::as_str);
        let id = mail.id();
        let id = id.as_simple();
        let message = Message::builder()
            .from(self.sender(controller)?)
            .to(Mailbox::new(name.map(str::to_owned), to.clone()))
            .subject(worded.subject.as_str())
            .date(date(mail))
            .message_id(Some(format!("<{id}@{}>", self.from.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", envelope.language.tag()));
        let parts = MultiPart::alternative()
            .boundary(format!("part-{id}"))
            .singlepart(part(ContentType::TEXT_PLAIN, worded.text)?)
            .singlepart(part(ContentType::TEXT_HTML, worded.html)?);
        let (kind, body) = joined(&parts)?;
        let message = message.header(MIME_VERSION_1_0).header(kind).body(body);
        let mut message = message.map_err(|_| NotComposed)?;
        if let Some(dkim) = &self.dkim {
            message.sign(dkim);
        }
        Ok(Composed {
            return_path: self.return_path(mail)?,
            to,
            bytes: message.formatted(),
        })
    }

    fn sender(&self, controller: &Controller) -> Result<Mailbox, NotComposed> {
        let name = Line::parse(&controller.short_name).map_err(|_| NotComposed)?;
        let from = address(&self.from)?;
        Ok(Mailbox::new(Some(name.as_str().to_owned()), from))
    }

    fn return_path(&self, mail: &DueMail) -> Result<Address, NotComposed> {
        let Some(bounces) = &self.bounces else {
            return address(&self.from);
        };
        let token = self.service.bounce_token(&mail.id());
        let local = format!("{}+{token}", bounces.local());
        Ok(Address::new(local, bounces.domain())?)
    }
}

fn address(address: &MailAddress) -> Result<Address, NotComposed> {
    Ok(Address::new(address.local(), address.domain())?)
}

/// When the mail was written, so that a retry has the same date.
fn date(mail: &DueMail) -> SystemTime {
    let seconds = u64::try_from(mail.since.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// The parts as one body, and its kind. Handed over as parts, their kind would be left out of what is signed.
fn joined(parts: &MultiPart) -> Result<(ContentType, Body), NotComposed> {
    let kind = parts.headers().get().ok_or(NotComposed)?;
    let formatted = parts.formatted();
    let end_of_head = formatted.windows(4).position(|four| four == b"\r\n\r\n");
    let body = formatted[end_of_head.ok_or(NotComposed)? + 4..].to_vec();
    let encoding = ContentTransferEncoding::SevenBit;
    Ok((kind, Body::dangerous_pre_encoded(body, encoding)))
}

fn part(kind: ContentType, content: String) -> Result<SinglePart, NotComposed> {
    let encoding = ContentTransferEncoding::QuotedPrintable;
    let body = Body::new_with_encoding(content, encoding).map_err(|_| NotComposed)?;
    Ok(SinglePart::builder().header(kind).body(body))
}
