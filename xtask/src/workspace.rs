//! Where everything lies, said once, so that no other file spells a path of the tree.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// The name the client's files carry; Leptos is compiled with the same one in `LEPTOS_OUTPUT_NAME`.
pub(crate) const OUTPUT_NAME: &str = "samtykke";

/// What a front build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Quick to build: nothing optimised, minified or compressed.
    Debug,
    /// What visitors download.
    Release,
}

impl Mode {
    /// The flags that choose cargo's profile for the client. In debug its dependencies stay
    /// unoptimised, unlike the server's: they are most of the work, and the browser does little.
    pub(crate) fn cargo_flags(self) -> &'static [&'static str] {
        match self {
            Self::Debug => &["--profile", "quick"],
            Self::Release => &["--profile", "wasm-release"],
        }
    }

    fn cargo_folder(self) -> &'static str {
        match self {
            Self::Debug => "quick",
            Self::Release => "wasm-release",
        }
    }

    fn site_folder(self) -> &'static str {
        match self {
            Self::Debug => "site-debug",
            Self::Release => "site",
        }
    }
}

/// What is built for the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    /// The product's client.
    Product,
    /// The empty page that its size is compared with.
    EmptyPage,
}

impl Client {
    pub(crate) fn package(self) -> &'static str {
        match self {
            Self::Product => "frontend",
            Self::EmptyPage => "empty-page",
        }
    }
}

/// The checkout this tool was started in.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout by the folder cargo started the tool from, not by the one it was compiled
    /// in: a moved checkout keeps working.
    pub(crate) fn find() -> Result<Self> {
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
            .context("start this tool as `cargo xtask …`, which tells it where the checkout is")?;
        let root = Path::new(&xtask)
            .parent()
            .context("the xtask folder has no parent")?;
        Ok(Self {
            root: root.to_path_buf(),
        })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn style_entry(&self) -> PathBuf {
        self.root.join("style/main.css")
    }

    pub(crate) fn public(&self) -> PathBuf {
        self.root.join("public")
    }

    pub(crate) fn compress_script(&self) -> PathBuf {
        self.root.join("xtask/compress.mjs")
    }

    /// The client has a target folder of its own: it is built with other features and flags than
    /// the server, and sharing one would make each build undo the other's.
    pub(crate) fn front_target(&self) -> PathBuf {
        self.root.join("target/front")
    }

    /// The client as cargo leaves it.
    pub(crate) fn compiled_client(&self, client: Client, mode: Mode) -> PathBuf {
        self.front_target()
            .join("wasm32-unknown-unknown")
            .join(mode.cargo_folder())
            .join(format!("{}.wasm", client.package().replace('-', "_")))
    }

    /// The client after wasm-bindgen and, in release, optimising; kept between builds.
    pub(crate) fn finished_client(&self, client: Client, mode: Mode) -> PathBuf {
        self.front_target()
            .join("finished")
            .join(client.package())
            .join(mode.cargo_folder())
    }

    /// The folder the server serves assets from.
    pub(crate) fn site(&self, mode: Mode) -> PathBuf {
        self.root.join("target").join(mode.site_folder())
    }

    /// An npm tool of the workspace's own `package.json`.
    pub(crate) fn npm_tool(&self, name: &str) -> Result<PathBuf> {
        let tool = self.root.join("node_modules/.bin").join(name);
        ensure!(
            tool.exists(),
            "{} is missing; remedy: run tools/setup",
            tool.display()
        );
        Ok(tool)
    }
}
