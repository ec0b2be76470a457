//! Taking one's data along (Article 20): what the person gave and what their use produced, as JSON under a published
//! schema, as a table, and a manifest that tells by its hashes whether a file was changed on the way. One ZIP file.

use std::io::Write as _;

use domain::canonical::{self, Digest};
use domain::held::Export;
use domain::problem::Problem;
use domain::text::Language;
use jiff::Timestamp;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use serde::Serialize;

use crate::spreadsheet::{MARK, cell};
use crate::{DataSubject, Service, problem};

const JSON: &str = "oplysninger.json";
const TABLE: &str = "oplysninger.csv";
const MANIFEST: &str = "manifest.json";
/// The published schema of [`JSON`], which comes along, so that the file explains itself.
const SCHEMA_FILE: &str = "export-1.schema.json";
/// The schema, as it lies in `docs/` and is served.
pub const EXPORT_SCHEMA: &str = include_str!("../../../docs/export-1.schema.json");

/// What tells whether the files are those that were made.
#[derive(Serialize)]
struct Manifest<'a> {
    schema: &'static str,
    made_at: Timestamp,
    files: Vec<FileOf<'a>>,
}

#[derive(Serialize)]
struct FileOf<'a> {
    name: &'static str,
    bytes: usize,
    sha256: String,
    #[serde(skip)]
    content: &'a [u8],
}

impl Service {
    /// Their data, as a ZIP file.
    ///
    /// # Errors
    /// As [`Service::held`].
    pub async fn export_own(
        &self,
        subject: &DataSubject,
        language: Language,
    ) -> Result<Vec<u8>, Problem> {
        let held = self.held(subject).await?;
        let export = Export::of(self.register(), &held, language, self.now());
        let json = export.to_json().map_err(problem::of_form)?;
        let table = table(&export)?;
        let files = [
            (JSON, json.as_slice()),
            (TABLE, table.as_slice()),
            (SCHEMA_FILE, EXPORT_SCHEMA.as_bytes()),
        ];
        let files = files.map(|(name, content)| FileOf {
            name,
            bytes: content.len(),
            sha256: Digest::of(content).to_string(),
            content,
        });
        let manifest = Manifest {
            schema: "samtykke/export-manifest/1",
            made_at: self.now(),
            files: files.into(),
        };
        let written = canonical::to_bytes(&manifest).map_err(problem::of_form)?;
        let files = manifest.files.iter().map(|file| (file.name, file.content));
        pack(files.chain([(MANIFEST, written.as_slice())]))
    }
}

/// The same as rows, for people who have a spreadsheet and no program (RFC 4180).
fn table(export: &Export) -> Result<Vec<u8>, Problem> {
    let unwritable = |_| problem::missing("room for a table");
    let mut file = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    file.write_record(Export::COLUMNS).map_err(unwritable)?;
    for row in export.to_rows().map_err(problem::of_form)? {
        let cells = row.map(|value| cell(&value));
        file.write_record(cells).map_err(unwritable)?;
    }
    file.into_inner()
        .map_err(|_| problem::missing("room for a table"))
}

/// Files in one, stored as they are. None has a time of its own: the same data is the same file.
fn pack<'a>(files: impl Iterator<Item = (&'static str, &'a [u8])>) -> Result<Vec<u8>, Problem> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in files {
        let stored = archive.new_file(name);
        let stored = stored.compression_method(CompressionMethod::STORE);
        let (mut entry, config) = stored.start().map_err(unwritable)?;
        let mut writer = config.wrap(&mut entry);
        let written = writer.write_all(content);
        written.map_err(|_| problem::missing("room for a file"))?;
        let (_, descriptor) = writer.finish().map_err(unwritable)?;
        entry.finish(descriptor).map_err(unwritable)?;
    }
    archive.finish().map_err(unwritable)
}

fn unwritable(_: rawzip::Error) -> Problem {
    problem::missing("room for a file")
}
