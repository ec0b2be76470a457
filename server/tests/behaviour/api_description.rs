//! The description and the examples are what the service does.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::bench::api::{banner, wording};
use crate::bench::{Answer, Ask, Bench};

/// The examples page.
const EXAMPLES: &str = include_str!("../../../docs/api.md");

fn description(bench: &Bench) -> Value {
    bench.get("/api/v1/openapi.json").json()
}

fn operations(description: &Value) -> Vec<(String, String, &Value)> {
    let paths = description["paths"].as_object().unwrap();
    paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap();
            methods
                .iter()
                .map(move |(method, operation)| (path.clone(), method.clone(), operation))
        })
        .collect()
}

#[test]
fn every_endpoint_is_described_with_every_answer() {
    let bench = Bench::open();
    let description = description(&bench);
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    let operations = operations(&description);
    let named: Vec<String> = operations
        .iter()
        .map(|(path, method, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(
        named,
        [
            "post /api/v1/consents",
            "post /api/v1/consents/lookup",
            "post /api/v1/consents/withdraw",
            "post /api/v1/contact/messages",
            "post /api/v1/newsletter/subscriptions",
            "get /api/v1/newsletter/wording/{language}",
            "get /api/v1/notices/{hash}",
            "get /api/v1/openapi.json",
            "post /api/v1/refusals",
            "get /api/v1/register",
            "get /api/v1/register/versions",
            "get /api/v1/register/versions/{version}",
        ]
    );
    for (path, method, operation) in operations {
        let answers = operation["responses"].as_object().unwrap();
        let always = ["403", "429", "500", "503"].into_iter();
        let with_body = ["400", "413", "415", "422"]
            .into_iter()
            .filter(|_| method == "post");
        for status in always.chain(with_body) {
            let content = &answers[status]["content"];
            assert!(
                content["application/problem+json"]["schema"].is_object(),
                "{path}: {status}"
            );
        }
        for (status, answer) in answers {
            let words = answer["description"].as_str().unwrap();
            assert!(!words.is_empty(), "{path}: {status}");
        }
        assert!(operation["summary"].as_str().is_some(), "{path}");
    }
}

/// Every text has a length or a closed form, every list a length, in what is sent to us.
#[test]
fn every_field_that_is_sent_is_limited() {
    let bench = Bench::open();
    let description = description(&bench);
    let schemas = &description["components"]["schemas"];
    for request in ["NewConsent", "NewRefusal", "ByCode", "NewSubscription"] {
        let schema = &schemas[request];
        assert_eq!(schema["additionalProperties"], false, "{request}");
        for (field, schema) in schema["properties"].as_object().unwrap() {
            let limited = resolve(schemas, schema);
            assert!(is_limited(schemas, limited), "{request}.{field}: {limited}");
        }
    }
}

fn resolve<'a>(schemas: &'a Value, schema: &'a Value) -> &'a Value {
    let optional = schema["oneOf"]
        .as_array()
        .and_then(|cases| cases.iter().find(|case| case["type"] != "null"));
    let schema = optional.unwrap_or(schema);
    match schema["$ref"]
        .as_str()
        .and_then(|name| name.rsplit('/').next())
    {
        Some(name) => &schemas[name],
        None => schema,
    }
}

fn is_limited(schemas: &Value, schema: &Value) -> bool {
    if schema["type"] == "array" {
        return schema["maxItems"].is_number()
            && is_limited(schemas, resolve(schemas, &schema["items"]));
    }
    schema["enum"].is_array() || schema["maxLength"].is_number()
}

/// A command of the examples page, and the answer that stands below it.
struct Example {
    command: String,
    status: u16,
    body: Option<Value>,
}

/// Reads the page's `sh` blocks and the `http` block after each.
fn examples() -> Vec<Example> {
    let mut blocks = EXAMPLES.split("```").skip(1).step_by(2);
    let mut examples = Vec::new();
    while let Some(block) = blocks.next() {
        let Some(command) = block.strip_prefix("sh\n") else {
            continue;
        };
        let answer = blocks.next().unwrap().strip_prefix("http\n").unwrap();
        let (head, body) = answer.split_once("\n\n").unwrap_or((answer, ""));
        let status = head.split(' ').nth(1).unwrap().trim().parse().unwrap();
        examples.push(Example {
            command: command.to_owned(),
            status,
            body: (!body.trim().is_empty()).then(|| serde_json::from_str(body).expect(body)),
        });
    }
    examples
}

/// The words of a shell command of ours: `$name`, single quotes, and lines continued.
fn words(command: &str, values: &BTreeMap<&str, String>) -> Vec<String> {
    let text = values
        .iter()
        .fold(command.replace("\\\n", " "), |text, (name, value)| {
            text.replace(&format!("${name}"), value)
        });
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for symbol in text.chars() {
        match symbol {
            '\'' => quoted = !quoted,
            space if space.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            other => word.push(other),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// What curl would send.
fn run(bench: &Bench, command: &str, values: &BTreeMap<&str, String>) -> Answer {
    let mut words = words(command, values).into_iter();
    assert_eq!(words.next().as_deref(), Some("curl"));
    let (mut target, mut headers, mut data) = (None, Vec::new(), None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "-i" => {}
            "-H" => headers.push(words.next().unwrap()),
            "-d" => data = Some(words.next().unwrap()),
            address => {
                let path = address.strip_prefix("http://127.0.0.1:3000").unwrap();
                target = Some(path.to_owned());
            }
        }
    }
    let target = target.unwrap();
    let ask = match data {
        Some(data) => Ask::new("POST", &target).body(data),
        None => Ask::new("GET", &target),
    };
    let ask = headers.iter().fold(ask, |ask, header| {
        let (name, value) = header.split_once(": ").unwrap();
        ask.header(name, value)
    });
    bench.send(&ask)
}

/// Whether `actual` holds all that `shown` does, with values of the same kind.
fn holds(actual: &Value, shown: &Value) -> bool {
    match (actual, shown) {
        (Value::Object(actual), Value::Object(shown)) => shown
            .iter()
            .all(|(key, shown)| actual.get(key).is_some_and(|actual| holds(actual, shown))),
        (Value::Array(actual), Value::Array(shown)) => shown
            .iter()
            .all(|shown| actual.iter().any(|actual| holds(actual, shown))),
        (Value::String(_), Value::String(_)) => true,
        (actual, shown) => actual == shown,
    }
}

#[test]
fn every_example_of_the_page_is_answered_as_shown() {
    let bench = Bench::open();
    let mut values = BTreeMap::from([("notice", banner(&bench)), ("wording", wording(&bench))]);
    let examples = examples();
    assert!(examples.len() >= 8);
    for example in examples {
        let answer = run(&bench, &example.command, &values);
        assert_eq!(
            answer.status, example.status,
            "{}\n{}",
            example.command, answer.body
        );
        match example.body {
            Some(shown) => assert!(
                holds(&answer.json(), &shown),
                "{}\n{}",
                example.command,
                answer.body
            ),
            None => assert_eq!(answer.body, "", "{}", example.command),
        }
        if answer.status == 201
            && let Some(receipt) = answer.json()["receipt"].as_str()
        {
            values.insert("receipt", receipt.to_owned());
        }
    }
}
