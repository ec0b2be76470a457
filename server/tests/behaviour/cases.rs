//! Cases in which people use their rights, over the network by forms alone: asked for, entered, and each gate met.

use app::address::{RightsPage, StaffPage};
use domain::access_answer::AccessAnswer;
use domain::staff::Role;
use jiff::SignedDuration;

use crate::bench::staff::{Colleague, at as staff_at, hidden_value};
use crate::bench::{ASSOCIATION, Answer, Ask, Bench, Browser, Plan};
use crate::contact::write_in;
use crate::events::{published, seated};
use crate::rights_in::{at, come_in};

const ANNA: &str = "anna.holm@example.dk";
/// Words of Anna's that nobody else may be shown.
const CANARY: &str = "kanariefuglen Pip";

/// Asks for rights, and gives the path of the case.
fn asks(browser: &mut Browser<'_>, rights: &[&str]) -> String {
    let path = format!("{}/{}", at(RightsPage::Ask), rights[0]);
    let form = browser.get(&path);
    let attempt = hidden_value(&form.body, "attempt");
    let mut fields = vec![("attempt", attempt.as_str()), ("message", CANARY)];
    fields.extend(rights.iter().map(|right| ("right", *right)));
    let answer = browser.send(Ask::form(&path, &fields));
    assert_eq!(answer.status, 303, "{}", answer.body);
    let target = answer.header("location").unwrap();
    target.trim_end_matches("#gemt").to_owned()
}

fn id_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

fn lead(bench: &Bench, email: &str) -> Colleague {
    bench.colleague(email, &[Role::DataProtectionLead])
}

fn case_path(own: &str) -> String {
    format!("{}/{}", staff_at(StaffPage::Case), id_of(own))
}

/// Where a step of the only request of a case is taken; none where its gate is closed.
fn step_of(bench: &Bench, lead: &mut Colleague, own: &str, step: &str) -> Option<String> {
    let page = lead.get(bench, &case_path(own)).body;
    let mut links = page.split("href=\"").skip(1);
    links.find_map(|link| {
        let link = &link[..link.find('"')?];
        let is_it = link.starts_with(staff_at(StaffPage::CaseStep)) && link.ends_with(step);
        is_it.then(|| link.to_owned())
    })
}

/// A step where it would be taken, though its gate is closed: what somebody types who knows addresses.
fn typed_step(open: &str, step: &str) -> String {
    let (ids, _) = open.rsplit_once('_').unwrap();
    format!("{ids}_{step}")
}

fn takes(bench: &Bench, lead: &mut Colleague, path: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<_> = [("act", "take")].iter().chain(fields).copied().collect();
    lead.post(bench, path, &fields)
}

