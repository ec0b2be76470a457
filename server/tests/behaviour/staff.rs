//! Staff: signing in, sessions, roles, and what is told to nobody.

use app::address::StaffPage;
use domain::staff::Role;
use domain::text::Language;
use jiff::SignedDuration;

use crate::bench::staff::{
    Colleague, KNOWN_BROWSER, PASSWORD, SESSION, at, hidden_value, invitation_path,
};
use crate::bench::{Ask, Bench, Plan};

const EMAIL: &str = "aase@example.dk";
const ADMINISTRATOR: &[Role] = &[Role::Administrator];

fn open() -> (Bench, Colleague) {
    let bench = Bench::open();
    let colleague = bench.colleague(EMAIL, ADMINISTRATOR);
    (bench, colleague)
}

#[test]
fn whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back() {
    let (bench, mut colleague) = open();
    colleague.cookies.clear();
    for page in [
        StaffPage::Start,
        StaffPage::Account,
        StaffPage::NewApp,
        StaffPage::NewPasskey,
        StaffPage::People,
        StaffPage::Invite,
        StaffPage::AccessLog,
    ] {
        let answer = colleague.get(&bench, at(page));
        assert_eq!(answer.status, 303);
        let target = answer.header("location").unwrap();
        assert!(target.starts_with("/personale/log-ind?return_to=%2Fpersonale"));
    }
    let answer = colleague.get(&bench, at(StaffPage::AccessLog));
    let form = colleague.get(&bench, answer.header("location").unwrap());
    assert_eq!(
        hidden_value(&form.body, "return_to"),
        at(StaffPage::AccessLog)
    );
    let fields = [
        ("act", "password"),
        ("email", EMAIL),
        ("password", PASSWORD),
        ("return_to", at(StaffPage::AccessLog)),
    ];
    let page = colleague.post(&bench, at(StaffPage::SignIn), &fields);
    let code = bench.next_code(&colleague.secret);
    let answer = colleague.code(&bench, &page, &code);
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some(at(StaffPage::AccessLog)))
    );
    let english = bench.get(StaffPage::Account.path(Language::En));
    let target = english.header("location").unwrap();
    assert!(target.starts_with("/en/staff/sign-in?"), "{target}");
}

#[test]
fn only_pages_of_ours_are_come_back_to() {
    let (bench, mut colleague) = open();
    for foreign in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/personale",
        "/personale@evil.example",
        "/personale/../x",
        "/personale/log-ind",
        "/privatliv",
    ] {
        colleague.cookies.clear();
        let fields = [
            ("act", "password"),
            ("email", EMAIL),
            ("password", PASSWORD),
            ("return_to", foreign),
        ];
        let page = colleague.post(&bench, at(StaffPage::SignIn), &fields);
        let code = bench.next_code(&colleague.secret);
        let first = hidden_value(&page.body, "first");
        let fields = [
            ("act", "code"),
            ("first", &*first),
            ("return_to", foreign),
            ("code", &code),
        ];
        let answer = colleague.post(&bench, at(StaffPage::SignIn), &fields);
        assert_eq!(
            answer.header("location"),
            Some(at(StaffPage::Start)),
            "{foreign}"
        );
    }
}

#[test]
fn a_session_is_a_cookie_of_this_host_out_of_scripts_reach_and_pages_are_kept_nowhere() {
    let (bench, mut colleague) = open();
    let answer = colleague.sign_in(&bench);
    let line = answer.cookie(SESSION).unwrap();
    assert!(
        line.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"),
        "{line}"
    );
    let line = answer.cookie(KNOWN_BROWSER).unwrap();
    assert!(
        line.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000"),
        "{line}"
    );
    let page = colleague.get(&bench, at(StaffPage::Account));
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
    assert_eq!(page.all("set-cookie"), [""; 0]);
    let link = invitation_path(&bench.invite("ny@example.dk", ADMINISTRATOR));
    let page = bench.get(&link);
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert!(!page.body.contains("http://") && !page.body.contains("https://"));
}

