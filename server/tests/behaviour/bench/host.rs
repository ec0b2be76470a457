//! Somebody who holds events, over the network.

use app::address::StaffPage;
use domain::staff::Role;

use super::staff::{Colleague, at};
use super::{Answer, Ask, Bench};

/// A host, and the bench they write on.
pub(crate) struct Host<'b> {
    bench: &'b Bench,
    colleague: Colleague,
}

impl Bench {
    /// Somebody who holds events.
    pub(crate) fn host(&self) -> Host<'_> {
        Host {
            bench: self,
            colleague: self.colleague("aase@example.dk", &[Role::EventHost]),
        }
    }
}

/// What is typed for an event, after which more may follow.
pub(crate) fn typed<'a>(title: &'a str, starts: &'a str, ends: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", title),
        ("words", "Kom *gerne* forbi."),
        ("place", "Salen"),
        ("starts", starts),
        ("ends", ends),
    ]
}

impl Host<'_> {
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.colleague.get(self.bench, path)
    }

    /// Posts a form.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.colleague.post(self.bench, path, fields)
    }

    /// Posts a form with a file, as a browser does.
    pub(crate) fn hands_in(&self, path: &str, file: &[u8], fields: &[(&str, &str)]) -> Answer {
        const END: &str = "----end-of-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("Content-Disposition: form-data; name=\"{name}\"");
            body.extend(format!("--{END}\r\n{head}\r\n\r\n{value}\r\n").bytes());
        }
        let head = "Content-Disposition: form-data; name=\"picture\"; filename=\"IMG_1.png\"";
        body.extend(format!("--{END}\r\n{head}\r\n\r\n").bytes());
        body.extend(file);
        body.extend(format!("\r\n--{END}--\r\n").bytes());
        let ask = Ask::new("POST", path)
            .header("Accept", "text/html")
            .header(
                "Content-Type",
                format!("multipart/form-data; boundary={END}"),
            )
            .body(body);
        self.bench.send(&self.colleague.ask(ask))
    }

    /// Posts a form that is taken, and gives the address it leads to.
    #[track_caller]
    pub(crate) fn does(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let done = self.post(path, fields);
        assert_eq!(done.status, 303, "{}", done.body);
        let to = done.header("location").unwrap();
        to.strip_suffix("#gemt").unwrap_or(to).to_owned()
    }

    /// Writes a draft, and gives its address.
    #[track_caller]
    pub(crate) fn writes(&mut self, fields: &[(&str, &str)]) -> String {
        self.does(at(StaffPage::NewEvent), fields)
    }

    /// Writes an event and shows it to everybody; gives its own address, and the one where everybody sees it.
    #[track_caller]
    pub(crate) fn publishes(&mut self, fields: &[(&str, &str)]) -> (String, String) {
        let own = self.writes(fields);
        self.acts(&own, "publish", fields);
        let id = own.rsplit_once('/').unwrap().1;
        let public = format!("/arrangementer/{id}");
        (own, public)
    }

    /// Presses one of the buttons of an event's page.
    #[track_caller]
    pub(crate) fn acts(&mut self, own: &str, act: &str, fields: &[(&str, &str)]) {
        let pressed = [fields, &[("act", act)]].concat();
        self.does(own, &pressed);
    }

    /// Adds a kind of events.
    #[track_caller]
    pub(crate) fn adds_kind(&mut self, danish: &str, english: &str) {
        let fields = [("danish", danish), ("english", english), ("act", "add")];
        self.does(at(StaffPage::EventKinds), &fields);
    }
}
