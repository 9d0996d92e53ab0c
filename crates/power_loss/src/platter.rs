//! What was written, what was synced, and what is left of it when the power goes.

use crate::draw::Draw;
use crate::locks::{Locks, SharedIndex};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The unit a disk writes whole or tears, in bytes. 512 is the smallest that disks in use have, so
/// the most that can be torn.
pub(crate) const SECTOR: usize = 512;

/// How seldom a written sector reaches the disk before anyone syncs it.
const EARLY_ONE_IN: u64 = 8;

/// Why the disk did not do it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refused {
    /// The power is gone.
    Dark,
    /// No room.
    Full,
    /// No such file.
    Absent,
}

/// A file, by its number: names may come and go while it is open.
pub(crate) type FileNumber = usize;

#[derive(Default, Debug)]
pub(crate) struct File {
    /// What programs see.
    now: Vec<u8>,
    /// What is on the medium.
    kept: Vec<u8>,
    /// Sectors in which the two may differ.
    unsynced: BTreeSet<usize>,
    pub(crate) locks: Locks,
    pub(crate) index: SharedIndex,
}

/// Changes of names and lengths, in the order they happened, that no sync has settled yet.
#[derive(Debug)]
enum Unsettled {
    Created(String, FileNumber),
    Removed(String),
    Shortened(FileNumber, usize),
}

/// The disk between two losses of power.
#[derive(Debug)]
pub(crate) struct Platter {
    pub(crate) draw: Draw,
    pub(crate) files: Vec<File>,
    names: BTreeMap<String, FileNumber>,
    kept_names: BTreeMap<String, FileNumber>,
    unsettled: Vec<Unsettled>,
    /// Changes done so far.
    pub(crate) changes: u64,
    /// Changes left until the power goes.
    pub(crate) left: Option<u64>,
    /// Whether the power has gone.
    pub(crate) dark: bool,
    /// The file that was being changed when it went.
    pub(crate) struck: Option<String>,
    /// Whether a sync says yes and does nothing.
    pub(crate) lying: bool,
    /// Bytes that all named files together may take.
    pub(crate) room: Option<usize>,
}

impl Platter {
    /// A disk with these files, all of them durable.
    pub(crate) fn new(seed: u64, image: BTreeMap<String, Vec<u8>>) -> Self {
        let mut files = Vec::new();
        let mut names = BTreeMap::new();
        for (name, bytes) in image {
            names.insert(name, files.len());
            files.push(File {
                now: bytes.clone(),
                kept: bytes,
                ..File::default()
            });
        }
        Self {
            draw: Draw::new(seed),
            files,
            kept_names: names.clone(),
            names,
            unsettled: Vec::new(),
            changes: 0,
            left: None,
            dark: false,
            struck: None,
            lying: false,
            room: None,
        }
    }

    /// Refuses when the power is gone.
    pub(crate) fn lit(&self) -> Result<(), Refused> {
        if self.dark {
            Err(Refused::Dark)
        } else {
            Ok(())
        }
    }

