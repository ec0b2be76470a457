//! An issue's words as HTML, for mails and the archive. Whatever is typed, the result holds only the elements that
//! Markdown has, loads nothing and runs nothing: HTML that was typed shows as text, and a picture, which would tell
//! its server who opened the mail and when, becomes a link to it.

use pulldown_cmark::{
    CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, TextMergeStream, html,
};

/// What a link of an issue may lead to. Others stay as their text.
const SCHEMES: [&str; 4] = ["https://", "http://", "mailto:", "tel:"];
/// What ends a sentence rather than an address.
const AFTER_ADDRESS: [char; 9] = ['.', ',', ';', ':', '!', '?', ')', '"', '’'];

/// The words as HTML. Headings begin at the second level, below the title.
#[must_use]
pub fn to_html(words: &str) -> String {
    let mut safe = Safe::default();
    // Text comes in pieces, and an address may lie across them.
    for event in TextMergeStream::new(Parser::new(words)) {
        safe.take(event);
    }
    let mut written = String::new();
    html::push_html(&mut written, safe.events.into_iter());
    written
}

/// The events that may stand in an issue.
#[derive(Default)]
struct Safe<'w> {
    events: Vec<Event<'w>>,
    /// The links and pictures that are open, and whether each became a link.
    open: Vec<bool>,
    is_code: bool,
}

impl<'w> Safe<'w> {
    fn take(&mut self, event: Event<'w>) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            }) => self.open_link(format!("mailto:{dest_url}").into()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.open_link(dest_url);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(Tag::Heading { level, .. }) => {
                self.events.push(Event::Start(heading(below(level))));
            }
            Event::End(TagEnd::Heading(level)) => {
                self.events.push(Event::End(TagEnd::Heading(below(level))));
            }
            Event::Html(text) | Event::InlineHtml(text) => self.events.push(Event::Text(text)),
            // What is between them is the HTML that was typed.
            Event::Start(Tag::HtmlBlock) => self.events.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.events.push(Event::End(TagEnd::Paragraph)),
            Event::Text(text) if self.open.is_empty() && !self.is_code => self.text(&text),
            other => {
                match &other {
                    Event::Start(Tag::CodeBlock(_)) => self.is_code = true,
                    Event::End(TagEnd::CodeBlock) => self.is_code = false,
                    _ => {}
                }
                self.events.push(other);
            }
        }
    }

    /// A link inside a link is none.
    fn open_link(&mut self, address: CowStr<'w>) {
        let is_link = self.open.is_empty() && is_address(&address);
        self.open.push(is_link);
        if is_link {
            self.events.push(Event::Start(link(address)));
        }
    }

    fn close_link(&mut self) {
        if self.open.pop() == Some(true) {
            self.events.push(Event::End(TagEnd::Link));
        }
    }

    /// Addresses that stand in the text are links, as their writers expect.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = find_address(rest) {
            let (before, found) = rest.split_at(at);
            let end = found.find(char::is_whitespace).unwrap_or(found.len());
            let address = found[..end].trim_end_matches(AFTER_ADDRESS);
            self.push_text(before);
            self.events
                .push(Event::Start(link(address.to_owned().into())));
            self.push_text(address);
            self.events.push(Event::End(TagEnd::Link));
            rest = &found[address.len()..];
        }
        self.push_text(rest);
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.events.push(Event::Text(text.to_owned().into()));
        }
    }
}

fn is_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    SCHEMES.iter().any(|scheme| lower.starts_with(scheme))
}

/// Where an address begins that has something after its scheme.
fn find_address(text: &str) -> Option<usize> {
    let mut places: Vec<usize> = Vec::new();
    for scheme in ["https://", "http://"] {
        let found = text.match_indices(scheme);
        places.extend(found.map(|(at, _)| at).filter(|at| {
            let host = text[at + scheme.len()..].chars().next();
            host.is_some_and(char::is_alphanumeric)
        }));
    }
    places.into_iter().min()
}

fn link(address: CowStr<'_>) -> Tag<'_> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url: address,
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    }
}