#[test]
fn a_browser_cannot_be_given_a_session_before_signing_in_and_gets_another_when_it_does() {
    let (bench, mut colleague) = open();
    let before = colleague.cookie(SESSION).unwrap().to_owned();
    let answer = colleague.sign_in(&bench);
    let after = colleague.cookie(SESSION).unwrap().to_owned();
    assert_ne!(before, after);
    assert_eq!(answer.all("set-cookie").len(), 2);
    let with = |token: &str| {
        let cookie = format!("{SESSION}={token}");
        bench.send(&Ask::get(at(StaffPage::Start)).header("Cookie", cookie))
    };
    assert_eq!(with(&after).status, 200);
    assert_eq!(with(&before).status, 303, "the session before has ended");
    let planted = "A".repeat(43);
    assert_eq!(with(&planted).status, 303);
    colleague.cookies = vec![(SESSION.to_owned(), planted.clone())];
    colleague.sign_in(&bench);
    assert_ne!(colleague.cookie(SESSION), Some(planted.as_str()));
    assert_eq!(
        with(&planted).status,
        303,
        "a planted token stays worthless"
    );
    let two = format!("{SESSION}={after}; {SESSION}={planted}");
    let twice = bench.send(&Ask::get(at(StaffPage::Start)).header("Cookie", two));
    assert_eq!(
        twice.status, 303,
        "two cookies of one name are a foreign hand"
    );
}

#[test]
fn a_code_shown_again_gives_the_session_another_token() {
    let (bench, mut colleague) = open();
    bench.wait(SignedDuration::from_mins(6));
    let page = colleague.get(&bench, at(StaffPage::Account));
    assert!(page.body.contains("name=\"code\""), "a code is asked for");
    let answer = colleague.post(&bench, at(StaffPage::Account), &[("act", "codes")]);
    assert_eq!(answer.status, 422);
    let before = colleague.cookie(SESSION).unwrap().to_owned();
    let code = bench.code_of(&colleague.secret);
    let fields = [("act", "codes"), ("code", &*code)];
    let answer = colleague.post(&bench, at(StaffPage::Account), &fields);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body.matches("<li><code>").count(), 10);
    assert_ne!(colleague.cookie(SESSION), Some(before.as_str()));
    let cookie = format!("{SESSION}={before}");
    let with_before = bench.send(&Ask::get(at(StaffPage::Start)).header("Cookie", cookie));
    assert_eq!(with_before.status, 303);
    let page = colleague.get(&bench, at(StaffPage::Account));
    assert!(
        !page.body.contains("name=\"code\""),
        "for five minutes it is not"
    );
}

#[test]
fn a_session_ends_after_an_hour_without_use_and_after_twelve_whatever_happens() {
    let (bench, mut colleague) = open();
    bench.wait(SignedDuration::from_mins(59));
    assert!(colleague.is_in(&bench));
    bench.wait(SignedDuration::from_mins(60));
    assert!(!colleague.is_in(&bench));
    colleague.sign_in(&bench);
    for _ in 0..14 {
        bench.wait(SignedDuration::from_mins(50));
        assert!(colleague.is_in(&bench));
    }
    bench.wait(SignedDuration::from_mins(20));
    assert!(!colleague.is_in(&bench));
}

#[test]
fn signing_out_ends_the_session_on_the_server_and_clears_the_browser() {
    let (bench, mut colleague) = open();
    let token = colleague.cookie(SESSION).unwrap().to_owned();
    let answer = colleague.post(&bench, at(StaffPage::Start), &[("act", "sign-out")]);
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("clear-site-data"), Some("\"storage\""));
    let line = answer.cookie(SESSION).unwrap();
    assert!(line.ends_with("; Max-Age=0"), "{line}");
    assert_eq!(colleague.cookie(SESSION), None);
    let cookie = format!("{SESSION}={token}");
    let with_it = bench.send(&Ask::get(at(StaffPage::Start)).header("Cookie", cookie));
    assert_eq!(with_it.status, 303);
}

