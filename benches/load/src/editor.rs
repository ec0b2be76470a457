//! Somebody of the staff who sends a newsletter over HTTP, as a person would.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use domain::staff::totp::{Secret, Step};
use http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use http::{HeaderMap, StatusCode};
use http_body_util::Full;

use crate::client::{Connection, Request};
use crate::program::Program;

const PASSWORD: &str = "fire tilfældige ord her";
/// How many people are brought in at a time.
const LINES: usize = 5_000;

/// The editor, signed in.
pub(crate) struct Editor {
    connection: Connection,
    cookies: String,
}

impl Editor {
    /// Lets the editor of `server` in, whose things are in `folder`.
    pub(crate) async fn let_in(server: &Program, binary: &Path, folder: &Path) -> Result<Self> {
        let link = server.invite(binary, folder)?;
        let mut editor = Self {
            connection: Connection::open(server.addr).await?,
            cookies: String::new(),
        };
        let (page, _) = editor
            .ask("GET", &link, String::new(), StatusCode::OK)
            .await?;
        let code = secret_on(&page)?.code(Step::at(now()));
        let form = [("password", PASSWORD), ("code", &code), ("act", "accept")];
        let (_, headers) = editor.post(&link, &form, StatusCode::OK).await?;
        let pairs: Vec<&str> = headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|cookie| cookie.to_str().ok()?.split(';').next())
            .collect();
        editor.cookies = pairs.join("; ");
        Ok(editor)
    }

    /// Goes on with a server that was started anew.
    pub(crate) async fn go_on_with(&mut self, server: &Program) -> Result<()> {
        self.connection = Connection::open(server.addr).await?;
        Ok(())
    }

    /// Brings in so many readers, each with a mail server of their own: no server gets more than two at a time.
    pub(crate) async fn bring_in(&mut self, readers: usize) -> Result<()> {
        let lines: Vec<String> = (0..readers).map(|n| format!("p{n}@d{n}.example")).collect();
        for some in lines.chunks(LINES) {
            let list = some.join("\n");
            let form = [
                ("list", list.as_str()),
                ("how", "Kryds på sedlen ved generalforsamlingen"),
                ("on", "2025-05-03"),
                ("topic", "news"),
                ("act", "import"),
            ];
            self.post("/personale/modtagere", &form, StatusCode::OK)
                .await?;
        }
        Ok(())
    }

    /// Writes a newsletter and sends it.
    pub(crate) async fn send(&mut self, words: &str) -> Result<()> {
        let form = |act| {
            [
                ("subject", "Nyt fra foreningen"),
                ("words", words),
                ("topic", "news"),
                ("act", act),
            ]
        };
        let new = "/personale/nyhedsbreve/nyt";
        let (_, headers) = self.post(new, &form("save"), StatusCode::SEE_OTHER).await?;
        let page = headers.get(LOCATION).context("it leads to its page")?;
        let page = page.to_str()?.trim_end_matches("#gemt").to_owned();
        self.post(&page, &form("send"), StatusCode::SEE_OTHER)
            .await?;
        Ok(())
    }

    async fn post(
        &mut self,
        path: &str,
        form: &[(&str, &str)],
        expected: StatusCode,
    ) -> Result<(String, HeaderMap)> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        self.ask("POST", path, body, expected).await
    }

    async fn ask(
        &mut self,
        method: &str,
        path: &str,
        body: String,
        expected: StatusCode,
    ) -> Result<(String, HeaderMap)> {
        let request: Request = http::Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, "127.0.0.1")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(COOKIE, &self.cookies)
            .body(Full::new(body.into()))?;
        let (status, headers, body) = self.connection.exchange(request).await?;
        let body = String::from_utf8_lossy(&body).into_owned();
        ensure!(status == expected, "{path} answered {status}: {body}");
        Ok((body, headers))
    }
}

/// The secret on the page of an invitation, as a hand would type it.
fn secret_on(page: &str) -> Result<Secret> {
    let (_, after) = page
        .split_once("<code>")
        .context("the page shows a secret")?;
    let (groups, _) = after.split_once("</code>").context("the secret ends")?;
    // Leptos marks the end of a text.
    let text = groups.replace("<!>", "").replace(' ', "");
    let bytes = data_encoding::BASE32_NOPAD.decode(text.as_bytes())?;
    let bytes = <[u8; 20]>::try_from(bytes)
        .ok()
        .context("it has 20 bytes")?;
    Ok(Secret::from_bytes(bytes))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the server is the one that ships and reads the real clock"
)]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
