//! Mail that came back. A mail server says for whom and why; only what says that a mailbox refuses for good has
//! consequences, because whoever is left out by mistake never learns of it.

use uuid::Uuid;

use super::MailAddress;

/// What a mail server said about a mail of ours that it could not deliver.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounce {
    /// About whom it speaks. Empty when nothing in it says that something was not delivered.
    pub recipients: Vec<Returned>,
    /// The mail of ours that it brings back, where it shows its id.
    pub mail: Option<Uuid>,
}

/// What it said about one recipient. Its `Debug` leaves out the addresses.
#[derive(Clone, PartialEq, Eq)]
pub struct Returned {
    /// Whom we sent it to, where that is told: `Original-Recipient`, or the address in a notice without a form.
    pub named: Option<String>,
    /// Whose mailbox it was at last: `Final-Recipient`. After a forwarding it is another than we sent it to.
    pub last: Option<String>,
    /// Whether it failed; a report may also tell that a mail was delivered.
    pub failure: Option<Failure>,
    /// The status code (RFC 3463), or what stands in its place. Never words: they may name the person.
    pub status: String,
}

impl std::fmt::Debug for Returned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (failure, status) = (&self.failure, &self.status);
        write!(f, "Returned({failure:?}, {status})")
    }
}

/// How a mail failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// There is no such mailbox, or no longer.
    ForGood,
    /// Not this mail, or not now.
    ForNow,
}

/// What a bounce means for the mail whose token it was sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The mailbox refuses for good, with this status.
    ForGood(String),
    /// It did not take this mail, with this status.
    ForNow(String),
    /// Nothing failed.
    Nothing,
    /// It speaks of somebody else, or of another mail: it is forged, or not about us.
    NotBelieved,
}

impl Bounce {
    /// What it means for `mail`, which was sent to `recipient`, where that is still known. The token in the address it
    /// came to was right, so it is from somebody who had the mail in their hands; that is the recipient, or a server on
    /// the way.
    ///
    /// - It must not bring back another mail.
    /// - What it says about our recipient counts, whoever else it speaks of.
    /// - Where our recipient is not in it, only what names nobody as the one we wrote to counts: a mailbox that forwards
    ///   to another is told of by the other's server, which may know the last address alone. Everything it says must
    ///   have failed then: a mailbox that forwards to two has not refused while one of them takes the mail.
    #[must_use]
    pub fn verdict(&self, mail: &Uuid, recipient: Option<&MailAddress>) -> Verdict {
        if self.mail.is_some_and(|brought| brought != *mail) {
            return Verdict::NotBelieved;
        }
        let about = self.about(recipient);
        if about.is_empty() && !self.recipients.is_empty() {
            return Verdict::NotBelieved;
        }
        let worst = about.iter().find(|one| one.failure.is_some());
        let Some(worst) = worst else {
            return Verdict::Nothing;
        };
        let status = worst.status.clone();
        match about
            .iter()
            .all(|one| one.failure == Some(Failure::ForGood))
        {
            true => Verdict::ForGood(status),
            false => Verdict::ForNow(status),
        }
    }

    fn about(&self, recipient: Option<&MailAddress>) -> Vec<&Returned> {
        let Some(recipient) = recipient.map(MailAddress::mailbox) else {
            return self.recipients.iter().collect();
        };
        let is = |address: &Option<String>| {
            let address = address.as_ref().map(|address| address.to_ascii_lowercase());
            address.is_some_and(|address| address == recipient)
        };
        let ours = |one: &&Returned| is(&one.named) || (one.named.is_none() && is(&one.last));
        let of_ours: Vec<&Returned> = self.recipients.iter().filter(ours).collect();
        if of_ours.is_empty() {
            let forwarded = |one: &&Returned| one.named.is_none();
            return self.recipients.iter().filter(forwarded).collect();
        }
        of_ours
    }
}

