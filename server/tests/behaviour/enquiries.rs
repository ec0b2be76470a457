//! Enquiries as staff meet them: who may read them, answering, hiding what is sensitive, moving and closing; and that
//! no look goes unnoted.

use app::address::StaffPage;
use domain::staff::Role;
use domain::text::Language;
use domain::thread::IncomingMail;
use service::TakenIn;

use crate::bench::staff::{Colleague, at, hidden_value};
use crate::bench::{Answer, Ask, Bench};
use crate::contact::{CANARY, link, mails, without_contact, write_in};

const WRITER: &str = "anna@example.dk";
const LOOKS: &str =
    "SELECT count(*) FROM access_log WHERE purpose = 'contact' AND action = 'looked'";
const LISTS: &str =
    "SELECT count(*) FROM access_log WHERE purpose = 'contact' AND action = 'listed'";

/// Somebody who answers an enquiry.
struct Desk {
    bench: Bench,
    staff: Colleague,
    /// The address of the enquiry's page for staff.
    page: String,
}

impl Desk {
    /// An enquiry with these words, and a case worker.
    fn with(message: &str) -> Self {
        let bench = Bench::open();
        assert_eq!(write_in(&bench, WRITER, message).status, 303);
        let staff = bench.colleague("aase@example.dk", &[Role::CaseWorker]);
        let page = page_of_first(&staff.get(&bench, at(StaffPage::Enquiries)));
        Self { bench, staff, page }
    }

    fn read(&self) -> String {
        let page = self.staff.get(&self.bench, &self.page);
        assert_eq!(page.status, 200);
        page.body
    }

    fn list(&self, state: &str) -> String {
        let path = format!("{}?state={state}", at(StaffPage::Enquiries));
        self.staff.get(&self.bench, &path).body
    }

    fn post(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.staff.post(&self.bench, &self.page, fields)
    }

    /// Does something that leads back to the page.
    fn does(&mut self, fields: &[(&str, &str)]) {
        let answer = self.post(fields);
        let back = format!("{}#gemt", self.page);
        assert_eq!(
            (answer.status, answer.header("location")),
            (303, Some(&*back)),
            "{fields:?}"
        );
    }

    fn answer(&mut self, way: &str, words: &str) -> Answer {
        let attempt = hidden_value(&self.read(), "attempt");
        self.post(&[
            ("act", "answer"),
            ("attempt", &attempt),
            ("way", way),
            ("message", words),
        ])
    }

    /// What the sender sees, by the link of their first mail.
    fn own_page(&self) -> String {
        self.bench.get(&link(&mails(&self.bench, 1)[0])).body
    }
}

/// The address of the enquiry that stands first in a list.
fn page_of_first(list: &Answer) -> String {
    let start = format!("{}/", at(StaffPage::Enquiries));
    let from = list.body.find(&start).expect("an enquiry in the list");
    list.body[from..from + start.len() + 36].to_owned()
}

/// The mail that holds `words`.
fn mail_with(mails: &[String], words: &str) -> String {
    let mut found = mails.iter().filter(|mail| mail.contains(words));
    let mail = found.next().expect(words).clone();
    assert!(found.next().is_none(), "{words} is sent once");
    mail
}

#[test]
fn without_a_session_nothing_is_shown_or_done() {
    let desk = Desk::with("Hej");
    for path in [at(StaffPage::Enquiries), &desk.page] {
        let answer = desk.bench.get(path);
        assert_eq!(answer.status, 303);
        let target = answer.header("location").unwrap();
        assert!(target.starts_with("/personale/log-ind?return_to=%2Fpersonale%2Fhenvendelser"));
    }
    let close = Ask::form(&desk.page, &[("act", "close")]);
    assert_eq!(desk.bench.send(&close).status, 401);
    assert!(desk.list("open").contains(CANARY));
}

