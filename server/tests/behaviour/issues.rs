//! Newsletters as those who write them meet them, as their readers' mail programs do, and as everybody does in the
//! archive.

use app::address::StaffPage;
use domain::staff::Role;
use domain::text::Language;
use server::mail::{Folder, Seen};

use crate::bench::staff::{Colleague, at};
use crate::bench::{Answer, Ask, Bench, Plan};
use crate::contact::holding;
use crate::newsletter::{Links, subscribed};

const ANNA: &str = "anna@example.dk";
const WORDS: &str =
    "# Ny sæson\n\nKom *gerne* forbi https://example.dk/nyt.\n\n<script>alert(1)</script>";
/// No newsletter has this id.
const UNKNOWN: &str = "00000000-0000-7000-8000-000000000000";

/// Somebody who writes newsletters.
struct Desk {
    bench: Bench,
    editor: Colleague,
}

impl Desk {
    fn open() -> Self {
        Self::with(Plan::default())
    }

    fn with(plan: Plan) -> Self {
        let bench = Bench::with(plan);
        let editor = bench.colleague("aase@example.dk", &[Role::Communications]);
        Self { bench, editor }
    }

    /// Writes a draft, and gives the address of its page.
    fn draft(&mut self) -> String {
        let written = self.write(&fields("save"));
        assert_eq!(written.status, 303, "{}", written.body);
        let page = written.header("location").unwrap();
        page.strip_suffix("#gemt").unwrap().to_owned()
    }

    fn write(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.editor
            .post(&self.bench, at(StaffPage::NewIssue), fields)
    }

    /// Does something with a newsletter that leads back to its page.
    fn does(&mut self, page: &str, fields: &[(&str, &str)]) {
        let done = self.editor.post(&self.bench, page, fields);
        let back = format!("{page}#gemt");
        let expected = (303, Some(&*back));
        assert_eq!(
            (done.status, done.header("location")),
            expected,
            "{}",
            done.body
        );
    }

    fn see(&self, page: &str) -> String {
        let page = self.editor.get(&self.bench, page);
        assert_eq!(page.status, 200);
        page.body
    }

    /// Sends a newsletter and waits until it is gone.
    fn send(&mut self, page: &str) {
        self.does(page, &fields("send"));
        let over = (0..200).any(|_| {
            let is_over = self
                .see(page)
                .contains("role=\"status\" class=\"lead\">Sendt");
            if !is_over {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            is_over
        });
        assert!(over, "it is sent within ten seconds: {}", self.see(page));
    }

    /// The newsletter as `reader` got it.
    fn mail_to(&self, reader: &str) -> Seen {
        let folder = Folder::at(self.bench.place.data().join("mail"));
        let mut mails = folder.see_latest().unwrap().into_iter();
        let is_it = |mail: &Seen| mail.to == reader && mail.subject == "Nyt i november";
        mails.find(is_it).expect("the newsletter came")
    }
}

fn fields(act: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("subject", "Nyt i november"),
        ("words", WORDS),
        ("english_subject", ""),
        ("english_words", ""),
        ("topic", "news"),
        ("archive", "yes"),
        ("due", ""),
        ("act", act),
    ]
}

#[test]
fn a_newsletter_is_written_tried_and_sent_by_plain_forms() {
    let mut desk = Desk::open();
    subscribed(&desk.bench, ANNA);
    let page = desk.draft();
    let draft = desk.see(&page);
    assert!(draft.contains("Én får nyhedsbrevet.") && draft.contains("Nyt i november"));
    let preview = desk.editor.get(&desk.bench, &format!("{page}/preview"));
    assert!(
        preview.body.contains("<h2>Ny sæson</h2>"),
        "{}",
        preview.body
    );
    assert!(!preview.body.contains("<script"), "{}", preview.body);
    let policy = preview.header("content-security-policy").unwrap();
    assert!(
        policy.starts_with("sandbox; default-src 'none'"),
        "{policy}"
    );
    desk.does(&page, &fields("trial"));
    desk.bench.letters();
    let trial = desk.mail_to("aase@example.dk");
    assert!(trial.text.contains("en prøve") && !trial.head.contains("List-"));
    desk.send(&page);
    let sent = desk.mail_to(ANNA);
    assert_eq!(sent.from, "nyhedsbrev@example.dk");
    assert!(sent.text.starts_with("# Ny sæson\r\n") || sent.text.starts_with("# Ny sæson\n"));
    assert!(sent.html.contains("<a href=\"https://example.dk/nyt\">"));
    assert!(!sent.html.contains("<script") && !sent.html.contains("<img"));
    let list = desk.see(at(StaffPage::Issues));
    assert!(list.contains("Nyt i november") && list.contains("Sendt"));
    let again = desk.editor.post(&desk.bench, &page, &fields("save"));
    assert_eq!(again.status, 409);
}

