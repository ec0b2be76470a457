//! The declaration for other people's websites: the same as our own page, as a tree of elements that the script only
//! has to build, so that it need not know what a declaration is made of.

use app::texts::{Texts, texts};
use domain::declaration::{CategoryPart, CookiePart, ServicePart, compose};
use domain::register::ServedRegister;
use domain::text::Language;
use serde_json::{Value, json};

/// The declaration in `language`: a node is a text, or a list of an element's name (`tag` or `tag.class`), its
/// attributes and its nodes.
pub(super) fn declaration(register: &ServedRegister, language: Language) -> String {
    let texts = texts(language);
    let mut tree = vec![json!(["p", {}, texts.cookies_intro])];
    for category in compose(register, language) {
        add_category(&mut tree, &category, texts);
    }
    json!({ "v": domain::embed::FORMAT, "lang": language, "tree": tree }).to_string()
}

fn add_category(tree: &mut Vec<Value>, category: &CategoryPart, texts: &Texts) {
    tree.push(json!(["h3", {}, category.title]));
    tree.push(json!(["p", {}, category.text]));
    for service in &category.services {
        add_service(tree, service, texts);
    }
}

fn add_service(tree: &mut Vec<Value>, service: &ServicePart, texts: &Texts) {
    let because = service.necessary_because.as_deref().unwrap_or_default();
    let text = format!(": {} {because}", service.text);
    tree.push(json!([
        "p",
        {},
        ["strong", {}, service.name],
        text.trim_end()
    ]));
    let provider = format!("{}: {}. ", texts.provider, service.provider);
    tree.push(match &service.policy_url {
        Some(address) => {
            json!(["p.s", {}, provider, ["a", { "href": address }, texts.provider_policy]])
        }
        None => json!(["p.s", {}, provider.trim_end()]),
    });
    if service.cookies.is_empty() {
        tree.push(json!(["p.s", {}, texts.no_cookies]));
    }
    tree.extend(service.cookies.iter().map(|cookie| stored(cookie, texts)));
}

/// One thing stored or read, as pairs of what and how.
fn stored(cookie: &CookiePart, texts: &Texts) -> Value {
    let pairs = [
        (texts.cookie_name, &cookie.name),
        (texts.cookie_purpose, &cookie.purpose),
        (texts.cookie_storage, &cookie.storage),
        (texts.cookie_party, &cookie.party),
        (texts.cookie_duration, &cookie.duration),
    ];
    let mut list = vec![json!("dl.o"), json!({})];
    for (what, how) in pairs {
        list.push(json!(["dt.s", {}, what]));
        list.push(json!(["dd", {}, how]));
    }
    Value::from(list)
}
