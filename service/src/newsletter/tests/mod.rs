//! What the newsletter's tests share: somebody who signs up, reads the mailbox and follows its links.

mod alike;
mod by_mail;
mod life;
mod lists;
mod promises;
mod property;

use domain::consent::Method;
use domain::mail::{Envelope, Letter, LinkToken};
use domain::problem::Problem;
use domain::register::Key;
use domain::text::Language;

use super::{Confirmation, KeepOut, MailLinks, SignUp};
use crate::Service;
use crate::testing::Bench;

const ANNA: &str = "Anna.Kanariefugl@example.dk";

/// A sign-up as the page would send it.
fn form(service: &Service, email: &str, topics: &[&str]) -> SignUp {
    let language = Language::Da;
    SignUp {
        language,
        method: Method::Form,
        email: email.to_owned(),
        name: "Anna Kanariefugl".to_owned(),
        topics: keys(topics),
        wording: Some(service.sign_up_wording(language).unwrap().1),
    }
}

fn keys(topics: &[&str]) -> Vec<Key> {
    topics.iter().map(|topic| (*topic).to_owned()).collect()
}

/// The letters that went out since the last look.
pub(crate) async fn letters(service: &Service) -> Vec<Envelope> {
    let sender = service.new_mail_sender(None);
    let mut letters = Vec::new();
    for mail in service.take_mails(&sender, 100).await.unwrap() {
        service.mail_sent(&mail, "ok".to_owned()).await.unwrap();
        letters.push(mail.envelope);
    }
    letters
}

fn token(letter: &Envelope) -> LinkToken {
    match &letter.letter {
        Letter::ConfirmSubscription { token } => token.clone(),
        other => panic!("{}", other.kind()),
    }
}

/// Signs up, and gives the token of the one letter that comes.
pub(crate) async fn asked(service: &Service, email: &str, topics: &[&str]) -> LinkToken {
    service.sign_up(form(service, email, topics)).await.unwrap();
    let letters = letters(service).await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to.as_str(), email);
    token(&letters[0])
}

/// Signs up and confirms.
pub(crate) async fn subscribed(service: &Service, email: &str, topics: &[&str]) -> MailLinks {
    let token = asked(service, email, topics).await;
    match service.confirm(&token).await.unwrap() {
        Confirmation::Now { links } => links,
        Confirmation::Before => panic!("it was confirmed before"),
    }
}

/// Signs up as before, whatever comes of it.
pub(crate) async fn sign_up_again(service: &Service, email: &str) {
    let form = form(service, email, &["news"]);
    service.sign_up(form).await.unwrap();
}

/// Leaves, and asks to be kept out.
pub(crate) async fn kept_out(service: &Service, links: &MailLinks) {
    let left = service.leave(&links.leave, Language::Da).await;
    let left = left.unwrap().expect("a subscription stood");
    let wish = KeepOut {
        language: Language::Da,
        method: Method::Form,
        token: left.token,
        wording: left.keep_out.map(|(_, hash)| hash),
    };
    service.keep_out(wish).await.unwrap();
}

/// The topics that stand; none when nobody gets the newsletter under this link.
async fn topics(service: &Service, links: &MailLinks) -> Option<Vec<Key>> {
    match service.preferences(&links.manage, Language::Da).await {
        Ok(found) => Some(found.topics.keys().to_vec()),
        Err(Problem::SpentLink) => None,
        Err(problem) => panic!("{problem:?}"),
    }
}

/// The log holds together, and nothing of it is missing or left over.
async fn holds_together(bench: &Bench) {
    let audited = bench.audit().await;
    assert!(audited.findings.is_empty(), "{:?}", audited.findings);
}
