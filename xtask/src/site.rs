//! Addresses that name their content: the same files get the same `pkg/<build>/`, so a browser may
//! keep them for ever, and an open tab finds the previous build until the next one is made.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::process::run;
use crate::workspace::Workspace;

/// Names the current build: `{"build":"0123456789abcdef"}`.
const CURRENT: &str = "build.json";
/// Being assembled; never served, because the server knows only what `build.json` names.
const DRAFT: &str = ".draft";

/// A published build: its files lie in `<site>/pkg/<address>`.
#[derive(Debug)]
pub(crate) struct Build {
    folder: PathBuf,
}

impl Build {
    /// The build that `build.json` names.
    ///
    /// # Errors
    /// When there is none yet or the file cannot be read.
    pub(crate) fn current(site: &Path) -> Result<Self> {
        let address =
            current_address(site)?.with_context(|| format!("{} holds no build", site.display()))?;
        Ok(Self {
            folder: site.join("pkg").join(address),
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

/// A build being assembled.
pub(crate) struct Draft {
    site: PathBuf,
    folder: PathBuf,
}

impl Draft {
    /// Starts an empty draft in `site`.
    pub(crate) fn new(site: &Path) -> Result<Self> {
        let folder = site.join(DRAFT);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self {
            site: site.to_path_buf(),
            folder,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Copies everything below `source` into the draft; a missing folder counts as empty.
    pub(crate) fn add_folder(&self, source: &Path) -> Result<()> {
        if !source.exists() {
            return Ok(());
        }
        for file in files_below(source)? {
            let copy = self.folder.join(file.strip_prefix(source)?);
            fs::create_dir_all(copy.parent().unwrap_or(&self.folder))?;
            fs::copy(&file, &copy).with_context(|| format!("cannot copy {}", file.display()))?;
        }
        Ok(())
    }

    /// Makes the draft the current build. `compress` runs only for content not published before.
    /// Of the other builds only the one that was current until now is kept.
    pub(crate) fn publish(self, compress: impl FnOnce(&Path) -> Result<()>) -> Result<Build> {
        let address = address(&self.folder)?;
        let packages = self.site.join("pkg");
        let folder = packages.join(&address);
        if folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        } else {
            compress(&self.folder)?;
            fs::create_dir_all(&packages)?;
            fs::rename(&self.folder, &folder)?;
        }
        let previous = current_address(&self.site)?;
        if previous.as_deref() != Some(&address) {
            name_current(&self.site, &address)?;
            remove_others(&packages, &[Some(address.as_str()), previous.as_deref()])?;
        }
        Ok(Build { folder })
    }
}

/// The first 16 hex digits of the SHA-256 over every file's path, length and bytes, in path order.
fn address(folder: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    for file in files_below(folder)? {
        let content = fs::read(&file)?;
        hash.update(file.strip_prefix(folder)?.as_os_str().as_encoded_bytes());
        hash.update([0]);
        hash.update(content.len().to_le_bytes());
        hash.update(content);
    }
    let mut address = hex(&hash.finalize());
    address.truncate(16);
    Ok(address)
}

fn current_address(site: &Path) -> Result<Option<String>> {
    let file = site.join(CURRENT);
    if !file.exists() {
        return Ok(None);
    }
    let json: serde_json::Value = serde_json::from_slice(&fs::read(&file)?).with_context(|| {
        format!(
            "{} is damaged; remedy: delete it and build again",
            file.display()
        )
    })?;
    Ok(json["build"].as_str().map(str::to_owned))
}

/// Replaces `build.json` in one step, so that a starting server reads the old or the new one.
fn name_current(site: &Path, address: &str) -> Result<()> {
    let next = site.join("build.json.next");
    fs::write(&next, serde_json::json!({ "build": address }).to_string())?;
    fs::rename(next, site.join(CURRENT))?;
    Ok(())
}

fn remove_others(packages: &Path, kept: &[Option<&str>]) -> Result<()> {
    for entry in fs::read_dir(packages)? {
        let entry = entry?;
        let name = entry.file_name();
        if !kept.contains(&name.to_str()) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}

/// Writes `.br` and `.gz` beside every file that gets smaller by it.
pub(crate) fn compress(workspace: &Workspace, folder: &Path) -> Result<()> {
    run(Command::new("node")
        .arg(workspace.compress_script())
        .arg(folder))
}

/// Every file below `folder`, sorted by path.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("cannot read the folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            match entry.file_type()?.is_dir() {
                true => folders.push(entry.path()),
                false => files.push(entry.path()),
            }
        }
    }
    files.retain(|file| file.file_name() != Some(OsStr::new(".gitkeep")));
    files.sort();
    Ok(files)
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(site: &Path, content: &str) -> (Build, bool) {
        let source = tempfile::tempdir().unwrap();
        fs::create_dir(source.path().join("snippets")).unwrap();
        fs::write(source.path().join("snippets/a.js"), content).unwrap();
        let draft = Draft::new(site).unwrap();
        draft.add_folder(source.path()).unwrap();
        let mut compressed = false;
        let build = draft
            .publish(|_| {
                compressed = true;
                Ok(())
            })
            .unwrap();
        (build, compressed)
    }

    fn builds(site: &Path) -> usize {
        fs::read_dir(site.join("pkg")).unwrap().count()
    }

    #[test]
    fn the_same_content_has_the_same_address_and_is_compressed_once() {
        let site = tempfile::tempdir().unwrap();
        let (first, compressed) = publish(site.path(), "one");
        let (second, compressed_again) = publish(site.path(), "one");
        assert_eq!(first.folder(), second.folder());
        assert_eq!((compressed, compressed_again), (true, false));
        assert_eq!(
            fs::read_to_string(second.folder().join("snippets/a.js")).unwrap(),
            "one"
        );
    }

    #[test]
    fn the_current_and_the_previous_build_are_kept_and_older_ones_are_not() {
        let site = tempfile::tempdir().unwrap();
        let (first, _) = publish(site.path(), "one");
        let (second, _) = publish(site.path(), "two");
        publish(site.path(), "two");
        assert!(
            first.folder().exists(),
            "building the same again forgets nothing"
        );
        let (third, _) = publish(site.path(), "three");
        assert!(!first.folder().exists());
        assert!(second.folder().exists());
        assert_eq!(
            Build::current(site.path()).unwrap().folder(),
            third.folder()
        );
        assert_eq!(builds(site.path()), 2);
    }

    #[test]
    fn going_back_to_the_previous_build_keeps_both() {
        let site = tempfile::tempdir().unwrap();
        publish(site.path(), "one");
        publish(site.path(), "two");
        let (back, compressed) = publish(site.path(), "one");
        assert!(!compressed);
        assert_eq!(Build::current(site.path()).unwrap().folder(), back.folder());
        assert_eq!(builds(site.path()), 2);
    }

    #[test]
    fn a_file_moved_is_another_build() {
        let one = tempfile::tempdir().unwrap();
        let two = tempfile::tempdir().unwrap();
        fs::write(one.path().join("a"), "x").unwrap();
        fs::write(two.path().join("b"), "x").unwrap();
        assert_ne!(address(one.path()).unwrap(), address(two.path()).unwrap());
    }
}
