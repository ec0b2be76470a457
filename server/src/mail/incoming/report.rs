//! A report by the book (RFC 3464): a part `message/delivery-status`, in which every recipient has a group of fields.

use domain::mail::{Bounce, Failure, Returned, mail_of};
use mail_parser::{Message, MessagePart, MimeHeaders as _, PartType};

use super::notice;
use crate::mail::smtp::is_enhanced_status;

/// What a mail says about undeliverable mail: by the book, or else in words.
pub(super) fn read(message: &Message<'_>) -> Bounce {
    let mut recipients = reported(message);
    if recipients.is_empty() {
        // Some filters wrap what they let through.
        let wrapped = message.parts.iter().filter_map(MessagePart::message);
        recipients = wrapped.flat_map(reported).collect();
    }
    if recipients.is_empty() {
        recipients = notice::read(message);
    }
    Bounce {
        recipients,
        mail: message.parts.iter().find_map(brought_back),
    }
}

fn reported(message: &Message<'_>) -> Vec<Returned> {
    let reports = message.parts.iter().filter(|part| is_report(part));
    reports
        .flat_map(|part| groups(&String::from_utf8_lossy(part.contents())))
        .filter_map(|group| returned(&group))
        .collect()
}

fn is_report(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        kind.ctype().eq_ignore_ascii_case("message")
            && (subtype.eq_ignore_ascii_case("delivery-status")
                || subtype.eq_ignore_ascii_case("global-delivery-status"))
    })
}

/// The fields of one recipient, or of the whole report: names in lower case, and values on one line.
type Group = Vec<(String, String)>;

fn groups(text: &str) -> Vec<Group> {
    let mut groups = vec![Group::new()];
    for line in text.lines() {
        let Some(group) = groups.last_mut() else {
            continue;
        };
        if line.trim().is_empty() {
            groups.push(Group::new());
        } else if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    groups
}

fn field<'g>(group: &'g Group, name: &str) -> &'g str {
    let found = group.iter().find(|(other, _)| other == name);
    found.map_or("", |(_, value)| value.as_str())
}

/// None when the group names nobody.
fn returned(group: &Group) -> Option<Returned> {
    let named = address(field(group, "original-recipient"));
    let last = address(field(group, "final-recipient"));
    if named.is_none() && last.is_none() {
        return None;
    }
    let words = field(group, "diagnostic-code");
    let status = status(field(group, "status"), words);
    let action = field(group, "action").to_ascii_lowercase();
    Some(Returned {
        named,
        last,
        failure: failure(&action, &status, words),
        status,
    })
}

fn failure(action: &str, status: &str, words: &str) -> Option<Failure> {
    // Some servers put a comment behind the word, and one writes "error".
    if action.starts_with("fail") || action.starts_with("error") {
        return Some(Failure::of_status(status, words));
    }
    action.starts_with("delay").then_some(Failure::ForNow)
}

/// The status of the field, or the server's own where that says more: many write 5.0.0 and hand on what they were told.
fn status(field: &str, words: &str) -> String {
    let own = field.split_whitespace().next().unwrap_or_default();
    let told = words.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    // "550-5.1.1" is the first of several lines.
    let mut told = told
        .flat_map(|word| word.split('-'))
        .filter(|word| is_enhanced_status(word));
    let says_little = !is_enhanced_status(own) || own.ends_with(".0.0");
    match told.next() {
        Some(told) if says_little => told.to_owned(),
        _ if is_enhanced_status(own) => own.to_owned(),
        _ => String::new(),
    }
}

/// The address in `rfc822; anna@example.dk`; some leave the type away, some put brackets around.
fn address(value: &str) -> Option<String> {
    let address = value.split_once(';').map_or(value, |(_, address)| address);
    let address = address.trim().trim_matches(['<', '>', '"']);
    let address = address.split_whitespace().next()?;
    let (local, domain) = address.rsplit_once('@')?;
    let is_whole = !local.is_empty() && !domain.is_empty() && !address.contains("..");
    is_whole.then(|| address.to_owned())
}

/// The mail of ours in a part that brings one back, whole or only its head.
fn brought_back(part: &MessagePart<'_>) -> Option<uuid::Uuid> {
    if let PartType::Message(message) = &part.body {
        return mail_of(message.message_id()?);
    }
    let is_head = part.content_type().is_some_and(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        subtype.eq_ignore_ascii_case("rfc822-headers")
    });
    if !is_head {
        return None;
    }
    let head = String::from_utf8_lossy(part.contents());
    let head = groups(&head).into_iter().next()?;
    mail_of(field(&head, "message-id").trim_matches(['<', '>']))
}
