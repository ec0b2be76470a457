//! Showing which person one is: staff make a code and are shown it once, the person types it, and the session gets
//! another token.

use app::address::{RightsPage, StaffPage};
use domain::staff::Role;

use crate::bench::staff::{SESSION, at as staff_at};
use crate::bench::{Ask, Bench};
use crate::rights_in::{at, come_in};

const ANNA: &str = "anna@example.dk";

/// The code on the letter that staff are shown.
pub(crate) fn code_on(page: &str) -> String {
    let (_, after) = page.split_once("<code>").expect("a code");
    let (code, _) = after.split_once("</code>").unwrap();
    code.replace("<!>", "")
}

#[test]
fn a_code_that_staff_made_shows_the_person_in_the_session_that_it_is_typed_in() {
    let bench = Bench::open();
    let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let page = lead.get(&bench, staff_at(StaffPage::PersonCode));
    assert_eq!(page.status, 200);
    let fields = [
        ("act", "make"),
        ("email", ANNA),
        ("vouched", "met"),
        ("person", ""),
    ];
    let told = lead.post(&bench, staff_at(StaffPage::PersonCode), &fields);
    assert_eq!(told.status, 200, "{}", told.body);
    assert!(told.body.contains("/dine-oplysninger"));
    let code = code_on(&told.body);
    assert_eq!(code.len(), 11);
    let again = lead.get(&bench, staff_at(StaffPage::PersonCode));
    assert!(!again.body.contains(&code), "told once");
    let mut anna = come_in(&bench, ANNA);
    let before = anna.cookies[SESSION].clone();
    let refused = anna.send(Ask::form(
        at(RightsPage::SecondFactor),
        &[("person_code", "AAAAA-AAAAA")],
    ));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("id=\"person_code-error\""));
    assert!(!refused.body.contains("AAAAA-AAAAA"));
    let shown = anna.send(Ask::form(
        at(RightsPage::SecondFactor),
        &[("person_code", &code)],
    ));
    let back = format!("{}#gemt", at(RightsPage::SecondFactor));
    assert_eq!(
        (shown.status, shown.header("location")),
        (303, Some(&*back))
    );
    assert_ne!(anna.cookies[SESSION], before);
    let page = anna.get(at(RightsPage::SecondFactor));
    assert!(page.body.contains("Du har vist, hvem du er"));
    anna.cookies.insert(SESSION.to_owned(), before);
    assert_eq!(
        anna.get(at(RightsPage::SecondFactor)).status,
        303,
        "the token from before opens nothing"
    );
}

#[test]
fn what_staff_type_wrong_is_told_and_only_those_who_answer_for_rights_come_here() {
    let bench = Bench::open();
    let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    for (fields, error) in [
        (&[("email", ANNA), ("person", "")][..], "vouched-error"),
        (&[("email", "anna"), ("vouched", "met")][..], "email-error"),
        (
            &[("email", ANNA), ("vouched", "met"), ("person", "7")][..],
            "person-error",
        ),
        (
            &[
                ("email", ANNA),
                ("vouched", "posted"),
                ("person", "00000000-0000-7000-8000-000000000007"),
            ][..],
            "person-error",
        ),
    ] {
        let refused = lead.post(&bench, staff_at(StaffPage::PersonCode), fields);
        assert_eq!(refused.status, 422, "{error}");
        assert!(refused.body.contains(&format!("id=\"{error}\"")), "{error}");
    }
    let worker = bench.colleague("bo@example.dk", &[Role::CaseWorker]);
    assert_eq!(
        worker.get(&bench, staff_at(StaffPage::PersonCode)).status,
        403
    );
    assert_eq!(bench.count("SELECT count(*) FROM person_code"), 0);
}

#[test]
fn the_page_says_the_same_to_who_has_a_code_waiting_and_who_has_none() {
    let bench = Bench::open();
    let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let fields = [("act", "make"), ("email", ANNA), ("vouched", "met")];
    lead.post(&bench, staff_at(StaffPage::PersonCode), &fields);
    let pages = [ANNA, "bodi@example.dk"].map(|email| {
        let page = come_in(&bench, email).get(at(RightsPage::SecondFactor));
        let main = page.body.split_once("<h1").unwrap().1.to_owned();
        main.split("<script").next().unwrap().to_owned()
    });
    assert_eq!(pages[0], pages[1]);
}
