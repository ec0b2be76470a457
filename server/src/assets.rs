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
