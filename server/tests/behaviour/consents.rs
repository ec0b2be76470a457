//! Consent to a named disclosure or collection, and disclosures noted from a phone, over the network by forms alone.

use app::address::{RightsPage, StaffPage};
use domain::staff::Role;

use crate::bench::staff::{Colleague, at as staff_at, hidden_value};
use crate::bench::{Answer, Ask, Bench, Browser, Plan};
use crate::rights_in::{at, come_in};

const ADVISER: &str = include_str!("../../../registers/adviser.toml");
const ANNA: &str = "anna@example.dk";
const WHAT: &str = "Lægeerklæringen fra juni";

fn bench() -> Bench {
    Bench::with(Plan {
        register: ADVISER.to_owned(),
        ..Plan::default()
    })
}

/// A case of Anna's, who showed who she is, and a colleague who answers for rights.
struct Desk<'b> {
    bench: &'b Bench,
    anna: Browser<'b>,
    lead: Colleague,
    case: String,
    consents: String,
}

/// Gives somebody a code, which they type.
fn shows_who(bench: &Bench, lead: &mut Colleague, browser: &mut Browser<'_>, email: &str) {
    let make = [
        ("act", "make"),
        ("email", email),
        ("vouched", "met"),
        ("person", ""),
    ];
    let told = lead.post(bench, staff_at(StaffPage::PersonCode), &make);
    let (_, code) = told.body.split_once("<code>").expect("a code");
    let code = code.split_once("</code>").unwrap().0.replace("<!>", "");
    let typed = [("person_code", &*code)];
    let shown = browser.send(Ask::form(at(RightsPage::SecondFactor), &typed));
    assert_eq!(shown.status, 303, "{}", shown.body);
}

impl<'b> Desk<'b> {
    fn open(bench: &'b Bench) -> Self {
        let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
        let mut anna = come_in(bench, ANNA);
        shows_who(bench, &mut lead, &mut anna, ANNA);
        let ask = format!("{}/access", at(RightsPage::Ask));
        let attempt = hidden_value(&anna.get(&ask).body, "attempt");
        let fields = [("attempt", &*attempt), ("right", "access"), ("message", "")];
        let asked = anna.send(Ask::form(&ask, &fields));
        let target = asked.header("location").unwrap();
        let case = target.rsplit_once('/').unwrap().1;
        let case = case.split('#').next().unwrap().to_owned();
        bench.letters_seen();
        Self {
            bench,
            anna,
            lead,
            consents: format!("{}/{case}", staff_at(StaffPage::CaseConsents)),
            case,
        }
    }

    /// Staff ask, with `changed` in place of what the form would say.
    fn asks(&mut self, changed: &[(&str, &str)]) -> Answer {
        let page = self.lead.get(self.bench, &self.consents);
        let attempt = hidden_value(&page.body, "attempt");
        let standing = [
            ("act", "ask"),
            ("attempt", &*attempt),
            ("direction", "give"),
            ("sender", ""),
            ("recipient", "Nordvand"),
            ("data", WHAT),
            ("what_for", "At de betaler forløbet"),
            ("purpose", "tell-insurer"),
            ("lasts", ""),
            ("answer", ""),
            ("how", "speech"),
            ("reason", ""),
            ("said_on", ""),
        ];
        let fields = standing.map(|(name, value)| {
            let changed = changed.iter().find(|(other, _)| *other == name);
            (name, changed.map_or(value, |(_, value)| value))
        });
        self.lead.post(self.bench, &self.consents, &fields)
    }

    /// Where the question stands that waits for Anna.
    fn question(&mut self) -> String {
        let page = self.anna.get(at(RightsPage::Start)).body;
        let mut links = page.split("href=\"").skip(1);
        let found = links.find_map(|link| {
            let link = &link[..link.find('"')?];
            link.starts_with(at(RightsPage::Consent))
                .then(|| link.to_owned())
        });
        found.expect("a question")
    }

    fn presses(&mut self, question: &str, act: &str) -> Answer {
        self.anna.send(Ask::form(question, &[("act", act)]))
    }

    fn notes(&mut self, path: &str, changed: &[(&str, &str)]) -> Answer {
        let page = self.lead.get(self.bench, path);
        let attempt = hidden_value(&page.body, "attempt");
        let mut fields = vec![
            ("act", "note"),
            ("attempt", &*attempt),
            ("how", "meeting"),
            ("when", ""),
        ];
        fields.extend(changed);
        self.lead.post(self.bench, path, &fields)
    }
}