#[test]
fn a_request_is_followed_from_the_first_press_to_the_answer() {
    let bench = Bench::open();
    assert_eq!(write_in(&bench, ANNA, "Kan I ringe?").status, 303);
    let mut anna = come_in(&bench, ANNA);
    let overview = anna.get(at(RightsPage::Start)).body;
    for right in ["access", "erasure", "objection", "complaint"] {
        let link = format!("{}/{right}", at(RightsPage::Ask));
        assert!(overview.contains(&link), "{right}");
    }
    let own = asks(&mut anna, &["access"]);
    let page = anna.get(&own).body;
    for said in [
        "Loven giver os højst til",
        "Sådan har vi regnet",
        CANARY,
        "Datatilsynet",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let mut lead = lead(&bench, "aase@example.dk");
    let queue = lead.get(&bench, staff_at(StaffPage::Cases)).body;
    assert!(queue.contains(ANNA) && queue.contains("Indsigt"));
    let fulfil = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    let preview = lead.get(&bench, &fulfil).body;
    assert!(
        preview.contains("Kan I ringe?"),
        "the copy is in the letter"
    );
    assert!(preview.contains("Svaret har alt, hvad artikel 15 kræver."));
    assert_eq!(takes(&bench, &mut lead, &fulfil, &[]).status, 303);
    let page = anna.get(&own).body;
    let answer = page.split("href=\"").skip(1).find_map(|link| {
        let link = &link[..link.find('"')?];
        link.starts_with(at(RightsPage::Answer)).then_some(link)
    });
    let answer = answer.unwrap().to_owned();
    let closed = anna.get(&answer).body;
    assert!(!closed.contains("Kan I ringe?"), "a look opens nothing");
    let mut file = |act| anna.send(Ask::form(&answer, &[("act", act)]));
    assert_eq!((file("pdf").status, file("json").status), (404, 404));
    let opened = file("open");
    assert_eq!(opened.status, 303);
    let printed = file("pdf");
    assert_eq!(printed.header("content-type"), Some("application/pdf"));
    assert!(printed.bytes().starts_with(b"%PDF-1.7"));
    let written = file("json");
    let letter: AccessAnswer = serde_json::from_slice(written.bytes()).unwrap();
    assert_eq!(letter.missing(), []);
    for attached in [printed, written] {
        let disposition = attached.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment"), "{disposition}");
        assert_eq!(attached.header("cache-control"), Some("no-store"));
    }
    assert!(anna.get(&answer).body.contains("Kan I ringe?"));
    let receipt = page.split("name=\"record\" value=\"").nth(1).unwrap();
    let fields = [("act", "receipt"), ("record", &receipt[..36])];
    let receipt = anna.send(Ask::form(&own, &fields));
    assert!(matches!(receipt.status, 200 | 503), "{}", receipt.status);
}

#[test]
fn an_answer_that_nobody_opens_is_printed_posted_and_ticked_off() {
    let bench = Bench::open();
    assert_eq!(write_in(&bench, ANNA, "Kan I ringe?").status, 303);
    let mut anna = come_in(&bench, ANNA);
    let own = asks(&mut anna, &["access"]);
    let mut lead = lead(&bench, "aase@example.dk");
    let fulfil = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    assert_eq!(takes(&bench, &mut lead, &fulfil, &[]).status, 303);
    let queue = lead.get(&bench, staff_at(StaffPage::Cases)).body;
    assert!(!queue.contains("Svar, som ingen har åbnet"));

    bench.wait(SignedDuration::from_hours(91 * 24));
    assert_eq!(lead.sign_in(&bench).status, 303);
    let queue = lead.get(&bench, staff_at(StaffPage::Cases)).body;
    assert!(queue.contains("Svar, som ingen har åbnet"));
    assert!(queue.contains("Send det med posten, eller ring"));
    let case = case_path(&own);
    assert!(queue.contains(&case));
    let page = lead.get(&bench, &case).body;
    assert!(page.contains("Siden"), "it cannot be opened any more");
    let answer = hidden_value(&page, "answer");
    let printed = lead.post(&bench, &case, &[("act", "answer-pdf"), ("answer", &answer)]);
    assert_eq!(printed.header("content-type"), Some("application/pdf"));
    assert!(printed.bytes().starts_with(b"%PDF-1.7"));

    let fields = [
        ("act", "see-to"),
        ("answer", &*answer),
        ("reason", "Brev 7"),
    ];
    let unsaid = lead.post(&bench, &case, &fields);
    assert_eq!(unsaid.status, 422);
    assert!(unsaid.body.contains("Brev 7") && unsaid.body.contains("krydset af, hvad du gjorde"));
    let fields: Vec<_> = [("seen_to", "posted")]
        .iter()
        .chain(&fields)
        .copied()
        .collect();
    assert_eq!(lead.post(&bench, &case, &fields).status, 303);
    let queue = lead.get(&bench, staff_at(StaffPage::Cases)).body;
    assert!(!queue.contains("Svar, som ingen har åbnet"));
    let page = lead.get(&bench, &case).body;
    assert!(page.contains("Vi sendte dig svaret med posten") && page.contains("Brev 7"));
    let again = lead.post(&bench, &case, &fields);
    assert_eq!(again.status, 404);
}

#[test]
fn a_number_that_does_not_belong_there_is_told_at_its_field_and_what_was_typed_stays() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let path = format!("{}/access", at(RightsPage::Ask));
    let attempt = hidden_value(&anna.get(&path).body, "attempt");
    let fields = [
        ("attempt", attempt.as_str()),
        ("right", "access"),
        ("message", "Mit nummer er 070761-4285"),
    ];
    let refused = anna.send(Ask::form(&path, &fields));
    assert_eq!(refused.status, 422);
    for said in [
        "href=\"#message\"",
        "id=\"message-error\"",
        "070761-4285</textarea>",
    ] {
        assert!(refused.body.contains(said), "{said}: {}", refused.body);
    }
    assert_eq!(bench.count("SELECT count(*) FROM rights_case"), 0);
}