#[test]
fn shutting_somebody_out_ends_their_session_at_once() {
    let (bench, mut admin) = open();
    let other = bench.colleague("bo@example.dk", &[Role::EventHost]);
    assert!(other.is_in(&bench));
    let list = admin.get(&bench, at(StaffPage::People));
    let id = member_of(&list.body, "bo@example.dk");
    let page = format!("{}/{id}", at(StaffPage::Member));
    let answer = admin.post(&bench, &page, &[("act", "disable")]);
    assert_eq!(answer.status, 303);
    assert!(!other.is_in(&bench));
}

/// The id in the link of the row that holds `email`.
fn member_of(list: &str, email: &str) -> String {
    let row = list
        .split("<tr>")
        .find(|row| row.contains(email))
        .expect("they are on the list");
    let (_, after) = row.split_once("/personale/kolleger/").unwrap();
    after[..36].to_owned()
}

#[test]
fn a_code_works_once_and_wrong_ones_are_slowed_whoever_signs_in_anew() {
    let (bench, mut colleague) = open();
    let page = colleague.password(&bench, PASSWORD);
    let code = bench.next_code(&colleague.secret);
    assert_eq!(colleague.code(&bench, &page, &code).status, 303);
    let again = colleague.code(&bench, &page, &code);
    assert_eq!(again.status, 422, "the code was used");
    let mut statuses = Vec::new();
    for _ in 0..8 {
        let page = colleague.password(&bench, PASSWORD);
        statuses.push(colleague.code(&bench, &page, "000000").status);
    }
    // The one that was used counts too.
    assert_eq!(statuses, [422, 422, 422, 422, 429, 429, 429, 429]);
    bench.wait(SignedDuration::from_mins(1));
    assert_eq!(colleague.sign_in(&bench).status, 303);
}

#[test]
fn known_and_unknown_addresses_are_answered_alike() {
    let (bench, _) = open();
    let post = |email: &str| {
        let fields = [
            ("act", "password"),
            ("email", email),
            ("password", "et forkert kodeord"),
        ];
        let answer = bench.send(&Ask::form(at(StaffPage::SignIn), &fields));
        let headers: Vec<(String, String)> = answer
            .headers()
            .iter()
            .filter(|(name, _)| name != "content-security-policy" && name != "date")
            .cloned()
            .collect();
        let nonce = answer.body.split("nonce=\"").nth(1);
        let nonce = nonce.map(|rest| rest[..32].to_owned());
        let body = nonce.map_or_else(
            || answer.body.clone(),
            |nonce| answer.body.replace(&nonce, "nonce"),
        );
        (answer.status, headers, body.replace(email, "address"))
    };
    for turn in 0..8 {
        let known = post(EMAIL);
        assert_eq!(known.0, if turn < 5 { 422 } else { 429 });
        assert_eq!(known, post("eva1@example.dk"), "turn {turn}");
    }
}

#[test]
fn many_steps_from_one_network_are_refused() {
    let bench = Bench::with(Plan::default().rate(3));
    let fields = [("act", "password"), ("email", EMAIL), ("password", "x")];
    let statuses: Vec<u16> = (0..5)
        .map(|_| {
            bench
                .send(&Ask::form(at(StaffPage::SignIn), &fields))
                .status
        })
        .collect();
    assert_eq!(statuses, [422, 422, 422, 429, 429]);
}

#[test]
fn a_form_from_elsewhere_changes_nothing() {
    let (bench, colleague) = open();
    for page in [
        StaffPage::Start,
        StaffPage::SignIn,
        StaffPage::Account,
        StaffPage::NewApp,
        StaffPage::NewPasskey,
        StaffPage::Invite,
    ] {
        for (name, value) in [
            ("Sec-Fetch-Site", "cross-site"),
            ("Origin", "https://evil.example"),
            ("Origin", "null"),
        ] {
            let form = Ask::form(at(page), &[("act", "sign-out"), ("email", "x@example.dk")]);
            let answer = bench.send(&colleague.ask(form).header(name, value));
            assert_eq!(answer.status, 403, "{} {name}", at(page));
            assert_eq!(answer.all("set-cookie"), [""; 0]);
        }
    }
    assert!(colleague.is_in(&bench));
}

