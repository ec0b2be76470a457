//! The leaf's place and hash as a QR code, for paper: they lead to the entry in the log and say nothing about anyone.

use qrcode::{Color, QrCode};

use super::QrView;

/// The code for the leaf at `index`; `None` when it does not fit, which 64 digits and a number always do.
pub(super) fn code(index: u64, hash: &str) -> Option<QrView> {
    // Capitals take less room in a QR code.
    let code = QrCode::new(format!("{index} {}", hash.to_uppercase())).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let rows = colors.chunks(width).enumerate();
    let path = rows.map(|(row, modules)| runs(row, modules)).collect();
    Some(QrView { width, path })
}

/// The dark runs of a row as rectangles.
fn runs(row: usize, modules: &[Color]) -> String {
    let mut column = 0;
    let same = modules.chunk_by(|one, next| one == next);
    let rectangles = same.map(|run| {
        let (start, length) = (column, run.len());
        column += length;
        match run.first() {
            Some(Color::Dark) => format!("M{start} {row}h{length}v1h-{length}z"),
            _ => String::new(),
        }
    });
    rectangles.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_draws_every_dark_module_and_no_other() {
        let hash = "0123456789abcdef".repeat(4);
        let drawn = code(12, &hash).unwrap();
        let expected = QrCode::new(format!("12 {}", hash.to_uppercase())).unwrap();
        let mut dark = vec![false; drawn.width * drawn.width];
        for rectangle in drawn
            .path
            .split('z')
            .filter(|rectangle| !rectangle.is_empty())
        {
            let numbers: Vec<usize> = rectangle
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|number| number.parse().ok())
                .collect();
            let [column, row, length, 1, again] = numbers[..] else {
                panic!("{rectangle}");
            };
            assert_eq!(length, again);
            dark[row * drawn.width + column..][..length].fill(true);
        }
        let modules = expected.to_colors();
        assert!(
            modules
                .iter()
                .zip(dark)
                .all(|(color, dark)| (*color == Color::Dark) == dark)
        );
    }
}
