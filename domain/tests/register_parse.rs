//! Reading a register: whatever is wrong, the answer names file, line, key and remedy, and nothing panics.

#![expect(clippy::expect_used, reason = "a test may panic")]

use domain::register::{MAX_BYTES, Register, RegisterSource};
use proptest::prelude::*;

const GOOD: &str = include_str!("register/good.toml");

/// The good register with one change.
fn changed(from: &str, to: &str) -> String {
    assert!(GOOD.contains(from), "the good register has no {from:?}");
    GOOD.replacen(from, to, 1)
}

fn refusal(text: &str) -> String {
    match RegisterSource::parse("registers/x.toml", text) {
        Ok(_) => panic!("this is read as a register"),
        Err(error) => error.to_string(),
    }
}

/// The 1-based line of the first occurrence.
fn line_of(text: &str, part: &str) -> usize {
    let at = text.find(part).expect("the part stands in the text");
    text[..at].matches('\n').count() + 1
}

#[test]
fn a_good_register_is_read_in_the_order_of_the_file() {
    let source = RegisterSource::parse("x.toml", GOOD).expect("it is good");
    let sections: Vec<&String> = source.register().section.keys().collect();
    assert_eq!(sections, ["website", "contact", "social", "service"]);
    assert_eq!(source.file(), "x.toml");
    assert_eq!(source.text(), GOOD);
    let register: Register = source.into_register();
    assert_eq!(register.date.to_string(), "2026-11-01");
}

#[test]
fn a_date_may_stand_without_quotes() {
    let text = changed("date = \"2026-11-01\"", "date = 2026-11-01");
    let source = RegisterSource::parse("x.toml", &text).expect("both spellings are read");
    assert_eq!(source.register().date.to_string(), "2026-11-01");
}

#[test]
fn a_key_path_has_the_line_it_stands_on() {
    let source = RegisterSource::parse("x.toml", GOOD).expect("it is good");
    let line = |part| line_of(GOOD, part);
    assert_eq!(source.line_of("schema"), line("schema = 1"));
    assert_eq!(
        source.line_of("purpose.newsletter"),
        line("[purpose.newsletter]")
    );
    assert_eq!(
        source.line_of("purpose.events.retention.trigger"),
        line("\"event_end\"")
    );
    assert_eq!(
        source.line_of("service.taeller.cookie[1].session"),
        line("session = true")
    );
    assert_eq!(
        source.line_of("service.taeller.cookie[1]"),
        line("session = true") - 4
    );
    assert_eq!(
        source.line_of("purpose.counselling.data[1].cpr"),
        line("cpr = \"consent\"")
    );
}

#[test]
fn a_missing_key_has_the_line_of_what_it_is_missing_from() {
    let source = RegisterSource::parse("x.toml", GOOD).expect("it is good");
    let line = |part| line_of(GOOD, part);
    assert_eq!(
        source.line_of("service.taeller.cookie[0].storage.more"),
        line("[[service.taeller.cookie]]")
    );
    assert_eq!(
        source.line_of("recipient.helper.transfer.basis"),
        line("[recipient.helper]")
    );
    assert_eq!(source.line_of("nothing.of.this"), 1);
    assert_eq!(source.line_of(""), 1);
}

#[test]
fn text_that_is_not_toml_names_the_line() {
    let refused = refusal(&changed("[privacy_contact]", "[privacy_contact"));
    let line = line_of(GOOD, "[privacy_contact]");
    assert!(
        refused.starts_with(&format!("registers/x.toml:{line}: this is not TOML: ")),
        "{refused}"
    );
}

#[test]
fn a_key_written_twice_is_refused() {
    let refused = refusal(&changed("schema = 1\n", "schema = 1\nschema = 1\n"));
    assert_eq!(
        refused,
        "registers/x.toml:3: this is not TOML: duplicate key; keep one of the two"
    );
}

#[test]
fn an_unknown_key_tells_the_known_ones() {
    let refused = refusal(&changed("short_name", "nickname"));
    assert_eq!(
        refused,
        "registers/x.toml:8: controller.nickname: unknown key; known here are name, short_name, cvr, \
         address, email, phone, own_role"
    );
}

