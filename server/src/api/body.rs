//! Reading a body strictly: one JSON value of the described shape, nothing more, nothing twice.

use axum::body::to_bytes;
use axum::extract::Request;
use domain::problem::Problem;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde::de::DeserializeOwned;

use super::answer::Refusal;
use crate::limits::MAX_BODY;

/// Reads the body. The shapes read here hold no maps and refuse unknown fields, so a field that comes twice and a
/// value nested deeper than described are refused by the shape itself.
pub(super) async fn read<T: DeserializeOwned>(request: &mut Request) -> Result<T, Refusal> {
    if !is_json(request.headers()) {
        return Err(Refusal::Kind);
    }
    let body = std::mem::take(request.body_mut());
    let bytes = to_bytes(body, MAX_BODY)
        .await
        .map_err(|_| Problem::TooLarge)?;
    parse(&bytes)
}

/// Exactly JSON: RFC 8259 has no `charset`, but many clients send the one it always is.
fn is_json(headers: &HeaderMap) -> bool {
    const KINDS: [&str; 2] = ["application/json", "application/json;charset=utf-8"];
    let mut kinds = headers.get_all(CONTENT_TYPE).iter();
    let kind = kinds.next().and_then(|kind| kind.to_str().ok());
    let kind = kind.filter(|_| kinds.next().is_none());
    let plain: Option<String> = kind.map(|kind| kind.split_ascii_whitespace().collect());
    let is_known =
        plain.is_some_and(|kind| KINDS.iter().any(|known| known.eq_ignore_ascii_case(&kind)));
    is_known && !headers.contains_key(CONTENT_ENCODING)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    // Asked first: a field that is refused by its name would hide what its value is written in.
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotJson)?;
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let place = error.path().to_string();
        refusal(error.inner(), Some(place).filter(|place| place != "."))
    })?;
    json.end().map_err(|error| refusal(&error, None))?;
    Ok(value)
}

fn refusal(error: &serde_json::Error, place: Option<String>) -> Refusal {
    if error.is_data() {
        Refusal::NotAsDescribed(place)
    } else {
        Refusal::NotJson
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Shape {
        name: String,
        #[serde(default)]
        list: Vec<u8>,
    }

    fn code(text: &[u8]) -> &'static str {
        match parse::<Shape>(text) {
            Ok(_) => "read",
            Err(Refusal::NotJson) => "not-json",
            Err(Refusal::NotAsDescribed(_)) => "not-as-described",
            Err(_) => "other",
        }
    }

    #[test]
    fn only_the_described_shape_is_read() {
        let deep = format!("{{\"name\":{}", "[".repeat(10_000));
        let cases: [(&[u8], &str); 14] = [
            (br#"{"name":"a"}"#, "read"),
            (br#" {"list":[1,2],"name":"a"} "#, "read"),
            (br#"{"name":"a","name":"b"}"#, "not-as-described"),
            (br#"{"name":"a","list":[],"list":[]}"#, "not-as-described"),
            (br#"{"name":"a","more":1}"#, "not-as-described"),
            (br#"{}"#, "not-as-described"),
            (br#"{"name":null}"#, "not-as-described"),
            (deep.as_bytes(), "not-as-described"),
            (br#"{"name":"a"}{"#, "not-json"),
            (br#"{"name":"a",}"#, "not-json"),
            (b"\xef\xbb\xbf{\"name\":\"a\"}", "not-json"),
            (b"{\"name\":\"\xff\"}", "not-json"),
            (b"{\"name\":\"\\ud800\"}", "not-json"),
            (b"", "not-json"),
        ];
        for (text, expected) in cases {
            assert_eq!(code(text), expected, "{}", String::from_utf8_lossy(text));
        }
    }

    #[test]
    fn the_place_is_named() {
        let place = |text: &str| match parse::<Shape>(text.as_bytes()) {
            Err(Refusal::NotAsDescribed(place)) => place,
            _ => panic!("{text} is refused as not described"),
        };
        assert_eq!(
            place(r#"{"name":"a","list":[1,"x"]}"#).as_deref(),
            Some("list[1]")
        );
        assert_eq!(place(r#"{"list":[]}"#), None);
    }

    proptest! {
        #[test]
        fn no_bytes_are_read_as_anything_but_themselves(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(shape) = parse::<Shape>(&bytes) {
                let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
                prop_assert_eq!(value["name"].as_str(), Some(shape.name.as_str()));
            }
        }

        #[test]
        fn whatever_a_name_holds_it_arrives_whole(name in ".*") {
            let text = serde_json::json!({ "name": name }).to_string();
            let shape: Option<Shape> = parse(text.as_bytes()).ok();
            prop_assert_eq!(shape, Some(Shape { name, list: Vec::new() }));
        }
    }
}
