//! Nobody reaches what is another's. Every page with each identifier that the database holds, and every form that its
//! rightful readers are shown, is tried by a stranger, by somebody else who is in, by whoever reads the mailbox and showed
//! nothing more, and by staff of every role.

use std::collections::{BTreeMap, BTreeSet};

use app::address::{Mailed, Page, RightsPage, StaffPage};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use domain::staff::Role;
use domain::text::Language;
use uuid::Uuid;

use crate::bench::staff::{Colleague, at as staff_at, hidden_value};
use crate::bench::{Answer, Ask, Bench, Browser};
use crate::contact::write_in;
use crate::events::{published, seated};
use crate::newsletter::subscribed;
use crate::rights_in::{at, come_in};
use crate::secure_messages::{ANNA, Desk, with_files};

const BO: &str = "bo@example.dk";
/// Whoever reads Anna's mailbox and showed nothing more.
const MAILBOX: &str = "the mailbox alone";
/// What Anna wrote to us.
const ENQUIRY: &str = "kanariefuglen Pip";
/// What she said when she asked for something to be deleted.
const CASE: &str = "kanariefuglen Fip";
/// What she sent as a secure message, and what we answered.
const SECURE: &str = "kanariefuglen Kvi";

/// Who tries.
enum Visitor<'b> {
    /// Somebody in a browser.
    Browser(Browser<'b>),
    /// Somebody of staff.
    Staff(Colleague),
}

impl Visitor<'_> {
    fn send(&mut self, bench: &Bench, ask: Ask) -> Answer {
        match self {
            Self::Browser(browser) => browser.send(ask),
            Self::Staff(colleague) => bench.send(&colleague.ask(ask)),
        }
    }
}

/// What is held about Anna, and the two who may see it.
struct Held<'b> {
    bench: &'b Bench,
    desk: Desk<'b>,
}

/// Asks for deletion in words, as whoever is in does.
fn asks_for_erasure(browser: &mut Browser<'_>) {
    let path = format!("{}/erasure", at(RightsPage::Ask));
    let attempt = hidden_value(&browser.get(&path).body, "attempt");
    let fields = [
        ("attempt", attempt.as_str()),
        ("right", "erasure"),
        ("message", CASE),
    ];
    assert_eq!(browser.send(Ask::form(&path, &fields)).status, 303);
}

impl<'b> Held<'b> {
    fn open(bench: &'b Bench) -> Self {
        let (_, _, event) = published(bench);
        subscribed(bench, ANNA);
        seated(bench, &event, ANNA);
        assert_eq!(write_in(bench, ANNA, ENQUIRY).status, 303);
        bench.letters_seen();
        let mut desk = Desk::open(bench);
        asks_for_erasure(&mut desk.anna);
        assert_eq!(
            desk.writes(SECURE, &[("brev.txt", SECURE.as_bytes())])
                .status,
            303
        );
        assert_eq!(desk.sends("person", SECURE, &[]).status, 303);
        bench.letters_seen();
        Self { bench, desk }
    }

    /// Everybody who may not see or do what Anna may, each with those of her words that they may read.
    fn others(&self) -> Vec<(String, Visitor<'b>, Vec<&'static str>)> {
        let bench = self.bench;
        let mut bo = come_in(bench, BO);
        asks_for_erasure(&mut bo);
        let browsers = [
            ("a stranger", Browser::new(bench), vec![]),
            ("another person", bo, vec![CASE]),
            (MAILBOX, come_in(bench, ANNA), vec![ENQUIRY, CASE, ANNA]),
        ];
        let browsers = browsers
            .map(|(name, browser, reads)| (name.to_owned(), Visitor::Browser(browser), reads));
        let roles = Role::ALL.into_iter();
        let roles = roles.filter(|role| *role != Role::DataProtectionLead);
        let staff = roles.map(|role| {
            let reads = match role {
                Role::CaseWorker => vec![ENQUIRY, ANNA],
                Role::Communications | Role::EventHost => vec![ANNA],
                Role::Administrator | Role::Auditor | Role::DataProtectionLead => vec![],
            };
            let colleague = bench.colleague(&format!("{role:?}@kolleger.example"), &[role]);
            (format!("{role:?}"), Visitor::Staff(colleague), reads)
        });
        browsers.into_iter().chain(staff).collect()
    }

