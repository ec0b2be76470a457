//! What a mail in the mailbox is for, by the addresses it came to. Only ours, with something behind the plus, are dealt
//! with; anything else is a person's.

use domain::mail::{MailAddress, mail_of};
use mail_parser::{Address, HeaderValue, Message};

/// What stands before the token in an address that ends a subscription.
pub(in crate::mail) const STOP: &str = "stop-";

/// The addresses that mail of ours is answered to.
#[derive(Clone, Debug, Default)]
pub(super) struct Ours {
    /// What answers about undeliverable mails go to.
    pub(super) bounces: Option<MailAddress>,
    /// The contact form's own address.
    pub(super) contact: Option<MailAddress>,
}

/// What a mail is for.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It came to the return address of a mail of ours, with this token.
    Bounce(String),
    /// It came to the return address, and what stood behind the plus was lost on the way.
    BounceWithoutToken,
    /// It ends the subscription with this token.
    Stop(String),
    /// It may be an answer to an enquiry.
    Answer,
    /// It is not for us.
    Other,
}

impl Ours {
    /// What a mail is for. Only its head is looked at.
    pub(super) fn purpose(&self, head: &Message<'_>) -> Purpose {
        let to = addressed(head);
        if let Some(bounces) = &self.bounces {
            if let Some(extension) = to.iter().find_map(|to| bounces.extension_in(to)) {
                return match extension.strip_prefix(STOP) {
                    Some(token) => Purpose::Stop(token.to_owned()),
                    None => Purpose::Bounce(extension),
                };
            }
            if to.iter().any(|to| is(bounces, to)) {
                return Purpose::BounceWithoutToken;
            }
        }
        let is_contact = |contact: &MailAddress| {
            to.iter()
                .any(|to| is(contact, to) || contact.extension_in(to).is_some())
        };
        let is_answer = self.contact.as_ref().is_some_and(is_contact)
            || references(head).iter().any(|id| mail_of(id).is_some());
        match is_answer {
            true => Purpose::Answer,
            false => Purpose::Other,
        }
    }

    /// The token in the return address of the mail that a report brings back: servers that lose what stands behind the
    /// plus still show it there.
    pub(super) fn token_brought_back(&self, bytes: &[u8]) -> Option<String> {
        let bounces = self.bounces.as_ref()?;
        let text = String::from_utf8_lossy(bytes);
        let lines = text.lines().filter_map(|line| line.split_once(':'));
        let mut returned = lines.filter(|(name, _)| name.eq_ignore_ascii_case("return-path"));
        returned.find_map(|(_, path)| bounces.extension_in(path.trim().trim_matches(['<', '>'])))
    }
}

fn is(ours: &MailAddress, to: &str) -> bool {
    MailAddress::parse(to).is_ok_and(|to| to.mailbox() == ours.mailbox())
}

/// Where servers write the address that a mail was delivered to.
const DELIVERED: [&str; 5] = [
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Delivered-To",
];

/// Every address that a mail says it came to.
pub(super) fn addressed(head: &Message<'_>) -> Vec<String> {
    let is_delivered = |name: &str| {
        DELIVERED
            .iter()
            .any(|other| other.eq_ignore_ascii_case(name))
    };
    let delivered = head
        .headers_raw()
        .filter(|(name, _)| is_delivered(name))
        .flat_map(|(_, value)| value.split(','))
        .map(|value| value.trim().trim_matches(['<', '>']).to_owned());
    let written = head.all_to().chain(head.all_cc()).flat_map(Address::iter);
    let written = written.filter_map(|one| one.address.as_deref().map(str::to_owned));
    delivered.chain(written).collect()
}

/// The ids of the mails that a mail says it answers.
pub(super) fn references(head: &Message<'_>) -> Vec<String> {
    let all = [head.in_reply_to(), head.references()];
    let ids = all.into_iter().flat_map(|value| match value {
        HeaderValue::Text(id) => vec![id.to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    });
    ids.collect()
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    fn ours() -> Ours {
        let parse = |address| MailAddress::parse(address).ok();
        Ours {
            bounces: parse("bounce@example.dk"),
            contact: parse("kontakt@example.dk"),
        }
    }

    fn purpose(head: &str) -> Purpose {
        let head = MessageParser::default().parse(head.as_bytes()).unwrap();
        ours().purpose(&head)
    }

    #[test]
    fn the_address_decides_wherever_it_stands() {
        let bounce = |token: &str| Purpose::Bounce(token.to_owned());
        for (head, is) in [
            ("To: bounce+abc@example.dk\r\n\r\n", bounce("abc")),
            ("To: <BOUNCE+ABC@Example.dk>\r\n\r\n", bounce("abc")),
            (
                "Delivered-To: post@example.dk\r\nX-Original-To: bounce+abc@example.dk\r\nTo: x@y.dk\r\n\r\n",
                bounce("abc"),
            ),
            (
                "To: Stop <bounce+stop-abc@example.dk>\r\n\r\n",
                Purpose::Stop("abc".to_owned()),
            ),
            ("To: bounce@example.dk\r\n\r\n", Purpose::BounceWithoutToken),
            (
                "To: x@y.dk, Kontakt <kontakt+abc@example.dk>\r\n\r\n",
                Purpose::Answer,
            ),
            ("Cc: kontakt@example.dk\r\n\r\n", Purpose::Answer),
            (
                "To: formand@example.dk\r\nReferences: <a@b.dk> <00000000000000000000000000000007@example.dk>\r\n\r\n",
                Purpose::Answer,
            ),
            (
                "To: formand@example.dk\r\nReferences: <a@b.dk>\r\n\r\n",
                Purpose::Other,
            ),
            ("To: bounce+abc@example.org\r\n\r\n", Purpose::Other),
            ("Subject: bounce+abc@example.dk\r\n\r\n", Purpose::Other),
        ] {
            assert!(purpose(head) == is, "{head}");
        }
    }

    #[test]
    fn a_lost_token_is_found_in_what_is_brought_back() {
        let brought =
            "To: bounce@example.dk\r\n\r\n--x\r\n\r\nReturn-Path: <bounce+abc@example.dk>\r\n";
        let found = ours().token_brought_back(brought.as_bytes());
        assert_eq!(found.as_deref(), Some("abc"));
        assert_eq!(
            ours().token_brought_back(b"To: bounce@example.dk\r\n"),
            None
        );
    }
}
