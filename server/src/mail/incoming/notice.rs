//! Notices without a form: servers that write in words what came of a mail. Each has its own, so nothing here knows one
//! of them. What stands above the returned mail is searched for addresses, and those that are not the writer's own are
//! the ones it could not reach.

use domain::mail::{Failure, Returned};
use mail_parser::{Address, Message, MimeHeaders as _, PartType};

use crate::mail::smtp::is_enhanced_status;

/// How much of a notice is read, in characters. They are short; the mail below may be long.
const READ: usize = 20_000;

/// Whom a notice says it could not reach.
pub(super) fn read(message: &Message<'_>) -> Vec<Returned> {
    let text = text(message);
    let text = above_the_mail(&text);
    let listed = listed(message);
    let words = text.to_lowercase();
    let is_from_server = is_from_a_server(message);
    if listed.is_empty() && !is_from_server && !says_undelivered(message, &words) {
        return Vec::new();
    }
    let own = own_addresses(message);
    let mut addresses = listed;
    if addresses.is_empty() {
        addresses = unreached(text, &own);
    }
    let status = first_status(text);
    let failure = match is_from_server && !is_warning(&words) {
        true => Failure::of_status(&status, &words),
        // Anybody's automatic answer may say that somebody no longer works there.
        false => Failure::ForNow,
    };
    let returned = |address| Returned {
        named: Some(address),
        last: None,
        failure: Some(failure),
        status: status.clone(),
    };
    addresses.into_iter().map(returned).collect()
}

/// Exim's own field.
fn listed(message: &Message<'_>) -> Vec<String> {
    let raw = message
        .header_raw("X-Failed-Recipients")
        .unwrap_or_default();
    let addresses = raw.split([',', ' ', '\t', '\r', '\n']).map(clean);
    distinct(
        addresses
            .filter(|address| is_address(address))
            .map(str::to_owned),
    )
}

/// The text of the notice: the parts before the returned mail.
fn text(message: &Message<'_>) -> String {
    let mut text = String::new();
    for part in &message.parts {
        match &part.body {
            PartType::Text(words) if !is_head(part) => text.push_str(words),
            PartType::Html(_) if text.trim().is_empty() => {
                text.push_str(&message.body_text(0).unwrap_or_default());
            }
            PartType::Message(_) => break,
            _ => {}
        }
        text.push('\n');
    }
    text.chars().take(READ).collect()
}

fn is_head(part: &mail_parser::MessagePart<'_>) -> bool {
    let subtype = part.content_type().and_then(|kind| kind.subtype());
    subtype.is_some_and(|subtype| subtype.eq_ignore_ascii_case("rfc822-headers"))
}

/// What stands above the returned mail.
fn above_the_mail(text: &str) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if begins_mail(line) && !text[..end].trim().is_empty() {
            return &text[..end];
        }
        end += line.len();
    }
    text
}

fn begins_mail(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "-=*_>".contains(c));
    let line = line.to_lowercase();
    RETURNED.iter().any(|words| line.starts_with(words))
}

/// What servers write above the mail they bring back.
const RETURNED: &[&str] = &[
    "original message",
    "this is a copy",
    "here is your returned mail",
    "a copy of the original",
    "below this line",
    "below the next line",
    "start of returned message",
    "returned mail",
    "returned message",
    "included is a copy",
    "message headers follow",
    "message text follows",
    "message header follow",
    "the header",
    "old message",
    "unsent message below",
    "your message reads",
    "forwarded message",
    "return-path:",
    "received:",
    "message-id:",
];

/// Whether it is about mail that was not delivered.
fn says_undelivered(message: &Message<'_>, words: &str) -> bool {
    let subject = message.subject().unwrap_or_default().to_lowercase();
    let says = |text: &str| UNDELIVERED.iter().any(|some| text.contains(some));
    says(&subject) || says(words)
}

const UNDELIVERED: &[&str] = &[
    "undeliver",
    "delivery status notification",
    "not deliver",
    "be delivered",
    "been delivered",
    "to deliver",
    "failed",
    "failure",
    "failing",
    "did not reach",
    "not reach",
    "be reached",
    "returned",
    "delayed",
    "rejected",
    "unknown user",
    "user unknown",
    "no such user",
    "did not exactly match",
    "invalid final delivery",
    "encountered delivery problems",
];

/// What says that it is only late.
fn is_warning(words: &str) -> bool {
    WARNING.iter().any(|some| words.contains(some))
}

const WARNING: &[&str] = &[
    "just a warning",
    "only a warning",
    "not yet been delivered",
    "will continue to be made",
    "no action is required",
    "will be retried",
    "advisory-only",
    "has been postponed",
    "has been delayed",
    "warning message only",
    "do not need to",
];

