//! One file in the three forms that browsers ask for, compressed once.

use std::io::{self, Write as _};

use axum::body::Bytes;
use axum::response::{IntoResponse as _, Response};
use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use domain::canonical::Digest;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE,
    ETAG, HeaderName, HeaderValue, VARY,
};
use http::{HeaderMap, StatusCode};

use crate::entity_tag::is_known;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A file, ready to be sent.
pub(super) struct File {
    kind: &'static str,
    /// The best form first.
    forms: [Form; 3],
}

/// A file in one encoding, with a strong name of its own.
struct Form {
    coding: Option<&'static str>,
    tag: HeaderValue,
    bytes: Bytes,
}

impl File {
    /// Takes `content` of this kind and compresses it as small as it gets.
    pub(super) fn new(kind: &'static str, content: Vec<u8>) -> io::Result<Self> {
        let hash = Digest::of(&content).short();
        let form = |coding: Option<&'static str>, bytes: Vec<u8>| {
            let tag = format!("\"{hash}-{}\"", coding.unwrap_or("plain"));
            let tag = HeaderValue::from_str(&tag).map_err(io::Error::other)?;
            let bytes = Bytes::from(bytes);
            Ok::<_, io::Error>(Form { coding, tag, bytes })
        };
        Ok(Self {
            kind,
            forms: [
                form(Some("br"), by_brotli(&content)?)?,
                form(Some("gzip"), by_gzip(&content)?)?,
                form(None, content)?,
            ],
        })
    }

    /// The file in the best form that the caller takes, or 304 when the caller has it; every website may read it.
    pub(super) fn answer(&self, asked: &HeaderMap, age: &'static str) -> Response {
        let [.., plain] = &self.forms;
        let wanted = |form: &&Form| form.coding.is_none_or(|coding| takes(asked, coding));
        let form = self.forms.iter().find(wanted).unwrap_or(plain);
        let mut response = if is_known(asked, &form.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            form.whole(self.kind)
        };
        let headers = response.headers_mut();
        headers.insert(ETAG, form.tag.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(age));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        response
    }
}

impl Form {
    fn whole(&self, kind: &'static str) -> Response {
        let mut response = ([(CONTENT_TYPE, kind)], self.bytes.clone()).into_response();
        if let Some(coding) = self.coding {
            let coding = HeaderValue::from_static(coding);
            response.headers_mut().insert(CONTENT_ENCODING, coding);
        }
        response
    }
}

/// Whether the caller names `coding` and does not give it the weight 0 (RFC 9110 section 12.5.3).
fn takes(headers: &HeaderMap, coding: &str) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            let weight = weight.trim().strip_prefix("q=");
            let is_refused = weight.is_some_and(|q| q.trim().parse() == Ok(0.0_f32));
            name.trim().eq_ignore_ascii_case(coding) && !is_refused
        })
}

fn by_brotli(content: &[u8]) -> io::Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut writer = CompressorWriter::with_params(Vec::new(), 4096, &parameters);
    writer.write_all(content)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

fn by_gzip(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(content)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use http::header::IF_NONE_MATCH;

    use super::*;

    fn asking(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn an_encoding_is_sent_to_those_alone_who_take_it() {
        for (value, br, gzip) in [
            ("gzip, deflate, br, zstd", true, true),
            ("GZIP", false, true),
            ("br;q=0, gzip;q=0.5", false, true),
            ("br ; q=0.000", false, false),
            ("brotli", false, false),
            ("*", false, false),
            ("", false, false),
        ] {
            let headers = asking(ACCEPT_ENCODING, value);
            assert_eq!(takes(&headers, "br"), br, "{value}");
            assert_eq!(takes(&headers, "gzip"), gzip, "{value}");
        }
    }

    #[test]
    fn what_is_compressed_is_the_content_and_smaller() {
        let content = b"the same words, the same words, the same words".repeat(40);
        let file = File::new("text/plain", content.clone()).unwrap();
        let [br, gzip, plain] = &file.forms;
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut br.bytes.as_ref(), &mut read).unwrap();
        assert_eq!(read, content);
        let mut read = Vec::new();
        io::Read::read_to_end(
            &mut flate2::read::GzDecoder::new(gzip.bytes.as_ref()),
            &mut read,
        )
        .unwrap();
        assert_eq!(read, content);
        assert!(br.bytes.len() < 100 && gzip.bytes.len() < 150);
        assert_eq!(plain.bytes, content);
    }

    #[test]
    fn each_form_has_a_name_of_its_own_and_is_sent_once() {
        let file = File::new("text/plain", b"words".to_vec()).unwrap();
        let [br, _, plain] = &file.forms;
        assert_ne!(br.tag, plain.tag);
        let mut asked = asking(ACCEPT_ENCODING, "br");
        asked.insert(IF_NONE_MATCH, br.tag.clone());
        let answer = file.answer(&asked, "no-cache");
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        asked.insert(IF_NONE_MATCH, plain.tag.clone());
        assert_eq!(file.answer(&asked, "no-cache").status(), StatusCode::OK);
    }
}
