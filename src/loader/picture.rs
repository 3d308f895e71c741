//! Pictures of a story: fetched politely, decoded within limits, kept small.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, Rgb, RgbImage};
use tokio_util::sync::CancellationToken;

use crate::fetch::answer::{Manners, Outcome, Request};
use crate::loader::desk::Desk;
use crate::loader::trouble::Trouble;
use crate::loader::wanted::{Home, Wanted};
use crate::loader::{Event, body, manners};
use crate::model::article::ArticleId;
use crate::model::picture::{Images, Pixels};
use crate::store::pictures::Kept;
use crate::store::{Store, StoreError};

/// No side of a picture may be longer, in pixels.
const LONGEST: u32 = 8_192;
/// Nor may there be more pixels.
const MOST: u64 = 32_000_000;
/// Nor may decoding take more memory, in bytes.
const MEMORY: u64 = 192 << 20;
/// It is kept no larger than a screen shows it.
const KEPT: u32 = 1_024;
const QUALITY: u8 = 82;
/// More pictures of one story are not fetched.
const AT_MOST: usize = 40;

/// Fetches and keeps the pictures of a story, one after the other, and tells of each.
pub async fn load(
    desk: &Arc<Desk>,
    id: ArticleId,
    urls: Vec<String>,
    home: Option<&Home>,
    token: &CancellationToken,
) {
    for (number, url) in urls.into_iter().enumerate() {
        let kept = if number < AT_MOST {
            take(desk, id, &url, home, token).await
        } else {
            Err("one of too many in this story".to_owned())
        };
        desk.tell(Event::Picture { url, kept });
    }
}

/// Fetches and keeps the first picture of a story whose text is here, where the reader always wants to see pictures. It
/// is paid for out of what a refresh may fetch; one that cannot be had is nobody's trouble before the story is opened.
pub async fn lead(desk: &Arc<Desk>, wanted: &Wanted, token: &CancellationToken) {
    let home = wanted.home.as_ref();
    let wish = home.and_then(|home| home.wishes.images);
    if wish.unwrap_or(desk.settings.images) != Images::Always {
        return;
    }
    for id in wanted.ids() {
        let missing = desk.keeper.call(move |store| missing(store, id));
        if let Some(url) = desk.stored(missing.await).flatten()
            && let Ok(pixels) = take(desk, id, &url, home, token).await
        {
            let kept = Ok(pixels);
            desk.tell(Event::Picture { url, kept });
        }
    }
}

/// The first picture of a story when it is not kept. What the feed carried is cleaned, as it is when it is opened.
fn missing(store: &mut Store, id: ArticleId) -> Result<Option<String>, StoreError> {
    let Some(story) = body::open(store, id)? else {
        return Ok(None);
    };
    let first = story
        .document
        .pictures()
        .into_iter()
        .take(1)
        .collect::<Vec<_>>();
    let is_here = store.pictures(&first).iter().any(Option::is_some);
    Ok(first.into_iter().next().filter(|_| !is_here))
}

async fn take(
    desk: &Arc<Desk>,
    id: ArticleId,
    url: &str,
    home: Option<&Home>,
    token: &CancellationToken,
) -> Result<Pixels, String> {
    let words = |trouble: Trouble| trouble.to_string();
    let manners = match home {
        Some(home) => manners::of_page(desk, url, &home.url, &home.wishes)
            .await
            .map_err(words)?,
        None => Manners::default(),
    };
    let request = Request {
        manners: &manners,
        ..Request::picture(url, home.map(|home| home.url.as_str()))
    };
    let answer = desk
        .get_page(request, token)
        .await
        .map_err(|error| error.to_string())?;
    let Outcome::Fresh { body, .. } = answer.outcome else {
        return Err(NO_PICTURE.to_owned());
    };
    let bytes = body.len() as u64;
    desk.report.note(|progress| progress.bytes += bytes);
    // One after the other: each may take its memory.
    let work = move || small(&body);
    let kept = desk
        .crew
        .run(work)
        .await
        .map_err(|_| words(Trouble::Panic))??;
    let (url, now, pixels) = (url.to_owned(), desk.now(), kept.pixels);
    desk.keeper
        .call(move |store| store.keep_picture(id, &url, &kept, now))
        .await
        .ok_or_else(|| words(Trouble::Ended))?;
    Ok(pixels)
}

