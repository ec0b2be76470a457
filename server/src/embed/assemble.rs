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
use super::words::{later_words, words};
use super::{Embed, Embeds};
use crate::assets::Client;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const JSON: &str = "application/json";
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
    client: Option<&Client>,
    register: &ServedRegister,
    at: &str,
    since: Date,
) -> Result<Embeds, AssembleError> {
    let Some(client) = client else {
        return Ok(Embeds::default());
    };
    let mut embeds = HashMap::new();
    for language in Language::ALL {
        let declaration = declaration(register, language);
        let texts = Texts::compose(register, language, later_words(language))?.to_json()?;
        for (key, site) in &register.register().site {
            let data = data(register, key, site, language, at, since)?;
            let embed = embed(client, data, register, &texts, &declaration)?;
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

/// The script is named by what it would be without its name, and by its texts, which are found under the same name.
fn embed(
    client: &Client,
    mut data: Data,
    register: &ServedRegister,
    texts: &[u8],
    declaration: &str,
) -> Result<Embed, AssembleError> {
    let nameless = client.with(&data.to_script()?);
    data.hash = Digest::of(&[nameless.as_bytes(), texts].concat()).to_string();
    data.hash.truncate(HASH_DIGITS);
    let script = client.with(&data.to_script()?).into_bytes();
    let integrity = format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(&script)));
    let version = json!({
        "hash": data.hash,
        "integrity": integrity,
        "register": register.version().to_string(),
    });
    Ok(Embed {
        script: File::new(SCRIPT, script)?,
        hash: data.hash,
        texts: File::new(JSON, texts.to_vec())?,
        version: File::new(JSON, version.to_string().into_bytes())?,
        declaration: File::new(JSON, declaration.as_bytes().to_vec())?,
    })
}
