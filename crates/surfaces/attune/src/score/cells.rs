//! A row of a table as cells (RFC 4180): quoted where needed, a quote inside a quoted cell doubled.

/// Where the cells of one row lie; kept from row to row.
#[derive(Debug, Default)]
pub(super) struct Cells {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// Whether a quoted cell had not ended yet.
    open: bool,
}

impl Cells {
    /// Begins a row with its first line.
    pub(super) fn begin(&mut self, line: &[u8], between: u8) {
        self.bytes.clear();
        self.ends.clear();
        self.open = false;
        if !line.contains(&b'"') {
            for cell in line.split(|byte| *byte == between) {
                self.bytes.extend_from_slice(cell);
                self.ends.push(self.bytes.len());
            }
            return;
        }
        self.add(line, between);
    }

    /// Goes on with the next line of a row in which a quoted cell is open.
    pub(super) fn go_on(&mut self, line: &[u8], between: u8) {
        self.bytes.push(b'\n');
        self.add(line, between);
    }

    fn add(&mut self, line: &[u8], between: u8) {
        let mut quoted = self.open;
        let mut start = !quoted;
        let mut at = 0;
        while let Some(byte) = line.get(at) {
            at += 1;
            match *byte {
                b'"' if quoted => {
                    if line.get(at) == Some(&b'"') {
                        self.bytes.push(b'"');
                        at += 1;
                    } else {
                        quoted = false;
                    }
                }
                b'"' if start => quoted = true,
                byte if byte == between && !quoted => {
                    self.ends.push(self.bytes.len());
                    start = true;
                    continue;
                }
                byte => self.bytes.push(byte),
            }
            start = false;
        }
        self.open = quoted;
        if !quoted {
            self.ends.push(self.bytes.len());
        }
    }

    /// Whether a quoted cell goes on in the next line.
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// How many bytes are held.
    pub(super) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How many cells the row has.
    pub(super) fn count(&self) -> usize {
        self.ends.len()
    }

    /// The cell at a place, as it is written.
    pub(super) fn get(&self, place: usize) -> Option<&[u8]> {
        let end = *self.ends.get(place)?;
        let start = match place.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes.get(start..end)
    }
}

/// What stands between the cells of a table with this first line: a comma, unless there is none and
/// there are semicolons or tabs.
pub(super) fn between(first: &[u8]) -> u8 {
    let there = |byte: &u8| first.contains(byte);
    [b',', b';', b'\t'].into_iter().find(there).unwrap_or(b',')
}

/// Writes a cell, quoted where it must be.
pub(super) fn write(cell: &[u8], to: &mut Vec<u8>) {
    let plain = |byte: &u8| !matches!(byte, b'"' | b',' | b'\n' | b'\r');
    let edged = cell.first() == Some(&b' ') || cell.last() == Some(&b' ');
    if cell.iter().all(plain) && !edged {
        to.extend_from_slice(cell);
        return;
    }
    to.push(b'"');
    for byte in cell {
        if *byte == b'"' {
            to.push(b'"');
        }
        to.push(*byte);
    }
    to.push(b'"');
}

#[cfg(test)]
mod tests {
    use super::{Cells, write};
    use proptest::prelude::*;

    fn all(cells: &Cells) -> Vec<Vec<u8>> {
        (0..cells.count())
            .map(|place| cells.get(place).unwrap().to_vec())
            .collect()
    }

    #[test]
    fn rows_are_read_as_they_are_written() {
        let mut cells = Cells::default();
        for (line, wanted) in [
            ("a,b,,", vec!["a", "b", "", ""]),
            ("", vec![""]),
            ("\"a,b\",c", vec!["a,b", "c"]),
            ("\"say \"\"yes\"\"\",", vec!["say \"yes\"", ""]),
            ("a\"b,c", vec!["a\"b", "c"]),
        ] {
            cells.begin(line.as_bytes(), b',');
            let wanted: Vec<Vec<u8>> = wanted.into_iter().map(Into::into).collect();
            assert_eq!((all(&cells), cells.is_open()), (wanted, false), "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(row in prop::collection::vec("[a \",;\n]{0,6}", 1..6)) {
            let mut line = Vec::new();
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    line.push(b',');
                }
                write(cell.as_bytes(), &mut line);
            }
            let mut cells = Cells::default();
            let mut lines = line.split(|byte| *byte == b'\n');
            cells.begin(lines.next().unwrap(), b',');
            for line in lines {
                prop_assert!(cells.is_open());
                cells.go_on(line, b',');
            }
            let wanted: Vec<Vec<u8>> = row.into_iter().map(Into::into).collect();
            prop_assert_eq!((all(&cells), cells.is_open()), (wanted, false));
        }
    }
}