const NO_PICTURE: &str = "no picture that kabar can show";

/// A picture as it is kept: its first frame, the right way up, no larger than need be.
pub fn small(bytes: &[u8]) -> Result<Kept, String> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let mut decoder = reader()
        .map_err(|_| NO_PICTURE.to_owned())?
        .into_decoder()
        .map_err(|error| words(&error))?;
    let (width, height) = decoder.dimensions();
    if width > LONGEST || height > LONGEST || u64::from(width) * u64::from(height) > MOST {
        return Err(format!("too large a picture: {width}×{height}"));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    decoder.set_limits(limits).map_err(|error| words(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| words(&error))?;
    if picture.width() > KEPT || picture.height() > KEPT {
        picture = picture.thumbnail(KEPT, KEPT);
    }
    picture.apply_orientation(orientation);
    let picture = on_white(&picture);
    let pixels = Pixels {
        width: picture.width(),
        height: picture.height(),
    };
    let mut data = Vec::new();
    JpegEncoder::new_with_quality(&mut data, QUALITY)
        .encode_image(&picture)
        .map_err(|error| words(&error))?;
    Ok(Kept { pixels, data })
}

/// What shines through shows white, as on the pages that pictures are made for.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (to, from) in flat.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u32::from);
        let mix = |colour: u32| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8;
        *to = Rgb([mix(red), mix(green), mix(blue)]);
    }
    flat
}

/// Why a picture cannot be shown; never what a decoder says of its insides.
fn words(error: &ImageError) -> String {
    match error {
        ImageError::Limits(_) => "too large a picture".to_owned(),
        ImageError::Unsupported(_) => NO_PICTURE.to_owned(),
        _ => "a damaged picture".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, Rgba, RgbaImage};

    fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn plain(width: u32, height: u32) -> DynamicImage {
        DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb([200, 30, 30])))
    }

    #[test]
    fn pictures_are_kept_no_larger_than_need_be() {
        for (format, size, kept) in [
            (ImageFormat::Png, (64, 48), (64, 48)),
            (ImageFormat::Jpeg, (2_048, 1_024), (1_024, 512)),
            (ImageFormat::Gif, (40, 30), (40, 30)),
            (ImageFormat::WebP, (1_500, 3_000), (512, 1_024)),
        ] {
            let small = small(&file(&plain(size.0, size.1), format)).unwrap();
            let pixels = (small.pixels.width, small.pixels.height);
            assert_eq!(pixels, kept, "{format:?}");
            let again = image::load_from_memory(&small.data).unwrap();
            assert_eq!((again.width(), again.height()), kept);
        }
    }

    #[test]
    fn what_shines_through_is_white() {
        let clear = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0]));
        let bytes = file(&DynamicImage::ImageRgba8(clear), ImageFormat::Png);
        let again = image::load_from_memory(&small(&bytes).unwrap().data).unwrap();
        assert_eq!(again.to_rgb8().get_pixel(4, 4).0, [255, 255, 255]);
    }

    /// A PNG that says it is so large and holds nothing.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = file(&plain(1, 1), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        // The checksum of the header, which goes over its name and its content.
        let mut sum = flate2::Crc::new();
        sum.update(&bytes[12..29]);
        let sum = sum.sum().to_be_bytes();
        bytes[29..33].copy_from_slice(&sum);
        bytes
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_told_in_a_line() {
        let whole = file(&plain(300, 300), ImageFormat::Jpeg);
        for (bytes, expected) in [
            (b"<html><body>404</body></html>".to_vec(), NO_PICTURE),
            (
                b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
                NO_PICTURE,
            ),
            (Vec::new(), NO_PICTURE),
            (whole[..40].to_vec(), "a damaged picture"),
            (bomb(60_000, 60_000), "too large a picture: 60000×60000"),
            (bomb(8_000, 8_000), "too large a picture: 8000×8000"),
            (bomb(4_000, 4_000), "a damaged picture"),
            (
                file(&plain(9_000, 10), ImageFormat::Png),
                "too large a picture: 9000×10",
            ),
        ] {
            assert_eq!(
                small(&bytes).unwrap_err(),
                expected,
                "{} bytes",
                bytes.len()
            );
        }
    }
}