impl Failure {
    /// What a status code (RFC 3463) and the words beside it say about the mailbox.
    ///
    /// For good is only what says that the address is none, or that its mailbox is shut. A full mailbox, a mail too big
    /// or a refusal by policy (spam, blocklists, a signature that is missing) is written as 5.x.x, too, and yet says
    /// something about this mail, this day, or us: the next may be taken. Servers mistake one for the other, so words
    /// that name such a reason outrank the code.
    #[must_use]
    pub fn of_status(status: &str, words: &str) -> Self {
        let words = without_names(words);
        if holds(&words, FOR_NOW) {
            return Self::ForNow;
        }
        let mut parts = status.split('.').map(|part| part.parse().unwrap_or(0));
        let mut next = || parts.next().unwrap_or(0_u16);
        match (next(), next(), next()) {
            // Bad mailbox, bad domain, bad syntax, moved away, domain without mail (RFC 7505); mailbox shut; no route,
            // which servers write when the domain does not exist.
            (5, 1, 1 | 2 | 3 | 6 | 10) | (5, 2, 1) | (5, 4, 4) => Self::ForGood,
            // Codes that say nothing, and the one with which Exchange Online refuses unknown recipients.
            (5, 0, _) | (5, 1, 0) | (5, 4, 1) | (0, ..) if holds(&words, NOBODY) => Self::ForGood,
            _ => Self::ForNow,
        }
    }
}

/// Without addresses and the names of hosts, which may hold any word.
fn without_names(words: &str) -> String {
    let is_name = |word: &&str| {
        let inside = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains('@') || inside.contains('.')
    };
    let words: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !is_name(word))
        .collect();
    words.join(" ").to_lowercase()
}

fn holds(words: &str, any_of: &[&str]) -> bool {
    any_of.iter().any(|some| words.contains(some))
}

/// Reasons that are about this mail, this day, or us.
const FOR_NOW: &[&str] = &[
    "mailbox full",
    "mailbox is full",
    "full mailbox",
    "inbox is full",
    "quota",
    "over storage",
    "out of storage",
    "not enough",
    "insufficient",
    "too large",
    "too big",
    "exceed",
    "size limit",
    "spam",
    "virus",
    "blocked",
    "blacklist",
    "blocklist",
    "black list",
    "policy",
    "reputation",
    "dmarc",
    "spf",
    "dkim",
    "greylist",
    "graylist",
    "at a rate",
    "rate limit",
    "too many",
    "try again",
    "try later",
    "temporar",
    "timed out",
    "timeout",
    "to relay",
    "relaying",
    "relay access",
    "relay not",
    "loop",
    // About us, and then about everybody at that server.
    "sender",
    "helo",
    "client host",
    "your host",
    "reverse",
    "rdns",
    "ptr record",
    "from address",
];

