//! A browser as its owner would name it, so that a list of sessions can be read. Everything else a browser tells of
//! itself is dropped.

use std::fmt;

/// Which browser, and on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Browser {
    name: &'static str,
    system: &'static str,
}

/// The first that is found decides: browsers also claim to be the ones they came from.
const NAMES: [(&str, &str); 6] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

impl Browser {
    /// Reads a `User-Agent`. What is not known is a question mark.
    #[must_use]
    pub fn of(user_agent: &str) -> Self {
        let find = |marks: &[(&str, &'static str)]| {
            let found = marks.iter().find(|(mark, _)| user_agent.contains(mark));
            found.map_or("?", |(_, name)| name)
        };
        Self {
            name: find(&NAMES),
            system: find(&SYSTEMS),
        }
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.name, self.system)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_its_owner_would() {
        for (agent, name) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("curl/8", "?, ?"),
            ("<script>", "?, ?"),
        ] {
            assert_eq!(Browser::of(agent).to_string(), name);
        }
    }
}
