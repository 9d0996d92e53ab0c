//! A file as lines, one at a time: however long the file is, only one of them is held.

use std::io::{self, BufRead};

/// The longest line that is read, in bytes: as much as the largest form. This project's own choice.
pub(super) const LONGEST: usize = 1 << 20;

/// The lines of a source, each with its number, from 1.
pub(super) struct Lines<R> {
    source: R,
    held: Vec<u8>,
    number: u64,
}

/// One line without its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Line<'a> {
    /// It is here.
    Whole(&'a [u8]),
    /// It is longer than [`LONGEST`] and was passed over.
    TooLong,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn of(source: R) -> Self {
        Self {
            source,
            held: Vec::new(),
            number: 0,
        }
    }

    /// The next line and its number.
    pub(super) fn next(&mut self) -> io::Result<Option<(u64, Line<'_>)>> {
        self.held.clear();
        let (mut any, mut too_long) = (false, false);
        loop {
            let ahead = match self.source.fill_buf() {
                Ok(ahead) => ahead,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if ahead.is_empty() {
                break;
            }
            any = true;
            let end = ahead.iter().position(|byte| *byte == b'\n');
            let taken = ahead.get(..end.unwrap_or(ahead.len())).unwrap_or(ahead);
            if self.held.len() + taken.len() > LONGEST {
                too_long = true;
                self.held.clear();
            } else if !too_long {
                self.held.extend_from_slice(taken);
            }
            let passed = taken.len() + usize::from(end.is_some());
            self.source.consume(passed);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if too_long {
            return Ok(Some((self.number, Line::TooLong)));
        }
        let mut line = self.held.as_slice();
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if self.number == 1 {
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        }
        Ok(Some((self.number, Line::Whole(line))))
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Line, Lines};

    #[test]
    fn a_file_comes_line_by_line_and_a_line_without_end_is_passed_over() {
        let mut file = b"\xEF\xBB\xBFone\r\n\n".to_vec();
        file.extend(std::iter::repeat_n(b'x', 3 * LONGEST));
        file.extend_from_slice(b"\nlast");
        let mut lines = Lines::of(file.as_slice());
        for (number, line) in [
            (1, Line::Whole(b"one".as_slice())),
            (2, Line::Whole(b"")),
            (3, Line::TooLong),
            (4, Line::Whole(b"last")),
        ] {
            assert_eq!(lines.next().unwrap(), Some((number, line)));
        }
        assert_eq!(lines.next().unwrap(), None);
    }
}
