//! The front build: files under addresses that name their content, so browsers keep them for ever.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// Why there is nothing to serve to browsers.
#[derive(Debug, thiserror::Error)]
pub enum AssetsError {
    /// No build is there.
    #[error(
        "no front build in {0}. Run `make run`, or set SAMTYKKE_SITE to the folder that holds build.json"
    )]
    Missing(PathBuf),
    /// What is there is not a build.
    #[error("{0} does not name a build. Build the front again")]
    Damaged(PathBuf),
    /// The script for other websites is not one that data can be put into.
    #[error("{0} does not hold {CLIENT_MARK} exactly once. Build the front again")]
    StrangeClient(PathBuf),
}

#[derive(Deserialize)]
struct Current {
    build: String,
}

/// Where `cargo leptos` leaves its one build, whose address does not name its content.
pub(crate) const UNNAMED: &str = "pkg";

/// The folder of the current build below `site`, such as `pkg/0123456789abcdef`.
pub(crate) fn current(site: &Path) -> Result<String, AssetsError> {
    let file = site.join("build.json");
    if !file.exists() && site.join(UNNAMED).join("samtykke.js").exists() {
        return Ok(UNNAMED.to_owned());
    }
    let text = std::fs::read(&file).map_err(|_| AssetsError::Missing(site.to_owned()))?;
    let Current { build } =
        serde_json::from_slice(&text).map_err(|_| AssetsError::Damaged(file.clone()))?;
    let is_name = !build.is_empty() && build.bytes().all(|b| b.is_ascii_hexdigit());
    let folder = format!("pkg/{build}");
    if is_name && site.join(&folder).is_dir() {
        Ok(folder)
    } else {
        Err(AssetsError::Damaged(file))
    }
}

/// What stands in a client for other websites where a site's data belongs.
const CLIENT_MARK: &str = "__SAMTYKKE__";

/// The clients for other websites, without data.
#[derive(Debug)]
pub(crate) struct Clients {
    /// The banner, and all that comes with it.
    pub banner: Client,
    /// Forms in a page's own text.
    pub forms: Client,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Client {
    before: String,
    after: String,
}

impl Client {
    /// The script with `data` in its place.
    pub(crate) fn with(&self, data: &str) -> String {
        [&self.before, data, &self.after].concat()
    }
}

/// The clients below `site`; none when they were not built, as where pages alone are served.
pub(crate) fn clients(site: &Path) -> Result<Option<Clients>, AssetsError> {
    let banner = client(site.join("embed/v1.js"))?;
    let forms = client(site.join("embed/forms.v1.js"))?;
    Ok(banner
        .zip(forms)
        .map(|(banner, forms)| Clients { banner, forms }))
}

fn client(file: PathBuf) -> Result<Option<Client>, AssetsError> {
    let Ok(text) = std::fs::read_to_string(&file) else {
        tracing::warn!(file = %file.display(), "no script for other websites: build the front to serve it");
        return Ok(None);
    };
    match text.split(CLIENT_MARK).collect::<Vec<_>>()[..] {
        [before, after] => Ok(Some(Client {
            before: before.to_owned(),
            after: after.to_owned(),
        })),
        _ => Err(AssetsError::StrangeClient(file)),
    }
}
