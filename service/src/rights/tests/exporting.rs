use std::io::Read as _;

use domain::canonical::Digest;
use domain::held::{Export, Exported};
use domain::text::Language;

use super::*;
use crate::EXPORT_SCHEMA;
use crate::contact::tests::Writer;

/// The files of a ZIP, by name.
fn unpacked(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = rawzip::ZipArchive::from_slice(zip).unwrap();
    let mut entries = archive.entries();
    let mut files = Vec::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = entry
            .file_path()
            .try_normalize()
            .unwrap()
            .as_ref()
            .to_owned();
        let stored = archive.get_entry(entry.wayfinder()).unwrap();
        let mut content = Vec::new();
        let mut reader = stored.verifying_reader(stored.data());
        reader.read_to_end(&mut content).unwrap();
        files.push((name, content));
    }
    files
}

#[tokio::test]
async fn what_was_given_comes_along_and_is_what_it_was() {
    let bench = Bench::open().await;
    let service = &bench.service;
    let event = event(&bench).await;
    known(&bench, event, ANNA).await;
    bench.set_clock("2026-11-21T13:00:00Z");
    let writer = Writer::writes(&bench, ANNA, "=2+5 er vel 7?").await;
    writer.is_answered("Ja, canary-assessment.").await;
    let anna = reading(&bench, ANNA);
    let zip = service.export_own(&anna, Language::Da).await.unwrap();
    assert_eq!(zip, service.export_own(&anna, Language::Da).await.unwrap());
    let files = unpacked(&zip);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "oplysninger.json",
            "oplysninger.csv",
            "export-1.schema.json",
            "manifest.json"
        ]
    );
    for (name, content) in &files {
        let text = String::from_utf8_lossy(content);
        assert!(
            !text.contains("canary-assessment"),
            "{name}: our words are ours"
        );
        assert!(!text.contains("CaseWorker"), "{name}");
    }
    assert_eq!(files[2].1, EXPORT_SCHEMA.as_bytes());

    let manifest: serde_json::Value = serde_json::from_slice(&files[3].1).unwrap();
    for (told, (name, content)) in manifest["files"].as_array().unwrap().iter().zip(&files) {
        assert_eq!(told["name"], *name);
        assert_eq!(told["bytes"], content.len());
        assert_eq!(told["sha256"], Digest::of(content).to_string());
    }

    let export: Export = serde_json::from_slice(&files[0].1).unwrap();
    assert_eq!(export.to_json().unwrap(), files[0].1, "it reads back");
    assert_eq!(export.email, ANNA);
    let words: Vec<&str> = export
        .items
        .iter()
        .filter_map(|item| match &item.data {
            Exported::Enquiry { messages, .. } => Some(messages),
            _ => None,
        })
        .flatten()
        .map(|message| message.words.as_str())
        .collect();
    assert_eq!(words, ["Kan I ringe til mig?", "=2+5 er vel 7?"]);

    let mut table = csv::Reader::from_reader(&files[1].1["\u{feff}".len()..]);
    assert_eq!(table.headers().unwrap(), &Export::COLUMNS[..]);
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|row| &row[3] == "email" && &row[4] == ANNA));
    assert!(
        rows.iter().any(|row| &row[4] == "'=2+5 er vel 7?"),
        "no spreadsheet runs it"
    );
    assert_eq!(rows.len(), export.to_rows().unwrap().len());
}

#[tokio::test]
async fn whoever_nothing_is_known_of_gets_an_export_with_nothing_in_it() {
    let bench = Bench::open().await;
    let nobody = reading(&bench, "ingen@example.dk");
    let zip = bench.service.export_own(&nobody, Language::En).await;
    let files = unpacked(&zip.unwrap());
    let export: Export = serde_json::from_slice(&files[0].1).unwrap();
    assert!(export.items.is_empty());
}
