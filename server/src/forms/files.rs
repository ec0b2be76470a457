//! Forms that may bring files. Who sends one is found out from its fields, which come first; only then are the files
//! read, so that nobody fills our memory who has no business here.

use axum::extract::Request;
use domain::problem::Problem;
use domain::secure::LARGEST_FILE;
use http::header::CONTENT_TYPE;
use multer::{Constraints, Field, Multipart, SizeLimit};
use service::HandedFile;

use super::{read_form, single};
use crate::limits::{MAX_BODY, MAX_FILES};

/// The field that files are in.
const FILES: &str = "files";

/// A form of either encoding. One that brings files is for writing, so what it does needs no field, which browsers send
/// last.
pub(super) struct FilesForm {
    /// What it does.
    pub(super) act: String,
    /// The fields before the first file.
    pub(super) fields: Vec<(String, String)>,
    rest: Option<(Multipart<'static>, Field<'static>)>,
}

impl FilesForm {
    /// Reads the fields, up to the first file.
    pub(super) async fn begin(request: &mut Request) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or("");
        let Ok(boundary) = multer::parse_boundary(kind) else {
            let fields = read_form(request).await?;
            let act = single(&fields, "act").ok_or(Problem::UnreadableForm)?;
            return Ok(Self {
                act,
                fields,
                rest: None,
            });
        };
        let body = std::mem::take(request.body_mut()).into_data_stream();
        let mut parts = Multipart::with_constraints(body, boundary, constraints());
        let mut fields = Vec::new();
        while let Some(part) = parts.next_field().await.map_err(of_reading)? {
            let name = part.name().unwrap_or_default().to_owned();
            if name == FILES {
                return Ok(Self::writing(fields, Some((parts, part))));
            }
            fields.push((name, part.text().await.map_err(of_reading)?));
        }
        Ok(Self::writing(fields, None))
    }

    fn writing(
        fields: Vec<(String, String)>,
        rest: Option<(Multipart<'static>, Field<'static>)>,
    ) -> Self {
        Self {
            act: "write".to_owned(),
            fields,
            rest,
        }
    }

    /// Reads the files.
    pub(super) async fn files(self) -> Result<Vec<HandedFile>, Problem> {
        let Some((mut parts, first)) = self.rest else {
            return Ok(Vec::new());
        };
        let mut files = Vec::new();
        let mut next = Some(first);
        while let Some(part) = next {
            let is_file = part.name() == Some(FILES);
            let name = part.file_name().unwrap_or_default().to_owned();
            let content = part.bytes().await.map_err(of_reading)?.to_vec();
            // Where nothing was chosen, browsers send a file without name and content.
            if is_file && !(name.is_empty() && content.is_empty()) {
                files.push(HandedFile { name, content });
            }
            next = parts.next_field().await.map_err(of_reading)?;
        }
        Ok(files)
    }
}

fn constraints() -> Constraints {
    let sizes = SizeLimit::new()
        .whole_stream(MAX_FILES as u64)
        .per_field(MAX_BODY as u64)
        .for_field(FILES, LARGEST_FILE as u64);
    Constraints::new().size_limit(sizes)
}

fn of_reading(error: multer::Error) -> Problem {
    match error {
        multer::Error::FieldSizeExceeded { field_name, .. }
            if field_name.as_deref() == Some(FILES) =>
        {
            Problem::FileTooLarge
        }
        multer::Error::StreamSizeExceeded { .. } | multer::Error::StreamReadFailed(_) => {
            Problem::FilesTooLarge
        }
        multer::Error::FieldSizeExceeded { .. } => Problem::TooLarge,
        _ => Problem::UnreadableForm,
    }
}
