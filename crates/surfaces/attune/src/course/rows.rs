//! A table of rows, read as it comes: by bytes while nothing is quoted, which is fast, and by the
//! csv crate from the first quote on. Only one stretch of the file is ever held.

use std::io::{self, Cursor, Read};

/// How much is read at once.
const STRETCH: usize = 1 << 18;

/// The longest line: more is not a table.
const LONGEST: usize = 1 << 24;

/// The columns that are looked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// Person, session, score.
    pub(super) must: [&'a str; 3],
    /// Intake.
    pub(super) may: &'a str,
    /// Whether intake must be there too.
    pub(super) may_is_must: bool,
}

/// Where they are: person, session, score and perhaps intake.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Places {
    must: [usize; 3],
    may: Option<usize>,
}

/// A column that is not there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct NoColumn {
    pub(super) missing: String,
    pub(super) there: String,
}

/// The first line.
pub(super) struct Head<'a> {
    names: Vec<&'a [u8]>,
}

/// One row: person, session, score, intake, as they are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Row<'a> {
    pub(super) person: &'a [u8],
    pub(super) session: &'a [u8],
    pub(super) score: &'a [u8],
    pub(super) intake: Option<&'a [u8]>,
}

/// A row with fewer columns than are wanted, and how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Short(pub(super) usize);

/// Why reading ended before the end.
#[derive(Debug)]
pub(super) enum Ended<E> {
    /// The head was not accepted.
    Head(E),
    /// The file could not be read on.
    Io(io::Error),
}

impl<E> From<io::Error> for Ended<E> {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Head<'_> {
    /// Where the wanted columns are, whatever the case of their names.
    pub(super) fn places(&self, wanted: &Wanted<'_>) -> Result<Places, NoColumn> {
        let place = |name: &str| {
            let same = |column: &&[u8]| column.eq_ignore_ascii_case(name.as_bytes());
            self.names.iter().position(same).ok_or_else(|| NoColumn {
                missing: name.to_owned(),
                there: String::from_utf8_lossy(&self.names.join(&b", "[..])).into_owned(),
            })
        };
        let [person, session, score] = wanted.must;
        let may = place(wanted.may);
        Ok(Places {
            must: [place(person)?, place(session)?, place(score)?],
            may: if wanted.may_is_must {
                Some(may?)
            } else {
                may.ok()
            },
        })
    }
}

impl Places {
    fn of<'a>(&self, cells: impl Iterator<Item = &'a [u8]>) -> Result<Row<'a>, Short> {
        let mut must: [Option<&[u8]>; 3] = [None; 3];
        let (mut may, mut count) = (None, 0);
        for (place, cell) in cells.enumerate() {
            for (wanted, found) in self.must.iter().zip(&mut must) {
                if *wanted == place {
                    *found = Some(cell.trim_ascii());
                }
            }
            if self.may == Some(place) {
                may = Some(cell.trim_ascii());
            }
            count = place + 1;
        }
        match must {
            [Some(person), Some(session), Some(score)] if may.is_some() == self.may.is_some() => {
                Ok(Row {
                    person,
                    session,
                    score,
                    intake: may,
                })
            }
            _ => Err(Short(count)),
        }
    }
}

/// Reads a table: `head` says from the first line where the columns are, `each` gets every row with
/// the number of its line. Empty lines are passed over.
pub(super) fn read<R: Read, E>(
    source: R,
    head: impl FnOnce(&Head<'_>) -> Result<Places, E>,
    mut each: impl FnMut(u64, Result<Row<'_>, Short>),
) -> Result<(), Ended<E>> {
    let mut lines = Lines::of(source);
    let (mut line, mut between) = (0, b',');
    let (mut head, mut places) = (Some(head), None);
    while let Some(text) = lines.next()? {
        if head.is_some() {
            between = separator(text);
        }
        if text.contains(&b'"') {
            lines.step_back();
            break;
        }
        line += 1;
        let cells = text.split(|byte| *byte == between);
        if let Some(head) = head.take() {
            places = Some(accept(head, cells)?);
        } else if let (Some(places), false) = (&places, text.is_empty()) {
            each(line, places.of(cells));
        }
    }
    let mut quoted = csv::ReaderBuilder::new()
        .delimiter(between)
        .has_headers(false)
        .flexible(true)
        .from_reader(lines.rest());
    let mut record = csv::ByteRecord::new();
    while quoted
        .read_byte_record(&mut record)
        .map_err(io::Error::from)?
    {
        if let Some(head) = head.take() {
            places = Some(accept(head, record.iter())?);
        } else if let Some(places) = &places {
            let at = record.position().map_or(0, csv::Position::line);
            each(line + at, places.of(record.iter()));
        }
    }
    match head {
        None => Ok(()),
        // An empty file: nothing is where it should be.
        Some(head) => accept(head, std::iter::empty()).map(drop),
    }
}

fn accept<'a, E>(
    head: impl FnOnce(&Head<'_>) -> Result<Places, E>,
    names: impl Iterator<Item = &'a [u8]>,
) -> Result<Places, Ended<E>> {
    let bare = |name: &'a [u8]| {
        name.strip_prefix(b"\xEF\xBB\xBF")
            .unwrap_or(name)
            .trim_ascii()
    };
    let names = names.map(bare).collect();
    head(&Head { names }).map_err(Ended::Head)
}

/// What stands between columns: a comma, unless the first line has none but semicolons or tabs.
fn separator(first: &[u8]) -> u8 {
    let there = |byte: &u8| first.contains(byte);
    [b',', b';', b'\t'].into_iter().find(there).unwrap_or(b',')
}

/// The lines of a source.
struct Lines<R> {
    source: R,
    held: Vec<u8>,
    /// Where the next line begins, where the last one began, and where what was read ends.
    next: usize,
    last: usize,
    end: usize,
    over: bool,
}

impl<R: Read> Lines<R> {
    fn of(source: R) -> Self {
        Self {
            source,
            held: vec![0; STRETCH],
            next: 0,
            last: 0,
            end: 0,
            over: false,
        }
    }

    /// The next line, without its end.
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let mut searched = 0;
        loop {
            let ahead = &self.held[self.next..self.end];
            if let Some(length) = ahead[searched..].iter().position(|byte| *byte == b'\n') {
                return Ok(Some(self.pass(searched + length, 1)));
            }
            searched = ahead.len();
            if self.over {
                return Ok((searched > 0).then(|| self.pass(searched, 0)));
            }
            self.read_on()?;
        }
    }

    fn pass(&mut self, length: usize, end: usize) -> &[u8] {
        self.last = self.next;
        self.next += length + end;
        let line = &self.held[self.last..self.last + length];
        line.strip_suffix(b"\r").unwrap_or(line)
    }

    /// Makes the last line the next one again.
    fn step_back(&mut self) {
        self.next = self.last;
    }

    fn read_on(&mut self) -> io::Result<()> {
        self.held.copy_within(self.next..self.end, 0);
        self.end -= self.next;
        self.next = 0;
        if self.end == self.held.len() {
            if self.end >= LONGEST {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "a line is longer than any row of a table",
                ));
            }
            self.held.resize(2 * self.end, 0);
        }
        match self.source.read(&mut self.held[self.end..]) {
            Ok(0) => self.over = true,
            Ok(count) => self.end += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// All that was not passed yet.
    fn rest(mut self) -> impl Read {
        self.held.truncate(self.end);
        self.held.drain(..self.next);
        Cursor::new(self.held).chain(self.source)
    }
}

#[cfg(test)]
mod tests;
