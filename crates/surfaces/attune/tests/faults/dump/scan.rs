//! Looks for words in bytes, in every way in which a program could have left them readable.

use std::collections::HashMap;

/// A way to write a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum How {
    /// UTF-8, any case.
    Utf8,
    /// UTF-16, little end first, any case.
    Utf16Le,
    /// UTF-16, big end first, any case.
    Utf16Be,
    /// Base64, wherever the word lies among other bytes (RFC 4648, both alphabets).
    Base64,
    /// Hexadecimal of the UTF-8, any case.
    Hex,
}

impl How {
    pub(crate) const ALL: [Self; 5] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Base64,
        Self::Hex,
    ];
}

/// Where a word was read.
#[derive(Debug)]
pub(crate) struct Hit {
    /// The place of the word in the list.
    pub(crate) word: usize,
    pub(crate) how: How,
    /// The byte at which it begins.
    pub(crate) at: usize,
}

/// The place of a word in the list, a way to write it, and the bytes that makes.
type Pattern = (usize, How, Vec<u8>);

/// Bytes to look for, found by their first eight.
#[derive(Default)]
struct Patterns {
    begins: HashMap<[u8; 8], Vec<Pattern>>,
    /// Whether any begins with these two bytes: most places in a file are passed by this alone.
    first: Vec<bool>,
}

impl Patterns {
    fn add(&mut self, word: usize, how: How, bytes: Vec<u8>) {
        self.first.resize(1 << 16, false);
        self.first[usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))] = true;
        let all = self
            .begins
            .entry(bytes[..8].try_into().unwrap())
            .or_default();
        if !all.iter().any(|(_, _, known)| *known == bytes) {
            all.push((word, how, bytes));
        }
    }

    fn look(&self, bytes: &[u8], hits: &mut Vec<Hit>) {
        if self.first.is_empty() {
            return;
        }
        for (at, eight) in bytes.array_windows::<8>().enumerate() {
            if !self.first[usize::from(eight[0]) << 8 | usize::from(eight[1])] {
                continue;
            }
            let Some(all) = self.begins.get(eight) else {
                continue;
            };
            for (word, how, pattern) in all {
                if bytes[at..].starts_with(pattern) {
                    hits.push(Hit {
                        word: *word,
                        how: *how,
                        at,
                    });
                }
            }
        }
    }
}

/// Looks for words.
pub(crate) struct Scanner {
    /// Looked for without regard to case.
    any_case: Patterns,
    exact: Patterns,
}

impl Scanner {
    /// Looks for words of small ASCII letters and digits, seven or more.
    pub(crate) fn new(words: &[String]) -> Self {
        let (mut any_case, mut exact) = (Patterns::default(), Patterns::default());
        for (number, word) in words.iter().enumerate() {
            for how in [How::Utf8, How::Utf16Le, How::Utf16Be, How::Hex] {
                any_case.add(number, how, encoded(word, how));
            }
            for (before, url) in [0, 1, 2].into_iter().flat_map(|n| [(n, false), (n, true)]) {
                exact.add(number, How::Base64, inside_base64(word, before, url));
            }
        }
        Self { any_case, exact }
    }

    /// Looks for these very bytes.
    pub(crate) fn of_bytes(all: &[[u8; 16]]) -> Self {
        let mut exact = Patterns::default();
        for (number, bytes) in all.iter().enumerate() {
            exact.add(number, How::Utf8, bytes.to_vec());
        }
        Self {
            any_case: Patterns::default(),
            exact,
        }
    }

    /// Every word that can be read in these bytes.
    pub(crate) fn look(&self, bytes: &[u8]) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.any_case.look(&bytes.to_ascii_lowercase(), &mut hits);
        self.exact.look(bytes, &mut hits);
        hits
    }
}

/// A word on its own, written so.
fn encoded(word: &str, how: How) -> Vec<u8> {
    match how {
        How::Utf8 => word.as_bytes().to_vec(),
        How::Utf16Le => word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        How::Utf16Be => word.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        How::Hex => word
            .bytes()
            .flat_map(|byte| format!("{byte:02x}").into_bytes())
            .collect(),
        How::Base64 => base64(word.as_bytes(), false),
    }
}

/// Base64 of bytes, without what fills up the end.
fn base64(bytes: &[u8], url: bool) -> Vec<u8> {
    let mut letters: Vec<u8> = (b'A'..=b'Z')
        .chain(b'a'..=b'z')
        .chain(b'0'..=b'9')
        .collect();
    letters.extend(if url { b"-_" } else { b"+/" });
    let mut text = Vec::new();
    for three in bytes.chunks(3) {
        let part = |at: usize| three.get(at).copied().map_or(0, u32::from);
        let bits = part(0) << 16 | part(1) << 8 | part(2);
        for sextet in 0..=three.len() {
            text.push(letters[(bits >> (18 - 6 * sextet) & 63) as usize]);
        }
    }
    text
}

/// The letters of base64 that a word decides by itself when so many bytes (modulo 3) stand before.
fn inside_base64(word: &str, before: usize, url: bool) -> Vec<u8> {
    let bytes = [&vec![0; before], word.as_bytes()].concat();
    let (from, to) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
    base64(&bytes, url)[from..to].to_vec()
}

/// A plain file that holds a word, written so, after that many bytes; in capitals where case is
/// not looked at.
pub(crate) fn written(word: &str, how: How, before: usize, capitals: bool) -> Vec<u8> {
    let shown = if capitals && how != How::Base64 {
        word.to_uppercase()
    } else {
        word.to_owned()
    };
    let stuff = "§".repeat(7).into_bytes();
    let word = match how {
        How::Base64 => {
            let text = [&b"~~~"[..before], shown.as_bytes(), b"~~~~~"].concat();
            base64(&text, capitals)
        }
        How::Hex if capitals => encoded(word, how).to_ascii_uppercase(),
        _ => encoded(&shown, how),
    };
    [&stuff[..before + 5], &word, &stuff].concat()
}

#[test]
fn base64_is_as_its_standard_says() {
    // RFC 4648, section 10, without the padding.
    for (text, expected) in [
        ("", ""),
        ("f", "Zg"),
        ("fo", "Zm8"),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(text.as_bytes(), false), expected.as_bytes());
    }
    assert_eq!(base64(&[0xfb, 0xff], false), b"+/8");
    assert_eq!(base64(&[0xfb, 0xff], true), b"-_8");
}

#[test]
fn what_is_almost_a_word_is_none() {
    let scanner = Scanner::new(&["zqxv0001kwuj".to_owned()]);
    for text in [
        "zqxv0001kwu",
        "zqxv0002kwuj",
        "qxv0001kwuj",
        "zqxv0001 kwuj",
        "",
    ] {
        assert!(scanner.look(text.as_bytes()).is_empty(), "{text}");
    }
    assert_eq!(scanner.look(b"zqxv0001kwujZQXV0001KWUJ").len(), 2);
}