fn is_from_a_server(message: &Message<'_>) -> bool {
    let from = message.from().and_then(Address::first);
    let from = from
        .and_then(|from| from.address.as_deref())
        .unwrap_or_default();
    let local = from.split('@').next().unwrap_or_default().to_lowercase();
    local.is_empty() || is_a_servers(&local)
}

fn is_a_servers(local: &str) -> bool {
    let names = [
        "mailer-daemon",
        "postmaster",
        "mailer_daemon",
        "maildaemon",
        "mail-daemon",
        "daemon",
    ];
    names.contains(&local)
}

/// The addresses that a notice names without meaning them: who wrote it, and whom it is written to.
fn own_addresses(message: &Message<'_>) -> Vec<String> {
    let all = [
        message.from(),
        message.sender(),
        message.to(),
        message.reply_to(),
    ];
    let all = all.into_iter().flatten().flat_map(Address::iter);
    all.filter_map(|one| one.address.as_deref())
        .map(str::to_lowercase)
        .collect()
}

/// The addresses that were not reached: those in the form `<…>:`, which many servers agree on, or else all; of those that
/// the mail's own head shows only when there is no other.
fn unreached(text: &str, own: &[String]) -> Vec<String> {
    let mut headed = Vec::new();
    let mut all = Vec::new();
    let mut in_head = Vec::new();
    for line in text.lines().filter(|line| !is_about_others(line)) {
        for (at, word) in words(line) {
            let address = clean(word);
            if !is_address(address) || is_own(address, own) || is_sender(&line[..at]) {
                continue;
            }
            let follows = &line[at + word.len()..];
            if line.trim_start().starts_with('<') && follows.starts_with(">:") {
                headed.push(address.to_owned());
            }
            let place = if is_to(line) { &mut in_head } else { &mut all };
            place.push(address.to_owned());
        }
    }
    let found = [headed, all, in_head]
        .into_iter()
        .find(|some| !some.is_empty());
    distinct(found.unwrap_or_default().into_iter())
}

/// Whether an address after these words is the mail's sender. Exim writes whom it generated an address from.
fn is_sender(before: &str) -> bool {
    before.ends_with("from ") && !before.ends_with("generated from ")
}

fn is_to(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    line.starts_with("to:") || line.starts_with("cc:")
}

/// Lines about the writer, or whom to ask.
fn is_about_others(line: &str) -> bool {
    let line = line
        .trim_start()
        .trim_start_matches(['>', ' '])
        .to_lowercase();
    OTHERS.iter().any(|words| line.starts_with(words))
        || ASKED.iter().any(|words| line.contains(words))
}

const OTHERS: &[&str] = &[
    "from:",
    "sender:",
    "reply-to:",
    "return-path:",
    "message-id:",
    "mail from:",
    "subject:",
];

const ASKED: &[&str] = &[
    "contact ",
    "contact:",
    "reply to ",
    "mailto:",
    "please forward",
    "write to ",
    "questions",
];

fn is_own(address: &str, own: &[String]) -> bool {
    let address = address.to_lowercase();
    let local = address.split('@').next().unwrap_or_default();
    is_a_servers(local) || own.contains(&address)
}

/// What may be addresses in a line, and where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c);
    let starts = line.char_indices().filter(move |(at, c)| {
        is_part(*c) && !line[..*at].chars().next_back().is_some_and(is_part)
    });
    starts.map(move |(at, _)| {
        let rest = &line[at..];
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        (at, &rest[..end])
    })
}

/// Without what stands around an address in a sentence.
fn clean(word: &str) -> &str {
    let word = word
        .rsplit_once('=')
        .filter(|(before, _)| !before.contains('@'))
        .map_or(word, |(_, after)| after);
    word.trim_matches(|c: char| ".,;:'\"<>()[]*-".contains(c))
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    !local.is_empty()
        && domain.contains('.')
        && domain
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
        && !domain.starts_with('.')
        && !text.contains("..")
}

fn distinct(addresses: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for address in addresses {
        if !distinct
            .iter()
            .any(|other| other.eq_ignore_ascii_case(&address))
        {
            distinct.push(address);
        }
    }
    distinct
}

/// The first status code (RFC 3463) in a text: alone, or behind the reply's code.
fn first_status(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
    let mut words = words.map(|word| word.trim_matches('.'));
    let failed = words.find(|word| is_enhanced_status(word) && !word.starts_with('2'));
    failed.unwrap_or_default().to_owned()
}
