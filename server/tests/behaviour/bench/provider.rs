//! A provider of electronic identities: `oidc-provider` in a Node process of its own, which says of everybody what it is
//! told to say.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use app::address::RightsPage;
use domain::text::Language;
use tempfile::TempDir;

use super::Ask;
use super::http::exchange;

/// Where people reach the service, as the provider knows it.
pub(crate) const PUBLIC: &str = "https://samtykke.example.dk";
const SECRET: &str = "a secret of two";

pub(crate) struct Provider {
    process: Child,
    pub(crate) addr: SocketAddr,
    folder: TempDir,
    /// Kept open: Node ends at its next notice when nobody can read it.
    _notices: BufReader<ChildStdout>,
}

impl Provider {
    /// One that says that it is as sure of everybody as `acr` says.
    pub(crate) fn sure(acr: &str) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let installed = Command::new(root.join("tools/npm-packages"))
            .arg("end2end")
            .current_dir(&root)
            .stdout(Stdio::null())
            .status();
        assert!(installed.unwrap().success());
        let back = |language| format!("{PUBLIC}{}", RightsPage::EidReturn.path(language));
        let mut process = Command::new("node")
            .arg(root.join("end2end/oidc/provider.mjs"))
            .args([SECRET, acr])
            .args(Language::ALL.map(back))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut notices = BufReader::new(process.stdout.take().unwrap());
        let mut lines = notices.by_ref().lines();
        let line = lines.find_map(|line| Some(line.ok()?.strip_prefix("http://")?.to_owned()));
        let addr = line.expect("its address").parse().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let provider = Self {
            process,
            addr,
            folder,
            _notices: notices,
        };
        provider.keep_secret();
        provider
    }

    #[cfg(unix)]
    fn keep_secret(&self) {
        use std::os::unix::fs::PermissionsExt as _;
        let file = self.folder.path().join("secret");
        std::fs::write(&file, SECRET).unwrap();
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).unwrap();
    }

    /// The setting that names it.
    pub(crate) fn setting(&self) -> String {
        let file = self.folder.path().join("secret");
        format!(
            "issuer=http://{} client=samtykke secret={} name=MitID acr=high",
            self.addr,
            file.display()
        )
    }

    /// Goes there as a browser does, is `who`, and is led back: the path, with what the provider gave.
    pub(crate) fn shows(&self, there: &str, who: &str) -> String {
        let next = Ask::new("POST", "/next").body(who);
        assert_eq!(exchange(self.addr, &next).status, 200);
        let here = format!("http://{}", self.addr);
        let mut target = there
            .strip_prefix(&here)
            .expect("its own address")
            .to_owned();
        let mut cookies: Vec<String> = Vec::new();
        for _ in 0..6 {
            let ask = Ask::get(&target).header("Cookie", cookies.join("; "));
            let answer = exchange(self.addr, &ask);
            let location = answer.header("location").expect(&answer.body).to_owned();
            let kept = answer.all("set-cookie").into_iter();
            let kept = kept.filter_map(|line| line.split(';').next().map(str::to_owned));
            for pair in kept {
                let name = pair.split('=').next().unwrap_or_default().to_owned();
                cookies.retain(|other| other.split('=').next() != Some(&name));
                cookies.push(pair);
            }
            if let Some(back) = location.strip_prefix(PUBLIC) {
                return back.to_owned();
            }
            target = location.strip_prefix(&here).unwrap_or(&location).to_owned();
        }
        panic!("it never leads back");
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
