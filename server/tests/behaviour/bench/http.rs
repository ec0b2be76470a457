//! Plain HTTP/1.1, so that a test can send what no client library would.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// A request.
#[derive(Clone)]
pub(crate) struct Ask {
    method: &'static str,
    target: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    chunked: bool,
}

/// An answer, its body unchunked.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: String,
    bytes: Vec<u8>,
}

impl Ask {
    pub(crate) fn new(method: &'static str, target: &str) -> Self {
        Self {
            method,
            target: target.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
            chunked: false,
        }
    }

    /// As a browser asks for a page.
    pub(crate) fn get(target: &str) -> Self {
        Self::new("GET", target).header("Accept", "text/html")
    }

    /// The form of the receipt page: `find`, `withdraw` or `download`.
    pub(crate) fn receipt(act: &str, code: &str) -> Self {
        Self::form("/kvittering", &[("act", act), ("code", code)])
    }

    /// As a browser posts a form.
    pub(crate) fn form(target: &str, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        Self::new("POST", target)
            .header("Accept", "text/html")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(body)
    }

    /// As the hydrated page calls a server function.
    pub(crate) fn json(target: &str, body: &str) -> Self {
        Self::new("POST", target)
            .header("Content-Type", "application/json")
            .body(body)
    }

    pub(crate) fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers
            .push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// Replaces every header of this name.
    pub(crate) fn only(mut self, name: &str, value: &str) -> Self {
        self.headers
            .retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.header(name, value)
    }

    pub(crate) fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        self
    }

    /// Sends the body without telling its length.
    pub(crate) fn chunked(mut self) -> Self {
        self.chunked = true;
        self
    }

    fn bytes(&self, addr: SocketAddr) -> Vec<u8> {
        let mut bytes = format!(
            "{} {} HTTP/1.1\r\nConnection: close\r\n",
            self.method, self.target
        )
        .into_bytes();
        if !self
            .headers
            .iter()
            .any(|(name, _)| name.eq_ignore_ascii_case("host"))
        {
            bytes.extend(format!("Host: {addr}\r\n").bytes());
        }
        for (name, value) in &self.headers {
            bytes.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        if self.chunked {
            bytes.extend(b"Transfer-Encoding: chunked\r\n\r\n");
            for chunk in self.body.chunks(1000) {
                bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
                bytes.extend([chunk, b"\r\n"].concat());
            }
            bytes.extend(b"0\r\n\r\n");
        } else {
            bytes.extend(format!("Content-Length: {}\r\n\r\n", self.body.len()).bytes());
            bytes.extend(&self.body);
        }
        bytes
    }
}

/// Sends `ask` and reads the whole answer.
pub(crate) fn exchange(addr: SocketAddr, ask: &Ask) -> Answer {
    try_exchange(addr, ask).expect("an answer has a head")
}

/// As [`exchange`], with a server that may be killed meanwhile: no answer when it was.
pub(crate) fn try_exchange(addr: SocketAddr, ask: &Ask) -> Option<Answer> {
    let mut stream = TcpStream::connect(addr).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .ok()?;
    // A server that refuses a body stops reading it; its answer counts.
    let _sent = stream.write_all(&ask.bytes(addr));
    let mut bytes = Vec::new();
    let _closed = stream.read_to_end(&mut bytes);
    Answer::read(&bytes)
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = std::str::from_utf8(&bytes[..end]).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines
            .next()
            .unwrap()
            .split(' ')
            .nth(1)
            .unwrap()
            .parse()
            .unwrap();
        let headers: Vec<(String, String)> = lines
            .map(|line| line.split_once(": ").unwrap())
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let chunked = headers.iter().any(|(name, _)| name == "transfer-encoding");
        let body = &bytes[end + 4..];
        let body = if chunked {
            unchunk(body)
        } else {
            body.to_vec()
        };
        let is_binary = headers.iter().any(|(_, value)| {
            matches!(
                &**value,
                "application/octet-stream" | "application/zip" | "application/pdf" | "image/jpeg"
            )
        });
        let is_encoded = headers.iter().any(|(name, _)| name == "content-encoding");
        let text = match String::from_utf8(body.clone()) {
            Ok(text) if !is_binary => text,
            _ if is_binary || is_encoded => String::new(),
            not_text => not_text.unwrap(),
        };
        Some(Self {
            status,
            headers,
            body: text,
            bytes: body,
        })
    }

    /// The body as it came; of a binary or compressed answer there is no text.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Every value of a header.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// The value of a header that stands once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        match self.all(name)[..] {
            [] => None,
            [value] => Some(value),
            _ => panic!("{name} stands more than once"),
        }
    }

    /// The body, which is JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect(&self.body)
    }

    /// The `Set-Cookie` line of this name.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.all("set-cookie")
            .into_iter()
            .find(|line| line.starts_with(&format!("{name}=")))
    }
}

fn unchunk(mut body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = body
            .windows(2)
            .position(|two| two == b"\r\n")
            .expect("a chunk has a length");
        let length = usize::from_str_radix(std::str::from_utf8(&body[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return whole;
        }
        whole.extend(&body[end + 2..end + 2 + length]);
        body = &body[end + 4 + length..];
    }
}
