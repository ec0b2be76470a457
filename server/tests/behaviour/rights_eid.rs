//! Showing who one is by an electronic identity, against a provider of its own: linked once by a code of ours, used once
//! in the browser that it began in, and never by name.

use std::process::Command;

use app::address::{RightsPage, StaffPage};
use domain::staff::Role;
use domain::text::Language;

use crate::bench::staff::{Colleague, at as staff_at, hidden_value};
use crate::bench::{Answer, Ask, Bench, Browser, Plan, Provider};
use crate::rights_confirm::code_on;
use crate::rights_in::{at, come_in};

const ANNA: &str = "anna@example.dk";

/// A service at the time that the provider's clock shows.
fn bench(provider: &Provider) -> Bench {
    let plan = Plan::default()
        .set("SAMTYKKE_PUBLIC_URL", crate::bench::PUBLIC)
        .set("SAMTYKKE_OIDC", provider.setting());
    let bench = Bench::with(plan);
    let mut now = Command::new("date");
    let now = now.args(["-u", "+%Y-%m-%dT%H:%M:%SZ"]);
    let now = now.output().unwrap().stdout;
    bench.move_clock(String::from_utf8(now).unwrap().trim());
    bench
}

/// The link to the provider.
fn way_there(browser: &mut Browser<'_>) -> String {
    let wish = Ask::form(at(RightsPage::SecondFactor), &[("act", "eid")]);
    let page = browser.send(wish);
    assert_eq!(page.status, 200, "{}", page.body);
    let (_, after) = page
        .body
        .split_once("href=\"http://127.0.0.1")
        .expect("a link there");
    let (rest, _) = after.split_once('"').unwrap();
    format!("http://127.0.0.1{rest}").replace("&amp;", "&")
}

/// Presses the button of whoever came back.
fn press(browser: &mut Browser<'_>, back: &str) -> Answer {
    let page = browser.get(back);
    assert_eq!(page.status, 200, "{}", page.body);
    let code = hidden_value(&page.body, "eid_code");
    let state = hidden_value(&page.body, "state");
    let fields = [("eid_code", &*code), ("state", &*state)];
    browser.send(Ask::form(at(RightsPage::EidReturn), &fields))
}

fn goes(browser: &mut Browser<'_>, provider: &Provider, who: &str) -> Answer {
    let there = way_there(browser);
    let back = provider.shows(&there, who);
    press(browser, &back)
}

fn is_shown(browser: &mut Browser<'_>) -> bool {
    let page = browser.get(at(RightsPage::SecondFactor));
    page.body.contains("Du har vist, hvem du er")
}

fn types_code(bench: &Bench, staff: &mut Colleague, browser: &mut Browser<'_>, email: &str) {
    let fields = [("act", "make"), ("email", email), ("vouched", "met")];
    let told = staff.post(bench, staff_at(StaffPage::PersonCode), &fields);
    let code = code_on(&told.body);
    let fields = [("person_code", &*code)];
    let shown = browser.send(Ask::form(at(RightsPage::SecondFactor), &fields));
    assert_eq!(shown.status, 303, "{}", shown.body);
}

#[test]
fn an_identity_opens_a_person_after_it_was_linked_by_a_code_and_not_before() {
    let provider = Provider::sure("high");
    let bench = bench(&provider);
    let mut staff = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let mut anna = come_in(&bench, ANNA);
    let there = way_there(&mut anna);
    assert!(
        there.contains("scope=openid&"),
        "nothing but who it is: {there}"
    );
    for part in [
        "response_type=code",
        "code_challenge_method=S256",
        "nonce=",
        "acr_values=high",
    ] {
        assert!(there.contains(part), "{part} in {there}");
    }
    let unlinked = goes(&mut anna, &provider, "anna");
    assert_eq!(unlinked.status, 422);
    assert!(
        unlinked
            .body
            .contains("Vi kender dig ikke på den måde endnu")
    );
    assert!(!is_shown(&mut anna));
    types_code(&bench, &mut staff, &mut anna, ANNA);
    let linked = goes(&mut anna, &provider, "anna");
    assert_eq!(linked.status, 303, "{}", linked.body);
    assert!(is_shown(&mut anna));
    // Another day, from another mailbox: the identity alone says who it is.
    let mut later = come_in(&bench, "anna@arbejde.example.dk");
    assert!(!is_shown(&mut later));
    assert_eq!(goes(&mut later, &provider, "anna").status, 303);
    assert!(is_shown(&mut later));
    let persons =
        bench.count("SELECT count(DISTINCT person) FROM portal_session WHERE person IS NOT NULL");
    assert_eq!(persons, 1);
    let mut berta = come_in(&bench, "berta@example.dk");
    assert_eq!(
        goes(&mut berta, &provider, "berta").status,
        422,
        "nobody's yet"
    );
}

#[test]
fn coming_back_changes_nothing_until_the_button_and_then_once_where_it_began() {
    let provider = Provider::sure("high");
    let bench = bench(&provider);
    let mut staff = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let mut anna = come_in(&bench, ANNA);
    types_code(&bench, &mut staff, &mut anna, ANNA);
    let there = way_there(&mut anna);
    let back = provider.shows(&there, "anna");
    let spent = "SELECT count(*) FROM eid_start WHERE spent_at IS NOT NULL";
    for _ in 0..20 {
        assert_eq!(anna.get(&back).status, 200);
    }
    assert_eq!(bench.count(spent), 0);
    assert_eq!(
        anna.get(&back).header("referrer-policy"),
        Some("strict-origin")
    );
    let mut other = come_in(&bench, ANNA);
    assert_eq!(press(&mut other, &back).status, 422, "another browser");
    assert_eq!(press(&mut anna, &back).status, 303);
    assert_eq!(press(&mut anna, &back).status, 422, "replayed");
    let mut nobody = Browser::new(&bench);
    assert_eq!(
        nobody.get(&back).status,
        303,
        "whoever is not in comes in first"
    );
    let bare = anna.get(at(RightsPage::EidReturn));
    assert_eq!(bare.status, 422);
    assert!(bare.body.contains("Begynd igen herfra"));
}

#[test]
fn a_provider_that_is_not_sure_enough_or_away_opens_nothing() {
    let provider = Provider::sure("low");
    let bench = bench(&provider);
    let mut staff = bench.colleague("aase@example.dk", &[Role::DataProtectionLead]);
    let mut anna = come_in(&bench, ANNA);
    types_code(&bench, &mut staff, &mut anna, ANNA);
    assert_eq!(goes(&mut anna, &provider, "anna").status, 422);
    assert_eq!(bench.count("SELECT count(*) FROM identifier"), 0);
    drop(provider);
    let wish = Ask::form(at(RightsPage::SecondFactor), &[("act", "eid")]);
    let away = anna.send(wish);
    assert_eq!(away.status, 503);
    assert!(
        away.body
            .contains("Der er ikke forbindelse til login-tjenesten")
    );
}

#[test]
fn without_a_provider_nothing_speaks_of_one() {
    let bench = Bench::open();
    let mut anna = come_in(&bench, ANNA);
    let page = anna.get(RightsPage::SecondFactor.path(Language::Da));
    assert!(!page.body.contains("value=\"eid\""));
    let wish = Ask::form(at(RightsPage::SecondFactor), &[("act", "eid")]);
    assert_eq!(anna.send(wish).status, 404);
}