/// RFC 2369, 2919 and 8058.
#[test]
fn a_mail_program_can_stop_it_with_one_press_and_no_link_does_more_than_it_says() {
    let mut desk = Desk::open();
    subscribed(&desk.bench, ANNA);
    let page = desk.draft();
    desk.send(&page);
    let sent = desk.mail_to(ANNA);
    let head = sent.head.replace("\r\n ", " ").replace("\n ", " ");
    assert!(head.contains("List-Id: <newsletter.example.dk>"), "{head}");
    assert!(
        head.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
        "{head}"
    );
    let (_, after) = head.split_once("List-Unsubscribe: <").expect(&head);
    let (_, path) = after.split_once("/nyhedsbrev/").unwrap();
    let path = format!("/nyhedsbrev/{}", path.split_once('>').unwrap().0);
    // What goes on by itself is done.
    desk.bench.signed();
    let before = desk.bench.content();
    for link in links(&sent) {
        assert_eq!(desk.bench.get(&link).status, 200, "{link}");
    }
    assert_eq!(desk.bench.content(), before);
    let press = Ask::new("POST", &path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click");
    assert_eq!(desk.bench.send(&press).status, 200);
    let left = desk.bench.count("SELECT count(*) FROM subscription");
    assert_eq!(left, 0);
}

#[test]
fn where_mails_are_read_a_mail_stops_it_too() {
    let plan = Plan::default()
        .set("SAMTYKKE_MAIL_BOUNCES", "bounce@example.dk")
        .set("SAMTYKKE_IMAP", "imaps://user:password@127.0.0.1:1");
    let mut desk = Desk::with(plan);
    subscribed(&desk.bench, ANNA);
    let page = desk.draft();
    desk.send(&page);
    let head = desk.mail_to(ANNA).head.replace("\r\n ", " ");
    let (_, after) = head.split_once("<mailto:bounce+stop-").expect(&head);
    let (token, rest) = after.split_once('@').unwrap();
    assert!(rest.starts_with("example.dk?subject=stop>"), "{rest}");
    assert!(desk.bench.leaves_by_mail(token));
    assert_eq!(desk.bench.count("SELECT count(*) FROM subscription"), 0);
}

/// The addresses of ours that a mail leads to.
fn links(mail: &Seen) -> Vec<String> {
    let links: Vec<String> = mail
        .html
        .split("href=\"http://127.0.0.1:")
        .skip(1)
        .map(|rest| {
            let address = rest.split_once('"').unwrap().0;
            address[address.find('/').unwrap()..].to_owned()
        })
        .collect();
    assert_eq!(
        links.len(),
        4,
        "to stop, topics, why, and privacy: {links:?}"
    );
    links
}

#[test]
fn what_is_wrong_is_named_and_what_was_typed_is_kept() {
    let mut desk = Desk::open();
    let mut missing = fields("save");
    missing[0] = ("subject", "");
    let refused = desk.write(&missing);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("href=\"#subject\""),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("# Ny sæson") && refused.body.contains("value=\"news\" checked"));
    let page = desk.draft();
    for (due, told) in [
        ("", "Tidspunktet"),
        ("2020-01-01T10:00", "Tidspunktet"),
        ("x", "Tidspunktet"),
    ] {
        let mut fields = fields("schedule");
        fields[0] = ("subject", "Omskrevet");
        fields[6] = ("due", due);
        let refused = desk.editor.post(&desk.bench, &page, &fields);
        assert_eq!(refused.status, 422, "{due}");
        assert!(refused.body.contains(told) && refused.body.contains("href=\"#due\""));
    }
    assert!(
        desk.see(&page).contains("Omskrevet"),
        "what was typed is saved first"
    );
}

