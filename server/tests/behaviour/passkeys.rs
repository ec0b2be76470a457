//! Passkeys at their doors: where they are offered, what a browser sends and keeps, and what is told to nobody.

use app::address::StaffPage;
use domain::problem::Problem;
use domain::staff::Role;
use domain::text::Language;
use jiff::SignedDuration;
use serde_json::Value;

use crate::bench::authenticator::Authenticator;
use crate::bench::staff::{Colleague, KNOWN_BROWSER, SESSION, at};
use crate::bench::{Answer, Ask, Bench, Plan};

const EMAIL: &str = "aase@example.dk";
const ORIGIN: &str = "https://samtykke.example.dk";

/// A service that is reached by a name.
fn open() -> (Bench, Colleague) {
    let bench = Bench::with(Plan::default().set("SAMTYKKE_PUBLIC_URL", ORIGIN));
    let colleague = bench.colleague(EMAIL, &[Role::Administrator]);
    (bench, colleague)
}

/// As the button of a page asks.
fn ask(again: bool) -> Ask {
    Ask::new("POST", "/fn/staff-passkey")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .body(format!("again={again}"))
}

/// The options and the challenge of a question.
fn question(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    (text("options"), text("challenge"))
}

/// The question on the page that makes a passkey: JSON, in JSON, in a text of script.
fn question_on(page: &Answer) -> (String, String) {
    let (_, after) = page.body.split_once(r#"\"options\":\""#).expect("options");
    let (options, after) = after.split_once(r#"\",\"challenge\":\""#).unwrap();
    let (challenge, _) = after.split_once('\\').unwrap();
    let unfolded = |text: &str| serde_json::from_str::<String>(&format!("\"{text}\"")).unwrap();
    (unfolded(&unfolded(options)), challenge.to_owned())
}

/// Adds a passkey, as somebody with script does.
fn add(bench: &Bench, colleague: &mut Colleague, seed: u8) -> Authenticator {
    let page = at(StaffPage::NewPasskey);
    let fields = [("act", "name"), ("name", "Min telefon")];
    let making = colleague.post(bench, page, &fields);
    let (options, challenge) = question_on(&making);
    let (device, made) = Authenticator::make(seed, ORIGIN, &options);
    let fields = [
        ("act", "add"),
        ("challenge", &*challenge),
        ("new_passkey", &*made),
    ];
    let added = colleague.post(bench, page, &fields);
    assert_eq!(added.status, 303, "{}", added.body);
    device
}

fn sign_in(bench: &Bench, colleague: &mut Colleague, device: &mut Authenticator) -> Answer {
    let (options, challenge) = question(&bench.send(&colleague.ask(ask(false))));
    let answer = device.answer(&options);
    let fields = [
        ("act", "passkey"),
        ("return_to", at(StaffPage::AccessLog)),
        ("challenge", &*challenge),
        ("passkey", &*answer),
    ];
    colleague.post(bench, at(StaffPage::SignIn), &fields)
}

#[test]
fn reached_by_an_address_in_numbers_there_are_none() {
    let bench = Bench::open();
    let mut colleague = bench.colleague(EMAIL, &[Role::Auditor]);
    let account = colleague.get(&bench, at(StaffPage::Account));
    assert_eq!(account.status, 200);
    assert!(!account.body.contains("adgangsnøgle"));
    let one = format!("{}/x", at(StaffPage::Passkey));
    for path in [at(StaffPage::NewPasskey), &one] {
        assert_eq!(colleague.get(&bench, path).status, 404, "{path}");
    }
    let named = [("act", "name"), ("name", "x")];
    let named = colleague.post(&bench, at(StaffPage::NewPasskey), &named);
    assert_eq!(named.status, 404);
    for again in [false, true] {
        assert_eq!(bench.send(&colleague.ask(ask(again))).status, 404);
    }
    let fields = [("act", "passkey"), ("challenge", "x"), ("passkey", "{}")];
    let refused = bench.send(&Ask::form(at(StaffPage::SignIn), &fields));
    assert_eq!(refused.all("set-cookie"), [""; 0]);
    assert_eq!(refused.status, 404);
}

#[test]
fn a_passkey_is_added_and_signs_in() {
    let (bench, mut colleague) = open();
    let account = colleague.get(&bench, at(StaffPage::Account));
    assert!(account.body.contains("Du har ingen adgangsnøgler endnu."));
    let mut device = add(&bench, &mut colleague, 1);
    let account = colleague.get(&bench, at(StaffPage::Account));
    assert!(account.body.contains("Min telefon"));
    colleague.cookies.clear();
    let answer = sign_in(&bench, &mut colleague, &mut device);
    assert_eq!(
        (answer.status, answer.header("location")),
        (303, Some(at(StaffPage::AccessLog)))
    );
    let line = answer.cookie(SESSION).unwrap();
    assert!(
        line.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"),
        "{line}"
    );
    assert!(answer.cookie(KNOWN_BROWSER).is_some());
    assert!(colleague.is_in(&bench));
    let log = colleague.get(&bench, at(StaffPage::AccessLog));
    assert!(log.body.contains("Tilføjede en adgangsnøgle"));
}

#[test]
fn asking_stores_nothing_and_sets_nothing() {
    let (bench, colleague) = open();
    let before = bench.content();
    for _ in 0..3 {
        let answer = bench.send(&ask(false));
        question(&answer);
        assert_eq!(answer.all("set-cookie"), [""; 0]);
    }
    let again = bench.send(&colleague.ask(ask(true)));
    question(&again);
    assert_eq!(bench.content(), before);
    let stranger = bench.send(&ask(true));
    assert_eq!(stranger.status, 401);
    assert!(stranger.body.contains("sign-in-needed"));
}

#[test]
fn an_answer_from_elsewhere_or_of_nobody_is_answered_like_any_other() {
    let (bench, mut colleague) = open();
    let device = add(&bench, &mut colleague, 1);
    let mut foreign = device.clone();
    "https://evil.example".clone_into(&mut foreign.origin);
    let mut answers = Vec::new();
    for mut wrong in [
        foreign,
        device.of_another(&[9; 16]),
        device.of_another(b"x"),
    ] {
        let mut stranger = bench.stranger();
        answers.push(sign_in(&bench, &mut stranger, &mut wrong));
    }
    let fields = [("act", "passkey"), ("challenge", "x"), ("passkey", "x")];
    answers.push(bench.send(&Ask::form(at(StaffPage::SignIn), &fields)));
    for answer in answers {
        assert_eq!(answer.status, 422);
        assert_eq!(answer.all("set-cookie"), [""; 0]);
        let told = Problem::PasskeyRefused.title(Language::Da);
        assert!(answer.body.contains(told));
        assert!(!answer.body.contains("evil"));
    }
}

#[test]
fn a_passkey_stands_in_for_a_code_and_adding_and_removing_need_one() {
    let (bench, mut colleague) = open();
    let mut device = add(&bench, &mut colleague, 1);
    let account = colleague.get(&bench, at(StaffPage::Account));
    let folder = format!("{}/", at(StaffPage::Passkey));
    let (_, after) = account.body.split_once(&folder).unwrap();
    let one = format!("{folder}{}", &after[..36]);
    bench.wait(SignedDuration::from_mins(6));
    let named = [("act", "name"), ("name", "En til")];
    for (path, fields) in [
        (at(StaffPage::NewPasskey), &named[..]),
        (&one, &[("act", "remove")]),
        (at(StaffPage::Account), &[("act", "codes")]),
    ] {
        let refused = colleague.post(&bench, path, fields);
        assert_eq!(refused.status, 422, "{path}");
        let told = Problem::CodeNeeded.title(Language::Da);
        assert!(refused.body.contains(told), "{path}");
    }
    let (options, challenge) = question(&bench.send(&colleague.ask(ask(true))));
    let before = colleague.cookie(SESSION).unwrap().to_owned();
    let answer = device.answer(&options);
    let with = [("challenge", &*challenge), ("passkey", &*answer)];
    let codes = [with[0], with[1], ("act", "codes")];
    let shown = colleague.post(&bench, at(StaffPage::Account), &codes);
    assert_eq!(shown.status, 200);
    assert!(shown.body.contains("recovery-codes"));
    assert_ne!(colleague.cookie(SESSION).unwrap(), before);
    bench.wait(SignedDuration::from_mins(6));
    let again = colleague.post(&bench, at(StaffPage::Account), &codes);
    assert_eq!(again.status, 422, "an answer works once");
    assert!(!again.body.contains(&challenge) && !again.body.contains("clientDataJSON"));
    let code = bench.next_code(&colleague.secret);
    let removed = colleague.post(&bench, &one, &[("act", "remove"), ("code", &code)]);
    assert_eq!(removed.status, 303);
    assert_eq!(colleague.get(&bench, &one).status, 404);
    colleague.cookies.clear();
    assert_eq!(sign_in(&bench, &mut colleague, &mut device).status, 422);
}

#[test]
fn a_passkey_of_another_is_not_there() {
    let (bench, mut colleague) = open();
    add(&bench, &mut colleague, 1);
    let account = colleague.get(&bench, at(StaffPage::Account));
    let folder = format!("{}/", at(StaffPage::Passkey));
    let (_, after) = account.body.split_once(&folder).unwrap();
    let one = format!("{folder}{}", &after[..36]);
    let mut other = bench.colleague("bo@example.dk", &[Role::Auditor]);
    assert_eq!(other.get(&bench, &one).status, 404);
    let refused = other.post(&bench, &one, &[("act", "remove")]);
    assert_eq!(refused.status, 404);
    assert_eq!(colleague.get(&bench, &one).status, 200);
}

#[test]
fn asking_is_counted_like_the_other_doors_of_staff() {
    let plan = Plan::default().set("SAMTYKKE_PUBLIC_URL", ORIGIN).rate(2);
    let bench = Bench::with(plan);
    let statuses = [(); 3].map(|()| bench.send(&ask(false)).status);
    assert_eq!(statuses, [200, 200, 429]);
}

#[test]
fn browsers_may_use_passkeys_on_our_pages_and_in_nobody_s_frame() {
    let bench = Bench::open();
    let page = bench.get(at(StaffPage::SignIn));
    let policy = page.header("permissions-policy").unwrap();
    for allowed in [
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
    ] {
        assert!(policy.contains(allowed), "{policy}");
    }
}

impl Bench {
    /// A browser that never was here.
    fn stranger(&self) -> Colleague {
        Colleague {
            email: String::new(),
            secret: domain::staff::totp::Secret::from_bytes([0; 20]),
            cookies: Vec::new(),
        }
    }
}
