//! A text as a QR code.

use leptos::prelude::*;
#[cfg(feature = "ssr")]
use qrcode::{Color, QrCode};
use serde::{Deserialize, Serialize};

/// A QR code as a path of unit squares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrView {
    width: usize,
    path: String,
}

#[cfg(feature = "ssr")]
impl QrView {
    /// The code of `text`; none when it does not fit, which takes some thousand characters.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let colors = code.to_colors();
        let rows = colors.chunks(width).enumerate();
        let path = rows.map(|(row, modules)| runs(row, modules)).collect();
        Some(Self { width, path })
    }
}

/// A QR code, drawn.
#[component]
pub fn Qr(
    /// The code.
    picture: QrView,
    /// What it is, for those who do not see it.
    label: &'static str,
) -> impl IntoView {
    // Four modules of white around it, as the standard asks.
    let side = picture.width + 8;
    let frame = format!("-4 -4 {side} {side}");
    view! {
        <svg class="qr" viewBox=frame role="img" aria-label=label>
            <path d=picture.path />
        </svg>
    }
}

/// The dark runs of a row as rectangles.
#[cfg(feature = "ssr")]
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn the_path_draws_every_dark_module_and_no_other() {
        let text = "0123456789ABCDEF".repeat(4);
        let drawn = QrView::of(&text).unwrap();
        let expected = QrCode::new(&text).unwrap();
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
