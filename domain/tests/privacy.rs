//! The privacy page holds what Articles 13 and 14 ask for, and two versions differ by exactly what changed.

#![expect(clippy::expect_used, reason = "a test may panic")]

mod material;

use std::collections::BTreeSet;

use domain::country;
use domain::privacy::{Change, Mark, PrivacyPage, compare, complaint_anchor};
use domain::register::{Register, ServedRegister};
use domain::text::Language;
use material::{association, both, changed, serve};

fn in_both_languages(run: impl Fn(&ServedRegister, Language)) {
    for register in both().iter().map(serve) {
        for language in Language::ALL {
            run(&register, language);
        }
    }
}

fn text(page: &PrivacyPage) -> String {
    serde_json::to_value(page)
        .map(|value| words(&value))
        .expect("it has a form")
}

fn words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => format!("{text}\n"),
        serde_json::Value::Array(items) => items.iter().map(words).collect(),
        serde_json::Value::Object(fields) => fields.values().map(words).collect(),
        _ => String::new(),
    }
}

fn compose(register: &ServedRegister) -> PrivacyPage {
    PrivacyPage::compose(register, Language::En)
}

/// What differs, on the English page, after one change.
fn difference(change: fn(&mut Register)) -> Vec<Change> {
    compare(&compose(&serve(&association())), &compose(&changed(change)))
}

/// The words with one mark, run by run.
fn marked(changes: &[Change], mark: Mark) -> Vec<&str> {
    let runs = changes.iter().flat_map(|change| &change.runs);
    runs.filter(|run| run.mark == mark)
        .map(|run| run.text.trim())
        .collect()
}

#[test]
fn every_purpose_stands_in_its_section_with_recipients_and_retention() {
    in_both_languages(|served, language| {
        let register = served.register();
        let page = PrivacyPage::compose(served, language);
        for (key, purpose) in &register.purpose {
            let section = page
                .sections
                .iter()
                .find(|section| section.id == purpose.section)
                .expect("the section is shown");
            let parts: Vec<_> = section
                .purposes
                .iter()
                .filter(|part| part.id == *key)
                .collect();
            let [part] = parts[..] else {
                panic!("{key} stands {} times", parts.len())
            };
            let paragraphs: Vec<&String> =
                part.rows.iter().flat_map(|row| &row.paragraphs).collect();
            assert!(
                part.rows.iter().all(|row| !row.paragraphs.is_empty()),
                "{key}"
            );
            for recipient in &purpose.recipients {
                let recipient = &register.recipient[recipient];
                let country = country::name(&recipient.country, language);
                let named = paragraphs
                    .iter()
                    .any(|text| text.contains(&recipient.name) && text.contains(country));
                assert!(named, "{key} names {} and its country", recipient.name);
            }
            let kept = purpose
                .retention
                .as_ref()
                .expect("every purpose has a rule")
                .in_words(language);
            assert!(
                paragraphs.iter().any(|text| **text == kept),
                "{key}: {kept}"
            );
            for item in &purpose.data {
                let shown = paragraphs
                    .iter()
                    .any(|text| text.contains(item.items.get(language)));
                assert!(shown, "{key}: {}", item.category);
            }
            for topic in purpose.topic.values() {
                assert!(
                    paragraphs
                        .iter()
                        .any(|text| text.contains(topic.get(language))),
                    "{key}"
                );
            }
        }
    });
}

#[test]
fn rights_withdrawal_and_the_complaint_with_its_authority_close_the_page() {
    in_both_languages(|served, language| {
        let register = served.register();
        let page = PrivacyPage::compose(served, language);
        let whole = text(&page);
        for part in [
            &register.texts.rights,
            &register.texts.withdrawal,
            &register.texts.complaint,
        ] {
            for paragraph in part.get(language).split("\n\n") {
                assert!(whole.contains(paragraph.trim()), "{paragraph}");
            }
        }
        let last = page.sections.last().expect("the page has sections");
        assert_eq!(last.id, complaint_anchor(language));
        let complaint = last.paragraphs.join("\n");
        let authority = &register.authority;
        for line in [
            &authority.name,
            &authority.phone,
            &authority.email,
            &authority.url,
        ] {
            assert!(complaint.contains(line), "{line}");
        }
        for line in [
            &register.controller.name,
            &register.controller.cvr,
            &register.privacy_contact.email,
        ] {
            assert!(whole.contains(line), "{line}");
        }
        assert_eq!(page.version, served.version().0.short());
    });
}

fn anchors(page: &PrivacyPage) -> Vec<&String> {
    page.sections
        .iter()
        .flat_map(|section| {
            std::iter::once(&section.id).chain(section.purposes.iter().map(|purpose| &purpose.id))
        })
        .collect()
}

