//! A browser without script: it keeps cookies and fills in the forms it was given.

use std::collections::BTreeMap;

use super::{Answer, Ask, Bench};

/// A visitor's browser.
pub(crate) struct Browser<'b> {
    bench: &'b Bench,
    pub(crate) cookies: BTreeMap<String, String>,
    headers: Vec<(&'static str, &'static str)>,
}

impl<'b> Browser<'b> {
    pub(crate) const fn new(bench: &'b Bench) -> Self {
        Self {
            bench,
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// Sends this header with every request.
    pub(crate) fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// A browser whose visitor accepted everything.
    pub(crate) fn accepted(bench: &'b Bench) -> Self {
        let mut browser = Self::new(bench);
        browser.choose("accept", &[]);
        browser
    }

    pub(crate) fn send(&mut self, ask: Ask) -> Answer {
        let mut ask = ask;
        for (name, value) in &self.headers {
            ask = ask.header(name, value);
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            ask = ask.header("Cookie", pairs.join("; "));
        }
        let answer = self.bench.send(&ask);
        for line in answer.all("set-cookie") {
            let (name, rest) = line.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.send(Ask::get(path))
    }

    /// The hidden fields of the settings form, as this browser is shown it.
    pub(crate) fn settings(&mut self) -> Vec<(String, String)> {
        let page = self.get("/cookieindstillinger");
        hidden(of_surface(&page.body, "settings"))
    }

    /// Answers the settings form.
    pub(crate) fn choose(&mut self, act: &str, services: &[&str]) -> Answer {
        let hidden = self.settings();
        self.post(&hidden, act, services)
    }

    /// Answers a form with these hidden fields.
    pub(crate) fn post(
        &mut self,
        hidden: &[(String, String)],
        act: &str,
        services: &[&str],
    ) -> Answer {
        let mut fields: Vec<(&str, &str)> = hidden
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.push(("act", act));
        fields.extend(services.iter().map(|service| ("service", *service)));
        self.send(Ask::form("/cookieindstillinger", &fields))
    }

    /// The receipt code that the browser holds.
    pub(crate) fn receipt(&self) -> Option<&str> {
        self.cookies
            .get("__Host-samtykke-receipt")
            .map(String::as_str)
    }

    /// The services that the browser's choice cookie allows.
    pub(crate) fn allowed(&self) -> Vec<&str> {
        let value = self.cookies.get("samtykke").map_or("", String::as_str);
        value
            .split('.')
            .filter_map(|answer| answer.strip_suffix(":y")?.split(':').next())
            .collect()
    }
}

/// The form of `surface`, from its first hidden field on.
pub(crate) fn of_surface<'p>(page: &'p str, surface: &str) -> &'p str {
    let mark = format!("name=\"surface\" value=\"{surface}\"");
    let at = page
        .find(&mark)
        .unwrap_or_else(|| panic!("no form of {surface} in {page}"));
    let start = page[..at].rfind("<form").expect("a field stands in a form");
    let end = page[at..].find("</form>").expect("a form ends");
    &page[start..at + end]
}

/// The names and values of the hidden fields of a form.
pub(crate) fn hidden(form: &str) -> Vec<(String, String)> {
    form.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"").unwrap();
            (name.to_owned(), rest.split('"').next().unwrap().to_owned())
        })
        .collect()
}
