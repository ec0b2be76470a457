//! Secure messages over the network: the person with a second factor, staff, and an insurer with a link and a code.

use app::address::{Mailed, RightsPage, StaffPage};
use domain::staff::Role;
use domain::text::Language;

use crate::bench::staff::{Colleague, at as staff_at, hidden_value};
use crate::bench::{Answer, Ask, Bench, Browser};
use crate::rights_in::{at, come_in};

pub(crate) const ANNA: &str = "anna.holm@example.dk";
const END: &str = "----end-of-part";

/// A form with files, as browsers send it: what is typed, then the files, then the button.
pub(crate) fn with_files(path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Ask {
    let mut body = Vec::new();
    let mut part = |head: String, content: &[u8]| {
        body.extend(format!("--{END}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        body.extend(content);
        body.extend(b"\r\n");
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value.as_bytes());
    }
    for (name, content) in files {
        part(format!("name=\"files\"; filename=\"{name}\""), content);
    }
    part("name=\"act\"".to_owned(), b"write");
    body.extend(format!("--{END}--\r\n").bytes());
    Ask::new("POST", path)
        .header("Accept", "text/html")
        .header(
            "Content-Type",
            format!("multipart/form-data; boundary={END}"),
        )
        .body(body)
}

/// A case of Anna's, who showed who she is, and a colleague who answers for rights.
pub(crate) struct Desk<'b> {
    bench: &'b Bench,
    pub(crate) anna: Browser<'b>,
    pub(crate) lead: Colleague,
    pub(crate) own: String,
    staffs: String,
}

/// A code for Anna, and her number.
fn code_for_anna(bench: &Bench, lead: &mut Colleague) -> (String, String) {
    let make = [
        ("act", "make"),
        ("email", ANNA),
        ("vouched", "met"),
        ("person", ""),
    ];
    let told = lead.post(bench, staff_at(StaffPage::PersonCode), &make);
    let (_, code) = told.body.split_once("<code>").expect("a code");
    let (code, rest) = code.split_once("</code>").unwrap();
    let mut words = rest.split(|letter: char| letter != '-' && !letter.is_ascii_hexdigit());
    let number = words.rfind(|word| word.len() == 36);
    (
        code.replace("<!>", ""),
        number.expect("a number").to_owned(),
    )
}

impl<'b> Desk<'b> {
    pub(crate) fn open(bench: &'b Bench) -> Self {
        let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
        let (code, _) = code_for_anna(bench, &mut lead);
        let mut anna = come_in(bench, ANNA);
        let shown = anna.send(Ask::form(
            at(RightsPage::SecondFactor),
            &[("person_code", &code)],
        ));
        assert_eq!(shown.status, 303);
        let ask = format!("{}/access", at(RightsPage::Ask));
        let page = anna.get(&ask);
        let attempt = hidden_value(&page.body, "attempt");
        let fields = [("attempt", &*attempt), ("right", "access"), ("message", "")];
        let asked = anna.send(Ask::form(&ask, &fields));
        assert_eq!(asked.status, 303, "{}", asked.body);
        let case = asked
            .header("location")
            .unwrap()
            .rsplit_once('/')
            .unwrap()
            .1;
        let case = case.split('#').next().unwrap().to_owned();
        Self {
            bench,
            anna,
            lead,
            own: format!("{}/{case}", at(RightsPage::Messages)),
            staffs: format!("{}/{case}", staff_at(StaffPage::CaseMessages)),
        }
    }

    pub(crate) fn writes(&mut self, words: &str, files: &[(&str, &[u8])]) -> Answer {
        let page = self.anna.get(&self.own);
        let attempt = hidden_value(&page.body, "attempt");
        let fields = [("attempt", &*attempt), ("message", words)];
        self.anna.send(with_files(&self.own, &fields, files))
    }

    pub(crate) fn staff_page(&self) -> Answer {
        self.lead.get(self.bench, &self.staffs)
    }

    pub(crate) fn sends(&self, to: &str, words: &str, files: &[(&str, &[u8])]) -> Answer {
        let attempt = hidden_value(&self.staff_page().body, "attempt");
        let fields = [("attempt", &*attempt), ("to", to), ("message", words)];
        let ask = with_files(&self.staffs, &fields, files);
        self.bench.send(&self.lead.ask(ask))
    }

    fn does(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.lead.post(self.bench, &self.staffs, fields)
    }
}

/// A file is saved, and nothing of it is ever shown.
#[track_caller]
fn is_saved(answer: &Answer, name: &str, content: &[u8]) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.bytes(), content);
    for (header, value) in [
        ("content-type", "application/octet-stream"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "private, no-store"),
    ] {
        assert_eq!(answer.header(header), Some(value), "{header}");
    }
    let disposition = answer.header("content-disposition").unwrap();
    assert!(
        disposition.starts_with(&format!("attachment; filename=\"{name}\"")),
        "{disposition}"
    );
}

