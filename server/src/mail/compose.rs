//! From a letter to the bytes that a mail server takes. The same mail composed again is the same mail: same
//! Message-ID, same date, same words.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use app::address::{Mailed, Page};
use domain::event::Invitation;
use domain::mail::{AddressError, Envelope, Letter, Line, MailAddress};
use domain::register::Controller;
use domain::text::Language;
use http::Uri;
use lettre::Address;
use lettre::address::AddressError as UnusableAddress;
use lettre::message::dkim::DkimConfig;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0,
};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use service::{DueMail, MailLinks, PrintedIssue, Service};
use storage::StoreError;
use uuid::Uuid;

use super::dkim::{self, DkimError};
use super::incoming::STOP;
use super::settings::MailSettings;
use super::words::{Paper, Worded, link_address, word, word_issue};

/// What mails are composed with.
pub struct Composer {
    service: Service,
    /// Where people reach the service.
    origin: String,
    from: Writer,
    newsletter: Option<Writer>,
    bounces: Option<MailAddress>,
    /// Mails to the address for bounces are read, so that a mail can stop the newsletter.
    is_read: bool,
    /// The issue that was printed last: most mails are many of one.
    printed: Mutex<Option<Arc<Printed>>>,
}

/// An address that mails come from, and what signs them.
struct Writer {
    address: MailAddress,
    /// Where answers go, if elsewhere.
    reply_to: Option<MailAddress>,
    dkim: Option<DkimConfig>,
}

/// An issue as printed for readers of one language.
struct Printed {
    issue: Uuid,
    language: Language,
    printed: PrintedIssue,
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
    /// An address of the register is none.
    #[error(
        "{field} in the register cannot send mails: {error}. Write one address, such as post@example.dk"
    )]
    From {
        /// Where it stands.
        field: &'static str,
        /// What is wrong with it.
        error: AddressError,
    },
    /// The key for signatures cannot be used.
    #[error(transparent)]
    Dkim(#[from] DkimError),
}

/// One mail cannot be composed. It says nothing of the mail: that may hold personal data.
#[derive(Debug, thiserror::Error)]
#[error("a mail cannot be composed")]
pub(super) struct NotComposed;

/// Why a mail is not composed.
#[derive(Debug)]
pub(super) enum Uncomposed {
    /// It never can be.
    Never,
    /// The database does not say what it says.
    NotNow(StoreError),
}

