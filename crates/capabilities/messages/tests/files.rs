//! Pictures and documents that people send: nothing is kept of them but what is seen, and nothing
//! that anyone sends makes the service stumble.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::Chance;
use image::codecs::gif::GifEncoder;
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use messages::{KindV1, LONGEST, PIXELS, WrongFile, pdf, picture};
use std::io::Cursor;
use testing::Seeded;

/// Where Amal was, as a phone writes it beside a picture.
const WHERE: &str = "GPS 52.5200,13.4050 Amal's phone";

/// A picture with a red corner at the left above.
fn scene(wide: u32, high: u32) -> DynamicImage {
    RgbImage::from_fn(wide, high, |x, y| {
        if x < wide / 3 && y < high / 3 {
            Rgb([230, 20, 20])
        } else {
            Rgb([40, 90, u8::try_from(y % 200).unwrap()])
        }
    })
    .into()
}

fn encoded(image: &DynamicImage, kind: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, kind).unwrap();
    bytes.into_inner()
}

fn moving() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    for colour in [[200, 0, 0, 255], [0, 0, 200, 255]] {
        let frame = RgbaImage::from_pixel(20, 10, Rgba(colour));
        encoder.encode_frame(Frame::new(frame)).unwrap();
    }
    drop(encoder);
    bytes
}

fn webp(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let rgba = image.to_rgba8();
    WebPEncoder::new_lossless(&mut bytes)
        .encode(
            rgba.as_raw(),
            rgba.width(),
            rgba.height(),
            image::ExtendedColorType::Rgba8,
        )
        .unwrap();
    bytes
}

/// The same JPEG as a phone writes it that was held upright: turned on its side, with where it was.
fn from_a_phone(jpeg: &[u8]) -> Vec<u8> {
    let mut exif =
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(WHERE.as_bytes());
    let mut comment = b"\xff\xfe".to_vec();
    comment.extend_from_slice(&u16::try_from(WHERE.len() + 2).unwrap().to_be_bytes());
    comment.extend_from_slice(WHERE.as_bytes());
    let mut all = b"\xff\xd8\xff\xe1".to_vec();
    all.extend_from_slice(&u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    all.extend_from_slice(&exif);
    all.extend_from_slice(&comment);
    all.extend_from_slice(&jpeg[2..]);
    all
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                0xedb8_8320 ^ (crc >> 1)
            } else {
                crc >> 1
            }
        })
    };
    !bytes.iter().fold(!0, step)
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut all = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    all.extend_from_slice(&name);
    all.extend_from_slice(content);
    let sum = crc(&all[4..]);
    all.extend_from_slice(&sum.to_be_bytes());
    all
}

/// The same PNG with words written beside it.
fn with_words(png: &[u8]) -> Vec<u8> {
    let words = format!("Comment\0{WHERE}");
    let mut all = png[..33].to_vec();
    all.extend(chunk(*b"tEXt", words.as_bytes()));
    all.extend(chunk(*b"eXIf", words.as_bytes()));
    all.extend_from_slice(&png[33..]);
    all
}

/// The names of what a picture consists of.
fn consists_of(kind: KindV1, bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = if kind == KindV1::Png { 8 } else { 2 };
    while at + 8 <= bytes.len() {
        if kind == KindV1::Png {
            let long = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
            names.push(String::from_utf8(bytes[at + 4..at + 8].to_vec()).unwrap());
            at += 12 + usize::try_from(long).unwrap();
        } else {
            names.push(format!("{:02x}", bytes[at + 1]));
            if bytes[at + 1] == 0xda {
                break;
            }
            at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        }
    }
    names
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn of_a_picture_nothing_is_kept_but_what_is_seen() {
    let jpeg = encoded(&scene(120, 60), ImageFormat::Jpeg);
    let png = encoded(&scene(120, 60), ImageFormat::Png);
    for (what, sent) in [
        ("a phone's picture", from_a_phone(&jpeg)),
        ("words beside a drawing", with_words(&png)),
        (
            "a page behind a picture",
            [&jpeg[..], b"<script>alert(1)</script>"].concat(),
        ),
        (
            "an archive behind a picture",
            [&png[..], b"PK\x03\x04 x"].concat(),
        ),
    ] {
        let ready = picture(&sent).unwrap();
        for gone in [WHERE, "Exif", "<script", "PK\u{3}\u{4}"] {
            assert!(!holds(&ready.bytes, gone.as_bytes()), "{what}: {gone}");
        }
        let known: &[&str] = match ready.kind {
            KindV1::Png => &["IHDR", "IDAT", "IEND"],
            _ => &["e0", "db", "c0", "c4", "da"],
        };
        for name in consists_of(ready.kind, &ready.bytes) {
            assert!(known.contains(&name.as_str()), "{what}: {name}");
        }
    }
}

#[test]
fn a_picture_stands_the_right_way_up() {
    let sideways = from_a_phone(&encoded(&scene(120, 60), ImageFormat::Jpeg));
    let ready = picture(&sideways).unwrap();
    assert_eq!(ready.shape, Some((60, 120)));
    let seen = image::load_from_memory(&ready.bytes).unwrap().to_rgb8();
    let corner = seen.get_pixel(55, 5).0;
    assert!(corner[0] > 150 && corner[2] < 100, "{corner:?}");
}

#[test]
fn a_large_picture_becomes_smaller_and_a_small_one_stays_as_large_as_it_is() {
    let ready = picture(&encoded(&scene(3_000, 300), ImageFormat::Jpeg)).unwrap();
    assert_eq!(ready.shape, Some((2_560, 256)));
    assert_eq!(u32::from(ready.shape.unwrap().0), LONGEST);
    let ready = picture(&webp(&scene(64, 48))).unwrap();
    assert_eq!(ready.shape, Some((64, 48)));
}

#[test]
fn every_known_kind_becomes_jpeg_or_png_and_every_other_is_refused() {
    let clear: DynamicImage = RgbaImage::from_pixel(9, 9, Rgba([0, 0, 0, 90])).into();
    for (what, sent, kind) in [
        (
            "jpeg",
            encoded(&scene(60, 40), ImageFormat::Jpeg),
            KindV1::Jpeg,
        ),
        (
            "png",
            encoded(&scene(60, 40), ImageFormat::Png),
            KindV1::Png,
        ),
        (
            "see-through",
            encoded(&clear, ImageFormat::Png),
            KindV1::Png,
        ),
        ("webp", webp(&scene(60, 40)), KindV1::Jpeg),
        ("gif", moving(), KindV1::Png),
    ] {
        let ready = picture(&sent).unwrap();
        assert_eq!(ready.kind, kind, "{what}");
        image::load_from_memory(&ready.bytes).unwrap();
    }
    let first = image::load_from_memory(&picture(&moving()).unwrap().bytes);
    assert_eq!(
        first.unwrap().to_rgb8().get_pixel(3, 3).0[0],
        200,
        "as it begins"
    );
    for other in [
        &b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..],
        b"BM\x00\x00",
        b"II*\0",
        b"MZ\x90\x00",
        b"RIFF\0\0\0\0AVI ",
        b"",
        b"\xff\xd8",
    ] {
        assert_eq!(picture(other).err(), Some(WrongFile::Unknown), "{other:?}");
    }
}