    /// Counts a change. The power may go during it: then the caller does what a disk may still do
    /// of it, and ends with [`lit`](Self::lit).
    fn change(&mut self, name: impl FnOnce(&Self) -> String) -> Result<(), Refused> {
        self.lit()?;
        self.changes += 1;
        match &mut self.left {
            Some(0) => {
                self.dark = true;
                self.struck = Some(name(self));
            }
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    }

    fn name_of(&self, file: FileNumber) -> String {
        let named = self.names.iter().find(|(_, number)| **number == file);
        named.map_or_else(String::new, |(name, _)| name.clone())
    }

    pub(crate) fn find(&self, name: &str) -> Option<FileNumber> {
        self.names.get(name).copied()
    }

    /// A file without a name, gone when it is closed.
    pub(crate) fn nameless(&mut self) -> Result<FileNumber, Refused> {
        self.lit()?;
        self.files.push(File::default());
        Ok(self.files.len() - 1)
    }

    pub(crate) fn create(&mut self, name: &str) -> Result<FileNumber, Refused> {
        self.change(|_| name.to_owned())?;
        let file = self.files.len();
        self.files.push(File::default());
        self.names.insert(name.to_owned(), file);
        self.unsettled
            .push(Unsettled::Created(name.to_owned(), file));
        self.lit()?;
        Ok(file)
    }

    pub(crate) fn remove(&mut self, name: &str, durably: bool) -> Result<(), Refused> {
        self.lit()?;
        if !self.names.contains_key(name) {
            return Err(Refused::Absent);
        }
        self.change(|_| name.to_owned())?;
        self.names.remove(name);
        self.unsettled.push(Unsettled::Removed(name.to_owned()));
        self.lit()?;
        if durably && !self.lying {
            self.settle(self.unsettled.len());
        }
        Ok(())
    }

    /// Reads what is there; returns how many bytes that was.
    pub(crate) fn read(
        &self,
        file: FileNumber,
        from: usize,
        into: &mut [u8],
    ) -> Result<usize, Refused> {
        self.lit()?;
        let now = &self.files[file].now;
        let from = from.min(now.len());
        let count = into.len().min(now.len() - from);
        into[..count].copy_from_slice(&now[from..from + count]);
        Ok(count)
    }

    pub(crate) fn length(&self, file: FileNumber) -> Result<usize, Refused> {
        self.lit()?;
        Ok(self.files[file].now.len())
    }

    /// Writes. A disk without room for all of it writes what fits and says so.
    pub(crate) fn write(
        &mut self,
        file: FileNumber,
        from: usize,
        bytes: &[u8],
    ) -> Result<(), Refused> {
        self.change(|all| all.name_of(file))?;
        let fits = self.fitting(file, from, bytes.len());
        self.put(file, from, &bytes[..fits]);
        self.lit()?;
        if fits < bytes.len() {
            return Err(Refused::Full);
        }
        Ok(())
    }

    fn fitting(&self, file: FileNumber, from: usize, count: usize) -> usize {
        let Some(room) = self.room else { return count };
        let taken: usize = self.names.values().map(|n| self.files[*n].now.len()).sum();
        let own = self.files[file].now.len();
        let may_end = own + room.saturating_sub(taken);
        count.min(may_end.saturating_sub(from))
    }

    fn put(&mut self, file: FileNumber, from: usize, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let end = from + bytes.len();
        let to = &mut self.files[file];
        let first_changed = from.min(to.now.len());
        if to.now.len() < end {
            to.now.resize(end, 0);
        }
        to.now[from..end].copy_from_slice(bytes);
        let sectors = first_changed / SECTOR..end.div_ceil(SECTOR);
        to.unsynced.extend(sectors.clone());
        if self.draw.one_in(EARLY_ONE_IN) {
            let early = sectors.start + self.draw.index(sectors.len());
            to.reach(early, 0..SECTOR);
        }
    }

    pub(crate) fn shorten(&mut self, file: FileNumber, length: usize) -> Result<(), Refused> {
        self.change(|all| all.name_of(file))?;
        let to = &mut self.files[file];
        if length > to.now.len() {
            // Lengthening is a write of zeros.
            let from = to.now.len();
            to.now.resize(length, 0);
            to.unsynced.extend(from / SECTOR..length.div_ceil(SECTOR));
        } else {
            to.now.truncate(length);
            to.unsynced.split_off(&length.div_ceil(SECTOR));
            self.unsettled.push(Unsettled::Shortened(file, length));
        }
        self.lit()
    }

    /// Makes a file durable. Where the power goes during it, nothing is promised.
    pub(crate) fn sync(&mut self, file: FileNumber) -> Result<(), Refused> {
        self.change(|all| all.name_of(file))?;
        self.lit()?;
        if self.lying {
            return Ok(());
        }
        self.settle(self.unsettled.len());
        let file = &mut self.files[file];
        for sector in std::mem::take(&mut file.unsynced) {
            file.reach(sector, 0..SECTOR);
        }
        file.kept.resize(file.now.len(), 0);
        Ok(())
    }

    /// Lets the first `count` changes of names and lengths reach the medium.
    fn settle(&mut self, count: usize) {
        for change in self.unsettled.drain(..count) {
            match change {
                Unsettled::Created(name, file) => {
                    self.kept_names.insert(name, file);
                }
                Unsettled::Removed(name) => {
                    self.kept_names.remove(&name);
                }
                Unsettled::Shortened(file, length) => self.files[file].kept.truncate(length),
            }
        }
    }

    /// Cuts the power, decides what was lost, and returns what is on the medium.
    pub(crate) fn lose_power(&mut self) -> BTreeMap<String, Vec<u8>> {
        self.dark = true;
        let survivors = self.draw.index(self.unsettled.len() + 1);
        self.settle(survivors);
        // Of eight sectors, how many had reached the disk: all, none and all shades between, since
        // the rare case that only one is missing must not drown in rounds where half are.
        let fortune = [0, 1, 4, 7, 8][self.draw.index(5)];
        for number in self.kept_names.values() {
            let file = &mut self.files[*number];
            for sector in std::mem::take(&mut file.unsynced) {
                let part = fate(&mut self.draw, fortune);
                file.reach(sector, part);
            }
        }
        self.kept_names
            .iter()
            .map(|(name, file)| (name.clone(), self.files[*file].kept.clone()))
            .collect()
    }

    /// What programs see under each name.
    pub(crate) fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        self.names
            .iter()
            .map(|(name, file)| (name.clone(), self.files[*file].now.clone()))
            .collect()
    }
}

/// Which part of a sector reached the medium.
fn fate(draw: &mut Draw, fortune: u64) -> Range<usize> {
    if draw.below(8) < fortune {
        return 0..SECTOR;
    }
    if fortune == 0 || !draw.one_in(3) {
        return 0..0;
    }
    let tear = 1 + draw.index(SECTOR - 1);
    if draw.one_in(2) {
        0..tear
    } else {
        tear..SECTOR
    }
}

impl File {
    /// Lets part of a sector reach the medium.
    fn reach(&mut self, sector: usize, part: Range<usize>) {
        let from = sector * SECTOR + part.start;
        let end = (sector * SECTOR + part.end).min(self.now.len());
        if from >= end {
            return;
        }
        if self.kept.len() < end {
            self.kept.resize(end, 0);
        }
        self.kept[from..end].copy_from_slice(&self.now[from..end]);
    }
}

#[cfg(test)]
mod tests;