#[test]
fn each_gate_is_met_at_its_form_and_says_what_opens_it() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let own = asks(&mut anna, &["access"]);
    let mut lead = lead(&bench, "aase@example.dk");
    let extend = step_of(&bench, &mut lead, &own, "extend").unwrap();

    let nothing = takes(&bench, &mut lead, &extend, &[("reason", "Der er meget")]);
    assert_eq!(nothing.status, 422);
    assert!(
        nothing.body.contains("Der er meget"),
        "what was typed stays"
    );
    let without_reason = [("cause", "complexity"), ("reason", " ")];
    assert_eq!(
        takes(&bench, &mut lead, &extend, &without_reason).status,
        422
    );

    let refuse = step_of(&bench, &mut lead, &own, "_refuse").unwrap();
    let other_right = [("ground", "accurate"), ("reason", "Fordi")];
    assert_eq!(takes(&bench, &mut lead, &refuse, &other_right).status, 422);
    assert_eq!(
        takes(&bench, &mut lead, &refuse, &[("reason", "Fordi")]).status,
        422
    );

    // Only somebody asked cannot be identified.
    let cannot = typed_step(&extend, "cannot-identify");
    assert_eq!(
        takes(&bench, &mut lead, &cannot, &[("reason", "Hvem?")]).status,
        409
    );
    let withdraw = typed_step(&extend, "withdraw");
    assert_eq!(takes(&bench, &mut lead, &withdraw, &[]).status, 409);
    for step in ["lift", "notify-lift", "go-on", "reopen", "confirm-refusal"] {
        let path = typed_step(&extend, step);
        let refused = takes(&bench, &mut lead, &path, &[("reason", "Fordi")]);
        assert_eq!(refused.status, 409, "{step}");
    }

    // One alone proposes, and neither agrees with themselves nor at once.
    let propose = step_of(&bench, &mut lead, &own, "propose-refusal").unwrap();
    let excessive = [("ground", "excessive"), ("reason", "Det er det tiende")];
    assert_eq!(takes(&bench, &mut lead, &propose, &excessive).status, 303);
    let confirm = typed_step(&extend, "confirm-refusal");
    let alone = takes(&bench, &mut lead, &confirm, &[("reason", "Ja")]);
    assert_eq!(alone.status, 409);
    let mut other = self::lead(&bench, "bodil@example.dk");
    let case = lead.get(&bench, &case_path(&own)).body;
    assert!(case.contains("En kollega skal godkende det."));
    assert_eq!(
        takes(&bench, &mut other, &confirm, &[("reason", "Ja")]).status,
        303
    );
    let page = anna.get(&own).body;
    assert!(page.contains("Du kan også gå til domstolene."));
    assert!(
        !page.contains("Et afslag blev foreslået"),
        "only what came of it"
    );
}

#[test]
fn an_extension_after_its_date_is_refused_and_names_the_day() {
    let bench = Bench::open();
    let mut lead = lead(&bench, "aase@example.dk");
    let new = staff_at(StaffPage::NewCase);
    let form = lead.get(&bench, new).body;
    let attempt = hidden_value(&form, "attempt");
    let today = hidden_or_value(&form, "received");
    let received = jiff::civil::Date::strptime("%Y-%m-%d", &today).unwrap();
    let received = received
        .checked_sub(jiff::Span::new().days(60))
        .unwrap()
        .to_string();
    let fields = [
        ("attempt", attempt.as_str()),
        ("right", "access"),
        ("channel", "letter"),
        ("received", &received),
        ("name", "Anna Holm"),
        ("email", ANNA),
        ("post", ""),
        ("words", "Alt"),
        ("behalf", ""),
        ("reason", ""),
        ("language", "da"),
    ];
    let entered = lead.post(&bench, new, &fields);
    assert_eq!(entered.status, 303, "{}", entered.body);
    let own = entered
        .header("location")
        .unwrap()
        .trim_end_matches("#gemt")
        .to_owned();
    let page = lead.get(&bench, &own).body;
    assert!(page.contains("Forlængelsen skulle være meddelt senest"));
    assert!(step_of(&bench, &mut lead, &own, "extend").is_none());
    let fulfil = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    let extend = typed_step(&fulfil, "extend");
    let fields = [("cause", "number"), ("reason", "Travlt")];
    let refused = takes(&bench, &mut lead, &extend, &fields);
    assert_eq!(refused.status, 409);
    // The late answer stays possible.
    assert!(step_of(&bench, &mut lead, &own, "_refuse").is_some());
}

fn hidden_or_value(page: &str, name: &str) -> String {
    let field = page
        .split("<input")
        .find(|input| input.contains(&format!("name=\"{name}\"")));
    let field = field.unwrap();
    let from = field.find("value=\"").unwrap() + 7;
    field[from..from + field[from..].find('"').unwrap()].to_owned()
}

