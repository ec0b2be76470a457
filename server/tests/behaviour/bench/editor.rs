//! Somebody who sends newsletters from a process of its own.

use app::address::StaffPage;
use domain::staff::Role;
use domain::staff::totp::Step;
use jiff::Timestamp;

use super::staff::{PASSWORD, at, secret_on};
use super::{Ask, Victim, exchange};

/// The editor, signed in.
pub(crate) struct Editor<'v> {
    victim: &'v Victim,
    cookies: String,
}

impl Victim {
    /// Lets somebody in who writes newsletters; the process's clock shows `now`.
    pub(crate) fn editor(&self, now: &str) -> Editor<'_> {
        let asked = serde_json::json!(["Åse", "aase@example.dk", Role::Communications.name()]);
        let token = exchange(self.control, &Ask::json("/staff", &asked.to_string())).body;
        let link = format!("{}/{token}", at(StaffPage::Invitation));
        let secret = secret_on(&exchange(self.addr, &Ask::get(&link)).body);
        let now: Timestamp = now.parse().unwrap();
        let code = secret.code(Step::at(now));
        let fields = [("password", PASSWORD), ("code", &code), ("act", "accept")];
        let accepted = exchange(self.addr, &Ask::form(&link, &fields));
        assert_eq!(accepted.status, 200, "{}", accepted.body);
        let cookies = accepted.all("set-cookie").into_iter();
        let pairs: Vec<&str> = cookies
            .map(|line| line.split(';').next().unwrap())
            .collect();
        Editor {
            victim: self,
            cookies: pairs.join("; "),
        }
    }
}

impl Editor<'_> {
    /// Brings in those on the lines of `list`.
    pub(crate) fn brings_in(&mut self, list: &str) {
        let fields = [
            ("list", list),
            ("how", "Kryds på sedlen ved generalforsamlingen"),
            ("on", "2025-05-03"),
            ("topic", "news"),
            ("act", "import"),
        ];
        self.posts(at(StaffPage::Subscribers), &fields, 200);
    }

    /// Writes a newsletter and sends it.
    pub(crate) fn sends_newsletter(&mut self) {
        let fields = |act| {
            [
                ("subject", "Nyt"),
                ("words", "# Nyt\n\nKom *gerne*."),
                ("topic", "news"),
                ("act", act),
            ]
        };
        let page = self.posts(at(StaffPage::NewIssue), &fields("save"), 303);
        let page = page.strip_suffix("#gemt").unwrap().to_owned();
        self.posts(&page, &fields("send"), 303);
    }

    /// Posts a form, and gives where its answer leads.
    fn posts(&self, path: &str, fields: &[(&str, &str)], status: u16) -> String {
        let ask = Ask::form(path, fields).header("Cookie", &self.cookies);
        let answer = exchange(self.victim.addr, &ask);
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
        answer.header("location").unwrap_or_default().to_owned()
    }
}