#[test]
fn each_role_opens_its_own_pages_and_the_others_say_why_not() {
    let bench = Bench::open();
    bench.colleague(EMAIL, ADMINISTRATOR);
    let pages = [StaffPage::People, StaffPage::Invite, StaffPage::AccessLog];
    for (role, expected) in [
        (Role::Administrator, [200, 200, 200]),
        (Role::DataProtectionLead, [200, 403, 200]),
        (Role::CaseWorker, [403, 403, 403]),
        (Role::Communications, [403, 403, 403]),
        (Role::EventHost, [403, 403, 403]),
        (Role::Auditor, [200, 403, 200]),
    ] {
        let mut colleague = bench.colleague(&format!("{}@example.dk", role.name()), &[role]);
        let statuses = pages.map(|page| colleague.get(&bench, at(page)).status);
        assert_eq!(statuses, expected, "{role:?}");
        let start = colleague.get(&bench, at(StaffPage::Start)).body;
        for (page, status) in pages.into_iter().zip(expected) {
            if page != StaffPage::Invite {
                let linked = start.contains(&format!("href=\"{}\"", at(page)));
                assert_eq!(linked, status == 200, "{role:?}");
            }
        }
        if expected[1] == 403 {
            let refused = colleague.get(&bench, at(StaffPage::Invite));
            assert!(refused.body.contains("Din rolle åbner ikke for dette"));
            let fields = [
                ("act", "invite"),
                ("name", "X"),
                ("email", "x@example.dk"),
                ("role", "administrator"),
            ];
            let posted = colleague.post(&bench, at(StaffPage::Invite), &fields);
            assert_eq!(posted.status, 403, "{role:?}");
        }
    }
}

#[test]
fn an_invitation_is_made_told_once_and_accepted_and_what_was_typed_is_kept_when_refused() {
    let (bench, mut admin) = open();
    let typed = [
        ("act", "invite"),
        ("name", "Bo <b>"),
        ("email", "bo"),
        ("role", "auditor"),
    ];
    let refused = admin.post(&bench, at(StaffPage::Invite), &typed);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("value=\"Bo &lt;b&gt;\""));
    assert!(refused.body.contains("value=\"bo\""));
    assert!(refused.body.contains("Se efter stavefejl"));
    let typed = [
        ("act", "invite"),
        ("name", "Bo"),
        ("email", "bo@example.dk"),
        ("role", "auditor"),
    ];
    let invited = admin.post(&bench, at(StaffPage::Invite), &typed);
    assert_eq!(invited.status, 200);
    let (_, after) = invited.body.split_once("/personale/invitation/").unwrap();
    let link = format!("{}/{}", at(StaffPage::Invitation), &after[..43]);
    assert_eq!(bench.get(&link).status, 200);
    assert_eq!(bench.get(&link).status, 200, "looking does not use it up");
    let again = admin.post(&bench, at(StaffPage::Invite), &typed);
    assert_eq!(again.status, 409);
    let wrong = [("password", PASSWORD), ("code", "000000")];
    let refused = bench.send(&Ask::form(&link, &wrong));
    assert_eq!(refused.status, 422);
    assert!(
        !refused.body.contains(PASSWORD),
        "a password is never shown again"
    );
    let nowhere = format!("{}/{}", at(StaffPage::Invitation), "B".repeat(43));
    for ended in [nowhere, format!("{}/x", at(StaffPage::Invitation))] {
        let answer = bench.get(&ended);
        assert_eq!(answer.status, 404);
        assert!(answer.body.contains("Linket virker ikke længere"));
    }
}

#[test]
fn a_session_that_cannot_be_looked_up_opens_nothing_and_public_pages_still_show() {
    let (bench, colleague) = open();
    bench.sql("DROP TABLE session");
    assert_eq!(bench.get("/privatliv").status, 200);
    assert_eq!(colleague.get(&bench, "/privatliv").status, 200);
    assert_eq!(colleague.get(&bench, at(StaffPage::Start)).status, 303);
}