#[test]
fn what_needs_a_day_is_refused_at_its_form_until_then() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let own = asks(&mut anna, &["restriction"]);
    let refused = asks(&mut anna, &["access"]);
    let mut lead = lead(&bench, "aase@example.dk");

    let restrict = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    assert_eq!(takes(&bench, &mut lead, &restrict, &[]).status, 422);
    let unlawful = [("ground", "unlawful")];
    assert_eq!(takes(&bench, &mut lead, &restrict, &unlawful).status, 303);
    let lift = typed_step(&restrict, "lift");
    assert_eq!(takes(&bench, &mut lead, &lift, &[]).status, 409);
    let notify = step_of(&bench, &mut lead, &own, "notify-lift").unwrap();
    assert_eq!(takes(&bench, &mut lead, &notify, &[]).status, 422);
    let why = [("reason", "Det er rettet")];
    assert_eq!(takes(&bench, &mut lead, &notify, &why).status, 303);
    assert_eq!(takes(&bench, &mut lead, &lift, &[]).status, 409);

    let extend = step_of(&bench, &mut lead, &refused, "extend").unwrap();
    let longer = [("cause", "complexity"), ("reason", "Der er meget")];
    assert_eq!(takes(&bench, &mut lead, &extend, &longer).status, 303);
    let once_more = takes(&bench, &mut lead, &extend, &longer);
    assert_eq!(once_more.status, 409, "once is all");

    // Nobody else may decide, so whoever proposed it sleeps on it.
    let propose = step_of(&bench, &mut lead, &refused, "propose-refusal").unwrap();
    let excessive = [("ground", "excessive"), ("reason", "Det er det tiende")];
    assert_eq!(takes(&bench, &mut lead, &propose, &excessive).status, 303);
    let confirm = typed_step(&propose, "confirm-refusal");
    let at_once = takes(&bench, &mut lead, &confirm, &[("reason", "Ja")]);
    assert_eq!(at_once.status, 409);

    bench.wait(jiff::SignedDuration::from_hours(24));
    assert_eq!(lead.sign_in(&bench).status, 303);
    assert_eq!(takes(&bench, &mut lead, &lift, &[]).status, 303);
    assert_eq!(takes(&bench, &mut lead, &confirm, &[]).status, 422);
    let why = [("reason", "Jeg har sovet på det")];
    assert_eq!(takes(&bench, &mut lead, &confirm, &why).status, 303);
}

#[test]
fn an_answer_that_lacks_something_and_an_erasure_that_leaves_something_open_are_refused() {
    // A register that does not say what an enquiry holds.
    let (before, contact) = ASSOCIATION.split_once("[purpose.contact]").unwrap();
    let (head, after) = contact.split_once("data = [").unwrap();
    let (_, after) = after.split_once("]\n").unwrap();
    let register = format!("{before}[purpose.contact]{head}data = []\n{after}");
    let bench = Bench::with(Plan {
        register,
        ..Plan::default()
    });
    assert_eq!(write_in(&bench, ANNA, "Kan I ringe?").status, 303);
    bench.letters_seen();
    let mut anna = come_in(&bench, ANNA);
    let own = asks(&mut anna, &["access"]);
    let mut lead = lead(&bench, "aase@example.dk");
    let answer = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    let page = lead.get(&bench, &answer).body;
    assert!(page.contains("Svaret mangler:"), "{page}");
    assert_eq!(takes(&bench, &mut lead, &answer, &[]).status, 409);

    let own = asks(&mut anna, &["erasure"]);
    let erase = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    let nothing = takes(&bench, &mut lead, &erase, &[]);
    assert_eq!(nothing.status, 422, "{}", nothing.body);
    assert_eq!(bench.count("SELECT count(*) FROM thread"), 1);
}

