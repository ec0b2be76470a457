//! A mail that a person may have written, taken apart for the rules.

use domain::thread::IncomingMail;
use mail_parser::{Address, Message, MimeHeaders as _};

use super::purpose::{addressed, references};

/// Takes a mail apart.
pub(super) fn read(message: &Message<'_>) -> IncomingMail {
    let from: Vec<String> = message
        .from()
        .into_iter()
        .flat_map(Address::iter)
        .filter_map(|one| one.address.as_deref().map(str::to_owned))
        .collect();
    IncomingMail {
        bytes: message.raw_message().len(),
        return_path: return_path(message, &from),
        to: addressed(message),
        message_id: message.message_id().unwrap_or_default().to_owned(),
        references: references(message),
        auto_submitted: auto_submitted(message),
        precedence: header(message, "Precedence"),
        is_from_list: message.header_raw("List-Id").is_some(),
        text: text(message),
        attachments: attachments(message),
        from,
    }
}

/// The envelope's sender. A mailbox whose server writes none down says nothing about it; then it is who wrote.
fn return_path(message: &Message<'_>, from: &[String]) -> Option<String> {
    match header(message, "Return-Path") {
        Some(path) => {
            let path = path.trim_matches(['<', '>', ' ']).to_owned();
            (!path.is_empty()).then_some(path)
        }
        None => from.first().cloned(),
    }
}

/// What says that a machine wrote, by the book (RFC 3834) or as programs did before it.
fn auto_submitted(message: &Message<'_>) -> Option<String> {
    let before = ["X-Autoreply", "X-Autorespond", "X-Autoresponder"];
    header(message, "Auto-Submitted").or_else(|| {
        let is_one = before
            .iter()
            .any(|name| message.header_raw(*name).is_some());
        is_one.then(|| "auto-replied".to_owned())
    })
}

fn header(message: &Message<'_>, name: &'static str) -> Option<String> {
    message
        .header_raw(name)
        .map(|value| value.trim().to_owned())
}

/// Some programs break a text in two where a picture stood.
fn text(message: &Message<'_>) -> String {
    let parts = (0..message.text_body_count()).filter_map(|part| message.body_text(part));
    let parts: Vec<_> = parts.collect();
    parts.join("\n")
}

fn attachments(message: &Message<'_>) -> Vec<String> {
    let name = |part: &mail_parser::MessagePart<'_>| match part.attachment_name() {
        Some(name) => name.to_owned(),
        None => part.content_type().map_or_else(String::new, |kind| {
            format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default())
        }),
    };
    message
        .attachments()
        .map(name)
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use mail_parser::MessageParser;

    use super::*;

    fn mail(text: &str) -> IncomingMail {
        let text = text.replace('\n', "\r\n");
        read(&MessageParser::default().parse(text.as_bytes()).unwrap())
    }

    #[test]
    fn a_mail_with_a_picture_and_a_file_keeps_its_words_and_names_the_rest() {
        let mail = mail(
            "Return-Path: <anna@b.dk>\nFrom: =?utf-8?q?=C3=85se?= <Anna@b.dk>\nTo: kontakt+x@example.dk\n\
             Message-ID: <1@b.dk>\nIn-Reply-To: <2@example.dk>\nReferences: <1@example.dk>\n\t<2@example.dk>\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n\
             --x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nHej =C3=86\n\
             --x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\
             --x\nContent-Type: application/pdf; name=\"plan.pdf\"\nContent-Disposition: attachment; filename=\"plan.pdf\"\n\nx\n\
             --x--\n",
        );
        assert_eq!(mail.from, ["Anna@b.dk"]);
        assert_eq!(mail.return_path.as_deref(), Some("anna@b.dk"));
        assert_eq!(mail.message_id, "1@b.dk");
        assert_eq!(
            mail.references,
            ["2@example.dk", "1@example.dk", "2@example.dk"]
        );
        assert!(mail.text.contains("Hej Æ"), "{}", mail.text);
        assert_eq!(mail.attachments, ["image/png", "plan.pdf"]);
        assert!(!mail.is_automatic());
    }

    #[test]
    fn html_alone_is_read_as_text() {
        let mail = mail("From: a@b.dk\nContent-Type: text/html\n\n<p>Hej <b>du</b></p>\n");
        assert_eq!(mail.text.trim(), "Hej du");
        assert_eq!(mail.return_path.as_deref(), Some("a@b.dk"));
    }

    #[test]
    fn machines_are_told_by_their_heads() {
        for head in [
            "Return-Path: <>\n",
            "Auto-Submitted: auto-replied\n",
            "X-Autoreply: yes\n",
            "Precedence: bulk\n",
            "List-Id: <l.b.dk>\n",
        ] {
            assert!(
                mail(&format!("{head}From: a@b.dk\n\nHej\n")).is_automatic(),
                "{head}"
            );
        }
        assert!(!mail("Auto-Submitted: no\nFrom: a@b.dk\n\nHej\n").is_automatic());
    }
}
