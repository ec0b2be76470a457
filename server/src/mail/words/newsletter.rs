//! The words around an issue of the newsletter: why it came, and the way to stop it, to choose topics and to see what
//! was said yes to.

use app::address::Mailed;
use askama::Template;
use domain::mail::{Line, LinkToken};
use domain::text::Language;
use service::{MailLinks, PrintedIssue};

use super::{Link, NotWorded, Sender, Worded};

/// An issue in a mail.
pub(in crate::mail) struct Paper<'a> {
    /// What it says.
    pub(in crate::mail) issue: &'a PrintedIssue,
    /// The reader's links; none in a trial.
    pub(in crate::mail) links: Option<&'a MailLinks>,
    /// The reader's language.
    pub(in crate::mail) language: Language,
}

/// What stands below an issue.
struct Foot {
    why: String,
    links: Vec<Link>,
}

#[derive(Template)]
#[template(path = "mail/newsletter.html")]
struct Html<'a> {
    language: &'static str,
    /// The language of the issue, where it is another.
    written_in: Option<&'static str>,
    subject: &'a str,
    issue: &'a PrintedIssue,
    foot: &'a Foot,
    sender: &'a Sender<'a>,
}

#[derive(Template)]
#[template(path = "mail/newsletter.txt", escape = "none")]
struct Text<'a> {
    issue: &'a PrintedIssue,
    foot: &'a Foot,
    sender: &'a Sender<'a>,
}

impl Paper<'_> {
    /// Words it.
    pub(super) fn word(&self, sender: &Sender<'_>, origin: &str) -> Result<Worded, NotWorded> {
        let foot = self.foot(&sender.controller.short_name, origin);
        let is_other = self.issue.language != self.language;
        let html = Html {
            language: self.language.tag(),
            written_in: is_other.then(|| self.issue.language.tag()),
            subject: &self.issue.subject,
            issue: self.issue,
            foot: &foot,
            sender,
        };
        let text = Text {
            issue: self.issue,
            foot: &foot,
            sender,
        };
        Ok(Worded {
            subject: Line::parse(&self.issue.subject).map_err(|_| NotWorded)?,
            text: text.render().map_err(|_| NotWorded)?,
            html: html.render().map_err(|_| NotWorded)?,
        })
    }

    fn foot(&self, name: &str, origin: &str) -> Foot {
        let Some(links) = self.links else {
            return Foot {
                why: trial(self.language).to_owned(),
                links: Vec::new(),
            };
        };
        let link = |mailed: Mailed, label, token: &LinkToken| Link {
            label,
            address: link_address(origin, mailed, self.language, token),
        };
        let (why, leave, topics, receipt) = match self.language {
            Language::Da => (
                format!("Du får nyhedsbrevet fra {name}, fordi du har bedt om det."),
                "Afmeld nyhedsbrevet",
                "Vælg emner",
                "Hvorfor fik jeg den her?",
            ),
            Language::En => (
                format!("You get the newsletter from {name} because you asked for it."),
                "Unsubscribe from the newsletter",
                "Choose topics",
                "Why did I get this?",
            ),
        };
        Foot {
            why,
            links: vec![
                link(Mailed::Leave, leave, &links.leave),
                link(Mailed::Topics, topics, &links.manage),
                link(Mailed::Why, receipt, &links.why),
            ],
        }
    }
}

const fn trial(language: Language) -> &'static str {
    match language {
        Language::Da => {
            "Det her er en prøve, som kun du får. I nyhedsbrevet står her, hvordan man afmelder det og vælger emner."
        }
        Language::En => {
            "This is a trial that only you get. In the newsletter this is where people unsubscribe and choose topics."
        }
    }
}

/// The whole address behind a link that we mail.
pub(in crate::mail) fn link_address(
    origin: &str,
    mailed: Mailed,
    language: Language,
    token: &LinkToken,
) -> String {
    format!("{origin}{}/{}", mailed.folder(language), token.to_text())
}
