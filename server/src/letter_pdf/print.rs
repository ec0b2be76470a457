//! Pages to a PDF, with the tags by which it is read aloud.

use std::io::Write as _;

use domain::access_answer::AccessAnswer;
use domain::text::Language;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::{ArtifactType, StructRole, TabOrder};
use pdf_writer::{Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::NotPrinted;
use super::blocks::{Block, Role};
use super::embed::Used;
use super::face::Faces;
use super::flow::{LEFT, PAGE, Placed};

/// Where the line at the foot of a page stands, from the top.
const FOOT: f32 = PAGE.1 - 40.0;
const FOOT_SIZE: f32 = 8.5;
const INK: [f32; 3] = [0.10, 0.13, 0.15];
const SOFT: [f32; 3] = [0.29, 0.33, 0.36];
const REGULAR: Name<'static> = Name(b"R");
const STRONG: Name<'static> = Name(b"S");

/// Numbers of the PDF's objects, one after the other.
pub(super) struct Refs(i32);

impl Refs {
    pub(super) const fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// A place of marked text: on which page, under which number there.
#[derive(Clone, Copy)]
struct Mark {
    page: usize,
    number: i32,
}

/// What is written as the pages are.
struct Printer<'a> {
    blocks: &'a [Block],
    faces: &'a Faces,
    regular: Used<'a>,
    strong: Used<'a>,
    /// Where each block stands.
    marks: Vec<Vec<Mark>>,
    /// The block of each mark of each page.
    on_page: Vec<Vec<usize>>,
}

pub(super) fn print(
    answer: &AccessAnswer,
    blocks: &[Block],
    pages: &[Vec<Placed>],
    faces: &Faces,
) -> Result<Vec<u8>, NotPrinted> {
    let mut refs = Refs(0);
    let [catalog, tree, meta, info] = [(); 4].map(|()| refs.next());
    let fonts = [refs.next(), refs.next()];
    let page_refs: Vec<Ref> = pages.iter().map(|_| refs.next()).collect();
    let mut printer = Printer {
        blocks,
        faces,
        regular: Used::of(&faces.regular),
        strong: Used::of(&faces.strong),
        marks: vec![Vec::new(); blocks.len()],
        on_page: Vec::new(),
    };
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    for (number, lines) in pages.iter().enumerate() {
        let content = refs.next();
        let drawn = printer.page(answer, lines, (number, pages.len()));
        pdf.stream(content, &packed(&drawn)?)
            .filter(Filter::FlateDecode);
        let mut page = pdf.page(page_refs[number]);
        page.parent(tree)
            .media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1))
            .contents(content)
            .struct_parents(index(number))
            .tab_order(TabOrder::StructureOrder);
        let mut resources = page.resources();
        let mut named = resources.fonts();
        named.pair(REGULAR, fonts[0]).pair(STRONG, fonts[1]);
    }
    pdf.pages(tree)
        .kids(page_refs.iter().copied())
        .count(index(pages.len()));
    printer
        .regular
        .write(&mut pdf, &mut refs, fonts[0], "SMTYKA+SourceSans3-Regular")?;
    printer
        .strong
        .write(&mut pdf, &mut refs, fonts[1], "SMTYKB+SourceSans3-SemiBold")?;
    let read = printer.tags(&mut pdf, &mut refs, &page_refs);
    pdf.metadata(meta, metadata(answer).as_bytes());
    pdf.document_info(info).title(TextStr(&answer.title));
    let mut root = pdf.catalog(catalog);
    root.pages(tree)
        .metadata(meta)
        .lang(TextStr(answer.language.tag()));
    root.mark_info().marked(true);
    root.viewer_preferences().display_doc_title(true);
    read.write(root.struct_tree_root());
    root.finish();
    Ok(pdf.finish())
}

/// What the tree of tags hangs on.
struct Read {
    document: Ref,
    /// Of each page, where the tag of each of its marks is named.
    by_page: Vec<Ref>,
}

impl Read {
    fn write(&self, mut root: pdf_writer::writers::StructTreeRoot<'_>) {
        root.child(self.document);
        let mut parents = root.parent_tree();
        let mut numbers = parents.nums();
        for (page, tags) in self.by_page.iter().enumerate() {
            numbers.insert(index(page), *tags);
        }
        numbers.finish();
        parents.finish();
        root.parent_tree_next_key(index(self.by_page.len()));
    }
}

