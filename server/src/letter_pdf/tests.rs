use domain::access_answer::{AccessAnswer, AnswerBlock, AnswerItem, AnswerPart};
use domain::canonical::Digest;
use domain::privacy::Row;
use domain::register::RegisterVersion;
use domain::text::Language;

use super::face::Faces;
use super::flow::{PAGE, pages};
use super::letter_pdf;

/// A letter as long as `copies` things make it.
fn letter(copies: usize) -> AccessAnswer {
    let long = "Vi gemmer det, så længe dit ja gælder. ".repeat(12);
    let part = |number: usize| AnswerPart {
        purpose: "newsletter".to_owned(),
        title: format!("Din henvendelse nr. {number}"),
        paragraphs: Vec::new(),
        rows: vec![
            Row {
                label: "Navn".to_owned(),
                paragraphs: vec!["Åse Ørsted Æbelø".to_owned()],
            },
            Row {
                label: "Et meget langt ord".to_owned(),
                paragraphs: vec!["x".repeat(300), long.clone(), "🎉 \u{202e} slut".to_owned()],
            },
        ],
    };
    let block = |item: AnswerItem| AnswerBlock {
        item,
        heading: format!("Overskrift {}", item.in_words(Language::Da)),
        paragraphs: vec![long.clone()],
        parts: if item == AnswerItem::Copy {
            (0..copies).map(part).collect()
        } else {
            Vec::new()
        },
    };
    AccessAnswer {
        schema: AccessAnswer::SCHEMA.to_owned(),
        language: Language::Da,
        title: "Svar på din anmodning om indsigt".to_owned(),
        from: vec!["Testforeningen".to_owned(), "Vej 1".to_owned()],
        to: vec!["anna@example.dk".to_owned()],
        dated: "By, 25. november 2026".to_owned(),
        opening: vec!["Her er det.".to_owned()],
        purposes: vec!["newsletter".to_owned()],
        blocks: AnswerItem::ALL.map(block).into(),
        redactions: Vec::new(),
        closing: vec!["Skriv til os.".to_owned()],
        register: RegisterVersion(Digest([1; 32])),
    }
}

#[test]
fn it_is_tagged_and_the_same_each_time() {
    for copies in [0, 1, 8] {
        let printed = letter_pdf(&letter(copies)).unwrap();
        assert!(printed.starts_with(b"%PDF-1.7"));
        assert!(printed == letter_pdf(&letter(copies)).unwrap());
        let open = String::from_utf8_lossy(&printed);
        for said in [
            "/Marked true",
            "/StructTreeRoot",
            "/Lang (da)",
            "/H1",
            "/H2",
        ] {
            assert!(open.contains(said), "{said}");
        }
        assert_eq!(open.contains("/H3"), copies > 0);
    }
}

#[test]
fn no_line_leaves_the_page_and_no_heading_ends_one() {
    let faces = Faces::load().unwrap();
    let letter = letter(12);
    let blocks = super::blocks::blocks(&letter);
    let pages = pages(&blocks, &faces);
    assert!(pages.len() > 5);
    for page in &pages {
        let mut before = 0.0;
        for line in page {
            assert!(line.y > before && line.y < PAGE.1 - 60.0);
            before = line.y;
            for run in &line.runs {
                let style = blocks[run.block].role.style();
                let width = faces.of(&style).width(&run.text) * style.size;
                assert!(run.x + width < PAGE.0 - 50.0, "{}", run.text);
            }
        }
        let last = page.last().unwrap().runs[0].block;
        let is_heading = blocks[last].role.style().is_strong;
        assert!(!is_heading, "{}", blocks[last].text);
    }
}

#[test]
fn nothing_that_was_written_is_lost() {
    let faces = Faces::load().unwrap();
    let letter = letter(3);
    let blocks = super::blocks::blocks(&letter);
    let mut printed = vec![String::new(); blocks.len()];
    for line in pages(&blocks, &faces).into_iter().flatten() {
        for run in line.runs {
            printed[run.block].push_str(&run.text);
        }
    }
    let bare = |text: &str| {
        let seen = text
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control());
        seen.map(|c| if c == '🎉' { '□' } else { c })
            .collect::<String>()
    };
    for (block, printed) in blocks.iter().zip(printed) {
        let expected = bare(&block.text).replace('\u{202e}', "");
        assert_eq!(bare(&printed).replace('\u{202e}', ""), expected);
    }
}
