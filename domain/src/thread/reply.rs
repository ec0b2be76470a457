//! An answer that comes by mail: whose it is, and what of it is new. Mail says whatever its sender likes, so only the
//! mark in the address we gave opens a thread, and machines are never answered.

use std::fmt;

use uuid::Uuid;

use super::enquiry::plain_text;
use super::limits::MAX_MESSAGE;
use crate::mail::{MailAddress, mail_of};
use crate::text::Language;

/// How many characters the mark of a reply address has: 160 bits in base 32, which survives servers that change the
/// case of letters.
pub const REPLY_TOKEN: usize = 32;

/// The largest mail that is read, in bytes. Most of a large one is what is attached.
const MAX_BYTES: usize = 5 * 1024 * 1024;
/// How many names of attachments are kept.
const MOST_NAMES: usize = 20;
/// How much of a name is kept, in characters.
const LONGEST_NAME: usize = 100;

/// A mail that arrived, taken apart.
#[derive(Clone, Default)]
pub struct IncomingMail {
    /// Its size as it arrived, in bytes.
    pub bytes: usize,
    /// The envelope's sender; none when it is empty, as bounces' are.
    pub return_path: Option<String>,
    /// The addresses in `From`.
    pub from: Vec<String>,
    /// The addresses in `Delivered-To`, `X-Original-To`, `To` and `Cc`.
    pub to: Vec<String>,
    /// `Message-ID`, without its brackets.
    pub message_id: String,
    /// The ids in `In-Reply-To` and `References`, without their brackets.
    pub references: Vec<String>,
    /// `Auto-Submitted`.
    pub auto_submitted: Option<String>,
    /// `Precedence`.
    pub precedence: Option<String>,
    /// It has a `List-Id`.
    pub is_from_list: bool,
    /// Its text, or what its HTML reads as.
    pub text: String,
    /// What is attached to it, by name; none of it is taken in.
    pub attachments: Vec<String>,
}

impl IncomingMail {
    /// Whether a machine sent it: that says so in one of these, or has an empty sender (RFC 3834).
    #[must_use]
    pub fn is_automatic(&self) -> bool {
        let says = |header: &Option<String>, words: &[&str]| {
            let first = header.as_deref().and_then(|value| value.split(';').next());
            first.is_some_and(|value| words.contains(&value.trim().to_ascii_lowercase().as_str()))
        };
        let submitted = self.auto_submitted.is_some() && !says(&self.auto_submitted, &["no"]);
        let bulk = says(&self.precedence, &["bulk", "junk", "list", "auto_reply"]);
        submitted || bulk || self.is_from_list || self.return_path.is_none()
    }
}

/// Why a mail is not taken in. It stays in the mailbox, where staff see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAReply {
    /// A machine sent it: an automatic answer, a list, a bounce.
    #[error("sent by a machine")]
    Automatic,
    /// We sent it ourselves.
    #[error("a loop")]
    Loop,
    /// It answers nothing of ours.
    #[error("not an answer to a mail of ours")]
    NotToUs,
    /// It does not say who sent it, or names several.
    #[error("no single sender")]
    NoSender,
    /// It holds no words.
    #[error("empty")]
    Empty,
    /// It is larger than what we take.
    #[error("too large")]
    TooLarge,
}

/// A person's answer to a mail of ours. Its `Debug` is silent.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The mark in the address it was sent to, in lower case.
    pub token: Option<String>,
    /// The ids of mails of ours that it says it answers. Ids are no secrets, so they prove nothing.
    pub answers: Vec<Uuid>,
    /// Who says to have sent it.
    pub from: MailAddress,
    /// Tells it from other mails.
    pub message_id: String,
    /// What is new in it.
    pub text: String,
    /// What was attached, by name.
    pub attachments: Vec<String>,
}

impl Reply {
    /// What is kept of it: its text, and the names of what came with it and is not kept, so that whoever reads it can
    /// ask for that another way.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        if self.attachments.is_empty() {
            return self.text.clone();
        }
        let names: Vec<String> = self
            .attachments
            .iter()
            .take(MOST_NAMES)
            .map(|name| line(name))
            .collect();
        let left_out = match language {
            Language::Da => "Vedhæftet, men ikke taget med",
            Language::En => "Attached, but not taken in",
        };
        format!("{}\n\n[{left_out}: {}]", self.text, names.join(", "))
    }
}

fn line(name: &str) -> String {
    let line = name.chars().filter(|c| !c.is_control());
    line.take(LONGEST_NAME).collect()
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reply(…)")
    }
}

