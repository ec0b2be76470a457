//! From blocks to lines to pages. A heading never stands alone at the foot of a page, and a long text goes on on the next.

use super::blocks::{Block, Role};
use super::face::{Face, Faces};

/// A4, in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
pub(super) const LEFT: f32 = 68.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = PAGE.1 - 76.0;
const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
/// Where what stands beside a label begins.
const BESIDE: f32 = 136.0;
/// How many lines of what follows a heading stand on its page.
const TOGETHER: usize = 3;

/// How a block is set.
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) is_strong: bool,
    /// Grey, for what is said beside the matter.
    pub(super) is_soft: bool,
    line: f32,
    before: f32,
    /// It belongs to what comes next.
    keeps: bool,
}

impl Role {
    pub(super) const fn style(self) -> Style {
        let plain = Style {
            size: 10.5,
            is_strong: false,
            is_soft: false,
            line: 15.5,
            before: 6.0,
            keeps: false,
        };
        match self {
            Self::Sender => Style {
                size: 12.0,
                is_strong: true,
                before: 0.0,
                ..plain
            },
            Self::Top => Style {
                before: 0.0,
                ..plain
            },
            Self::Title => Style {
                size: 20.0,
                is_strong: true,
                line: 26.0,
                before: 26.0,
                keeps: true,
                ..plain
            },
            Self::Heading => Style {
                size: 14.0,
                is_strong: true,
                line: 19.0,
                before: 22.0,
                keeps: true,
                ..plain
            },
            Self::Law => Style {
                size: 9.0,
                is_soft: true,
                line: 13.0,
                before: 0.0,
                keeps: true,
                ..plain
            },
            Self::Part => Style {
                size: 11.0,
                is_strong: true,
                before: 12.0,
                keeps: true,
                ..plain
            },
            Self::Text => plain,
            Self::Point => Style {
                before: 1.0,
                ..plain
            },
            Self::Closing => Style {
                before: 28.0,
                ..plain
            },
            Self::Label => Style {
                is_soft: true,
                before: 3.0,
                ..plain
            },
            Self::Value => Style {
                before: 3.0,
                ..plain
            },
        }
    }
}

/// Part of a block on one line.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Which block.
    pub(super) block: usize,
    /// Where it begins.
    pub(super) x: f32,
    pub(super) text: String,
}

/// A line, not yet on a page.
struct Line {
    runs: Vec<Run>,
    height: f32,
    before: f32,
    keeps: bool,
}

/// A line on a page.
pub(super) struct Placed {
    pub(super) runs: Vec<Run>,
    /// Its base line.
    pub(super) y: f32,
}

/// The pages, each with its lines.
pub(super) fn pages(blocks: &[Block], faces: &Faces) -> Vec<Vec<Placed>> {
    let lines = lines(blocks, faces);
    let mut pages = vec![Vec::new()];
    let mut y = TOP;
    for (at, line) in lines.iter().enumerate() {
        let begins_group = line.keeps && (at == 0 || !lines[at - 1].keeps);
        let needed = if begins_group {
            together(&lines[at..])
        } else {
            line.before + line.height
        };
        let is_fresh = pages.last().is_some_and(Vec::is_empty);
        if !is_fresh && y + needed > BOTTOM {
            pages.push(Vec::new());
            y = TOP;
        } else if !is_fresh {
            y += line.before;
        }
        y += line.height;
        if let Some(page) = pages.last_mut() {
            page.push(Placed {
                runs: line.runs.clone(),
                y,
            });
        }
    }
    pages
}

/// How much room a heading needs with the first lines of what it is about.
fn together(lines: &[Line]) -> f32 {
    let headings = lines.iter().take_while(|line| line.keeps).count();
    let group = lines.iter().take(headings + TOGETHER);
    group.map(|line| line.before + line.height).sum()
}

fn lines(blocks: &[Block], faces: &Faces) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let beside = blocks.get(at + 1).filter(|next| next.role == Role::Value);
        if let (Role::Label, Some(value)) = (block.role, beside) {
            lines.extend(side_by_side((at, block), (at + 1, value), faces));
            at += 2;
        } else {
            lines.extend(set(at, block, (0.0, WIDTH), faces));
            at += 1;
        }
    }
    lines
}

/// A label with what it is about beside it.
fn side_by_side(label: (usize, &Block), value: (usize, &Block), faces: &Faces) -> Vec<Line> {
    let labels = set(label.0, label.1, (0.0, BESIDE - 10.0), faces);
    let values = set(value.0, value.1, (BESIDE, WIDTH - BESIDE), faces);
    let (mut labels, mut values) = (labels.into_iter(), values.into_iter());
    let mut lines = Vec::new();
    loop {
        match (labels.next(), values.next()) {
            (None, None) => return lines,
            (Some(line), None) | (None, Some(line)) => lines.push(line),
            (Some(label), Some(mut line)) => {
                line.runs.splice(..0, label.runs);
                lines.push(line);
            }
        }
    }
}

/// A block in lines within a column: where it begins, and how wide it is.
fn set(at: usize, block: &Block, column: (f32, f32), faces: &Faces) -> Vec<Line> {
    let style = block.role.style();
    let face = faces.of(&style);
    let (x, width) = column;
    let most = width / style.size;
    let paragraphs = block.text.split('\n');
    let wrapped = paragraphs.flat_map(|text| wrap(&face.shown(text), most, face));
    wrapped
        .enumerate()
        .map(|(number, text)| Line {
            runs: vec![Run {
                block: at,
                x: LEFT + x,
                text,
            }],
            height: style.line,
            before: if number == 0 { style.before } else { 0.0 },
            keeps: style.keeps,
        })
        .collect()
}

/// Text in lines that are at most `most` wide at a size of 1. A word that is wider is broken.
fn wrap(text: &str, most: f32, face: &Face) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text
        .split_whitespace()
        .flat_map(|word| broken(word, most, face))
    {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        let longer = if line.is_empty() {
            word.clone()
        } else {
            format!("{line} {word}")
        };
        if line.is_empty() || face.width(&longer) <= most {
            *line = longer;
        } else {
            lines.push(word);
        }
    }
    lines
}

/// A word in pieces that fit.
fn broken(word: &str, most: f32, face: &Face) -> Vec<String> {
    if face.width(word) <= most {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for character in word.chars() {
        let Some(piece) = pieces.last_mut() else {
            continue;
        };
        let mut longer = piece.clone();
        longer.push(character);
        if piece.is_empty() || face.width(&longer) <= most {
            *piece = longer;
        } else {
            pieces.push(character.to_string());
        }
    }
    pieces
}

impl Faces {
    pub(super) const fn of(&self, style: &Style) -> &Face {
        if style.is_strong {
            &self.strong
        } else {
            &self.regular
        }
    }
}