    /// What Anna and whoever answers for rights are shown: each page, and each of its forms as each of its buttons sends it.
    fn shown(&mut self) -> BTreeMap<String, Vec<Ask>> {
        let bench = self.bench;
        let portal = at(RightsPage::Start);
        let (anna, lead) = (&mut self.desk.anna, &self.desk.lead);
        let mut shown = crawl(&[portal.to_owned()], &[portal], |path| anna.get(path));
        let folders = [
            StaffPage::Cases,
            StaffPage::CaseStep,
            StaffPage::CaseMessages,
            StaffPage::PersonCode,
        ];
        let folders = folders.map(staff_at);
        let starts = [StaffPage::Cases, StaffPage::NewCase, StaffPage::PersonCode];
        let starts = starts.map(|page| staff_at(page).to_owned());
        shown.extend(crawl(&starts, &folders, |path| lead.get(bench, path)));
        shown
    }
}

/// Follows every link below `folders`, and gives each page's forms.
fn crawl(
    starts: &[String],
    folders: &[&str],
    mut get: impl FnMut(&str) -> Answer,
) -> BTreeMap<String, Vec<Ask>> {
    let mut shown = BTreeMap::new();
    let mut waiting = starts.to_vec();
    while let Some(path) = waiting.pop() {
        if shown.contains_key(&path) {
            continue;
        }
        let page = get(&path);
        assert!(page.status < 400, "{path}: {}", page.status);
        let links = page.body.split("href=\"").skip(1);
        let links = links.filter_map(|rest| rest.split(['"', '#', '?']).next());
        waiting.extend(
            links
                .filter(|link| folders.iter().any(|folder| link.starts_with(folder)))
                .map(str::to_owned),
        );
        shown.insert(path.clone(), forms(&path, &page.body));
        assert!(shown.len() < 200, "the pages have no end");
    }
    shown
}

/// The value of an attribute of a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split('"').next()
}

/// The forms of a page, once for each of their buttons, with something in every field.
fn forms(path: &str, page: &str) -> Vec<Ask> {
    let mut asks = Vec::new();
    for form in page.split("<form").skip(1) {
        let (form, _) = form.split_once("</form>").unwrap();
        let (head, _) = form.split_once('>').unwrap();
        let target = attribute(head, "action").unwrap_or(path);
        if target == Page::CookieSettings.path(Language::Da) {
            // The banner, which is everybody's.
            continue;
        }
        let tags: Vec<&str> = form.split('<').skip(1).collect();
        let mut fields = Vec::new();
        let mut buttons = Vec::new();
        let mut select = None;
        for tag in tags {
            let value = attribute(tag, "value").unwrap_or_default();
            match (tag.split([' ', '>']).next(), attribute(tag, "name")) {
                (Some("input" | "textarea"), Some(name)) => {
                    let value = if value.is_empty() { "Fordi" } else { value };
                    fields.push((name, value));
                }
                (Some("select"), name) => select = name,
                (Some("option"), _) => fields.extend(select.take().map(|name| (name, value))),
                (Some("button"), Some(name)) => buttons.push((name, value)),
                _ => {}
            }
        }
        let brings_files = head.contains("multipart/form-data");
        for button in buttons {
            let mut fields = fields.clone();
            fields.push(button);
            asks.push(match brings_files {
                true => with_files(target, &fields, &[]),
                false => Ask::form(target, &fields),
            });
        }
    }
    asks
}

/// What the log shows to everybody, and the keys of the house: no identifier of anybody's.
const OPEN_TO_ALL: [&str; 6] = [
    "leaf",
    "notice",
    "checkpoint",
    "signing_key",
    "register_version",
    "refusal",
];

/// Every identifier in the database: of 16 bytes as addresses write them, and of 32 as mailed links do.
fn identifiers(rows: &BTreeSet<String>) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut ids, mut tokens) = (BTreeSet::new(), BTreeSet::new());
    for row in rows {
        let (table, values) = row.split_once(": ").unwrap();
        if OPEN_TO_ALL.contains(&table) {
            continue;
        }
        for value in values.split("X'").skip(1) {
            let hex = value.split('\'').next().unwrap();
            let bytes = HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).unwrap();
            match (<[u8; 16]>::try_from(bytes.as_slice()), bytes.len()) {
                (Ok(id), _) => drop(ids.insert(Uuid::from_bytes(id).to_string())),
                (_, 32) => drop(tokens.insert(BASE64URL_NOPAD.encode(&bytes))),
                _ => {}
            }
        }
    }
    (ids, tokens)
}

/// The addresses below `folder`, one for each of `ones`.
fn below<'a>(folder: &'a str, ones: &'a BTreeSet<String>) -> impl Iterator<Item = String> + 'a {
    ones.iter().map(move |one| format!("{folder}/{one}"))
}

