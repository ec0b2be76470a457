//! The registers that are shipped, as types to change, and served without the check: what is tried here
//! is what follows from a register, whether or not it is lawful.

use domain::canonical;
use domain::register::{Register, RegisterSource, ServedRegister};
use indexmap::IndexMap;
use serde_json::{Value, json};

const ASSOCIATION: &str = include_str!("../../../registers/association.toml");
const ADVISER: &str = include_str!("../../../registers/adviser.toml");

fn read(text: &str) -> Register {
    RegisterSource::parse("x.toml", text)
        .expect("a shipped register is read")
        .into_register()
}

pub(crate) fn association() -> Register {
    read(ASSOCIATION)
}

pub(crate) fn both() -> [Register; 2] {
    [association(), read(ADVISER)]
}

/// The association after one change.
pub(crate) fn changed(change: impl FnOnce(&mut Register)) -> ServedRegister {
    let mut register = association();
    change(&mut register);
    serve(&register)
}

/// Serves by way of the stored form.
pub(crate) fn serve(register: &Register) -> ServedRegister {
    let form = json!({ "register": register, "order": order(register) });
    let bytes = canonical::to_bytes(&form).expect("a register has a canonical form");
    ServedRegister::from_canonical(bytes).expect("the form is the stored one")
}

fn order(register: &Register) -> Value {
    let mut order = json!({
        "site": names(&register.site),
        "section": names(&register.section),
        "data": names(&register.data),
        "purpose": names(&register.purpose),
        "recipient": names(&register.recipient),
        "category": names(&register.category),
        "service": names(&register.service),
    });
    for (key, purpose) in &register.purpose {
        if !purpose.topic.is_empty() {
            order["topic"][key] = json!(names(&purpose.topic));
        }
    }
    order
}

fn names<T>(table: &IndexMap<String, T>) -> Vec<String> {
    table.keys().cloned().collect()
}
