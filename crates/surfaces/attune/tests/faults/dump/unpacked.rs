//! Finds what is compressed in bytes and unpacks it: a word in a gzip or zlib stream is as readable
//! as any to someone with the file.

use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder, ZlibDecoder, ZlibEncoder};
use std::io::Read;

/// The most that is unpacked of one stream, in bytes.
const MOST: u64 = 1 << 20;
/// Fewer bytes than this that unpack are chance, and hold no word.
const LEAST: usize = 7;

/// What unpacks, wherever it begins. A stream that is cut off counts as far as it goes.
pub(crate) fn streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for (at, begin) in bytes.windows(3).enumerate() {
        let rest = &bytes[at..];
        let out = match begin {
            // RFC 1952, section 2.3: the magic number and the one method there is.
            [0x1f, 0x8b, 8] => begun(GzDecoder::new(rest)),
            // RFC 1950, section 2.2: deflate with its usual window, at each level.
            [0x78, 0x01 | 0x5e | 0x9c | 0xda, _] => begun(ZlibDecoder::new(rest)),
            _ => continue,
        };
        if out.len() >= LEAST {
            found.push(out);
        }
    }
    found
}

/// As much as unpacks before the first error.
fn begun(mut stream: impl Read) -> Vec<u8> {
    let mut out = Vec::new();
    let mut some = [0; 4_096];
    while let Ok(read) = stream.read(&mut some) {
        if read == 0 || out.len() as u64 >= MOST {
            break;
        }
        out.extend_from_slice(&some[..read]);
    }
    out
}

/// The same bytes, compressed each way, between others that make it worth while.
pub(crate) fn packed(bytes: &[u8]) -> [Vec<u8>; 2] {
    let text = [b"aaaaaaaaaaaaaaaaaaaa".as_slice(), bytes, bytes, bytes].concat();
    let (mut gzip, mut zlib) = (Vec::new(), Vec::new());
    GzEncoder::new(&*text, Compression::best())
        .read_to_end(&mut gzip)
        .unwrap();
    ZlibEncoder::new(&*text, Compression::default())
        .read_to_end(&mut zlib)
        .unwrap();
    [gzip, zlib]
}