#[test]
fn it_goes_at_its_time_and_can_be_called_back_stopped_and_deleted() {
    let mut desk = Desk::open();
    let page = desk.draft();
    let mut later = fields("schedule");
    later[6] = ("due", "2026-12-01T08:00");
    desk.does(&page, &later);
    assert!(desk.see(&page).contains("1. december 2026 kl. 08.00"));
    desk.does(&page, &[("act", "call-back")]);
    let deleted = desk.editor.post(&desk.bench, &page, &[("act", "delete")]);
    assert_eq!(deleted.status, 303);
    assert_eq!(desk.editor.get(&desk.bench, &page).status, 404);
    let page = desk.draft();
    desk.send(&page);
    desk.does(&page, &[("act", "stop")]);
    assert!(
        desk.see(&page)
            .contains("role=\"status\" class=\"lead\">Stoppet")
    );
    desk.does(&page, &[("act", "missed")]);
}

#[test]
fn only_those_who_write_newsletters_reach_them() {
    let mut desk = Desk::open();
    let page = desk.draft();
    let preview = format!("{page}/preview");
    for role in Role::ALL
        .into_iter()
        .filter(|role| *role != Role::Communications)
    {
        let email = format!("{}@example.dk", role.name());
        let mut other = desk.bench.colleague(&email, &[role]);
        for path in [
            at(StaffPage::Issues),
            at(StaffPage::NewIssue),
            &page,
            &preview,
        ] {
            assert_eq!(other.get(&desk.bench, path).status, 403, "{role:?} {path}");
        }
        let posted = other.post(&desk.bench, &page, &[("act", "delete")]);
        assert_eq!(posted.status, 403, "{role:?}");
        assert!(
            !other
                .get(&desk.bench, "/personale")
                .body
                .contains("/nyhedsbreve")
        );
    }
    assert_eq!(desk.bench.get(&page).status, 303);
    assert_eq!(desk.bench.get(&preview).status, 401);
    let figures = Ask::new("POST", "/fn/staff-issue-progress")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(format!("language=da&id={UNKNOWN}"));
    assert_eq!(desk.bench.send(&figures).status, 401);
}

#[test]
fn the_archive_and_its_feed_hold_what_was_sent() {
    let mut desk = Desk::open();
    assert!(
        desk.bench
            .get("/nyhedsbrev/arkiv")
            .body
            .contains("Der er ingen endnu.")
    );
    let draft = desk.draft();
    let id = draft.rsplit('/').next().unwrap().to_owned();
    for path in [
        format!("/nyhedsbrev/arkiv/{id}"),
        format!("/nyhedsbrev/arkiv/{UNKNOWN}"),
    ] {
        assert!(
            desk.bench.get(&path).body.contains("Siden findes ikke"),
            "{path}"
        );
    }
    desk.send(&draft);
    for language in Language::ALL {
        let path = match language {
            Language::Da => "/nyhedsbrev/arkiv",
            Language::En => "/en/newsletter/archive",
        };
        let list = desk.bench.get(path);
        assert!(
            list.body.contains(&format!("href=\"{path}/{id}\"")),
            "{}",
            list.body
        );
        let read = desk.bench.get(&format!("{path}/{id}"));
        assert!(
            read.body.contains("<h2>Ny sæson</h2>") && !read.body.contains("alert(1)</script>")
        );
        let feed = app::address::feed(language);
        assert!(list.body.contains(feed), "{}", list.body);
        let feed = desk.bench.get(feed);
        assert_eq!(
            feed.header("content-type"),
            Some("application/atom+xml; charset=utf-8")
        );
        assert!(
            feed.body.contains(&format!("urn:uuid:{id}")),
            "{}",
            feed.body
        );
        assert!(
            feed.body.contains("&lt;h2&gt;Ny sæson&lt;/h2&gt;"),
            "{}",
            feed.body
        );
    }
}