#[test]
fn whoever_stopped_the_use_is_counted_and_not_named_and_a_door_shows_one_once() {
    let bench = Bench::open();
    let (mut host, own, public) = published(&bench);
    seated(&bench, &public, ANNA);
    assert_eq!(write_in(&bench, ANNA, CANARY).status, 303);
    let mut anna = come_in(&bench, ANNA);
    let case = asks(&mut anna, &["restriction"]);
    let mut lead = lead(&bench, "lea@example.dk");
    let fulfil = step_of(&bench, &mut lead, &case, "fulfil").unwrap();
    let ground = [("ground", "accuracy-contested")];
    assert_eq!(takes(&bench, &mut lead, &fulfil, &ground).status, 303);

    let enquiries = lead.get(&bench, staff_at(StaffPage::Enquiries)).body;
    assert!(enquiries.contains("Må kun gemmes"), "{enquiries}");
    assert!(enquiries.contains(&case_path(&case)), "{enquiries}");
    let door_list = own.replace(staff_at(StaffPage::Event), staff_at(StaffPage::CheckIn));
    let event = host.get(&bench, &own).body;
    let list = host.get(&bench, &door_list).body;
    for page in [&enquiries, &event, &list] {
        assert!(!page.contains("Anna") && !page.contains(ANNA), "{page}");
    }
    for page in [&event, &list] {
        assert!(page.contains("Nr. 1: har plads, 1 i alt"), "{page}");
        assert!(
            !page.contains(staff_at(StaffPage::Case)),
            "a host opens no cases"
        );
    }
    assert!(list.contains("Forventet: 1"), "{list}");

    let (_, seat) = event.split_once("<select id=\"seat\"").unwrap();
    let (_, seat) = seat.split_once("value=\"").unwrap();
    let seat = &seat[..36];
    for (fields, field) in [
        (&[("door", ""), ("reason", "Fordi")][..], "door-error"),
        (&[("door", "legal-claim"), ("reason", " ")], "reason-error"),
    ] {
        let fields: Vec<_> = [("act", "door"), ("seat", seat)]
            .iter()
            .chain(fields)
            .copied()
            .collect();
        let refused = host.post(&bench, &own, &fields);
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(field), "{field}: {}", refused.body);
        assert!(!refused.body.contains(ANNA));
    }
    let release = [("act", "release"), ("seat", seat)];
    assert_eq!(host.post(&bench, &own, &release).status, 409);
    let open = [
        ("act", "door"),
        ("seat", seat),
        ("door", "legal-claim"),
        ("reason", "Retssag 12"),
    ];
    let shown = host.post(&bench, &own, &open);
    assert_eq!(shown.status, 200, "{}", shown.body);
    assert!(shown.body.contains(ANNA) && shown.body.contains("Anna Bech"));
    assert!(
        !host.get(&bench, &own).body.contains(ANNA),
        "once is not always"
    );
    let seen = anna.get(&case).body;
    assert!(seen.contains("Retssag 12"), "the person sees which and why");
}

#[test]
fn a_post_is_asked_about_with_where_it_is_and_ticked_off() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let path = format!("{}/post-removal", at(RightsPage::Ask));
    let form = anna.get(&path).body;
    assert!(form.contains("Hvor står opslaget?"), "{form}");
    let other = anna.get(&format!("{}/access", at(RightsPage::Ask))).body;
    assert!(
        !other.contains("value=\"post-removal\""),
        "a post is asked about on its own page"
    );
    let attempt = hidden_value(&form, "attempt");
    let mut fields = [
        ("attempt", attempt.as_str()),
        ("right", "post-removal"),
        ("message", CANARY),
        ("location", " "),
    ];
    let refused = anna.send(Ask::form(&path, &fields));
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("id=\"location-error\""),
        "{}",
        refused.body
    );
    assert!(refused.body.contains(CANARY));
    fields[3].1 = "https://plazanet.example/opslag/12 <b>";
    let asked = anna.send(Ask::form(&path, &fields));
    assert_eq!(asked.status, 303, "{}", asked.body);
    let own = asked
        .header("location")
        .unwrap()
        .trim_end_matches("#gemt")
        .to_owned();

    let mut lead = lead(&bench, "aase@example.dk");
    let page = lead.get(&bench, &case_path(&own)).body;
    assert!(
        page.contains("https://plazanet.example/opslag/12 &lt;b&gt;"),
        "{page}"
    );
    assert!(
        page.contains("Opgave: fjern opslaget") && page.contains("Sæt hak: opslaget er fjernet")
    );
    let tick = step_of(&bench, &mut lead, &own, "fulfil").unwrap();
    assert_eq!(
        takes(&bench, &mut lead, &tick, &[("reason", " ")]).status,
        422
    );
    bench.letters_seen();
    let done = [("reason", "Slettet på Plazanet i dag")];
    assert_eq!(takes(&bench, &mut lead, &tick, &done).status, 303);
    assert_eq!(
        bench.letters_seen().len(),
        1,
        "the person is told that there is news"
    );
    assert!(anna.get(&own).body.contains("Slettet på Plazanet i dag"));
    assert!(
        !lead
            .get(&bench, &case_path(&own))
            .body
            .contains("Opgave: fjern opslaget")
    );
}
