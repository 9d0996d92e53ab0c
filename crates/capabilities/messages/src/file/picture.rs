//! Pictures: decoded, made smaller where they are large, and drawn anew. Of what was sent nothing
//! is left but what is seen: not where or when it was taken, with what, or what was written beside.

use super::{Ready, WrongFile};
use crate::message::KindV1;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    RgbImage, RgbaImage,
};
use std::io::Cursor;

/// The longest side of a picture that is kept, in pixels: enough to read a letter that was
/// photographed. This project's own choice.
pub const LONGEST: u32 = 2_560;
/// The most pixels that are decoded, so that a small file cannot fill the memory: 40 million, more
/// than phones take today unless they are asked to. This project's own choice.
pub const PIXELS: u64 = 40_000_000;
/// The longest side that is decoded.
const SIDE: u32 = 16_384;
/// The most bytes a decoder takes for itself.
const MEMORY: u64 = 192 * 1024 * 1024;
/// How well a photograph is kept, out of 100: where people do not see the difference. This project's
/// own choice.
const QUALITY: u8 = 85;
/// Up to which size a picture of sharp lines is kept as exactly as it came: 1.5 MiB, this project's
/// own choice.
const EXACT: usize = 1_536 * 1024;

/// Draws a picture anew.
pub fn picture(bytes: &[u8]) -> Result<Ready, WrongFile> {
    let kind = kind(bytes).ok_or(WrongFile::Unknown)?;
    let image = decoded(bytes, kind)?;
    let image = smaller(image);
    let (wide, high) = (image.width(), image.height());
    let (kind, bytes) = drawn(&image, kind).ok_or(WrongFile::Damaged)?;
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_| WrongFile::TooManyPixels);
    Ok(Ready {
        kind,
        bytes,
        shape: Some((side(wide)?, side(high)?)),
    })
}

/// What kind of picture it is, by how it begins.
fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(&b"WEBP"[..]);
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', ..] => Some(ImageFormat::Png),
        [b'G', b'I', b'F', b'8', ..] => Some(ImageFormat::Gif),
        _ if webp => Some(ImageFormat::WebP),
        _ => None,
    }
}

/// The picture, the right way up; of one that moves, as it begins.
fn decoded(bytes: &[u8], kind: ImageFormat) -> Result<DynamicImage, WrongFile> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| wrong(&error))?;
    let (wide, high) = decoder.dimensions();
    let pixels = u64::from(wide) * u64::from(high);
    if pixels > PIXELS || decoder.total_bytes() > MEMORY {
        return Err(WrongFile::TooManyPixels);
    }
    if pixels == 0 {
        return Err(WrongFile::Damaged);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| wrong(&error))?;
    image.apply_orientation(turned);
    Ok(image)
}

fn wrong(error: &image::ImageError) -> WrongFile {
    if matches!(error, image::ImageError::Limits(_)) {
        WrongFile::TooManyPixels
    } else {
        WrongFile::Damaged
    }
}

fn smaller(image: DynamicImage) -> DynamicImage {
    if image.width().max(image.height()) > LONGEST {
        image.thumbnail(LONGEST, LONGEST)
    } else {
        image
    }
}

/// The picture as it is kept: a photograph as JPEG, sharp lines as PNG where that is small enough.
fn drawn(image: &DynamicImage, came: ImageFormat) -> Option<(KindV1, Vec<u8>)> {
    let sharp = matches!(came, ImageFormat::Png | ImageFormat::Gif);
    let clear = image.color().has_alpha() && sees_through(&image.to_rgba8());
    if clear {
        let all = image.to_rgba8();
        let png = png(all.as_raw(), image, ExtendedColorType::Rgba8)?;
        if png.len() <= EXACT {
            return Some((KindV1::Png, png));
        }
        return jpeg(&on_white(&all)).map(|bytes| (KindV1::Jpeg, bytes));
    }
    let all = image.to_rgb8();
    if sharp {
        let png = png(all.as_raw(), image, ExtendedColorType::Rgb8)?;
        if png.len() <= EXACT {
            return Some((KindV1::Png, png));
        }
    }
    jpeg(&all).map(|bytes| (KindV1::Jpeg, bytes))
}

fn sees_through(image: &RgbaImage) -> bool {
    image.pixels().any(|pixel| pixel.0[3] != u8::MAX)
}

/// What is behind shows as white, as on paper.
fn on_white(image: &RgbaImage) -> RgbImage {
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, covers] = image.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, covers) = (u16::from(colour), u16::from(covers));
            let mixed = (colour * covers + 255 * (255 - covers)) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn png(raw: &[u8], image: &DynamicImage, colour: ExtendedColorType) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let drawn = encoder.write_image(raw, image.width(), image.height(), colour);
    drawn.ok().map(|()| bytes)
}

fn jpeg(image: &RgbImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let drawn = JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(image);
    drawn.ok().map(|()| bytes)
}
