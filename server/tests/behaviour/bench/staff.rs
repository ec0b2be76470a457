//! Members of staff over the network: a browser with its cookies, a phone that shows codes.

use app::address::StaffPage;
use domain::staff::Role;
use domain::staff::totp::{Secret, Step};
use domain::text::Language;
use jiff::SignedDuration;
use service::{Clock as _, InviteStaff, Invited};

use super::{Answer, Ask, Bench};

pub(crate) const PASSWORD: &str = "fire tilfældige ord her";
pub(crate) const SESSION: &str = "__Host-session";
pub(crate) const KNOWN_BROWSER: &str = "__Host-login";
const AGENT: &str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0";

/// The Danish address of a staff page.
pub(crate) const fn at(page: StaffPage) -> &'static str {
    page.path(Language::Da)
}

/// Somebody who has accepted an invitation, in the browser that they did it in.
pub(crate) struct Colleague {
    pub(crate) email: String,
    pub(crate) secret: Secret,
    pub(crate) cookies: Vec<(String, String)>,
}

impl Bench {
    /// Lets somebody in, as `samtykke staff invite` does.
    pub(crate) fn invite(&self, email: &str, roles: &[Role]) -> Invited {
        let invite = InviteStaff {
            name: "Åse Lindqvist".to_owned(),
            email: email.to_owned(),
            roles: roles.to_vec(),
        };
        let invited = self.service.invite_as_operator(invite);
        self.runtime.block_on(invited).unwrap()
    }

    /// Lets somebody in, who accepts.
    pub(crate) fn colleague(&self, email: &str, roles: &[Role]) -> Colleague {
        let link = invitation_path(&self.invite(email, roles));
        let page = self.get(&link);
        let secret = secret_on(&page.body);
        let code = self.code_of(&secret);
        let fields = [("password", PASSWORD), ("code", &code), ("act", "accept")];
        let accepted = self.send(&Ask::form(&link, &fields).header("User-Agent", AGENT));
        assert_eq!(accepted.status, 200, "{}", accepted.body);
        let mut colleague = Colleague {
            email: email.to_owned(),
            secret,
            cookies: Vec::new(),
        };
        colleague.keep(&accepted);
        colleague
    }

    /// The code that a phone shows now.
    pub(crate) fn code_of(&self, secret: &Secret) -> String {
        secret.code(Step::at(self.clock.now()))
    }

    pub(crate) fn wait(&self, time: SignedDuration) {
        let later = self.clock.now() + time;
        self.move_clock(&later.to_string());
    }

    /// Waits until a phone shows the next code.
    pub(crate) fn next_code(&self, secret: &Secret) -> String {
        self.wait(SignedDuration::from_secs(30));
        self.code_of(secret)
    }
}

pub(crate) fn invitation_path(invited: &Invited) -> String {
    format!("{}/{}", at(StaffPage::Invitation), invited.token.to_text())
}

/// The secret on the page of an invitation, as a hand would type it.
pub(crate) fn secret_on(page: &str) -> Secret {
    let (_, after) = page.split_once("<code>").expect("the page shows a secret");
    let (groups, _) = after.split_once("</code>").unwrap();
    // Leptos marks the end of a text.
    let text = groups.replace("<!>", "").replace(' ', "");
    let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes());
    Secret::from_bytes(bytes.unwrap().try_into().unwrap())
}

/// The value of a hidden field.
pub(crate) fn hidden_value(page: &str, name: &str) -> String {
    let (_, after) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .expect(name);
    after.split_once('"').unwrap().0.to_owned()
}

impl Colleague {
    /// Keeps what an answer sets.
    pub(crate) fn keep(&mut self, answer: &Answer) {
        for line in answer.all("set-cookie") {
            let (pair, _) = line.split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(other, _)| other != name);
            if !value.is_empty() {
                self.cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let found = self.cookies.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    /// As their browser would ask.
    pub(crate) fn ask(&self, ask: Ask) -> Ask {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let ask = ask.header("User-Agent", AGENT);
        if cookies.is_empty() {
            ask
        } else {
            ask.header("Cookie", cookies.join("; "))
        }
    }

    pub(crate) fn get(&self, bench: &Bench, path: &str) -> Answer {
        bench.send(&self.ask(Ask::get(path)))
    }

    /// Sends a form and keeps what comes back.
    pub(crate) fn post(&mut self, bench: &Bench, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = bench.send(&self.ask(Ask::form(path, fields)));
        self.keep(&answer);
        answer
    }

    /// The first step of signing in.
    pub(crate) fn password(&mut self, bench: &Bench, password: &str) -> Answer {
        let email = self.email.clone();
        let fields = [
            ("act", "password"),
            ("email", &*email),
            ("password", password),
        ];
        self.post(bench, at(StaffPage::SignIn), &fields)
    }

    /// The second step, after the page that the first one gave.
    pub(crate) fn code(&mut self, bench: &Bench, page: &Answer, code: &str) -> Answer {
        let first = hidden_value(&page.body, "first");
        let return_to = hidden_value(&page.body, "return_to");
        let fields = [
            ("act", "code"),
            ("first", &*first),
            ("return_to", &*return_to),
            ("code", code),
        ];
        self.post(bench, at(StaffPage::SignIn), &fields)
    }

    /// Signs in with the next code.
    pub(crate) fn sign_in(&mut self, bench: &Bench) -> Answer {
        let page = self.password(bench, PASSWORD);
        let code = bench.next_code(&self.secret);
        self.code(bench, &page, &code)
    }

    /// Whether their browser's session opens anything.
    pub(crate) fn is_in(&self, bench: &Bench) -> bool {
        self.get(bench, at(StaffPage::Start)).status == 200
    }
}
