//! The two faces of the letter, and how wide words are in them.

use ttf_parser::GlyphId;

use super::NotPrinted;

/// Source Sans 3, under the SIL Open Font License (`server/fonts/OFL.txt`).
const REGULAR: &[u8] = include_bytes!("../../fonts/SourceSans3-Regular.ttf");
const SEMI_BOLD: &[u8] = include_bytes!("../../fonts/SourceSans3-SemiBold.ttf");
/// What stands for a character that the fonts lack, such as a picture. The page and the file for programs have it as it is.
const LACKING: char = '□';

/// The faces.
pub(super) struct Faces {
    pub(super) regular: Face,
    pub(super) strong: Face,
}

/// One face.
pub(super) struct Face {
    /// The file it is read from.
    pub(super) bytes: &'static [u8],
    pub(super) face: ttf_parser::Face<'static>,
}

impl Faces {
    pub(super) fn load() -> Result<Self, NotPrinted> {
        Ok(Self {
            regular: Face::load(REGULAR)?,
            strong: Face::load(SEMI_BOLD)?,
        })
    }
}

impl Face {
    fn load(bytes: &'static [u8]) -> Result<Self, NotPrinted> {
        let face = ttf_parser::Face::parse(bytes, 0);
        Ok(Self {
            bytes,
            face: face.map_err(|_| NotPrinted("a font cannot be read"))?,
        })
    }

    /// The text in characters that the face has.
    pub(super) fn shown(&self, text: &str) -> String {
        let has = |character| self.face.glyph_index(character).is_some();
        text.chars()
            .filter(|character| !is_invisible(*character))
            .map(|character| match character {
                // A space that holds words together is as wide as any.
                '\u{a0}' | '\u{202f}' => ' ',
                _ if has(character) => character,
                _ if has(LACKING) => LACKING,
                _ => '?',
            })
            .collect()
    }

    pub(super) fn glyph(&self, character: char) -> GlyphId {
        self.face.glyph_index(character).unwrap_or_default()
    }

    /// How wide a glyph is at a size of 1.
    pub(super) fn advance(&self, glyph: GlyphId) -> f32 {
        let advance = self.face.glyph_hor_advance(glyph).unwrap_or_default();
        f32::from(advance) / f32::from(self.face.units_per_em())
    }

    /// How wide `text` is at a size of 1.
    pub(super) fn width(&self, text: &str) -> f32 {
        let glyphs = text.chars().map(|character| self.glyph(character));
        glyphs.map(|glyph| self.advance(glyph)).sum()
    }
}

/// Whether a character shows nothing and only steers how others are shown: in a line that reads from left to right none
/// has anything to do.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}