/// What servers write when there is no such mailbox.
const NOBODY: &[&str] = &[
    "user unknown",
    "unknown user",
    "unknown local",
    "unknown recipient",
    "recipient unknown",
    "unknown address",
    "address unknown",
    "unknown account",
    "unknown mailbox",
    "mailbox unknown",
    "unknown host",
    "host unknown",
    "unknown domain",
    "no such user",
    "no such mailbox",
    "no such address",
    "no such recipient",
    "no such account",
    "no such person",
    "no mailbox here",
    "not exist",
    "n't exist",
    "does not have a",
    "n't have a",
    "user not found",
    "recipient not found",
    "mailbox not found",
    "address not found",
    "account not found",
    "host not found",
    "domain not found",
    "domain name not found",
    "not a known user",
    "not a valid",
    "not known",
    "not listed in",
    "not our customer",
    "no account",
    "invalid recipient",
    "invalid mailbox",
    "invalid address",
    "invalid user",
    "invalid final delivery userid",
    "bad destination",
    "bad address",
    "recipient address rejected",
    "unrouteable address",
    "unroutable address",
    "user disabled",
    "account disabled",
    "account is disabled",
    "account has been disabled",
    "mailbox disabled",
    "account closed",
    "no longer",
    "account is inactive",
    "inactive user",
];

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: Uuid = Uuid::from_u128(7);

    fn anna() -> MailAddress {
        MailAddress::parse("Anna@example.dk").unwrap()
    }

    fn returned(named: Option<&str>, last: &str, failure: Option<Failure>) -> Returned {
        Returned {
            named: named.map(str::to_owned),
            last: Some(last.to_owned()),
            failure,
            status: "5.1.1".to_owned(),
        }
    }

    fn says(recipients: Vec<Returned>) -> Verdict {
        let bounce = Bounce {
            recipients,
            mail: None,
        };
        bounce.verdict(&MAIL, Some(&anna()))
    }

    const GOOD: Option<Failure> = Some(Failure::ForGood);
    const NOW: Option<Failure> = Some(Failure::ForNow);

    fn for_good() -> Verdict {
        Verdict::ForGood("5.1.1".to_owned())
    }

    fn for_now() -> Verdict {
        Verdict::ForNow("5.1.1".to_owned())
    }

    #[test]
    fn what_it_says_about_our_recipient_counts_whoever_else_is_in_it() {
        let other = returned(None, "b@example.dk", GOOD);
        assert_eq!(
            says(vec![other.clone(), returned(None, "anna@EXAMPLE.dk", NOW)]),
            for_now()
        );
        assert_eq!(
            says(vec![returned(None, "anna@example.dk", None), other]),
            Verdict::Nothing
        );
        let moved = returned(Some("anna@example.dk"), "new@example.org", GOOD);
        assert_eq!(says(vec![moved]), for_good());
        assert_eq!(says(vec![]), Verdict::Nothing);
    }

    #[test]
    fn after_a_forwarding_the_last_address_may_be_any_but_all_of_it_must_have_failed() {
        let (one, two) = ("one@example.org", "two@example.org");
        assert_eq!(says(vec![returned(None, one, GOOD)]), for_good());
        let both = vec![returned(None, one, GOOD), returned(None, two, None)];
        assert_eq!(says(both), for_now());
    }

    #[test]
    fn who_names_somebody_else_or_brings_another_mail_is_not_believed() {
        let other = returned(Some("bo@example.dk"), "anna@example.dk", GOOD);
        assert_eq!(says(vec![other]), Verdict::NotBelieved);
        let bounce = |mail| Bounce {
            recipients: vec![returned(None, "anna@example.dk", GOOD)],
            mail,
        };
        let another = bounce(Some(Uuid::from_u128(8)));
        assert_eq!(another.verdict(&MAIL, Some(&anna())), Verdict::NotBelieved);
        assert_eq!(another.verdict(&MAIL, None), Verdict::NotBelieved);
        let ours = bounce(Some(MAIL));
        assert_eq!(ours.verdict(&MAIL, Some(&anna())), for_good());
        assert_eq!(ours.verdict(&MAIL, None), for_good());
    }

    #[test]
    fn for_good_is_only_what_says_that_nobody_is_there() {
        for (status, words) in [
            ("5.1.1", ""),
            ("5.1.2", "Host unknown"),
            ("5.1.10", "the domain takes no mail"),
            ("5.2.1", "mailbox disabled"),
            ("5.4.4", "Host or domain name not found"),
            ("5.0.0", "smtp; 550 No such user here"),
            (
                "5.4.1",
                "550 5.4.1 Recipient address rejected: Access denied",
            ),
            ("", "550 unknown user"),
            (
                "5.1.1",
                "<a@spam.dk>: User unknown in relay recipient table",
            ),
            ("5.1.1", "host mx.antispam.dk said: 550 5.1.1 no such user"),
        ] {
            assert_eq!(
                Failure::of_status(status, words),
                Failure::ForGood,
                "{status} {words}"
            );
        }
        for (status, words) in [
            ("4.1.1", "user unknown"),
            ("5.2.2", "Mailbox full"),
            ("5.1.1", "the mailbox is full"),
            ("5.2.1", "is receiving mail at a rate that prevents"),
            ("5.3.4", "Message too big"),
            ("5.7.1", "no such user"),
            ("5.7.26", "This mail is unauthenticated"),
            ("5.1.8", "Sender address rejected: domain not found"),
            ("5.4.6", "mail loops"),
            ("5.0.0", "550 Sender address rejected: Domain not found"),
            ("5.0.0", "550 Helo command rejected: Host not found"),
            ("5.1.1", "550 relaying denied"),
            ("5.0.0", "550 rejected"),
            ("5.1.0", ""),
            ("", ""),
            ("x.y", "550"),
        ] {
            assert_eq!(
                Failure::of_status(status, words),
                Failure::ForNow,
                "{status} {words}"
            );
        }
    }

    #[test]
    fn an_address_does_not_show_itself_in_logs() {
        let said = format!("{:?}", returned(None, "anna@example.dk", GOOD));
        assert!(!said.contains("anna"), "{said}");
    }
}