#[test]
fn a_question_is_asked_answered_and_taken_back_by_buttons() {
    let bench = bench();
    let mut desk = Desk::open(&bench);
    assert_eq!(desk.asks(&[]).status, 303);
    let letters = bench.letters_seen();
    let [letter] = letters.as_slice() else {
        panic!("one mail");
    };
    assert!(!letter.text.contains(WHAT) && !letter.text.contains("Nordvand"));
    assert!(letter.text.contains(at(RightsPage::Start)));
    let question = desk.question();
    let page = desk.anna.get(&question).body;
    for said in [
        "Må vi give oplysninger om dig videre?",
        WHAT,
        "Nordvand",
        "GDPR 6(1)(a), GDPR 9(2)(a)",
        "Et nej koster dig ikke noget",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let button = |value: &str| {
        let mut buttons = page.split("<button ").skip(1);
        let tag = buttons.find(|tag| tag.contains(&format!("value=\"{value}\"")));
        tag.unwrap().split('>').next().unwrap().replace(value, "")
    };
    assert_eq!(button("yes"), button("no"), "yes and no are alike");
    assert_eq!(desk.presses(&question, "yes").status, 303);
    let page = desk.anna.get(&question).body;
    assert!(page.contains("Du sagde ja her på siden"), "{page}");
    let record = hidden_value(&page, "record");
    bench.signed();
    let fields = [("act", "receipt"), ("record", &*record)];
    let receipt = desk.anna.send(Ask::form(&question, &fields));
    assert_eq!(receipt.status, 200, "{}", receipt.body);
    assert!(receipt.body.contains("samtykke/named-consent/1"));
    assert_eq!(desk.presses(&question, "take-back").status, 303);
    assert!(
        desk.anna
            .get(&question)
            .body
            .contains("Du trak det tilbage her på siden")
    );
    let seen = desk.lead.get(&bench, &desk.consents).body;
    assert!(seen.contains("Du trak det tilbage"));
    let late = desk.presses(&question, "yes");
    assert_eq!(
        late.status, 409,
        "a yes that was taken back does not come again"
    );
    assert_eq!(desk.presses(&question, "maybe").status, 422);
}

#[test]
fn what_staff_wrote_down_is_shown_and_the_person_says_that_it_was_not_so() {
    let bench = bench();
    let mut desk = Desk::open(&bench);
    let lacks = desk.asks(&[("answer", "yes"), ("said_on", "2026-11-20")]);
    assert_eq!(lacks.status, 422);
    assert!(lacks.body.contains("id=\"reason-error\"") && lacks.body.contains(WHAT));
    let recorded = [
        ("answer", "yes"),
        ("reason", "Ja ja, spørg bare <dem>"),
        ("said_on", "2026-11-20"),
        ("direction", "fetch"),
        ("sender", "Lægehuset"),
        ("recipient", ""),
        ("purpose", "collect-health"),
    ];
    assert_eq!(desk.asks(&recorded).status, 303);
    let question = desk.question();
    let page = desk.anna.get(&question).body;
    assert!(page.contains("Ja ja, spørg bare &lt;dem&gt;"), "{page}");
    let empty = [("act", "set-beside"), ("reason", " ")];
    let refused = desk.anna.send(Ask::form(&question, &empty));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"reason-error\""));
    let beside = [("act", "set-beside"), ("reason", "Jeg sagde kun juni")];
    assert_eq!(desk.anna.send(Ask::form(&question, &beside)).status, 303);
    let seen = desk.lead.get(&bench, &desk.consents).body;
    assert!(seen.contains("Jeg sagde kun juni"));
    assert_eq!(desk.presses(&question, "never-said").status, 303);
    let page = desk.anna.get(&question).body;
    assert!(page.contains("Så det gælder ikke."), "{page}");
}

#[test]
fn nobody_else_reaches_a_question_and_a_mailed_code_alone_does_not_either() {
    let bench = bench();
    let mut desk = Desk::open(&bench);
    assert_eq!(desk.asks(&[]).status, 303);
    bench.letters_seen();
    let question = desk.question();
    let mut again = come_in(&bench, ANNA);
    let mut partner = come_in(&bench, ANNA);
    shows_who(&bench, &mut desk.lead, &mut partner, ANNA);
    for stranger in [&mut again, &mut partner] {
        assert!(
            !stranger
                .get(at(RightsPage::Start))
                .body
                .contains("Nordvand")
        );
        let page = stranger.get(&question);
        assert_eq!(page.status, 404);
        assert!(!page.body.contains(WHAT));
        for act in ["yes", "no", "take-back", "never-said", "set-beside"] {
            let fields = [("act", act), ("reason", "Nej")];
            let answer = stranger.send(Ask::form(&question, &fields));
            assert_eq!(answer.status, 404, "{act}");
        }
    }
    let out = bench.send(&Ask::form(&question, &[("act", "yes")]));
    assert_eq!(out.status, 303, "who is not in comes in first");
    let worker = bench.colleague("bodil@example.dk", &[Role::CaseWorker]);
    assert_eq!(worker.get(&bench, &desk.consents).status, 403);
    assert_eq!(bench.count("SELECT count(*) FROM record WHERE kind = 1"), 0);
}

