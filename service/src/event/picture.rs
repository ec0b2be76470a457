//! Pictures of events. What is handed in is read as a picture and made anew: where and with which device it was taken,
//! and whatever else stood in the file, is not kept.

use std::io::Cursor;

use domain::canonical::Digest;
use domain::event::{LARGEST_PICTURE, PictureWords};
use domain::mail::Line;
use domain::problem::Problem;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, RgbImage};
use storage::{Operation, StoreError, StoredPicture, Tx};
use uuid::Uuid;

use crate::{Service, StaffActor, problem};

/// The most dots that a picture may have when it is handed in: more than a phone's camera makes by default.
const MOST_DOTS: u64 = 36_000_000;
/// The most memory that reading one may take.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;
/// How many dots the longer side has when it is kept, at most.
const LONGEST_SIDE: u32 = 1_600;
/// How well it is kept, of 100.
const QUALITY: u8 = 82;

/// The picture of an event, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPicture {
    /// The hash of its content, which is its address.
    pub hash: Digest,
    /// How many dots wide.
    pub width: u32,
    /// How many high.
    pub height: u32,
    /// What it shows.
    pub words: PictureWords,
}

/// What is handed in for an event's picture.
#[derive(Clone, Debug, Default)]
pub struct HandedIn {
    /// The file; nothing to keep the picture and change its words.
    pub file: Vec<u8>,
    /// What it shows, in Danish.
    pub danish: String,
    /// What it shows, in English.
    pub english: String,
}

impl Service {
    /// The picture of an event, if it has one.
    ///
    /// # Errors
    /// [`Problem::Unavailable`].
    pub async fn event_picture(&self, event: &Uuid) -> Result<Option<EventPicture>, Problem> {
        let stored = self.store().event_picture(event).await;
        stored.map_err(problem::of_store)?.map(picture).transpose()
    }

    /// The picture with this address: a JPEG.
    ///
    /// # Errors
    /// [`Problem::NotFound`], [`Problem::Unavailable`].
    pub async fn picture_content(&self, hash: &Digest) -> Result<Vec<u8>, Problem> {
        let content = self.store().picture_content(hash).await;
        content.map_err(problem::of_store)?.ok_or(Problem::NotFound)
    }

    /// Gives an event a picture, or its picture other words.
    ///
    /// # Errors
    /// - [`Problem::Forbidden`]: no role of theirs opens events; [`Problem::NotFound`]: there is no such event.
    /// - Those of [`PictureWords::read`]; [`Problem::PictureTooLarge`]; [`Problem::UnusablePicture`], also when there
    ///   is neither a file nor a picture.
    pub async fn set_event_picture(
        &self,
        actor: &StaffActor,
        event: &Uuid,
        handed_in: HandedIn,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        let words = PictureWords::read(&handed_in.danish, &handed_in.english)?;
        let made = if handed_in.file.is_empty() {
            None
        } else {
            // Reading a picture takes longer than others should wait.
            let made = tokio::task::spawn_blocking(move || make(&handed_in.file)).await;
            Some(made.map_err(|_| Problem::Fault)??)
        };
        let set = Set {
            event: *event,
            words,
            made,
        };
        self.commit(set).await?
    }

    /// Removes an event's picture.
    ///
    /// # Errors
    /// [`Problem::Forbidden`]; [`Problem::NotFound`] when it has none.
    pub async fn remove_event_picture(
        &self,
        actor: &StaffActor,
        event: &Uuid,
    ) -> Result<(), Problem> {
        self.require_events(actor)?;
        self.commit_ending(Remove(*event)).await?
    }
}

fn picture(stored: StoredPicture) -> Result<EventPicture, Problem> {
    let line = |text: &str| {
        Line::parse(text).map_err(|_| problem::of_store(StoreError::Unreadable("event_picture")))
    };
    Ok(EventPicture {
        words: PictureWords {
            danish: line(&stored.danish)?,
            english: line(&stored.english)?,
        },
        hash: stored.hash,
        width: stored.width,
        height: stored.height,
    })
}

/// A picture made anew.
#[derive(Debug)]
struct Made {
    content: Vec<u8>,
    width: u32,
    height: u32,
}

/// Reads a file as a picture, turns it upright and writes its dots, and nothing else, as a JPEG.
fn make(file: &[u8]) -> Result<Made, Problem> {
    if file.len() > LARGEST_PICTURE {
        return Err(Problem::PictureTooLarge);
    }
    let picture = read(file).map_err(|_| Problem::UnusablePicture)?;
    let picture = picture.ok_or(Problem::UnusablePicture)?;
    let picture = if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::Triangle)
    } else {
        picture
    };
    let dots = on_white(&picture);
    let mut content = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut content, QUALITY);
    dots.write_with_encoder(encoder)
        .map_err(|_| Problem::UnusablePicture)?;
    Ok(Made {
        content,
        width: dots.width(),
        height: dots.height(),
    })
}

/// None for a format that is not taken, and for too many dots.
pub(crate) fn read(file: &[u8]) -> image::ImageResult<Option<DynamicImage>> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format()?;
    let format = reader.format();
    if !format.is_some_and(|format| {
        matches!(
            format,
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
        )
    }) {
        return Ok(None);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_DOTS {
        return Ok(None);
    }
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(Some(picture))
}