#[test]
fn a_missing_key_is_named() {
    let refused = refusal(&changed("cvr = \"12345678\"\n", ""));
    assert_eq!(
        refused,
        "registers/x.toml:6: controller.cvr: this key is missing; add it"
    );
}

#[test]
fn a_missing_table_is_named() {
    let refused = refusal("schema = 1\ndate = \"2026-11-01\"\n");
    assert_eq!(
        refused,
        "registers/x.toml:1: controller: this key is missing; add it"
    );
}

#[test]
fn a_wrong_type_tells_what_to_write() {
    let refused = refusal(&changed("cvr = \"12345678\"", "cvr = 12345678"));
    assert_eq!(
        refused,
        "registers/x.toml:9: controller.cvr: this is integer `12345678`; write words in quotes"
    );
    let refused = refusal(&changed(
        "accepted_for = { months = 6 }",
        "accepted_for = { months = \"six\" }",
    ));
    assert!(
        refused.contains("cookies.accepted_for.months: "),
        "{refused}"
    );
    assert!(
        refused.ends_with("write a whole number, 0 or more"),
        "{refused}"
    );
}

#[test]
fn an_unknown_word_tells_the_known_ones() {
    let refused = refusal(&changed("kind = \"consent\"", "kind = \"conzent\""));
    assert_eq!(
        refused,
        format!(
            "registers/x.toml:{}: purpose.statistics.basis.kind: unknown kind \"conzent\"; write one of \
             consent, contract, legal_obligation, vital_interests, public_task, legitimate_interest",
            line_of(GOOD, "kind = \"consent\"")
        )
    );
    let refused = refusal(&changed("role = \"processor\"", "role = \"helper\""));
    assert!(
        refused.ends_with(
            "recipient.helper.role: unknown role \"helper\"; write one of processor, controller, joint"
        ),
        "{refused}"
    );
}

#[test]
fn a_day_that_does_not_exist_is_refused() {
    let refused = refusal(&changed("2026-11-01", "2026-02-30"));
    assert!(
        refused.starts_with("registers/x.toml:3: date: no such date ("),
        "{refused}"
    );
    assert!(
        refused.ends_with("write one such as \"2026-11-21\""),
        "{refused}"
    );
}

#[test]
fn an_agreement_needs_its_date() {
    let refused = refusal(&changed(
        "{ kind = \"processor\", date = \"2025-01-01\" }",
        "{ kind = \"processor\" }",
    ));
    assert!(
        refused.ends_with("recipient.helper.agreement.date: this key is missing; add it"),
        "{refused}"
    );
}

#[test]
fn names_hold_only_letters_digits_and_hyphens() {
    let refused = refusal(&changed("[section.website]", "[section.Website]"));
    assert_eq!(
        refused,
        format!(
            "registers/x.toml:{}: section.Website: a name has only a-z, 0-9 and -, and at most 64 of \
             them; rename it",
            line_of(GOOD, "[section.website]")
        )
    );
    assert!(
        refusal(&changed("topic = { news", "topic = { \"ny heder\""))
            .contains("purpose.newsletter.topic.ny heder")
    );
}

#[test]
fn another_schema_is_refused_before_anything_else() {
    let refused = refusal(&changed("schema = 1", "schema = 2\nfuture = true"));
    assert_eq!(
        refused,
        "registers/x.toml:2: schema: schema 2 is not read by this version; write schema = 1"
    );
}