#[test]
fn a_disclosure_is_noted_from_a_case_with_nothing_typed_and_undone_with_a_trace() {
    let bench = bench();
    let mut desk = Desk::open(&bench);
    assert_eq!(desk.asks(&[]).status, 303);
    let question = desk.question();
    assert_eq!(desk.presses(&question, "yes").status, 303);
    let path = format!("{}/{}", staff_at(StaffPage::CaseDisclosure), desk.case);
    let page = desk.lead.get(&bench, &path).body;
    let fields = page.matches("<div class=\"field\">").count();
    assert_eq!(fields, 5, "one screen of a phone");
    let (_, basis) = page.split_once("value=\"consent:").unwrap();
    let basis = format!("consent:{}", &basis[..36]);
    let noted = desk.notes(&path, &[("basis", &basis)]);
    assert_eq!(noted.status, 303, "{}", noted.body);
    let one = noted.header("location").unwrap();
    let one = one.split('#').next().unwrap().to_owned();
    let page = desk.lead.get(&bench, &one).body;
    assert!(page.contains("Nordvand") && page.contains(WHAT));
    let overview = desk.anna.get(at(RightsPage::Start)).body;
    assert!(
        overview.contains("Oplysninger, vi har givet videre"),
        "{overview}"
    );
    assert!(overview.contains("sagt på et møde"));
    let lacks = desk
        .lead
        .post(&bench, &one, &[("act", "undo"), ("reason", "")]);
    assert_eq!(lacks.status, 422);
    assert!(lacks.body.contains("id=\"reason-error\""));
    let undo = [("act", "undo"), ("reason", "Det var i går")];
    assert_eq!(desk.lead.post(&bench, &one, &undo).status, 303);
    assert!(desk.lead.get(&bench, &one).body.contains("Det var i går"));
    let overview = desk.anna.get(at(RightsPage::Start)).body;
    assert!(overview.contains("Det var i går"), "the trace stays");
    assert!(
        desk.lead.get(&bench, &path).body.contains(&one),
        "listed by its case"
    );
}

#[test]
fn a_case_worker_notes_by_mailbox_and_what_is_wrong_is_told_beside_its_field() {
    let bench = bench();
    let mut desk = Desk::open(&bench);
    assert_eq!(desk.asks(&[]).status, 303);
    let question = desk.question();
    assert_eq!(desk.presses(&question, "yes").status, 303);
    let mut worker = bench.colleague("bodil@example.dk", &[Role::CaseWorker]);
    let path = staff_at(StaffPage::NoteDisclosure);
    let page = worker.get(&bench, path);
    assert_eq!(page.status, 200, "{}", page.body);
    let attempt = hidden_value(&page.body, "attempt");
    let standing = [
        ("act", "note"),
        ("attempt", &*attempt),
        ("email", ANNA),
        ("basis", "consent"),
        ("recipient", "Nordvand"),
        ("data", ""),
        ("when", ""),
        ("how", "phone"),
    ];
    for (place, value, error) in [
        (2, "anna", "email-error"),
        (3, "", "basis-error"),
        (4, "Fjeldbo", "basis-error"),
        (6, "2030-01-01T10:00", "when-error"),
        (7, "", "how-error"),
    ] {
        let mut fields = standing;
        fields[place].1 = value;
        let refused = worker.post(&bench, path, &fields);
        assert_eq!(refused.status, 422, "{error}");
        assert!(refused.body.contains(&format!("id=\"{error}\"")), "{error}");
        assert!(refused.body.contains("aria-invalid=\"true\""), "{error}");
    }
    assert_eq!(bench.count("SELECT count(*) FROM noted_disclosure"), 0);
    let noted = worker.post(&bench, path, &standing);
    assert_eq!(noted.status, 303, "{}", noted.body);
    assert_eq!(worker.post(&bench, path, &standing).status, 303);
    assert_eq!(bench.count("SELECT count(*) FROM noted_disclosure"), 1);
    let host = bench.colleague("ole@example.dk", &[Role::EventHost]);
    assert_eq!(host.get(&bench, path).status, 403);
    let one = noted.header("location").unwrap().split('#').next().unwrap();
    assert_eq!(host.get(&bench, one).status, 403);
}