/// Every address of the portal and behind mailed links, of everything that the database names.
fn for_browsers(rows: &BTreeSet<String>) -> Vec<String> {
    let (ids, tokens) = identifiers(rows);
    assert!(
        ids.len() > 20 && tokens.len() > 20,
        "{} {}",
        ids.len(),
        tokens.len()
    );
    let fixed = Page::FIXED.map(|page| page.path(Language::Da));
    let mut all: Vec<String> = fixed.to_vec();
    for page in RightsPage::ALL {
        let ones = if page.is_secret() { &tokens } else { &ids };
        match page.is_one_of_many() {
            true => all.extend(below(at(page), ones)),
            false => all.push(at(page).to_owned()),
        }
    }
    for mailed in Mailed::ALL {
        all.extend(below(mailed.folder(Language::Da), &tokens));
    }
    for page in [Page::Events, Page::NewsletterArchive] {
        all.extend(below(&page.path(Language::Da), &ids));
    }
    all
}

/// Every address for staff, of everything that the database names.
fn for_staff(rows: &BTreeSet<String>) -> Vec<String> {
    let (ids, _) = identifiers(rows);
    let mut all = Vec::new();
    for page in StaffPage::ALL {
        match page.is_one_of_many() {
            true => all.extend(below(staff_at(page), &ids)),
            false => all.push(staff_at(page).to_owned()),
        }
    }
    all
}

#[test]
fn no_address_shows_what_is_anothers() {
    let bench = Bench::open();
    let mut held = Held::open(&bench);
    let shown = held.shown();
    let seen: Vec<String> = shown
        .keys()
        .map(|path| held.desk.anna.get(path).body)
        .collect();
    for words in [ENQUIRY, CASE, SECURE, ANNA] {
        assert!(
            seen.iter().any(|page| page.contains(words)),
            "Anna sees {words}"
        );
    }
    let others = held.others();
    let rows = bench.rows();
    for (name, mut visitor, reads) in others {
        let typed = match visitor {
            Visitor::Browser(_) => for_browsers(&rows),
            Visitor::Staff(_) => for_staff(&rows),
        };
        for path in shown.keys().chain(&typed) {
            let answer = visitor.send(&bench, Ask::get(path));
            assert!(answer.status < 500, "{name} at {path}: {}", answer.status);
            for words in [ENQUIRY, CASE, SECURE, ANNA] {
                let may = reads.contains(&words);
                assert!(
                    may || !answer.body.contains(words),
                    "{name} reads {words} at {path}"
                );
            }
        }
    }
    assert_eq!(
        bench.count("SELECT count(*) FROM secure_message WHERE opened_at IS NOT NULL"),
        0
    );
}

/// Tables whose rows change because somebody came by, whoever it was, and because the log goes on.
const COMING_BY: [&str; 10] = [
    "session",
    "portal_session",
    "portal_attempt",
    "portal_pace",
    "mail",
    "job",
    "leaf",
    "checkpoint",
    "log_head",
    "tile",
];

/// What is kept, but for what changes because somebody came by.
fn kept(bench: &Bench) -> BTreeSet<String> {
    let rows = bench.rows().into_iter();
    rows.filter(|row| !COMING_BY.contains(&row.split(':').next().unwrap()))
        .collect()
}

#[test]
fn no_form_that_somebody_is_shown_works_for_another() {
    let bench = Bench::open();
    let mut held = Held::open(&bench);
    let shown = held.shown();
    assert!(shown.values().flatten().count() > 40);
    for (name, mut visitor, reads) in held.others() {
        let is_person = matches!(visitor, Visitor::Browser(_));
        // Whoever reads Anna's mailbox may do what she may, but for what takes more than that.
        let tried = match name.as_str() {
            MAILBOX => at(RightsPage::Messages),
            _ => "/",
        };
        let asks = shown.iter().filter(|(path, _)| path.starts_with(tried));
        let before = kept(&bench);
        for ask in asks.flat_map(|(_, asks)| asks) {
            let answer = visitor.send(&bench, ask.clone());
            assert!(answer.status < 500, "{name}: {}", answer.status);
            for words in [ENQUIRY, CASE, SECURE] {
                let may = reads.contains(&words);
                assert!(may || !answer.body.contains(words), "{name} reads {words}");
            }
        }
        let after = kept(&bench);
        let lost: Vec<&String> = before.difference(&after).collect();
        assert!(lost.is_empty(), "{name} changes {lost:#?}");
        let new: Vec<&String> = after.difference(&before).collect();
        assert!(is_person || new.is_empty(), "{name} makes {new:#?}");
    }
    assert_eq!(
        held.desk.anna.get(at(RightsPage::Sessions)).status,
        200,
        "nobody signed her out"
    );
    assert_eq!(bench.count("SELECT count(*) FROM secure_message"), 2);
}