#[test]
fn only_those_who_answer_enquiries_reach_them_or_are_shown_the_way() {
    let desk = Desk::with("Hej");
    let link = format!("href=\"{}\"", at(StaffPage::Enquiries));
    for role in Role::ALL {
        let email = format!("{}@example.dk", role.name());
        let mut colleague = desk.bench.colleague(&email, &[role]);
        let reaches = matches!(role, Role::DataProtectionLead | Role::CaseWorker);
        let expected = if reaches { 200 } else { 403 };
        for path in [at(StaffPage::Enquiries), &desk.page] {
            let answer = colleague.get(&desk.bench, path);
            assert_eq!(answer.status, expected, "{role:?}");
            assert_eq!(answer.body.contains(CANARY), reaches, "{role:?}");
        }
        let start = colleague.get(&desk.bench, at(StaffPage::Start)).body;
        let links = start.matches(&link).count();
        assert_eq!(links, if reaches { 2 } else { 0 }, "{role:?}");
        if !reaches {
            let close = colleague.post(&desk.bench, &desk.page, &[("act", "close")]);
            assert_eq!(close.status, 403, "{role:?}");
        }
    }
    assert!(desk.list("open").contains(CANARY));
}

#[test]
fn without_a_contact_form_there_are_no_enquiries() {
    let bench = without_contact();
    let staff = bench.colleague("aase@example.dk", &[Role::CaseWorker]);
    let list = staff.get(&bench, at(StaffPage::Enquiries));
    assert_eq!(list.status, 404);
    let start = staff.get(&bench, at(StaffPage::Start)).body;
    assert!(!start.contains(at(StaffPage::Enquiries)));
}

#[test]
fn an_empty_list_says_so_kindly_and_addresses_that_are_none_are_not_found() {
    let bench = Bench::open();
    let staff = bench.colleague("aase@example.dk", &[Role::CaseWorker]);
    let list = staff.get(&bench, at(StaffPage::Enquiries));
    assert!(list.body.contains("Ingen venter på svar"));
    let english = staff.get(&bench, StaffPage::Enquiries.path(Language::En));
    assert!(english.body.contains("Nobody is waiting for an answer"));
    for end in [
        "?state=none",
        "?before=x",
        "/x",
        "/00000000-0000-0000-0000-000000000000",
    ] {
        let path = format!("{}{end}", at(StaffPage::Enquiries));
        assert_eq!(staff.get(&bench, &path).status, 404, "{end}");
    }
}

#[test]
fn an_answer_goes_by_mail_with_the_address_that_leads_back_and_only_once() {
    let mut desk = Desk::with("Hvornår har I åbent?");
    let list = desk.list("open");
    assert!(list.contains("Venter på svar (1)") && list.contains("I dag"));
    assert!(list.contains("21. februar 2027"), "when it goes");
    let page = desk.read();
    for words in [
        CANARY,
        WRITER,
        "+45 12 34 56 78",
        "Hvornår har I åbent?",
        "Svare på det, du spørger om",
        "Vi sletter det senest 21. februar 2027",
        "Et svar herfra bliver sendt på mail",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let attempt = hidden_value(&page, "attempt");
    let words = "Klokken ti <b>hver</b> dag";
    for _ in 0..2 {
        desk.does(&[
            ("act", "answer"),
            ("attempt", &attempt),
            ("way", "mail"),
            ("message", words),
        ]);
    }
    let mail = mail_with(&mails(&desk.bench, 2), "Klokken ti");
    assert!(mail.contains("Reply-To:") && mail.contains("kontakt+"));
    assert!(mail.contains(WRITER));
    assert_eq!(desk.read().matches("Klokken ti &lt;b&gt;hver").count(), 1);
    assert!(desk.own_page().contains("Klokken ti &lt;b&gt;hver"));
    assert!(!desk.list("open").contains(CANARY));
    assert!(desk.list("answered").contains(CANARY));
    let path = desk.page.replace(
        at(StaffPage::Enquiries),
        StaffPage::Enquiries.path(Language::En),
    );
    let english = desk.staff.get(&desk.bench, &path).body;
    assert!(english.contains("Answer what you ask") && english.contains("The conversation"));
}

#[test]
fn an_answer_that_cannot_be_used_is_refused_with_all_that_was_typed() {
    let mut desk = Desk::with("Hej");
    let long = "æ".repeat(5_001);
    for (words, problem) in [
        ("", "Der står ingen besked"),
        ("010190-1234 <b>", "ligner et CPR-nummer"),
        (&*long, "Beskeden er for lang"),
    ] {
        let refused = desk.answer("letter", words);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(problem), "{problem}");
        assert!(refused.body.contains("href=\"#message\""));
        assert!(
            refused
                .body
                .contains(&words.replace('<', "&lt;").replace('>', "&gt;"))
        );
        let (_, chosen) = refused.body.split_once("id=\"way-letter\"").unwrap();
        let (chosen, _) = chosen.split_once('>').unwrap();
        assert!(chosen.contains("checked"), "the way is kept");
    }
    for fields in [
        [("act", "nothing"), ("way", "mail")],
        [("act", "answer"), ("way", "mail")],
        [("act", "admit"), ("message", "x")],
    ] {
        assert_eq!(desk.post(&fields).status, 422, "{fields:?}");
    }
    assert!(desk.list("open").contains(CANARY));
    assert_eq!(mails(&desk.bench, 1).len(), 1);
}

