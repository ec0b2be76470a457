//! A face inside the PDF: only the glyphs that are used, how wide each is, and which character it stands for, so that what
//! is printed can be copied and read aloud.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish as _, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::GlyphId;

use super::NotPrinted;
use super::face::Face;
use super::print::{Refs, packed};

const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The glyphs of a face that are used, under the numbers they have in the PDF.
pub(super) struct Used<'a> {
    face: &'a Face,
    numbers: GlyphRemapper,
    characters: BTreeMap<u16, char>,
}

impl<'a> Used<'a> {
    pub(super) fn of(face: &'a Face) -> Self {
        Self {
            face,
            numbers: GlyphRemapper::new(),
            characters: BTreeMap::new(),
        }
    }

    /// The text as the PDF shows it: two bytes a glyph.
    pub(super) fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut encoded = Vec::with_capacity(2 * text.len());
        for character in text.chars() {
            let number = self.numbers.remap(self.face.glyph(character).0);
            self.characters.entry(number).or_insert(character);
            encoded.extend(number.to_be_bytes());
        }
        encoded
    }

    /// Writes the face under the id `font`.
    pub(super) fn write(
        &self,
        pdf: &mut Pdf,
        refs: &mut Refs,
        font: Ref,
        name: &str,
    ) -> Result<(), NotPrinted> {
        let [descendant, descriptor, file, characters] = [(); 4].map(|()| refs.next());
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(descendant)
            .to_unicode(characters);
        let mut cid = pdf.cid_font(descendant);
        cid.subtype(CidFontType::Type2)
            .base_font(name)
            .system_info(SYSTEM)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_predefined(Name(b"Identity"));
        cid.widths().consecutive(0, self.widths());
        cid.finish();
        self.describe(pdf, descriptor, name, file);
        let subset = subsetter::subset(self.face.bytes, 0, &self.numbers);
        let subset = subset.map_err(|_| NotPrinted("a font cannot be made smaller"))?;
        pdf.stream(file, &packed(&subset)?)
            .filter(Filter::FlateDecode)
            .pair(
                Name(b"Length1"),
                i32::try_from(subset.len()).unwrap_or(i32::MAX),
            );
        let mut map = UnicodeCmap::new(Name(b"Samtykke"), SYSTEM);
        for (number, character) in &self.characters {
            map.pair(*number, *character);
        }
        let map = map.finish();
        pdf.cmap(characters, &map);
        Ok(())
    }

    /// How wide each glyph is, in thousandths, by its number.
    fn widths(&self) -> Vec<f32> {
        let glyphs = self.numbers.remapped_gids();
        glyphs
            .map(|glyph| 1000.0 * self.face.advance(GlyphId(glyph)))
            .collect()
    }

    fn describe(&self, pdf: &mut Pdf, descriptor: Ref, name: Name<'_>, file: Ref) {
        let face = &self.face.face;
        let scale = 1000.0 / f32::from(face.units_per_em());
        let scaled = |units: i16| scale * f32::from(units);
        let bounds = face.global_bounding_box();
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(Rect::new(
                scaled(bounds.x_min),
                scaled(bounds.y_min),
                scaled(bounds.x_max),
                scaled(bounds.y_max),
            ))
            .italic_angle(0.0)
            .ascent(scaled(face.ascender()))
            .descent(scaled(face.descender()))
            .cap_height(scaled(face.capital_height().unwrap_or_default()))
            .stem_v(80.0)
            .font_file2(file);
    }
}
