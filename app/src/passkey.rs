//! A browser's passkeys. It reads the questions and writes the answers itself (WebAuthn L3 §5.1.8 to §5.1.10); one that
//! cannot is not offered passkeys.

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "hydrate"),
    expect(dead_code, reason = "only browsers tell why")
)]
pub(crate) enum NoAnswer {
    /// Somebody stopped it, nobody answered in time, or no passkey fits. Browsers do not tell which.
    Stopped,
    /// The device has a passkey of this account already.
    Known,
    /// The browser cannot do it here.
    Unable,
}

#[cfg(feature = "hydrate")]
pub(crate) use in_browser::{answer, can_be_used, make};

/// On the server there is none.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn can_be_used() -> bool {
    false
}

#[cfg(not(feature = "hydrate"))]
pub(crate) async fn answer(_: &str) -> Result<String, NoAnswer> {
    Err(NoAnswer::Unable)
}

#[cfg(not(feature = "hydrate"))]
pub(crate) async fn make(_: &str) -> Result<String, NoAnswer> {
    Err(NoAnswer::Unable)
}

#[cfg(feature = "hydrate")]
mod in_browser {
    use js_sys::{Function, JSON, Object, Promise, Reflect};
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast as _, JsValue};
    use wasm_bindgen_futures::JsFuture;

    use super::NoAnswer;

    const READ_QUESTION: &str = "parseRequestOptionsFromJSON";
    const READ_CREATION: &str = "parseCreationOptionsFromJSON";

    /// Whether this browser has passkeys, and reads and writes what we exchange with it.
    pub(crate) fn can_be_used() -> bool {
        let class = class();
        let writes = Reflect::get(&class, &"prototype".into())
            .is_ok_and(|prototype| Reflect::has(&prototype, &"toJSON".into()).unwrap_or(false));
        writes && function(&class, READ_QUESTION).is_ok() && function(&class, READ_CREATION).is_ok()
    }

    /// Asks a passkey.
    pub(crate) async fn answer(options: &str) -> Result<String, NoAnswer> {
        told(ask(READ_QUESTION, "get", options).await)
    }

    /// Makes a passkey.
    pub(crate) async fn make(options: &str) -> Result<String, NoAnswer> {
        told(ask(READ_CREATION, "create", options).await)
    }

    async fn ask(read: &str, method: &str, options: &str) -> Result<String, JsValue> {
        let class = class();
        let options = function(&class, read)?.call1(&class, &JSON::parse(options)?)?;
        let argument = Object::new();
        Reflect::set(&argument, &"publicKey".into(), &options)?;
        let navigator = Reflect::get(&window(), &"navigator".into())?;
        let credentials = Reflect::get(&navigator, &"credentials".into())?;
        let asked = function(&credentials, method)?.call1(&credentials, &argument)?;
        let credential = JsFuture::from(asked.dyn_into::<Promise>()?).await?;
        let answer = function(&credential, "toJSON")?.call0(&credential)?;
        JSON::stringify(&answer).map(String::from)
    }

    /// The class of passkeys; undefined where there is none.
    fn class() -> JsValue {
        Reflect::get(&window(), &"PublicKeyCredential".into()).unwrap_or(JsValue::UNDEFINED)
    }

    fn function(of: &JsValue, name: &str) -> Result<Function, JsValue> {
        Reflect::get(of, &name.into())?.dyn_into()
    }

    /// Errors are told apart by their names (WebAuthn L3 §5.1.3, §5.1.4).
    fn told(outcome: Result<String, JsValue>) -> Result<String, NoAnswer> {
        outcome.map_err(|error| {
            let name = Reflect::get(&error, &"name".into());
            match name.ok().and_then(|name| name.as_string()).as_deref() {
                Some("NotAllowedError" | "AbortError") => NoAnswer::Stopped,
                Some("InvalidStateError") => NoAnswer::Known,
                _ => NoAnswer::Unable,
            }
        })
    }
}