#[test]
fn a_sensitive_enquiry_is_answered_elsewhere_and_its_mail_does_not_say_what_was_said() {
    let mut desk = Desk::with("Hej");
    desk.does(&[("act", "sensitive")]);
    let list = desk.list("open");
    assert!(list.contains("class=\"sensitive\"") && list.contains("Følsom"));
    let page = desk.read();
    assert!(!page.contains("id=\"way-mail\"") && page.contains("Svar kun på telefon"));
    for way in ["mail", ""] {
        let refused = desk.answer(way, "hemmeligt svar");
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("Henvendelsen er følsom"));
        assert!(refused.body.contains("href=\"#way\"") && refused.body.contains("id=\"way\""));
        assert!(refused.body.contains("hemmeligt svar"));
    }
    assert_eq!(desk.answer("phone", "hemmeligt svar").status, 303);
    let mails = mails(&desk.bench, 2);
    assert!(mails.iter().all(|mail| !mail.contains("hemmeligt")));
    assert!(desk.read().contains("på telefonen") && desk.read().contains("hemmeligt svar"));
    assert!(!desk.own_page().contains("hemmeligt"));
    desk.does(&[("act", "not-sensitive")]);
    assert!(desk.own_page().contains("hemmeligt svar"));
}

#[test]
fn words_pasted_from_the_conversation_are_hidden_from_everybody_and_so_is_a_whole_part() {
    let mut desk = Desk::with("Hej.\r\nJeg har galoperende mimrekort.\r\nTak.");
    let refused = desk.post(&[("act", "hide-quoted"), ("passage", "ikke <der>")]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("href=\"#passage\""));
    assert!(refused.body.contains("ikke &lt;der&gt;"));
    let quoted = [
        ("act", "hide-quoted"),
        ("passage", " Jeg har\r\ngaloperende mimrekort. "),
    ];
    desk.does(&quoted);
    for page in [desk.read(), desk.own_page()] {
        assert!(!page.contains("mimrekort"));
        assert!(page.contains("Hej.") && page.contains("Tak."));
        assert!(page.contains("22. november 2026 kl. 11.00"), "when it goes");
    }
    let told = mails(&desk.bench, 2);
    assert!(told.iter().all(|mail| !mail.contains("mimrekort")));
    let part = hidden_value(&desk.read(), "part");
    desk.does(&[("act", "hide-part"), ("part", &part)]);
    assert!(!desk.own_page().contains("Hej."));
    let again = desk.post(&[("act", "hide-part"), ("part", &part)]);
    assert_eq!(again.status, 409);
}

#[test]
fn closing_and_spam_lead_to_the_list_and_spam_goes_in_days() {
    let mut desk = Desk::with("Hej");
    let list = format!("{}#gemt", at(StaffPage::Enquiries));
    let closed = desk.post(&[("act", "close")]);
    assert_eq!(
        (closed.status, closed.header("location")),
        (303, Some(&*list))
    );
    assert!(desk.list("closed").contains(CANARY));
    let page = desk.read();
    assert!(!page.contains("value=\"close\""));
    assert!(page.contains("Vi sletter det senest 21. februar 2027"));
    let spam = desk.post(&[("act", "spam")]);
    assert_eq!((spam.status, spam.header("location")), (303, Some(&*list)));
    assert!(desk.list("spam").contains("28. november 2026"));
    assert!(!desk.read().contains("value=\"spam\""));
    assert_eq!(mails(&desk.bench, 1).len(), 1, "its sender is told nothing");
}

