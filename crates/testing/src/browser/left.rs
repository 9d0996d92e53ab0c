//! What a browser leaves on a device when it ends: looked through as someone would who has the
//! device and time.

use super::program::Program;
use std::path::{Path, PathBuf};

/// The folder a browser leaves behind. It goes with the value.
pub struct Left {
    pub(super) program: Program,
}

impl Left {
    /// Every file that was left, with what is in it; what Firefox keeps packed is unpacked.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        gather(self.program.folder(), &mut found);
        found
    }

    /// In which files these words are, in either of the two ways browsers write them.
    pub fn holds(&self, words: &str) -> Vec<String> {
        let plain = words.as_bytes().to_vec();
        let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let files = self.files().into_iter();
        files
            .filter(|(_, bytes)| contains(bytes, &plain) || contains(bytes, &wide))
            .map(|(path, _)| path.display().to_string())
            .collect()
    }
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|part| part == words)
}

fn gather(folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let Ok(kind) = path.symlink_metadata() else {
            continue;
        };
        if kind.is_dir() {
            gather(&path, found);
        } else if kind.is_file()
            && let Ok(bytes) = std::fs::read(&path)
        {
            let bytes = unpacked(&bytes).unwrap_or(bytes);
            found.push((path, bytes));
        }
    }
}

/// How Firefox begins a packed file; the length follows, in four bytes.
const PACKED: &[u8] = b"mozLz40\0";

/// What is in a file that Firefox packed.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let rest = bytes.strip_prefix(PACKED)?;
    let (length, block) = rest.split_at_checked(4)?;
    let length = u32::from_le_bytes(length.try_into().ok()?);
    unpack(block, usize::try_from(length).ok()?)
}

/// One block of LZ4: <https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md>.
fn unpack(mut block: &[u8], length: usize) -> Option<Vec<u8>> {
    fn more(block: &mut &[u8], mut count: usize) -> Option<usize> {
        if count == 15 {
            loop {
                let (next, rest) = block.split_first()?;
                *block = rest;
                count += usize::from(*next);
                if *next != 255 {
                    break;
                }
            }
        }
        Some(count)
    }
    let mut out = Vec::with_capacity(length.min(1 << 26));
    while let Some((token, rest)) = block.split_first() {
        block = rest;
        let plain = more(&mut block, usize::from(token >> 4))?;
        let (words, rest) = block.split_at_checked(plain)?;
        out.extend_from_slice(words);
        block = rest;
        if block.is_empty() {
            break;
        }
        let (back, rest) = block.split_at_checked(2)?;
        let back = usize::from(u16::from_le_bytes(back.try_into().ok()?));
        block = rest;
        let again = more(&mut block, usize::from(token & 15))? + 4;
        let from = out.len().checked_sub(back).filter(|_| back > 0)?;
        for at in from..from + again {
            out.push(*out.get(at)?);
        }
    }
    (out.len() == length).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_firefox_packs_is_unpacked() {
        // "abcd" four times over, then "wxyz!": four letters as they are, twelve from four before.
        let block = [
            0x48, b'a', b'b', b'c', b'd', 4, 0, 0x50, b'w', b'x', b'y', b'z', b'!',
        ];
        let mut packed = PACKED.to_vec();
        packed.extend(21_u32.to_le_bytes());
        packed.extend(block);
        assert_eq!(unpacked(&packed).unwrap(), b"abcdabcdabcdabcdwxyz!");
        assert_eq!(unpacked(b"not packed"), None);
        assert_eq!(unpacked(&packed[..packed.len() - 3]), None);
    }
}
