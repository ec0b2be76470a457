//! Forms that are saved to go on with later, over the network without script.

use app::address::RightsPage;

use crate::bench::staff::hidden_value;
use crate::bench::{Answer, Ask, Bench, Browser};
use crate::rights_in::{at, come_in};
use crate::secure_messages::Desk;

const ANNA: &str = "anna@example.dk";

fn form() -> String {
    format!("{}/access", at(RightsPage::Ask))
}

fn keeps(browser: &mut Browser<'_>, words: &str, more: &[(&str, &str)]) -> Answer {
    let attempt = hidden_value(&browser.get(&form()).body, "attempt");
    let fields = [
        ("attempt", &*attempt),
        ("right", "access"),
        ("message", words),
        ("act", "keep"),
    ];
    let fields: Vec<_> = fields.iter().chain(more).copied().collect();
    browser.send(Ask::form(&form(), &fields))
}

#[test]
fn a_request_is_saved_gone_on_with_in_another_browser_and_sent() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let page = anna.get(&form()).body;
    assert!(page.contains("Gem og fortsæt senere"));
    assert!(page.contains("Vi gemmer kladden i 30 dage"));
    let kept = keeps(&mut anna, "Det <b>handler</b> om", &[("right", "erasure")]);
    let back = format!("{}#gemt", at(RightsPage::Start));
    assert_eq!((kept.status, kept.header("location")), (303, Some(&*back)));
    assert!(!bench.content().contains("handler</b>"), "it lies sealed");

    let mut phone = come_in(&bench, ANNA);
    let overview = phone.get(at(RightsPage::Start)).body;
    assert!(overview.contains("Gemt til senere"));
    assert!(overview.contains(&format!("href=\"{}\"", form())));
    let page = phone.get(&form()).body;
    assert!(page.contains("Det &lt;b&gt;handler&lt;/b&gt; om"));
    let (_, erasure) = page.split_once("id=\"right-erasure\"").unwrap();
    assert!(erasure.split('>').next().unwrap().contains("checked"));

    let attempt = hidden_value(&page, "attempt");
    let fields = [
        ("attempt", &*attempt),
        ("right", "access"),
        ("message", "Det handler om min have"),
    ];
    assert_eq!(phone.send(Ask::form(&form(), &fields)).status, 303);
    let overview = anna.get(at(RightsPage::Start)).body;
    assert!(!overview.contains("Gemt til senere"));
    assert!(!anna.get(&form()).body.contains("&lt;b&gt;handler"));
    assert_eq!(bench.count("SELECT count(*) FROM portal_draft"), 0);
}

#[test]
fn a_draft_is_thrown_away_by_its_writer_and_reached_by_nobody_else() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    assert_eq!(keeps(&mut anna, "Kanariefugl", &[]).status, 303);
    let overview = anna.get(at(RightsPage::Start)).body;
    let (before, _) = overview.split_once("value=\"throw-draft\"").unwrap();
    let (_, id) = before.rsplit_once("name=\"id\" value=\"").unwrap();
    let fields = [("act", "throw-draft"), ("id", &id[..36])];
    let mut bo = come_in(&bench, "bo@example.dk");
    for path in [form(), at(RightsPage::Start).to_owned()] {
        assert!(!bo.get(&path).body.contains("Kanariefugl"));
    }
    let thrown = bo.send(Ask::form(at(RightsPage::Start), &fields));
    assert_eq!(thrown.status, 404);
    let out = bench.send(&Ask::form(at(RightsPage::Start), &fields));
    assert_eq!(out.status, 303);
    assert_eq!(bench.count("SELECT count(*) FROM portal_draft"), 1);
    let thrown = anna.send(Ask::form(at(RightsPage::Start), &fields));
    assert_eq!(thrown.status, 303);
    assert_eq!(bench.count("SELECT count(*) FROM portal_draft"), 0);
}

#[test]
fn what_could_not_be_sent_is_not_saved_and_stays_in_the_form() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let refused = keeps(&mut anna, "Mit nummer er 010190-1234", &[]);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Mit nummer er 010190-1234"));
    assert_eq!(keeps(&mut anna, "", &[]).status, 422);
    assert_eq!(keeps(&mut anna, &"a".repeat(5_001), &[]).status, 422);
    assert_eq!(keeps(&mut anna, &"a".repeat(40_000), &[]).status, 413);
    assert_eq!(bench.count("SELECT count(*) FROM portal_draft"), 0);
}

#[test]
fn a_secure_message_is_saved_without_files_and_needs_the_second_factor_again() {
    let bench = Bench::open();
    let mut desk = Desk::open(&bench);
    let page = desk.anna.get(&desk.own).body;
    assert!(page.contains("formenctype=\"application/x-www-form-urlencoded\""));
    assert!(page.contains("Filer gemmes ikke."));
    let fields = [
        ("attempt", &*hidden_value(&page, "attempt")),
        ("message", "Min læge siger"),
        ("files", "brev.pdf"),
        ("act", "keep"),
    ];
    let kept = desk.anna.send(Ask::form(&desk.own, &fields));
    let back = format!("{}#gemt", at(RightsPage::Start));
    assert_eq!((kept.status, kept.header("location")), (303, Some(&*back)));
    assert!(
        desk.anna
            .get(at(RightsPage::Start))
            .body
            .contains("En sikker besked om din sag")
    );
    assert!(desk.anna.get(&desk.own).body.contains("Min læge siger"));
    assert!(!desk.staff_page().body.contains("Min læge siger"));

    let mut mailbox = come_in(&bench, ANNA);
    let overview = mailbox.get(at(RightsPage::Start)).body;
    assert!(!overview.contains("Gemt til senere") && !overview.contains("Min læge siger"));
    assert_eq!(mailbox.send(Ask::form(&desk.own, &fields)).status, 404);

    assert_eq!(desk.writes("Min læge siger det hele", &[]).status, 303);
    assert!(
        !desk
            .anna
            .get(at(RightsPage::Start))
            .body
            .contains("Gemt til senere")
    );
    assert_eq!(bench.count("SELECT count(*) FROM portal_draft"), 0);
}