impl Printer<'_> {
    fn page(
        &mut self,
        answer: &AccessAnswer,
        lines: &[Placed],
        (page, of): (usize, usize),
    ) -> Vec<u8> {
        let mut content = Content::new();
        let mut on_page = Vec::new();
        for run in lines
            .iter()
            .flat_map(|line| line.runs.iter().map(move |run| (line.y, run)))
        {
            let (y, run) = run;
            if run.text.is_empty() {
                continue;
            }
            let number = index(on_page.len());
            on_page.push(run.block);
            self.marks[run.block].push(Mark { page, number });
            let style = self.blocks[run.block].role.style();
            let mut marked = content.begin_marked_content_with_properties(Name(b"Span"));
            marked.properties().identify(number);
            marked.finish();
            let look = Look {
                size: style.size,
                is_strong: style.is_strong,
                is_soft: style.is_soft,
            };
            self.draw(&mut content, (run.x, y), &run.text, &look);
            content.end_marked_content();
        }
        self.foot(&mut content, answer, (page + 1, of));
        self.on_page.push(on_page);
        content.finish().to_vec()
    }

    fn draw(&mut self, content: &mut Content, at: (f32, f32), text: &str, look: &Look) {
        let (face, font) = if look.is_strong {
            (&mut self.strong, STRONG)
        } else {
            (&mut self.regular, REGULAR)
        };
        let encoded = face.encode(text);
        let [red, green, blue] = if look.is_soft { SOFT } else { INK };
        content
            .begin_text()
            .set_fill_rgb(red, green, blue)
            .set_font(font, look.size)
            // A PDF counts from the foot of the page.
            .next_line(at.0, PAGE.1 - at.1)
            .show(Str(&encoded))
            .end_text();
    }

    /// Who writes, and which page of how many: no part of what is read aloud.
    fn foot(&mut self, content: &mut Content, answer: &AccessAnswer, (page, of): (usize, usize)) {
        let number = match answer.language {
            Language::Da => format!("Side {page} af {of}"),
            Language::En => format!("Page {page} of {of}"),
        };
        let sender = answer.from.first().map_or("", String::as_str);
        let sender = self.faces.regular.shown(sender);
        let right = PAGE.0 - LEFT - self.faces.regular.width(&number) * FOOT_SIZE;
        let look = Look {
            size: FOOT_SIZE,
            is_strong: false,
            is_soft: true,
        };
        let mut marked = content.begin_marked_content_with_properties(Name(b"Artifact"));
        marked
            .properties()
            .artifact()
            .kind(ArtifactType::Pagination);
        marked.finish();
        self.draw(content, (LEFT, FOOT), &sender, &look);
        self.draw(content, (right, FOOT), &number, &look);
        content.end_marked_content();
    }

    /// What is read, in order: a tag a block, which holds its lines wherever they stand.
    fn tags(&self, pdf: &mut Pdf, refs: &mut Refs, pages: &[Ref]) -> Read {
        let document = refs.next();
        let tags: Vec<Ref> = self.blocks.iter().map(|_| refs.next()).collect();
        let read = || (0..tags.len()).filter(|at| !self.marks[*at].is_empty());
        let mut element = pdf.struct_element(document);
        element.kind(StructRole::Document);
        let mut children = element.children();
        for at in read() {
            children.struct_element(tags[at]);
        }
        children.finish();
        element.finish();
        for at in read() {
            let mut element = pdf.struct_element(tags[at]);
            element.kind(role(self.blocks[at].role)).parent(document);
            let mut children = element.children();
            for mark in &self.marks[at] {
                children
                    .marked_content_ref()
                    .page(pages[mark.page])
                    .marked_content_id(mark.number);
            }
        }
        let mut by_page = Vec::new();
        for blocks in &self.on_page {
            let named = refs.next();
            let tags = blocks.iter().map(|block| tags[*block]);
            pdf.indirect(named).array().items(tags);
            by_page.push(named);
        }
        Read { document, by_page }
    }
}

/// How text looks.
struct Look {
    size: f32,
    is_strong: bool,
    is_soft: bool,
}

const fn role(role: Role) -> StructRole {
    match role {
        Role::Title => StructRole::H1,
        Role::Heading => StructRole::H2,
        Role::Part => StructRole::H3,
        _ => StructRole::P,
    }
}

/// No letter has billions of anything.
fn index(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Bytes made smaller.
pub(super) fn packed(bytes: &[u8]) -> Result<Vec<u8>, NotPrinted> {
    let unpackable = |_| NotPrinted("there is no room for it");
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).map_err(unpackable)?;
    encoder.finish().map_err(unpackable)
}

/// What it says of itself (XMP), by which a reader knows that it is tagged (PDF/UA-1).
fn metadata(answer: &AccessAnswer) -> String {
    let escape = |text: &str| {
        let text = text.replace('&', "&amp;");
        text.replace('<', "&lt;").replace('>', "&gt;")
    };
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\
         </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        escape(&answer.title),
        escape(answer.from.first().map_or("", String::as_str)),
        answer.language.tag(),
    )
}