#[test]
fn who_stops_it_while_it_goes_is_not_written_to_again() {
    let mut desk = Desk::open();
    let Links { leave, .. } = subscribed(&desk.bench, ANNA);
    let page = desk.draft();
    desk.send(&page);
    desk.bench.send(&Ask::form(&leave, &[("act", "leave")]));
    let page = desk.draft();
    desk.send(&page);
    let mails = Folder::at(desk.bench.place.data().join("mail"))
        .see_latest()
        .unwrap();
    let newsletters = mails.iter().filter(|mail| mail.subject == "Nyt i november");
    assert_eq!(newsletters.count(), 1);
}

/// What is posted to bring `list` in.
fn import(list: &str) -> Vec<(&'static str, String)> {
    let text = |text: &str| text.to_owned();
    vec![
        ("list", text(list)),
        ("how", text("Kryds på sedlen ved generalforsamlingen")),
        ("on", text("2025-05-03")),
        ("topic", text("news")),
        ("language", text("da")),
        ("act", text("import")),
    ]
}

#[test]
fn a_long_list_is_brought_in_and_taken_out_and_one_too_long_is_refused() {
    let mut desk = Desk::open();
    let lists = at(StaffPage::Subscribers);
    let mut post = |list: &str| {
        let fields = import(list);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        desk.editor.post(&desk.bench, lists, &fields)
    };
    let many = (0..2_000).map(|number| format!("reader-{number:04}@example.dk;Læser {number}\n"));
    let many: String = many.collect();
    assert!(many.len() > 64 * 1024);
    let told = post(&many);
    assert!(
        told.body.contains("2000 får nyhedsbrevet fra nu af."),
        "{}",
        told.body
    );
    assert_eq!(post(&"x".repeat(600 * 1024)).status, 413);
    assert_eq!(desk.bench.count("SELECT count(*) FROM subscription"), 2_000);
    let file = desk.editor.post(&desk.bench, lists, &[("act", "export")]);
    let head = file.header("content-disposition");
    assert_eq!(head, Some("attachment; filename=\"modtagere.csv\""));
    assert_eq!(file.body.lines().count(), 2_001);
    assert!(file.body.contains("reader-0007@example.dk;Læser 7;da;"));
}

#[test]
fn who_stops_it_is_in_the_sealed_proof_alone_and_after_its_time_nowhere() {
    const NAME: &str = "Kanariefugl";
    let mut desk = Desk::open();
    let fields = import(&format!("{NAME}@example.dk;{NAME}"));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let lists = at(StaffPage::Subscribers);
    desk.editor.post(&desk.bench, lists, &fields);
    let page = desk.draft();
    desk.send(&page);
    let sent = desk.mail_to(&format!("{NAME}@example.dk"));
    let at = |folder: &str| {
        let mut links = links(&sent).into_iter();
        links.find(|link| link.starts_with(folder)).expect(folder)
    };
    let (leave, why) = (at("/nyhedsbrev/afmeld/"), at("/nyhedsbrev/hvorfor/"));
    let data = desk.bench.place.data();
    let folder = Folder::at(data.join("mail"));
    assert!(!holding(&data, NAME).is_empty(), "the mail is a file");
    desk.bench.send(&Ask::form(&leave, &[("act", "leave")]));
    desk.bench.sweep();
    desk.bench.sweep_mails(&folder);
    assert_eq!(holding(&data, NAME), [""; 0].map(std::path::PathBuf::from));
    let proofs = "SELECT count(*) FROM proof WHERE purpose = 'newsletter'";
    assert_eq!(desk.bench.count(proofs), 1);
    let stopped = "Stoppet af dig den 21. november 2026";
    desk.bench.move_clock("2027-02-20T22:59:00Z");
    desk.bench.sweep();
    assert!(desk.bench.get(&why).body.contains(stopped), "not early");
    desk.bench.move_clock("2027-02-21T12:00:00Z");
    desk.bench.sweep();
    assert!(!desk.bench.get(&why).body.contains(stopped), "not late");
    assert_eq!(desk.bench.count(proofs), 0);
    let place = desk.bench.halt();
    assert_eq!(
        holding(&place.data(), NAME),
        [""; 0].map(std::path::PathBuf::from)
    );
}