#[test]
fn no_anchor_stands_twice_on_a_page() {
    in_both_languages(|served, language| {
        let page = PrivacyPage::compose(served, language);
        let anchors = anchors(&page);
        assert_eq!(
            anchors.iter().collect::<BTreeSet<_>>().len(),
            anchors.len(),
            "{anchors:?}"
        );
        for key in served
            .register()
            .section
            .keys()
            .chain(served.register().purpose.keys())
        {
            assert!(
                anchors.contains(&key),
                "{key} is an anchor as it is written"
            );
        }
    });
}

#[test]
fn a_register_that_uses_a_name_twice_still_has_distinct_anchors() {
    let served = changed(|register| {
        let section = register.section["website"].clone();
        for taken in ["statistics", "rights", "klag", "statistics-2"] {
            register.section.insert(taken.to_owned(), section.clone());
        }
        let purpose = register.purpose["video"].clone();
        register.purpose.insert("complain".to_owned(), purpose);
    });
    for language in Language::ALL {
        let page = PrivacyPage::compose(&served, language);
        let anchors = anchors(&page);
        assert_eq!(
            anchors.iter().collect::<BTreeSet<_>>().len(),
            anchors.len(),
            "{anchors:?}"
        );
        let last = page.sections.last().expect("the page has sections");
        assert_eq!(
            last.id,
            complaint_anchor(language),
            "our own links still lead there"
        );
    }
}

#[test]
fn a_version_does_not_differ_from_itself() {
    in_both_languages(|served, language| {
        let page = PrivacyPage::compose(served, language);
        assert_eq!(compare(&page, &page), []);
    });
}

#[test]
fn exactly_the_changed_words_are_marked() {
    let differs = difference(|register| register.recipient["talrig"].name = "Zebra".to_owned());
    assert_eq!(differs.len(), 1, "{differs:?}");
    assert_eq!(marked(&differs, Mark::Added), ["Zebra,"]);
    let old = format!("{},", association().recipient["talrig"].name);
    assert_eq!(marked(&differs, Mark::Removed), [old]);
    let purpose = &association().purpose["statistics"].title.en;
    assert!(differs[0].place.ends_with(purpose), "{}", differs[0].place);
}

#[test]
fn a_new_heading_alone_leaves_what_stands_under_it() {
    let section = difference(|register| register.section["website"].title.en = "Zebra".to_owned());
    assert_eq!(section.len(), 1, "{section:?}");
    assert_eq!(marked(&section, Mark::Added), ["Zebra"]);
    let purpose = difference(|register| register.purpose["video"].title.en = "Zebra".to_owned());
    assert_eq!(purpose.len(), 1, "{purpose:?}");
    assert_eq!(marked(&purpose, Mark::Added), ["Zebra"]);
}

#[test]
fn a_further_purpose_shows_as_added_and_a_dropped_one_as_removed() {
    fn without(register: &mut Register) {
        register.purpose.shift_remove("video");
    }
    let gone = difference(without);
    let back = compare(
        &compose(&changed(without)),
        &compose(&serve(&association())),
    );
    let title = association().purpose["video"].title.en.clone();
    for (changes, mark) in [(gone, Mark::Removed), (back, Mark::Added)] {
        assert!(
            changes
                .iter()
                .flat_map(|change| &change.runs)
                .all(|run| run.mark == mark),
            "{changes:?}"
        );
        assert!(marked(&changes, mark).contains(&title.as_str()));
        assert!(changes.len() > 8, "heading, description and every row");
    }
}

#[test]
fn a_purpose_added_beside_a_changed_line_does_not_blur_it() {
    let differs = difference(|register| {
        let section = register.purpose["necessary"].section.clone();
        let mut further = register.purpose["contact"].clone();
        further.section = section;
        register
            .purpose
            .shift_insert(1, "further".to_owned(), further);
        register.purpose["necessary"].automated.takes_place = true;
        register.purpose["statistics"].title.en = "Zebra crossings".to_owned();
    });
    let title = association().purpose["statistics"].title.en.clone();
    let heading = differs
        .iter()
        .find(|change| change.runs.iter().any(|run| run.text.contains("Zebra")))
        .expect("the changed heading is shown");
    let before: String = heading
        .runs
        .iter()
        .filter(|run| run.mark != Mark::Added)
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(before, title, "compared with what stood in its own place");
}

#[test]
fn no_editorial_order_is_lost_in_the_comparison() {
    let differs = difference(|register| register.section.reverse());
    assert!(!differs.is_empty(), "an order people see is a difference");
}
