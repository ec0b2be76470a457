//! Another e-mail address by staff, over the network by forms alone.

use app::address::{Page, RightsPage, StaffPage};
use domain::staff::Role;
use domain::text::Language;

use crate::bench::staff::at as staff_at;
use crate::bench::{Answer, Bench};
use crate::contact::write_in;
use crate::rights_in::{at, come_in};

const ANNA: &str = "anna@example.dk";
const NEW: &str = "anna@andet.dk";

const CHANGE: [(&str, &str); 4] = [
    ("before", ANNA),
    ("email", NEW),
    ("vouched", "called-back"),
    ("reason", "Hun har mistet sin mail"),
];

#[track_caller]
fn is_refused(answer: &Answer, field: &str) {
    assert_eq!(answer.status, 422, "{field}");
    let error = format!("id=\"{field}-error\"");
    assert!(answer.body.contains(&error), "{field}: {}", answer.body);
}

#[test]
fn staff_change_the_address_of_whoever_lost_their_mail() {
    let bench = Bench::open();
    assert_eq!(write_in(&bench, ANNA, "Kan I ringe?").status, 303);
    let mut anna = come_in(&bench, ANNA);
    let mut lead = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let page = staff_at(StaffPage::NewAddress);
    for from in [StaffPage::Start, StaffPage::Cases] {
        assert!(lead.get(&bench, staff_at(from)).body.contains(page));
    }
    bench.letters();
    for (place, wrong, field) in [
        (0, ("before", "anna"), "before"),
        (0, ("before", "ingen@example.dk"), "before"),
        (1, ("email", "anna"), "email"),
        (1, ("email", ANNA), "email"),
        (2, ("vouched", ""), "vouched"),
        (3, ("reason", ""), "reason"),
    ] {
        let mut fields = CHANGE;
        fields[place] = wrong;
        let refused = lead.post(&bench, page, &fields);
        is_refused(&refused, field);
        let kept = CHANGE[if place == 3 { 1 } else { 3 }].1;
        assert!(refused.body.contains(kept), "what was typed stays");
    }
    assert!(bench.letters().is_empty());

    let changed = lead.post(&bench, page, &CHANGE);
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert!(
        changed
            .body
            .contains("Én ting står nu under den nye adresse.")
    );
    let letters = bench.letters_seen();
    let [told] = letters.as_slice() else {
        panic!("one letter");
    };
    assert!(told.to.contains(ANNA) && told.subject.contains("skriver ikke mere"));
    assert!(!told.text.contains(NEW) && !told.text.contains("Kan I ringe?"));
    assert!(told.text.contains(&Page::Privacy.path(Language::Da)));

    assert_eq!(anna.get(at(RightsPage::Start)).status, 200);
    let out = anna.get(at(RightsPage::Start)).body;
    assert!(!out.contains("Kan I ringe?"), "the old mailbox is out");
    let held = come_in(&bench, NEW).get(at(RightsPage::Start)).body;
    assert!(held.contains("Kan I ringe?"));
    assert!(held.contains("At vi skiftede din e-mailadresse for dig"));
    assert!(held.contains("Hun har mistet sin mail"));

    let again = lead.post(&bench, page, &CHANGE);
    is_refused(&again, "before");
    assert!(again.body.contains("Vi har intet under den gamle adresse"));
}

#[test]
fn nobody_else_of_staff_comes_there() {
    let bench = Bench::open();
    for (number, role) in Role::ALL.into_iter().enumerate() {
        if role == Role::DataProtectionLead {
            continue;
        }
        let mut colleague = bench.colleague(&format!("kollega{number}@example.dk"), &[role]);
        let page = staff_at(StaffPage::NewAddress);
        assert_eq!(colleague.get(&bench, page).status, 403, "{role:?}");
        let refused = colleague.post(&bench, page, &CHANGE);
        assert_eq!(refused.status, 403, "{role:?}");
    }
}
