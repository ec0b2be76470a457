//! Making the scripts: the client, and in place of its mark the data of each site in each language.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use app::address::Page;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::canonical::{Digest, NotCanonical};
use domain::embed::{Circumstances, Data, Pages, Texts};
use domain::register::{Key, ServedRegister, Site};
use domain::text::Language;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest as _, Sha384};

use super::declaration::declaration;
use super::file::File;
use super::forms::Forms;
use super::words::{later_words, words};
use super::{Embed, Embeds, JSON};
use crate::assets::Clients;

const SCRIPT: &str = "text/javascript; charset=utf-8";
/// How many digits of its SHA-256 a script is named by.
const HASH_DIGITS: usize = 16;

/// Why the scripts could not be made.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    /// What they hold has no form.
    #[error("{0}")]
    Form(#[from] NotCanonical),
    /// They could not be compressed.
    #[error("{0}")]
    Compress(#[from] io::Error),
}

/// Makes the scripts of every site in `register`, for a service at the origin `at` that serves this register since
/// the day `since`. Without a client there are none.
pub(crate) fn assemble(
    clients: Option<&Clients>,
    register: &ServedRegister,
    at: &str,
    since: Date,
) -> Result<Embeds, AssembleError> {
    let Some(clients) = clients else {
        return Ok(Embeds::default());
    };
    let mut embeds = HashMap::new();
    for language in Language::ALL {
        let declaration = declaration(register, language);
        let texts = Texts::compose(register, language, later_words(language))?.to_json()?;
        for (key, site) in &register.register().site {
            let data = data(register, key, site, language, at, since)?;
            let embed = embed(clients, data, register, &texts, &declaration)?;
            embeds.insert((key.clone(), language), embed);
        }
    }
    Ok(Embeds(Arc::new(embeds)))
}

fn data(
    register: &ServedRegister,
    key: &Key,
    site: &Site,
    language: Language,
    at: &str,
    since: Date,
) -> Result<Data, NotCanonical> {
    let page = |page: Page| format!("{at}{}", page.path(language));
    let circumstances = Circumstances {
        at: at.to_owned(),
        since,
        pages: Pages {
            settings: page(Page::CookieSettings),
            receipt: page(Page::Receipt),
            declaration: page(Page::Cookies),
        },
        words: words(&register.register().cookies, language),
    };
    Data::compose(register, key, site, language, circumstances)
}

/// The banner's script is named by what it would be without its name, and by its texts, which are found under the same
/// name; that of the forms by what it is.
fn embed(
    clients: &Clients,
    mut data: Data,
    register: &ServedRegister,
    texts: &[u8],
    declaration: &str,
) -> Result<Embed, AssembleError> {
    let nameless = clients.banner.with(&data.to_script()?);
    data.hash = name(&[nameless.as_bytes(), texts].concat());
    let script = clients.banner.with(&data.to_script()?).into_bytes();
    let forms_script = clients.forms.with(&data.is_for.to_script()?).into_bytes();
    let forms_hash = name(&forms_script);
    let version = json!({
        "hash": data.hash,
        "integrity": integrity(&script),
        "register": register.version().to_string(),
        "forms": { "hash": forms_hash, "integrity": integrity(&forms_script) },
    });
    Ok(Embed {
        script: File::new(SCRIPT, script)?,
        hash: data.hash,
        texts: File::new(JSON, texts.to_vec())?,
        version: File::new(JSON, version.to_string().into_bytes())?,
        declaration: File::new(JSON, declaration.as_bytes().to_vec())?,
        forms_script: File::new(SCRIPT, forms_script)?,
        forms_hash,
        forms: Forms::default(),
    })
}

/// The first digits of the SHA-256 of `content`.
fn name(content: &[u8]) -> String {
    let mut name = Digest::of(content).to_string();
    name.truncate(HASH_DIGITS);
    name
}

/// What a tag says so that the browser takes these bytes and no others.
fn integrity(script: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(script)))
}
