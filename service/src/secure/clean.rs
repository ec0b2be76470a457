//! Pictures without what a camera wrote into them: where and when they were taken, and with which device. A picture is
//! read and its dots written anew, in the same format; whatever cannot be read as one stays as it is.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat};

use crate::event::read_picture;

/// How well a photograph is kept, of 100: text in it stays readable.
const QUALITY: u8 = 92;

/// The picture that `file` is, made anew; none when it is none that we can read.
pub(super) fn cleaned(file: &[u8]) -> Option<Vec<u8>> {
    let picture = read_picture(file).ok()??;
    let mut made = Vec::new();
    if image::guess_format(file).ok()? == ImageFormat::Jpeg {
        let dots = DynamicImage::ImageRgb8(picture.to_rgb8());
        let encoder = JpegEncoder::new_with_quality(&mut made, QUALITY);
        dots.write_with_encoder(encoder).ok()?;
    } else {
        // Nothing of a drawing or a page that was scanned is lost.
        picture
            .write_to(&mut Cursor::new(&mut made), ImageFormat::Png)
            .ok()?;
    }
    Some(made)
}

/// The name of a picture that was made anew: a WebP became a PNG.
pub(super) fn cleaned_name(name: &str, file: &[u8]) -> String {
    let is_webp = image::guess_format(file).ok() == Some(ImageFormat::WebP);
    match name.rsplit_once('.') {
        Some((stem, _)) if is_webp => format!("{stem}.png"),
        _ if is_webp => format!("{name}.png"),
        _ => name.to_owned(),
    }
}