#[test]
fn a_huge_file_is_refused_unread() {
    let refused = refusal(&"#".repeat(MAX_BYTES + 1));
    assert!(
        refused.starts_with("registers/x.toml:1: the file is 1048577 bytes long"),
        "{refused}"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let dotted = vec!["a"; 60].join(".");
    let inline = format!("{}{}", "[".repeat(60), "]".repeat(60));
    for text in [
        format!("{dotted} = 1"),
        format!("a = {inline}"),
        "[".repeat(100_000),
    ] {
        assert!(RegisterSource::parse("x.toml", &text).is_err());
    }
    assert!(refusal(&format!("{dotted} = 1")).contains("nested deeper than 12 levels"));
}

#[test]
fn dotted_keys_within_inline_tables_do_not_exhaust_the_stack() {
    let dotted = vec!["a"; 79].join(".");
    let text = format!(
        "{}1{}",
        format!("{dotted} = {{ ").repeat(78),
        " }".repeat(78)
    );
    let text = text.replacen("{ 1 }", "{ a = 1 }", 1);
    assert!(refusal(&text).contains("nested deeper than 12 levels"));
}

#[test]
fn every_dangling_reference_is_told_at_once() {
    let text = changed("administrator = \"helper\"", "administrator = \"nobody\"")
        .replacen("section = \"website\"", "section = \"cellar\"", 1)
        .replacen("recipients = [\"counter\"]", "recipients = [\"abacus\"]", 1)
        .replacen("data = [\"usage\"]", "data = [\"gossip\"]", 1)
        .replacen("recipient = \"counter\"", "recipient = \"abacus\"", 1)
        .replacen("category = \"statistics\"", "category = \"art\"", 1)
        .replacen("purpose = \"statistics\"", "purpose = \"fun\"", 1)
        .replacen("{ category = \"usage\"", "{ category = \"rumour\"", 1);
    let error = RegisterSource::parse("x.toml", &text).expect_err("they dangle");
    let keys: Vec<&str> = error.problems().iter().map(|p| p.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "administrator",
            "purpose.necessary.section",
            "purpose.necessary.data[0].category",
            "purpose.statistics.recipients[0]",
            "category.statistics.purpose",
            "service.choice.data[0]",
            "service.taeller.category",
            "service.taeller.recipient",
        ]
    );
    assert_eq!(
        error.problems()[0].message,
        "\"nobody\" has no table [recipient.nobody]; add it, or write one of helper, counter, insurer, board"
    );
    assert_eq!(error.to_string().lines().count(), keys.len());
}

#[test]
fn mistakes_in_several_tables_are_told_at_once() {
    let text = changed("kind = \"consent\"", "kind = \"conzent\"")
        .replacen("role = \"processor\"", "role = \"helper\"", 1)
        .replacen("party = \"third\"", "party = \"fourth\"", 1);
    let error = RegisterSource::parse("x.toml", &text).expect_err("three words are unknown");
    let keys: Vec<&str> = error.problems().iter().map(|p| p.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "purpose.statistics.basis.kind",
            "recipient.helper.role",
            "service.taeller.cookie[0].party"
        ]
    );
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = RegisterSource::parse("x.toml", &text);
    }

    #[test]
    fn no_toml_like_text_makes_it_panic(text in "(\\[{0,2}[a-z.\"\n]{0,12}\\]{0,2}( = [\\[{\"a-z0-9:,T}\\]-]{0,12})?\n){0,20}") {
        let _ = RegisterSource::parse("x.toml", &text);
    }

    #[test]
    fn no_mutated_register_makes_it_panic(
        cuts in prop::collection::vec((0..GOOD.len(), 0_usize..40, "[\\x00-\\x7fæøå§]{0,8}"), 1..6),
    ) {
        let mut text = GOOD.to_owned();
        for (at, length, insert) in cuts {
            let start = text.floor_char_boundary(at.min(text.len()));
            let end = text.floor_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, &insert);
        }
        if let Ok(source) = RegisterSource::parse("x.toml", &text) {
            for finding in domain::register::check::check(&source) {
                prop_assert!(finding.line.is_some_and(|line| line >= 1));
            }
        } else if let Err(error) = RegisterSource::parse("x.toml", &text) {
            prop_assert!(!error.problems().is_empty());
        }
    }

    #[test]
    fn a_wrong_value_names_a_line_of_the_file(line in 0_usize..400, value in "[a-z]{1,5}|[0-9]{1,5}|true|\\{\\}|\\[\\]") {
        let mut lines: Vec<String> = GOOD.lines().map(str::to_owned).collect();
        let line = line % lines.len();
        let Some((key, _)) = lines[line].split_once(" = ") else { return Ok(()); };
        lines[line] = format!("{key} = {value}");
        if let Err(error) = RegisterSource::parse("x.toml", &lines.join("\n")) {
            for problem in error.problems() {
                prop_assert!((1..=lines.len()).contains(&problem.line));
            }
        }
    }
}
