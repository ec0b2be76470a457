//! Each rule of the check: one small change to a good register earns exactly that rule's finding.

mod asking;
mod newsletter;
mod outside;
mod purposes;
mod wording;

use std::collections::BTreeSet;

use domain::register::RegisterSource;
use domain::register::check::{Finding, RULES, Severity, check, check_register};

const GOOD: &str = include_str!("../register/good.toml");

/// A rule, and the changes (from, to) that earn it.
struct Case {
    rule: &'static str,
    changes: &'static [(&'static str, &'static str)],
}

const fn case(rule: &'static str, changes: &'static [(&'static str, &'static str)]) -> Case {
    Case { rule, changes }
}

fn cases() -> impl Iterator<Item = &'static Case> {
    [
        outside::CASES,
        purposes::CASES,
        asking::CASES,
        wording::CASES,
        newsletter::CASES,
    ]
    .into_iter()
    .flatten()
}

fn changed(case: &Case) -> String {
    let mut text = GOOD.to_owned();
    for (from, to) in case.changes {
        assert!(
            text.contains(from),
            "{}: the good register has no {from:?}",
            case.rule
        );
        text = text.replacen(from, to, 1);
    }
    text
}

fn findings(text: &str) -> Vec<Finding> {
    match RegisterSource::parse("x.toml", text) {
        Ok(source) => check(&source),
        Err(error) => panic!("{error}"),
    }
}

fn shown(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect()
}

#[test]
fn a_good_register_earns_nothing() {
    let found = findings(GOOD);
    assert!(found.is_empty(), "{}", shown(&found));
}

#[test]
fn each_change_earns_exactly_its_finding() {
    let mut wrong = String::new();
    for case in cases() {
        let found = findings(&changed(case));
        let rules: BTreeSet<&str> = found.iter().map(|finding| finding.rule).collect();
        if rules != BTreeSet::from([case.rule]) {
            wrong += &format!(
                "{} {:?} earned:\n{}\n",
                case.rule,
                case.changes,
                shown(&found)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
    let cases: BTreeSet<&str> = cases().map(|case| case.rule).collect();
    assert_eq!(rules, cases);
    assert_eq!(rules.len(), RULES.len(), "two rules share a name");
}

#[test]
fn rules_are_named_and_cited() {
    for rule in RULES {
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(rule.id.chars().all(kebab), "{}", rule.id);
        assert!(
            !rule.law.is_empty() && !rule.meaning.is_empty(),
            "{}",
            rule.id
        );
    }
}

#[test]
fn a_finding_reads_as_one_line() {
    let text = GOOD.replacen("\"data_privacy_framework\"", "\"privacy_shield\"", 1);
    let line = text[..text.find("privacy_shield").unwrap_or_default()]
        .matches('\n')
        .count()
        + 1;
    assert_eq!(
        shown(&findings(&text)),
        format!(
            "error  x.toml:{line}  recipient.counter.transfer.basis  Taeller Inc.: Privacy Shield has been \
             invalid since 16 July 2020  [GDPR Article 45; C-311/18 (Schrems II), 16 July 2020]  → look the \
             company up in the Data Privacy Framework's list, or sign standard clauses\n"
        )
    );
}

#[test]
fn findings_come_by_line_and_then_by_weight() {
    let text = GOOD
        .replacen("May we count your visit?", "Help us!", 1)
        .replacen("designated = false", "designated = true", 1)
        .replacen(
            "bound = \"gone_by\"",
            "bound = \"gone_by\", statute = \"\"",
            1,
        )
        .replacen("\nduration = { months = 13 }", "", 1);
    let found = findings(&text);
    let order: Vec<(Option<usize>, Severity)> =
        found.iter().map(|f| (f.line, f.severity)).collect();
    let mut sorted = order.clone();
    sorted.sort();
    assert_eq!(order, sorted);
    assert!(found.len() >= 4, "{}", shown(&found));
}

#[test]
fn a_register_without_its_file_has_findings_without_lines() {
    let text = GOOD.replacen(
        "administrator = \"helper\"",
        "administrator = \"insurer\"",
        1,
    );
    let source = RegisterSource::parse("x.toml", &text).map_err(|error| error.to_string());
    let register = source.map(RegisterSource::into_register);
    let found = register
        .map(|register| check_register(&register))
        .unwrap_or_default();
    assert_eq!(found.len(), 1, "{}", shown(&found));
    assert_eq!((found[0].line, found[0].file.as_deref()), (None, None));
    assert!(
        found[0]
            .to_string()
            .starts_with("error  administrator  \"insurer\"")
    );
}

#[test]
fn a_denial_is_not_a_claim() {
    let changes = [
        (
            "Her står, hvad vi gemmer.",
            "Vi har ingen databeskyttelsesrådgiver.",
        ),
        (
            "You can complain to Datatilsynet at any time.",
            "You can complain to Datatilsynet at any time. You need not contact us first.",
        ),
    ];
    for (from, to) in changes {
        let found = findings(&GOOD.replacen(from, to, 1));
        assert!(found.is_empty(), "{}", shown(&found));
    }
}

#[test]
fn a_loopback_site_needs_no_protection() {
    let text = GOOD
        .replacen("https://www.example.dk", "http://127.0.0.1:3000", 1)
        .replacen("domain = \"example.dk\"", "domain = \"127.0.0.1\"", 1);
    let found = findings(&text);
    assert!(found.is_empty(), "{}", shown(&found));
}