/// The address that answers to a thread are sent to: `own` with a plus and the thread's mark.
#[must_use]
pub fn reply_address(own: &MailAddress, token: &str) -> String {
    format!("{}+{token}@{}", own.local(), own.domain())
}

/// Reads a mail that arrived at `own`, the address our mails come from.
///
/// # Errors
/// When it is not a person's answer to a mail of ours.
pub fn read_reply(mail: &IncomingMail, own: &MailAddress) -> Result<Reply, NotAReply> {
    if mail.is_automatic() {
        return Err(NotAReply::Automatic);
    }
    let from = only_sender(mail)?;
    if is_ours(&from, own) {
        return Err(NotAReply::Loop);
    }
    let token = mail.to.iter().find_map(|to| token_in(to, own));
    let answers: Vec<Uuid> = mail
        .references
        .iter()
        .filter_map(|id| mail_of(id))
        .collect();
    if token.is_none() && answers.is_empty() {
        return Err(NotAReply::NotToUs);
    }
    if mail.bytes > MAX_BYTES {
        return Err(NotAReply::TooLarge);
    }
    let text = without_quotes(&plain_text(&mail.text));
    if text.is_empty() {
        return Err(NotAReply::Empty);
    }
    if text.chars().count() > MAX_MESSAGE {
        return Err(NotAReply::TooLarge);
    }
    Ok(Reply {
        token,
        answers,
        from,
        message_id: mail.message_id.clone(),
        text,
        attachments: mail.attachments.clone(),
    })
}

fn only_sender(mail: &IncomingMail) -> Result<MailAddress, NotAReply> {
    let [from] = mail.from.as_slice() else {
        return Err(NotAReply::NoSender);
    };
    MailAddress::parse(from).map_err(|_| NotAReply::NoSender)
}

fn is_ours(from: &MailAddress, own: &MailAddress) -> bool {
    let from = from.mailbox();
    from == own.mailbox() || token_in(&from, own).is_some()
}

fn token_in(to: &str, own: &MailAddress) -> Option<String> {
    let is_token = |token: &String| {
        token.len() == REPLY_TOKEN
            && token
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'))
    };
    own.extension_in(to).filter(is_token)
}

/// The text without what was quoted below it and without a signature. A text that is nothing but quotes, or that
/// answers between them, stays whole: better too much than a word lost.
fn without_quotes(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let end = (0..lines.len())
        .find(|&at| begins_quote(&lines[at..]))
        .unwrap_or(lines.len());
    let own = lines[..end].join("\n");
    let own = own.trim();
    if own.is_empty() {
        text.to_owned()
    } else {
        own.to_owned()
    }
}

/// Whether everything from here on is quoted, or a signature.
fn begins_quote(rest: &[&str]) -> bool {
    let [first, below @ ..] = rest else {
        return false;
    };
    let line = first.trim();
    if *first == "-- " || line == "--" {
        return !below.iter().any(|line| line.starts_with('>'));
    }
    if line.starts_with('>') {
        return all_quoted(rest);
    }
    if is_separator(line) {
        return true;
    }
    // "Den 21. nov. 2026 skrev Anna:" may be broken in two by the mail program.
    let next = below.first().map_or("", |line| line.trim());
    let (one, two) = (
        is_attribution(line),
        is_attribution(&format!("{line} {next}")),
    );
    (one && all_quoted(below)) || (two && !one && all_quoted(below.get(1..).unwrap_or_default()))
}

fn all_quoted(lines: &[&str]) -> bool {
    let mut quoted = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty());
    let mut any = false;
    let all = quoted.all(|line| {
        any = true;
        line.starts_with('>')
    });
    all && any
}

/// The lines that mail programs put above a message they do not indent.
fn is_separator(line: &str) -> bool {
    let words = line.trim_matches(|c| c == '-' || c == ' ').to_lowercase();
    let dashed = line.starts_with("--") && line.ends_with("--");
    let named = [
        "oprindelig meddelelse",
        "oprindelig besked",
        "videresendt besked",
        "original message",
        "forwarded message",
    ];
    (dashed && named.contains(&words.as_str()))
        || (line.len() >= 20 && line.bytes().all(|b| b == b'_'))
}

fn is_attribution(line: &str) -> bool {
    let line = line.to_lowercase();
    let danish = line.starts_with("den ") && line.contains(" skrev ");
    let english = line.starts_with("on ") && line.contains(" wrote");
    (danish || english) && line.ends_with(':') && line.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests;