/// The dots on white paper, where one could see through them.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let seen = picture.to_rgba8();
    let mut dots = RgbImage::new(seen.width(), seen.height());
    for (dot, from) in dots.pixels_mut().zip(seen.pixels()) {
        let [colours @ .., alpha] = from.0;
        let alpha = u16::from(alpha);
        dot.0 = colours.map(|colour| {
            let mixed = (u16::from(colour) * alpha + 255 * (255 - alpha)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        });
    }
    dots
}

struct Set {
    event: Uuid,
    words: PictureWords,
    made: Option<Made>,
}

impl Operation for Set {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        if tx.hold_event(&self.event).await?.is_none() {
            return Ok(Err(Problem::NotFound));
        }
        let (danish, english) = (self.words.danish.as_str(), self.words.english.as_str());
        let Some(made) = &self.made else {
            let reworded = tx.reword_event_picture(&self.event, danish, english);
            return Ok(reworded
                .await?
                .then_some(())
                .ok_or(Problem::UnusablePicture));
        };
        let picture = StoredPicture {
            hash: Digest::of(&made.content),
            width: made.width,
            height: made.height,
            danish: danish.to_owned(),
            english: english.to_owned(),
        };
        let set = tx.set_event_picture(&self.event, &picture, &made.content);
        Ok(Ok(set.await?))
    }
}

#[derive(Clone)]
struct Remove(Uuid);

impl Operation for Remove {
    type Output = Result<(), Problem>;

    async fn run(&mut self, tx: &mut Tx<'_>) -> Result<Self::Output, StoreError> {
        let removed = tx.remove_event_picture(&self.0).await?;
        Ok(removed.then_some(()).ok_or(Problem::NotFound))
    }
}

#[cfg(test)]
mod tests {
    use image::{ExtendedColorType, ImageEncoder as _, Rgb, Rgba, RgbaImage};

    use super::*;

    /// A JPEG, red above and blue below, wider than high.
    fn jpeg() -> Vec<u8> {
        let dots = RgbImage::from_fn(60, 40, |_, y| {
            if y < 20 {
                Rgb([220, 10, 10])
            } else {
                Rgb([10, 10, 220])
            }
        });
        let mut file = Vec::new();
        let encoder = JpegEncoder::new_with_quality(&mut file, 95);
        dots.write_with_encoder(encoder).unwrap();
        file
    }

    /// The same with what a camera adds (EXIF): that it was held sideways, and a secret.
    fn from_a_camera() -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
        exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
        exif.extend(b"\x01\x0e\0\x02\0\0\0\x10\0\0\0\x26");
        exif.extend(b"\0\0\0\0GPS 55.67 12.56\0");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let plain = jpeg();
        [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat()
    }

    fn dots(made: &Made) -> RgbImage {
        image::load_from_memory(&made.content).unwrap().to_rgb8()
    }

    #[test]
    fn what_a_camera_adds_is_obeyed_and_not_kept() {
        let file = from_a_camera();
        assert!(file.windows(3).any(|bytes| bytes == b"GPS"));
        let made = make(&file).unwrap();
        assert_eq!((made.width, made.height), (40, 60), "turned upright");
        let left_and_right = [dots(&made)[(5, 30)], dots(&made)[(35, 30)]];
        assert!(left_and_right[0].0[2] > 150 && left_and_right[1].0[0] > 150);
        for secret in [&b"GPS"[..], b"Exif"] {
            let kept = made.content.windows(secret.len());
            assert!(!kept.into_iter().any(|bytes| bytes == secret));
        }
    }

    #[test]
    fn what_one_could_see_through_is_white_and_large_pictures_become_smaller() {
        let clear = RgbaImage::from_pixel(2_000, 10, Rgba([0, 0, 0, 0]));
        let mut png = Vec::new();
        let encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder
            .write_image(&clear, 2_000, 10, ExtendedColorType::Rgba8)
            .unwrap();
        let made = make(&png).unwrap();
        assert_eq!((made.width, made.height), (1_600, 8));
        assert!(dots(&made)[(5, 5)].0.iter().all(|colour| *colour > 250));
        let mut webp = Vec::new();
        let encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        encoder
            .encode(&[200; 12], 2, 2, ExtendedColorType::Rgb8)
            .unwrap();
        assert_eq!(make(&webp).unwrap().width, 2);
    }

    #[test]
    fn what_is_no_picture_or_too_much_of_one_is_refused() {
        let bomb = {
            // The head of a PNG of 60,000 by 60,000 dots, with its checksum.
            let mut head = b"IHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0".to_vec();
            let mut sum = flate2::Crc::new();
            sum.update(&head);
            head.extend(sum.sum().to_be_bytes());
            [&b"\x89PNG\r\n\x1a\n\0\0\0\x0d"[..], &head].concat()
        };
        let cut = jpeg()[..30].to_vec();
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
        for file in [
            &bomb,
            &cut,
            &svg.to_vec(),
            &b"GIF89a\x01\0\x01\0".to_vec(),
            &Vec::new(),
        ] {
            assert_eq!(make(file).unwrap_err(), Problem::UnusablePicture);
        }
        let large = vec![0; LARGEST_PICTURE + 1];
        assert_eq!(make(&large).unwrap_err(), Problem::PictureTooLarge);
    }
}
