//! Signed mails, judged by a program that shares no code with ours.

use std::fs::Permissions;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::RsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePublicKey as _};
use serde_json::{Value, json};

use crate::bench::{ASSOCIATION, Place, Plan, Victim, refusal};
use crate::mails::envelope;

const KEY: &str = include_str!("dkim_for_tests_only.pem");

/// What dkimpy says of a mail, given our public key.
fn judged(mail: &[u8]) -> Value {
    let key = RsaPrivateKey::from_pkcs8_pem(KEY).unwrap();
    let public = key.to_public_key().to_public_key_der().unwrap();
    let asked = json!({
        "mail": STANDARD.encode(mail),
        "record": format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(public.as_bytes())),
        "name": "samtykke._domainkey.example.dk",
    });
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut child = Command::new(root.join(".tools/venv/bin/python"))
        .arg(root.join("end2end/oracle/mail_signature.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python and its packages are installed; remedy: make setup-tests");
    let mut input = child.stdin.take().unwrap();
    input.write_all(asked.to_string().as_bytes()).unwrap();
    drop(input);
    let said = child.wait_with_output().unwrap();
    serde_json::from_slice(&said.stdout).unwrap()
}

/// A mail as a service with the key writes it.
fn signed_mail() -> Vec<u8> {
    let place = Place::make(ASSOCIATION);
    let key = place.folder().join("dkim.pem");
    std::fs::write(&key, KEY).unwrap();
    std::fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    let victim = Victim::start(&place, 1, &["--dkim-key", key.to_str().unwrap()]);
    let mut named = envelope("anna@example.org", "da", "confirm_subscription");
    named["name"] = json!("Åse Ærlig, formand");
    victim.write_mails(&[named]);
    for _ in 0..200 {
        if let Some(mail) = victim.mails().first() {
            let file = format!("{}.eml", mail["id"].as_str().unwrap());
            return std::fs::read(place.data().join("mail").join(file)).unwrap();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("no mail in ten seconds");
}

fn replaced(mail: &[u8], this: &str, by: &str) -> Vec<u8> {
    let text = std::str::from_utf8(mail).unwrap();
    assert!(text.contains(this), "{text}");
    text.replacen(this, by, 1).into_bytes()
}

#[test]
fn a_signature_holds_until_anything_it_covers_is_changed() {
    let mail = signed_mail();
    let judgement = judged(&mail);
    assert_eq!(judgement["verdict"], "valid");
    for name in [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "content-type",
        "auto-submitted",
        "reply-to",
        "list-id",
        "list-unsubscribe",
        "list-unsubscribe-post",
    ] {
        let covered = judgement["covered"].as_array().unwrap();
        assert!(covered.contains(&json!(name)), "{name}");
    }
    for (this, by) in [
        ("Subject: ", "Subject: Re: "),
        ("7 dage", "8 dage"),
        (
            "\r\nTo: ",
            "\r\nList-Unsubscribe: <https://evil.example>\r\nTo: ",
        ),
        ("\r\nTo: ", "\r\nReply-To: evil@example.com\r\nTo: "),
        ("\r\nTo: ", "\r\nFrom: evil@example.com\r\nTo: "),
        ("From: ", "From: evil@example.com\r\nFrom: "),
        ("From: ", "Subject: Evil\r\nFrom: "),
    ] {
        assert_eq!(
            judged(&replaced(&mail, this, by))["verdict"],
            "invalid",
            "{by}"
        );
    }
}

#[test]
fn a_key_that_cannot_sign_is_told_before_anything_is_served() {
    let place = Place::make(ASSOCIATION);
    let key = place.folder().join("dkim.pem");
    let refused = || {
        let set = Plan::default().set("SAMTYKKE_DKIM_KEY", key.display().to_string());
        refusal(&place, &set.variables)
    };
    assert!(refused().contains("there is no such file"), "{}", refused());
    std::fs::write(&key, KEY).unwrap();
    std::fs::set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    assert!(refused().contains("chmod 600"), "{}", refused());
    std::fs::set_permissions(&key, Permissions::from_mode(0o600)).unwrap();
    std::fs::write(&key, "not a key").unwrap();
    assert!(refused().contains("openssl genrsa"), "{}", refused());
}