#[test]
fn a_person_and_staff_write_to_each_other_and_files_are_saved_and_never_shown() {
    let bench = Bench::open();
    let mut desk = Desk::open(&bench);
    let page = desk.anna.get(&desk.own);
    assert!(
        page.body.contains("Her er ingen beskeder endnu."),
        "{}",
        page.body
    );
    let html = b"<script>alert(1)</script>";
    let sent = desk.writes("Min <b>læge</b> siger", &[("../../brev.html", html)]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    bench.letters_seen();

    let page = desk.staff_page();
    assert!(
        page.body.contains("Min &lt;b&gt;læge&lt;/b&gt; siger"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Gem brev.html (1 kB)"), "{}", page.body);
    let file = hidden_value(&page.body, "file");
    let saved = desk.does(&[("act", "file"), ("file", &file)]);
    is_saved(&saved, "brev.html", html);

    let sent = desk.sends("person", "Her er svaret", &[("svar.pdf", b"%PDF")]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let letters = bench.letters_seen();
    let letter = letters.last().unwrap();
    assert!(!letter.text.contains("svaret") && !letter.subject.contains("besked"));
    assert!(letter.text.contains(at(RightsPage::Start)));

    let page = desk.anna.get(&desk.own);
    assert!(!page.body.contains("Her er svaret"));
    let message = hidden_value(&page.body, "message");
    let opened = desk.anna.send(Ask::form(
        &desk.own,
        &[("act", "open"), ("message", &message)],
    ));
    assert_eq!(opened.status, 303, "{}", opened.body);
    let page = desk.anna.get(&desk.own);
    assert!(page.body.contains("Her er svaret"));
    let (_, ours) = page.body.split_once("Her er svaret").unwrap();
    let file = hidden_value(ours, "file");
    let fields = [("act", "file"), ("file", &*file)];
    let saved = desk.anna.send(Ask::form(&desk.own, &fields));
    is_saved(&saved, "svar.pdf", b"%PDF");
    assert!(desk.staff_page().body.contains("Åbnet "));
}

#[test]
fn staff_are_told_by_mail_that_something_came_and_not_what_or_from_whom() {
    let bench = Bench::open();
    let mut desk = Desk::open(&bench);
    bench.letters_seen();
    let told = || {
        let letters = bench.letters_seen().into_iter();
        let told = letters.filter(|letter| letter.subject == "Der er kommet en sikker besked");
        told.collect::<Vec<_>>()
    };
    assert_eq!(desk.writes("Hemmeligt", &[]).status, 303);
    assert_eq!(desk.writes("Mere", &[]).status, 303);
    let letters = told();
    let [letter] = letters.as_slice() else {
        panic!("one letter");
    };
    assert!(letter.to.contains("aase@example.dk"));
    assert!(letter.text.contains(&desk.staffs));
    assert!(!letter.text.contains("Hemmeligt") && !letter.text.contains(ANNA));
    desk.staff_page();
    assert!(told().is_empty());
    assert_eq!(desk.writes("Efter et blik", &[]).status, 303);
    assert_eq!(told().len(), 1);
}

#[test]
fn nobody_else_reaches_them_and_a_mailed_code_alone_does_not_either() {
    let bench = Bench::open();
    let mut desk = Desk::open(&bench);
    assert_eq!(desk.writes("Hemmeligt", &[]).status, 303);
    bench.letters_seen();
    let mut bo = come_in(&bench, "bo@example.dk");
    let mut again = come_in(&bench, ANNA);
    for stranger in [&mut bo, &mut again] {
        let page = stranger.get(&desk.own);
        assert_eq!(page.status, 404, "{}", page.body);
        assert!(!page.body.contains("Hemmeligt"));
        let fields = [("attempt", "0".repeat(32)), ("message", "Hej".to_owned())];
        let fields = fields
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let written = stranger.send(with_files(&desk.own, &fields, &[]));
        assert_eq!(written.status, 404, "{}", written.body);
    }
    let out = bench.send(&with_files(&desk.own, &[("message", "Hej")], &[]));
    assert_eq!(out.status, 303);
    let staff = bench.colleague("ole@example.dk", &[Role::EventHost]);
    assert_eq!(staff.get(&bench, &desk.staffs).status, 403);
    assert_eq!(bench.count("SELECT count(*) FROM secure_message"), 1);
}

#[test]
fn what_is_too_much_is_told_and_what_was_typed_stays() {
    let bench = Bench::open();
    let mut desk = Desk::open(&bench);
    let large = vec![1; 10 * 1024 * 1024 + 1];
    for (files, words) in [
        (&[("a", &large[..])][..], "En fil er for stor"),
        (&[("a", &b""[..])], "En fil er tom"),
        (&[("a", &b"a"[..]); 11], "Der er for mange filer"),
    ] {
        let refused = desk.writes("Det jeg skrev", files);
        assert_eq!(refused.status, 422, "{words}");
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
        assert!(refused.body.contains("Det jeg skrev</textarea>"));
        assert!(refused.body.contains("id=\"files-error\""));
    }
    let refused = desk.writes(" ", &[("", b"")]);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("id=\"message-error\""),
        "{}",
        refused.body
    );
    assert_eq!(bench.count("SELECT count(*) FROM secure_thread"), 0);
}

#[test]
fn an_insurer_reads_and_answers_with_a_link_and_a_code_that_comes_another_way() {
    let bench = Bench::open();
    let mut desk = Desk::open(&bench);
    assert_eq!(desk.does(&[("act", "begin")]).status, 303);
    assert_eq!(desk.writes("Til jer alene", &[]).status, 303);
    bench.letters_seen();
    let invite = [
        ("act", "invite"),
        ("kind", "insurer"),
        ("name", "Tryghed A/S"),
        ("email", "sag@tryghed.example"),
        ("language", "da"),
    ];
    let mut wrong = invite;
    wrong[3].1 = "sag";
    let refused = desk.does(&wrong);
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("value=\"Tryghed A/S\""),
        "{}",
        refused.body
    );
    let told = desk.does(&invite);
    assert_eq!(told.status, 200, "{}", told.body);
    let (_, code) = told.body.split_once("<code>").unwrap();
    let code = code.split_once("</code>").unwrap().0.replace("<!>", "");
    assert_eq!(code.len(), 9);

    let folder = Mailed::Outside.folder(Language::Da);
    let letters = bench.letters_seen();
    let text = &letters.last().unwrap().text;
    assert!(!text.contains(&code) && !text.contains(ANNA), "{text}");
    let from = text.find(folder).unwrap();
    let link = text[from..from + folder.len() + 44].to_owned();

    // A scanner opens the link as often as it likes.
    for _ in 0..20 {
        let page = bench.get(&link);
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Otte cifre") && !page.body.contains("Tryghed"));
    }
    let enter = |code: &str| bench.send(&Ask::form(&link, &[("act", "enter"), ("code", code)]));
    let refused = enter("0000 0000");
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("Koden virker ikke"),
        "{}",
        refused.body
    );
    let inside = enter(&code);
    assert_eq!(inside.status, 200, "{}", inside.body);
    assert!(
        inside.body.contains("Sikre beskeder til Tryghed A/S"),
        "{}",
        inside.body
    );
    assert!(!inside.body.contains("Til jer alene"));
    assert_eq!(inside.all("set-cookie").len(), 0);

    let page = desk.staff_page().body;
    let (_, option) = page.split_once("<option value=\"person\"").unwrap();
    let (_, option) = option.split_once("<option value=\"").unwrap();
    let insurer = option.split_once('"').unwrap().0.to_owned();
    let sent = desk.sends(&insurer, "Til forsikringen", &[("aftale.pdf", b"aftale")]);
    assert_eq!(sent.status, 303, "{}", sent.body);
    let inside = enter(&code);
    let pass = hidden_value(&inside.body, "pass");
    let message = hidden_value(&inside.body, "message");
    let open = [("act", "open"), ("pass", &*pass), ("message", &*message)];
    let opened = bench.send(&Ask::form(&link, &open));
    assert!(opened.body.contains("Til forsikringen"), "{}", opened.body);
    let file = hidden_value(&opened.body, "file");
    let save = [("act", "file"), ("pass", &*pass), ("file", &*file)];
    let saved = bench.send(&Ask::form(&link, &save));
    is_saved(&saved, "aftale.pdf", b"aftale");

    let attempt = hidden_value(&opened.body, "attempt");
    let fields = [
        ("pass", &*pass),
        ("attempt", &*attempt),
        ("message", "Fra forsikringen"),
    ];
    let answer = with_files(&link, &fields, &[("police.pdf", b"police")]);
    for _ in 0..2 {
        let sent = bench.send(&answer);
        assert_eq!(sent.status, 200, "{}", sent.body);
        assert!(sent.body.contains("Beskeden er sendt."));
    }
    assert!(desk.staff_page().body.contains("Fra forsikringen"));
    let sent = "SELECT count(*) FROM secure_message WHERE from_us = 0 AND outsider IS NOT NULL";
    assert_eq!(bench.count(sent), 1, "sent twice is sent once");
    assert!(!desk.anna.get(&desk.own).body.contains("forsikringen"));

    // Without the code nothing is read, however large it is.
    let fields = [("attempt", &*attempt), ("message", "Hej"), ("pass", "x")];
    let refused = bench.send(&with_files(&link, &fields, &[("a", &[1; 100_000])]));
    assert_eq!(refused.status, 422);
    let shut_out = [("act", "shut-out"), ("outsider", &*insurer)];
    assert_eq!(desk.does(&shut_out).status, 303);
    assert_eq!(bench.send(&Ask::form(&link, &save)).status, 422);
    assert_eq!(enter(&code).status, 422);
}

#[test]
fn whoever_reads_a_mailbox_sends_something_securely_and_reads_the_answer_once_they_showed_who_they_are()
 {
    let bench = Bench::open();
    let page = at(RightsPage::Secure);
    assert!(
        bench
            .get("/kontakt")
            .body
            .contains(&format!("href=\"{page}\""))
    );
    let out = bench.get(page);
    assert_eq!(out.status, 303, "comes back to it once in");
    assert!(out.header("location").unwrap().contains("sikker-besked"));

    let mut anna = come_in(&bench, ANNA);
    assert!(anna.get(at(RightsPage::Start)).body.contains(page));
    let form = anna.get(page);
    assert!(
        form.body.contains("postkassen er din") && form.body.contains(at(RightsPage::SecondFactor))
    );
    let attempt = hidden_value(&form.body, "attempt");
    let fields = [("attempt", &*attempt), ("message", "Min sygemelding")];
    let ask = with_files(page, &fields, &[("papir.pdf", b"%PDF")]);
    for _ in 0..2 {
        let sent = anna.send(ask.clone());
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert_eq!(sent.header("location"), Some(&*format!("{page}#sendt")));
    }
    assert_eq!(
        bench.count("SELECT count(*) FROM secure_thread"),
        1,
        "sent twice is sent once"
    );
    assert!(!anna.get(page).body.contains("Min sygemelding"));
    let empty = anna.send(with_files(
        page,
        &[("attempt", &*attempt), ("message", " ")],
        &[],
    ));
    assert_eq!(empty.status, 422);
    assert!(
        empty.body.contains("id=\"message-error\""),
        "{}",
        empty.body
    );

    let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let list = lead.get(&bench, staff_at(StaffPage::Cases)).body;
    assert!(
        list.contains(ANNA) && list.contains("Venter på jeres svar."),
        "{list}"
    );
    let folder = staff_at(StaffPage::SecureThread);
    let (_, id) = list.split_once(&format!("href=\"{folder}/")).unwrap();
    let id = &id[..36];
    let staffs = format!("{folder}/{id}");
    let shown = lead.get(&bench, &staffs);
    assert!(shown.body.contains("Min sygemelding") && shown.body.contains("Gem papir.pdf"));
    let attempt = hidden_value(&shown.body, "attempt");
    let fields = [
        ("attempt", &*attempt),
        ("to", "person"),
        ("message", "Her er svaret"),
    ];
    bench.letters_seen();
    let sent = bench.send(&lead.ask(with_files(&staffs, &fields, &[])));
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert!(!bench.letters_seen().last().unwrap().text.contains("svaret"));

    let own = format!("{}/{id}", at(RightsPage::SecureThread));
    assert_eq!(anna.get(&own).status, 404, "a mailbox alone opens nothing");
    let (code, number) = code_for_anna(&bench, &mut lead);
    let unknown = lead.post(&bench, &staffs, &[("act", "give"), ("person", id)]);
    assert_eq!(unknown.status, 422);
    assert!(
        unknown.body.contains("id=\"person-error\""),
        "{}",
        unknown.body
    );
    let given = lead.post(&bench, &staffs, &[("act", "give"), ("person", &number)]);
    assert_eq!(given.status, 303, "{}", given.body);
    assert!(
        !lead
            .get(&bench, &staffs)
            .body
            .contains("Vi ved endnu ikke, hvem der skriver")
    );

    let code = [("person_code", &*code)];
    assert_eq!(
        anna.send(Ask::form(at(RightsPage::SecondFactor), &code))
            .status,
        303
    );
    assert!(anna.get(page).body.contains(&own));
    let read = anna.get(&own);
    assert!(read.body.contains("Min sygemelding") && !read.body.contains("Her er svaret"));
    let message = hidden_value(&read.body, "message");
    let open = [("act", "open"), ("message", &*message)];
    assert_eq!(anna.send(Ask::form(&own, &open)).status, 303);
    let read = anna.get(&own);
    assert!(read.body.contains("Her er svaret"));
    let attempt = hidden_value(&read.body, "attempt");
    let fields = [("attempt", &*attempt), ("message", "Tak")];
    assert_eq!(anna.send(with_files(&own, &fields, &[])).status, 303);
    assert!(lead.get(&bench, &staffs).body.contains("Tak"));

    let mut bo = come_in(&bench, "bo@example.dk");
    assert_eq!(bo.get(&own).status, 404);
    let host = bench.colleague("ole@example.dk", &[Role::EventHost]);
    assert_eq!(host.get(&bench, &staffs).status, 403);
}