#[test]
fn moving_needs_a_purpose_and_a_reason_and_is_told_and_proven() {
    let mut desk = Desk::with("Hej");
    assert!(desk.read().contains("Være til stede på Plazanet"));
    let no_reason = [("act", "move"), ("purpose", "social-page"), ("reason", " ")];
    let refused = desk.post(&no_reason);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("href=\"#reason\""));
    let (_, chosen) = refused
        .body
        .split_once("id=\"purpose-social-page\"")
        .unwrap();
    assert!(chosen.split_once('>').unwrap().0.contains("checked"));
    for purpose in ["", "contact", "secure-message"] {
        let unfit = [
            ("act", "move"),
            ("purpose", purpose),
            ("reason", "Om <opslag>"),
        ];
        let refused = desk.post(&unfit);
        assert_eq!(refused.status, 422, "{purpose}");
        assert!(refused.body.contains("href=\"#purpose\""));
        assert!(refused.body.contains("value=\"Om &lt;opslag&gt;\""));
    }
    assert_eq!(desk.bench.leaves(), 0);
    desk.does(&[
        ("act", "move"),
        ("purpose", "social-page"),
        ("reason", "Den handler om et opslag."),
    ]);
    assert_eq!(desk.bench.leaves(), 1);
    assert!(
        desk.read().contains("21. november 2027"),
        "by the other purpose’s rule"
    );
    mails(&desk.bench, 2);
    let noted = "SELECT count(*) FROM access_log WHERE purpose = 'social-page'";
    assert_eq!(
        desk.bench.count(noted),
        1,
        "a look falls under the purpose of then"
    );
}

#[test]
fn a_mail_from_elsewhere_is_staff_s_alone_until_they_let_it_in() {
    let mut desk = Desk::with("Hej");
    let sent = mails(&desk.bench, 1).remove(0);
    let (_, mark) = sent.split_once("kontakt+").unwrap();
    let (mark, _) = mark.split_once('@').unwrap();
    let mail = IncomingMail {
        bytes: 100,
        return_path: Some("bo@example.dk".to_owned()),
        from: vec!["bo@example.dk".to_owned()],
        to: vec![format!("kontakt+{mark}@example.dk")],
        message_id: "1@example.dk".to_owned(),
        text: "Det er mig, Anna.".to_owned(),
        ..IncomingMail::default()
    };
    assert_eq!(desk.bench.take_in(&mail), TakenIn::Held);
    assert!(desk.read().contains("Mailen kom fra bo@example.dk"));
    assert!(!desk.own_page().contains("Det er mig"));
    let message = hidden_value(&desk.read(), "message");
    let admit = [("act", "admit"), ("message", &*message)];
    desk.does(&admit);
    assert!(desk.own_page().contains("Det er mig, Anna."));
    assert!(!desk.read().contains("bo@example.dk"));
    assert_eq!(desk.post(&admit).status, 404, "it is in");
}

#[test]
fn every_look_leaves_a_row_and_what_cannot_be_noted_is_not_shown() {
    let desk = Desk::with("Hej");
    let before = (desk.bench.count(LOOKS), desk.bench.count(LISTS));
    for _ in 0..3 {
        desk.read();
        desk.list("open");
    }
    let after = (desk.bench.count(LOOKS), desk.bench.count(LISTS));
    assert_eq!(after, (before.0 + 3, before.1 + 3));
    let lead = desk
        .bench
        .colleague("bo@example.dk", &[Role::DataProtectionLead]);
    let log = lead.get(&desk.bench, at(StaffPage::AccessLog)).body;
    assert!(log.contains("Svare på det, du spørger om"));
    assert!(!log.contains(CANARY) && !log.contains(WRITER));
    desk.bench.sql("DROP TABLE access_log");
    for path in [at(StaffPage::Enquiries), &desk.page] {
        let answer = desk.staff.get(&desk.bench, path);
        assert!(answer.status >= 500, "{}", answer.status);
        assert!(!answer.body.contains(CANARY));
    }
}