fn heading<'w>(level: HeadingLevel) -> Tag<'w> {
    Tag::Heading {
        level,
        id: None,
        classes: Vec::new(),
        attrs: Vec::new(),
    }
}

const fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        HeadingLevel::H3 => HeadingLevel::H4,
        HeadingLevel::H4 => HeadingLevel::H5,
        HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn markdown_becomes_html_below_the_title() {
        let html =
            to_html("# Nyt\n\nKom *gerne*.\n\n- en\n- to\n\n[Læs](https://example.dk/a?b=1&c=2)");
        assert_eq!(
            html,
            "<h2>Nyt</h2>\n<p>Kom <em>gerne</em>.</p>\n<ul>\n<li>en</li>\n<li>to</li>\n</ul>\n\
             <p><a href=\"https://example.dk/a?b=1&amp;c=2\">Læs</a></p>\n"
        );
    }

    #[test]
    fn an_address_in_the_text_is_a_link_without_what_ends_the_sentence() {
        let html = to_html("Se https://example.dk/a. Og http:// er ingen (https://b.dk).");
        assert_eq!(
            html,
            "<p>Se <a href=\"https://example.dk/a\">https://example.dk/a</a>. Og http:// er ingen \
             (<a href=\"https://b.dk\">https://b.dk</a>).</p>\n"
        );
        assert_eq!(
            to_html("https://a.dk/a_b_c?d=1&e=[2"),
            "<p><a href=\"https://a.dk/a_b_c?d=1&amp;e=%5B2\">https://a.dk/a_b_c?d=1&amp;e=[2</a></p>\n"
        );
        assert_eq!(
            to_html("Skriv til <post@example.dk>"),
            "<p>Skriv til <a href=\"mailto:post@example.dk\">post@example.dk</a></p>\n"
        );
        assert_eq!(
            to_html("`https://example.dk`"),
            "<p><code>https://example.dk</code></p>\n"
        );
    }

    #[test]
    fn a_picture_is_a_link_and_html_is_text() {
        assert_eq!(
            to_html("![Os alle](https://example.dk/os.png)"),
            "<p><a href=\"https://example.dk/os.png\">Os alle</a></p>\n"
        );
        assert_eq!(
            to_html("[![Os](https://a.dk/os.png)](https://b.dk)"),
            "<p><a href=\"https://b.dk\">Os</a></p>\n"
        );
        let html = to_html("a <b onclick=x>c</b>\n\n<script>alert(1)</script>\n");
        assert!(!html.contains("<b ") && !html.contains("<script"), "{html}");
    }

    #[test]
    fn a_link_that_could_run_something_is_its_text() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "/a",
            "//a.dk",
        ] {
            let html = to_html(&format!("[Klik]({address})"));
            assert_eq!(html, "<p>Klik</p>\n", "{address}");
        }
    }

    /// The elements of the result, told by what follows each `<`.
    fn elements(html: &str) -> impl Iterator<Item = &str> {
        html.split('<').skip(1).map(|rest| {
            let end = rest.find(['>', ' ']).unwrap_or(rest.len());
            rest[..end].trim_start_matches('/')
        })
    }

    proptest! {
        #[test]
        fn whatever_is_typed_only_elements_of_markdown_come_out(words in r#"([<>"'\[\]()!#*_`~&;:/\\\n =a-d-]|javascript:|https://|<img src=x>|onerror=){0,60}"#) {
            let html = to_html(&words);
            let known = ["p", "h2", "h3", "h4", "h5", "h6", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "hr", "br", "hr/", "br/"];
            for element in elements(&html) {
                prop_assert!(known.contains(&element), "{element} in {html}");
            }
            for tag in html.split("<a ").skip(1) {
                prop_assert!(tag.starts_with("href=\"") && SCHEMES.iter().any(|scheme| tag[6..].to_ascii_lowercase().starts_with(scheme)), "{tag}");
                prop_assert_eq!(tag[..tag.find('>').unwrap_or(0)].matches('"').count(), 2);
            }
        }
    }
}
