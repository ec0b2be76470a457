//! `samtykke staff`, while the service serves and before it ever did.

use std::process::{Output, Stdio};

use crate::bench::{ASSOCIATION, Ask, Place, Program, ask_to_stop, exchange, run};

fn staff(place: &Place, arguments: &[&str]) -> Output {
    run(place, &[&["staff"], arguments].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const INVITE: [&str; 7] = [
    "invite",
    "--name",
    "Åse Lindqvist",
    "--email",
    "aase@example.dk",
    "--role",
    "administrator",
];

#[test]
fn somebody_is_let_in_while_the_service_serves_and_the_link_works_at_once() {
    let place = Place::make(ASSOCIATION);
    let mut program = Program::serving(&place, Stdio::null());
    let invited = staff(&place, &INVITE);
    assert!(invited.status.success(), "{}", text(&invited.stderr));
    let printed = text(&invited.stdout);
    let link = printed.lines().next().unwrap();
    let (_, path) = link.split_once("/personale/").expect(link);
    let page = exchange(program.addr(), &Ask::get(&format!("/personale/{path}")));
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Velkommen, Åse Lindqvist"));
    let listed = text(&staff(&place, &["list"]).stdout);
    assert!(
        listed.starts_with("aase@example.dk\tÅse Lindqvist\tadministrator\tinvited "),
        "{listed}"
    );
    let disabled = staff(&place, &["disable", "--email", "AASE@example.dk"]);
    assert!(disabled.status.success(), "{}", text(&disabled.stderr));
    let page = exchange(program.addr(), &Ask::get(&format!("/personale/{path}")));
    assert_eq!(page.status, 404);
    ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
}

#[test]
fn the_first_one_is_let_in_before_the_service_ever_served() {
    let place = Place::make(ASSOCIATION);
    let listed = text(&staff(&place, &["list"]).stdout);
    assert!(listed.contains("nobody has access yet"), "{listed}");
    let invited = staff(&place, &[&INVITE[..], &["--language", "en"]].concat());
    assert!(invited.status.success(), "{}", text(&invited.stderr));
    let printed = text(&invited.stdout);
    let (_, path) = printed.lines().next().unwrap().split_once("/en/").unwrap();
    let mut program = Program::serving(&place, Stdio::null());
    let page = exchange(program.addr(), &Ask::get(&format!("/en/{path}")));
    assert!(page.body.contains("Welcome, Åse Lindqvist"));
    ask_to_stop(&program.child);
    assert!(program.child.wait().unwrap().success());
}

#[test]
fn what_is_wrong_is_said_with_the_remedy() {
    let place = Place::make(ASSOCIATION);
    for (arguments, words) in [
        (
            &["invite", "--name", "X", "--email", "x", "--role", "auditor"][..],
            "misspellings",
        ),
        (
            &[
                "invite", "--name", "X", "--email", "x@y.dk", "--role", "root",
            ],
            "data-protection-lead",
        ),
        (&["invite", "--name", "X", "--email", "x@y.dk"], "--role"),
        (&["disable", "--email", "x@y.dk"], "staff list"),
    ] {
        let refused = staff(&place, arguments);
        assert!(!refused.status.success());
        let errors = text(&refused.stderr);
        assert!(errors.contains(words), "{errors}");
    }
}