#[test]
fn a_picture_that_would_fill_the_memory_is_not_decoded() {
    let sides = [
        (8_000_u32, 8_000_u32),
        (16_385, 2),
        (60_000, 60_000),
        (u32::MAX / 2, 9),
    ];
    for (wide, high) in sides {
        let mut head = [wide.to_be_bytes(), high.to_be_bytes()].concat();
        head.extend_from_slice(&[8, 6, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.extend(chunk(*b"IHDR", &head));
        png.extend(chunk(*b"IDAT", &[]));
        let refused = picture(&png).err();
        assert_eq!(refused, Some(WrongFile::TooManyPixels), "{wide} by {high}");
    }
    const { assert!(8_000 * 8_000 > PIXELS) };
    let mut gif = moving();
    gif[6..10].copy_from_slice(&[0xff; 4]);
    assert_eq!(picture(&gif).err(), Some(WrongFile::TooManyPixels));
}

fn below(chance: &Seeded, most: usize) -> usize {
    let mut bytes = [0; 4];
    chance.fill(&mut bytes);
    usize::try_from(u32::from_le_bytes(bytes)).unwrap() % most.max(1)
}

/// The same bytes, with something wrong in them.
fn spoiled(bytes: &[u8], chance: &Seeded) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=below(chance, 6) {
        let at = below(chance, bytes.len());
        match below(chance, 5) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, 0xff),
            2 => {
                let part = bytes[at..].to_vec();
                bytes.extend(part);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(below(chance, 256)).unwrap();
                }
            }
        }
        bytes.truncate(20_000);
    }
    bytes
}

#[test]
fn thousands_of_spoiled_files_are_refused_or_drawn_and_none_makes_it_stumble() {
    let chance = Seeded::new(29);
    let small = scene(33, 21);
    let document = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nstream\r\n\x78\x9c\x03\0\0\0\0\x01\nendstream\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF";
    let sound = [
        encoded(&small, ImageFormat::Jpeg),
        from_a_phone(&encoded(&small, ImageFormat::Jpeg)),
        encoded(&small, ImageFormat::Png),
        with_words(&encoded(&small, ImageFormat::Png)),
        webp(&small),
        moving(),
    ];
    let (mut drawn, mut refused) = (0, 0);
    for bytes in &sound {
        for _ in 0..1_500 {
            match picture(&spoiled(bytes, &chance)) {
                Ok(ready) => {
                    drawn += 1;
                    let kind = ready.kind;
                    assert!(matches!(kind, KindV1::Jpeg | KindV1::Png));
                    image::load_from_memory(&ready.bytes).unwrap();
                }
                Err(_) => refused += 1,
            }
        }
    }
    for _ in 0..3_000 {
        let _ = pdf(&spoiled(document, &chance));
    }
    assert!(
        drawn > 100 && refused > 100,
        "{drawn} drawn, {refused} refused"
    );
    testing::shows(
        "RE-4",
        &format!(
            "9,000 spoiled pictures: {drawn} drawn anew, {refused} refused; 3,000 spoiled documents; none made the service stumble"
        ),
    );
}