impl From<NotComposed> for Uncomposed {
    fn from(_: NotComposed) -> Self {
        Self::Never
    }
}

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
        let register = service.register();
        let email = &register.register().controller.email;
        let from = Writer::new("the controller's email", email, None, settings)?;
        let newsletter = register.newsletter().map(|newsletter| {
            let (from, reply_to) = (&newsletter.newsletter.from, newsletter.reply_to());
            Writer::new("the newsletter's from", from, Some(reply_to), settings)
        });
        let newsletter = newsletter.transpose()?;
        Ok(Arc::new(Self {
            service,
            origin,
            from,
            newsletter,
            bounces: settings.bounces.clone(),
            is_read: settings.incoming.is_some(),
            printed: Mutex::default(),
        }))
    }

    /// The host that mails come from.
    pub(super) fn host(&self) -> &str {
        self.from.address.domain()
    }

    /// Composes a mail.
    pub(super) async fn compose(&self, mail: &DueMail) -> Result<Composed, Uncomposed> {
        let worded = self.word(&mail.envelope).await?;
        Ok(self.put_together(mail, worded)?)
    }

    /// An issue as its readers' mails show it, for whoever writes it to look at.
    pub(crate) fn preview(&self, issue: &PrintedIssue, language: Language) -> Option<String> {
        let paper = Paper {
            issue,
            links: None,
            language,
        };
        let worded = word_issue(&paper, self.controller(), &self.origin);
        worded.ok().map(|worded| worded.html)
    }

    async fn word(&self, envelope: &Envelope) -> Result<Worded, Uncomposed> {
        let language = envelope.language;
        let on_paper = |issue: &PrintedIssue, links: Option<&MailLinks>| {
            let paper = Paper {
                issue,
                links,
                language,
            };
            word_issue(&paper, self.controller(), &self.origin)
        };
        let worded = match &envelope.letter {
            Letter::Newsletter { issue, link } => {
                let issue = self.printed(issue, language).await?;
                on_paper(&issue.printed, Some(&self.service.mail_links(link)))
            }
            Letter::NewsletterTrial {
                subject,
                words,
                written_in,
            } => on_paper(&PrintedIssue::of_words(subject, words, *written_in), None),
            _ => {
                let has_secure_way = self.service.register().secure_purpose().is_some();
                word(envelope, self.controller(), &self.origin, has_secure_way)
            }
        };
        worded.map_err(|_| Uncomposed::Never)
    }

    /// An issue, printed once for all its mails in a row.
    async fn printed(&self, issue: &Uuid, language: Language) -> Result<Arc<Printed>, Uncomposed> {
        let last = self.last_printed();
        let is_it = |last: &Arc<Printed>| last.issue == *issue && last.language == language;
        if let Some(last) = last.clone().filter(is_it) {
            return Ok(last);
        }
        let printed = self.service.printed_issue(issue, language).await;
        let printed = printed.map_err(Uncomposed::NotNow)?;
        let printed = Arc::new(Printed {
            issue: *issue,
            language,
            printed: printed.ok_or(Uncomposed::Never)?,
        });
        let mut last = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        *last = Some(Arc::clone(&printed));
        Ok(printed)
    }

    fn last_printed(&self) -> Option<Arc<Printed>> {
        let last = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }

    fn put_together(&self, mail: &DueMail, worded: Worded) -> Result<Composed, NotComposed> {
        let envelope = &mail.envelope;
        let writer = self.writer(&envelope.letter);
        let to = address(&envelope.to)?;
        let name = envelope.name.as_ref().map(Line::as_str);
        let id = mail.id();
        let id = id.as_simple();
        let mut message = Message::builder()
            .from(self.named(&writer.address)?)
            .to(Mailbox::new(name.map(str::to_owned), to.clone()))
            .subject(worded.subject.as_str())
            .date(date(mail))
            .message_id(Some(format!("<{id}@{}>", writer.address.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("Content-Language", envelope.language.tag()));
        if let Some(mark) = envelope.letter.reply_mark() {
            message = message.reply_to(self.reply_to(mark)?);
        } else if let Some(reply_to) = &writer.reply_to {
            message = message.reply_to(self.named(reply_to)?);
        }
        for (name, value) in self.list_headers(envelope) {
            message = message.raw_header(header(name, &value));
        }
        let mut parts = MultiPart::alternative()
            .boundary(format!("part-{id}"))
            .singlepart(part(ContentType::TEXT_PLAIN, worded.text)?)
            .singlepart(part(ContentType::TEXT_HTML, worded.html)?);
        if let Some((kind, calendar)) = self.calendar(envelope)? {
            parts = parts.singlepart(part(kind, calendar)?);
        }
        let (kind, body) = joined(&parts)?;
        let message = message.header(MIME_VERSION_1_0).header(kind).body(body);
        let mut message = message.map_err(|_| NotComposed)?;
        if let Some(dkim) = &writer.dkim {
            message.sign(dkim);
        }
        Ok(Composed {
            return_path: self.return_path(mail)?,
            to,
            bytes: message.formatted(),
        })
    }

    /// What the mail tells calendars (RFC 6047): the same as it tells its reader, as one more form of it.
    fn calendar(&self, envelope: &Envelope) -> Result<Option<(ContentType, String)>, NotComposed> {
        let Some((about, calendar, invites)) = envelope.letter.invites() else {
            return Ok(None);
        };
        let origin: Uri = self.origin.parse().map_err(|_| NotComposed)?;
        let page = Page::Event(about.event).path(envelope.language);
        let invitation = Invitation {
            invites,
            id: about.event,
            host: origin.host().ok_or(NotComposed)?,
            page: &format!("{}{page}", self.origin),
            title: about.title.as_str(),
            place: about.place.as_str(),
            starts: about.starts,
            ends: calendar.ends,
            sequence: calendar.sequence,
            changed_at: calendar.changed_at,
            organizer: &self.controller().short_name,
            from: &self.from.address,
            to: &envelope.to,
        };
        let method = invites.method();
        let kind = format!("text/calendar; charset=utf-8; method={method}");
        let kind = ContentType::parse(&kind).map_err(|_| NotComposed)?;
        Ok(Some((kind, invitation.to_text())))
    }

    fn controller(&self) -> &Controller {
        &self.service.register().register().controller
    }

    /// Who a letter comes from: what belongs to the newsletter from its own address.
    fn writer(&self, letter: &Letter) -> &Writer {
        let newsletter = self.newsletter.as_ref();
        newsletter
            .filter(|_| letter.is_newsletter())
            .unwrap_or(&self.from)
    }

    fn named(&self, from: &MailAddress) -> Result<Mailbox, NotComposed> {
        let name = Line::parse(&self.controller().short_name).map_err(|_| NotComposed)?;
        Ok(Mailbox::new(Some(name.as_str().to_owned()), address(from)?))
    }

    /// What lets a mail program offer to stop the newsletter (RFC 2369), with one press and without the person's
    /// cookies (RFC 8058), and know it as a list (RFC 2919).
    fn list_headers(&self, envelope: &Envelope) -> Vec<(&'static str, String)> {
        let Letter::Newsletter { link, .. } = &envelope.letter else {
            return Vec::new();
        };
        let leave = &self.service.mail_links(link).leave;
        let page = link_address(&self.origin, Mailed::Leave, envelope.language, leave);
        let ways = match self.stop_address(link) {
            Some(address) => format!("<{page}>, <mailto:{address}?subject=stop>"),
            None => format!("<{page}>"),
        };
        vec![
            (
                "List-Id",
                format!(
                    "<newsletter.{}>",
                    self.writer(&envelope.letter).address.domain()
                ),
            ),
            ("List-Unsubscribe", ways),
            (
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ),
        ]
    }

    /// The address to which any mail stops the newsletter of the subscription with this link id, where such mails are
    /// read.
    fn stop_address(&self, link: &Uuid) -> Option<String> {
        let bounces = self.bounces.as_ref().filter(|_| self.is_read)?;
        let token = self.service.stop_address_token(link);
        Some(format!(
            "{}+{STOP}{token}@{}",
            bounces.local(),
            bounces.domain()
        ))
    }

    /// Where answers to an enquiry go: the contact form's own address, with the enquiry's mark.
    fn reply_to(&self, mark: &str) -> Result<Mailbox, NotComposed> {
        let contact = self.service.register().contact().ok_or(NotComposed)?;
        let own = MailAddress::parse(&contact.from).map_err(|_| NotComposed)?;
        let name = self.controller().short_name.clone();
        let local = format!("{}+{mark}", own.local());
        Ok(Mailbox::new(Some(name), Address::new(local, own.domain())?))
    }

    fn return_path(&self, mail: &DueMail) -> Result<Address, NotComposed> {
        let Some(bounces) = &self.bounces else {
            return address(&self.writer(&mail.envelope.letter).address);
        };
        let token = self.service.bounce_token(&mail.id());
        let local = format!("{}+{token}", bounces.local());
        Ok(Address::new(local, bounces.domain())?)
    }
}

impl Writer {
    fn new(
        field: &'static str,
        from: &str,
        reply_to: Option<&str>,
        settings: &MailSettings,
    ) -> Result<Self, ComposeError> {
        let read = |written: &str| {
            MailAddress::parse(written).map_err(|error| ComposeError::From { field, error })
        };
        let address = read(from)?;
        let reply_to = reply_to.map(read).transpose()?;
        let dkim = match &settings.dkim {
            Some((file, selector)) => Some(dkim::signer(file, selector, address.domain())?),
            None => None,
        };
        Ok(Self {
            reply_to: reply_to.filter(|reply_to| *reply_to != address),
            address,
            dkim,
        })
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
